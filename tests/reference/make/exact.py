"""Fisher's exact test: rational arithmetic where it is small, 50 digits where not."""
from fractions import Fraction
from math import comb

from mpmath import mp, mpf, exp, log, loggamma, sqrt

from exact_odds import log_odds, number, p_values
from rows import MPMATH, cells, row


def whole_weights(a, b, c, d):
    r, col, n = a + b, a + c, a + b + c + d
    return {k: Fraction(comb(r, k) * comb(n - r, col - k)) for k in range(max(0, r + col - n), min(r, col) + 1)}


def put_odds(n, weights, level="0.95", midp=True):
    a = n[0]
    source = MPMATH + ", root of the noncentral hypergeometric equations"
    for name, half in (("fisher", False), ("fisher-midp", True))[: 2 if midp else 1]:
        values, lowest, highest = log_odds(weights, a, level, half)
        for quantity, value in values.items():
            if value is None:
                expected = "0" if (lowest and quantity != "high") else "inf"
                row(name, cells(n), "level=" + level, quantity, expected, "abs 0", "by definition, Agresti (2013), section 16.6.4")
            else:
                row(name, cells(n), "level=" + level, quantity, exp(value), "rel 1e-9", source)
                if name == "fisher" and level == "0.95":
                    row("or-conditional", cells(n), "", quantity, exp(value), "rel 1e-9", source)


def report(n, level="0.95", odds=True):
    weights = whole_weights(*n)
    for arguments, (p, midp) in p_values(weights, n[0]).items():
        for name, value in (("fisher", p), ("fisher-midp", midp)):
            value = number(value)
            if value > mpf("1e-290"):
                row(name, cells(n), arguments, "p", value, "rel 1e-10", "rational arithmetic over all tables")
            else:
                row(name, cells(n), arguments, "p", "0", "abs 1e-290", "rational arithmetic over all tables")
            row(name, cells(n), arguments, "log_p", log(value), "rel 1e-10" if value < mpf("0.999") else "abs 1e-12",
                "rational arithmetic over all tables")
    if odds:
        put_odds(n, weights, level)


SMALL = ((3, 1, 1, 3), (100, 2, 1000, 5), (5, 1, 10, 10), (5, 16, 16, 25), (10, 5, 10, 0), (0, 5, 1, 4), (0, 1, 3, 2),
         (28, 21, 6, 57), (23, 15, 19, 31), (22, 0, 0, 102), (50, 1, 257, 375), (40, 1, 1, 40), (190, 74, 168, 283),
         (159, 335, 82, 460), (7, 12, 8, 3), (74, 31, 43, 32), (512, 313, 89, 19), (1, 0, 0, 1), (20, 80, 15, 135),
         (1198, 1493, 557, 1278), (2, 3, 0, 9), (248, 110, 18, 21))
for table in SMALL:
    report(table, odds=sum(table) < 5000)
report((20, 80, 15, 135), level="0.99")
report((2000, 1, 3, 2000), odds=False)  # p underflows

# --- very many respondents: 50 digits, terms from the mode as far as they count --------------


def log_choose(n, k):
    return loggamma(mpf(n) + 1) - loggamma(mpf(k) + 1) - loggamma(mpf(n - k) + 1)


def near_weights(a, b, c, d, spread):
    """Weights from the mode outward to `spread` standard deviations, by ratios from the mode (weight 1)."""
    r, col, n = a + b, a + c, a + b + c + d
    mode = (r + 1) * (col + 1) // (n + 2)
    sd = sqrt(mpf(r) * col / n * (n - r) / n * (n - col) / n)
    low = max(0, r + col - n, mode - int(spread * sd))
    high = min(r, col, mode + int(spread * sd))
    weights = {mode: mpf(1)}
    w = mpf(1)
    for k in range(mode, high):
        w = w * ((r - k) * (col - k)) / ((k + 1) * (n - r - col + k + 1))
        weights[k + 1] = w
    w = mpf(1)
    for k in range(mode, low, -1):
        w = w * (k * (n - r - col + k)) / ((r - k + 1) * (col - k + 1))
        weights[k - 1] = w
    return weights


def report_large(n, spread):
    mp.dps = 30
    weights = near_weights(*n, spread)
    slack = mpf("1e-7")
    whole, at = sum(weights.values()), weights[n[0]]
    two = sum(w for w in weights.values() if w <= at * (1 + slack))
    tied = sum(w for w in weights.values() if at * (1 - slack) <= w <= at * (1 + slack))
    less = sum(w for k, w in weights.items() if k <= n[0])
    greater = sum(w for k, w in weights.items() if k >= n[0])
    source = MPMATH + ", terms to %d standard deviations" % spread
    row("fisher", cells(n), "", "p", two / whole, "rel 1e-10", source)
    row("fisher-midp", cells(n), "", "p", (two - tied / 2) / whole, "rel 1e-10", source)
    row("fisher", cells(n), "alternative=less", "p", less / whole, "rel 1e-10", source)
    row("fisher", cells(n), "alternative=greater", "p", greater / whole, "rel 1e-10", source)
    mp.dps = 50


report_large((448220, 177182, 268845, 105753), 14)
report_large((250500, 249500, 249600, 250400), 14)
report_large((100000000, 250000000, 100010000, 250030000), 11)
report_large((300, 99999700, 400, 899999600), 70)
