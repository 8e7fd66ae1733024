"""Add to each certified value of NIST how many digits of it data rounded to double allow.

Run from the top of the tree: python3 tests/reference/make/nist.py FOLDER > tests/reference/nist.csv, where FOLDER holds
univariate/NAME.csv and anova/NAME.csv, the data of https://www.itl.nist.gov/div898/strd/.  At most 15 digits are counted,
since so many are certified.
"""
import csv
import os
import sys
from mpmath import log10, mp, mpf, sqrt

mp.dps = 80


def univariate(y):
    n, mean = len(y), sum(y) / len(y)
    ss = sum((v - mean)**2 for v in y)
    lag = sum((a - mean) * (b - mean) for a, b in zip(y, y[1:]))
    return {"mean": mean, "sd": sqrt(ss / (n - 1)), "autocorrelation": lag / ss}


def anova(rows):
    groups = {}
    for g, v in rows:
        groups.setdefault(g, []).append(v)
    n, k = sum(map(len, groups.values())), len(groups)
    grand = sum(map(sum, groups.values())) / n
    between = sum(len(v) * (sum(v) / len(v) - grand)**2 for v in groups.values())
    within = sum(sum((x - sum(v) / len(v))**2 for x in v) for v in groups.values())
    return {"between_df": mpf(k - 1), "between_ss": between, "between_ms": between / (k - 1), "within_df": mpf(n - k),
            "within_ss": within, "within_ms": within / (n - k), "f": between / (k - 1) / (within / (n - k)),
            "r_squared": between / (between + within), "residual_sd": sqrt(within / (n - k))}


def exact(name):
    path = os.path.join(sys.argv[1], "univariate", name + ".csv")
    if os.path.exists(path):
        return univariate([mpf(float(r["y"])) for r in csv.DictReader(open(path))])
    rows = csv.DictReader(open(os.path.join(sys.argv[1], "anova", name + ".csv")))
    return anova([(r["treatment"], mpf(float(r["y"]))) for r in rows])


values = {}
print("dataset,quantity,certified,attainable,source")
for row in csv.DictReader(open("tests/reference/make/nist.csv")):
    name, quantity = row["dataset"], row["quantity"]
    values.setdefault(name, exact(name) if name not in values else None)
    off = abs(values[name][quantity] / mpf(row["certified"]) - 1)
    digits = min(mpf(15), -log10(off)) if off else mpf(15)
    print('%s,%s,%s,%.1f,"%s"' % (name, quantity, row["certified"], digits, row["source"]))
