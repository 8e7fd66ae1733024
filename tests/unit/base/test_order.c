#include <math.h>

#include "base/order.h"
#include "base/random.h"
#include "tests/support/check.h"

static void numbers_ascend_and_ties_keep_their_order(void **state)
{
	(void)state;
	const double x[] = {3, -0.0, INFINITY, -1e300, 0, 3, -5e-324, 5e-324, -INFINITY, 0x1p-1022, 3};
	size_t place[] = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
	const size_t expected[] = {8, 3, 6, 4, 1, 7, 9, 10, 5, 0, 2};
	check_ok(svy_order(x, place, 11, NULL), NULL);
	for (size_t i = 0; i < 11; i++)
		assert_int_equal(place[i], expected[i]);
}

static void order_by_y_then_by_x_is_of_both(void **state)
{
	(void)state;
	enum { N = 5000 };
	static double x[N], y[N];
	static size_t place[N];
	struct svy_random random;
	svy_random_start(&random, 1, "order", 0);
	for (size_t i = 0; i < N; i++) {
		x[i] = (double)svy_random_below(&random, 50) - 25;
		y[i] = svy_random_normal(&random);
		place[i] = i;
	}
	check_ok(svy_order(y, place, N, NULL), NULL);
	check_ok(svy_order(x, place, N, NULL), NULL);
	for (size_t i = 1; i < N; i++) {
		size_t a = place[i - 1], b = place[i];
		assert_true(x[a] < x[b] || (!(x[a] > x[b]) && y[a] <= y[b]));
	}
}

static void none_and_one_are_in_order(void **state)
{
	(void)state;
	const double x[] = {7};
	size_t place[] = {0};
	check_ok(svy_order(x, place, 0, NULL), NULL);
	check_ok(svy_order(x, place, 1, NULL), NULL);
	assert_int_equal(place[0], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_ascend_and_ties_keep_their_order),
		cmocka_unit_test(order_by_y_then_by_x_is_of_both),
		cmocka_unit_test(none_and_one_are_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
