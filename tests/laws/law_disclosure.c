/*
 * Law of the gate, over everything that svy-cross, svy-freq and svy-test compute: in a
 * table with a small cell every number is null but those of its other cells, so that
 * a new field, test or measure with the wrong role is found here.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "base/text.h"
#include "report/cross_letters.h"
#include "report/cross_tests.h"
#include "report/disclose.h"
#include "report/frequencies.h"
#include "report/posthoc.h"
#include "tab/count.h"
#include "tests/support/answers.h"
#include "tests/support/check.h"
#include "tests/support/crosses.h"
#include "tests/support/numbers.h"

enum { THRESHOLD = 5 };
static const size_t SIZES[] = {2, 2};
static const struct svy_cross_letters_options LETTERS = {.test = "pooled-z", .adjust = "holm"};
static const struct svy_share_options SHARES = {.level = 0.95, .rows = 40, .has_interval = true};

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

/* What is said of one cell alone, and hidden with it; of svy-test that is more than its count. */
static bool is_of_cell(const struct svy_rtable *table, const char *field)
{
	static const char *const NAMES[] = {"n", "weighted_n", "mean", "sd", "median", "q1", "q3", "min", "max"};
	size_t n = strcmp(table->name, "groups") == 0 ? sizeof NAMES / sizeof *NAMES : 2;
	for (size_t i = 0; i < n; i++)
		if (strcmp(field, NAMES[i]) == 0)
			return true;
	return false;
}

static void check_row(const struct svy_rtable *table, const struct svy_row *row)
{
	bool small = row->values[0].kind == SVY_TEXT && svy_row_value(table, (size_t)(row - table->rows), "n") &&
	             svy_row_value(table, (size_t)(row - table->rows), "n")->kind == SVY_NULL;
	for (size_t f = 0; f + 1 < table->n_fields; f++) {
		bool number = row->values[f].kind == SVY_COUNT || row->values[f].kind == SVY_REAL;
		bool may = is_of_cell(table, table->fields[f].name) && !row->margin && !small;
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
	struct svy_cross_letters *letters = NULL;
	struct svy_result *result;
	struct crosses crosses;
	crosses_new(&crosses, 2, SIZES, weights, kind);
	check_ok(svy_result_new(&result, &status), &status);
	if (kind != SVY_WEIGHT_SAMPLING)
		check_ok(svy_cross_letters_new(&crosses.cross, &LETTERS, &letters, &status), &status);
	crosses.cross.letters = letters;
	crosses.cross.shares = kind == SVY_WEIGHT_SAMPLING ? NULL : &SHARES;
	check_ok(svy_cross_cells(&crosses.cross, result, NULL, 0, &status), &status);
	check_ok(svy_cross_pairs(&crosses.cross, result, &status), &status);
	check_ok(svy_cross_tests(&crosses.cross, result, &options, &status), &status);
	check_ok(svy_cross_association(&crosses.cross, result, &options, &status), &status);
	*n_group_notes = result->n_group_notes;
	svy_cross_letters_free(letters);
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

/* --- svy-test ----------------------------------------------------------------- */

/* n numbers in two groups, or in none: described, and compared where there are two. */
static struct svy_result *describe(size_t n, const int32_t *codes, const double *x, bool grouped)
{
	static const struct svy_missing_policy exclude = {.what = SVY_MISSING_EXCLUDE};
	static const struct svy_posthoc posthoc = {.letters = {SVY_ADJUST_HOLM, {{0.05}, 1}}};
	struct svy_table *table = numbers_new(n, 2, codes, x, NULL);
	const struct svy_variable *outcome = &table->columns[NUMBERS_X].variable;
	const struct svy_variable *group = grouped ? &table->columns[NUMBERS_GROUP].variable : NULL;
	size_t by = grouped ? NUMBERS_GROUP : SVY_NO_COLUMN;
	struct svy_status status = {0};
	struct svy_moments *moments;
	struct svy_values *values;
	struct svy_groups groups;
	struct svy_pair *pairs = NULL;
	struct svy_result *result;
	check_ok(svy_moments_new(SVY_WEIGHT_NONE, &moments, &status), &status);
	check_ok(svy_values_new(SVY_WEIGHT_NONE, &values, &status), &status);
	check_ok(svy_moments_add(moments, table, NUMBERS_X, by, SVY_NO_COLUMN, NULL, &status), &status);
	check_ok(svy_values_add(values, table, NUMBERS_X, by, SVY_NO_COLUMN, NULL, &status), &status);
	check_ok(svy_groups_make(moments, values, SVY_WEIGHT_NONE, outcome, group, &exclude, &groups, &status), &status);
	if (grouped)
		check_ok(svy_posthoc_compare(&posthoc, &groups, NULL, &pairs, &status), &status);
	check_ok(svy_result_new(&result, &status), &status);
	check_ok(svy_groups_table(&groups, pairs, &posthoc.letters, result, &status), &status);
	check_ok(svy_posthoc_table(&posthoc, &groups, pairs, result, &status), &status);
	free(pairs);
	svy_groups_clear(&groups);
	svy_values_free(values);
	svy_moments_free(moments);
	rows_free(table);
	return result;
}

static void every_number_of_svy_test_goes(void **state)
{
	static const int32_t CODES[] = {0, 0, 0, 0, 0, 0, 1, 1, 1};
	static const double X[] = {1, 2, 3, 4, 5, 6, 21, 22, 29};
	(void)state;
	struct svy_release *release = released(describe(9, CODES, X, true));
	check_hidden(release);
	const struct svy_rtable *groups = svy_result_find(release->result, "groups");
	assert_int_equal(svy_row_value(groups, 0, "max")->kind, SVY_REAL);
	assert_int_equal(svy_row_value(groups, 1, "max")->kind, SVY_NULL);
	assert_int_equal(svy_result_find(release->result, "pairs")->n_rows, 1);
	svy_release_free(release);
	/* of all together: the total is the only cell */
	release = released(describe(4, CODES, X, false));
	release->n_hidden = 1;
	check_hidden(release);
	svy_release_free(release);
	release = released(describe(5, CODES, X, false));
	assert_int_equal(svy_row_value(svy_result_find(release->result, "groups"), 0, "n")->count, 5);
	svy_release_free(release);
}

/* --- several answers ------------------------------------------------------------ */

/* Two sets of two choices each, and 1 ticked, 0 not, -1 not answered. */
enum { N_CHOICES = 4, MOST = 200 };
static const char SETS[] =
	"{\"fields\": [], \"multiResponse\": [{\"name\": \"R\", \"ticked\": [\"1\"], \"fields\": [\"a\", \"b\"]}, "
	"{\"name\": \"C\", \"ticked\": [\"1\"], \"fields\": [\"x\", \"y\"]}]}";

static bool is_few(size_t n)
{
	return n > 0 && n < THRESHOLD;
}

/* Whether a table of the sets gives away fewer than the threshold: who answered
 * choices u and v in one of the four ways, or did not answer one of them. */
static bool gives_away(int ticks[][N_CHOICES], size_t n, size_t u, size_t v)
{
	size_t of[3][3] = {{0}};
	for (size_t i = 0; i < n; i++)
		of[ticks[i][u] + 1][ticks[i][v] + 1]++;
	size_t none_u = of[0][0] + of[0][1] + of[0][2], none_v = of[0][0] + of[1][0] + of[2][0];
	bool few = is_few(none_u) || is_few(none_v) || is_few(none_u + none_v - of[0][0]);
	for (size_t a = 1; a <= 2; a++)
		for (size_t b = 1; b <= 2; b++)
			few = few || is_few(of[a][b]);
	return few;
}

static void random_ticks(struct svy_random *random, int ticks[][N_CHOICES], size_t n)
{
	double p[N_CHOICES], none = svy_random_below(random, 2) ? 0 : 0.02;
	bool even = svy_random_below(random, 2);
	for (size_t j = 0; j < N_CHOICES; j++)
		p[j] = even ? 0.5 : svy_random_uniform(random);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < N_CHOICES; j++)
			ticks[i][j] = svy_random_uniform(random) < none ? -1 : svy_random_uniform(random) < p[j];
	for (size_t j = 0; j < N_CHOICES && n; j++) /* somebody answered something */
		ticks[0][j] = 1;
}

static struct svy_result *cross_sets(int ticks[][N_CHOICES], size_t n)
{
	static const struct svy_missing_policy exclude = {.what = SVY_MISSING_EXCLUDE};
	struct svy_text csv = {0};
	svy_text_puts(&csv, "a,b,x,y\n");
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < N_CHOICES; j++)
			svy_text_printf(&csv, "%s%s", ticks[i][j] < 0 ? "" : ticks[i][j] ? "1" : "0",
			                j + 1 < N_CHOICES ? "," : "\n");
	struct answers a;
	struct svy_count *count;
	struct svy_crosstabs *tables;
	struct svy_result *result;
	answers_open(&a, csv.bytes, SETS, (const char *const[]){"R", "C"}, 2);
	check_ok(answers_read(&a), &a.status);
	check_ok(svy_count_new(2, SVY_WEIGHT_NONE, &count, &a.status), &a.status);
	check_ok(svy_count_add(count, a.table, a.column, SVY_NO_COLUMN, NULL, &a.status), &a.status);
	const struct svy_variable *variables[] = {&a.table->columns[a.column[0]].variable,
	                                          &a.table->columns[a.column[1]].variable};
	check_ok(svy_crosstabs_make(count, variables, 2, SVY_WEIGHT_NONE, &exclude, &tables, &a.status), &a.status);
	const struct svy_cross cross = {.tables = tables, .variables = variables, .k = 2, .shares = &SHARES};
	check_ok(svy_result_new(&result, &a.status), &a.status);
	check_ok(svy_cross_cells(&cross, result, NULL, 0, &a.status), &a.status);
	svy_crosstabs_free(tables);
	svy_count_free(count);
	answers_close(&a);
	svy_text_clear(&csv);
	return result;
}

static void who_did_not_tick_is_protected_as_who_did(void **state)
{
	int ticks[MOST][N_CHOICES];
	struct svy_random random;
	size_t n_hidden = 0, n_shown = 0;
	(void)state;
	svy_random_start(&random, 1, "law_disclosure", 0);
	for (int k = 0; k < 400; k++) {
		size_t n = 20 + svy_random_below(&random, MOST - 19);
		random_ticks(&random, ticks, n);
		bool few = false;
		for (size_t j = 0; j < N_CHOICES; j++)
			few = few || gives_away(ticks, n, j / 2, 2 + j % 2);
		struct svy_release *release = released(cross_sets(ticks, n));
		if (few) {
			release->n_hidden = 1;
			check_hidden(release);
		}
		n_hidden += few;
		n_shown += release->result->has_rows;
		svy_release_free(release);
	}
	assert_true(n_hidden > 20 && n_shown > 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_number_of_svy_cross_goes),
		cmocka_unit_test(every_number_of_svy_freq_goes),
		cmocka_unit_test(every_number_of_svy_test_goes),
		cmocka_unit_test(who_did_not_tick_is_protected_as_who_did),
	};
	return cmocka_run_group_tests_name("laws/disclosure", tests, NULL, NULL);
}
