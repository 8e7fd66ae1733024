/* Heads of several lines, and how each format writes them. */
#include <stdlib.h>
#include <string.h>

#include "report/grid.h"
#include "tests/support/banners.h"
#include "tests/support/check.h"
#include "tests/support/results.h"

/* sex within each region, beside age. */
static const struct banner NESTED[] = {{"q", "sex", "North", {"Women", "Men"}, {10, 20, 30, 40}},
                                       {"q", "sex", "South", {"Women", "Men"}, {11, 21, 31, 41}},
                                       {"q", "age", NULL, {"Young", "Old"}, {12, 22, 32, 42}}};

static void variables_stand_over_what_nests_over_categories(void **state)
{
	static const struct svy_render_options PLAIN = {.digits = -1};
	struct svy_status status = {0};
	struct svy_result *result = banners_new(NESTED, 3, NULL);
	struct svy_grids grids;
	(void)state;
	check_ok(svy_grids_make(result, &PLAIN, &grids, &status), &status);
	const struct svy_grid *grid = &grids.grid[0];
	assert_int_equal(grid->head, 3);
	assert_int_equal(grid->cols, 10);
	assert_string_equal(svy_grid_cell(grid, 0, 1), "T region / T sex");
	assert_int_equal(svy_grid_span(grid, 0, 1), 6);
	assert_int_equal(svy_grid_span(grid, 0, 2), 0);
	assert_string_equal(svy_grid_cell(grid, 1, 1), "North");
	assert_int_equal(svy_grid_span(grid, 1, 1), 3);
	assert_string_equal(svy_grid_cell(grid, 1, 4), "South");
	assert_string_equal(svy_grid_cell(grid, 0, 7), "T age");
	assert_string_equal(svy_grid_cell(grid, 1, 7), "");
	assert_string_equal(svy_grid_cell(grid, 2, 9), "Total"); /* of age alone: there is no other without a region */
	char *flat = svy_grid_flat_head(grid, 5);
	assert_string_equal(flat, "T region / T sex: South: Men");
	free(flat);
	svy_grids_clear(&grids);
	svy_result_free(result);
}

static char *render_nested(enum svy_format format)
{
	struct svy_release *release = release_new(banners_new(NESTED, 3, NULL), NULL);
	const struct svy_render_options options = {.digits = -1, .no_provenance = true};
	char *text = render(release, format, &options);
	svy_release_free(release);
	return text;
}

static void each_format_has_its_way(void **state)
{
	static const struct {
		enum svy_format format;
		const char *part;
	} ROWS[] = {
		{SVY_FORMAT_TEXT, "\n                 T region / T sex                  T age\n"
						  "             North              South\n"
						  "T q    Women  Men  Total  Women  Men  Total  Young  Old  Total\n---"},
		{SVY_FORMAT_MARKDOWN, "| T q | T region / T sex: North: Women | T region / T sex: North: Men |"},
		{SVY_FORMAT_LATEX, " & \\multicolumn{6}{c}{T region / T sex} & \\multicolumn{3}{c}{T age} \\\\\n"
						   " & \\multicolumn{3}{c}{North} & \\multicolumn{3}{c}{South} & \\multicolumn{3}{c}{} \\\\\n"
						   "T q & Women & Men & Total &"},
		{SVY_FORMAT_HTML, "<th colspan=\"6\" scope=\"colgroup\" class=\"over\">T region / T sex</th>"},
		{SVY_FORMAT_HTML, "<th scope=\"col\">Women</th>"},
		{SVY_FORMAT_HTML, "<th scope=\"row\" class=\"name\">Yes</th><td>10</td>"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		char *text = render_nested(ROWS[i].format);
		check_contains(text, ROWS[i].part);
		free(text);
	}
}

/* A head that is wider than its columns widens them. */
static void a_long_head_fits_in_text(void **state)
{
	const struct banner wide[] = {{"q", "sex", "A region with a very long name", {"W", "M"}, {1, 2, 3, 4}},
	                              {"q", "sex", "B", {"W", "M"}, {1, 2, 3, 4}}};
	struct svy_release *release = release_new(banners_new(wide, 2, NULL), NULL);
	const struct svy_render_options options = {.digits = -1, .no_provenance = true};
	char *text = render(release, SVY_FORMAT_TEXT, &options);
	(void)state;
	/* 1 + 1 + 5 columns and two gaps are 19 short of 30: 7, 6 and 6 more */
	check_contains(text, "\n       A region with a very long name       B\n"
	                     "T q           W        M        Total  W  M  Total\n");
	free(text);
	svy_release_free(release);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(variables_stand_over_what_nests_over_categories),
		cmocka_unit_test(each_format_has_its_way),
		cmocka_unit_test(a_long_head_fits_in_text),
	};
	return cmocka_run_group_tests_name("report/grid_head", tests, NULL, NULL);
}
