"""Unconditional exact tests and intervals by brute force: all tables, rational weights, a dense grid of the nuisance
proportion with each of its peaks refined in 40 digits.  Blaker's orderings and limits by their definition."""
from fractions import Fraction
from math import comb

import numpy as np
import scipy
from mpmath import binomial, log, mp, mpf
from scipy.stats import barnard_exact, binom, boschloo_exact

from rows import MPMATH, cells, row

mp.dps = 40
SLACK = Fraction(1, 10**7)
GRID = "all tables in rational arithmetic, dense grid of the nuisance, peaks refined by " + MPMATH


# --- the two tests -----------------------------------------------------------------------------------------

def square(x1, n1, x2, n2):
    """z^2 / (n1 + n2), with the sign of z; 0 where there is no event or no other."""
    n, s = n1 + n2, x1 + x2
    d = n2 * x1 - n1 * x2
    return Fraction(0) if s in (0, n) else Fraction(d * abs(d), s * (n - s) * n1 * n2)


def fisher_less(x1, n1, x2, n2):
    s = x1 + x2
    low = max(0, s - n2)
    return Fraction(sum(comb(n1, k) * comb(n2, s - k) for k in range(low, x1 + 1)), comb(n1 + n2, s))


def weights(n1, n2, extreme):
    """Number of samples with s events among the extreme tables, s = 0, 1, ..."""
    w = [0] * (n1 + n2 + 1)
    for x1 in range(n1 + 1):
        for x2 in range(n2 + 1):
            if extreme(x1, x2):
                w[x1 + x2] += comb(n1, x1) * comb(n2, x2)
    return w


def largest(w):
    """max over pi of sum w_s pi^s (1 - pi)^(n - s)."""
    n = len(w) - 1
    if w[0] or w[n]:
        return mpf(1)
    grid = (1 - np.cos(np.linspace(0, np.pi, 40001)[1:-1])) / 2
    s = [k for k in range(n + 1) if w[k]]
    top = max(float(log(w[k])) for k in s)
    f = sum(np.exp(float(log(w[k])) - top + k * np.log(grid) + (n - k) * np.log1p(-grid)) for k in s)
    peaks = [i for i in range(1, len(f) - 1) if f[i] >= f[i - 1] and f[i] >= f[i + 1] and f[i] > f.max() * (1 - 1e-3)]

    def value(p):
        return sum(w[k] * p**k * (1 - p)**(n - k) for k in s)

    best = mpf(0)
    for i in peaks:
        a, b = mpf(float(grid[i - 1])), mpf(float(grid[i + 1]))
        for _ in range(90):  # thirds: f has one peak between them
            c, d = a + (b - a) / 3, b - (b - a) / 3
            a, b = (c, b) if value(c) < value(d) else (a, d)
        best = max(best, value((a + b) / 2))
    return best


def p_values(x1, n1, x2, n2):
    seen, turned = square(x1, n1, x2, n2), (n1 - x1, n1, n2 - x2, n2)
    up, down = 1 + SLACK, 1 - SLACK
    less = weights(n1, n2, lambda a, b: square(a, n1, b, n2) <= (seen * down if seen < 0 else seen * up))
    greater = weights(n1, n2, lambda a, b: square(a, n1, b, n2) >= (seen * down if seen > 0 else seen * up))
    both = weights(n1, n2, lambda a, b: abs(square(a, n1, b, n2)) >= abs(seen) * down)
    lower, upper = fisher_less(x1, n1, x2, n2), fisher_less(*turned)
    fisher_low = weights(n1, n2, lambda a, b: fisher_less(a, n1, b, n2) <= lower * up)
    fisher_high = weights(n1, n2, lambda a, b: fisher_less(n1 - a, n1, n2 - b, n2) <= upper * up)
    b_low, b_high = largest(fisher_low), largest(fisher_high)
    return {"barnard": (largest(both), largest(less), largest(greater)),
            "boschloo": (min(mpf(1), 2 * min(b_low, b_high)), b_low, b_high)}


TABLES = ((7, 8, 12, 3), (7, 12, 8, 3), (1, 9, 8, 2), (3, 0, 0, 3), (10, 5, 10, 0), (5, 16, 16, 25), (5, 1, 10, 10),
          (0, 12, 1, 6), (4, 0, 20, 13), (22, 3, 11, 9), (1, 0, 2, 7), (6, 6, 6, 7), (2, 38, 9, 31), (24, 37, 10, 25))
for a, b, c, d in TABLES:
    for name, values in p_values(a, a + b, c, c + d).items():
        for side, value in zip(("", "alternative=less", "alternative=greater"), values):
            row(name, cells((a, b, c, d)), side, "p", value, "rel 1e-9", GRID)

# scipy samples the nuisance and then searches.  Of 20 80 / 15 135 its two-sided barnard_exact is .0258445, however many
# points are asked for; the probability at pi = .14685 is .0260621.
SCIPY = "scipy " + scipy.__version__ + " %s, groups in columns"
for a, b, c, d in ((74, 31, 43, 32), (74, 43, 31, 32), (20, 80, 15, 135), (56, 14, 48, 32), (28, 21, 6, 57)):
    table, brute = [[a, c], [b, d]], p_values(a, a + b, c, c + d)
    for i, side in enumerate(("two-sided", "less", "greater")):
        for name, function in (("barnard", barnard_exact), ("boschloo", boschloo_exact)):
            found, exact = function(table, alternative=side, n=256).pvalue, brute[name][i]
            agrees = abs(found - exact) < 1e-7 * exact
            row(name, cells((a, b, c, d)), "" if side == "two-sided" else "alternative=" + side, "p",
                found if agrees else exact, "rel 1e-7", SCIPY % function.__name__ if agrees else GRID)


# --- Blaker ------------------------------------------------------------------------------------------------

def scan(accept, alpha, start, stop, steps=40000):
    """The first point from start towards stop where accept > alpha, by a dense scan and halving."""
    grid = np.linspace(start, stop, steps)
    i = int(np.argmax(np.array([accept(x) for x in grid]) > alpha))
    a, b = grid[i - 1], grid[i]
    for _ in range(60):
        middle = (a + b) / 2
        a, b = (a, middle) if accept(middle) > alpha else (middle, b)
    return b


def accept_of(probabilities, x):
    """Smaller tail of x and as much of the other as is no more probable."""
    lower = np.cumsum(probabilities)
    upper = np.cumsum(probabilities[::-1])[::-1]
    if upper[x] <= lower[x]:
        others, seen = lower, upper[x]
    else:
        others, seen = upper, lower[x]
    within = others[others <= seen]
    return min(1, seen + (within.max() if len(within) else 0))


DEFINITION = "numpy " + np.__version__ + ": acceptability by its definition, dense scan"
for k, n, level in ((3, 10, "0.95"), (1, 7, "0.9"), (5, 20, "0.95"), (12, 25, "0.99"), (2, 60, "0.95"), (33, 60, "0.8")):
    arguments = "k=%d;n=%d;level=%s" % (k, n, level)
    alpha, all_k = 1 - float(level), np.arange(n + 1)
    accept = lambda p: accept_of(binom.pmf(all_k, n, p), k)
    row("blaker", "", arguments, "low", scan(accept, alpha, 1e-9, k / n), "rel 1e-8", DEFINITION)
    row("blaker", "", arguments, "high", scan(accept, alpha, 1 - 1e-9, k / n), "rel 1e-8", DEFINITION)

for k, n in ((0, 12), (1, 7), (5, 20), (12, 12), (81, 263), (148, 148)):
    def tail(p, j):
        return sum(binomial(n, i) * p**i * (1 - p)**(n - i) for i in range(j, n + 1))

    def half(p):
        return (tail(p, k) + tail(p, k + 1)) / 2

    def solve(target):  # half rises with p
        low, high = mpf(0), mpf(1)
        for _ in range(120):
            middle = (low + high) / 2
            low, high = (middle, high) if half(middle) < target else (low, middle)
        return low

    low, high = mpf(0) if k == 0 else solve(mpf("0.025")), mpf(1) if k == n else solve(mpf("0.975"))
    for quantity, value in (("low", low), ("high", high)):
        row("mid-p", "", "k=%d;n=%d" % (k, n), quantity, value, "rel 1e-10", MPMATH)

for n in ((6, 12, 12, 5), (3, 1, 1, 3), (10, 5, 10, 1), (28, 21, 6, 57), (2, 10, 9, 8)):
    a, b, c, d = n
    keys = list(range(max(0, a - d), min(a + b, a + c) + 1))
    logs = np.array([float(log(comb(a + b, k) * comb(c + d, a + c - k))) for k in keys])

    def accept(theta):
        w = np.exp(logs + np.array(keys) * theta - (logs + np.array(keys) * theta).max())
        return accept_of(w / w.sum(), a - keys[0])

    for quantity, start in (("low", -14), ("high", 14)):
        row("fisher", cells(n), "ordering=blaker", quantity, float(np.exp(scan(accept, 0.05, start, 0.01 - start / 14 * 4))),
            "rel 1e-7", DEFINITION)

    whole = [Fraction(comb(a + b, k) * comb(c + d, a + c - k), comb(a + b + c + d, a + c)) for k in keys]
    at = a - keys[0]
    less, greater = sum(whole[: at + 1]), sum(whole[at:])
    tails = [sum(whole[: i + 1]) if greater <= less else sum(whole[i:]) for i in range(len(keys))]
    other = max([t for t in tails if t <= min(less, greater) * (1 + SLACK)] + [Fraction(0)])
    p = min(Fraction(1), min(less, greater) + other)
    row("fisher", cells(n), "ordering=blaker", "p", mpf(p.numerator) / p.denominator, "rel 1e-10",
        "rational arithmetic over all tables")


# --- Chan and Zhang ----------------------------------------------------------------------------------------

def score_difference(x1, n1, x2, n2, v):
    """Farrington and Manning's closed form of the cubic."""
    n = n1 + n2
    l2, l1, l0 = (n1 + 2 * n2) * v - n - x1 - x2, (n2 * v - n - 2 * x2) * v + x1 + x2, x2 * v * (1 - v)
    q = l2**3 / (3 * n)**3 - l1 * l2 / (6 * n**2) + l0 / (2 * n)
    p = np.where(q < 0, -1, 1) * np.maximum(1e-90, np.sqrt(np.maximum(0, l2**2 / (3 * n)**2 - l1 / (3 * n))))
    angle = (np.pi + np.arccos(np.clip(q / p**3, -1, 1))) / 3
    p2 = np.clip(2 * p * np.cos(angle) - l2 / (3 * n), 0, 1)
    p1 = np.clip(p2 + v, 0, 1)
    return standardise(x1 / n1 - x2 / n2 - v, p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)


def score_ratio(x1, n1, x2, n2, v):
    """Miettinen and Nurminen's closed form of the quadratic."""
    a, b, c = (n1 + n2) * v, -(n1 * v + x1 + n2 + x2 * v), x1 + x2
    p2 = np.clip((-b - np.sqrt(np.maximum(0, b * b - 4 * a * c))) / (2 * a), 0, 1)
    p1 = np.clip(v * p2, 0, 1)
    return standardise(x1 / n1 - v * x2 / n2, p1 * (1 - p1) / n1 + v * v * p2 * (1 - p2) / n2)


def standardise(difference, variance):
    difference, variance = np.atleast_1d(difference), np.atleast_1d(variance)
    with np.errstate(all="ignore"):
        t = difference / np.sqrt(variance)
        return np.where(variance > 1e-15, t, np.where(abs(difference) < 1e-12, 0, np.sign(difference) * np.inf))


def probabilities(n, p):
    k = np.arange(n + 1)[:, None]
    return np.array([float(comb(n, i)) for i in range(n + 1)])[:, None] * p**k * (1 - p)**(n - k)


def supremum(x1, n1, x2, n2, v, ratio, points=301):
    i, j = np.meshgrid(np.arange(n1 + 1.0), np.arange(n2 + 1.0), indexing="ij")
    score = score_ratio if ratio else score_difference
    region = (score(i, n1, j, n2, v) >= score(float(x1), n1, float(x2), n2, v) - 1e-9).astype(float)
    low, high = (0, min(1, 1 / v)) if ratio else (max(0, -v), min(1, 1 - v))
    for _ in range(4):  # the grid, and finer ones around its best point
        p2 = np.linspace(low, high, points)
        p1 = np.clip(v * p2 if ratio else p2 + v, 0, 1)
        f = np.einsum("ik,ij,jk->k", probabilities(n1, p1), region, probabilities(n2, p2), optimize=True)
        best = int(f.argmax())
        low, high, points = p2[max(0, best - 1)], p2[min(len(p2) - 1, best + 1)], 41
    return f.max()


def lower_limit(x1, n1, x2, n2, ratio, start, stop, steps):
    previous = None
    for v in np.linspace(start, stop, steps):
        if supremum(x1, n1, x2, n2, v, ratio) > 0.025:
            break
        previous = v
    a, b = previous, v
    for _ in range(40):
        middle = (a + b) / 2
        a, b = (a, middle) if supremum(x1, n1, x2, n2, middle, ratio) > 0.025 else (middle, b)
    return b


BRUTE = "numpy " + np.__version__ + ": closed forms of the score, all tables, dense scans"
# where the scan begins for low, for the other group's low; differences, then ratios
for n, differences, ratios in (((7, 8, 12, 3), (-0.66, -0.05), (0.24, 0.94)), ((0, 10, 0, 20), (-0.2, -0.33), None),
                               ((9, 1, 3, 7), (0.14, -0.9), (1.2, 0.065)), ((3, 4, 1, 11), (-0.12, -0.76), (0.58, 0.007)),
                               ((5, 51, 0, 29), (-0.07, -0.21), (0.62, None)), ((2, 28, 1, 29), (-0.13, -0.22), (0.17, 0.0174))):
    a, b, c, d = n
    for name, starts, ratio in (("rd-exact", differences, False), ("rr-exact", ratios, True)):
        if not starts:
            continue
        low = lower_limit(a, a + b, c, c + d, ratio, starts[0], starts[0] + (0.1 * starts[0] if ratio else 0.05), 400)
        row(name, cells(n), "", "low", float(low), "rel 1e-6", BRUTE)
        if starts[1] is not None:
            high = lower_limit(c, c + d, a, a + b, ratio, starts[1], starts[1] + (0.15 * starts[1] if ratio else 0.05), 400)
            row(name, cells(n), "", "high", float(1 / high if ratio else -high), "rel 1e-6", BRUTE)
