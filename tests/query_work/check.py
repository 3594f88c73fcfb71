#!/usr/bin/env python3
"""Bounds the work of the benchmark's queries: rows read of the store and rows made by all steps of their plans.

Usage: check.py --program PROGRAM --bounds TABLE (--shared FOLDER | --graph SCRIPT KIND EDGES) QUERY... [--write]

The graph is made by the peer benchmark's generator in FOLDER, whose own queries are asked, too, or by a script of bench/, the same each time, and one thread does the work, however many the machine has. TABLE has a line for each query: its name, the most rows
that may be read and that may be made. A query without a line fails. --write makes the table from what is measured, with a
tenth more.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

TRIPLES = 100_000
SKIPPED = 77


def work_of(step):
    """Rows read of the store and rows made, by a step and those below it."""
    read, made = step["rows_read"], step["actual_rows"]
    for child in step["children"]:
        below = work_of(child)
        read, made = read + below[0], made + below[1]
    return read, made


def measure(program, data, query):
    text = subprocess.run([program, "query", data, "-f", query, "--explain", "--json", "--threads", "1"], capture_output=True, text=True, check=True)
    return work_of(json.loads(text.stdout)["plan"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--shared")
    parser.add_argument("--graph", nargs=3)
    parser.add_argument("--bounds", required=True, type=pathlib.Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("queries", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    queries = options.queries
    if not options.graph:
        generator = pathlib.Path(options.shared) / "bench" / "gen_bioimage.py"
        if not generator.is_file():
            print("the benchmark's generator is not there")
            sys.exit(1 if os.environ.get("MICROGRAPH_REQUIRE_SHARED") else SKIPPED)
        queries = [*queries, *(generator.parent / "queries").glob("*.rq")]
    queries = sorted(queries, key=lambda path: path.name)

    bounds = {}
    if not options.write:
        for line in options.bounds.read_text().splitlines()[1:]:
            name, read, made = line.split("\t")
            bounds[name] = (int(read), int(made))
    measured = {}
    with tempfile.TemporaryDirectory() as folder:
        data = pathlib.Path(folder) / "data.nt"
        if options.graph:
            with open(data, "wb") as out:
                subprocess.run([sys.executable, *options.graph], check=True, stdout=out)
        else:
            subprocess.run([sys.executable, generator, "--triples", str(TRIPLES), "--out", data], check=True, capture_output=True)
        for query in queries:
            measured[query.stem] = measure(options.program, data, query)
    if options.write:
        lines = [f"{name}\t{read + read // 10 + 1}\t{made + made // 10 + 1}" for name, (read, made) in sorted(measured.items())]
        options.bounds.write_text("\n".join(["query\tmost rows read\tmost rows made", *lines]) + "\n")
        return
    failed = False
    for name, (read, made) in measured.items():
        most = bounds.pop(name, (-1, -1))
        wrong = read > most[0] or made > most[1]
        failed = failed or wrong
        print(f"{'MORE' if wrong else 'ok':5}{name:24}read {read:8} of {most[0]:8}   made {made:8} of {most[1]:8}")
    for name in bounds:
        failed = True
        print(f"there is no query {name}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
