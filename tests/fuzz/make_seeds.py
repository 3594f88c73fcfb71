#!/usr/bin/env python3
"""Makes starting points for the fuzz targets of the readers out of real files, cut to a size that is quick to read.

  make_seeds.py SHARED_FOLDER OUTPUT_FOLDER

OUTPUT_FOLDER gets a folder for each target, beside whose content tests/fuzz/corpus/TARGET belongs on the command line of the target.
What points to its metadata from afar (CZI, ND2) is written anew without pixels, since a file that is cut has none.
"""
import gzip
import pathlib
import struct
import sys

LONGEST = 48 * 1024  # bytes of a seed
# Folders of files, suffixes (none: all), and the length to cut them at.
TARGETS = {
    "dicom": (["dicom"], [], 24 * 1024),
    "lif": (["lif", "leica-las-xml"], [], LONGEST),
    "nd2": (["nd2"], [], LONGEST),
    "lsm": (["lsm"], [], 32 * 1024),
    "imagej_tiff": (["imagej-tiff", "imagej-roi"], [], LONGEST),
    "micro_manager_tiff": (["micro-manager"], [], LONGEST),
    "tiff": (["ome-tiff"], [], LONGEST),
    "czi": (["czi"], [], LONGEST),
    "xml": (["ome-xml", "czi-xml", "datacite-xml", "dublin-core", "leica-las-xml", "zeiss-zen"], [], 16 * 1024),
    "text": (["microct-skyscan", "microct-pca", "microct-xtekct"], [], 16 * 1024),
    "folders": (["ome-zarr", "bids"], [".json", ".tsv", ""], 8 * 1024),
    "json_formats": (["ro-crate", "schema-org", "datacite-json", "bioimage-archive", "dicom"], [".json", ".jsonld"], 16 * 1024),
}


def content_of(path):
    content = path.read_bytes()
    return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


def compact_czi(content):
    """The file header, the directory, the metadata and the attachments, each cut. None if they are not all there."""
    if not content.startswith(b"ZISRAWFILE") or len(content) < 544:
        return None
    out = bytearray(content[:544])
    # Where the header points to each, and how much of it to keep.
    for pointer, most in ((84, 128 + 2400), (92, 256 + 12000), (104, 256 + 768)):
        position = struct.unpack_from("<q", content, pointer)[0]
        if position == 0:
            continue
        if position < 0 or position + 36 > len(content):
            return None
        used = min(struct.unpack_from("<q", content, position + 24)[0], most)
        segment = bytearray(content[position:position + 32 + used])
        struct.pack_into("<qq", segment, 16, used, used)
        # Sub-blocks, bytes of XML, or attachments: not more than were kept.
        count = struct.unpack_from("<i", segment, 32)[0]
        struct.pack_into("<i", segment, 32, min(count, {84: 12, 92: 12000, 104: 6}[pointer]))
        out += bytes(-len(out) % 32)
        struct.pack_into("<q", out, pointer, len(out))
        out += segment
    return bytes(out)


def compact_nd2(content):
    """All chunks but long ones, frames cut short, and the map of them. None if the file has no map."""
    end = b"ND2 CHUNK MAP SIGNATURE 0000001!"
    if content[-40:-8] != end:
        return None
    magic, name_size, size = struct.unpack_from("<IIQ", content, struct.unpack("<Q", content[-8:])[0])
    start = struct.unpack("<Q", content[-8:])[0] + 16 + name_size
    entries, chunks = content[start:start + size], []
    while not entries.startswith(end):
        name, entries = entries.split(b"!", 1)
        chunks.append((struct.unpack_from("<Q", entries)[0], name + b"!"))
        entries = entries[16:]
    first = struct.unpack_from("<IIQ", content)
    out, written = bytearray(content[:16 + first[1] + first[2]]), b""
    for position, name in sorted(chunks):
        _, padded, data_size = struct.unpack_from("<IIQ", content, position)
        if name.startswith(b"ImageDataSeq"):
            data_size = min(data_size, 24)
        if position == 0 or data_size > 20000:
            continue
        data = content[position + 16 + padded:position + 16 + padded + data_size]
        written += name + struct.pack("<QQ", len(out), data_size)
        out += struct.pack("<IIQ", magic, len(name), data_size) + name + data
    name, position = b"ND2 FILEMAP SIGNATURE NAME 0001!", len(out)
    written += end + struct.pack("<Q", position)
    return bytes(out + struct.pack("<IIQ", magic, len(name), len(written)) + name + written)


def mapping_set_form(path, content):
    """The digit that tells the target `sssom` the form: its place in sssom::Form. None for what is no mapping set."""
    if path.suffix == ".tsv":
        return b"0"
    if path.suffix == ".json":
        return b"1"
    if b"knowledgeweb.semanticweb.org/heterogeneity/alignment" in content:
        return b"4"
    return {".ttl": b"2", ".owl": b"3"}.get(path.suffix)


def mapping_sets(suite):
    """Mapping sets with the digit of their form before them, for `sssom`, and bare, for `mapping_form`."""
    for path in sorted(p for p in suite.rglob("*") if p.is_file() and p.name != "cases.tsv"):
        content = content_of(path)
        form = mapping_set_form(path, content)
        if form:
            yield "sssom", form + content[:LONGEST]
            yield "mapping_form", content[:LONGEST]


def file_names(data):
    """Of each folder the names of its files, as `build` calls them, and with words that suggest an origin added to some."""
    for folder in sorted(p for p in data.iterdir() if p.is_dir()):
        names = [str(p.relative_to(folder)) for p in sorted(folder.rglob("*")) if p.is_file()][:200]
        derived = [str(pathlib.Path(name).with_suffix("")) + word for name, word in zip(names, ("_MIP.tif", "-crop.tif", ".ome.tif", " copy.tif"))]
        yield "file_names", "\n".join(names + derived).encode()
        yield "report_page", "\n".join(names[:40] + ['"><script>', "&amp;&#x3c;", "javascript:alert(1)", "http://e/\u202e"]).encode()


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    data, output = pathlib.Path(sys.argv[1]) / "data", pathlib.Path(sys.argv[2])
    for target, (folders, suffixes, length) in TARGETS.items():
        folder = output / target
        folder.mkdir(parents=True, exist_ok=True)
        files = [path for name in folders for path in sorted((data / name).rglob("*"))
                 if path.is_file() and (not suffixes or path.suffix.lower() in suffixes)]
        for number, path in enumerate(files):
            content = content_of(path)
            (folder / f"{number:03}").write_bytes(content[:length])
            compact = {"czi": compact_czi, "nd2": compact_nd2}.get(target, lambda _: None)(content)
            if compact:
                (folder / f"{number:03}-compact").write_bytes(compact)
        print(f"{target}: {len(files)} files")
    written = {}
    for target, content in [*mapping_sets(pathlib.Path(sys.argv[1]) / "suites" / "sssom"), *file_names(data)]:
        written[target] = written.get(target, -1) + 1
        folder = output / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{written[target]:03}").write_bytes(content)
    for target, last in written.items():
        print(f"{target}: {last + 1} files")


if __name__ == "__main__":
    main()
