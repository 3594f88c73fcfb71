#!/usr/bin/env python3
"""Every verb explains itself and is tested: `-h` works and shows an example of that verb, and tests/cli has its folder.

Usage: check_help.py PROGRAM
"""
import pathlib
import re
import subprocess
import sys


def verbs_of(program):
    text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    # CLI11 lists verbs under a heading, one per line, indented by two spaces.
    listed = re.search(r"^(?:Subcommands|SUBCOMMANDS|Verbs):\n((?:[ \t]+.*\n)+)", text, re.MULTILINE)
    return re.findall(r"^ {2}(\S+)", listed[1], re.MULTILINE) if listed else []


def complaints(program, verb):
    result = subprocess.run([program, verb, "-h"], capture_output=True, text=True, check=False)
    if result.returncode != 0:
        yield f"`{verb} -h` ends with status {result.returncode}"
    if result.stderr:
        yield f"`{verb} -h` writes to stderr"
    if not re.search(rf"Examples?:\s+(?:micrograph|.*\| *micrograph) {verb}\b", result.stdout):
        yield f"`{verb} -h` shows no example of {verb}"
    if not any(pathlib.Path(__file__).parent.glob(f"{verb}/*/cmd")):
        yield f"tests/cli/{verb} has no case"


def main():
    program = sys.argv[1]
    verbs = verbs_of(program)
    found = [text for verb in verbs for text in complaints(program, verb)]
    print("\n".join(found + [f"{len(verbs)} verbs, {len(found)} complaints"]))
    return 1 if found or not verbs else 0


if __name__ == "__main__":
    sys.exit(main())
