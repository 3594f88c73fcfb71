#!/usr/bin/env python3
"""The packs are small, sorted, licensed, and just those that packs.tsv and README.md list.

  check_packs.py ONTOLOGIES_FOLDER [--shared FOLDER --program PROGRAM]

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


def failures_of(folder):
    with (folder / "packs.tsv").open(encoding="utf-8", newline="") as stream:
        listed = {row["name"]: row for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)}
    packs = {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.tsv") if file.stem != "packs"}
    page = (folder / "README.md").read_text(encoding="utf-8")
    for name in sorted(set(listed) ^ set(packs)):
        yield f"{name} is in one of packs.tsv and the folder only"
    for name, text in packs.items():
        head = head_of(text)
        for key in ("name", "title", "version", "namespace", "licence", "notice", "source"):
            if not head.get(key):
                yield f"{name} has no {key}"
        if f"| `{name}` |" not in page:
            yield f"{name} is not in the table of README.md"
        if head.get("namespace", "").startswith(NOT_SHIPPED):
            yield f"{name} may not be shipped"
        names = [line.split("\t")[0].encode() for line in text.splitlines() if not line.startswith("#")][1:]
        if names != sorted(set(names)):
            yield f"{name} is not sorted, or has a term twice"
        if any("/by-sa/" in head.get("licence", "") and word not in head["notice"] for word in ("same licence",)):
            yield f"{name} does not say that it is under the same licence"
    size = sum(len(text.encode()) for text in packs.values())
    if size > MOST_BYTES:
        yield f"the packs have {size} bytes, more than {MOST_BYTES}"


def differences(folder, vocabularies, program):
    with tempfile.TemporaryDirectory() as scratch:
        copy = pathlib.Path(scratch) / "packs"
        copy.mkdir()
        for name in ("make_packs.py", "packs.tsv", "README.md"):
            shutil.copy(folder / name, copy / name)
        subprocess.run([sys.executable, str(copy / "make_packs.py"), "--program", program, str(vocabularies)], check=True,
                       stdout=subprocess.DEVNULL)
        for file in sorted(folder.glob("*")):
            if file.is_file() and file.read_bytes() != (copy / file.name).read_bytes():
                yield f"{file.name} is not what make_packs.py makes of the published files"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("ontologies", type=pathlib.Path)
    parser.add_argument("--shared", type=pathlib.Path)
    parser.add_argument("--program")
    options = parser.parse_args()
    folder = options.ontologies / "packs"
    failures = list(failures_of(folder))
    if options.shared:
        vocabularies = options.shared / "vocabularies"
        if vocabularies.exists():
            failures += differences(folder, vocabularies, options.program)
        else:
            print(f"*** SKIPPED: {vocabularies} is absent ***")
            failures += ["it is required"] if os.environ.get("MICROGRAPH_REQUIRE_SHARED") else []
    for failure in failures:
        print("FAILED:", failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
