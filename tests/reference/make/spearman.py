"""Exact p of Spearman's test: all permutations, or one respondent after the other."""
from rows import row
from ranks import SMALL, attainable, by_permutations, by_positions, number, p_values, products, table


def report(x, y, seen, source, arguments=()):
    value = products(x, y)
    for alternative, p in p_values(seen, value).items():
        with_ = ";".join(a for a in (alternative, *arguments) if a)
        row("spearman", table(x, y), with_, "p", number(p), "rel 1e-11", source)
        row("spearman", table(x, y), with_, "attainable_p", number(attainable(seen)[alternative]), "rel 1e-11", source)


for x, y in SMALL:
    report(x, y, by_permutations(x, y, products), "whole numbers, all permutations")
source = "whole numbers, all subsets"
report(list(range(1, 12)), [3, 1, 2, 6, 4, 5, 7, 11, 8, 10, 9], by_positions(range(1, 12), [3, 1, 2, 6, 4, 5, 7, 11, 8, 10, 9], False), source)
x, y = [1, 1, 2, 3, 3, 3, 4, 5, 6, 6, 7], [9, 4, 4, 8, 8, 2, 7, 1, 1, 1, 3]
report(x, y, by_positions(x, y, False), source)
x, y = list(range(13)), [0, 2, 1, 3, 5, 4, 6, 8, 7, 9, 11, 10, 12]
report(x, y, by_positions(x, y, False), source)
