"""Rank tests: SciPy's, and exact distributions by integer arithmetic with ties."""
import itertools
from fractions import Fraction
from math import comb

import numpy
import scipy
from scipy import stats
from rows import row

SCIPY = "scipy " + scipy.__version__
LISTED = "integer arithmetic, all arrangements"


def number(x):
    return "%.17g" % x


def groups(x, y):
    return " / ".join("%s %d 1" % (number(v), g) for g, values in enumerate((x, y)) for v in values)


def counted(x, y):
    return " / ".join("%d %d %d" % (v + 1, g, n) for g, values in enumerate((x, y)) for v, n in enumerate(values) if n)


def pairs(d):
    return " / ".join("%s 0" % number(v) for v in d)


def put(statistic, table, arguments, quantity, value, tolerance, source):
    row(statistic, table, arguments, quantity, number(value), tolerance, source)


TWO = {
    "less": ([19, 22, 16, 29, 24], [20, 11, 17, 12]),
    "tied": ([1, 2, 2, 3, 3, 3, 5], [2, 3, 4, 4, 5, 5, 5, 6, 6]),
    "long": ([float((i * 37) % 101) for i in range(60)], [float((i * 53) % 97 + 6) for i in range(45)]),
}
for x, y in TWO.values():
    for alternative in ("two-sided", "less", "greater"):
        argument = "" if alternative == "two-sided" else "alternative=" + alternative
        for correct in (False, True):
            t = stats.mannwhitneyu(x, y, use_continuity=correct, alternative=alternative, method="asymptotic")
            name = "mann-whitney-cc" if correct else "mann-whitney"
            put(name, groups(x, y), argument, "statistic", t.statistic, "rel 1e-13", SCIPY + " mannwhitneyu")
            put(name, groups(x, y), argument, "p", t.pvalue, "rel 1e-10", SCIPY + " mannwhitneyu")
        other = {"two-sided": "two-sided", "less": "greater", "greater": "less"}[alternative]
        argument = "" if other == "two-sided" else "alternative=" + other
        t = stats.ks_2samp(x, y, alternative=alternative, mode="asymp")
        put("ks-two", groups(x, y), argument, "statistic", t.statistic, "abs 1e-12", SCIPY + " ks_2samp")
    k = stats.kruskal(x, y)
    put("kruskal-wallis", groups(x, y), "", "statistic", k.statistic, "rel 1e-10", SCIPY + " kruskal")
    put("kruskal-wallis", groups(x, y), "", "p", k.pvalue, "rel 1e-10", SCIPY + " kruskal")
    m = stats.median_test(x, y, ties="below", correction=False)
    put("median", groups(x, y), "", "statistic", m[0], "rel 1e-10", SCIPY + " median_test")
    put("median", groups(x, y), "", "p", m[1], "rel 1e-10", SCIPY + " median_test")

for z in (0.2, 0.5, 0.9, 1.0, 1.5, 3.0, 6.0):
    put("kolmogorov", number(z), "", "upper", stats.kstwobign.sf(z), "rel 1e-11" if z >= 0.5 else "rel 1e-13",
        SCIPY + " kstwobign")

PAIRED = {
    "doc": [6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75],
    "zeros": [0, 0, 1, -1, 2, 2, 3, -3, 4, 5, 0, 6],
    "long": [float((i * 37) % 83 - 35) for i in range(120)],
}
for d in PAIRED.values():
    for zero in ("wilcox", "pratt"):
        for correct in (False, True):
            for alternative in ("two-sided", "less", "greater"):
                t = stats.wilcoxon(d, zero_method=zero, correction=correct, alternative=alternative, mode="approx")
                arguments = [] if alternative == "two-sided" else ["alternative=" + alternative]
                arguments += ["pratt=1"] if zero == "pratt" else []
                if correct and alternative != "two-sided":
                    continue  # SciPy 1.10 corrects by the sign of the deviation, not towards the mean
                put("signed-rank-cc" if correct else "signed-rank", pairs(d), ";".join(arguments), "p", t.pvalue,
                    "rel 1e-10", SCIPY + " wilcoxon " + zero)


def rank_sum(x, y, alternative):
    """P by all tables 2 x K of these margins."""
    ties = [a + b for a, b in zip(x, y)]
    score, before = [], 0
    for t in ties:
        score.append(2 * before + t + 1)
        before += t
    m, n = sum(x), sum(ties)
    ways = {(0, 0): 1}
    for t, s in zip(ties, score):
        new = {}
        for (j, w), c in ways.items():
            for a in range(min(t, m - j) + 1):
                key = (j + a, w + a * s)
                new[key] = new.get(key, 0) + c * comb(t, a)
        ways = new
    seen = sum(a * s for a, s in zip(x, score))
    mean = m * (n + 1)
    hit = {"two-sided": lambda w: abs(w - mean) >= abs(seen - mean), "less": lambda w: w <= seen,
           "greater": lambda w: w >= seen}[alternative]
    everything = {w: c for (j, w), c in ways.items() if j == m}
    least = {"two-sided": lambda w: abs(w - mean) >= max(abs(v - mean) for v in everything),
             "less": lambda w: w == min(everything), "greater": lambda w: w == max(everything)}[alternative]
    return (Fraction(sum(c for w, c in everything.items() if hit(w)), comb(n, m)),
            Fraction(sum(c for w, c in everything.items() if least(w)), comb(n, m)))


def signed_rank(above, below, zeros):
    score, before = [], zeros
    for a, b in zip(above, below):
        score.append(2 * before + a + b + 1)
        before += a + b
    ways = {0: 1}
    for a, b, s in zip(above, below, score):
        new = {}
        for w, c in ways.items():
            for k in range(a + b + 1):
                new[w + k * s] = new.get(w + k * s, 0) + c * comb(a + b, k)
        ways = new
    seen, total, all_ways = sum(a * s for a, s in zip(above, score)), max(ways), sum(ways.values())
    two = sum(c for w, c in ways.items() if abs(2 * w - total) >= abs(2 * seen - total))
    return Fraction(two, all_ways), Fraction(sum(c for w, c in ways.items() if w <= seen), all_ways)


TABLES = [([3, 4, 0, 2], [1, 2, 5, 3]), ([0, 0, 12, 20], [20, 11, 1, 0]), ([5, 10, 12, 3, 4], [2, 6, 8, 9, 5]),
          ([1, 0, 0, 0], [0, 4, 9, 2]), ([40, 1], [1, 60])]
for x, y in TABLES:
    for alternative in ("two-sided", "less", "greater"):
        p, least = rank_sum(x, y, alternative)
        argument = "" if alternative == "two-sided" else "alternative=" + alternative
        for quantity, value in (("p", p), ("attainable_p", least)):
            put("mann-whitney-exact", counted(x, y), argument, quantity, float(value), "rel 1e-10", LISTED)
SIGNS = [([3, 1, 4, 2], [1, 0, 2, 5], 0), ([20, 15, 9], [2, 3, 0], 7), ([1, 1, 1, 60], [0, 0, 0, 1], 2),
         ([12, 30, 25, 14], [9, 21, 30, 11], 15)]
for above, below, zeros in SIGNS:
    table = " / ".join(["0 0"] * zeros + ["%d 0" % ((i + 1) * s) for i, (a, b) in enumerate(zip(above, below))
                                          for s in [1] * a + [-1] * b])
    for pratt in (0, 1):
        two, less = signed_rank(above, below, zeros if pratt else 0)
        extra = "pratt=1" if pratt else ""
        put("signed-rank-exact", table, extra, "p", float(two), "rel 1e-10", LISTED)
        put("signed-rank-exact", table, ";".join(filter(None, ["alternative=less", extra])), "p", float(less),
            "rel 1e-10", LISTED)
