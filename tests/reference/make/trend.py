"""Exact tests of ordered tables by whole numbers: every statistic that the margins allow with the number of ways to
arrange respondents; and Jonckheere's variance from that distribution."""
from collections import defaultdict
from fractions import Fraction
from math import comb

from mpmath import mpf, sqrt
from rows import MPMATH, row

EXACT = "Python, whole numbers, all tables"


def fill(left, n):
    """All ways to take n from rows with `left`, and in how many ways of respondents."""
    if len(left) == 1:
        if n <= left[0]:
            yield (n,), comb(left[0], n)
        return
    for x in range(min(left[0], n) + 1):
        for rest, ways in fill(left[1:], n - x):
            yield (x,) + rest, comb(left[0], x) * ways


def distribution(table, add):
    rows = [sum(r) for r in table]
    states = {(tuple(rows), Fraction(0)): 1}
    for j in range(len(table[0])):
        after = defaultdict(int)
        for (left, value), weight in states.items():
            used = [r - l for r, l in zip(rows, left)]
            for x, ways in fill(left, sum(r[j] for r in table)):
                after[tuple(l - y for l, y in zip(left, x)), value + add(j, used, x)] += weight * ways
        states = after
    result = defaultdict(int)
    for (_, value), weight in states.items():
        result[value] += weight
    return result


def concordance(j, used, x):
    return sum(x[b] * used[a] - x[a] * used[b] for a in range(len(x)) for b in range(a + 1, len(x)))


def linear(u, v):
    return lambda j, used, x: v[j] * sum(a * b for a, b in zip(u, x))


def observed(table, add):
    used, value = [0] * len(table), Fraction(0)
    for j in range(len(table[0])):
        x = [r[j] for r in table]
        value += add(j, used, x)
        used = [a + b for a, b in zip(used, x)]
    return value


def rows_of(name, table, add, arguments=""):
    text = " / ".join(" ".join(map(str, r)) for r in table)
    ways, value = distribution(table, add), observed(table, add)
    total = sum(ways.values())
    mean = sum(v * w for v, w in ways.items()) / Fraction(total)
    for side, ok in (("", lambda v: abs(v - mean) >= abs(value - mean)), ("less", lambda v: v <= value),
                     ("greater", lambda v: v >= value)):
        p = Fraction(sum(w for v, w in ways.items() if ok(v)), total)
        a = ";".join(s for s in (arguments, side and "alternative=" + side) if s)
        row(name, text, a, "p", mpf(p.numerator) / p.denominator, "rel 1e-10", EXACT)
    most = max(abs(v - mean) for v in ways)
    p = Fraction(sum(w for v, w in ways.items() if abs(v - mean) == most), total)
    row(name, text, arguments, "attainable_p", mpf(p.numerator) / p.denominator, "rel 1e-10", EXACT)
    if name == "jonckheere-exact":
        variance = sum((v - mean) ** 2 * w for v, w in ways.items()) / Fraction(total)
        z = mpf(value.numerator) / value.denominator / sqrt(mpf(variance.numerator) / variance.denominator)
        row("jonckheere", text, "", "statistic", z, "rel 1e-10", EXACT + ", variance of J; " + MPMATH)


# Hollander, Wolfe and Chicken (2014), table 6.6: pieces by knowledge of performance.
MOTIVATION = ((40, 35, 38, 43, 44, 41), (38, 40, 47, 44, 40, 42), (48, 40, 45, 43, 46, 44))
VALUES = sorted({x for group in MOTIVATION for x in group})
TABLES = [[[g.count(v) for v in VALUES] for g in MOTIVATION],
          [[29, 7, 7], [13, 7, 21]],
          [[3, 1, 0], [2, 2, 1], [0, 1, 4]],
          [[1, 0, 2, 0], [0, 0, 1, 1], [2, 0, 0, 3]],
          [[4, 2], [1, 3], [0, 5], [1, 1]],
          [[1, 3, 5, 6], [2, 3, 5, 4], [1, 4, 4, 2]]]
for t in TABLES:
    rows_of("jonckheere-exact", t, concordance)
for t in TABLES[1:]:
    u, v = range(1, len(t) + 1), range(1, len(t[0]) + 1)
    rows_of("linear-exact", t, linear(u, v))
    rows_of("linear-exact", t, linear([i * i for i in u], [i * i for i in v]), "scores=squares")
