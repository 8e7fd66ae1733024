#include "base/spread.h"

#include <math.h>

#include "tests/support/check.h"

static struct svy_spread of(const double *x, const double *w, size_t n)
{
	struct svy_spread moments = {0};
	for (size_t i = 0; i < n; i++)
		svy_spread_add(&moments, x[i], w ? w[i] : 1);
	return moments;
}

static double mean(const struct svy_spread *spread)
{
	struct svy_spread_of of;
	svy_spread_finish(spread, &of);
	return of.mean;
}

static double mean_square(const struct svy_spread *spread)
{
	struct svy_spread_of of;
	svy_spread_finish(spread, &of);
	return of.ss / of.w;
}

/* sum (x - mean)^2 / (n - 1), whose square root is what NIST publishes. */
static double sd(const struct svy_spread *moments)
{
	double n = (double)moments->n;
	return sqrt(mean_square(moments) * n / (n - 1));
}

static void the_sets_of_nist_keep_their_digits(void **state)
{
	/* NIST StRD, NumAcc3 and NumAcc4: certified mean and standard deviation.  0.1 is no
	 * double: the sum over 1001 doubles near 1e7 is off by what their rounding is. */
	static double x[1001];
	(void)state;
	for (int k = 3; k <= 4; k++) {
		double base = k == 3 ? 1000000.2 : 10000000.2, down = base - .1, up = base + .1;
		x[0] = base;
		for (size_t i = 1; i < 1001; i++)
			x[i] = i % 2 ? down : up;
		struct svy_spread m = of(x, NULL, 1001);
		check_rel(mean(&m), base, 1e-15);
		check_close(sd(&m), .1, k == 3 ? 1e-10 : 1e-9);
	}
	/* NumAcc1: whole numbers, exact. */
	struct svy_spread m = of((const double[]){10000001, 10000003, 10000002}, NULL, 3);
	check_close(mean(&m), 10000002, 0);
	check_close(sd(&m), 1, 0);
}

static void weights_count_rows_or_scale_them(void **state)
{
	static const double x[] = {1, 2, 4, 8}, w[] = {1, 0, 3, .5}, repeated[] = {1, 4, 4, 4};
	(void)state;
	struct svy_spread m = of(x, w, 3), r = of(repeated, NULL, 4);
	assert_int_equal(m.n, 2); /* a weight of 0 is no row */
	check_close(mean(&m), mean(&r), 0);
	check_close(mean_square(&m), mean_square(&r), 0);
	m = of(x, w, 4); /* (1 + 12 + 4) / 4.5; by hand */
	check_rel(mean(&m), 17 / 4.5, 1e-15);
	check_rel(mean_square(&m), (1 + 48 + 32) / 4.5 - 17 / 4.5 * (17 / 4.5), 1e-14);
}

static void deviations_count_rows_or_weights(void **state)
{
	struct svy_spread plain = {0}, weighted = {0}, same = {0};
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		svy_spread_add(&plain, (double[]){1, 2, 4}[i], 1);
		svy_spread_add(&weighted, (double[]){1, 2, 4}[i], (double[]){1, 2, 1}[i]);
		svy_spread_add(&same, .1, 1);
	}
	check_rel(svy_spread_sd(&plain, false), sqrt(7. / 3), 1e-15);
	/* 1 2 2 4: mean 2.25, sum of squares 4.75 */
	check_rel(svy_spread_sd(&weighted, true), sqrt(4.75 / 3), 1e-15);
	check_rel(svy_spread_sd(&weighted, false), sqrt(4.75 / 4 * 3 / 2), 1e-15);
	check_close(svy_spread_sd(&same, false), NAN, 0);
	check_close(svy_spread_sd(&(struct svy_spread){0}, false), NAN, 0);
}

static void any_split_gives_the_same_bits(void **state)
{
	static const double x[] = {1e9, 1e-9, 3.25, -7e5, .1, 1e9 + .5};
	(void)state;
	struct svy_spread whole = of(x, NULL, 6), back = of(x + 4, NULL, 2), front = of(x, NULL, 4);
	svy_spread_merge(&back, &front);
	double a = mean_square(&whole), b = mean_square(&back);
	assert_memory_equal(&a, &b, sizeof a);
	assert_int_equal(back.n, 6);
	check_close(back.low, -7e5, 0);
	check_close(back.high, 1e9 + .5, 0);
}

static void nothing_has_no_mean(void **state)
{
	struct svy_spread none = {0};
	(void)state;
	check_close(mean(&none), NAN, 0);
	check_close(mean_square(&none), NAN, 0);
	struct svy_spread same = of((const double[]){.1, .1, .1}, NULL, 3);
	check_close(mean_square(&same), 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(deviations_count_rows_or_weights),
		cmocka_unit_test(the_sets_of_nist_keep_their_digits),
		cmocka_unit_test(weights_count_rows_or_scale_them),
		cmocka_unit_test(any_split_gives_the_same_bits),
		cmocka_unit_test(nothing_has_no_mean),
	};
	return cmocka_run_group_tests_name("base/moments", tests, NULL, NULL);
}
