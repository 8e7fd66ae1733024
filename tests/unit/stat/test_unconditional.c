#include <math.h>

#include "stat/unconditional.h"
#include "tests/support/check.h"

static struct svy_test barnard(const double n[4], enum svy_alternative alternative)
{
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_barnard(n, alternative, &test, &status), &status);
	return test;
}

static struct svy_test boschloo(const double n[4], enum svy_alternative alternative)
{
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_boschloo(n, alternative, &test, &status), &status);
	return test;
}

/* Mehta and Senchaudhuri (2003): vaccine, groups of 15; scipy barnard_exact, boschloo_exact. */
static void a_vaccine(void **state)
{
	static const double n[4] = {7, 8, 12, 3};
	(void)state;
	struct svy_test test = barnard(n, SVY_TWO_SIDED);
	assert_string_equal(test.test, "barnard");
	check_close(test.statistic, -1.894338, 5e-7);
	check_close(test.p, .068218309, 5e-10);
	check_rel(test.log_p, log(test.p), 1e-12);
	check_rel(test.estimate, -5.0 / 15, 1e-15);
	check_contains(test.method, "two-sided by |z|");
	check_contains(test.method, "a common risk of 0.3365");
	check_close(barnard(n, SVY_LESS).p, .034109155, 5e-10);
	check_close(boschloo(n, SVY_LESS).p, .034109155, 5e-10);
	check_close(boschloo(n, SVY_LESS).statistic, .064067966, 5e-10);
	check_contains(boschloo(n, SVY_TWO_SIDED).method, "twice the smaller one-sided p");
	assert_string_equal(boschloo(n, SVY_LESS).test, "boschloo");
}

/* 3 of 3 against 0 of 3: pi^3 (1 - pi)^3 is largest at 1/2. */
static void the_most_extreme_table_by_hand(void **state)
{
	static const double n[4] = {3, 0, 0, 3}, uneven[4] = {4, 0, 0, 1};
	(void)state;
	check_rel(barnard(n, SVY_GREATER).p, 1.0 / 64, 1e-12);
	check_rel(barnard(n, SVY_TWO_SIDED).p, 2.0 / 64, 1e-12);
	check_rel(boschloo(n, SVY_GREATER).p, 1.0 / 64, 1e-12);
	check_rel(boschloo(n, SVY_TWO_SIDED).p, 2.0 / 64, 1e-12);
	check_close(barnard(n, SVY_LESS).p, 1, 0);
	check_rel(barnard(n, SVY_TWO_SIDED).attainable_p, 2.0 / 64, 1e-12);
	check_rel(barnard(n, SVY_LESS).attainable_p, 1.0 / 64, 1e-12);
	check_rel(barnard(n, SVY_LESS).attainable_less, 1.0 / 64, 1e-12);
	check_rel(boschloo(n, SVY_TWO_SIDED).attainable_greater, 1.0 / 64, 1e-12);
	/* pi^4 (1 - pi) at 4/5; both sides: the largest of pi^4 q + q^4 pi, x - 3 x^2 with x = pi q, at x = 1/6 */
	check_rel(barnard(uneven, SVY_GREATER).p, 0.08192, 1e-12);
	check_rel(barnard(uneven, SVY_TWO_SIDED).attainable_p, 1.0 / 12, 1e-10);
	check_rel(boschloo(uneven, SVY_TWO_SIDED).attainable_p, 0.16384, 1e-12);
}

static void far_out_there_is_a_logarithm(void **state)
{
	static const double n[4] = {2000, 0, 0, 2000};
	(void)state;
	check_close(barnard(n, SVY_GREATER).p, 0, 0);
	check_rel(barnard(n, SVY_GREATER).log_p, -4000 * log(2), 1e-12);
	check_rel(boschloo(n, SVY_TWO_SIDED).log_p, -3999 * log(2), 1e-12);
}

static void no_difference_is_no_evidence(void **state)
{
	static const double n[4] = {5, 10, 10, 20};
	(void)state;
	for (int side = SVY_TWO_SIDED; side <= SVY_GREATER; side++) {
		struct svy_test test = barnard(n, (enum svy_alternative)side);
		check_close(test.statistic, 0, 0);
		check_close(test.p, 1, 0);
		assert_true(boschloo(n, (enum svy_alternative)side).p <= 1);
	}
}

static void empty_margins_have_a_reason(void **state)
{
	static const double n[][4] = {{0, 0, 3, 4}, {3, 4, 0, 0}, {0, 3, 0, 4}, {3, 0, 4, 0}, {0, 0, 0, 0}};
	(void)state;
	for (size_t i = 0; i < sizeof n / sizeof *n; i++) {
		check_close(barnard(n[i], SVY_LESS).p, NAN, 0);
		check_close(boschloo(n[i], SVY_TWO_SIDED).p, NAN, 0);
		check_contains(barnard(n[i], SVY_LESS).method, "Barnard's unconditional exact test");
		check_contains(boschloo(n[i], SVY_LESS).method, "Boschloo's unconditional exact test");
		assert_true(barnard(n[i], SVY_LESS).note[0] && boschloo(n[i], SVY_TWO_SIDED).note[0]);
	}
}

static void bad_counts_are_refused(void **state)
{
	static const double n[][4] = {{-1, 2, 3, 4}, {1.5, 2, 3, 4}, {1, NAN, 3, 4}, {1, 2, INFINITY, 4},
	                              {5000, 5000, 1, 0}};
	static const char *const words[] = {"-1", "whole", "", "", "at most 10000 respondents, here are 10001: use fisher"};
	struct svy_test test = {.p = 7};
	(void)state;
	for (size_t i = 0; i < sizeof n / sizeof *n; i++) {
		struct svy_status status = {0};
		check_fails(svy_barnard(n[i], SVY_LESS, &test, &status), SVY_EDOMAIN, &status, words[i]);
		check_fails(svy_boschloo(n[i], SVY_LESS, &test, &status), SVY_EDOMAIN, &status, words[i]);
	}
	check_close(test.p, 7, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_vaccine),
		cmocka_unit_test(the_most_extreme_table_by_hand),
		cmocka_unit_test(far_out_there_is_a_logarithm),
		cmocka_unit_test(no_difference_is_no_evidence),
		cmocka_unit_test(empty_margins_have_a_reason),
		cmocka_unit_test(bad_counts_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
