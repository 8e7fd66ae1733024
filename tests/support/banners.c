#include "tests/support/banners.h"

#include <stdlib.h>

#include "base/text.h"
#include "tests/support/check.h"

static const struct svy_rfield FIELDS[] = {
	{"row_variable", SVY_KEY, SVY_AS_TEXT}, {"col_variable", SVY_KEY, SVY_AS_TEXT}, {"region", SVY_KEY, SVY_AS_TEXT},
	{"row", SVY_KEY, SVY_AS_TEXT},          {"col", SVY_KEY, SVY_AS_TEXT},          {"margin", SVY_KEY, SVY_AS_TEXT},
	{"n", SVY_N, SVY_AS_COUNT},             {"col_percent", SVY_PERCENT, SVY_AS_PERCENT},
	{"letters", SVY_DERIVED, SVY_AS_TEXT},
};
static const char *const ROWS[] = {"Yes", "No", "Total"};

static uint64_t count_at(const uint64_t n[4], size_t i, size_t j)
{
	uint64_t sum = 0;
	for (size_t a = 0; a < 2; a++)
		for (size_t b = 0; b < 2; b++)
			sum += (i == 2 || i == a) && (j == 2 || j == b) ? n[2 * a + b] : 0;
	return sum;
}

static void add_cell(struct svy_rtable *table, const struct banner *banner, size_t group, size_t i, size_t j)
{
	uint64_t n = count_at(banner->n, i, j), base = count_at(banner->n, 2, j);
	svy_row_begin(table, group);
	svy_set_text(table, "row_variable", banner->row_variable);
	svy_set_text(table, "col_variable", banner->col_variable);
	svy_set_text(table, "region", banner->span);
	svy_set_text(table, "row", ROWS[i]);
	svy_set_text(table, "col", j == 2 ? "Total" : banner->cols[j]);
	svy_set_text(table, "margin", i == 2 && j == 2 ? "all" : i == 2 ? "col" : j == 2 ? "row" : "");
	svy_set_count(table, "n", n);
	svy_set_percent(table, "col_percent", 100.0 * (double)n / (double)base, base);
	if (i == 2 || j == 2)
		svy_row_margin(table);
}

static void name_variable(struct svy_rtable *table, const char *name)
{
	char *title = svy_text_format("T %s", name);
	svy_rtable_variable(table, name, title);
	free(title);
}

struct svy_result *banners_new(const struct banner *banners, size_t n, const struct svy_layout *layout)
{
	static const char *const SPANS[] = {"region"}, *const SHOW[] = {"n"};
	struct svy_layout all = layout ? *layout : (struct svy_layout){.show = SHOW, .n_show = 1};
	struct svy_status status = {0};
	struct svy_result *result;
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_result_table(result, "cells", "Several", FIELDS, sizeof FIELDS / sizeof *FIELDS);
	all.row = "row";
	all.col = "col";
	all.row_part = "row_variable";
	all.col_part = "col_variable";
	all.spans = SPANS;
	all.n_spans = 1;
	if (!all.n_show) {
		all.show = SHOW;
		all.n_show = 1;
	}
	svy_rtable_layout(table, &all);
	name_variable(table, "region");
	for (size_t b = 0; b < n; b++) {
		name_variable(table, banners[b].row_variable);
		name_variable(table, banners[b].col_variable);
		for (size_t i = 0; i < 3; i++)
			for (size_t j = 0; j < 3; j++)
				add_cell(table, &banners[b], b, i, j);
	}
	result->same_rows = n > 1;
	assert_false(svy_result_failed(result));
	return result;
}
