"""Non-central t tails as an integral over log S in equal steps, and the delta that gives a tail."""
from mpmath import erfc, exp, findroot, fsum, log, loggamma, mp, mpf, sqrt

from rows import MPMATH, row

mp.dps = 40


def tail(t, nu, d, upper):
    t, nu, d = mpf(str(t)), mpf(str(nu)), mpf(d)
    constant, sign = log(2) + nu / 2 * log(nu / 2) - loggamma(nu / 2), 1 if upper else -1

    def f(u):
        s = exp(u)
        return exp(constant + nu * u - nu * s * s / 2) * erfc(sign * (t * s - d) / sqrt(mpf(2))) / 2
    width = 1 / sqrt(2 * nu)
    low = -80 / nu - 14 * width - 3
    high = 14 * width + (3 if nu < 100 else mpf("0.5"))
    if d * t > 0:
        high = max(high, log(d / t) + 2)
    if nu > 1000:
        low = -14 * width - mpf("0.5")
    h = min(width / 6, mpf(1) / 30, 1 / (8 * abs(t) + 1))
    return h * fsum(f(low + h * i) for i in range(int((high - low) / h) + 1))


for t, nu, d in ((2, 10, 1), (-3, 5, 2), (5, 33, -6), ("0.01", 33, -6), (0, 7, "1.5"), (12, "0.5", 20), (30, "3.7", 20),
                 (2, 100, 9), (1, 1, -1), (8, 400, 3), (-2, "2.5", -4), (3, 5000, 6)):
    arguments = "t=%s;df=%s;delta=%s" % (t, nu, d)
    row("noncentral-t", "0", arguments, "lower", tail(t, nu, d, False), "rel 1e-12", MPMATH)
    row("noncentral-t", "0", arguments, "upper", tail(t, nu, d, True), "rel 1e-12", MPMATH)
for t, nu, q, start in (("2.5", 18, "0.025", "0.4"), (0, 9, "0.05", "-1.6"), (-4, 30, "0.005", -7), (15, "8.4", "0.025", 8)):
    delta = findroot(lambda d: tail(t, nu, d, True) - mpf(q), mpf(start), tol=1e-40)
    row("noncentral-t", "0", "t=%s;df=%s;q=%s" % (t, nu, q), "delta_upper", delta, "rel 1e-11", MPMATH)
for t, nu, q, start in (("2.5", 18, "0.025", "4.6"), (0, 9, "0.05", "1.6"), (-4, 30, "0.005", -1), (15, "8.4", "0.025", 22)):
    delta = findroot(lambda d: tail(t, nu, d, False) - mpf(q), mpf(start), tol=1e-40)
    row("noncentral-t", "0", "t=%s;df=%s;q=%s" % (t, nu, q), "delta_lower", delta, "rel 1e-11", MPMATH)
