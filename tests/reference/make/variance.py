"""The linearised variance from its definition, in rational arithmetic."""
from fractions import Fraction
from mpmath import mpf, sqrt

from rows import row


def report(weights, answers, n_outside):
    """answers: 1 in the category, 0 in the base; n_outside rows are out of the base."""
    n = len(weights) + n_outside
    w = sum(weights)
    p = sum(wi for wi, y in zip(weights, answers) if y) / w
    z = [wi * (y - p) / w for wi, y in zip(weights, answers)] + [Fraction(0)] * n_outside
    mean = sum(z) / n
    variance = Fraction(n, n - 1) * sum((zi - mean) ** 2 for zi in z)
    s2 = sum(wi * wi for wi in weights)
    s2_cat = sum(wi * wi for wi, y in zip(weights, answers) if y)
    arguments = "n=%d;w=%r;s2_all=%r;s2_cat=%r;p=%r" % (n, float(w), float(s2), float(s2_cat), float(p))
    row("proportion", "", arguments, "se", sqrt(mpf(variance.numerator) / variance.denominator), "rel 1e-10",
        "rational arithmetic of n/(n-1) times the sum of squares of the linearised values (Woodruff 1971)")


report([Fraction(1), Fraction(1)], [1, 0], 0)
report([Fraction(1)] * 10, [1] * 3 + [0] * 7, 0)
report([Fraction(1), Fraction(2), Fraction(5, 2), Fraction(1, 2)], [1, 0, 0, 1], 3)
report([Fraction(1, 1000), Fraction(10**6), Fraction(3)], [1, 0, 1], 0)
report([Fraction(k % 7 + 1, 4) for k in range(100)], [k % 3 == 0 for k in range(100)], 900)
report([Fraction(1), Fraction(2)], [1, 1], 1)
report([Fraction(1), Fraction(2)], [0, 0], 1)
