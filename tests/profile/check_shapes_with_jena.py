#!/usr/bin/env python3
"""Another SHACL engine reads the shapes of the profile and comes to what shape_queries.py comes to.

  check_shapes_with_jena.py --program PROGRAM --project FOLDER

The engine is Jena, of Debian's package libapache-jena-java; where it is not installed, the test is skipped.
"""
import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

from check_shapes import BREAKS, HERE, run
from profile_model import PROFILE, SHACL, Literal, Profile, statements_of

JARS = pathlib.Path("/usr/share/java")
# Debian's jars of Jena name none of what they need.
NEEDED = ("commons-lang3", "commons-cli", "commons-codec", "commons-compress", "commons-csv", "commons-io", "thrift", "guava",
          "slf4j-api", "slf4j-nop", "httpclient", "httpcore", "jackson-core", "jackson-databind", "jackson-annotations", "gson",
          "protobuf", "jsonld-java", "dexx.collection")
# Message texts that Jena opens at its start and that the package lacks.
BUNDLES = ("xerces/impl/xpath/regex/message.properties", "xerces/impl/msg/XMLSchemaMessages.properties")


def class_path(scratch):
    for name in BUNDLES:
        (scratch / name).parent.mkdir(parents=True, exist_ok=True)
        (scratch / name).write_text("none=\n")
    jena = sorted(file for file in JARS.glob("jena-*.jar") if not any(c.isdigit() for c in file.stem.replace("tdb2", "")))
    return ":".join(map(str, [scratch, *jena, *(JARS / f"{name}.jar" for name in NEEDED)]))


def n_triples(statements):
    def term(value):
        if not isinstance(value, Literal):
            return value if value.startswith("_:") else f"<{value}>"
        text = value.text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
        return f'"{text}"' + (f"@{value.language}" if value.language else f"^^<{value.datatype}>" if value.datatype else "")

    return "".join(f"{term(s)} <{p}> {term(o)} .\n" for s, p, o in statements)


def faults_in(program, scratch, shapes, data):
    """(severity, node, path) of what Jena finds; a path of several steps is left empty."""
    (scratch / "data.nt").write_text(n_triples(data), encoding="utf-8")
    (scratch / "shapes.nt").write_text(n_triples(shapes), encoding="utf-8")
    report = subprocess.run(["java", "-cp", class_path(scratch), "shacl.shacl_validate", "--shapes", str(scratch / "shapes.nt"),
                             "--data", str(scratch / "data.nt")], capture_output=True, text=True, timeout=120, check=False)
    if "ValidationReport" not in report.stdout:
        sys.exit(f"no report of Jena:\n{report.stderr[-2000:]}")
    (scratch / "report.ttl").write_text(report.stdout, encoding="utf-8")
    found = {}
    for subject, predicate, object_ in statements_of(run(program, "convert", scratch / "report.ttl", "--to", "ntriples")):
        found.setdefault(subject, {})[predicate.removeprefix(SHACL)] = object_
    for result in found.values():
        if "focusNode" in result:
            path = result.get("resultPath", "_:")
            yield result["resultSeverity"].removeprefix(SHACL), result["focusNode"], "" if path.startswith("_:") else path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--project", required=True, type=pathlib.Path)
    options = parser.parse_args()
    if not (JARS / "jena-shacl.jar").exists() or not shutil.which("java"):
        print("*** SKIPPED: libapache-jena-java is not installed ***")
        return 0
    profile = Profile(options.program, options.project)
    shapes = [statement for module in profile.modules for statement in module.statements]
    wrong = list(statements_of(run(options.program, "convert", HERE / "faults.ttl", "--to", "ntriples")))
    expected = {(subject, object_) for subject, predicate, object_ in wrong if predicate == BREAKS and isinstance(object_, str)}
    failures = []
    with tempfile.TemporaryDirectory(prefix="micrograph-test-") as name:
        scratch = pathlib.Path(name)
        # The modules are data, too: they say which class is a kind of which.
        found = {(node, path) for _, node, path in faults_in(options.program, scratch, shapes, wrong + shapes)}
        failures += [f"Jena does not find that {node} breaks {path}" for node, path in sorted(expected - found)]
        failures += [f"Jena finds that {node} breaks {path}" for node, path in sorted(found - expected)]
        sources = [*(options.project / "examples").iterdir(), *(HERE / "fixtures").iterdir()]
        sources = [file for file in sources if file.suffix in (".xml", ".tif", ".czi")]
        aligned = list(statements_of(run(options.program, "map", *sources, "--to", "ntriples")))
        failures += [f"Jena finds that {node} breaks {path}" for severity, node, path
                     in faults_in(options.program, scratch, shapes, aligned + shapes)
                     if severity == "Violation" and not node.startswith(PROFILE)]
    for failure in failures:
        print("FAILED:", failure)
    print(f"{len(expected)} faults, {len(aligned)} statements, {len(failures)} differences")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
