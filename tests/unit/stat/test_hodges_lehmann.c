#include <math.h>

#include "stat/hodges_lehmann.h"
#include "tests/support/check.h"

static void order_statistics_of_differences(void **state)
{
	(void)state;
	/* {1, 4, 4} less {0, 2}: -1 1 2 2 4 4 */
	const struct svy_run runs[] = {{1, 0, 1}, {4, 0, 2}, {0, 1, 1}, {2, 1, 1}};
	static const double expected[] = {-1, 1, 2, 2, 4, 4};
	struct svy_sample sample;
	struct svy_pairwise *pairs;
	double low, high;
	check_ok(svy_sample_make(runs, 4, 2, &sample, NULL), NULL);
	check_ok(svy_pairwise_differences(&sample, &pairs, NULL), NULL);
	assert_int_equal(svy_pairwise_count(pairs), 6);
	for (size_t i = 0; i < 6; i++)
		check_close(svy_pairwise_at(pairs, i + 1), expected[i], 0);
	check_close(svy_pairwise_median(pairs), 2, 0);
	svy_pairwise_limits(pairs, 2, SVY_TWO_SIDED, &low, &high);
	check_close(low, 1, 0);
	check_close(high, 4, 0);
	svy_pairwise_limits(pairs, 1, SVY_LESS, &low, &high);
	check_close(low, -INFINITY, 0);
	check_close(high, 4, 0);
	svy_pairwise_limits(pairs, 0, SVY_TWO_SIDED, &low, &high);
	check_close(low, -INFINITY, 0);
	check_close(high, INFINITY, 0);
	svy_pairwise_free(pairs);
	svy_sample_clear(&sample);
}

static void means_of_two_values(void **state)
{
	(void)state;
	/* 1 1 5: 1 1 1 3 3 5 */
	const struct svy_run runs[] = {{1, 0, 2}, {5, 0, 1}};
	static const double expected[] = {1, 1, 1, 3, 3, 5};
	struct svy_sample sample;
	struct svy_pairwise *pairs;
	check_ok(svy_sample_make(runs, 2, 1, &sample, NULL), NULL);
	check_ok(svy_pairwise_means(&sample, &pairs, NULL), NULL);
	assert_int_equal(svy_pairwise_count(pairs), 6);
	for (size_t i = 0; i < 6; i++)
		check_close(svy_pairwise_at(pairs, i + 1), expected[i], 0);
	check_close(svy_pairwise_median(pairs), 2, 0);
	svy_pairwise_free(pairs);
	svy_sample_clear(&sample);
}

/* 0 .. 299 less 1000 (0 .. 299): all differences are known in order. */
static void many_pairs_are_searched(void **state)
{
	(void)state;
	struct svy_run runs[600];
	struct svy_sample sample;
	struct svy_pairwise *pairs;
	for (size_t i = 0; i < 300; i++) {
		runs[i] = (struct svy_run){(double)i, 0, 1};
		runs[300 + i] = (struct svy_run){-1000 * (double)i, 1, 1};
	}
	check_ok(svy_sample_make(runs, 600, 2, &sample, NULL), NULL);
	check_ok(svy_pairwise_differences(&sample, &pairs, NULL), NULL);
	for (uint64_t rank = 1; rank <= 90000; rank += 4441)
		check_close(svy_pairwise_at(pairs, rank), (double)((rank - 1) / 300 * 1000 + (rank - 1) % 300), 0);
	svy_pairwise_free(pairs);
	svy_sample_clear(&sample);
}

static void extreme_values_end(void **state)
{
	(void)state;
	struct svy_run runs[400];
	struct svy_sample sample;
	struct svy_pairwise *pairs;
	for (size_t i = 0; i < 400; i++)
		runs[i] = (struct svy_run){(i % 2 ? -1.3e308 : 1.3e308) - (double)i * 1e305, i % 2, 1};
	check_ok(svy_sample_make(runs, 400, 2, &sample, NULL), NULL);
	check_ok(svy_pairwise_differences(&sample, &pairs, NULL), NULL);
	check_close(svy_pairwise_median(pairs), INFINITY, 0);
	svy_pairwise_free(pairs);
	svy_sample_clear(&sample);
}

static void ranks_by_the_normal_approximation(void **state)
{
	(void)state;
	/* 25 - 1.959964 * 9.574 = 6.2 */
	const double sd = 9.574271077563381, tail = 0.025, half = 0.5;
	assert_int_equal(svy_pairwise_normal_rank(50, sd, 0, tail), 7);
	assert_int_equal(svy_pairwise_normal_rank(50, sd, half, tail), 6);
	assert_int_equal(svy_pairwise_normal_rank(4, 2, 0, tail), 0);
}

static void too_many_pairs_are_refused(void **state)
{
	(void)state;
	const struct svy_run runs[] = {{1, 0, UINT64_C(1) << 32}, {2, 1, UINT64_C(1) << 32}};
	struct svy_status status = {0};
	struct svy_sample sample;
	struct svy_pairwise *pairs = NULL;
	check_ok(svy_sample_make(runs, 2, 2, &sample, NULL), NULL);
	check_fails(svy_pairwise_differences(&sample, &pairs, &status), SVY_EDOMAIN, &status, "pairs");
	check_fails(svy_pairwise_means(&sample, &pairs, &status), SVY_EDOMAIN, &status, "pairs");
	assert_null(pairs);
	svy_sample_clear(&sample);
	svy_pairwise_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_statistics_of_differences),
		cmocka_unit_test(means_of_two_values),
		cmocka_unit_test(many_pairs_are_searched),
		cmocka_unit_test(extreme_values_end),
		cmocka_unit_test(ranks_by_the_normal_approximation),
		cmocka_unit_test(too_many_pairs_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
