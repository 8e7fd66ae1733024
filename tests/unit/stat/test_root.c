#include <math.h>

#include "stat/root.h"
#include "tests/support/check.h"

static double cubic(double x, const void *context)
{
	return x * x * x - *(const double *)context;
}

static double logarithm(double x, const void *context)
{
	(void)context;
	return log(x);
}

static double no_number(double x, const void *context)
{
	(void)context;
	return x > 1 ? NAN : -1;
}

static void the_cube_root_is_found_from_either_side(void **state)
{
	static const double cubes[] = {2, -2, 1e-12, 1e12};
	(void)state;
	for (size_t i = 0; i < 4; i++) {
		check_rel(svy_find_root(cubic, &cubes[i], -1e5, 1e5), cbrt(cubes[i]), 1e-15);
		check_rel(svy_find_root(cubic, &cubes[i], 1e5, -1e5), cbrt(cubes[i]), 1e-15);
	}
}

static void an_end_may_be_the_root_and_a_value_infinite(void **state)
{
	double eight = 8;
	(void)state;
	check_close(svy_find_root(cubic, &eight, 2, 3), 2, 0);
	check_close(svy_find_root(cubic, &eight, 0, 2), 2, 0);
	check_rel(svy_find_root(logarithm, NULL, 0, 7), 1, 1e-15);
}

static void without_a_change_of_sign_it_is_nan(void **state)
{
	double eight = 8;
	(void)state;
	check_close(svy_find_root(cubic, &eight, 3, 4), NAN, 0);
	check_close(svy_find_root(no_number, NULL, 0, 2), NAN, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cube_root_is_found_from_either_side),
		cmocka_unit_test(an_end_may_be_the_root_and_a_value_infinite),
		cmocka_unit_test(without_a_change_of_sign_it_is_nan),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
