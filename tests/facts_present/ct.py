"""Reads the facts of micro-CT scans: logs of SkyScan, .xtekct of Nikon, .pca of GE phoenix. All three are INI files."""
import re

from facts import Facts, files_below
from units import convert, number

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
TOMOGRAPHY = "OBI_0002986"  # X-ray computed tomography: what all scans of these machines are


def sections(path):
    """{section: {key: value}}, keys in lower case with single blanks; of keys told twice the first."""
    found, section = {}, {}
    for line in path.read_bytes().decode("latin-1").splitlines():
        head = re.fullmatch(r"\s*\[(.*)\]\s*", line)
        if head:
            section = found.setdefault(head.group(1).strip(), {})
        elif "=" in line:
            name, _, value = line.partition("=")
            section.setdefault(" ".join(name.split()).lower(), value.strip())
    return found


def date(text):
    """Of SkyScan's two styles: `27 Jun 2020  20h:47m:04s` and `Feb 22, 2018  21:18:41`."""
    match = re.fullmatch(r"(\d+) (\w{3}) (\d{4}) +(\d+)h:(\d+)m:(\d+)s", text)
    if match:
        day, month, year, hour, minute, second = match.groups()
    else:
        match = re.fullmatch(r"(\w{3}) (\d+), (\d{4}) +(\d+):(\d+):(\d+)", text)
        if not match:
            return None
        month, day, year, hour, minute, second = match.groups()
    return f"{year}-{MONTHS.index(month.lower()) + 1:02}-{int(day):02}T{int(hour):02}:{int(minute):02}:{int(second):02}"


class SkyScan:
    FOLDER = "microct-skyscan"
    FORMATS = {"microct-skyscan"}

    @staticmethod
    def sources(folder):
        for name, path in files_below(folder, "*"):
            if path.read_bytes().lstrip().startswith(b"[System]"):
                yield name, [SkyScan.facts(sections(path))]

    @staticmethod
    def facts(log):
        facts = Facts()
        system, scan, result = log["System"], log["Acquisition"], log.get("Reconstruction", {})
        facts.text("instrument.manufacturer", "Bruker" if system.get("scanner") else None)
        facts.text("instrument.model", system.get("scanner"))
        facts.text("instrument.serial", system.get("instrument s/n"))
        facts.text("modality", TOMOGRAPHY)
        facts.text("software.version", system.get("software version") or system.get("software"))
        facts.text("source.model", system.get("source type"))
        facts.text("detector.model", system.get("camera type") or system.get("camera"))
        facts.number("panel.pixel_size", number(system.get("camera pixel size (um)")))
        for fact, name in (("source.kv", "source voltage (kv)"), ("source.ua", "source current (ua)"),
                           ("source.w", "source target power (w)"), ("distance.source_object", "object to source (mm)"),
                           ("distance.source_detector", "camera to source (mm)"), ("rotation_step", "rotation step (deg)"),
                           ("projections", "number of files"), ("panel.pixels.x", "number of columns"),
                           ("panel.pixels.y", "number of rows"), ("bits", "depth (bits)")):
            facts.number(fact, number(scan.get(name)))
        facts.number("exposure", convert(scan.get("exposure (ms)"), "ms", "s"))
        facts.text("binning", scan.get("camera binning"))
        averaging = re.fullmatch(r"ON \((\d+)\)", scan.get("frame averaging", ""))
        facts.number("frame_averaging", number(averaging.group(1)) if averaging else None)
        if scan.get("filter", "").lower() != "no filter":
            facts.text("filter", scan.get("filter"))
        facts.text("acquisition.datetime", date(scan.get("study date and time", "")))
        # Somebody ran the scan; who, is personal data.
        facts.text("operator.present", "yes" if log.get("User", {}).get("user name") else None)
        size = number(result.get("pixel size (um)"))
        for axis in "xyz" if size else "xy":
            facts.number("pixel_size." + axis, size or number(scan.get("image pixel size (um)")))
        for fact, name in (("size.x", "result image width (pixels)"), ("size.y", "result image height (pixels)"),
                           ("size.z", "sections count")):
            facts.number(fact, number(result.get(name)))
        facts.text("reconstruction.software.name", result.get("reconstruction program"))
        facts.text("reconstruction.software.version", re.sub("^Version: *", "", result.get("program version", "")))
        return facts


class XTek:
    FOLDER = "microct-xtekct"
    FORMATS = {"microct-xtekct"}

    @staticmethod
    def sources(folder):
        for name, path in files_below(folder, "*.xtekct"):
            yield name, [XTek.facts(sections(path))]

    @staticmethod
    def facts(ini):
        facts = Facts()
        scan, tube, program = ini["XTekCT"], ini.get("Xrays", {}), ini.get("CTPro", {})
        facts.text("instrument.manufacturer", "Nikon")  # the format is of its machines
        facts.text("modality", TOMOGRAPHY)
        for axis in "xyz":
            facts.number("pixel_size." + axis, convert(scan.get("voxelsize" + axis), scan.get("units", "mm"), "µm"))
            facts.number("size." + axis, number(scan.get("voxels" + axis)))
        for axis in "xy":
            facts.number("panel.pixels." + axis, number(scan.get("detectorpixels" + axis)))
            facts.number("panel.pixel_size", convert(scan.get("detectorpixelsize" + axis), scan.get("units", "mm"), "µm"))
        for fact, name in (("projections", "projections"), ("rotation_step", "angularstep"),
                           ("distance.source_object", "srctoobject"), ("distance.source_detector", "srctodetector")):
            facts.number(fact, number(scan.get(name)))
        volts, amperes = number(tube.get("xraykv")), number(tube.get("xrayua"))
        facts.number("source.kv", volts)
        facts.number("source.ua", amperes)
        if volts and amperes:
            facts.number("source.w", volts * amperes / 1000)
        thickness = program.get("filter_thicknessmm")
        if program.get("filter_material") and number(thickness):
            facts.text("filter", f"{program['filter_material']} {thickness} mm")
        facts.text("operator.present", "yes" if scan.get("operatorid") else None)
        product = re.match(r"\[([^\]]*)\]", program.get("product", ""))
        facts.text("reconstruction.software.name", product.group(1) if product else program.get("product"))
        version = re.match(r"V?([0-9.]+)", program.get("version", ""))
        facts.text("reconstruction.software.version", version.group(1) if version else None)
        return facts


class Phoenix:
    FOLDER = "microct-pca"
    FORMATS = {"microct-pca"}

    @staticmethod
    def sources(folder):
        for name, path in files_below(folder, "*.pca"):
            yield name, [Phoenix.facts(sections(path))]

    @staticmethod
    def facts(ini):
        facts = Facts()
        general, geometry, scan = ini["General"], ini["Geometry"], ini["CT"]
        tube, panel = ini.get("Xray", {}), ini.get("Detector", {})
        facts.text("modality", TOMOGRAPHY)
        facts.text("instrument.model", general.get("systemname"))
        facts.text("software.version", general.get("version"))
        for way in "xy":
            facts.number("pixel_size." + way, convert(geometry.get("voxelsize" + way), "mm", "µm"))
            facts.number("panel.pixels." + way, number(panel.get("nrpixels" + way)))
            facts.number("panel.pixel_size", convert(panel.get("pixelsize" + way), "mm", "µm"))
        facts.number("distance.source_object", number(geometry.get("fod")))
        facts.number("distance.source_detector", number(geometry.get("fdd")))
        facts.number("projections", number(scan.get("numberimages")))
        sector, images = number(scan.get("rotationsector")), number(scan.get("numberimages"))
        if sector and images:
            facts.number("rotation_step", sector / images)
        facts.number("source.kv", number(tube.get("voltage")))
        facts.number("source.ua", number(tube.get("current")))
        facts.text("source.model", tube.get("name"))
        # The program writes a request to the user into the filter, and "Standard" for any target that came with the tube.
        if tube.get("filter", "").lower() != "please define a filter.":
            facts.text("filter", tube.get("filter"))
        if tube.get("target", "").lower() != "standard":
            facts.text("target.material", tube.get("target"))
        facts.text("detector.model", panel.get("name"))
        facts.number("frame_averaging", number(panel.get("avg")))
        facts.number("exposure", convert(panel.get("timingval"), "ms", "s"))
        # Binning=0 is the number of a mode and FocalSpotSize has no unit: neither says what it means.
        facts.number("bits", number(panel.get("bitpp")))
        return facts


READERS = [SkyScan, XTek, Phoenix]
