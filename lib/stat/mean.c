#include "stat/mean.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/dd.h"
#include "base/spread.h"
#include "stat/distribution.h"
#include "stat/quantile.h"

size_t svy_mean_groups(enum svy_mean_kind kind)
{
	return kind == SVY_MEAN_ONE || kind == SVY_MEAN_PAIRED ? 1 : 2;
}

/* --- the estimate ---------------------------------------------------------- */

/* The squared standard error of the group's own mean. */
static double squared_error(const struct svy_group_moments *g)
{
	return g->ss / (g->n - 1) / g->n;
}

static void estimate_one(const struct svy_group_moments *g, struct svy_mean *out)
{
	out->estimate = g->mean;
	out->rest = g->mean_rest;
	out->df = g->n - 1;
	out->se = sqrt(squared_error(g));
}

static void subtract(const struct svy_group_moments *a, const struct svy_group_moments *b, struct svy_mean *out)
{
	struct svy_dd difference =
		svy_dd_sub((struct svy_dd){a->mean, a->mean_rest}, (struct svy_dd){b->mean, b->mean_rest});
	out->estimate = difference.high;
	out->rest = difference.low;
}

static void estimate_pooled(const struct svy_group_moments g[2], struct svy_mean *out)
{
	out->df = g[0].n + g[1].n - 2;
	out->se = sqrt((g[0].ss + g[1].ss) / out->df * (1 / g[0].n + 1 / g[1].n));
}

/* With the shares of the two in the variance, so that nothing overflows. */
static void estimate_welch(const struct svy_group_moments g[2], struct svy_mean *out)
{
	double v[2] = {squared_error(&g[0]), squared_error(&g[1])}, sum = v[0] + v[1];
	double first = v[0] / sum, second = v[1] / sum;
	out->df = 1 / (first * first / (g[0].n - 1) + second * second / (g[1].n - 1));
	out->se = sqrt(sum);
}

/* Why there is no standard error; NULL: there is one. */
static const char *find_reason(enum svy_mean_kind kind, const struct svy_group_moments *g)
{
	size_t k = svy_mean_groups(kind);
	double fewest = k == 1 ? g[0].n : fmin(g[0].n, g[1].n), all = k == 1 ? g[0].n : g[0].n + g[1].n;
	if (fewest == 0)
		return k == 1 ? "there is nobody in the sample" : "fewer than two groups";
	if (kind == SVY_MEAN_POOLED && all <= 2)
		return "two groups of one have no variance";
	if (kind != SVY_MEAN_POOLED && fewest <= 1)
		return k == 1 ? "one respondent alone has no variance" : "a group of one respondent has no variance";
	for (size_t j = 0; j < k; j++)
		if (isnan(g[j].ss) || isnan(g[j].mean))
			return "a mean or a sum of squares is not known";
	return NULL;
}

enum svy_code svy_mean_estimate(enum svy_mean_kind kind, const struct svy_group_moments *groups, struct svy_mean *out,
                                struct svy_status *status)
{
	size_t k = svy_mean_groups(kind);
	enum svy_code code = svy_group_moments_check(groups, k, status);
	if (code != SVY_OK)
		return code;
	struct svy_mean mean = {NAN, NAN, NAN, NAN, false, find_reason(kind, groups)};
	if (k == 1 && groups[0].n > 0)
		estimate_one(groups, &mean);
	if (k == 2 && groups[0].n > 0 && groups[1].n > 0) {
		subtract(&groups[0], &groups[1], &mean);
		(kind == SVY_MEAN_POOLED ? estimate_pooled : estimate_welch)(groups, &mean);
	}
	mean.constant = !mean.reason && groups[0].ss == 0 && groups[k - 1].ss == 0;
	if (mean.constant)
		mean.reason = k == 1 ? "the numbers do not vary" : "the numbers do not vary within the groups";
	else if (!mean.reason && !(mean.se > 0 && isfinite(mean.se)))
		mean.reason = "the variance is beyond the range of numbers";
	if (mean.reason)
		mean.se = NAN;
	if (!(mean.df > 0))
		mean.df = NAN;
	*out = mean;
	return SVY_OK;
}

/* --- the test -------------------------------------------------------------- */

/* estimate - mu, which may cancel. */
static double distance(const struct svy_mean *mean, double mu)
{
	return svy_dd_value(svy_dd_sub((struct svy_dd){mean->estimate, mean->rest}, svy_dd_from(mu)));
}

static void fill_p(struct svy_test *out)
{
	double t = out->statistic, df = out->df;
	if (out->alternative == SVY_TWO_SIDED) {
		out->p = fmin(1, 2 * svy_t_upper(fabs(t), df));
		out->log_p = t == 0 ? 0 : fmin(0, log(2) + svy_t_upper_log(fabs(t), df));
	} else {
		double up = out->alternative == SVY_GREATER ? t : -t;
		out->p = svy_t_upper(up, df);
		out->log_p = svy_t_upper_log(up, df);
	}
}

static void fill_interval(const struct svy_mean *mean, double level, struct svy_test *out)
{
	bool both = out->alternative == SVY_TWO_SIDED;
	double half = svy_t_upper_quantile((1 - level) / (both ? 2 : 1), mean->df) * mean->se;
	out->low = out->alternative == SVY_LESS ? -INFINITY : mean->estimate - half;
	out->high = out->alternative == SVY_GREATER ? INFINITY : mean->estimate + half;
}

static void note_reason(const struct svy_mean *mean, double mu, struct svy_test *out)
{
	if (mean->constant)
		svy_test_note(out, "%s: t would be %s", mean->reason, distance(mean, mu) == 0 ? "0/0" : "infinite");
	else
		svy_test_note(out, "%s", mean->reason);
}

static void describe(enum svy_mean_kind kind, double mu, struct svy_test *out)
{
	static const char *const methods[] = {"t test of one mean", "t test of the mean difference of pairs",
	                                      "t test of two means with a pooled variance",
	                                      "t test of two means with a variance for each (Welch)"};
	if (kind != SVY_MEAN_ONE && mu == 0)
		svy_test_method(out, "%s", methods[kind]);
	else
		svy_test_method(out, "%s, against %s%.12g", methods[kind], kind == SVY_MEAN_ONE ? "" : "a difference of ", mu);
}

enum svy_code svy_mean_test(enum svy_mean_kind kind, const struct svy_group_moments *groups,
                            const struct svy_mean_options *options, struct svy_test *out, struct svy_status *status)
{
	static const char *const names[] = {"t-one", "t-paired", "t-pooled", "t-welch"};
	struct svy_mean mean;
	if (!isfinite(options->mu))
		return svy_fail(status, SVY_EDOMAIN, "a mean cannot be compared with %g", options->mu);
	if (!(options->level > 0 && options->level < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level %g is not between 0 and 1", options->level);
	enum svy_code code = svy_mean_estimate(kind, groups, &mean, status);
	if (code != SVY_OK)
		return code;
	svy_test_init(out, names[kind]);
	describe(kind, options->mu, out);
	out->alternative = options->alternative;
	out->estimate = mean.estimate;
	out->df = mean.df;
	if (mean.reason) {
		note_reason(&mean, options->mu, out);
		return SVY_OK;
	}
	out->statistic = distance(&mean, options->mu) / mean.se;
	fill_p(out);
	fill_interval(&mean, options->level, out);
	return SVY_OK;
}

/* --- moments --------------------------------------------------------------- */

static void take_moments(const struct svy_spread *spread, struct svy_group_moments *out)
{
	struct svy_spread_of of;
	svy_spread_finish(spread, &of);
	*out = (struct svy_group_moments){of.w, of.mean, of.mean_rest, of.ss};
}

enum svy_code svy_sample_moments(const struct svy_sample *sample, struct svy_group_moments *out,
                                 struct svy_status *status)
{
	struct svy_spread *spread = svy_array_new(sample->k, sizeof *spread);
	if (!spread)
		return svy_fail_memory(status);
	for (size_t i = 0; i < sample->n_runs; i++)
		svy_spread_add(&spread[sample->run[i].group], sample->run[i].x, (double)sample->run[i].n);
	for (size_t j = 0; j < sample->k; j++)
		take_moments(&spread[j], &out[j]);
	free(spread);
	return SVY_OK;
}

/* Each number may be off by half a unit of its last digit, a difference by two halves and
 * its own: two that are the same in decimals differ by less than this. */
#define ROUNDING (4 * DBL_EPSILON)

enum svy_code svy_matched_moments(const struct svy_matched *pairs, struct svy_group_moments *out,
                                  struct svy_status *status)
{
	struct svy_spread spread = {0};
	double largest = 0;
	uint64_t n = 0;
	for (size_t i = 0; i < pairs->size; i++) {
		double x = pairs->x[i], y = pairs->y[i];
		uint64_t times = pairs->n ? pairs->n[i] : 1;
		if (!isfinite(x) || !isfinite(y) || !isfinite(x - y))
			return svy_fail(status, SVY_EDOMAIN, "pair %zu: %g and %g have no difference", i + 1, x, y);
		if (times > SVY_SAMPLE_MAX - n)
			return svy_fail(status, SVY_EDOMAIN, "there are more than %llu pairs",
			                (unsigned long long)SVY_SAMPLE_MAX);
		n += times;
		if (times)
			largest = fmax(largest, fmax(fabs(x), fabs(y)));
		svy_spread_add(&spread, x - y, (double)times);
	}
	take_moments(&spread, out);
	if (n && spread.high - spread.low <= ROUNDING * largest)
		out->ss = 0;
	return SVY_OK;
}
