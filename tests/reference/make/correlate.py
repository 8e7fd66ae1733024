"""r where the means are large beside the spread, and where the points nearly lie on a line."""
from fractions import Fraction
from mpmath import betainc, mp, mpf, sqrt
from rows import MPMATH, row

mp.dps = 60


def report(x, y):
    n = len(x)
    X, Y = [Fraction(v) for v in x], [Fraction(v) for v in y]
    mx, my = sum(X) / n, sum(Y) / n
    xx, yy = sum((a - mx) ** 2 for a in X), sum((b - my) ** 2 for b in Y)
    xy = sum((a - mx) * (b - my) for a, b in zip(X, Y))
    number = lambda f: mpf(f.numerator) / f.denominator
    rest = number(1 - xy * xy / (xx * yy))
    r = number(xy) / sqrt(number(xx)) / sqrt(number(yy))
    table = " ".join(repr(v) for v in x) + " / " + " ".join(repr(v) for v in y)
    source = "rational arithmetic, " + MPMATH
    row("pearson-r", table, "", "estimate", r, "rel 1e-14", source)
    row("pearson-r", table, "", "statistic", r * sqrt((n - 2) / rest), "rel 1e-12", source)
    df = mpf(n - 2)
    row("pearson-r", table, "", "p", betainc(df / 2, mpf(1) / 2, 0, rest, regularized=True), "rel 1e-11", source)


report([1e9 + i for i in range(1, 10)], [1e12 + (i * 7) % 10 for i in range(1, 10)])
report([1e15 + i for i in (1, 2, 3, 5, 8, 13)], [0.1, 0.3, 0.2, 0.7, 0.5, 1.1])
report([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [1.0, 2.0, 3.0, 4.0, 5.0, 6.0 + 1e-9])
report([1e300, 2e300, 3e300, 5e300], [4e-300, 3e-300, 1e-300, 2e-300])
report([1.0, 1.0 + 2.0 ** -52, 1.0, 1.0 + 2.0 ** -51, 1.0], [3.0, 1.0, 4.0, 1.0, 5.0])
