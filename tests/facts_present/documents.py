"""OME-XML, OME-TIFF, CZI, DataCite and Dublin Core: formats whose facts stand in XML, wherever that is kept."""
import xml.etree.ElementTree as ElementTree
from fractions import Fraction

import containers
import czi
import ome
import records


def parsed(text):
    """None for what is not well-formed."""
    try:
        return ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError, TypeError):
        return None


class Reader:
    """One folder of files that hold an XML document each."""

    def __init__(self, folder, formats, xml_of, facts_of, entities=None):
        self.FOLDER, self.FORMATS, self.ENTITIES = folder, formats, entities
        self.xml_of, self.facts_of = xml_of, facts_of
        self.besides = {}
        self.__name__ = folder

    def sources(self, folder):
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            root, observed = self.xml_of(path)
            if root is None:
                continue
            name = str(path.relative_to(folder))
            stated, self.besides[name] = self.facts_of(root)
            if len(stated) == 1:
                stated = [stated[0] | observed]
            yield name, stated

    def said_besides(self, name):
        return self.besides[name]


def plain(path):
    return parsed(path.read_bytes().decode("utf-8-sig", "replace").rstrip("\0")), set()


def as_it_declares(path):
    return parsed(path.read_bytes()), set()


def in_tiff(path):
    tags = containers.tiff_tags(path.read_bytes())
    root = parsed(tags.get(270, "").rstrip("\0"))
    observed = {("size.x", Fraction(tags[256][0])), ("size.y", Fraction(tags[257][0]))} if 256 in tags else set()
    if 258 in tags and root is not None and not any(e.get("SignificantBits") for e in root.iter()):
        observed.add(("bits", Fraction(tags[258][0])))
    if 305 in tags:
        # A version is what stands at the end and begins with a digit; ImageMagick has its own among other things.
        program, _, version = tags[305].rstrip("\0").rpartition(" ")
        if program and version[:1].isdigit():
            observed |= {("conversion.software.name", program), ("conversion.software.version", version)}
        else:
            observed.add(("conversion.software.name", tags[305].rstrip("\0")))
    return root, observed


def in_czi(path):
    xml = containers.czi_xml(path.read_bytes())
    return parsed(xml.decode("utf-8-sig")) if xml else None, set()


def of_ome(root):
    return ([facts for _, facts in ome.Ome(root).images()] if ome.name(root) == "OME" else []), set()


def of_czi(root):
    return ([facts for _, facts in czi.images(root)] if ome.name(root) == "ImageDocument" else []), set()


def of_datacite(root):
    return [records.datacite(root)], records.said_of_others(root)


def of_dublin_core(root):
    return [records.dublin_core(root)], set()


IMAGE = {"Image"}
READERS = [Reader("ome-xml", {"ome-xml"}, plain, of_ome, IMAGE), Reader("ome-tiff", {"ome-tiff"}, in_tiff, of_ome, IMAGE),
           Reader("czi", {"czi"}, in_czi, of_czi, IMAGE), Reader("czi-xml", {"czi", "czi-xml"}, plain, of_czi, IMAGE),
           Reader("datacite-xml", {"datacite"}, plain, of_datacite),
           Reader("dublin-core", {"dublin-core"}, as_it_declares, of_dublin_core)]
