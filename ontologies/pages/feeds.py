"""Which fields of which sources end in which term of the profile: read from the tables and rules below mappings/."""
import csv
import dataclasses
import pathlib
import re

SOURCES = {"ome": "OME-XML", "czi": "CZI", "tiff": "TIFF", "datacite": "DataCite", "dublin-core": "Dublin Core", "nd2": "ND2",
           "lif": "Leica LIF", "lsm": "ZEISS LSM", "imagej": "ImageJ", "micro-manager": "Micro-Manager"}
SOURCE_NAMESPACES = ("https://w3id.org/micrograph/source/", "http://purl.org/dc/elements/1.1/")
NOT_TERMS = ("https://w3id.org/micrograph/function#", "https://w3id.org/micrograph/xml#", "http://www.w3.org/2001/XMLSchema#",
             "http://qudt.org/vocab/unit/")
ACTING = ("skos:exactMatch", "skos:broadMatch", "owl:equivalentClass", "owl:equivalentProperty")
TOKEN = re.compile(r'<[^>]*>|\?\w+|[\w-]*:[\w-]+|"[^"]*"|\ba\b|[;,.]')
NAME = re.compile(r"(?<![\w?<:/-])([\w-]*):([A-Za-z][\w-]*)")


@dataclasses.dataclass(frozen=True)
class Feed:
    source: str  # OME-XML
    field: str  # the name that the source has for it; empty if the note says it
    note: str  # where in the source, in words and paths
    file: str  # below mappings/
    role: str  # what the term is made as: property, class or value


@dataclasses.dataclass
class Use:
    """A place in a rule that makes a term."""
    term: str
    role: str
    field: str = ""


class Rule:
    """A CONSTRUCT rule, as far as its text tells what it makes."""

    def __init__(self, text):
        self.prefixes = dict(re.findall(r"^PREFIX\s+([\w-]*):\s*<([^>]*)>", text, re.MULTILINE))
        comments = [line[1:].strip() for line in text.splitlines() if line.startswith("#") and not line.startswith("#+")]
        self.summary = comments[0]
        noted = " ".join(comments[1:])
        self.note = noted.split("Source  ", 1)[1] if "Source  " in noted else ""
        body = "\n".join(line for line in text.splitlines() if not line.startswith(("#", "PREFIX")))
        template, self.where = re.search(r"CONSTRUCT\s*\{(.*?)\}\s*WHERE(.*)", body, re.DOTALL).groups()
        self.template = list(self._triples(template))

    def expand(self, name):
        if name.startswith("<"):
            return name[1:-1]
        prefix, _, local = name.partition(":")
        return self.prefixes[prefix] + local if prefix in self.prefixes else ""

    def uses(self, tables):
        """What the template makes; `tables` are the objects of each enumeration, for what is looked up."""
        for _, predicate, object_ in self.template:
            if predicate == "a":
                yield from self._uses_of(object_, "class", tables)
            else:
                yield from self._uses_of(predicate, "property", tables)
                if not object_.startswith(("?", '"')):
                    yield Use(self.expand(object_), "value")

    def lookups(self):
        """(property, enumeration) of each value that is looked up in a table."""
        for _, predicate, object_ in self.template:
            if predicate == "a" or not object_.startswith("?"):
                continue
            for _, expression in self._binds(object_):
                for enumeration in re.findall(r"fn:lookup\(([\w-]+:\w+|\?\w+)", expression):
                    yield from self._pairs(predicate, enumeration)

    def _pairs(self, *names):
        """Names and what variables stand for, row by row where VALUES binds several of them."""
        for head, rows in self._values():
            if any(name in head for name in names):
                for row in rows:
                    yield tuple(self.expand(row[head.index(name)] if name in head else name) for name in names)
                return
        yield tuple(map(self.expand, names))

    def _values(self):
        """(variables, rows) of each VALUES."""
        for head, block in re.findall(r"VALUES\s+(\([^)]*\)|\?\w+)\s*\{(.*?)\}", self.where, re.DOTALL):
            rows = re.findall(r"\(([^)]*)\)", block) if head.startswith("(") else re.findall(r'"[^"]*"|\S+', block)
            yield re.findall(r"\?\w+", head), [re.findall(r'"[^"]*"|\S+', row) for row in rows]

    def _uses_of(self, name, role, tables):
        if not name.startswith("?"):
            yield Use(self.expand(name), role)
            return
        yield from self._from_values(name, role)
        for start, expression in self._binds(name):
            looked_up = re.search(r"fn:lookup\(([\w-]+:\w+)", expression)
            if looked_up:
                for term, texts in tables.get(self.expand(looked_up[1]), {}).items():
                    texts = ", ".join(f"“{text}”" for text in texts)
                    yield Use(term, role, f"{looked_up[1].split(':')[1]} {texts}")
                continue
            named = [self.expand(m[0]) for m in NAME.finditer(re.sub(r'"[^"]*"', "", expression))]
            named = [term for term in named if term and not term.startswith(SOURCE_NAMESPACES + NOT_TERMS)]
            for term in named:
                yield Use(term, role, self._fields_before(start) if len(named) == 1 else "")

    def _from_values(self, variable, role):
        for variables, rows in self._values():
            if variable not in variables:
                continue
            for cells in rows:
                term = cells[variables.index(variable)]
                if term == "UNDEF":
                    continue
                others = [cell for cell in cells if cell not in (term, "UNDEF")]
                fields = [cell for cell in others if self.expand(cell).startswith(SOURCE_NAMESPACES)] or [cells[0]]
                yield Use(self.expand(term), role, fields[0].split(":")[-1].strip('"'))

    def _binds(self, variable):
        """(start, expression) of each BIND of the variable."""
        for match in re.finditer(r"BIND \(", self.where):
            depth, end = 1, match.end()
            while depth:
                mark = re.compile(r'"(?:[^"\\]|\\.)*"|[()]').search(self.where, end)  # parentheses in texts do not count
                depth += {"(": 1, ")": -1}.get(mark[0], 0)
                end = mark.end()
            expression, _, bound = self.where[match.end():end - 1].rpartition(" AS ")
            if bound.strip() == variable:
                yield match.start(), expression

    def _fields_before(self, position):
        """The last path of source terms that stands in the group before a BIND."""
        group = self.where[:position].rsplit("{", 1)[1]
        paths = re.findall(r"[\w-]+:\w+(?:/[\w-]+:\w+)*", group)
        paths = [path for path in paths if self.expand(path.split("/")[0]).startswith(SOURCE_NAMESPACES)]
        return re.sub(r"[\w-]+:", "", paths[-1]) if paths else ""

    @staticmethod
    def _triples(template):
        subject = predicate = None
        for token in TOKEN.findall(template):
            if token == ".":
                subject = predicate = None
            elif token == ";":
                predicate = None
            elif token == ",":
                continue
            elif subject is None:
                subject = token
            elif predicate is None:
                predicate = token
            else:
                yield subject, predicate, token


def rows_of(file):
    """(metadata, rows) of an SSSOM table; ids are expanded."""
    lines = file.read_text(encoding="utf-8").splitlines()
    head = [line[1:] for line in lines if line.startswith("#")]
    prefixes = dict(re.findall(r"^ +([\w-]+): (\S+)$", "\n".join(head), re.MULTILINE))
    metadata = dict(re.findall(r'^(\w+): "?([^"\n]*)"?$', "\n".join(head), re.MULTILINE))
    rows = list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    for row in rows:
        for slot in ("subject_id", "object_id", "ext_values"):
            prefix, colon, local = (row.get(slot) or "").partition(":")
            row[slot] = prefixes.get(prefix, prefix + colon) + local if colon else ""
    prefix, colon, local = metadata.get("subject_source", "").partition(":")
    metadata["enumeration"] = prefixes.get(prefix, prefix + colon) + local
    return metadata, [row for row in rows if row["predicate_id"] in ACTING and not row["object_id"].startswith("sssom:")
                      and "NoTermFound" not in row["object_id"]]


def files_of(mappings, *patterns):
    """Files that lead to the profile, by path; what leads back (`inverse/`) makes no statement of any graph."""
    return sorted(file for pattern in patterns for file in mappings.rglob(pattern)
                  if "inverse" not in file.relative_to(mappings).parts)


def read_tables(mappings):
    """Enumeration → term → the texts that mean it; and term → its label."""
    tables, labels = {}, {}
    for file in files_of(mappings, "*.sssom.tsv"):
        metadata, rows = rows_of(file)
        if metadata.get("subject_type") != "rdfs literal":
            continue
        for row in rows:
            tables.setdefault(metadata["enumeration"], {}).setdefault(row["object_id"], []).append(row["subject_label"])
            labels.setdefault(row["object_id"], row.get("object_label") or "")
    return tables, labels


def read_feeds(root):
    """Term → its feeds, in the order of the mapping files."""
    mappings = pathlib.Path(root) / "mappings"
    tables, _ = read_tables(mappings)
    feeds = {}

    def add(term, feed):
        if term and not term.startswith(SOURCE_NAMESPACES + NOT_TERMS) and feed not in feeds.setdefault(term, []):
            feeds[term].append(feed)

    for file in files_of(mappings, "*.rq", "*.sssom.tsv"):
        name = file.relative_to(mappings).as_posix()
        source = SOURCES.get(name.split("/")[0], name.split("/")[0])
        if file.suffix == ".rq":
            rule = Rule(file.read_text(encoding="utf-8"))
            where = first_sentence(rule.note) or rule.summary
            for use in rule.uses(tables):
                add(use.term, Feed(source, use.field, where, name, use.role))
            continue
        metadata, rows = rows_of(file)
        literal = metadata.get("subject_type") == "rdfs literal"
        enumeration = re.split("[#/]", metadata["enumeration"])[-1]
        for row in rows:
            if literal:
                add(row["object_id"], Feed(source, f"{enumeration} “{row['subject_label']}”", "", name, "value"))
            elif row["predicate_id"] != "skos:broadMatch":
                local = re.split("[#/]", row["subject_id"])[-1]
                role = "class" if row["subject_type"] == "owl class" else "property"
                holders = [re.split("[#/:]", holder)[-1] for holder in (row.get("ext_domain") or "").split("|") if holder]
                notes = [f"of {', '.join(holders)}" if holders else "", row.get("comment") or ""]
                add(row["object_id"], Feed(source, local, "; ".join(note for note in notes if note), name, role))
    return feeds


def read_lookups(root):
    """Property → the enumerations that its values are looked up in."""
    lookups = {}
    for file in files_of(pathlib.Path(root) / "mappings", "*.rq"):
        for term, enumeration in Rule(file.read_text(encoding="utf-8")).lookups():
            if enumeration and enumeration not in lookups.setdefault(term, []):
                lookups[term].append(enumeration)
    for file in files_of(pathlib.Path(root) / "mappings", "*.sssom.tsv"):
        for row in rows_of(file)[1]:
            if row["ext_values"]:
                lookups.setdefault(row["object_id"], []).append(row["ext_values"])
    return lookups


def first_sentence(text):
    """Up to the first full stop that ends a sentence; a stop in a path or number does not."""
    match = re.match(r"(.*?[^.…\d])\.(?: +[A-Z]|$)", text.strip(), re.DOTALL)
    return match[1] if match else text.strip().rstrip(".")
