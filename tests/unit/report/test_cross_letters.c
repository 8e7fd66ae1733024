#include <string.h>

#include "report/cross_letters.h"
#include "tests/support/check.h"
#include "tests/support/crosses.h"

/* Two rows, three columns, two layers.  In the first 80, 20 and 50 percent; in the second
 * layer the last column is empty. */
static const size_t SIZES[] = {2, 3, 2};
static const double COUNTS[] = {40, 10, 20, 10, 40, 20, 5, 0, 0, 5, 10, 0};
static const struct svy_cross_letters_options Z = {.test = "pooled-z"};

static struct svy_result *run(struct crosses *c, const struct svy_cross_letters_options *options)
{
	static const char *const SHOW[] = {"n"};
	struct svy_status status = {0};
	struct svy_cross_letters *letters;
	struct svy_result *result;
	check_ok(svy_cross_letters_new(&c->cross, options, &letters, &status), &status);
	c->cross.letters = letters;
	check_ok(svy_result_new(&result, &status), &status);
	check_ok(svy_cross_cells(&c->cross, result, SHOW, 1, &status), &status);
	check_ok(svy_cross_pairs(&c->cross, result, &status), &status);
	svy_cross_letters_free(letters);
	return result;
}

static const struct svy_row *cell(const struct svy_result *result, size_t t, const char *row, const char *col)
{
	const struct svy_rtable *cells = svy_result_find(result, "cells");
	for (size_t r = 0; r < cells->n_rows; r++)
		if (cells->rows[r].group == t && strcmp(svy_row_value(cells, r, "row")->text, row) == 0 &&
		    strcmp(svy_row_value(cells, r, "col")->text, col) == 0)
			return &cells->rows[r];
	fail_msg("no cell");
	return NULL;
}

static const struct svy_value *value(const struct svy_result *result, const struct svy_row *row, const char *field)
{
	size_t index = 0;
	assert_true(svy_rtable_field(svy_result_find(result, "cells"), field, &index));
	return &row->values[index];
}

static void letters_stand_in_the_cells(void **state)
{
	struct crosses c;
	(void)state;
	crosses_new(&c, 3, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = run(&c, &Z);
	assert_string_equal(value(result, cell(result, 0, "label 1", "label 1"), "letters")->text, "B C");
	assert_string_equal(value(result, cell(result, 0, "label 1", "label 3"), "letters")->text, "B");
	assert_string_equal(value(result, cell(result, 0, "label 1", "label 2"), "letters")->text, "");
	assert_string_equal(value(result, cell(result, 0, "label 2", "label 2"), "letters")->text, "A C");
	assert_string_equal(value(result, cell(result, 0, "label 1", "label 3"), "letter")->text, "C");
	assert_int_equal(value(result, cell(result, 0, "label 1", "Total"), "letters")->kind, SVY_NULL);
	assert_int_equal(value(result, cell(result, 0, "Total", "label 1"), "letter")->kind, SVY_NULL);
	check_contains(result->notes.text[0], "p adjusted, method bonferroni, over the pairs of a row");
	svy_result_free(result);
	crosses_free(&c);
}

static void what_is_not_compared_says_why(void **state)
{
	struct crosses c;
	(void)state;
	crosses_new(&c, 3, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = run(&c, &Z);
	const struct svy_row *row = cell(result, 1, "label 1", "label 1");
	assert_int_equal(value(result, row, "letters")->kind, SVY_NULL);
	check_contains(row->note, "letters: not compared: ");
	check_contains(cell(result, 1, "label 1", "label 3")->note, "empty");
	svy_result_free(result);
	crosses_free(&c);
}

static void pairs_are_a_table_of_their_own(void **state)
{
	const struct svy_cross_letters_options exact = {.test = "exact", .adjust = "none"};
	struct crosses c;
	(void)state;
	crosses_new(&c, 3, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = run(&c, &exact);
	const struct svy_rtable *pairs = svy_result_find(result, "pairs");
	assert_true(pairs->aside);
	assert_int_equal(pairs->n_rows, 2 * 2 * 3);
	assert_string_equal(svy_row_value(pairs, 1, "c")->text, "label 1"); /* the layer */
	assert_string_equal(svy_row_value(pairs, 1, "row")->text, "label 1");
	assert_string_equal(svy_row_value(pairs, 1, "a")->text, "label 1");
	assert_string_equal(svy_row_value(pairs, 1, "b")->text, "label 3");
	check_rel(svy_row_value(pairs, 1, "estimate")->real, 0.3, 1e-14);
	assert_string_equal(svy_row_value(pairs, 1, "letters")->text, "C");
	assert_int_equal(pairs->rows[11].group, 1);
	svy_result_free(result);
	crosses_free(&c);
}

static void refused_and_not_asked_for(void **state)
{
	const struct svy_cross_letters_options none = {0}, lost = {.alpha = "0.01"}, wrong = {.test = "z"};
	struct svy_cross_letters *letters;
	struct svy_status status = {0};
	struct crosses c;
	(void)state;
	crosses_new(&c, 3, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	check_ok(svy_cross_letters_new(&c.cross, &none, &letters, &status), &status);
	assert_null(letters);
	check_fails(svy_cross_letters_new(&c.cross, &lost, &letters, &status), SVY_EUSAGE, &status, "--letters");
	check_fails(svy_cross_letters_new(&c.cross, &wrong, &letters, &status), SVY_EUSAGE, &status,
	            "neither pooled-z nor exact");
	crosses_free(&c);
	crosses_new(&c, 3, SIZES, COUNTS, SVY_WEIGHT_SAMPLING);
	check_fails(svy_cross_letters_new(&c.cross, &Z, &letters, &status), SVY_EUSAGE, &status, "sampling weights");
	crosses_free(&c);
}

/* A cell's letters alone: margins have none. */
static void margins_are_left_alone(void **state)
{
	static const struct svy_rfield FIELDS[] = {{"letter", SVY_KEY, SVY_AS_TEXT}, {"letters", SVY_KEY, SVY_AS_TEXT}};
	struct svy_cross_letters *letters;
	struct svy_status status = {0};
	struct svy_result *result;
	struct crosses c;
	(void)state;
	crosses_new(&c, 3, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	check_ok(svy_cross_letters_new(&c.cross, &Z, &letters, &status), &status);
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_result_table(result, "cells", "Cells", FIELDS, 2);
	svy_row_begin(table, 0);
	svy_cross_letters_cell(letters, table, 0, 2, 0);
	svy_cross_letters_cell(letters, table, 0, 0, 3);
	assert_int_equal(svy_row_value(table, 0, "letter")->kind, SVY_NULL);
	svy_cross_letters_cell(letters, table, 0, 0, 0);
	assert_string_equal(svy_row_value(table, 0, "letters")->text, "B C");
	svy_cross_letters_free(letters);
	svy_cross_letters_free(NULL);
	svy_result_free(result);
	crosses_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_stand_in_the_cells),
		cmocka_unit_test(what_is_not_compared_says_why),
		cmocka_unit_test(pairs_are_a_table_of_their_own),
		cmocka_unit_test(refused_and_not_asked_for),
		cmocka_unit_test(margins_are_left_alone),
	};
	return cmocka_run_group_tests_name("report/cross_letters", tests, NULL, NULL);
}
