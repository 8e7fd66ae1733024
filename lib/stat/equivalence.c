#include "stat/equivalence.h"

#include <math.h>

#include "base/dd.h"
#include "base/sum.h"
#include "stat/distribution.h"
#include "stat/interval.h"
#include "stat/quantile.h"

/* from, to: what the margins must lie between. */
static enum svy_code check(const struct svy_equivalence *within, double from, double to, struct svy_status *status)
{
	if (!(within->low > from && within->low < within->high && within->high < to))
		return svy_fail(status, SVY_EDOMAIN, "margins %g and %g: they must ascend, and lie between %g and %g",
		                within->low, within->high, from, to);
	if (!(within->level > 0.5 && within->level < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level %g is not between 0.5 and 1", within->level);
	return SVY_OK;
}

static double interval_level(const struct svy_equivalence *within)
{
	return 1 - 2 * (1 - within->level);
}

static void start(const char *name, const char *what, const struct svy_equivalence *within, struct svy_test *out)
{
	svy_test_init(out, name);
	svy_test_method(out, "two one-sided tests of %s within %.12g and %.12g, larger p; interval at %.12g", what,
	                within->low, within->high, interval_level(within));
}

/* The end that decides is the one whose statistic, turned towards it, is the smaller. */
static void decide(double above_low, double below_high, double df, struct svy_test *out)
{
	bool low_decides = above_low <= below_high;
	double least = low_decides ? above_low : below_high;
	out->alternative = low_decides ? SVY_GREATER : SVY_LESS;
	out->statistic = low_decides ? least : -least;
	out->p = svy_t_upper(least, df);
	out->log_p = svy_t_upper_log(least, df);
}

/* --- means ----------------------------------------------------------------- */

enum svy_code svy_tost_mean(enum svy_mean_kind kind, const struct svy_group_moments *groups,
                            const struct svy_equivalence *within, struct svy_test *out, struct svy_status *status)
{
	static const char *const names[] = {"tost-one", "tost-paired", "tost-pooled", "tost-welch"};
	static const char *const whats[] = {"the mean (t)", "the mean difference of pairs (t)",
	                                    "the difference of means (t, pooled variance)",
	                                    "the difference of means (t, Welch)"};
	struct svy_mean mean;
	enum svy_code code = check(within, -INFINITY, INFINITY, status);
	if (code == SVY_OK)
		code = svy_mean_estimate(kind, groups, &mean, status);
	if (code != SVY_OK)
		return code;
	start(names[kind], whats[kind], within, out);
	out->estimate = mean.estimate;
	out->df = mean.df;
	if (mean.reason) {
		svy_test_note(out, "%s", mean.reason);
		return SVY_OK;
	}
	struct svy_dd estimate = {mean.estimate, mean.rest};
	decide(svy_dd_value(svy_dd_sub(estimate, svy_dd_from(within->low))) / mean.se,
	       svy_dd_value(svy_dd_sub(svy_dd_from(within->high), estimate)) / mean.se, mean.df, out);
	double half = svy_t_upper_quantile(1 - within->level, mean.df) * mean.se;
	out->low = mean.estimate - half;
	out->high = mean.estimate + half;
	return SVY_OK;
}

/* --- one proportion -------------------------------------------------------- */

static enum svy_code check_count(double x, double n, struct svy_status *status)
{
	if (x >= 0 && x <= n && isfinite(n))
		return SVY_OK;
	return svy_fail(status, SVY_EDOMAIN, "%g of %g is no proportion", x, n);
}

/* (x - n margin) / sqrt(n margin (1 - margin)), with exact products. */
static double score_of_one(double x, double n, double margin)
{
	struct svy_sum away = {0};
	svy_sum_add(&away, x);
	svy_sum_add_product(&away, -n, margin);
	return svy_sum_value(&away) / sqrt(n * margin * (1 - margin));
}

enum svy_code svy_tost_proportion(double x, double n, const struct svy_equivalence *within, struct svy_test *out,
                                  struct svy_status *status)
{
	struct svy_interval interval;
	enum svy_code code = check(within, 0, 1, status);
	if (code == SVY_OK)
		code = check_count(x, n, status);
	if (code == SVY_OK)
		code = svy_proportion_interval(SVY_INTERVAL_WILSON, x, n, interval_level(within), &interval, status);
	if (code != SVY_OK)
		return code;
	start("tost-proportion", "the proportion (score z)", within, out);
	if (n == 0) {
		svy_test_note(out, "there is nobody in the sample");
		return SVY_OK;
	}
	out->estimate = x / n;
	decide(score_of_one(x, n, within->low), -score_of_one(x, n, within->high), INFINITY, out);
	out->low = interval.low;
	out->high = interval.high;
	return SVY_OK;
}

/* --- two proportions ------------------------------------------------------- */

/* Halve until neighbours meet; a root of 0 is found to this power of 2. */
enum { HALVINGS = 400 };

/* Slope of the log-likelihood, of proportions q and of 1 - q. */
static double slope(const double x[2], const double n[2], const double q[2])
{
	double sum = 0;
	for (int i = 0; i < 2; i++) {
		if (x[i] > 0)
			sum += x[i] / q[i];
		if (n[i] > x[i])
			sum -= (n[i] - x[i]) / (1 - q[i]);
	}
	return sum;
}

/* The most likely proportions that differ by the margin: both are their smallest value
 * plus the same u, so that none of them is a difference. */
static void restrict_to(const double x[2], const double n[2], double margin, double q[2])
{
	const double least[2] = {fmax(0, margin), fmax(0, -margin)};
	double from = 0, to = 1 - fabs(margin);
	for (int i = 0; i < HALVINGS; i++) {
		double u = (from + to) / 2;
		if (u <= from || u >= to)
			break;
		q[0] = least[0] + u;
		q[1] = least[1] + u;
		*(slope(x, n, q) > 0 ? &from : &to) = u;
	}
	q[0] = least[0] + from;
	q[1] = least[1] + from;
}

/* p_1 - p_2 - margin, times n_1 n_2, with exact products. */
static double scaled_distance(const double x[2], const double n[2], double margin)
{
	struct svy_sum sum = {0};
	struct svy_dd both = svy_dd_product(n[0], n[1]);
	svy_sum_add_product(&sum, x[0], n[1]);
	svy_sum_add_product(&sum, -x[1], n[0]);
	svy_sum_add_product(&sum, -margin, both.high);
	svy_sum_add_product(&sum, -margin, both.low);
	return svy_sum_value(&sum);
}

double svy_score_difference(const double x[2], const double n[2], double margin)
{
	double q[2], variance = 0;
	for (int i = 0; i < 2; i++)
		if (!(x[i] >= 0 && x[i] <= n[i] && n[i] > 0 && isfinite(n[i])))
			return NAN;
	if (!(fabs(margin) < 1))
		return NAN;
	restrict_to(x, n, margin, q);
	for (int i = 0; i < 2; i++)
		variance += q[i] * (1 - q[i]) / n[i];
	return variance > 0 ? scaled_distance(x, n, margin) / n[0] / n[1] / sqrt(variance) : NAN;
}

/* The difference between `from` and `to` whose score is z; scores fall as differences grow. */
static double find_difference(const double x[2], const double n[2], double z, double from, double to)
{
	for (int i = 0; i < HALVINGS; i++) {
		double middle = (from + to) / 2;
		if (middle <= from || middle >= to)
			break;
		*(svy_score_difference(x, n, middle) > z ? &from : &to) = middle;
	}
	return (from + to) / 2;
}

enum svy_code svy_tost_proportions(const double x[2], const double n[2], const struct svy_equivalence *within,
                                   struct svy_test *out, struct svy_status *status)
{
	enum svy_code code = check(within, -1, 1, status);
	for (int i = 0; i < 2 && code == SVY_OK; i++)
		code = check_count(x[i], n[i], status);
	if (code != SVY_OK)
		return code;
	start("tost-proportions", "the difference of proportions (Farrington-Manning score z)", within, out);
	if (n[0] == 0 || n[1] == 0) {
		svy_test_note(out, "fewer than two groups");
		return SVY_OK;
	}
	double z = svy_normal_upper_quantile(1 - within->level);
	out->estimate = scaled_distance(x, n, 0) / n[0] / n[1];
	decide(svy_score_difference(x, n, within->low), -svy_score_difference(x, n, within->high), INFINITY, out);
	out->low = find_difference(x, n, z, -1, out->estimate);
	out->high = find_difference(x, n, -z, out->estimate, 1);
	return SVY_OK;
}
