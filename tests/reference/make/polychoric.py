"""Tetrachoric correlations: the model fits the table, so that one equation in rho remains (Pearson 1900)."""
from mpmath import mpf, asin, cos, erfinv, exp, findroot, ncdf, npdf, pi, quad, sin, sqrt

from rows import MPMATH, cells, row


def binormal(h, k, rho):
    inside = quad(lambda t: exp(-(h * h + k * k - 2 * h * k * sin(t)) / (2 * cos(t) ** 2)), [0, asin(rho) / 2, asin(rho)])
    return ncdf(h) * ncdf(k) + inside / (2 * pi)


def quantile(p):
    return sqrt(mpf(2)) * erfinv(2 * p - 1)


def report(n, start):
    a, b, c, d = map(mpf, n)
    total = a + b + c + d
    h, k = quantile((a + b) / total), quantile((a + c) / total)
    rho = findroot(lambda r: binormal(h, k, r) - a / total, start, solver="anderson")
    # the delta method: rho depends on a / n and on both thresholds
    s = sqrt(1 - rho * rho)
    density = npdf(h) * npdf((k - rho * h) / s) / s
    by_h, by_k = npdf(h) * ncdf((k - rho * h) / s), npdf(k) * ncdf((h - rho * k) / s)
    slopes = [1 - by_h / npdf(h) - by_k / npdf(k), -by_h / npdf(h), -by_k / npdf(k), mpf(0)]
    mean = sum(x * y for x, y in zip((a, b, c, d), slopes)) / total
    variance = sum(x * (y - mean) ** 2 for x, y in zip((a, b, c, d), slopes)) / total / total
    for arguments in ("", "two-step"):
        row("polychoric", cells(n), arguments, "estimate", rho, "rel 1e-9", MPMATH)
        row("polychoric", cells(n), arguments, "ase", sqrt(variance) / density, "rel 1e-6", MPMATH)


report((20, 80, 15, 135), (mpf("0"), mpf("0.8")))
report((1198, 1493, 557, 1278), (mpf("0"), mpf("0.8")))
report((794, 150, 86, 570), (mpf("0.5"), mpf("0.999")))
report((3, 1, 1, 3), (mpf("0.1"), mpf("0.95")))
report((1, 30, 40, 2), (mpf("-0.99999"), mpf("-0.3")))
report((500, 4, 3, 400), (mpf("0.9"), mpf("0.99999")))
