"""Score tests of proportions: restricted estimates from the cubic of Farrington and Manning, in 50 digits."""
import mpmath
from mpmath import mpf, sqrt, ncdf, erfinv
from rows import MPMATH, row


def upper(z):
    return mpmath.erfc(z / sqrt(2)) / 2


def quantile(q):
    return sqrt(2) * erfinv(1 - 2 * q)


def score(x, n, margin):
    """Farrington and Manning (1990), method 3, as their appendix has it."""
    p = [mpf(x[0]) / n[0], mpf(x[1]) / n[1]]
    t = mpf(n[1]) / n[0]
    a, b = 1 + t, -(1 + t + p[0] + t * p[1] + margin * (t + 2))
    c, d = margin**2 + margin * (2 * p[0] + t + 1) + p[0] + t * p[1], -p[0] * margin * (1 + margin)
    roots = mpmath.polyroots([a, b, c, d], maxsteps=500, extraprec=400)
    inside = [r.real for r in map(mpmath.mpc, roots) if abs(r.imag) < mpf(10)**-15
              and max(0, margin) - mpf(10)**-15 <= r.real <= min(1, 1 + margin) + mpf(10)**-15]
    def likelihood(q):
        total = mpf(0)
        for count, pr in ((x[0], q), (n[0] - x[0], 1 - q), (x[1], q - margin), (n[1] - x[1], 1 - q + margin)):
            if count:
                total += count * mpmath.log(pr) if pr > 0 else -mpf(10)**9
        return total
    q = max(inside, key=likelihood)
    return (p[0] - p[1] - margin) / sqrt(q * (1 - q) / n[0] + (q - margin) * (1 - q + margin) / n[1])


def bound(x, n, z, from_, to):
    for _ in range(80):
        middle = (from_ + to) / 2
        if score(x, n, middle) > z:
            from_ = middle
        else:
            to = middle
    return from_


SOURCE = MPMATH + ", cubic of Farrington and Manning 1990"
for x, n in (((56, 48), (70, 80)), ((9, 3), (10, 10)), ((6, 2), (7, 7)), ((5, 0), (56, 29)), ((0, 0), (10, 20)),
             ((10, 20), (10, 20)), ((10, 0), (10, 20)), ((4021, 3999), (5000, 5000)), ((7, 8), (9, 9)), ((1, 200), (3, 400))):
    for low, high, level in ((-0.1, 0.1, 0.95), (-0.05, 0.4, 0.975)):
        table = "%d %d / %d %d" % (x + n)
        arguments = "low=%g;high=%g;level=%g" % (low, high, level)
        at_low, at_high = score(x, n, mpf(low)), score(x, n, mpf(high))
        weaker = at_low if at_low <= -at_high else at_high
        row("tost-proportions", table, arguments, "statistic", weaker, "rel 1e-10", SOURCE)
        row("tost-proportions", table, arguments, "p", upper(min(at_low, -at_high)), "rel 1e-10", SOURCE)
        row("tost-proportions", table, arguments, "estimate", mpf(x[0]) / n[0] - mpf(x[1]) / n[1], "abs 1e-15", SOURCE)
        if level == 0.95 or (x[0], x[1]) == (56, 48):
            z, estimate = quantile(1 - mpf(level)), mpf(x[0]) / n[0] - mpf(x[1]) / n[1]
            edge = mpf(10)**-24
            row("tost-proportions", table, arguments, "low", bound(x, n, z, -1 + edge, estimate), "rel 1e-10", SOURCE)
            row("tost-proportions", table, arguments, "high", bound(x, n, -z, estimate, 1 - edge), "rel 1e-10", SOURCE)
for x, n, low, high, level in ((45, 100, 0.4, 0.6, 0.95), (0, 12, 0.01, 0.3, 0.95), (981, 1000, 0.95, 0.99, 0.975),
                               (3, 7, 0.25, 0.75, 0.9)):
    arguments = "low=%g;high=%g;level=%g" % (low, high, level)
    at = [(x - n * mpf(m)) / sqrt(n * mpf(m) * (1 - mpf(m))) for m in (low, high)]
    row("tost-proportion", "%d / %d" % (x, n), arguments, "statistic", at[0] if at[0] <= -at[1] else at[1], "rel 1e-10",
        MPMATH + ", the formula")
    row("tost-proportion", "%d / %d" % (x, n), arguments, "p", upper(min(at[0], -at[1])), "rel 1e-10",
        MPMATH + ", the formula")
    # Wilson (1927): the margins that z does not reject, roots of (p - m)^2 = z^2 m (1 - m) / n
    z, p = quantile(1 - mpf(level)), mpf(x) / n
    half = z * sqrt(p * (1 - p) / n + z**2 / (4 * mpf(n)**2))
    for name, value in (("low", p + z**2 / (2 * n) - half), ("high", p + z**2 / (2 * n) + half)):
        row("tost-proportion", "%d / %d" % (x, n), arguments, name, value / (1 + z**2 / n), "abs 1e-13", MPMATH + ", Wilson 1927")
