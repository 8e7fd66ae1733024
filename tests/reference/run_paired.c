/* The rows of tests/reference/stat/paired.csv: see tests/support/reference.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "stat/cochran.h"
#include "stat/paired.h"
#include "stat/square.h"
#include "tests/support/check.h"
#include "tests/support/reference.h"

static bool evaluate_mcnemar(const struct reference_row *row, double *out)
{
	struct svy_test test;
	for (int kind = 0; kind < SVY_N_MCNEMARS; kind++) {
		if (strcmp(row->statistic, svy_mcnemar_name((enum svy_mcnemar_kind)kind)) != 0)
			continue;
		check_ok(svy_mcnemar(row->n, row->rows, (enum svy_mcnemar_kind)kind, reference_alternative(row),
		                     reference_argument(row, "level", 0.95), &test, NULL), NULL);
		return reference_pick(&test, row->quantity, out);
	}
	return false;
}

static bool evaluate_difference(const struct reference_row *row, double *out)
{
	enum svy_paired_kind kind = reference_has(row, "method=tango") ? SVY_RD_PAIRED_TANGO : SVY_RD_PAIRED;
	struct svy_measure measure;
	if (strcmp(row->statistic, "rd-paired") != 0)
		return false;
	check_ok(svy_paired_measure(row->n, kind, reference_argument(row, "level", 0.95), &measure, NULL), NULL);
	*out = strcmp(row->quantity, "estimate") == 0 ? measure.estimate
	       : strcmp(row->quantity, "low") == 0    ? measure.low
	                                              : measure.high;
	return true;
}

static bool evaluate_square(const struct reference_row *row, double *out)
{
	struct svy_test test;
	for (int kind = 0; kind < SVY_N_SQUARES; kind++) {
		if (strcmp(row->statistic, svy_square_name((enum svy_square_kind)kind)) != 0)
			continue;
		check_ok(svy_square_test(row->n, row->rows, (enum svy_square_kind)kind, &test, NULL), NULL);
		return reference_pick(&test, row->quantity, out);
	}
	return false;
}

static enum svy_adjust_kind find_adjust(const struct reference_row *row)
{
	return reference_has(row, "adjust=holm") ? SVY_ADJUST_HOLM
	       : reference_has(row, "adjust=bh") ? SVY_ADJUST_BH
	                                         : SVY_ADJUST_BONFERRONI;
}

/* Rows of the table: the answers, and how often. */
static bool evaluate_cochran(const struct reference_row *row, double *out)
{
	double x[REFERENCE_CELLS];
	uint64_t n[REFERENCE_CELLS];
	struct svy_pair pairs[100];
	struct svy_test test;
	size_t k = row->cols - 1, a, b;
	if (strcmp(row->statistic, "cochran-q") != 0)
		return false;
	for (size_t i = 0; i < row->rows; i++) {
		memcpy(x + i * k, row->n + i * row->cols, k * sizeof *x);
		n[i] = (uint64_t)row->n[i * row->cols + k];
	}
	const struct svy_blocks blocks = {x, n, row->rows, k};
	if (sscanf(row->quantity, "%zu %zu p_adjusted", &a, &b) != 2) {
		check_ok(svy_cochran_q(&blocks, &test, NULL), NULL);
		return reference_pick(&test, row->quantity, out);
	}
	check_ok(svy_cochran_pairs(&blocks, SVY_MCNEMAR, find_adjust(row), pairs, NULL), NULL);
	for (size_t i = 0; i < svy_n_pairs(k); i++)
		if (pairs[i].a == a - 1 && pairs[i].b == b - 1)
			*out = pairs[i].p_adjusted;
	return true;
}

static bool evaluate(const struct reference_row *row, double *out)
{
	return evaluate_mcnemar(row, out) || evaluate_difference(row, out) || evaluate_square(row, out) ||
	       evaluate_cochran(row, out);
}

static void paired(void **state)
{
	(void)state;
	reference_check("paired", evaluate);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(paired)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
