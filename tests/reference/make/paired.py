"""Mid-p of McNemar's test, Newcombe's and Tango's interval, in 50 digits, from the definitions."""
from mpmath import binomial, findroot, mp, mpf, sqrt
from rows import MPMATH, cells, row

Z = mp.sqrt(2) * mp.erfinv(mpf("0.95"))


def bisect(f, low, high):
    sign = f(low) > 0
    for _ in range(170):
        middle = (low + high) / 2
        low, high = (middle, high) if (f(middle) > 0) == sign else (low, middle)
    return (low + high) / 2


def wilson(k, n):
    centre, half = k + Z**2 / 2, Z * sqrt(k * (n - k) / mpf(n) + Z**2 / 4)
    return (centre - half) / (n + Z**2), (centre + half) / (n + Z**2)


def newcombe(a, b, c, d):
    n = a + b + c + d
    p1, p2 = mpf(a + b) / n, mpf(a + c) / n
    (l1, u1), (l2, u2) = wilson(a + b, n), wilson(a + c, n)
    top = a * d - b * c
    top = top - mpf(n) / 2 if top > mpf(n) / 2 else 0 if top >= 0 else top
    below = sqrt(mpf((a + b) * (c + d) * (a + c) * (b + d)))
    phi = top / below if below else 0
    down = sqrt((p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2)
    up = sqrt((u1 - p1) ** 2 - 2 * phi * (u1 - p1) * (p2 - l2) + (p2 - l2) ** 2)
    return p1 - p2 - down, p1 - p2 + up


def score(a, b, c, d, delta):
    """With c / n by maximising the likelihood, not by the quadratic of the paper."""
    n = a + b + c + d
    low, high = max(mpf(0), -delta), (1 - delta) / 2
    slope = lambda q: b / (q + delta) + c / q - 2 * (a + d) / (1 - 2 * q - delta)
    tiny = (high - low) * mpf(10) ** -35
    q = bisect(slope, low + tiny, high - tiny)
    return (b - c - n * delta) / sqrt(n * (2 * q + delta - delta**2))


def tango(a, b, c, d):
    estimate = mpf(b - c) / (a + b + c + d)
    return (bisect(lambda x: score(a, b, c, d, x) - Z, mpf(-1) + mpf(10) ** -6, estimate),
            bisect(lambda x: score(a, b, c, d, x) + Z, estimate, 1 - mpf(10) ** -6))


def tail(b, n, p):
    return sum(binomial(n, k) * p**k * (1 - p) ** (n - k) for k in range(b + 1, n + 1)) \
        + binomial(n, b) * p**b * (1 - p) ** (n - b) / 2


def midp_low(b, n, area):
    return bisect(lambda p: tail(b, n, p) - area, mpf(10) ** -30, 1 - mpf(10) ** -30)


TABLES = [(1, 1, 7, 12), (59, 6, 16, 80), (20, 12, 2, 16), (4, 9, 3, 16), (794, 150, 86, 570), (36, 12, 2, 3), (2, 9, 8, 1)]
for t in TABLES:
    a, b, c, d = t
    for name, value in zip(("low", "high"), newcombe(*t)):
        row("rd-paired", cells(t), "", name, value, "rel 1e-10", MPMATH + ", Newcombe (1998), method 10")
    for name, value in zip(("low", "high"), tango(*t)):
        row("rd-paired", cells(t), "method=tango", name, value, "rel 1e-9", MPMATH + ", Tango (1998), likelihood maximised")
    n = b + c
    probability = [binomial(n, k) / mpf(2) ** n for k in range(n + 1)]
    two = sum(p for p in probability if p < probability[b]) + sum(p for p in probability if p == probability[b]) / 2
    row("mcnemar-midp", cells(t), "", "p", two, "rel 1e-10", MPMATH)
    row("mcnemar-midp", cells(t), "alternative=greater", "p", tail(b, n, mpf(1) / 2), "rel 1e-10", MPMATH)
    row("mcnemar-midp", cells(t), "alternative=less", "p", tail(c, n, mpf(1) / 2), "rel 1e-10", MPMATH)
    low, high = midp_low(b, n, mpf("0.025")), 1 - midp_low(c, n, mpf("0.025"))
    row("mcnemar-midp", cells(t), "", "low", low / (1 - low), "rel 1e-9", MPMATH)
    row("mcnemar-midp", cells(t), "", "high", high / (1 - high), "rel 1e-9", MPMATH)
    row("mcnemar-exact", cells(t), "", "attainable_p", 2 / mpf(2) ** n, "rel 1e-12", MPMATH)
