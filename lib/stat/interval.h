/* Intervals for one proportion. */
#ifndef SVY_STAT_INTERVAL_H
#define SVY_STAT_INTERVAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

enum svy_interval_kind {
	SVY_INTERVAL_WILSON,
	SVY_INTERVAL_CLOPPER_PEARSON,
	SVY_INTERVAL_JEFFREYS,
	SVY_INTERVAL_AGRESTI_COULL,
	SVY_INTERVAL_WALD,
	SVY_INTERVAL_BLAKER,
	SVY_INTERVAL_MIDP,
	SVY_N_INTERVALS
};

/* "wilson" "clopper-pearson" "jeffreys" "agresti-coull" "wald" "blaker" "mid-p" */
const char *svy_interval_name(enum svy_interval_kind kind);
bool svy_interval_from_name(const char *name, enum svy_interval_kind *out);

/* NaN where undefined, and then note says why.  The texts are constants. */
struct svy_interval {
	double low, high;
	const char *method;
	const char *note; /* NULL where there is nothing to say */
};

/*
 * Interval for a binomial proportion, k of n.       z = normal quantile
 *
 *     wilson           (k + z^2/2 +- z sqrt(k (n - k) / n + z^2/4)) / (n + z^2)
 *     clopper-pearson  beta quantiles of (k, n - k + 1) and (k + 1, n - k)
 *     jeffreys         beta quantiles of (k + 1/2, n - k + 1/2); the lower limit
 *                      is 0 at k = 0, the upper 1 at k = n
 *     agresti-coull    centre of Wilson's +- z sqrt(p~ q~ / (n + z^2))
 *     wald             p +- z sqrt(p q / n)
 *     blaker           hull of the proportions whose two-sided p by Blaker is above
 *                      1 - level (stat/blaker.h): within Clopper-Pearson's, and exact
 *     mid-p            each tail counts half of the observed number:
 *                      P(X > k) + P(X = k) / 2 = (1 - level) / 2 at the lower limit
 *
 * Limits beyond 0 or 1 are cut off with a note.  n = 0, and for blaker and mid-p a
 * number that is not whole: NaN with the reason.
 *
 * SVY_EDOMAIN  not 0 <= k <= n, not finite, level not in (0, 1)
 *
 * Brown, Cai and DasGupta (2001), Statistical Science 16, 101-133, sections 3
 * and 4; Wilson (1927), JASA 22, 209-212; Clopper and Pearson (1934), Biometrika
 * 26, 404-413; Blaker (2000), The Canadian Journal of Statistics 28, 783-798; Berry and
 * Armitage (1995), The Statistician 44, 417-423, for the mid-p.
 */
enum svy_code svy_proportion_interval(enum svy_interval_kind kind, double k, double n, double level,
                                      struct svy_interval *out, struct svy_status *status) SVY_MUST_USE;

/*
 * Interval for an estimated proportion with a standard error, on the logit.
 *
 *     logit(p) +- t(df) se / (p (1 - p)),  transformed back
 *
 * p   0..1; 0 and 1 have no logit: NaN with the reason
 * se  >= 0; NaN gives NaN with the reason
 * df  degrees of freedom of the design; infinite: normal.  Not above 0, or NaN:
 *     NaN with the reason
 *
 * SVY_EDOMAIN  p outside 0..1, se negative or infinite, level not in (0, 1)
 *
 * Lumley (2010), Complex Surveys, section 2.3 (there "logit").
 */
enum svy_code svy_logit_interval(double p, double se, double df, double level, struct svy_interval *out,
                                 struct svy_status *status) SVY_MUST_USE;

#endif
