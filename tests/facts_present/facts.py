"""What a reader finds: pairs of a fact's name and its value, none of them void."""
from fractions import Fraction

from ome import void


class Facts(set):
    def text(self, fact, value):
        if not void(value):
            self.add((fact, value))

    def number(self, fact, value, positive=True):
        if value is not None and (value > 0 or not positive):
            self.add((fact, Fraction(value)))


def files_below(folder, pattern):
    """The files that match, sorted, each with its name as the program calls it."""
    for path in sorted(folder.rglob(pattern)):
        if path.is_file():
            yield str(path.relative_to(folder)), path
