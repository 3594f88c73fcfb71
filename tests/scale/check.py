#!/usr/bin/env python3
"""Builds a graph of many documents and asks it, and says what it took.

Usage: check.py --program PROGRAM --shared FOLDER --documents N [--folder FOLDER] [--guard]

The documents are made by make_documents.py from a real one. --folder keeps them and the graph, and uses what is there;
--guard ends with status 1 unless sizes and counts are within bounds. Times and memory are reported, not guarded.
"""
import argparse
import json
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zlib

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
from real_data import shared_folder  # noqa: E402

MODEL = "data/czi-xml/CellDivision_DCV_small_CZI_MetaData.xml"
CZI = "https://w3id.org/micrograph/source/czi#"
ALIGNED = "PREFIX core: <https://ld.openmicroscopy.org/core/> SELECT (COUNT(?image) AS ?n) { ?image a core:Image }"


def run(*command):
    """Standard output, seconds, and the largest memory in MB that any command had so far."""
    start = time.monotonic()
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if result.returncode not in (0, 1):
        sys.exit(f"{command[1]} ended with status {result.returncode}: {result.stderr}")
    return result.stdout, time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def compressed_sizes(files):
    """Bytes of all documents, one by one: as they are, under `zstd -3` if that is installed, and under zlib's best."""
    raw = zstd = deflate = 0
    for file in files:
        data = file.read_bytes()
        raw += len(data)
        deflate += len(zlib.compress(data, 9))
        if shutil.which("zstd"):
            zstd += len(subprocess.run(["zstd", "-3", "-c", str(file)], capture_output=True, check=True).stdout)
    return raw, zstd, deflate


def opened(program, graph, query):
    """How many documents were indexed and walked, as --explain says, and the seconds that the answer takes."""
    text, _, _ = run(program, "query", graph, "--explain", "-q", query)
    found = re.search(r"documents: (\d+) indexed, (\d+) walked", text)
    _, seconds, _ = run(program, "query", graph, "-q", query)
    return int(found.group(1)), int(found.group(2)), seconds


def measure(options, folder):
    documents = folder / "documents"
    if len(list(documents.glob("*.xml"))) != options.documents:
        run(sys.executable, HERE / "make_documents.py", pathlib.Path(options.shared) / MODEL, options.documents, documents)
    graph = folder / "scale.mg"
    _, seconds, memory = run(options.program, "build", documents, "-o", graph)
    stats = json.loads(run(options.program, "stats", graph, "--json")[0])
    raw, zstd, deflate = compressed_sizes(sorted(documents.glob("*.xml")))
    name = json.loads(run(options.program, "query", graph, "--json", "-q",
                          "SELECT ?g { ?g <http://www.w3.org/ns/prov#wasDerivedFrom> ?s FILTER (STRENDS(STR(?g), '#source')) } LIMIT 1")[0])
    one = name["results"]["bindings"][0]["g"]["value"]
    queries = {
        "aligned": ALIGNED,
        "one source": f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{one}> {{ ?s a <{CZI}Channel> }} }}",
        "a class that no document has": f"SELECT * {{ GRAPH ?g {{ ?s a <{CZI}NoSuchThing> }} }}",
        "a node, whichever graph": f"SELECT * {{ GRAPH ?g {{ <{one.removesuffix('#source')}#/ImageDocument> ?p ?o }} }}",
        "all": f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s a <{CZI}Channel> }} }}",
    }
    return {
        "documents": options.documents, "build_seconds": seconds, "build_memory_mb": memory,
        "statements": stats["archived_statements"], "quads": stats["quads"], "raw": raw, "zstd_3": zstd, "deflate_9": deflate,
        "graph_bytes": graph.stat().st_size, "document_bytes": stats["bytes"]["documents"],
        "queries": {label: opened(options.program, graph, query) for label, query in queries.items()},
    }


def guard(found):
    """What must hold, and whether it does."""
    documents, queries = found["documents"], found["queries"]
    yield "every document is in", found["statements"] > 15_000 * documents
    yield "source statements are not indexed", found["quads"] < 2_000 * documents
    yield "documents take no more room than deflated ones", found["document_bytes"] < 1.02 * found["deflate_9"]
    if found["zstd_3"]:
        yield "nor more than a tenth above `zstd -3`", found["document_bytes"] < 1.1 * found["zstd_3"]
    yield "aligned data opens nothing", queries["aligned"][:2] == (0, 0)
    yield "one source opens one document", queries["one source"][:2] == (1, 0)
    yield "a node opens its document", queries["a node, whichever graph"][:2] == (1, 0)
    yield "what no document has opens none", queries["a class that no document has"][:2] == (0, 0)
    yield "what all have walks each once", queries["all"][:2] == (0, documents)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--documents", type=int, required=True)
    parser.add_argument("--folder", type=pathlib.Path)
    parser.add_argument("--guard", action="store_true")
    options = parser.parse_args()
    options.shared = shared_folder(options.shared, "data").parent
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or pathlib.Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        found = measure(options, folder)
    print(json.dumps(found, indent=2))
    failed = [what for what, holds in guard(found) if not holds] if options.guard else []
    for what in failed:
        print("FAILED:", what)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
