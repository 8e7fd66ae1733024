#include <math.h>
#include <string.h>

#include "stat/rank.h"
#include "tests/support/check.h"

static void midranks_are_summed_by_group(void **state)
{
	(void)state;
	/* values 1 2 2 2 5: ranks 1 3 3 3 5 */
	const struct svy_run runs[] = {{1, 0, 1}, {2, 0, 1}, {2, 1, 2}, {5, 1, 1}};
	struct svy_sample sample;
	struct svy_rank_sums sums;
	check_ok(svy_sample_make(runs, 4, 3, &sample, NULL), NULL);
	check_ok(svy_rank_sums_make(&sample, &sums, NULL), NULL);
	check_close(svy_dd_value(sums.excess[0]), 2 * 4 - 2 * 6, 0);
	check_close(svy_dd_value(sums.excess[1]), 2 * 11 - 3 * 6, 0);
	check_close(svy_dd_value(sums.spread), 120 - 24, 0);
	check_close(svy_rank_mean(&sample, &sums, 0), 2, 1e-15);
	check_close(svy_rank_mean(&sample, &sums, 1), 11.0 / 3, 1e-15);
	check_close(svy_rank_mean(&sample, &sums, 2), NAN, 0);
	svy_rank_sums_clear(&sums);
	svy_sample_clear(&sample);
}

/* SciPy 1.4 and before overflowed here (its issue 4017); 10^9 of each of two values: by hand,
 * N^3 - N - 2 (n^3 - n) = 6 n^3. */
static void ties_of_a_billion_do_not_overflow(void **state)
{
	(void)state;
	const uint64_t n = 1000000000;
	const struct svy_run runs[] = {{1, 0, n}, {2, 1, n}};
	struct svy_sample sample;
	struct svy_rank_sums sums;
	check_ok(svy_sample_make(runs, 2, 2, &sample, NULL), NULL);
	check_ok(svy_rank_sums_make(&sample, &sums, NULL), NULL);
	check_rel(svy_dd_value(sums.spread), 6e27, 1e-15);
	check_rel(svy_dd_value(sums.excess[1]), 1e18, 1e-15);
	svy_rank_sums_clear(&sums);
	svy_sample_clear(&sample);
	check_close(svy_dd_value(svy_rank_cube(10)), 990, 0);
	check_close(svy_dd_value(svy_rank_square_sum(10)), 6 * 385, 0);
	check_rel(svy_dd_value(svy_rank_square_sum(1e9)), 2.000000003000000001e27, 1e-15);
}

/* R 4.2.2: 2 * pnorm(-1.5) and so on. */
static void a_normal_p_is_of_the_tail_that_was_asked_for(void **state)
{
	(void)state;
	struct svy_test test;
	svy_test_init(&test, "x");
	svy_rank_normal(3, 2, SVY_RANK_NORMAL, SVY_TWO_SIDED, &test);
	check_rel(test.p, 0.13361440253771617, 1e-14);
	check_rel(test.log_p, log(test.p), 1e-13);
	svy_rank_normal(3, 2, SVY_RANK_CORRECTED, SVY_GREATER, &test);
	check_rel(test.p, 0.10564977366685525, 1e-14);
	svy_rank_normal(3, 2, SVY_RANK_CORRECTED, SVY_LESS, &test);
	check_rel(test.p, 0.95994084313618289, 1e-14);
	svy_rank_normal(-0.25, 2, SVY_RANK_CORRECTED, SVY_TWO_SIDED, &test);
	check_close(test.p, 1, 0);
	svy_rank_normal(100, 2, SVY_RANK_NORMAL, SVY_TWO_SIDED, &test);
	check_close(test.p, 0, 0);
	assert_true(isfinite(test.log_p) && test.log_p < -1000);
}

static bool every_fourth(const void *state, struct svy_random *random)
{
	(void)state;
	return svy_random_below(random, 4) == 0;
}

static void a_drawn_p_has_its_interval(void **state)
{
	(void)state;
	struct svy_rank_options options = {.level = 0.95, .draw = {20000, 1, 0}};
	struct svy_test test;
	uint64_t draws;
	svy_test_init(&test, "every-fourth");
	check_ok(svy_rank_simulate(&options, 1, every_fourth, NULL, &test, &draws, NULL), NULL);
	assert_int_equal(draws, 20000);
	assert_true(test.p_low < 0.25 && 0.25 < test.p_high && test.p_high - test.p_low < 0.02);
	options.draw.replicates = 0;
	check_ok(svy_rank_simulate(&options, 100000000, every_fourth, NULL, &test, &draws, NULL), NULL);
	assert_int_equal(draws, 999);
}

static void bad_options_are_refused(void **state)
{
	(void)state;
	struct svy_status status = {0};
	struct svy_rank_options options = {.level = 1};
	check_fails(svy_rank_options_check(&options, &status), SVY_EDOMAIN, &status, "level");
	options = (struct svy_rank_options){.level = 0.95, .mu = NAN};
	check_fails(svy_rank_options_check(&options, &status), SVY_EDOMAIN, &status, "median");
	options = (struct svy_rank_options){.level = 0.95, .work = NAN};
	check_fails(svy_rank_options_check(&options, &status), SVY_EDOMAIN, &status, "steps");
	options = (struct svy_rank_options){.level = 0.95, .draw = {.replicates = UINT64_MAX}};
	check_fails(svy_rank_options_check(&options, &status), SVY_EDOMAIN, &status, "drawn");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(midranks_are_summed_by_group),
		cmocka_unit_test(ties_of_a_billion_do_not_overflow),
		cmocka_unit_test(a_normal_p_is_of_the_tail_that_was_asked_for),
		cmocka_unit_test(a_drawn_p_has_its_interval),
		cmocka_unit_test(bad_options_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
