#!/usr/bin/env python3
"""Every fact that the real files state must be among those that `inspect` shows, with the value that stands in the file.

  check.py --program PROGRAM --shared FOLDER --table docs/facts-present.md [--write] [--only FOLDER]

The values are read by the Python beside this script, which shares nothing with the program: other parsers, other unit table, other
walk. A fact counts as present if the file states it where the design's list of facts looks for it; as reached if `inspect` has it of
the same image (or of the same file, where the images are not told apart); as differing if `inspect` shows a value that the reader did
not find in the file. The table of counts must be the one in the docs; --write writes that anew.
"""
import argparse
import importlib
import pathlib
import sys

import comparison

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from real_data import shared_folder  # noqa: E402

MODULES = ["documents", "omero", "datacite_json", "schema_org", "biostudies", "idr", "dicom", "bids", "ct", "ome_zarr", "tiff_texts",
           "imaris", "lif", "lsm", "nd2", "oib", "scanners", "other_records", "html_pages"]
HEAD = """# Facts that the files state

<!-- Written by tests/facts_present/check.py --write; compared by the test facts_present. -->

How many of the [harmonised facts](facts.md) the real files state, read with Python's standard library (`tests/facts_present`), how many of
these `inspect` shows with the same value, and how many values it shows that the files do not state. Files that are refused are not counted
([coverage](coverage.md) has them). Of formats with facts in real files only cellSens VSI (one file) and the titles of ZEN settings have no
reader here.

| folder | files | facts present | equal | differ | not read by the reader |
| --- | ---: | ---: | ---: | ---: | --- |
"""


def table(counts):
    rows = [f"| {name} | {c.files} | {c.present} | {c.reached} | {c.differing} | {', '.join(f'`{f}`' for f in sorted(unread)) or '-'} |\n"
            for name, c, unread in counts]
    total = [sum(getattr(c, key) for _, c, _ in counts) for key in ("files", "present", "reached", "differing")]
    return HEAD + "".join(rows) + "| **all** | " + " | ".join(map(str, total)) + " | |\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--table", required=True, type=pathlib.Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", help="one folder of real files; the table is left alone")
    options = parser.parse_args()
    data = shared_folder(options.shared)
    shown, counts = {}, []
    for reader in (r for module in MODULES for r in importlib.import_module(module).READERS):
        if options.only not in (None, reader.FOLDER):
            continue
        if reader.FOLDER not in shown:
            shown[reader.FOLDER] = comparison.inspect(options.program, data / reader.FOLDER)
        count = comparison.compare(reader, data, shown[reader.FOLDER], sys.stdout)
        name = reader.FOLDER + getattr(reader, "PART", "")
        counts.append((name, count, getattr(reader, "NOT_READ", set())))
        print(f"{name}: {count.files} files, {count.present} facts present, {count.reached} reached, {count.differing} differing")
    good = all(count.good() for _, count, _ in counts)
    if options.write:
        options.table.write_text(table(counts), encoding="utf-8")
    elif options.only is None and options.table.read_text(encoding="utf-8") != table(counts):
        print(f"{options.table} is not what was counted; check the difference, and write it anew with --write")
        good = False
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
