#!/usr/bin/env python3
"""Measures the import of every format and writes the tables into bench/README.md, between its two marks.

  format_table.py --bench build/release/bench/bench_formats --micrograph build/release/micrograph --data FOLDER --machine TEXT [--runs 5]

FOLDER holds real files; TEXT says on what, and beside what, this ran. Peak memory is that of `micrograph build` over so many files that
differ: the XML files of the folder again and again, each time with another comment at its end.
"""
import argparse
import datetime
import json
import os
import pathlib
import subprocess
import tempfile

README = pathlib.Path(__file__).parent / "README.md"
START, END = "<!-- by format_table.py: start -->", "<!-- by format_table.py: end -->"
MEMORY_FILES = [1, 100, 1000, 5000]


def measured(bench, data, runs):
    result = subprocess.run([bench, str(runs), data], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in result.stdout.splitlines()]


def rate(amount, seconds):
    value = amount / seconds
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def format_rows(formats):
    rows = ["| format | sources | MB read | SAX, MB/s | lift, MB/s of XML | lift, times SAX | import: sources/s | MB/s | statements/s | two cores, times one |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for f in formats:
        xml = f["xml_bytes"] / 1e6
        of_xml = [rate(xml, f["sax"]), rate(xml, f["lift_xml"]), f"{f['lift_xml'] / f['sax']:.1f}"] if xml else ["", "", ""]
        cores = f"{f['import_clock'] / f['import_two_cores']:.2f}" if f["sources"] > 1 else ""
        rows.append(f"| {f['format']} | {f['sources']} | {f['bytes'] / 1e6:.2f} | " + " | ".join(of_xml) +
                    f" | {rate(f['sources'], f['import'])} | {rate(f['bytes'] / 1e6, f['import'])} | {rate(f['statements'], f['import'])} | {cores} |")
    return rows


def xml_files(data):
    """Files that take a comment at their end."""
    files = [path for folder in ("ome-xml", "czi-xml", "datacite-xml") for path in sorted((data / folder).rglob("*"))
             if path.is_file() and path.read_bytes().rstrip().endswith(b">")]
    return [path for path in files if b"utf-16" not in path.read_bytes()[:200].lower()]


def peak_megabytes(program, folder, graph, jobs):
    """Peak resident memory of a build, what it maps included; how many sources it imported; its seconds by the clock."""
    start = datetime.datetime.now()
    process = subprocess.Popen([program, "build", folder, "-o", graph, "--jobs", str(jobs), "--json"], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL)
    report = json.loads(process.stdout.read())
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss / 1024, report["totals"]["imported"], (datetime.datetime.now() - start).total_seconds()


def memory_rows(program, data):
    rows = ["| files | imported | MB of XML | largest, MB | peak, one core, MB | peak, two cores, MB | s, one core | s, two cores |",
            "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    originals = xml_files(data)
    largest = max(originals, key=lambda path: path.stat().st_size)
    originals.insert(0, originals.pop(originals.index(largest)))  # so that each run has it
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "files"
        folder.mkdir()
        written, size = 0, 0
        for count in MEMORY_FILES:
            while written < count:
                content = originals[written % len(originals)].read_bytes() + f"<!-- {written} -->\n".encode()
                (folder / f"{written}.xml").write_bytes(content)
                written, size = written + 1, size + len(content)
            graph = pathlib.Path(scratch) / "graph.mg"
            one, imported, seconds = peak_megabytes(program, folder, graph, 1)
            two, _, seconds_two = peak_megabytes(program, folder, graph, 2)
            rows.append(f"| {count:,} | {imported:,} | {size / 1e6:.1f} | {largest.stat().st_size / 1e6:.2f} | {one:.0f} | {two:.0f} | "
                        f"{seconds:.1f} | {seconds_two:.1f} |")
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", required=True)
    parser.add_argument("--micrograph", required=True)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    parser.add_argument("--machine", required=True)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    lines = [START, "", f"{datetime.date.today()}; {options.machine} Medians of {options.runs}.", ""]
    lines += format_rows(measured(options.bench, options.data, options.runs))
    lines += ["", "Peak memory of `micrograph build`:", ""] + memory_rows(options.micrograph, options.data) + ["", END]
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(START)
    README.write_text(before + "\n".join(lines) + rest.split(END)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
