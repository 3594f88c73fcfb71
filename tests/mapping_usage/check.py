#!/usr/bin/env python3
"""Every rule and every row of a mapping table does something, on real files or else on a fixture of the project's own.

  check.py --program PROGRAM --list docs/mapping-usage.md                      what does nothing on real files does on fixtures
  check.py --program PROGRAM --list docs/mapping-usage.md --shared FOLDER      … and the list of those is true
  check.py … --shared FOLDER --write-list                                      writes the list anew

The fixtures beside this script also say what becomes of them: NAME.xml is mapped to NAME.nt. --write-fixtures writes those anew.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from real_data import shared_folder  # noqa: E402

FOLDERS = ["ome-xml", "ome-tiff", "czi", "czi-xml", "dublin-core", "datacite-xml", "datacite-json", "nd2", "lif", "lsm", "olympus-oib", "olympus-vsi",
           "imagej-tiff", "micro-manager", "dicom", "ro-crate", "schema-org", "ome-zarr", "bids", "bioimage-archive", "microct-skyscan", "microct-xtekct", "microct-pca", "idr", "imaris-ims", "hcs-vendor", "zeiss-zen", "omero"]
FIXTURES = pathlib.Path(__file__).parent / "fixtures"


def fixtures():
    """What is mapped: no results, no scripts, and no folders that belong to a file beside them (`_NAME_` to NAME.vsi)."""
    return sorted(p for p in FIXTURES.iterdir() if p.suffix not in (".nt", ".py") and not p.name.startswith("_"))


def usage(program, *sources):
    """What each rule and row did: {(file, about): (kind, times)}; rules have no `about`."""
    result = subprocess.run([program, "map", *map(str, sources), "--usage", "--json"], capture_output=True, text=True, timeout=900,
                            check=False)
    if result.returncode not in (0, 1):  # 1: among the real files are broken ones
        sys.exit(f"map --usage: {result.stderr}")
    found = {}
    for rule in json.loads(result.stdout)["rules"]:
        key = (rule["file"], rule["about"])
        if key in found:
            sys.exit(f"{rule['file']}:{rule['line']}: there are two rows about {rule['about']}")
        found[key] = (rule["kind"], rule["times"])
    return found


def fixture_use(program):
    """Which fixtures exercise which rule or row."""
    users = collections.defaultdict(list)
    for path in fixtures():
        for key, (_, times) in usage(program, path).items():
            if times:
                users[key].append(path.name)
    return users


def listed(path):
    """The rules and rows that the list has as doing nothing on real files."""
    rows = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("| `") and line.count("|") == 4:
            file, about, _ = (cell.strip() for cell in line.strip("|").split("|"))
            rows.add((file.strip("`"), about.strip("`")))
    return rows


def page(real, users):
    lines = ["# Which mappings act", "",
             "How many statements the rules and rows of each file make of all real files, and which do nothing there: those are",
             "exercised by fixtures of the project's own, in `tests/mapping_usage/fixtures`. Written by",
             "`tests/mapping_usage/check.py --write-list`, compared by the test `mapping_usage`; `micrograph map --usage` counts the",
             "same for any files. Of a table of values, what is counted is how often a row was looked up.", "",
             "| file | rules and rows | acting on real files | times |", "| --- | ---: | ---: | ---: |"]
    files = collections.defaultdict(list)
    for (file, _), (_, times) in real.items():
        files[file].append(times)
    for file in sorted(files):
        times = files[file]
        lines.append(f"| `{file}` | {len(times)} | {sum(1 for t in times if t)} | {sum(times)} |")
    idle = [key for key, (_, times) in real.items() if not times]
    lines.append(f"| all | {len(real)} | {len(real) - len(idle)} | {sum(t for _, t in real.values())} |")
    lines += ["", "## Doing nothing on real files", "", "| file | about | exercised by |", "| --- | --- | --- |"]
    for file, about in sorted(idle):
        lines.append(f"| `{file}` | {f'`{about}`' if about else ''} | {', '.join(users[file, about]) or '**nothing**'} |")
    return "\n".join(lines) + "\n"


def check_results(program, write):
    """The statements that are made of each fixture are those that were read and found right."""
    good = True
    for path in fixtures():
        made = subprocess.run([program, "map", str(path), "--to", "ntriples"], capture_output=True, text=True, timeout=60, check=True).stdout
        expected = path.with_suffix(".nt")
        if write:
            expected.write_text(made, encoding="utf-8")
        elif not expected.exists() or expected.read_text(encoding="utf-8") != made:
            print(f"FAILED: {path.name} is mapped to something else than {expected.name} has")
            good = False
    return good


# Of parts.ome.xml: what the document says, and what it leaves to its schema (2016-06).
STATUSES = {"pixel_size.x": "default", "pixel_size.y": "stated", "time_increment": "default", "objective.working_distance": "default",
            "channel.emission": "default", "channel.excitation": "stated", "channel.exposure": "default", "temperature": "default",
            "size.x": "stated", "software.name": "stated"}


def check_defaults(program):
    """A number whose unit is a default of the schema version says so; before 2015-01 the schema's words settle the unit."""
    good = True
    for name, expected in (("parts.ome.xml", STATUSES), ("modes-2008.ome.xml", {})):
        shown = subprocess.run([program, "inspect", str(FIXTURES / name), "--json"], capture_output=True, text=True, timeout=60, check=True)
        statuses = {fact["fact"]: fact["status"] for entity in json.loads(shown.stdout)["entities"] for fact in entity["facts"]}
        for fact, status in expected.items():
            if statuses.get(fact) != status:
                print(f"FAILED: {name}: {fact} is {statuses.get(fact, 'not there')}, not {status}")
                good = False
        if not expected and "default" in statuses.values():
            print(f"FAILED: {name}: a default of a schema that has none")
            good = False
    return good


# Of files that no collection has a real one of: what make_binary_fixtures.py wrote into them, in the units of docs/facts.md.
FACTS = {
    "values.deltavision.dv": {
        "size.x": [4], "size.y": [3], "size.z": [3], "size.c": [2], "size.t": [1], "pixel_type": ["uint16"], "pixel_size.x": [0.125],
        "pixel_size.z": [0.5], "acquisition.datetime": ["2013-02-12T14:03:11.25Z"], "objective.model": ["softWoRx lens 10612"],
        "channel.emission": [457, 528], "channel.excitation": [390, 475], "channel.exposure": [0.25, 0.25], "stage.x": [100.5],
        "stage.y": [-200.25], "stage.z": [3]},
    "values.fei-map.mrc": {
        "size.x": [4], "size.y": [3], "size.z": [2], "pixel_type": ["float"], "pixel_size.x": [0.00025], "pixel_size.y": [0.0002],
        "pixel_size.z": [0.00015], "instrument.manufacturer": ["FEI"], "instrument.model": ["Spectra"], "instrument.serial": ["3814"],
        "software.name": ["Velox"], "software.version": ["3.7"], "detector.model": ["BM-Ceta"], "beam.voltage": [300], "magnification": [30500],
        "stage.tilt": [-12.5], "stage.x": [25], "stage.y": [-7], "stage.z": [1], "exposure": [1.5],
        "acquisition.datetime": ["2022-12-05T12:00:00"], "modality": ["electron microscopy imaging assay"]},
    "values.serialem-map.mrc": {"stage.x": [10], "stage.y": [-2], "stage.tilt": [-60.02], "magnification": [30500]},
    "scanned.fei-map.mrc": {"dwell_time": [10], "detector.model": ["HAADF"]},
    "turned.mrc": {"pixel_size.x": [0.00015], "pixel_size.y": [0.00025], "pixel_size.z": [0.0002]},
    "values.fei.tif": {
        "size.x": [38], "size.y": [31], "bits": [8], "beam.voltage": [5], "beam.current": [0.00625], "working_distance": [4], "dwell_time": [10],
        "pixel_size.x": [3.5], "pixel_size.y": [3.5], "stage.x": [25], "stage.y": [-200], "stage.z": [8000], "detector.model": ["ETD"],
        "instrument.manufacturer": ["FEI"], "instrument.model": ["Helios"], "instrument.serial": ["9922607"], "software.version": ["5.5.1"],
        "acquisition.datetime": ["2016-06-13T17:06:40"], "operator.present": ["yes"], "modality": ["electron microscopy imaging assay"]},
    "ions.fei.tif": {"beam.voltage": [5], "acquisition.datetime": ["2016-06-13T17:06:40"], "modality": []},
    "camera.fei.tif": {"beam.voltage": [], "pixel_size.x": [250], "pixel_size.y": [250]},
    "values.zeiss-sem.tif": {
        "size.x": [38], "size.y": [31], "bits": [8], "beam.voltage": [5], "beam.current": [1], "working_distance": [3.9], "dwell_time": [0.05],
        "magnification": [50000], "pixel_size.x": [0.0125], "pixel_size.y": [0.0125], "stage.x": [62500], "stage.y": [65250],
        "stage.z": [44500], "stage.tilt": [-0.5], "detector.model": ["InLens"], "instrument.manufacturer": ["Zeiss"],
        "instrument.model": ["Merlin"], "instrument.serial": ["Merlin-61-08"], "software.version": ["05.04.03.00"],
        "acquisition.datetime": ["2018-09-05T08:20:42"], "operator.present": ["yes"]},
    "older.zeiss-sem.tif": {"pixel_size.x": [0.1], "pixel_size.y": [0.1], "instrument.model": ["Merlin"]},
}


def check_facts(program):
    good = True
    for name, expected in FACTS.items():
        shown = subprocess.run([program, "inspect", str(FIXTURES / name), "--json"], capture_output=True, text=True, timeout=60, check=True)
        found = collections.defaultdict(list)
        for entity in json.loads(shown.stdout)["entities"]:
            for fact in entity["facts"]:
                found[fact["fact"]].append(fact.get("label", fact["value"]))
        for fact, values in expected.items():
            if found[fact] != values:
                print(f"FAILED: {name}: {fact} is {found[fact]}, not {values}")
                good = False
    return good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--list", required=True, type=pathlib.Path)
    parser.add_argument("--shared")
    parser.add_argument("--write-list", action="store_true")
    parser.add_argument("--write-fixtures", action="store_true")
    options = parser.parse_args()
    if not options.shared:
        good = check_results(options.program, options.write_fixtures) and check_defaults(options.program) and check_facts(options.program)
        users = fixture_use(options.program)
        for file, about in sorted(listed(options.list)):
            if not users[file, about]:
                print(f"FAILED: {file} {about}: does nothing on real files, and on no fixture")
                good = False
        return 0 if good else 1
    data = shared_folder(options.shared)
    real = usage(options.program, *(data / folder for folder in FOLDERS))
    users = fixture_use(options.program)
    text = page(real, users)
    if options.write_list:
        options.list.write_text(text, encoding="utf-8")
    before = listed(options.list)
    good = True
    for key, (_, times) in sorted(real.items()):
        if not times and key not in before:
            print(f"FAILED: {key[0]} {key[1]}: acted on real files, and does no longer")
            good = False
        if not times and not users[key]:
            print(f"FAILED: {key[0]} {key[1]}: acts on nothing at all")
            good = False
    if options.list.read_text(encoding="utf-8") != text:
        print(f"FAILED: {options.list.name} is no longer true; write it anew with --write-list and read what changed")
        good = False
    print(f"{len(real)} rules and rows, {sum(1 for _, t in real.values() if not t)} do nothing on real files")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
