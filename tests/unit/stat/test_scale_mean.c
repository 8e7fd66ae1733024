#include <math.h>

#include "stat/distribution.h"
#include "stat/scale_mean.h"
#include "tests/support/check.h"

static double normal(double s, const void *context)
{
	return svy_normal_upper_log(*(const double *)context * s);
}

static double all(double s, const void *context)
{
	(void)context;
	return 0 * s;
}

static double no_number(double s, const void *context)
{
	(void)context;
	return s * NAN;
}

/* The mean of 1 is 1. */
static void the_density_is_one(void **state)
{
	static const double dfs[] = {1e-3, 0.4, 1, 2, 7.5, 100, 1e6, 1e12, 1e19};
	(void)state;
	for (size_t i = 0; i < sizeof dfs / sizeof *dfs; i++)
		check_close(svy_scale_mean_log(all, NULL, false, dfs[i]), 0, 1e-13);
}

/* The mean of a normal tail is Student's. */
static void a_normal_tail_becomes_students(void **state)
{
	static const double dfs[] = {0.2, 1, 3, 12.5, 400, 1e7, INFINITY}, ts[] = {0.01, 1, 4, 40, 1e5};
	(void)state;
	for (size_t i = 0; i < sizeof dfs / sizeof *dfs; i++)
		for (size_t j = 0; j < sizeof ts / sizeof *ts; j++) {
			double falls = -ts[j], expected = svy_t_upper_log(ts[j], dfs[i]);
			check_close(svy_scale_mean_log(normal, &ts[j], false, dfs[i]), expected, 1e-12 * (1 + fabs(expected)));
			check_close(svy_scale_mean_log(normal, &falls, true, dfs[i]), log1p(-exp(expected)), 1e-12);
		}
}

static void outside_the_domain_is_nan(void **state)
{
	(void)state;
	check_close(svy_scale_mean_log(all, NULL, false, 0), NAN, 0);
	check_close(svy_scale_mean_log(all, NULL, false, NAN), NAN, 0);
	check_close(svy_scale_mean_log(no_number, NULL, false, 5), NAN, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_density_is_one),
		cmocka_unit_test(a_normal_tail_becomes_students),
		cmocka_unit_test(outside_the_domain_is_nan),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
