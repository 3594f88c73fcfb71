"""Reads the facts of Zeiss LSM files: the block that tag 34412 leads to, and its tree of scan information."""
import datetime
import re
import struct

from facts import Facts
from ome import MICROSCOPY
from units import convert, number

OPEN = {0x10000000: "Recording", 0x20000000: "Tracks", 0x40000000: "Track", 0x60000000: "Detectors", 0x70000000: "Detector",
        0x80000000: "Lights", 0x90000000: "Light", 0xC0000000: "DataChannels", 0xD0000000: "DataChannel"}


def info_offset(data):
    """Where the block of the first directory's tag starts; None if it has none."""
    if data[:4] != b"II*\0":
        return None
    at = struct.unpack_from("<I", data, 4)[0]
    for i in range(struct.unpack_from("<H", data, at)[0]):
        tag, _, _, value = struct.unpack_from("<HHII", data, at + 2 + 12 * i)
        if tag == 34412:
            return value
    return None


def scan_information(data, at):
    """Entries as (block, {id: value}), one for each block, with what is above it in `above`."""
    blocks, stack = [], []
    while at + 12 <= len(data):
        identity, kind, size = struct.unpack_from("<III", data, at)
        at += 12
        if kind == 0 and identity == 0xFFFFFFFF:
            stack.pop()
            if not stack:
                break
        elif kind == 0:
            block = {"kind": OPEN.get(identity), "above": stack[-1] if stack else None, "values": {}}
            stack.append(block)
            blocks.append(block)
        elif stack:
            raw = data[at:at + size]
            stack[-1]["values"][identity] = raw.split(b"\0")[0].decode("cp1252", "replace") if kind == 2 else \
                struct.unpack_from("<d" if kind == 5 else "<i", raw)[0]
        at += size
    return blocks


def below(blocks, kind, above):
    found = []
    for block in blocks:
        parent = block["above"]
        while parent is not None and parent is not above:
            parent = parent["above"]
        if block["kind"] == kind and parent is above:
            found.append(block["values"])
    return found


def facts_of(data, at):
    facts = Facts()
    dims = struct.unpack_from("<5i", data, at + 8)
    for name, size in zip("xyzct", dims):
        facts.number("size." + name, number(size))
    sizes = struct.unpack_from("<3d", data, at + 40)
    for name, size, count in zip("xyz", sizes, dims):
        if name != "z" or count > 1:  # the step of a stack that has one plane is what it would have been
            facts.number("pixel_size." + name, convert(size, "m", "µm"))
    interval = struct.unpack_from("<d", data, at + 112)[0]
    facts.number("time_increment", number(interval) if dims[4] > 1 else None)
    kind = struct.unpack_from("<I", data, at + 28)[0]
    if kind == 0:
        kind = struct.unpack_from("<I", data, struct.unpack_from("<I", data, at + 120)[0])[0]
    facts.text("pixel_type", {1: "uint8", 2: "uint16", 3: "uint16", 5: "float"}.get(kind))
    blocks = scan_information(data, struct.unpack_from("<I", data, at + 124)[0])
    recording(blocks[0]["values"], facts)
    for block in blocks:
        if block["kind"] == "Track":
            track(blocks, block, facts)
    return facts


def recording(values, facts):
    objective = values.get(0x10000004, "")
    facts.text("objective.model", objective)
    match = re.search(r"(\d+(?:\.\d+)?)x/(\d+\.\d+)", objective)
    if match:
        facts.text("instrument.manufacturer", "Zeiss")
        facts.text("modality", MICROSCOPY)
        facts.number("objective.magnification", number(match.group(1)))
        facts.number("objective.na", number(match.group(2)))
    for word, medium in (("Oil", "Oil"), ("W", "Water"), ("Water", "Water"), ("Imm", "Multi"), ("Glyc", "Glycerol")):
        if re.search(rf"\b{word}\b", objective):
            facts.text("objective.immersion", medium)
    days = values.get(0x10000036)
    if days:
        moment = datetime.datetime(1899, 12, 30) + datetime.timedelta(seconds=round(days * 86400))
        facts.text("acquisition.datetime", moment.isoformat())
    facts.text("operator.present", "yes" if values.get(0x10000047) else None)
    # Camera binning (0x10000052) is there also where no camera was used, as in scans with photomultipliers.


def track(blocks, block, facts):
    """What was acquired: parts that are only configured have 0 in `acquire`."""
    detectors = [d for d in below(blocks, "Detector", block) if d.get(0x7000000B)]
    for detector in detectors:
        facts.text("channel.name", detector.get(0x70000014))
        facts.text("channel.fluor", detector.get(0x70000026))
        facts.text("detector.model", detector.get(0x7000000C))
        if detector.get(0x70000009, 0) > 0:
            facts.text("imaging.method", "FBbi_00000251")
        low, high = detector.get(0x70000022, 0), detector.get(0x70000023, 0)
        if 0 < low < high:
            facts.text("channel.detection_band", f"{low!r}-{high!r}".replace(".0-", "-").removesuffix(".0"))
    for light in below(blocks, "Light", block):
        if light.get(0x90000004) and light.get(0x90000003, 0) > 0:
            facts.number("light_source.wavelength", number(light[0x90000003]))
            if detectors:
                facts.number("channel.excitation", number(light[0x90000003]))
    for channel in below(blocks, "DataChannel", block):
        if channel.get(0xD0000017, channel.get(0xD0000003)):
            facts.number("bits", number(channel.get(0xD0000006)))


class Lsm:
    FOLDER = "lsm"
    FORMATS = {"lsm"}
    ENTITIES = {"Image"}

    @staticmethod
    def sources(folder):
        # broken/ has what a fuzzer made of one file.
        for path in sorted(folder.glob("*.lsm")):
            data = path.read_bytes()
            at = info_offset(data)
            if at:
                yield str(path.relative_to(folder)), [facts_of(data, at)]


READERS = [Lsm]
