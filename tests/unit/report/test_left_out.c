#include <math.h>

#include "report/left_out.h"
#include "tests/support/check.h"
#include "tests/support/numbers.h"

static void reasons_are_named_with_their_variable(void **state)
{
	static const size_t COLUMNS[] = {NUMBERS_X, NUMBERS_GROUP};
	const int32_t groups[] = {0, -2, 0};
	const double x[] = {NAN, 1, 2};
	const struct svy_missing_policy exclude = {.what = SVY_MISSING_EXCLUDE};
	struct svy_table *table = numbers_new(3, 1, groups, x, NULL);
	const struct svy_variable *variables[] = {&table->columns[NUMBERS_X].variable,
	                                          &table->columns[NUMBERS_GROUP].variable};
	struct svy_status status = {0};
	struct svy_complete *complete;
	struct svy_result *result;
	(void)state;
	check_ok(svy_complete_new(2, &complete, &status), &status);
	check_ok(svy_complete_add(complete, table, COLUMNS, &exclude, NULL, &status), &status);
	check_ok(svy_result_new(&result, &status), &status);
	svy_left_out(result, complete, variables, 2);
	assert_int_equal(result->n_left_out, 2);
	assert_string_equal(result->left_out[0].reason, "b: refused");
	assert_int_equal(result->left_out[0].n, 1);
	assert_string_equal(result->left_out[1].reason, "a: not-asked");
	svy_result_free(result);
	svy_complete_free(complete);
	rows_free(table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(reasons_are_named_with_their_variable)};
	return cmocka_run_group_tests_name("report/left_out", tests, NULL, NULL);
}
