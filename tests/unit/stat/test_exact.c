#include <math.h>
#include <string.h>

#include "stat/exact.h"
#include "stat/random_table.h"
#include "tests/support/check.h"

/* Fisher (1935), tea tasting. */
static const double tea[4] = {3, 1, 1, 3};

static void tea_tasting(void **state)
{
	struct svy_status status = {0};
	struct svy_test test;
	(void)state;
	/* 34, 17 and 18 of the 70 ways to pick four cups */
	check_ok(svy_fisher(tea, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 0.95, &test, &status), &status);
	check_rel(test.p, 34.0 / 70, 1e-14);
	check_rel(test.attainable_p, 2.0 / 70, 1e-13);
	assert_string_equal(test.test, "fisher");
	assert_string_equal(test.note, "");
	check_contains(test.method, "minimum likelihood");
	check_contains(test.method, "exact central interval");
	check_ok(svy_fisher(tea, SVY_GREATER, SVY_ORDER_MINLIKE, 0.95, &test, &status), &status);
	check_rel(test.p, 17.0 / 70, 1e-14);
	check_close(test.high, INFINITY, 0);
	assert_string_equal(svy_alternative_name(test.alternative), "greater");
	check_ok(svy_fisher(tea, SVY_LESS, SVY_ORDER_MINLIKE, 0.95, &test, &status), &status);
	check_rel(test.p, 69.0 / 70, 1e-14);
	check_close(test.low, 0, 0);
	check_ok(svy_fisher_midp(tea, SVY_TWO_SIDED, 0.95, &test, &status), &status);
	check_rel(test.p, 18.0 / 70, 1e-14);
	check_contains(test.method, "mid-p");
	svy_status_clear(&status);
}

static void tables_tied_with_the_observed_one_count(void **state)
{
	/* 10 5 / 10 0 of 25: 0.0612648... by rational arithmetic; a program that drops
	 * ties gives less */
	static const double n[4] = {10, 5, 10, 0}, even[4] = {0, 5, 1, 4};
	struct svy_test test;
	(void)state;
	check_ok(svy_fisher(n, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 0.95, &test, NULL), NULL);
	check_rel(test.p, 0.061264822134387351779, 1e-13);
	/* two tables of probability one half: both count, and p is not above 1 */
	check_ok(svy_fisher(even, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 0.95, &test, NULL), NULL);
	check_close(test.p, 1, 0);
	check_close(test.log_p, 0, 0);
	assert_false(signbit(test.log_p));
	check_ok(svy_fisher_midp(even, SVY_TWO_SIDED, 0.95, &test, NULL), NULL);
	check_rel(test.p, 0.5, 1e-14);
}

static void a_corner_has_an_infinite_odds_ratio(void **state)
{
	static const double n[4] = {22, 0, 0, 102};
	struct svy_test test;
	(void)state;
	check_ok(svy_fisher(n, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 0.95, &test, NULL), NULL);
	check_close(test.estimate, INFINITY, 0);
	check_close(test.high, INFINITY, 0);
	assert_true(test.low > 1 && isfinite(test.low));
	check_rel(test.p, 7.1750667862445207581e-25, 1e-12); /* rational arithmetic */
}

static void an_empty_margin_is_undefined_with_a_reason(void **state)
{
	static const double cases[4][4] = {{0, 0, 3, 4}, {3, 0, 4, 0}, {0, 0, 0, 0}, {5, 0, 0, 0}};
	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct svy_test test;
		check_ok(svy_fisher(cases[i], SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 0.95, &test, NULL), NULL);
		check_close(test.p, NAN, 0);
		check_close(test.estimate, NAN, 0);
		assert_true(strlen(test.note) > 10);
		check_ok(svy_fisher_midp(cases[i], SVY_LESS, 0.95, &test, NULL), NULL);
		check_close(test.p, NAN, 0);
		check_ok(svy_fisher_monte_carlo(cases[i], 2, 2, NULL, &test, NULL), NULL);
		check_close(test.p, NAN, 0);
		assert_true(strlen(test.note) > 10);
	}
}

static void p_and_interval_may_disagree_and_say_so(void **state)
{
	/* R 4.2.2 fisher.test: p = 0.04395604, interval 0.7419416 to Inf */
	static const double n[4] = {3, 3, 0, 9};
	struct svy_test test;
	(void)state;
	check_ok(svy_fisher(n, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 0.95, &test, NULL), NULL);
	check_close(test.p, 0.04395604, 5e-9);
	check_rel(test.low, 0.7419416, 1e-4); /* R's search stops there */
	check_contains(test.note, "disagree about an odds ratio of 1");
	/* one-sided, both use the same tail */
	check_ok(svy_fisher(n, SVY_GREATER, SVY_ORDER_MINLIKE, 0.95, &test, NULL), NULL);
	assert_string_equal(test.note, "");
	for (double a = 0; a < 12; a++) {
		double table[4] = {a, 12 - a, 4, 26};
		check_ok(svy_fisher(table, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 0.95, &test, NULL), NULL);
		int excluded = test.low > 1 || test.high < 1;
		assert_true((*test.note != 0) == ((test.p <= 0.05) != excluded));
	}
}

static void what_is_not_a_count_of_respondents_is_refused(void **state)
{
	static const double bad[] = {-1, NAN, INFINITY, 2.5, 5e9};
	struct svy_status status = {0};
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		double n[4] = {1, 2, 3, bad[i]};
		struct svy_test test = {.p = 9};
		const char *words = i < 3 ? "count" : i == 3 ? "whole counts" : "at most";
		check_fails(svy_fisher(n, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 0.95, &test, &status), SVY_EDOMAIN, &status, words);
		check_fails(svy_fisher_midp(n, SVY_LESS, 0.95, &test, &status), SVY_EDOMAIN, &status, words);
		check_fails(svy_fisher_monte_carlo(n, 2, 2, NULL, &test, &status), SVY_EDOMAIN, &status, words);
		check_close(test.p, 9, 0);
	}
	struct svy_test test;
	check_fails(svy_fisher(tea, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 1, &test, &status), SVY_EDOMAIN, &status, "level");
	check_fails(svy_fisher(tea, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, NAN, &test, &status), SVY_EDOMAIN, &status, "level");
	struct svy_monte_carlo options = {.replicates = UINT64_MAX};
	check_fails(svy_fisher_monte_carlo(tea, 2, 2, &options, &test, &status), SVY_EDOMAIN, &status, "at most");
}

static void a_drawn_p_names_its_draws_and_is_never_zero(void **state)
{
	/* exact 1.3858e-17, rational arithmetic over all tables */
	static const double n[9] = {20, 10, 5, 3, 30, 15, 0, 5, 40};
	struct svy_monte_carlo options = {.replicates = 999, .seed = 8};
	struct svy_test test;
	(void)state;
	check_ok(svy_fisher_monte_carlo(n, 3, 3, &options, &test, NULL), NULL);
	check_rel(test.p, 1e-3, 1e-12); /* (0 + 1) / (999 + 1) */
	check_close(test.p_low, 0, 0);
	check_rel(test.p_high, 1 - pow(0.005, 1.0 / 999), 1e-10); /* Clopper-Pearson at 0 of n, closed form */
	check_contains(test.method, "999 random tables");
	assert_string_equal(test.test, "fisher-mc");
}

static void a_drawn_p_leaves_empty_rows_out(void **state)
{
	static const double n[12] = {3, 0, 1, 0, 0, 0, 1, 0, 3, 0, 0, 0};
	struct svy_monte_carlo options = {.replicates = 20000, .seed = 8};
	struct svy_test test, same;
	(void)state;
	check_ok(svy_fisher_monte_carlo(n, 4, 3, &options, &test, NULL), NULL);
	check_ok(svy_fisher_monte_carlo(tea, 2, 2, &options, &same, NULL), NULL);
	check_close(test.p, same.p, 0);
	check_contains(test.note, "2 empty rows and 1 empty column left out");
	check_close(test.p, 34.0 / 70, 4 * 0.0036); /* four standard errors */
}

static void draws_without_a_choice_have_none(void **state)
{
	struct svy_random random;
	(void)state;
	svy_random_start(&random, 1, "no choice", 0);
	check_close(svy_random_hypergeometric(&random, 0, 0, 0), 0, 0);
	check_close(svy_random_hypergeometric(&random, 1, 1, 1), 1, 0);
	check_close(svy_random_hypergeometric(&random, 9, 0, 5), 0, 0);
	check_close(svy_random_hypergeometric(&random, 9, 9, 5), 5, 0);
	check_close(svy_random_hypergeometric(&random, 9, 4, 9), 4, 0);
	check_close(svy_random_hypergeometric(&random, 1e9, 1e9, 4e8), 4e8, 0);
}

static void orderings_have_names(void **state)
{
	enum svy_ordering ordering;
	struct svy_status status = {0};
	(void)state;
	for (int i = SVY_ORDER_MINLIKE; i <= SVY_ORDER_BLAKER; i++) {
		check_ok(svy_ordering_from_name("--two-sided", svy_ordering_name((enum svy_ordering)i), &ordering, &status),
		         &status);
		assert_int_equal(ordering, i);
	}
	assert_string_equal(svy_ordering_name(SVY_ORDER_DOUBLE), "double");
	check_fails(svy_ordering_from_name("--two-sided", "twice", &ordering, &status), SVY_EUSAGE, &status,
	            "--two-sided: \"twice\" is not minlike, double or blaker");
}

/* Fay's example of R's exact2x2: by Blaker p and interval agree, by minimum likelihood they do not. */
static void blaker_agrees_with_itself(void **state)
{
	static const double n[4] = {6, 12, 12, 5};
	struct svy_test test;
	(void)state;
	check_ok(svy_fisher(n, SVY_TWO_SIDED, SVY_ORDER_BLAKER, 0.95, &test, NULL), NULL);
	check_close(test.p, .04371, 5e-6);
	check_close(test.low, .0423, 5e-5);
	check_close(test.high, .9170, 5e-5);
	check_contains(test.method, "Blaker");
	assert_string_equal(test.note, "");
	check_ok(svy_fisher(n, SVY_TWO_SIDED, SVY_ORDER_DOUBLE, 0.95, &test, NULL), NULL);
	check_close(test.p, .06059, 5e-6);
	check_contains(test.method, "twice the smaller tail");
	assert_string_equal(test.note, "");
	check_ok(svy_fisher(n, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 0.95, &test, NULL), NULL);
	check_contains(test.note, "disagree");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(orderings_have_names),
		cmocka_unit_test(blaker_agrees_with_itself),
		cmocka_unit_test(tea_tasting),
		cmocka_unit_test(tables_tied_with_the_observed_one_count),
		cmocka_unit_test(a_corner_has_an_infinite_odds_ratio),
		cmocka_unit_test(an_empty_margin_is_undefined_with_a_reason),
		cmocka_unit_test(p_and_interval_may_disagree_and_say_so),
		cmocka_unit_test(what_is_not_a_count_of_respondents_is_refused),
		cmocka_unit_test(a_drawn_p_names_its_draws_and_is_never_zero),
		cmocka_unit_test(a_drawn_p_leaves_empty_rows_out),
		cmocka_unit_test(draws_without_a_choice_have_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
