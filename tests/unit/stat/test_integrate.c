#include <math.h>

#include "stat/integrate.h"
#include "tests/support/check.h"

static double power(double x, const void *context)
{
	return pow(x, *(const double *)context);
}

static double bell(double x, const void *context)
{
	double width = *(const double *)context;
	return exp(-0.5 * x * x / width / width);
}

static double no_number(double x, const void *context)
{
	(void)context;
	return x > 2 ? NAN : 1;
}

static void powers_have_a_formula(void **state)
{
	static const double powers[] = {0, 1, 2, 7.5, 40, 0.5};
	(void)state;
	for (size_t i = 0; i < sizeof powers / sizeof *powers; i++)
		check_rel(svy_integrate(power, &powers[i], 0, 3, 1e-14), pow(3, powers[i] + 1) / (powers[i] + 1), 1e-13);
}

/* sqrt(pi / 2) width: the other half of it is left of 0. */
static void a_peak_at_the_end_is_found_however_narrow(void **state)
{
	(void)state;
	for (double width = 1; width > 1e-2; width /= 3)
		check_rel(svy_integrate(bell, &width, 0, 40, 1e-14), sqrt(acos(0)) * width, 1e-13);
}

/* sqrt(2 pi) width; from the middle on, where it is even, half of it. */
static void a_bell_by_equal_steps(void **state)
{
	(void)state;
	for (double width = 1; width > 1e-3; width /= 3) {
		check_rel(svy_integrate_bell(bell, &width, -9, 9, 1e-14), 2 * sqrt(acos(0)) * width, 1e-13);
		check_rel(svy_integrate_bell(bell, &width, 0, 9, 1e-14), sqrt(acos(0)) * width, 1e-13);
	}
	check_close(svy_integrate_bell(no_number, NULL, 0, 3, 1e-14), NAN, 0);
}

static void nothing_is_zero_and_nan_stays(void **state)
{
	double zero = 0;
	(void)state;
	check_close(svy_integrate(power, &zero, 2, 2, 1e-14), 0, 0);
	check_close(svy_integrate(no_number, NULL, 0, 3, 1e-14), NAN, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(powers_have_a_formula),
		cmocka_unit_test(a_peak_at_the_end_is_found_however_narrow),
		cmocka_unit_test(a_bell_by_equal_steps),
		cmocka_unit_test(nothing_is_zero_and_nan_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
