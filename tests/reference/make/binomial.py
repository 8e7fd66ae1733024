"""The binomial test in rational numbers, and of very many respondents in 60 digits."""
from fractions import Fraction
from math import comb

from mpmath import betainc, log, mp, mpf
from rows import MPMATH, row

mp.dps = 60
SLACK = Fraction(1, 10 ** 7)


def report(k, n, share):
    p = Fraction(share)
    pmf = [comb(n, i) * p ** i * (1 - p) ** (n - i) for i in range(n + 1)]
    two = lambda at: sum(q for q in pmf if q <= pmf[at] * (1 + SLACK))
    values = {"": (two(k), min(two(0), two(n))), ";alternative=less": (sum(pmf[:k + 1]), pmf[0]),
              ";alternative=greater": (sum(pmf[k:]), pmf[n])}
    for alternative, (value, least) in values.items():
        arguments = "share=" + share + alternative
        for quantity, f in (("p", value), ("attainable_p", least)):
            row("binomial", "%d %d" % (k, n), arguments, quantity, mpf(f.numerator) / f.denominator,
                "rel 1e-10", "rational arithmetic over all outcomes")


for k, n, share in ((682, 925, "0.75"), (2, 6, "0.5"), (0, 4, "0.25"), (9, 30, "0.1"), (5, 5, "0.5"), (13, 50, "0.26"),
                    (4, 37, "0.125"), (33, 33, "0.9"), (0, 1, "0.5"), (1, 4, "0.1"), (3, 20, "0.01"),
                    (0, 20, "0.01"), (2, 4, "0.95"), (4, 4, "0.95"), (1, 7, "0.125")):
    report(k, n, share)


def report_large(k, n, share):
    """Both tails from where the outcomes are no more probable, by the incomplete beta function."""
    p = mpf(share)
    at = lambda i: mp.loggamma(n + 1) - mp.loggamma(i + 1) - mp.loggamma(n - i + 1) + i * log(p) + (n - i) * log(1 - p)
    limit, mode = at(k) + log(1 + mpf("1e-7")), int((n + 1) * p)
    below, above = mode, n + 1
    while above - below > 1:
        middle = (above + below) // 2
        above, below = (middle, below) if at(middle) <= limit else (above, middle)
    upper = above
    below, above = -1, mode
    while above - below > 1:
        middle = (above + below) // 2
        above, below = (above, middle) if at(middle) <= limit else (middle, below)
    lower = below
    tail = lambda k, n, p: sum_falling(k, n, p)
    value = (tail(upper, n, p) if upper <= n else 0) + (tail(n - lower, n, 1 - p) if lower >= 0 else 0)
    row("binomial", "%d %d" % (k, n), "share=" + share, "log_p", log(value), "rel 1e-10", MPMATH + ", terms from the tail on")


def sum_falling(k, n, p):
    """P(X >= k), k above the mode: terms fall."""
    term = mp.exp(mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1) + k * log(p) + (n - k) * log(1 - p))
    total = mpf(0)
    while term > total * mpf("1e-30"):
        total += term
        term = term * (n - k) / (k + 1) * p / (1 - p)
        k += 1
    return total


report_large(500500, 1000000, "0.5")
report_large(2000010000, 4000000000, "0.5")
report_large(1000100000, 4000000000, "0.25")
report_large(600000, 1000000, "0.5")
report_large(30, 100000000, "1e-7")
