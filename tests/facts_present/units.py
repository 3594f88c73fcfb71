"""Numbers and units, as few as the tests need, exactly and apart from the program's own."""
from fractions import Fraction

LENGTHS = {"m": 1, "mm": Fraction(1, 10**3), "µm": Fraction(1, 10**6), "μm": Fraction(1, 10**6), "um": Fraction(1, 10**6),
           "nm": Fraction(1, 10**9), "Å": Fraction(1, 10**10), "pm": Fraction(1, 10**12), "cm": Fraction(1, 100), "km": 1000}
TIMES = {"s": 1, "ms": Fraction(1, 1000), "µs": Fraction(1, 10**6), "ns": Fraction(1, 10**9), "min": 60, "h": 3600}


def number(text):
    """None if it is no number."""
    try:
        return Fraction(str(text).strip())
    except (ValueError, ZeroDivisionError):
        return None


def convert(text, unit, target):
    """None if it is no number, or has no unit that converts."""
    given = number(text)
    if given is None or unit is None:
        return None
    if target == "K":
        return given + Fraction("273.15") if unit == "°C" else given if unit == "K" else \
            (given + Fraction("459.67")) * 5 / 9 if unit == "°F" else None
    for table in (LENGTHS, TIMES):
        if unit in table and target in table:
            return given * table[unit] / table[target]
    return None
