/* Blocks and bands: what stands where when several cross-tabulations are one grid. */
#include <stdlib.h>
#include <string.h>

#include "report/grid.h"
#include "tests/support/banners.h"
#include "tests/support/check.h"

static const struct svy_render_options PLAIN = {.digits = -1};
/* The same 100 respondents by sex and by country. */
static const struct banner SAME[] = {{"q", "sex", NULL, {"Women", "Men"}, {10, 20, 30, 40}},
                                     {"q", "country", NULL, {"A", "B"}, {5, 25, 35, 35}}};

static void grids_of(const struct banner *banners, size_t n, const struct svy_layout *layout, struct svy_grids *grids)
{
	struct svy_status status = {0};
	struct svy_result *result = banners_new(banners, n, layout);
	check_ok(svy_grids_make(result, &PLAIN, grids, &status), &status);
	svy_result_free(result);
}

/* A line of the grid with bars between its cells. */
static void check_line(const struct svy_grid *grid, size_t line, const char *expected)
{
	struct svy_text text = {0};
	assert_true(line < grid->rows);
	for (size_t j = 0; j < grid->cols; j++)
		svy_text_printf(&text, "%s%s", j ? "|" : "", svy_grid_cell(grid, line, j));
	assert_string_equal(text.bytes, expected);
	svy_text_clear(&text);
}

static void columns_stand_side_by_side_with_one_total(void **state)
{
	struct svy_grids grids;
	(void)state;
	grids_of(SAME, 2, NULL, &grids);
	const struct svy_grid *grid = &grids.grid[0];
	assert_int_equal(grids.n, 1);
	assert_int_equal(grid->head, 2);
	check_line(grid, 0, "|T sex||T country||");
	check_line(grid, 1, "T q|Women|Men|A|B|Total");
	check_line(grid, 2, "Yes|10|20|5|25|30");
	check_line(grid, 3, "No|30|40|35|35|70");
	check_line(grid, 4, "Total|40|60|40|60|100");
	assert_int_equal(grid->rows, 5);
	svy_grids_clear(&grids);
}

static void other_bases_keep_their_totals(void **state)
{
	struct banner other[] = {SAME[0], SAME[1]};
	struct svy_grids grids;
	(void)state;
	other[1].n[3] = 34; /* one did not tell the country */
	grids_of(other, 2, NULL, &grids);
	check_line(&grids.grid[0], 1, "T q|Women|Men|Total|A|B|Total");
	check_line(&grids.grid[0], 3, "No|30|40|70|35|34|69");
	svy_grids_clear(&grids);
}

static void rows_are_stacked_under_their_names(void **state)
{
	const struct banner stacked[] = {SAME[0], {"r", "sex", NULL, {"Women", "Men"}, {1, 2, 3, 4}}};
	struct svy_grids grids;
	(void)state;
	grids_of(stacked, 2, NULL, &grids);
	const struct svy_grid *grid = &grids.grid[0];
	assert_int_equal(grid->head, 1);
	check_line(grid, 0, "|Women|Men|Total");
	check_line(grid, 1, "T q|||");
	check_line(grid, 5, "T r|||");
	check_line(grid, 6, "Yes|1|2|3");
	assert_true(grid->wide[1] && grid->wide[5] && !grid->wide[2]);
	assert_int_equal(svy_grid_span(grid, 5, 0), 4);
	assert_int_equal(svy_grid_span(grid, 5, 1), 0);
	assert_int_equal(grid->rows, 9);
	svy_grids_clear(&grids);
}

static void totals_stand_where_they_are_asked_for(void **state)
{
	struct svy_grids grids;
	(void)state;
	grids_of(SAME, 2, &(struct svy_layout){.totals = SVY_TOTALS_BEFORE}, &grids);
	check_line(&grids.grid[0], 0, "||T sex||T country|");
	check_line(&grids.grid[0], 1, "T q|Total|Women|Men|A|B");
	check_line(&grids.grid[0], 2, "Total|100|40|60|40|60");
	svy_grids_clear(&grids);
	grids_of(SAME, 1, &(struct svy_layout){.totals = SVY_TOTALS_BEFORE}, &grids);
	check_line(&grids.grid[0], 0, "T q|Total|Women|Men");
	svy_grids_clear(&grids);
	grids_of(SAME, 2, &(struct svy_layout){.totals = SVY_TOTALS_NONE, .base = "n"}, &grids);
	check_line(&grids.grid[0], 1, "T q|Women|Men|A|B");
	check_line(&grids.grid[0], 3, "No|30|40|35|35");
	check_line(&grids.grid[0], 4, "Base (n)|40|60|40|60");
	assert_int_equal(grids.grid[0].rows, 5);
	svy_grids_clear(&grids);
}

static void rows_are_sorted_by_a_column(void **state)
{
	struct svy_grids grids;
	(void)state;
	grids_of(SAME, 2, &(struct svy_layout){.sort = "n"}, &grids);
	check_line(&grids.grid[0], 2, "No|30|40|35|35|70");
	check_line(&grids.grid[0], 4, "Total|40|60|40|60|100");
	svy_grids_clear(&grids);
	grids_of(SAME, 2, &(struct svy_layout){.sort = "col_percent", .sort_column = "A", .ascending = true}, &grids);
	check_line(&grids.grid[0], 2, "Yes|10|20|5|25|30");
	svy_grids_clear(&grids);
	/* a sub-table that does not have the column stays as it is */
	grids_of(SAME, 1, &(struct svy_layout){.sort = "n", .sort_column = "A"}, &grids);
	check_line(&grids.grid[0], 1, "Yes|10|20|30");
	svy_grids_clear(&grids);
}

static void templates_put_fields_together(void **state)
{
	static const char *const ONE[] = {"n (col_percent%) letters"}, *const TWO[] = {"n", "n/col_percent"};
	struct svy_grids grids;
	(void)state;
	grids_of(SAME, 1, &(struct svy_layout){.show = ONE, .n_show = 1}, &grids);
	check_line(&grids.grid[0], 1, "Yes|10 (25.0%)|20 (33.3%)|30 (30.0%)"); /* no letters: blank, and no space behind */
	svy_grids_clear(&grids);
	grids_of(SAME, 1, &(struct svy_layout){.show = TWO, .n_show = 2, .base = "n"}, &grids);
	check_line(&grids.grid[0], 1, "Yes|n|10|20|30");
	check_line(&grids.grid[0], 2, "|n/col percent|10/25.0|20/33.3|30/30.0");
	check_line(&grids.grid[0], 7, "Base|n|40|60|100");
	svy_grids_clear(&grids);
}

/* What is hidden has one dash and its note; letters too do not seem to be none. */
static void hidden_values_stay_hidden_in_templates(void **state)
{
	static const char *const SHOW[] = {"n (col_percent)", "n letters"};
	const struct banner small[] = {{"q", "sex", NULL, {"Women", "Men"}, {10, 20, 30, 3}}};
	const struct svy_disclosure policy = {.threshold = 5};
	struct svy_status status = {0};
	struct svy_result *result = banners_new(small, 1, &(struct svy_layout){.show = SHOW, .n_show = 2, .base = "n"});
	struct svy_release *release;
	struct svy_grids grids;
	(void)state;
	check_ok(svy_release_make(&result, &policy, &release, &status), &status);
	check_ok(svy_grids_make(release->result, &PLAIN, &grids, &status), &status);
	check_line(&grids.grid[0], 1, "Yes|n (col percent)|10 (-) [1]|20 (-) [1]|- [1]");
	check_line(&grids.grid[0], 4, "|n letters|30 - [1]|- [1]|- [1]");
	check_line(&grids.grid[0], 7, "Base|n|- [1]|- [1]|- [1]");
	assert_string_equal(grids.grid[0].note[0], "suppressed");
	svy_grids_clear(&grids);
	svy_release_free(release);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_stand_side_by_side_with_one_total),
		cmocka_unit_test(other_bases_keep_their_totals),
		cmocka_unit_test(rows_are_stacked_under_their_names),
		cmocka_unit_test(totals_stand_where_they_are_asked_for),
		cmocka_unit_test(rows_are_sorted_by_a_column),
		cmocka_unit_test(templates_put_fields_together),
		cmocka_unit_test(hidden_values_stay_hidden_in_templates),
	};
	return cmocka_run_group_tests_name("report/grid_cross", tests, NULL, NULL);
}
