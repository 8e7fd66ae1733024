#include <math.h>

#include "stat/exact.h"
#include "stat/permute_table.h"
#include "tests/support/check.h"

static const struct svy_permute_options PLAIN = {.stream = "test"};

static void four_cells_are_as_fisher(void **state)
{
	static const double TABLES[][4] = {{3, 1, 1, 3}, {10, 5, 10, 0}, {5, 1, 10, 10}};
	struct svy_permute_options options = PLAIN;
	(void)state;
	for (size_t i = 0; i < 3; i++)
		for (int side = SVY_LESS; side <= SVY_GREATER; side++) {
			struct svy_permuted how;
			struct svy_test test, fisher;
			svy_test_init(&test, "test");
			options.alternative = (enum svy_alternative)side;
			check_ok(svy_permute_table(TABLES[i], 2, 2, SVY_TABLE_LINEAR, NULL, NULL, &options, &test, &how, NULL),
			         NULL);
			check_ok(svy_fisher(TABLES[i], options.alternative, SVY_ORDER_MINLIKE, 0.95, &fisher, NULL), NULL);
			assert_true(how.all);
			check_rel(test.p, fisher.p, 1e-12);
			check_rel(test.attainable_p, fisher.attainable_p, 1e-12);
		}
}

static void empty_rows_change_nothing(void **state)
{
	static const double WITH[] = {3, 1, 0, 0, 1, 3}, WITHOUT[] = {3, 1, 1, 3};
	struct svy_permuted how;
	struct svy_test a, b;
	(void)state;
	svy_test_init(&a, "test");
	svy_test_init(&b, "test");
	check_ok(svy_permute_table(WITH, 3, 2, SVY_TABLE_PEARSON, NULL, NULL, &PLAIN, &a, &how, NULL), NULL);
	check_close(how.n, 5, 0);
	check_ok(svy_permute_table(WITHOUT, 2, 2, SVY_TABLE_PEARSON, NULL, NULL, &PLAIN, &b, &how, NULL), NULL);
	check_rel(a.p, b.p, 1e-14);
}

/* The sum of the first cells of two strata. */
static enum svy_code first_cells(const void *state, const double *tables, double *out, struct svy_status *status)
{
	(void)state;
	(void)status;
	*out = tables[0] + tables[4];
	return SVY_OK;
}

static void strata_are_drawn(void **state)
{
	/* Two tea tastings: the sum is 0 to 8, 4 on average; P(sum >= 6) by convolution of 1 16 36 16 1. */
	static const double TEA[] = {3, 1, 1, 3, 3, 1, 1, 3};
	const double at_least_6 = (1 + 2 * 16 + 2 * 36 + 16 * 16) / 4900.0;
	struct svy_permute_options options = PLAIN;
	double first = NAN;
	(void)state;
	options.alternative = SVY_GREATER;
	for (unsigned threads = 1; threads <= 7; threads += threads + 1) {
		struct svy_permuted how;
		struct svy_test test;
		svy_test_init(&test, "test");
		options.monte_carlo = (struct svy_monte_carlo){20000, 3, threads};
		check_ok(svy_permute_tables(TEA, 2, 2, 2, first_cells, NULL, &options, &test, &how, NULL), NULL);
		assert_false(how.all);
		assert_true(test.p_low < at_least_6 && at_least_6 < test.p_high);
		first = isnan(first) ? test.p : first;
		check_close(test.p, first, 0);
	}
}

static void what_is_no_count_is_refused(void **state)
{
	static const double BAD[][4] = {{1, 2, 3.5, 1}, {1, -1, 3, 2}, {1, NAN, 2, 2}, {3e9, 3e9, 1, 1},
	                                {INFINITY, 1, 1, 1}};
	struct svy_permuted how;
	struct svy_test test = {.p = 7};
	(void)state;
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(svy_permute_table(BAD[i], 2, 2, SVY_TABLE_LR, NULL, NULL, &PLAIN, &test, &how, NULL),
		                 SVY_EDOMAIN);
	check_close(test.p, 7, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(four_cells_are_as_fisher),
		cmocka_unit_test(empty_rows_change_nothing),
		cmocka_unit_test(strata_are_drawn),
		cmocka_unit_test(what_is_no_count_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
