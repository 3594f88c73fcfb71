"""Reads the facts of Imaris files: groups and attributes of HDF5, as far as the files of version 3 need it."""
import struct

from facts import Facts, files_below
from units import convert, number

UNITS = {"um": "µm", "nm": "nm", "mm": "mm", "m": "m"}
KINDS = {0: "int", 1: "float"}


def messages(data, at):
    """(type, content) of an object's header (version 2), also of where it goes on."""
    if data[at:at + 4] != b"OHDR":
        raise ValueError("another version of object headers")
    flags = data[at + 5]
    here = at + 6 + (16 if flags & 0x20 else 0) + (4 if flags & 0x10 else 0)
    width = 1 << (flags & 3)
    blocks = [(here + width, int.from_bytes(data[here:here + width], "little"))]
    while blocks:
        here, length = blocks.pop(0)
        end = here + length
        while here + 4 <= end:
            kind, size = struct.unpack_from("<BH", data, here)
            here += 6 if flags & 0x04 else 4
            content = data[here:here + size]
            here += size
            if kind == 0x10:
                start, whole = struct.unpack("<QQ", content[:16])
                blocks.append((start + 4, whole - 8))  # between a mark and a checksum
            yield kind, content


def attribute(content):
    """(name, text, length) of one; Imaris writes texts as lists of letters."""
    name_size, type_size, space_size = struct.unpack_from("<HHH", content, 2)
    here = 9 + name_size
    element, rank = struct.unpack_from("<I", content, here + 4)[0], content[here + type_size + 1]
    count = 1
    for size in struct.unpack_from(f"<{rank}Q", content, here + type_size + 4):
        count *= size
    here += type_size + space_size
    end = here + element * count
    return content[9:9 + name_size].rstrip(b"\0").decode(), content[here:end].rstrip(b"\0").decode("latin-1"), end


def attributes(data, at):
    found = {}
    for kind, content in messages(data, at):
        if kind == 0x0C and content[0] == 3:
            name, text, _ = attribute(content)
            found[name] = text
        elif kind == 0x15 and struct.unpack_from("<Q", content, 2)[0] < len(data):
            found.update(in_heap(data, struct.unpack_from("<Q", content, 2)[0]))
    return found


def in_heap(data, heap):
    """Many attributes are kept in a heap; where it has one block, they follow each other in it."""
    bits, block = struct.unpack_from("<H", data, heap + 128)[0], struct.unpack_from("<Q", data, heap + 132)[0]
    here = block + 13 + (bits + 7) // 8 + (4 if data[heap + 9] & 2 else 0)
    while data[here] == 3:
        name, text, length = attribute(data[here:here + 65536])
        yield name, text
        here += length


def members(data, at):
    """{name: where its header is} of a group whose links stand in its header."""
    found = {}
    for kind, content in messages(data, at):
        if kind == 0x06:
            flags = content[1]
            here = 2 + (1 if flags & 0x08 else 0) + (8 if flags & 0x04 else 0) + (1 if flags & 0x10 else 0)
            width = 1 << (flags & 3)
            length = int.from_bytes(content[here:here + width], "little")
            name = content[here + width:here + width + length].decode()
            found[name] = struct.unpack_from("<Q", content, here + width + length)[0]
    return found


def facts_of(data):
    facts = Facts()
    root = members(data, struct.unpack_from("<Q", data, 36)[0])
    said = attributes(data, members(data, root["DataSetInfo"])["Image"])
    times = members(data, members(data, root["DataSet"])["ResolutionLevel 0"])
    channels = members(data, times["TimePoint 0"])
    sizes = attributes(data, channels["Channel 0"])
    facts.number("size.t", number(len(times)))
    facts.number("size.c", number(len(channels)))
    for i, axis in enumerate("xyz"):
        count = number(sizes.get("ImageSize" + axis.upper()))
        facts.number("size." + axis, count)
        low, high = number(said.get(f"ExtMin{i}")), number(said.get(f"ExtMax{i}"))
        if None not in (low, high, count):
            facts.number("pixel_size." + axis, convert((high - low) / count, UNITS.get(said.get("Unit", "um")), "µm"))
    for kind, content in messages(data, members(data, channels["Channel 0"])["Data"]):
        if kind == 3:
            signed, bits = content[1] & 8, 8 * struct.unpack_from("<I", content, 4)[0]
            whole = KINDS.get(content[0] & 15) == "int"
            facts.text("pixel_type", ("" if signed else "u") + f"int{bits}" if whole else "float")
    return facts


class Imaris:
    FOLDER = "imaris-ims"
    FORMATS = {"imaris"}
    ENTITIES = {"Image"}

    @staticmethod
    def sources(folder):
        for name, path in files_below(folder, "*.ims"):
            yield name, [facts_of(path.read_bytes())]


READERS = [Imaris]
