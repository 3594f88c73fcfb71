#!/usr/bin/env python3
"""Measures the import of every format and writes the tables into bench/README.md, between its two marks.

  format_table.py --bench build/release/bench/bench_formats --micrograph build/release/micrograph --data FOLDER --machine TEXT [--runs 5]
                  [--quiet]

FOLDER holds real files; TEXT says on what, and beside what, this ran. --quiet says that nothing ran beside it: only then are two cores
compared with one, since that takes the clock. Peak memory is that of `micrograph build` over so many files that
differ: the XML files of the folder again and again, each time with another comment at its end.
"""
import argparse
import datetime
import json
import os
import pathlib
import subprocess
import tempfile
import time

README = pathlib.Path(__file__).parent / "README.md"
START, END = "<!-- by format_table.py: start -->", "<!-- by format_table.py: end -->"
MEMORY_FILES = [1, 100, 1000, 5000, 10000, 20000]


def measured(bench, data, runs):
    result = subprocess.run([bench, str(runs), data], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in result.stdout.splitlines()]


def rate(amount, seconds):
    value = amount / seconds
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def format_rows(formats, is_quiet):
    rows = ["| format | sources | MB read | SAX, MB/s | lift, MB/s of XML | lift, times SAX | import: sources/s | MB/s | statements/s |"
            + (" two cores, times one |" if is_quiet else ""),
            "| --- |" + " ---: |" * (9 if is_quiet else 8)]
    for f in formats:
        xml = f["xml_bytes"] / 1e6
        of_xml = [rate(xml, f["sax"]), rate(xml, f["lift_xml"]), f"{f['lift_xml'] / f['sax']:.1f}"] if xml else ["", "", ""]
        cores = f" {f['import_clock'] / f['import_two_cores']:.2f} |" if is_quiet else ""
        rows.append(f"| {f['format']} | {f['sources']} | {f['bytes'] / 1e6:.2f} | " + " | ".join(of_xml) +
                    f" | {rate(f['sources'], f['import'])} | {rate(f['bytes'] / 1e6, f['import'])} | {rate(f['statements'], f['import'])} |{cores}")
    return rows


def xml_files(data):
    """Files that take a comment at their end."""
    files = [path for folder in ("ome-xml", "czi-xml", "datacite-xml") for path in sorted((data / folder).rglob("*"))
             if path.is_file() and path.read_bytes().rstrip().endswith(b">")]
    return [path for path in files if b"utf-16" not in path.read_bytes()[:200].lower()]


def build(program, folder, graph, *options):
    """Peak resident memory of a build in MB, what it maps included; seconds by the clock; how many sources it imported."""
    start = time.monotonic()
    process = subprocess.Popen([program, "build", folder, "-o", graph, "--json", *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    report = json.loads(process.stdout.read())
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss * 1024 / 1e6, time.monotonic() - start, report["totals"]["imported"]


def memory_row(program, folder, graph, name, size, largest):
    one, seconds, imported = build(program, folder, graph, "--jobs", "1")
    two, seconds_of_two, _ = build(program, folder, graph, "--jobs", "2")
    more, _, _ = build(program, folder, graph, "--jobs", "1", "--memory", "64M")
    return (f"| {name} | {imported:,} | {size / 1e6:.1f} | {largest / 1e6:.2f} | {one:.0f} | {two:.0f} | {more:.0f} | {seconds:.2f} | "
            f"{seconds_of_two:.2f} | {seconds / seconds_of_two:.2f} |")


def large_document(planes):
    """OME-XML of a long time series, of which nearly all are planes."""
    return ('<?xml version="1.0" encoding="UTF-8"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image ID="Image:0" Name="long">'
            '<Pixels ID="Pixels:0" DimensionOrder="XYZCT" Type="uint16" SizeX="512" SizeY="512" SizeZ="100" SizeC="1" SizeT="1000" PhysicalSizeX="0.1">'
            '<Channel ID="Channel:0:0" SamplesPerPixel="1"/>' +
            "".join(f'<Plane TheZ="{i % 100}" TheT="{i // 100}" TheC="0" DeltaT="{i / 10:.2f}" ExposureTime="0.05" PositionX="{i % 37}.5" '
                    'PositionY="1.0"/>' for i in range(planes)) + "</Pixels></Image></OME>")


def memory_rows(program, data):
    rows = ["| files | imported | MB of XML | largest, MB | peak, one job, MB | two jobs, MB | one job with `--memory 64M`, MB | one job, s | two jobs, s | times |",
            "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    originals = xml_files(data)
    largest = max(originals, key=lambda path: path.stat().st_size)
    originals.insert(0, originals.pop(originals.index(largest)))  # so that each run has it
    with tempfile.TemporaryDirectory() as scratch:
        folder, graph = pathlib.Path(scratch) / "files", pathlib.Path(scratch) / "graph.mg"
        folder.mkdir()
        written, size = 0, 0
        for count in MEMORY_FILES:
            while written < count:
                content = originals[written % len(originals)].read_bytes() + f"<!-- {written} -->\n".encode()
                (folder / f"{written}.xml").write_bytes(content)
                written, size = written + 1, size + len(content)
            rows.append(memory_row(program, folder, graph, f"{count:,}", size, largest.stat().st_size))
        large = pathlib.Path(scratch) / "large.ome.xml"
        large.write_text(large_document(100_000), encoding="utf-8")
        size = large.stat().st_size
        rows.append(memory_row(program, large, graph, "1 with 100,000 planes", size, size))
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", required=True)
    parser.add_argument("--micrograph", required=True)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    parser.add_argument("--machine", required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--quiet", action="store_true")
    options = parser.parse_args()
    lines = [START, "", f"{datetime.date.today()}; {options.machine} Medians of {options.runs}.", ""]
    lines += format_rows(measured(options.bench, options.data, options.runs), options.quiet)
    lines += ["", "Peak memory of `micrograph build` (MB are millions of bytes), and its time by the clock, whole program, one run each:", ""] + memory_rows(options.micrograph, options.data) + ["", END]
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(START)
    README.write_text(before + "\n".join(lines) + rest.split(END)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
