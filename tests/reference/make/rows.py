"""How Python scripts here write rows of reference values."""
import mpmath
from mpmath import mp, mpf

mp.dps = 50
MPMATH = "mpmath " + mpmath.__version__


def row(statistic, table, arguments, quantity, expected, tolerance, source):
    if not isinstance(expected, str):
        expected = mpmath.nstr(mpf(expected), 20) if expected not in (mpf("inf"),) else "inf"
    print('%s,%s,%s,%s,%s,%s,"%s"' % (statistic, table, arguments, quantity, expected, tolerance, source))


def cells(n):
    half = len(n) // 2
    return " ".join(map(str, n[:half])) + " / " + " ".join(map(str, n[half:]))
