#include <math.h>

#include "stat/matching.h"
#include "tests/support/check.h"

static struct svy_null null_of(const uint64_t *x, size_t x_size, const uint64_t *y, size_t y_size, uint64_t total,
                               enum svy_matching_kind kind)
{
	const struct svy_tied tied = {x, y, x_size, y_size, total};
	struct svy_null null;
	check_ok(svy_matching_null(&tied, kind, 0, &null, NULL), NULL);
	return null;
}

static double at(const struct svy_null *null, int64_t value)
{
	int64_t i = value - null->low;
	return i >= 0 && i % null->step == 0 && (size_t)(i / null->step) < null->size ? null->p[i / null->step] : 0;
}

/* Kendall (1970), table of S for n = 4: 1 3 5 6 5 3 1 of 24 from -6 to 6. */
static void pairs_of_four(void **state)
{
	(void)state;
	const uint64_t ones[] = {1, 1, 1, 1};
	struct svy_null null = null_of(ones, 4, ones, 4, 4, SVY_MATCHING_PAIRS);
	const double ways[] = {1, 3, 5, 6, 5, 3, 1};
	for (int64_t i = 0; i < 7; i++)
		check_close(at(&null, 2 * i - 6) * 24, ways[i], 1e-13);
	check_close(svy_null_p(&null, 4, SVY_GREATER) * 24, 4, 1e-13);
	check_close(svy_null_p(&null, -4, SVY_LESS) * 24, 4, 1e-13);
	check_close(svy_null_p(&null, 4, SVY_TWO_SIDED) * 24, 8, 1e-13);
	check_close(svy_null_p(&null, 0, SVY_TWO_SIDED), 1, 0);
	struct svy_test test = {.alternative = SVY_TWO_SIDED};
	svy_null_attain(&null, &test);
	check_close(test.attainable_p * 24, 2, 1e-13);
	check_close(test.attainable_less * 24, 1, 1e-13);
	svy_null_clear(&null);
	svy_null_clear(&null);
}

/* Kendall (1970), table of the sum of d^2 for n = 4: 1 3 1 4 2 2 2 4 1 3 1 of 24 at 0, 2, ... 20. */
static void ranks_of_four(void **state)
{
	(void)state;
	const uint64_t ones[] = {1, 1, 1, 1};
	struct svy_null null = null_of(ones, 4, ones, 4, 4, SVY_MATCHING_RANKS);
	const double ways[] = {1, 3, 1, 4, 2, 2, 2, 4, 1, 3, 1};
	for (int64_t i = 0; i < 11; i++) /* four times the sum of products about the means is 20 - 2 d^2 */
		check_close(at(&null, 20 - 4 * i) * 24, ways[i], 1e-13);
	assert_int_equal(null.step, 4);
	svy_null_clear(&null);
}

/* Two groups each: the first cell is hypergeometric. */
static void two_by_two_is_hypergeometric(void **state)
{
	(void)state;
	const uint64_t x[] = {2, 3}, y[] = {1, 4};
	struct svy_null null = null_of(x, 2, y, 2, 5, SVY_MATCHING_PAIRS);
	/* first cell 1: 1 x 3 - 0 = 3 pairs, with 2/5; 0: -2 x 1, with 3/5. */
	check_close(at(&null, 3), 0.4, 1e-15);
	check_close(at(&null, -2), 0.6, 1e-15);
	check_close(svy_null_p(&null, -2, SVY_TWO_SIDED), 1, 0);
	check_close(svy_null_p(&null, 3, SVY_TWO_SIDED), 0.4, 1e-15);
	struct svy_test test = {.alternative = SVY_LESS};
	svy_null_attain(&null, &test);
	check_close(test.attainable_p, 0.6, 1e-15);
	check_close(test.attainable_less, 0.6, 1e-15);
	check_close(test.attainable_greater, 0.4, 1e-15);
	svy_null_clear(&null);
}

static void steps_are_of_seconds(void **state)
{
	(void)state;
	check_close(svy_matching_steps(2), 2 * SVY_MATCHING_RATE, 0);
	check_close(svy_matching_steps(0), SVY_MATCHING_SECONDS * SVY_MATCHING_RATE, 0);
}

static void what_costs_too_much_is_not_begun(void **state)
{
	(void)state;
	uint64_t ones[40];
	for (size_t i = 0; i < 40; i++)
		ones[i] = 1;
	struct svy_null null = null_of(ones, 40, ones, 40, 40, SVY_MATCHING_RANKS);
	assert_int_equal(null.size, 0);
	const struct svy_tied tied = {ones, ones, 8, 8, 8};
	check_ok(svy_matching_null(&tied, SVY_MATCHING_RANKS, 1e-6, &null, NULL), NULL);
	assert_int_equal(null.size, 0);
	const struct svy_tied none = {ones, ones, 0, 0, 0};
	check_ok(svy_matching_null(&none, SVY_MATCHING_RANKS, 1e-6, &null, NULL), NULL);
	assert_int_equal(null.size, 0);
	const uint64_t huge[] = {UINT64_C(1) << 40, UINT64_C(1) << 41};
	null = null_of(huge, 2, huge, 2, huge[0] + huge[1], SVY_MATCHING_PAIRS);
	assert_int_equal(null.size, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pairs_of_four),
		cmocka_unit_test(ranks_of_four),
		cmocka_unit_test(two_by_two_is_hypergeometric),
		cmocka_unit_test(steps_are_of_seconds),
		cmocka_unit_test(what_costs_too_much_is_not_begun),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
