#!/usr/bin/env python3
"""Writes a graph of so many images as N-Triples to standard output: images.py IMAGES

Each has what `build` makes of a file that says much: a date (nine of ten), a pixel size, an acquisition with microscope and
objective, a channel with dye and emission; one in five is derived from an earlier one, one in twenty has an organism. The same
number gives the same graph. What `report` and the ready questions need for millions of images is measured with it.
"""
import random
import sys

CORE = "https://ld.openmicroscopy.org/core/"
PROV = "http://www.w3.org/ns/prov#"
QUDT = "http://qudt.org/schema/qudt/"
XSD = "http://www.w3.org/2001/XMLSchema#"
LAB = "https://example.org/lab/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
MICROSCOPES, OBJECTIVES, SIZES, DYES = 60, 300, 400, 500
WAVELENGTHS = range(400, 700, 5)


def say(subject, predicate, thing):
    sys.stdout.write(f"<{subject}> <{predicate}> {thing} .\n")


def iri(text):
    return f"<{text}>"


def number(value):
    return f'"{value}"^^<{XSD}decimal>'


def quantity(name, value, unit):
    say(LAB + name, QUDT + "numericValue", number(value))
    say(LAB + name, QUDT + "hasUnit", iri("http://qudt.org/vocab/unit/" + unit))


def say_what_is_shared(chance):
    sizes = [round(10 ** chance.uniform(-2, 1), 4) for _ in range(SIZES)]
    for i, size in enumerate(sizes):
        quantity(f"um{i}", size, "MicroM")
    for wavelength in WAVELENGTHS:
        quantity(f"nm{wavelength}", f"{wavelength}.0", "NanoM")
    for i in range(MICROSCOPES):
        stand = f"{LAB}stand{i}"
        say(stand, TYPE, iri(CORE + "Microscope"))
        say(stand, CORE + "model", f'"Microscope {i}"')
        say(f"{LAB}instrument{i}", CORE + "microscope", iri(stand))
    for i in range(OBJECTIVES):
        objective = f"{LAB}objective{i}"
        say(objective, TYPE, iri(CORE + "Objective"))
        say(objective, CORE + "model", f'"Plan {i}"')
        say(objective, CORE + "nominal_magnification", number(f"{10 * (i % 10 + 1)}.0"))


def say_image(i, chance):
    image, acquisition, channel = f"{LAB}image{i}", f"{LAB}acquisition{i}", f"{LAB}channel{i}"
    say(image, TYPE, iri(CORE + "Image"))
    if chance.random() < .9:
        day = f"20{chance.randrange(5, 26):02d}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
        say(image, CORE + "acquisition_date", f'"{day}T10:{i % 60:02d}:00Z"^^<{XSD}dateTime>')
    say(image, CORE + "physical_size_x", iri(f"{LAB}um{chance.randrange(SIZES)}"))
    say(image, PROV + "wasGeneratedBy", iri(acquisition))
    say(acquisition, PROV + "used", iri(f"{LAB}instrument{chance.randrange(MICROSCOPES)}"))
    say(acquisition, PROV + "used", iri(f"{LAB}objective{chance.randrange(OBJECTIVES)}"))
    say(image, "http://purl.org/dc/terms/hasPart", iri(channel))
    say(channel, TYPE, iri(CORE + "Channel"))
    say(channel, CORE + "fluor", f'"Dye {chance.randrange(DYES)}"')
    say(channel, CORE + "emission_wavelength", iri(f"{LAB}nm{chance.choice(WAVELENGTHS)}"))
    say(channel, "http://schema.org/measurementTechnique", iri("http://purl.obolibrary.org/obo/FBbi_00000251"))
    if i % 5 == 0:
        say(image, PROV + "wasDerivedFrom", iri(f"{LAB}image{max(i - 1 - chance.randrange(50), 0)}"))
    if i % 20 == 0:
        say(image, "http://schema.org/taxonomicRange", iri("http://purl.obolibrary.org/obo/NCBITaxon_9606"))


def main():
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    chance = random.Random(7)
    say_what_is_shared(chance)
    for i in range(int(sys.argv[1])):
        say_image(i, chance)


if __name__ == "__main__":
    main()
