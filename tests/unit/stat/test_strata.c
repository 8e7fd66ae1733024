#include <math.h>
#include <string.h>

#include "stat/strata.h"
#include "tests/support/check.h"

static struct svy_strata *make(const double *n, size_t k, size_t rows, size_t cols)
{
	struct svy_strata *strata = NULL;
	check_ok(svy_strata_new(n, k, rows, cols, &strata, NULL), NULL);
	return strata;
}

static void categories_empty_in_all_strata_are_left_out(void **state)
{
	/* the second row and the first column are empty throughout */
	static const double n[18] = {0, 1, 2, 0, 0, 0, 0, 3, 4, 0, 5, 0, 0, 0, 0, 0, 6, 0};
	char note[200];
	(void)state;
	struct svy_strata *strata = make(n, 2, 3, 3);
	assert_int_equal(strata->all->rows, 2);
	assert_int_equal(strata->all->cols, 2);
	assert_non_null(strata->four);
	check_close(strata->four[0].a, 1, 0);
	check_close(strata->four[0].d, 4, 0);
	check_close(strata->four[0].n, 10, 0);
	check_close(strata->four[1].c, 6, 0);
	check_close(strata->four[1].r1, 5, 0);
	check_close(strata->four[1].c2, 0, 0);
	assert_true(strata->four[0].informs && !strata->four[1].informs);
	assert_int_equal(strata->informs, 1);
	assert_true(svy_strata_table_informs(strata->table[0]));
	assert_true(strata->whole);
	assert_null(svy_strata_reason(strata));
	assert_null(svy_strata_four_reason(strata));
	assert_true(svy_strata_note(strata, note, sizeof note));
	assert_string_equal(note, "1 empty row and 1 empty column left out; 1 of 2 strata left out: only one row or "
	                          "column, or one respondent");
	svy_strata_free(strata);
}

static void what_cannot_be_tested_has_a_reason(void **state)
{
	static const double nothing[8] = {0}, apart[8] = {3, 4, 0, 0, 0, 0, 5, 6}, wide[6] = {1, 2, 3, 4, 5, 6};
	char note[200];
	(void)state;
	struct svy_strata *strata = make(nothing, 2, 2, 2);
	assert_string_equal(svy_strata_reason(strata), "the table is empty");
	svy_strata_free(strata);
	strata = make(nothing, 0, 2, 2);
	assert_string_equal(svy_strata_four_reason(strata), "the table is empty");
	svy_strata_free(strata);
	strata = make(apart, 2, 2, 2);
	assert_string_equal(svy_strata_four_reason(strata), "no stratum has two rows and two columns that are not empty");
	svy_strata_free(strata);
	strata = make(wide, 1, 2, 3);
	assert_null(svy_strata_reason(strata));
	assert_true(svy_strata_wide(strata));
	assert_string_equal(svy_strata_four_reason(strata), "for strata of 2 rows and 2 columns");
	assert_false(svy_strata_note(strata, note, sizeof note));
	svy_strata_free(strata);
	svy_strata_free(NULL);
}

static void one_respondent_says_nothing(void **state)
{
	static const double n[4] = {0.3, 0.2, 0.1, 0.4}; /* scaled counts */
	(void)state;
	struct svy_strata *strata = make(n, 1, 2, 2);
	assert_int_equal(strata->informs, 0);
	assert_false(strata->whole);
	svy_strata_free(strata);
}

static void bad_counts_are_refused(void **state)
{
	static const double bad[] = {-1, NAN, INFINITY};
	struct svy_strata *strata = NULL;
	struct svy_status status = {0};
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		double n[8] = {1, 2, 3, 4, 5, 6, bad[i], 8};
		check_fails(svy_strata_new(n, 2, 2, 2, &strata, &status), SVY_EDOMAIN, &status, "row 2, column 1");
		assert_null(strata);
	}
	double much[8] = {5e15, 1, 1, 1, 5e15, 1, 1, 1};
	check_fails(svy_strata_new(much, 2, 2, 2, &strata, &status), SVY_EDOMAIN, &status, "respondents");
	double beyond[8] = {1e308, 1, 1, 1, 1e308, 1, 1, 1};
	check_fails(svy_strata_new(beyond, 2, 2, 2, &strata, &status), SVY_EDOMAIN, &status, "a count is a number");
	assert_null(strata);
}

static void determinants_keep_their_digits(void **state)
{
	(void)state;
	/* 94906267 * 94906265 - 94906266^2 = -1; in doubles 0 */
	check_close(svy_determinant(94906267, 94906265, 94906266, 94906266), -1, 0);
	check_close(svy_determinant(3, 4, 2, 6), 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(categories_empty_in_all_strata_are_left_out),
		cmocka_unit_test(what_cannot_be_tested_has_a_reason),
		cmocka_unit_test(one_respondent_says_nothing),
		cmocka_unit_test(bad_counts_are_refused),
		cmocka_unit_test(determinants_keep_their_digits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
