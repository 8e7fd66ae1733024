#include "report/order.h"

#include <math.h>

#include "tests/support/check.h"

static void check_order(const struct svy_order_row *rows, size_t n, bool ascending, const size_t *expected)
{
	size_t order[16];
	svy_order_rows(rows, n, ascending, order);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(order[i], expected[i]);
}

static void the_largest_comes_first_and_ties_stay(void **state)
{
	const struct svy_order_row rows[] = {{2, 0, false}, {3, 0, false}, {2, 0, false}, {NAN, 0, false}, {3, 0, false}};
	(void)state;
	check_order(rows, 5, false, (size_t[]){1, 4, 0, 2, 3});
	check_order(rows, 5, true, (size_t[]){0, 2, 1, 4, 3});
	check_order(rows, 0, true, NULL);
}

static void missing_answers_stay_last(void **state)
{
	const struct svy_order_row rows[] = {{9, 0, true}, {1, 0, false}, {NAN, 0, false}, {5, 0, false}, {10, 0, true}};
	(void)state;
	check_order(rows, 5, false, (size_t[]){3, 1, 2, 4, 0});
	check_order(rows, 5, true, (size_t[]){1, 3, 2, 0, 4});
}

/* a, net (b, net (c, d), e), f */
static void nets_move_with_their_categories(void **state)
{
	const struct svy_order_row rows[] = {{3, 0, false}, {9, 0, false}, {1, 1, false}, {6, 1, false},
	                                     {2, 2, false}, {4, 2, false}, {2, 1, false}, {20, 0, false}};
	(void)state;
	check_order(rows, 8, false, (size_t[]){7, 1, 3, 5, 4, 6, 2, 0});
	check_order(rows, 8, true, (size_t[]){0, 1, 2, 6, 3, 4, 5, 7});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_largest_comes_first_and_ties_stay),
		cmocka_unit_test(missing_answers_stay_last),
		cmocka_unit_test(nets_move_with_their_categories),
	};
	return cmocka_run_group_tests_name("report/order", tests, NULL, NULL);
}
