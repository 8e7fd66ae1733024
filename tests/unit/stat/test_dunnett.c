#include <math.h>

#include "stat/distribution.h"
#include "stat/dunnett.h"
#include "tests/support/check.h"

/* Dunnett (1955), table 1a: 3 comparisons, 10 degrees of freedom, one-sided 0.05. */
static void a_table_of_his(void **state)
{
	static const double lambda[] = {0.70710678118654752, 0.70710678118654752, 0.70710678118654752};
	const struct svy_dunnett dunnett = {lambda, 3, 10, false};
	(void)state;
	check_close(svy_dunnett_upper_quantile(0.05, &dunnett), 2.34, 0.005);
}

static void one_comparison_is_students(void **state)
{
	static const double lambda[] = {0.6}, ds[] = {0.001, 1, 5, 30};
	(void)state;
	for (size_t i = 0; i < 4; i++) {
		const struct svy_dunnett two = {lambda, 1, 7.5, true}, one = {lambda, 1, 7.5, false};
		check_rel(svy_dunnett_upper(ds[i], &two), 2 * svy_t_upper(ds[i], 7.5), 1e-12);
		check_rel(svy_dunnett_upper(ds[i], &one), svy_t_upper(ds[i], 7.5), 1e-12);
		check_rel(svy_dunnett_upper(-ds[i], &one), svy_t_lower(ds[i], 7.5), 1e-12);
		check_rel(svy_dunnett_lower(-ds[i], &one), svy_t_upper(ds[i], 7.5), 1e-12);
	}
}

/* Without a common part, and with a known deviation, the probabilities are multiplied. */
static void uncorrelated_they_are_multiplied(void **state)
{
	static const double lambda[] = {0, 0, 0, 0};
	const struct svy_dunnett dunnett = {lambda, 4, INFINITY, false};
	(void)state;
	check_rel(svy_dunnett_lower(1.2, &dunnett), pow(svy_normal_lower(1.2), 4), 1e-13);
	check_rel(svy_dunnett_upper(9, &dunnett), -expm1(4 * log1p(-svy_normal_upper(9))), 1e-13);
}

static void ends_and_outside(void **state)
{
	static const double lambda[] = {0.5, 0.5}, wrong[] = {0.5, 1};
	const struct svy_dunnett two = {lambda, 2, 5, true}, one = {lambda, 2, 5, false}, bad = {wrong, 2, 5, true};
	const struct svy_dunnett none = {lambda, 0, 5, true}, no_df = {lambda, 2, 0, true};
	(void)state;
	check_close(svy_dunnett_upper(0, &two), 1, 0);
	check_close(svy_dunnett_upper(1e-18, &two), 1, 1e-14); /* two tails may add up to more than 1 */
	check_close(svy_dunnett_lower(-3, &two), 0, 0);
	check_close(svy_dunnett_upper(INFINITY, &one), 0, 0);
	check_close(svy_dunnett_upper(-INFINITY, &one), 1, 0);
	check_close(svy_dunnett_upper(NAN, &one), NAN, 0);
	check_close(svy_dunnett_upper(1, &bad), NAN, 0);
	check_close(svy_dunnett_lower(1, &none), NAN, 0);
	check_close(svy_dunnett_lower(1, &no_df), NAN, 0);
	check_close(svy_dunnett_upper_quantile(1, &two), NAN, 0);
	check_close(svy_dunnett_upper_quantile(0.1, &bad), NAN, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_of_his),
		cmocka_unit_test(one_comparison_is_students),
		cmocka_unit_test(uncorrelated_they_are_multiplied),
		cmocka_unit_test(ends_and_outside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
