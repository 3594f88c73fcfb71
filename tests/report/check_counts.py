#!/usr/bin/env python3
"""Every number on the page of `report` is that of the ready question below it.

  check_counts.py --program PROGRAM --lab GRAPH

The page is read as a browser would, the question asked with `ask`, and both are compared: over the examples and over
tests/questions/lab.trig. `--json` must say what the page says. Both are also made twice, which must give the same bytes.
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


def lines_of_table(figure, lines):
    """What the table of the page says of a figure, as far as JSON has it in the same words."""
    if figure["kind"] in ("bars", "sparklines"):
        column = -1 if figure["kind"] == "bars" else 2
        return [(line[0], number(line[column])) if not line[0].startswith("and ") else number(line[1]) for line in lines]
    if figure["kind"] == "timeline":
        return {f"{line[0]}-{month:02}": number(cell) for line in lines for month, cell in enumerate(line[1:13], 1) if cell}
    if figure["kind"] == "shares":
        return [(line[0], number(line[2]), number(line[3])) for line in lines]
    if figure["kind"] == "listing":
        return [(*line[:-1], number(line[-1])) for line in lines]
    return len(lines) if figure["kind"] == "drawing" else [number(line[-1]) for line in lines]


def lines_of_json(figure):
    rows = figure["rows"]
    if figure["kind"] in ("bars", "sparklines"):
        return [(row["label"], row["count"]) for row in rows] + ([figure["rest"]["count"]] if figure["rest"]["rows"] else [])
    if figure["kind"] == "timeline":
        return {row["month"]: row["count"] for row in rows}
    if figure["kind"] == "shares":
        return [(row["fact"], row["count"], row["missing"]) for row in rows]
    if figure["kind"] == "listing":
        return [(*row["cells"], row["count"]) for row in rows]
    return len(rows) if figure["kind"] == "drawing" else [row["count"] for row in rows]


def check_json(program, graph, page):
    def run():
        return subprocess.run([program, "report", graph, "--json", "--title", "Test"], capture_output=True, check=True, timeout=120).stdout

    text = run()
    same("the same bytes as JSON", text == run(), True)
    told = json.loads(text)
    same("totals as JSON", {row["what"]: row["count"] for row in told["totals"]["rows"]}, page.totals)
    same("sections as JSON", [section["id"] for section in told["sections"]], page.sections)
    figures = {figure["id"]: figure for section in told["sections"] for figure in section["figures"]}
    same("figures as JSON", list(figures), list(page.figures))
    same("questions as JSON", {name: figure["question"] for name, figure in figures.items() if figure["question"]},
         {name: question for name, question in page.questions.items() if name != "checks"})
    for name, figure in figures.items():
        same(f"{name} as JSON", lines_of_json(figure), lines_of_table(figure, body(page, name)))


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
    check_json(program, graph, page)
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
