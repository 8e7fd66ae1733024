"""Non-central F tails as Poisson mixtures of beta tails, and the lambda that gives a tail."""
from mpmath import betainc, exp, findroot, log, loggamma, mp, mpf

from rows import MPMATH, row

mp.dps = 40


def tail(f, df, df2, lam, upper):
    f, a, b, m = mpf(str(f)), mpf(str(df)) / 2, mpf(str(df2)) / 2, mpf(lam) / 2
    x, y = a * f / (b + a * f), b / (b + a * f)
    total, before, k = mpf(0), mpf(0), 0
    while True:
        part = betainc(b, a + k, 0, y, regularized=True) if upper else betainc(a + k, b, 0, x, regularized=True)
        product = exp(k * log(m) - m - loggamma(k + 1)) * part
        total += product
        if product < before and product < mpf(10) ** -38 * total:
            return total
        before, k = product, k + 1


for f, df, df2, lam in ((3, 2, 20, 4), ("0.01", 4, 30, 200), (50, 4, 30, 2), (10, 7, 200, 200), (60, "3.5", 1, 60), (3, 2, 30, 200),
                        ("0.2", 1, "4.2", "0.01"), (9, 40, 200, 200), ("4.846088", 2, 27, 9), (1000, 3, 12, 1)):
    arguments = "f=%s;df=%s;df2=%s;lambda=%s" % (f, df, df2, lam)
    row("noncentral-f", "0", arguments, "lower", tail(f, df, df2, lam, False), "rel 1e-11", MPMATH)
    row("noncentral-f", "0", arguments, "upper", tail(f, df, df2, lam, True), "rel 1e-11", MPMATH)
for f, df, df2, q, start in (("4.846088", 2, 27, "0.05", "1.0"), (15, 5, 60, "0.025", 30), (9, 1, 12, "0.025", "0.5")):
    lam = findroot(lambda l: tail(f, df, df2, l, True) - mpf(q), mpf(start), tol=1e-40)
    row("noncentral-f", "0", "f=%s;df=%s;df2=%s;q=%s" % (f, df, df2, q), "lambda_upper", lam, "rel 1e-11", MPMATH)
for f, df, df2, q, start in (("4.846088", 2, 27, "0.05", 20), (15, 5, 60, "0.025", 120), (9, 1, 12, "0.025", 25)):
    lam = findroot(lambda l: tail(f, df, df2, l, False) - mpf(q), mpf(start), tol=1e-40)
    row("noncentral-f", "0", "f=%s;df=%s;df2=%s;q=%s" % (f, df, df2, q), "lambda_lower", lam, "rel 1e-11", MPMATH)
