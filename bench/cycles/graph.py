#!/usr/bin/env python3
"""Graphs of one property, dct:hasPart, whose cycles are worth looking for; the same bytes each time.

Usage: graph.py KIND EDGES > DATA.nt

  even   each thing has about as many parts as each other, ten
  zipf   the i-th thing is an end of an edge as often as 1/i says
  hubs   few things, each part of many others and with as many parts, beside ten times as many edges of even kind

Some 2 % of the things are of the type ex:Marked, and each has, by other properties, several values of eight kinds.
"""
import bisect
import itertools
import random
import sys

EX = "https://example.org/"


def even(random_, edges):
    things = edges // 10
    return ((random_.randrange(things), random_.randrange(things)) for _ in range(edges))


def zipf(random_, edges):
    sums = list(itertools.accumulate(1 / rank for rank in range(1, edges // 4 + 2)))
    one = lambda: bisect.bisect(sums, random_.random() * sums[-1])
    return ((one(), one()) for _ in range(edges))


def hubs(random_, edges):
    yield from even(random_, edges - edges // 10)
    things, count = edges // 10, 4
    for i in range(edges // 10):
        hub, other = i % count, random_.randrange(things)
        yield (hub, other) if i // count % 2 else (other, hub)


def main():
    kind, edges = sys.argv[1], int(sys.argv[2])
    random_ = random.Random(edges)
    things = set()
    for a, b in sorted(set({"even": even, "zipf": zipf, "hubs": hubs}[kind](random_, edges))):
        if a != b:
            things |= {a, b}
            print(f"<{EX}{a}> <http://purl.org/dc/terms/hasPart> <{EX}{b}> .")
    for thing in sorted(things):
        if thing % 50 == 49:
            print(f"<{EX}{thing}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{EX}Marked> .")
        if thing % 10 < 3:
            for arm in range(8):
                for value in range(1 if (thing >> arm) % 2 else 4):
                    if (thing + arm) % 11:
                        print(f'<{EX}{thing}> <{EX}arm{arm}> "{value}" .')


main()
