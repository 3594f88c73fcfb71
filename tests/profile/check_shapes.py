#!/usr/bin/env python3
"""The shapes of the profile hold on what the program makes of sources, and find what is wrong in a graph of faults.

  check_shapes.py --program PROGRAM --project FOLDER [--shared FOLDER]

Without --shared, the sources are the examples and the fixtures of the tests; with it, the real files. A shape of severity
Violation must hold everywhere. Warnings say what is implausible: in the real files they are counted.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "ontologies" / "pages"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from profile_model import Profile, statements_of  # noqa: E402
from real_data import shared_folder  # noqa: E402
from shape_queries import ShapeQueries, path_of  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
REAL = ["ome-xml", "ome-tiff", "czi", "czi-xml", "dublin-core", "datacite-xml", "dicom", "ro-crate", "schema-org", "ome-zarr", "bids", "idr",
        "olympus-oib", "olympus-vsi"]
BREAKS = "http://example.org/breaks"


def run(*command):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=300, check=False)
    if result.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))}: status {result.returncode}\n{result.stderr[-2000:]}")
    return result.stdout


def faults_in(program, queries, graph):
    """(severity, node, path, parameter, value) of all that is not as the shapes want it."""
    for shape, rules, query in queries.queries():
        answer = json.loads(run(program, "query", graph, "-q", query, "--results", "json"))
        for row in answer["results"]["bindings"]:
            constraint, parameter = rules[int(row["rule"]["value"])]
            yield (constraint.severity, row["node"]["value"], path_of(constraint), parameter,
                   row.get("value", {}).get("value", ""))


def check_faults_are_found(program, queries):
    """In faults.ttl each node names the property in which it breaks a shape, or says that it breaks none."""
    text = run(program, "convert", HERE / "faults.ttl", "--to", "ntriples")
    expected = collections.defaultdict(set)
    for subject, predicate, object_ in statements_of(text):
        if predicate == BREAKS:
            expected[subject] |= {f"<{object_}>"} if isinstance(object_, str) else set()
    found = collections.defaultdict(set)
    for _, node, path, _, _ in faults_in(program, queries, HERE / "faults.ttl"):
        found[node].add(path)
    for node in sorted(set(expected) | set(found)):
        if expected[node] != found[node]:
            yield f"faults.ttl: {node} should break {sorted(expected[node])} and breaks {sorted(found[node])}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--project", required=True, type=pathlib.Path)
    parser.add_argument("--shared")
    options = parser.parse_args()
    queries = ShapeQueries(Profile(options.program, options.project))
    failures = list(check_faults_are_found(options.program, queries))
    # The fixtures that have every row of the tables show more kinds of things than the examples.
    sources = [options.project / "examples", HERE / "fixtures", *sorted((HERE.parent / "mapping_usage" / "fixtures").glob("*.xml")),
               *sorted((HERE.parent / "mapping_usage" / "fixtures").glob("*.json")),
               *sorted((HERE.parent / "mapping_usage" / "fixtures").glob("*.nii")),
               *sorted(path for path in (HERE.parent / "mapping_usage" / "fixtures").iterdir() if path.suffix in (".log", ".xtekct", ".pca"))]
    if options.shared:
        data = shared_folder(options.shared)
        sources = [data / folder for folder in REAL]
    warnings = collections.Counter()
    with tempfile.TemporaryDirectory(prefix="micrograph-test-") as scratch:
        graph = pathlib.Path(scratch) / "aligned.mg"
        run(options.program, "build", *sources, "-o", graph)
        broken = {}
        for severity, node, path, parameter, value in faults_in(options.program, queries, graph):
            if severity == "Violation":
                broken.setdefault((path, parameter), []).append(f"{node} with '{value}'")
            else:
                warnings[path] += 1
        failures += [f"{path} breaks sh:{parameter} in {len(nodes)} nodes, of them {nodes[0]}"
                     for (path, parameter), nodes in broken.items()]
    for failure in failures:
        print("FAILED:", failure)
    for path, count in sorted(warnings.items()):
        print(f"implausible: {count} of {path}")
    print(f"{len(queries.profile.shapes)} shapes, {len(failures)} faults")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
