/*
 * Law of the gate, over everything that svy-cross and svy-freq compute: in a table
 * with a small cell every number is null but the counts of its other cells, so that
 * a new field, test or measure with the wrong role is found here.
 */
#include <math.h>
#include <string.h>

#include "report/cross_tests.h"
#include "report/disclose.h"
#include "report/frequencies.h"
#include "tab/count.h"
#include "tests/support/check.h"
#include "tests/support/crosses.h"

enum { THRESHOLD = 5 };
static const size_t SIZES[] = {2, 2};

/* Through the gate, with what a tool says of its rows. */
static struct svy_release *released(struct svy_result *result)
{
	const struct svy_disclosure policy = {.threshold = THRESHOLD};
	struct svy_status status = {0};
	struct svy_release *release;
	svy_result_rows(result, 40, 40, 40);
	result->df = 39;
	check_ok(svy_release_make(&result, &policy, &release, &status), &status);
	return release;
}

static bool is_count_of_cell(const char *field)
{
	return strcmp(field, "n") == 0 || strcmp(field, "weighted_n") == 0;
}

static void check_row(const struct svy_rtable *table, const struct svy_row *row)
{
	bool small = row->values[0].kind == SVY_TEXT && svy_row_value(table, (size_t)(row - table->rows), "n") &&
	             svy_row_value(table, (size_t)(row - table->rows), "n")->kind == SVY_NULL;
	for (size_t f = 0; f + 1 < table->n_fields; f++) {
		bool number = row->values[f].kind == SVY_COUNT || row->values[f].kind == SVY_REAL;
		bool may = is_count_of_cell(table->fields[f].name) && !row->margin && !small;
		if (number && !may)
			print_error("%s: %s is shown\n", table->name, table->fields[f].name);
		assert_true(!number || may);
	}
	assert_string_equal(row->note, "suppressed");
}

static void check_hidden(const struct svy_release *release)
{
	const struct svy_result *result = release->result;
	assert_int_equal(release->n_hidden, 1);
	for (size_t t = 0; t < result->n_tables; t++)
		for (size_t r = 0; r < result->tables[t]->n_rows; r++)
			check_row(result->tables[t], &result->tables[t]->rows[r]);
	assert_int_equal(result->n_group_notes, 0);
	assert_false(result->has_rows);
	check_close(result->df, NAN, 0);
}

static struct svy_result *cross(const double *weights, enum svy_weight_kind kind, size_t *n_group_notes)
{
	const struct svy_cross_options options = {.tests = kind == SVY_WEIGHT_SAMPLING ? NULL : "all",
	                                          .association = "all", .rd_method = "newcombe", .level = 0.95,
	                                          .seed = 1, .samples = 100, .threads = 1};
	struct svy_status status = {0};
	struct svy_result *result;
	struct crosses crosses;
	crosses_new(&crosses, 2, SIZES, weights, kind);
	check_ok(svy_result_new(&result, &status), &status);
	check_ok(svy_cross_cells(&crosses.cross, result, NULL, 0, &status), &status);
	check_ok(svy_cross_tests(&crosses.cross, result, &options, &status), &status);
	check_ok(svy_cross_association(&crosses.cross, result, &options, &status), &status);
	*n_group_notes = result->n_group_notes;
	crosses_free(&crosses);
	return result;
}

static void every_number_of_svy_cross_goes(void **state)
{
	size_t n_group_notes;
	(void)state;
	struct svy_release *release = released(cross((const double[]){20, 9, 8, 3}, SVY_WEIGHT_FREQUENCY, &n_group_notes));
	assert_true(n_group_notes > 0); /* the smallest expected count */
	check_hidden(release);
	assert_true(svy_result_find(release->result, "tests")->n_rows >= 6);
	assert_true(svy_result_find(release->result, "association")->n_rows >= 7);
	assert_true(svy_row_value(svy_result_find(release->result, "cells"), 0, "n")->count == 20);
	svy_release_free(release);
	/* one respondent a cell, under a threshold of 5: none is left */
	release = released(cross((const double[]){20.5, 9, 8, 3}, SVY_WEIGHT_SAMPLING, &n_group_notes));
	assert_true(n_group_notes > 0); /* the base */
	assert_int_equal(release->n_hidden, 4);
	release->n_hidden = 1;
	check_hidden(release);
	svy_release_free(release);
}

static void every_number_of_svy_freq_goes(void **state)
{
	const struct svy_share_options options = {.level = 0.95, .rows = 10, .has_interval = true};
	const struct svy_missing_policy show = {.what = SVY_MISSING_SHOW};
	const int32_t codes[] = {0, 0, 0, 0, 0, 1, 1, -1, -1, -1, -1, -1};
	const double weights[] = {1.5, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1};
	(void)state;
	for (int weighted = 0; weighted <= 1; weighted++) {
		enum svy_weight_kind kind = weighted ? SVY_WEIGHT_SAMPLING : SVY_WEIGHT_NONE;
		struct svy_table *table = rows_new(12, 1, SIZES, codes, weighted ? weights : NULL);
		const struct svy_variable *variable = &table->columns[0].variable;
		size_t weight_column = weighted ? 1 : SVY_NO_COLUMN;
		struct svy_status status = {0};
		struct svy_result *result;
		struct svy_crosstabs *tables;
		struct svy_count *count;
		check_ok(svy_count_new(1, kind, &count, &status), &status);
		check_ok(svy_count_add(count, table, (const size_t[]){0}, weight_column, NULL, &status), &status);
		check_ok(svy_crosstabs_make(count, &variable, 1, kind, &show, &tables, &status), &status);
		check_ok(svy_result_new(&result, &status), &status);
		const struct svy_frequencies_shape shape = {.title = "F", .weighted = weighted};
		struct svy_rtable *rtable = svy_frequencies_table(result, &shape);
		check_ok(svy_frequencies_add(result, rtable, 0, variable, tables, &options, &status), &status);
		assert_int_equal(result->n_group_notes, weighted);
		struct svy_release *release = released(result);
		check_hidden(release);
		assert_int_equal(svy_row_value(release->result->tables[0], 0, "n")->count, 5);
		assert_int_equal(svy_row_value(release->result->tables[0], 1, "n")->kind, SVY_NULL);
		svy_release_free(release);
		svy_crosstabs_free(tables);
		svy_count_free(count);
		rows_free(table);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_number_of_svy_cross_goes),
		cmocka_unit_test(every_number_of_svy_freq_goes),
	};
	return cmocka_run_group_tests_name("laws/disclosure", tests, NULL, NULL);
}
