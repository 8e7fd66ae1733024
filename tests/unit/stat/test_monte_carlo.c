#include <math.h>

#include "stat/monte_carlo.h"
#include "tests/support/check.h"

static void p_counts_the_observed_one(void **state)
{
	struct svy_test test;
	(void)state;
	svy_test_init(&test, "x");
	check_ok(svy_monte_carlo_p(0, 999, &test, NULL), NULL);
	check_rel(test.p, 1e-3, 1e-15);
	check_rel(test.log_p, log(1e-3), 1e-15);
	check_close(test.p_low, 0, 0);
	check_rel(test.p_high, 1 - pow(0.005, 1.0 / 999), 1e-12); /* the closed form where nothing was hit */
	check_ok(svy_monte_carlo_p(10, 10, &test, NULL), NULL);
	check_close(test.p, 1, 0);
	check_close(test.p_high, 1, 0);
	check_rel(test.p_low, pow(0.005, 0.1), 1e-12);
}

static void what_is_no_count_is_refused(void **state)
{
	struct svy_test test = {.p = 7};
	struct svy_status status = {0};
	(void)state;
	check_fails(svy_monte_carlo_p(0, 0, &test, &status), SVY_EDOMAIN, &status, "no random");
	assert_int_equal(svy_monte_carlo_p(3, 2, &test, &status), SVY_EDOMAIN);
	check_close(test.p, 7, 0);
	svy_status_clear(&status);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(p_counts_the_observed_one),
		cmocka_unit_test(what_is_no_count_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
