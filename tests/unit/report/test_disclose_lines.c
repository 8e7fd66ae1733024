/* Thousands of cells through the gate: a question by an outer variable, by an inner one, and
 * by the inner one within the outer. */
#include <stdlib.h>

#include "base/random.h"
#include "base/text.h"
#include "tests/support/check.h"
#include "tests/support/results.h"

enum { ROWS = 20, OUTER = 12, INNER = 15, THRESHOLD = 3, ALL = -1 };

/* Where the cells of each table begin. */
enum { BY_INNER = ROWS * OUTER, NESTED = BY_INNER + ROWS * INNER };

static const struct svy_rfield FIELDS[] = {
	{"row_variable", SVY_KEY, SVY_AS_TEXT}, {"col_variable", SVY_KEY, SVY_AS_TEXT}, {"outer", SVY_KEY, SVY_AS_TEXT},
	{"row", SVY_KEY, SVY_AS_TEXT},          {"col", SVY_KEY, SVY_AS_TEXT},          {"n", SVY_N, SVY_AS_COUNT},
};

static uint64_t counts[ROWS][OUTER][INNER];

/* One in thirty is small, one nobody; and of the first row and outer category there are two. */
static void draw_counts(void)
{
	struct svy_random random;
	svy_random_start(&random, 1, "cells", 0);
	for (size_t i = 0; i < ROWS; i++)
		for (size_t a = 0; a < OUTER; a++)
			for (size_t b = 0; b < INNER; b++) {
				uint64_t kind = svy_random_below(&random, 30);
				uint64_t small = 1 + svy_random_below(&random, 2), large = 3 + svy_random_below(&random, 12);
				counts[i][a][b] = kind == 0 ? small : kind == 1 ? 0 : large;
			}
	for (size_t b = 0; b < INNER; b++)
		counts[0][0][b] = b == 0 ? 2 : 0;
}

static uint64_t count_of(int i, int outer, int inner)
{
	uint64_t n = 0;
	for (int a = 0; a < OUTER; a++)
		for (int b = 0; b < INNER; b++)
			if ((outer == ALL || outer == a) && (inner == ALL || inner == b))
				n += counts[i][a][b];
	return n;
}

static void set_number(struct svy_rtable *table, const char *field, int i)
{
	char *text = svy_text_format("%d", i); /* the same words in all variables */
	svy_set_text(table, field, text);
	free(text);
}

/* All rows by the outer variable (inner ALL), the inner one, or the inner within one of the outer. */
static void add_table(struct svy_rtable *table, size_t group, int nested_in, int n_outer, int n_inner)
{
	for (int i = 0; i < ROWS; i++)
		for (int j = 0; j < (n_outer ? n_outer : n_inner); j++) {
			svy_row_begin(table, group);
			svy_set_text(table, "row_variable", "q");
			svy_set_text(table, "col_variable", n_outer ? "outer" : "inner");
			if (nested_in != ALL)
				set_number(table, "outer", nested_in);
			set_number(table, "row", i);
			set_number(table, "col", j);
			svy_set_count(table, "n", n_outer ? count_of(i, j, ALL) : count_of(i, nested_in, j));
		}
}

static struct svy_release *release_cells(void)
{
	static const char *const SPANS[] = {"outer"};
	const struct svy_disclosure policy = {.threshold = THRESHOLD};
	struct svy_status status = {0};
	struct svy_result *result;
	draw_counts();
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_result_table(result, "cells", "Cells", FIELDS, sizeof FIELDS / sizeof *FIELDS);
	svy_rtable_layout(table, &(struct svy_layout){.row = "row", .col = "col", .row_part = "row_variable",
	                                              .col_part = "col_variable", .spans = SPANS, .n_spans = 1});
	add_table(table, 0, ALL, OUTER, 0);
	add_table(table, 1, ALL, 0, INNER);
	for (int a = 0; a < OUTER; a++)
		add_table(table, 2 + (size_t)a, a, 0, INNER);
	result->same_rows = true;
	return release_new(result, &policy);
}

static size_t nested(size_t i, size_t a, size_t b)
{
	return NESTED + (a * ROWS + i) * INNER + b;
}

static bool is_hidden(const struct svy_rtable *cells, size_t row)
{
	return svy_row_value(cells, row, "n")->kind == SVY_NULL;
}

/* Of all cells along one axis, none hidden or enough of them, or all are so few that nothing tells it. */
static void check_line(const struct svy_rtable *cells, size_t i, size_t n_outer, size_t a, size_t n_inner, size_t b)
{
	uint64_t n_hidden = 0, sum = 0, total = 0;
	for (size_t j = 0; j < n_outer + n_inner; j++) {
		size_t outer = n_outer ? j : a, inner = n_outer ? b : j;
		total += counts[i][outer][inner];
		if (!is_hidden(cells, nested(i, outer, inner)))
			continue;
		n_hidden++;
		sum += counts[i][outer][inner];
	}
	assert_true(n_hidden == 0 || total < THRESHOLD || (n_hidden >= 2 && sum - n_hidden >= THRESHOLD - 1));
}

static void thousands_of_cells_tell_nothing_small(void **state)
{
	struct svy_release *release = release_cells();
	const struct svy_rtable *cells = svy_result_find(release->result, "cells");
	size_t n_hidden = 0, n_coarse = 0;
	(void)state;
	for (size_t i = 0; i < ROWS; i++)
		for (size_t a = 0; a < OUTER; a++)
			for (size_t b = 0; b < INNER; b++) {
				uint64_t n = counts[i][a][b];
				bool hidden = is_hidden(cells, nested(i, a, b));
				bool finer = is_hidden(cells, i * OUTER + a) || is_hidden(cells, BY_INNER + i * INNER + b);
				n_hidden += hidden;
				assert_true(hidden || n == 0 || n >= THRESHOLD);
				assert_true(hidden || n == 0 || !finer);
			}
	for (size_t r = 0; r < NESTED; r++)
		n_coarse += is_hidden(cells, r);
	for (size_t i = 0; i < ROWS; i++) {
		for (size_t a = 0; a < OUTER; a++)
			check_line(cells, i, 0, a, INNER, 0);
		for (size_t b = 0; b < INNER; b++)
			check_line(cells, i, OUTER, 0, 0, b);
	}
	assert_true(n_coarse >= 2 && n_coarse < NESTED / 2);
	assert_true(n_hidden > 100 && n_hidden < ROWS * OUTER * INNER / 2);
	svy_release_free(release);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(thousands_of_cells_tell_nothing_small),
	};
	return cmocka_run_group_tests_name("report/disclose_lines", tests, NULL, NULL);
}
