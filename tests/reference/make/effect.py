"""Limits of effect sizes at 20 digits: non-central t, F and chi-squared by their integrals and series (scipy says
where to begin), and the dominance of two groups from all pairs in whole numbers."""
from fractions import Fraction

from mpmath import (asin, betainc, erfc, erfinv, exp, findroot, fsum, gammainc, log, loggamma, mp, mpf, pi,
                    sqrt)

from scipy import optimize, stats

from rows import MPMATH, row

mp.dps = 20
DATA = {
    "sleep": (["0.7 -1.6 -0.2 -1.2 -0.1 3.4 3.7 0.8 0 2", "1.9 0.8 1.1 0.1 -0.1 4.4 5.5 1.6 4.6 3.4"]),
    "plants": (["4.17 5.58 5.18 6.11 4.5 4.61 5.17 4.53 5.33 5.14", "4.81 4.17 4.41 3.59 5.87 3.83 6.03 4.89 4.32 4.69",
                "6.31 5.12 5.54 5.5 5.37 5.29 4.92 6.15 5.8 5.26"]),
    "insects": (["10 7 20 14 14 12 10 23 17 20 14 13", "0 1 7 2 3 1 2 1 3 0 1 4"]),
    "ties": (["1 2 2 3 3 3", "1 1 2 2", "3 5 1 4 4"]),
    "small": (["4 7", "1 9 12"]),
    "same": (["1 2 3 4", "2.9 1.1 4 2 2.5"]),
}


def numbers(groups):
    return [[mpf(x) for x in g.split()] for g in groups]


def table(groups):
    lists = [g.split() for g in groups]
    return "%s / %s" % (" ".join(x for g in lists for x in g),
                        " ".join(str(i + 1) for i, g in enumerate(lists) for _ in g))


def mean(x):
    return fsum(x) / len(x)


def squares(x):
    return fsum((v - mean(x)) ** 2 for v in x)


def tail_t(t, nu, d, upper):
    """P(T > t) or P(T <= t) of the non-central t, by equal steps in log S."""
    constant, sign = log(2) + nu / 2 * log(nu / 2) - loggamma(nu / 2), 1 if upper else -1

    def f(u):
        s = exp(u)
        return exp(constant + nu * u - nu * s * s / 2) * erfc(sign * (t * s - d) / sqrt(mpf(2))) / 2
    width = 1 / sqrt(2 * nu)
    low, high = -80 / nu - 14 * width - 3, 14 * width + 3
    h = min(width / 3, mpf(1) / 15, 1 / (4 * abs(t) + 1))
    return h * fsum(f(low + h * i) for i in range(int((high - low) / h) + 1))


def refine(f, start):
    """The root of f near start."""
    start = mpf(start)
    return findroot(f, (start, start * (1 + mpf(10) ** -6) + mpf(10) ** -9), solver="secant", tol=1e-30, maxsteps=4,
                    verify=False)


def delta_limits(t, nu, level):
    tail, span = (1 - float(level)) / 2, 6 + abs(float(t)) * 12 / (float(nu) + 1) ** 0.5

    def start(p):
        return optimize.brentq(lambda d: stats.nct.cdf(float(t), float(nu), d) - p, float(t) - span, float(t) + span)
    tail = (1 - mpf(level)) / 2
    return (refine(lambda d: tail_t(t, mpf(nu), d, True) - tail, start(1 - float(tail))),
            refine(lambda d: tail_t(t, mpf(nu), d, False) - tail, start(float(tail))))


def poisson_mix(lam, part):
    """sum of Poisson(lam / 2) weights times part(k)."""
    total, k, m = mpf(0), 0, lam / 2
    while k < m + 12 * sqrt(m + 1) + 10:
        total += exp(-m + k * log(m) - loggamma(k + 1)) * part(k) if m > 0 else (part(0) if k == 0 else 0)
        k += 1
    return total


def lambda_limits(lower, quick, level):
    """lower(lam): P(X <= x); quick the same in doubles."""
    tail, out = (1 - mpf(level)) / 2, []
    for p in (1 - tail, tail):
        if lower(mpf(0)) < p:
            out.append(mpf(0))
            continue
        start = optimize.brentq(lambda lam: quick(lam) - float(p), 1e-9, 500)
        out.append(refine(lambda lam: lower(lam) - p, start))
    return out


def f_lower(f, a, b):
    x = a * f / (a * f + b)
    return (lambda lam: poisson_mix(lam, lambda k: betainc(mpf(a) / 2 + k, mpf(b) / 2, 0, x, regularized=True)),
            lambda lam: stats.ncf.cdf(float(f), a, b, lam))


def chisq_lower(x, df):
    return (lambda lam: poisson_mix(lam, lambda k: gammainc(mpf(df) / 2 + k, 0, x / 2, regularized=True)),
            lambda lam: stats.ncx2.cdf(float(x), df, lam))


def two(name, groups, arguments, limits, unit):
    row(name, groups, arguments, "low", limits[0] * unit, "rel 1e-7", MPMATH)
    row(name, groups, arguments, "high", limits[1] * unit, "rel 1e-7", MPMATH)


def correction(df):
    return exp(loggamma(mpf(df) / 2) - loggamma(mpf(df - 1) / 2)) / sqrt(mpf(df) / 2)


# --- means ---
for name, level in (("sleep", "0.95"), ("plants", "0.9"), ("insects", "0.99"), ("ties", "0.95"), ("small", "0.95"),
                    ("same", "0.95")):
    groups = DATA[name][:2]
    x, y = numbers(groups)
    m, n, nu = len(x), len(y), len(x) + len(y) - 2
    s = sqrt((squares(x) + squares(y)) / nu)
    unit = sqrt(mpf(1) / m + mpf(1) / n)
    d = (mean(x) - mean(y)) / s
    limits = delta_limits(d / unit, nu, level)
    for measure, j in (("cohen-d", mpf(1)), ("hedges-g", correction(nu))):
        two(measure, table(groups), "level=" + level, limits, unit)
        row(measure, table(groups), "", "estimate", j * d, "rel 1e-10", MPMATH)
        row(measure, table(groups), "", "ase", j * sqrt(unit ** 2 + d * d / (2 * (m + n))), "rel 1e-10",
            MPMATH + " by Hedges and Olkin 1985 (Borenstein et al. 2009, equations 4.20 and 4.24)")
    v, w = squares(x) / (m - 1), squares(y) / (n - 1)
    unit = sqrt(mpf(1) / n + v / (m * w))
    glass = (mean(x) - mean(y)) / sqrt(w)
    two("glass-delta", table(groups), "level=" + level, delta_limits(glass / unit, n - 1, level), unit)
    row("glass-delta", table(groups), "", "ase", sqrt(unit ** 2 + glass ** 2 / (2 * (n - 1))), "rel 1e-10",
        MPMATH + " by Becker 1988")

# --- one mean, pairs ---
for name, mu, level in (("sleep", "0.3", "0.95"), ("plants", "5", "0.9"), ("ties", "2.5", "0.95")):
    group = DATA[name][:1]
    x = numbers(group)[0]
    n = len(x)
    d = (mean(x) - mpf(mu)) / sqrt(squares(x) / (n - 1))
    two("cohen-d", table(group), "mu=%s;level=%s" % (mu, level), delta_limits(d * sqrt(n), n - 1, level), 1 / sqrt(mpf(n)))
for pair, level in (("sleep", "0.95"), ("insects", "0.9"), ("plants", "0.95")):
    groups = DATA[pair][:2]
    x, y = numbers(groups)
    n = len(x)
    z = [a - b for a, b in zip(x, y)]
    d, v, w, u = mean(z), squares(x) / (n - 1), squares(y) / (n - 1), squares(z) / (n - 1)
    limits = delta_limits(d / sqrt(u / n), n - 1, level)
    r = fsum((a - mean(x)) * (b - mean(y)) for a, b in zip(x, y)) / sqrt(squares(x) * squares(y))
    for measure, ratio, how in (("d-z", mpf(1), ""), ("d-av", sqrt(2 * u / (v + w)), " by Algina and Keselman 2003"),
                                ("d-rm", sqrt(2 * (1 - r)), " by the limits of d-z")):
        two(measure, " / ".join(groups), "level=" + level, limits, ratio / sqrt(mpf(n)))
        if measure != "d-av":
            row(measure, " / ".join(groups), "", "ase",
                sqrt(1 / mpf(n) + (d / sqrt(u) * ratio) ** 2 / (2 * n)) * ratio, "rel 1e-10",
                MPMATH + " by Borenstein et al. 2009 (equation 4.28)")

# --- shares of variance: lambda / (lambda + n) ---
for name, level in (("plants", "0.95"), ("plants", "0.9"), ("ties", "0.95"), ("insects", "0.95"), ("sleep", "0.9"),
                    ("same", "0.95")):
    x = numbers(DATA[name])
    every = [v for g in x for v in g]
    n, k = len(every), len(x)
    within, total = fsum(squares(g) for g in x), squares(every)
    between, ms = total - within, within / (n - k)
    low, high = lambda_limits(*f_lower(between / (k - 1) / ms, k - 1, n - k), level)
    for measure, value in (("eta2", between / total), ("omega2", (between - (k - 1) * ms) / (total + ms)),
                           ("epsilon2", (between - (k - 1) * ms) / total)):
        row(measure, table(DATA[name]), "", "estimate", value, "rel 1e-10", MPMATH)
        row(measure, table(DATA[name]), "level=" + level, "low", low / (low + n), "rel 1e-7", MPMATH)
        row(measure, table(DATA[name]), "level=" + level, "high", high / (high + n), "rel 1e-7", MPMATH)

# --- w: sqrt(lambda / n) ---
for counts, shares, level in (((90, 60, 104, 95), (1, 1, 1, 1), "0.95"), ((12, 5, 1), (1, 2, 3), "0.9"),
                              ((315, 101, 108, 32), (9, 3, 3, 1), "0.95")):
    n, p = sum(counts), [mpf(s) / sum(shares) for s in shares]
    x = fsum((c - n * q) ** 2 / (n * q) for c, q in zip(counts, p))
    low, high = lambda_limits(*chisq_lower(x, len(p) - 1), level)
    text = "%s / %s" % (" ".join(map(str, counts)), " ".join(str(q) for q in p))
    row("cohen-w-fit", text, "", "estimate", sqrt(x / n), "rel 1e-10", MPMATH)
    row("cohen-w-fit", text, "level=" + level, "low", sqrt(low / n), "rel 1e-7", MPMATH)
    row("cohen-w-fit", text, "level=" + level, "high", sqrt(high / n), "rel 1e-7", MPMATH)


# --- dominance: every pair ---
def sign(a, b):
    return (a > b) - (a < b)


def dominance(x, y, level):
    x, y = [Fraction(v) for v in x], [Fraction(v) for v in y]
    m, n = len(x), len(y)
    d = [[Fraction(sign(a, b)) for b in y] for a in x]
    delta = sum(map(sum, d)) / (m * n)
    rows = sum((sum(r) / n - delta) ** 2 for r in d)
    cols = sum((sum(r[j] for r in d) / m - delta) ** 2 for j in range(n))
    cells = sum((v - delta) ** 2 for r in d for v in r)
    variance = max((n * n * rows + m * m * cols - cells) / (m * n * (m - 1) * (n - 1)), (1 - delta ** 2) / (m * n - 1))
    z = sqrt(mpf(2)) * erfinv(mpf(level))
    s2, e = mpf(variance.numerator) / variance.denominator, mpf(delta.numerator) / delta.denominator
    if delta in (-1, 1):
        near = (min(m, n) - z * z) / (min(m, n) + z * z)
        return e, None, (near, mpf(1)) if delta > 0 else (mpf(-1), -near)
    half = z * sqrt(s2) * sqrt((1 - e * e) ** 2 + z * z * s2)
    return e, sqrt(s2), tuple((e - e ** 3 + q * half) / (1 - e * e + z * z * s2) for q in (-1, 1))


for groups, level in ((DATA["sleep"], "0.95"), (DATA["insects"], "0.95"), (DATA["ties"][:2], "0.9"), (DATA["small"], "0.95"),
                      (DATA["plants"][:2], "0.99"), (["10 10 20 20 20 30 30 30 40 50", "10 20 30 40 40 50"], "0.95"),
                      (["5 6 7 8", "1 2 3"], "0.95"), (["1 2", "3 4 5"], "0.9"), (["1 1 1 1", "1 1 2 1"], "0.95")):
    delta, error, (low, high) = dominance(groups[0].split(), groups[1].split(), level)
    for measure in ("cliff-delta", "rank-biserial", "a"):
        def scale(x):
            return (1 + x) / 2 if measure == "a" else x
        source = MPMATH + " by Cliff 1993 and Feng and Cliff 2004, over all pairs"
        row(measure, table(groups), "", "estimate", scale(delta), "rel 1e-10", source)
        row(measure, table(groups), "level=" + level, "low", scale(low), "rel 1e-10", source)
        row(measure, table(groups), "level=" + level, "high", scale(high), "rel 1e-10", source)
        if error is not None:
            row(measure, table(groups), "", "ase", error / 2 if measure == "a" else error, "rel 1e-10", source)

# --- h of one share ---
for x, n, mu, level in ((29, 42, "0.5", "0.95"), (0, 12, "0.1", "0.9"), (7, 900, "0.02", "0.95")):
    h = 2 * asin(sqrt(mpf(x) / n)) - 2 * asin(sqrt(mpf(mu)))
    half = sqrt(mpf(2)) * erfinv(mpf(level)) / sqrt(mpf(n))
    low, high = max(h - half, -2 * asin(sqrt(mpf(mu)))), min(h + half, pi - 2 * asin(sqrt(mpf(mu))))
    for quantity, value in (("estimate", h), ("low", low), ("high", high), ("ase", 1 / sqrt(mpf(n)))):
        row("cohen-h-one", "%d %d" % (x, n), "mu=%s;level=%s" % (mu, level), quantity, value, "rel 1e-10",
            MPMATH + " by Cohen 1988")
