#include <math.h>
#include <string.h>

#include "stat/exact.h"
#include "stat/exact_table.h"
#include "stat/exact_tally_internal.h"
#include "tests/support/check.h"

static struct svy_test fisher(const double *n, size_t rows, size_t cols, const struct svy_exact_options *options)
{
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_fisher_table(n, rows, cols, options, &test, &status), &status);
	return test;
}

static struct svy_test midp(const double *n, size_t rows, size_t cols, const struct svy_exact_options *options)
{
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_fisher_table_midp(n, rows, cols, options, &test, &status), &status);
	return test;
}

static void a_table_counted_by_hand(void **state)
{
	/* Margins 1 2 3 and 1 2 3: 60 ways to place the respondents.  This table can come about in
	 * one way, and no other has so few: p = 1/60; R bug 10558 is about it. */
	static const double n[9] = {1, 0, 0, 0, 2, 0, 0, 0, 3};
	(void)state;
	struct svy_test test = fisher(n, 3, 3, NULL);
	check_rel(test.p, 1.0 / 60, 1e-13);
	check_rel(test.log_p, -log(60), 1e-13);
	check_rel(test.attainable_p, 1.0 / 60, 1e-13);
	assert_string_equal(test.test, "fisher");
	assert_string_equal(test.note, "");
	check_contains(test.method, "exact test (Freeman-Halton), two-sided by minimum likelihood");
	assert_null(strstr(test.method, "Monte Carlo"));
	check_close(test.p_low, NAN, 0);
	check_close(test.estimate, NAN, 0);
	test = midp(n, 3, 3, NULL);
	check_rel(test.p, 1.0 / 120, 1e-13);
	check_rel(test.attainable_p, 1.0 / 120, 1e-13);
	assert_string_equal(test.test, "fisher-midp");
	check_contains(test.method, "with mid-p");
}

static void all_tables_tie(void **state)
{
	/* Every table is a permutation: p is 1, and not a bit more. */
	static const double n[25] = {1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1};
	(void)state;
	struct svy_test test = fisher(n, 5, 5, NULL);
	check_close(test.p, 1, 1e-14);
	assert_true(test.p <= 1 && !signbit(test.log_p + 0.0) == (test.log_p >= 0));
	check_close(test.attainable_p, test.p, 1e-14);
	check_rel(midp(n, 5, 5, NULL).p, 0.5, 1e-13);
}

static void the_most_probable_table_has_p_1(void **state)
{
	double n[36];
	(void)state;
	for (size_t k = 0; k < 36; k++)
		n[k] = 3;
	struct svy_test test = fisher(n, 6, 6, NULL);
	check_close(test.p, 1, 1e-10);
	assert_true(test.p <= 1);
	check_contains(test.note, "was not looked for");
	check_close(test.attainable_p, NAN, 0);
}

static void far_tails_have_their_logarithm(void **state)
{
	/* All 3 x 400 on the diagonal: of the 1200! / (400!)^3 ways, 3! give such a table. */
	static const double n[9] = {400, 0, 0, 0, 400, 0, 0, 0, 400};
	(void)state;
	struct svy_test test = fisher(n, 3, 3, NULL);
	check_close(test.p, 0, 0);
	check_rel(test.log_p, log(6) + 3 * lgamma(401) - lgamma(1201), 1e-12);
}

static void four_cells_are_the_other_route(void **state)
{
	static const double n[6] = {28, 21, 0, 6, 1957, 0};
	static const double four[4] = {28, 21, 6, 1957}, large[4] = {1e9, 1e9 + 4e4, 1e9, 9e8};
	struct svy_test other;
	(void)state;
	struct svy_test test = fisher(n, 2, 3, NULL);
	check_ok(svy_fisher(four, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 0.95, &other, NULL), NULL);
	check_close(test.p, other.p, 0);
	check_close(test.attainable_p, other.attainable_p, 0);
	check_contains(test.note, "1 empty column");
	check_ok(svy_fisher(large, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 0.95, &other, NULL), NULL);
	check_close(fisher(large, 2, 2, NULL).log_p, other.log_p, 0);
	check_ok(svy_fisher_midp(four, SVY_TWO_SIDED, 0.95, &other, NULL), NULL);
	check_close(midp(four, 2, 2, NULL).p, other.p, 0);
}

static void empty_rows_and_columns_are_left_out(void **state)
{
	static const double full[9] = {3, 0, 1, 1, 4, 0, 0, 2, 5};
	static const double n[20] = {3, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 4, 0, 0, 0, 0, 2, 0, 5, 0};
	(void)state;
	struct svy_test test = fisher(n, 4, 5, NULL);
	check_close(test.p, fisher(full, 3, 3, NULL).p, 0);
	check_contains(test.note, "1 empty row and 2 empty columns left out");
}

static void what_has_no_p_says_why(void **state)
{
	static const double cases[3][6] = {{0, 0, 0, 3, 4, 5}, {0, 0, 0, 0, 0, 0}, {3, 0, 0, 4, 0, 0}};
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct svy_test test = fisher(cases[i], 2, 3, NULL);
		check_close(test.p, NAN, 0);
		check_close(test.attainable_p, NAN, 0);
		assert_true(strlen(test.note) > 10);
		check_close(midp(cases[i], 2, 3, NULL).p, NAN, 0);
	}
}

static const double job[16] = {1, 3, 10, 6, 2, 3, 10, 7, 1, 6, 14, 12, 0, 1, 9, 11};

static void random_tables_take_over(void **state)
{
	/* Agresti (2002), table 2.8: p 0.782684939, R 4.2.2 fisher.test */
	struct svy_exact_options none = {.seconds = 1e-9, .monte_carlo = {.replicates = 20000, .seed = 4}};
	struct svy_exact_options small = {.bytes = 1000, .monte_carlo = {.seed = 4}};
	struct svy_test drawn;
	(void)state;
	struct svy_test test = fisher(job, 4, 4, &none);
	check_contains(test.method, "by Monte Carlo, because the budget of the exact test was used up: 20000 random");
	assert_true(test.p_low < 0.782684939 && 0.782684939 < test.p_high && test.p_low < test.p && test.p < test.p_high);
	check_close(test.attainable_p, NAN, 0);
	assert_string_equal(test.test, "fisher");
	check_ok(svy_fisher_monte_carlo(job, 4, 4, &none.monte_carlo, &drawn, NULL), NULL);
	check_close(test.p, drawn.p, 0);
	check_contains(fisher(job, 4, 4, &small).method, "100000 random tables");
	test = midp(job, 4, 4, &none);
	struct svy_test exact = midp(job, 4, 4, NULL);
	assert_true(test.p_low < exact.p && exact.p < test.p_high && test.p < drawn.p);
	assert_true(strlen(test.method) + 1 < SVY_TEST_METHOD);
}

static void tables_too_large_for_any_list_are_drawn(void **state)
{
	double n[33 * 33];
	struct svy_exact_options options = {.seconds = INFINITY, .bytes = INFINITY, .monte_carlo = {.replicates = 1000}};
	static const double large[6] = {1e9, 1e9, 1, 1e9, 5e8, 3};
	(void)state;
	for (size_t k = 0; k < 33 * 33; k++)
		n[k] = (double)(k % 3);
	check_contains(fisher(n, 33, 33, &options).method, "Monte Carlo");
	check_contains(fisher(large, 2, 3, &options).method, "Monte Carlo");
}

static void what_is_not_a_count_of_respondents_is_refused(void **state)
{
	static const double bad[] = {-1, NAN, INFINITY, 2.5, 5e9};
	struct svy_status status = {0};
	struct svy_test test = {.p = 9};
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		double n[6] = {1, 2, 3, 4, 5, bad[i]};
		const char *words = i < 3 ? "count" : i == 3 ? "whole counts" : "at most";
		check_fails(svy_fisher_table(n, 2, 3, NULL, &test, &status), SVY_EDOMAIN, &status, words);
		check_fails(svy_fisher_table_midp(n, 2, 3, NULL, &test, &status), SVY_EDOMAIN, &status, words);
	}
	struct svy_exact_options options = {.seconds = -1};
	check_fails(svy_fisher_table(job, 4, 4, &options, &test, &status), SVY_EDOMAIN, &status, "neither may be negative");
	options = (struct svy_exact_options){.bytes = NAN};
	check_fails(svy_fisher_table(job, 4, 4, &options, &test, &status), SVY_EDOMAIN, &status, "neither may be negative");
	options = (struct svy_exact_options){.monte_carlo.replicates = UINT64_MAX};
	check_fails(svy_fisher_table(job, 4, 4, &options, &test, &status), SVY_EDOMAIN, &status, "random tables");
	check_close(test.p, 9, 0);
}

static void a_tally_adds_what_is_equal_and_sorts(void **state)
{
	static const double once[3] = {1, 1, 1};
	struct exact_tally tally = {0};
	(void)state;
	for (int round = 0; round < 2; round++) {
		for (int64_t i = 0; i < 3000; i += 3) {
			int64_t x[3] = {i * 7919 % 1000, (i + 1) * 7919 % 1000, (i + 2) * 7919 % 1000};
			svy_exact_tally_add(&tally, x, once, 3, -500);
		}
		assert_true(svy_exact_tally_sort(&tally));
		assert_int_equal(tally.n, 1000);
		for (size_t i = 0; i < tally.n; i++) {
			assert_int_equal(tally.sorted[i].x, (int64_t)i - 500);
			check_close(tally.sorted[i].count, 3, 0);
		}
		svy_exact_tally_empty(&tally);
	}
	svy_exact_tally_clear(&tally);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_counted_by_hand),
		cmocka_unit_test(all_tables_tie),
		cmocka_unit_test(the_most_probable_table_has_p_1),
		cmocka_unit_test(far_tails_have_their_logarithm),
		cmocka_unit_test(four_cells_are_the_other_route),
		cmocka_unit_test(empty_rows_and_columns_are_left_out),
		cmocka_unit_test(what_has_no_p_says_why),
		cmocka_unit_test(random_tables_take_over),
		cmocka_unit_test(tables_too_large_for_any_list_are_drawn),
		cmocka_unit_test(what_is_not_a_count_of_respondents_is_refused),
		cmocka_unit_test(a_tally_adds_what_is_equal_and_sorts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
