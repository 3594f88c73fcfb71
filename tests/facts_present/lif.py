"""Reads the facts of Leica image files: the XML at their start."""
import datetime
import struct
import xml.etree.ElementTree as ElementTree

from facts import Facts, files_below
from ome import MICROSCOPY
from units import convert, number

IMMERSIONS = {"GLYC": "Glycerol", "OIL": "Oil", "WATER": "Water", "W": "Water", "DRY": "Air", "AIR": "Air"}
SIZES = {"1": "x", "2": "y", "3": "z", "4": "t"}  # DimID; the others are wavelengths and rotations


def xml_of(data):
    """None if the file is no LIF."""
    if data[:4] != b"p\0\0\0" or data[8:9] != b"*":
        return None
    length = struct.unpack_from("<I", data, 9)[0]
    return data[13:13 + 2 * length].decode("utf-16-le")


def first_time(image):
    """Of the list of hexadecimal FILETIMEs: 100 ns since 1601."""
    for stamps in image.iter("TimeStampList"):
        words = (stamps.text or "").split()
        if words and int(words[0], 16):
            moment = datetime.datetime(1601, 1, 1) + datetime.timedelta(microseconds=int(words[0], 16) // 10)
            return moment.isoformat(timespec="milliseconds").rstrip("0").rstrip(".")
    return None


def dimensions(image, facts):
    kinds = set()
    for axis in image.iter("DimensionDescription"):
        kinds.add(axis.get("DimID"))
        name, count = SIZES.get(axis.get("DimID")), int(axis.get("NumberOfElements"))
        if not name:
            continue
        facts.number("size." + name, number(count))
        if count > 1:  # the length is from the middle of the first to the middle of the last
            step = abs(number(axis.get("Length"))) / (count - 1)
            if name == "t":
                facts.number("time_increment", convert(step, axis.get("Unit"), "s"))
            else:
                facts.number("pixel_size." + name, convert(step, axis.get("Unit"), "µm"))
    return kinds


def hardware(image, kinds, facts):
    for attachment in image.findall("Attachment"):
        settings = attachment.find("ATLConfocalSettingDefinition")
        if attachment.get("Name") != "HardwareSetting" or settings is None:
            continue
        facts.text("instrument.manufacturer", "Leica Microsystems")
        facts.text("instrument.model", attachment.get("SystemTypeName"))
        facts.text("instrument.model", settings.get("MicroscopeModel"))
        facts.text("instrument.serial", settings.get("SystemSerialNumber"))
        facts.text("modality", MICROSCOPY)
        facts.text("imaging.method", "FBbi_00000251" if attachment.get("DataSourceTypeName") == "Confocal" else None)
        program, _, version = (attachment.get("Software") or "").rpartition(" ")
        facts.text("software.name", program)
        facts.text("software.version", version)
        facts.text("objective.model", " ".join((settings.get("ObjectiveName") or "").split()))
        facts.number("objective.magnification", number(settings.get("Magnification")))
        facts.number("objective.na", number(settings.get("NumericalAperture")))
        facts.text("objective.immersion", IMMERSIONS.get((settings.get("Immersion") or "").upper()))
        for fact, name in (("stage.x", "StagePosX"), ("stage.y", "StagePosY"), ("stage.z", "ZPosition")):
            facts.number(fact, convert(settings.get(name), "m", "µm"), positive=False)
        light(settings, kinds, facts)


def light(settings, kinds, facts):
    """Of the detectors that were on, and the lines that were let through. Where excitation or emission is what was scanned, the settings
    have one of its values, which is no fact of the channel."""
    active = [d for d in settings.iterfind("DetectorList/Detector") if d.get("IsActive") == "1"]
    for detector in active:
        facts.text("detector.model", detector.get("Name"))
        facts.text("channel.name", detector.get("Name"))
        for band in settings.iterfind("Spectro/MultiBand"):
            if band.get("Channel") == detector.get("Channel") and "5" not in kinds:
                facts.text("channel.detection_band", f"{band.get('LeftWorld')}-{band.get('RightWorld')}")
    lasers = {laser.get("LightSourceName"): laser.get("LaserName") for laser in settings.iterfind("LaserArray/Laser")}
    for aotf in settings.iterfind("AotfList/Aotf"):
        for line in aotf.iterfind("LaserLineSetting"):
            if line.get("IsLineChecked") == "1" and number(line.get("IntensityDev")) > 0:
                facts.number("light_source.wavelength", number(line.get("LaserLine")))
                facts.text("light_source.model", lasers.get(aotf.get("LightSourceName")))
                if "9" not in kinds:
                    facts.number("channel.excitation", number(line.get("LaserLine")))


def facts_of(image):
    facts = Facts()
    kinds = dimensions(image, facts)
    channels = list(image.iter("ChannelDescription"))
    facts.number("size.c", number(len(channels)))
    for channel in channels:
        bits = int(channel.get("Resolution"))
        facts.number("bits", number(bits))
        facts.text("pixel_type", "float" if channel.get("DataType") == "1" else "uint8" if bits <= 8 else "uint16")
    facts.text("acquisition.datetime", first_time(image))
    hardware(image, kinds, facts)
    return facts


class Lif:
    FOLDER = "lif"
    FORMATS = {"lif"}
    ENTITIES = {"Image"}

    @staticmethod
    def sources(folder):
        for name, path in files_below(folder, "*.lif"):
            xml = xml_of(path.read_bytes())
            if xml:
                yield name, [facts_of(i) for i in ElementTree.fromstring(xml).iter("Image")]


READERS = [Lif]
