#!/usr/bin/env python3
"""The modules of the profile declare every term that the mappings make, once, with all that is owed to it.

  check_terms.py --program PROGRAM --project FOLDER

What the mappings make is read in two ways that know nothing of each other: from the text of tables and rules, and from a graph that the
program builds of the examples and the fixtures of the tests.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "ontologies" / "pages"))
from feeds import read_feeds  # noqa: E402
from profile_model import LAYERS, OWL, PROFILE, QUDT, RDF, RDFS, SCHEMA, SHACL, XSD, Profile  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
# Vocabularies whose terms are looked up by tables and functions, too many to be declared here; lint holds them against the packs.
LOOKED_UP = ("http://purl.obolibrary.org/obo/FBbi_", "http://purl.obolibrary.org/obo/NCBITaxon_", "http://spdx.org/licenses/",
             "https://creativecommons.org/")
# Modules of terms that the program states itself, not the mappings.
OF_THE_PROGRAM = ("core/quantities", "core/provenance", "custom/profile", "custom/markup")
OWN = (PROFILE + "#", "https://w3id.org/micrograph/xml#")
MARKUP = "https://w3id.org/micrograph/xml#"
LINKS = (SCHEMA + "domainIncludes", RDFS + "range", SCHEMA + "rangeIncludes", RDFS + "subClassOf", SHACL + "targetClass",
         SHACL + "class", SHACL + "node", SHACL + "path")


def check_modules(profile):
    modules = {module.name: module for module in profile.modules}
    for module in profile.modules:
        for what in ("title", "purpose", "version", "licence"):
            if not getattr(module, what):
                yield f"{module.name} has no {what}"
        for name in module.imports:
            if name not in modules:
                yield f"{module.name} imports {name}, which is not there"
            elif LAYERS.index(modules[name].layer) > LAYERS.index(module.layer):
                yield f"{module.name} imports {name} of a layer above"
        yield from check_links(profile, modules, module)
    whole = subprocess.run([profile.program, "convert", str(profile.folder / "profile.ttl"), "--to", "ntriples"],
                           capture_output=True, text=True, check=True).stdout
    imported = set(re.findall(rf"<{OWL}imports> <{PROFILE}/([^>]*)>", whole))
    for name in sorted(imported ^ set(modules)):
        yield f"{name} is in one of profile.ttl and the folders only"


def check_links(profile, modules, module):
    """What a module refers to is its own or of a module that it imports, also by way of others."""
    seen = [module.name]
    for name in seen:
        seen += [other for other in modules[name].imports if other in modules and other not in seen]
    for _, predicate, object_ in module.statements:
        if predicate in LINKS and isinstance(object_, str) and not object_.startswith("_:"):
            home = profile.terms[object_].module.name if object_ in profile.terms else \
                profile.shapes[object_].module.name if object_ in profile.shapes else None
            if home is None and not object_.startswith((XSD, RDF, RDFS)):
                yield f"{module.name} refers to {profile.curie(object_)}, which no module declares"
            elif home is not None and home not in seen:
                yield f"{module.name} refers to {profile.curie(object_)} of {home}, which it does not import"


def check_terms(profile):
    for iri, one, other in profile.declared_again:
        yield f"{profile.curie(iri)} is declared in {one} and in {other}"
    for term in profile.terms.values():
        name = profile.curie(term.iri)
        if not term.label:
            yield f"{name} has no label"
        if not term.comment:
            yield f"{name} has no comment"
        if term.iri.startswith(OWN) != (term.module.layer == "custom"):
            yield f"{name} is in the layer {term.module.layer}"
        if term.iri.startswith(OWN) and not (term.note and term.matches):
            yield f"{name} is a term of our own without a reason or a shared neighbour"
        if len(profile.objects(term.iri, RDFS + "range")) > 1:
            yield f"{name} has several rdfs:range, which would hold all at once; schema:rangeIncludes says one of them"
        datatypes = [iri.startswith(XSD) for iri in term.ranges]
        if term.kind == "data property" and not all(datatypes) or term.kind == "object property" and any(datatypes):
            yield f"{name} is a {term.kind} and has the range {', '.join(map(profile.curie, term.ranges))}"
        quantity = QUDT + "QuantityValue" in term.ranges
        if quantity != bool(term.unit) or quantity != bool(term.quantity_kind):
            yield f"{name} is a quantity without unit and kind, or has them and is none"


def check_shapes(profile):
    """Enumerations are whole; each property has a constraint on each class that it is used on, a quantity one of its unit."""
    asked = {}
    for shape in profile.shapes.values():
        for target in shape.targets:
            for constraint in shape.of_values:
                asked.setdefault((target, constraint.path), []).append(constraint.parameters)
    for shape in profile.shapes.values():
        members = set(shape.of_node.parameters.get("in", []))
        classes = {name for iri in members for name in profile.terms[iri].classes}
        if any(members != {value.iri for value in profile.values_of(name)} for name in classes):
            yield f"the values of {', '.join(map(profile.curie, classes))} and those of {shape.iri} differ"
    for term in profile.terms.values():
        for name in term.used_on:
            rules = asked.get((name, (term.iri,)), [])
            if not rules and term.kind != "property":
                yield f"no shape says what {profile.curie(term.iri)} is on {profile.curie(name)}"
            if term.unit and rules and not any(term.unit in units_of(profile, rule) for rule in rules):
                yield f"{profile.curie(term.iri)} is kept in {profile.curie(term.unit)}; the shape of {profile.curie(name)} is not"


def units_of(profile, parameters):
    if "node" not in parameters:
        return []
    return [constraint.parameters.get("hasValue") for constraint in profile.shapes[parameters["node"]].of_values]


def check_mappings(profile, feeds):
    for iri, found in sorted(feeds.items()):
        if iri not in profile.terms and not iri.startswith(LOOKED_UP):
            yield f"{profile.curie(iri)} of mappings/{found[0].file} is declared in no module"
    for term in profile.terms.values():
        stands_for_others = profile.values_of(term.iri) or len(profile.below(term.iri)) > 1
        if term.iri not in feeds and term.module.name not in OF_THE_PROGRAM and not stands_for_others:
            yield f"{profile.curie(term.iri)} of {term.module.name} is made by no mapping"


def check_output(profile, program, sources):
    """Nothing that the program states in shared terms is undeclared: properties and classes, and the markup of source graphs."""
    with tempfile.TemporaryDirectory(prefix="micrograph-test-") as scratch:
        graph = str(pathlib.Path(scratch) / "all.mg")
        subprocess.run([program, "build", *map(str, sources), "-o", graph], capture_output=True, check=True)
        for query in ("SELECT DISTINCT ?term { ?s ?term ?o }", "SELECT DISTINCT ?term { ?s a ?term }",
                      f"SELECT DISTINCT ?term {{ GRAPH ?g {{ ?s ?term ?o }} FILTER (STRSTARTS(STR(?term), '{MARKUP}')) }}"):
            rows = subprocess.run([program, "query", graph, "-q", query, "--results", "csv"], capture_output=True, text=True,
                                  check=True).stdout.split()[1:]
            if not rows:
                yield f"nothing comes of {query}"
            for iri in rows:
                if iri not in profile.terms and iri != RDF + "type":
                    yield f"{profile.curie(iri)} is stated of the examples or fixtures and declared in no module"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--project", required=True, type=pathlib.Path)
    options = parser.parse_args()
    profile = Profile(options.program, options.project)
    feeds = read_feeds(options.project)
    sources = [options.project / "examples", HERE / "fixtures", *sorted((HERE.parent / "mapping_usage" / "fixtures").glob("*.xml")),
               *sorted((HERE.parent / "mapping_usage" / "fixtures").glob("*.json")),
               *sorted((HERE.parent / "mapping_usage" / "fixtures").glob("*.nii")),
               *sorted(path for path in (HERE.parent / "mapping_usage" / "fixtures").iterdir() if path.suffix in (".log", ".xtekct", ".pca"))]
    failures = [*check_modules(profile), *check_terms(profile), *check_shapes(profile), *check_mappings(profile, feeds),
                *check_output(profile, options.program, sources)]
    for failure in failures:
        print("FAILED:", failure)
    print(f"{len(profile.modules)} modules, {len(profile.terms)} terms, {len(feeds)} terms in mappings, {len(failures)} faults")
    return 1 if failures or len(feeds) < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
