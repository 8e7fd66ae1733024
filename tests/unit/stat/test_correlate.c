#include <math.h>
#include <string.h>

#include "stat/correlate.h"
#include "tests/support/check.h"

static const struct svy_correlate_options PLAIN = {.level = 0.95};

/* Anscombe (1973), The American Statistician 27, 17-21: r = 0.816. */
static const double X[] = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
static const double Y[] = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};

static struct svy_test correlate(const double *x, const double *y, size_t n, struct svy_correlate_options options)
{
	const struct svy_matched data = {x, y, NULL, n};
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_pearson_r(&data, &options, &test, &status), &status);
	return test;
}

static void anscombe_as_r_has_it(void **state)
{
	(void)state;
	struct svy_test test = correlate(X, Y, 11, PLAIN); /* R 4.2.2 cor.test */
	assert_string_equal(test.test, "pearson-r");
	check_rel(test.estimate, 0.81642051634484003, 1e-12);
	check_rel(test.statistic, 4.2414552888928491, 1e-12);
	check_rel(test.p, 0.0021696288730787927, 1e-10);
	check_rel(test.low, 0.42439121339321656, 1e-10);
	check_rel(test.high, 0.95069325378656055, 1e-10);
	check_contains(test.method, "Fisher's z");
}

static void one_sided_intervals_are_open_to_the_other_side(void **state)
{
	(void)state;
	struct svy_test less = correlate(X, Y, 11, (struct svy_correlate_options){.level = 0.95, .alternative = SVY_LESS});
	struct svy_test greater =
		correlate(X, Y, 11, (struct svy_correlate_options){.level = 0.95, .alternative = SVY_GREATER});
	check_close(less.p + greater.p, 1, 1e-14);
	check_close(less.low, -1, 0);
	check_close(greater.high, 1, 0);
	assert_true(greater.low > 0.42439121339321656);
}

static void what_has_no_correlation_says_why(void **state)
{
	(void)state;
	const double constant[] = {2, 2, 2, 2}, line[] = {1, 2, 3, 4};
	struct svy_test test = correlate(constant, line, 4, PLAIN);
	assert_true(isnan(test.estimate) && isnan(test.p) && isnan(test.low));
	check_contains(test.note, "first number does not vary");
	check_contains(correlate(line, constant, 4, PLAIN).note, "second number does not vary");
	check_contains(correlate(line, line, 1, PLAIN).note, "fewer than two");
	check_contains(correlate(line, line, 0, PLAIN).note, "fewer than two");
	test = correlate(line, line, 2, PLAIN);
	check_close(test.estimate, 1, 0);
	assert_true(isnan(test.p));
	check_contains(test.note, "two respondents");
}

static void perfect_is_exactly_one(void **state)
{
	(void)state;
	const double x[] = {0.1, 0.2, 0.4, 0.8}, y[] = {-0.3, -0.6, -1.2, -2.4}, z[] = {1, 2, 3, 4 + 1e-13};
	struct svy_test test = correlate(x, y, 4, PLAIN);
	check_close(test.estimate, -1, 0);
	assert_true(isinf(test.statistic) && test.statistic < 0);
	check_close(test.p, 0, 0);
	check_close(correlate(x, y, 4, (struct svy_correlate_options){.level = 0.95, .alternative = SVY_GREATER}).p, 1, 0);
	check_contains(test.note, "no interval of a perfect correlation");
	const double one[] = {1, 2, 3, 4};
	test = correlate(one, z, 4, PLAIN); /* nearly: seen in 1 - r^2 */
	assert_true(isfinite(test.statistic) && test.p > 0);
}

static void three_have_a_test_but_no_interval(void **state)
{
	(void)state;
	const double x[] = {1, 2, 3}, y[] = {1, 3, 2};
	struct svy_test test = correlate(x, y, 3, PLAIN);
	check_close(test.estimate, 0.5, 1e-15);
	check_close(test.p, 2.0 / 3, 1e-14); /* t with 1 df: Cauchy, tan(30 degrees) */
	assert_true(isnan(test.low));
	check_contains(test.note, "fewer than four");
}

static void bad_input_is_refused(void **state)
{
	(void)state;
	const double bad[] = {1, NAN};
	const struct svy_matched data = {bad, bad, NULL, 2}, good = {X, Y, NULL, 11};
	struct svy_status status = {0};
	struct svy_test test = {.p = 7};
	struct svy_r r = {.n = 7};
	check_fails(svy_pearson_r(&data, &PLAIN, &test, &status), SVY_EDOMAIN, &status, "pair 2");
	check_fails(svy_matched_r(&data, &r, &status), SVY_EDOMAIN, &status, "pair 2");
	const double levels[] = {0, 1, -1, NAN};
	for (size_t i = 0; i < 4; i++) {
		const struct svy_correlate_options options = {.level = levels[i]};
		check_fails(svy_correlate_check(&options, &status), SVY_EDOMAIN, &status, "level");
		check_fails(svy_pearson_r(&good, &options, &test, &status), SVY_EDOMAIN, &status, "level");
	}
	check_close(test.p, 7, 0);
	check_close(r.n, 7, 0);
}

static void test_and_interval_of_a_given_r(void **state)
{
	(void)state;
	const struct svy_r r = {.n = 27, .r = 0.6, .rest = 0.64};
	struct svy_test test;
	svy_test_init(&test, "r");
	svy_r_test(&r, &test);
	check_rel(test.statistic, 3.75, 1e-14);
	check_close(test.df, 25, 0);
	svy_r_interval(&r, NAN, 0.95, &test);
	assert_true(isnan(test.low));
	svy_r_interval(&r, 0.2, 0.95, &test); /* atanh(0.6) = log(2) */
	check_rel(atanh(test.high) + atanh(test.low), 2 * log(2), 1e-12);
	check_rel(atanh(test.high) - atanh(test.low), 0.4 * 1.9599639845400545, 1e-12);
}

static void disagreement_is_said(void **state)
{
	(void)state;
	struct svy_test test;
	svy_test_init(&test, "r");
	test.p = 0.06, test.low = 0.1, test.high = 0.5;
	svy_correlate_agree(0.95, &test);
	check_contains(test.note, "disagree about a correlation of 0");
	svy_test_init(&test, "r");
	test.p = 0.04, test.low = 0.1, test.high = 0.5;
	svy_correlate_agree(0.95, &test);
	test.low = NAN;
	svy_correlate_agree(0.95, &test);
	test.p = NAN, test.low = -1;
	svy_correlate_agree(0.95, &test);
	assert_string_equal(test.note, "");
	test.p = 0.04;
	svy_correlate_agree(0.95, &test);
	check_contains(test.note, "disagree");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(anscombe_as_r_has_it),
		cmocka_unit_test(one_sided_intervals_are_open_to_the_other_side),
		cmocka_unit_test(what_has_no_correlation_says_why),
		cmocka_unit_test(perfect_is_exactly_one),
		cmocka_unit_test(three_have_a_test_but_no_interval),
		cmocka_unit_test(bad_input_is_refused),
		cmocka_unit_test(test_and_interval_of_a_given_r),
		cmocka_unit_test(disagreement_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
