#!/usr/bin/env python3
"""Makes many CZI-XML documents from a real one, all different.

Usage: make_documents.py MODEL COUNT FOLDER

MODEL is the metadata of a CZI file (root `ImageDocument`). Every name, number, date and identifier in it is replaced by
another one of the same form, drawn for each document anew from a generator that the document's number seeds; so the
documents have the same vocabulary and nearly the same size, but do not compress into one another beyond what real ones
of one microscope would. The same arguments give the same bytes. The model must have at least 15,000 leaves for a document
of some 20,000 statements; smaller ones are enlarged by repeating the children of the root's `Metadata`.
"""
import pathlib
import random
import re
import sys
import uuid
import xml.etree.ElementTree as ET

DATE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$")
NUMBER = re.compile(r"^-?\d+(\.\d+)?([eE][+-]?\d+)?$")
UUID = re.compile(r"^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$")
WORD = re.compile(r"[A-Za-z]{4,}")
# What decides how the document is read, or is from a closed list, stays as it is.
KEPT = {"true", "false", "True", "False", "Gray8", "Gray16", "Bgr24", "Fluorescence", "EPI", "µm", "nm", "Uncompressed"}
STATEMENTS = 20_000


def other_number(text, generator):
    """A number of the same look: as many digits before and after the point."""
    digits = [generator.choice("0123456789") if c.isdigit() else c for c in text]
    if text.lstrip("-")[0] != "0" and digits:
        first = next(i for i, c in enumerate(digits) if c.isdigit())
        digits[first] = generator.choice("123456789")
    return "".join(digits)


def other_word(match, generator):
    word = match.group(0)
    letters = "".join(generator.choice("aeiou" if c in "aeiouAEIOU" else "bcdfghklmnprstvw") for c in word)
    return letters.capitalize() if word[0].isupper() else letters


def other_text(text, generator, words):
    bare = text.strip()
    if not bare or bare in KEPT:
        return text
    if DATE.match(bare):
        return "20%02d-%02d-%02dT%02d:%02d:%02d.%07dZ" % (
            generator.randrange(10, 26), generator.randrange(1, 13), generator.randrange(1, 29), generator.randrange(24),
            generator.randrange(60), generator.randrange(60), generator.randrange(10_000_000))
    if UUID.match(bare):
        return str(uuid.UUID(int=generator.getrandbits(128), version=4))
    if NUMBER.match(bare):
        # Small numbers count things or are switches; others are measured.
        return text if len(bare) < 2 else other_number(bare, generator)
    if len(bare) > 2000:
        return text
    # One name stands for one thing throughout a document.
    if text not in words:
        words[text] = WORD.sub(lambda match: other_word(match, generator), text) if generator.random() < 0.5 else text
    return words[text]


def count_statements(root):
    """About what lifting makes: an element and its position, attributes, texts."""
    return sum(3 + len(element.attrib) + (1 if (element.text or "").strip() else 0) for element in root.iter())


def enlarged(root):
    metadata = root.find("Metadata")
    if metadata is None:
        sys.exit("the model has no Metadata")
    children = list(metadata)
    while count_statements(root) < STATEMENTS:
        for child in children:
            metadata.append(ET.fromstring(ET.tostring(child)))
            if count_statements(root) >= STATEMENTS:
                break
    return root


def vary(root, generator):
    words = {}
    for element in root.iter():
        if element.text:
            element.text = other_text(element.text, generator, words)
        for name, value in element.attrib.items():
            element.set(name, other_text(value, generator, words))


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    model = pathlib.Path(sys.argv[1]).read_bytes()
    count, folder = int(sys.argv[2]), pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    text = ET.tostring(enlarged(ET.fromstring(model)))
    for number in range(count):
        root = ET.fromstring(text)
        vary(root, random.Random(number))
        (folder / f"scan-{number:05}.xml").write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


if __name__ == "__main__":
    main()
