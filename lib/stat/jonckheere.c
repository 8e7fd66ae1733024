#include "stat/jonckheere.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/dd.h"
#include "base/sum.h"
#include "stat/distribution.h"
#include "stat/margins.h"

enum svy_code svy_sample_from_table(const double *n, size_t rows, size_t cols, struct svy_sample *out,
                                    struct svy_status *status)
{
	struct svy_run *run = svy_array_new(rows * cols, sizeof *run);
	enum svy_code code = run ? SVY_OK : svy_fail_memory(status);
	for (size_t k = 0; k < rows * cols && code == SVY_OK; k++) {
		if (!(n[k] >= 0 && n[k] <= (double)SVY_SAMPLE_MAX) || n[k] != floor(n[k]))
			code = svy_fail(status, SVY_EDOMAIN, "row %zu, column %zu of the table is %g: this test needs whole counts",
			                k / cols + 1, k % cols + 1, n[k]);
		else
			run[k] = (struct svy_run){(double)(k % cols) + 1, k / cols, (uint64_t)n[k]};
	}
	if (code == SVY_OK)
		code = svy_sample_make(run, rows * cols, rows, out, status);
	free(run);
	return code;
}

/* --- J and its variance --------------------------------------------------------- */

/* What the variance needs of the sizes of groups, or of ties: sums of n (n - 1) (2 n + 5),
 * n (n - 1) (n - 2), n (n - 1).  In two doubles each, because they are subtracted. */
struct cubes {
	struct svy_dd five, two, one;
};

static struct svy_dd times(struct svy_dd a, double b)
{
	return svy_dd_mul(a, svy_dd_from(b));
}

static void add_cubes(struct cubes *sums, double n)
{
	struct svy_dd one = svy_dd_product(n, n - 1);
	sums->one = svy_dd_add(sums->one, one);
	sums->two = svy_dd_add(sums->two, times(one, n - 2));
	sums->five = svy_dd_add(sums->five, times(one, 2 * n + 5));
}

/* Four times V: that of the score S = 2 (J - E). */
static double find_variance(double n, const struct cubes *all, const struct cubes *groups, const struct cubes *ties)
{
	struct svy_dd main = svy_dd_sub(svy_dd_sub(all->five, groups->five), ties->five);
	double sum = svy_dd_value(main) / 18 + svy_dd_value(groups->one) * (svy_dd_value(ties->one) / (n * (n - 1))) / 2;
	if (n > 2)
		sum += svy_dd_value(groups->two) / (n * (n - 1) * (n - 2)) * svy_dd_value(ties->two) / 9;
	return sum;
}

/* Concordant less discordant pairs, pairs of different groups, and the variance. */
struct score {
	double s, pairs, variance;
	size_t groups; /* with respondents */
};

/* Pairs of the respondents in runs from..end, which tie, with those before, who are
 * counted in `seen`. */
static void add_pairs(const struct svy_sample *sample, size_t from, size_t end, const double *seen, struct svy_sum *s)
{
	double below = 0, above = 0;
	size_t group = 0;
	for (size_t g = 0; g < sample->k; g++)
		above += seen[g];
	for (size_t i = from; i < end; i++) {
		for (; group < sample->run[i].group; group++) {
			above -= seen[group];
			below += seen[group];
		}
		svy_sum_add_product(s, (double)sample->run[i].n, below - (above - seen[group]));
	}
}

static void add_ties(const struct svy_sample *sample, double *seen, struct svy_sum *s, struct cubes *ties)
{
	uint64_t tied;
	for (size_t from = 0, end; from < sample->n_runs; from = end) {
		end = svy_sample_ties(sample, from, &tied);
		add_cubes(ties, (double)tied);
		add_pairs(sample, from, end, seen, s);
		for (size_t i = from; i < end; i++)
			seen[sample->run[i].group] += (double)sample->run[i].n;
	}
}

static enum svy_code find_score(const struct svy_sample *sample, struct score *out, struct svy_status *status)
{
	struct cubes all = {0}, groups = {0}, ties = {0};
	struct svy_sum s = {0}, pairs = {0};
	double *seen = svy_array_new(sample->k, sizeof *seen), n = (double)sample->n;
	if (!seen)
		return svy_fail_memory(status);
	*out = (struct score){0};
	add_cubes(&all, n);
	for (size_t g = 0; g < sample->k; g++) {
		double size = (double)sample->size[g];
		add_cubes(&groups, size);
		svy_sum_add_product(&pairs, size, (n - size) / 2);
		out->groups += size > 0;
	}
	add_ties(sample, seen, &s, &ties);
	out->s = svy_sum_value(&s);
	out->pairs = svy_sum_value(&pairs);
	out->variance = find_variance(n, &all, &groups, &ties);
	free(seen);
	return SVY_OK;
}

static const char *find_reason(const struct svy_sample *sample, const struct score *score)
{
	uint64_t tied = 0;
	if (sample->n == 0)
		return "no respondents";
	if (score->groups < 2)
		return "only one group that is not empty";
	return svy_sample_ties(sample, 0, &tied) == sample->n_runs ? "all numbers are the same" : NULL;
}

/* estimate and statistic, and the note; false where there is nothing to test. */
static bool put_score(const struct svy_sample *sample, const struct score *score, struct svy_test *out)
{
	const char *reason = find_reason(sample, score);
	if (reason) {
		svy_test_note(out, "%s", reason);
		return false;
	}
	out->statistic = score->s / sqrt(score->variance);
	out->estimate = 0.5 + score->s / score->pairs / 2;
	svy_test_note(out, "J %.15g, expected %.15g", (score->pairs + score->s) / 2, score->pairs / 2);
	return true;
}

/* --- the tests -------------------------------------------------------------------- */

enum svy_code svy_jonckheere(const struct svy_sample *sample, enum svy_alternative alternative, struct svy_test *out,
                             struct svy_status *status)
{
	struct score score;
	enum svy_code code = find_score(sample, &score, status);
	if (code)
		return code;
	svy_test_init(out, "jonckheere");
	out->alternative = alternative;
	svy_test_method(out, "Jonckheere-Terpstra test, normal with variance for ties, %s, without continuity correction",
	                alternative == SVY_TWO_SIDED ? "two-sided" : "one-sided");
	if (!put_score(sample, &score, out))
		return SVY_OK;
	svy_test_normal(out, out->statistic);
	return SVY_OK;
}

/* Groups as rows, distinct numbers as columns; the caller frees. */
static double *make_table(const struct svy_sample *sample, size_t *cols)
{
	uint64_t tied;
	*cols = 0;
	for (size_t from = 0; from < sample->n_runs; from = svy_sample_ties(sample, from, &tied))
		++*cols;
	if (*cols && sample->k > SIZE_MAX / *cols)
		return NULL;
	double *table = svy_array_new(sample->k * *cols, sizeof *table);
	size_t col = 0;
	for (size_t i = 0; i < sample->n_runs && table; i++) {
		col += i > 0 && sample->run[i].x > sample->run[i - 1].x;
		table[sample->run[i].group * *cols + col] = (double)sample->run[i].n;
	}
	return table;
}

static enum svy_code run_exact(const struct svy_sample *sample, const struct svy_ordered_options *options,
                               struct svy_test *out, struct svy_status *status)
{
	size_t cols;
	double *table = make_table(sample, &cols);
	struct svy_margins *m = NULL;
	enum svy_code code = table ? svy_margins_new(table, sample->k, cols, &m, status) : svy_fail_memory(status);
	const struct svy_ordered_table ordered = {.m = m};
	if (code == SVY_OK)
		code = svy_ordered_p(&ordered, "jonckheere-exact", options, out, status);
	svy_margins_free(m);
	free(table);
	return code;
}

enum svy_code svy_jonckheere_exact(const struct svy_sample *sample, enum svy_alternative alternative,
                                   const struct svy_ordered_options *options, struct svy_test *out,
                                   struct svy_status *status)
{
	struct score score;
	struct svy_test test;
	enum svy_code code = find_score(sample, &score, status);
	if (code)
		return code;
	svy_test_init(&test, "jonckheere-exact");
	test.alternative = alternative;
	svy_test_method(&test, "Jonckheere-Terpstra test given the ties, %s",
	                alternative == SVY_TWO_SIDED ? "two-sided by |J - E(J)|" : "one-sided");
	if (put_score(sample, &score, &test))
		code = run_exact(sample, options, &test, status);
	if (code == SVY_OK)
		*out = test;
	return code;
}
