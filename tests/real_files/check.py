#!/usr/bin/env python3
"""Runs the program over the real files and holds what it promises against what came out.

  check.py --micrograph PROGRAM --shared FOLDER --table docs/coverage.md [--write-table]

With --write-table the table is written anew; without it, a table that is no longer true is a failure.
"""

import argparse
import collections
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from real_data import shared_folder  # noqa: E402

FOLDERS = ["ome-xml", "ome-tiff", "czi", "czi-xml", "dublin-core", "datacite-xml", "datacite-json",
           "nd2", "lif", "leica-las-xml", "lsm", "olympus-oib", "olympus-vsi", "imagej-tiff", "dicom", "ro-crate", "schema-org", "ome-zarr", "bids", "bioimage-archive", "microct-skyscan", "microct-xtekct", "microct-pca", "idr", "imaris-ims", "hcs-vendor", "zeiss-zen", "omero", "micro-manager", "micrometa-schema"]
HERE = pathlib.Path(__file__).parent
failures = []


def check(good, text):
    if not good:
        failures.append(text)
        print("FAILED:", text)


def run(program, *arguments, statuses=(0,)):
    result = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=600)
    if result.returncode not in statuses:
        check(False, f"micrograph {' '.join(map(str, arguments))}: status {result.returncode}\n{result.stderr[-2000:]}")
    return result.stdout


def build(program, data, work):
    """One graph of each folder, with its report; and one of all together."""
    reports = {}
    for folder in FOLDERS:
        report = work / f"{folder}.json"
        run(program, "build", data / folder, "-o", work / f"{folder}.mg", "--report", report, statuses=(0, 1))
        reports[folder] = json.loads(report.read_text())
    run(program, "build", *[data / folder for folder in FOLDERS], "-o", work / "all.mg", statuses=(0, 1))
    return reports


def check_sources(reports, data):
    for folder, report in reports.items():
        files = {str(path.relative_to(data / folder)) for path in (data / folder).rglob("*")
                 if path.is_file() and not any(part.startswith(".") for part in path.relative_to(data / folder).parts)}
        folders = [source["source"] for source in report["sources"] if (data / folder / source["source"]).is_dir()]
        files = {file for file in files if not any(file.startswith(f"{name}/") for name in folders)}  # a store, a data set
        sources = {source["source"] for source in report["sources"]} - set(folders)
        sources = {name for name in sources if not any(name.startswith(f"{outer}/") for outer in folders)}
        check(files == sources, f"{folder}: files passed over in silence: {sorted(files ^ sources)}")
        for source in report["sources"]:
            name = f"{folder}/{source['source']}"
            if source["status"] == "imported":
                check(source["leaves"] > 0 and source["kept"] == source["leaves"],
                      f"{name}: {source['kept']} of {source['leaves']} leaves kept")
            elif source["status"] == "refused":
                errors = [finding for finding in source["findings"] if finding["severity"] == "error"]
                check(errors and all(finding["place"] for finding in errors), f"{name}: refused without a place")
            else:
                check(source["status"] == "ignored" and source["source"].endswith((
                    ".json", ".jsonld", ".csv", ".tsv", ".bval", ".bvec", ".txt", ".yml", ".rtf", ".bin", ".ets", ".ttl", ".cfg", ".index", ".tif.gz",
                    "README")),
                      f"{name}: {source['status']}")


COUNTED = ["leaves", "kept", "aligned", "aligned_core", "aligned_community", "aligned_custom"]


def by_format(reports):
    """Sums of the imported files of each format, and of all."""
    sums = {}
    for report in reports.values():
        for source in report["sources"]:
            if source["status"] == "imported":
                for name in (source["format"], "all"):
                    of_format = sums.setdefault(name, dict.fromkeys(COUNTED, 0))
                    for key in COUNTED:
                        of_format[key] += source[key]
    return sorted(sums.items(), key=lambda item: (item[0] == "all", item[0]))


def share(sums, key):
    return "100 %" if sums[key] == sums["leaves"] else f"{100 * sums[key] / sums['leaves']:.1f} %"


def check_layers(reports):
    """The layers are parts of what is aligned, and nothing lies in none."""
    for folder, report in reports.items():
        for sums in report["sources"] + [report["totals"]]:
            if "aligned" in sums:
                parts = sum(sums[key] for key in ("aligned_core", "aligned_community", "aligned_custom"))
                check(parts == sums["aligned"], f"{folder}: {sums.get('source', 'totals')}: {sums['aligned']} aligned, {parts} by layer")


def table(reports):
    lines = ["# The real files", "",
             "Every file of the collection that the tests read, and what became of it. Written by",
             "`tests/real_files/check.py --write-table` and compared by the test `real_files`.", "",
             "| folder | files | imported | refused | of no format |", "| --- | ---: | ---: | ---: | ---: |"]
    for folder, report in reports.items():
        t = report["totals"]
        lines.append(f"| `{folder}` | {t['sources']} | {t['imported']} | {t['refused'] + t['failed']} | {t['ignored']} |")
    lines += ["", "## What is aligned", "",
              "Leaves that reached a term of the profile, by format, and by the layer of the term: core (what every image has), community",
              "(what a field agreed on), custom (our own). A leaf that reached terms of several counts with the most widely shared. The",
              "rest is kept in the sources' own vocabularies; `micrograph coverage FILE --not-aligned` lists it.", "",
              "| format | leaves | kept | aligned | core | community | custom |", "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    lines += [f"| {name} | {sums['leaves']} | {share(sums, 'kept')} | {share(sums, 'aligned')} | {share(sums, 'aligned_core')} | "
              f"{share(sums, 'aligned_community')} | {share(sums, 'aligned_custom')} |" for name, sums in by_format(reports)]
    lines += ["", "## Refused, and why", "", "| file | code | place | finding |", "| --- | --- | --- | --- |"]
    for folder, report in reports.items():
        for source in report["sources"]:
            for finding in source["findings"]:
                if source["status"] in ("refused", "failed") and finding["severity"] == "error":
                    place = finding["place"].removeprefix(source["source"]).lstrip(":").strip()
                    text = finding["text"].replace("|", "\\|").replace("\n", " ")
                    lines.append(f"| `{folder}/{source['source']}` | `{finding['code']}` | {place} | {text} |")
    lines += ["", "## Passed over, and why", "", "| folder | files | why |", "| --- | ---: | --- |"]
    for folder, report in reports.items():
        why = collections.Counter(finding["text"].partition(";")[0] for source in report["sources"] if source["status"] == "ignored"
                                  for finding in source["findings"])
        lines += [f"| `{folder}` | {count} | {reason} |" for reason, count in sorted(why.items())]
    lines += ["", "## Every file", "", "| file | format | status | leaves | kept | aligned | core | community | custom | statements |",
              "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for folder, report in reports.items():
        for s in report["sources"]:
            lines.append(f"| `{folder}/{s['source']}` | {s['format'] or '–'} | {s['status']} | {s['leaves']} | {s['kept']} | "
                         f"{s['aligned']} | {s['aligned_core']} | {s['aligned_community']} | {s['aligned_custom']} | {s['statements']} |")
    return "\n".join(lines) + "\n"


def same_value(stated, found):
    """Numbers by value; labels of terms in any case, since vocabularies differ in it."""
    try:
        return float(stated) == float(found)
    except (TypeError, ValueError):
        return str(stated).casefold() == str(found).casefold()


def check_facts(program, data):
    """facts.tsv: file, entity label (empty: any), fact, index (empty: none), value; each read in the file by a person."""
    cache = {}
    with open(HERE / "facts.tsv", encoding="utf-8") as rows:
        for row in csv.DictReader((line for line in rows if not line.startswith("#")), delimiter="\t"):
            if row["file"] not in cache:
                cache[row["file"]] = json.loads(run(program, "inspect", data / row["file"], "--json"))
            found = [fact for entity in cache[row["file"]]["entities"]
                     if not row["label"] or entity["label"] == row["label"]
                     for fact in entity["facts"] if fact["fact"] == row["fact"]
                     and (not row["index"] or str(fact.get("index", "")) == row["index"])]
            values = [[fact["value"], fact.get("label", "")] for fact in found]
            check(any(same_value(row["value"], value) for pair in values for value in pair),
                  f"{row['file']}: {row['fact']} {row['index']} should be {row['value']}, found {values}")
            check(all((fact["place"] and "literal" in fact) or fact["fact"].endswith(".present") for fact in found),  # never what is there
                  f"{row['file']}: {row['fact']} without a place")
    check(cache, "facts.tsv names no file")


def check_question(program, work):
    """One query finds images by aperture and pixel size, whatever the vendor."""
    rows = json.loads(run(program, "query", work / "all.mg", "-f", HERE / "across_vendors.rq", "--results", "json"))
    found = {binding["format"]["value"] for binding in rows["results"]["bindings"]}
    check({"czi", "ome-xml", "ome-tiff"} <= found, f"the question across vendors finds only {sorted(found)}")
    for binding in rows["results"]["bindings"]:
        check(float(binding["na"]["value"]) >= 0.5 and float(binding["size"]["value"]) <= 2.0,
              f"a row that the question did not ask for: {binding}")
    print(f"across vendors: {len(rows['results']['bindings'])} images in {sorted(found)}")


def check_ready_questions(program, work):
    """Every ready question runs over the graph of all files; those named find nothing there, all others something."""
    nothing = {"samples/images-by-annotation"}
    script = HERE.parent / "questions" / "check.py"
    result = subprocess.run([sys.executable, script, "--program", program, "--graph", work / "all.mg"],
                            capture_output=True, text=True, timeout=600, check=False)
    check(result.returncode == 0, f"ready questions: {result.stdout}{result.stderr}")
    for line in result.stdout.splitlines():
        rows, _, name = line.strip().partition(" rows  ")
        if name:
            check((rows == "0") == (name in nothing), f"the question {name} finds {rows} rows")


def check_personal(program, data):
    """personal.tsv: what of a file tells who somebody is, found there by a person; it is in no statement unless asked for."""
    lifted = {}
    with open(HERE / "personal.tsv", encoding="utf-8") as rows:
        for row in csv.DictReader((line for line in rows if not line.startswith("#")), delimiter="\t"):
            if row["file"] not in lifted:
                lifted[row["file"]] = [run(program, "lift", data / row["file"], *flags) for flags in ([], ["--include-personal"])]
            held_back, whole = lifted[row["file"]]
            check(row["text"] not in held_back, f"{row['file']}: {row['text']} is not held back")
            check(row["text"] in whole, f"{row['file']}: {row['text']} is held back in spite of --include-personal")
            check(held_back.count("\n") == whole.count("\n"), f"{row['file']}: the tree is another one without personal data")
    check(lifted, "personal.tsv names no file")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--micrograph", required=True)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--table", required=True)
    parser.add_argument("--write-table", action="store_true")
    options = parser.parse_args()
    data = shared_folder(options.shared)
    with tempfile.TemporaryDirectory() as scratch:
        work = pathlib.Path(scratch)
        reports = build(options.micrograph, data, work)
        check_sources(reports, data)
        check_layers(reports)
        check_question(options.micrograph, work)
        check_ready_questions(options.micrograph, work)
    check_facts(options.micrograph, data)
    check_personal(options.micrograph, data)
    text = table(reports)
    path = pathlib.Path(options.table)
    if options.write_table:
        path.write_text(text, encoding="utf-8")
    else:
        check(path.exists() and path.read_text(encoding="utf-8") == text,
              f"{path.name} is no longer true; write it anew with --write-table and read what changed")
    imported = sum(report["totals"]["imported"] for report in reports.values())
    print(f"{imported} files imported, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
