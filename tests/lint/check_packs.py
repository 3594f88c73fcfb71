#!/usr/bin/env python3
"""The packs are small, sorted, licensed, and just those that packs.tsv and docs/vocabularies.md list.

  check_packs.py PROJECT_FOLDER [--shared FOLDER --program PROGRAM]

With the published files at hand, the packs are made anew, and must come out as they are.
"""
import argparse
import csv
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

MOST_BYTES = 3_000_000
# Vocabularies whose licence does not allow them to be shipped, or that have none.
NOT_SHIPPED = ("http://www.openmicroscopy.org/rdf/", "http://www.openmicroscopy.org/Schemas/", "http://www.quarep.org/",
               "https://bioschemas.org/", "https://discovery.biothings.io/")


def head_of(text):
    head = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            return head
        key, value = line[1:].split(": ", 1)
        head.setdefault(key, value)
    return head


def failures_of(folder, page):
    with (folder / "packs.tsv").open(encoding="utf-8", newline="") as stream:
        listed = {row["name"]: row for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)}
    packs = {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.tsv") if file.stem != "packs"}
    for name in sorted(set(listed) ^ set(packs)):
        yield f"{name} is in one of packs.tsv and the folder only"
    for name, text in packs.items():
        head = head_of(text)
        for key in ("name", "title", "version", "namespace", "licence", "notice", "source"):
            if not head.get(key):
                yield f"{name} has no {key}"
        if f"| `{name}` |" not in page:
            yield f"{name} is not in the table of docs/vocabularies.md"
        if head.get("namespace", "").startswith(NOT_SHIPPED):
            yield f"{name} may not be shipped"
        names = [line.split("\t")[0].encode() for line in text.splitlines() if not line.startswith("#")][1:]
        if names != sorted(set(names)):
            yield f"{name} is not sorted, or has a term twice"
        if "BY-SA" in head.get("licence", "") and "same licence" not in head.get("notice", ""):
            yield f"{name} does not say that it is under the same licence"
    size = sum(len(text.encode()) for text in packs.values())
    if size > MOST_BYTES:
        yield f"the packs have {size} bytes, more than {MOST_BYTES}"


def differences(folder, page, vocabularies, program):
    with tempfile.TemporaryDirectory() as scratch:
        copy = pathlib.Path(scratch) / "packs"
        copy.mkdir()
        for file in (folder / "make_packs.py", folder / "packs.tsv", page):
            shutil.copy(file, copy / file.name)
        subprocess.run([sys.executable, str(copy / "make_packs.py"), "--program", program, str(vocabularies), "--page",
                        str(copy / page.name)], check=True, stdout=subprocess.DEVNULL)
        for file in [*sorted(folder.glob("*.tsv")), page]:
            if file.read_bytes() != (copy / file.name).read_bytes():
                yield f"{file.name} is not what make_packs.py makes of the published files"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("project", type=pathlib.Path)
    parser.add_argument("--shared", type=pathlib.Path)
    parser.add_argument("--program")
    options = parser.parse_args()
    folder = options.project / "ontologies" / "packs"
    page = options.project / "docs" / "vocabularies.md"
    failures = list(failures_of(folder, page.read_text(encoding="utf-8")))
    if options.shared:
        vocabularies = options.shared / "vocabularies"
        if vocabularies.exists():
            failures += differences(folder, page, vocabularies, options.program)
        else:
            print(f"*** SKIPPED: {vocabularies} is absent ***")
            failures += ["it is required"] if os.environ.get("MICROGRAPH_REQUIRE_SHARED") else []
    for failure in failures:
        print("FAILED:", failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
