#include "stat/variances.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/dd.h"
#include "base/sum.h"
#include "stat/anova.h"
#include "stat/distribution.h"
#include "stat/mean.h"
#include "stat/quantile.h"

/* --- groups ---------------------------------------------------------------- */

static size_t count_groups(const struct svy_sample *sample)
{
	size_t used = 0;
	for (size_t j = 0; j < sample->k; j++)
		used += sample->size[j] > 0;
	return used;
}

static void note_empty(const struct svy_sample *sample, struct svy_test *out)
{
	size_t empty = sample->k - count_groups(sample);
	if (empty)
		svy_test_note(out, "%zu empty group%s left out", empty, empty == 1 ? "" : "s");
}

static void note_of_one(const struct svy_sample *sample, struct svy_test *out)
{
	size_t of_one = 0;
	for (size_t j = 0; j < sample->k; j++)
		of_one += sample->size[j] == 1;
	if (of_one)
		svy_test_note(out, "%zu group%s of one respondent, at distance 0 from %s own centre", of_one,
		              of_one == 1 ? "" : "s", of_one == 1 ? "its" : "their");
}

static void fill_chisq(struct svy_test *out, double statistic, double df)
{
	out->statistic = statistic;
	out->df = df;
	out->p = svy_chisq_upper(statistic, df);
	out->log_p = svy_chisq_upper_log(statistic, df);
}

/* --- distances from the centre --------------------------------------------- */

/* The middle of each group: the halves of its two middle numbers, added exactly. */
static enum svy_code find_medians(const struct svy_sample *sample, struct svy_dd *centre, struct svy_status *status)
{
	uint64_t *seen = svy_array_new(sample->k, sizeof *seen);
	if (!seen)
		return svy_fail_memory(status);
	for (size_t j = 0; j < sample->k; j++)
		centre[j] = svy_dd_from(0);
	for (size_t i = 0; i < sample->n_runs; i++) {
		const struct svy_run *run = &sample->run[i];
		uint64_t from = seen[run->group], to = from + run->n, size = sample->size[run->group];
		uint64_t middle[2] = {(size - 1) / 2, size / 2};
		for (int m = 0; m < 2; m++)
			if (middle[m] >= from && middle[m] < to)
				centre[run->group] = svy_dd_add(centre[run->group], svy_dd_from(run->x / 2));
		seen[run->group] = to;
	}
	free(seen);
	return SVY_OK;
}

static enum svy_code find_means(const struct svy_sample *sample, struct svy_dd *centre, struct svy_status *status)
{
	struct svy_group_moments *moments = svy_array_new(sample->k, sizeof *moments);
	enum svy_code code = moments ? svy_sample_moments(sample, moments, status) : svy_fail_memory(status);
	for (size_t j = 0; j < sample->k && code == SVY_OK; j++)
		centre[j] = (struct svy_dd){moments[j].mean, moments[j].mean_rest};
	free(moments);
	return code;
}

/* |x - centre of its group| of every run, in the order of the runs, and the centres. */
struct distances {
	struct svy_run *run;
	struct svy_dd *centre;
};

static void clear_distances(struct distances *distances)
{
	free(distances->run);
	free(distances->centre);
}

static enum svy_code find_distances(const struct svy_sample *sample, enum svy_centre which, struct distances *out,
                                    struct svy_status *status)
{
	struct distances of = {svy_array_new(sample->n_runs, sizeof *of.run), svy_array_new(sample->k, sizeof *of.centre)};
	enum svy_code code = of.run && of.centre ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK)
		code = (which == SVY_CENTRE_MEAN ? find_means : find_medians)(sample, of.centre, status);
	if (code != SVY_OK) {
		clear_distances(&of);
		return code;
	}
	for (size_t i = 0; i < sample->n_runs; i++) {
		of.run[i] = sample->run[i];
		of.run[i].x = fabs(svy_dd_value(svy_dd_sub(svy_dd_from(of.run[i].x), of.centre[of.run[i].group])));
	}
	*out = of;
	return SVY_OK;
}

/* --- Levene, Brown and Forsythe -------------------------------------------- */

/* The analysis of variance of what has taken the place of the sample's numbers. */
static enum svy_code analyse(const struct svy_sample *sample, const struct svy_run *run, struct svy_anova *table,
                             struct svy_status *status)
{
	struct svy_sample of;
	struct svy_test unused;
	enum svy_code code = svy_sample_make(run, sample->n_runs, sample->k, &of, status);
	if (code != SVY_OK)
		return code;
	struct svy_group_moments *moments = svy_array_new(sample->k, sizeof *moments);
	code = moments ? svy_sample_moments(&of, moments, status) : svy_fail_memory(status);
	if (code == SVY_OK)
		code = svy_anova(moments, sample->k, table, &unused, status);
	free(moments);
	svy_sample_clear(&of);
	return code;
}

static void fill_f(const struct svy_sample *sample, const struct svy_anova *table, struct svy_test *out)
{
	if (count_groups(sample) < 2) {
		svy_test_note(out, "fewer than two groups");
	} else if (!(table->within_df > 0)) {
		svy_test_note(out, "groups of one respondent have no variance");
	} else if (isnan(table->f)) {
		svy_test_note(out, "the distances do not vary within the groups");
	} else {
		out->statistic = table->f;
		out->df = table->between_df;
		out->df2 = table->within_df;
		out->p = table->p;
		out->log_p = table->log_p;
	}
}

enum svy_code svy_levene(const struct svy_sample *sample, enum svy_centre centre, struct svy_test *out,
                         struct svy_status *status)
{
	bool mean = centre == SVY_CENTRE_MEAN;
	struct distances distances;
	struct svy_anova table;
	enum svy_code code = find_distances(sample, centre, &distances, status);
	if (code != SVY_OK)
		return code;
	code = analyse(sample, distances.run, &table, status);
	clear_distances(&distances);
	if (code != SVY_OK)
		return code;
	svy_test_init(out, mean ? "levene" : "brown-forsythe");
	svy_test_method(out, "analysis of variance of distances from the %s of the group (%s)", mean ? "mean" : "median",
	                mean ? "Levene" : "Brown and Forsythe");
	note_empty(sample, out);
	note_of_one(sample, out);
	fill_f(sample, &table, out);
	return SVY_OK;
}

/* --- Bartlett --------------------------------------------------------------- */

struct pool {
	double k, df, variance, correction; /* correction: sum of 1 / f_j */
};

static struct pool pool_groups(const struct svy_group_moments *moments, size_t k)
{
	struct pool pool = {0, 0, 0, 0};
	struct svy_sum ss = {0};
	for (size_t j = 0; j < k; j++) {
		if (moments[j].n == 0)
			continue;
		pool.k++;
		pool.df += moments[j].n - 1;
		pool.correction += 1 / (moments[j].n - 1);
		svy_sum_add(&ss, moments[j].ss);
	}
	pool.variance = svy_sum_value(&ss) / pool.df;
	return pool;
}

static const char *find_reason(const struct svy_group_moments *moments, size_t k)
{
	size_t used = 0, of_one = 0, constant = 0, unknown = 0;
	for (size_t j = 0; j < k; j++) {
		used += moments[j].n > 0;
		of_one += moments[j].n == 1;
		constant += moments[j].n > 1 && moments[j].ss == 0;
		unknown += moments[j].n > 0 && isnan(moments[j].ss);
	}
	if (used < 2)
		return "fewer than two groups";
	if (of_one)
		return "a group of one respondent has no variance";
	if (unknown)
		return "a sum of squares is not known";
	return constant ? "the numbers of a group do not vary: the logarithm of their variance is infinite" : NULL;
}

/* sum f_j log(s^2 / s_j^2), with r = s_j^2 / s^2 - 1 as sum f_j (r - log(1 + r)), since sum
 * f_j r = 0: no term is negative, and nothing cancels where variances are nearly equal. */
static void bartlett(const struct svy_group_moments *moments, size_t k, struct svy_test *out)
{
	struct pool pool = pool_groups(moments, k);
	struct svy_sum sum = {0};
	if (!isfinite(pool.variance)) {
		svy_test_note(out, "the variance is beyond the range of numbers");
		return;
	}
	for (size_t j = 0; j < k; j++) {
		if (moments[j].n == 0)
			continue;
		double df = moments[j].n - 1, r = (moments[j].ss / df - pool.variance) / pool.variance;
		svy_sum_add(&sum, df * svy_deviance(1, 1 + r, -r));
	}
	fill_chisq(out, svy_sum_value(&sum) / (1 + (pool.correction - 1 / pool.df) / (3 * (pool.k - 1))), pool.k - 1);
}

enum svy_code svy_bartlett(const struct svy_sample *sample, struct svy_test *out, struct svy_status *status)
{
	struct svy_group_moments *moments = svy_array_new(sample->k, sizeof *moments);
	enum svy_code code = moments ? svy_sample_moments(sample, moments, status) : svy_fail_memory(status);
	if (code == SVY_OK) {
		const char *reason = find_reason(moments, sample->k);
		svy_test_init(out, "bartlett");
		svy_test_method(out, "Bartlett's test of equal variances, corrected");
		note_empty(sample, out);
		if (reason)
			svy_test_note(out, "%s", reason);
		else
			bartlett(moments, sample->k, out);
	}
	free(moments);
	return code;
}

/* --- Fligner and Killeen ---------------------------------------------------- */

static int compare_distances(const void *left, const void *right)
{
	const struct svy_run *a = left, *b = right;
	if (a->x < b->x || a->x > b->x)
		return a->x < b->x ? -1 : 1;
	return (a->group > b->group) - (a->group < b->group);
}

/* By how much rounding may have changed a distance: its number is off by half a unit of the
 * last digit, and so is the middle. */
static double rounding_of(const struct distances *distances, size_t i)
{
	const struct svy_run *run = &distances->run[i];
	return 2 * DBL_EPSILON * (fabs(distances->centre[run->group].high) + run->x);
}

/* Give each distance, ascending, its score in place of itself. */
static void score_distances(const struct svy_sample *sample, struct distances *distances)
{
	struct svy_run *run = distances->run;
	double n = (double)sample->n, below = 0;
	for (size_t from = 0, to; from < sample->n_runs; from = to) {
		double ties = 0, first = run[from].x, slack = rounding_of(distances, from);
		for (to = from; to < sample->n_runs && run[to].x - first <= slack + rounding_of(distances, to); to++)
			ties += (double)run[to].n;
		double rank = below + (ties + 1) / 2;
		double score = svy_normal_upper_quantile((n + 1 - rank) / (2 * (n + 1)));
		for (size_t i = from; i < to; i++)
			run[i].x = score;
		below += ties;
	}
}

enum svy_code svy_fligner_killeen(const struct svy_sample *sample, struct svy_test *out, struct svy_status *status)
{
	struct distances distances;
	struct svy_anova table;
	enum svy_code code = find_distances(sample, SVY_CENTRE_MEDIAN, &distances, status);
	if (code != SVY_OK)
		return code;
	qsort(distances.run, sample->n_runs, sizeof *distances.run, compare_distances);
	score_distances(sample, &distances);
	code = analyse(sample, distances.run, &table, status);
	clear_distances(&distances);
	if (code != SVY_OK)
		return code;
	svy_test_init(out, "fligner-killeen");
	svy_test_method(out, "Fligner-Killeen test of equal variances, centred on medians, mid-ranks for ties");
	note_empty(sample, out);
	note_of_one(sample, out);
	if (count_groups(sample) < 2)
		svy_test_note(out, "fewer than two groups");
	else if (table.total_ss == 0)
		svy_test_note(out, "all are equally far from the median of their group");
	else
		fill_chisq(out, table.between_ss / table.total_ss * table.total_df, table.between_df);
	return SVY_OK;
}

/* --- Mood -------------------------------------------------------------------- */

/* Sums of scores less their mean. */
struct mood {
	double n, first;       /* respondents, and those of the first group */
	struct svy_sum score;  /* over the first group */
	struct svy_sum square; /* over all */
};

/*
 * The scores of `ties` ranks from below + 1 on average to (middle - (n + 1)/2)^2 +
 * (ties^2 - 1)/12, those of all to (n^2 - 1)/12.  Twelve times their difference is a whole
 * number, and exact: where it is 0 for all there is no test.
 */
static double score_ranks(double below, double ties, double n)
{
	double away = 2 * below + ties - n;
	struct svy_dd square = svy_dd_mul(svy_dd_from(3), svy_dd_product(away, away));
	return svy_dd_value(svy_dd_add(square, svy_dd_product(ties - n, ties + n)));
}

static void add_scores(const struct svy_sample *sample, size_t first, struct mood *mood)
{
	double below = 0;
	uint64_t ties;
	for (size_t from = 0, to; from < sample->n_runs; from = to) {
		to = svy_sample_ties(sample, from, &ties);
		double score = score_ranks(below, (double)ties, mood->n);
		svy_sum_add(&mood->square, (double)ties * score * score);
		for (size_t i = from; i < to; i++)
			if (sample->run[i].group == first)
				svy_sum_add_product(&mood->score, (double)sample->run[i].n, score);
		below += (double)ties;
	}
}

enum svy_code svy_mood(const struct svy_sample *sample, enum svy_alternative alternative, struct svy_test *out,
                       struct svy_status *status)
{
	struct mood mood = {.n = (double)sample->n};
	size_t first = 0;
	(void)status;
	svy_test_init(out, "mood");
	svy_test_method(out, "Mood's test of scale, scores of ties averaged");
	out->alternative = alternative;
	note_empty(sample, out);
	if (count_groups(sample) != 2) {
		svy_test_note(out, "it compares two groups, and here are %zu", count_groups(sample));
		return SVY_OK;
	}
	while (sample->size[first] == 0)
		first++;
	mood.first = (double)sample->size[first];
	add_scores(sample, first, &mood);
	double square = svy_sum_value(&mood.square);
	double variance = mood.first / mood.n * (mood.n - mood.first) / (mood.n - 1) * square;
	if (variance > 0) {
		out->statistic = svy_sum_value(&mood.score) / sqrt(variance);
		svy_test_normal(out, out->statistic);
	} else {
		svy_test_note(out, "all numbers are equally far from the middle of the ranks");
	}
	return SVY_OK;
}
