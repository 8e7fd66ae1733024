/*
 * Measures of association in a table of counts.
 *
 * Directed measures compare the first row with the second, and the first column
 * is the event.  The measures themselves suit sums of sampling weights too;
 * their intervals do not (the caller leaves them out).
 */
#ifndef SVY_STAT_ASSOCIATION_H
#define SVY_STAT_ASSOCIATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

enum svy_measure_kind {
	SVY_MEASURE_PHI,
	SVY_MEASURE_V,
	SVY_MEASURE_CONTINGENCY,
	SVY_MEASURE_OR,
	SVY_MEASURE_OR_CONDITIONAL,
	SVY_MEASURE_RR,
	SVY_MEASURE_RD,
	SVY_MEASURE_RD_WALD,
	SVY_N_MEASURES
};

/* "phi" "v" "contingency" "or" "or-conditional" "rr" "rd" "rd-wald" */
const char *svy_measure_name(enum svy_measure_kind kind);
bool svy_measure_from_name(const char *name, enum svy_measure_kind *out);

/* Whether the measure is of the first row against the second: 2 x 2 tables only,
 * and the tool says which levels it compared. */
bool svy_measure_is_directed(enum svy_measure_kind kind);

enum { SVY_MEASURE_METHOD = 120, SVY_MEASURE_NOTE = 300 };

/* NaN where there is none, and `note` says why where estimate, low or high is
 * missing from a measure that has them. */
struct svy_measure {
	const char *measure; /* its name */
	double estimate;
	double ase;          /* asymptotic standard error of estimate */
	double se0;          /* the same under independence */
	double statistic, p; /* test of no association that goes with it */
	double low, high;    /* may be infinite */
	double log_se;       /* or, rr: standard error of the logarithm */
	char method[SVY_MEASURE_METHOD]; /* names the interval: "Woolf" */
	char note[SVY_MEASURE_NOTE];
};

/*
 * One measure of a table.
 *
 *     phi          sqrt(X^2 / n); of 2 x 2 with its sign, (ad - bc) / sqrt(r1 r2 c1 c2)
 *     v            sqrt(X^2 / (n (min(rows, cols) - 1)))             Cramer
 *     contingency  sqrt(X^2 / (X^2 + n))                             Pearson's C
 *     or           ad / bc         log +- z sqrt(1/a + 1/b + 1/c + 1/d)      Woolf
 *     or-conditional  as in svy_fisher(), exact central interval
 *     rr           p1 / p2         log +- z sqrt(1/a - 1/r1 + 1/c - 1/r2)     Katz
 *     rd           p1 - p2         from Wilson limits                    Newcombe
 *     rd-wald      p1 - p2         +- z sqrt(p1 q1 / r1 + p2 q2 / r2)
 *
 * n      rows x cols, row-major (a b / c d)
 * level  of the interval, 0.95
 * out    written only on success
 *
 * phi, v and contingency leave empty rows and columns out.  The others need
 * 2 x 2.  Nothing is ever added to a cell: with a zero the odds ratio and the
 * relative risk are 0 or infinite or undefined (0 / 0), and the limit that
 * cannot be had is NaN with the reason.
 *
 * SVY_EDOMAIN  a count is negative or not finite (or-conditional: not whole),
 *              level not in (0, 1)
 *
 * Cramer (1946), Mathematical Methods of Statistics, 282 and 443; Woolf (1955),
 * Ann. Hum. Genet. 19, 251-253; Katz et al. (1978), Biometrics 34, 469-474;
 * Newcombe (1998), Stat. Med. 17, 873-890, method 10.
 */
enum svy_code svy_associate(const double *n, size_t rows, size_t cols, enum svy_measure_kind kind, double level,
                            struct svy_measure *out, struct svy_status *status) SVY_MUST_USE;

#endif
