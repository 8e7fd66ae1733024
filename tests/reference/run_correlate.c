/*
 * The rows of tests/reference/stat/ of correlations, of one categorical variable and of two
 * proportions: see tests/support/reference.h.
 *
 * Correlations: the table's rows are x, y and, if there is a third, how often.
 */
#include <math.h>
#include <string.h>

#include "stat/binomial.h"
#include "stat/correlate.h"
#include "stat/goodness.h"
#include "stat/kendall.h"
#include "stat/proportions.h"
#include "stat/spearman.h"
#include "tests/support/check.h"
#include "tests/support/reference.h"

static struct svy_correlate_options options_of(const struct reference_row *row)
{
	return (struct svy_correlate_options){.level = reference_argument(row, "level", 0.95),
	                                      .alternative = reference_alternative(row),
	                                      .exactness = reference_has(row, "exact=always")  ? SVY_EXACT_IF_POSSIBLE
	                                                   : reference_has(row, "exact=never") ? SVY_EXACT_NEVER
	                                                                                       : SVY_EXACT_IF_SMALL};
}

static bool evaluate_correlate(const struct reference_row *row, double *out)
{
	static uint64_t n[REFERENCE_CELLS];
	const struct svy_correlate_options options = options_of(row);
	const struct svy_matched data = {row->n, row->n + row->cols, row->rows > 2 ? n : NULL, row->cols};
	struct svy_test test;
	for (size_t i = 0; row->rows > 2 && i < row->cols; i++)
		n[i] = (uint64_t)row->n[2 * row->cols + i];
	if (strcmp(row->statistic, "pearson-r") == 0)
		check_ok(svy_pearson_r(&data, &options, &test, NULL), NULL);
	else if (strcmp(row->statistic, "spearman") == 0)
		check_ok(svy_spearman(&data, &options, &test, NULL), NULL);
	else if (strcmp(row->statistic, "kendall") == 0)
		check_ok(svy_kendall(&data, &options, &test, NULL), NULL);
	else
		return false;
	return reference_pick(&test, row->quantity, out);
}

/* The table's only row is the counts, or there is a second one with the shares. */
static bool evaluate_goodness(const struct reference_row *row, double *out)
{
	const double *share = row->rows > 1 ? row->n + row->cols : NULL;
	const struct svy_monte_carlo monte_carlo = {.seed = 1, .replicates = 1000};
	struct svy_test test;
	if (strcmp(row->statistic, "multinomial") == 0) {
		check_ok(svy_multinomial(row->n, share, row->cols, &monte_carlo, 0, &test, NULL), NULL);
		assert_true(isnan(test.p_low)); /* exact */
	} else if (strcmp(row->statistic, "chisq-fit") == 0 || strcmp(row->statistic, "lr-fit") == 0) {
		enum svy_fit_kind kind = strcmp(row->statistic, "lr-fit") == 0 ? SVY_FIT_LR : SVY_FIT_CHISQ;
		check_ok(svy_fit(row->n, share, row->cols, kind, &test, NULL), NULL);
	} else {
		return false;
	}
	return reference_pick(&test, row->quantity, out);
}

/* k n, and the share as an argument; or k1 k2 / n1 n2. */
static bool evaluate_proportion(const struct reference_row *row, double *out)
{
	double level = reference_argument(row, "level", 0.95);
	struct svy_test test;
	if (strcmp(row->statistic, "binomial") == 0)
		check_ok(svy_binomial(row->n[0], row->n[1], reference_argument(row, "share", 0.5), reference_alternative(row),
		                      level, &test, NULL), NULL);
	else if (strncmp(row->statistic, "z-proportions", 13) == 0)
		check_ok(svy_z_proportions(row->n, row->n + 2, row->statistic[13] == '-', reference_alternative(row), level,
		                           &test, NULL), NULL);
	else
		return false;
	return reference_pick(&test, row->quantity, out);
}

static bool evaluate(const struct reference_row *row, double *out)
{
	return evaluate_correlate(row, out) || evaluate_goodness(row, out) || evaluate_proportion(row, out);
}

#define FILE_TEST(stem)                      \
	static void stem(void **state)           \
	{                                        \
		(void)state;                         \
		reference_check(#stem, evaluate);    \
	}
FILE_TEST(correlate)
FILE_TEST(spearman)
FILE_TEST(kendall)
FILE_TEST(binomial)
FILE_TEST(goodness)
FILE_TEST(proportions)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(correlate), cmocka_unit_test(spearman), cmocka_unit_test(kendall),
		cmocka_unit_test(binomial),  cmocka_unit_test(goodness), cmocka_unit_test(proportions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
