#!/usr/bin/env python3
"""What the graphs of all real files say of how things came to be is valid under PROV-CONSTRAINTS.

  check.py --program PROGRAM --shared FOLDER --expected expected.tsv

Each folder of data is built and its graph checked. What the data themselves say against PROV-CONSTRAINTS, and times against the
order of events, is listed in expected.tsv (folder, code, how often), so that a rule that begins to make such statements is seen.
Each graph must also hold some provenance, unless it has no statement of its own.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from real_data import shared_folder  # noqa: E402

# Folders whose files say nothing of how anything was made.
SILENT = {"imagej-roi", "micrometa-schema"}


def build(program, folder, graph):
    result = subprocess.run([program, "build", folder, "-o", graph, "--jobs", "1"], capture_output=True, text=True, timeout=300,
                            check=False)
    return result.returncode in (0, 1)  # 1: some of the real files are broken ones


def verdict(program, graph):
    result = subprocess.run([program, "provenance", "check", graph, "--json"], capture_output=True, text=True, timeout=300,
                            check=False)
    if result.returncode not in (0, 1):
        sys.exit(f"provenance check {graph}: {result.stderr}")
    return json.loads(result.stdout)["files"][0]


def expected_findings(table):
    rows = table.read_text(encoding="utf-8").splitlines()[1:]
    return {(folder, code): int(count) for folder, code, count, *_ in (row.split("\t") for row in rows)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--expected", required=True, type=pathlib.Path)
    options = parser.parse_args()
    data = shared_folder(options.shared)
    found, texts, failures = collections.Counter(), {}, []
    records = 0
    for folder in sorted(p for p in data.iterdir() if p.is_dir()):
        with tempfile.TemporaryDirectory() as scratch:
            graph = pathlib.Path(scratch) / "graph.mg"
            if not build(options.program, folder, graph):
                failures.append(f"{folder.name} could not be built")
                continue
            file = verdict(options.program, graph)
        count = sum(file["records"].values())
        records += count
        if count == 0 and folder.name not in SILENT:
            failures.append(f"{folder.name} has no provenance")
        for finding in file["findings"]:
            key = (folder.name, finding["code"])
            found[key] += 1
            texts.setdefault(key, finding["text"])
    wanted = expected_findings(options.expected)
    for key in sorted(set(found) | set(wanted)):
        if found[key] != wanted.get(key, 0):
            failures.append(f"{key[0]}: {found[key]} findings {key[1]}, not {wanted.get(key, 0)}: {texts.get(key, '')}")
    print("\n".join(failures + [f"{records} records"]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
