"""What tests over the real files have in common: where the files are, the program, and a part of a page that is made anew."""
import os
import pathlib
import subprocess
import sys

SKIPPED = 77


def shared_folder(given, part="data"):
    """A folder of the shared one, which MICROGRAPH_SHARED may name. Where it is absent the test ends: skipped, or failed if
    MICROGRAPH_REQUIRE_SHARED says that it must be there."""
    folder = pathlib.Path(os.environ.get("MICROGRAPH_SHARED", given)) / part
    if not folder.is_dir():
        print(f"\n*** SKIPPED: {folder} is absent; set MICROGRAPH_SHARED to the folder that holds the real files ***\n")
        sys.exit(1 if os.environ.get("MICROGRAPH_REQUIRE_SHARED") else SKIPPED)
    return folder


def run(program, *arguments, statuses=(0,), folder=None):
    """What the program printed. Another status ends the test."""
    result = subprocess.run([pathlib.Path(program).resolve(), *map(str, arguments)], capture_output=True, cwd=folder, timeout=600, check=False)
    if result.returncode not in statuses:
        sys.exit(f"micrograph {' '.join(map(str, arguments))}: status {result.returncode}\n{result.stderr[-2000:].decode(errors='replace')}")
    return result.stdout.decode("utf-8")


def build(program, sources, graph, folder=None):
    """One graph of sources. Some of the real files are wrong on purpose, and that is what status 1 says."""
    run(program, "build", *sources, "-o", graph, "--jobs", "1", statuses=(0, 1), folder=folder)


def keep_part(page, name, text, write):
    """Holds what stands in a page between `<!-- NAME -->` and `<!-- end of NAME -->` against `text`; with `write` puts it there.
    False if it is another."""
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    whole = page.read_text(encoding="utf-8")
    before, rest = whole.split(start)
    was, after = rest.split(end)
    if write:
        page.write_text(before + start + text + end + after, encoding="utf-8")
    elif was != text:
        print(f"FAILED: {page.name} says\n{was}but it came out as\n{text}If that is better, write it anew.")
        return False
    return True
