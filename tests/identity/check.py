#!/usr/bin/env python3
"""How well `micrograph identity` tells what is one thing, over pairs that were labelled by hand.

  check.py --program micrograph --shared FOLDER --page docs/identity.md [--write-table] [--list]

pairs.tsv has pairs of names of things (content IRIs of the real files) and whether they are the same. A pair is found if both
are in one cluster, or if a candidate connects their clusters with the least score asked for. The table between the two marks
of the page is held against what came out; --write-table writes it anew; --list names the pairs that are wrong.
"""

import argparse
import collections
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SKIPPED = 77
START, END = "<!-- labelled pairs -->\n", "<!-- end of labelled pairs -->\n"
FOLDERS = ["idr", "bioimage-archive", "ro-crate/gide", "ro-crate/validator/valid/wrroc-paper", "datacite-json/bolognese",
           "datacite-json/invenio", "datacite-xml", "schema-org", "dublin-core/oai-pmh", "ome-xml", "microct-skyscan", "dicom"]
LEAST = ["hard", "0.9", "0.8", "0.7", "0.5", "0.3"]
KINDS = ["person", "organisation", "dataset", "image", "instrument"]


def run(program, *arguments):
    return subprocess.run([program, *map(str, arguments)], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode("utf-8")


def rows(text):
    return csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)


def found(program, shared):
    """Of each name its cluster; of pairs of clusters the best score."""
    with tempfile.TemporaryDirectory() as folder:
        graph = pathlib.Path(folder) / "real.mg"
        # Some of the files are wrong on purpose, and that is what status 1 says.
        subprocess.run([program, "build", *FOLDERS, "-o", graph, "--jobs", "1"], cwd=shared, stderr=subprocess.DEVNULL)
        clusters = json.loads(run(program, "identity", graph, "--json"))["clusters"]
        candidates = run(program, "identity", graph, "--candidates", "--min-score", LEAST[-1], "--json")
    cluster = {member: c["representative"] for c in clusters for member in c["members"]}
    scores = collections.defaultdict(float)
    for mapping in json.loads(candidates)["mappings"]:
        pair = frozenset(cluster.get(mapping[end], mapping[end]) for end in ("subject_id", "object_id"))
        scores[pair] = max(scores[pair], float(mapping["confidence"]))
    return cluster, scores


def score_of(pair, cluster, scores):
    """`hard` counts as 2, so that it is above every score."""
    a, b = (cluster.get(pair[end], pair[end]) for end in ("a", "b"))
    return 2 if a == b else scores.get(frozenset((a, b)), 0)


def share(part, whole):
    return f"{part / whole:.3f}" if whole else "-"


def table(pairs, scores):
    lines = ["| kind | pairs: same | different | least score | found | of them wrong | precision | recall |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for kind in KINDS + ["all"]:
        chosen = [i for i, pair in enumerate(pairs) if kind in (pair["kind"], "all")]
        same = sum(pairs[i]["label"] == "same" for i in chosen)
        for least in LEAST:
            bound = 2 if least == "hard" else float(least)
            hits = [i for i in chosen if scores[i] >= bound]
            right = sum(pairs[i]["label"] == "same" for i in hits)
            lines.append(f"| {kind} | {same} | {len(chosen) - same} | {least} | {len(hits)} | {len(hits) - right} | "
                         f"{share(right, len(hits))} | {share(right, same)} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--page", required=True, type=pathlib.Path)
    parser.add_argument("--write-table", action="store_true")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    shared = pathlib.Path(os.environ.get("MICROGRAPH_SHARED", options.shared)) / "data"
    if not shared.exists():
        print(f"*** SKIPPED: {shared} is absent ***")
        return 1 if os.environ.get("MICROGRAPH_REQUIRE_SHARED") else SKIPPED

    pairs = list(rows((pathlib.Path(__file__).parent / "pairs.tsv").read_text(encoding="utf-8")))
    cluster, candidates = found(options.program, shared)
    scores = [score_of(pair, cluster, candidates) for pair in pairs]
    if options.list:
        for pair, score in zip(pairs, scores):
            if (score >= 0.7) != (pair["label"] == "same"):
                print(f"{score}\t{pair['label']}\t{pair['kind']}\t{pair['note']}\t{pair['a']}\t{pair['b']}")
    came = table(pairs, scores)
    page = options.page.read_text(encoding="utf-8")
    before, rest = page.split(START)
    was, after = rest.split(END)
    if options.write_table:
        options.page.write_text(before + START + came + END + after, encoding="utf-8")
        return 0
    if was != came:
        print("docs/identity.md says\n" + was + "but it came out as\n" + came + "If that is better, run this with --write-table.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
