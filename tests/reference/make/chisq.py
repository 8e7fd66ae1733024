"""Chi-squared of large and extreme tables, in 50 digits."""
from mpmath import mpf, log, gammainc, erfc, sqrt, loggamma

from rows import MPMATH, row


def upper_log(x, df):
    return log(gammainc(mpf(df) / 2, mpf(x) / 2, regularized=True))


def report(text):
    o = [[mpf(v) for v in line.split()] for line in text.split("/")]
    r = [sum(line) for line in o]
    c = [sum(col) for col in zip(*o)]
    n = sum(r)
    df = (len(r) - 1) * (len(c) - 1)
    e = [[ri * cj / n for cj in c] for ri in r]
    pearson = sum((o[i][j] - e[i][j]) ** 2 / e[i][j] for i in range(len(r)) for j in range(len(c)))
    lr = 2 * sum(o[i][j] * log(o[i][j] / e[i][j]) for i in range(len(r)) for j in range(len(c)) if o[i][j])
    for name, x in (("pearson", pearson), ("lr", lr)):
        row(name, text, "", "statistic", x, "rel 1e-10", MPMATH)
        row(name, text, "", "log_p", upper_log(x, df), "rel 1e-10", MPMATH)
        p = gammainc(mpf(df) / 2, x / 2, regularized=True)
        row(name, text, "", "p", p if p > mpf("1e-290") else mpf(0), "rel 1e-10", MPMATH)
    adjusted = (o[0][0] - e[0][0]) / sqrt(e[0][0] * (1 - r[0] / n) * (1 - c[0] / n))
    row("adj_residual", text, "", "1 1", adjusted, "rel 1e-10", MPMATH)
    rm = sum((i + 1) * r[i] for i in range(len(r))) / n
    cm = sum((j + 1) * c[j] for j in range(len(c))) / n
    sxy = sum(o[i][j] * (i + 1 - rm) * (j + 1 - cm) for i in range(len(r)) for j in range(len(c)))
    sxx = sum(r[i] * (i + 1 - rm) ** 2 for i in range(len(r)))
    syy = sum(c[j] * (j + 1 - cm) ** 2 for j in range(len(c)))
    row("linear", text, "", "estimate", sxy / sqrt(sxx * syy), "rel 1e-9", MPMATH)


report("100000000 250000000 / 100010000 250030000")  # 7e8 answers, nearly independent
report("400000000 100000000 / 100000000 400000000")  # p underflows
report("250000001 250000000 / 250000000 249999999")
report("1000000 2000000 3000000 / 1000100 2000000 2999900 / 999900 2000200 3000000")
report("0 5 7 / 9 0 3 / 1 2 0")
report("1 0 / 0 1")
report("0.5 2.25 / 3.125 0.75")
