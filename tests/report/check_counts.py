#!/usr/bin/env python3
"""Every number on the page of `report` is that of the ready question below it.

  check_counts.py --program PROGRAM --lab GRAPH

The page is read as a browser would, the question asked with `ask`, and both are compared: over the examples and over
tests/questions/lab.trig. Pages are also made twice, which must give the same bytes.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

from pages import LABORATORY, Page, make_page, number

MOST_LINES = 12  # then the rest is summed up
# By figure: the column of the question that is shown.
BARS = {"microscopes": "images", "objectives": "images", "detectors": "images", "programs": "images", "modalities": "images",
        "methods": "images", "fluorophores": "images", "organisms": "images", "organisms-of-resources": "resources",
        "licences": "resources", "identifiers": "things", "creators": "resources", "organisations": "resources",
        "operators": "images", "formats": "sources"}
BINS = {"pixel-sizes": ("axis", "x", "images"), "plane-steps": ("axis", "z", "images"),
        "excitation": ("kind", "excitation", "channels"), "emission": ("kind", "emission", "channels")}
failures = []


def same(what, page, question):
    if page != question:
        failures.append(what)
        print(f"FAILED: {what}: the page says {page}, the question {question}")


def ask(program, graph, question):
    result = subprocess.run([program, "ask", graph, question, "--json"], capture_output=True, text=True, check=True, timeout=120)
    return [{name: value["value"] for name, value in row.items()} for row in json.loads(result.stdout)["results"]["bindings"]]


def count(rows, column):
    return sorted((int(row[column]) for row in rows if int(row[column]) > 0), reverse=True)


def body(page, figure):
    return page.figures[figure][1:]


def check_figure(page, figure, rows):
    lines = body(page, figure)
    if figure in BARS:
        counts = count(rows, BARS[figure])
        shown = [number(line[-1]) for line in lines]
        rest = [sum(counts[MOST_LINES:])] if len(counts) > MOST_LINES else []
        same(figure, shown, counts[:MOST_LINES] + rest)
    elif figure in BINS:
        column, which, counted = BINS[figure]
        same(figure, sorted(number(line[-1]) for line in lines), sorted(int(r[counted]) for r in rows if r[column] == which))
    elif figure == "images-by-month":
        months = {(line[0], month): number(cell) for line in lines for month, cell in enumerate(line[1:13], 1) if cell}
        same(figure, months, {(r["month"][:4], int(r["month"][5:])): int(r["images"]) for r in rows})
        same(f"{figure}, sum", sum(number(line[-1]) for line in lines), sum(int(r["images"]) for r in rows))
    elif figure == "use-by-month":
        same(figure, sum(number(line[2]) for line in lines), sum(int(r["images"]) for r in rows))
    elif figure == "completeness":
        same(figure, {line[0]: (number(line[2]), number(line[3])) for line in lines},
             {r["fact"]: (int(r["stated"]), int(r["all"]) - int(r["stated"])) for r in rows})
    elif figure == "relations":
        same(figure, sum(number(line[-1]) for line in lines), len({(r["resource"], r["relation"], r["other"]) for r in rows}))
    elif not figure.startswith(("derivations-", "linked-")):
        failures.append(figure)
        print(f"FAILED: {figure}: nothing checks it")


def check_drawings(page, rows):
    """Small graphs are drawn whole: each derivation is a line of some table."""
    drawn = sum(len(body(page, figure)) for figure in page.figures if figure.startswith("derivations-"))
    same("derivations", drawn, len({(r["result"], r["origin"]) for r in rows}))


def check(program, graph, folder):
    file, again = make_page(program, graph, folder / "page.html"), make_page(program, graph, folder / "again.html")
    same("the same bytes", file.read_bytes() == again.read_bytes(), True)
    page = Page(file)
    same("totals", page.totals, {row["what"]: int(row["count"]) for row in ask(program, graph, "general/totals")})
    for figure, question in page.questions.items():
        check_figure(page, figure, ask(program, graph, question))
    for _, _, question, shown in body(page, "checks"):
        same(question, number(shown), len(ask(program, graph, question)))
    check_drawings(page, ask(program, graph, "lineage/derived-from"))
    print(f"{len(page.figures)} figures of {pathlib.Path(graph).name}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--lab", required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="micrograph-test-") as folder:
        for graph in (LABORATORY, options.lab):
            check(options.program, graph, pathlib.Path(folder))
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
