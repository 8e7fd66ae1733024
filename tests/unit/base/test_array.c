#include <stdint.h>
#include <stdlib.h>

#include "base/array.h"
#include "tests/support/check.h"

static void new_elements_are_zero(void **state)
{
	double *x = svy_array_new(1000, sizeof *x);
	void *empty = svy_array_new(0, 8);
	(void)state;
	assert_non_null(x);
	assert_non_null(empty);
	for (size_t i = 0; i < 1000; i++)
		check_close(x[i], 0, 0);
	free(empty);
	free(x);
}

static void sizes_that_overflow_are_refused(void **state)
{
	int *array = NULL;
	size_t capacity = 0;
	(void)state;
	assert_null(svy_array_new(SIZE_MAX / 4, 8));
	assert_null(svy_array_new(SIZE_MAX, 2));
	assert_false(svy_array_reserve(&array, &capacity, SIZE_MAX / 2, sizeof *array));
	assert_null(array);
	assert_int_equal(capacity, 0);
}

static void an_array_grows_and_keeps_what_it_has(void **state)
{
	int *array = NULL;
	size_t capacity = 0, moves = 0;
	(void)state;
	for (size_t i = 0; i < 10000; i++) {
		size_t before = capacity;
		assert_true(svy_array_reserve(&array, &capacity, i + 1, sizeof *array));
		assert_true(capacity > i);
		assert_int_equal(array[i], 0);
		array[i] = (int)i;
		moves += capacity != before;
	}
	for (size_t i = 0; i < 10000; i++)
		assert_int_equal(array[i], i);
	assert_true(moves < 20); /* doubled, not grown by one */
	assert_true(svy_array_reserve(&array, &capacity, 5, sizeof *array));
	assert_true(capacity >= 10000);
	free(array);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(new_elements_are_zero),
		cmocka_unit_test(sizes_that_overflow_are_refused),
		cmocka_unit_test(an_array_grows_and_keeps_what_it_has),
	};
	return cmocka_run_group_tests_name("base/array", tests, NULL, NULL);
}
