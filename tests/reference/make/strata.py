"""Tables of 2 x 2 x K for the Python scripts of the tests that use them: (a, b, c, d) of each stratum."""
ADMISSIONS = ((512, 313, 89, 19), (353, 207, 17, 8), (120, 205, 202, 391), (138, 279, 131, 244), (53, 138, 94, 299),
              (22, 351, 24, 317))  # Bickel, Hammel and O'Connell 1975
MIGRAINE = ((16, 11, 5, 20), (12, 16, 7, 19))  # SAS PROC FREQ
TOLBUTAMIDE = ((8, 98, 5, 115), (22, 76, 16, 69))  # Rothman 2008, table 15-1
HEART = ((52, 898, 29, 678), (33, 923, 48, 1722))  # Scottish Heart Health Study
RABBITS = ((0, 6, 0, 5), (3, 3, 0, 6), (6, 0, 2, 4), (5, 1, 6, 0), (2, 0, 5, 0))  # Mantel 1963, penicillin
LIDOCAINE = ((2, 37, 1, 42), (4, 40, 4, 40), (6, 101, 4, 106), (7, 96, 5, 95), (7, 103, 3, 103),
             (11, 143, 4, 142))  # Hine et al. 1989
SMALL = ((2, 1, 0, 3), (1, 1, 1, 2), (0, 2, 3, 1))
LARGE = ((448220, 177182, 268845, 105753), (250000, 250100, 249900, 251000), (123, 99877, 145, 99855))
ALL = (ADMISSIONS, MIGRAINE, TOLBUTAMIDE, HEART, RABBITS, LIDOCAINE, SMALL, LARGE)


def table(strata):
    return " / ".join("%d %d / %d %d" % s for s in strata)


def margins(s):
    a, b, c, d = s
    return a + b, c + d, a + c, b + d, a + b + c + d


def informative(strata):
    return [s for s in strata if all(margins(s))]
