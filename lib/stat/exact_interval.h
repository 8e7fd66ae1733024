/*
 * Exact unconditional intervals for the risk difference and the relative risk of two
 * independent groups: Chan and Zhang's, from two one-sided score tests.
 *
 *     low   the smallest v with  sup over the nuisance proportion of P(T(X; v) >= T(x; v)) > (1 - level) / 2
 *     high  the largest v with the same of T(X; v) <= T(x; v)
 *
 * v is p1 - p2 or p1 / p2, and T the score statistic of the hypothesis that it is v
 * (stat/risk_score.h).
 *
 * Each limit alone errs with a probability of at most (1 - level) / 2, whatever the
 * proportions are; that is why these limits and not the shorter ones of a two-sided test
 * (Agresti and Min 2001), which share the error out unequally.
 *
 * Nothing is found by a grid.  The supremum is bounded between points by the cubic through
 * values and slopes, with the error that Cauchy's estimate of the fourth derivative allows
 * (stat/supremum.h).  And v is searched from the outside by leaving out whole stretches: T
 * falls as v grows, so a table that counts somewhere in [v0, v1] has T(X; v0) >= T(x; v1),
 * and where the probability of all these tables stays within the error no v of the stretch
 * belongs to the interval.
 */
#ifndef SVY_STAT_EXACT_INTERVAL_H
#define SVY_STAT_EXACT_INTERVAL_H

#include "base/status.h"
#include "stat/interval.h"
#include "stat/risk_score.h"

#define SVY_EXACT_INTERVAL_MAX 5000

/*
 * n      n11 n12 n21 n22: rows are the groups, the first column is the event
 * level  0.95
 * out    low, high to 1e-9, outward: never narrower than the interval by more than
 *        rounding.  The low limit of a ratio is 0 where the first group has no event, the
 *        high one infinite where the second has none
 *
 * A row that is empty: NaN with the reason.  An empty column is an outcome like others.
 *
 * SVY_EDOMAIN  a count is negative, not finite or not whole; more than
 *              SVY_EXACT_INTERVAL_MAX respondents; level not in (0, 1)
 *
 * Cost: some hundred suprema of some dozen sums of the terms that can be seen: 0.02 s for
 * 200 respondents, 2 s for the most.
 *
 * Chan and Zhang (1999), Biometrics 55, 1202-1209; Agresti and Min (2001), Biometrics 57,
 * 963-971.
 */
enum svy_code svy_exact_interval(const double n[4], enum svy_risk risk, double level, struct svy_interval *out,
                                 struct svy_status *status) SVY_MUST_USE;

#endif
