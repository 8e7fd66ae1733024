"""The exact multinomial test in rational numbers over all outcomes."""
from fractions import Fraction
from math import factorial

from mpmath import mp, mpf
from rows import row

SLACK = Fraction(1, 10 ** 7)


def outcomes(n, k):
    if k == 1:
        yield (n,)
        return
    for x in range(n + 1):
        for rest in outcomes(n - x, k - 1):
            yield (x,) + rest


def report(counts, shares):
    n, k = sum(counts), len(counts)
    parts = [Fraction(s) for s in (shares or [1] * k)]
    p = [a / sum(parts) for a in parts]
    fact = [factorial(i) for i in range(n + 1)]
    power = [[q ** i for i in range(n + 1)] for q in p]

    def probability(x):
        out = Fraction(fact[n])
        for j, c in enumerate(x):
            out = out / fact[c] * power[j][c]
        return out

    at, least, total, ties = probability(counts), None, Fraction(0), Fraction(0)
    for x in outcomes(n, k):
        q = probability(x)
        if q <= at * (1 + SLACK):
            total += q
        if q and (least is None or q < least * (1 - SLACK)):
            least, ties = q, q
        elif q and q <= least * (1 + SLACK):
            ties += q
    name = " ".join(map(str, counts)) + (" / " + " ".join(map(str, shares)) if shares else "")
    number = lambda f: mpf(f.numerator) / f.denominator
    source = "rational arithmetic over all outcomes"
    row("multinomial", name, "", "p", number(total), "rel 1e-10", source)
    row("multinomial", name, "", "attainable_p", number(ties), "rel 1e-10", source)


for counts, shares in (((1, 2, 7), None), ((0, 0, 5), None), ((3, 3, 3), None), ((2, 8), None), ((5, 1, 0, 4), ("0.4", "0.3", "0.2", "0.1")),
                       ((20, 4, 3), ("0.5", "0.25", "0.25")), ((12, 15, 3, 7), (9, 3, 3, 1)), ((1, 1, 1, 1, 1, 6), None),
                       ((3, 0, 2), ("0.7", "0", "0.3")), ((7, 2, 1, 0, 5), (5, 4, 3, 2, 1)), ((1,) + (0,) * 4, None),
                       ((60, 20, 20), (6, 2, 2)), ((90, 5, 5), (6, 2, 2)), ((30, 0, 0), ("0.34", "0.33", "0.33"))):
    report(counts, shares)
