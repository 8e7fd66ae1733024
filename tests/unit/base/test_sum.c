#include <float.h>
#include <math.h>

#include "base/sum.h"
#include "tests/support/check.h"

static double sum_of(const double *x, size_t n)
{
	struct svy_sum sum = {0};
	svy_sum_add_all(&sum, x, n);
	return svy_sum_value(&sum);
}

static void nothing_is_lost_to_cancellation(void **state)
{
	(void)state;
	check_close(sum_of((double[]){1e308, 1, -1e308}, 3), 1, 0);
	check_close(sum_of((double[]){1e100, 1, -1e100, 1e-300}, 4), 1, 0);
	check_close(sum_of((double[]){1, 0x1p-1074, -1}, 3), 0x1p-1074, 0);
	check_close(sum_of((double[]){DBL_MAX, DBL_MAX, -DBL_MAX}, 3), DBL_MAX, 0);
}

/* 0.1 ten times is 1 + 5.55e-17 exactly, which rounds to 1. */
static void the_sum_is_rounded_once(void **state)
{
	struct svy_sum sum = {0};
	(void)state;
	for (int i = 0; i < 10; i++)
		svy_sum_add(&sum, 0.1);
	check_close(svy_sum_value(&sum), 1, 0);
	check_close(sum_of((double[]){1, 0x1p-53}, 2), 1, 0);                       /* a tie goes to even */
	check_close(sum_of((double[]){1, 0x1p-53, 0x1p-1000}, 3), 1 + 0x1p-52, 0); /* just above it */
	check_close(sum_of((double[]){1 + 0x1p-52, 0x1p-53}, 2), 1 + 0x1p-51, 0);
	check_close(sum_of((double[]){-1, -0x1p-53, -0x1p-1000}, 3), -1 - 0x1p-52, 0);
}

static void the_empty_sum_is_zero(void **state)
{
	(void)state;
	check_close(sum_of(NULL, 0), 0, 0);
	check_close(sum_of((double[]){-0.0, 0.0}, 2), 0, 0);
}

static void a_million_small_ones_do_not_overflow_a_chunk(void **state)
{
	struct svy_sum sum = {0};
	(void)state;
	for (int i = 0; i < 3000000; i++)
		svy_sum_add(&sum, 0x1.fffffffffffffp+0);
	check_close(svy_sum_value(&sum), 3000000 * 0x1.fffffffffffffp+0, 0x1p-30);
	for (int i = 0; i < 3000000; i++)
		svy_sum_add(&sum, -0x1.fffffffffffffp+0);
	check_close(svy_sum_value(&sum), 0, 0);
}

static void products_are_exact(void **state)
{
	struct svy_sum sum = {0};
	double a = 1 + 0x1p-40;
	(void)state;
	svy_sum_add_product(&sum, a, a); /* 1 + 2^-39 + 2^-80 */
	svy_sum_add(&sum, -1);
	svy_sum_add(&sum, -0x1p-39);
	check_close(svy_sum_value(&sum), 0x1p-80, 0);
	svy_sum_add_product(&sum, 1e200, 1e200);
	check_close(svy_sum_value(&sum), INFINITY, 0);
}

static void merging_is_adding(void **state)
{
	struct svy_sum a = {0}, b = {0};
	(void)state;
	svy_sum_add(&a, 1e300);
	svy_sum_add(&a, 3);
	svy_sum_add(&b, -1e300);
	svy_sum_add(&b, 0x1p-60);
	svy_sum_merge(&a, &b);
	check_close(svy_sum_value(&a), 3, 0);
	check_close(svy_sum_value(&b), -1e300, 0); /* which is as it was */
}

static void infinities_and_nan_are_remembered(void **state)
{
	(void)state;
	check_close(sum_of((double[]){INFINITY, -1e308}, 2), INFINITY, 0);
	check_close(sum_of((double[]){-INFINITY, 5}, 2), -INFINITY, 0);
	check_close(sum_of((double[]){INFINITY, -INFINITY}, 2), NAN, 0);
	check_close(sum_of((double[]){NAN, 1}, 2), NAN, 0);
	check_close(sum_of((double[]){DBL_MAX, DBL_MAX}, 2), INFINITY, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_lost_to_cancellation),
		cmocka_unit_test(the_sum_is_rounded_once),
		cmocka_unit_test(the_empty_sum_is_zero),
		cmocka_unit_test(a_million_small_ones_do_not_overflow_a_chunk),
		cmocka_unit_test(products_are_exact),
		cmocka_unit_test(merging_is_adding),
		cmocka_unit_test(infinities_and_nan_are_remembered),
	};
	return cmocka_run_group_tests_name("base/sum", tests, NULL, NULL);
}
