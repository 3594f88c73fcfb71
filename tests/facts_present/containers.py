"""Finds the XML in TIFF and CZI files: just enough of both layouts to reach it, apart from the program's own readers."""
import struct
from fractions import Fraction


def czi_xml(data):
    """The XML of a CZI's metadata segment; None if the file is no CZI."""
    if not data.startswith(b"ZISRAWFILE"):
        return None
    position = struct.unpack_from("<q", data, 92)[0]
    size = struct.unpack_from("<i", data, position + 32)[0]
    return data[position + 288:position + 288 + size].rstrip(b"\0")


def tiff_tags(data):
    """Tags of the first directory as {number: value}: text of ASCII tags, a list of numbers of others."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if not order:
        return {}
    big = struct.unpack_from(order + "H", data, 2)[0] == 43
    at = struct.unpack_from(order + ("Q" if big else "I"), data, 8 if big else 4)[0]
    count = struct.unpack_from(order + ("Q" if big else "H"), data, at)[0]
    at += 8 if big else 2
    tags = {}
    for i in range(count):
        entry = at + i * (20 if big else 12)
        tag, kind = struct.unpack_from(order + "HH", data, entry)
        number = struct.unpack_from(order + ("Q" if big else "I"), data, entry + 4)[0]
        letter, size = {1: ("B", 1), 2: ("c", 1), 3: ("H", 2), 4: ("I", 4), 5: ("2I", 8), 16: ("Q", 8)}.get(kind, (None, 0))
        if letter is None or tag in tags:
            continue
        start = entry + (12 if big else 8)
        if number * size > (8 if big else 4):
            start = struct.unpack_from(order + ("Q" if big else "I"), data, start)[0]
        if kind == 2:
            tags[tag] = data[start:start + number].rstrip(b"\0").decode("utf-8", "replace")
        elif kind == 5:
            pairs = struct.unpack_from(f"{order}{2 * number}I", data, start)
            tags[tag] = [Fraction(a, b) if b else Fraction(0) for a, b in zip(pairs[::2], pairs[1::2])]
        else:
            tags[tag] = list(struct.unpack_from(f"{order}{number}{letter}", data, start))
    return tags
