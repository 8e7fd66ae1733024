"""Studentised range by a double integral in equal steps: 1 - E P(range <= q S), with 40 digits."""
from mpmath import erfc, exp, fsum, log, loggamma, mp, mpf, pi, sqrt

from rows import MPMATH, row

mp.dps = 40


def upper(z):
    return erfc(z / sqrt(mpf(2))) / 2


def range_lower(w, k):
    """The least is z, and the k - 1 others are within w above it."""
    h = mpf(1) / (8 if k < 10 else 12)
    low, high = -min(w, 30) / 2 - 12, mpf(13)
    points = [low + h * i for i in range(int((high - low) / h) + 1)]
    return k * h * fsum(exp(-z * z / 2) / sqrt(2 * pi) * (upper(z) - upper(z + w)) ** (k - 1) for z in points)


def lower(q, k, df):
    if df is None:
        return range_lower(q, k)
    constant, width = log(2) + df / 2 * log(df / 2) - loggamma(df / 2), 1 / sqrt(2 * df)
    low, high, h = -min(75 / df + 5 * width, 14 * width + 30 / df + 1), min(11 * width, mpf(3)), width / 5
    points = [low + h * i for i in range(int((high - low) / h) + 1)]
    total = mpf(0)
    for u in points:
        s = exp(u)
        weight = exp(constant + df * u - df * s * s / 2)
        if weight > mpf(10) ** -36:
            total += weight * range_lower(q * s, k)
    return h * total


for q, k, df in (("3.5", 3, 10), ("4.2", 4, "3.7"), (10, 5, 20), ("0.5", 3, 12), ("5", 12, 50), ("14", 3, 30), ("9", 4, "inf"),
                 ("3.633160", 5, "inf"), ("2", 10, 5), ("6", 3, 2)):
    p = lower(mpf(q), k, None if df == "inf" else mpf(df))
    arguments = "q=%s;k=%d;df=%s" % (q, k, df)
    row("studentised", "0", arguments, "lower", p, "rel 1e-11", MPMATH)
    row("studentised", "0", arguments, "upper", 1 - p, "rel 1e-11", MPMATH)
