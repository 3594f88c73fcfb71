#!/usr/bin/env python3
"""Runs the commands that a page shows and compares their output with what the page says.

Usage: run_commands.py PROGRAM PAGE

Read are the ```console blocks: a line `$ command` (continued while a line ends in a backslash or a quote is open) and the
output below it, stdout and stderr as a terminal mixes them. The commands of one page share a scratch folder with a copy
of examples/. `…` in the output stands for what is left out: alone on its line for any number of lines.
"""
import difflib
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from scratch import run_shell, scratch_folder  # noqa: E402


def steps_of(page):
    """The commands in order, each with the output shown."""
    for block in re.findall(r"^```console\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        command, shown = None, []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, shown
                command, shown = line[2:], []
            elif command and not shown and (command.endswith("\\") or command.count("'") % 2):
                command += "\n" + line
            else:
                shown.append(line)
        if command:
            yield command, shown


def pattern_of(line):
    return r"(?:.*\n)*?" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n"


def matches(shown, came):
    pattern = "".join(map(pattern_of, shown))
    return re.fullmatch(pattern, "".join(line + "\n" for line in came)) is not None


def main():
    program, page = sys.argv[1], pathlib.Path(sys.argv[2])
    steps = list(steps_of(page.read_text(encoding="utf-8")))
    wrong = 0
    with scratch_folder() as folder:
        for command, shown in steps:
            result = run_shell(f"exec 2>&1\n{command}", folder, program)
            came = result.stdout.decode("utf-8", "backslashreplace").splitlines()
            if not matches(shown, came):
                wrong += 1
                print("\n".join(difflib.unified_diff(shown, came, f"{page.name}: {command}", "as it came", lineterm="")))
    print(f"{len(steps)} commands, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
