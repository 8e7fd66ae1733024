"""Non-central chi-squared tails as Poisson mixtures, and the lambda that gives a tail."""
from mpmath import mpf, exp, findroot, gammainc, factorial, log, loggamma, sqrt

from rows import MPMATH, row


def tail(x, df, lam, upper):
    m, spread = lam / 2, 40 * sqrt(lam / 2) + 120
    total, k = mpf(0), max(0, int(m - spread))
    while k <= int(m + spread):
        a = df / 2 + k
        part = gammainc(a, x / 2, regularized=True) if upper else gammainc(a, 0, x / 2, regularized=True)
        total += exp(k * log(m) - m - loggamma(k + 1)) * part
        k += 1
    return total


for x, df, lam in ((5, 1, mpf("0.5")), (20, 4, 10), (3, 4, 10), (138.29, 9, 100), (138.29, 9, 170), (1, 1, mpf("1e-9")),
                   (0.5, 12, 3), (900, 30, 800), (80, 2, 20)):
    x, df, lam = mpf(str(x)), mpf(df), mpf(lam)
    arguments = "x=%s;df=%d;lambda=%s" % (float(x), int(df), float(lam))
    row("noncentral", "0", arguments, "lower", tail(x, df, lam, False), "rel 1e-11", MPMATH)
    row("noncentral", "0", arguments, "upper", tail(x, df, lam, True), "rel 1e-11", MPMATH)
for x, df, q, start in ((138.28984162, 9, "0.025", 85), (5, 1, "0.05", 1), (60, 4, "0.005", 20)):
    lam = findroot(lambda l: tail(mpf(str(x)), mpf(df), l, True) - mpf(q), mpf(start))
    row("noncentral", "0", "x=%s;df=%d;q=%s" % (x, df, q), "lambda_upper", lam, "rel 1e-11", MPMATH)
for x, df, q, start in ((138.28984162, 9, "0.025", 170), (5, 1, "0.05", 15), (60, 4, "0.005", 100)):
    lam = findroot(lambda l: tail(mpf(str(x)), mpf(df), l, False) - mpf(q), mpf(start))
    row("noncentral", "0", "x=%s;df=%d;q=%s" % (x, df, q), "lambda_lower", lam, "rel 1e-11", MPMATH)
