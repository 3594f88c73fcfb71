#!/usr/bin/env python3
"""Makes the contexts of this folder from what their publishers give out.

  make_contexts.py OUT ro-crate VERSION context.jsonld   a context: its terms, sorted, and nothing else
  make_contexts.py OUT schema.org VERSION context.jsonld
  make_contexts.py OUT datacite VERSION datacite.ttl     an ontology in Turtle: a term for each class and property
  make_contexts.py OUT bioschemas VERSION type.jsonld ...  vocabularies in JSON-LD: the terms that schema.org lacks

Writes OUT and prints the row for README.md, with the checksum of each file read. Only names, IRIs, coercions and
containers are taken over, no text.
"""

import hashlib
import json
import pathlib
import re
import sys


def shortest(definition):
    """`{"@id": X}` says no more than `X`."""
    if isinstance(definition, dict) and set(definition) == {"@id"} and not definition["@id"].endswith(tuple(":/?#[]@")):
        return definition["@id"]
    return definition


def from_context(files):
    context = json.loads(files[0].read_text(encoding="utf-8"))["@context"]
    return {term: shortest(definition) for term, definition in context.items()}


def from_ontology(files):
    """The terms of the Turtle file's own namespace (its `:` prefix). A property between things names its values by IRI."""
    text = files[0].read_text(encoding="utf-8")
    namespace = re.search(r"^@prefix : <([^>]+)>", text, re.M)[1]
    terms = {"datacite": namespace}
    for name, kinds in re.findall(r"^:([A-Za-z]\w*) a ([^;.]+)", text, re.M):
        if "owl:ObjectProperty" in kinds:
            terms[name] = {"@id": "datacite:" + name, "@type": "@id"}
        elif "owl:Class" in kinds or "owl:DatatypeProperty" in kinds:
            terms[name] = "datacite:" + name
    return terms


def from_vocabularies(files):
    """Classes and properties that the files define, by their labels, where they are none of schema.org's."""
    schema = json.loads((pathlib.Path(__file__).parent / "schema-org.jsonld").read_text(encoding="utf-8"))["@context"]
    terms, prefixes = {}, {}
    for file in files:
        document = json.loads(file.read_text(encoding="utf-8"))
        prefixes.update({name: iri for name, iri in document["@context"].items() if name.startswith("bioschemas")})
        for node in document["@graph"]:
            prefix, _, name = node["@id"].partition(":")
            if prefix in prefixes and re.fullmatch(r"[A-Za-z]\w*", name) and name not in schema:
                terms[name] = node["@id"]
    return ["https://schema.org/", {**prefixes, **terms}]


MAKERS = {"ro-crate": from_context, "schema.org": from_context, "datacite": from_ontology, "bioschemas": from_vocabularies}


def lines_of(terms):
    inside = ",\n".join(f"{json.dumps(term)}:{json.dumps(terms[term], ensure_ascii=False)}" for term in sorted(terms))
    return "{\n" + inside + "\n}"


def main():
    out, kind, version = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    files = [pathlib.Path(name) for name in sys.argv[4:]]
    context = MAKERS[kind](files)
    if isinstance(context, list):
        first, terms = context
        text = f"[{json.dumps(first)}, {lines_of(terms)}]"
    else:
        terms, text = context, lines_of(context)
    out.write_text('{"@context":' + text + "}\n", encoding="utf-8")
    sums = ", ".join(f"{file.name} `{hashlib.sha256(file.read_bytes()).hexdigest()}`" for file in files)
    print(f"| `{out.name}` | {version} | {len(terms)} | {sums} |")


if __name__ == "__main__":
    main()
