#!/usr/bin/env python3
"""Kills, starves and races `micrograph build`, and looks at what stands in the folder afterwards.

  check_output.py PROGRAM

The file that stood there stays as it was to the byte, or the new one is there whole; and once a run has ended well,
nothing else is beside it.
"""
import os
import pathlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from scratch import scratch_folder  # noqa: E402

KILLS = 40
ADVICE = "micrograph: nothing was written; check the folder, its permissions and the space left\n"
SKIPPED = []


def expect(holds, what):
    if not holds:
        raise AssertionError(what)


class Bench:
    """A program, sources that take it a while, and a folder for output."""

    def __init__(self, program, folder):
        self.program = str(pathlib.Path(program).resolve())
        self.sources = folder / "sources"
        self.out = folder / "out"
        self.sources.mkdir()
        self.out.mkdir()
        for number in range(60):  # each another document, so that none is taken for a copy of another
            images = "".join(f'<Image ID="Image:{i}" Name="image {number}-{i}"><Description>text {number * i}</Description>'
                             f'<Pixels ID="Pixels:{i}" DimensionOrder="XYZCT" Type="uint8" SizeX="{i + 1}" SizeY="2" '
                             'SizeZ="1" SizeC="1" SizeT="1"><MetadataOnly/></Pixels></Image>' for i in range(40))
            (self.sources / f"{number}.ome.xml").write_text(
                '<?xml version="1.0" encoding="UTF-8"?>'
                f'<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">{images}</OME>', encoding="utf-8")

    def start(self, output, sources=None, **options):
        return subprocess.Popen([self.program, "build", str(sources or self.sources), "-o", str(output), "--jobs", "1"],
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                **options)

    def build(self, output, sources=None, **options):
        process = self.start(output, sources, **options)
        said = process.communicate(timeout=300)[1]
        return process.returncode, said

    def beside(self):
        return sorted(entry.name for entry in self.out.iterdir())


def refused(outcome, path, reason, untouched):
    status, said = outcome
    wanted = f"micrograph: {path}: cannot be written: {reason}"
    wanted += "; the file that stood there is untouched" if untouched else ""
    expect(status == 3, f"status {status}, not 3: {said}")
    expect(said.endswith(f"{wanted} [output.failed]\n{ADVICE}"), f"stderr is\n{said}and should end with\n{wanted}")


def killed(bench, suffix, new, duration):
    """A moment anywhere in the run, and rather often near its end, where the file is written."""
    output = bench.out / f"graph{suffix}"
    old = b"what stood there before\n"
    seen_old = seen_new = 0
    for number in range(KILLS // 2):
        output.write_bytes(old)
        process = bench.start(output)
        time.sleep(duration * (random.uniform(0, 1) if number % 2 else random.uniform(0.8, 1.05)))
        process.kill()
        process.communicate()
        content = output.read_bytes()
        expect(content in (old, new), f"kill {number}: {len(content)} bytes that are neither the old file nor the new")
        seen_old += content == old
        seen_new += content == new
    status, said = bench.build(output)
    expect(status == 0, said)
    expect(output.read_bytes() == new, "the run after the kills wrote another file")
    expect(bench.beside() == [output.name], f"left behind: {bench.beside()}")
    output.unlink()
    expect(seen_old > 0, "no kill came before the end")
    return f"{suffix}: {seen_old} killed before the new file was there, {seen_new} after"


def remnant_of_a_killed_run(bench, new):
    """The one moment in which a remnant can stay cannot be hit by chance, so it is made."""
    output = bench.out / "graph.mg"
    (bench.out / ".graph.mg.micrograph-1-2-3").write_bytes(new[:100])
    expect(bench.build(output)[0] == 0, "build failed beside a remnant")
    expect(bench.beside() == ["graph.mg"], f"left behind: {bench.beside()}")
    output.unlink()


def small_files_only(limit):
    """Every file of the process ends there, as on a full disk."""
    def prepare():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return {"preexec_fn": prepare, "restore_signals": False}


def disk_full(bench, new):
    output = bench.out / "graph.mg"
    for limit in (0, 1, 4096, len(new) // 2, len(new) - 1):
        refused(bench.build(output, **small_files_only(limit)), output, "File too large", untouched=False)
        expect(bench.beside() == [], f"left behind: {bench.beside()}")
    output.write_bytes(b"old")
    refused(bench.build(output, **small_files_only(len(new) // 2)), output, "File too large", untouched=True)
    expect(output.read_bytes() == b"old", "the old file was touched")
    expect(bench.beside() == [output.name], f"left behind: {bench.beside()}")
    output.unlink()


def full_device(bench):
    link = bench.out / "full.mg"
    link.symlink_to("/dev/full")
    refused(bench.build(link), link, "No space left on device", untouched=False)
    link.unlink()


def mounted(bench, *arguments):
    """True if a file system could be mounted on bench.out; only root can, and not everywhere."""
    return subprocess.run(["mount", *arguments, str(bench.out)], capture_output=True, check=False).returncode == 0


def full_file_system(bench):
    if not mounted(bench, "-t", "tmpfs", "-o", "size=64k", "tmpfs"):
        SKIPPED.append("a full file system: no tmpfs may be mounted")
        return
    try:
        output = bench.out / "graph.mg"
        output.write_bytes(b"old")
        refused(bench.build(output), output, "No space left on device", untouched=True)
        expect(output.read_bytes() == b"old", "the old file was touched")
        expect(bench.beside() == [output.name], f"left behind: {bench.beside()}")
    finally:
        subprocess.run(["umount", str(bench.out)], check=True)


def read_only_folder(bench):
    output = bench.out / "graph.mg"
    output.write_bytes(b"old")
    if os.geteuid() != 0:
        bench.out.chmod(0o555)
        try:
            refused(bench.build(output), output, "Permission denied", untouched=True)
        finally:
            bench.out.chmod(0o755)
    elif mounted(bench, "--bind", "-o", "ro", str(bench.out)):
        try:
            refused(bench.build(output), output, "Read-only file system", untouched=True)
        finally:
            subprocess.run(["umount", str(bench.out)], check=True)
    else:
        SKIPPED.append("a read-only folder: root writes anyway, and nothing may be mounted")
    expect(output.read_bytes() == b"old", "the old file was touched")
    output.unlink()


def rivals(bench, new, other_sources, other):
    output = bench.out / "graph.mg"
    for _ in range(4):
        runs = [bench.start(output), bench.start(output, other_sources), bench.start(output)]
        for run in runs:
            said = run.communicate(timeout=300)[1]
            expect(run.returncode == 0, said)
        expect(output.read_bytes() in (new, other), "the file is neither run's")
        expect(bench.beside() == [output.name], f"left behind: {bench.beside()}")
    output.unlink()


def made(bench, name, sources=None):
    """What a run that nobody disturbs writes, and how long it takes."""
    output = bench.out / name
    start = time.monotonic()
    status, said = bench.build(output, sources)
    duration = time.monotonic() - start
    expect(status == 0, said)
    content = output.read_bytes()
    output.unlink()
    return content, duration


def main():
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    random.seed(seed)
    with scratch_folder() as examples, tempfile.TemporaryDirectory(prefix="micrograph-robust-") as name:
        bench = Bench(sys.argv[1], pathlib.Path(name))
        new, duration = made(bench, "graph.mg")
        print(killed(bench, ".mg", new, duration))
        text, duration = made(bench, "graph.nq")
        print(killed(bench, ".nq", text, duration))
        remnant_of_a_killed_run(bench, new)
        disk_full(bench, new)
        full_device(bench)
        full_file_system(bench)
        read_only_folder(bench)
        rivals(bench, new, examples / "examples", made(bench, "graph.mg", examples / "examples")[0])
    for what in SKIPPED:
        print(f"not tested: {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
