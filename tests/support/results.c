#include "tests/support/results.h"

#include <math.h>

#include "tests/support/check.h"

static const struct svy_rfield CELLS[] = {
	{"site", SVY_KEY, SVY_AS_TEXT},      {"row", SVY_KEY, SVY_AS_TEXT},
	{"col", SVY_KEY, SVY_AS_TEXT},       {"margin", SVY_KEY, SVY_AS_TEXT},
	{"n", SVY_N, SVY_AS_COUNT},          {"weighted_n", SVY_CELL, SVY_AS_WEIGHTED},
	{"row_percent", SVY_PERCENT, SVY_AS_PERCENT}, {"col_percent", SVY_PERCENT, SVY_AS_PERCENT},
	{"expected", SVY_DERIVED, SVY_AS_NUMBER},
};
static const struct svy_rfield TESTS[] = {
	{"site", SVY_KEY, SVY_AS_TEXT},       {"test", SVY_KEY, SVY_AS_TEXT},  {"statistic", SVY_DERIVED, SVY_AS_NUMBER},
	{"p", SVY_DERIVED, SVY_AS_P},         {"high", SVY_DERIVED, SVY_AS_NUMBER},
	{"method", SVY_PLAIN, SVY_AS_TEXT},
};
static const char *const SITES[] = {"North", "South"};
static const char *const ROWS[] = {"Men", "Women", "Total"};
static const char *const COLS[] = {"Yes", "No", "Total"};

static uint64_t count_at(const uint64_t n[4], size_t i, size_t j)
{
	uint64_t sum = 0;
	for (size_t a = 0; a < 2; a++)
		for (size_t b = 0; b < 2; b++)
			sum += (i == 2 || i == a) && (j == 2 || j == b) ? n[2 * a + b] : 0;
	return sum;
}

static void add_cell(struct svy_rtable *table, const uint64_t n[4], size_t site, size_t i, size_t j)
{
	uint64_t cell = count_at(n, i, j), row = count_at(n, i, 2), col = count_at(n, 2, j), all = count_at(n, 2, 2);
	svy_row_begin(table, site);
	svy_set_text(table, "site", SITES[site]);
	svy_set_text(table, "row", ROWS[i]);
	svy_set_text(table, "col", COLS[j]);
	svy_set_text(table, "margin", i == 2 && j == 2 ? "all" : i == 2 ? "col" : j == 2 ? "row" : "");
	svy_set_count(table, "n", cell);
	svy_set_real(table, "weighted_n", (double)cell * 1.25);
	svy_set_percent(table, "row_percent", 100.0 * (double)cell / (double)row, row);
	svy_set_percent(table, "col_percent", 100.0 * (double)cell / (double)col, col);
	if (i < 2 && j < 2)
		svy_set_real(table, "expected", (double)row * (double)col / (double)all);
	else
		svy_row_margin(table);
}

struct svy_result *result_new(const uint64_t counts[8])
{
	static const char *const LAYERS[] = {"site"}, *const SHOW[] = {"n", "col_percent"};
	static const char *const ARGV[] = {"/somewhere/svy-cross", "it's.csv", "row"};
	const struct svy_layout layout = {.row = "row", .col = "col", .layers = LAYERS, .n_layers = 1,
	                                  .show = SHOW, .n_show = 2};
	struct svy_status status = {0};
	struct svy_result *result;
	check_ok(svy_result_new(&result, &status), &status);
	svy_result_command(result, "svy-cross", "0.1.0", 3, ARGV);
	svy_result_input(result, "it's.csv", "abc123", 4321);
	svy_result_rows(result, 4321, 4320, 4319);
	svy_result_left_out(result, "sex: refused", 1);
	struct svy_rtable *cells = svy_result_table(result, "cells", "Sex by Answer", CELLS, sizeof CELLS / sizeof *CELLS);
	svy_rtable_layout(cells, &layout);
	svy_rtable_titles(cells, "Sex", "Answer");
	struct svy_rtable *tests = svy_result_table(result, "tests", "Tests", TESTS, sizeof TESTS / sizeof *TESTS);
	for (size_t site = 0; site < 2; site++) {
		for (size_t i = 0; i < 3; i++)
			for (size_t j = 0; j < 3; j++)
				add_cell(cells, counts + 4 * site, site, i, j);
		svy_row_begin(tests, site);
		svy_set_text(tests, "site", SITES[site]);
		svy_set_text(tests, "test", "pearson");
		svy_set_real(tests, "statistic", 7.5 + (double)site);
		svy_set_real(tests, "p", 0.000123);
		svy_set_real(tests, "high", INFINITY);
		svy_set_text(tests, "method", "Pearson chi-squared");
		svy_result_group_note(result, site, "%s: base n %llu", SITES[site],
		                      (unsigned long long)count_at(counts + 4 * site, 2, 2));
	}
	svy_notes_add(&result->notes, "a note of the whole");
	assert_false(svy_result_failed(result));
	return result;
}

struct svy_release *release_new(struct svy_result *result, const struct svy_disclosure *policy)
{
	struct svy_status status = {0};
	struct svy_release *release;
	check_ok(svy_release_make(&result, policy, &release, &status), &status);
	assert_null(result);
	return release;
}

char *render(const struct svy_release *release, enum svy_format format, const struct svy_render_options *options)
{
	const struct svy_render_options plain = {.digits = -1};
	struct svy_status status = {0};
	struct svy_text out = {0};
	check_ok(svy_render(release, format, options ? options : &plain, &out, &status), &status);
	return svy_text_take(&out);
}
