#!/usr/bin/env python3
"""Writes docs/profile/: a page for each class and property of the profile, an index and a drawing.

  make_profile_pages.py --program PROGRAM [--check] [PROJECT_FOLDER]

The meaning comes from ontologies/, the source fields from mappings/, and the examples from what the program makes of examples/ and
tests/profile/fixtures. With --check nothing is written: a page that is not what would be written is a failure.
"""
import argparse
import pathlib
import re
import subprocess
import sys

from drawing import UNITS, drawing_of
from feeds import read_feeds, read_lookups, read_tables
from profile_model import LAYERS, PROFILE, QUDT, RDF, XSD, Literal, Profile, statements_of

FOLDERS = {"class": "classes"}
WIDEST = 90  # characters of a literal in an example
MOST_STATEMENTS = 7  # of the example of a class
WRITTEN_BY = ("<!-- Written by ontologies/pages/make_profile_pages.py; a test compares. Change ontologies/ or mappings/, not this "
              "page. -->")
RANGE_WORDS = {XSD + "string": "a text", RDF + "langString": "a text with its language", XSD + "integer": "a whole number",
               XSD + "decimal": "a decimal number", XSD + "boolean": "true or false", XSD + "dateTime": "a date with time",
               XSD + "date": "a day", XSD + "gYear": "a year", XSD + "gYearMonth": "a month"}


def fixtures_of(root):
    return [file for folder in ("examples", "tests/profile/fixtures") for file in sorted((root / folder).iterdir())
            if file.suffix in (".xml", ".tif", ".czi")]


class Output:
    """What the program makes of one fixture."""

    def __init__(self, program, root, file):
        self.name = file.relative_to(root).as_posix()
        text = subprocess.run([program, "map", str(file), "--to", "ntriples"], capture_output=True, text=True, check=True).stdout
        self.statements = list(statements_of(text))
        self.by_subject = {}
        for subject, predicate, object_ in self.statements:
            self.by_subject.setdefault(subject, []).append((predicate, object_))

    def classes_of(self, subject):
        return [object_ for predicate, object_ in self.by_subject.get(subject, []) if predicate == RDF + "type"]


class Examples:
    """Turtle from the outputs, with document IRIs left out before the `#`."""

    def __init__(self, profile, outputs):
        self.profile, self.outputs = profile, outputs

    def of_property(self, term):
        best = None
        for output in self.outputs:
            for subject, predicate, object_ in output.statements:
                if predicate != term.iri:
                    continue
                # A subject of a class that the property is meant for tells more than another.
                rank = not set(term.used_on) & set(output.classes_of(subject))
                if best is None or rank < best[0]:
                    best = (rank, output, subject, object_)
        if best is None:
            return None
        _, output, subject, object_ = best
        kinds = [kind for kind in output.classes_of(subject) if kind in term.used_on] or output.classes_of(subject)
        said = [(RDF + "type", kinds[0])] if kinds else []
        blocks = [self._block(subject, said + [(term.iri, object_)])]
        if isinstance(object_, str) and QUDT + "QuantityValue" in output.classes_of(object_):
            blocks.append(self._block(object_, [s for s in output.by_subject[object_] if s[0] != RDF + "type"]))
        return output.name, "\n\n".join(blocks)

    def of_class(self, term):
        for output in self.outputs:
            for subject, predicate, object_ in output.statements:
                if predicate != RDF + "type" or object_ != term.iri:
                    continue
                chosen, seen = [(predicate, object_)], {predicate}
                for statement in output.by_subject[subject]:
                    if statement[0] not in seen and len(chosen) < MOST_STATEMENTS:
                        seen.add(statement[0])
                        chosen.append(statement)
                return output.name, self._block(subject, chosen)
        for output in self.outputs:  # a type that is a value, as those of DCMI
            for subject, predicate, object_ in output.statements:
                if object_ == term.iri and predicate != RDF + "type":
                    return output.name, self._block(subject, [(predicate, object_)])
        return None

    def _block(self, subject, statements):
        lines = []
        for predicate, object_ in statements:
            name = "a" if predicate == RDF + "type" else self._term(predicate)
            lines.append(f"{name} {self._term(object_)}")
        return self._term(subject) + " " + " ;\n  ".join(lines) + " ."

    def _term(self, term):
        if isinstance(term, Literal):
            return self._literal(term)
        if term.startswith("ni:") and "#" in term:
            return f"<#{term.split('#', 1)[1]}>"
        for name, namespace in self.profile.prefixes.items():
            local = term.removeprefix(namespace)
            if local != term and re.fullmatch(r"[\w.;#-]*\w", local):
                return f"{name}:" + re.sub("[;#]", lambda sign: "\\" + sign[0], local)
        return f"<{term}>"

    @staticmethod
    def _literal(term):
        if term.datatype == XSD + "integer" or (term.datatype == XSD + "decimal" and "." in term.text):
            return term.text
        text = term.text if len(term.text) <= WIDEST else term.text[:WIDEST].rstrip() + " …"
        text = '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        if term.language:
            return f"{text}@{term.language}"
        return f"{text}^^xsd:{term.datatype.removeprefix(XSD)}" if term.datatype else text


class Pages:
    def __init__(self, program, root):
        self.root = root
        self.profile = Profile(program, root)
        self.feeds = read_feeds(root)
        self.tables, self.labels = read_tables(root / "mappings")
        self.lookups = read_lookups(root)
        self.examples = Examples(self.profile, [Output(program, root, file) for file in fixtures_of(root)])
        self.vocabularies = self._read_vocabularies()
        self.by_target = {}
        for shape in self.profile.shapes.values():
            for target in shape.targets:
                self.by_target.setdefault(target, []).extend(shape.of_values)

    def all(self):
        """Path below docs/profile → text."""
        pages = {"README.md": self._index(), "model.svg": drawing_of(self.profile)}
        for term in self.profile.terms.values():
            if term.kind == "class":
                pages[self._place(term)] = self._class_page(term)
            elif term.is_property:
                pages[self._place(term)] = self._property_page(term)
        return pages

    def _read_vocabularies(self):
        found = {PROFILE + "#": "this profile", "https://w3id.org/micrograph/xml#": "this program",
                 "http://www.openmicroscopy.org/rdf/2016-06/ome_core/": "OME core, predecessor of 2016"}
        for file in sorted((self.root / "ontologies/packs").glob("*.tsv")):
            head = dict(re.findall(r"^#(\w+): (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE))
            if "namespace" in head:
                found[head["namespace"]] = f"{head['title']} ({head['version']})"
        return found

    def _place(self, term):
        name = self.profile.curie(term.iri).replace(":", ".").replace("#", ".").replace("/", ".")
        return f"{FOLDERS.get(term.kind, 'properties')}/{name}.md"

    def _link(self, iri, start=".."):
        name = self.profile.curie(iri).strip("<>")
        term = self.profile.terms.get(iri)
        return f"[`{name}`]({start}/{self._place(term)})" if term and term.kind != "individual" else f"`{name}`"

    def _links(self, iris, start=".."):
        return ", ".join(self._link(iri, start) for iri in iris)

    def _head(self, term):
        vocabulary = max((n for n in self.vocabularies if term.iri.startswith(n)), key=len, default="")
        module = term.module
        lines = [f"# {term.label}", "", WRITTEN_BY, "", term.comment, "", "| | |", "| --- | --- |",
                 f"| term | `{self.profile.curie(term.iri)}`, `{term.iri}` |",
                 f"| vocabulary | {self.vocabularies.get(vocabulary, 'not in a pack')} |",
                 f"| module | [{module.title}](../README.md#{anchor(module.title)}), {module.layer} layer: "
                 f"[{module.name}.ttl](../../../ontologies/{module.name}.ttl) |", f"| kind | {term.kind} |"]
        if term.above:
            lines.append(f"| kind of | {self._links(term.above)} |")
        if term.matches:
            lines.append("| nearest shared terms | "
                         + ", ".join(f"{self._link(iri)} ({words(match)})" for match, iri in term.matches) + " |")
        if term.note:
            lines.append(f"| why a term of our own | {term.note} |")
        return lines

    def _property_page(self, term):
        lines = self._head(term)
        lines.append(f"| used on | {self._links(term.used_on) or 'anything'} |")
        lines.append(f"| value | {self._value(term)} |")
        if term.unit:
            lines.append(f"| unit | `{self.profile.curie(term.unit)}`, of `{self.profile.curie(term.quantity_kind)}` |")
        if term.inverse:
            lines.append(f"| other way round | {self._link(term.inverse)} |")
        rules = [(target, c) for target, constraints in sorted(self.by_target.items()) for c in constraints
                 if c.path == (term.iri,)]
        if rules:
            lines += ["", "## What the shapes ask", ""]
            lines += [f"- On {self._link(target)}: {self._rule(c)}." for target, c in rules]
        lines += self._looked_up(term)
        lines += self._example(self.examples.of_property(term))
        return "\n".join(lines + self._feeds(term)) + "\n"

    def _class_page(self, term):
        lines = self._head(term)
        used = [t for t in self.profile.terms.values() if term.iri in t.used_on]
        leading = [t for t in self.profile.terms.values() if t.is_property and term.iri in t.ranges]
        if leading:
            lines.append(f"| led to by | {self._links(t.iri for t in leading)} |")
        below = [iri for iri in self.profile.below(term.iri) if iri != term.iri]
        if below:
            lines.append(f"| kinds | {self._links(below)} |")
        if used:
            lines += ["", "## Properties", "", "| property | meaning | value | how many |", "| --- | --- | --- | --- |"]
            lines += [f"| {self._link(t.iri)} | {t.comment} | {self._value(t, term.iri)} | {self._count(t, term)} |" for t in used]
        if term.above and not self.profile.values_of(term.iri):
            lines += ["", f"And what {self._links(term.above)} has."]
        lines += self._values([(v.iri, v.label + (f": {v.comment}" if v.comment else "")) for v in self.profile.values_of(term.iri)])
        lines += self._example(self.examples.of_class(term))
        return "\n".join(lines + self._feeds(term)) + "\n"

    def _values(self, values):
        if not values:
            return []
        lines = ["", "## Values", "", "| term | label | texts that mean it |", "| --- | --- | --- |"]
        return lines + [f"| `{self.profile.curie(iri).strip('<>')}` | {label} | {self._texts(iri)} |" for iri, label in values]

    def _texts(self, iri):
        texts = sorted({text for table in self.tables.values() for text in table.get(iri, [])},
                       key=lambda text: (text.casefold(), text))
        return ", ".join(f"“{text}”" for text in texts) or "–"

    def _looked_up(self, term):
        """Values of other vocabularies that tables have for a property and that no module declares."""
        found = {iri for enumeration in self.lookups.get(term.iri, []) for iri in self.tables.get(enumeration, {})}
        return self._values([(iri, self.labels[iri]) for iri in sorted(found) if iri not in self.profile.terms])

    def _count(self, term, of_class):
        least, most = 0, "any"
        for constraint in self.by_target.get(of_class.iri, []):
            if constraint.path == (term.iri,):
                least = constraint.parameters["minCount"].text if "minCount" in constraint.parameters else least
                most = constraint.parameters["maxCount"].text if "maxCount" in constraint.parameters else most
        return f"exactly {most}" if str(least) == most else f"{least} or more" if most == "any" else f"at most {most}"

    def _value(self, term, of_class=None):
        if term.unit:
            return f"a quantity in {self._unit(term.unit)}"
        classes = [c for c, constraints in self.by_target.items() if of_class in (None, c)]
        found = list(term.ranges)
        for name in classes:
            for constraint in self.by_target[name]:
                if constraint.path == (term.iri,):
                    found += [iri for iri in self._classes_in(constraint.parameters) if iri not in found]
        if found:
            return " or ".join(RANGE_WORDS.get(iri) or self._link(iri) for iri in found)
        if term.kind == "data property":
            return "a text"
        return "an IRI" if term.kind == "object property" else "a text or an IRI"

    def _classes_in(self, parameters):
        if "class" in parameters:
            return [parameters["class"]]
        if "node" in parameters:
            members = self.profile.shapes[parameters["node"]].of_node.parameters.get("in", [])
            return sorted({c for iri in members for c in self.profile.terms[iri].classes})
        return [iri for member in parameters.get("or", []) for iri in self._classes_in(member)]

    def _rule(self, constraint):
        said, parameters = [], constraint.parameters
        counts = [parameters[name].text if name in parameters else None for name in ("minCount", "maxCount")]
        if any(counts):
            said.append(f"exactly {counts[0]}" if counts[0] == counts[1] else f"at least {counts[0]}" if counts[0] else
                        f"at most {counts[1]}")
        classes = self._classes_in(parameters)
        if classes:
            said.append(" or ".join(self._link(iri) for iri in classes))
        elif "or" in parameters:
            said.append(" or ".join(RANGE_WORDS.get(m["datatype"], self.profile.curie(m["datatype"])) for m in parameters["or"]))
        elif "node" in parameters:
            said.append(self._quantity(self.profile.shapes[parameters["node"]]))
        elif "datatype" in parameters:
            said.append(RANGE_WORDS.get(parameters["datatype"], self.profile.curie(parameters["datatype"])))
        elif "nodeKind" in parameters:
            said.append({"IRI": "an IRI", "Literal": "a literal"}[parameters["nodeKind"].split("#")[1]])
        said += [f"{text} {parameters[name].text}" for name, text in BOUNDS.items() if name in parameters]
        if "pattern" in parameters:
            said.append(f"of the form `{parameters['pattern'].text}`".replace("|", "\\|"))
        return ", ".join(said) + (f" (a warning: {constraint.message})" if constraint.severity == "Warning" else "")

    def _quantity(self, shape):
        said = []
        for constraint in shape.of_values:
            if "hasValue" in constraint.parameters:
                said.append(f"in {self._unit(constraint.parameters['hasValue'])}")
            said += [f"{text} {constraint.parameters[name].text}" for name, text in BOUNDS.items() if name in constraint.parameters]
        return "a quantity " + ", ".join(said)

    def _unit(self, iri):
        name = self.profile.curie(iri).removeprefix("unit:")
        return UNITS.get(name, name)

    @staticmethod
    def _example(example):
        if example is None:
            return []
        name, turtle = example
        return ["", "## Example", "", f"From [{name}](../../../{name}):", "", "```turtle", turtle, "```"]

    def _feeds(self, term):
        feeds = self.feeds.get(term.iri, [])
        if any(feed.role != "value" for feed in feeds):  # the rule that looks a table up says what its rows say
            feeds = [feed for feed in feeds if feed.role != "value"]
        rows = {}
        for feed in feeds:
            fields = rows.setdefault((feed.source, feed.note, feed.file), [])
            fields += [feed.field] if feed.field and feed.field not in fields else []
        if not rows:
            return ["", "## Sources", "", PROGRAM_MAKES.get(term.module.name, "No mapping makes it by itself; see its values.")]
        lines = ["", "## Sources", "", "| source | field | where | mapping |", "| --- | --- | --- | --- |"]
        for (source, note, file), fields in sorted(rows.items(), key=lambda row: (row[0][0], row[0][2])):
            field = ", ".join(f if "“" in f else f"`{f}`" for f in fields)
            note = note.replace("|", "\\|")
            lines.append(f"| {source} | {field} | {note} | [{file}](../../../mappings/{file}) |")
        return lines

    def _index(self):
        terms = self.profile.terms.values()
        counts = [sum(t.kind == "class" for t in terms), sum(t.is_property for t in terms), sum(t.kind == "individual" for t in terms)]
        lines = ["# Classes and properties of the profile", "", WRITTEN_BY, "",
                 f"{counts[0]} classes, {counts[1]} properties and {counts[2]} values in {len(self.profile.modules)} modules; what the "
                 "profile is for is in [profile.md](../profile.md).", "", "![The model](model.svg)"]
        for layer in LAYERS:
            for module in (m for m in self.profile.modules if m.layer == layer):
                lines += ["", f"## {module.title}", "",
                          f"{module.purpose} {layer.capitalize()} layer, [{module.name}.ttl](../../ontologies/{module.name}.ttl)."]
                own = [t for t in terms if t.module is module and t.kind != "individual"]
                lines += ["", "| term | kind | meaning |", "| --- | --- | --- |"]
                lines += [f"| {self._link(t.iri, '.')} | {t.kind} | {t.comment} |" for t in own]
        return "\n".join(lines) + "\n"


BOUNDS = {"minInclusive": "at least", "maxInclusive": "at most", "minExclusive": "more than", "maxExclusive": "less than"}
PROGRAM_MAKES = {
    "core/quantities": "The mapper adds it for each quantity that a rule names ([mapping.md](../../mapping.md#quantities)).",
    "core/provenance": "`build` states it of each source, in the provenance graph.",
    "custom/profile": "The profile says it of its properties, or `build` of its sources.",
    "custom/markup": "The lifter states it in the source's own graph ([lift.md](../../lift.md)).",
}


def anchor(title):
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def words(match):
    return match.removesuffix("Match")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("project", nargs="?", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--program", required=True)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    folder = options.project / "docs" / "profile"
    pages = Pages(options.program, options.project).all()
    there = {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
             for file in folder.rglob("*") if file.is_file()} if folder.exists() else {}
    changed = sorted(name for name in pages.keys() | there.keys() if pages.get(name) != there.get(name))
    if options.check:
        for name in changed:
            print(f"FAILED: docs/profile/{name} is not what make_profile_pages.py writes")
    else:
        for name in changed:
            if name not in pages:
                (folder / name).unlink()
                continue
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(pages[name], encoding="utf-8")
    print(f"{len(pages)} files, {len(changed)} {'differ' if options.check else 'written'}")
    return 1 if options.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
