#include <math.h>
#include <string.h>

#include "base/random.h"
#include "stat/permute.h"
#include "tests/support/check.h"

static void arrangements_are_counted_and_listed(void **state)
{
	size_t labels[] = {1, 0, 1, 0, 2}, item[5], n = 1;
	const struct svy_arrangement one = {labels, 5, 5, false};
	(void)state;
	check_close(svy_arrangement_count(&one), 30, 0);
	svy_arrangement_first(&one, item);
	assert_int_equal(item[0] * 10000 + item[1] * 1000 + item[2] * 100 + item[3] * 10 + item[4], 112);
	while (svy_arrangement_next(&one, item))
		n++;
	assert_int_equal(n, 30);
	assert_int_equal(item[4], 2); /* the first one again */
}

static void blocks_and_signs_are_independent(void **state)
{
	size_t order[] = {0, 1, 2, 2, 0, 1}, signs[] = {0, 0, 0}, item[6], n = 1;
	const struct svy_arrangement blocks = {order, 6, 3, false}, flips = {signs, 3, 1, true};
	(void)state;
	check_close(svy_arrangement_count(&blocks), 36, 0);
	svy_arrangement_first(&blocks, item);
	while (svy_arrangement_next(&blocks, item)) {
		n++;
		assert_int_equal(item[0] + item[1] + item[2], 3);
	}
	assert_int_equal(n, 36);
	check_close(svy_arrangement_count(&flips), 8, 0);
	svy_arrangement_first(&flips, item);
	for (n = 1; svy_arrangement_next(&flips, item);)
		n++;
	assert_int_equal(n, 8);
}

static void shuffles_are_fair(void **state)
{
	size_t labels[] = {0, 0, 1}, item[3];
	const struct svy_arrangement one = {labels, 3, 3, false};
	double at[3] = {0};
	(void)state;
	for (uint64_t i = 0; i < 30000; i++) {
		struct svy_random random;
		svy_random_start(&random, 1, "test", i);
		svy_arrangement_shuffle(&one, &random, item);
		at[item[0] ? 0 : item[1] ? 1 : 2]++;
	}
	for (size_t i = 0; i < 3; i++)
		assert_true(fabs(at[i] - 10000) < 5 * sqrt(30000 * 2.0 / 9));
}

/* The sum of the numbers 1 2 4 8 ... where the label is 1. */
static enum svy_code sum(const void *x, const size_t *item, void *scratch, double *out, struct svy_status *status)
{
	const double *number = x;
	(void)scratch;
	(void)status;
	*out = 0;
	for (size_t i = 0; i < 5; i++)
		*out += item[i] ? number[i] : 0;
	return SVY_OK;
}

static void extreme_is_by_the_side(void **state)
{
	struct svy_permute_options options = {.centre = 1};
	(void)state;
	check_close(svy_permute_extreme(&options, -2), 3, 0);
	options.alternative = SVY_LESS;
	check_close(svy_permute_extreme(&options, -2), 2, 0);
	options.upper = true;
	check_close(svy_permute_extreme(&options, -2), -2, 0);
	assert_true(svy_permute_ties(1 - 1e-8, 1));
	assert_false(svy_permute_ties(1 - 1e-6, 1));
	assert_true(svy_permute_ties(INFINITY, INFINITY));
	assert_false(svy_permute_ties(NAN, 1));
}

static void all_are_counted_where_they_are_few(void **state)
{
	/* 1 2 3 against 4 5: of the ten sums of two, one is 9, one 3; the mean is 6. */
	const double x[] = {1, 2, 3, 4, 5};
	size_t labels[] = {0, 0, 0, 1, 1};
	const struct svy_arrangement one = {labels, 5, 5, false};
	struct svy_permute_options options = {.stream = "test", .centre = 6};
	struct svy_test test;
	bool all;
	double n;
	(void)state;
	svy_test_init(&test, "test");
	check_ok(svy_permute(&one, sum, x, &options, &test, &all, &n, NULL), NULL);
	assert_true(all);
	check_close(n, 10, 0);
	check_rel(test.p, 0.2, 1e-15);
	check_rel(test.log_p, log(0.2), 1e-15);
	check_rel(test.attainable_p, 0.2, 1e-15);
	assert_true(isnan(test.p_low));
	options.alternative = SVY_GREATER;
	check_ok(svy_permute(&one, sum, x, &options, &test, &all, &n, NULL), NULL);
	check_rel(test.p, 0.1, 1e-15);
	options.alternative = SVY_LESS;
	check_ok(svy_permute(&one, sum, x, &options, &test, &all, &n, NULL), NULL);
	check_close(test.p, 1, 0);
	check_rel(test.attainable_p, 0.1, 1e-15);
}

static void random_ones_do_not_depend_on_threads(void **state)
{
	const double x[] = {1, 2, 3, 4, 5};
	size_t labels[] = {0, 0, 0, 1, 1};
	const struct svy_arrangement one = {labels, 5, 5, false};
	double first = NAN;
	(void)state;
	for (unsigned threads = 1; threads <= 7; threads += threads + 1) {
		const struct svy_permute_options options = {.stream = "test", .centre = 6,
		                                            .monte_carlo = {.replicates = 9, .seed = 5, .threads = threads}};
		struct svy_test test;
		bool all;
		double n;
		svy_test_init(&test, "test");
		check_ok(svy_permute(&one, sum, x, &options, &test, &all, &n, NULL), NULL);
		assert_false(all);
		assert_true(test.p_low <= 0.2 && test.p_high >= 0.2);
		if (isnan(first))
			first = test.p;
		check_close(test.p, first, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arrangements_are_counted_and_listed),
		cmocka_unit_test(blocks_and_signs_are_independent),
		cmocka_unit_test(shuffles_are_fair),
		cmocka_unit_test(extreme_is_by_the_side),
		cmocka_unit_test(all_are_counted_where_they_are_few),
		cmocka_unit_test(random_ones_do_not_depend_on_threads),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
