"""Reads the facts of DataCite records in JSON, with keys of any style (publicationYear, publication_year, publication-year)."""
import json
import re

from facts import Facts, files_below
from records import SCHEMES, TYPES, bare, doi, licence, orcid_is_sound


def plain(value):
    """Without the differences of style in keys. Of keys told twice the first counts, as in the reader of the program."""
    if not isinstance(value, Pairs):
        return [plain(item) for item in value] if isinstance(value, list) else value
    found = {}
    for key, inner in value:
        found.setdefault(re.sub("[-_]", "", key).lower(), plain(inner))
    return found


class Pairs(list):
    """The members of an object, in order."""


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def orcid(text):
    match = re.search(r"([0-9]{4}-?[0-9]{4}-?[0-9]{4}-?[0-9]{3}[0-9Xx])$", text or "")
    digits = match.group(1).replace("-", "").upper() if match else ""
    return "https://orcid.org/" + "-".join(digits[i:i + 4] for i in range(0, 16, 4)) if digits and orcid_is_sound(digits) else None


def agent(facts, who, creator):
    facts.text(("creator" if creator else "contributor") + ".name", who.get("name") or who.get("literal"))
    if not creator:
        return
    for identifier in [who.get("id") or "", *(i.get("nameidentifier") or "" for i in listed(who.get("nameidentifiers")))]:
        if "orcid" in identifier.lower() or re.fullmatch("[0-9X-]{16,19}", identifier):
            facts.text("creator.orcid", orcid(identifier))
    for place in listed(who.get("affiliation")):
        match = re.search(r"ror\.org/(0[a-z0-9]{8})", (place.get("affiliationidentifier") or "") if isinstance(place, dict) else "")
        facts.text("creator.ror", "https://ror.org/" + match.group(1) if match else None)


def record(data):
    facts = Facts()
    for title in listed(data.get("titles")) + listed(data.get("title")):
        if isinstance(title, str) or not title.get("titletype"):
            facts.text("title", title if isinstance(title, str) else title.get("title"))
    for who in listed(data.get("creators")) + listed(data.get("creator")) + listed(data.get("author")):
        agent(facts, who, True)
    for who in listed(data.get("contributors")):
        agent(facts, who, False)
    publisher = data.get("publisher")
    facts.text("publisher", publisher.get("name") if isinstance(publisher, dict) else publisher)
    facts.text("publication.year", str(data["publicationyear"])[:4] if data.get("publicationyear") else None)
    for subject in listed(data.get("subjects")):
        facts.text("subject", subject if isinstance(subject, str) else subject.get("subject"))
    general = (data.get("types") or {}).get("resourcetypegeneral") or data.get("resourcetypegeneral")
    facts.text("resource.type", TYPES.get(general, "").lower())
    for right in listed(data.get("rightslist")) + listed(data.get("rights")):
        if isinstance(right, dict):
            facts.text("license", licence(right.get("rightsuri") or right.get("id"), right.get("rightsidentifier"), right.get("rights")))
    facts.text("identifier.doi", doi(data.get("doi") or data.get("id")))
    for identifier in listed(data.get("identifiers")) + listed(data.get("alternateidentifiers")):
        kind = (identifier.get("identifiertype") or identifier.get("alternateidentifiertype") or "").lower()
        text = identifier.get("identifier") or identifier.get("alternateidentifier")
        if kind == "doi" and doi(text):
            facts.text("identifier.doi", doi(text))
        else:
            facts.text("identifier." + (kind if kind in SCHEMES else "other"), text)
    for related in listed(data.get("relatedidentifiers")):
        text = related.get("relatedidentifier") or related.get("id")
        if text and related.get("relationtype"):
            facts.text("related", bare(text))
    return facts


class DataCiteJson:
    FOLDER = "datacite-json"
    FORMATS = {"datacite-json"}

    @staticmethod
    def sources(folder):
        for name, path in files_below(folder, "*.json"):
            try:
                data = plain(json.loads(path.read_text("utf-8-sig"), object_pairs_hook=Pairs))
            except ValueError:
                continue
            if isinstance(data, dict):
                yield name, [record(data)]


READERS = [DataCiteJson]
