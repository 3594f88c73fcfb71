"""Reads the facts of Olympus OIB files: the main file of settings within an OLE2 compound file."""
import re
import struct

from facts import Facts
from ome import MICROSCOPY
from units import convert, number

END = 0xFFFFFFFE
LENGTHS = {"um": "µm", "nm": "nm", "mm": "mm"}


class Compound:
    """Streams by their names, as far as the first 109 sectors of the allocation table reach."""

    def __init__(self, data):
        self.data = data
        self.size, self.small = 1 << struct.unpack_from("<H", data, 30)[0], 1 << struct.unpack_from("<H", data, 32)[0]
        self.cutoff = struct.unpack_from("<I", data, 56)[0]
        table = [n for n in struct.unpack_from("<109I", data, 76) if n < 0xFFFFFFFA]
        self.next = [n for sector in table for n in struct.unpack_from(f"<{self.size // 4}I", data, (sector + 1) * self.size)]
        mini = self.chain(struct.unpack_from("<I", data, 60)[0])
        self.mini = struct.unpack(f"<{len(mini) // 4}I", mini)
        entries = self.chain(struct.unpack_from("<I", data, 48)[0])
        self.streams, self.root = {}, b""
        for at in range(0, len(entries), 128):
            letters, kind = struct.unpack_from("<HB", entries, at + 64)
            name = entries[at:at + max(letters - 2, 0)].decode("utf-16-le")
            start, length = struct.unpack_from("<II", entries, at + 116)
            if kind == 5:
                self.root = self.chain(start)
            elif kind == 2:
                self.streams[name] = (start, length)

    def chain(self, sector):
        parts = []
        while sector < 0xFFFFFFFA and len(parts) <= len(self.next):
            parts.append(self.data[(sector + 1) * self.size:(sector + 2) * self.size])
            sector = self.next[sector]
        return b"".join(parts)

    def read(self, name):
        start, length = self.streams[name]
        if length >= self.cutoff:
            return self.chain(start)[:length]
        parts = []
        while start < 0xFFFFFFFA and len(parts) <= len(self.mini):
            parts.append(self.root[start * self.small:(start + 1) * self.small])
            start = self.mini[start]
        return b"".join(parts)[:length]


def settings(data):
    """{section: {key: value}} without quotes; "---" is none."""
    found, section = {}, {}
    for line in data.decode("utf-16").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip()[1:-1], {})
        elif "=" in line:
            key, _, value = line.partition("=")
            value = value.strip().strip("'\"")
            section[key.strip().strip("'\"")] = "" if set(value) == {"-"} else value
    return found


def facts_of(main):
    facts = Facts()
    version, scan = main["Version Info"], main["Acquisition Parameters Common"]
    facts.text("instrument.manufacturer", "Olympus")
    facts.text("modality", MICROSCOPY)
    for fact, key in (("instrument.model", "SystemName"), ("software.name", "SystemName"), ("software.version", "SystemVersion")):
        facts.text(fact, version.get(key))
    facts.text("objective.model", scan.get("ObjectiveLens Name"))
    for fact, key in (("objective.magnification", "Magnification"), ("objective.na", "ObjectiveLens NAValue"),
                      ("objective.working_distance", "ObjectiveLens WDValue")):
        value = number(scan.get(key))
        facts.number(fact, None if value == 9999 else value)
    moment = scan.get("ImageCaputreDate")
    if moment:
        fraction = scan.get("ImageCaputreDate+MilliSec", "").rjust(3, "0")
        facts.text("acquisition.datetime", moment.replace(" ", "T") + (f".{fraction}".rstrip("0").rstrip(".")))
    for section, values in main.items():
        if re.fullmatch("Channel [0-9]+ Parameters", section):
            channel(values, facts)
        if re.fullmatch("Laser [0-9]+ Parameters", section) and values.get("Laser Enable") == "1":
            facts.number("light_source.wavelength", number(values.get("LaserWavelength")))
        axis = re.fullmatch("Axis [0-9]+ Parameters Common", section)
        if axis and values.get("AxisCode", "").lower() in tuple("xyzct") and number(values.get("MaxSize")):
            facts.number("size." + values["AxisCode"].lower(), number(values["MaxSize"]))
            if values["AxisCode"] == "Z" and number(values["MaxSize"]) > 1:
                facts.number("pixel_size.z", convert(values.get("Interval"), "nm", "µm"))
    image = main["Reference Image Parameter"]
    for axis, key in (("x", "Width"), ("y", "Height")):
        facts.number("pixel_size." + axis, convert(image.get(key + "ConvertValue"), LENGTHS.get(image.get(key + "Unit")), "µm"))
    facts.number("bits", number(image.get("ValidBitCounts")))
    facts.text("pixel_type", {"1": "uint8", "2": "uint16"}.get(image.get("ImageDepth")))
    facts.text("operator.present", "yes" if any(values.get("UserName") for values in main.values()) else None)
    return facts


def channel(values, facts):
    facts.text("channel.name", values.get("CH Name"))
    facts.text("channel.fluor", None if values.get("DyeName") == "None" else values.get("DyeName"))
    facts.number("channel.excitation", number(values.get("ExcitationWavelength")))
    facts.number("channel.emission", number(values.get("EmissionWavelength")))
    band = re.fullmatch("[A-Z]*([0-9]+-[0-9]+)", values.get("BF Name", ""))
    facts.text("channel.detection_band", band.group(1) if band else None)
    facts.text("imaging.method", "FBbi_00000251" if values.get("Confocal") == "ON" else None)


class Oib:
    FOLDER = "olympus-oib"
    FORMATS = {"oif"}
    ENTITIES = {"Image"}

    @staticmethod
    def sources(folder):
        for path in sorted(folder.rglob("*.oib")):
            package = Compound(path.read_bytes())
            names = settings(package.read("OibInfo.txt"))["OibSaveInfo"]
            main = settings(package.read(names["MainFileName"]))
            # What holds for a plane stands in a file of its own, the objective, too.
            for stream in [stream for stream, name in names.items() if name.endswith(".pty")]:
                plane = settings(package.read(stream))
                main["Acquisition Parameters Common"] = {**plane.get("Acquisition Parameters Common", {}),
                                                         **main["Acquisition Parameters Common"]}
            yield str(path.relative_to(folder)), [facts_of(main)]


READERS = [Oib]
