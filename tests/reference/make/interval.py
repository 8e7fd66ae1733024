"""Intervals for proportions of very many answers, in 50 digits."""
from mpmath import mpf, sqrt, erfinv, exp, findroot, log

from rows import MPMATH, row


def z_of(level):
    return sqrt(mpf(2)) * erfinv(mpf(level))


def wilson(k, n, level):
    z = z_of(level)
    half = z * sqrt(mpf(k) * (n - k) / n + z * z / 4)
    return (k + z * z / 2 - half) / (n + z * z), (k + z * z / 2 + half) / (n + z * z)


for k, n in ((1, 10**9), (10**9 - 1, 10**9), (500000000, 10**9), (0, 10**9)):
    low, high = wilson(k, n, "0.95")
    arguments = "k=%d;n=%d" % (k, n)
    row("wilson", "", arguments, "low", max(low, mpf(0)) if k else mpf(0), "rel 1e-10", MPMATH)
    row("wilson", "", arguments, "high", high, "rel 1e-10", MPMATH)

# Clopper-Pearson with k = 0 or 1 in closed form: (1 - p)^n and (1 - p)^n (1 + ...)
n = 10**9
tail = mpf("0.025")
row("clopper-pearson", "", "k=0;n=%d" % n, "high", -(tail ** (mpf(1) / n) - 1), "rel 1e-10", MPMATH)
row("clopper-pearson", "", "k=1;n=%d" % n, "low", 1 - (1 - tail) ** (mpf(1) / n), "rel 1e-10", MPMATH)
scaled = findroot(lambda u: (1 - u / n) ** n + u * (1 - u / n) ** (n - 1) - tail, mpf("5.57"))
row("clopper-pearson", "", "k=1;n=%d" % n, "high", scaled / n, "rel 1e-10", MPMATH)
row("clopper-pearson", "", "k=%d;n=%d" % (n, n), "low", tail ** (mpf(1) / n), "rel 1e-14", MPMATH)

for p, se in (("0.3", "0.02"), ("1e-6", "4e-7"), ("0.999", "0.0009"), ("0.5", "0")):
    centre = log(mpf(p) / (1 - mpf(p)))
    half = z_of("0.95") * mpf(se) / mpf(p) / (1 - mpf(p))
    for name, x in (("low", centre - half), ("high", centre + half)):
        row("logit", "", "p=%s;se=%s;df=inf" % (p, se), name, 1 / (1 + exp(-x)), "rel 1e-10", MPMATH)
