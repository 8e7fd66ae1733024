# tests/reference/coding/polynomial.csv: orthonormal polynomials where R's contr.poly has lost its digits.
#   /usr/bin/python3 tests/reference/make/coding.py, from the top of the tree; needs mpmath
import mpmath
from mpmath import mp, mpf, sqrt

mp.dps = 400


def polynomials(scores):
    """Columns of degree 0, 1, ... by Gram and Schmidt on the powers, at 400 digits."""
    columns = []
    for degree in range(len(scores)):
        column = [mpf(s) ** degree for s in scores]
        for other in columns:
            along = mp.fdot(column, other)
            column = [a - along * b for a, b in zip(column, other)]
        length = sqrt(mp.fdot(column, column))
        columns.append([a / length for a in column])
    return columns


with open("tests/reference/coding/polynomial.csv", "w") as out:
    out.write("kind,k,reference,scores,level,column,expected,tolerance,source\n")
    uneven = [i * i / 8 + i for i in range(1, 21)]
    for scores, degrees in ((uneven, range(15, 20)), (list(range(1, 31)), (20, 25, 29)),
                            ([2.0 ** i for i in range(20)], (1, 2, 10, 18, 19))):
        columns = polynomials(scores)
        for degree in degrees:
            for level, x in enumerate(columns[degree]):
                out.write("polynomial,%d,,%s,%d,%d,%s,1e-14,\"mpmath %s, 400 digits, Gram-Schmidt\"\n" % (
                    len(scores), " ".join("%.17g" % s for s in scores), level + 1, degree, mpmath.nstr(x, 20),
                    mpmath.__version__))
