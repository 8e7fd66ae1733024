"""Fisher's exact test of r x c tables: by whole numbers, and two columns by halves.

Not the way of the library: here the products of factorials are whole numbers of any size and
the tables are built row by row, all of them; of two columns those that are more probable
than the observed one are listed, from two halves of the rows, and what is left is p.
"""
from fractions import Fraction
from math import factorial, lgamma, prod

import numpy
from mpmath import log, mpf

from rows import row

SLACK = Fraction(1, 10**7)  # probabilities this close tie
WHOLE = "rational arithmetic over all tables"

TABLES = [  # rows, counts, where they are from
    (3, "1 0 0 0 2 0 0 0 3", "R bug 10558"),
    (2, "1 3 1 4 3 5 1 3", "FisherExact issue 12, 2 x 4"),
    (3, "20 10 5 3 30 15 0 5 40", "statsmodels, square table"),
    (2, "29 7 7 13 7 21", "Koch and Edwards (1988), arthritis trial"),
    (2, "13 20 20 16 14 26 20 17", "Quine (1975), MASS quine, sex by age"),
    (3, "73 23 15 11 42 25", "Hosmer and Lemeshow (1989), birth weight, race by low"),
    (4, "56 52 143 143 34 37 46 81", "Snee (1974), hair by sex"),
    (9, "0 1 0 8 1 8 0 1 0 0 1 0 0 1 0 0 1 0 0 1 0 1 0 1 1 0 1", "Mehta and Patel (1983), oral lesions"),
    (3, "2 0 0 0 0 3 0 2 0 1 0 4 1 0 0", "sparse 3 x 5"),
    (2, "1 0 1 0 1 0 1 0 1 0 1 0", "ones and empty columns, 2 x 6: the most probable table"),
    (3, "4 0 4 0 4 0 4 0 4", "even margins, 3 x 3: many tie"),
    (2, "300 0 1 0 200 0", "nearly certain, 2 x 3"),
]

def vectors(total, caps):
    if len(caps) == 1:
        if total <= caps[0]:
            yield (total,)
        return
    for k in range(max(0, total - sum(caps[1:])), min(total, caps[0]) + 1):
        for rest in vectors(total - k, caps[1:]):
            yield (k,) + rest


def all_products(row_sums, col_sums):
    """{product of k! over the cells: number of tables}"""
    states = {tuple(col_sums): {1: 1}}
    for total in row_sums:
        following = {}
        for left, values in states.items():
            for v in vectors(total, left):
                times = prod(map(factorial, v))
                to = following.setdefault(tuple(a - b for a, b in zip(left, v)), {})
                for value, count in values.items():
                    to[value * times] = to.get(value * times, 0) + count
        states = following
    (values,) = states.values()
    return values


def exact(rows, counts):
    n = [counts[i:i + len(counts) // rows] for i in range(0, len(counts), len(counts) // rows)]
    if len(n[0]) > len(n):
        n = [list(c) for c in zip(*n)]
    row_sums, col_sums = [sum(r) for r in n], [sum(c) for c in zip(*n)]
    values = all_products(row_sums, col_sums)
    at = prod(map(factorial, counts))
    ways = Fraction(prod(map(factorial, row_sums)) * prod(map(factorial, col_sums)), factorial(sum(row_sums)))
    p = sum(Fraction(c, v) for v, c in values.items() if v * (1 + SLACK) >= at)
    tied = sum(Fraction(c, v) for v, c in values.items() if v * (1 + SLACK) >= at and v <= at * (1 + SLACK))
    most = max(values)
    least = sum(Fraction(c, v) for v, c in values.items() if v * (1 + SLACK) >= most)
    assert sum(Fraction(c, v) for v, c in values.items()) * ways == 1
    return p * ways, tied * ways, least * ways


def number(x):
    return mpf(x.numerator) / x.denominator


def by_halves(counts):
    """p of a table of two columns: 1 minus the probability of all more probable ones."""
    pairs = [(counts[i], counts[i + 1]) for i in range(0, len(counts), 2)]
    sums = [a + b for a, b in pairs]
    first, n = sum(a for a, _ in pairs), sum(sums)
    lf = numpy.array([lgamma(k + 1) for k in range(n + 1)])
    rows = [lf[r] - lf[:r + 1] - lf[r::-1] for r in sums]
    tilt = numpy.log(first / (n - first))
    rows = [w + tilt * numpy.arange(len(w)) for w in rows]  # a constant of the margins
    limit = sum(w[a] for w, (a, _) in zip(rows, pairs)) + 1e-7  # those that tie are not more probable
    highest = [w.max() for w in rows]

    def half(own):
        s, v = numpy.zeros(1, dtype=int), numpy.zeros(1)
        for i in own:
            done = own[:own.index(i) + 1]
            v = (v[:, None] + rows[i][None, :]).ravel()
            s = (s[:, None] + numpy.arange(sums[i] + 1)[None, :]).ravel()
            keep = v + sum(h for j, h in enumerate(highest) if j not in done) > limit
            s, v = s[keep], v[keep]
        return s, v

    order = sorted(range(len(sums)), key=lambda i: sums[i])
    (s_a, v_a), (s_b, v_b) = half(order[0::4] + order[3::4]), half(order[1::4] + order[2::4])
    constant = lf[n] - lf[first] - lf[n - first] + tilt * first
    more = 0.0
    for s in range(s_a.min(), s_a.max() + 1):
        a, b = v_a[s_a == s], numpy.sort(v_b[s_b == first - s])
        tail = numpy.concatenate([numpy.cumsum(numpy.exp(b - constant / 2)[::-1])[::-1], [0]])
        more += (numpy.exp(a - constant / 2) * tail[numpy.searchsorted(b, limit - a, side="right")]).sum()
    return 1 - more


for rows_, text, source in TABLES:
    counts = [int(k) for k in text.split()]
    width = len(counts) // rows_
    table = " / ".join(" ".join(map(str, counts[i:i + width])) for i in range(0, len(counts), width))
    p, tied, least = exact(rows_, counts)
    row("fisher-table", table, "", "p", number(p), "rel 1e-10", source + "; " + WHOLE)
    row("fisher-table", table, "", "log_p", log(number(p)), "abs 1e-10", source + "; " + WHOLE)
    row("fisher-table", table, "", "attainable_p", number(least), "rel 1e-10", source + "; " + WHOLE)
    row("fisher-table-midp", table, "", "p", number(p - tied / 2), "rel 1e-10", source + "; " + WHOLE)

for text, source in [("15 13 18 19 25 16 92 65 58 26 24 14 20 8 59 28", "random table, 8 x 2, n = 500"),
                     ("213 91 176 109 113 47 195 120 214 141 71 40 159 89 133 89", "random table, 8 x 2, n = 2000")]:
    counts = [int(k) for k in text.split()]
    table = " / ".join(" ".join(map(str, counts[i:i + 2])) for i in range(0, len(counts), 2))
    row("fisher-table", table, "", "p", mpf(by_halves(counts)), "abs 1e-10", source + "; numpy " + numpy.__version__ +
        ", all more probable tables by halves")
