"""Reads the facts of the Image Data Resource: study files (names and values) and tables with a row an image."""
import collections
import csv
import re

from datacite_json import orcid
from facts import Facts, files_below
from ome import void
from records import bare, doi, licence
from units import number

IMAGE = ("Image Name", "Image File", "Image")


def table_rows(path):
    text = path.read_text("utf-8-sig", "replace")
    return list(csv.reader(text.splitlines(), delimiter="," if path.suffix == ".csv" else "\t"))


def study(rows):
    """{name: values of its columns}; of names told twice (in a screen each) all, one after the other."""
    found = collections.defaultdict(list)
    for row in rows:
        if row and row[0].strip() and not row[0].startswith("#"):
            found[row[0].strip()].append([value.strip() for value in row[1:]])
    return found


def first(said, name):
    return (said.get(name) or [[]])[0]


def columns(said, *names):
    """What stands in one column of several lines belongs together."""
    lines = [first(said, name) for name in names]
    return [tuple(line[i] if i < len(line) else "" for line in lines) for i in range(max(map(len, lines), default=0))]


def facts_of_study(said):
    facts = Facts()
    for fact, name in (("title", "Study Title"), ("subject", "Study Type"), ("identifier.other", "Comment[IDR Study Accession]"),
                       ("publisher", "Study Data Publisher")):
        for value in first(said, name)[:1]:
            facts.text(fact, value)
    for value in first(said, "Study Key Words"):
        if not value.startswith("#"):
            facts.text("subject", value)
    facts.text("resource.type", "dataset")
    for value in first(said, "Study Public Release Date")[:1]:
        facts.text("publication.year", value[:4])
    for address, name in columns(said, "Study License URL", "Study License")[:1]:
        facts.text("license", licence(address or "https://creativecommons.org/licenses/" +
                                      "/".join(name.lower().removeprefix("cc ").rsplit(" ", 1)) + "/"))
    for value in first(said, "Study Data DOI"):
        facts.text("identifier.doi", doi(value))
    for value in first(said, "Study External URL"):
        if re.match(r"https?://|www\.", value):
            facts.text("related", bare(value if "://" in value else "http://" + value))
    for given, pubmed in columns(said, "Study DOI", "Study PubMed ID"):
        facts.text("related", bare(given) if doi(given) else pubmed if pubmed.isdigit() else None)
    persons = columns(said, "Study Person Last Name", "Study Person First Name", "Study Person ORCID")
    for last, given, identifier in persons:
        if last:
            facts.text("creator.name", f"{given} {last}".strip())
            facts.text("creator.orcid", orcid(identifier))
    known = {last.casefold() for last, _, _ in persons if last}
    for author in (first(said, "Study Author List") or [""])[0].split(","):
        if author.strip().rsplit(" ", 1)[0].casefold() not in known:
            facts.text("creator.name", author.strip())
    for accession, organism in columns(said, "Study Organism Term Accession", "Study Organism"):
        digits = re.search("[0-9]+$", accession)
        if digits:
            facts.add(("specimen.organism", "NCBITaxon_" + digits.group(0)))
        else:
            facts.text("specimen.organism", organism)
    for name in ("Screen Imaging Method Term Accession", "Experiment Imaging Method Term Accession"):
        for line in said.get(name, []):
            for value in line:
                digits = re.fullmatch("(?:FBbi[_:])?([0-9]+)", value, re.I)
                facts.text("imaging.method", "FBbi_" + digits.group(1) if digits else None)
    return facts


def facts_of_row(row):
    facts = Facts()
    facts.text("specimen.strain", row.get("Characteristics [Strain]"))
    for name, value in row.items():
        if re.fullmatch("Term Source ([0-9] )?Accession", name) and re.fullmatch("NCBITaxon[:_][0-9]+", value):
            facts.add(("specimen.organism", value.replace(":", "_")))
        if name in ("Comment[Image Dimensions]", "Comment [Image Dimensions]"):
            for axis, size in re.findall("([XYZCT]) ?([0-9]+)", value):
                facts.number("size." + axis.lower(), number(size))
    return facts


class Studies:
    FOLDER = "idr"
    PART = " (studies)"
    FORMATS = {"idr-study"}

    @staticmethod
    def sources(folder):
        for name, path in files_below(folder, "*-study.txt"):
            yield name, [facts_of_study(study(table_rows(path)))]


class Tables:
    FOLDER = "idr"
    PART = " (tables)"
    FORMATS = {"idr-table"}

    @staticmethod
    def sources(folder):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".csv", ".txt") and not p.name.endswith("-study.txt")):
            head, *rows = table_rows(path)
            stated = collections.defaultdict(Facts)
            for row in (dict(zip(head, row)) for row in rows):
                image = next((row[name] for name in IMAGE if name in row), "")
                if not void(image) and not image.startswith("#"):
                    stated[image] |= facts_of_row(row)
                    stated[None].text("title", row.get("Dataset Name"))
            yield str(path.relative_to(folder)), dict(stated)


READERS = [Studies, Tables]
