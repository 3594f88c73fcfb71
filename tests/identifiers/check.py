#!/usr/bin/env python3
"""Every value of the real files that looks like an identifier, or that its file calls one, is recognised or refused.

  check.py --program micrograph --recogniser PROGRAM --shared FOLDER --page docs/identifiers.md [--write-table]

What looks like an identifier is told by the expressions below, which are looser than the readers and share nothing with
them. The table between the two marks of the page is held against what came out; --write-table writes it anew.
"""

import argparse
import collections
import importlib.util
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from real_data import build, keep_part, shared_folder  # noqa: E402

RDF_VALUE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"

LOOKS = {name: re.compile(pattern, re.I) for name, pattern in {
    "doi": r"(https?://(www\.|dx\.)?doi\.org/|(info:|urn:)?doi[:/] ?)\S*\d\S*|10\.\d+/\S+",
    "orcid": r"(https?://(www\.)?orcid\.org/|orcid:? ?)\S*\d\S*|\d{4}-\d{4}-\d{4}-\d{3}[\dX]",
    "isni": r"(https?://(www\.)?isni\.org/|isni:? ?)\S*\d\S*",
    "ror": r"(https?://(www\.)?ror\.org/|ror:)\S*\d\S*",
    "uuid": r"(urn:uuid:)?\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?",
    "lsid": r"urn:lsid:\S+",
    "ark": r"(https?://\S+/)?ark:\S+",
    "swhid": r"(https?://\S+/)?swh:\S+",
    "dicom-uid": r"(urn:oid:)?[012]\.\d+(\.\d+){5,}",
    "igsn": r"(https?://(www\.)?igsn\.org/|igsn:)\S+",
    "biosample": r"(https?://\S+/|biosamples?:)?SAM[NED][A-Z]?\d+",
    "handle": r"(https?://hdl\.handle\.net/|hdl:)\S*\d\S*",
    "pmid": r"(https?://(www\.)?(ncbi\.nlm\.nih\.gov/pubmed/|pubmed\.ncbi\.nlm\.nih\.gov/)|(pmid|pubmed):? ?)\d\S*",
    "pmcid": r"(https?://\S+/)?PMC\d+/?",
    "arxiv": r"(https?://(www\.)?arxiv\.org/\w+/|arxiv: ?)\S*\d\S*",
    "issn": r"(https?://portal\.issn\.org/resource/issn/|urn:issn:|issn:? ?)\d\S*",
    "isbn": r"(urn:isbn:|isbn:? ?)\d[\d -]+X?",
    "cellosaurus": r"(https?://\S*cellosaurus\S*/)?CVCL_\w+",
    "rrid": r"(https?://\S+/)?RRID: ?\S+",
    "ncbitaxon": r"(https?://purl\.obolibrary\.org/obo/NCBITaxon_|https?://(www\.)?ncbi\.nlm\.nih\.gov/taxonomy/\S*?|NCBITaxon[:_])\d+",
    "uniprot": r"(https?://(www|purl)\.uniprot\.org/uniprot(kb)?/|uniprot(kb)?:)\w+",
    "wikidata": r"(https?://(www\.)?wikidata\.org/\w+/|wikidata:|wd:)[QPL]\d+",
    "creative-commons": r"https?://(www\.)?creativecommons\.org/(licenses|publicdomain)/\S+|cc[- ]by\S*[- ]\d\.\d",
    "spdx": r"(https?://(www\.)?spdx\.org/licenses/|spdx:)\S+",
}.items()}

# What files call the schemes, in the properties whose names end so.
CALLED = {"doi": "doi", "orcid": "orcid", "isni": "isni", "ror": "ror", "arxiv": "arxiv", "pmid": "pmid", "issn": "issn",
          "eissn": "issn", "lissn": "issn", "isbn": "isbn", "ark": "ark", "handle": "handle", "lsid": "lsid", "igsn": "igsn",
          "rrid": "rrid", "swhid": "swhid"}
CALLING = re.compile(r"(\w*[iI]dentifier)(Type|Scheme)$")

STATEMENT = re.compile(r'^(\S+) <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"\S*) <[^>]*#source> \.$')
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")


def unescaped(text):
    letters = {"t": " ", "n": " ", "r": " "}
    return ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else letters.get(m[3], m[3]), text)


def folders():
    """Those that the test of the real files reads."""
    file = pathlib.Path(__file__).parents[1] / "real_files" / "check.py"
    spec = importlib.util.spec_from_file_location("real_files_check", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.FOLDERS


def read_values(file):
    """All values that look like something, and pairs of scheme and value that a file states."""
    looking = {name: set() for name in LOOKS}
    schemes, texts = {}, collections.defaultdict(dict)
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            match = STATEMENT.match(line)
            if not match:
                continue
            subject, predicate, iri, literal = match.groups()
            value = iri if literal is None else unescaped(literal).strip()
            if not value or len(value) > 2000 or "\n" in value or "\t" in value:
                continue
            for name, pattern in LOOKS.items():
                if pattern.fullmatch(value):
                    looking[name].add(value)
            key = re.split(r"[/#]", predicate)[-1]
            calling = CALLING.match(key)
            if calling and value.lower() in CALLED:
                schemes[subject, calling[1]] = CALLED[value.lower()]
            elif predicate == RDF_VALUE or key.lower().endswith("identifier"):
                texts[subject]["" if predicate == RDF_VALUE else key] = value
    called = collections.defaultdict(set)
    for (subject, key), name in schemes.items():
        value = texts[subject].get(key, texts[subject].get(""))
        if value:
            called[name].add(value)
    return looking, called


def recognised(program, lines):
    result = subprocess.run([program], input="".join(line + "\n" for line in lines), capture_output=True, text=True, check=True)
    return [line.split("\t") for line in result.stdout.splitlines()]


def rows(program, values, asked):
    """A row for each scheme, and what was not normalised."""
    table, others = [], []
    for name, texts in values.items():
        texts = sorted(texts)
        if not texts:
            continue
        counts = collections.Counter()
        iris = set()
        for text, (scheme, status, iri) in zip(texts, recognised(program, [f"{t}\t{name}" if asked else t for t in texts]), strict=True):
            same = scheme == name or (status == "valid" and name in ("handle", "rrid", "spdx", "igsn"))  # also of another scheme
            status = status if same else "absent"
            counts[status] += 1
            iris |= {iri} if status == "valid" else set()
            if status != "valid":
                others.append((name, text, status))
        table.append(f"| {name} | {len(texts)} | {counts['valid']} | {len(iris)} | {counts['wrong checksum']} | "
                     f"{counts['malformed']} | {counts['absent']} |")
    return table, others


def page_part(program, looking, called):
    head = ["| scheme | found | normalised | different IRIs | wrong checksum | malformed | left alone |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    by_looks, others = rows(program, looking, False)
    by_name, called_others = rows(program, dict(sorted(called.items())), True)
    lines = ["Values that look like an identifier as a whole:", "", *head, *by_looks, "",
             "Values whose file says of which scheme they are (`relatedIdentifierType` and its kin):", "", *head, *by_name, "",
             "Those not normalised:", "", "| scheme | value | why |", "| --- | --- | --- |"]
    lines += [f"| {name} | `{text}` | {why} |" for name, text, why in sorted(set(others + called_others))]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--recogniser", required=True)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--page", required=True, type=pathlib.Path)
    parser.add_argument("--write-table", action="store_true")
    options = parser.parse_args()
    data = shared_folder(options.shared)
    with tempfile.TemporaryDirectory() as work:
        graph = pathlib.Path(work) / "all.nq"
        build(options.program, [data / folder for folder in folders()], graph)
        looking, called = read_values(graph)
    part = page_part(options.recogniser, looking, called)
    if not keep_part(options.page, "real files", part, options.write_table):
        return 1
    print(f"{sum(map(len, looking.values()))} values that look like identifiers, {sum(map(len, called.values()))} called so")
    return 0 if sum(map(len, looking.values())) > 1000 else 1


if __name__ == "__main__":
    sys.exit(main())
