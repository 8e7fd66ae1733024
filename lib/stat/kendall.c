#include "stat/kendall.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/dd.h"
#include "stat/distribution.h"
#include "stat/margins.h"
#include "stat/matched.h"
#include "stat/matching.h"
#include "stat/measure.h"
#include "stat/quantile.h"

__extension__ typedef __int128 wide;

/* What the test needs of the pairs of respondents; counts are twice the pairs. */
struct counted {
	wide score;              /* concordant less discordant */
	wide x_untied, y_untied; /* not tied in x, in y */
	double *excess;          /* of each different pair: respondents concordant with it less discordant ones */
};

/* --- counting in n log n ------------------------------------------------------- */

/* Sums of the first places, that can be added to: Fenwick (1994), Software: Practice and
 * Experience 24, 327-336. */
static uint64_t sum_before(const uint64_t *tree, size_t place)
{
	uint64_t sum = 0;
	for (size_t i = place; i > 0; i &= i - 1)
		sum += tree[i - 1];
	return sum;
}

static void add_at(uint64_t *tree, size_t size, size_t place, uint64_t n)
{
	for (size_t i = place + 1; i <= size; i += i & -i)
		tree[i - 1] += n;
}

/* Scratch space, y_size each. */
struct passed {
	uint64_t *tree;  /* of those with a smaller x */
	uint64_t *equal; /* the same place by place */
	uint64_t *below; /* respondents with a smaller y, of all */
};

/*
 * Of the pairs from `from` to `end`, which have the same x: the quadrants to the right are what
 * the others leave of all that are below or above.
 */
static void compare_group(const struct svy_ordered_pairs *o, const struct passed *passed, uint64_t left, size_t from,
                          size_t end, struct counted *out)
{
	uint64_t same = 0, same_below = 0;
	for (size_t i = from; i < end; i++)
		same += o->n[i];
	for (size_t i = from; i < end; i++) {
		size_t y = o->y[i];
		uint64_t left_below = sum_before(passed->tree, y), left_above = left - left_below - passed->equal[y];
		uint64_t right_below = passed->below[y] - left_below - same_below;
		uint64_t above = o->total - passed->below[y] - o->y_count[y];
		uint64_t right_above = above - left_above - (same - same_below - o->n[i]);
		int64_t excess = (int64_t)(left_below + right_above) - (int64_t)(left_above + right_below);
		out->score += (wide)excess * (wide)o->n[i];
		out->excess[i] = (double)excess;
		same_below += o->n[i];
	}
}

static void sweep(const struct svy_ordered_pairs *o, struct passed *passed, struct counted *out)
{
	uint64_t left = 0;
	for (size_t y = 1; y < o->y_size; y++)
		passed->below[y] = passed->below[y - 1] + o->y_count[y - 1];
	for (size_t from = 0, end = 0; from < o->size; from = end) {
		while (end < o->size && o->x[end] == o->x[from])
			end++;
		compare_group(o, passed, left, from, end, out);
		for (size_t i = from; i < end; i++) {
			add_at(passed->tree, o->y_size, o->y[i], o->n[i]);
			passed->equal[o->y[i]] += o->n[i];
		}
		left += o->x_count[o->x[from]];
	}
}

static wide count_untied(uint64_t n, const uint64_t *count, size_t size)
{
	wide untied = (wide)n * (wide)n;
	for (size_t i = 0; i < size; i++)
		untied -= (wide)count[i] * (wide)count[i];
	return untied;
}

static enum svy_code count_pairs(const struct svy_ordered_pairs *o, struct counted *out, struct svy_status *status)
{
	struct passed passed = {svy_array_new(o->y_size, sizeof(uint64_t)), svy_array_new(o->y_size, sizeof(uint64_t)),
	                        svy_array_new(o->y_size, sizeof(uint64_t))};
	out->excess = svy_array_new(o->size, sizeof *out->excess);
	bool made = passed.tree && passed.equal && passed.below && out->excess;
	if (made) {
		sweep(o, &passed, out);
		out->x_untied = count_untied(o->total, o->x_count, o->x_size);
		out->y_untied = count_untied(o->total, o->y_count, o->y_size);
	}
	free(passed.tree);
	free(passed.equal);
	free(passed.below);
	return made ? SVY_OK : svy_fail_memory(status);
}

/* --- tau-b and its interval ------------------------------------------------------ */

/* As svy_concordance() has it: the slope of numerator and denominator for one more
 * respondent of each pair. */
static void put_slopes(const struct svy_ordered_pairs *o, const struct counted *counted, struct svy_ratio *ratio)
{
	double x_untied = (double)counted->x_untied, y_untied = (double)counted->y_untied, n = (double)o->total;
	ratio->numerator = (double)counted->score;
	ratio->denominator = sqrt(x_untied) * sqrt(y_untied);
	ratio->se0 = 1; /* not used here */
	for (size_t i = 0; i < o->size; i++) {
		double x_part = (n - (double)o->x_count[o->x[i]]) / x_untied;
		double y_part = (n - (double)o->y_count[o->y[i]]) / y_untied;
		ratio->numerator_slope[i] = 2 * counted->excess[i];
		ratio->denominator_slope[i] = ratio->denominator * (x_part + y_part);
	}
}

static enum svy_code estimate(const struct svy_ordered_pairs *o, const struct counted *counted, double level,
                              struct svy_test *out, struct svy_status *status)
{
	struct svy_margins row = {.rows = 1, .cols = o->size, .n = (double)o->total};
	struct svy_measure measure;
	struct svy_ratio ratio = {0};
	enum svy_code code = svy_ratio_new(&row, &ratio, status);
	row.count = svy_array_new(o->size, sizeof *row.count);
	if (code == SVY_OK && !row.count)
		code = svy_fail_memory(status);
	if (code == SVY_OK) {
		for (size_t i = 0; i < o->size; i++)
			row.count[i] = (double)o->n[i];
		put_slopes(o, counted, &ratio);
		svy_measure_init(&measure, SVY_MEASURE_TAU_B);
		code = svy_ratio_measure(&row, &ratio, level, &measure, status);
	}
	if (code == SVY_OK) {
		double tail = out->alternative == SVY_TWO_SIDED ? (1 - level) / 2 : 1 - level;
		double half = svy_normal_upper_quantile(tail) * measure.ase;
		out->estimate = measure.estimate;
		out->low = out->alternative == SVY_LESS && !isnan(half) ? -1 : out->estimate - half;
		out->high = out->alternative == SVY_GREATER && !isnan(half) ? 1 : out->estimate + half;
		if (*measure.note)
			svy_test_note(out, "%s", measure.note);
	}
	free(row.count);
	svy_ratio_clear(&ratio);
	return code;
}

/* --- the normal approximation ------------------------------------------------------- */

/* Sums over ties of t(t-1), t(t-1)(t-2) and t(t-1)(2t+5). */
struct tie_sums {
	struct svy_dd two, three, variance;
};

static struct tie_sums add_ties(const uint64_t *count, size_t size)
{
	struct tie_sums sums = {{0, 0}, {0, 0}, {0, 0}};
	for (size_t i = 0; i < size; i++) {
		double t = (double)count[i];
		if (count[i] < 2)
			continue;
		struct svy_dd two = svy_dd_product(t, t - 1);
		sums.two = svy_dd_add(sums.two, two);
		sums.three = svy_dd_add(sums.three, svy_dd_mul(two, svy_dd_from(t - 2)));
		sums.variance = svy_dd_add(sums.variance, svy_dd_mul(two, svy_dd_sum(2 * t, 5)));
	}
	return sums;
}

/* Of S: v0, vt and vu of Kendall (1970) cancel, so that they have the digits of two doubles. */
static double find_variance(const struct svy_ordered_pairs *o)
{
	struct tie_sums all = add_ties(&o->total, 1), x = add_ties(o->x_count, o->x_size),
	                y = add_ties(o->y_count, o->y_size);
	double main = svy_dd_value(svy_dd_sub(svy_dd_sub(all.variance, x.variance), y.variance)) / 18;
	double pairs = x.two.high / all.two.high * y.two.high / 2;
	double triples = all.three.high > 0 ? x.three.high / all.three.high * y.three.high / 9 : 0;
	return main + pairs + triples;
}

static void test_normal(const struct svy_ordered_pairs *o, const struct counted *counted, struct svy_test *out)
{
	out->statistic = (double)counted->score / 2 / sqrt(find_variance(o));
	svy_test_normal(out, out->statistic);
}

/* --- the exact distribution ------------------------------------------------------------ */

static bool has_ties(const struct svy_ordered_pairs *o, size_t different)
{
	return different < o->total;
}

/* Ties in one number at most: S is symmetric, and `most` less twice the discordant pairs. */
static enum svy_code test_inversions(const uint64_t *count, size_t size, int64_t score, int64_t most,
                                     struct svy_test *out, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	int64_t k = (most - llabs(score)) / 2;
	bool two_sided = out->alternative == SVY_TWO_SIDED;
	bool toward = two_sided || (out->alternative == SVY_LESS ? score < 0 : score > 0);
	double log_tail = -HUGE_VAL, least;
	if (score == 0 && two_sided)
		log_tail = -log(2);
	else if (toward || k > 0)
		code = svy_inversions_log(count, size, (size_t)(toward ? k : k - 1), &log_tail, status);
	if (code == SVY_OK)
		code = svy_inversions_log(count, size, 0, &least, status);
	if (code != SVY_OK)
		return code;
	out->log_p = fmin(0, two_sided ? log(2) + log_tail : toward ? log_tail : svy_log_rest(log_tail));
	out->p = exp(out->log_p);
	out->attainable_less = out->attainable_greater = exp(least);
	out->attainable_p = two_sided ? fmin(1, 2 * exp(least)) : exp(least);
	return SVY_OK;
}

static enum svy_code test_network(const struct svy_ordered_pairs *o, int64_t score, double budget, bool *done,
                                  struct svy_test *out, struct svy_status *status)
{
	const struct svy_tied tied = {o->x_count, o->y_count, o->x_size, o->y_size, o->total};
	struct svy_null null = {0};
	enum svy_code code = svy_matching_null(&tied, SVY_MATCHING_PAIRS, budget, &null, status);
	*done = code == SVY_OK && null.size > 0;
	if (*done) {
		out->statistic = (double)score;
		out->p = svy_null_p(&null, score, out->alternative);
		out->log_p = log(out->p);
		svy_null_attain(&null, out);
	}
	svy_null_clear(&null);
	return code;
}

static enum svy_code test_exact(const struct svy_ordered_pairs *o, const struct counted *counted,
                                const struct svy_correlate_options *options, bool *done, struct svy_test *out,
                                struct svy_status *status)
{
	bool tied = has_ties(o, o->x_size) && has_ties(o, o->y_size), y_tied = has_ties(o, o->y_size);
	uint64_t small = tied ? SVY_KENDALL_SMALL_TIED : SVY_KENDALL_SMALL;
	wide most = (y_tied ? counted->y_untied : counted->x_untied) / 2;
	*done = false;
	if (options->exactness == SVY_EXACT_NEVER ||
	    (options->exactness == SVY_EXACT_IF_SMALL && o->total > small))
		return SVY_OK;
	if (!tied && (double)o->total * (double)most / 2 > svy_matching_steps(options->budget))
		return SVY_OK;
	if (tied)
		return test_network(o, (int64_t)(counted->score / 2), options->budget, done, out, status);
	*done = true;
	out->statistic = (double)counted->score / 2;
	return test_inversions(y_tied ? o->y_count : o->x_count, y_tied ? o->y_size : o->x_size,
	                       (int64_t)(counted->score / 2), (int64_t)most, out, status);
}

/* --- the test ---------------------------------------------------------------------------- */

static void describe(const struct svy_ordered_pairs *o, enum svy_exactness exactness, bool exact, struct svy_test *out)
{
	bool tied = has_ties(o, o->x_size) || has_ties(o, o->y_size);
	if (exact)
		svy_test_method(out, "Kendall's tau-b, exact distribution of S%s; interval by the asymptotic error (Brown and "
		                "Benedetti)", tied ? " given the ties" : "");
	else
		svy_test_method(out, "Kendall's tau-b, normal approximation of S%s, not corrected for continuity; interval by "
		                "the asymptotic error (Brown and Benedetti)", tied ? " with the variance for ties" : "");
	if (!exact && exactness == SVY_EXACT_IF_POSSIBLE)
		svy_test_note(out, "the exact distribution is beyond the budget");
}

static enum svy_code test_ordered(const struct svy_ordered_pairs *o, const struct svy_correlate_options *options,
                                  struct svy_test *out, struct svy_status *status)
{
	struct counted counted = {0};
	bool exact = false;
	svy_test_method(out, "Kendall's tau-b");
	if (o->total < 2 || o->x_size < 2 || o->y_size < 2) {
		svy_test_note(out, "%s", o->total < 2    ? "fewer than two respondents"
		                         : o->x_size < 2 ? "the first number does not vary"
		                                         : "the second number does not vary");
		return SVY_OK;
	}
	enum svy_code code = count_pairs(o, &counted, status);
	if (code == SVY_OK)
		code = estimate(o, &counted, options->level, out, status);
	if (code == SVY_OK)
		code = test_exact(o, &counted, options, &exact, out, status);
	if (code == SVY_OK) {
		describe(o, options->exactness, exact, out);
		if (!exact)
			test_normal(o, &counted, out);
		svy_correlate_agree(options->level, out);
	}
	free(counted.excess);
	return code;
}

enum svy_code svy_kendall(const struct svy_matched *data, const struct svy_correlate_options *options,
                          struct svy_test *out, struct svy_status *status)
{
	struct svy_ordered_pairs ordered = {0};
	struct svy_test test;
	enum svy_code code = svy_correlate_check(options, status);
	if (code == SVY_OK)
		code = svy_ordered_pairs_new(data, &ordered, status);
	if (code != SVY_OK)
		return code;
	svy_test_init(&test, "kendall");
	test.alternative = options->alternative;
	code = test_ordered(&ordered, options, &test, status);
	if (code == SVY_OK)
		*out = test;
	svy_ordered_pairs_clear(&ordered);
	return code;
}
