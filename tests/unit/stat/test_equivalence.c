#include <math.h>

#include "stat/equivalence.h"
#include "tests/support/check.h"

static const struct svy_equivalence HALF = {-0.5, 0.5, 0.95};

static void the_end_that_decides_is_told(void **state)
{
	(void)state;
	const struct svy_group_moments groups[2] = {{20, 1.2, 0, 9}, {22, 1, 0, 11}};
	struct svy_test test;
	check_ok(svy_tost_mean(SVY_MEAN_WELCH, groups, &HALF, &test, NULL), NULL);
	assert_string_equal(test.test, "tost-welch");
	assert_int_equal(test.alternative, SVY_LESS);
	assert_true(test.statistic < 0 && test.p < 0.5);
	assert_string_equal(test.method, "two one-sided tests of the difference of means (t, Welch) within -0.5 and 0.5, "
	                                 "larger p; interval at 0.9");
	const struct svy_group_moments turned[2] = {groups[1], groups[0]};
	check_ok(svy_tost_mean(SVY_MEAN_WELCH, turned, &HALF, &test, NULL), NULL);
	assert_int_equal(test.alternative, SVY_GREATER);
	assert_true(test.statistic > 0);
}

static void margins_that_belong_to_no_difference_are_not_equivalent(void **state)
{
	(void)state;
	const double x[2] = {9, 3}, n[2] = {10, 10};
	const struct svy_equivalence within = {-0.2, 0.2, 0.95};
	struct svy_test test;
	check_ok(svy_tost_proportions(x, n, &within, &test, NULL), NULL);
	assert_true(test.p > 0.9 && test.p <= 1);
	assert_true(test.high > 0.2);
	assert_string_equal(test.test, "tost-proportions");
}

static void nobody_and_everybody_have_an_interval(void **state)
{
	(void)state;
	const double none[2] = {0, 0}, n[2] = {40, 50}, ends[2] = {40, 0};
	const struct svy_equivalence within = {-0.2, 0.2, 0.95};
	struct svy_test test;
	check_ok(svy_tost_proportions(none, n, &within, &test, NULL), NULL);
	/* Where nobody has it the restricted estimates are 0 and the margin itself: z = sqrt(n margin / (1 - margin)). */
	check_rel(test.statistic, -sqrt(40 * 0.2 / 0.8), 1e-12);
	assert_int_equal(test.alternative, SVY_LESS);
	double z = 1.6448536269514722; /* normal quantile of 0.95 */
	check_rel(test.high, z * z / (40 + z * z), 1e-12);
	check_rel(test.low, -z * z / (50 + z * z), 1e-12);
	check_ok(svy_tost_proportions(ends, n, &within, &test, NULL), NULL);
	check_close(test.estimate, 1, 0);
	check_close(test.high, 1, 0);
	assert_true(test.low < 1 && test.low > 0.8);
	check_ok(svy_tost_proportion(0, 40, &(struct svy_equivalence){0.01, 0.2, 0.95}, &test, NULL), NULL);
	assert_string_equal(test.test, "tost-proportion");
	check_close(test.low, 0, 0);
}

static void a_score_is_that_of_the_pooled_test_where_the_margin_is_none(void **state)
{
	(void)state;
	const double x[2] = {56, 48}, n[2] = {70, 80};
	double p = 104.0 / 150;
	check_rel(svy_score_difference(x, n, 0), 0.2 / sqrt(p * (1 - p) * (1.0 / 70 + 1.0 / 80)), 1e-13);
	check_close(svy_score_difference(x, n, 1), NAN, 0);
	check_close(svy_score_difference(x, (const double[2]){70, 0}, 0), NAN, 0);
	check_close(svy_score_difference((const double[2]){0, 0}, n, 0), NAN, 0);
}

static void what_cannot_be_tested_says_why(void **state)
{
	(void)state;
	const struct svy_group_moments constant[2] = {{3, 1, 0, 0}, {3, 1, 0, 0}};
	const struct svy_equivalence within = {0.2, 0.4, 0.95};
	struct svy_test test;
	check_ok(svy_tost_mean(SVY_MEAN_POOLED, constant, &HALF, &test, NULL), NULL);
	check_close(test.p, NAN, 0);
	check_contains(test.note, "do not vary");
	check_ok(svy_tost_proportions((const double[2]){0, 1}, (const double[2]){0, 3}, &within, &test, NULL), NULL);
	check_contains(test.note, "fewer than two groups");
	check_ok(svy_tost_proportion(0, 0, &within, &test, NULL), NULL);
	check_contains(test.note, "nobody");
	check_close(test.p, NAN, 0);
}

static void what_is_no_margin_is_refused(void **state)
{
	(void)state;
	const struct svy_equivalence bad[] = {{0.5, -0.5, 0.95}, {-0.5, NAN, 0.95}, {-INFINITY, 0.5, 0.95},
	                                      {-0.5, 0.5, 0.5},  {-0.5, 0.5, 1}};
	const struct svy_group_moments groups[2] = {{20, 1.2, 0, 9}, {22, 1, 0, 11}};
	const double x[2] = {1, 2}, n[2] = {3, 4}, less[2] = {3, 1};
	struct svy_status status = {0};
	struct svy_test test = {.test = "untouched"};
	for (size_t i = 0; i < 5; i++) {
		const char *word = i < 3 ? "margins" : "level";
		check_fails(svy_tost_mean(SVY_MEAN_POOLED, groups, &bad[i], &test, &status), SVY_EDOMAIN, &status, word);
		check_fails(svy_tost_proportions(x, n, &bad[i], &test, &status), SVY_EDOMAIN, &status, word);
	}
	check_fails(svy_tost_proportion(1, 3, &HALF, &test, &status), SVY_EDOMAIN, &status, "between 0 and 1");
	check_fails(svy_tost_proportions(n, less, &HALF, &test, &status), SVY_EDOMAIN, &status, "4 of 1");
	const struct svy_equivalence share = {0.2, 0.4, 0.95};
	check_fails(svy_tost_proportion(4, 3, &share, &test, &status), SVY_EDOMAIN, &status, "4 of 3");
	assert_string_equal(test.test, "untouched");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_end_that_decides_is_told),
		cmocka_unit_test(margins_that_belong_to_no_difference_are_not_equivalent),
		cmocka_unit_test(nobody_and_everybody_have_an_interval),
		cmocka_unit_test(a_score_is_that_of_the_pooled_test_where_the_margin_is_none),
		cmocka_unit_test(what_cannot_be_tested_says_why),
		cmocka_unit_test(what_is_no_margin_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
