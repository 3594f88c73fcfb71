#!/usr/bin/env python3
"""The registry of prefixes is what its script makes of the published table.

  check_registry.py SOURCE_FOLDER --shared FOLDER
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from real_data import shared_folder  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("--shared", required=True, type=pathlib.Path)
    options = parser.parse_args()
    vocabularies = shared_folder(options.shared, "vocabularies")
    folder = options.source / "ontologies" / "identifiers"
    with tempfile.TemporaryDirectory() as work:
        again = pathlib.Path(work) / "registry.tsv"
        subprocess.run([sys.executable, folder / "make_registry.py", vocabularies, "-o", again], check=True)
        if again.read_bytes() != (folder / "registry.tsv").read_bytes():
            print("FAILED: registry.tsv is not what make_registry.py writes")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
