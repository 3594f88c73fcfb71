"""Reads the facts of BioStudies submissions (JSON)."""
import json
import re

from facts import Facts
from records import bare, doi, licence, orcid_is_sound

LICENCES = {"CC0": "https://creativecommons.org/publicdomain/zero/1.0/", "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"}
# Names of organisms, of those that studies name without a number of the NCBI taxonomy.
SPECIES = {"homo sapiens": "9606", "mus musculus": "10090", "danio rerio": "7955", "drosophila melanogaster": "7227",
           "arabidopsis thaliana": "3702", "caenorhabditis elegans": "6239", "saccharomyces cerevisiae": "4932",
           "escherichia coli": "562", "rattus norvegicus": "10116", "xenopus laevis": "8355", "gallus gallus": "9031"}


def named(text):
    """A Creative Commons licence by the name that people give it: `CC-BY 4.0`."""
    match = re.fullmatch(r"CC[- ](BY[A-Z-]*) ([0-9.]+)", text)
    return f"https://creativecommons.org/licenses/{match.group(1).lower()}/{match.group(2)}/" if match else licence(text)


def values(node, *names):
    """Texts of the attributes of a section that are called so, whatever the case."""
    wanted = {name.lower() for name in names}
    return [a for a in node.get("attributes") or [] if (a.get("name") or "").lower() in wanted and a.get("value")]


def sections(node):
    """Those below, at any depth; lists within lists are tables of them."""
    pending = list(node.get("subsections") or [])
    while pending:
        found = pending.pop(0)
        if isinstance(found, list):
            pending[:0] = found
        else:
            yield found
            pending[:0] = found.get("subsections") or []


def qualifier(attribute, *names):
    return [q["value"] for q in attribute.get("valqual") or [] if q.get("name", "").lower() in names and q.get("value")]


def people(facts, author, organisations):
    for attribute in values(author, "Name"):
        facts.text("creator.name", attribute["value"])
    for attribute in values(author, "ORCID"):
        digits = re.sub("[^0-9X]", "", attribute["value"].rsplit("/", 1)[-1].upper())
        if len(digits) == 16 and orcid_is_sound(digits):
            facts.add(("creator.orcid", "https://orcid.org/" + "-".join(digits[i:i + 4] for i in range(0, 16, 4))))
    for attribute in values(author, "affiliation"):
        for organisation in organisations.get(attribute["value"], []):
            for ror in values(organisation, "RORID", "ROR"):
                facts.add(("creator.ror", "https://ror.org/" + ror["value"].rstrip("/").rsplit("/", 1)[-1]))


def samples(facts, section):
    kind = (section.get("type") or "").lower()
    if kind == "organism":
        for attribute in values(section, "NCBI taxon ID"):
            facts.add(("specimen.organism", "NCBITaxon_" + re.search("[0-9]+", attribute["value"]).group(0)))
    for attribute in values(section, "Organism") if kind in ("biosample", "study") else []:
        name = re.sub(r" *\(.*", "", attribute["value"]).lower()
        facts.text("specimen.organism", "NCBITaxon_" + SPECIES[name] if name in SPECIES else attribute["value"])
    for attribute in values(section, "Ontology Term ID") if kind == "imaging method" else []:
        term = re.search("FBbi[_:]([0-9]+)", attribute["value"])
        facts.text("imaging.method", "FBbi_" + term.group(1) if term else None)
    for attribute in values(section, "Imaging method") if kind == "image acquisition" else []:
        for term in qualifier(attribute, "termid", "ontology id", "term id"):
            match = re.search("(?:FBbi)[_:]([0-9]+)", term)
            facts.text("imaging.method", "FBbi_" + match.group(1) if match else None)


def publication(facts, section):
    """By its DOI, which people write with words around it; else by an address; else by its number in PubMed."""
    for attribute in values(section, "DOI"):
        within = re.search(r"10\.[0-9]{4,}/\S+", attribute["value"])
        if within or re.match(r"https?://(?!doi\.org)\S+$", attribute["value"]):
            facts.text("related", bare(within.group(0) if within else attribute["value"]))
            return
    for attribute in values(section, "Pubmed ID", "PMID"):
        if attribute["value"].isdigit():
            facts.text("related", attribute["value"])


def submission(document):
    facts = Facts()
    study = document.get("section") or {}
    below = list(sections(study))
    organisations = {}
    for section in below:
        if (section.get("type") or "").lower() in ("organisation", "organization"):
            organisations.setdefault(section.get("accno"), []).append(section)
    facts.text("identifier.other", document.get("accno"))
    facts.text("resource.type", "dataset")
    for node in (document, study):
        for attribute in values(node, "Title"):
            facts.text("title", attribute["value"])
        for attribute in values(node, "ReleaseDate"):
            facts.text("publication.year", attribute["value"][:4])
        for attribute in values(node, "DOI"):
            facts.text("identifier.doi", doi(attribute["value"]))
    for attribute in values(study, "Keyword", "Keywords"):
        facts.text("subject", attribute["value"])
    for attribute in values(study, "License"):
        facts.text("license", LICENCES.get(attribute["value"], named(attribute["value"])))
    for link in study.get("links") or []:
        for each in link if isinstance(link, list) else [link]:
            if re.match("https?://", each.get("url") or "") or doi(each.get("url")):
                facts.text("related", bare(each["url"]))
    for section in [{**study, "type": "study"}, *below]:
        kind = (section.get("type") or "").lower()
        if kind == "author":
            people(facts, section, organisations)
        if kind == "publication":
            publication(facts, section)
        samples(facts, section)
    return facts


class BioStudies:
    FOLDER = "bioimage-archive"
    PART = " (BioStudies)"
    FORMATS = {"biostudies"}

    @staticmethod
    def sources(folder):
        for path in sorted(folder.rglob("*.json")):
            document = json.loads(path.read_text("utf-8-sig"))
            if isinstance(document, dict) and "accno" in document and "section" in document:
                yield str(path.relative_to(folder)), [submission(document)]


READERS = [BioStudies]
