#include <math.h>

#include "stat/exact_interval.h"
#include "tests/support/check.h"

static struct svy_interval limits(const double n[4], enum svy_risk risk, double level)
{
	struct svy_status status = {0};
	struct svy_interval out;
	check_ok(svy_exact_interval(n, risk, level, &out, &status), &status);
	return out;
}

/* StatXact 11 and SAS 9.4, as quoted by the tests of R's exact2x2. */
static void statxact_and_sas(void **state)
{
	static const double a[4] = {6, 7, 2, 5}, b[4] = {24, 37, 10, 25}, c[4] = {11, 2, 2, 5};
	(void)state;
	check_close(limits(a, SVY_RISK_DIFFERENCE, 0.95).low, -.3108, 5e-5);
	check_close(limits(a, SVY_RISK_DIFFERENCE, 0.95).high, .5787, 5e-5);
	check_close(limits(b, SVY_RISK_RATIO, 0.95).low, .7663, 5.5e-5);
	check_close(limits(b, SVY_RISK_RATIO, 0.95).high, 3.0005, 5e-5);
	check_close(limits(c, SVY_RISK_RATIO, 0.95).low, 1.078, 5e-4);
	assert_null(limits(c, SVY_RISK_RATIO, 0.95).note);
	check_contains(limits(c, SVY_RISK_RATIO, 0.95).method, "Chan and Zhang");
}

/* 1 of 1 against 0 of 1, level .8: P(1, 0) = p1 (1 - p2) is largest at p1 = (1 + v) / 2, and is
 * (1 + v)^2 / 4 > 0.1 from v = 2 sqrt(.1) - 1 on. */
static void two_respondents_by_hand(void **state)
{
	static const double n[4] = {1, 0, 0, 1};
	(void)state;
	check_close(limits(n, SVY_RISK_DIFFERENCE, 0.8).low, 2 * sqrt(0.1) - 1, 2e-9);
	check_close(limits(n, SVY_RISK_DIFFERENCE, 0.8).high, 1, 0);
}

static void empty_cells_have_limits(void **state)
{
	static const double none[4] = {0, 10, 0, 20}, all[4] = {10, 0, 20, 0}, first[4] = {0, 10, 5, 15};
	(void)state;
	struct svy_interval d = limits(none, SVY_RISK_DIFFERENCE, 0.95);
	assert_true(d.low < 0 && d.low > -0.25 && d.high > 0 && d.high < 0.4);
	check_close(limits(all, SVY_RISK_DIFFERENCE, 0.95).low, -d.high, 1e-8);
	check_close(limits(none, SVY_RISK_RATIO, 0.95).low, 0, 0);
	check_close(limits(none, SVY_RISK_RATIO, 0.95).high, HUGE_VAL, 0);
	check_close(limits(first, SVY_RISK_RATIO, 0.95).low, 0, 0);
	assert_true(limits(first, SVY_RISK_RATIO, 0.95).high < 2);
	struct svy_interval one = limits(all, SVY_RISK_RATIO, 0.95);
	assert_true(one.low < 1 && one.low > 0.6 && one.high > 1 && one.high < 1.6);
}

static void no_group_no_interval(void **state)
{
	static const double n[4] = {0, 0, 3, 4};
	(void)state;
	check_close(limits(n, SVY_RISK_DIFFERENCE, 0.95).low, NAN, 0);
	check_contains(limits(n, SVY_RISK_RATIO, 0.95).note, "a row is empty");
}

static void bad_input_is_refused(void **state)
{
	static const double good[4] = {1, 2, 3, 4};
	static const double n[][4] = {{-1, 2, 3, 4}, {1.5, 2, 3, 4}, {1, NAN, 3, 4}, {1, 2, INFINITY, 4}, {5000, 0, 0, 1}};
	static const char *const words[] = {"-1", "whole", "", "", "at most 5000 respondents, here are 5001"};
	static const double levels[] = {0, 1, 95, NAN};
	struct svy_interval out = {7, 7, NULL, NULL};
	(void)state;
	for (size_t i = 0; i < sizeof n / sizeof *n; i++) {
		struct svy_status status = {0};
		check_fails(svy_exact_interval(n[i], SVY_RISK_RATIO, 0.95, &out, &status), SVY_EDOMAIN, &status, words[i]);
	}
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
		struct svy_status status = {0};
		check_fails(svy_exact_interval(good, SVY_RISK_RATIO, levels[i], &out, &status), SVY_EDOMAIN, &status, "level");
	}
	check_close(out.low, 7, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(statxact_and_sas),
		cmocka_unit_test(two_respondents_by_hand),
		cmocka_unit_test(empty_cells_have_limits),
		cmocka_unit_test(no_group_no_interval),
		cmocka_unit_test(bad_input_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
