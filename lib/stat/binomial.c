#include "stat/binomial.h"

#include <math.h>

#include "stat/distribution.h"
#include "stat/exact.h"
#include "stat/interval.h"
#include "stat/quantile.h"

/* log P(X >= k) and log P(X <= k); a share of 0 or 1 has one outcome. */
static double upper_log(double k, double n, double share)
{
	if (k <= 0)
		return 0;
	return k > n || share == 0 ? -HUGE_VAL : share == 1 ? 0 : svy_beta_lower_log(share, k, n - k + 1);
}

static double lower_log(double k, double n, double share)
{
	if (k >= n)
		return 0;
	return k < 0 || share == 1 ? -HUGE_VAL : share == 0 ? 0 : svy_beta_upper_log(share, k + 1, n - k);
}

/* The outcome nearest to the mode, upward (sign 1) or downward (-1), whose log probability is
 * at most limit; one beyond the last of `steps` outcomes where there is none. */
static double first_unlikely(double n, double share, double limit, double mode, double sign, double steps)
{
	double near = 0, far = steps + 1; /* the mode itself is above the limit */
	while (far - near > 1) {
		double middle = floor((near + far) / 2);
		if (svy_binomial_log(mode + sign * middle, n, share) <= limit)
			far = middle;
		else
			near = middle;
	}
	return mode + sign * far;
}

double svy_binomial_unlikely_log(double n, double share, double limit)
{
	double mode = fmin(n, floor((n + 1) * share));
	if (svy_binomial_log(mode, n, share) <= limit)
		return 0;
	double above = first_unlikely(n, share, limit, mode, 1, n - mode);
	double below = first_unlikely(n, share, limit, mode, -1, mode);
	return fmin(0, svy_log_sum(upper_log(above, n, share), lower_log(below, n, share)));
}

static double log_p_of(double k, double n, double share, enum svy_alternative alternative)
{
	switch (alternative) {
	case SVY_LESS: return lower_log(k, n, share);
	case SVY_GREATER: return upper_log(k, n, share);
	default: return svy_binomial_unlikely_log(n, share, svy_binomial_log(k, n, share) + log1p(SVY_TIE_SLACK));
	}
}

/* The smallest p that any outcome has. */
static double attainable(double n, double share, enum svy_alternative alternative)
{
	return exp(fmin(log_p_of(0, n, share, alternative), log_p_of(n, n, share, alternative)));
}

static enum svy_code put_interval(double k, double n, double level, struct svy_test *out, struct svy_status *status)
{
	struct svy_interval interval;
	if (out->alternative == SVY_LESS) {
		out->low = 0;
		out->high = k < n ? svy_beta_upper_quantile(1 - level, k + 1, n - k) : 1;
		return SVY_OK;
	}
	if (out->alternative == SVY_GREATER) {
		out->low = k > 0 ? svy_beta_lower_quantile(1 - level, k, n - k + 1) : 0;
		out->high = 1;
		return SVY_OK;
	}
	enum svy_code code = svy_proportion_interval(SVY_INTERVAL_CLOPPER_PEARSON, k, n, level, &interval, status);
	if (code == SVY_OK) {
		out->low = interval.low;
		out->high = interval.high;
	}
	return code;
}

static void describe(double share, struct svy_test *out)
{
	bool two_sided = out->alternative == SVY_TWO_SIDED;
	svy_test_method(out, "exact binomial test of a proportion of %g, %s; Clopper-Pearson interval%s", share,
	                two_sided ? "two-sided by minimum likelihood" : "one-sided", two_sided ? "" : ", one-sided");
}

static enum svy_code check(double k, double n, double share, double level, struct svy_status *status)
{
	if (!(k >= 0 && k <= n && k == floor(k) && n == floor(n)))
		return svy_fail(status, SVY_EDOMAIN, "%g of %g is no whole number of respondents of a whole number", k, n);
	if (n > SVY_EXACT_MAX)
		return svy_fail(status, SVY_EDOMAIN, "an exact test takes at most %.0f respondents, here are %.0f",
		                SVY_EXACT_MAX, n);
	if (!(share >= 0 && share <= 1))
		return svy_fail(status, SVY_EDOMAIN, "a proportion is between 0 and 1, not %g", share);
	if (!(level > 0 && level < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1, as 0.95, not %g", level);
	return SVY_OK;
}

enum svy_code svy_binomial(double k, double n, double share, enum svy_alternative alternative, double level,
                           struct svy_test *out, struct svy_status *status)
{
	struct svy_test test;
	enum svy_code code = check(k, n, share, level, status);
	if (code != SVY_OK)
		return code;
	svy_test_init(&test, "binomial");
	test.alternative = alternative;
	describe(share, &test);
	if (n == 0) {
		svy_test_note(&test, "no respondents");
		*out = test;
		return SVY_OK;
	}
	test.statistic = k;
	test.estimate = k / n;
	test.log_p = log_p_of(k, n, share, alternative) + 0.0; /* not -0 */
	test.p = exp(test.log_p);
	test.attainable_p = attainable(n, share, alternative);
	test.attainable_less = attainable(n, share, SVY_LESS);
	test.attainable_greater = attainable(n, share, SVY_GREATER);
	if (share == 0 || share == 1)
		svy_test_note(&test, "the hypothesis leaves one outcome, %g of %g", share * n, n);
	code = put_interval(k, n, level, &test, status);
	if (code != SVY_OK)
		return code;
	if (alternative == SVY_TWO_SIDED && (test.p <= 1 - level) == (test.low <= share && share <= test.high))
		svy_test_note(&test, "p and the interval disagree about the hypothesis: p orders the outcomes by their "
		                     "probability, the interval has equal tails");
	*out = test;
	return SVY_OK;
}
