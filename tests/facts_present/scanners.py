"""Reads the facts of plate scanners: IN Cell (.xdce), Yokogawa (.mrf, .mlf)."""
import re
import xml.etree.ElementTree as ElementTree

from facts import Facts
from ome import MICROSCOPY, descend, methods
from units import convert, number

BTS = "{http://www.yokogawa.co.jp/BTS/BTSSchema/1.0}"


def in_cell(root):
    facts = Facts()
    facts.text("modality", MICROSCOPY)
    for program in descend(root, "Application"):
        # The program has the name of the instrument that it runs.
        facts.text("instrument.manufacturer", "GE Healthcare" if "IN Cell" in program.get("name", "") else None)
        facts.text("instrument.model", program.get("name"))
        facts.text("software.name", program.get("name"))
        facts.text("software.version", program.get("software_version"))
    for creation in descend(root, "Creation"):
        facts.text("acquisition.datetime", f"{creation.get('date')}T{creation.get('time')}")
    for operator in descend(root, "Operator"):
        facts.text("operator.present", "yes" if operator.get("login") else None)
    protocol = descend(root, "AutoLeadAcquisitionProtocol")[0]
    for kind in descend(protocol, "Microscopy"):
        facts |= methods(kind.get("type"))
    for objective in descend(protocol, "ObjectiveCalibration"):
        facts.text("objective.model", objective.get("objective_name"))
        facts.number("objective.magnification", number(objective.get("magnification")))
        facts.number("objective.na", number(objective.get("numerical_aperture")))
        for axis, name in (("x", "pixel_width"), ("y", "pixel_height")):
            # Of a number of single precision, written with sixteen digits, picometres are as fine as it gets.
            facts.number("pixel_size." + axis, convert(f"{float(objective.get(name)):.6f}", objective.get("unit", "µm"), "µm"))
    for camera in descend(protocol, "Camera"):
        facts.text("detector.model", camera.get("name"))
        for binning in descend(camera, "Binning"):
            facts.text("binning", re.sub(" *[Xx] *", "x", binning.get("value")))
        for size in descend(camera, "Size"):
            facts.number("size.x", number(size.get("width")))
            facts.number("size.y", number(size.get("height")))
    channels = descend(protocol, "Wavelengths", "Wavelength")
    facts.number("size.c", number(len(channels)))
    for channel in channels:
        for fact, name in (("excitation", "ExcitationFilter"), ("emission", "EmissionFilter")):
            for band in descend(channel, name):
                facts.number("channel." + fact, convert(band.get("wavelength"), band.get("unit"), "nm"))
                facts.text("channel.name", band.get("name") if fact == "excitation" else None)
        for exposure in descend(channel, "Exposure"):
            facts.number("channel.exposure", convert(exposure.get("time"), exposure.get("unit"), "s"))
    return [facts]


def detail(root):
    facts = Facts()
    get = lambda element, name: element.get(BTS + name)
    facts.text("modality", MICROSCOPY)
    facts.text("instrument.manufacturer", "Yokogawa" if get(root, "TargetSystem") else None)
    facts.text("instrument.model", get(root, "TargetSystem"))
    facts.text("software.version", get(root, "ReleaseNumber"))
    facts.text("acquisition.datetime", get(root, "BeginTime"))
    facts.text("operator.present", "yes" if get(root, "OperatorName") else None)
    facts.number("size.z", number(get(root, "ZCount")))
    facts.number("size.t", number(get(root, "TimePointCount")))
    channels = descend(root, "MeasurementChannel")
    facts.number("size.c", number(len(channels)))
    for channel in channels:
        facts.text("channel.name", get(channel, "Ch"))
        for fact, name in (("pixel_size.x", "HorizontalPixelDimension"), ("pixel_size.y", "VerticalPixelDimension"),
                           ("size.x", "HorizontalPixels"), ("size.y", "VerticalPixels"), ("bits", "InputBitDepth")):
            facts.number(fact, number(get(channel, name)))
    return [facts]


def data(root):
    """An image is a field of a well; its planes are records."""
    fields = {}
    for record in descend(root, "MeasurementRecord"):
        if record.get(BTS + "Type") == "IMG":
            fields.setdefault(tuple(record.get(BTS + name) for name in ("Row", "Column", "FieldIndex")), []).append(record)
    found = []
    for records in fields.values():
        facts = Facts()
        facts.text("modality", MICROSCOPY)
        for fact, name in (("size.z", "ZIndex"), ("size.c", "Ch"), ("size.t", "TimePoint")):
            facts.number(fact, number(len({record.get(BTS + name) for record in records})))
        for record in records:
            facts.text("channel.name", record.get(BTS + "Ch"))
        for axis in "xy":
            facts.number("stage." + axis, number(records[0].get(BTS + axis.upper())), positive=False)
        facts.text("acquisition.datetime", min(record.get(BTS + "Time") for record in records))
        found.append(facts)
    return found


class Scanners:
    FOLDER = "hcs-vendor"
    FORMATS = {"incell", "yokogawa"}
    ENTITIES = {"Image"}

    @staticmethod
    def sources(folder):
        for suffix, read in ((".xdce", in_cell), (".mrf", detail), (".mlf", data)):
            for path in sorted(folder.rglob("*" + suffix)):
                yield str(path.relative_to(folder)), read(ElementTree.fromstring(path.read_bytes()))


READERS = [Scanners]
