#include <string.h>

#include "report/grid.h"
#include "tests/support/check.h"
#include "tests/support/results.h"

static const uint64_t COUNTS[8] = {40, 50, 60, 3, 70, 80, 90, 100};
static const struct svy_render_options ALL = {.digits = -1};

static void a_cross_tabulation_is_laid_out_as_one(void **state)
{
	struct svy_result *result = result_new(COUNTS);
	struct svy_grids grids;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_grids_make(result, &ALL, &grids, &status), &status);
	assert_int_equal(grids.n, 3); /* two layers, and the tests */
	const struct svy_grid *grid = &grids.grid[0];
	assert_string_equal(grid->title, "Sex by Answer");
	check_contains(grid->heading, "North");
	assert_null(grids.grid[1].title);
	check_contains(grids.grid[1].heading, "South");
	assert_true(svy_grid_is_left(grid, 0) && !svy_grid_is_left(grid, grid->cols - 1));
	assert_string_equal(svy_grid_cell(grid, 0, 0), "Sex");
	assert_string_equal(svy_grid_cell(grid, 0, grid->stub), "Yes");
	assert_string_equal(svy_grid_cell(grid, 0, grid->stub + 2), "Total");
	assert_string_equal(svy_grid_cell(grid, 1, grid->stub), "40");
	assert_string_equal(svy_grid_cell(grid, 2, grid->stub), "40.0"); /* of 100 */
	svy_grids_clear(&grids);
	svy_result_free(result);
}

/* A category may be called Total too. */
static void a_category_called_total_is_not_the_total(void **state)
{
	static const struct svy_rfield FIELDS[] = {{"row", SVY_KEY, SVY_AS_TEXT}, {"col", SVY_KEY, SVY_AS_TEXT},
	                                           {"margin", SVY_KEY, SVY_AS_TEXT}, {"n", SVY_N, SVY_AS_COUNT}};
	static const char *const ROWS[][3] = {{"Total", "a", ""}, {"Total", "Total", "row"}, {"Total", "a", "col"},
	                                      {"Total", "Total", "all"}};
	static const char *const SHOW[] = {"n"};
	struct svy_result *result;
	struct svy_grids grids;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_result_table(result, "cells", "T", FIELDS, 4);
	svy_rtable_layout(table, &(struct svy_layout){.row = "row", .col = "col", .show = SHOW, .n_show = 1});
	for (size_t i = 0; i < 4; i++) {
		svy_row_begin(table, 0);
		svy_set_text(table, "row", ROWS[i][0]);
		svy_set_text(table, "col", ROWS[i][1]);
		svy_set_text(table, "margin", ROWS[i][2]);
		svy_set_count(table, "n", 10 + i);
	}
	check_ok(svy_grids_make(result, &ALL, &grids, &status), &status);
	assert_int_equal(grids.grid[0].rows, 3);
	assert_string_equal(svy_grid_cell(&grids.grid[0], 1, 1), "10");
	assert_string_equal(svy_grid_cell(&grids.grid[0], 2, 1), "12");
	svy_grids_clear(&grids);
	svy_result_free(result);
}

static void one_table_can_be_asked_for(void **state)
{
	const struct svy_render_options tests = {.table = "tests", .digits = 1};
	struct svy_result *result = result_new(COUNTS);
	struct svy_grids grids;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_grids_make(result, &tests, &grids, &status), &status);
	assert_int_equal(grids.n, 1);
	assert_string_equal(grids.grid[0].title, "Tests");
	assert_string_equal(svy_grid_cell(&grids.grid[0], 1, 2), "7.5");
	svy_grids_clear(&grids);
	svy_result_free(result);
}

static void notes_stand_below_once_with_a_number(void **state)
{
	const struct svy_disclosure policy = {.threshold = 5};
	struct svy_release *release = release_new(result_new(COUNTS), &policy);
	struct svy_grids grids;
	struct svy_status status = {0};
	size_t marks = 0;
	(void)state;
	check_ok(svy_grids_make(release->result, &ALL, &grids, &status), &status);
	const struct svy_grid *grid = &grids.grid[0];
	assert_int_equal(grid->n_notes, 1);
	assert_string_equal(grid->note[0], "suppressed");
	for (size_t r = 0; r < grid->rows; r++)
		for (size_t c = 0; c < grid->cols; c++) {
			assert_null(strstr(svy_grid_cell(grid, r, c), "3.0"));
			marks += strstr(svy_grid_cell(grid, r, c), "[1]") != NULL;
		}
	assert_true(marks > 0);
	svy_grids_clear(&grids);
	svy_release_free(release);
}

static void letters_name_columns_and_details_stand_aside(void **state)
{
	static const struct svy_rfield FIELDS[] = {
		{"row", SVY_KEY, SVY_AS_TEXT}, {"col", SVY_KEY, SVY_AS_TEXT}, {"n", SVY_N, SVY_AS_COUNT},
		{"letter", SVY_KEY, SVY_AS_TEXT}};
	static const char *const SHOW[] = {"n"}, *const LETTERS[] = {"A", NULL}, *const COLS[] = {"Yes", "Total"};
	const struct svy_render_options pairs = {.table = "pairs", .digits = -1};
	struct svy_status status = {0};
	struct svy_result *result;
	struct svy_grids grids;
	(void)state;
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_result_table(result, "cells", "Cells", FIELDS, 4);
	svy_rtable_layout(table, &(struct svy_layout){.row = "row", .col = "col", .show = SHOW, .n_show = 1});
	for (size_t j = 0; j < 2; j++) {
		svy_row_begin(table, 0);
		svy_set_text(table, "row", "All");
		svy_set_text(table, "col", COLS[j]);
		svy_set_count(table, "n", 5);
		svy_set_text(table, "letter", LETTERS[j]);
	}
	svy_result_table(result, "pairs", "Pairs", FIELDS, 4)->aside = true;
	check_ok(svy_grids_make(result, &ALL, &grids, &status), &status);
	assert_int_equal(grids.n, 1);
	assert_string_equal(svy_grid_cell(&grids.grid[0], 0, 1), "Yes (A)");
	assert_string_equal(svy_grid_cell(&grids.grid[0], 0, 2), "Total");
	svy_grids_clear(&grids);
	check_ok(svy_grids_make(result, &pairs, &grids, &status), &status);
	assert_int_equal(grids.n, 1);
	svy_grids_clear(&grids);
	svy_result_free(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cross_tabulation_is_laid_out_as_one),
		cmocka_unit_test(a_category_called_total_is_not_the_total),
		cmocka_unit_test(one_table_can_be_asked_for),
		cmocka_unit_test(notes_stand_below_once_with_a_number),
		cmocka_unit_test(letters_name_columns_and_details_stand_aside),
	};
	return cmocka_run_group_tests_name("report/grid", tests, NULL, NULL);
}
