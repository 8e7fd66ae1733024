#include <math.h>

#include "stat/bivariate.h"
#include "tests/support/check.h"

static const double pi = 3.14159265358979323846;

/* Sheppard (1899): at the origin 1/4 + asin(rho) / (2 pi). */
static void at_the_origin_there_is_a_formula(void **state)
{
	static const double rho[] = {-1, -0.999999, -0.7, 0, 1e-9, 0.5, 0.99, 0.9999999999, 1};
	(void)state;
	for (size_t i = 0; i < sizeof rho / sizeof *rho; i++)
		check_close(svy_binormal_lower(0, 0, rho[i]), 0.25 + asin(rho[i]) / (2 * pi), 1e-15);
}

static void ends_of_the_range(void **state)
{
	(void)state;
	check_close(svy_binormal_lower(-HUGE_VAL, 1, 0.3), 0, 0);
	check_rel(svy_binormal_lower(HUGE_VAL, 1.959963984540054, 0.3), 0.975, 1e-14);
	check_rel(svy_binormal_lower(0, HUGE_VAL, -0.3), 0.5, 1e-15);
	check_rel(svy_binormal_lower(1, 2, 1), svy_binormal_lower(1, HUGE_VAL, 0), 1e-15);
	check_close(svy_binormal_lower(-1, 0.5, -1), 0, 1e-16);
	check_close(svy_binormal_lower(NAN, 0, 0.5), NAN, 0);
	check_close(svy_binormal_lower(0, 0, 1.5), NAN, 0);
	check_close(svy_binormal_density(0, HUGE_VAL, 0.5), 0, 0);
	check_rel(svy_binormal_density(0, 0, 0.6), 1 / (2 * pi * 0.8), 1e-15);
}

/* The four quadrants at a point make the whole. */
static void quadrants_add_up(void **state)
{
	(void)state;
	for (double h = -3; h <= 3; h += 0.75)
		for (double k = -3; k <= 3; k += 0.6)
			for (double rho = -0.99; rho < 1; rho += 0.11) {
				double sum = svy_binormal_lower(h, k, rho) + svy_binormal_lower(h, -k, -rho) +
				             svy_binormal_lower(-h, k, -rho) + svy_binormal_lower(-h, -k, rho);
				check_close(sum, 1, 1e-14);
				check_close(svy_binormal_lower(h, k, rho), svy_binormal_lower(k, h, rho), 1e-15);
			}
}

/* Plackett (1954): the density is the slope in rho. */
static void density_is_the_slope_in_rho(void **state)
{
	(void)state;
	for (double rho = -0.9; rho < 0.95; rho += 0.15) {
		double slope = (svy_binormal_lower(0.4, -0.7, rho + 1e-5) - svy_binormal_lower(0.4, -0.7, rho - 1e-5)) / 2e-5;
		check_close(svy_binormal_density(0.4, -0.7, rho), slope, 1e-9);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(at_the_origin_there_is_a_formula),
		cmocka_unit_test(ends_of_the_range),
		cmocka_unit_test(quadrants_add_up),
		cmocka_unit_test(density_is_the_slope_in_rho),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
