#!/usr/bin/env python3
"""Exports the images of real files as OME-XML, reads them again, and compares the facts.

  check.py --micrograph PROGRAM --shared FOLDER --page docs/inverse.md [--write]

Every document must be valid against the schema, and give no fact that the original does not give but those that the schema
makes it say, or that are derived. Every term of the value tables must come through. With --write the tables of the page are written anew; without it, tables that are no longer true are a failure.
"""

import argparse
import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from real_data import keep_part, shared_folder  # noqa: E402

FOLDERS = ["czi", "czi-xml", "ome-xml", "ome-tiff"]
# What the schema makes a document say though the graph does not: sizes that are 1.
ASSUMED = {("size.z", "1"), ("size.t", "1"), ("size.c", "1")}
failures = []


def check(good, text):
    if not good:
        failures.append(text)
        print("FAILED:", text)


def run(program, *arguments, statuses=(0,)):
    result = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=600, check=False)
    if result.returncode not in statuses:
        check(False, f"micrograph {' '.join(map(str, arguments))}: status {result.returncode}\n{result.stderr[-2000:]}")
    return result.stdout


def images_of(program, path):
    """Facts of each image, by source; in the order of the document."""
    found = {}
    inspected = json.loads(run(program, "inspect", path, "--json", statuses=(0, 1)))
    for source in inspected if isinstance(inspected, list) else [inspected]:
        found[source["source"]] = [entity for entity in source["entities"] if entity["type"] == "Image"]
    return found


def facts_of(image, derived=True):
    """Name, index and value; numbers by value."""
    def plain(value):
        try:
            return f"{float(value):.12g}"
        except (TypeError, ValueError):
            return str(value)
    return {(fact["fact"], fact.get("index", 0), plain(fact["value"])) for fact in image["facts"]
            if derived or fact["status"] != "derived"}


class Schema:
    """xmllint with the schema that is at hand; nothing is fetched."""

    def __init__(self, shared, work):
        folder = shared / "vocabularies" / "ome-xsd"
        self.schema = folder / "2016-06" / "ome.xsd"
        catalog = work / "catalog.xml"
        catalog.write_text('<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
                           f'<uri name="http://www.w3.org/2001/xml.xsd" uri="{folder / "external" / "xml.xsd"}"/>'
                           f'<system systemId="http://www.w3.org/2001/xml.xsd" uri="{folder / "external" / "xml.xsd"}"/>'
                           "</catalog>")
        self.environment = {"XML_CATALOG_FILES": str(catalog), "PATH": "/usr/bin:/bin"}

    def validate(self, files):
        result = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", self.schema, *files], capture_output=True,
                                text=True, timeout=600, env=self.environment, check=False)
        bad = [line for line in result.stderr.splitlines() if not line.endswith(" validates")]
        check(result.returncode == 0 and not bad, "not valid:\n" + "\n".join(bad[:20]))
        valid = sum(line.endswith(" validates") for line in result.stderr.splitlines())
        check(valid == len(files), f"{valid} of {len(files)} documents are valid")
        return valid


class Tally:
    def __init__(self):
        self.sources = self.images = self.left_out = self.stated = self.carried = 0
        self.facts = collections.Counter()
        self.facts_carried = collections.Counter()
        self.obstacles = collections.Counter()


def export_folder(program, data, folder, work, schema):
    tally = Tally()
    graph = work / f"{folder}.mg"
    run(program, "build", data / folder, "-o", graph, statuses=(0, 1))
    out = work / folder
    out.mkdir()
    originals, written = {}, {}
    for number, (source, images) in enumerate(images_of(program, data / folder).items()):
        if not images:
            continue
        name = f"{number}.ome.xml"
        report_file = work / f"{folder}-{number}.json"
        run(program, "export", graph, *[image["iri"] for image in images], "--as", "ome-xml", "-o", out / name,
            "--report", report_file, statuses=(0, 1))
        report = json.loads(report_file.read_text())
        by_iri = {image["iri"]: image for image in images}
        check(len(report["written"]) + len(report["not_written"]) == len(by_iri), f"{source}: images passed over in silence")
        tally.left_out += len(report["not_written"])
        if not report["written"]:
            check(not (out / name).exists(), f"{source}: a document without images")
            continue
        tally.sources += 1
        tally.stated += report["statements"]
        tally.carried += report["carried"]
        for entry in report["not_carried"]:
            tally.obstacles[entry["property"], entry["reason"]] += entry["count"]
        originals[name] = [(source, by_iri[iri]) for iri in report["written"]]
        written[name] = out / name
    schema.validate(list(written.values()))
    again = images_of(program, out)
    for name, images in originals.items():
        check(len(again[name]) == len(images), f"{images[0][0]}: {len(again[name])} images of {len(images)} came back")
        for (source, image), came in zip(images, again[name]):
            tally.images += 1
            wanted, found = facts_of(image), facts_of(came)
            for fact in wanted:
                tally.facts[fact[0]] += 1
                tally.facts_carried[fact[0]] += fact in found
            surplus = {fact for fact in facts_of(came, derived=False) - wanted if (fact[0], fact[2]) not in ASSUMED}
            check(not surplus, f"{folder}/{source}: the document says more: {sorted(surplus)[:5]}")
    return tally


# Where a term of each value table is said of an image: Turtle, with the term in place of %.
PLACES = {
    "immersion": "prov:wasGeneratedBy [ prov:used [ a core:Objective ; core:immersion % ] ]",
    "correction": "prov:wasGeneratedBy [ prov:used [ a core:Objective ; core:correction % ] ]",
    "medium": "prov:wasGeneratedBy [ prov:used [ a core:Objective ] ] ; core:objective_settings [ core:medium % ]",
    "detector-type": "prov:wasGeneratedBy [ prov:used [ a core:Detector ; core:type % ] ]",
    "laser-type": "prov:wasGeneratedBy [ prov:used [ a core:Laser, core:LightSource ; core:type % ] ] ; dcterms:hasPart [ a core:Channel ]",
    "laser-medium": "prov:wasGeneratedBy [ prov:used [ a core:Laser, core:LightSource ; core:laser_medium % ] ] ; dcterms:hasPart [ a core:Channel ]",
    "laser-pulse": "prov:wasGeneratedBy [ prov:used [ a core:Laser, core:LightSource ; core:pulse % ] ] ; dcterms:hasPart [ a core:Channel ]",
    "arc-type": "prov:wasGeneratedBy [ prov:used [ a core:Arc, core:LightSource ; core:type % ] ] ; dcterms:hasPart [ a core:Channel ]",
    "filament-type": "prov:wasGeneratedBy [ prov:used [ a core:Filament, core:LightSource ; core:type % ] ] ; dcterms:hasPart [ a core:Channel ]",
    "microscope-type": "prov:wasGeneratedBy [ prov:used [ a core:Instrument ; core:microscope [ a core:Microscope ; core:type % ] ] ]",
    "acquisition-mode": "dcterms:hasPart [ a core:Channel ; core:acquisition_mode % ]",
    "contrast-method": "dcterms:hasPart [ a core:Channel ; core:contrast_method % ]",
    "illumination-type": "dcterms:hasPart [ a core:Channel ; core:illumination_type % ]",
    "acquisition-mode-method": "dcterms:hasPart [ a core:Channel ; schema:measurementTechnique % ]",
    "contrast-method-method": "dcterms:hasPart [ a core:Channel ; schema:measurementTechnique % ]",
    "pixel-type": "core:type %",
}
PREFIXES = """PREFIX core: <https://ld.openmicroscopy.org/core/>
PREFIX ome_core: <http://www.openmicroscopy.org/rdf/2016-06/ome_core/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <http://schema.org/>
"""


def exact_terms(table):
    """IRIs that rows of a value table mean exactly, each once."""
    lines = table.read_text(encoding="utf-8").splitlines()
    prefixes = dict(re.findall(r"^#  (\w+): (\S+)$", "\n".join(lines), re.M))
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    column = {name: number for number, name in enumerate(rows[0])}
    terms = []
    for row in rows[1:]:
        prefix, _, local = row[column["object_id"]].partition(":")
        if row[column["predicate_id"]] == "skos:exactMatch" and prefix in prefixes and prefixes[prefix] + local not in terms:
            terms.append(prefixes[prefix] + local)
    return terms


def check_terms(program, project, work, schema):
    """An image for each term that a value table means: its text is one that the schema has, and is read as that term."""
    tables = {path.name.removesuffix(".sssom.tsv"): path for path in (project / "mappings/ome/values").glob("*.sssom.tsv")}
    check(set(PLACES) <= set(tables), f"tables that are gone: {sorted(set(PLACES) - set(tables))}")
    files = []
    for name, place in PLACES.items():
        for number, term in enumerate(exact_terms(tables[name])):
            graph, out = work / "term.ttl", work / f"{name}-{number}.ome.xml"
            text = place.replace("%", f"<{term}>")
            # Blank nodes are none that the program makes; a graph has IRIs.
            count = iter(range(100))
            while "[" in text:
                start = text.rindex("[")
                end = text.index("]", start)
                node = f"urn:n{next(count)}"
                text = text[:start] + f"<{node}>" + text[end + 1:] + f" .\n<{node}> {text[start + 1:end].strip()}"
            if "core:type" not in place or name != "pixel-type":
                text += " .\n<urn:i> core:type <https://ld.openmicroscopy.org/core/PixelType#uint8>"
            graph.write_text(f"{PREFIXES}<urn:i> a core:Image ; ome_core:SizeX 1 ; ome_core:SizeY 1 .\n<urn:i> {text} .\n",
                             encoding="utf-8")
            report = work / "term.json"
            run(program, "export", graph, "--as", "ome-xml", "-o", out, "--report", report)
            lost = json.loads(report.read_text())["not_carried"]
            check(not lost, f"{name}: {term} does not come through: {[(entry['property'], entry['reason']) for entry in lost]}")
            files.append(out)
    schema.validate(files)
    print(f"{len(files)} terms")


def short(iri):
    for start, prefix in [("https://ld.openmicroscopy.org/core/", "core:"), ("http://purl.org/dc/terms/", "dcterms:"),
                          ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"), ("http://www.w3.org/ns/prov#", "prov:"),
                          ("http://www.w3.org/2000/01/rdf-schema#", "rdfs:"), ("http://schema.org/", "schema:"),
                          ("http://www.openmicroscopy.org/rdf/2016-06/ome_core/", "ome_core:"),
                          ("http://www.w3.org/ns/dcat#", "dcat:"), ("http://xmlns.com/foaf/0.1/", "foaf:")]:
        if iri.startswith(start):
            return prefix + iri.removeprefix(start)
    return iri


def tables(tallies):
    lines = ["| files | sources | images written | left out | statements | carried | facts | carried |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for folder, t in tallies.items():
        lines.append(f"| `{folder}` | {t.sources} | {t.images} | {t.left_out} | {t.stated} | {t.carried} | "
                     f"{t.facts.total()} | {t.facts_carried.total()} |")
    lines += ["", "Facts, stated and carried:", "", "| fact | CZI | carried | OME | carried |",
              "| --- | ---: | ---: | ---: | ---: |"]
    groups = [("czi", "czi-xml"), ("ome-xml", "ome-tiff")]
    names = sorted({name for t in tallies.values() for name in t.facts})
    for name in names:
        cells = []
        for group in groups:
            cells += [sum(tallies[f].facts[name] for f in group), sum(tallies[f].facts_carried[name] for f in group)]
        lines.append(f"| `{name}` | {cells[0]} | {cells[1]} | {cells[2]} | {cells[3]} |")
    lines += ["", "Statements that were not carried:", "", "| property | reason | CZI | OME |", "| --- | --- | ---: | ---: |"]
    for key in sorted({key for t in tallies.values() for key in t.obstacles}, key=lambda key: (short(key[0]), key[1])):
        cells = [sum(tallies[f].obstacles[key] for f in group) for group in groups]
        lines.append(f"| `{short(key[0])}` | `{key[1]}` | {cells[0]} | {cells[1]} |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--micrograph", required=True)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--page", type=pathlib.Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    data = shared_folder(options.shared)
    if not shutil.which("xmllint"):
        print("FAILED: xmllint is not installed")
        return 1
    with tempfile.TemporaryDirectory(prefix="micrograph-inverse-") as name:
        work = pathlib.Path(name)
        schema = Schema(data.resolve().parent, work)
        tallies = {folder: export_folder(options.micrograph, data, folder, work, schema)
                   for folder in FOLDERS}
        check_terms(options.micrograph, pathlib.Path(__file__).resolve().parents[2], work, schema)
    check(keep_part(options.page, "tables", f"\n{tables(tallies)}\n\n", options.write), f"the tables of {options.page.name} are not true any more")
    print(tables(tallies) if failures else f"{sum(t.images for t in tallies.values())} images")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
