"""SHACL shapes as SPARQL queries: one query for each shape, whose rows are the nodes that break it.

Debian has no SHACL engine, so the shapes of the profile are tried by the program's own query engine. What they are made of is all
that is understood here (KNOWN); anything else is an error, so that no constraint is passed over.
"""
import itertools

KNOWN = {"datatype", "nodeKind", "class", "in", "pattern", "minInclusive", "maxInclusive", "minExclusive", "maxExclusive",
         "hasValue", "minCount", "maxCount", "node", "or"}
COMPARED = {"minInclusive": ">=", "maxInclusive": "<=", "minExclusive": ">", "maxExclusive": "<"}
KIND_TESTS = {"IRI": "isIRI", "Literal": "isLiteral", "BlankNode": "isBlank"}


def text_of(literal):
    return '"' + literal.text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def iris(names):
    return " ".join(f"<{name}>" for name in names)


def path_of(constraint):
    return "/".join(f"<{step}>" for step in constraint.path)


class ShapeQueries:
    def __init__(self, profile):
        self.profile = profile
        self.numbers = itertools.count()

    def queries(self):
        """(shape, its constraints by the number that a row has, query) of each shape that has a target."""
        for shape in self.profile.shapes.values():
            if shape.targets:
                rules = [rule for constraint in shape.of_values for rule in self._rules(constraint)]
                classes = {name for target in shape.targets for name in self.profile.below(target)}
                target = f"VALUES ?target {{ {iris(sorted(classes))} }} ?node a ?target ."
                groups = [f"  {{ {target} {pattern} BIND ({number} AS ?rule) }}"
                          for number, (_, _, pattern) in enumerate(rules)]
                query = "SELECT DISTINCT ?node ?rule ?value WHERE {\n" + "\n  UNION\n".join(groups) + "\n}"
                yield shape, [(constraint, parameter) for constraint, parameter, _ in rules], query

    def _rules(self, constraint):
        """(constraint, parameter, pattern that a fault matches)"""
        path = path_of(constraint)
        unknown = set(constraint.parameters) - KNOWN
        if unknown:
            raise ValueError(f"{path}: sh:{', sh:'.join(sorted(unknown))} is not understood here")
        for name, value in constraint.parameters.items():
            if name in ("minCount", "maxCount") and value.text != "1":
                raise ValueError(f"{path}: sh:{name} {value.text} is not understood here")
            if name == "minCount":
                pattern = f"FILTER NOT EXISTS {{ ?node {path} ?any }}"
            elif name == "maxCount":
                pattern = f"?node {path} ?value , ?another FILTER (?value != ?another)"
            elif name == "hasValue":
                pattern = f"FILTER NOT EXISTS {{ ?node {path} <{value}> }}"
            else:
                pattern = f"?node {path} ?value FILTER (!COALESCE({self._test('?value', {name: value})}, false))"
            yield constraint, name, pattern

    def _test(self, variable, parameters):
        """An expression that is true if the value is as the parameters want it."""
        return " && ".join(self._one_test(variable, name, value) for name, value in sorted(parameters.items())) or "true"

    def _one_test(self, variable, name, value):
        if name == "datatype":
            return f"(isLiteral({variable}) && DATATYPE({variable}) = <{value}>)"
        if name == "nodeKind":
            return f"{KIND_TESTS[value.split('#')[1]]}({variable})"
        if name == "class":
            kind = f"?c{next(self.numbers)}"
            return f"EXISTS {{ VALUES {kind} {{ {iris(self.profile.below(value))} }} {variable} a {kind} }}"
        if name == "in":
            return f"{variable} IN ({', '.join(f'<{member}>' for member in value)})"
        if name == "pattern":
            return f"REGEX(STR({variable}), {text_of(value)})"
        if name in COMPARED:
            return f"{variable} {COMPARED[name]} {value.text}"
        if name == "or":
            return "(" + " || ".join(f"({self._test(variable, member)})" for member in value) + ")"
        if name == "node":
            return self._conforms(variable, self.profile.shapes[value])
        raise ValueError(f"sh:{name} is not understood within another shape")

    def _conforms(self, variable, shape):
        tests = [self._test(variable, shape.of_node.parameters)]
        for constraint in shape.of_values:
            of_value = dict(constraint.parameters)
            path, inner = path_of(constraint), f"?v{next(self.numbers)}"
            if "hasValue" in of_value:
                tests.append(f"EXISTS {{ {variable} {path} <{of_value.pop('hasValue')}> }}")
            if of_value:
                tests.append(f"NOT EXISTS {{ {variable} {path} {inner} "
                             f"FILTER (!COALESCE({self._test(inner, of_value)}, false)) }}")
        return "(" + " && ".join(tests) + ")"
