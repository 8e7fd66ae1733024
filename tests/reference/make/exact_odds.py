"""p and the odds ratio of a first cell, or of a sum of first cells, from the weight of each of its values."""
from fractions import Fraction

from mpmath import exp, findroot, log, mpf

SLACK = Fraction(1, 10**7)  # probabilities this close tie


def number(x):
    return mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else mpf(x)


def p_values(weights, a):
    """weights: {value: weight}.  p and mid-p, two-sided, less and greater."""
    whole = sum(weights.values())
    at = weights[a]
    two = sum(w for w in weights.values() if w <= at * (1 + SLACK))
    tied = sum(w for w in weights.values() if at * (1 - SLACK) <= w <= at * (1 + SLACK))
    less = sum(w for k, w in weights.items() if k <= a)
    greater = sum(w for k, w in weights.items() if k >= a)
    return {"": (two / whole, (two - Fraction(tied, 2)) / whole),
            "alternative=less": (less / whole, (less - Fraction(at, 2)) / whole),
            "alternative=greater": (greater / whole, (greater - Fraction(at, 2)) / whole)}


def log_odds(weights, a, level, half):
    """log of the conditional odds ratio and of its limits; None where it is 0 or infinite."""
    keys = sorted(weights)
    logs = {k: log(number(weights[k])) for k in keys}

    def shares(theta):
        top = max(logs[k] + k * theta for k in keys)
        w = {k: exp(logs[k] + k * theta - top) for k in keys}
        whole = sum(w.values())
        return {k: w[k] / whole for k in keys}

    def solve(function):
        low, high = mpf(-60), mpf(60)
        for _ in range(24):
            middle = (low + high) / 2
            if function(middle) < 0:
                low = middle
            else:
                high = middle
        return findroot(function, (low, high), solver="anderson", tol=mpf("1e-30"))

    def tail(theta, side):
        w = shares(theta)
        return sum(v for k, v in w.items() if (k > a if side > 0 else k < a)) + w[a] * (mpf(1) / 2 if half else 1)

    alpha = (1 - mpf(level)) / 2
    estimate = low = high = None
    if keys[0] < a < keys[-1]:
        estimate = solve(lambda t: sum(k * v for k, v in shares(t).items()) - a)
    if a > keys[0]:
        low = solve(lambda t: log(tail(t, 1) / alpha))
    if a < keys[-1]:
        high = solve(lambda t: -log(tail(t, -1) / alpha))
    return {"estimate": estimate, "low": low, "high": high}, a == keys[0], a == keys[-1]
