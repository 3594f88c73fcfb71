"""Reads the facts of OME-Zarr: attributes of any version, alone or in a store, shapes and types of arrays, and OME-XML inside."""
import json
import re
import xml.etree.ElementTree as ElementTree

import ome
from facts import Facts
from units import convert, number

UNITS = {"micrometer": "µm", "nanometer": "nm", "millimeter": "mm", "meter": "m", "angstrom": "Å", "second": "s",
         "millisecond": "ms", "micrometre": "µm", "micron": "µm", "centimeter": "cm"}
TYPES = {"u1": ("uint8", 8), "u2": ("uint16", 16), "u4": ("uint32", 32), "i1": ("int8", 8), "i2": ("int16", 16), "i4": ("int32", 32),
         "f4": ("float", 32), "f8": ("double", 64), "uint8": ("uint8", 8), "uint16": ("uint16", 16), "uint32": ("uint32", 32),
         "int8": ("int8", 8), "int16": ("int16", 16), "int32": ("int32", 32), "float32": ("float", 32), "float64": ("double", 64)}


def load(path):
    """JSON, of which examples of the specification have // comments; {} for what is none."""
    text = path.read_text("utf-8", "replace")
    for candidate in (text, re.sub(r"(?m)^\s*//.*$|(?<=[\s,])//.*$", "", text)):
        try:
            found = json.loads(candidate)
            return found if isinstance(found, dict) else {}
        except ValueError:
            continue
    return {}


def attributes(document):
    """Where the version keeps them: of Zarr 3 in `attributes`, since 0.5 in `ome`."""
    inner = document.get("attributes", document)
    found = inner.get("ome", inner) if isinstance(inner, dict) else {}
    return found if isinstance(found, dict) else {}


def scale(block, level):
    for transformation in level.get("coordinateTransformations") or []:
        if isinstance(transformation, dict) and transformation.get("type") == "scale":
            return transformation.get("scale") or []
    return []


def image(block, folder, facts):
    axes = [axis if isinstance(axis, dict) else {"name": axis} for axis in block.get("axes") or []]
    datasets = block.get("datasets") or []
    if not datasets or not isinstance(datasets[0], dict):
        return
    inner, outer = scale(block, datasets[0]), scale(block, block)
    for i, axis in enumerate(axes):
        named = axis.get("unit", axis.get("units"))  # an example of the specification has the plural
        if i >= len(inner) or number(inner[i]) is None or named not in UNITS:
            continue
        factor = number(outer[i]) if i < len(outer) else 1
        if factor is None:
            continue  # scaled by what is no number
        value, unit = number(inner[i]) * factor, UNITS[named]
        if axis.get("name") in ("x", "y", "z"):
            facts.number("pixel_size." + axis["name"], convert(value, unit, "µm"))
        elif axis.get("name") == "t":
            facts.number("time_increment", convert(value, unit, "s"))
    if folder is None:
        return
    where = folder / str(datasets[0].get("path"))
    array = load(where / ".zarray") if (where / ".zarray").exists() else load(where / "zarr.json") if (where / "zarr.json").exists() else {}
    names = [axis.get("name") for axis in axes] or list("tczyx")
    shape = array.get("shape") or []
    if len(names) == len(shape):
        for name, size in zip(names, shape):
            if name in ("x", "y", "z", "c", "t"):
                facts.number("size." + name, number(size))
    kind = str(array.get("dtype") or array.get("data_type") or "").lstrip("<>|")
    if kind in TYPES:
        facts.text("pixel_type", TYPES[kind][0])
        facts.number("bits", number(TYPES[kind][1]))


def of_attributes(found, folder, facts):
    for block in found.get("multiscales") or []:
        if isinstance(block, dict):
            image(block, folder, facts)
    omero = found.get("omero")
    for channel in (omero.get("channels") or [] if isinstance(omero, dict) and found.get("multiscales") else []):
        if isinstance(channel, dict) and channel.get("label") is not None:
            facts.text("channel.name", str(channel["label"]))


def of_store(root):
    facts = Facts()
    for path in sorted(root.rglob("*")):
        if path.name in (".zattrs", "zarr.json"):
            of_attributes(attributes(load(path)), path.parent, facts)
        elif path.name == "METADATA.ome.xml":
            for _, stated in ome.Ome(ElementTree.fromstring(path.read_bytes())).images():
                facts |= stated
    return facts


class OmeZarr:
    FOLDER = "ome-zarr"
    FORMATS = {"ome-zarr"}

    @staticmethod
    def sources(folder):
        marks = (".zgroup", ".zattrs", "zarr.json", ".zarray")
        roots = []
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            if path.name in marks:
                if not any(root == path.parent or root in path.parents for root in roots):
                    roots.append(path.parent)
            elif path.suffix == ".json" and "attributes" in path.parts:
                facts = Facts()
                of_attributes(attributes(load(path)), None, facts)
                yield str(path.relative_to(folder)), [facts]
        for root in roots:
            yield str(root.relative_to(folder)), [of_store(root)]


READERS = [OmeZarr]
