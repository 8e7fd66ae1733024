/* The exact test of one proportion. */
#ifndef SVY_STAT_BINOMIAL_H
#define SVY_STAT_BINOMIAL_H

#include "base/status.h"
#include "stat/test.h"

/*
 * The binomial test: `binomial`.
 *
 * k, n   whole, 0 <= k <= n, n at most SVY_EXACT_MAX (stat/exact.h)
 * share  what the proportion is under the hypothesis, 0 to 1
 * out    statistic     k
 *        p             two-sided: the sum of the probabilities of all outcomes that are
 *                      at most as probable as the observed one, ties within
 *                      SVY_TIE_SLACK; less, greater: P(X <= k), P(X >= k)
 *        estimate      k / n
 *        low high      Clopper-Pearson, one-sided with a one-sided alternative
 *        attainable_p  the smallest p that any outcome has
 *        Written only on success
 *
 * A note says where interval and two-sided p disagree about the hypothesis.  n = 0: NaN with
 * the reason.
 *
 * SVY_EDOMAIN  not as above, or level not in (0, 1)
 *
 * Clopper and Pearson (1934), Biometrika 26, 404-413; Loader (2000), "Fast and accurate
 * computation of binomial probabilities"; Agresti (2013), section 1.4.4.
 */
enum svy_code svy_binomial(double k, double n, double share, enum svy_alternative alternative, double level,
                           struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

/* log of the probability of all outcomes of n trials whose log probability is at most `limit`:
 * -Inf where there is none. */
double svy_binomial_unlikely_log(double n, double share, double limit);

#endif
