#!/usr/bin/env python3
"""Makes the vocabulary packs of this folder from the files that the vocabularies' publishers give out.

  make_packs.py --program micrograph VOCABULARIES [NAME...]

VOCABULARIES is a folder with the published files and a MANIFEST.tsv that says version, source, commit, licence and
checksum of each. Writes NAME.tsv for every pack of packs.tsv (or those named), and, unless some are named, the table in
docs/vocabularies.md (--page).

A pack has the names, labels and kinds of a vocabulary's terms, which of them are deprecated and what replaces them. No
definition or other text is taken over. RDF files are read with `micrograph convert`.
"""

import argparse
import csv
import json
import pathlib
import re
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OBO = "http://purl.obolibrary.org/obo/"

# Types that make a term a class or a property; one of all other types is an individual.
CLASSES = {RDFS + "Class", OWL + "Class", RDFS + "Datatype"}
PROPERTIES = {RDF + "Property", OWL + "ObjectProperty", OWL + "DatatypeProperty", OWL + "AnnotationProperty",
              OWL + "FunctionalProperty", OWL + "DeprecatedProperty"}
USES_OF_PROPERTIES = {OWL + "inverseOf", RDFS + "subPropertyOf", RDFS + "domain", RDFS + "range"}
LABELS = [RDFS + "label", SKOS + "prefLabel"]
REPLACED_BY = [OBO + "IAO_0100001", "http://purl.org/dc/terms/isReplacedBy", "https://schema.org/supersededBy"]
DEPRECATED = [OWL + "deprecated", "http://qudt.org/schema/qudt/deprecated"]
TERM_STATUS = "http://www.w3.org/2003/06/sw-vocab-status/ns#term_status"
LICENCE_RETIRED = "http://creativecommons.org/ns#deprecatedOn"
RETIRED_SECTION = "https://attic.schema.org"

STATEMENT = re.compile(
    r'^<([^>]*)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<[^>]*>)?)(?: <[^>]*>)? \.$')
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")


class Term:
    def __init__(self):
        self.kind = "individual"
        self.labels = {}  # rank of the kind of label and its language -> text, so that the least rank is the best
        self.deprecated = False
        self.replaced_by = ""

    def label(self):
        return self.labels[min(self.labels)] if self.labels else ""


def unescaped(text):
    letters = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
    return ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else letters.get(m[3], m[3]), text)


def one_line(text):
    return " ".join(text.split())


def language_rank(language):
    return {"": 1, "en": 0, "en-us": 0, "en-gb": 0}.get(language.lower(), 9)


def read_rdf(file, program, terms):
    """Every IRI that the file gives a type, or a label and a use: some files leave out the type of a property."""
    result = subprocess.run([program, "convert", str(file), "--to", "nquads"], capture_output=True, check=True)
    facts = [match.groups() for match in map(STATEMENT.match, result.stdout.decode("utf-8").splitlines()) if match]
    labelled = {subject for subject, predicate, _, _, _ in facts if predicate == RDFS + "label"}
    for subject, predicate, iri, _, _ in facts:
        if subject in labelled and predicate in USES_OF_PROPERTIES:
            terms.setdefault(subject, Term()).kind = "property"
        if predicate == RDF + "type":
            term = terms.setdefault(subject, Term())
            if iri in CLASSES:
                term.kind = "class"
            elif iri in PROPERTIES:
                term.kind = "property"
            term.deprecated |= iri in (OWL + "DeprecatedClass", OWL + "DeprecatedProperty")
    for subject, predicate, iri, literal, language in facts:
        term = terms.get(subject)
        if term is None:
            continue
        if predicate in LABELS and literal is not None and language_rank(language or "") < 9:
            rank = (LABELS.index(predicate), language_rank(language or ""), unescaped(literal))
            term.labels[rank] = unescaped(literal)
        elif predicate in DEPRECATED:
            term.deprecated |= literal in ("true", "1")
        elif predicate in REPLACED_BY:
            term.deprecated = True
            term.replaced_by = term.replaced_by or iri or unescaped(literal or "")
        elif predicate == LICENCE_RETIRED:
            term.deprecated = True
        elif predicate == TERM_STATUS:
            term.deprecated |= literal in ("archaic", "deprecated")
        elif iri == RETIRED_SECTION:
            term.deprecated = True


def read_obo(file, _program, terms):
    """Stanzas of the OBO format; its ids are CURIEs of the OBO namespace."""
    for stanza in file.read_text(encoding="utf-8").split("\n\n"):
        kind = re.match(r"\s*\[(Term|Typedef|Instance)\]", stanza)
        fields = dict(reversed(re.findall(r"^(id|name|is_obsolete|replaced_by): (.*?)\s*$", stanza, re.M)))
        if not kind or ":" not in fields.get("id", ""):
            continue
        term = terms.setdefault(OBO + fields["id"].replace(":", "_", 1), Term())
        term.kind = {"Term": "class", "Typedef": "property", "Instance": "individual"}[kind[1]]
        term.labels[0] = re.sub(r"\\(.)", r"\1", fields.get("name", ""))
        term.deprecated = fields.get("is_obsolete") == "true"
        if "replaced_by" in fields:
            term.replaced_by = OBO + fields["replaced_by"].split()[0].replace(":", "_", 1)


def read_darwin_core(file, _program, terms):
    replaced = {}
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            iri = row["term_isDefinedBy"] + row["term_localName"]
            term = terms.setdefault(iri, Term())
            term.kind = "class" if row["rdf_type"].endswith("Class") else "property"
            term.labels[0] = row["label"]
            term.deprecated = row["term_deprecated"] == "true"
            for column in ("replaces_term", "replaces1_term", "replaces2_term"):
                replaced[row[column]] = iri
    for iri, successor in replaced.items():
        if iri in terms and terms[iri].deprecated:
            terms[iri].replaced_by = successor


def read_organisms(file, _program, terms):
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            term = terms.setdefault(row["iri"], Term())
            term.kind = "class"
            term.labels[0] = row["name"]


def read_spdx(file, _program, terms):
    """Either a list of identifiers, those in a file called …deprecated…, or an object of identifiers with names."""
    content = json.loads(file.read_text(encoding="utf-8"))
    for name in content:
        term = terms.setdefault("http://spdx.org/licenses/" + name, Term())
        term.deprecated |= "deprecated" in file.name
        if isinstance(content, dict):
            term.labels[0] = content[name]["name"]


def read_sssom(file, _program, terms):
    """Classes and slots of the schema in LinkML: the keys of the first level below these two."""
    section = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if re.match(r"\w", line):
            section = line.split(":")[0]
        key = re.match(r"  (\w[\w ]*):", line)
        if key and section in ("classes", "slots"):
            words = key[1].split()
            name = "".join(word[0].upper() + word[1:] for word in words) if section == "classes" else key[1]
            term = terms.setdefault("https://w3id.org/sssom/" + name, Term())
            term.kind = "class" if section == "classes" else "property"


def read_licence(file, program, terms):
    """The licence that a file of Creative Commons is about; it describes the jurisdiction's page and others besides."""
    about = re.search(r'<cc:License rdf:about="([^"]+)"', file.read_text(encoding="utf-8"))[1]
    found = {}
    read_rdf(file, program, found)
    term = terms[about] = found[about]
    if term.replaced_by:  # a later version, which does not make the licence of a work that has this one a wrong one
        term.replaced_by, term.deprecated = "", "cc:deprecatedOn" in file.read_text(encoding="utf-8")


READERS = {"rdf": read_rdf, "obo": read_obo, "darwin-core": read_darwin_core, "organisms": read_organisms,
           "spdx": read_spdx, "sssom": read_sssom, "licence": read_licence}


def read_tsv(file):
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def sources_of(entry, vocabularies, manifest):
    """The files of an entry of packs.tsv, as paths below the vocabulary folder, and their rows in the manifest."""
    names = []
    for pattern in entry["files"].split():
        names += sorted(str(path.relative_to(vocabularies)) for path in vocabularies.glob(pattern))
    if not names or any(name not in manifest for name in names):
        sys.exit(f"{entry['name']}: {entry['files']}: not in the manifest")
    return names, [manifest[name] for name in names]


def version_of(entry, rows):
    """The manifest's, of the first file, unless the entry says another: files of several versions have none in common."""
    return entry["version"] or rows[0]["version or date"]


def pack_text(entry, terms, names, rows):
    namespace, others = entry["namespace"], entry["also"].split()
    lines = [f"#name: {entry['name']}", f"#title: {entry['title']}", f"#version: {version_of(entry, rows)}",
             f"#namespace: {namespace}", *(f"#also: {other}" for other in others), f"#complete: {entry['complete']}",
             f"#licence: {entry['licence']}", f"#notice: {entry['notice']}"]
    lines += [f"#source: https://github.com/{row['source repository']} commit {row['commit']} file {row['path in repo']} "
              f"sha256 {row['sha256']}" for row in rows[:3]]
    if len(rows) > 3:
        lines.append(f"#source: and {len(rows) - 3} more files of that folder")
    lines.append("term\tkind\tlabel\tdeprecated\treplaced_by")
    known = {}
    for iri, term in terms.items():
        for start in [namespace, *others]:
            if iri.startswith(start) and len(iri) > len(start) and not re.search(r"[\s<>\"]", iri):
                known[iri[len(start):]] = term
                break
    for name, term in sorted(known.items(), key=lambda item: item[0].encode()):
        label = one_line(term.label())
        successor = term.replaced_by if re.match(r"https?://\S+$", term.replaced_by) else ""
        for other in others:
            if successor.startswith(other):
                successor = namespace + successor[len(other):]
        cells = [name, term.kind, "" if label == name else label, "yes" if term.deprecated else "", successor]
        lines.append("\t".join(cells).rstrip("\t"))
    return "\n".join(lines) + "\n", len(known), sum(term.deprecated for term in known.values())


def write_table(page, rows):
    """Replaces the table between the two marks in a page."""
    start, end = "<!-- packs -->\n", "<!-- end of packs -->\n"
    table = "| pack | vocabulary | version | terms | deprecated | licence |\n| --- | --- | --- | --- | --- | --- |\n"
    table += "".join("| " + " | ".join(row) + " |\n" for row in rows)
    text = page.read_text(encoding="utf-8")
    page.write_text(text[:text.index(start) + len(start)] + table + text[text.index(end):], encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, help="micrograph, to read RDF with")
    parser.add_argument("vocabularies", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--page", type=pathlib.Path, default=FOLDER.parents[1] / "docs" / "vocabularies.md")
    options = parser.parse_args()
    manifest = {row["path"]: row for row in read_tsv(options.vocabularies / "MANIFEST.tsv")}
    table = []
    for entry in read_tsv(FOLDER / "packs.tsv"):
        if options.names and entry["name"] not in options.names:
            continue
        names, rows = sources_of(entry, options.vocabularies, manifest)
        terms = {}
        for name in names:
            READERS[entry["reader"]](options.vocabularies / name, options.program, terms)
        text, count, deprecated = pack_text(entry, terms, names, rows)
        (FOLDER / f"{entry['name']}.tsv").write_text(text, encoding="utf-8")
        print(f"{entry['name']}: {count} terms, {deprecated} deprecated, {len(text.encode())} bytes")
        table.append([f"`{entry['name']}`", f"{entry['title']}, `{entry['namespace']}`", version_of(entry, rows),
                      str(count), str(deprecated), entry["licence"].split(" <")[0]])
    if not options.names:
        write_table(options.page, table)


if __name__ == "__main__":
    main()
