#!/usr/bin/env python3
"""Lineage, link and network on another store: what --sparql prints gives there what the verb gives here, and so does --endpoint.

  check_stores.py --store own|virtuoso|jena --program PROGRAM [--shared FOLDER]

Virtuoso is started on a loopback port in a scratch folder and ended again. Jena, of Debian's libapache-jena-java, has no server there, so
it is asked what is printed only. `own` is the program's own engine behind a server of this script. Skipped (77) where the store is not installed. The data are the peer benchmark's generated graph,
if FOLDER has its generator, and some statements in PROV's qualified form.
"""
import argparse
import contextlib
import csv
import http.server
import io
import json
import os
import pathlib
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77
TRIPLES = 20_000
KG = "https://kg.example.org/"
EXTRA = """
<http://example.org/figure> <http://www.w3.org/ns/prov#qualifiedDerivation> <http://example.org/how> .
<http://example.org/how> <http://www.w3.org/ns/prov#entity> <http://example.org/mask> .
<http://example.org/mask> <http://www.w3.org/ns/prov#qualifiedGeneration> _:made .
_:made <http://www.w3.org/ns/prov#activity> <http://example.org/run> .
<http://example.org/run> <http://www.w3.org/ns/prov#used> <http://example.org/raw> .
<http://example.org/run> <http://www.w3.org/ns/prov#qualifiedAssociation> _:who .
_:who <http://www.w3.org/ns/prov#agent> <http://example.org/ada> .
<http://example.org/ada> <http://www.w3.org/ns/prov#actedOnBehalfOf> <http://example.org/lab> .
<http://example.org/ada> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/prov#Person> .
<http://example.org/raw> <http://www.w3.org/2002/07/owl#sameAs> <http://example.org/raw2> .
<http://example.org/raw2> <http://www.w3.org/2000/01/rdf-schema#label> "raw \\"data\\"" .
<http://example.org/raw2> <http://purl.org/dc/terms/isPartOf> <http://example.org/set> .
<http://example.org/set> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/Dataset> .
<http://example.org/poster> <http://www.w3.org/ns/prov#wasDerivedFrom> <http://example.org/mask> .
<http://example.org/paper> <http://purl.org/dc/terms/references> <http://example.org/mask> .
<http://example.org/record> <http://xmlns.com/foaf/0.1/primaryTopic> <http://example.org/figure> .
"""
EX = "http://example.org/"
GRAPH = "http://example.org/graph"
# Name, arguments, and the variables that are compared.
QUESTIONS = [
    ("up", ["lineage", EX + "figure", "--up"], "thing"),
    ("down", ["lineage", EX + "raw", "--down"], "thing"),
    ("both", ["lineage", EX + "mask"], "thing"),
    ("record", ["lineage", EX + "record", "--up"], "thing"),
    ("bounded", ["lineage", EX + "figure", "--up", "--depth", "2"], "thing"),
    ("bounded-both", ["lineage", EX + "mask", "--depth", "1"], "thing"),
    ("common", ["lineage", EX + "figure", EX + "poster", "--common"], "thing"),
    ("common-bounded", ["lineage", EX + "figure", EX + "poster", "--common", "--depth", "2"], "thing"),
    ("affected", ["lineage", EX + "raw", "--affected"], "thing"),
    ("touched", ["lineage", EX + "figure", "--touched"], "actor"),
    ("touched-bounded", ["lineage", EX + "figure", "--touched", "--depth", "2"], "actor"),
    ("image-up", ["lineage", KG + "image/I-00000064", "--up"], "thing"),
    ("image-bounded", ["lineage", KG + "image/I-00000100", "--up", "--depth", "20"], "thing"),
    ("image-common", ["lineage", KG + "image/I-00000064", KG + "image/I-00000066", "--common"], "thing"),
    ("image-touched", ["lineage", KG + "image/I-00000064", "--touched"], "actor"),
    ("image-affected", ["lineage", KG + "image/I-00000095", "--affected"], "thing"),
    ("islands", ["network", "--islands", "--most", "100000"], "thing"),
    ("central", ["network", "--central", "--most", "100000"], "thing"),
    ("gaps", ["network", "--gaps", "--most", "100000"], "gap thing"),
]
# Compared as text, whatever the form.
SAME_TEXT = [
    ["lineage", EX + "figure", "--up"],
    ["lineage", EX + "mask", "--as", "json"],
    ["lineage", EX + "figure", "--up", "--depth", "2", "--as", "dot"],
    ["lineage", EX + "figure", EX + "poster", "--common"],
    ["lineage", EX + "raw", "--affected"],
    ["lineage", EX + "figure", "--touched"],
    ["lineage", KG + "image/I-00000064", "--up", "--as", "json"],
    ["link", EX + "figure", EX + "paper"],
    ["link", EX + "figure", EX + "raw", "--steps", "4", "--as", "json"],
    ["network", "--components"],
    ["network", "--islands"],
    ["network", "--central"],
    ["network", "--gaps"],
]


# How many pairs of the generated graph are linked, and by how many steps: Jena is started for each, and three steps take Virtuoso half a minute.
PAIRS = {"own": [(48, 3)], "virtuoso": [(16, 2), (1, 3)], "jena": [(4, 3)]}
ASKED = [("ASK { ?s <http://www.w3.org/ns/prov#used> ?o }", "true"), ("ASK { ?s <http://example.org/nothing> ?o }", "false")]


def make_data(shared, folder):
    data = folder / "data.nt"
    generator = pathlib.Path(shared or "") / "bench" / "gen_bioimage.py"
    if generator.is_file():
        subprocess.run([sys.executable, generator, "--triples", str(TRIPLES), "--out", data], check=True, capture_output=True)
    elif os.environ.get("MICROGRAPH_REQUIRE_SHARED"):
        sys.exit("the benchmark's generator is not there")
    with data.open("a", encoding="utf-8") as out:
        out.write(EXTRA.lstrip())
    return data, generator.is_file()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Virtuoso:
    """A server of its own."""
    installed = staticmethod(lambda: shutil.which("virtuoso-t") and shutil.which("isql-vt"))

    def __init__(self, folder, data, _program):
        self.few = None
        self.sql, self.http = free_port(), free_port()
        # Without this, what Virtuoso keeps of itself is in the default graph, too.
        self.endpoint = f"http://127.0.0.1:{self.http}/sparql?default-graph-uri={urllib.parse.quote(GRAPH, '')}"
        files = {"DatabaseFile": "v.db", "ErrorLogFile": "v.log", "LockFile": "v.lck", "TransactionFile": "v.trx", "xa_persistent_file": "v.pxa"}
        settings = folder / "virtuoso.ini"
        settings.write_text("[Database]\n" + "".join(f"{key}={folder / name}\n" for key, name in files.items()) +
                            f"FileExtend=200\nStriping=0\nTempStorage=TempDatabase\n"
                            f"[TempDatabase]\nDatabaseFile={folder / 't.db'}\nTransactionFile={folder / 't.trx'}\nStriping=0\n"
                            f"[Parameters]\nServerPort=127.0.0.1:{self.sql}\nDisableUnixSocket=1\nCheckpointInterval=0\n"
                            f"DirsAllowed={folder}\nNumberOfBuffers=8000\nMaxDirtyBuffers=6000\nThreadsPerQuery=1\n"
                            f"[HTTPServer]\nServerPort=127.0.0.1:{self.http}\nServerThreads=4\n"
                            f"[SPARQL]\nResultSetMaxRows=1000000\n")
        self.log = (folder / "out").open("w")
        self.server = subprocess.Popen(["virtuoso-t", "+foreground", "+configfile", str(settings)], cwd=folder,
                                       stdout=self.log, stderr=self.log)
        try:
            self.load(data)
        except BaseException:
            self.stop()
            raise

    def load(self, data):
        command = f"DB.DBA.TTLP(file_to_string_output('{data}'), '', '{GRAPH}', 512); checkpoint;"
        for _ in range(240):
            if self.server.poll() is not None:
                sys.exit("the server ended")
            result = subprocess.run(["isql-vt", f"127.0.0.1:{self.sql}", "dba", "dba", f"exec={command}"],
                                    capture_output=True, text=True, timeout=120, check=False)
            if "Connect failed" not in result.stdout + result.stderr:
                if "*** Error" in result.stdout + result.stderr:
                    sys.exit(f"not loaded:\n{result.stdout}{result.stderr}")
                return
            time.sleep(0.5)
        sys.exit("the server does not answer")

    def ask(self, text):
        """Rows as dictionaries, None if the text is refused."""
        request = urllib.request.Request(self.endpoint, urllib.parse.urlencode({"query": text}).encode(),
                                         {"Accept": "application/sparql-results+json"})
        try:
            with urllib.request.urlopen(request, timeout=150) as answer:
                bindings = json.load(answer)["results"]["bindings"]
        except urllib.error.HTTPError:
            return None
        return [{name: value["value"] for name, value in row.items()} for row in bindings]

    def stop(self):
        self.server.terminate()
        try:
            self.server.wait(30)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
        self.log.close()


class Own:
    """The program itself, which answers what it printed; for --endpoint behind a server, with the few statements only."""
    installed = staticmethod(lambda: True)

    def __init__(self, folder, data, program):
        self.program, self.data, self.few = program, data, folder / "few.nt"
        self.few.write_text(EXTRA.lstrip(), encoding="utf-8")
        store = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):  # noqa: N802
                form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8"))
                answer = store.query(store.few, form["query"][0])
                self.send_response(200 if answer else 400)
                self.send_header("Content-Type", "application/sparql-results+json")
                self.end_headers()
                self.wfile.write(answer or b"")

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self.server.server_address[1]}/sparql"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def query(self, data, text):
        result = subprocess.run([self.program, "query", data, "-q", text, "--results", "json"], capture_output=True, timeout=120, check=False)
        return result.stdout if result.returncode in (0, 1) else None  # 1: an ASK that is answered with no

    def ask(self, text):
        answer = self.query(self.data, text)
        if answer is None:
            return None
        return [{name: value["value"] for name, value in row.items()} for row in json.loads(answer)["results"]["bindings"]]

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Jena:
    """The command line tools, started for each question."""
    endpoint = None

    @staticmethod
    def installed():
        return pathlib.Path("/usr/share/java/jena-arq.jar").exists() and shutil.which("java")

    def __init__(self, folder, data, _program):
        sys.path.insert(0, str(HERE.parent / "profile"))
        from check_shapes_with_jena import class_path
        self.folder, self.data, self.path = folder, data, class_path(folder)

    def ask(self, text):
        (self.folder / "question.rq").write_text(text, encoding="utf-8")
        result = subprocess.run(["java", "-cp", self.path, "arq.sparql", "--data", str(self.data), "--query", str(self.folder / "question.rq"),
                                 "--results", "CSV"], capture_output=True, text=True, timeout=300, check=False)
        if result.returncode != 0:
            return None
        return list(csv.DictReader(io.StringIO(result.stdout)))

    def stop(self):
        pass


def run(program, graph, arguments, *more):
    command = [program, arguments[0], *graph, *arguments[1:], *more]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if result.returncode not in (0, 1) or result.stderr:
        sys.exit(f"{' '.join(map(str, command))}: {result.returncode}\n{result.stderr}")
    return result.stdout


def found_here(program, data, arguments):
    """What the verb finds, as a set of tuples."""
    answer = json.loads(run(program, [data], arguments, "--json"))
    if "gaps" in answer:
        return {(gap["gap"], thing["term"]["value"]) for gap in answer["gaps"] for thing in gap["things"]}
    if "classes" in answer:
        return {(thing["term"]["value"],) for kind in answer["classes"] for thing in kind["members"]}
    (items,) = (value for key, value in answer.items() if key in ("nodes", "origins", "affected", "actors", "hubs"))
    return {(item["term"]["value"],) for item in items}


def pairs_of(data, count):
    """Things of the generated graph, drawn by lot, most of them from a few so that they have to do with each other."""
    with data.open(encoding="utf-8") as lines:
        things = sorted({line[1:line.index(">")] for line in lines if line.startswith("<" + KG)})
    by_lot = random.Random(20)
    near = [KG + f"image/I-{number:08d}" for number in range(60, 72)] + [KG + f"activity/A-{number:08d}" for number in range(2, 8)]
    return [tuple(by_lot.sample(near if (number + 1) % 4 else things, 2)) for number in range(count)]


def compare_links(program, data, store, steps, a, b):
    """Whether the text gives the paths that the verb gives, and in its order; and how many there are."""
    rows = store.ask(run(program, [data], ["link", a, b], "--sparql", "--steps", str(steps), "--paths", "5"))
    paths = json.loads(run(program, [data], ["link", a, b], "--steps", str(steps), "--paths", "5", "--json"))["paths"]
    if rows is None:
        return [f"link {a} {b}: refused"], len(paths)
    here = [(path["weight"], *(cell for step in path["steps"]
                               for cell in (step["predicate"] + (" forward" if step["forward"] else " inverse"), step["to"]["value"])))
            for path in paths]
    there = [(float(row["weight"]), *(row[name] for name in ("step1", "n1", "step2", "n2", "step3") if row.get(name)), b) for row in rows]
    # Virtuoso writes six digits.
    same = len(here) == len(there) and all(x[1:] == y[1:] and abs(x[0] - y[0]) <= 1e-5 * x[0] for x, y in zip(here, there))
    return [] if same else [f"link {a} {b}:\n  here  {here}\n  there {there}"], len(paths)


def is_blank(value):
    return not value.startswith(("http:", "https:")) and ":" not in value or value.startswith("nodeID:")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--store", required=True, choices=("own", "virtuoso", "jena"))
    parser.add_argument("--program", required=True)
    parser.add_argument("--shared")
    options = parser.parse_args()
    kind = {"own": Own, "virtuoso": Virtuoso, "jena": Jena}[options.store]
    if not kind.installed():
        print(f"{options.store} is not installed")
        return SKIPPED
    failures, compared = [], 0
    with tempfile.TemporaryDirectory(prefix="micrograph-test-") as name:
        folder = pathlib.Path(name)
        data, generated = make_data(options.shared, folder)
        with contextlib.ExitStack() as stack:
            store = kind(folder, data, options.program)
            stack.callback(store.stop)
            for title, arguments, variables in QUESTIONS:
                if not generated and any(KG in argument for argument in arguments):
                    continue
                text = run(options.program, [data], arguments, "--sparql")
                here = found_here(options.program, data, arguments)
                rows = store.ask(text)
                there = rows if rows is None else {tuple(row[variable] for variable in variables.split()) for row in rows}
                there = there and {row for row in there if not any(map(is_blank, row[-1:]))}
                here = {row for row in here if not any(map(is_blank, row[-1:]))}
                compared += 1
                if here != there:
                    failures.append(f"{title}: {'refused' if there is None else sorted(here ^ there)[:6]}")
            for pairs, steps in PAIRS[options.store] if generated else []:
                paths = 0
                for a, b in pairs_of(data, pairs):
                    compared += 1
                    differing, found = compare_links(options.program, data, store, steps, a, b)
                    failures += differing
                    paths += found
                if paths < pairs:
                    failures.append(f"only {paths} paths of {steps} steps to compare")
            for text, answer in ASKED if store.endpoint else []:
                came = run(options.program, [], ["query", "-q", text], "--endpoint", store.endpoint).strip()
                compared += 1
                if came != answer:
                    failures.append(f"{text}: {came}")
            for arguments in SAME_TEXT if store.endpoint else []:
                if (store.few or not generated) and any(KG in argument for argument in arguments):
                    continue
                here = run(options.program, [store.few or data], arguments)
                there = run(options.program, [], arguments, "--endpoint", store.endpoint)
                compared += 1
                if here != there:
                    failures.append(f"{' '.join(arguments)} differs:\n--- here\n{here[:1500]}\n--- there\n{there[:1500]}")
    for failure in failures:
        print("FAILED:", failure)
    print(f"{compared} answers compared, {len(failures)} differ")
    return 1 if failures or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
