#!/usr/bin/env python3
"""How well `micrograph identity` tells what is one thing, over pairs that were labelled by hand.

  check.py --program micrograph --shared FOLDER --page docs/identity.md [--write-table] [--list]

pairs.tsv and held_out.tsv have pairs of names of things (content IRIs of the real files) and whether they are the same. A pair is
found if both are in one cluster, or if a candidate connects their clusters with the least score asked for. A second table counts what
documents say of the same things: see mentions(). The tables of the page are held against what came out; --write-table writes them anew;
--list names the pairs that are wrong.
"""

import argparse
import collections
import csv
import json
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
from real_data import build, keep_part, run, shared_folder  # noqa: E402

SETS = {"labelled pairs": "pairs.tsv", "held-out pairs": "held_out.tsv"}
LEAST = ["hard", "0.9", "0.8", "0.7", "0.5", "0.3"]
KINDS = ["person", "organisation", "dataset", "image", "instrument", "sample"]
MENTIONS = """SELECT DISTINCT ?name ?graph WHERE { GRAPH ?graph { ?name a ?class } FILTER(STRENDS(STR(?graph), "#aligned")) }"""


class Answer:
    """What the program found in the graph of all real files."""

    def __init__(self, program, data):
        with tempfile.TemporaryDirectory() as folder:
            graph = pathlib.Path(folder) / "real.mg"
            build(program, sorted(path.name for path in data.iterdir() if path.is_dir()), graph, folder=data)
            clusters = json.loads(run(program, "identity", graph, "--json"))["clusters"]
            candidates = json.loads(run(program, "identity", graph, "--candidates", "--min-score", LEAST[-1], "--json"))["mappings"]
            rows = json.loads(run(program, "query", graph, "--results", "json", "-q", MENTIONS))["results"]["bindings"]
        self.cluster = {member: c["representative"] for c in clusters for member in c["members"]}
        self.scores = collections.defaultdict(float)  # of pairs of clusters the best
        for mapping in candidates:
            pair = frozenset(self.cluster_of(mapping[end]) for end in ("subject_id", "object_id"))
            self.scores[pair] = max(self.scores[pair], float(mapping["confidence"]))
        self.documents = collections.defaultdict(set)  # of each name, those that say something of it
        for row in rows:
            self.documents[row["name"]["value"]].add(row["graph"]["value"])

    def cluster_of(self, name):
        return self.cluster.get(name, name)

    def score(self, pair):
        """`hard` counts as 2, so that it is above every score."""
        a, b = self.cluster_of(pair["a"]), self.cluster_of(pair["b"])
        return 2 if a == b else self.scores.get(frozenset((a, b)), 0)


def least_score(least):
    return 2 if least == "hard" else float(least)


def share(part, whole):
    return f"{part / whole:.3f}" if whole else "-"


def table(pairs, scores):
    lines = ["| kind | pairs: same | different | least score | found | of them wrong | precision | recall |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for kind in [kind for kind in KINDS if any(pair["kind"] == kind for pair in pairs)] + ["all"]:
        chosen = [i for i, pair in enumerate(pairs) if kind in (pair["kind"], "all")]
        same = sum(pairs[i]["label"] == "same" for i in chosen)
        for least in LEAST:
            hits = [i for i in chosen if scores[i] >= least_score(least)]
            right = sum(pairs[i]["label"] == "same" for i in hits)
            lines.append(f"| {kind} | {same} | {len(chosen) - same} | {least} | {len(hits)} | {len(hits) - right} | "
                         f"{share(right, len(hits))} | {share(right, same)} |")
    return "\n".join(lines) + "\n"


class Sets:
    """Disjoint sets of names."""

    def __init__(self):
        self.parent = {}

    def root(self, name):
        while self.parent.setdefault(name, name) != name:
            self.parent[name] = self.parent[self.parent[name]]
            name = self.parent[name]
        return name

    def unite(self, a, b):
        self.parent[self.root(a)] = self.root(b)


def mentions(pairs, answer):
    """Things as documents name them. A mention is a name in one document; a thing is what the labels say is the same. A thing with n
    mentions needs n - 1 links, of which those between equal names are made by naming alone (a DOI in two documents is one name), and
    others by hard evidence and candidates. Names that several documents have and no label speaks of are things, too."""
    things = Sets()
    kinds = {}
    for pair in pairs:
        if pair["label"] == "same":
            things.unite(pair["a"], pair["b"])
            kinds[pair["a"]] = kinds[pair["b"]] = pair["kind"]
    members = collections.defaultdict(set)
    for name in list(things.parent):
        members[things.root(name)].add(name)
    others = [name for name, documents in answer.documents.items()
              if len(documents) > 1 and name not in things.parent and name.startswith(("https://doi.org/", "https://orcid.org/", "https://ror.org/"))]
    lines = ["| things | number | mentions | links needed | by name | by name and hard evidence | with candidates from 0.7 | from 0.5 |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    rows = [(kind, [names for names in members.values() if kinds[next(iter(names))] == kind]) for kind in KINDS]
    rows.append(("all labelled", list(members.values())))
    rows.append(("other DOIs, ORCID iDs, ROR IDs", [{name} for name in others]))
    rows.append(("all", rows[-2][1] + rows[-1][1]))
    for name, chosen in rows:
        if not chosen:
            continue
        count = sum(max(1, len(answer.documents[name])) for names in chosen for name in names)
        needed = count - len(chosen)
        made = [count - sum(len(names) for names in chosen)]
        made += [count - sum(parts(names, answer, least) for names in chosen) for least in ("hard", "0.7", "0.5")]
        lines.append(f"| {name} | {len(chosen)} | {count} | {needed} | " + " | ".join(share(links, needed) for links in made) + " |")
    return "\n".join(lines) + "\n"


def parts(names, answer, least):
    """Into how many sets the names of one thing fall."""
    sets = Sets()
    clusters = sorted({answer.cluster_of(name) for name in names})
    for i, a in enumerate(clusters):
        for b in clusters[i + 1:]:
            if answer.scores.get(frozenset((a, b)), 0) >= least_score(least):
                sets.unite(a, b)
    return len({sets.root(cluster) for cluster in clusters})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--page", required=True, type=pathlib.Path)
    parser.add_argument("--write-table", action="store_true")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    answer = Answer(options.program, shared_folder(options.shared))
    good, all_pairs = True, []
    for part, file in SETS.items():
        pairs = list(csv.DictReader((HERE / file).read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
        all_pairs += pairs
        scores = [answer.score(pair) for pair in pairs]
        if options.list:
            for pair, score in zip(pairs, scores):
                if (score >= 0.7) != (pair["label"] == "same"):
                    print(f"{part}\t{score}\t{pair['label']}\t{pair['kind']}\t{pair['note']}\t{pair['a']}\t{pair['b']}")
        good = keep_part(options.page, part, table(pairs, scores), options.write_table) and good
    return 0 if keep_part(options.page, "mentions", mentions(all_pairs, answer), options.write_table) and good else 1


if __name__ == "__main__":
    sys.exit(main())
