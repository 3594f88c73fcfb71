"""The model as one SVG drawing: a box for each class, coloured by layer, and an arrow for each property that leads to another.

Only where the boxes stand is said here; what is in them and between them is read from the profile. A class with a star is only named there:
another panel shows it. One that has no place stands at the end, so that a new one is seen before it is placed.
"""
import dataclasses
import re
import textwrap
from xml.sax.saxutils import escape

from profile_model import LAYERS

PANELS = [
    ("Images, and how they came to be", [
        ["core:Screen", "core:Plate", "core:Well", "core:Reagent", "core:PlateAcquisition", "core:OME", "core:Project",
         "core:Dataset", "core:Folder"],
        ["core:Image", "core:MapAnnotation"],
        ["prov:SoftwareAgent", "prov:Activity", "core:Channel", "core:StageLabel", "core:ImagingEnvironment",
         "core:ObjectiveSettings", "core:M"],
        ["prov:Person", "core:Instrument", "core:Objective", "core:Detector", "core:LightSource", "core:TransmittanceRange",
         "core:DetectorSettings"],
        ["core:Microscope"]]),
    ("The light of a channel", [
        ["core:Channel*", "core:Laser"],
        ["core:FilterSet", "core:LightPath", "core:LightSourceSettings", "core:Pump"],
        ["core:Filter", "core:Dichroic"],
        ["core:TransmittanceRange*"]]),
    ("Planes, fields, regions and notes", [
        ["core:PlateAcquisition*", "core:Annotation", "core:BinaryFile", "core:External"],
        ["core:WellSample", "core:Plane", "core:ROI", "core:Shape"],
        ["core:Image*", "core:TiffData", "core:Rights"],
        ["core:MicrobeamManipulation", "core:Experimenter", "core:Experiment", "core:ExperimenterGroup", "core:MetadataOnly"],
        ["core:LightSourceSettings*"]]),
    ("Records of publications", [
        ["dcat:Resource"],
        ["schema:Grant", "dcterms:Agent", "schema:Person", "schema:Organization"],
        ["schema:CreativeWork", "prov:Entity", "qudt:QuantityValue"]]),
]
# Modules of classes that are values of others, and would only fill the drawing.
NOT_DRAWN = ("community/resource-types", "custom/markup")
COLOURS = {"core": ("#dcebf7", "#2b6ca3"), "community": ("#e6f3df", "#4b8b34"), "custom": ("#fbeedb", "#b9770e")}
UNITS = {"MicroM": "µm", "NanoM": "nm", "SEC": "s", "K": "K", "MilliW": "mW", "HZ": "Hz", "MegaHZ": "MHz", "V": "V",
         "MilliBAR": "mbar", "DEG": "°", "KiloV": "kV", "MicroA": "µA", "MilliA-SEC": "mAs", "MilliM": "mm", "MilliSEC": "ms",
         "T": "T", "W": "W"}
LINE, PADDING, TITLE, EMPTY, BOX_GAP, CHARACTER = 15, 9, 38, 12, 26, 6.3
MOST_LINES, WRAP_AT, MOST_NAMES = 15, 40, 3


@dataclasses.dataclass
class Box:
    term: object
    title: str
    lines: list
    x: float = 0
    y: float = 0
    width: float = 0
    place: int = 0  # in its column, from the top

    @property
    def height(self):
        return TITLE + (LINE * len(self.lines) + PADDING if self.lines else EMPTY)


@dataclasses.dataclass
class Arrow:
    start: Box
    end: Box
    names: list

    @property
    def label(self):
        more = len(self.names) - MOST_NAMES
        return ", ".join(self.names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def local(iri):
    return re.split("[#/]", iri)[-1]


def said(term):
    """What a term is called on the drawing: a local name that is a number, as DICOM's are, tells a reader nothing."""
    return term.label if re.search(r"_[0-9a-f]{8}$", local(term.iri), re.IGNORECASE) else local(term.iri)


def grouped(names):
    """position_x, position_y, position_z → position_x, y, z"""
    out, known = [], set(names)
    for name in names:
        stem, last = name[:-1], name[-1:]
        if last in "yzYZCT" and stem + "x" in known | {n.replace("X", "x") for n in known} and len(stem) > 3:
            continue
        ends = [end for end in "xyz" if stem + end in known] if last == "x" else \
               [end for end in "XYZCT" if stem + end in known] if last == "X" else []
        out.append(stem + ", ".join(ends) if len(ends) > 1 and stem else name)
    return out


class Model:
    """Which boxes and arrows there are."""

    def __init__(self, profile):
        self.profile = profile
        self.arrows_of = {}  # (class, class) → names
        self.targets = {}  # (property, class) → classes that its values are of
        self._read_shapes()
        self._read_ranges()

    def leads(self, term, class_iri):
        return self.targets.get((term.iri, class_iri), [])

    def _read_shapes(self):
        for shape in self.profile.shapes.values():
            for constraint in shape.of_values:
                classes = self._classes_in(constraint.parameters)
                starts = shape.targets
                for step in constraint.path[:-1]:
                    starts = self.profile.terms[step].ranges
                for start in starts:
                    known = self.targets.setdefault((constraint.path[-1], start), [])
                    known += [iri for iri in classes if iri not in known]

    def _classes_in(self, parameters):
        if "class" in parameters:
            return [parameters["class"]]
        return [iri for member in parameters.get("or", []) for iri in self._classes_in(member)]

    def _read_ranges(self):
        for term in self.profile.terms.values():
            for start in term.used_on:
                known = self.targets.setdefault((term.iri, start), [])
                known += [iri for iri in term.ranges if iri in self.profile.terms and not term.unit and iri not in known]

    def lines_of(self, class_term, shown):
        """What is written in a box: values, then links that lead to no box."""
        values, links = [], []
        for term in self.profile.terms.values():
            if class_term.iri not in term.used_on:
                continue
            if any((class_term.iri, iri) in shown for iri in self.leads(term, class_term.iri)):
                continue
            unit = f" {UNITS.get(local(term.unit), local(term.unit))}" if term.unit else ""
            is_link = term.kind == "object property" and not term.unit and not self._enumerated(term, class_term.iri)
            (links if is_link else values).append((said(term), unit))
        lines = []
        for unit in dict.fromkeys(unit for _, unit in values):
            names = grouped([name for name, u in values if u == unit])
            lines += [name + unit for name in names]
        if len(lines) > MOST_LINES:
            lines = textwrap.wrap(", ".join(lines), WRAP_AT)
        if links:
            lines += textwrap.wrap("→ " + ", ".join(name for name, _ in links), WRAP_AT)
        kinds = [local(iri) for iri in self.profile.below(class_term.iri)[1:]]
        return lines + (textwrap.wrap("kinds: " + ", ".join(kinds), WRAP_AT) if kinds else [])

    def _enumerated(self, term, class_iri):
        for shape in self.profile.shapes.values():
            if class_iri in shape.targets:
                for constraint in shape.of_values:
                    node = constraint.parameters.get("node")
                    if constraint.path == (term.iri,) and node and "in" in self.profile.shapes[node].of_node.parameters:
                        return True
        return False


def drawing_of(profile):
    model = Model(profile)
    by_name = {profile.curie(term.iri): term for term in profile.terms.values() if term.kind == "class"}
    panels = [(title, [[name for name in column if name.rstrip("*") in by_name] for column in columns]) for title, columns in PANELS]
    placed = {name for _, columns in panels for column in columns for name in column}
    panels[-1][1][-1].extend(name for name, term in by_name.items() if name not in placed and is_drawn(profile, term))
    shown = shown_pairs(by_name, panels)
    out, top, width, drawn = [], 64.0, 0.0, set()
    for title, columns in panels:
        boxes = [[Box(by_name[name.rstrip("*")], name.rstrip("*"),
                      [] if name.endswith("*") else model.lines_of(by_name[name], shown)) for name in column] for column in columns]
        arrows = [arrow for arrow in arrows_between(profile, model, [box for column in boxes for box in column])
                  if (arrow.start.term.iri, arrow.end.term.iri) not in drawn]
        drawn |= {(arrow.start.term.iri, arrow.end.term.iri) for arrow in arrows}
        out.append(f'<text x="24" y="{top:.0f}" class="panel">{escape(title)}</text>')
        bottom, right = place(boxes, arrows, top + 20)
        out += [draw_arrow(arrow, *ends) for arrow, ends in ports(arrows)]
        out += [draw_box(box) for column in boxes for box in column]
        out += [draw_label(arrow, *ends) for arrow, ends in ports(arrows)]
        top, width = bottom + 56, max(width, right)
    return document(out, width + 24, top)


def shown_pairs(by_name, panels):
    """The pairs of classes that stand in one panel, so that an arrow can lead from one to the other."""
    pairs = set()
    for _, columns in panels:
        names = [by_name[name.rstrip("*")].iri for column in columns for name in column]
        pairs |= {(start, end) for start in names for end in names}
    return pairs


def is_drawn(profile, term):
    below_another = any(iri in profile.terms for iri in term.above)
    return not (below_another or profile.values_of(term.iri) or term.module.name in NOT_DRAWN or term.iri.endswith("OBI_0002119"))


def arrows_between(profile, model, boxes):
    by_iri = {box.term.iri: box for box in boxes}
    found = {}
    for term in profile.terms.values():
        for box in boxes:
            for iri in model.leads(term, box.term.iri):
                drawn_already = term.inverse and local(term.iri).startswith("isPartOf")
                if iri in by_iri and not drawn_already:
                    found.setdefault((box.term.iri, iri), []).append(local(term.iri))
    return [Arrow(by_iri[start], by_iri[end], names) for (start, end), names in found.items()]


def place(columns, arrows, top):
    """Puts the boxes in their columns; the gap before a column is as wide as the labels that end there."""
    x = 24.0
    height = max(sum(box.height + BOX_GAP for box in column) for column in columns)
    for number, column in enumerate(columns):
        labels = [len(a.label) * CHARACTER for a in arrows if a.end in column and a.start not in column]
        x += (max(labels, default=60) + 70) if number else 0
        widest = max(max([len(box.title) * 1.15, len(box.term.label), *map(len, box.lines)]) for box in column)
        free = height - sum(box.height + BOX_GAP for box in column)
        y = top + (free / 2 if number else 0)
        for position, box in enumerate(column):
            box.place = position
            box.x, box.y, box.width = x, y, widest * CHARACTER + 2 * PADDING + 6
            y += box.height + BOX_GAP
        x += column[0].width
    return top + height, x


def ports(arrows):
    """Each arrow with its ends, spread over the sides of its boxes so that none lies on another."""
    def spread(box, group, key):
        group = sorted(group, key=key)
        step = min(18.0, box.height / (len(group) + 1))
        start = box.y + box.height / 2 - step * (len(group) - 1) / 2
        return {id(arrow): start + step * number for number, arrow in enumerate(group)}

    outs, ins = {}, {}
    across = [a for a in arrows if a.start.x != a.end.x]
    for box in {id(b): b for a in across for b in (a.start, a.end)}.values():
        outs |= spread(box, [a for a in across if a.start is box], lambda a: a.end.y)
        ins |= spread(box, [a for a in across if a.end is box], lambda a: a.start.y)
    for arrow in arrows:
        start, end = arrow.start, arrow.end
        if start is end:
            yield arrow, (start.x + start.width, start.y + 12, start.x + start.width, start.y + 30, "loop")
        elif start.x == end.x and abs(start.place - end.place) > 1:
            yield arrow, (start.x + start.width, start.y + start.height / 2 + 6, end.x + end.width, end.y + end.height / 2 - 6, "past")
        elif start.x == end.x:
            down = start.y < end.y
            yield arrow, (start.x + start.width / 2, start.y + start.height if down else start.y,
                          end.x + end.width / 2, end.y if down else end.y + end.height, "down")
        elif start.x < end.x:
            yield arrow, (start.x + start.width, outs[id(arrow)], end.x, ins[id(arrow)], "right")
        else:
            yield arrow, (start.x, outs[id(arrow)], end.x + end.width, ins[id(arrow)], "left")


def bulge(y1, y2):
    """How far an arrow goes out that has to pass by other boxes of its column."""
    return 20 + abs(y1 - y2) / 4


def draw_arrow(arrow, x1, y1, x2, y2, way):
    if way == "loop":
        curve = f"M{x1:.0f},{y1:.0f} C{x1 + 34:.0f},{y1 - 6:.0f} {x1 + 34:.0f},{y2 + 6:.0f} {x2:.0f},{y2:.0f}"
    elif way == "past":
        out = max(x1, x2) + bulge(y1, y2)
        curve = f"M{x1:.0f},{y1:.0f} C{out:.0f},{y1:.0f} {out:.0f},{y2:.0f} {x2:.0f},{y2:.0f}"
    elif way == "down":
        curve = f"M{x1:.0f},{y1:.0f} L{x2:.0f},{y2:.0f}"
    else:
        bend = 60 if way == "right" else -60
        curve = f"M{x1:.0f},{y1:.0f} C{x1 + bend:.0f},{y1:.0f} {x2 - bend:.0f},{y2:.0f} {x2:.0f},{y2:.0f}"
    return f'<path d="{curve}" class="arrow" marker-end="url(#tip)"/>'


def draw_label(arrow, x1, y1, x2, y2, way):
    text = escape(arrow.label)
    if way == "loop":
        return f'<text x="{x1 + 30:.0f}" y="{(y1 + y2) / 2 + 4:.0f}" class="label">{text}</text>'
    if way == "past":
        out = max(x1, x2) + bulge(y1, y2) * 0.75
        return f'<text x="{out + 4:.0f}" y="{(y1 + y2) / 2 + 4:.0f}" class="label">{text}</text>'
    if way == "down":
        return f'<text x="{x1 + 6:.0f}" y="{(y1 + y2) / 2 + 4:.0f}" class="label">{text}</text>'
    anchor, shift = ("end", -12) if way == "right" else ("start", 12)
    return f'<text x="{x2 + shift:.0f}" y="{y2 - 4:.0f}" text-anchor="{anchor}" class="label">{text}</text>'


def draw_box(box):
    fill, stroke = COLOURS[box.term.module.layer]
    lines = [f'<g><title>{escape(box.term.comment)}</title>',
             f'<rect x="{box.x:.0f}" y="{box.y:.0f}" width="{box.width:.0f}" height="{box.height:.0f}" rx="5" fill="{fill}" '
             f'stroke="{stroke}"/>',
             f'<text x="{box.x + PADDING:.0f}" y="{box.y + 16:.0f}" class="name">{escape(box.title)}</text>',
             f'<text x="{box.x + PADDING:.0f}" y="{box.y + 31:.0f}" class="meaning">{escape(box.term.label)}</text>']
    lines += [f'<text x="{box.x + PADDING:.0f}" y="{box.y + TITLE + LINE * (n + 1) - 4:.0f}">{escape(line)}</text>'
              for n, line in enumerate(box.lines)]
    return "\n".join(lines + ["</g>"])


def document(parts, width, height):
    legend, x = [], 24
    for layer in LAYERS:
        fill, stroke = COLOURS[layer]
        legend.append(f'<rect x="{x}" y="14" width="14" height="14" rx="3" fill="{fill}" stroke="{stroke}"/>'
                      f'<text x="{x + 20}" y="26">{layer}</text>')
        x += 100
    legend.append(f'<text x="{x}" y="26">everything may have label, description, identifier, primaryTopic; a unit stands behind the '
                  'quantities that are kept in it</text>')
    style = ("text { font: 11px 'DejaVu Sans', Verdana, sans-serif; fill: #222 } .name { font-weight: bold; font-size: 12px } "
             ".meaning { font-style: italic; fill: #555 } .panel { font-size: 15px; font-weight: bold } "
             ".arrow { fill: none; stroke: #777 } "
             ".label { font-size: 10px; fill: #333; paint-order: stroke; stroke: #fff; stroke-width: 3px }")
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">',
        "<title>The model of the micrograph profile</title>", f"<style>{style}</style>",
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0,0 L10,5 L0,10 z" fill="#777"/></marker></defs>',
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>', *legend, *parts, "</svg>"]) + "\n"
