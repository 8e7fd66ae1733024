#include "report/cross_matrix.h"
#include "tests/support/check.h"
#include "tests/support/crosses.h"

static void what_is_empty_in_every_table_is_left_out(void **state)
{
	static const size_t SIZES[] = {3, 2, 2};
	/* the second row is empty everywhere, the second column in the first layer only */
	static const double COUNTS[] = {1, 0, 0, 0, 3, 0, 5, 6, 0, 0, 7, 8};
	static const double EXPECTED[] = {1, 0, 3, 0, 5, 6, 7, 8};
	struct crosses c;
	struct svy_status status = {0};
	struct svy_cross_matrices m;
	(void)state;
	crosses_new(&c, 3, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	check_ok(svy_cross_matrices(&c.cross, &m, &status), &status);
	assert_int_equal(m.rows, 2);
	assert_int_equal(m.cols, 2);
	assert_int_equal(m.row[1], 2);
	assert_true(m.dropped);
	check_close(m.row_score[1], 3, 0); /* its place, the empty one counted */
	check_close(m.col_score[1], 2, 0);
	for (size_t i = 0; i < 8; i++)
		check_close(svy_cross_matrix_of(&m, i / 4)[i % 4], EXPECTED[i], 0);
	svy_cross_matrices_clear(&m);
	assert_null(m.cells);
	crosses_free(&c);
}

static void a_full_table_is_as_it_is(void **state)
{
	static const size_t SIZES[] = {2, 2};
	static const double WEIGHTS[] = {1.5, 2.5, 3.5, 4.5};
	struct crosses c;
	struct svy_status status = {0};
	struct svy_cross_matrices m;
	(void)state;
	crosses_new(&c, 2, SIZES, WEIGHTS, SVY_WEIGHT_SAMPLING);
	check_ok(svy_cross_matrices(&c.cross, &m, &status), &status);
	assert_false(m.dropped);
	for (size_t i = 0; i < 4; i++)
		check_close(svy_cross_matrix_of(&m, 0)[i], WEIGHTS[i], 0);
	svy_cross_matrices_clear(&m);
	crosses_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_empty_in_every_table_is_left_out),
		cmocka_unit_test(a_full_table_is_as_it_is),
	};
	return cmocka_run_group_tests_name("report/cross_matrix", tests, NULL, NULL);
}
