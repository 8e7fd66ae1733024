#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "tests/support/answers.h"
#include "tests/support/check.h"
#include "tests/support/crosses.h"

static const size_t SIZES[] = {2, 2, 2};
static const double COUNTS[] = {10, 20, 30, 40, 5, 0, 15, 0};

static const struct svy_value *find(const struct svy_result *result, size_t t, const char *row, const char *col,
                                    const char *field)
{
	const struct svy_rtable *cells = svy_result_find(result, "cells");
	for (size_t r = 0; r < cells->n_rows; r++)
		if (cells->rows[r].group == t && strcmp(svy_row_value(cells, r, "row")->text, row) == 0 &&
		    strcmp(svy_row_value(cells, r, "col")->text, col) == 0)
			return svy_row_value(cells, r, field);
	fail_msg("no cell %s, %s", row, col);
	return NULL;
}

static struct svy_result *cells_of(const struct svy_cross *cross)
{
	static const char *const SHOW[] = {"n"};
	struct svy_status status = {0};
	struct svy_result *result;
	check_ok(svy_result_new(&result, &status), &status);
	check_ok(svy_cross_cells(cross, result, SHOW, 1, &status), &status);
	return result;
}

static void cells_have_their_percentages_and_residuals(void **state)
{
	struct crosses c;
	(void)state;
	crosses_new(&c, 2, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = cells_of(&c.cross);
	assert_int_equal(find(result, 0, "label 1", "label 2", "n")->count, 20);
	check_rel(find(result, 0, "label 1", "label 2", "row_percent")->real, 200.0 / 3, 1e-14);
	check_rel(find(result, 0, "label 1", "label 2", "col_percent")->real, 100.0 / 3, 1e-14);
	check_rel(find(result, 0, "label 1", "label 2", "total_percent")->real, 20, 1e-14);
	check_rel(find(result, 0, "label 1", "label 2", "expected")->real, 18, 1e-14);
	check_rel(find(result, 0, "label 1", "label 2", "residual")->real, 2, 1e-14);
	check_rel(find(result, 0, "label 1", "label 2", "std_residual")->real, 2 / sqrt(18), 1e-14);
	check_rel(find(result, 0, "label 1", "label 2", "adj_residual")->real, 2 / sqrt(18 * 0.7 * 0.4), 1e-14);
	assert_int_equal(find(result, 0, "Total", "Total", "n")->count, 100);
	assert_int_equal(find(result, 0, "Total", "label 1", "expected")->kind, SVY_NULL);
	assert_string_equal(find(result, 0, "label 1", "Total", "margin")->text, "row");
	assert_string_equal(find(result, 0, "Total", "label 1", "margin")->text, "col");
	svy_result_free(result);
	crosses_free(&c);
}

static void each_layer_has_its_base(void **state)
{
	struct crosses c;
	(void)state;
	crosses_new(&c, 3, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = cells_of(&c.cross);
	const struct svy_rtable *cells = svy_result_find(result, "cells");
	assert_string_equal(cells->fields[0].name, "c");
	assert_string_equal(svy_row_value(cells, 0, "c")->text, "label 1");
	assert_int_equal(find(result, 1, "Total", "Total", "n")->count, 20);
	check_rel(find(result, 1, "label 2", "label 1", "col_percent")->real, 75, 1e-14);
	assert_int_equal(find(result, 1, "label 2", "label 2", "n")->count, 0);
	assert_int_equal(find(result, 1, "label 2", "label 2", "col_percent")->kind, SVY_NULL); /* an empty column */
	char *prefix = svy_cross_prefix(&c.cross, 1);
	assert_string_equal(prefix, "c label 2: ");
	free(prefix);
	svy_result_free(result);
	crosses_free(&c);
}

static void sampling_weights_give_no_residuals(void **state)
{
	const double weights[] = {1.5, 2, 0.5, 4};
	struct crosses c;
	(void)state;
	crosses_new(&c, 2, SIZES, weights, SVY_WEIGHT_SAMPLING);
	struct svy_result *result = cells_of(&c.cross);
	assert_int_equal(find(result, 0, "label 1", "label 1", "n")->count, 1); /* respondents */
	check_close(find(result, 0, "label 1", "label 1", "weighted_n")->real, 1.5, 0);
	check_rel(find(result, 0, "label 1", "label 1", "col_percent")->real, 75, 1e-14);
	assert_int_equal(find(result, 0, "label 1", "label 1", "expected")->kind, SVY_NULL);
	check_contains(result->notes.text[0], "not defined under sampling weights");
	check_contains(result->group_notes[0].text, "base n 4, weighted n 8.0, effective n (Kish) 2.8");
	svy_result_free(result);
	crosses_free(&c);
}

static void weights_that_are_all_zero_have_no_effective_n(void **state)
{
	const double weights[] = {0, 0, 0, 0};
	struct crosses c;
	(void)state;
	crosses_new(&c, 2, SIZES, weights, SVY_WEIGHT_SAMPLING);
	struct svy_result *result = cells_of(&c.cross);
	assert_int_equal(result->n_group_notes, 0);
	assert_int_equal(find(result, 0, "label 1", "label 1", "col_percent")->kind, SVY_NULL);
	const struct svy_rtable *cells = svy_result_find(result, "cells");
	for (size_t i = 0; i < cells->n_rows; i++)
		assert_string_equal(cells->rows[i].note, "all weights are zero"); /* four respondents: not empty */
	svy_result_free(result);
	crosses_free(&c);
}

static void the_matrix_is_that_of_the_layer(void **state)
{
	struct crosses c;
	struct svy_status status = {0};
	double *matrix;
	size_t rows, cols;
	(void)state;
	crosses_new(&c, 3, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	check_ok(svy_cross_matrix(&c.cross, 1, &matrix, &rows, &cols, &status), &status);
	assert_int_equal(rows, 2);
	assert_int_equal(cols, 2);
	for (size_t i = 0; i < 4; i++)
		check_close(matrix[i], COUNTS[4 + i], 0);
	free(matrix);
	crosses_free(&c);
}

static void names_that_would_meet_are_refused(void **state)
{
	static const char *const SHOW[] = {"col_precent"};
	struct crosses c;
	struct svy_status status = {0};
	struct svy_result *result;
	struct svy_variable layer;
	(void)state;
	crosses_new(&c, 3, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	check_ok(svy_cross_check_layers(&c.cross, &status), &status);
	layer = *c.variables[2];
	layer.name = (char[]){"col"};
	c.variables[2] = &layer;
	check_fails(svy_cross_check_layers(&c.cross, &status), SVY_EUSAGE, &status, "\"col\"");
	c.variables[2] = &c.table->columns[2].variable;
	check_ok(svy_result_new(&result, &status), &status);
	check_fails(svy_cross_cells(&c.cross, result, SHOW, 1, &status), SVY_EUSAGE, &status,
	            "did you mean \"col_percent\"");
	svy_result_free(result);
	crosses_free(&c);
}

static void other_tables_begin_with_the_layers(void **state)
{
	static const struct svy_rfield FIELDS[] = {{"x", SVY_DERIVED, SVY_AS_NUMBER}};
	struct crosses c;
	struct svy_status status = {0};
	struct svy_result *result;
	(void)state;
	crosses_new(&c, 3, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_cross_table(&c.cross, result, "t", "T", FIELDS, 1);
	svy_cross_row(&c.cross, table, 1);
	assert_string_equal(table->fields[0].name, "c");
	assert_string_equal(table->fields[1].name, "x");
	assert_string_equal(svy_row_value(table, 0, "c")->text, "label 2");
	assert_int_equal(table->rows[0].group, 1);
	svy_result_free(result);
	crosses_free(&c);
}

/* Three women and two men; one woman did not answer c, one woman ticked nothing. */
static void several_answers_have_bases_and_shares_of_their_own(void **state)
{
	static const char CSV[] = "a,b,c,sex\n1,1,0,m\n0,0,0,f\n1,0,,f\n1,0,0,m\n0,1,1,f\n";
	static const char BOOK[] = "{\"fields\": [], \"multiResponse\": [{\"name\": \"q\", \"ticked\": [\"1\"],"
							   " \"fields\": [\"a\", \"b\", \"c\"]}]}";
	static const struct svy_missing_policy EXCLUDE = {.what = SVY_MISSING_EXCLUDE};
	static const char *const NAMES[] = {"q", "sex"};
	struct answers a;
	struct svy_count *count;
	struct svy_crosstabs *tables;
	(void)state;
	answers_open(&a, CSV, BOOK, NAMES, 2);
	check_ok(answers_read(&a), &a.status);
	check_ok(svy_count_new(2, SVY_WEIGHT_NONE, &count, &a.status), &a.status);
	check_ok(svy_count_add(count, a.table, a.column, SVY_NO_COLUMN, NULL, &a.status), &a.status);
	const struct svy_variable *variables[] = {&a.table->columns[a.column[0]].variable,
	                                          &a.table->columns[a.column[1]].variable};
	check_ok(svy_crosstabs_make(count, variables, 2, SVY_WEIGHT_NONE, &EXCLUDE, &tables, &a.status), &a.status);
	const struct svy_cross cross = {.tables = tables, .variables = variables, .k = 2};
	assert_true(svy_cross_several(&cross));
	struct svy_result *result = cells_of(&cross);
	check_rel(find(result, 0, "a", "f", "col_percent")->real, 100.0 / 3, 1e-14);
	check_rel(find(result, 0, "c", "f", "col_percent")->real, 50, 1e-14);
	check_rel(find(result, 0, "c", "Total", "col_percent")->real, 25, 1e-14);
	check_rel(find(result, 0, "a", "f", "row_percent")->real, 100.0 / 3, 1e-14);
	check_rel(find(result, 0, "a", "f", "response_percent")->real, 100.0 / 3, 1e-14);
	check_rel(find(result, 0, "a", "Total", "response_percent")->real, 50, 1e-14);
	assert_int_equal(find(result, 0, "Total", "f", "n")->count, 3);
	assert_int_equal(find(result, 0, "a", "f", "expected")->kind, SVY_NULL);
	const struct svy_rtable *cells = svy_result_find(result, "cells");
	assert_int_equal(cells->rows[0].others, 0);
	assert_int_equal(cells->rows[1].others, 2);
	svy_result_free(result);
	svy_crosstabs_free(tables);
	svy_count_free(count);
	answers_close(&a);
}

/* Two analyses go into the same tables, the second one nested in c. */
static void several_analyses_share_their_tables(void **state)
{
	static const char *const SPANS[] = {"c"}, *const SHOW[] = {"n"};
	const struct svy_cross_frame frame = {.title = "A by B, C / B", .spans = SPANS, .n_spans = 1};
	struct svy_status status = {0};
	struct svy_result *result;
	struct crosses one, two;
	(void)state;
	crosses_new(&one, 2, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	crosses_new(&two, 3, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	one.cross.frame = two.cross.frame = &frame;
	two.cross.n_outer = 1;
	two.cross.first_group = one.tables->n_tables;
	check_ok(svy_result_new(&result, &status), &status);
	check_ok(svy_cross_cells(&one.cross, result, SHOW, 1, &status), &status);
	check_ok(svy_cross_cells(&two.cross, result, SHOW, 1, &status), &status);
	assert_int_equal(result->n_tables, 1);
	const struct svy_rtable *cells = svy_result_find(result, "cells");
	assert_string_equal(cells->title, "A by B, C / B");
	assert_string_equal(cells->fields[0].name, "row_variable");
	assert_string_equal(cells->fields[1].name, "col_variable");
	assert_string_equal(cells->fields[2].name, "c");
	assert_string_equal(cells->fields[3].name, "row");
	assert_int_equal(cells->n_rows, 27);
	assert_string_equal(svy_row_value(cells, 0, "row_variable")->text, "a");
	assert_int_equal(svy_row_value(cells, 0, "c")->kind, SVY_NULL);
	assert_string_equal(svy_row_value(cells, 9, "c")->text, "label 1");
	assert_int_equal(cells->rows[18].group, 2);
	assert_int_equal(svy_cross_group(&two.cross, 1), 2);
	char *prefix = svy_cross_prefix(&two.cross, 1), *title = svy_cross_title(&one.cross);
	assert_string_equal(prefix, "a by b, c label 2: ");
	assert_string_equal(title, "A by B, C / B");
	free(prefix);
	free(title);
	svy_result_free(result);
	crosses_free(&one);
	crosses_free(&two);
}

static void one_analysis_says_what_nests_its_columns(void **state)
{
	struct crosses c;
	struct svy_status status = {0};
	struct svy_result *result;
	const struct svy_cross_layout layout = {.totals = SVY_TOTALS_BEFORE, .base = "n", .sort = "n"};
	(void)state;
	crosses_new(&c, 3, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	c.cross.n_outer = 1;
	c.cross.layout = &layout;
	char *title = svy_cross_title(&c.cross), *expected = svy_text_format("%s by %s / %s", c.variables[0]->title,
	                                                                     c.variables[2]->title, c.variables[1]->title);
	assert_string_equal(title, expected);
	check_ok(svy_result_new(&result, &status), &status);
	check_ok(svy_cross_cells(&c.cross, result, NULL, 0, &status), &status);
	const struct svy_rtable *cells = svy_result_find(result, "cells");
	assert_int_equal(cells->n_spans, 1);
	assert_int_equal(cells->n_layers, 0);
	assert_int_equal(cells->totals, SVY_TOTALS_BEFORE);
	assert_string_equal(cells->base, "n");
	check_ok(svy_cross_lay_out(&c.cross, svy_result_table_of(result, "cells"), (const char *[]){"n"}, 1, &status),
	         &status);
	assert_int_equal(cells->n_show, 1);
	free(title);
	free(expected);
	svy_result_free(result);
	crosses_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_have_their_percentages_and_residuals),
		cmocka_unit_test(several_answers_have_bases_and_shares_of_their_own),
		cmocka_unit_test(each_layer_has_its_base),
		cmocka_unit_test(sampling_weights_give_no_residuals),
		cmocka_unit_test(weights_that_are_all_zero_have_no_effective_n),
		cmocka_unit_test(the_matrix_is_that_of_the_layer),
		cmocka_unit_test(names_that_would_meet_are_refused),
		cmocka_unit_test(other_tables_begin_with_the_layers),
		cmocka_unit_test(several_analyses_share_their_tables),
		cmocka_unit_test(one_analysis_says_what_nests_its_columns),
	};
	return cmocka_run_group_tests_name("report/cross", tests, NULL, NULL);
}
