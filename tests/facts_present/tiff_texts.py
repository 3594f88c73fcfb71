"""Reads the facts of TIFF files with the header of ImageJ, and of Micro-Manager's files: its JSON in TIFF and metadata.txt."""
import gzip
import json
import re
import struct
from fractions import Fraction

import containers
from facts import Facts
from units import convert, number

# Inches are what other programs leave as 72 to the inch, and mean nothing.
UNITS = {"um": "µm", "micron": "µm", "microns": "µm", "\\u00B5m": "µm", "µm": "µm", "mm": "mm", "nm": "nm", "cm": "cm"}


def imagej(data):
    """None if there is no header of ImageJ."""
    tags = containers.tiff_tags(data)
    text = tags.get(270, "")
    if not text.startswith("ImageJ="):
        return None
    said = dict(line.split("=", 1) for line in text.split("\n") if "=" in line)
    facts = Facts()
    facts.text("conversion.software.name", "ImageJ")
    facts.text("conversion.software.version", said["ImageJ"])
    facts.number("size.x", Fraction(tags[256][0]))
    facts.number("size.y", Fraction(tags[257][0]))
    facts.number("bits", Fraction(tags[258][0]) if 258 in tags else None)
    for fact, name in (("size.z", "slices"), ("size.c", "channels"), ("size.t", "frames")):
        facts.number(fact, number(said.get(name)))
    unit = UNITS.get(said.get("unit", "").strip())
    if unit:
        for axis, tag in (("x", 282), ("y", 283)):
            if tag in tags and tags[tag][0]:
                # The quotient as it is: it is the size that ImageJ itself goes on with.
                facts.number("pixel_size." + axis, convert(1 / tags[tag][0], unit, "µm"))
        if said.get("spacing") and number(said["spacing"]):
            facts.number("pixel_size.z", convert(abs(number(said["spacing"])), unit, "µm"))
    if number(said.get("finterval")):
        facts.number("time_increment", number(said["finterval"]))
    return facts


def value(plane, *names):
    for name in names:
        found = plane.get(name)
        found = found.get("PropVal") if isinstance(found, dict) else found
        if found not in (None, ""):
            return found
    return None


PIXELS = {"GRAY8": "uint8", "GRAY16": "uint16", "GRAY32": "float", "RGB32": "uint8"}


def micro_manager(summary, plane):
    """What the summary and one plane (the first) say."""
    facts = Facts()
    for name in summary.get("ChNames") or []:
        facts.text("channel.name", name)
    for fact, name in (("size.z", "Slices"), ("size.c", "Channels"), ("size.t", "Frames")):
        facts.number(fact, number(summary.get(name)))
    for fact, name in (("size.x", "Width"), ("size.y", "Height"), ("bits", "BitDepth")):
        facts.number(fact, number(value(plane, name)))
    facts.text("pixel_type", PIXELS.get(value(plane, "PixelType") or summary.get("PixelType")))
    for axis in "xy":
        facts.number("pixel_size." + axis, number(value(plane, "PixelSizeUm", "PixelSize_um") or summary.get("PixelSize_um")))
    facts.number("pixel_size.z", abs(number(summary.get("z-step_um") or value(plane, "z-step_um")) or 0) or None)
    facts.number("time_increment", convert(summary.get("Interval_ms"), "ms", "s"))
    facts.number("exposure", convert(value(plane, "Exposure-ms", "Exposure"), "ms", "s"))
    for axis in "xyz":
        facts.number("stage." + axis, number(value(plane, axis.upper() + "PositionUm")), positive=False)
    label = value(plane, "Objective-Label")
    facts.text("objective.model", label)
    enlarges = re.search(r"(\d+(?:\.\d+)?)[xX]\b", label or "")
    facts.number("objective.magnification", number(enlarges.group(1)) if enlarges else None)
    camera = value(plane, "Core-Camera", "Camera")
    facts.text("detector.model", value(plane, f"{camera}-CameraName") if camera else None)
    facts.text("acquisition.datetime", moment(summary.get("DateAndTime") or value(plane, "Time")))
    facts.text("software.name", "Micro-Manager")
    facts.text("software.version", summary.get("MicroManagerVersion"))
    facts.text("operator.present", "yes" if summary.get("UserName") else None)
    return facts


def moment(text):
    match = re.match(r"(\d{4}[-/]\d\d[-/]\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d+))?(?: ([+-]\d\d)(\d\d))?$", text or "")
    if not match:
        return None
    day, time, fraction, hours, minutes = match.groups()
    fraction = (fraction or "").rstrip("0")
    return f"{day.replace(chr(47), chr(45))}T{time}" + (f".{fraction}" if fraction else "") + (f"{hours}:{minutes}" if hours else "")


def metadata_txt(path):
    """(summary, first plane) of a metadata.txt, whose last brace may be missing."""
    text = path.read_text("utf-8", "replace").strip()
    for end in ("", "}", "}}"):
        try:
            found = json.loads(text.rstrip(",") + end)
            break
        except ValueError:
            continue
    else:
        return None
    if "Summary" not in found:
        return None
    planes = [v for k, v in found.items() if k.startswith(("FrameKey", "Coords", "Metadata")) and isinstance(v, dict)]
    return found["Summary"], next((v for k, v in found.items() if k.startswith("FrameKey")), planes[-1] if planes else {})


def summary_of(data):
    """What stands between the header of an NDTiff and its first directory: a mark, a length, JSON."""
    at = data.find(struct.pack("<I", 2355492), 0, 64)
    if at < 0:
        return {}
    length = struct.unpack_from("<I", data, at + 4)[0]
    return json.loads(data[at + 8:at + 8 + length])


class ImageJ:
    FOLDER = "imagej-tiff"
    FORMATS = {"imagej-tiff"}

    @classmethod
    def sources(cls, folder):
        for path in sorted(p for p in folder.rglob("*") if p.suffix == ".tif"):
            facts = imagej(path.read_bytes())
            if facts is not None:
                yield str(path.relative_to(folder)), [facts]


class MicroManagerImageJ(ImageJ):
    FOLDER = "micro-manager"
    PART = " (ImageJ header)"


class MicroManager:
    FOLDER = "micro-manager"
    PART = " (metadata.txt, TIFF)"
    FORMATS = {"micro-manager-metadata", "micro-manager-tiff"}

    @staticmethod
    def sources(folder):
        for path in sorted(folder.rglob("*metadata.txt")):
            found = metadata_txt(path)
            if found:
                yield str(path.relative_to(folder)), [micro_manager(*found)]
        for path in sorted(folder.rglob("*.tif*")):
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            tags = containers.tiff_tags(data)
            if 51123 in tags:
                yield str(path.relative_to(folder)), [micro_manager(summary_of(data), json.loads(tags[51123].rstrip("\0")))]


READERS = [ImageJ, MicroManagerImageJ, MicroManager]
