/* The checks of our tests can fail. */
#include <math.h>

#include "tests/support/check.h"

static void near_is_near(void **state)
{
	(void)state;
	assert_true(is_close(1.05, 1, 0.1, 0));
	assert_false(is_close(1.2, 1, 0.1, 0));
	assert_true(is_close(1050, 1000, 0.1, 1));
	assert_false(is_close(1200, 1000, 0.1, 1));
	assert_true(is_close(0, -0.0, 0, 0));
	assert_false(is_close(1e-300, 0, 1e-10, 1)); /* relative to nothing */
	assert_false(is_close(1 + 0x1p-52, 1, 0, 0));
}

static void what_is_no_number_is_near_its_like_only(void **state)
{
	(void)state;
	assert_true(is_close(NAN, NAN, 0, 0));
	assert_false(is_close(NAN, 1, 1e300, 0));
	assert_false(is_close(1, NAN, 1e300, 0));
	assert_true(is_close(INFINITY, INFINITY, 0, 0));
	assert_false(is_close(INFINITY, -INFINITY, 1e300, 0));
	assert_false(is_close(1, INFINITY, 1e300, 1));
	assert_false(is_close(INFINITY, 1, 1e300, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(near_is_near),
		cmocka_unit_test(what_is_no_number_is_near_its_like_only),
	};
	return cmocka_run_group_tests_name("support/check", tests, NULL, NULL);
}
