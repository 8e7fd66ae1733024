#include <math.h>
#include <string.h>

#include "report/result.h"
#include "tests/support/check.h"

static const struct svy_rfield FIELDS[] = {
	{"name", SVY_KEY, SVY_AS_TEXT}, {"n", SVY_N, SVY_AS_COUNT}, {"x", SVY_DERIVED, SVY_AS_NUMBER},
	{"percent", SVY_PERCENT, SVY_AS_PERCENT}};

static struct svy_result *new_result(struct svy_rtable **table)
{
	struct svy_status status = {0};
	struct svy_result *result;
	check_ok(svy_result_new(&result, &status), &status);
	*table = svy_result_table(result, "a", "A", FIELDS, 4);
	assert_non_null(*table);
	return result;
}

static void a_row_is_null_until_it_is_set(void **state)
{
	struct svy_rtable *t;
	struct svy_result *result = new_result(&t);
	(void)state;
	assert_int_equal(t->n_fields, 5);
	assert_string_equal(t->fields[4].name, "note");
	svy_row_begin(t, 3);
	for (size_t i = 0; i < t->n_fields; i++)
		assert_int_equal(t->rows[0].values[i].kind, SVY_NULL);
	assert_null(t->rows[0].note);
	assert_int_equal(t->rows[0].group, 3);
	svy_result_free(result);
	svy_result_free(NULL);
}

static void values_keep_their_kind(void **state)
{
	struct svy_rtable *t;
	struct svy_result *result = new_result(&t);
	(void)state;
	svy_row_begin(t, 0);
	svy_set_text(t, "name", "x");
	svy_set_count(t, "n", UINT64_MAX);
	svy_set_real(t, "x", -INFINITY);
	svy_set_percent(t, "percent", 12.5, 8);
	assert_string_equal(svy_row_value(t, 0, "name")->text, "x");
	assert_true(svy_row_value(t, 0, "n")->count == UINT64_MAX);
	check_close(svy_row_value(t, 0, "x")->real, -INFINITY, 0);
	assert_int_equal(svy_row_value(t, 0, "percent")->base, 8);
	svy_row_begin(t, 0);
	svy_set_text(t, "name", NULL);
	svy_set_real(t, "x", NAN);
	svy_set_percent(t, "percent", NAN, 8);
	assert_int_equal(svy_row_value(t, 1, "name")->kind, SVY_NULL);
	assert_int_equal(svy_row_value(t, 1, "x")->kind, SVY_NULL);
	assert_int_equal(svy_row_value(t, 1, "percent")->kind, SVY_NULL);
	svy_set_real(t, "x", -0.0);
	assert_false(signbit(svy_row_value(t, 1, "x")->real));
	svy_set_text(t, "name", "once");
	svy_set_text(t, "name", "again");
	assert_string_equal(svy_row_value(t, 1, "name")->text, "again");
	assert_null(svy_row_value(t, 1, "nme"));
	svy_result_free(result);
}

static void notes_are_strung_together(void **state)
{
	struct svy_rtable *t;
	struct svy_result *result = new_result(&t);
	(void)state;
	svy_row_begin(t, 0);
	svy_row_note(t, "%d rows", 3);
	svy_row_note(t, "second");
	assert_string_equal(t->rows[0].note, "3 rows; second");
	svy_row_note_at(t, 0, "third %s", "later");
	assert_string_equal(t->rows[0].note, "3 rows; second; third later");
	svy_row_margin(t);
	assert_true(t->rows[0].margin);
	svy_result_group_note(result, 1, "n %d", 5);
	svy_result_group_note(result, 2, "n %d", 5);
	svy_result_group_note(result, 1, "n %d", 5);
	for (size_t i = 1; i < result->n_group_notes; i++)
		assert_true(strcmp(result->group_notes[0].text, result->group_notes[i].text) != 0 ||
		            result->group_notes[0].group != result->group_notes[i].group);
	svy_result_free(result);
}

static void what_it_rests_on_is_copied(void **state)
{
	struct svy_rtable *t;
	struct svy_result *result = new_result(&t);
	char path[] = "a.csv", word[] = "svy-freq";
	const char *argv[] = {word, path};
	(void)state;
	svy_result_command(result, "svy-freq", "0.1.0", 2, argv);
	svy_result_input(result, path, NULL, 7);
	svy_result_rows(result, 7, 6, 5);
	svy_result_left_out(result, path, 1);
	svy_result_seed(result, 42);
	memset(path, 'x', 5);
	memset(word, 'x', 8);
	assert_string_equal(result->command[1], "a.csv");
	assert_string_equal(result->command[0], "svy-freq");
	assert_string_equal(result->inputs[0].path, "a.csv");
	assert_null(result->inputs[0].sha256);
	assert_string_equal(result->left_out[0].reason, "a.csv");
	assert_true(result->has_rows && result->has_seed && result->left_out[0].has_n);
	assert_int_equal(result->rows_used, 5);
	assert_int_equal(result->seed, 42);
	svy_result_free(result);
}

static void tables_and_fields_are_found_by_name(void **state)
{
	static const char *const show[] = {"n", "x"};
	const struct svy_layout layout = {.row = "name", .col = "n", .show = show, .n_show = 2};
	struct svy_rtable *t;
	struct svy_result *result = new_result(&t);
	size_t index = 99;
	(void)state;
	assert_ptr_equal(svy_result_find(result, "a"), t);
	assert_null(svy_result_find(result, "b"));
	assert_true(svy_rtable_field(t, "x", &index));
	assert_int_equal(index, 2);
	assert_false(svy_rtable_field(t, "y", &index));
	svy_rtable_layout(t, &layout);
	svy_rtable_titles(t, "Rows", NULL);
	assert_string_equal(t->show[1], "x");
	assert_string_equal(t->row_name, "name");
	assert_string_equal(t->row_title, "Rows");
	assert_null(t->col_title);
	svy_result_free(result);
}

static void variables_have_titles_and_rows_a_place(void **state)
{
	static const struct svy_rfield FIELD = {"n", SVY_N, SVY_AS_COUNT};
	struct svy_status status = {0};
	struct svy_result *result;
	(void)state;
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_result_table(result, "cells", "T", &FIELD, 1);
	assert_ptr_equal(svy_result_table_of(result, "cells"), table);
	assert_null(svy_result_table_of(result, "cell"));
	svy_rtable_variable(table, "q1", "Question 1");
	svy_rtable_variable(table, "q1", "Another");
	assert_string_equal(svy_rtable_title(table, "q1"), "Question 1");
	assert_string_equal(svy_rtable_title(table, "q2"), "q2");
	svy_row_outside(table); /* there is no row yet */
	svy_row_unsummed(table, true, true);
	svy_row_begin(table, 0);
	svy_row_outside(table);
	svy_row_depth(table, 2);
	assert_true(table->rows[0].outside && table->rows[0].depth == 2);
	svy_row_unsummed(table, false, true);
	assert_int_equal(table->rows[0].unsummed, 2);
	svy_result_free(result);
}

static void without_a_table_nothing_happens(void **state)
{
	struct svy_status status = {0};
	struct svy_result *result;
	(void)state;
	check_ok(svy_result_new(&result, &status), &status);
	svy_row_begin(NULL, 0);
	svy_set_text(NULL, "x", "y");
	svy_set_real(NULL, "x", 1);
	svy_set_count(NULL, "x", 1);
	svy_row_note(NULL, "x");
	svy_row_margin(NULL);
	svy_row_others(NULL, 1);
	svy_row_unsummed(NULL, true, true);
	assert_false(svy_result_failed(result));
	result->failed = true;
	assert_true(svy_result_failed(result));
	svy_result_free(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_is_null_until_it_is_set),
		cmocka_unit_test(values_keep_their_kind),
		cmocka_unit_test(notes_are_strung_together),
		cmocka_unit_test(what_it_rests_on_is_copied),
		cmocka_unit_test(tables_and_fields_are_found_by_name),
		cmocka_unit_test(variables_have_titles_and_rows_a_place),
		cmocka_unit_test(without_a_table_nothing_happens),
	};
	return cmocka_run_group_tests_name("report/result", tests, NULL, NULL);
}
