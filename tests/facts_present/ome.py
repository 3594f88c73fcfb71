"""Reads the facts of OME-XML of any year with nothing but an XML parser, for comparison with what the program says."""
from fractions import Fraction

from units import convert, number

CONVERTERS = ("bio-formats", "bioformats", "tifffile", "raw2ome", "omero", "aicsimageio", "bioio", "pyvips", "libvips",
              "qupath", "ome-types")
# What the schema's modes are called in FBbi; the others of the schema (WideField, SpectralImaging, Other …) are no method there.
METHODS = {"laserscanningconfocalmicroscopy": "FBbi_00000251", "laserscanningmicroscopy": "FBbi_00000251",
           "laserscanningconfocal": "FBbi_00000251", "sweptfieldconfocal": "FBbi_00000251", "spinningdiskconfocal": "FBbi_00000253",
           "slitscanconfocal": "FBbi_00000392", "multi-photonmicroscopy": "FBbi_00000255", "multiphotonmicroscopy": "FBbi_00000255",
           "structuredillumination": "FBbi_00000332", "totalinternalreflection": "FBbi_00000617", "tirf": "FBbi_00000617",
           "fluorescencelifetime": "FBbi_00000368", "fluorescence-lifetime": "FBbi_00000368", "palm": "FBbi_00000335",
           "nearfieldscanningopticalmicroscopy": "FBbi_00000348", "storm": "FBbi_00000336", "sted": "FBbi_00000334",
           "spim": "FBbi_00000369", "brightfield": "FBbi_00000243", "phase": "FBbi_00000247", "dic": "FBbi_00000245",
           "hoffmanmodulation": "FBbi_00000327", "polarizedlight": "FBbi_00000248", "darkfield": "FBbi_00000244",
           "fluorescence": "FBbi_00000246"}
MICROSCOPY = "OBI_0002119"
LIGHTS = {"LightSource", "Laser", "Arc", "Filament", "LightEmittingDiode", "GenericExcitationSource"}


def name(element):
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def children(element, *names):
    return [child for child in element if name(child) in names]


def descend(element, *steps):
    """Children of children … by the steps' names."""
    found = [element]
    for step in steps:
        found = [child for parent in found for child in children(parent, *step.split("|"))]
    return found


def value(element, key):
    """An attribute, or the text of a child of that name: until 2008-09 many were elements."""
    if key in element.attrib:
        return element.attrib[key]
    for child in children(element, key):
        return child.text or ""
    return None


VOID = {"", "n/a", "na", "null", "nil", "none", "nan", "unknown", "undefined", "not available", "not applicable",
        "not specified", "unspecified", "tbd", "?"}


def methods(*modes):
    return {("imaging.method", METHODS[plain_mode]) for mode in modes for plain_mode in ["".join((mode or "").lower().split())]
            if plain_mode in METHODS}


def void(text):
    return text is None or text.strip().lower() in VOID or set(text.strip()) <= set("-_–—")


class Ome:
    def __init__(self, root):
        self.root = root
        self.version = root.tag.split("}")[0].rsplit("/", 1)[-1] if "}" in root.tag else ""
        self.by_id = {}
        for element in root.iter():
            if "ID" in element.attrib and not name(element).endswith(("Ref", "Settings")):
                self.by_id.setdefault(element.attrib["ID"], []).append(element)

    def named(self, reference, *kinds):
        return [e for e in self.by_id.get(reference.attrib.get("ID"), []) if name(e) in kinds]

    def all(self, kind):
        return [e for e in self.root.iter() if name(e) == kind]

    def images(self):
        return [(image.attrib.get("Name", ""), self.facts_of(image)) for image in self.all("Image")]

    def facts_of(self, image):
        facts = set()
        self.instrument(image, facts)
        self.objective(image, facts)
        self.pixels(image, facts)
        self.channels(image, facts)
        self.circumstances(image, facts)
        if self.is_microscopy():
            facts.add(("modality", MICROSCOPY))
        return facts

    def is_microscopy(self):
        """Images that are said to be made with an objective or a microscope, or in one of its modes."""
        marks = {"AcquisitionMode", "Mode", "ContrastMethod", "IlluminationType"}
        return any(name(e) in ("Objective", "Microscope") or marks & ({name(c) for c in e} | set(e.attrib)) for e in self.root.iter()
                   if not name(e).endswith("Annotation"))

    def instrument(self, image, facts):
        refs = children(image, "InstrumentRef")
        instruments = [i for ref in refs for i in self.named(ref, "Instrument")]
        if not refs and len(self.all("Instrument")) == 1:
            instruments = self.all("Instrument")
        for microscope in descend_all(instruments, "Microscope"):
            for fact, key in (("manufacturer", "Manufacturer"), ("model", "Model"), ("serial", "SerialNumber")):
                add_text(facts, "instrument." + fact, microscope.attrib.get(key))

    def objective(self, image, facts):
        refs = children(image, "ObjectiveSettings", "ObjectiveRef")
        objectives = [o for ref in refs for o in self.named(ref, "Objective")]
        if not refs and len(self.all("Objective")) == 1:
            objectives = self.all("Objective")
        for objective in objectives:
            add_text(facts, "objective.model", objective.attrib.get("Model"))
            magnifications = [value(objective, key) for key in ("NominalMagnification", "CalibratedMagnification", "Magnification")]
            nominal = number(magnifications[0])
            for text in magnifications[:1] if nominal and nominal > 0 else magnifications[1:]:
                add_number(facts, "objective.magnification", number(text))
            add_number(facts, "objective.na", number(value(objective, "LensNA")))
            immersion = value(objective, "Immersion")
            if not void(immersion) and immersion not in ("Other", "Unknown"):
                facts.add(("objective.immersion", immersion))
            distance = value(objective, "WorkingDistance")
            add_number(facts, "objective.working_distance", convert(distance, objective.get("WorkingDistanceUnit", "µm"), "µm"))

    def pixels(self, image, facts):
        all_pixels = children(image, "Pixels")
        default = image.attrib.get("DefaultPixels")
        if any(p.attrib.get("ID") == default for p in all_pixels):
            all_pixels = [p for p in all_pixels if p.attrib.get("ID") == default]
        for axis in "XYZ":
            add_number(facts, "pixel_size." + axis.lower(), number(image.attrib.get("PixelSize" + axis)))
        add_number(facts, "time_increment", number(image.attrib.get("TimeIncrement")))
        for pixels in all_pixels:
            for axis in "XYZ":
                key = "PhysicalSize" + axis
                add_number(facts, "pixel_size." + axis.lower(),
                           convert(pixels.get(key), pixels.get(key + "Unit", "µm"), "µm"))
            for axis in "XYZCT":
                add_number(facts, "size." + axis.lower(), number(pixels.get("Size" + axis)))
            add_number(facts, "bits", number(pixels.get("SignificantBits")))
            kind = pixels.get("Type") or pixels.get("PixelType")
            if kind:
                facts.add(("pixel_type", kind.lower()))
            for plane in children(pixels, "Plane"):
                if (plane.get("TheZ"), plane.get("TheC"), plane.get("TheT")) == ("0", "0", "0"):
                    for axis in "XYZ":
                        position = convert(plane.get("Position" + axis), plane.get(f"Position{axis}Unit"), "µm")
                        add_number(facts, "stage." + axis.lower(), position, positive=False)
                for timing in children(plane, "PlaneTiming"):
                    add_number(facts, "exposure", number(timing.get("ExposureTime")))
        # Every Pixels of an image has its time increment, also those that are not the default.
        for pixels in children(image, "Pixels"):
            add_number(facts, "time_increment", convert(pixels.get("TimeIncrement"), pixels.get("TimeIncrementUnit", "s"), "s"))

    def channels(self, image, facts):
        channels = descend(image, "Pixels", "Channel") + children(image, "LogicalChannel", "ChannelInfo")
        has_detector = any(name(e) in ("DetectorSettings", "DetectorRef") for e in self.root.iter())
        if not has_detector and len(self.all("Detector")) == 1:
            add_text(facts, "detector.model", self.all("Detector")[0].get("Model"))
        for channel in channels:
            add_text(facts, "channel.name", channel.get("Name"))
            add_text(facts, "channel.fluor", channel.get("Fluor"))
            facts |= methods(*(channel.get(key) for key in ("AcquisitionMode", "ContrastMethod", "Mode", "IlluminationType")))
            for fact, new, old in (("excitation", "ExcitationWavelength", "ExWave"), ("emission", "EmissionWavelength", "EmWave")):
                for key in (new, old):
                    add_number(facts, "channel." + fact, convert(channel.get(key), channel.get(key + "Unit", "nm"), "nm"))
            for settings in children(channel, "DetectorSettings", "DetectorRef"):
                binning = settings.get("Binning")
                if not void(binning) and binning != "Other":
                    facts.add(("binning", binning))
                for detector in self.named(settings, "Detector"):
                    add_text(facts, "detector.model", detector.get("Model"))
            for settings in children(channel, "LightSourceSettings", "LightSourceRef", "AuxLightSourceRef"):
                for light in self.named(settings, *LIGHTS):
                    add_text(facts, "light_source.model", light.get("Model"))
                    for laser in [light] if name(light) == "Laser" else children(light, "Laser"):
                        add_number(facts, "light_source.wavelength",
                                   convert(laser.get("Wavelength"), laser.get("WavelengthUnit", "nm"), "nm"))
            for ref in descend(channel, "LightPath", "EmissionFilterRef"):
                for band in descend_all(self.named(ref, "Filter"), "TransmittanceRange"):
                    low = convert(band.get("CutIn"), band.get("CutInUnit", "nm"), "nm")
                    high = convert(band.get("CutOut"), band.get("CutOutUnit", "nm"), "nm")
                    if low and high and 0 < low < high:
                        facts.add(("channel.detection_band", f"{plain(low)}-{plain(high)}"))
        for pixels in children(image, "Pixels"):
            count = len(children(pixels, "Channel"))
            for plane in children(pixels, "Plane"):
                if plane.get("TheC") is not None and int(plane.get("TheC")) < count:
                    add_number(facts, "channel.exposure",
                               convert(plane.get("ExposureTime"), plane.get("ExposureTimeUnit", "s"), "s"))

    def circumstances(self, image, facts):
        for date in children(image, "AcquisitionDate", "AcquiredDate", "CreationDate"):
            if date.text and date.text.strip():
                facts.add(("acquisition.datetime", moment(date.text.strip())))
        creator = self.root.get("Creator")
        if not void(creator):
            program, _, version = creator.rpartition(" ")
            numbered = bool(program) and version.lstrip("v")[:1].isdigit()
            label = program.strip() if numbered else creator
            start = "conversion." if any(word in label.lower() for word in CONVERTERS) else ""
            facts.add((start + "software.name", label))
            if numbered:
                facts.add((start + "software.version", version.removeprefix("v")))
        for ref in children(image, "ExperimenterRef"):
            if self.named(ref, "Experimenter"):
                facts.add(("operator.present", "yes"))
        for environment in children(image, "ImagingEnvironment"):
            add_number(facts, "temperature",
                       convert(environment.get("Temperature"), environment.get("TemperatureUnit", "°C"), "K"))
        for ref in children(image, "AnnotationRef"):
            for tag in self.named(ref, "TagAnnotation"):
                for text in children(tag, "Value"):
                    add_text(facts, "subject", text.text)


def descend_all(elements, *steps):
    return [found for element in elements for found in descend(element, *steps)]


def moment(text):
    """A time without zeros at the end of its second's fraction."""
    for sign in ("Z", "+", "-"):
        at = text.find(sign, 11)
        if at > 0:
            return moment(text[:at]) + text[at:]
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain(fraction):
    text = f"{float(fraction):.12g}"
    return text


def add_text(facts, fact, text):
    if not void(text):
        facts.add((fact, text))


def add_number(facts, fact, given, positive=True):
    if given is not None and (given > 0 or not positive):
        facts.add((fact, Fraction(given)))
