#include <math.h>

#include "stat/autocorrelation.h"
#include "tests/support/check.h"

static void neighbours_that_alternate_are_opposed(void **state)
{
	(void)state;
	const double x[] = {1, -1, 1, -1}, high[] = {1e9 + 1, 1e9 - 1, 1e9 + 1, 1e9 - 1};
	check_close(svy_autocorrelation(x, 4, 1), -0.75, 1e-16);
	check_close(svy_autocorrelation(high, 4, 1), -0.75, 1e-16);
	check_close(svy_autocorrelation(x, 4, 2), 0.5, 1e-16);
	check_close(svy_autocorrelation(x, 4, 0), 1, 0);
}

static void numbers_of_a_published_series_agree(void **state)
{
	(void)state;
	/* R 4.2.2 acf(Nile[1:10])$acf[2:4] */
	const double nile[] = {1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140};
	check_rel(svy_autocorrelation(nile, 10, 1), -0.147430929426579, 1e-12);
	check_rel(svy_autocorrelation(nile, 10, 2), -0.387451708100564, 1e-12);
}

static void what_has_none_is_undefined(void **state)
{
	(void)state;
	const double same[] = {0.1, 0.1, 0.1}, bad[] = {1, NAN, 2};
	check_close(svy_autocorrelation(same, 3, 1), NAN, 0);
	check_close(svy_autocorrelation(bad, 3, 1), NAN, 0);
	check_close(svy_autocorrelation(same, 0, 1), NAN, 0);
	check_close(svy_autocorrelation((const double[]){1, 2}, 2, 2), NAN, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(neighbours_that_alternate_are_opposed),
		cmocka_unit_test(numbers_of_a_published_series_agree),
		cmocka_unit_test(what_has_none_is_undefined),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
