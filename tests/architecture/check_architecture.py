#!/usr/bin/env python3
"""Holds the code against docs/architecture.md: who may include whom, and which file wraps which library.

Usage: check_architecture.py PROJECT_FOLDER

The two tables are read from the page itself, so the page is the rule. Prints every violation as file:line and
ends with status 1 if there is one.
"""
import pathlib
import re
import sys

MAX_LINES = 800

# How the headers of the libraries in the page's second table are recognised.
LIBRARY_HEADERS = {
    "Serd": r"serd/",
    "Sord": r"sord/",
    "libxml2": r"libxml/",
    "RapidJSON": r"rapidjson/",
    "OpenSSL's libcrypto": r"openssl/",
    "Zstandard": r"z(std|dict)[a-z_]*\.h",
    "zlib": r"z(lib|conf)\.h",
    "iconv": r"iconv\.h",
    "udunits-2": r"udunits2?(\.h|/)",
    "ICU": r"unicode/",
    "Boost.Graph": r"boost/(graph|property_map|pending)/",
    "Boost.Multiprecision": r"boost/multiprecision/",
    "another part of Boost": r"boost/(?!graph|property_map|pending|multiprecision)",
    "CLI11": r"CLI/",
    "cpp-httplib": r"httplib\.h",
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]')


def table_rows(page, first_header):
    """The rows of the Markdown table whose first column is headed so, as lists of cells."""
    rows, inside = [], False
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            inside = False
        elif cells[0] == first_header:
            inside = True
        elif inside and not set(cells[0]) <= set("-: "):
            rows.append(cells)
    return rows


def quoted(cell):
    return re.findall(r"`([^`]+)`", cell)


def read_layers(page):
    """Which modules each module may include. `all` means every one, `all above but` those before it in the table."""
    rows = table_rows(page, "module")
    names = [quoted(row[0])[0] for row in rows]
    layers = {}
    for place, row in enumerate(rows):
        name, allowed = names[place], row[2]
        if allowed.startswith("all above"):
            modules = set(names[:place]) - set(quoted(allowed))
        elif allowed.startswith("all"):
            modules = set(names)
        else:
            modules = set(quoted(allowed))
        layers[name] = modules | {name}
    return layers


def read_wrappers(page):
    return {row[0]: quoted(row[1]) for row in table_rows(page, "library")}


def is_within(path, wrappers):
    """True for a wrapper's own file, its parts (`xml` and `xml_reader`), and everything in it if it is a folder."""
    stem = path.with_suffix("").as_posix()
    return any(stem == wrapper or stem.startswith((wrapper + "/", wrapper + "_")) for wrapper in wrappers)


def violations_in(path, text, layers, wrappers):
    module = path.parts[0]
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        yield len(lines), f"has {len(lines)} lines; split it, {MAX_LINES} is the most a reader should be asked for"
    if module not in layers:
        yield 1, f"module {module} is not in the table of docs/architecture.md"
        return
    for number, line in enumerate(lines, 1):
        include = INCLUDE.match(line)
        if not include:
            continue
        header = include[2]
        if include[1] == '"':
            other = header.split("/")[0]
            if other not in layers[module]:
                yield number, f"module {module} may not include {header}"
            continue
        for library, pattern in LIBRARY_HEADERS.items():
            if not re.match(pattern, header):
                continue
            if library not in wrappers:
                yield number, f"<{header}> belongs to {library}, which docs/architecture.md gives no wrapper"
            elif not is_within(path, wrappers[library]):
                yield number, f"<{header}> belongs to {library}, which only {' and '.join(wrappers[library])} may use"


def main():
    project = pathlib.Path(sys.argv[1])
    page = (project / "docs/architecture.md").read_text(encoding="utf-8")
    layers, wrappers = read_layers(page), read_wrappers(page)
    unknown = set(wrappers) - set(LIBRARY_HEADERS)
    if len(layers) < 2 or not wrappers or unknown:
        sys.exit("docs/architecture.md: the tables of modules and libraries are not as this script knows them. "
                 f"Libraries whose headers it cannot tell: {sorted(unknown)}")

    source = project / "src"
    files = sorted(p for p in source.rglob("*") if p.suffix in (".cpp", ".hpp"))
    found = 0
    for file in files:
        path = file.relative_to(source)
        for line, text in violations_in(path, file.read_text(encoding="utf-8"), layers, wrappers):
            print(f"src/{path.as_posix()}:{line}: {text}")
            found += 1
    print(f"{len(files)} files, {found} violations")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main())
