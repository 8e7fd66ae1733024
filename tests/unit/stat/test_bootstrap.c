#include <math.h>
#include <string.h>

#include "stat/bootstrap.h"
#include "tests/support/check.h"

static const double VALUE[] = {1, 2, 4, 8, 16, 3};

/* The mean of the items; state: the value of each. */
static double find_mean(const void *state, const double *n, double *scratch)
{
	const double *value = state;
	scratch[0] = scratch[1] = 0;
	for (size_t i = 0; i < 6; i++) {
		scratch[0] += n[i] * value[i];
		scratch[1] += n[i];
	}
	return scratch[0] / scratch[1];
}

static double find_constant(const void *state, const double *n, double *scratch)
{
	(void)state;
	(void)n;
	(void)scratch;
	return 3;
}

static double find_nothing(const void *state, const double *n, double *scratch)
{
	(void)state;
	(void)scratch;
	return n[0] == 2 && n[1] == 1 ? 1 : NAN; /* the data themselves, hardly ever drawn */
}

static double find_largest(const void *state, const double *n, double *scratch)
{
	const double *value = state;
	scratch[0] = 0;
	for (size_t i = 0; i < 6; i++)
		if (n[i] > 0 && value[i] > scratch[0])
			scratch[0] = value[i];
	return scratch[0];
}

static const struct svy_bootstrap_options PLAIN = {0.95, 7, 1, 2};

static struct svy_bootstrap run(const double *n, const size_t *stratum, size_t strata,
                                svy_bootstrap_statistic *statistic)
{
	const struct svy_bootstrap_data data = {n, stratum, 6, strata, "test"};
	struct svy_bootstrap out;
	check_ok(svy_bootstrap(&data, statistic, VALUE, &PLAIN, &out, NULL), NULL);
	return out;
}

static void the_mean_has_its_error_and_its_skewness(void **state)
{
	(void)state;
	const double n[] = {20, 14, 9, 4, 2, 11};
	struct svy_bootstrap of = run(n, NULL, 1, find_mean);
	double all = 60, mean = 0, second = 0, third = 0;
	for (int i = 0; i < 6; i++)
		mean += n[i] * VALUE[i] / all;
	for (int i = 0; i < 6; i++) {
		double d = VALUE[i] - mean;
		second += n[i] * d * d;
		third += n[i] * d * d * d;
	}
	assert_null(of.reason);
	assert_int_equal(of.replicates, SVY_BOOTSTRAP_REPLICATES);
	check_rel(of.se, sqrt(second) / all, 0.03);
	check_rel(of.acceleration, third / (6 * pow(second, 1.5)), 1e-10); /* Efron 1987, of a mean: skewness / 6 sqrt(n) */
	assert_true(of.low < mean && mean < of.high);
	assert_true(of.high - mean > mean - of.low); /* the long tail is above */
	check_close(of.bias, 0.05, 0.08);
}

static void groups_are_drawn_by_themselves(void **state)
{
	(void)state;
	/* the first three items are one group, the others have one respondent each */
	const double n[] = {5, 5, 5, 1, 1, 1};
	const size_t stratum[] = {0, 0, 0, 1, 2, 3};
	struct svy_bootstrap of = run(n, stratum, 4, find_mean);
	double within = 5 * (16.0 / 9 + 1.0 / 9 + 25.0 / 9); /* 1, 2, 4 about 7/3 */
	check_rel(of.se, sqrt(15 * within / 15) / 18, 0.03);
	assert_true(of.high < 43.0 / 12 + 2);
}

/* The mean of the first three items less that of the others. */
static double find_difference(const void *state, const double *n, double *scratch)
{
	const double *value = state;
	double sum[2] = {0, 0}, size[2] = {0, 0};
	(void)scratch;
	for (size_t i = 0; i < 6; i++) {
		sum[i / 3] += n[i] * value[i];
		size[i / 3] += n[i];
	}
	return sum[0] / size[0] - sum[1] / size[1];
}

static void acceleration_counts_each_group_by_its_size(void **state)
{
	(void)state;
	const double n[] = {2, 1, 1, 20, 3, 40};
	const size_t stratum[] = {0, 0, 0, 1, 1, 1};
	double second = 0, third = 0;
	for (int g = 0; g < 2; g++) {
		double size = 0, mean = 0;
		for (int i = 3 * g; i < 3 * g + 3; i++)
			size += n[i];
		for (int i = 3 * g; i < 3 * g + 3; i++)
			mean += n[i] * VALUE[i] / size;
		for (int i = 3 * g; i < 3 * g + 3; i++) {
			double d = (VALUE[i] - mean) / size * (g ? -1 : 1);
			second += n[i] * d * d;
			third += n[i] * d * d * d;
		}
	}
	check_rel(run(n, stratum, 2, find_difference).acceleration, third / (6 * pow(second, 1.5)), 1e-10);
}

static void what_ties_with_the_estimate_counts_half(void **state)
{
	(void)state;
	const double n[] = {5, 5, 0, 0, 0, 0}; /* a quarter of the samples has the estimate itself */
	check_close(run(n, NULL, 1, find_mean).bias, 0, 0.05);
}

static void what_does_not_vary_has_no_limits(void **state)
{
	(void)state;
	const double huge[] = {3e9, 3e9, 0, 0, 0, 0};
	check_contains(run(huge, NULL, 1, find_mean).reason, "4e9");
	const double n[] = {2, 1, 0, 0, 0, 0}, one[] = {0, 0, 0, 1, 0, 0}, top[] = {3, 3, 3, 3, 400, 3};
	check_contains(run(n, NULL, 1, find_constant).reason, "the same value");
	check_contains(run(one, NULL, 1, find_mean).reason, "the same value");
	check_contains(run(top, NULL, 1, find_largest).reason, "the same value");
	check_close(run(n, NULL, 1, find_constant).low, NAN, 0);
	check_close(run(n, NULL, 1, find_constant).se, NAN, 0);
}

static void samples_without_a_value_are_left_out(void **state)
{
	(void)state;
	const double n[] = {2, 1, 0, 0, 0, 0}, none[] = {0, 0, 0, 0, 0, 0};
	struct svy_bootstrap of = run(n, NULL, 1, find_nothing);
	check_close((double)of.without / (double)of.replicates, 5.0 / 9, 0.03); /* 1 - 3 (2/3)^2 (1/3) */
	assert_non_null(of.reason);
	assert_string_equal(run(none, NULL, 1, find_mean).reason, "the statistic has no value");
}

enum { MANY = SVY_BOOTSTRAP_ITEMS + 1 };

/* The mean of the squares of the places of the items. */
static double find_long_mean(const void *state, const double *n, double *scratch)
{
	double sum = 0, size = 0;
	(void)state;
	(void)scratch;
	for (size_t i = 0; i < MANY; i++) {
		double at = (double)i / MANY;
		sum += n[i] * at * at;
		size += n[i];
	}
	return sum / size;
}

static void many_items_are_left_out_by_steps(void **state)
{
	(void)state;
	static double n[MANY];
	const struct svy_bootstrap_data data = {n, NULL, MANY, 1, "test"};
	const struct svy_bootstrap_options options = {0.9, 1, 0, 0};
	struct svy_bootstrap of;
	for (size_t i = 0; i < MANY; i++)
		n[i] = 1;
	check_ok(svy_bootstrap(&data, find_long_mean, NULL, &options, &of, NULL), NULL);
	assert_int_equal(of.replicates, SVY_BOOTSTRAP_FEWER);
	/* u^2 of a uniform u: variance 4/45, third moment 16/945 */
	check_rel(of.acceleration, 16.0 / 945 / pow(4.0 / 45, 1.5) / (6 * sqrt(MANY)), 0.01);
	check_rel(of.se, sqrt(4.0 / 45 / MANY), 0.08);
}

static void mistakes_are_refused(void **state)
{
	(void)state;
	struct svy_status status = {0};
	const double half[] = {1, 0.5, 0, 0, 0, 0}, less[] = {-1, 2, 0, 0, 0, 0};
	const double fine[] = {1, 2, 0, 0, 0, 0};
	struct svy_bootstrap_data data = {half, NULL, 6, 1, "test"};
	struct svy_bootstrap_options options = PLAIN;
	struct svy_bootstrap out = {.low = 17};
	check_fails(svy_bootstrap(&data, find_mean, VALUE, &options, &out, &status), SVY_EDOMAIN, &status, "whole number");
	data.n = less;
	check_fails(svy_bootstrap(&data, find_mean, VALUE, &options, &out, &status), SVY_EDOMAIN, &status, "item 1");
	data.n = fine;
	options.level = 1;
	check_fails(svy_bootstrap(&data, find_mean, VALUE, &options, &out, &status), SVY_EDOMAIN, &status, "level");
	check_close(out.low, 17, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_mean_has_its_error_and_its_skewness),
		cmocka_unit_test(groups_are_drawn_by_themselves),
		cmocka_unit_test(acceleration_counts_each_group_by_its_size),
		cmocka_unit_test(what_ties_with_the_estimate_counts_half),
		cmocka_unit_test(what_does_not_vary_has_no_limits),
		cmocka_unit_test(samples_without_a_value_are_left_out),
		cmocka_unit_test(many_items_are_left_out_by_steps),
		cmocka_unit_test(mistakes_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
