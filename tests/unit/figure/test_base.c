#include "figure/base.h"

#include <math.h>

#include "tests/support/check.h"

/* Six asked; two ticked a, three b, one of them both: cells do not add up to their total. */
static struct svy_result *several(bool with_total)
{
	static const struct svy_rfield FIELDS[] = {{"variable", SVY_KEY, SVY_AS_TEXT}, {"kind", SVY_KEY, SVY_AS_TEXT},
	                                           {"n", SVY_N, SVY_AS_COUNT},
	                                           {"valid_percent", SVY_PERCENT, SVY_AS_PERCENT}};
	static const struct {
		const char *variable, *kind;
		uint64_t n;
	} rows[] = {{"q", "valid", 2}, {"q", "valid", 3}, {"q", "missing", 1}, {"q", "total", 6}, {"r", "valid", 4},
	            {"r", "total", 4}};
	struct svy_status status = {0};
	struct svy_result *result;
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_result_table(result, "frequencies", "F", FIELDS, 4);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (!with_total && i == 3)
			continue;
		svy_row_begin(table, 0);
		svy_set_text(table, "variable", rows[i].variable);
		svy_set_text(table, "kind", rows[i].kind);
		svy_set_count(table, "n", rows[i].n);
	}
	return result;
}

static void a_share_of_a_variable_is_of_its_total(void **state)
{
	struct svy_result *result = several(true), *bare = several(false);
	const struct svy_rtable *table = svy_result_find(result, "frequencies");
	const struct svy_rtable *other = svy_result_find(bare, "frequencies");
	(void)state;
	check_close(svy_base_n(table, "valid_percent", 0), 5, 0);
	check_close(svy_base_n(table, "percent", 0), 6, 0);
	check_close(svy_base_n(table, "n", 0), NAN, 0);
	check_close(svy_base_n(table, "valid_percent", 4), 4, 0);
	/* Without a total it is added up. */
	check_close(svy_base_n(other, "valid_percent", 0), 5, 0);
	check_close(svy_base_n(other, "percent", 0), 6, 0);
	assert_true(svy_base_plain(table, 0));
	assert_false(svy_base_plain(table, 2) || svy_base_plain(table, 3));
	svy_result_free(result);
	svy_result_free(bare);
}

static void each_base_counts_once(void **state)
{
	struct svy_result *result = several(true);
	const struct svy_rtable *table = svy_result_find(result, "frequencies");
	const bool both[] = {true, true, false, false, false, false}, all[] = {true, true, false, false, true, false};
	(void)state;
	check_close(svy_base_all(table, "valid_percent", both), 5, 0);
	check_close(svy_base_all(table, "valid_percent", all), 9, 0);
	check_close(svy_base_all(table, "n", both), 5, 0);
	svy_result_free(result);
}

/* Two layers of one row and two columns. */
static void cells_are_of_their_margins(void **state)
{
	static const struct svy_rfield FIELDS[] = {{"layer", SVY_KEY, SVY_AS_TEXT}, {"row", SVY_KEY, SVY_AS_TEXT},
	                                           {"col", SVY_KEY, SVY_AS_TEXT}, {"margin", SVY_KEY, SVY_AS_TEXT},
	                                           {"n", SVY_N, SVY_AS_COUNT}};
	static const struct {
		const char *layer, *row, *col, *margin;
		uint64_t n;
	} rows[] = {
		{"x", "a", "m", "", 1},          {"x", "a", "f", "", 2},          {"x", "a", "Total", "row", 3},
		{"x", "Total", "m", "col", 10},  {"x", "Total", "f", "col", 20},  {"x", "Total", "Total", "all", 30},
		{"y", "a", "m", "", 5},          {"y", "Total", "m", "col", 7},
	};
	struct svy_status status = {0};
	struct svy_result *result;
	(void)state;
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_result_table(result, "cells", "C", FIELDS, 5);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		svy_row_begin(table, 0);
		svy_set_text(table, "layer", rows[i].layer);
		svy_set_text(table, "row", rows[i].row);
		svy_set_text(table, "col", rows[i].col);
		svy_set_text(table, "margin", rows[i].margin);
		svy_set_count(table, "n", rows[i].n);
	}
	const bool chosen[8] = {true, true, [6] = true};
	check_close(svy_base_n(table, "row_percent", 0), 3, 0);
	check_close(svy_base_n(table, "col_percent", 1), 20, 0);
	check_close(svy_base_n(table, "total_percent", 1), 30, 0);
	check_close(svy_base_n(table, "adj_residual", 0), 30, 0);
	check_close(svy_base_n(table, "col_percent", 6), 7, 0);
	check_close(svy_base_n(table, "weighted_n", 6), NAN, 0);
	check_close(svy_base_all(table, "col_percent", chosen), 37, 0);
	check_close(svy_base_all(table, "n", chosen), 8, 0);
	svy_result_free(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_share_of_a_variable_is_of_its_total),
		cmocka_unit_test(each_base_counts_once),
		cmocka_unit_test(cells_are_of_their_margins),
	};
	return cmocka_run_group_tests_name("figure/base", tests, NULL, NULL);
}
