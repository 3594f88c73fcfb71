"""Reads the facts of DICOM files, whatever their transfer syntax, and of DICOM JSON."""
import gzip
import json
import re
import struct
import zlib
from fractions import Fraction

from facts import Facts
from units import convert, number

LONG = {b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"}
BINARY = {b"US": "H", b"SS": "h", b"UL": "I", b"SL": "i", b"FL": "f", b"FD": "d", b"AT": "HH"}
# The binary attributes that are read, for files that do not say of which kind a value is.
IMPLICIT = {0x00280002: b"US", 0x00280010: b"US", 0x00280011: b"US", 0x00280100: b"US", 0x00280101: b"US", 0x00280103: b"US",
            0x00189082: b"FD", 0x00189079: b"FD", 0x00189330: b"FD", 0x00189328: b"FD", 0x00189332: b"FD"}
UNDEFINED = 0xFFFFFFFF
PIXELS = {0x7FE00008, 0x7FE00009, 0x7FE00010}


class Parser:
    """One run over a data set. `values` has (path of tags) -> list of values as text; of a sequence only the first item is read."""

    def __init__(self, data, order, explicit):
        self.data, self.order, self.explicit = data, order, explicit

    def dataset(self, at, end, stop_after_group_2=False):
        found = {}
        while at + 8 <= end:
            group, element = struct.unpack_from(self.order + "HH", self.data, at)
            tag = group << 16 | element
            if tag in (0xFFFEE00D, 0xFFFEE0DD) or stop_after_group_2 and group != 2 or tag in PIXELS:
                if tag in PIXELS:
                    found[tag] = True
                break
            at += 4
            kind = None
            if self.explicit and re.fullmatch(rb"[A-Z?]{2}", self.data[at:at + 2]):
                kind = self.data[at:at + 2]
                if kind in LONG:
                    length, at = struct.unpack_from(self.order + "I", self.data, at + 4)[0], at + 8
                else:
                    length, at = struct.unpack_from(self.order + "H", self.data, at + 2)[0], at + 4
            else:
                length, at = struct.unpack_from(self.order + "I", self.data, at)[0], at + 4
            is_sequence = kind == b"SQ" or length == UNDEFINED or \
                kind is None and self.data[at:at + 4] == struct.pack(self.order + "HH", 0xFFFE, 0xE000)
            if is_sequence:
                found[tag], at = self.sequence(at, end if length == UNDEFINED else min(at + length, end), length)
            else:
                found[tag] = self.value(tag, kind, self.data[at:at + length])
                at += length
        self.at = at
        return found

    def sequence(self, at, end, length):
        items = []
        while at + 8 <= end:
            group, element, size = struct.unpack_from(self.order + "HHI", self.data, at)
            at += 8
            if (group, element) != (0xFFFE, 0xE000):
                break
            inner = end if size == UNDEFINED else min(at + size, end)
            items.append(self.dataset(at, inner))
            at = self.at + 8 if size == UNDEFINED else inner
        return items, at if length == UNDEFINED else end

    def value(self, tag, kind, raw):
        if kind in (None, b"UN") and tag in IMPLICIT:
            kind = IMPLICIT[tag]
        if kind in BINARY and kind != b"AT":
            letter = BINARY[kind]
            count = len(raw) // struct.calcsize(letter)
            return [str(Fraction(v)) for v in struct.unpack_from(f"{self.order}{count}{letter}", raw) if v == v]
        text = raw.decode("latin-1").rstrip("\0 ")
        return [part.strip(" \0") for part in text.split("\\")] if text else []


def parse(data):
    """None if it is no DICOM."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    at, syntax = 0, None
    if data[128:132] == b"DICM":
        at = 132
    if data[at:at + 2] == b"\x02\0":
        meta = Parser(data, "<", True)
        syntax = (meta.dataset(at, len(data), True).get(0x00020010) or [None])[0]
        at = meta.at
    elif at == 0 and data[1:2] != b"\0":
        return None
    if syntax == "1.2.840.10008.1.2.1.99":
        data, at = zlib.decompress(data[at:], -15), 0
    order = ">" if syntax == "1.2.840.10008.1.2.2" else "<"
    explicit = bool(re.fullmatch(rb"[A-Z]{2}", data[at + 4:at + 6]))
    return Parser(data, order, explicit).dataset(at, len(data))


def from_json(document):
    """The same of DICOM JSON."""
    found = {}
    for name, attribute in document.items():
        values = attribute.get("Value", [])
        if attribute.get("vr") == "SQ":
            found[int(name, 16)] = [from_json(item) for item in values]
        else:
            found[int(name, 16)] = [str(v) if not isinstance(v, dict) else v.get("Alphabetic", "") for v in values]
    return found


def date(data):
    """Of the acquisition, in ISO 8601; None if it has no time, or is the date that stands for one that was removed."""
    first = lambda tag: (data.get(tag) or [""])[0]
    text = first(0x0008002A) or first(0x00080022).replace(".", "") + first(0x00080032).replace(":", "")
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(\.\d+)?([+-]\d{4})?", text)
    if not match or text.startswith("19000101"):
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    zone = zone or first(0x00080201)
    fraction = (fraction or "").rstrip("0").rstrip(".")
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{fraction}" + ("" if not zone else "Z" if zone == "+0000" else f"{zone[:3]}:{zone[3:]}")


# Terms of OBI; radiographs of all kinds have none narrower than "imaging assay".
MODALITIES = {"MR": "OBI_0002985", "CT": "OBI_0002986", "PT": "OBI_0002987", "SM": "OBI_0002119", "GM": "OBI_0002119",
              **{code: "OBI_0000185" for code in ("CR", "DX", "MG", "US", "NM", "XA", "RF", "RG", "IO", "PX", "ES", "XC", "IVUS")}}
TEXTS = {0x00102201: "specimen.organism", 0x00100212: "specimen.strain", 0x00180015: "specimen.body_part", 0x00180020: "scanning_sequence", 0x00180021: "sequence_variant",
         0x00180022: "scan_options", 0x00180023: "acquisition_type", 0x00180024: "sequence_name", 0x00189005: "sequence_name",
         0x00181250: "coil", 0x00181251: "coil.transmit", 0x00181210: "kernel", 0x00181160: "filter", 0x00181191: "target.material",
         0x00080070: "instrument.manufacturer", 0x00081090: "instrument.model", 0x00181020: "software.version"}
NUMBERS = {0x00180080: ("TR", 1), 0x00180081: ("TE", 1), 0x00189082: ("TE", 1), 0x00180082: ("TI", 1), 0x00189079: ("TI", 1),
           0x00181314: ("flip_angle", 1), 0x00180050: ("slice_thickness", 1), 0x00180060: ("source.kv", 1),
           0x00181151: ("source.ua", 1000), 0x00188151: ("source.ua", 1), 0x00189330: ("source.ua", 1000),
           0x00181152: ("exposure.mas", 1), 0x00181153: ("exposure.mas", Fraction(1, 1000)), 0x00189332: ("exposure.mas", 1),
           0x00181190: ("source.focal_spot", 1), 0x00181110: ("distance.source_detector", 1),
           0x00181111: ("distance.source_object", 1), 0x00181150: ("exposure", Fraction(1, 1000)),
           0x00189328: ("exposure", Fraction(1, 1000)), 0x00188150: ("exposure", Fraction(1, 10**6)),
           0x00180088: ("pixel_size.z", 1000), 0x00187022: ("panel.pixel_size", 1000)}


def holders(data):
    """The data set, and what the first group of frames has, since multi-frame objects keep the settings there."""
    yield data
    for groups in (data.get(0x52009229), data.get(0x52009230)):
        if groups and isinstance(groups[0], dict):
            for tag, items in groups[0].items():
                # What makers put into groups of their own (odd numbers) may repeat or contradict the standard's attributes.
                if not tag >> 16 & 1 and items and isinstance(items, list) and isinstance(items[0], dict):
                    yield items[0]


def facts_of(data):
    facts = Facts()
    first = lambda tag: (data.get(tag) or [None])[0]
    for fact, tag in (("size.x", 0x00280011), ("size.y", 0x00280010), ("size.c", 0x00280002), ("bits", 0x00280101)):
        facts.number(fact, number(first(tag)))
    if first(0x00280100):
        facts.text("pixel_type", ("" if first(0x00280103) == "1" else "u") + "int" + first(0x00280100)
                   if first(0x00280100) != "1" else "bit")
    if first(0x00080060) in MODALITIES:
        facts.text("modality", MODALITIES[first(0x00080060)])
    facts.text("acquisition.datetime", date(data))
    for tag in (0x00081070, 0x00081050):
        facts.text("operator.present", "yes" if data.get(tag) and data[tag][0] else None)
    power = number(first(0x00181170))
    if power:
        facts.number("source.w", power * 1000 if power < 1000 else power)  # kW by the standard; makers write watts, too
    field = number(first(0x00180087))
    if field is not None and field < 100:  # as much is no tesla
        facts.number("field_strength", field)
    for holder in holders(data):
        for tag, fact in TEXTS.items():
            for value in holder.get(tag) or []:
                facts.text(fact, value)
        for tag, (fact, factor) in NUMBERS.items():
            for value in holder.get(tag) or []:
                if number(value) is not None:
                    facts.number(fact, number(value) * factor)
        spacing = [convert(value, "mm", "µm") for value in holder.get(0x00280030) or []]
        if len(spacing) == 2:
            facts.number("pixel_size.y", spacing[0])
            facts.number("pixel_size.x", spacing[1])
    return facts


def series(data):
    """The series, by what it is called, and the study that it is of."""
    facts = Facts()
    if data.get(0x0020000E):
        facts.text("title", (data.get(0x0008103E) or data.get(0x00181030) or [None])[0])
        facts.text("related", (data.get(0x0020000D) or [None])[0])
    return facts


class Dicom:
    FOLDER = "dicom"
    FORMATS = {"dicom", "dicom-json"}
    # Device serial numbers are personal data and held back.
    NOT_READ = {"instrument.serial"}

    @staticmethod
    def sources(folder):
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            if path.suffix == ".json":
                data = from_json(json.loads(path.read_text("utf-8")))
            else:
                try:
                    data = parse(path.read_bytes())
                except (struct.error, zlib.error):
                    data = None
            # Only what has pixels is an image; anything may belong to a series.
            if data and (data.get(0x00280010) or data.get(0x0020000E)):
                yield str(path.relative_to(folder)), [facts_of(data) | series(data) if data.get(0x00280010) else series(data)]


READERS = [Dicom]
