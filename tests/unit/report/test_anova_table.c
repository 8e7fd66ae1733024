#include <math.h>

#include "report/anova_table.h"
#include "tests/support/check.h"

static double real_at(const struct svy_rtable *table, size_t row, size_t field)
{
	const struct svy_value *value = &table->rows[row].values[field];
	return value->kind == SVY_REAL ? value->real : NAN;
}

static struct svy_result *make(const struct svy_group_moments *moments, size_t k)
{
	const struct svy_trial_data data = {.form = SVY_FORM_GROUPS, .k = k, .moments = moments};
	struct svy_result *result;
	check_ok(svy_result_new(&result, NULL), NULL);
	check_ok(svy_anova_table(&data, result, NULL), NULL);
	assert_int_equal(result->n_tables, 1);
	return result;
}

static void between_and_within_add_up(void **state)
{
	(void)state;
	const struct svy_group_moments groups[] = {{3, 2, 0, 2}, {3, 4, 0, 8}, {3, 7, 0, 14}};
	struct svy_result *result = make(groups, 3);
	const struct svy_rtable *table = result->tables[0];
	assert_string_equal(table->name, "anova");
	assert_int_equal(table->n_rows, 3);
	assert_string_equal(table->rows[2].values[0].text, "total");
	check_rel(real_at(table, 0, 2), 38, 1e-15);
	check_close(real_at(table, 1, 2), 24, 0);
	check_rel(real_at(table, 2, 2), 62, 1e-15);
	check_rel(real_at(table, 0, 4), 4.75, 1e-15);
	check_close(real_at(table, 1, 5), NAN, 0);
	svy_result_free(result);
}

static void what_has_no_f_says_why(void **state)
{
	(void)state;
	const struct svy_group_moments groups[] = {{3, 2, 0, 0}, {3, 4, 0, 0}};
	struct svy_result *result = make(groups, 2);
	check_contains(result->tables[0]->rows[0].note, "F would be infinite");
	check_close(real_at(result->tables[0], 0, 4), NAN, 0);
	svy_result_free(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(between_and_within_add_up),
		cmocka_unit_test(what_has_no_f_says_why),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
