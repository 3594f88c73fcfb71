"""Reads the facts of what omero-cli-transfer writes: OME-XML beside the images, or in a ZIP with them."""
import xml.etree.ElementTree as ElementTree
import zipfile

import ome
from ome import children, descend


def documents(path):
    """The OME-XML of a file or of a package."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            return [package.read(name) for name in package.namelist() if name.endswith("transfer.xml")]
    return [path.read_bytes()] if path.suffix == ".xml" else []


def of_transfer(root):
    document = ome.Ome(root)
    stated = [facts for _, facts in document.images()]
    # Data sets and projects are named, and tagged as images are.
    for group in document.all("Dataset") + document.all("Project"):
        facts = set()
        if group.get("Name"):
            facts.add(("title", group.get("Name")))
        for ref in children(group, "AnnotationRef"):
            for tag in document.named(ref, "TagAnnotation"):
                for text in descend(tag, "Value"):
                    facts.add(("subject", text.text))
        stated.append(facts)
    return set().union(*stated)


class Omero:
    FOLDER = "omero"
    FORMATS = {"ome-xml", "omero-package"}

    @staticmethod
    def sources(folder):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".xml", ".zip")):
            for text in documents(path):
                yield str(path.relative_to(folder)), [of_transfer(ElementTree.fromstring(text))]


READERS = [Omero]
