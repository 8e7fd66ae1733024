"""Mantel-Haenszel odds ratio, risk ratio and difference: statsmodels, and 50 digits from the formulas of the papers."""
import numpy
import statsmodels
from mpmath import erfinv, exp, log, mpf, sqrt
from statsmodels.stats.contingency_tables import StratifiedTable

import strata
from rows import MPMATH, row

Z = sqrt(mpf(2)) * erfinv(mpf("0.95"))


def ratio(above, below, variance):
    estimate, se = above / below, sqrt(variance)
    return {"estimate": estimate, "log_se": se, "low": exp(log(estimate) - Z * se), "high": exp(log(estimate) + Z * se)}


def odds_ratio(tables):
    parts = [(mpf(a) * d / (a + b + c + d), mpf(b) * c / (a + b + c + d), mpf(a + d) / (a + b + c + d), mpf(b + c) / (a + b + c + d))
             for a, b, c, d in tables]
    r, s = sum(x[0] for x in parts), sum(x[1] for x in parts)
    variance = (sum(p * x for x, y, p, q in parts) / (2 * r**2) + sum(p * y + q * x for x, y, p, q in parts) / (2 * r * s) +
                sum(q * y for x, y, p, q in parts) / (2 * s**2))
    return ratio(r, s, variance)


def risk_ratio(tables):
    above = below = spread = mpf(0)
    for s in tables:
        a, b, c, d = map(mpf, s)
        r1, r2, c1, c2, n = strata.margins((a, b, c, d))
        above, below = above + a * r2 / n, below + c * r1 / n
        spread += (r1 * r2 * c1 - a * c * n) / n**2
    return ratio(above, below, spread / (above * below))


def risk_difference(tables):
    above = weight = p = q = mpf(0)
    for s in tables:
        a, b, c, d = map(mpf, s)
        r1, r2, c1, c2, n = strata.margins((a, b, c, d))
        above, weight = above + (a * r2 - c * r1) / n, weight + r1 * r2 / n
        p += (r1**2 * c - r2**2 * a + r1 * r2 * (r2 - r1) / 2) / n**2
        q += (a * (r2 - c) + c * (r1 - a)) / (2 * n)
    estimate, se = above / weight, sqrt((above / weight * p + q) / weight**2)
    return {"estimate": estimate, "ase": se, "low": max(mpf(-1), estimate - Z * se), "high": min(mpf(1), estimate + Z * se)}


for tables in strata.ALL + (((5, 0, 3, 4), (0, 2, 6, 1), (2, 2, 0, 0), (3, 0, 4, 0)),):
    text, k = strata.table(tables), "strata=%d" % len(tables)
    for name, values, source in (("or-mh", odds_ratio(tables), "Robins, Breslow and Greenland (1986)"),
                                 ("rr-mh", risk_ratio(tables), "Greenland and Robins (1985)"),
                                 ("rd-mh", risk_difference(tables), "Sato, Greenland and Robins (1989)")):
        for quantity, value in values.items():
            row(name, text, k, quantity, value, "rel 1e-10", MPMATH + ", " + source)
    pooled = StratifiedTable([numpy.array([[s[0], s[1]], [s[2], s[3]]], dtype=float) for s in tables])
    source = "statsmodels %s StratifiedTable" % statsmodels.__version__
    row("or-mh", text, k, "estimate", float(pooled.oddsratio_pooled), "rel 1e-9", source)
    row("or-mh", text, k, "log_se", float(pooled.logodds_pooled_se), "rel 1e-9", source)
    row("rr-mh", text, k, "estimate", float(pooled.riskratio_pooled), "rel 1e-9", source)
