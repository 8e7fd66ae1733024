#include <math.h>
#include <string.h>

#include "report/tests_table.h"
#include "tests/support/check.h"

static struct svy_rtable *table_of(struct svy_result **result, bool adjusted)
{
	struct svy_rfield fields[SVY_N_TEST_FIELDS];
	check_ok(svy_result_new(result, NULL), NULL);
	struct svy_rtable *table = svy_result_table(*result, "tests", "Tests", fields, svy_tests_fields(adjusted, fields));
	svy_row_begin(table, 0);
	return table;
}

static void p_adjusted_is_there_where_it_is_asked_for(void **state)
{
	(void)state;
	struct svy_rfield fields[SVY_N_TEST_FIELDS];
	assert_int_equal(svy_tests_fields(false, fields), SVY_N_TEST_FIELDS - 1);
	assert_int_equal(svy_tests_fields(true, fields), SVY_N_TEST_FIELDS);
	assert_string_equal(fields[4].name, "p");
	assert_string_equal(fields[5].name, "p_adjusted");
}

static void what_cannot_be_significant_is_said(void **state)
{
	(void)state;
	struct svy_result *result;
	struct svy_rtable *table = table_of(&result, false);
	struct svy_test test;
	svy_tests_lay_out(table);
	assert_int_equal(table->n_show, SVY_N_TEST_FIELDS - 3); /* nor p_adjusted */
	svy_test_init(&test, "fisher");
	test.p = 1 - 0x1p-53;
	test.attainable_p = 0.11;
	svy_test_note(&test, "first");
	svy_tests_set(table, &test, 1 - 0.95);
	check_rel(svy_row_value(table, 0, "p")->real, 1, 0);
	check_rel(svy_row_value(table, 0, "attainable_p")->real, 0.11, 0);
	assert_int_equal(svy_row_value(table, 0, "statistic")->kind, SVY_NULL);
	assert_string_equal(table->rows[0].note,
	                    "first; cannot be tested at the level 0.05: no p below 0.11 is attainable");
	svy_result_free(result);
}

static void an_attainable_p_at_the_level_can_be_tested(void **state)
{
	(void)state;
	struct svy_result *result;
	struct svy_rtable *table = table_of(&result, true);
	struct svy_test test;
	svy_test_init(&test, "fisher");
	test.p = 0;
	test.log_p = -800;
	test.attainable_p = 0.05;
	svy_tests_set(table, &test, 1 - 0.95);
	assert_string_equal(table->rows[0].note, "p is below the smallest number: its natural logarithm is -800");
	svy_result_free(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(p_adjusted_is_there_where_it_is_asked_for),
		cmocka_unit_test(what_cannot_be_significant_is_said),
		cmocka_unit_test(an_attainable_p_at_the_level_can_be_tested),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
