#!/usr/bin/env python3
"""Every fact that the real files state must be among those that `inspect` shows, with the value that stands in the file.

  check.py --program PROGRAM --shared FOLDER [--details]

The values are read by the Python beside this script, which shares nothing with the program: other parser, other unit table,
other walk. A fact counts as present if the file states it where the design's list of facts looks for it; as reached if `inspect`
has it of the same image (or of the same file, for records); as differing if `inspect` has that fact of a stated value that the
file does not have.
"""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from fractions import Fraction

import containers
import czi
import ome
import records

FOLDERS = ["ome-xml", "ome-tiff", "czi", "czi-xml", "datacite-xml", "dublin-core"]
# What the readers beside this do not look for, so that finding more of it is no difference.
NOT_READ = {"modality", "imaging.method", "specimen.organism", "conversion.software.name", "conversion.software.version"}
SKIPPED = 77


def read(path, folder):
    """Facts of the images (or records) of a file: a list of sets, or None if there is nothing to compare with; facts of the
    container; and what may be shown besides."""
    data = path.read_bytes()
    observed = set()
    if folder == "ome-tiff":
        tags = containers.tiff_tags(data)
        data = tags.get(270, "").encode()
        if 256 in tags:
            observed = {("size.x", Fraction(tags[256][0])), ("size.y", Fraction(tags[257][0]))}
    elif folder == "czi":
        data = containers.czi_xml(data)
    try:
        root = ElementTree.fromstring(data.decode("utf-8-sig").rstrip("\0") if folder != "dublin-core" else data)
    except (ElementTree.ParseError, ValueError, AttributeError):
        return None, observed, set()
    if ome.name(root) == "OME":
        return [facts for _, facts in ome.Ome(root).images()], observed, set()
    if ome.name(root) == "ImageDocument":
        return [facts for _, facts in czi.images(root)], observed, set()
    if folder == "dublin-core":
        return [records.dublin_core(root)], observed, set()
    return [records.datacite(root)], observed, records.said_of_others(root)


def key(fact, value, text):
    """A shown fact in the form of the readers'."""
    if fact in ("objective.immersion", "pixel_type"):
        last = str(value).rsplit("#", 1)[-1]
        return fact, last.lower() if fact == "pixel_type" else last
    if fact == "resource.type":
        return fact, str(value).rsplit("/", 1)[-1].lower()
    if isinstance(value, (int, Fraction)):
        return fact, Fraction(value)
    if fact in ("publication.year",):
        return fact, str(value)
    return fact, text if text is not None else value


def shown(program, path):
    """What `inspect` says: facts of each entity, and of which the status is not `stated`."""
    result = subprocess.run([program, "inspect", str(path), "--json"], capture_output=True, text=True, timeout=300, check=False)
    if result.returncode != 0:
        return None
    document = json.loads(result.stdout, parse_float=Fraction, parse_int=Fraction)
    entities = []
    for entity in document["entities"]:
        if entity["type"] == "Image" or document["format"] in ("datacite", "dublin-core"):
            entities.append({key(f["fact"], f["value"], None): f["status"] for f in entity["facts"]})
    return document["format"], entities


def equal(fact, a, b):
    """Numbers to a part in 10^9, for what a program prints with fewer digits; texts but for white space; related things by the end
    of what names them, since an identifier becomes an IRI."""
    if fact == "related":
        return str(b).replace("-", "").lower().endswith(str(a).replace("-", "").lower())
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return abs(a - b) <= abs(a) / 10**9
    return " ".join(str(a).split()).casefold() == " ".join(str(b).split()).casefold()


def has(shown_facts, wanted):
    fact, value = wanted
    return any(name == fact and equal(fact, value, found) for name, found in shown_facts)


def is_stated(stated, given):
    fact, found = given
    # The node of a related item that has no identifier is named after its place in the document.
    return any(name == fact and equal(fact, value, found) for name, value in stated) or str(found).startswith("ni:")


class Count:
    def __init__(self):
        self.present = self.reached = self.differing = self.files = 0
        self.missing = collections.Counter()

    def add(self, name, stated, allowed, found, details):
        for wanted in sorted(stated, key=str):
            self.present += 1
            if has(found, wanted):
                self.reached += 1
            else:
                self.missing[wanted[0]] += 1
                print(f"NOT REACHED: {name}: {wanted[0]} {wanted[1]}", file=details)
        for given, status in sorted(found.items(), key=str):
            if status in ("stated", "default") and given[0] in {fact for fact, _ in stated} and not is_stated(stated | allowed, given):
                self.differing += 1
                print(f"DIFFERS: {name}: {given[0]} {given[1]}", file=details)


def compare(program, data, details):
    counts = {}
    for folder in FOLDERS:
        count = counts[folder] = Count()
        for path in sorted(p for p in (data / folder).rglob("*") if p.is_file()):
            answer = shown(program, path)
            stated, observed, allowed = read(path, folder)
            if answer is None or stated is None:
                continue
            _, entities = answer
            count.files += 1
            if len(stated) != len(entities) or folder in ("datacite-xml", "dublin-core"):
                stated = [set().union(*stated)]
                entities = [{k: v for entity in entities for k, v in entity.items()}]
            for i, (wanted, found) in enumerate(zip(stated, entities)):
                if len(stated) == 1:
                    wanted = wanted | observed
                count.add(f"{path.relative_to(data)}[{i}]", wanted, allowed, {k: v for k, v in found.items() if k[0] not in NOT_READ}
                          | {k: v for k, v in found.items() if k in wanted}, details)
    return counts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--shared", required=True)
    options = parser.parse_args()
    data = pathlib.Path(os.environ.get("MICROGRAPH_SHARED", options.shared)) / "data"
    if not data.is_dir():
        print(f"\n*** SKIPPED: {data} is absent; set MICROGRAPH_SHARED to the folder that holds the real files ***\n")
        return 1 if os.environ.get("MICROGRAPH_REQUIRE_SHARED") else SKIPPED
    counts = compare(options.program, data, sys.stdout)
    good = True
    for folder, count in counts.items():
        print(f"{folder}: {count.files} files, {count.present} facts present, {count.reached} reached, {count.differing} differing")
        good = good and count.present > 0 and count.reached == count.present and count.differing == 0
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
