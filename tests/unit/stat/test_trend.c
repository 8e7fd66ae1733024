/* Numbers of books, of R and of whole arithmetic are in tests/reference/stat/trend.csv. */
#include <math.h>

#include "stat/chisq.h"
#include "stat/trend.h"
#include "tests/support/check.h"

static const double DOSE[8] = {0, 1, 0, 3, 10, 9, 10, 7};

static struct svy_test trend(const double *n, size_t rows, size_t cols, enum svy_alternative alternative)
{
	struct svy_test test;
	check_ok(svy_trend(n, rows, cols, NULL, NULL, alternative, 0.95, &test, NULL), NULL);
	return test;
}

static struct svy_test trend_exact(const double *n, size_t rows, size_t cols, enum svy_alternative alternative)
{
	struct svy_test test;
	check_ok(svy_trend_exact(n, rows, cols, NULL, NULL, alternative, NULL, &test, NULL), NULL);
	return test;
}

static void the_slope_is_of_the_first_category(void **state)
{
	(void)state;
	struct svy_test test = trend(DOSE, 2, 4, SVY_GREATER);
	check_rel(test.estimate, 0.08, 1e-14); /* shares 0 .1 0 .3 */
	check_rel(test.statistic, 4 / sqrt(4.5), 1e-14);
	assert_true(isnan(test.df));
	/* se^2 = sum 10 d^2 p q / 50^2 */
	check_rel(test.high - test.estimate, 1.959963984540054 * sqrt(2.5 * 0.09 + 22.5 * 0.21) / 50, 1e-12);
	test = trend(DOSE, 2, 4, SVY_TWO_SIDED);
	check_rel(test.statistic, 16 / 4.5, 1e-14);
	check_close(test.df, 1, 0);
	check_contains(test.method, "N r^2");
}

/* Of 4 events in groups of 10: the greatest sum of scores is 4 x 4, in C(10,4) of C(40,4). */
static void attainable_p_is_of_the_most_extreme_table(void **state)
{
	(void)state;
	struct svy_test test = trend_exact(DOSE, 2, 4, SVY_TWO_SIDED);
	check_rel(test.attainable_greater, 210.0 / 91390, 1e-12);
	check_rel(test.attainable_less, 210.0 / 91390, 1e-12);
	check_rel(test.attainable_p, 420.0 / 91390, 1e-12);
	check_rel(test.statistic, 4 / sqrt(4.5), 1e-14);
	check_contains(test.method, "exact");
}

static void scores_and_empty_groups(void **state)
{
	const double n[10] = {83, 3, 0, 0, 90, 3, 129, 7, 70, 12}, without[8] = {83, 3, 90, 3, 129, 7, 70, 12};
	const double scores[5] = {1, 99, 2, 3, 4};
	struct svy_test test;
	(void)state;
	check_ok(svy_trend(n, 5, 2, scores, NULL, SVY_TWO_SIDED, 0.95, &test, NULL), NULL);
	check_close(test.statistic, trend(without, 4, 2, SVY_TWO_SIDED).statistic, 1e-12);
	check_contains(test.note, "1 empty row left out");
	check_ok(svy_trend_exact(n, 5, 2, scores, NULL, SVY_TWO_SIDED, NULL, &test, NULL), NULL);
	check_rel(test.p, trend_exact(without, 4, 2, SVY_TWO_SIDED).p, 1e-12);
}

static void linear_exact_has_r(void **state)
{
	const double n[6] = {29, 7, 7, 13, 7, 21};
	struct svy_test exact, linear;
	(void)state;
	check_ok(svy_linear_exact(n, 2, 3, NULL, NULL, SVY_GREATER, NULL, &exact, NULL), NULL);
	check_ok(svy_linear_by_linear(n, 2, 3, NULL, NULL, &linear, NULL), NULL);
	check_close(exact.estimate, linear.estimate, 0);
	check_rel(exact.statistic * exact.statistic, linear.statistic, 1e-13);
	assert_true(exact.p < 0.001 && exact.alternative == SVY_GREATER);
}

static void beyond_the_budget_tables_are_drawn(void **state)
{
	const double n[6] = {29, 7, 7, 13, 7, 21};
	const struct svy_ordered_options few = {.steps = 1, .monte_carlo = {.replicates = 20000, .seed = 3}};
	struct svy_test exact, drawn;
	(void)state;
	check_ok(svy_linear_exact(n, 2, 3, NULL, NULL, SVY_TWO_SIDED, NULL, &exact, NULL), NULL);
	check_ok(svy_linear_exact(n, 2, 3, NULL, NULL, SVY_TWO_SIDED, &few, &drawn, NULL), NULL);
	assert_true(drawn.p_low <= exact.p && exact.p <= drawn.p_high);
	check_contains(drawn.method, "Monte Carlo, 20000 random tables");
	assert_true(isnan(drawn.attainable_p));
}

static void what_has_no_trend_is_said(void **state)
{
	const double nine[9] = {1, 2, 3, 4, 5, 6, 7, 8, 9}, one[4] = {1, 2, 0, 0}, same[3] = {2, 2, 2};
	struct svy_test test;
	(void)state;
	check_contains(trend(nine, 3, 3, SVY_TWO_SIDED).note, "use linear");
	check_contains(trend(one, 2, 2, SVY_TWO_SIDED).note, "only one row");
	check_contains(trend_exact(one, 2, 2, SVY_TWO_SIDED).note, "only one row");
	check_ok(svy_trend(nine, 3, 2, same, NULL, SVY_TWO_SIDED, 0.95, &test, NULL), NULL);
	check_contains(test.note, "the scores do not vary");
	assert_true(isnan(test.p) && isnan(test.estimate));
	check_ok(svy_linear_exact(nine, 3, 3, same, NULL, SVY_TWO_SIDED, NULL, &test, NULL), NULL);
	check_contains(test.note, "the scores do not vary");
	assert_true(isnan(test.p));
}

static void bad_input_is_refused(void **state)
{
	const double negative[4] = {1, -1, 2, 3}, fraction[4] = {1, 0.5, 2, 3}, many[4] = {3e9, 1, 2, 3e9};
	const double scores[2] = {1, NAN};
	struct svy_status status = {0};
	struct svy_test test = {.p = 7};
	(void)state;
	check_fails(svy_trend(negative, 2, 2, NULL, NULL, SVY_LESS, 0.95, &test, &status), SVY_EDOMAIN, &status, "-1");
	check_fails(svy_trend(DOSE, 4, 2, scores, NULL, SVY_LESS, 0, &test, &status), SVY_EDOMAIN, &status, "score 2");
	check_fails(svy_trend(DOSE, 2, 4, NULL, NULL, SVY_LESS, 0, &test, &status), SVY_EDOMAIN, &status, "level");
	check_fails(svy_trend_exact(fraction, 2, 2, NULL, NULL, SVY_LESS, NULL, &test, &status), SVY_EDOMAIN, &status,
	            "whole");
	check_fails(svy_linear_exact(many, 2, 2, NULL, NULL, SVY_LESS, NULL, &test, &status), SVY_EDOMAIN, &status,
	            "4000000000");
	check_fails(svy_linear_exact(DOSE, 2, 2, NULL, scores, SVY_LESS, NULL, &test, &status), SVY_EDOMAIN, &status,
	            "score 2");
	check_close(test.p, 7, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_slope_is_of_the_first_category),
		cmocka_unit_test(attainable_p_is_of_the_most_extreme_table),
		cmocka_unit_test(scores_and_empty_groups),
		cmocka_unit_test(linear_exact_has_r),
		cmocka_unit_test(beyond_the_budget_tables_are_drawn),
		cmocka_unit_test(what_has_no_trend_is_said),
		cmocka_unit_test(bad_input_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
