#include <math.h>

#include "stat/supremum.h"
#include "tests/support/check.h"

/* A needle of width 1e-4 at .7312 on a broad hill at .3: |f''| is at most 2e8. */
static double needle(double x)
{
	double a = (x - 0.7312) * 1e4, b = (x - 0.3) * 3;
	return 1.1 * exp(-a * a) + exp(-b * b);
}

static size_t evaluations;

static void evaluate(const void *context, struct svy_curve_point *point)
{
	(void)context;
	evaluations++;
	point->value = needle(point->at);
}

/* Above the chord by at most h^2 / 8 times the largest second derivative. */
static double bound(const void *context, const struct svy_curve_point *left, const struct svy_curve_point *right)
{
	double h = right->at - left->at, most = right->at < 0.72 || left->at > 0.74 ? 20 : 2.3e8;
	(void)context;
	return fmax(left->value, right->value) + h * h / 8 * most;
}

static const struct svy_curve NEEDLE = {evaluate, bound, NULL};

static void a_needle_is_found(void **state)
{
	(void)state;
	for (size_t cells = 1; cells < 200; cells = cells * 3 + 1) {
		evaluations = 0;
		struct svy_curve_point best = svy_supremum(&NEEDLE, 0, 1, cells, 1e-9);
		check_close(best.at, 0.7312, 1e-7);
		assert_true(best.value >= needle(0.7312) - 1e-9 && best.value < needle(0.7312) + 1e-8); /* the hill leans */
		assert_true(evaluations < 100000);
	}
}

static void ends_count(void **state)
{
	(void)state;
	check_close(svy_supremum(&NEEDLE, 0.31, 0.6, 5, 1e-9).at, 0.31, 0);
	check_close(svy_supremum(&NEEDLE, 0, 0.25, 5, 1e-9).at, 0.25, 0);
}

static void a_limit_is_decided_without_the_maximum(void **state)
{
	(void)state;
	double most = needle(0.7312);
	assert_true(svy_supremum_within(&NEEDLE, 0, 1, 10, most + 1e-3, 1e-9));
	assert_false(svy_supremum_within(&NEEDLE, 0, 1, 10, most - 1e-3, 1e-9));
	assert_true(svy_supremum_within(&NEEDLE, 0, 0.72, 10, 1.0001, 1e-9));
	assert_false(svy_supremum_within(&NEEDLE, 0, 0.72, 10, 0.9999, 1e-9));
	/* too near to say */
	assert_false(svy_supremum_within(&NEEDLE, 0, 1, 10, most + 1e-12, 1e-9));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_needle_is_found),
		cmocka_unit_test(ends_count),
		cmocka_unit_test(a_limit_is_decided_without_the_maximum),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
