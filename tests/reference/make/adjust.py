"""Sidak's adjustment from its definition, in 50 digits."""
from mpmath import mpf

from rows import MPMATH, row

for p in ([0.01, 0.04, 0.03, 0.005], [1e-18, 3e-17, 2e-9, 0.2, 0.7], [1e-300, 0.5], [0.0, 1.0, 0.25], [0.05] * 6):
    table = " ".join("%.17g" % v for v in p)
    for i, v in enumerate(p):
        row("sidak", table, "", str(i + 1), 1 - (1 - mpf(v)) ** len(p) if v > 1e-40 else len(p) * mpf(v), "rel 1e-12",
            MPMATH + ", 1 - (1 - p)^m")
