"""Distributions at the ends of their range, in 50 digits."""
from mpmath import mp, mpf, betainc, erfc, exp, findroot, gammainc, log, loggamma, pi, quad, sqrt, inf

from rows import MPMATH, row

SOURCE = MPMATH


def put(name, arguments, quantity, value, tolerance="rel 1e-10"):
    row(name, "", arguments, quantity, value, tolerance, SOURCE)


def normal_upper(z):
    return erfc(mpf(z) / sqrt(mpf(2))) / 2


for z in ("0", "0.5", "1.959963984540054", "6", "-3", "30", "37"):
    put("normal", "x=" + z, "upper", normal_upper(z))
    put("normal", "x=" + z, "upper_log", log(normal_upper(z)))
for z in ("40", "1000", "1e6"):
    put("normal", "x=" + z, "upper_log", log(normal_upper(z)))
for q, start in (("1e-300", 37), ("0.025", 2), ("0.3", 0.5), ("0.975", -2)):
    put("normal", "q=" + q, "upper_quantile", findroot(lambda z: log(normal_upper(z)) - log(mpf(q)), mpf(start)))


def chisq_upper(x, df):
    return gammainc(mpf(df) / 2, mpf(x) / 2, regularized=True)


for x, df in (("0.001", 1), ("3.84", 1), ("700", 1), ("1.5", 2), ("9", 9), ("100", 9), ("0.2", 30), ("1200", 1000)):
    arguments = "x=%s;df=%d" % (x, df)
    put("chisq", arguments, "upper", chisq_upper(x, df))
    put("chisq", arguments, "lower", gammainc(mpf(df) / 2, 0, mpf(x) / 2, regularized=True))
    put("chisq", arguments, "upper_log", log(chisq_upper(x, df)))
put("chisq", "x=50000;df=3", "upper_log", log(chisq_upper(50000, 3)))


def beta_lower(x, a, b):
    return betainc(mpf(a), mpf(b), 0, mpf(x), regularized=True)


for x, a, b in (("0.001", "0.5", "0.5"), ("0.3", "5", "16"), ("0.9", "5", "16"), ("0.5", "100", "100"),
                ("1e-5", "3", "100000"), ("0.2", "1", "1")):
    put("beta", "x=%s;a=%s;b=%s" % (x, a, b), "lower", beta_lower(x, a, b))
    put("beta", "x=%s;a=%s;b=%s" % (x, a, b), "upper", betainc(mpf(a), mpf(b), mpf(x), 1, regularized=True))


def t_upper(t, df):
    t, df = mpf(t), mpf(df)
    return betainc(df / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True) / 2


for t, df in (("20", "100"), ("2", "1"), ("1e6", "1"), ("3", "2.5"), ("0.1", "10"), ("8", "30"), ("1e-3", "4")):
    put("t", "x=%s;df=%s" % (t, df), "upper", t_upper(t, df))
    put("t", "x=%s;df=%s" % (t, df), "lower", 1 - t_upper(t, df))


def t_tail_by_quadrature(t, df):
    """For many degrees of freedom, where the series of the beta function fails."""
    t, df = mpf(t), mpf(df)
    scale = exp(loggamma((df + 1) / 2) - loggamma(df / 2)) / sqrt(df * pi)
    return scale * quad(lambda u: exp(-(df + 1) / 2 * mp.log1p(u * u / df)), [t, t + 1, t + 3, t + 8, t + 20, t + 60])


for t, df in (("2", "1e9"), ("6", "1e6"), ("1.96", "1e5")):
    put("t", "x=%s;df=%s" % (t, df), "upper", t_tail_by_quadrature(t, df))

for df in ("1e6", "1e9"):
    put("t", "q=0.025;df=" + df, "upper_quantile",
        findroot(lambda t: t_tail_by_quadrature(t, df) - mpf("0.025"), (mpf("1.959"), mpf("1.961"))))
put("t", "q=1e-300;df=1", "upper_quantile", 1 / mp.tan(pi * mpf("1e-300")))
put("t", "q=0.025;df=2", "upper_quantile", (1 - mpf("0.05")) / sqrt(2 * mpf("0.025") * (1 - mpf("0.025"))))


def gamma_tail_by_quadrature(x, df, upper):
    a, x = mpf(df) / 2, mpf(x) / 2
    spread = sqrt(a)
    ends = [x, x + spread, x + 4 * spread, x + 12 * spread, x + 40 * spread]
    if not upper:
        ends = [x - 40 * spread, x - 12 * spread, x - 4 * spread, x - spread, x]
    return quad(lambda u: exp((a - 1) * log(u) - u - loggamma(a)), ends)


for df in ("1e5", "1e7", "1e9"):
    d = mpf(df)
    for q, z in (("0.025", mpf("1.959964")), ("1e-6", mpf("4.753424"))):
        start = d * (1 - 2 / (9 * d) + z * sqrt(2 / (9 * d))) ** 3
        root = findroot(lambda x: log(gamma_tail_by_quadrature(x, d, True)) - log(mpf(q)), (start, start * (1 + mpf("1e-8"))))
        put("chisq", "q=%s;df=%s" % (q, df), "upper_quantile", root)
        start = d * (1 - 2 / (9 * d) - z * sqrt(2 / (9 * d))) ** 3
        root = findroot(lambda x: log(gamma_tail_by_quadrature(x, d, False)) - log(mpf(q)), (start, start * (1 + mpf("1e-8"))))
        put("chisq", "q=%s;df=%s" % (q, df), "lower_quantile", root)


def log_choose(n, k):
    return loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1)


for k, total, good, n in ((3, 20, 8, 6), (250000, 10**6, 500000, 500000), (250123, 10**6, 500000, 500000),
                          (0, 10**9, 1000, 1000), (1000, 10**9, 1000, 1000), (10**8, 10**9, 5 * 10**8, 2 * 10**8),
                          (2 * 10**8, 10**9, 5 * 10**8, 2 * 10**8), (100070000, 10**9, 5 * 10**8, 2 * 10**8),
                          (7, 10**9, 10**9 - 3, 10)):
    value = log_choose(mpf(good), mpf(k)) + log_choose(mpf(total - good), mpf(n - k)) - log_choose(mpf(total), mpf(n))
    put("hypergeometric", "k=%d;total=%d;good=%d;n=%d" % (k, total, good, n), "log", value)
for k, n, p in ((500000, 10**6, "0.5"), (0, 10**9, "1e-12"), (3, 10**9, "1e-9"), (10**9, 10**9, "0.25")):
    value = log_choose(mpf(n), mpf(k)) + k * log(mpf(p)) + (n - k) * mp.log1p(-mpf(p))
    put("binomial", "k=%d;n=%d;p=%s" % (k, n, p), "log", value)
for x in ("0.25", "0.5", "1", "3.7", "9.5", "10.25", "1e3", "1e9"):
    y = mpf(x)
    put("stirling-error", "x=" + x, "value", loggamma(y + 1) - (log(2 * pi * y) / 2 + y * log(y) - y), "rel 1e-13")
