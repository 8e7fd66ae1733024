#include <math.h>

#include "stat/quantile.h"
#include "tests/support/check.h"

static void quantiles_at_the_usual_levels(void **state)
{
	(void)state;
	/* R 4.2.2 qnorm, qt, qchisq, qbeta */
	check_rel(svy_normal_upper_quantile(0.025), 1.959963984540054, 1e-14);
	check_rel(svy_t_upper_quantile(0.025, 10), 2.22813885198627, 1e-13);
	check_rel(svy_chisq_upper_quantile(0.05, 1), 3.841458820694124, 1e-13);
	check_rel(svy_beta_lower_quantile(0.025, 5, 16), 0.0865714691014345, 1e-13);
}

static void many_degrees_of_freedom_do_not_fail(void **state)
{
	(void)state;
	/* R 4.2.2 qchisq(0.975, 1e5); GSL 2.7 gives 132866 without a word */
	check_rel(svy_chisq_upper_quantile(0.025, 1e5), 100878.415305666, 1e-14);
	/* normal, corrected by (z^3 + z) / (4 df): Abramowitz and Stegun 26.7.5 */
	double z = svy_normal_upper_quantile(0.025);
	check_rel(svy_t_upper_quantile(0.025, 1e12), z + (z * z * z + z) / 4e12, 1e-14);
}

static void ends_are_exact(void **state)
{
	(void)state;
	check_close(svy_normal_upper_quantile(0), INFINITY, 0);
	check_close(svy_normal_upper_quantile(1), -INFINITY, 0);
	check_close(svy_normal_upper_quantile(0.5), 0, 0);
	check_close(svy_t_upper_quantile(0, 4), INFINITY, 0);
	check_close(svy_chisq_upper_quantile(0, 4), INFINITY, 0);
	check_close(svy_chisq_upper_quantile(1, 4), 0, 0);
	check_close(svy_chisq_lower_quantile(0, 4), 0, 0);
	check_close(svy_beta_lower_quantile(0, 4, 5), 0, 0);
	check_close(svy_beta_lower_quantile(1, 4, 5), 1, 0);
	check_close(svy_beta_upper_quantile(0, 4, 5), 1, 0);
	check_close(svy_beta_upper_quantile(1, 4, 5), 0, 0);
}

static void beyond_what_a_double_holds_is_the_end(void **state)
{
	(void)state;
	/* x^(1/4) = 1e-300 has x = 1e-1200 */
	check_close(svy_beta_lower_quantile(1e-300, 0.25, 1), 0, 0);
	check_close(svy_chisq_lower_quantile(1e-300, 0.25), 0, 0);
}

static void outside_the_domain_is_not_a_number(void **state)
{
	(void)state;
	check_close(svy_normal_upper_quantile(-0.1), NAN, 0);
	check_close(svy_normal_upper_quantile(NAN), NAN, 0);
	check_close(svy_t_upper_quantile(0.1, 0), NAN, 0);
	check_close(svy_t_upper_quantile(1.1, 3), NAN, 0);
	check_close(svy_chisq_upper_quantile(0.1, -1), NAN, 0);
	check_close(svy_chisq_lower_quantile(0.1, INFINITY), NAN, 0);
	check_close(svy_beta_lower_quantile(0.1, 0, 1), NAN, 0);
	check_close(svy_beta_upper_quantile(2, 1, 1), NAN, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quantiles_at_the_usual_levels),
		cmocka_unit_test(many_degrees_of_freedom_do_not_fail),
		cmocka_unit_test(ends_are_exact),
		cmocka_unit_test(beyond_what_a_double_holds_is_the_end),
		cmocka_unit_test(outside_the_domain_is_not_a_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
