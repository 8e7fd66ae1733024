#include <math.h>

#include "stat/mann_whitney.h"
#include "tests/support/check.h"

static const struct svy_rank_options PLAIN = {.level = 0.95, .draw = {.seed = 1}};

static struct svy_test test_of(const struct svy_run *runs, size_t n, size_t k, enum svy_rank_form form,
                               struct svy_rank_options options)
{
	struct svy_sample sample;
	struct svy_test test;
	check_ok(svy_sample_make(runs, n, k, &sample, NULL), NULL);
	check_ok(svy_mann_whitney(&sample, form, &options, &test, NULL), NULL);
	svy_sample_clear(&sample);
	return test;
}

/* Lehmann (1975), Nonparametrics, section 1.2: ranks of the treated 3 4 5 of five, p = 1/10. */
static void the_smallest_example(void **state)
{
	(void)state;
	const struct svy_run runs[] = {{5, 0, 1}, {4, 0, 1}, {3, 0, 1}, {2, 1, 1}, {1, 1, 1}};
	struct svy_rank_options greater = PLAIN;
	greater.alternative = SVY_GREATER;
	struct svy_test test = test_of(runs, 5, 2, SVY_RANK_EXACT, greater);
	assert_string_equal(test.test, "mann-whitney-exact");
	check_close(test.statistic, 6, 0);
	check_rel(test.p, 0.1, 1e-14);
	check_rel(test.attainable_p, 0.1, 1e-13);
	check_close(test.estimate, 2.5, 0);
	check_close(test.low, -INFINITY, 0);
	check_contains(test.note, "level");
	test = test_of(runs, 5, 2, SVY_RANK_EXACT, PLAIN);
	check_rel(test.p, 0.2, 1e-14);
	check_rel(test.attainable_p, 0.2, 1e-13);
	check_contains(test.method, "exact given the ties, two-sided by |U - E(U)|");
}

/* 4 men and 33 women: with one of the men tied with the highest woman, by hand the smallest
 * p in each direction is that all are at one end. */
static void attainable_p_of_each_direction(void **state)
{
	(void)state;
	const struct svy_run runs[] = {{1, 0, 2}, {1, 1, 10}, {2, 0, 2}, {2, 1, 23}};
	struct svy_rank_options options = PLAIN;
	options.alternative = SVY_LESS;
	/* choose(12, 4) / choose(37, 4) = 495 / 66045 */
	check_rel(test_of(runs, 4, 2, SVY_RANK_EXACT, options).attainable_p, 495.0 / 66045, 1e-12);
	options.alternative = SVY_GREATER;
	/* choose(25, 4) / choose(37, 4) = 12650 / 66045 */
	check_rel(test_of(runs, 4, 2, SVY_RANK_EXACT, options).attainable_p, 12650.0 / 66045, 1e-12);
	options.alternative = SVY_TWO_SIDED;
	check_rel(test_of(runs, 4, 2, SVY_RANK_EXACT, options).attainable_p, 495.0 / 66045, 1e-12);
}

static void what_has_no_answer_says_why(void **state)
{
	(void)state;
	const struct svy_run tied[] = {{3, 0, 4}, {3, 1, 5}}, lonely[] = {{3, 1, 5}, {4, 1, 1}};
	for (int form = 0; form < 3; form++) {
		struct svy_test test = test_of(tied, 2, 2, (enum svy_rank_form)form, PLAIN);
		check_close(test.p, NAN, 0);
		check_close(test.statistic, 10, 0);
		check_close(test.estimate, 0, 0);
		check_contains(test.note, "all values are tied");
		test = test_of(lonely, 2, 2, (enum svy_rank_form)form, PLAIN);
		check_close(test.p, NAN, 0);
		check_close(test.estimate, NAN, 0);
		check_contains(test.note, "the first group is empty");
		check_contains(test_of(lonely, 0, 2, (enum svy_rank_form)form, PLAIN).note, "there are no values");
	}
	struct svy_sample sample;
	struct svy_test test = {.p = 7};
	struct svy_status status = {0};
	struct svy_rank_options bad = {.level = 0};
	check_ok(svy_sample_make(tied, 2, 3, &sample, NULL), NULL);
	check_fails(svy_mann_whitney(&sample, SVY_RANK_NORMAL, &PLAIN, &test, &status), SVY_EDOMAIN, &status, "two groups");
	check_fails(svy_mann_whitney(&sample, SVY_RANK_NORMAL, &bad, &test, &status), SVY_EDOMAIN, &status, "level");
	check_close(test.p, 7, 0);
	svy_sample_clear(&sample);
}

/* n of 5e9: U, variance and p by fractions and erfc of Python. */
static void billions_are_tested(void **state)
{
	(void)state;
	const struct svy_run runs[] = {{1, 0, 1000000000}, {1, 1, 1000060000}, {2, 0, 1500000000}, {2, 1, 1499940000}};
	struct svy_test test = test_of(runs, 4, 2, SVY_RANK_NORMAL, PLAIN);
	check_rel(test.statistic, 3125075000000000000.0, 1e-15);
	check_rel(test.p, 0.08326605840517655, 1e-9);
	check_close(test.estimate, 0, 0);
	struct svy_sample sample;
	struct svy_status status = {0};
	check_ok(svy_sample_make(runs, 4, 2, &sample, NULL), NULL);
	check_fails(svy_mann_whitney(&sample, SVY_RANK_EXACT, &PLAIN, &test, &status), SVY_EDOMAIN, &status, "at most");
	svy_sample_clear(&sample);
}

static void beyond_the_work_it_is_drawn(void **state)
{
	(void)state;
	const struct svy_run runs[] = {{1, 0, 3}, {2, 0, 4}, {4, 0, 2}, {1, 1, 1}, {2, 1, 2}, {3, 1, 5}, {4, 1, 3}};
	struct svy_rank_options options = PLAIN;
	struct svy_test exact = test_of(runs, 7, 2, SVY_RANK_EXACT, options);
	options.work = 1;
	struct svy_test drawn = test_of(runs, 7, 2, SVY_RANK_EXACT, options);
	check_contains(drawn.method, "Monte Carlo, 999 arrangements");
	check_contains(drawn.method, "corrected normal approximation");
	assert_true(drawn.p_low <= exact.p && exact.p <= drawn.p_high);
	check_rel(drawn.attainable_p, exact.attainable_p, 0);
	check_close(exact.p_low, NAN, 0);
}

/* R 4.2.2 wilcox.exact: p .0317; the interval by the distribution without ties is wider. */
static void a_conservative_interval_is_said(void **state)
{
	(void)state;
	const struct svy_run runs[] = {{1, 0, 2}, {3, 0, 3}, {2, 1, 1}, {6, 1, 4}};
	struct svy_test test = test_of(runs, 4, 2, SVY_RANK_EXACT, PLAIN);
	check_rel(test.p, 8.0 / 252, 1e-12);
	check_contains(test.note, "though the 95% interval holds the tested value");
}

static void dominance_counts_pairs(void **state)
{
	(void)state;
	const struct svy_run runs[] = {{1, 2, 3}, {2, 0, 2}, {2, 1, 1}, {5, 1, 4}, {6, 0, 1}};
	struct svy_sample sample;
	struct svy_dominance pairs;
	check_ok(svy_sample_make(runs, 5, 3, &sample, NULL), NULL);
	svy_dominance(&sample, 0, 1, &pairs);
	check_close(pairs.more, 5, 0);
	check_close(pairs.same, 2, 0);
	check_close(pairs.fewer, 8, 0);
	svy_sample_clear(&sample);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_smallest_example),
		cmocka_unit_test(attainable_p_of_each_direction),
		cmocka_unit_test(what_has_no_answer_says_why),
		cmocka_unit_test(billions_are_tested),
		cmocka_unit_test(beyond_the_work_it_is_drawn),
		cmocka_unit_test(a_conservative_interval_is_said),
		cmocka_unit_test(dominance_counts_pairs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
