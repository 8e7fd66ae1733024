#include <math.h>

#include "report/groups.h"
#include "tab/count.h"
#include "tests/support/check.h"
#include "tests/support/numbers.h"

static const struct svy_missing_policy EXCLUDE = {.what = SVY_MISSING_EXCLUDE};
static const struct svy_letters PLAIN = {SVY_ADJUST_NONE, {{0.05}, 1}};
enum { N = 7 };
static const int32_t GROUPS[N] = {0, 0, 0, 1, 1, 1, 3}; /* the third of four is empty */
static const double X[N] = {1, 2, 3, 11, 12, 13, 7};

struct made {
	struct svy_table *table;
	struct svy_groups groups;
};

static struct made make(enum svy_weight_kind kind, const double *weights)
{
	struct made made = {.table = numbers_new(N, 4, GROUPS, X, weights)};
	const struct svy_column *columns = made.table->columns;
	size_t weight = weights ? NUMBERS_WEIGHT : SVY_NO_COLUMN;
	enum svy_weight_kind of_values = kind == SVY_WEIGHT_SAMPLING ? SVY_WEIGHT_NONE : kind;
	struct svy_status status = {0};
	struct svy_moments *moments;
	struct svy_values *values;
	check_ok(svy_moments_new(kind, &moments, &status), &status);
	check_ok(svy_values_new(of_values, &values, &status), &status);
	check_ok(svy_moments_add(moments, made.table, NUMBERS_X, NUMBERS_GROUP, weight, NULL, &status), &status);
	check_ok(svy_values_add(values, made.table, NUMBERS_X, NUMBERS_GROUP, weight, NULL, &status), &status);
	check_ok(svy_groups_make(moments, values, kind, &columns[NUMBERS_X].variable, &columns[NUMBERS_GROUP].variable,
	                         &EXCLUDE, &made.groups, &status), &status);
	svy_moments_free(moments);
	svy_values_free(values);
	return made;
}

static void clear(struct made *made)
{
	svy_groups_clear(&made->groups);
	rows_free(made->table);
}

static struct svy_result *write(const struct made *made, const struct svy_pair *pairs)
{
	struct svy_status status = {0};
	struct svy_result *result;
	check_ok(svy_result_new(&result, &status), &status);
	check_ok(svy_groups_table(&made->groups, pairs, &PLAIN, result, &status), &status);
	return result;
}

static void every_group_and_all(void **state)
{
	struct made made = make(SVY_WEIGHT_NONE, NULL);
	struct svy_result *result = write(&made, NULL);
	const struct svy_rtable *table = svy_result_find(result, "groups");
	(void)state;
	assert_int_equal(table->n_rows, 5);
	check_close(svy_row_value(table, 1, "mean")->real, 12, 0);
	check_close(svy_row_value(table, 1, "sd")->real, 1, 0);
	check_close(svy_row_value(table, 1, "mean_rank")->real, 6, 0);
	check_close(svy_row_value(table, 1, "q1")->real, 11.5, 0);
	assert_int_equal(svy_row_value(table, 2, "n")->count, 0);
	assert_int_equal(svy_row_value(table, 2, "mean")->kind, SVY_NULL);
	assert_string_equal(table->rows[2].note, "nobody");
	assert_string_equal(table->rows[3].note, "sd: a single answer");
	assert_string_equal(svy_row_value(table, 4, "group")->text, "Total");
	assert_string_equal(svy_row_value(table, 4, "margin")->text, "all");
	assert_true(table->rows[4].margin);
	check_close(svy_row_value(table, 4, "median")->real, 7, 0);
	assert_int_equal(svy_row_value(table, 0, "letters") == NULL, 1);
	svy_result_free(result);
	clear(&made);
}

static void compared_they_have_letters(void **state)
{
	static const struct svy_pair pairs[] = {
		{0, 1, -10, 1, -10, 4, 0.001, 0.003, NAN, NAN, NULL}, {0, 2, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, "empty"},
		{0, 3, -5, 1, -5, 4, 0.01, 0.03, NAN, NAN, NULL},     {1, 2, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, "empty"},
		{1, 3, 5, 1, 5, 4, 0.01, 0.03, NAN, NAN, NULL},       {2, 3, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, "empty"}};
	struct made made = make(SVY_WEIGHT_NONE, NULL);
	struct svy_result *result = write(&made, pairs);
	const struct svy_rtable *groups = svy_result_find(result, "groups");
	(void)state;
	assert_string_equal(svy_row_value(groups, 1, "letters")->text, "A D");
	assert_string_equal(svy_row_value(groups, 3, "letter")->text, "D");
	assert_int_equal(svy_row_value(groups, 4, "letters")->kind, SVY_NULL);
	svy_result_free(result);
	clear(&made);
}

static void sampling_weights_have_no_quantiles(void **state)
{
	static const double WEIGHTS[N] = {1, 1, 2, 0.5, 1, 1, 3};
	struct made made = make(SVY_WEIGHT_SAMPLING, WEIGHTS);
	struct svy_result *result = write(&made, NULL);
	const struct svy_rtable *table = svy_result_find(result, "groups");
	(void)state;
	check_close(svy_row_value(table, 0, "mean")->real, 2.25, 0);
	check_close(svy_row_value(table, 0, "weighted_n")->real, 4, 0);
	assert_int_equal(svy_row_value(table, 0, "median")->kind, SVY_NULL);
	check_close(svy_row_value(table, 0, "max")->real, 3, 0);
	check_contains(table->rows[0].note, "not available under sampling weights");
	check_contains(result->group_notes[0].text, "effective n (Kish)");
	svy_result_free(result);
	clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_group_and_all),
		cmocka_unit_test(compared_they_have_letters),
		cmocka_unit_test(sampling_weights_have_no_quantiles),
	};
	return cmocka_run_group_tests_name("report/groups", tests, NULL, NULL);
}
