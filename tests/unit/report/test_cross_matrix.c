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
	assert_true(svy_cross_matrices_fit(&m, 26)); /* the larger table, 5 + 6 + 7 + 8 */
	assert_false(svy_cross_matrices_fit(&m, 25));
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

static void weights_are_scaled_table_by_table(void **state)
{
	static const size_t SIZES[] = {2, 2, 2};
	static const double WEIGHTS[] = {1, 3, 2, 2, 10, 0, 20, 10};
	struct crosses c;
	struct svy_status status = {0};
	struct svy_result *result;
	struct svy_cross_matrices m;
	(void)state;
	crosses_new(&c, 3, SIZES, WEIGHTS, SVY_WEIGHT_SAMPLING);
	check_ok(svy_result_new(&result, &status), &status);
	check_ok(svy_cross_matrices(&c.cross, &m, &status), &status);
	check_ok(svy_cross_scale(&c.cross, result, &m, &status), &status);
	assert_true(m.scaled);
	check_rel(svy_cross_scale_of(&c.cross, 0), 4.0 / 8, 1e-15);
	check_rel(svy_cross_scale_of(&c.cross, 1), 4.0 / 40, 1e-15);
	check_rel(svy_cross_matrix_of(&m, 0)[1], 3 * 4.0 / 8, 1e-15); /* 4 answers of weight 8 */
	check_rel(svy_cross_matrix_of(&m, 1)[2], 20 * 4.0 / 40, 1e-15);
	check_contains(result->group_notes[1].text, "scaled to n 4: not design-based");
	check_contains(result->group_notes[1].text, "effective n (Kish) 2.7"); /* 1600 / 600 */
	svy_cross_matrices_clear(&m);
	crosses_free(&c);
	crosses_new(&c, 3, SIZES, WEIGHTS, SVY_WEIGHT_FREQUENCY);
	check_ok(svy_cross_matrices(&c.cross, &m, &status), &status);
	check_fails(svy_cross_scale(&c.cross, result, &m, &status), SVY_EUSAGE, &status, "no sampling weight");
	svy_cross_matrices_clear(&m);
	crosses_free(&c);
	svy_result_free(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_empty_in_every_table_is_left_out),
		cmocka_unit_test(a_full_table_is_as_it_is),
		cmocka_unit_test(weights_are_scaled_table_by_table),
	};
	return cmocka_run_group_tests_name("report/cross_matrix", tests, NULL, NULL);
}
