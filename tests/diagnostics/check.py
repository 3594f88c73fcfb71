#!/usr/bin/env python3
"""Every code of an error or finding in src/ has a paragraph in docs/diagnostics.md, and no paragraph is left over.

  check.py SRC docs/diagnostics.md ontologies/checks

The checks of values are queries that name their codes themselves.
"""

import pathlib
import re
import sys

AREAS = ("archive bids compound-file compression czi data deltavision dicom facts fei-tiff folder graph hdf5 html "
         "identifier identity imagej-tiff imaris input inverse json jsonld lif lift link lint lsm mapping memory mg micro-manager "
         "mrc nd2 net nifti oif ome-tiff ome-zarr omero-package output prov quantity query question rdf rdfxml rebuild "
         "source spool "
         "sssom term text tiff usage value vocabulary vsi xml zeiss-sem-tiff zip ").split()
CODE = re.compile(r'"((?:' + "|".join(AREAS) + r')(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+)"')
CHECK_CODE = re.compile(r"^#\+ code: (\S+)$", re.M)
# Strings of that shape that are no codes.
OTHERS = {"facts.tsv", "text.postings", "text.terms", "text.trigrams"}


def main():
    source, page, checks = map(pathlib.Path, sys.argv[1:])
    used = set()
    for file in [*source.rglob("*.cpp"), *source.rglob("*.hpp")]:
        used |= set(CODE.findall(file.read_text(encoding="utf-8")))
    for file in checks.glob("*.rq"):
        used |= set(CHECK_CODE.findall(file.read_text(encoding="utf-8")))
    used -= OTHERS
    described = set(re.findall(r"^`([a-z0-9.-]+)` \(", page.read_text(encoding="utf-8"), re.M))
    for code in sorted(used - described):
        print(f"FAILED: {code} is raised in the code, but {page.name} does not say what it means")
    for code in sorted(described - used):
        print(f"FAILED: {page.name} describes {code}, which nothing raises")
    print(f"{len(used)} codes")
    return 1 if used != described else 0


if __name__ == "__main__":
    sys.exit(main())
