#!/usr/bin/env python3
"""Every check of ontologies/checks finds what it should in a graph made for it, and nothing else.

  check_checks.py --program PROGRAM CHECKS_FOLDER GRAPHS_FOLDER

For a check NAME.rq there is a graph NAME.trig. The check's code must be given to the nodes whose names start with `wrong-`,
to each at least once, and to no other.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys


def nodes_named(text, start):
    return {f"<https://example.org/{name}>" for name in re.findall(rf"\bex:({start}-[a-z-]+)", text)}


def failures_of(check, graph, program):
    if not graph.exists():
        return [f"{check.name} has no graph {graph.name}"]
    code = re.search(r"^#\+ code: (\S+)$", check.read_text(encoding="utf-8"), re.M)[1]
    result = subprocess.run([program, "lint", str(graph), "--json"], capture_output=True, text=True)
    findings = json.loads(result.stdout)["findings"]
    found = {finding["place"].split(" ", 1)[1] for finding in findings if finding["code"] == code}
    text = graph.read_text(encoding="utf-8")
    wrong = nodes_named(text, "wrong")
    failures = [] if wrong and nodes_named(text, "right") else [f"{graph.name} lacks nodes that are wrong, or right"]
    failures += [f"{check.name} does not find {node}" for node in sorted(wrong - found)]
    failures += [f"{check.name} finds {node}, with which nothing is wrong" for node in sorted(found - wrong)]
    if result.returncode != 1:
        failures.append(f"{check.name}: exit status {result.returncode}")
    return failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("checks", type=pathlib.Path)
    parser.add_argument("graphs", type=pathlib.Path)
    options = parser.parse_args()
    checks = sorted(options.checks.glob("*.rq"))
    failures = [f"there are no checks in {options.checks}"] if not checks else []
    for check in checks:
        failures += failures_of(check, options.graphs / f"{check.stem}.trig", options.program)
    for failure in failures:
        print("FAILED:", failure)
    print(f"{len(checks)} checks")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
