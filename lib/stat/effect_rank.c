#include <math.h>

#include "base/sum.h"
#include "stat/effect.h"
#include "stat/effect_internal.h"
#include "stat/quantile.h"

/* Of the signs d_ij of x_i - y_j: their mean, and what its variance is made of. */
struct dominance {
	double delta;
	double rows, cols; /* sums over x of (d_i. - delta)^2, over y of (d_.j - delta)^2 */
	double cells;      /* sum of (d_ij - delta)^2 */
};

struct sums {
	struct svy_sum all, ties, square[2];
};

/* The runs of equal numbers from `from` to `end`; below: numbers of each group that are less. */
static void add_ties(const struct svy_sample *sample, size_t from, size_t end, const double below[2], double delta,
                     struct sums *sums)
{
	double here[2] = {0, 0};
	for (size_t i = from; i < end; i++)
		here[sample->run[i].group] = (double)sample->run[i].n;
	for (size_t g = 0; g < 2; g++) {
		double other = (double)sample->size[1 - g], less = below[1 - g], more = other - less - here[1 - g];
		double d = (g == 0 ? less - more : more - less) / other;
		svy_sum_add_product(&sums->square[g], here[g], (d - delta) * (d - delta));
		if (g == 0)
			svy_sum_add_product(&sums->all, here[g], less - more);
	}
	svy_sum_add_product(&sums->ties, here[0], here[1]);
}

static struct sums pass(const struct svy_sample *sample, double delta)
{
	struct sums sums = {0};
	double below[2] = {0, 0};
	uint64_t ties;
	for (size_t from = 0, end; from < sample->n_runs; from = end) {
		end = svy_sample_ties(sample, from, &ties);
		add_ties(sample, from, end, below, delta, &sums);
		for (size_t i = from; i < end; i++)
			below[sample->run[i].group] += (double)sample->run[i].n;
	}
	return sums;
}

static struct dominance compare(const struct svy_sample *sample)
{
	double pairs = (double)sample->size[0] * (double)sample->size[1];
	struct sums sums = pass(sample, 0);
	struct dominance of = {.delta = svy_sum_value(&sums.all) / pairs};
	sums = pass(sample, of.delta);
	of.rows = svy_sum_value(&sums.square[0]);
	of.cols = svy_sum_value(&sums.square[1]);
	of.cells = pairs * (1 - of.delta * of.delta) - svy_sum_value(&sums.ties);
	return of;
}

/* --- the interval ---------------------------------------------------------- */

static double find_error(const struct dominance *of, double n1, double n2)
{
	double pairs = n1 * n2, rest = (n1 - 1) * (n2 - 1);
	double variance = (n2 * n2 * of->rows + n1 * n1 * of->cols - of->cells) / pairs / rest;
	return sqrt(fmax(variance, (1 - of->delta * of->delta) / (pairs - 1)));
}

/* Limits of groups that do not overlap. */
static void separate(double delta, double smaller, double z, struct svy_measure *out)
{
	double near = (smaller - z * z) / (smaller + z * z);
	out->low = delta > 0 ? near : -1;
	out->high = delta > 0 ? 1 : -near;
	svy_measure_note(out, "the groups do not overlap: no standard error, and the limit is that of their sizes");
}

static void set_limits(const struct svy_sample *sample, double level, struct svy_measure *out)
{
	double n1 = (double)sample->size[0], n2 = (double)sample->size[1];
	double z = svy_normal_upper_quantile((1 - level) / 2);
	struct dominance of = compare(sample);
	double square = 1 - of.delta * of.delta;
	out->estimate = of.delta;
	if (n1 < 2 || n2 < 2)
		svy_measure_note(out, "no standard error and no limits: a group of one respondent");
	else if (square <= 0)
		separate(of.delta, fmin(n1, n2), z, out);
	else {
		double s = out->ase = find_error(&of, n1, n2), zs = z * s;
		double middle = of.delta * square, half = zs * hypot(square, zs), divisor = square + zs * zs;
		out->low = fmax(-1, (middle - half) / divisor);
		out->high = fmin(1, (middle + half) / divisor);
	}
}

/* From -1 .. 1 to 0 .. 1. */
static void make_probability(struct svy_measure *out)
{
	out->estimate = (1 + out->estimate) / 2;
	out->low = (1 + out->low) / 2;
	out->high = (1 + out->high) / 2;
	out->ase /= 2;
}

enum svy_code svy_effect_dominance(enum svy_effect_dominance kind, const struct svy_sample *sample, double level,
                                   struct svy_measure *out, struct svy_status *status)
{
	static const char *const names[] = {"cliff-delta", "rank-biserial", "a"};
	static const char *const methods[] = {
		"P(first > second) - P(first < second), Feng and Cliff interval, unbiased variance",
		"rank-biserial correlation of two groups, Feng and Cliff interval, unbiased variance",
		"P(first > second) + P(equal) / 2, Feng and Cliff interval, unbiased variance"};
	struct svy_measure made;
	enum svy_code code = svy_effect_level(level, status);
	if (code == SVY_OK && sample->k > 2)
		code = svy_fail(status, SVY_EDOMAIN, "a comparison of two groups, here are %zu", sample->k);
	if (code != SVY_OK)
		return code;
	svy_measure_begin(&made, names[kind], methods[kind]);
	if (sample->k < 2 || sample->size[0] == 0 || sample->size[1] == 0)
		svy_measure_note(&made, "undefined: fewer than two groups");
	else
		set_limits(sample, level, &made);
	if (kind == SVY_A)
		make_probability(&made);
	*out = made;
	return SVY_OK;
}
