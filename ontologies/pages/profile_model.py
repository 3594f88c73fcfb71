"""The profile as Python objects: its modules, terms and shapes, read from the Turtle files below ontologies/.

The program itself reads the Turtle, so that nothing but Python's own library is needed here.
"""
import csv
import dataclasses
import pathlib
import re
import subprocess

LAYERS = ("core", "community", "custom")
PROFILE = "https://w3id.org/micrograph/profile"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "http://schema.org/"
SHACL = "http://www.w3.org/ns/shacl#"
QUDT = "http://qudt.org/schema/qudt/"
DCTERMS = "http://purl.org/dc/terms/"
XSD = "http://www.w3.org/2001/XMLSchema#"

KINDS = {OWL + "Class": "class", OWL + "ObjectProperty": "object property", OWL + "DatatypeProperty": "data property",
         OWL + "AnnotationProperty": "annotation property", RDF + "Property": "property",
         OWL + "NamedIndividual": "individual"}
MATCHES = [SKOS + name for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")]
# Prefixes that output does not have and that the pages need.
MORE_PREFIXES = {"sh": SHACL, "quantitykind": "http://qudt.org/vocab/quantitykind/", "void": "http://rdfs.org/ns/void#",
                 "oa": "http://www.w3.org/ns/oa#"}

STATEMENT = re.compile(r'(<[^>]*>|_:\S+) <([^>]*)> (?:<([^>]*)>|(_:\S+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@(\S+))?) \.')
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


@dataclasses.dataclass(frozen=True)
class Literal:
    text: str
    datatype: str = ""
    language: str = ""


def unescaped(text):
    return re.sub(r"\\(?:u(....)|U(........)|(.))",
                  lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else ESCAPES[m[3]], text)


def statements_of(n_triples, blank_prefix=""):
    """(subject, predicate, object) of N-Triples; an object is a Literal or a string; blank nodes start with `_:`."""
    for line in n_triples.splitlines():
        match = STATEMENT.fullmatch(line.strip())
        if not match:
            raise ValueError(f"not a statement: {line}")
        subject, predicate, iri, blank, text, datatype, language = match.groups()
        subject = subject[1:-1] if subject[0] == "<" else "_:" + blank_prefix + subject[2:]
        if text is not None:
            yield subject, predicate, Literal(unescaped(text), datatype or "", language or "")
        else:
            yield subject, predicate, iri if iri is not None else "_:" + blank_prefix + blank[2:]


@dataclasses.dataclass
class Module:
    name: str  # core/image
    iri: str
    statements: list
    title: str = ""
    purpose: str = ""
    version: str = ""
    licence: str = ""
    imports: list = dataclasses.field(default_factory=list)

    @property
    def layer(self):
        return self.name.split("/")[0]


@dataclasses.dataclass
class Term:
    iri: str
    kind: str
    module: Module
    label: str = ""
    comment: str = ""
    note: str = ""  # why it was minted
    used_on: list = dataclasses.field(default_factory=list)
    ranges: list = dataclasses.field(default_factory=list)
    unit: str = ""
    quantity_kind: str = ""
    above: list = dataclasses.field(default_factory=list)  # classes or properties that it is a kind of
    inverse: str = ""
    classes: list = dataclasses.field(default_factory=list)  # of an individual
    matches: list = dataclasses.field(default_factory=list)  # (closeMatch, IRI)

    @property
    def is_property(self):
        return "property" in self.kind


@dataclasses.dataclass
class Constraint:
    """What a shape says of a node or of the values of a path: SHACL's own names, without the namespace."""
    path: tuple = ()  # properties, one after the other; empty: of the node itself
    parameters: dict = dataclasses.field(default_factory=dict)
    severity: str = "Violation"
    message: str = ""


@dataclasses.dataclass
class Shape:
    iri: str
    module: Module
    targets: list
    of_node: Constraint
    of_values: list


class Profile:
    def __init__(self, program, root):
        self.root, self.program = pathlib.Path(root), program
        self.folder = self.root / "ontologies"
        self.prefixes = dict(MORE_PREFIXES)
        with (self.folder / "prefixes.tsv").open(encoding="utf-8", newline="") as rows:
            self.prefixes |= {row["prefix"]: row["namespace"] for row in csv.DictReader(rows, delimiter="\t")}
        self.modules = [self._read_module(program, file) for layer in LAYERS
                        for file in sorted((self.folder / layer).glob("*.ttl"))]
        self.by_subject = {}
        self.home = {}
        for module in self.modules:
            for subject, predicate, object_ in module.statements:
                self.by_subject.setdefault(subject, []).append((predicate, object_))
                self.home.setdefault(subject, module)
        self.terms = {}
        self.declared_again = []
        for module in self.modules:
            self._read_terms(module)
        self.shapes = {subject: self._read_shape(subject) for subject in self.by_subject
                       if SHACL + "NodeShape" in self.objects(subject, RDF + "type")}

    def curie(self, iri):
        """`core:Image`; the IRI in angle brackets if no prefix fits."""
        fitting = [(len(namespace), name) for name, namespace in self.prefixes.items()
                   if iri.startswith(namespace) and re.fullmatch(r"[\w.#/-]*[\w-]", iri[len(namespace):])]
        if not fitting:
            return f"<{iri}>"
        length, name = max(fitting)
        return f"{name}:{iri[length:]}"

    def below(self, class_iri):
        """The class and all that are kinds of it."""
        found = [class_iri]
        for name in found:
            found += [term.iri for term in self.terms.values() if name in term.above and term.iri not in found]
        return found

    def values_of(self, class_iri):
        return sorted((term for term in self.terms.values() if class_iri in term.classes), key=lambda term: term.iri)

    def objects(self, subject, predicate):
        return [object_ for p, object_ in self.by_subject.get(subject, []) if p == predicate]

    def _one(self, subject, predicate):
        found = self.objects(subject, predicate)
        return (found[0].text if isinstance(found[0], Literal) else found[0]) if found else ""

    def _read_module(self, program, file):
        name = file.relative_to(self.folder).with_suffix("").as_posix()
        text = subprocess.run([program, "convert", str(file), "--to", "ntriples"], capture_output=True, text=True,
                              check=True).stdout
        module = Module(name, f"{PROFILE}/{name}", list(statements_of(text, name.replace("/", ".") + ".")))
        said = {}
        for subject, predicate, object_ in module.statements:
            if subject == module.iri:
                said.setdefault(predicate, []).append(object_.text if isinstance(object_, Literal) else object_)
        one = lambda predicate: said.get(predicate, [""])[0]  # noqa: E731
        if OWL + "Ontology" in said.get(RDF + "type", []):
            module.title, module.purpose = one(DCTERMS + "title"), one(RDFS + "comment")
            module.version, module.licence = one(OWL + "versionInfo"), one(DCTERMS + "license")
            module.imports = [iri.removeprefix(PROFILE + "/") for iri in said.get(OWL + "imports", [])]
        return module

    def _read_terms(self, module):
        for subject, predicate, object_ in module.statements:
            if predicate != RDF + "type" or object_ not in KINDS:
                continue
            if subject in self.terms:
                self.declared_again.append((subject, self.terms[subject].module.name, module.name))
                continue
            one, every = (lambda p, s=subject: self._one(s, p)), (lambda p, s=subject: self.objects(s, p))
            self.terms[subject] = Term(
                subject, KINDS[object_], module, one(RDFS + "label"), one(RDFS + "comment"), one(SKOS + "editorialNote"),
                every(SCHEMA + "domainIncludes"), every(RDFS + "range") + every(SCHEMA + "rangeIncludes"),
                one(PROFILE + "#canonicalUnit"), one(QUDT + "hasQuantityKind"),
                every(RDFS + "subClassOf") + every(RDFS + "subPropertyOf"), one(OWL + "inverseOf"),
                [c for c in every(RDF + "type") if c not in KINDS],
                [(match.removeprefix(SKOS), iri) for match in MATCHES for iri in every(match)])

    def _list(self, node):
        while node != RDF + "nil":
            yield self.objects(node, RDF + "first")[0]
            node = self.objects(node, RDF + "rest")[0]

    def _read_shape(self, iri):
        of_node, of_values = self._read_constraint(iri), []
        for node in self.objects(iri, SHACL + "property"):
            of_values.append(self._read_constraint(node))
        return Shape(iri, self.home[iri], self.objects(iri, SHACL + "targetClass"), of_node, of_values)

    def _read_constraint(self, node):
        constraint = Constraint()
        for predicate, object_ in self.by_subject[node]:
            name = predicate.removeprefix(SHACL)
            if name == predicate or name in ("targetClass", "property"):
                continue
            if name == "path":
                steps = tuple(self._list(object_)) if object_.startswith("_:") else (object_,)
                constraint.path = steps
            elif name == "severity":
                constraint.severity = object_.removeprefix(SHACL)
            elif name == "message":
                constraint.message = object_.text
            elif name == "or":
                constraint.parameters["or"] = [self._read_constraint(member).parameters for member in self._list(object_)]
            elif name == "in":
                constraint.parameters["in"] = list(self._list(object_))
            else:
                constraint.parameters[name] = object_
        return constraint
