/*
 * Measures of association in a table of counts.
 *
 * Directed measures compare the first row with the second, and the first column
 * is the event.  The measures themselves suit sums of sampling weights too, but
 * for v-corrected; their errors and intervals do not (the caller leaves them out).
 */
#ifndef SVY_STAT_ASSOCIATION_H
#define SVY_STAT_ASSOCIATION_H

#include <stddef.h>

#include "base/status.h"
#include "stat/measure.h"

/*
 * One measure of a table.  By their families, each with its page and header:
 *
 *     phi v v-corrected contingency        stat/cramer.h
 *     lambda... tau-row tau-col u...       stat/prediction.h
 *     gamma tau-b tau-c d...               stat/concordance.h
 *     kappa kappa-linear kappa-quadratic   stat/kappa.h
 *     pearson-r spearman                   stat/correlation.h
 *     polychoric                           stat/polychoric.h
 *
 * and here, p1 = a / r1, p2 = c / r2 of the table a b / c d:
 *
 *     or           ad / bc         log +- z sqrt(1/a + 1/b + 1/c + 1/d)      Woolf
 *     or-conditional  as in svy_fisher(), exact central interval
 *     rr           p1 / p2         log +- z sqrt(1/a - 1/r1 + 1/c - 1/r2)     Katz
 *     rd           p1 - p2         from Wilson limits                    Newcombe
 *     rd-wald      p1 - p2         +- z sqrt(p1 q1 / r1 + p2 q2 / r2)
 *     rd-exact rr-exact  as rd and rr, limits of svy_exact_interval(); no standard error
 *
 * n        rows x cols, row-major
 * options  level, and what some measures need
 * out      written only on success
 *
 * The directed measures need 2 x 2, the kappas the same categories in rows and
 * columns (as many of them, at least): NaN with the reason otherwise.  The others
 * leave empty rows and columns out.  Nothing is ever added to a cell: with a zero
 * the odds ratio and the relative risk are 0 or infinite or undefined (0 / 0), and
 * the limit that cannot be had is NaN with the reason.
 *
 * SVY_EDOMAIN  a count is negative or not finite (or-conditional, rd-exact, rr-exact: not whole), a
 *              score is not finite, level not in (0, 1)
 *
 * Woolf (1955), Ann. Hum. Genet. 19, 251-253; Katz et al. (1978), Biometrics 34,
 * 469-474; Newcombe (1998), Stat. Med. 17, 873-890, method 10.
 */
enum svy_code svy_associate(const double *n, size_t rows, size_t cols, enum svy_measure_kind kind,
                            const struct svy_measure_options *options, struct svy_measure *out,
                            struct svy_status *status) SVY_MUST_USE;

#endif
