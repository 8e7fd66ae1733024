"""Bivariate normal probabilities by integrating the conditional normal one, another way than the library's."""
from mpmath import mpf, ncdf, npdf, quad, sqrt

from rows import MPMATH, row

POINTS = ((0, 0), (0.5, 0.5), (1, -1), (1, 1.001), (-2, -2.3), (0.3, -2), (3, -3), (-0.7, -0.71), (2, 4), (-5, -5.5))


def binormal(h, k, rho):
    s = sqrt(1 - rho * rho)
    jump = k / rho
    marks = sorted(x for x in [jump + j * s for j in (-40, -10, -3, 0, 3, 10, 40)] if -40 < x < h)
    return quad(lambda x: npdf(x) * ncdf((k - rho * x) / s), [mpf(-40)] + marks + [h])


for h, k in POINTS:
    for rho in ("0.1", "0.5", "0.9", "0.99", "0.99999", "-0.3", "-0.95", "-0.9999"):
        value = binormal(mpf(str(h)), mpf(str(k)), mpf(rho))
        row("binormal", "0", "h=%s;k=%s;x=%s" % (h, k, rho), "lower", value,
            "rel 1e-12" if rho[0] != "-" else "abs 1e-15", MPMATH)
