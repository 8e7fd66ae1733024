#include <math.h>

#include "stat/multinomial.h"
#include "tests/support/check.h"

static void impossible_and_certain(void **state)
{
	struct svy_random random;
	(void)state;
	svy_random_start(&random, 1, "multinomial", 0);
	check_close(svy_random_binomial(&random, 10, 0), 0, 0);
	check_close(svy_random_binomial(&random, 10, 1), 10, 0);
	check_close(svy_random_binomial(&random, 0, 0.5), 0, 0);
}

/* Mean and variance within five standard errors: by inversion, and by rejection on
 * either side of one half. */
static void binomial_has_its_mean_and_variance(void **state)
{
	static const double n[] = {7, 100, 100000, 100000, 4e9}, p[] = {0.3, 0.98, 0.2, 0.9, 1e-4};
	enum { DRAWS = 20000 };
	struct svy_random random;
	(void)state;
	svy_random_start(&random, 2, "multinomial", 0);
	for (size_t i = 0; i < 5; i++) {
		double sum = 0, squares = 0, mean = n[i] * p[i], variance = mean * (1 - p[i]);
		for (int k = 0; k < DRAWS; k++) {
			double x = svy_random_binomial(&random, n[i], p[i]);
			assert_true(x >= 0 && x <= n[i] && x == floor(x));
			sum += x - mean;
			squares += (x - mean) * (x - mean);
		}
		check_close(sum / DRAWS, 0, 5 * sqrt(variance / DRAWS));
		check_rel(squares / DRAWS, variance, 5 * sqrt(3.0 / DRAWS));
	}
}

static void multinomial_adds_up_and_leaves_empty_cells_empty(void **state)
{
	static const double weight[5] = {0, 3, 1, 6, 0};
	double sum[5] = {0};
	struct svy_random random;
	(void)state;
	svy_random_start(&random, 3, "multinomial", 0);
	for (int i = 0; i < 5000; i++) {
		double out[5], total = 0;
		svy_random_multinomial(&random, 20, weight, 5, out);
		for (size_t k = 0; k < 5; k++) {
			total += out[k];
			sum[k] += out[k];
		}
		check_close(total, 20, 0);
	}
	for (size_t k = 0; k < 5; k++)
		check_close(sum[k] / 5000, 2 * weight[k], 5 * sqrt(5.0 / 5000));
	check_close(sum[0] + sum[4], 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(impossible_and_certain),
		cmocka_unit_test(binomial_has_its_mean_and_variance),
		cmocka_unit_test(multinomial_adds_up_and_leaves_empty_cells_empty),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
