#include <math.h>

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_case_with_a_formula),
		cmocka_unit_test(without_lambda_it_is_chi_squared),
		cmocka_unit_test(limits_give_their_tail_back),
		cmocka_unit_test(no_lambda_fits_a_small_statistic),
		cmocka_unit_test(outside_the_domain_is_nan),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
