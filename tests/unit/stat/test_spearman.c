#include <math.h>

#include "stat/spearman.h"
#include "tests/support/check.h"

static struct svy_test correlate(const double *x, const double *y, size_t n, enum svy_exactness exactness,
                                 enum svy_alternative alternative)
{
	const struct svy_matched data = {x, y, NULL, n};
	const struct svy_correlate_options options = {0.95, alternative, exactness, 0};
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_spearman(&data, &options, &test, &status), &status);
	return test;
}

/* scipy documentation, scipy.stats.spearmanr; exact: 7 8 7 tie, all 120 matchings (ranks.py). */
static void small_is_exact_given_its_ties(void **state)
{
	(void)state;
	const double x[] = {1, 2, 3, 4, 5}, y[] = {5, 6, 7, 8, 7};
	struct svy_test exact = correlate(x, y, 5, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED);
	struct svy_test t = correlate(x, y, 5, SVY_EXACT_NEVER, SVY_TWO_SIDED);
	check_rel(exact.estimate, 0.82078268166812329, 1e-14);
	check_rel(exact.p, 16.0 / 120, 1e-13);
	check_close(exact.statistic, 3.5, 0); /* 0 0 0.5^2 1 1.5^2 */
	assert_true(isnan(exact.df));
	check_contains(exact.method, "exact distribution of D given the ties");
	check_rel(t.p, 0.088587005313543798, 1e-11);
	check_close(t.df, 3, 0);
	assert_true(isnan(t.attainable_p));
	check_contains(t.method, "t with n - 2");
	check_contains(t.method, "mid-ranks");
	check_close(t.low, exact.low, 0);
}

static void sides_of_an_exact_test_overlap_in_the_value(void **state)
{
	(void)state;
	const double x[] = {1, 2, 3}, y[] = {1, 2, 3};
	check_rel(correlate(x, y, 3, SVY_EXACT_IF_SMALL, SVY_GREATER).p, 1.0 / 6, 1e-14);
	check_close(correlate(x, y, 3, SVY_EXACT_IF_SMALL, SVY_LESS).p, 1, 0);
	struct svy_test test = correlate(x, y, 3, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED);
	check_rel(test.p, 1.0 / 3, 1e-14);
	check_rel(test.attainable_p, 1.0 / 3, 1e-14);
	check_contains(test.note, "no interval");
}

static void exact_where_it_is_possible(void **state)
{
	(void)state;
	double x[40], y[40];
	for (size_t i = 0; i < 40; i++) {
		x[i] = (double)i;
		y[i] = (double)(i * 7 % 40);
	}
	check_contains(correlate(x, y, 16, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED).method, "t with");
	check_contains(correlate(x, y, 16, SVY_EXACT_IF_POSSIBLE, SVY_TWO_SIDED).method, "exact");
	struct svy_test test = correlate(x, y, 40, SVY_EXACT_IF_POSSIBLE, SVY_TWO_SIDED);
	check_contains(test.method, "t with");
	check_contains(test.note, "beyond the budget");
}

static void what_has_no_order_says_why(void **state)
{
	(void)state;
	const double same[] = {3, 3, 3}, x[] = {1, 2, 3};
	struct svy_test test = correlate(same, x, 3, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED);
	assert_true(isnan(test.estimate) && isnan(test.p));
	check_contains(test.note, "first number does not vary");
	check_contains(correlate(x, same, 3, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED).note, "second number");
	check_contains(correlate(x, x, 0, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED).note, "fewer than two");
}

static void bad_input_is_refused(void **state)
{
	(void)state;
	const double bad[] = {1, INFINITY};
	const struct svy_matched data = {bad, bad, NULL, 2};
	const struct svy_correlate_options options = {.level = 0.95}, wrong = {.level = 95};
	struct svy_status status = {0};
	struct svy_test test = {.p = 7};
	check_fails(svy_spearman(&data, &options, &test, &status), SVY_EDOMAIN, &status, "finite");
	check_fails(svy_spearman(&data, &wrong, &test, &status), SVY_EDOMAIN, &status, "level");
	check_close(test.p, 7, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_is_exact_given_its_ties),
		cmocka_unit_test(sides_of_an_exact_test_overlap_in_the_value),
		cmocka_unit_test(exact_where_it_is_possible),
		cmocka_unit_test(what_has_no_order_says_why),
		cmocka_unit_test(bad_input_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
