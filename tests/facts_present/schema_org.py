"""Reads the facts of schema.org in JSON-LD: RO-Crates and single records. Only what stands in the document is read; no context is fetched."""
import json
import re

from datacite_json import listed, orcid
from facts import Facts
from records import bare, doi, licence

RELATIONS = ("citation", "seeAlso", "isPartOf", "hasPart", "isBasedOn", "subjectOf", "sameAs", "prov:wasDerivedFrom", "prov:wasRevisionOf",
             "workTranslation", "translationOfWork")
SPDX = {"CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/", "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}
# The kinds of things whose facts are a data set's: what a document is about, and any Dataset within.
KINDS = {"Dataset": "dataset", "SoftwareSourceCode": "software", "SoftwareApplication": "software", "ImageObject": "image",
         "VideoObject": "movingimage", "Collection": "collection", **{kind: "text" for kind in (
             "BlogPosting", "ScholarlyArticle", "Article", "CreativeWork", "Book", "Thesis", "Report", "WebPage")}}


def load(path):
    """None for what is no JSON object."""
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except ValueError:
        return None
    return {"@graph": found} if isinstance(found, list) else found if isinstance(found, dict) else None


def types(entity):
    """Of schema.org; those of others have a prefix."""
    return [re.sub("^(https?://schema.org/|schema:)", "", str(kind)) for kind in listed(entity.get("@type"))]


class Document:
    def __init__(self, data):
        self.entities = []
        pending = list(listed(data.get("@graph"))) if "@graph" in data else [data]
        while pending:
            entity = pending.pop(0)
            if isinstance(entity, dict):
                self.entities.append(entity)
                pending += [inner for value in entity.values() for inner in listed(value) if isinstance(inner, dict)]
        self.by_id = {}
        for entity in self.entities:
            if entity.get("@id") and len(entity) > 1:
                # What is described twice is one thing with all that is said of it.
                known = self.by_id.setdefault(entity["@id"], {})
                for key, value in entity.items():
                    known[key] = value if key not in known or known[key] == value else listed(known[key]) + listed(value)

    def resolve(self, value):
        """An entity for a reference to one; texts and entities within as they are."""
        if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
            return self.by_id.get(value.get("@id"), value)
        return value

    def all(self, entity, *keys):
        return [self.resolve(value) for key in keys for value in listed(entity.get(key))]


def text(value):
    return value.get("@value") if isinstance(value, dict) else value


def agents(document, entity, facts):
    for fact, keys in (("creator", ("author", "creator")), ("contributor", ("contributor",)),
                       ("publisher", ("publisher",))):
        for who in document.all(entity, *keys):
            name = who if isinstance(who, str) else who.get("name") or who.get("displayName") or \
                " ".join(part for part in (who.get("givenName"), who.get("familyName")) if part)
            for one in listed(name):
                facts.text("publisher" if fact == "publisher" else fact + ".name", text(one))
            if fact == "creator" and isinstance(who, dict):
                for identifier in document.all(who, "@id", "identifier", "url", "sameAs"):
                    identifier = identifier if isinstance(identifier, str) else identifier.get("@id") or identifier.get("value") or ""
                    ids(facts, identifier)
                for place in document.all(who, "affiliation"):
                    for identifier in document.all(place, "@id", "identifier", "url", "sameAs") if isinstance(place, dict) else []:
                        ids(facts, identifier if isinstance(identifier, str) else identifier.get("@id") or "", False)


def ids(facts, identifier, person=True):
    if person and "orcid" in identifier:
        facts.text("creator.orcid", orcid(identifier))
    match = re.search(r"ror\.org/(0[a-z0-9]{6})([0-9]{2})$", identifier)
    if match and ror_is_sound(*match.groups()):
        facts.add(("creator.ror", "https://ror.org/" + match.group(1) + match.group(2)))


def ror_is_sound(digits, check):
    """ISO 7064 MOD 97-10 over Crockford's base 32."""
    number = 0
    for letter in digits:
        number = number * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(letter)
    return 98 - number * 100 % 97 == int(check)


def dataset(document, entity, facts):
    for value in document.all(entity, "name", "headline"):
        facts.text("title", text(value))
    agents(document, entity, facts)
    for value in document.all(entity, "datePublished"):
        year = re.match("([0-9]{4})(-|$)", str(text(value)))
        facts.text("publication.year", year.group(1) if year else None)
    for value in document.all(entity, "license"):
        within = value.get("license") if isinstance(value, dict) else None
        address = value if isinstance(value, str) else within.get("@id") if isinstance(within, dict) else \
            value.get("url") or value.get("@id") or value.get("name")
        facts.text("license", spdx(address) or licence(address))
    for key in ("keywords", "keyword"):
        # One text holds several with commas between them; a list tells them apart itself.
        given = entity.get(key)
        for value in given.split(",")[:20] if isinstance(given, str) else document.all(entity, key):
            facts.text("subject", ((value.get("name") or "") if isinstance(value, dict) else str(value)).strip())
    for kind in types(entity):
        facts.text("resource.type", KINDS.get(kind))
    facts.text("identifier.doi", doi(entity.get("@id")))
    for value in document.all(entity, "identifier", "cite-as"):
        given = value if isinstance(value, str) else value.get("value") or value.get("@id")
        for one in listed(given):
            facts.text("identifier.doi" if doi(one) else "identifier.other", doi(one) or one)
    for value in document.all(entity, "accessionId"):
        facts.text("identifier.other", text(value))
    for value in document.all(entity, *RELATIONS):
        address = value if isinstance(value, str) else value.get("@id")
        for identifier in document.all(value, "identifier") if isinstance(value, dict) and not re.match("[A-Za-z][A-Za-z0-9+.-]*:/", address or "") else []:
            address = doi(text(identifier)) if isinstance(text(identifier), str) and doi(text(identifier)) else address
        # A relative address names a part of the crate, whose node has no name but its place.
        if address and re.match("[A-Za-z][A-Za-z0-9+.-]*:", address):
            facts.text("related", bare(address))
    methods(document, entity, facts)


def spdx(address):
    """The licence of an address or a name at SPDX, of which those of Creative Commons have a better known address."""
    match = re.fullmatch(r"(?:https?://spdx\.org/licenses/)?(MIT|[A-Za-z0-9]+(?:-[A-Za-z]+)*-[0-9][0-9.]*[0-9](?:-only|-or-later)?)(?:\.html)?", address or "")
    if match:
        return SPDX.get(match.group(1), "http://spdx.org/licenses/" + match.group(1))
    # The terms of SPDX have http.
    return re.sub("^https:", "http:", address) if (address or "").startswith("https://spdx.org/licenses/") else None


def methods(document, entity, facts):
    for protocol in document.all(entity, "measurementMethod"):
        for term in document.all(protocol, "measurementTechnique") if isinstance(protocol, dict) else []:
            fbbi(facts, term)
    for sample in document.all(entity, "about"):
        for taxon in document.all(sample, "taxonomicRange") if isinstance(sample, dict) else []:
            organism(facts, taxon)
    for result in document.all(entity, "resultOf"):
        for term in document.all(result, "fbbi_id") if isinstance(result, dict) else []:
            fbbi(facts, term)
        for specimen in document.all(result, "specimen") if isinstance(result, dict) else []:
            for sample in document.all(specimen, "biosample"):
                for taxon in document.all(sample, "organism_classification"):
                    organism(facts, taxon)


def fbbi(facts, term):
    match = re.search("FBbi[_:]([0-9]+)", str(term.get("@id") if isinstance(term, dict) else term))
    facts.text("imaging.method", "FBbi_" + match.group(1) if match else None)


def organism(facts, taxon):
    match = re.search(r"(?:NCBITaxon[_:]|txid|Taxonomy_|taxonomy/|wwwtax\.cgi\?id=)([0-9]+)", str(taxon.get("@id") if isinstance(taxon, dict) else taxon))
    facts.text("specimen.organism", "NCBITaxon_" + match.group(1) if match else None)


def facts_of(data):
    document, facts = Document(data), Facts()
    for entity in document.entities:
        # A document that is no list of entities is about what it describes, whatever that is.
        if "Dataset" in types(entity) and len(entity) > 1 or entity is document.entities[0] and "@graph" not in data:
            dataset(document, entity, facts)
    return facts


def said_of_others(data):
    """What is shown of somebody or something that has the same identifier: an organisation's other names; a relation between two data sets
    of one document, from the other end."""
    document, facts = Document(data), Facts()
    for entity in document.entities:
        if {"Organization", "Person"} & set(types(entity)):
            for name in listed(entity.get("name")):
                facts.text("creator.name", text(name))
        if "Dataset" in types(entity) and doi(entity.get("@id")):
            facts.text("related", bare(entity["@id"]))
    return facts


class RoCrate:
    FOLDER = "ro-crate"
    FORMATS = {"ro-crate"}
    ENTITIES = {"Dataset"}

    @classmethod
    def sources(cls, folder):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".json", ".jsonld")):
            data = load(path)
            if data is not None:
                cls.besides[str(path.relative_to(folder))] = said_of_others(data)
                yield str(path.relative_to(folder)), [facts_of(data)]

    besides = {}

    @classmethod
    def said_besides(cls, name):
        return cls.besides[name]


class SchemaOrg(RoCrate):
    FOLDER = "schema-org"
    FORMATS = {"schema-org"}


READERS = [RoCrate, SchemaOrg]
