"""Reads the facts of records in CSL JSON, of InvenioRDM, and of the BioImage Archive's own objects."""
import json
import re

from biostudies import SPECIES
from datacite_json import listed, orcid
from facts import Facts
from records import bare, doi, licence
from units import convert, number

CSL_TYPES = {"post-weblog": "text", "article-journal": "text", "article": "text", "book": "text", "dataset": "dataset"}
INVENIO_TYPES = {"publication": "text", "dataset": "dataset", "software": "software", "image": "image"}


def csl(data):
    facts = Facts()
    facts.text("title", data.get("title"))
    facts.text("publisher", data.get("publisher"))
    facts.text("publication.year", str(((data.get("issued") or {}).get("date-parts") or [[""]])[0][0]))
    facts.text("resource.type", CSL_TYPES.get(data.get("type")))
    facts.text("identifier.doi", doi(data.get("DOI")))
    facts.text("identifier.url", data.get("URL"))
    for word in listed(data.get("categories")):
        facts.text("subject", word)
    for author in listed(data.get("author")):
        facts.text("creator.name", author.get("literal") or " ".join(filter(None, (author.get("given"), author.get("family")))))
    return facts


def invenio(data):
    facts, said = Facts(), data["metadata"]
    facts.text("title", said.get("title"))
    facts.text("publisher", said.get("publisher"))
    facts.text("publication.year", str(said.get("publication_date"))[:4])
    facts.text("resource.type", INVENIO_TYPES.get(said["resource_type"]["id"].split("-")[0]))
    for fact, key in (("creator", "creators"), ("contributor", "contributors")):
        for agent in listed(said.get(key)):
            facts.text(fact + ".name", agent["person_or_org"].get("name"))
            for identifier in listed(agent["person_or_org"].get("identifiers")) if fact == "creator" else []:
                facts.text("creator.orcid", orcid(identifier["identifier"]) if identifier["scheme"] == "orcid" else None)
    for subject in listed(said.get("subjects")):
        facts.text("subject", subject.get("subject"))
    for right in listed(said.get("rights")):
        named = re.fullmatch("cc-([a-z-]+)-([0-9.]+)", right.get("id", ""))
        facts.text("license", f"https://creativecommons.org/licenses/{named.group(1)}/{named.group(2)}/" if named
                   else licence(right.get("link")))
    facts.text("identifier.other", data.get("id"))
    for scheme, pid in data.get("pids", {}).items():
        fact = "identifier." + (scheme if scheme in ("doi", "handle") else "other")
        facts.text(fact, doi(pid["identifier"]) or pid["identifier"])
    for identifier in listed(said.get("identifiers")):
        facts.text("identifier.other", identifier["identifier"])
    for related in listed(said.get("related_identifiers")):
        facts.text("related", bare(related["identifier"]))
    return facts


def bia_study(data):
    facts = Facts()
    facts.text("title", data.get("title"))
    facts.text("publication.year", str(data.get("release_date") or "")[:4])
    facts.text("license", licence(data.get("licence")))
    facts.text("identifier.doi", doi(data.get("doi")))
    for author in listed(data.get("author")):
        facts.text("creator.name", author.get("display_name"))
        facts.text("creator.orcid", orcid(author.get("orcid")))
    for extra in listed(data.get("additional_metadata")):
        for word in listed((extra.get("value") or {}).get("Keyword")):
            facts.text("subject", word)
    for link in listed(data.get("see_also")):
        facts.text("related", bare(link["link"]))
    for publication in listed(data.get("related_publication")):
        facts.text("related", bare(publication["doi"]) if doi(publication.get("doi")) else None)
    if data.get("submitted_in_study_uuid"):
        facts.text("related", data["submitted_in_study_uuid"].replace("-", ""))
    return facts


def bia_image(data):
    """Of the export: an image with what it was made of, and how it is stored."""
    facts = Facts()
    for stored in listed(data.get("representation"))[:1]:
        for axis in "xyz":
            facts.number("pixel_size." + axis, convert(stored.get("voxel_physical_size_" + axis), "m", "µm"))
        for axis in "xyzct":
            facts.number("size." + axis, number(stored.get("size_" + axis)))
    subject = ((data.get("creation_process") or {}).get("subject") or {})
    for sample in listed(subject.get("sample_of")):
        for taxon in listed(sample.get("organism_classification")):
            name = taxon.get("scientific_name") or ""
            match = re.search("[0-9]+$", taxon.get("ncbi_id") or SPECIES.get(name.lower(), ""))
            facts.text("specimen.organism", "NCBITaxon_" + match.group(0) if match else name)
    return facts


class Records:
    FOLDER = "datacite-json"
    PART = " (CSL, InvenioRDM)"
    FORMATS = {"csl-json", "invenio-rdm"}

    @staticmethod
    def sources(folder):
        for path in sorted(folder.rglob("*.json")):
            try:
                data = json.loads(path.read_text("utf-8-sig"))
            except ValueError:
                continue
            if "metadata" in data and "pids" in data:
                yield str(path.relative_to(folder)), [invenio(data)]
            elif "DOI" in data and isinstance(data.get("issued"), dict):
                yield str(path.relative_to(folder)), [csl(data)]


class Bia:
    FOLDER = "bioimage-archive"
    PART = " (BIA objects)"
    FORMATS = {"bia"}

    @staticmethod
    def sources(folder):
        for path in sorted(folder.rglob("*.json")):
            data = json.loads(path.read_text("utf-8-sig"))
            images = [v for v in data.values() if isinstance(v, dict) and "representation" in v] if isinstance(data, dict) else []
            if images:
                yield str(path.relative_to(folder)), [set().union(*map(bia_image, images))]
            elif isinstance(data, dict) and (data.get("model") or {}).get("type_name") in ("Study", "Dataset"):
                yield str(path.relative_to(folder)), [bia_study(data)]


READERS = [Records, Bia]
