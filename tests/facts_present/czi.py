"""Reads the facts of a CZI's XML with nothing but an XML parser."""
import re

from ome import MICROSCOPY, add_number, add_text, descend, methods, moment, void
from units import convert, number

LIGHTS = {"Gray8": "uint8", "Gray16": "uint16", "Gray32": "uint32", "Gray32Float": "float", "Gray64": "double", "Gray64Float": "double",
          "Gray64ComplexFloat": "complex", "Bgr24": "uint8", "Bgr48": "uint16", "Bgr96Float": "float", "Bgra32": "uint8",
          "Bgr192ComplexFloat": "complex"}


def text(element, *steps):
    """Text of the first that the steps lead to and that has one."""
    for found in descend(element, *steps):
        if found.text is not None:
            return found.text
    return None


def images(root):
    metadata = descend(root, "Metadata")
    if not metadata:
        return []
    metadata = metadata[0]
    found = []
    for information in descend(metadata, "Information"):
        for image in descend(information, "Image"):
            facts = set()
            of_instrument(information, image, facts)
            of_objective(metadata, information, image, facts)
            of_channels(metadata, information, image, facts)
            of_image(metadata, information, image, facts)
            found.append(("", facts))
    return found


def reference(element, *steps):
    for found in descend(element, *steps):
        return found.get("Id")
    return None


def of_instrument(information, image, facts):
    used = reference(image, "MicroscopeRef")
    if descend(information, "Instrument", "Objectives", "Objective") + descend(information, "Instrument", "Microscopes", "Microscope"):
        facts.add(("modality", MICROSCOPY))
    for microscope in descend(information, "Instrument", "Microscopes", "Microscope"):
        if used is not None and microscope.get("Id") is not None and microscope.get("Id") != used:
            continue
        for fact, key in (("manufacturer", "Manufacturer"), ("model", "Model"), ("serial", "SerialNumber")):
            for found in descend(microscope, "Manufacturer", key):
                add_stripped(facts, "instrument." + fact, found.text)
        add_stripped(facts, "instrument.model", text(microscope, "System"))
        add_stripped(facts, "instrument.model", microscope.get("Name"))


def of_objective(metadata, information, image, facts):
    objectives = descend(information, "Instrument", "Objectives", "Objective")
    used = reference(image, "ObjectiveSettings", "ObjectiveRef")
    if not objectives:
        stated = text(metadata, "Scaling", "AutoScaling", "ObjectiveName")
        add_stripped(facts, "objective.model", stated)
        match = re.search(r"([0-9.]+)x/([0-9.]+)", stated or "")
        if match:
            add_number(facts, "objective.magnification", number(match.group(1)))
            add_number(facts, "objective.na", number(match.group(2)))
    for objective in objectives:
        if objective.get("Id") != used if used is not None else len(objectives) > 1:
            continue
        add_model(objective, "objective.model", facts)
        for key in ("NominalMagnification", "Magnification"):
            add_number(facts, "objective.magnification", number(text(objective, key)))
        add_number(facts, "objective.na", number(text(objective, "LensNA")))
        immersion = text(objective, "Immersion")
        if not void(immersion) and immersion not in ("Other", "Unknown"):
            facts.add(("objective.immersion", immersion))
        add_number(facts, "objective.working_distance", number(text(objective, "WorkingDistance")))


def of_channels(metadata, information, image, facts):
    shown = {c.get("Id"): c for c in descend(metadata, "DisplaySetting", "Channels", "Channel") if c.get("Id")}
    detectors = descend(information, "Instrument", "Detectors", "Detector")
    lights = descend(information, "Instrument", "LightSources", "LightSource")
    channels = descend(image, "Dimensions", "Channels", "Channel")
    named = [d.get("Id") for c in channels for d in descend(c, "DetectorSettings", "Detector")]
    for detector in detectors:
        if detector.get("Id") in named if named else len(detectors) == 1:
            add_model(detector, "detector.model", facts)
    settings = [s for c in channels for s in descend(c, "LightSourcesSettings", "LightSourceSettings")]
    for light in lights:
        uses = [s for s in settings if reference(s, "LightSource") == light.get("Id") and light.get("Id") is not None]
        on = [s for s in uses if not re.fullmatch(r"0([.]0*)? *%", text(s, "Intensity") or "")]
        if not on:
            continue
        add_model(light, "light_source.model", facts)
        own = descend(light, "LightSourceType", "Laser", "Wavelength")
        for found in own or [w for s in uses for w in descend(s, "Wavelength")]:
            add_number(facts, "light_source.wavelength", number(found.text))
    for channel in channels:
        facts |= methods(text(channel, "AcquisitionMode"), text(channel, "ContrastMethod"))
        display = shown.get(channel.get("Id"))
        name = channel.get("Name")
        add_text(facts, "channel.name", name if not void(name) or display is None else display.get("Name"))
        dyes = [found.text for found in descend(channel, "Fluor|DyeName")]
        if not dyes and display is not None:
            dyes = [found.text for found in descend(display, "DyeName")]
        for dye in dyes:
            if not void(dye) and not re.fullmatch(r"Dye *[0-9]*", dye):
                facts.add(("channel.fluor", dye))
        for fact, own, dye, light in (("excitation", "ExcitationWavelength", "DyeMaxExcitation", "IlluminationWavelength"),
                                      ("emission", "EmissionWavelength", "DyeMaxEmission", "DetectionWavelength")):
            stated = [n for n in (number(e.text) for e in descend(channel, own)) if n and n > 0]
            if not stated and display is not None and descend(display, dye):
                stated = [number(e.text) for e in descend(display, dye)]
            elif not stated:
                stated = [number(e.text) for e in descend(channel, light, "SinglePeak")]
            for found in stated:
                add_number(facts, "channel." + fact, found)
        for band in descend(channel, "DetectionWavelength", "Ranges"):
            if re.fullmatch(r"[0-9.]+-[0-9.]+", band.text or ""):
                facts.add(("channel.detection_band", band.text))
        for exposure in descend(channel, "ExposureTime"):
            for end in (exposure.text or "").split("-"):
                add_number(facts, "channel.exposure", convert(end, "ns", "s"))
        for binning in descend(channel, "DetectorSettings", "Binning"):
            if not void(binning.text):
                facts.add(("binning", "x".join(part.strip() for part in re.split("[,x]", binning.text))))


def of_image(metadata, information, image, facts):
    for item in descend(metadata, "Scaling", "Items", "Distance"):
        if item.get("Id") in ("X", "Y", "Z"):
            add_number(facts, "pixel_size." + item.get("Id").lower(), convert(text(item, "Value"), "m", "µm"))
    if not any(fact == "pixel_size.z" for fact, _ in facts):
        step = number(text(image, "Dimensions", "Z", "Positions", "Interval", "Increment"))
        add_number(facts, "pixel_size.z", abs(step) if step is not None else None)
    add_number(facts, "time_increment", number(text(image, "Dimensions", "T", "Positions", "Interval", "Increment")))
    for axis in "XYZCT":
        add_number(facts, "size." + axis.lower(), number(text(image, "Size" + axis)))
    add_number(facts, "bits", number(text(image, "ComponentBitCount")))
    kind = text(image, "PixelType")
    if kind in LIGHTS:
        facts.add(("pixel_type", LIGHTS[kind]))
    scenes = descend(image, "Dimensions", "S", "Scenes", "Scene")
    for position in descend(scenes[0], "Positions", "Position")[:1] if scenes else []:
        for axis in "XYZ":
            add_number(facts, "stage." + axis.lower(), number(position.get(axis)), positive=False)
    for center in descend(image, "Dimensions", "S", "Scenes", "Scene", "CenterPosition"):
        add_text(facts, "scene.center", center.text)
    date = text(image, "AcquisitionDateAndTime") or text(information, "Document", "CreationDate")
    if date and not date.startswith("0001-"):
        facts.add(("acquisition.datetime", moment(date)))
    add_text(facts, "software.name", text(information, "Application", "Name"))
    add_text(facts, "software.version", text(information, "Application", "Version"))
    people = [text(information, "User", key) for key in ("DisplayName", "FirstName", "LastName", "UserName", "Email")]
    if not all(void(person) for person in people + [text(information, "Document", "UserName")]):
        facts.add(("operator.present", "yes"))
    add_text(facts, "subject", text(information, "Document", "Keywords"))


def add_stripped(facts, fact, found):
    add_text(facts, fact, found.strip() if found else found)


def add_model(device, fact, facts):
    models = [m for m in descend(device, "Manufacturer", "Model") if not void(m.text)]
    for model in models:
        add_stripped(facts, fact, model.text)
    if not models:
        add_stripped(facts, fact, device.get("Name"))
