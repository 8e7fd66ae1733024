"""Dunnett's distribution by a double integral in equal steps: 1 - E P(max <= d S), with 35 digits."""
from mpmath import erfc, exp, fsum, log, loggamma, mp, mpf, pi, sqrt

from rows import MPMATH, row

mp.dps = 35


def normal(z):
    return erfc(-z / sqrt(mpf(2))) / 2


def maximum_lower(d, lambdas, two_sided):
    narrowest = min(sqrt(1 - l * l) for l in lambdas)
    h = min(mpf(1) / 6, narrowest / 5)

    def f(y):
        product = exp(-y * y / 2) / sqrt(2 * pi)
        for l in lambdas:
            rest = sqrt(1 - l * l)
            product *= normal((d - l * y) / rest) - (normal((-d - l * y) / rest) if two_sided else 0)
        return product
    n = int(12 / h) + 1
    if two_sided:
        return h * (f(mpf(0)) + 2 * fsum(f(h * i) for i in range(1, n + 1)))
    return h * fsum(f(h * i) for i in range(-n, n + 1))


def lower(d, lambdas, df, two_sided):
    if df is None:
        return maximum_lower(d, lambdas, two_sided)
    constant, width = log(2) + df / 2 * log(df / 2) - loggamma(df / 2), 1 / sqrt(2 * df)
    low, high, h = -(14 * width + 30 / df + 1), min(11 * width, mpf(3)), width / 5
    total = mpf(0)
    for i in range(int((high - low) / h) + 1):
        s = exp(low + h * i)
        weight = exp(constant + df * (low + h * i) - df * s * s / 2)
        if weight > mpf(10) ** -30:
            total += weight * maximum_lower(d * s, lambdas, two_sided)
    return h * total


EQUAL, UNEQUAL, WIDE = ["0.5"] * 3, ["0.2", "0.5", "0.7", "0.35"], ["0.96", "0.1"]
for d, squares, df, sides in (("2.57", EQUAL, 10, 2), ("2.57", EQUAL, 10, 1), ("-1", EQUAL, "7.5", 1), ("2.5", UNEQUAL, 20, 2),
                              ("7", UNEQUAL, 40, 2), ("3", UNEQUAL, "inf", 1), ("0.3", UNEQUAL, 20, 2), ("2.2", WIDE, 12, 2)):
    lambdas = [sqrt(mpf(s)) for s in squares]
    p = lower(mpf(d), lambdas, None if df == "inf" else mpf(df), sides == 2)
    arguments = "d=%s;df=%s;sides=%d" % (d, df, sides)
    row("dunnett", " ".join(squares), arguments, "lower", p, "rel 1e-11", MPMATH)
    row("dunnett", " ".join(squares), arguments, "upper", 1 - p, "rel 1e-11", MPMATH)
