#include <math.h>

#include "stat/sample.h"
#include "tests/support/check.h"

static void runs_are_sorted_and_joined(void **state)
{
	(void)state;
	const struct svy_run runs[] = {{2, 1, 1}, {1, 0, 2}, {2, 0, 1}, {2, 1, 3}, {5, 2, 0}, {-0.0, 0, 1}, {0, 0, 1}};
	struct svy_sample sample;
	uint64_t ties;
	check_ok(svy_sample_make(runs, 7, 4, &sample, NULL), NULL);
	assert_int_equal(sample.n_runs, 4);
	assert_int_equal(sample.n, 9);
	assert_int_equal(sample.size[0], 5);
	assert_int_equal(sample.size[1], 4);
	assert_int_equal(sample.size[2], 0);
	assert_int_equal(sample.run[0].n, 2);
	assert_false(signbit(sample.run[0].x));
	assert_int_equal(sample.run[3].group, 1);
	assert_int_equal(sample.run[3].n, 4);
	assert_int_equal(svy_sample_ties(&sample, 2, &ties), 4);
	assert_int_equal(ties, 5);
	assert_int_equal(svy_sample_ties(&sample, 0, &ties), 1);
	assert_int_equal(ties, 2);
	svy_sample_clear(&sample);
}

static void what_is_no_sample_is_refused(void **state)
{
	(void)state;
	struct svy_sample sample = {.k = 7};
	struct svy_status status = {0};
	const struct svy_run bad[] = {{NAN, 0, 1}, {INFINITY, 0, 1}, {1, 2, 1}, {1, 0, SVY_SAMPLE_MAX + 1}};
	for (size_t i = 0; i < 4; i++)
		check_fails(svy_sample_make(&bad[i], 1, 2, &sample, &status), SVY_EDOMAIN, &status,
		            i < 3 ? "value 1" : "more than");
	const struct svy_run many[] = {{1, 0, SVY_SAMPLE_MAX}, {1, 0, 1}};
	check_fails(svy_sample_make(many, 2, 2, &sample, &status), SVY_EDOMAIN, &status, "more than");
	assert_int_equal(sample.k, 7);
	check_ok(svy_sample_make(NULL, 0, 0, &sample, NULL), NULL);
	assert_int_equal(sample.n, 0);
	svy_sample_clear(&sample);
}

/* Enough to be sorted by digits: as comparing would. */
static void many_runs_are_sorted_too(void **state)
{
	enum { MANY = 10000 };
	static struct svy_run runs[MANY];
	struct svy_sample sample;
	(void)state;
	for (size_t i = 0; i < MANY; i++)
		runs[i] = (struct svy_run){((double)(i * 7919 % MANY) - MANY / 2) / 7 * (i % 3 ? 1 : 1e200), i * i % 3000, 1};
	check_ok(svy_sample_make(runs, MANY, 3000, &sample, NULL), NULL);
	assert_int_equal(sample.n, MANY);
	for (size_t i = 1; i < sample.n_runs; i++) {
		const struct svy_run *a = &sample.run[i - 1], *b = &sample.run[i];
		assert_true(a->x < b->x || (a->x <= b->x && a->group < b->group));
	}
	svy_sample_clear(&sample);
}

static void values_by_rank(void **state)
{
	(void)state;
	const struct svy_run runs[] = {{1, 0, 1}, {2, 0, 2}, {5, 1, 1}};
	struct svy_sample sample;
	check_ok(svy_sample_make(runs, 3, 2, &sample, NULL), NULL);
	check_close(svy_sample_at(&sample, 1), 1, 0);
	check_close(svy_sample_at(&sample, 3), 2, 0);
	check_close(svy_sample_at(&sample, 4), 5, 0);
	check_close(svy_sample_at(&sample, 5), NAN, 0);
	check_close(svy_sample_median(&sample), 2, 0);
	svy_sample_clear(&sample);
	check_ok(svy_sample_make(runs + 1, 2, 2, &sample, NULL), NULL);
	check_close(svy_sample_median(&sample), 2, 0);
	svy_sample_clear(&sample);
	check_ok(svy_sample_make(runs, 0, 2, &sample, NULL), NULL);
	check_close(svy_sample_median(&sample), NAN, 0);
	svy_sample_clear(&sample);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_are_sorted_and_joined),
		cmocka_unit_test(what_is_no_sample_is_refused),
		cmocka_unit_test(many_runs_are_sorted_too),
		cmocka_unit_test(values_by_rank),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
