#include <math.h>

#include "stat/distribution.h"
#include "stat/noncentral.h"
#include "tests/support/check.h"

/* The probability with 2 degrees of freedom and x = lambda is 1/2 (1 + e^-x I0(x)):
 * Johnson, Kotz and Balakrishnan (1995), equation 29.12; I0 from R 4.2.2 besselI. */
static void a_case_with_a_formula(void **state)
{
	(void)state;
	check_rel(svy_noncentral_chisq_lower(2, 2, 2) + svy_noncentral_chisq_upper(2, 2, 2), 1, 1e-13);
	check_rel(svy_noncentral_chisq_upper(2, 2, 2), (1 + exp(-2) * 2.2795853023360673) / 2, 1e-13);
}

static void without_lambda_it_is_chi_squared(void **state)
{
	(void)state;
	check_rel(svy_noncentral_chisq_upper(3.841458820694124, 1, 0), 0.05, 1e-13);
	check_rel(svy_noncentral_chisq_upper(3.841458820694124, 1, 1e-12), 0.05, 1e-11);
	check_close(svy_noncentral_chisq_lower(0, 3, 5), 0, 0);
	check_close(svy_noncentral_chisq_upper(-1, 3, 5), 1, 0);
}

static void limits_give_their_tail_back(void **state)
{
	static const double xs[] = {5, 60, 138.3, 4000, 3e6};
	(void)state;
	for (size_t i = 0; i < 5; i++) {
		double low = svy_noncentral_lambda_upper(0.025, xs[i], 2), high = svy_noncentral_lambda_lower(0.025, xs[i], 2);
		assert_true(low < high);
		if (low > 0)
			check_rel(svy_noncentral_chisq_upper(xs[i], 2, low), 0.025, 1e-8);
		check_rel(svy_noncentral_chisq_lower(xs[i], 2, high), 0.025, 1e-8);
	}
}

static void no_lambda_fits_a_small_statistic(void **state)
{
	(void)state;
	check_close(svy_noncentral_lambda_upper(0.025, 1, 4), 0, 0);
	check_close(svy_noncentral_lambda_lower(0.025, 0.1, 4), 0, 0);
	check_close(svy_noncentral_lambda_lower(0.025, 0, 4), 0, 0);
}

static void outside_the_domain_is_nan(void **state)
{
	(void)state;
	check_close(svy_noncentral_chisq_upper(1, 0, 1), NAN, 0);
	check_close(svy_noncentral_chisq_lower(1, 1, -1), NAN, 0);
	check_close(svy_noncentral_chisq_lower(NAN, 1, 1), NAN, 0);
	check_close(svy_noncentral_lambda_upper(0, 1, 1), NAN, 0);
	check_close(svy_noncentral_lambda_lower(0.5, NAN, 1), NAN, 0);
}

/* R 4.2.2 gives pt(-3, 5, 2) = 6.733188544e-05 and pf(0.01, 4, 30, 200) = 3.17e-97; the
 * values here were computed with 40 digits (tests/reference/make/noncentral_t.py, _f.py). */
static void small_lower_tails_keep_their_digits(void **state)
{
	(void)state;
	check_rel(svy_noncentral_t_lower(-3, 5, 2), 6.7331885312372698e-5, 1e-13);
	check_rel(svy_noncentral_f_lower(0.01, 4, 30, 200), 1.5802377962134816e-47, 1e-12);
}

static void without_delta_or_lambda_they_are_central(void **state)
{
	(void)state;
	check_rel(svy_noncentral_t_upper(2.3, 7, 0), svy_t_upper(2.3, 7), 0);
	check_rel(svy_noncentral_t_upper(2.3, 7, 1e-300), svy_t_upper(2.3, 7), 1e-13);
	check_rel(svy_noncentral_t_lower(2.3, INFINITY, 1), svy_normal_lower(1.3), 1e-14);
	check_rel(svy_noncentral_t_lower(0, 7, 1), svy_normal_lower(-1), 1e-13);
	check_rel(svy_noncentral_f_upper(3, 4, 6, 0), svy_beta_lower(6.0 / 18, 3, 2), 1e-14);
	check_rel(svy_noncentral_f_lower(3, 4, INFINITY, 5), svy_noncentral_chisq_lower(12, 4, 5), 0);
	check_close(svy_noncentral_t_upper(INFINITY, 3, 1), 0, 0);
	check_close(svy_noncentral_t_lower(-INFINITY, 3, 1), 0, 0);
	check_close(svy_noncentral_f_lower(0, 3, 4, 1), 0, 0);
	check_close(svy_noncentral_f_upper(INFINITY, 3, 4, 1), 0, 0);
}

static void limits_of_delta_and_of_f_give_their_tail_back(void **state)
{
	static const double ts[] = {-40, -2, 0, 0.3, 5, 1000};
	(void)state;
	for (size_t i = 0; i < 6; i++) {
		double low = svy_noncentral_delta_upper(0.025, ts[i], 9.5);
		double high = svy_noncentral_delta_lower(0.025, ts[i], 9.5);
		assert_true(low < high);
		check_rel(svy_noncentral_t_upper(ts[i], 9.5, low), 0.025, 1e-9);
		check_rel(svy_noncentral_t_lower(ts[i], 9.5, high), 0.025, 1e-9);
		low = svy_noncentral_f_lambda_upper(0.025, 10 + fabs(ts[i]), 3, 20);
		high = svy_noncentral_f_lambda_lower(0.025, 10 + fabs(ts[i]), 3, 20);
		check_rel(svy_noncentral_f_upper(10 + fabs(ts[i]), 3, 20, low), 0.025, 1e-9);
		check_rel(svy_noncentral_f_lower(10 + fabs(ts[i]), 3, 20, high), 0.025, 1e-9);
	}
	check_close(svy_noncentral_f_lambda_upper(0.025, 1, 3, 20), 0, 0);
	check_close(svy_noncentral_f_lambda_lower(0.025, 0, 3, 20), 0, 0);
}

static void outside_the_domain_of_t_and_f_is_nan(void **state)
{
	(void)state;
	check_close(svy_noncentral_t_upper(1, 0, 1), NAN, 0);
	check_close(svy_noncentral_t_lower(NAN, 3, 1), NAN, 0);
	check_close(svy_noncentral_t_lower(1, 3, INFINITY), NAN, 0);
	check_close(svy_noncentral_f_upper(1, 1, 0, 1), NAN, 0);
	check_close(svy_noncentral_f_upper(1, 1, 3, -1), NAN, 0);
	check_close(svy_noncentral_f_lower(NAN, 1, 3, 1), NAN, 0);
	check_close(svy_noncentral_delta_upper(1, 1, 1), NAN, 0);
	check_close(svy_noncentral_delta_lower(0.5, INFINITY, 1), NAN, 0);
	check_close(svy_noncentral_f_lambda_upper(0.5, 1, 1, 0), NAN, 0);
	check_close(svy_noncentral_f_lambda_lower(0, 1, 1, 1), NAN, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_case_with_a_formula),
		cmocka_unit_test(without_lambda_it_is_chi_squared),
		cmocka_unit_test(limits_give_their_tail_back),
		cmocka_unit_test(no_lambda_fits_a_small_statistic),
		cmocka_unit_test(outside_the_domain_is_nan),
		cmocka_unit_test(small_lower_tails_keep_their_digits),
		cmocka_unit_test(without_delta_or_lambda_they_are_central),
		cmocka_unit_test(limits_of_delta_and_of_f_give_their_tail_back),
		cmocka_unit_test(outside_the_domain_of_t_and_f_is_nan),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
