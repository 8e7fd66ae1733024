#include <math.h>

#include "stat/distribution.h"
#include "tests/support/check.h"

static void tails_keep_their_digits_where_other_libraries_lose_them(void **state)
{
	(void)state;
	/* R 4.2.2 pt(-20, 100), mpmath 1.2.1; GSL's tdist_Q has eight digits here */
	check_rel(svy_t_upper(20, 100), 4.99713393066847e-37, 1e-13);
	/* mpmath 1.2.1 */
	check_rel(svy_normal_upper_log(1000), -500007.82669481215, 1e-15);
	check_rel(svy_chisq_upper(92.2052804115276, 1), 7.81360038899464e-22, 1e-13);
}

static void ends_of_the_range_are_exact(void **state)
{
	(void)state;
	check_close(svy_chisq_upper(0, 3), 1, 0);
	check_close(svy_chisq_upper(-1, 3), 1, 0);
	check_close(svy_chisq_lower(0, 3), 0, 0);
	check_close(svy_chisq_upper(INFINITY, 3), 0, 0);
	check_close(svy_beta_lower(0, 2, 3), 0, 0);
	check_close(svy_beta_lower(1, 2, 3), 1, 0);
	check_close(svy_beta_upper(1, 2, 3), 0, 0);
	check_close(svy_t_upper(0, 3), 0.5, 0);
	check_close(svy_t_upper(INFINITY, 3), 0, 0);
	check_close(svy_t_upper(-INFINITY, 3), 1, 0);
	check_close(svy_normal_upper(0), 0.5, 0);
}

static void tails_of_f_agree(void **state)
{
	(void)state;
	/* mpmath 1.2.1, betainc() */
	check_rel(svy_f_upper(3, 2, 5), 0.13929749224447151, 1e-14);
	check_rel(svy_f_upper(4.5, 1, 1e4), 0.033919384868345144, 1e-13);
	check_rel(svy_f_upper(25, 3.5, 8.25), 0.00013991836889694136, 1e-13);
	check_rel(svy_f_upper_log(1e-3, 7, 3), -1.4158089715403862e-9, 1e-12);
	check_rel(svy_f_upper_log(1e5, 4, 900), -2738.4734160319661, 1e-14);
	/* R 4.2.2 pf() */
	check_rel(svy_f_upper(1.0001, 1e6, 1e6), 0.480062195189532, 1e-12);
	/* two degrees of freedom: (1 + 2 f / d)^(-d / 2), also where it is a power */
	check_rel(svy_f_upper_log(1e250, 2, 3), -1.5 * (log(2e250) - log(3)), 1e-14);
	check_close(svy_f_upper(0, 2, 3), 1, 0);
	check_close(svy_f_upper(-1, 2, 3), 1, 0);
	check_close(svy_f_upper(INFINITY, 2, 3), 0, 0);
	check_close(svy_f_upper(1, 0, 3), NAN, 0);
}

static void infinite_degrees_of_freedom_are_normal(void **state)
{
	(void)state;
	check_rel(svy_t_upper(1.5, INFINITY), svy_normal_upper(1.5), 1e-14);
	check_rel(svy_t_upper(1.5, 1e12), svy_normal_upper(1.5), 1e-11);
}

static void the_far_tail_of_few_degrees_of_freedom_is_a_power(void **state)
{
	(void)state;
	/* Cauchy: atan(1 / t) / pi */
	check_rel(svy_t_upper(1e12, 1), 1e-12 / 3.14159265358979323846, 1e-12);
	check_rel(svy_t_upper(1e200, 1), 1e-200 / 3.14159265358979323846, 1e-12);
}

static void points_outside_the_support_have_no_probability(void **state)
{
	(void)state;
	check_close(svy_binomial_log(-1, 5, 0.3), -INFINITY, 0);
	check_close(svy_binomial_log(6, 5, 0.3), -INFINITY, 0);
	check_close(svy_binomial_log(0, 5, 0), 0, 0);
	check_close(svy_binomial_log(1, 5, 0), -INFINITY, 0);
	check_close(svy_binomial_log(5, 5, 1), 0, 0);
	check_close(svy_binomial_log(0, 0, 0.3), 0, 0);
	check_close(svy_hypergeometric_log(5, 10, 4, 6), -INFINITY, 0);
	check_close(svy_hypergeometric_log(0, 10, 6, 6), -INFINITY, 0);
	check_close(svy_hypergeometric_log(0, 0, 0, 0), 0, 0);
	/* one way of two hundred and ten */
	check_rel(svy_hypergeometric_log(4, 10, 4, 4), -log(210), 1e-14);
}

static void outside_the_domain_is_not_a_number(void **state)
{
	(void)state;
	check_close(svy_chisq_upper(1, 0), NAN, 0);
	check_close(svy_chisq_lower(NAN, 1), NAN, 0);
	check_close(svy_t_upper(1, -1), NAN, 0);
	check_close(svy_t_upper(NAN, 1), NAN, 0);
	check_close(svy_beta_lower(1.5, 1, 1), NAN, 0);
	check_close(svy_beta_upper(0.5, 0, 1), NAN, 0);
	check_close(svy_binomial_log(1, 5, 1.5), NAN, 0);
	check_close(svy_hypergeometric_log(1, 5, 6, 2), NAN, 0);
}

static void the_deviance_of_near_equals_keeps_its_digits(void **state)
{
	(void)state;
	/* (x - m)^2 / (2 m) at leading order; mpmath 1.2.1 */
	check_rel(svy_deviance(1e9 + 1, 1e9, 1), 4.9999999983333333e-10, 1e-14);
	check_close(svy_deviance(5, 5, 0), 0, 0);
	check_close(svy_deviance(0, 7, -7), 7, 0);
}

/* mpmath 1.2 at 60 digits. */
static void logarithms_live_where_probabilities_underflow(void **state)
{
	(void)state;
	check_rel(svy_chisq_density_log(2.5, 3), -1.710793167267595209, 1e-14);
	check_rel(svy_chisq_density_log(1500, 3), -747.262328339659522, 1e-14);
	check_rel(svy_chisq_density_log(0.25, 1), -0.3507913526447274324, 1e-14);
	check_rel(svy_chisq_lower_log(2.5, 3), -0.6449116146145781992, 1e-13);
	check_rel(svy_chisq_lower_log(1e-300, 3), -1037.487695488633395, 1e-13);
	check_rel(svy_chisq_lower_log(5, 10), -2.218041932926967759, 1e-13);
	check_rel(svy_chisq_upper_log(3000, 3), -1496.222274401992687, 1e-14);
	check_rel(svy_t_density_log(1.5, 4), -2.096547009582775016, 1e-13);
	check_rel(svy_t_density_log(1e10, 3), -90.90706799204911769, 1e-14);
	check_rel(svy_t_density_log(0, 1), -1.144729885849400174, 1e-14);
	check_rel(svy_beta_density_log(0.25, 2, 3), 0.5232481437645478365, 1e-13);
	check_rel(svy_beta_density_log(0x1p-500, 5, 7), -1378.54935831637478, 1e-14);
	check_rel(svy_beta_lower_log(0x1p-500, 5, 7), -1726.732386508781535, 1e-13);
	check_rel(svy_beta_lower_log(0.25, 2, 3), -1.340484825088596416, 1e-13);
	check_rel(svy_beta_upper_log(0.25, 2, 3), -0.303430429419920096, 1e-13);
	check_rel(svy_beta_upper_log(1 - 0x1p-30, 2, 40), -828.0630446061386709, 1e-14);
}

/* Differences of mpmath 1.2.1 ncdf with 40 digits. */
static void what_is_between_keeps_its_digits(void **state)
{
	(void)state;
	check_rel(svy_normal_between(0, 1), 0.34134474606854294859, 1e-15);
	check_rel(svy_normal_between(-1, 2), 0.68268949213708589717, 1e-15);
	check_rel(svy_normal_between(2, 1e-9), 5.3990966459197088827e-11, 1e-14);
	check_rel(svy_normal_between(-2.001, 0.001), 0.000053937002537656638017, 1e-13);
	check_rel(svy_normal_between(8, 0.5), 6.12616522604975094e-16, 1e-13);
	check_rel(svy_normal_between(-9, 1), svy_normal_between(8, 1), 1e-15);
	check_close(svy_normal_between(3, 0), 0, 0);
	check_close(svy_normal_between(3, -1), NAN, 0);
	check_close(svy_normal_between(NAN, 1), NAN, 0);
}

static void logarithms_keep_their_tails(void **state)
{
	(void)state;
	check_rel(svy_log_sum(log(0.25), log(0.5)), log(0.75), 1e-15);
	check_rel(svy_log_sum(-1000, -1000), log(2) - 1000, 1e-15);
	check_close(svy_log_sum(-HUGE_VAL, -HUGE_VAL), -HUGE_VAL, 0);
	check_close(svy_log_sum(-HUGE_VAL, -3), -3, 0);
	check_rel(svy_log_rest(log(0.25)), log(0.75), 1e-15);
	check_rel(svy_log_rest(-50), -exp(-50), 1e-15);
	check_rel(svy_log_rest(-1e-20), log(1e-20), 1e-15);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tails_keep_their_digits_where_other_libraries_lose_them),
		cmocka_unit_test(ends_of_the_range_are_exact),
		cmocka_unit_test(tails_of_f_agree),
		cmocka_unit_test(infinite_degrees_of_freedom_are_normal),
		cmocka_unit_test(the_far_tail_of_few_degrees_of_freedom_is_a_power),
		cmocka_unit_test(points_outside_the_support_have_no_probability),
		cmocka_unit_test(outside_the_domain_is_not_a_number),
		cmocka_unit_test(the_deviance_of_near_equals_keeps_its_digits),
		cmocka_unit_test(logarithms_live_where_probabilities_underflow),
		cmocka_unit_test(what_is_between_keeps_its_digits),
		cmocka_unit_test(logarithms_keep_their_tails),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
