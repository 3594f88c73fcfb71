"""Scratch folders for tests that run the program as a user would."""
import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def scratch_folder(lab=None):
    """A folder of its own with a copy of examples/ and, if given, the graph built from it as `lab.mg`."""
    with tempfile.TemporaryDirectory(prefix="micrograph-test-") as name:
        folder = pathlib.Path(name)
        shutil.copytree(PROJECT / "examples", folder / "examples",
                        ignore=shutil.ignore_patterns("make_examples.py", "__pycache__"))
        if lab:
            shutil.copy(lab, folder / "lab.mg")
        yield folder


def run_shell(command, folder, program):
    """Runs bash text in the folder, with `micrograph` on the path and settings that do not depend on the machine."""
    environment = {"PATH": f"{pathlib.Path(program).resolve().parent}:{os.environ['PATH']}", "HOME": str(folder),
                   "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    # Settings of the sanitizers must reach the program, or a leak check could not be tuned from outside.
    environment |= {key: value for key, value in os.environ.items() if key.endswith("SAN_OPTIONS")}
    return subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=120, check=False)
