#!/usr/bin/env python3
"""Runs one case of the command line tests and compares everything that a user would notice.

Usage: run_case.py [--accept] --program PROGRAM [--lab GRAPH] CASE_FOLDER...

A case is a folder with
  cmd      bash text, run in a scratch folder that holds examples/ and lab.mg, with micrograph on the path
  stdout   what is expected there; nothing if the file is absent
  stderr   likewise
  status   the exit status expected; 0 if the file is absent
With --accept the files are written from what came, to be read and judged before they are committed.
"""
import argparse
import difflib
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from scratch import run_shell, scratch_folder  # noqa: E402


def expected(case, name, default):
    file = case / name
    # As bytes: line ends are part of what is expected (CSV has CRLF).
    return file.read_bytes().decode("utf-8") if file.exists() else default


def accept(case, came):
    for name, text in came.items():
        file = case / name
        if text == ("0\n" if name == "status" else ""):
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(text.encode("utf-8"))


def run(case, options):
    with scratch_folder(options.lab) as folder:
        result = run_shell((case / "cmd").read_text(encoding="utf-8"), folder, options.program)
    came = {
        "stdout": result.stdout.decode("utf-8", "backslashreplace"),
        "stderr": result.stderr.decode("utf-8", "backslashreplace"),
        "status": f"{result.returncode}\n",
    }
    if options.accept:
        accept(case, came)
        return True
    good = True
    for name, text in came.items():
        wanted = expected(case, name, "0\n" if name == "status" else "")
        if text != wanted:
            good = False
            sys.stdout.writelines(line if line.endswith("\n") else line + "\n" for line in difflib.unified_diff(
                wanted.splitlines(True), text.splitlines(True), f"{case.name}/{name} as expected", "as it came"))
    return good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--program", required=True)
    parser.add_argument("--lab")
    parser.add_argument("cases", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    results = [run(case.resolve(), options) for case in options.cases]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
