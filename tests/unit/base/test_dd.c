/* Expected values from mpmath 1.2 at 400 bits, as the two nearest doubles. */
#include <math.h>

#include "base/dd.h"
#include "base/random.h"
#include "tests/support/check.h"

static const struct svy_dd PI = {0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};
static const struct svy_dd E = {0x1.5bf0a8b145769p+1, 0x1.4d57ee2b1013ap-53};

/* Within a few units of 2^-104 of the whole. */
static void is_near(struct svy_dd x, double high, double low)
{
	check_close(x.high, high, 0);
	check_close(x.low, low, fabs(high) * 0x1p-103);
}

static void operations_are_good_to_104_bits(void **state)
{
	(void)state;
	is_near(svy_dd_add(PI, E), 0x1.77082efac4241p+2, -0x1.9845aea3aa2bfp-53);
	is_near(svy_dd_sub(PI, E), 0x1.b1786497ead78p-2, -0x1.97ac57ce52998p-56);
	is_near(svy_dd_mul(PI, E), 0x1.114580b45d475p+3, -0x1.867bdea1974bdp-51);
	is_near(svy_dd_div(PI, E), 0x1.27ddbf6271dbep+0, -0x1.023c476cc3361p-56);
	is_near(svy_dd_sqrt(PI), 0x1.c5bf891b4ef6bp+0, -0x1.618f13eb7ca89p-54);
	is_near(svy_dd_div(svy_dd_from(1), svy_dd_from(3)), 0x1.5555555555555p-2, 0x1.5555555555555p-56);
	is_near(svy_dd_sqrt(svy_dd_from(2)), 0x1.6a09e667f3bcdp+0, -0x1.bdd3413b26456p-54);
}

static void sums_and_products_of_doubles_are_exact(void **state)
{
	struct svy_dd sum = svy_dd_sum(1, 0x1p-80), product = svy_dd_product(1 + 0x1p-40, 1 + 0x1p-40);
	(void)state;
	check_close(sum.high, 1, 0);
	check_close(sum.low, 0x1p-80, 0);
	check_close(product.high, 1 + 0x1p-39, 0);
	check_close(product.low, 0x1p-80, 0);
	check_close(svy_dd_value(svy_dd_sub(sum, svy_dd_from(1))), 0x1p-80, 0);
}

/* (a / b) * b is a, and sqrt(a)^2 is a, to 100 bits; a - a is nothing. */
static void operations_undo_each_other(void **state)
{
	struct svy_random random;
	(void)state;
	svy_random_start(&random, 1, "test-dd", 0);
	for (int i = 0; i < 2000; i++) {
		struct svy_dd a = svy_dd_sum(exp(40 * svy_random_normal(&random)), svy_random_uniform(&random));
		struct svy_dd b = svy_dd_product(svy_random_normal(&random), svy_random_normal(&random));
		struct svy_dd root = svy_dd_sqrt(a);
		double scale = fabs(a.high) * 0x1p-100;
		check_close(svy_dd_value(svy_dd_sub(svy_dd_mul(svy_dd_div(a, b), b), a)), 0, scale);
		check_close(svy_dd_value(svy_dd_sub(svy_dd_mul(root, root), a)), 0, scale);
		check_close(svy_dd_value(svy_dd_sub(svy_dd_add(a, b), svy_dd_add(b, a))), 0, 0);
		check_close(svy_dd_value(svy_dd_sub(a, a)), 0, 0);
	}
}

static void what_is_not_finite_has_no_low_part(void **state)
{
	struct svy_dd huge = svy_dd_from(1e308), zero = svy_dd_from(0), infinite = svy_dd_from(INFINITY);
	struct svy_dd results[] = {svy_dd_add(huge, huge), svy_dd_mul(huge, huge), svy_dd_div(huge, zero),
	                           svy_dd_sqrt(infinite), svy_dd_sum(INFINITY, 1), svy_dd_product(1e200, 1e200)};
	(void)state;
	for (size_t i = 0; i < sizeof results / sizeof *results; i++) {
		check_close(results[i].high, INFINITY, 0);
		check_close(results[i].low, 0, 0);
	}
	check_close(svy_dd_value(svy_dd_div(huge, infinite)), 0, 0);
	check_close(svy_dd_value(svy_dd_sqrt(zero)), 0, 0);
	assert_true(isnan(svy_dd_value(svy_dd_sqrt(svy_dd_from(-1)))));
	assert_true(isnan(svy_dd_value(svy_dd_div(zero, zero))));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(operations_are_good_to_104_bits),
		cmocka_unit_test(sums_and_products_of_doubles_are_exact),
		cmocka_unit_test(operations_undo_each_other),
		cmocka_unit_test(what_is_not_finite_has_no_low_part),
	};
	return cmocka_run_group_tests_name("base/dd", tests, NULL, NULL);
}
