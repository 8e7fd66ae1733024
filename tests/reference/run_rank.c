/*
 * The rows of tests/reference/stat/rank.csv: see tests/support/reference.h.
 *
 * A row of a table is a value, its group from 0 and how often (tests of groups); x and y
 * (signed rank and sign); the measures of a respondent (Friedman).
 */
#include <math.h>
#include <string.h>

#include "stat/friedman.h"
#include "stat/kruskal.h"
#include "stat/mann_whitney.h"
#include "stat/median.h"
#include "stat/sign.h"
#include "stat/signed_rank.h"
#include "stat/smirnov.h"
#include "tests/support/check.h"
#include "tests/support/reference.h"

static const char *const RANK_SUM[] = {"mann-whitney", "mann-whitney-cc", "mann-whitney-exact"};
static const char *const SIGNED_RANK[] = {"signed-rank", "signed-rank-cc", "signed-rank-exact"};

static struct svy_rank_options options_of(const struct reference_row *row)
{
	return (struct svy_rank_options){.alternative = reference_alternative(row),
	                                 .level = reference_argument(row, "level", 0.95),
	                                 .mu = reference_argument(row, "mu", 0),
	                                 .pratt = reference_argument(row, "pratt", 0) > 0,
	                                 .work = reference_argument(row, "work", 0), .draw = {.seed = 1}};
}

static void take_groups(const struct reference_row *row, struct svy_sample *out)
{
	static struct svy_run runs[REFERENCE_CELLS];
	size_t k = 0;
	assert_int_equal(row->cols, 3);
	for (size_t i = 0; i < row->rows; i++) {
		runs[i] = (struct svy_run){row->n[3 * i], (size_t)row->n[3 * i + 1], (uint64_t)row->n[3 * i + 2]};
		k = runs[i].group + 1 > k ? runs[i].group + 1 : k;
	}
	check_ok(svy_sample_make(runs, row->rows, k, out, NULL), NULL);
}

static bool evaluate_groups(const struct reference_row *row, double *out)
{
	struct svy_rank_options options = options_of(row);
	struct svy_sample sample = {0};
	struct svy_test test;
	take_groups(row, &sample);
	if (strcmp(row->statistic, "kruskal-wallis") == 0)
		check_ok(svy_kruskal_wallis(&sample, &test, NULL), NULL);
	else if (strcmp(row->statistic, "median") == 0)
		check_ok(svy_median(&sample, &test, NULL), NULL);
	else if (strcmp(row->statistic, "median-exact") == 0)
		check_ok(svy_median_exact(&sample, options.alternative, options.level, &test, NULL), NULL);
	else if (strcmp(row->statistic, "ks-two") == 0)
		check_ok(svy_smirnov(&sample, options.alternative, options.work, &test, NULL), NULL);
	else
		for (int form = 0; form < 3; form++)
			if (strcmp(row->statistic, RANK_SUM[form]) == 0)
				check_ok(svy_mann_whitney(&sample, (enum svy_rank_form)form, &options, &test, NULL), NULL);
	svy_sample_clear(&sample);
	return reference_pick(&test, row->quantity, out);
}

static bool evaluate_pairs(const struct reference_row *row, double *out)
{
	static double x[REFERENCE_CELLS], y[REFERENCE_CELLS];
	struct svy_rank_options options = options_of(row);
	struct svy_test test;
	assert_int_equal(row->cols, 2);
	for (size_t i = 0; i < row->rows; i++) {
		x[i] = row->n[2 * i];
		y[i] = row->n[2 * i + 1];
	}
	const struct svy_matched data = {x, y, NULL, row->rows};
	if (strcmp(row->statistic, "sign") == 0)
		check_ok(svy_sign(&data, &options, &test, NULL), NULL);
	for (int form = 0; form < 3; form++)
		if (strcmp(row->statistic, SIGNED_RANK[form]) == 0)
			check_ok(svy_signed_rank(&data, (enum svy_rank_form)form, &options, &test, NULL), NULL);
	return reference_pick(&test, row->quantity, out);
}

static bool evaluate_blocks(const struct reference_row *row, double *out)
{
	const struct svy_blocks blocks = {row->n, NULL, row->rows, row->cols};
	struct svy_test test;
	check_ok(svy_friedman(&blocks, &test, NULL), NULL);
	return reference_pick(&test, row->quantity, out);
}

static bool evaluate(const struct reference_row *row, double *out)
{
	static const char *const of_groups[] = {"mann-whitney", "mann-whitney-cc", "mann-whitney-exact", "kruskal-wallis",
	                                        "median", "median-exact", "ks-two"};
	for (size_t i = 0; i < sizeof of_groups / sizeof *of_groups; i++)
		if (strcmp(row->statistic, of_groups[i]) == 0)
			return evaluate_groups(row, out);
	if (strcmp(row->statistic, "kolmogorov") == 0) {
		*out = svy_kolmogorov_upper(row->n[0]);
		check_close(svy_kolmogorov_upper_log(row->n[0]), log(*out), 1e-9);
		return true;
	}
	if (strcmp(row->statistic, "friedman") == 0)
		return evaluate_blocks(row, out);
	return strncmp(row->statistic, "sign", 4) == 0 && evaluate_pairs(row, out);
}

static void rank_rows_hold(void **state)
{
	(void)state;
	reference_check("rank", evaluate);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(rank_rows_hold)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
