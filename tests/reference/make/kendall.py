"""Exact p of Kendall's test in whole numbers; and the normal one of very many respondents."""
from fractions import Fraction
from math import factorial

from mpmath import erfc, log, mpf, sqrt
from rows import MPMATH, row
from ranks import SMALL, attainable, by_permutations, concordance, number, p_values, table

for x, y in SMALL:
    seen = by_permutations(x, y, concordance)
    for alternative, p in p_values(seen, concordance(x, y)).items():
        row("kendall", table(x, y), alternative, "p", number(p), "rel 1e-11", "whole numbers, all permutations")
        row("kendall", table(x, y), alternative, "attainable_p", number(attainable(seen)[alternative]), "rel 1e-11",
            "whole numbers, all permutations")


def inversions(groups, k):
    """Ways to have 0 ... k inversions of a sequence with ties in groups of these sizes, by placing the
    largest values first: each of a group of t has 0 to `before` larger ones before it, in ascending order."""
    ways, before = [1] + [0] * k, 0
    for t in groups:
        # partitions into at most t parts of at most `before`
        box = [[0] * (k + 1) for _ in range(t + 1)]
        box[0][0] = 1
        for part in range(before + 1):
            for used in range(1, t + 1):
                for v in range(part, k + 1):
                    if box[used - 1][v - part]:
                        box[used][v] += box[used - 1][v - part]
        out = [0] * (k + 1)
        for v, w in enumerate(box[t]):
            if w:
                for u in range(k + 1 - v):
                    out[u + v] += w * ways[u]
        ways, before = out, before + t
    return ways


def untied(n, k):
    ways = [1] + [0] * k
    for m in range(2, n + 1):
        running, out = 0, []
        for v in range(k + 1):
            running += ways[v] - (ways[v - m] if v >= m else 0)
            out.append(running)
        ways = out
    return ways


def swapped(n, k):
    """A permutation of n with k inversions."""
    out, left = [], list(range(1, n + 1))
    while left:
        take = min(k, len(left) - 1)
        out.append(left.pop(take))
        k -= take
    return out


def report(x, y, p, with_="", source="whole numbers"):
    p = number(p)
    if p > mpf("1e-300"):
        row("kendall", table(x, y), with_, "p", p, "rel 1e-10", source)
    row("kendall", table(x, y), with_, "log_p", log(p), "rel 1e-10" if p < 0.999 else "abs 1e-12", source)


for n, k in ((15, 20), (40, 300), (100, 2000), (170, 6000), (171, 6000), (171, 7267), (172, 6800), (180, 100), (200, 9000),
             (200, 0), (300, 20000), (300, 500)):
    whole = factorial(n)
    p = Fraction(2 * sum(untied(n, k)), whole)
    always = "exact=always" if n > 200 else ""
    report(list(range(1, n + 1)), swapped(n, k), p, always)
    report(list(range(1, n + 1)), swapped(n, k), 1 - p / 2 + Fraction(untied(n, k)[k], whole),
           ";".join(a for a in ("alternative=less", always) if a))
for groups in ((3, 2, 4), (1, 5, 2, 2), (6, 6), (2, 2, 2, 2, 2, 2, 2), (10, 1, 1, 8), (7, 7, 7, 7)):
    n = sum(groups)
    ways = factorial(n)
    for t in groups:
        ways //= factorial(t)
    x = [i for i, t in enumerate(groups) for _ in range(t)]
    y = [(i * 7) % n if n % 7 else (i * 5) % n for i in range(n)]
    s = concordance(x, y)
    most = (n * n - sum(t * t for t in groups)) // 2
    k = (most - abs(s)) // 2
    tail = Fraction(sum(inversions(groups, k)), ways)
    report(x, y, min(Fraction(1), 2 * tail), source="whole numbers, partitions in a box")

# Very many respondents: a table with counts, all in whole numbers.


def large(t):
    rows, cols = len(t), len(t[0])
    n = sum(map(sum, t))
    r, c = [sum(a) for a in t], [sum(a[j] for a in t) for j in range(cols)]
    s = sum(t[i][j] * (sum(t[a][b] for a in range(i) for b in range(j)) - sum(t[a][b] for a in range(i) for b in range(j + 1, cols)))
            for i in range(rows) for j in range(cols))
    three = lambda m: m * (m - 1) * (m - 2)
    two = lambda m: m * (m - 1)
    five = lambda m: two(m) * (2 * m + 5)
    v = (Fraction(five(n) - sum(map(five, r)) - sum(map(five, c)), 18) + Fraction(sum(map(two, r)) * sum(map(two, c)), 2 * two(n)) +
         Fraction(sum(map(three, r)) * sum(map(three, c)), 9 * three(n)))
    z = s / sqrt(number(v))
    wr, wc = n * n - sum(a * a for a in r), n * n - sum(a * a for a in c)
    cells = [(i, j) for i in range(rows) for j in range(cols) if t[i][j]]
    name = " / ".join((" ".join(str(i) for i, _ in cells), " ".join(str(j) for _, j in cells), " ".join(str(t[i][j]) for i, j in cells)))
    source = "whole numbers, Kendall (1970), " + MPMATH
    row("kendall", name, "", "estimate", 2 * s / sqrt(mpf(wr) * wc), "rel 1e-12", source)
    row("kendall", name, "", "statistic", z, "rel 1e-12", source)
    row("kendall", name, "", "log_p", log(erfc(abs(z) / sqrt(mpf(2)))), "rel 1e-11", source)


large([[448220, 177182], [268845, 105753]])
large([[3000000000, 3000000001], [2999999999, 3000000007]])
large([[1000000000000, 999999000000, 1], [1000001000000, 1000000000000, 2], [0, 3, 1000000000000]])
large([[10 ** 15, 10 ** 15 + 3], [10 ** 15 - 10 ** 8, 10 ** 15]])
