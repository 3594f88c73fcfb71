"""Reads the facts of DataCite and Dublin Core records with nothing but an XML parser."""
import re

from ome import descend, name, void

# The types of DataCite, as the types of DCMI that they are kinds of.
TYPES = {"Audiovisual": "MovingImage", "Film": "MovingImage", "Instrument": "PhysicalObject", **{name: name for name in (
    "Collection", "Dataset", "Event", "Image", "InteractiveResource", "PhysicalObject", "Service", "Software", "Sound", "Text")},
         **{name: "Text" for name in ("Book", "BookChapter", "ConferencePaper", "ConferenceProceeding", "DataPaper", "Dissertation",
                                      "Journal", "JournalArticle", "OutputManagementPlan", "PeerReview", "Preprint", "Report", "Standard")}}
# Schemes of identifiers that are facts of their own.
SCHEMES = {"ark", "arxiv", "handle", "isbn", "issn", "url", "uri", "urn", "lsid", "pmid"}
# Kinds of related identifiers that have no form as an IRI; the fact is a relation and an IRI.
NO_IRI = {"EAN13", "ISTC", "UPC"}
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"


def squeezed(text):
    return " ".join((text or "").split())


def doi(text):
    """The DOI in a text as an IRI; None if it is none as a whole."""
    match = re.fullmatch(r"(?:doi: *|info:doi/|https?://(?:dx\.|www\.)?doi\.org/)?(10\.[0-9.]+/\S+)", (text or "").strip(), re.I)
    return "https://doi.org/" + match.group(1).lower() if match else None


def add(facts, fact, text):
    if not void(text):
        facts.add((fact, squeezed(text)))


def datacite(root):
    """Of every record in the document, together."""
    facts = set()
    records = [e for e in root.iter() if name(e) == "resource"]
    for record in records:
        of_resource(record, facts)
    return facts


def licence(uri, name=None, text=None):
    """Creative Commons by its address, others by their name at SPDX, and what has neither by its own address. Open Database License is
    the one that records name in words."""
    given = re.search(r"creativecommons\.org/(licenses/[a-z-]+/[0-9.]+(?:/[a-z]{2}(?=/|$))?|publicdomain/zero/1\.0)", uri or "")
    if given:
        return f"https://creativecommons.org/{given.group(1)}/"
    if name in ("ODbL-1.0", "GPL-3.0-only") or "[ODbL]" in (text or ""):
        return "http://spdx.org/licenses/" + (name or "ODbL-1.0")
    return uri if uri and "://" in uri else None


def of_resource(record, facts):
    for title in descend(record, "titles", "title"):
        if title.get("titleType") is None:
            add(facts, "title", title.text)
    for creator in descend(record, "creators", "creator", "creatorName"):
        add(facts, "creator.name", creator.text)
    for contributor in descend(record, "contributors", "contributor", "contributorName"):
        add(facts, "contributor.name", contributor.text)
    for identifier in descend(record, "creators", "creator", "nameIdentifier"):
        match = re.search(r"([0-9]{4}-?[0-9]{4}-?[0-9]{4}-?[0-9]{3}[0-9X])\s*$", identifier.text or "", re.I)
        if (identifier.get("nameIdentifierScheme") or "").upper() == "ORCID" and match:
            digits = match.group(1).replace("-", "").upper()
            if orcid_is_sound(digits):
                facts.add(("creator.orcid", "https://orcid.org/" + "-".join(digits[i:i + 4] for i in range(0, 16, 4))))
    for publisher in descend(record, "publisher"):
        add(facts, "publisher", publisher.text)
    for year in descend(record, "publicationYear"):
        if re.match(r"\s*[0-9]{4}", year.text or ""):
            facts.add(("publication.year", (year.text or "").strip()[:4]))
    for subject in descend(record, "subjects", "subject"):
        add(facts, "subject", subject.text)
    for identifier in descend(record, "identifier"):
        if doi(identifier.text):
            facts.add(("identifier.doi", doi(identifier.text)))
    for identifier in descend(record, "alternateIdentifiers", "alternateIdentifier") + descend(record, "identifier"):
        scheme = (identifier.get("alternateIdentifierType") or identifier.get("identifierType") or "").lower()
        if not doi(identifier.text) or scheme in SCHEMES:
            add(facts, "identifier." + (scheme if scheme in SCHEMES else "other"), identifier.text)
    for ror in descend(record, "creators", "creator", "affiliation") + descend(record, "creators", "creator", "nameIdentifier"):
        match = re.search(r"(?:^|ror\.org/)(0[a-z0-9]{8})$", (ror.get("affiliationIdentifier") or ror.text or "").strip())
        scheme = ror.get("affiliationIdentifierScheme") or ror.get("nameIdentifierScheme") or match and match.group(0)
        if match and "ROR" in scheme.upper():
            facts.add(("creator.ror", "https://ror.org/" + match.group(1)))
    for kind in descend(record, "resourceType"):
        if kind.get("resourceTypeGeneral") in TYPES:
            facts.add(("resource.type", TYPES[kind.get("resourceTypeGeneral")].lower()))
    for right in descend(record, "rightsList|rights", "rights") + descend(record, "rights"):
        add(facts, "license", licence(right.get("rightsURI"), right.get("rightsIdentifier"), right.text))
    for related in descend(record, "relatedIdentifiers", "relatedIdentifier"):
        if related.get("relationType") and not void(related.text) and \
                (related.get("relatedIdentifierType") not in NO_IRI or "://" in related.text):
            facts.add(("related", bare(related.text)))
    for related in descend(record, "relatedItems", "relatedItem", "relatedItemIdentifier"):
        if doi(related.text):
            facts.add(("related", bare(related.text)))


def bare(text):
    """What every way to write an identifier ends in."""
    text = text.strip()
    if doi(text):
        return doi(text).removeprefix("https://doi.org/")
    text = re.sub(r"^[A-Za-z]+: *(?!//)", "", text)
    return text.replace("-", "").replace(" ", "").lower()


def said_of_others(root):
    """What is stated of somebody or something that has the same identifier: an organisation's other names, the record's own DOI as
    the object of a relation that holds both ways, its DOI among the alternate identifiers."""
    facts = set()
    for record in (e for e in root.iter() if name(e) == "resource"):
        for agent in descend(record, "contributors", "contributor", "contributorName") + descend(record, "publisher"):
            add(facts, "creator.name", agent.text)
            add(facts, "contributor.name", agent.text)
            add(facts, "publisher", agent.text)
        for agent in descend(record, "creators", "creator", "creatorName"):
            add(facts, "contributor.name", agent.text)
            add(facts, "publisher", agent.text)
        for identifier in descend(record, "identifier") + descend(record, "alternateIdentifiers", "alternateIdentifier"):
            if doi(identifier.text):
                facts |= {("related", bare(identifier.text)), ("identifier.doi", doi(identifier.text))}
    return facts


def orcid_is_sound(digits):
    """ISO 7064 MOD 11-2."""
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check))


RELATIONS = {"relation", "source", "isPartOf", "hasPart", "references", "isReferencedBy", "isVersionOf", "hasVersion", "requires",
             "isRequiredBy", "replaces", "isReplacedBy", "isFormatOf", "hasFormat", "conformsTo"}


def identifier(facts, text):
    """Of a scheme that the text itself shows."""
    if doi(text):
        facts.add(("identifier.doi", doi(text)))
    elif re.match(r"https?://hdl\.handle\.net/|hdl:", text):
        facts.add(("identifier.handle", text))
    elif re.match(r"https?://", text):
        facts.add(("identifier.url", text))
    else:
        add(facts, "identifier.other", text)


def dublin_core(root):
    facts = set()
    for element in root.iter():
        if element.tag == "{http://rs.tdwg.org/dwc/terms/}scientificName":
            add(facts, "specimen.organism", element.text)
    for record in root.iter():
        kinds = {child.tag for child in record if isinstance(child.tag, str)}
        is_record = any(k in kinds for k in ("{%s}title" % DC, "{%s}title" % TERMS)) or name(record) == "dcTerms"
        if DC + "x" in kinds or not is_record:
            continue
        for child in record:
            tag = child.tag if isinstance(child.tag, str) else ""
            term = tag.rsplit("}", 1)[-1]
            if tag not in ("{%s}%s" % (DC, term), "{%s}%s" % (TERMS, term)) or len(child):
                continue
            for fact, key in (("title", "title"), ("publisher", "publisher"), ("subject", "subject")):
                if term == key:
                    add(facts, fact, child.text)
            for fact, key in (("creator.name", "creator"), ("contributor.name", "contributor")):
                if term == key and not re.search(r"orcid\.org|ror\.org", child.text or ""):
                    add(facts, fact, child.text)
            if term == "identifier":
                identifier(facts, squeezed(child.text))
            if term == "type" and not void(child.text):
                facts.add(("resource.type", squeezed(child.text).rsplit("/", 1)[-1].lower()))
            if term in RELATIONS and re.match("https?://", squeezed(child.text)):
                facts.add(("related", bare(child.text)))
            if term in ("rights", "license") and licence(child.text):
                facts.add(("license", licence(squeezed(child.text))))
            year = re.match(r"([0-9]{4})(-|$)", child.text or "")
            if tag == "{%s}date" % DC and year:
                facts.add(("publication.year", year.group(1)))
    return facts
