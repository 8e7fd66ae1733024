#include <math.h>
#include <string.h>

#include "stat/margins.h"
#include "stat/test.h"
#include "tests/support/check.h"

static void empty_rows_and_columns_are_left_out_and_the_rest_is_found_again(void **state)
{
	static const double n[12] = {0, 0, 0, 0, 0, 5, 0, 2.5, 0, 1, 0, 0};
	struct svy_status status = {0};
	struct svy_margins *m = NULL;
	char note[80];
	(void)state;
	check_ok(svy_margins_new(n, 3, 4, &m, &status), &status);
	assert_int_equal(m->rows, 2);
	assert_int_equal(m->cols, 2);
	assert_int_equal(m->empty_rows, 1);
	assert_int_equal(m->empty_cols, 2);
	assert_int_equal(m->row_index[0], 1);
	assert_int_equal(m->row_index[1], 2);
	assert_int_equal(m->col_index[0], 1);
	assert_int_equal(m->col_index[1], 3);
	check_close(m->row[0], 7.5, 0);
	check_close(m->col[0], 6, 0);
	check_close(m->count[3], 0, 0);
	check_close(m->n, 8.5, 0);
	assert_false(m->whole);
	assert_null(svy_margins_reason(m));
	assert_true(svy_margins_note(m, note, sizeof note));
	assert_string_equal(note, "1 empty row and 2 empty columns left out");
	svy_margins_free(m);
	svy_margins_free(NULL);
}

static void sums_do_not_depend_on_the_order(void **state)
{
	/* in doubles 1e16 + 1 - is 1e16; exactly, rounded once, the sum is 1e16 + 4 */
	static const double n[5] = {1e16, 1, 1, 1, 1};
	struct svy_margins *m = NULL;
	(void)state;
	check_ok(svy_margins_new(n, 1, 5, &m, NULL), NULL);
	check_close(m->n, 10000000000000004.0, 0);
	assert_true(m->whole);
	svy_margins_free(m);
}

static void sums_beyond_a_double_are_refused(void **state)
{
	static const double n[2] = {1.7e308, 1.7e308};
	struct svy_status status = {0};
	struct svy_margins *m = NULL;
	(void)state;
	check_fails(svy_margins_new(n, 1, 2, &m, &status), SVY_EDOMAIN, &status, "too large");
	assert_null(m);
}

static void notes_are_joined_and_never_overrun(void **state)
{
	struct svy_test test;
	(void)state;
	svy_test_init(&test, "pearson");
	check_close(test.p, NAN, 0);
	check_close(test.attainable_p, NAN, 0);
	assert_string_equal(test.note, "");
	svy_test_note(&test, "one");
	svy_test_note(&test, "%s", "two");
	assert_string_equal(test.note, "one; two");
	for (int i = 0; i < 100; i++)
		svy_test_note(&test, "more than enough words");
	assert_true(strlen(test.note) < SVY_TEST_NOTE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_rows_and_columns_are_left_out_and_the_rest_is_found_again),
		cmocka_unit_test(sums_do_not_depend_on_the_order),
		cmocka_unit_test(sums_beyond_a_double_are_refused),
		cmocka_unit_test(notes_are_joined_and_never_overrun),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
