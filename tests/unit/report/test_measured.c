#include <string.h>

#include "report/measured.h"
#include "tab/count.h"
#include "tests/support/check.h"
#include "tests/support/numbers.h"

static struct svy_category CATEGORIES[] = {{.value = "a", .label = "A"}, {.value = "b", .label = "B"},
                                           {.value = "c", .label = "C"}};
static struct svy_variable
	NUMBER = {.name = "x", .title = "x"},
	OTHER = {.name = "y", .title = "y"},
	GROUP = {.name = "g", .title = "g", .categories = CATEGORIES, .n_categories = 3, .declared = true};
static const struct svy_variable *const TWO[] = {&NUMBER, &OTHER}, *const LONG[] = {&NUMBER, &GROUP, &GROUP},
	*const CROSSED[] = {&GROUP, &GROUP};

static const struct svy_value *value(const struct svy_result *result, const char *table, size_t row, const char *field)
{
	return svy_row_value(svy_result_find(result, table), row, field);
}

static void groups_become_a_sample(void **state)
{
	/* Nobody is in the third of four groups. */
	static const int32_t CODES[] = {0, 1, 3, 1, 0};
	static const double X[] = {2, 7, 1, 7, 2};
	const struct svy_missing_policy exclude = {.what = SVY_MISSING_EXCLUDE};
	struct svy_table *table = numbers_new(5, 4, CODES, X, NULL);
	struct svy_measured measured;
	struct svy_moments *moments;
	struct svy_groups groups;
	struct svy_values *values;
	(void)state;
	check_ok(svy_moments_new(SVY_WEIGHT_NONE, &moments, NULL), NULL);
	check_ok(svy_values_new(SVY_WEIGHT_NONE, &values, NULL), NULL);
	check_ok(svy_moments_add(moments, table, NUMBERS_X, NUMBERS_GROUP, SVY_NO_COLUMN, NULL, NULL), NULL);
	check_ok(svy_values_add(values, table, NUMBERS_X, NUMBERS_GROUP, SVY_NO_COLUMN, NULL, NULL), NULL);
	check_ok(svy_groups_make(moments, values, SVY_WEIGHT_NONE, &table->columns[NUMBERS_X].variable,
	                         &table->columns[NUMBERS_GROUP].variable, &exclude, &groups, NULL), NULL);
	check_ok(svy_measured_groups(&groups, &measured, NULL), NULL);
	assert_int_equal(measured.data.form, SVY_FORM_GROUPS);
	assert_int_equal(measured.data.k, 3);
	assert_string_equal(measured.data.label[2], "label 4");
	assert_int_equal(measured.data.sample.n_runs, 3);
	assert_int_equal(measured.data.sample.size[1], 2);
	assert_int_equal(measured.data.sample.run[0].group, 2);
	check_close(measured.data.moments[1].mean, 7, 0);
	svy_measured_clear(&measured);
	svy_moments_free(moments);
	svy_values_free(values);
	rows_free(table);
}

static void columns_stand_beside_each_other(void **state)
{
	double x[] = {1, 4, 2, 8};
	uint64_t n[] = {1, 3};
	const struct svy_kept kept = {x, n, 2, 2};
	struct svy_measured measured;
	struct svy_result *result;
	(void)state;
	check_ok(svy_measured_columns(SVY_FORM_PAIRED, &kept, TWO, &measured, NULL), NULL);
	assert_int_equal(measured.data.k, 2);
	assert_int_equal(measured.data.matched.size, 2);
	check_close(measured.data.matched.x[1], 2, 0);
	check_close(measured.data.matched.y[1], 8, 0);
	check_close(measured.data.blocks.x[2], 2, 0);
	check_close(measured.data.moments[1].mean, 7, 1e-15);
	check_close(measured.data.moments[0].n, 4, 0);
	check_ok(svy_result_new(&result, NULL), NULL);
	check_ok(svy_measured_describe(&measured, NULL, NULL, NULL, result, NULL), NULL);
	assert_int_equal(svy_result_find(result, "groups")->n_rows, 2); /* no total */
	assert_int_equal(value(result, "groups", 0, "mean_rank")->kind, SVY_NULL);
	check_close(value(result, "groups", 1, "median")->real, 8, 0);
	svy_result_free(result);
	svy_measured_clear(&measured);
}

static void a_long_file_is_joined(void **state)
{
	/* What makes pairs, group, number: c has no partner. */
	double x[] = {0, 0, 5, 0, 2, 6, 1, 0, 7, 1, 2, 9, 2, 2, 1};
	uint64_t n[] = {1, 1, 1, 1, 1};
	const struct svy_kept kept = {x, n, 5, 3};
	struct svy_measured measured;
	struct svy_result *result;
	(void)state;
	check_ok(svy_measured_joined(SVY_FORM_PAIRED, &kept, LONG, &measured, NULL), NULL);
	assert_int_equal(measured.data.matched.size, 2);
	assert_string_equal(measured.data.label[1], "C");
	check_close(measured.data.matched.x[1], 7, 0);
	check_close(measured.data.matched.y[1], 9, 0);
	assert_int_equal(measured.rows_alone, 1);
	check_ok(svy_result_new(&result, NULL), NULL);
	check_ok(svy_measured_describe(&measured, NULL, NULL, NULL, result, NULL), NULL);
	assert_string_equal(result->group_notes[0].text, "left out, without a row in each group: C");
	assert_int_equal(result->left_out[0].n, 1);
	svy_result_free(result);
	svy_measured_clear(&measured);
}

static void a_long_file_has_one_row_for_each(void **state)
{
	double x[] = {0, 0, 5, 0, 0, 6};
	uint64_t n[] = {1, 1};
	struct svy_kept kept = {x, n, 2, 3};
	struct svy_measured measured = {.rows_alone = 7};
	struct svy_status status = {0};
	(void)state;
	check_fails(svy_measured_joined(SVY_FORM_BLOCKS, &kept, LONG, &measured, &status), SVY_EINPUT, &status,
	            "\"A\" has more than one row where g is \"A\"");
	kept.size = 1;
	check_fails(svy_measured_joined(SVY_FORM_PAIRED, &kept, LONG, &measured, &status), SVY_EUSAGE, &status,
	            "pairs are of two groups");
	assert_int_equal(measured.rows_alone, 7);
}

static void categories_are_counted(void **state)
{
	double x[] = {0, 1, 2, 1, 2, 2};
	uint64_t n[] = {3, 4, 1};
	const struct svy_kept one = {x, n, 2, 1}, two = {x, n, 3, 2};
	struct svy_measured measured;
	struct svy_result *result;
	const double expected[] = {0.5, 0.25, 0.25};
	(void)state;
	check_ok(svy_measured_counts(SVY_FORM_CATEGORY, &one, CROSSED, &measured, NULL), NULL);
	assert_int_equal(measured.data.k, 3); /* nobody chose the third, which is declared */
	check_close(measured.data.count[1], 4, 0);
	check_ok(svy_result_new(&result, NULL), NULL);
	check_ok(svy_measured_describe(&measured, expected, NULL, NULL, result, NULL), NULL);
	check_close(value(result, "counts", 0, "expected_percent")->real, 50, 0);
	check_close(value(result, "counts", 3, "percent")->real, 100, 0);
	svy_result_free(result);
	svy_measured_clear(&measured);
	check_ok(svy_measured_counts(SVY_FORM_SHARES, &two, CROSSED, &measured, NULL), NULL);
	assert_int_equal(measured.data.k, 2); /* groups in which somebody is: B and C */
	assert_int_equal(measured.data.n_categories, 3);
	check_close(measured.data.count[0], 3, 0);
	check_close(measured.data.count[4], 4, 0);
	check_close(measured.data.count[5], 1, 0);
	svy_measured_clear(&measured);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_become_a_sample),
		cmocka_unit_test(columns_stand_beside_each_other),
		cmocka_unit_test(a_long_file_is_joined),
		cmocka_unit_test(a_long_file_has_one_row_for_each),
		cmocka_unit_test(categories_are_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
