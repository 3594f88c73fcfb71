"""Compares the facts that files state, as the readers beside this read them, with those that the program shows."""
import collections
import json
import subprocess
from fractions import Fraction

# Facts that are terms: what the readers say is the end of the IRI.
TERMS = {"objective.immersion", "pixel_type", "resource.type", "modality", "imaging.method", "specimen.organism"}


def key(fact, value):
    """A shown fact in the form of the readers'."""
    if fact in TERMS:
        last = str(value).rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        return fact, last.lower() if fact in ("pixel_type", "resource.type") else last
    if isinstance(value, (int, Fraction)) and not isinstance(value, bool):
        return fact, Fraction(value)
    return fact, str(value)


def equal(fact, a, b):
    """Numbers to a part in 10^8, for quotients of which a program keeps fewer digits; texts but for white space; related things by the end
    of what names them, since an identifier becomes an IRI."""
    if fact == "related":
        return str(b).replace("-", "").lower().endswith(str(a).replace("-", "").lower())
    if isinstance(a, Fraction) or isinstance(b, Fraction):
        try:
            a, b = Fraction(a), Fraction(b)
        except ValueError:
            return False
        return abs(a - b) <= abs(a) / 10**8
    return " ".join(str(a).split()).casefold() == " ".join(str(b).split()).casefold()


def has(facts, wanted):
    return any(fact == wanted[0] and equal(fact, wanted[1], value) for fact, value in facts)


def is_stated(stated, given):
    # The node of a related item that has no identifier is named after its place in the document.
    return has(stated, given) or any(fact == given[0] and equal(fact, value, given[1]) for fact, value in stated) or \
        str(given[1]).startswith("ni:")


class Count:
    """Of one format: how many facts are present in its files, reached, and shown with a value that the file does not have."""

    def __init__(self):
        self.present = self.reached = self.differing = self.files = 0

    def add(self, name, stated, allowed, found, unread, details):
        for wanted in sorted(stated, key=str):
            self.present += 1
            if has(found, wanted):
                self.reached += 1
            else:
                print(f"NOT REACHED: {name}: {wanted[0]} {shown_value(wanted[1])}", file=details)
        for given, status in sorted(found.items(), key=str):
            if status in ("stated", "default", "observed", "derived") and given[0] not in unread and \
                    not is_stated(stated | allowed, given):
                self.differing += 1
                print(f"DIFFERS: {name}: {given[0]} {shown_value(given[1])}", file=details)

    def good(self):
        return self.present > 0 and self.reached == self.present and self.differing == 0


def shown_value(value):
    return f"{float(value):.12g}" if isinstance(value, Fraction) else value


def inspect(program, folder):
    """What the program shows of all below a folder: {name of the source: (format, status, entities)}."""
    result = subprocess.run([program, "inspect", str(folder), "--json"], capture_output=True, text=True, timeout=600, check=False)
    answer = json.loads(result.stdout, parse_float=Fraction, parse_int=Fraction)
    sources = {}
    for source in answer if isinstance(answer, list) else [answer]:
        entities = [(entity["type"], entity.get("label"), {key(f["fact"], f["value"]): f["status"] for f in entity["facts"]})
                    for entity in source["entities"]]
        sources[source["source"]] = (source["format"], source.get("status"), entities)
    return sources


def compare(reader, data, shown, details):
    """Holds all files of a reader against what is shown. A reader has FOLDER, FORMATS, sources(folder), which gives names and what
    they state (sets of facts, one an image, or one in all; or by the labels of images, None for what is no image), and may have NOT_READ, facts that it does not look for, and
    said_besides(path), facts that may be shown, too."""
    count = Count()
    for name, stated in reader.sources(data / reader.FOLDER):
        format_name, status, entities = shown.get(name, (None, None, []))
        if status not in (None, "imported"):
            continue  # refused with a finding: docs/coverage.md lists them
        kinds = getattr(reader, "ENTITIES", None)
        images = [facts for kind, _, facts in entities if kinds is None or kind in kinds]
        if format_name is not None and format_name not in reader.FORMATS:
            continue
        count.files += 1
        if isinstance(stated, dict):
            by_label = collections.defaultdict(dict)
            for kind, label, facts in entities:
                by_label[label if kind == "Image" else None].update(facts)
            labels = sorted(set(stated) | set(by_label), key=str)
            stated, images = [stated.get(label, set()) for label in labels], [by_label[label] for label in labels]
        elif len(stated) != len(images):
            stated = [set().union(*stated)]
            images = [collections.ChainMap(*images)] if images else [{}]
        allowed = reader.said_besides(name) if hasattr(reader, "said_besides") else set()
        for i, (wanted, found) in enumerate(zip(stated, images)):
            count.add(f"{reader.FOLDER}/{name}[{i}]", wanted, allowed, dict(found), getattr(reader, "NOT_READ", set()), details)
    return count
