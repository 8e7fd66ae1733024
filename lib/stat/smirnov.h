/* The two-sample test of Smirnov (Kolmogorov-Smirnov). */
#ifndef SVY_STAT_SMIRNOV_H
#define SVY_STAT_SMIRNOV_H

#include "base/status.h"
#include "stat/sample.h"
#include "stat/test.h"

/* Steps of the exact distribution before the asymptotic one is taken. */
#define SVY_SMIRNOV_WORK 2e8

/*
 * Whether two groups have the same distribution, by the largest distance of their
 * empirical distribution functions F1 and F2 ("ks-two").
 *
 *     two-sided  D = max |F1 - F2|
 *     less       max (F1 - F2): the first group tends to be smaller
 *     greater    max (F2 - F1): the first group tends to be larger
 *
 * The direction is that of the values, as in every test of groups here; R and SciPy name
 * it by the distribution functions, which is the opposite word.
 *
 * work  steps; 0: SVY_SMIRNOV_WORK.  Exact takes about 2 D m n of them
 * out   p             exact given the ties (Schroer and Trenkler 1995), else asymptotic:
 *                     Kolmogorov's distribution of D sqrt(m n / (m + n)), one-sided
 *                     exp(-2 D^2 m n / (m + n)); the method says which
 *       attainable_p  exact: of the largest D that these sizes and ties allow, _less and
 *                     _greater of each direction; NaN where finding it takes more steps
 *
 * An empty group: no p, with the reason.  All values tied: D = 0 and p = 1.  p below 1e-290
 * is 0, with a note and without log_p, where it is exact.
 *
 * SVY_EDOMAIN  not two groups, work negative
 *
 * Smirnov (1939), Bulletin of the University of Moscow 2(2), 3-14; Schroer and Trenkler
 * (1995), Computational Statistics & Data Analysis 20, 185-202; Hodges (1958), Arkiv for
 * Matematik 3, 469-486.
 */
enum svy_code svy_smirnov(const struct svy_sample *sample, enum svy_alternative alternative, double work,
                          struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

/* P(K > z) of Kolmogorov's distribution, and its logarithm. */
double svy_kolmogorov_upper(double z);
double svy_kolmogorov_upper_log(double z);

#endif
