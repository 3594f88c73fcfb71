"""Reads the facts of Nikon's ND2: the chunks that its map names, in the LV encoding."""
import datetime
import re
import struct
import xml.etree.ElementTree as ElementTree
import zlib
from fractions import Fraction

from facts import Facts, files_below
from ome import MICROSCOPY
from units import convert, number

MAGIC = 0x0ABECEDA
SCALARS = {1: "B", 2: "<i", 3: "<I", 4: "<q", 5: "<Q", 6: "<d", 7: "<Q"}
MODES = ((0x1, "FBbi_00000246"), (0x2, "FBbi_00000243"), (0x4, "FBbi_00000244"), (0x10, "FBbi_00000247"), (0x20, "FBbi_00000245"),
         (0x200, "FBbi_00000251"), (0x400, "FBbi_00000253"), (0x10000, "FBbi_00000255"), (0x20000, "FBbi_00000617"),
         (0x4000, "FBbi_00000332"))


def chunks(data):
    """{name: content} of all that the map at the end names, but the pixels."""
    at = struct.unpack_from("<Q", data, len(data) - 8)[0]
    found, end = {}, 0
    name_length, length = struct.unpack_from("<IQ", data, at + 4)
    at, end = at + 16 + name_length, at + 16 + name_length + length
    while at < end:
        stop = data.index(b"!", at) + 1
        name = data[at:stop].decode("latin-1")
        if name.startswith("ND2 CHUNK MAP"):
            break
        position = struct.unpack_from("<Q", data, stop)[0]
        at = stop + 16
        if not name.startswith("ImageDataSeq") and struct.unpack_from("<I", data, position)[0] == MAGIC:
            inner, size = struct.unpack_from("<IQ", data, position + 4)
            found[name] = data[position + 16 + inner:position + 16 + inner + size]
    return found


def level(data, at, count, end):
    """Items as {name: value}; of those with the same name, or none, all in order under numbered names."""
    found = {}
    for _ in range(count):
        if at + 2 > end:
            break
        start, kind, letters = at, data[at], data[at + 1]
        if kind == 76:
            return level(zlib.decompress(data[at + 10:]), 0, 1 << 30, 1 << 60)
        name = data[at + 2:at + 2 * letters].decode("utf-16-le") if letters else ""
        at += 2 + 2 * letters
        if kind in SCALARS:
            value, at = struct.unpack_from(SCALARS[kind], data, at)[0], at + struct.calcsize(SCALARS[kind])
        elif kind == 8:
            stop = at
            while data[stop:stop + 2] not in (b"\0\0", b""):
                stop += 2
            value, at = data[at:stop].decode("utf-16-le", "replace"), stop + 2
        elif kind == 9:
            size = struct.unpack_from("<Q", data, at)[0]
            value, at = data[at + 8:at + 8 + size], at + 8 + size
        elif kind == 11:
            items, size = struct.unpack_from("<IQ", data, at)
            value = level(data, at + 12, items, start + size)
            at = start + size + 8 * items
        else:
            break
        key = name
        while key in found or key == "":
            key = f"{name}#{len(found)}"
        found[key] = value
        if at >= len(data):
            break
    return found


def decode(data):
    return level(data, 0, 1 << 30, len(data))


def all_of(tree, name):
    """Values of that name at any depth."""
    pending, found = [tree], []
    while pending:
        node = pending.pop(0)
        for key, value in node.items():
            if key.split("#")[0] == name:
                found.append(value)
            if isinstance(value, dict):
                pending.append(value)
    return found


def members(node):
    return [v for v in node.values() if isinstance(v, dict)] if isinstance(node, dict) else []


def loops(node):
    """Loops of an experiment, outermost first."""
    pending = [node]
    while pending:
        here = pending.pop(0)
        if not isinstance(here, dict):
            continue
        yield here
        pending += members(here.get("ppNextLevelEx"))


def facts_of(content):
    facts = Facts()
    sizes = decode(content["ImageAttributesLV!"])["SLxImageAttributes"]
    picture = decode(content["ImageMetadataSeqLV|0!"])["SLxPictureMetadata"]
    for fact, name in (("size.x", "uiWidth"), ("size.y", "uiHeight"), ("size.c", "uiComp"), ("bits", "uiBpcSignificant")):
        facts.number(fact, number(sizes.get(name)))
    facts.text("pixel_type", {0: "int", 1: "uint"}.get(sizes.get("ePixelType"), "") + str(sizes.get("uiBpcInMemory"))
               if sizes.get("ePixelType") != 2 else "float")
    if picture.get("dCalibration", -1) > 0:
        facts.number("pixel_size.x", number(picture["dCalibration"]))
        facts.number("pixel_size.y", number(picture["dCalibration"]))
    for axis in "XYZ":
        facts.number("stage." + axis.lower(), number(picture.get(f"d{axis}Pos")), positive=False)
    if picture.get("dTimeAbsolute", 0) > 0:
        # A Julian day; of its digits those behind the millisecond are noise.
        milliseconds = round((Fraction(picture["dTimeAbsolute"]) - Fraction(2440587.5)) * 86400000)
        moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=milliseconds)
        facts.text("acquisition.datetime", moment.isoformat(timespec="milliseconds").rstrip("0").rstrip(".") + "Z")
    facts.number("temperature", number(picture.get("dTemperK")))
    objective(picture, facts)
    channels(picture, facts)
    if "ImageMetadataLV!" in content:
        for loop in loops(decode(content["ImageMetadataLV!"]).get("SLxExperiment")):
            settings = loop.get("uLoopPars") or {}
            if loop.get("eType") in (1, 8):
                facts.number("size.t", number(settings.get("uiCount")))
            if loop.get("eType") == 1 and settings.get("dPeriod", 0) > 0:
                facts.number("time_increment", convert(settings["dPeriod"], "ms", "s"))
            if loop.get("eType") == 4:
                facts.number("size.z", number(settings.get("uiCount")))
                facts.number("pixel_size.z", abs(number(settings.get("dZStep")) or 0))
    program(content, facts)
    return facts


def objective(picture, facts):
    name = picture.get("wsObjectiveName")
    facts.text("objective.model", name)
    enlarges = re.search(r"(\d+(?:\.\d+)?)\s*[xX]", name or "")
    mag = picture.get("dObjectiveMag", -1)
    facts.number("objective.magnification", number(mag) if mag > 0 else number(enlarges.group(1)) if enlarges else None)
    facts.number("objective.na", number(picture.get("dObjectiveNA")))
    index = picture.get("dRefractIndex1", -1)
    for low, high, medium in ((0.99, 1.01, "Air"), (1.32, 1.34, "Water"), (1.46, 1.475, "Glycerol"), (1.505, 1.53, "Oil")):
        if low <= index <= high:
            facts.text("objective.immersion", medium)


def channels(picture, facts):
    planes = picture.get("sPicturePlanes") or {}
    samples = members(planes.get("sSampleSetting"))
    for sample in samples:
        device, camera = sample.get("pDeviceSetting") or {}, sample.get("pCameraSetting") or {}
        name = device.get("m_sMicroscopePhysFullName") or device.get("m_sMicroscopeFullName")
        if name:
            facts.text("instrument.manufacturer", "Nikon")
            facts.text("instrument.model", name)
            facts.text("modality", MICROSCOPY)
        facts.text("detector.model", camera.get("CameraFamilyName"))
    for plane in members(planes.get("sPlaneNew") or planes.get("sPlane")):
        facts.text("channel.name", plane.get("sDescription"))
        for bit, term in MODES:
            if plane.get("uiModalityMask", 0) & bit:
                facts.text("imaging.method", term)
        sample = samples[plane["uiSampleIndex"]] if plane.get("uiSampleIndex", len(samples)) < len(samples) else {}
        facts.number("channel.exposure", convert(sample.get("dExposureTime"), "ms", "s"))
        for described in all_of((sample.get("pCameraSetting") or {}).get("FormatQuality") or {}, "fmtDesc")[:1]:
            if described.get("dBinningX", 0) > 0:
                facts.text("binning", f"{described['dBinningX']:g}x{described['dBinningY']:g}")
        light(plane, facts)


def light(plane, facts):
    """A spectrum of one point that is a peak; of the probe, else of the filters."""
    for fact, spectrum in (("excitation", "m_ExcitationSpectrum"), ("emission", "m_EmissionSpectrum")):
        for holder in (plane.get("pFluorescentProbe"), (plane.get("pFilterPath") or {}).get("m_pFilter")):
            peaks = [point["dWavelength"] for found in all_of(holder or {}, spectrum) for point in members(found.get("pPoint"))
                     if point.get("eType") == 2 or len(members(found.get("pPoint"))) == 1]
            if [p for p in peaks if p > 0]:
                facts.number("channel." + fact, number([p for p in peaks if p > 0][0]))
                break


def program(content, facts):
    for name, data in content.items():
        if "AppInfo" in name:
            root = ElementTree.fromstring(data.rstrip(b"\0"))
            for element in root.iter():
                if element.tag == "m_SWNameString":
                    facts.text("software.name", element.get("value"))
                if element.tag == "m_VersionString":
                    facts.text("software.version", element.get("value"))


class Nd2:
    FOLDER = "nd2"
    FORMATS = {"nd2"}
    ENTITIES = {"Image"}

    @staticmethod
    def sources(folder):
        for name, path in files_below(folder, "*.nd2"):
            yield name, [facts_of(chunks(path.read_bytes()))]


READERS = [Nd2]
