"""Permutation distributions of rank correlations by counting, in whole numbers."""
from fractions import Fraction
from itertools import permutations
from math import factorial

import mpmath


def midranks2(x):
    """Twice the mid-ranks, less n + 1."""
    n = len(x)
    return [2 * sum(b < a for b in x) + sum(b == a for b in x) - n for a in x]


def sign(a):
    return (a > 0) - (a < 0)


def concordance(x, y):
    n = len(x)
    return sum(sign(x[i] - x[j]) * sign(y[i] - y[j]) for i in range(n) for j in range(i))


def products(x, y):
    return sum(a * b for a, b in zip(midranks2(x), midranks2(y)))


def by_permutations(x, y, statistic):
    """How often each value occurs in n! arrangements of y."""
    seen = {}
    for z in permutations(y):
        v = statistic(x, z)
        seen[v] = seen.get(v, 0) + 1
    return seen


def by_positions(x, y, pairs):
    """The same by adding one respondent of x at a time; a state is the set of y that is used.  For few: 2^n."""
    n = len(x)
    order = sorted(range(n), key=lambda i: x[i])
    a, b = midranks2(x), midranks2(y)
    states = {0: {0: 1}}
    for i in order:
        following = {}
        for used, seen in states.items():
            for j in range(n):
                if used >> j & 1:
                    continue
                step = a[i] * b[j]
                into = following.setdefault(used | 1 << j, {})
                for v, ways in seen.items():
                    into[v + step] = into.get(v + step, 0) + ways
        states = following
    return states[2 ** n - 1]


def p_values(seen, value):
    whole = sum(seen.values())
    return {"": Fraction(sum(w for v, w in seen.items() if abs(v) >= abs(value)), whole),
            "alternative=less": Fraction(sum(w for v, w in seen.items() if v <= value), whole),
            "alternative=greater": Fraction(sum(w for v, w in seen.items() if v >= value), whole)}


def attainable(seen):
    whole = sum(seen.values())
    most = max(abs(v) for v in seen)
    return {"": Fraction(sum(w for v, w in seen.items() if abs(v) == most), whole),
            "alternative=less": Fraction(seen[min(seen)], whole), "alternative=greater": Fraction(seen[max(seen)], whole)}


def number(fraction):
    return mpmath.mpf(fraction.numerator) / fraction.denominator


def table(x, y):
    return " ".join(map(str, x)) + " / " + " ".join(map(str, y))


SMALL = (([1, 2, 3], [1, 2, 3]), ([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]), ([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]),
         ([1, 1, 2, 2, 3, 3, 4], [1, 2, 2, 3, 3, 3, 1]), ([3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8]),
         ([1, 1, 1, 1, 2, 2, 2], [0, 0, 1, 1, 1, 2, 2]), ([1, 1, 1, 2], [1, 2, 2, 2]), ([1, 2, 2, 3, 4, 5], [6, 5, 4, 3, 2, 1]),
         ([1, 2, 3, 4, 5, 6, 7], [1, 3, 2, 5, 4, 7, 6]), ([1, 2, 3, 4], [2, 4, 1, 3]))
