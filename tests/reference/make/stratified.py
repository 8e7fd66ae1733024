"""The exact conditional test of K strata: rational arithmetic for p, 50 digits for the odds ratio."""
from fractions import Fraction
from math import comb

from mpmath import exp

import strata
from exact_odds import log_odds, number, p_values
from rows import MPMATH, row


def weights_of(s):
    r1, r2, c1, c2, n = strata.margins(s)
    return {k: comb(r1, k) * comb(r2, c1 - k) for k in range(max(0, c1 - r2), min(r1, c1) + 1)}


def fold(x, y):
    out = {}
    for i, u in x.items():
        for j, v in y.items():
            out[i + j] = out.get(i + j, 0) + u * v
    return out


def report(tables, odds=True):
    weights = {0: 1}
    for s in tables:
        weights = fold(weights, weights_of(s))
    weights = {k: Fraction(w) for k, w in weights.items()}
    at, text = sum(s[0] for s in tables), "strata=%d" % len(tables)
    for arguments, (p, midp) in p_values(weights, at).items():
        arguments = text + (";" + arguments if arguments else "")
        for name, value in (("cmh-exact", p), ("cmh-midp", midp)):
            row(name, strata.table(tables), arguments, "p", number(value), "rel 1e-10", "rational arithmetic over all tables")
    source = MPMATH + ", root of the equations of the folded distribution"
    for name, half in (("cmh-exact", False), ("cmh-midp", True)) if odds else ():
        values, _, _ = log_odds(weights, at, "0.95", half)
        for quantity, value in values.items():
            if value is not None:
                row(name, strata.table(tables), text, quantity, exp(value), "rel 1e-9", source)


for tables in (strata.ADMISSIONS, strata.MIGRAINE, strata.TOLBUTAMIDE, strata.RABBITS, strata.LIDOCAINE, strata.SMALL):
    report(tables, odds=tables is not strata.ADMISSIONS)
report(strata.HEART, odds=False)
report(((190, 10, 20, 180), (90, 10, 3, 97)), odds=False)  # far in the tail
report(((1, 0, 0, 1),) * 9 + ((0, 1, 1, 0),) * 2)  # matched pairs: a binomial
