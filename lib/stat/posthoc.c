#include "stat/posthoc.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"
#include "stat/distribution.h"
#include "stat/dunnett.h"
#include "stat/rank.h"
#include "stat/studentised.h"

static enum svy_code check_level(double level, struct svy_status *status)
{
	if (level > 0 && level < 1)
		return SVY_OK;
	return svy_fail(status, SVY_EDOMAIN, "the level %g is not between 0 and 1", level);
}

/* Two-sided p of Student's t alone, which no method that looks at more pairs goes below. */
static double two_sided(const struct svy_pair *pair)
{
	return fmin(1, 2 * svy_t_upper(fabs(pair->statistic), pair->df));
}

static void set_limits(struct svy_pair *pair, double factor)
{
	pair->low = pair->estimate - factor * pair->se;
	pair->high = pair->estimate + factor * pair->se;
}

/* The pairs of means, not adjusted; *out is the caller's to free. */
static enum svy_code compare_all(enum svy_pool pool, const struct svy_group_moments *groups, size_t k, double level,
                                 struct svy_pair **out, struct svy_status *status)
{
	enum svy_code code = check_level(level, status);
	struct svy_pair *pairs = svy_array_new(svy_n_pairs(k), sizeof *pairs);
	if (code == SVY_OK && !pairs)
		code = svy_fail_memory(status);
	if (code == SVY_OK)
		code = svy_compare_means(pool, groups, k, SVY_ADJUST_NONE, pairs, status);
	if (code == SVY_OK)
		*out = pairs;
	else
		free(pairs);
	return code;
}

static void hand_over(struct svy_pair *pairs, size_t k, struct svy_pair *out)
{
	for (size_t i = 0; i < svy_n_pairs(k); i++)
		out[i] = pairs[i];
	free(pairs);
}

/* --- all pairs, by the studentised range --------------------------------------- */

static void adjust_by_range(struct svy_pair *pair, size_t n_groups)
{
	double p = svy_studentised_upper(sqrt(2) * fabs(pair->statistic), n_groups, pair->df);
	pair->p_adjusted = p < pair->p ? pair->p : p; /* NaN stays */
}

enum svy_code svy_tukey_kramer(const struct svy_group_moments *groups, size_t k, double level, struct svy_pair *out,
                               struct svy_status *status)
{
	struct svy_pair *pairs;
	size_t n_groups = 0;
	double factor = NAN; /* one for all: they share the degrees of freedom */
	enum svy_code code = compare_all(SVY_POOL_ALL, groups, k, level, &pairs, status);
	if (code != SVY_OK)
		return code;
	for (size_t i = 0; i < k; i++)
		n_groups += groups[i].n > 0;
	for (size_t i = 0; i < svy_n_pairs(k); i++) {
		if (isnan(pairs[i].p))
			continue;
		if (isnan(factor))
			factor = svy_studentised_upper_quantile(1 - level, n_groups, pairs[i].df) / sqrt(2);
		adjust_by_range(&pairs[i], n_groups);
		set_limits(&pairs[i], factor);
	}
	hand_over(pairs, k, out);
	return SVY_OK;
}

/* Whether the group has a variance. */
static bool varies(const struct svy_group_moments *group)
{
	return group->n > 1 && !isnan(group->ss) && !isnan(group->mean);
}

/* Estimate and note are there already; the rest anew, with the variances of the two. */
static void test_welch(const struct svy_group_moments *a, const struct svy_group_moments *b, struct svy_pair *pair)
{
	double v_a = a->ss / (a->n - 1) / a->n, v_b = b->ss / (b->n - 1) / b->n, sum = v_a + v_b;
	*pair = (struct svy_pair){pair->a, pair->b, pair->estimate, NAN, NAN, NAN, NAN, NAN, NAN, NAN, pair->note};
	if (a->n == 0 || b->n == 0 || isnan(pair->estimate))
		return;
	if (!varies(a) || !varies(b)) {
		pair->note = a->n == 1 || b->n == 1 ? "not compared: a group of one has no variance"
		                                    : "not compared: a mean or a sum of squares is not known";
	} else if (sum == 0) {
		pair->note = "not compared: no variation within the two groups";
	} else {
		double share = v_a / sum; /* squares of v could underflow */
		pair->note = NULL;
		pair->se = sqrt(sum);
		pair->statistic = pair->estimate / pair->se;
		pair->df = 1 / (share * share / (a->n - 1) + (1 - share) * (1 - share) / (b->n - 1));
		pair->p = two_sided(pair);
	}
}

enum svy_code svy_games_howell(const struct svy_group_moments *groups, size_t k, double level, struct svy_pair *out,
                               struct svy_status *status)
{
	struct svy_pair *pairs;
	size_t n_groups = 0;
	enum svy_code code = compare_all(SVY_POOL_PAIR, groups, k, level, &pairs, status);
	if (code != SVY_OK)
		return code;
	for (size_t i = 0; i < k; i++)
		n_groups += varies(&groups[i]);
	for (size_t i = 0; i < svy_n_pairs(k); i++) {
		test_welch(&groups[pairs[i].a], &groups[pairs[i].b], &pairs[i]);
		if (isnan(pairs[i].p))
			continue;
		adjust_by_range(&pairs[i], n_groups);
		set_limits(&pairs[i], svy_studentised_upper_quantile(1 - level, n_groups, pairs[i].df) / sqrt(2));
	}
	hand_over(pairs, k, out);
	return SVY_OK;
}

/* --- with a control ------------------------------------------------------------- */

/* Turn the pair so that the control is b; false: it is of two others. */
static bool turn_pair(struct svy_pair *pair, size_t control)
{
	if (pair->a != control && pair->b != control) {
		*pair = svy_pair_start(pair->a, pair->b);
		pair->note = "not compared: neither is the control";
		return false;
	}
	if (pair->a == control) {
		pair->a = pair->b;
		pair->b = control;
		pair->estimate = 0 - pair->estimate;
		pair->statistic = 0 - pair->statistic;
	}
	return true;
}

/* The numbers lambda of the groups that are not empty; how many. */
static size_t find_lambdas(const struct svy_group_moments *groups, size_t k, size_t control, double *lambda)
{
	size_t n = 0;
	for (size_t i = 0; i < k; i++)
		if (i != control && groups[i].n > 0)
			lambda[n++] = sqrt(groups[i].n / (groups[i].n + groups[control].n));
	return n;
}

static void adjust_by_dunnett(struct svy_pair *pair, const struct svy_dunnett *dunnett,
                              enum svy_alternative alternative, double factor)
{
	double sign = alternative == SVY_LESS ? -1 : 1, t = sign * pair->statistic;
	set_limits(pair, factor);
	if (alternative == SVY_TWO_SIDED) {
		t = fabs(t);
	} else {
		pair->p = svy_t_upper(t, pair->df);
		*(alternative == SVY_LESS ? &pair->low : &pair->high) = sign * HUGE_VAL;
	}
	double p = svy_dunnett_upper(t, dunnett);
	pair->p_adjusted = p < pair->p ? pair->p : p;
}

enum svy_code svy_dunnett_compare(const struct svy_group_moments *groups, size_t k, size_t control,
                                  enum svy_alternative alternative, double level, struct svy_pair *out,
                                  struct svy_status *status)
{
	struct svy_pair *pairs = NULL;
	double factor = NAN;
	if (control >= k)
		return svy_fail(status, SVY_EDOMAIN, "the control is group %zu of %zu", control + 1, k);
	enum svy_code code = compare_all(SVY_POOL_ALL, groups, k, level, &pairs, status);
	double *lambda = svy_array_new(k, sizeof *lambda);
	if (code == SVY_OK && !lambda)
		code = svy_fail_memory(status);
	if (code == SVY_OK) {
		struct svy_dunnett dunnett = {lambda, 0, NAN, alternative == SVY_TWO_SIDED};
		dunnett.k = find_lambdas(groups, k, control, lambda);
		for (size_t i = 0; i < svy_n_pairs(k); i++) {
			if (!turn_pair(&pairs[i], control) || isnan(pairs[i].p))
				continue;
			dunnett.df = pairs[i].df;
			if (isnan(factor))
				factor = svy_dunnett_upper_quantile(1 - level, &dunnett);
			adjust_by_dunnett(&pairs[i], &dunnett, alternative, factor);
		}
		hand_over(pairs, k, out);
	} else {
		free(pairs);
	}
	free(lambda);
	return code;
}

/* --- ranks ------------------------------------------------------------------------ */

static void test_ranks(const struct svy_sample *sample, const struct svy_rank_sums *sums, struct svy_pair *pair)
{
	double n_a = (double)sample->size[pair->a], n_b = (double)sample->size[pair->b];
	double variance = svy_dd_value(sums->spread) / 12 / ((double)sample->n - 1);
	if (n_a == 0 || n_b == 0) {
		pair->note = "not compared: a group is empty";
		return;
	}
	pair->estimate = svy_dd_value(sums->excess[pair->a]) / n_a / 2 - svy_dd_value(sums->excess[pair->b]) / n_b / 2;
	if (!(variance > 0)) {
		pair->note = "not compared: all values are equal";
		return;
	}
	pair->se = sqrt(variance * (1 / n_a + 1 / n_b));
	pair->statistic = pair->estimate / pair->se;
	pair->p = fmin(1, 2 * svy_normal_upper(fabs(pair->statistic)));
}

enum svy_code svy_dunn(const struct svy_sample *sample, enum svy_adjust_kind adjust, struct svy_pair *out,
                       struct svy_status *status)
{
	struct svy_rank_sums sums = {0};
	struct svy_pair *pairs = svy_array_new(svy_n_pairs(sample->k), sizeof *pairs), *pair = pairs;
	enum svy_code code = pairs ? svy_rank_sums_make(sample, &sums, status) : svy_fail_memory(status);
	for (size_t a = 0; a < sample->k && code == SVY_OK; a++)
		for (size_t b = a + 1; b < sample->k; b++, pair++) {
			*pair = svy_pair_start(a, b);
			test_ranks(sample, &sums, pair);
		}
	svy_rank_sums_clear(&sums);
	if (code == SVY_OK)
		code = svy_pairs_adjust(adjust, pairs, svy_n_pairs(sample->k), status);
	if (code == SVY_OK)
		hand_over(pairs, sample->k, out);
	else
		free(pairs);
	return code;
}
