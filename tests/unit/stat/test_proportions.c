#include <math.h>

#include "stat/proportions.h"
#include "tests/support/check.h"

static struct svy_test test_of(double k1, double k2, double n1, double n2, bool corrected,
                               enum svy_alternative alternative)
{
	const double k[] = {k1, k2}, n[] = {n1, n2};
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_z_proportions(k, n, corrected, alternative, 0.95, &test, &status), &status);
	return test;
}

/* Newcombe (1998), table II, method 10; R 4.2.2 prop.test without and with correction. */
static void difference_of_two(void **state)
{
	(void)state;
	struct svy_test test = test_of(56, 48, 70, 80, false, SVY_TWO_SIDED);
	check_close(test.estimate, 0.2, 1e-15);
	check_close(test.low, 0.0524, 5e-5);
	check_close(test.high, 0.3339, 5e-5);
	check_rel(test.statistic * test.statistic, 7.023411371, 1e-9);
	check_rel(test.smallest_expected, 70 * 46.0 / 150, 1e-14);
	assert_string_equal(test.test, "z-proportions");
	check_contains(test.method, "not corrected");
	test = test_of(56, 48, 70, 80, true, SVY_TWO_SIDED);
	assert_string_equal(test.test, "z-proportions-cc");
	check_contains(test.method, "pooled, corrected");
}

static void correction_is_never_larger_than_the_difference(void **state)
{
	(void)state;
	struct svy_test test = test_of(5, 5, 10, 10, true, SVY_TWO_SIDED);
	check_close(test.statistic, 0, 0);
	check_close(test.p, 1, 0);
	test = test_of(5, 5, 10, 11, true, SVY_TWO_SIDED);
	check_close(test.statistic, 0, 0);
	check_close(test.p, 1, 0);
}

static void one_side(void **state)
{
	(void)state;
	struct svy_test less = test_of(6, 2, 7, 7, false, SVY_LESS), greater = test_of(6, 2, 7, 7, false, SVY_GREATER);
	check_close(less.p + greater.p, 1, 1e-15);
	assert_true(greater.p < 0.05);
	check_close(less.low, -1, 0);
	check_close(greater.high, 1, 0);
	const double k[] = {6, 2}, n[] = {7, 7};
	struct svy_test test;
	check_ok(svy_z_proportions(k, n, false, SVY_LESS, 0.5, &test, NULL), NULL);
	assert_true(isnan(test.high));
	check_contains(test.note, "level of 0.5 or less");
}

static void degenerate_groups_say_why(void **state)
{
	(void)state;
	struct svy_test test = test_of(0, 0, 5, 9, false, SVY_TWO_SIDED);
	assert_true(isnan(test.p) && isnan(test.statistic) && !isnan(test.low));
	check_contains(test.note, "nobody has the event");
	check_contains(test_of(5, 9, 5, 9, false, SVY_TWO_SIDED).note, "everybody");
	test = test_of(0, 3, 0, 9, false, SVY_TWO_SIDED);
	assert_true(isnan(test.estimate) && isnan(test.low));
	check_contains(test.note, "a group is empty");
	check_contains(test_of(0, 0, 0, 0, false, SVY_TWO_SIDED).note, "both groups");
}

static void bad_input_is_refused(void **state)
{
	(void)state;
	const double bad[][4] = {{-1, 0, 5, 5}, {6, 0, 5, 5}, {NAN, 0, 5, 5}, {1, 2, 5, INFINITY}, {1, 2, 5, 1}};
	struct svy_status status = {0};
	struct svy_test test = {.p = 7};
	for (size_t i = 0; i < 5; i++)
		check_fails(svy_z_proportions(bad[i], bad[i] + 2, false, SVY_TWO_SIDED, 0.95, &test, &status), SVY_EDOMAIN,
		            &status, "is no proportion");
	const double k[] = {1, 2}, n[] = {3, 4};
	check_fails(svy_z_proportions(k, n, false, SVY_TWO_SIDED, 95, &test, &status), SVY_EDOMAIN, &status, "level");
	check_close(test.p, 7, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(difference_of_two),
		cmocka_unit_test(correction_is_never_larger_than_the_difference),
		cmocka_unit_test(one_side),
		cmocka_unit_test(degenerate_groups_say_why),
		cmocka_unit_test(bad_input_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
