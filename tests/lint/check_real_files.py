#!/usr/bin/env python3
"""The wrong terms that are known to be in the real files are found, and the lint of every RDF file among them ends well.

  check_real_files.py --program PROGRAM --shared FOLDER
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from real_data import shared_folder  # noqa: E402

# File below data/, code, and a piece of the finding's text; read in the files by hand.
KNOWN = [
    ("ro-crate/ngff-challenge/zarr-crate_example_usage_example_ro_crate_ro-crate-metadata.json", "term.slip",
     "http://purl.obolibrary.org/obo/FBcv_"),
    ("ro-crate/ngff-challenge/zarr-crate_example_usage_example_ro_crate_ro-crate-metadata.json", "term.two-spellings",
     "schema.org"),
    ("ro-crate/ngff-challenge/2024-07-02_example-metadata_min-specimen-biosample.json", "term.two-spellings", "schema.org"),
    ("ro-crate/validator/valid/workflow-roc-string-license/ro-crate-metadata.json", "value.licence", "Apache-2.0"),
    ("ro-crate/validator/invalid/1_wroc_crate/no_mainentity/ro-crate-metadata.json", "term.slip",
     "<http://spdx.org/licenses/Apache-2.0>"),
    ("ro-crate/validator/valid/minimal-isa-ro-crate/ro-crate-metadata.json", "term.slip", "<https://orcid.org/"),
    ("omero/rdf/omero-ontop-test.ttl", "term.unknown", "<http://purl.org/dc/terms/extent>"),
    ("schema-org/dataone/ESIP-SOSO-v1.2.0-example-full.jsonld", "term.spelling", "schema.org"),
]


def lint(program, file):
    result = subprocess.run([program, "lint", str(file), "--json"], capture_output=True, text=True, timeout=120)
    return result.returncode, json.loads(result.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--shared", required=True)
    options = parser.parse_args()
    data = shared_folder(options.shared)
    failures = []
    for name, code, text in KNOWN:
        _, report = lint(options.program, data / name)
        if not any(finding["code"] == code and text in finding["text"] for finding in report.get("findings", [])):
            failures.append(f"{name}: no {code} with '{text}'")
    files = [file for file in sorted(data.rglob("*")) if re.search(r"\.(ttl|nt|nq|trig|rdf|owl|jsonld)$|ro-crate-metadata\.json$", file.name)]
    for file in files:
        status, report = lint(options.program, file)
        if status not in (0, 1, 3) or (status == 3) != ("error" in report):
            failures.append(f"{file.relative_to(data)}: status {status}")
    for failure in failures:
        print("FAILED:", failure)
    print(f"{len(KNOWN)} known faults, {len(files)} files")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
