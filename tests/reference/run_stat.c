/* The rows of tests/reference/stat/ of distributions, tables and measures: see tests/support/reference.h. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "design/variance.h"
#include "stat/adjust.h"
#include "stat/association.h"
#include "stat/bivariate.h"
#include "stat/chisq.h"
#include "stat/compare.h"
#include "stat/distribution.h"
#include "stat/exact.h"
#include "stat/interval.h"
#include "stat/noncentral.h"
#include "stat/quantile.h"
#include "tests/support/check.h"
#include "tests/support/reference.h"

/* --- one evaluator a family: false where the statistic is not its own -------- */

static double argument(const struct reference_row *row, const char *name, double other)
{
	return reference_argument(row, name, other);
}

static bool evaluate_chisq(const struct reference_row *row, double *out)
{
	static const char *const names[] = {"pearson", "lr", "yates", "linear"};
	struct svy_test test;
	for (int kind = 0; kind < 4; kind++) {
		if (strcmp(row->statistic, names[kind]) != 0)
			continue;
		if (kind < 3)
			check_ok(svy_chisq(row->n, row->rows, row->cols, (enum svy_chisq_kind)kind, &test, NULL), NULL);
		else
			check_ok(svy_linear_by_linear(row->n, row->rows, row->cols, NULL, NULL, &test, NULL), NULL);
		return reference_pick(&test, row->quantity, out);
	}
	return false;
}

/* quantity "i j": the cell, from 1. */
static bool evaluate_cell(const struct reference_row *row, double *out)
{
	double cells[REFERENCE_CELLS];
	unsigned i, j;
	if (sscanf(row->quantity, "%u %u", &i, &j) != 2)
		return false;
	if (strcmp(row->statistic, "expected") == 0)
		check_ok(svy_expected(row->n, row->rows, row->cols, cells, NULL), NULL);
	else if (strcmp(row->statistic, "residual") == 0)
		check_ok(svy_residuals(row->n, row->rows, row->cols, SVY_RESIDUAL_RAW, cells, NULL), NULL);
	else if (strcmp(row->statistic, "std_residual") == 0)
		check_ok(svy_residuals(row->n, row->rows, row->cols, SVY_RESIDUAL_PEARSON, cells, NULL), NULL);
	else if (strcmp(row->statistic, "adj_residual") == 0)
		check_ok(svy_residuals(row->n, row->rows, row->cols, SVY_RESIDUAL_ADJUSTED, cells, NULL), NULL);
	else
		return false;
	*out = cells[(i - 1) * row->cols + j - 1];
	return true;
}

static bool evaluate_exact(const struct reference_row *row, double *out)
{
	double level = argument(row, "level", 0.95);
	struct svy_test test;
	if (strcmp(row->statistic, "fisher") == 0) {
		check_ok(svy_fisher(row->n, reference_alternative(row), SVY_ORDER_MINLIKE, level, &test, NULL), NULL);
	} else if (strcmp(row->statistic, "fisher-midp") == 0) {
		check_ok(svy_fisher_midp(row->n, reference_alternative(row), level, &test, NULL), NULL);
	} else if (strcmp(row->statistic, "fisher-mc") == 0) {
		struct svy_monte_carlo options = {.replicates = (uint64_t)argument(row, "replicates", 0), .seed = 1};
		check_ok(svy_fisher_monte_carlo(row->n, row->rows, row->cols, &options, &test, NULL), NULL);
	} else {
		return false;
	}
	return reference_pick(&test, row->quantity, out);
}

static bool evaluate_association(const struct reference_row *row, double *out)
{
	const struct svy_measure_options options = {.level = argument(row, "level", 0.95), .seed = 1,
	                                            .two_step = strstr(row->arguments, "two-step") != NULL};
	enum svy_measure_kind kind;
	struct svy_measure measure;
	if (!svy_measure_from_name(row->statistic, &kind))
		return false;
	check_ok(svy_associate(row->n, row->rows, row->cols, kind, &options, &measure, NULL), NULL);
	const struct {
		const char *name;
		double value;
	} known[] = {{"estimate", measure.estimate}, {"ase", measure.ase}, {"se0", measure.se0},
	             {"statistic", measure.statistic}, {"p", measure.p}, {"low", measure.low}, {"high", measure.high},
	             {"log_se", measure.log_se}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(row->quantity, known[i].name) == 0) {
			*out = known[i].value;
			return true;
		}
	}
	return false;
}

static bool evaluate_interval(const struct reference_row *row, double *out)
{
	double level = argument(row, "level", 0.95);
	enum svy_interval_kind kind;
	struct svy_interval interval;
	if (strcmp(row->statistic, "logit") == 0)
		check_ok(svy_logit_interval(argument(row, "p", NAN), argument(row, "se", NAN), argument(row, "df", NAN), level,
		                            &interval, NULL), NULL);
	else if (svy_interval_from_name(row->statistic, &kind))
		check_ok(svy_proportion_interval(kind, argument(row, "k", NAN), argument(row, "n", NAN), level, &interval,
		                                 NULL), NULL);
	else
		return false;
	*out = strcmp(row->quantity, "low") == 0 ? interval.low : interval.high;
	return strcmp(row->quantity, "low") == 0 || strcmp(row->quantity, "high") == 0;
}

/* statistic: normal, t, chisq, beta ...; quantity: the function. */
static bool evaluate_distribution(const struct reference_row *row, double *out)
{
	double x = argument(row, "x", NAN), q = argument(row, "q", NAN), df = argument(row, "df", INFINITY);
	double a = argument(row, "a", NAN), b = argument(row, "b", NAN);
	const struct {
		const char *statistic, *quantity;
		double value;
	} known[] = {
		{"normal", "upper", svy_normal_upper(x)},
		{"normal", "lower", svy_normal_lower(x)},
		{"normal", "upper_log", svy_normal_upper_log(x)},
		{"normal", "upper_quantile", svy_normal_upper_quantile(q)},
		{"t", "upper", svy_t_upper(x, df)},
		{"t", "lower", svy_t_lower(x, df)},
		{"t", "upper_log", svy_t_upper_log(x, df)},
		{"t", "upper_quantile", svy_t_upper_quantile(q, df)},
		{"chisq", "upper", svy_chisq_upper(x, df)},
		{"chisq", "lower", svy_chisq_lower(x, df)},
		{"chisq", "upper_log", svy_chisq_upper_log(x, df)},
		{"chisq", "upper_quantile", svy_chisq_upper_quantile(q, df)},
		{"chisq", "lower_quantile", svy_chisq_lower_quantile(q, df)},
		{"beta", "lower", svy_beta_lower(x, a, b)},
		{"beta", "upper", svy_beta_upper(x, a, b)},
		{"beta", "lower_quantile", svy_beta_lower_quantile(q, a, b)},
		{"beta", "upper_quantile", svy_beta_upper_quantile(q, a, b)},
		{"stirling-error", "value", svy_stirling_error(x)},
		{"noncentral", "lower", svy_noncentral_chisq_lower(x, df, argument(row, "lambda", NAN))},
		{"noncentral", "upper", svy_noncentral_chisq_upper(x, df, argument(row, "lambda", NAN))},
		{"noncentral", "lambda_upper", svy_noncentral_lambda_upper(q, x, df)},
		{"noncentral", "lambda_lower", svy_noncentral_lambda_lower(q, x, df)},
		{"binormal", "lower", svy_binormal_lower(argument(row, "h", NAN), argument(row, "k", NAN), x)},
		{"binomial", "log",
		 svy_binomial_log(argument(row, "k", NAN), argument(row, "n", NAN), argument(row, "p", NAN))},
		{"hypergeometric", "log", svy_hypergeometric_log(argument(row, "k", NAN), argument(row, "total", NAN),
		                                                 argument(row, "good", NAN), argument(row, "n", NAN))},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(row->statistic, known[i].statistic) == 0 && strcmp(row->quantity, known[i].quantity) == 0) {
			*out = known[i].value;
			return true;
		}
	}
	return false;
}

static bool evaluate_variance(const struct reference_row *row, double *out)
{
	const struct svy_proportion proportion = {argument(row, "n", NAN), argument(row, "w", NAN),
	                                          argument(row, "s2_all", NAN), argument(row, "s2_cat", NAN),
	                                          argument(row, "p", NAN)};
	struct svy_interval interval;
	if (strcmp(row->statistic, "proportion") != 0)
		return false;
	*out = svy_proportion_se(&proportion);
	if (strcmp(row->quantity, "se") == 0)
		return true;
	check_ok(svy_logit_interval(proportion.p, *out, argument(row, "df", proportion.n - 1),
	                            argument(row, "level", 0.95), &interval, NULL), NULL);
	*out = strcmp(row->quantity, "low") == 0 ? interval.low : interval.high;
	return strcmp(row->quantity, "low") == 0 || strcmp(row->quantity, "high") == 0;
}

/* statistic: the method; quantity: which of the p-values, from 1. */
static bool evaluate_adjust(const struct reference_row *row, double *out)
{
	enum svy_adjust_kind kind;
	double adjusted[REFERENCE_CELLS];
	if (svy_adjust_from_name("", row->statistic, &kind, NULL) != SVY_OK)
		return false;
	check_ok(svy_adjust(kind, row->n, row->cells, adjusted, NULL), NULL);
	*out = adjusted[strtoul(row->quantity, NULL, 10) - 1];
	return true;
}

/* The table's rows: counts and bases of proportions; or n, means and sums of squares. */
static bool compare_pairs(const struct reference_row *row, enum svy_adjust_kind adjust, struct svy_pair *pairs)
{
	struct svy_group_moments groups[REFERENCE_CELLS];
	bool exact = strcmp(row->statistic, "exact") == 0, all = strcmp(row->statistic, "pairwise-t-all") == 0;
	if (exact || strcmp(row->statistic, "pooled-z") == 0) {
		check_ok(svy_compare_proportions(exact ? SVY_PAIR_EXACT : SVY_PAIR_POOLED_Z, row->n, row->n + row->cols,
		                                 row->cols, adjust, pairs, NULL), NULL);
		return true;
	}
	if (!all && strcmp(row->statistic, "pairwise-t-pair") != 0)
		return false;
	for (size_t j = 0; j < row->cols; j++)
		groups[j] = (struct svy_group_moments){row->n[j], row->n[row->cols + j], 0, row->n[2 * row->cols + j]};
	check_ok(svy_compare_means(all ? SVY_POOL_ALL : SVY_POOL_PAIR, groups, row->cols, adjust, pairs, NULL), NULL);
	return true;
}

/* quantity "a b p_adjusted": columns from 1, and a field of the pair. */
static bool evaluate_compare(const struct reference_row *row, double *out)
{
	struct svy_pair pairs[REFERENCE_CELLS];
	enum svy_adjust_kind adjust;
	char field[16];
	unsigned a, b;
	if (sscanf(row->quantity, "%u %u %15s", &a, &b, field) != 3 || strncmp(row->arguments, "adjust=", 7) != 0 ||
	    svy_adjust_from_name("", row->arguments + 7, &adjust, NULL) != SVY_OK || !compare_pairs(row, adjust, pairs))
		return false;
	const struct svy_pair *pair = pairs;
	while (pair->a != a - 1 || pair->b != b - 1)
		pair++;
	*out = strcmp(field, "estimate") == 0 ? pair->estimate
	       : strcmp(field, "se") == 0     ? pair->se
	       : strcmp(field, "df") == 0     ? pair->df
	       : strcmp(field, "p") == 0      ? pair->p
	       : strcmp(field, "statistic") == 0 ? pair->statistic : pair->p_adjusted;
	return true;
}

static bool evaluate(const struct reference_row *row, double *out)
{
	return evaluate_chisq(row, out) || evaluate_cell(row, out) || evaluate_exact(row, out) ||
	       evaluate_association(row, out) || evaluate_interval(row, out) || evaluate_distribution(row, out) ||
	       evaluate_variance(row, out) || evaluate_adjust(row, out) || evaluate_compare(row, out);
}

#define FILE_TEST(stem)                                                  \
	static void stem(void **state)                                       \
	{                                                                    \
		(void)state;                                                     \
		reference_check(#stem, evaluate);                \
	}
FILE_TEST(adjust)
FILE_TEST(chisq)
FILE_TEST(compare)
FILE_TEST(exact)
FILE_TEST(association)
FILE_TEST(interval)
FILE_TEST(quantile)
FILE_TEST(variance)
FILE_TEST(noncentral)
FILE_TEST(bivariate)
FILE_TEST(cramer)
FILE_TEST(prediction)
FILE_TEST(concordance)
FILE_TEST(correlation)
FILE_TEST(kappa)
FILE_TEST(polychoric)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chisq),    cmocka_unit_test(exact),    cmocka_unit_test(association),
		cmocka_unit_test(interval), cmocka_unit_test(quantile), cmocka_unit_test(variance),
		cmocka_unit_test(adjust),   cmocka_unit_test(compare),
		cmocka_unit_test(noncentral),
		cmocka_unit_test(bivariate),
		cmocka_unit_test(cramer),
		cmocka_unit_test(prediction),
		cmocka_unit_test(concordance),
		cmocka_unit_test(correlation),
		cmocka_unit_test(kappa),
		cmocka_unit_test(polychoric),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
