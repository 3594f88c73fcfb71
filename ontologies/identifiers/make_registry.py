#!/usr/bin/env python3
"""Makes registry.tsv, the prefixes of Bioregistry that have a pattern, from a table of them.

  make_registry.py VOCABULARIES [-o FILE]

VOCABULARIES is a folder with registry/prefix_patterns.tsv and a MANIFEST.tsv that says where it is from. Only what Bioregistry
gives (CC0) is taken over: prefix, start of the IRIs, pattern, example, synonyms. Rows without a pattern are
left out, and examples that contradict theirs.
"""

import argparse
import csv
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
TABLE = "registry/prefix_patterns.tsv"


def read_tsv(file):
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def pattern_of(row):
    """Without word boundaries: the few that there are stand beside a hyphen, where they always are."""
    return row["pattern"].replace(r"\b", "")


def example_of(row):
    """Without the prefix, which some examples repeat; empty if it contradicts the pattern, so that nobody relies on it. Anchors go,
    since the whole of it is compared: those of a pattern with alternatives would hold for one of them only."""
    example = re.sub(f"^{re.escape(row['prefix'])}:", "", row["example"], flags=re.I)
    pattern = re.sub(r"(?<!\[)\^|(?<!\\)\$(?![^\[]*\])", "", pattern_of(row))
    return example if re.fullmatch(pattern, example, re.A) else ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("vocabularies", type=pathlib.Path)
    parser.add_argument("-o", dest="output", type=pathlib.Path, default=HERE / "registry.tsv")
    options = parser.parse_args()
    about = next(row for row in read_tsv(options.vocabularies / "MANIFEST.tsv") if row["path"] == TABLE)
    lines = ["#title: Bioregistry, prefixes with a pattern", f"#version: {about['version or date']}",
             "#licence: CC0 1.0 <https://creativecommons.org/publicdomain/zero/1.0/>",
             f"#source: https://github.com/{about['source repository']} commit {about['commit']} file "
             f"{about['path in repo'].split(';')[0]}",
             "prefix\tstart\tpattern\texample\tsynonyms"]
    for row in sorted(read_tsv(options.vocabularies / TABLE), key=lambda row: (row["prefix"].lower(), row["prefix"])):
        if row["pattern"] and row["uri_prefix"].startswith("http"):
            lines.append("\t".join([row["prefix"], row["uri_prefix"], pattern_of(row), example_of(row), row["prefix_synonyms"]]).rstrip("\t"))
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 5} prefixes")


if __name__ == "__main__":
    main()
