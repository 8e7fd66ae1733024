/* The Kruskal-Wallis test of k groups. */
#ifndef SVY_STAT_KRUSKAL_H
#define SVY_STAT_KRUSKAL_H

#include "base/status.h"
#include "stat/sample.h"
#include "stat/test.h"

/*
 * Whether k groups have the same distribution, by their mean ranks ("kruskal-wallis").
 *
 *     H = 12 (N - 1) sum n_i (R_i / n_i - (N + 1) / 2)^2 / (N^3 - N - sum (t^3 - t))
 *
 * with midranks: the correction for ties is in the denominator.  Chi-squared with k - 1
 * degrees of freedom.  Of two groups it is the square of the z of mann-whitney.
 *
 * Empty groups are left out with a note.  Fewer than two groups, or all values tied: no p,
 * with the reason.
 *
 * Kruskal and Wallis (1952), JASA 47, 583-621.
 */
enum svy_code svy_kruskal_wallis(const struct svy_sample *sample, struct svy_test *out,
                                 struct svy_status *status) SVY_MUST_USE;

#endif
