#include <math.h>

#include "stat/median.h"
#include "tests/support/check.h"

static struct svy_sample sample_of(const struct svy_run *runs, size_t n, size_t k)
{
	struct svy_sample sample;
	check_ok(svy_sample_make(runs, n, k, &sample, NULL), NULL);
	return sample;
}

/* Values 1 2 2 | 2 3 4 with median 2: above 0 of 3, 2 of 3. */
static void values_at_the_median_are_not_above_it(void **state)
{
	(void)state;
	const struct svy_run runs[] = {{1, 0, 1}, {2, 0, 2}, {2, 1, 1}, {3, 1, 1}, {4, 1, 1}};
	struct svy_sample sample = sample_of(runs, 5, 2);
	struct svy_test test;
	double table[4], median;
	svy_median_table(&sample, table, &median);
	check_close(median, 2, 0);
	check_close(table[0], 0, 0);
	check_close(table[1], 2, 0);
	check_close(table[2], 3, 0);
	check_close(table[3], 1, 0);
	check_ok(svy_median(&sample, &test, NULL), NULL);
	assert_string_equal(test.test, "median");
	check_rel(test.statistic, 6.0 * 36 / (2 * 4 * 9), 1e-14); /* n (ad - bc)^2 / margins */
	check_contains(test.method, "above 2 against not above");
	check_ok(svy_median_exact(&sample, SVY_TWO_SIDED, 0.95, &test, NULL), NULL);
	assert_string_equal(test.test, "median-exact");
	check_rel(test.p, 0.4, 1e-12); /* 2 choose(3, 2) / choose(6, 2) */
	check_close(test.estimate, 0, 0);
	check_ok(svy_median_exact(&sample, SVY_LESS, 0.95, &test, NULL), NULL);
	check_rel(test.p, 0.2, 1e-12);
	svy_sample_clear(&sample);
}

static void what_has_no_answer_says_why(void **state)
{
	(void)state;
	const struct svy_run runs[] = {{1, 0, 1}, {2, 0, 2}, {2, 1, 3}, {1, 2, 1}};
	struct svy_sample sample = sample_of(runs, 3, 2), three = sample_of(runs, 4, 3), none = sample_of(runs, 0, 2);
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_median(&sample, &test, NULL), NULL);
	check_close(test.p, NAN, 0);
	assert_string_equal(test.note, "nobody is above the median");
	check_ok(svy_median(&none, &test, NULL), NULL);
	check_close(test.p, NAN, 0);
	assert_string_equal(test.note, "there are no values");
	check_contains(test.method, "above the median against");
	check_fails(svy_median_exact(&three, SVY_TWO_SIDED, 0.95, &test, &status), SVY_EDOMAIN, &status, "two groups");
	svy_sample_clear(&sample);
	svy_sample_clear(&three);
	svy_sample_clear(&none);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_at_the_median_are_not_above_it),
		cmocka_unit_test(what_has_no_answer_says_why),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
