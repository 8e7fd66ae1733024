"""Association in large tables, in 50 digits, and what zeros leave."""
from mpmath import mpf, erfinv, exp, log, sqrt

from rows import MPMATH, cells, row

Z = sqrt(mpf(2)) * erfinv(mpf("0.95"))


def report(n):
    a, b, c, d = map(mpf, n)
    total = a + b + c + d
    det = a * d - b * c
    phi = det / sqrt((a + b) * (c + d) * (a + c) * (b + d))
    row("phi", cells(n), "", "estimate", phi, "rel 1e-10", MPMATH)
    row("v", cells(n), "", "estimate", abs(phi), "rel 1e-10", MPMATH)
    row("contingency", cells(n), "", "estimate", sqrt(phi * phi / (phi * phi + 1)), "rel 1e-10", MPMATH)
    ratio = a * d / (b * c)
    se = sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    row("or", cells(n), "", "estimate", ratio, "rel 1e-10", MPMATH)
    row("or", cells(n), "", "low", exp(log(ratio) - Z * se), "rel 1e-10", MPMATH)
    row("or", cells(n), "", "high", exp(log(ratio) + Z * se), "rel 1e-10", MPMATH)
    ratio = a / (a + b) / (c / (c + d))
    se = sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    row("rr", cells(n), "", "low", exp(log(ratio) - Z * se), "rel 1e-10", MPMATH)
    row("rr", cells(n), "", "high", exp(log(ratio) + Z * se), "rel 1e-10", MPMATH)


report((100000000, 250000000, 100010000, 250030000))
report((400000000, 100000000, 100000000, 400000000))
report((1, 999999999, 3, 999999997))
report((999999999, 1, 999999997, 3))
SOURCE = "by definition, Agresti (2013), section 3.1.1: nothing is added to a cell"
for measure, n, quantity, expected in (("or", (5, 0, 3, 4), "estimate", "inf"), ("or", (5, 0, 3, 4), "low", "nan"),
                                       ("or", (5, 0, 3, 4), "high", "inf"), ("or", (0, 5, 3, 4), "estimate", "0"),
                                       ("or", (0, 5, 3, 4), "low", "0"), ("or", (0, 5, 3, 4), "high", "nan"),
                                       ("or", (0, 5, 0, 4), "estimate", "nan"), ("or", (0, 0, 3, 4), "estimate", "nan"),
                                       ("rr", (5, 3, 0, 4), "estimate", "inf"), ("rr", (5, 3, 0, 4), "high", "inf"),
                                       ("rr", (5, 3, 0, 4), "low", "nan"), ("rr", (0, 3, 5, 4), "estimate", "0"),
                                       ("rr", (0, 3, 0, 4), "estimate", "nan"), ("rd", (0, 0, 3, 4), "estimate", "nan"),
                                       ("phi", (0, 0, 3, 4), "estimate", "nan"), ("v", (3, 0, 4, 0), "estimate", "nan")):
    row(measure, cells(n), "", quantity, expected, "abs 0", SOURCE)
