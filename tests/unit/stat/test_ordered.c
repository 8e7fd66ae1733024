#include <math.h>

#include "base/random.h"
#include "stat/ordered.h"
#include "tests/support/check.h"

static struct svy_test ordered(const double *n, size_t rows, size_t cols, const double *u, const double *v,
                               const struct svy_ordered_options *options)
{
	struct svy_margins *m;
	struct svy_test test;
	check_ok(svy_margins_new(n, rows, cols, &m, NULL), NULL);
	svy_test_init(&test, "linear-exact");
	check_ok(svy_ordered_p(&(struct svy_ordered_table){m, u, v}, "linear-exact", options, &test, NULL), NULL);
	svy_margins_free(m);
	return test;
}

/* Tea tasting (Fisher 1935): 2 (16 + 1) / 70. */
static void a_budget_is_counted_in_steps(void **state)
{
	(void)state;
	assert_true(svy_ordered_steps(0) == 0);
	assert_true(svy_ordered_steps(10) == SVY_ORDERED_STEPS);
	assert_true(svy_ordered_steps(1e-12) == 1);
	assert_true(svy_ordered_steps(INFINITY) > SVY_ORDERED_STEPS);
}

static void two_by_two_is_hypergeometric(void **state)
{
	const double n[4] = {3, 1, 1, 3}, places[2] = {1, 2}, turned[2] = {5, -5};
	(void)state;
	check_rel(ordered(n, 2, 2, NULL, NULL, NULL).p, 34.0 / 70, 1e-14);
	check_rel(ordered(n, 2, 2, places, places, NULL).p, 34.0 / 70, 1e-14);
	check_rel(ordered(n, 2, 2, turned, places, NULL).p, 34.0 / 70, 1e-14);
	check_rel(ordered(n, 2, 2, NULL, NULL, NULL).attainable_p, 2.0 / 70, 1e-14);
}

static void decimals_are_multiples(void **state)
{
	const double n[8] = {3, 1, 4, 1, 5, 9, 2, 6}, whole[4] = {0, 1, 3, 10}, tenths[4] = {0.1, 0.2, 0.4, 1.1};
	const double thirds[4] = {0, 1 / 3.0, 1, 10 / 3.0}, places[2] = {0, 1};
	(void)state;
	double p = ordered(n, 2, 4, places, whole, NULL).p;
	check_rel(ordered(n, 2, 4, places, tenths, NULL).p, p, 1e-12);
	check_rel(ordered(n, 2, 4, places, thirds, NULL).p, p, 1e-12);
}

/* Multiples tie exactly, whatever the unit: no more paths than of whole scores. */
static void decimals_take_no_more_steps(void **state)
{
	const double n[8] = {13, 11, 14, 10, 5, 9, 12, 16}, whole[4] = {0, 1, 3, 10}, tenths[4] = {0.1, 0.2, 0.4, 1.1};
	const double places[2] = {0, 1};
	struct svy_ordered_options options = {.steps = 1, .monte_carlo = {.replicates = 10}};
	(void)state;
	while (!isnan(ordered(n, 2, 4, places, whole, &options).p_low))
		options.steps += 1 + options.steps / 20;
	assert_true(isnan(ordered(n, 2, 4, places, tenths, &options).p_low));
	options.steps /= 2;
	assert_true(!isnan(ordered(n, 2, 4, places, tenths, &options).p_low));
}

/* log 1, log 3, log 7 are not: close to scores with many digits. */
static void other_scores_are_rounded(void **state)
{
	const double n[6] = {3, 1, 4, 1, 5, 2}, scores[3] = {0, 1.0986122886681098, 1.9459101490553132};
	const double close[3] = {0, 10986, 19459}, places[2] = {0, 1};
	(void)state;
	check_rel(ordered(n, 2, 3, places, scores, NULL).p, ordered(n, 2, 3, places, close, NULL).p, 1e-12);
}

static void constant_scores_tie_all(void **state)
{
	const double n[4] = {3, 1, 1, 3}, same[2] = {1, 1}, places[2] = {1, 2};
	(void)state;
	check_rel(ordered(n, 2, 2, same, places, NULL).p, 1, 1e-14);
}

static void p_far_below_the_smallest_number(void **state)
{
	const double n[4] = {600, 0, 0, 600}, more[4] = {3000, 0, 0, 3000};
	(void)state;
	struct svy_test test = ordered(n, 2, 2, NULL, NULL, NULL);
	check_close(test.p, 0, 0);
	/* 2 / C(1200, 600) */
	check_rel(test.log_p, log(2) - (lgamma(1201) - 2 * lgamma(601)), 1e-10);
	test = ordered(more, 2, 2, NULL, NULL, NULL);
	assert_true(isnan(test.log_p));
	check_contains(test.note, "p is below 1e-600");
}

static void a_table_too_large_for_a_key_is_drawn(void **state)
{
	enum { SIDE = 12 };
	double n[SIDE * SIDE];
	const struct svy_ordered_options options = {.monte_carlo = {.replicates = 1000, .seed = 1}};
	(void)state;
	for (size_t k = 0; k < SIDE * SIDE; k++)
		n[k] = (double)(k % 7 + 5);
	struct svy_test test = ordered(n, SIDE, SIDE, NULL, NULL, &options);
	check_contains(test.method, "Monte Carlo, 1000");
	assert_true(test.p_low < test.p && test.p < test.p_high);
	assert_true(isnan(test.attainable_p));
}

static void so_many_that_they_are_drawn(void **state)
{
	const double n[4] = {1e9, 1e9, 1e9, 900000000}, half[4] = {400000, 400100, 400000, 400000};
	const struct svy_ordered_options options = {.steps = 1000000, .monte_carlo = {.replicates = 200, .seed = 1}};
	(void)state;
	check_contains(ordered(n, 2, 2, NULL, NULL, &options).method, "Monte Carlo, 200");
	check_contains(ordered(half, 2, 2, NULL, NULL, &options).method, "Monte Carlo, 200");
	check_contains(ordered(half, 2, 2, NULL, NULL, NULL).method, "exact");
}

static void counts_must_be_whole(void **state)
{
	const double n[4] = {0.5, 1, 1, 3};
	struct svy_status status = {0};
	struct svy_margins *m;
	struct svy_test test = {.p = 7};
	(void)state;
	check_ok(svy_margins_new(n, 2, 2, &m, NULL), NULL);
	check_fails(svy_ordered_p(&(struct svy_ordered_table){.m = m}, "x", NULL, &test, &status), SVY_EDOMAIN, &status,
	            "whole counts");
	check_close(test.p, 7, 0);
	svy_margins_free(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_budget_is_counted_in_steps),
		cmocka_unit_test(two_by_two_is_hypergeometric),
		cmocka_unit_test(decimals_are_multiples),
		cmocka_unit_test(decimals_take_no_more_steps),
		cmocka_unit_test(other_scores_are_rounded),
		cmocka_unit_test(constant_scores_tie_all),
		cmocka_unit_test(p_far_below_the_smallest_number),
		cmocka_unit_test(a_table_too_large_for_a_key_is_drawn),
		cmocka_unit_test(so_many_that_they_are_drawn),
		cmocka_unit_test(counts_must_be_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
