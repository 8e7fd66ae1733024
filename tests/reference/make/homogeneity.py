"""Breslow-Day and Tarone: statsmodels, and 50 digits from the quadratic of the book."""
import numpy
import statsmodels
from mpmath import gammainc, mpf, sqrt
from statsmodels.stats.contingency_tables import StratifiedTable

import strata
from rows import MPMATH, row


def fitted(s, psi):
    r1, r2, c1, c2, n = map(mpf, strata.margins(s))
    a, b, c = psi - 1, -(psi * (r1 + c1) + r2 - c1), psi * r1 * c1
    if a == 0:
        return r1 * c1 / n
    roots = [(-b + sign * sqrt(b * b - 4 * a * c)) / (2 * a) for sign in (-1, 1)]
    return next(x for x in roots if max(0, r1 - c2) <= x <= min(r1, c1))


def breslow_day(tables):
    tables = strata.informative(tables)
    psi = sum(mpf(a) * d / (a + b + c + d) for a, b, c, d in tables) / sum(mpf(b) * c / (a + b + c + d) for a, b, c, d in tables)
    sum_all = gaps = variances = mpf(0)
    for s in tables:
        r1, r2, c1, c2, n = strata.margins(s)
        x = fitted(s, psi)
        v = 1 / (1 / x + 1 / (r1 - x) + 1 / (c1 - x) + 1 / (r2 - c1 + x))
        sum_all, gaps, variances = sum_all + (s[0] - x) ** 2 / v, gaps + s[0] - x, variances + v
    return sum_all, sum_all - gaps**2 / variances, len(tables) - 1


def p_of(x, df):
    return gammainc(mpf(df) / 2, x / 2, regularized=True)


for tables in strata.ALL + (((3, 2, 2000, 1), (1, 900, 2, 7), (4, 3, 1000, 8)), ((5, 0, 3, 4), (0, 2, 6, 1), (2, 2, 0, 0)),
                             ((50000000, 3, 40000000, 9), (60000000, 5, 30000000, 2), (20000000, 1, 10000000, 4))):
    text, k = strata.table(tables), "strata=%d" % len(tables)
    plain, tarone, df = breslow_day(tables)
    source = MPMATH + ", Breslow and Day (1980), section 4.4; Tarone (1985)"
    for name, value in (("breslow-day", plain), ("tarone", tarone)):
        row(name, text, k, "statistic", value, "rel 1e-10" if value > 1e-6 else "abs 1e-12", source)
        row(name, text, k, "df", df, "abs 0", source)
        row(name, text, k, "p", p_of(value, df), "rel 1e-8", source)
    if len(strata.informative(tables)) < len(tables):
        continue
    arrays = [numpy.array([[s[0], s[1]], [s[2], s[3]]], dtype=float) for s in tables]
    for name, adjust in (("breslow-day", False), ("tarone", True)):
        test = StratifiedTable(arrays).test_equal_odds(adjust=adjust)
        row(name, text, k, "statistic", float(test.statistic), "rel 1e-6",
            "statsmodels %s StratifiedTable.test_equal_odds" % statsmodels.__version__)
