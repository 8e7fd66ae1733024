/*
 * The rows of tests/reference/stat/ of effect sizes: see tests/support/reference.h.
 *
 * table: numbers / groups from 1, and where there is a third row how often each occurs; for
 * pairs x / y; for blocks a row for each measure; for cohen-w the table, for cohen-w-fit
 * counts / shares, for cohen-h events / respondents.
 */
#include <math.h>
#include <string.h>

#include "stat/effect.h"
#include "stat/mean.h"
#include "tests/support/check.h"
#include "tests/support/reference.h"

static const struct svy_effect_options OPTIONS = {0.95, 1, 0};

static size_t read_moments(const struct reference_row *row, struct svy_group_moments *out)
{
	struct svy_sample sample;
	reference_sample(row, &sample);
	size_t k = sample.k;
	check_ok(svy_sample_moments(&sample, out, NULL), NULL);
	svy_sample_clear(&sample);
	return k;
}

static int find(const char *name, const char *const *names, int n)
{
	for (int i = 0; i < n; i++)
		if (strcmp(name, names[i]) == 0)
			return i;
	return -1;
}

static bool measure_means(const struct reference_row *row, double level, struct svy_measure *out)
{
	static const char *const two[] = {"cohen-d", "hedges-g", "glass-delta"};
	static const char *const variance[] = {"eta2", "omega2", "epsilon2"};
	struct svy_group_moments moments[REFERENCE_GROUPS];
	int kind = find(row->statistic, two, 3), share = find(row->statistic, variance, 3);
	if (kind < 0 && share < 0)
		return false;
	size_t k = read_moments(row, moments);
	if (share >= 0)
		check_ok(svy_effect_variance((enum svy_effect_variance)share, moments, k, level, out, NULL), NULL);
	else if (k == 1)
		check_ok(svy_effect_mean((enum svy_effect_mean)kind, moments, reference_argument(row, "mu", 0), level, out,
		                         NULL), NULL);
	else
		check_ok(svy_effect_means((enum svy_effect_mean)kind, moments, level, out, NULL), NULL);
	return true;
}

static bool measure_pairs(const struct reference_row *row, double level, struct svy_measure *out)
{
	static const char *const names[] = {"d-z", "d-av", "d-rm"};
	struct svy_matched pairs = {row->n, row->n + row->cols, NULL, row->cols};
	struct svy_effect_options options = OPTIONS;
	int kind = find(row->statistic, names, 3);
	options.level = level;
	if (kind >= 0)
		check_ok(svy_effect_pairs((enum svy_effect_paired)kind, &pairs, level, out, NULL), NULL);
	else if (strncmp(row->statistic, "rank-biserial-", 14) == 0) {
		if (strcmp(row->statistic, "rank-biserial-one") == 0)
			pairs.y = NULL;
		check_ok(svy_effect_signed_ranks(&pairs, reference_argument(row, "mu", 0), false, &options, out, NULL), NULL);
	} else
		return false;
	return true;
}

static bool measure_order(const struct reference_row *row, double level, struct svy_measure *out)
{
	static const char *const dominance[] = {"cliff-delta", "rank-biserial", "a"};
	static const char *const kruskal[] = {"eta2-h", "epsilon2-h"};
	struct svy_effect_options options = OPTIONS;
	int kind = find(row->statistic, dominance, 3), h = find(row->statistic, kruskal, 2);
	struct svy_sample sample;
	options.level = level;
	if (kind < 0 && h < 0)
		return false;
	reference_sample(row, &sample);
	if (kind >= 0)
		check_ok(svy_effect_dominance((enum svy_effect_dominance)kind, &sample, level, out, NULL), NULL);
	else
		check_ok(svy_effect_kruskal((enum svy_effect_kruskal)h, &sample, &options, out, NULL), NULL);
	svy_sample_clear(&sample);
	return true;
}

static bool measure_blocks(const struct reference_row *row, double level, struct svy_measure *out)
{
	static double x[REFERENCE_CELLS];
	struct svy_effect_options options = OPTIONS;
	options.level = level;
	if (strcmp(row->statistic, "kendall-w") != 0)
		return false;
	for (size_t i = 0; i < row->cols; i++)
		for (size_t j = 0; j < row->rows; j++)
			x[i * row->rows + j] = row->n[j * row->cols + i];
	const struct svy_blocks blocks = {x, NULL, row->cols, row->rows};
	check_ok(svy_effect_concordance(&blocks, &options, out, NULL), NULL);
	return true;
}

static bool measure_counts(const struct reference_row *row, double level, struct svy_measure *out)
{
	const double *n = row->n;
	if (strcmp(row->statistic, "cohen-w") == 0)
		check_ok(svy_effect_table(n, row->rows, row->cols, level, out, NULL), NULL);
	else if (strcmp(row->statistic, "cohen-w-fit") == 0)
		check_ok(svy_effect_fit(n, n + row->cols, row->cols, level, out, NULL), NULL);
	else if (strcmp(row->statistic, "cohen-h") == 0)
		check_ok(svy_effect_shares(n, n + 2, level, out, NULL), NULL);
	else if (strcmp(row->statistic, "cohen-h-one") == 0)
		check_ok(svy_effect_share(n[0], n[1], reference_argument(row, "mu", 0.5), level, out, NULL), NULL);
	else
		return false;
	return true;
}

static bool evaluate(const struct reference_row *row, double *out)
{
	struct svy_measure of;
	double level = reference_argument(row, "level", 0.95);
	if (!measure_means(row, level, &of) && !measure_pairs(row, level, &of) && !measure_order(row, level, &of) &&
	    !measure_blocks(row, level, &of) && !measure_counts(row, level, &of))
		return false;
	const struct {
		const char *name;
		double value;
	} known[] = {{"estimate", of.estimate}, {"ase", of.ase}, {"low", of.low}, {"high", of.high}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(row->quantity, known[i].name) == 0) {
			*out = known[i].value;
			return true;
		}
	return false;
}

static void effect(void **state)
{
	(void)state;
	reference_check("effect", evaluate);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(effect)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
