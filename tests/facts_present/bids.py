"""Reads the facts of BIDS data sets: of each image, the sidecars that hold for it, and the row of its participant."""
import json
import re

from facts import Facts
from ome import void
from records import bare, doi, licence
from units import convert, number

# What is an image by its suffix; the rest is of time series, events or places.
IMAGING = {"anat", "dwi", "fmap", "func", "perf", "pet", "micr"}
DATA = re.compile(r"\.(nii(\.gz)?|ome\.(tif|btf|zarr)|png|jpg|tif)$")
MODALITIES = {"micr": "OBI_0002119", "pet": "OBI_0002987"}
TEXTS = {"Manufacturer": "instrument.manufacturer", "ManufacturersModelName": "instrument.model",
         "DeviceSerialNumber": "instrument.serial", "SoftwareVersions": "software.version", "ReceiveCoilName": "coil",
         "MRTransmitCoilSequence": "coil.transmit", "ScanningSequence": "scanning_sequence", "SequenceVariant": "sequence_variant",
         "SequenceName": "sequence_name", "ScanOptions": "scan_options", "MRAcquisitionType": "acquisition_type",
         "BodyPart": "specimen.body_part", "BodyPartExamined": "specimen.body_part", "SampleFixation": "specimen.fixation",
         "ConversionSoftware": "conversion.software.name", "ConversionSoftwareVersion": "conversion.software.version",
         "Immersion": "objective.immersion"}
NUMBERS = {"MagneticFieldStrength": ("field_strength", 1), "RepetitionTime": ("TR", 1000), "RepetitionTimeExcitation": ("TR", 1000),
           "EchoTime": ("TE", 1000), "EchoTime1": ("TE", 1000), "EchoTime2": ("TE", 1000), "InversionTime": ("TI", 1000),
           "FlipAngle": ("flip_angle", 1), "Magnification": ("objective.magnification", 1),
           "NumericalAperture": ("objective.na", 1), "XRayExposure": ("exposure.mas", 1)}
SPECIES = {"homo sapiens": "NCBITaxon_9606", "rattus norvegicus": "NCBITaxon_10116", "mus musculus": "NCBITaxon_10090"}


def load(path):
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except ValueError:
        return {}


def entities(name):
    """(entities, suffix) of a name without its extension."""
    *parts, suffix = name.split("_")
    return set(parts), suffix


def names(subjects):
    """{name of the image: folder}: data files, and sidecars of a participant's own whose data file is elsewhere."""
    found = {}
    for path in sorted(subjects.rglob("*")):
        if path.parent.name not in IMAGING:
            continue
        stem = DATA.sub("", path.name) if DATA.search(path.name) else path.stem if path.suffix == ".json" else None
        if stem and stem.split("_")[-1] not in ("blood", "events", "coordsystem", "channels", "physio", "stim"):
            found[stem] = path.parent
    return found


def settings(root, folder, name):
    """What the sidecars from the root downwards say, the nearest last."""
    said = {}
    wanted, suffix = entities(name)
    levels = [p for p in [folder, *folder.parents] if p == root or root in p.parents]
    for level in reversed(levels):
        for path in sorted(level.glob("*.json")):
            has, of = entities(path.stem)
            if of == suffix and has <= wanted:
                said.update(load(path))
    return said


def table(path):
    if not path.exists():
        return []
    lines = [line.split("\t") for line in path.read_text("utf-8-sig").splitlines() if line]
    return [dict(zip(lines[0], line)) for line in lines[1:]]


def image(root, folder, name):
    facts = Facts()
    said = settings(root, folder, name)
    kind = folder.name
    suffix = name.rsplit("_", 1)[-1]
    # A photo is of the specimen, made with any camera; XPCT and uCT are tomography, what else is in micr is microscopy.
    if suffix != "photo":
        facts.text("modality", "OBI_0002986" if suffix in ("XPCT", "uCT") else MODALITIES.get(kind, "OBI_0002985"))
    for key, fact in TEXTS.items():
        for value in said[key] if isinstance(said.get(key), list) else [said.get(key)]:
            facts.text(fact, None if value is None else str(value))
    for key, (fact, factor) in NUMBERS.items():
        for value in said[key] if isinstance(said.get(key), list) else [said.get(key)]:
            if number(value) is not None:
                facts.number(fact, number(value) * factor)
    # Of tissue in micrometres, of a scan's slices in millimetres.
    facts.number("slice_thickness", convert(said.get("SliceThickness"), "µm" if kind == "micr" else "mm", "mm"))
    for axis, value in zip("xyz", said.get("PixelSize", [])):
        facts.number("pixel_size." + axis, convert(value, said.get("PixelSizeUnits"), "µm"))
    subject = re.match("sub-[^_]*", name).group(0)
    for row in table(root / "participants.tsv"):
        if row.get("participant_id") == subject and not void(row.get("species")):
            facts.add(("specimen.organism", SPECIES.get(row["species"].lower(), row["species"])))
        facts.text("specimen.strain", row.get("strain"))
    return facts


def dataset(root):
    facts = Facts()
    said = load(root / "dataset_description.json")
    facts.text("title", said.get("Name"))
    facts.text("resource.type", "dataset")
    for author in said.get("Authors", []):
        facts.text("creator.name", author)
    if doi(said.get("DatasetDOI")):
        facts.text("identifier.doi", doi(said["DatasetDOI"]))
    facts.text("license", LICENCES.get(said.get("License"), licence(said.get("License"))))
    for link in said.get("ReferencesAndLinks", []):
        if re.search("(https?|ftp)://", link) or doi(link):
            facts.text("related", bare(re.search(r"\S+$", link).group(0)))
    return facts


LICENCES = {"CC0": "https://creativecommons.org/publicdomain/zero/1.0/", "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
            "PDDL": "http://spdx.org/licenses/PDDL-1.0"}


class Bids:
    FOLDER = "bids"
    FORMATS = {"bids"}

    @staticmethod
    def sources(folder):
        for root in sorted(p.parent for p in folder.glob("*/dataset_description.json")):
            stated = {}
            for subject in sorted(root.glob("sub-*")):
                for name, where in names(subject).items():
                    stated[name] = image(root, where, name)
            stated[None] = dataset(root)
            yield str(root.relative_to(folder)), stated


READERS = [Bids]
