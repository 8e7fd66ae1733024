"""All tables with given margins, in whole numbers and fractions: the share of the probability
of those whose statistic is at least as extreme as that of the given one."""
from fractions import Fraction
from itertools import combinations, permutations, product
from math import factorial, log

SOURCE = "all tables in rational arithmetic, tests/reference/make/permute.py"
ALL = "all arrangements in Python, tests/reference/make/permute.py"
SLACK = 1e-9


def fill(row, col):
    """All tables with these margins."""
    if len(row) == 1:
        yield (tuple(col),)
        return
    for first in product(*(range(c + 1) for c in col)):
        if sum(first) == row[0]:
            for rest in fill(row[1:], [c - f for c, f in zip(col, first)]):
                yield (first,) + rest


def probability(table, row, col):
    top = 1
    for m in row + col:
        top *= factorial(m)
    bottom = factorial(sum(row))
    for r in table:
        for x in r:
            bottom *= factorial(x)
    return Fraction(top, bottom)


def statistic(name, table, row, col):
    n = sum(row)
    cells = [(table[i][j], row[i], col[j], i, j) for i in range(len(row)) for j in range(len(col))]
    if name == "permutation-pearson":
        return sum(Fraction(x * x, r * c) for x, r, c, _, _ in cells if r * c)
    if name == "permutation-lr":
        return sum(x * log(x) for x, *_ in cells if x)
    s = sum((i + 1) * (j + 1) * x for x, _, _, i, j in cells)
    u = Fraction(sum((i + 1) * r for i, r in enumerate(row)), n)
    v = Fraction(sum((j + 1) * c for j, c in enumerate(col)), n)
    return abs(s - n * u * v)


def tables():
    for table in ([[3, 1], [1, 3]], [[2, 0, 1], [1, 4, 2]], [[1, 2, 0], [3, 0, 2], [0, 1, 4]], [[4, 1, 0, 0], [1, 1, 2, 3]],
                  [[5, 3, 2], [0, 0, 0], [1, 2, 6]], [[12, 5], [3, 9], [7, 7]]):
        row = [sum(r) for r in table]
        col = [sum(c) for c in zip(*table)]
        every = list(fill(row, col))
        text = " / ".join(" ".join(map(str, r)) for r in table)
        for name in ("permutation-pearson", "permutation-lr", "permutation-linear"):
            observed = statistic(name, table, row, col)
            values = [(statistic(name, t, row, col), probability(t, row, col)) for t in every]
            p = sum(q for s, q in values if s >= observed - SLACK)
            top = max(s for s, _ in values)
            least = sum(q for s, q in values if s >= top - SLACK)
            print(f'{name},{text},,p,{float(p)!r},rel 1e-10,"{SOURCE}"')
            print(f'{name},{text},,attainable_p,{float(least)!r},rel 1e-10,"{SOURCE}"')


def ranks(x):
    return [sum(b < a for b in x) + Fraction(sum(b == a for b in x) + 1, 2) for a in x]


def share(values, observed):
    return float(Fraction(sum(v >= observed for v in values), len(values)))


def groups():
    sets = (([1, 3, 3, 5], [4, 6, 7], [9, 2, 6]), ([2, 2, 2], [2, 3, 3, 4]), ([10, 12, 15, 11, 19], [14, 18, 17, 21, 20]))
    for data in sets:
        x = [v for g in data for v in g]
        sizes = [len(g) for g in data]
        text = " ".join(map(str, x))
        where = ";".join(f"n{i + 1}={n}" for i, n in enumerate(sizes))
        labels = [i for i, n in enumerate(sizes) for _ in range(n)]
        for name, score in (("permutation-anova", [Fraction(v) for v in x]), ("permutation-kruskal-wallis", ranks(x))):
            mean = sum(score) / len(score)

            def between(label):
                total = Fraction(0)
                for g, n in enumerate(sizes):
                    s = sum(a - mean for a, l in zip(score, label) if l == g)
                    total += s * s / n
                return total
            values = [between(label) for label in arrange(tuple(labels))]
            print(f'{name},{text},{where},p,{share(values, between(labels))!r},rel 1e-12,"{ALL}"')


def arrange(labels):
    """All different orders of labels."""
    if not labels:
        yield ()
        return
    for g in sorted(set(labels)):
        rest = list(labels)
        rest.remove(g)
        for tail in arrange(tuple(rest)):
            yield (g,) + tail


def pairs():
    for x in ([3, -1, 4, 1, -5, 9, 2, 6], [1, 1, 2, 2, -3, 4, 0], [-2, -3, -4, 1, -6]):
        text = " ".join(map(str, x))
        nonzero = [v for v in x if v]
        size = [abs(v) for v in nonzero]
        for name, score in (("permutation-t-one", size), ("permutation-signed-rank", ranks(size)),
                            ("permutation-sign", [1] * len(size))):
            observed = abs(sum(s if v > 0 else -s for s, v in zip(score, nonzero)))
            values = [abs(sum(a * b for a, b in zip(signs, score))) for signs in product((1, -1), repeat=len(score))]
            print(f'{name},{text},,p,{share(values, observed)!r},rel 1e-12,"{ALL}"')


def partners():
    for x, y in (([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 7, 5]), ([1, 1, 2, 3, 5, 8], [3, 3, 2, 9, 1, 4])):
        text = " ".join(map(str, x)) + " / " + " ".join(map(str, y))
        for name, u, v in (("permutation-pearson-r", list(map(Fraction, x)), list(map(Fraction, y))),
                           ("permutation-spearman", ranks(x), ranks(y))):
            n = len(u)
            centre = sum(u) * sum(v) / n

            def distance(order):
                return abs(sum(a * b for a, b in zip(u, order)) - centre)
            values = [distance(order) for order in permutations(v)]
            print(f'{name},{text},,p,{share(values, distance(v))!r},rel 1e-12,"{ALL}"')


def blocks():
    for data in ([[1, 2, 3], [2, 3, 1], [1, 3, 2], [1, 2, 3]], [[5, 5, 7], [1, 4, 6], [2, 2, 2], [3, 1, 8]]):
        text = " / ".join(" ".join(map(str, r)) for r in data)
        scored = [ranks(r) for r in data]

        def squares(rows):
            mean = Fraction(sum(sum(r) for r in rows), len(rows[0]))
            return sum((sum(c) - mean) ** 2 for c in zip(*rows))
        values = [squares(rows) for rows in product(*(list(permutations(r)) for r in scored))]
        print(f'permutation-friedman,{text},,p,{share(values, squares(scored))!r},rel 1e-12,"{ALL}"')


tables()
groups()
pairs()
partners()
blocks()
