#!/usr/bin/env python3
"""Asks every ready question of a small graph whose answers are known, and holds them against answers/.

  check.py --program PROGRAM            the known answers
  check.py --program PROGRAM --graph G  every question runs over G; how many rows each found is printed

answers/TOPIC/NAME.txt holds one or more cases: a line `ask key=value …` with the parameters, the columns, then a line for
each row; cells stand between bars, IRIs are shortened by the prefixes of lab.trig, an unbound cell is empty. They were
written by looking at lab.trig, not at what the program says. A question without such a file fails, and so does a file
without a row, which could not tell a right question from one that never finds anything.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
# For questions that need a parameter, when they are asked of any graph.
PARAMETERS = {"general/search": ["text=micro"], "samples/images-by-annotation": ["key=organism"]}
failures = []


def fail(text):
    failures.append(text)
    print("FAILED:", text)


def run(program, *arguments):
    result = subprocess.run([program, "ask", *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120)
    if result.returncode != 0:
        raise RuntimeError(f"status {result.returncode}: {result.stderr.strip()}")
    return json.loads(result.stdout)


def prefixes():
    lines = (HERE / "lab.trig").read_text(encoding="utf-8")
    return {iri: name for name, iri in re.findall(r"^@prefix (\w+): <([^>]+)> \.", lines, re.M)}


def cell(binding, short):
    if binding is None:
        return ""
    value = binding["value"]
    if binding["type"] == "uri":
        start = max((iri for iri in short if value.startswith(iri)), key=len, default=None)
        return f"{short[start]}:{value[len(start):]}" if start else f"<{value}>"
    return value


def came(answer, short):
    columns = answer["head"]["vars"]
    return [columns] + [[cell(row.get(column), short) for column in columns] for row in answer["results"]["bindings"]]


def cases(text):
    """(parameters, rows with the columns as the first) of each case in a file."""
    for block in re.split(r"^ask\b", text, flags=re.M)[1:]:
        head, *lines = block.split("\n")
        rows = [[part.strip() for part in line.split("|")] for line in lines if line.strip()]
        yield [part.strip() for part in re.findall(r'"[^"]*"|\S+', head)], rows


def show(rows):
    return "\n".join("    " + " | ".join(row) for row in rows)


def check_answers(program, names):
    short = prefixes()
    files = {file.relative_to(HERE / "answers").with_suffix("").as_posix(): file
             for file in (HERE / "answers").rglob("*.txt")}
    for name in sorted(set(files) - names):
        fail(f"answers/{name}.txt answers no question")
    for name in sorted(names):
        if name not in files:
            fail(f"{name}: no answer is known; write answers/{name}.txt")
            continue
        found = list(cases(files[name].read_text(encoding="utf-8")))
        if not any(len(rows) > 1 for _, rows in found):
            fail(f"{name}: no case with a row, so the answer says nothing")
        for parameters, wanted in found:
            rows = came(run(program, HERE / "lab.trig", name, *(text.strip('"') for text in parameters), "--json"), short)
            if rows != wanted:
                fail(f"{name} {' '.join(parameters)}\n  expected\n{show(wanted)}\n  came\n{show(rows)}")


def check_style(questions):
    """What other tools that read the decorators as YAML rely on."""
    for question in questions:
        summary = question["summary"]
        if not summary.endswith("?") or ": " in summary or " #" in summary:
            fail(f"{question['name']}: the summary is no question, or no YAML: {summary}")


def check_runs(program, graph, names):
    for name in sorted(names):
        try:
            rows = run(program, graph, name, *PARAMETERS.get(name, []), "--json")["results"]["bindings"]
            print(f"{len(rows):6} rows  {name}")
        except RuntimeError as error:
            fail(f"{name}: {error}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--graph")
    options = parser.parse_args()
    questions = run(options.program, "--list", "--json")["questions"]
    names = {question["name"] for question in questions}
    if options.graph:
        check_runs(options.program, options.graph, names)
    else:
        check_style(questions)
        check_answers(options.program, names)
    print(f"{len(names)} questions, {len(failures)} failures")
    return 1 if failures or not names else 0


if __name__ == "__main__":
    sys.exit(main())
