/*
 * Laws of layouts: a net counts what a variable recoded to it counts, of single answers
 * and of several; nets change no other number; percentages rounded to add up do, and none
 * moves by more than one last digit.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "base/text.h"
#include "report/whole.h"
#include "tab/crosstab.h"
#include "tests/support/answers.h"
#include "tests/support/check.h"
#include "tests/support/rows.h"

enum { ROWS = 400, CATEGORIES = 5, TRIALS = 200 };
static const struct svy_missing_policy EXCLUDE = {.what = SVY_MISSING_EXCLUDE};

static struct svy_crosstabs *tables_of(const struct svy_table *table, const size_t *columns, size_t weights,
                                       enum svy_weight_kind kind, const struct svy_net *nets, size_t n_nets)
{
	struct svy_status status = {0};
	struct svy_count *count;
	struct svy_crosstabs *tables;
	const struct svy_variable *variables[] = {&table->columns[columns[0]].variable,
	                                          &table->columns[columns[1]].variable};
	check_ok(svy_count_new(2, kind, &count, &status), &status);
	svy_count_use_nets(count, nets, n_nets);
	check_ok(svy_count_add(count, table, columns, weights, NULL, &status), &status);
	check_ok(svy_crosstabs_make(count, variables, 2, kind, &EXCLUDE, &tables, &status), &status);
	svy_count_free(count);
	return tables;
}

static void same_tally(const struct svy_tally *a, const struct svy_tally *b)
{
	assert_int_equal(a->n, b->n);
	check_close(a->w, b->w, 0);
	check_close(a->w2, b->w2, 0);
}

/* Column 0 has five categories, column 1 says whether it is one of 2, 3 and 5 (its
 * category 1), with the same answers missing; column 2 has three. */
static struct svy_table *draw_single(uint64_t trial, bool weighted)
{
	static const size_t SIZES[] = {CATEGORIES, 2, 3};
	int32_t codes[ROWS * 3];
	double weights[ROWS];
	struct svy_random random;
	svy_random_start(&random, 3, "law_layout single", trial);
	for (size_t i = 0; i < ROWS; i++) {
		int32_t code = (int32_t)svy_random_below(&random, CATEGORIES + 1) - 1;
		codes[3 * i] = code;
		codes[3 * i + 1] = code < 0 ? code : code == 1 || code == 2 || code == 4 ? 0 : 1;
		codes[3 * i + 2] = (int32_t)svy_random_below(&random, 4) - 1;
		weights[i] = 0.1 + (double)svy_random_below(&random, 1000) / 7;
	}
	return rows_new(ROWS, 3, SIZES, codes, weighted ? weights : NULL);
}

static void check_single(uint64_t trial, bool weighted, const struct svy_net *net)
{
	struct svy_table *table = draw_single(trial, weighted);
	size_t weights = weighted ? 3 : SVY_NO_COLUMN;
	enum svy_weight_kind kind = weighted ? SVY_WEIGHT_SAMPLING : SVY_WEIGHT_NONE;
	struct svy_crosstabs *with = tables_of(table, (size_t[]){0, 2}, weights, kind, net, 1);
	struct svy_crosstabs *across = tables_of(table, (size_t[]){2, 0}, weights, kind, net, 1);
	struct svy_crosstabs *without = tables_of(table, (size_t[]){0, 2}, weights, kind, NULL, 0);
	struct svy_crosstabs *recoded = tables_of(table, (size_t[]){1, 2}, weights, kind, NULL, 0);
	for (size_t j = 0; j <= 3; j++) {
		const struct svy_tally *expected = svy_crosstab_cell(&recoded->tables[0], 0, j);
		same_tally(svy_crosstab_cell(&with->tables[0], CATEGORIES, j), expected);
		same_tally(svy_crosstab_cell(&across->tables[0], j, CATEGORIES), expected);
		for (size_t i = 0; i <= CATEGORIES; i++) /* the margin stands behind the net */
			same_tally(svy_crosstab_cell(&with->tables[0], i + (i == CATEGORIES), j),
			           svy_crosstab_cell(&without->tables[0], i, j));
	}
	assert_int_equal(with->rows_used, without->rows_used);
	svy_crosstabs_free(with);
	svy_crosstabs_free(across);
	svy_crosstabs_free(without);
	svy_crosstabs_free(recoded);
	rows_free(table);
}

static void a_net_counts_what_a_recoded_variable_counts(void **state)
{
	struct svy_status status = {0};
	struct svy_net net;
	(void)state;
	check_ok(svy_net_parse("a=2 or 3 or 5:2,3,label 5", &net, &status), &status);
	for (uint64_t trial = 0; trial < TRIALS; trial++)
		check_single(trial, trial % 2, &net);
	svy_net_clear(&net);
}

/* --- several answers -------------------------------------------------------- */

static const char BOOK[] =
	"{\"fields\": [{\"name\": \"any\", \"categories\": [\"yes\", \"no\"]},"
	" {\"name\": \"sex\", \"categories\": [\"m\", \"f\"]}],"
	" \"multiResponse\": [{\"name\": \"q\", \"ticked\": [\"1\"], \"fields\": [\"a\", \"b\", \"c\", \"d\"]}]}";

/* any: of b, c and d: yes where one is ticked, no where all are not, empty (missing) where
 * it is not known. */
static char *draw_set(uint64_t trial)
{
	struct svy_text text = {0};
	struct svy_random random;
	svy_random_start(&random, 3, "law_layout set", trial);
	svy_text_puts(&text, "a,b,c,d,any,sex\n");
	for (int i = 0; i < ROWS; i++) {
		bool ticked = false, unknown = false;
		for (int m = 0; m < 4; m++) {
			uint64_t answer = svy_random_below(&random, 8); /* 0: not answered, 1 and 2: ticked */
			svy_text_puts(&text, answer == 0 ? "," : answer < 3 ? "1," : "0,");
			ticked = ticked || (m > 0 && answer > 0 && answer < 3);
			unknown = unknown || (m > 0 && answer == 0);
		}
		svy_text_printf(&text, "%s,%c\n", ticked ? "yes" : unknown ? "" : "no", "mf"[svy_random_below(&random, 2)]);
	}
	return svy_text_take(&text);
}

static void check_set(uint64_t trial, const struct svy_net *net)
{
	static const char *const NAMES[] = {"q", "any", "sex"};
	struct answers a;
	char *csv = draw_set(trial);
	answers_open(&a, csv, BOOK, NAMES, 3);
	check_ok(answers_read(&a), &a.status);
	struct svy_crosstabs *with =
		tables_of(a.table, (size_t[]){a.column[0], a.column[2]}, SVY_NO_COLUMN, SVY_WEIGHT_NONE, net, 1);
	struct svy_crosstabs *recoded =
		tables_of(a.table, (size_t[]){a.column[1], a.column[2]}, SVY_NO_COLUMN, SVY_WEIGHT_NONE, NULL, 0);
	for (size_t j = 0; j <= 2; j++) {
		struct svy_tally base = svy_crosstab_base(&with->tables[0], 4, j, SVY_BASE_COL);
		/* Who answered none of the set at all, is in neither. */
		assert_int_equal(svy_crosstab_cell(&with->tables[0], 4, j)->n, svy_crosstab_cell(&recoded->tables[0], 0, j)->n);
		assert_int_equal(base.n, svy_crosstab_cell(&recoded->tables[0], 2, j)->n);
	}
	svy_crosstabs_free(with);
	svy_crosstabs_free(recoded);
	answers_close(&a);
	free(csv);
}

static void a_net_of_answers_counts_what_any_of_them_counts(void **state)
{
	struct svy_status status = {0};
	struct svy_net net;
	(void)state;
	check_ok(svy_net_parse("q=any:b,c,d", &net, &status), &status);
	for (uint64_t trial = 0; trial < 50; trial++)
		check_set(trial, &net);
	svy_net_clear(&net);
}

/* --- rounding ---------------------------------------------------------------- */

static void parts_add_up_and_stay_near(void **state)
{
	struct svy_random random;
	(void)state;
	svy_random_start(&random, 3, "law_layout rounding", 0);
	for (int trial = 0; trial < 2000; trial++) {
		size_t n = 1 + svy_random_below(&random, 12);
		int digits = (int)svy_random_below(&random, 4);
		double count[12], percent[12], rounded[12], total = 0, units = 0, unit = pow(10, digits);
		for (size_t i = 0; i < n; i++)
			total += count[i] = (double)svy_random_below(&random, trial % 2 ? 10 : 100000);
		for (size_t i = 0; i < n; i++)
			percent[i] = 100 * count[i] / total;
		if (total == 0)
			continue;
		assert_true(svy_round_parts(percent, n, digits, rounded));
		for (size_t i = 0; i < n; i++) {
			units += round(rounded[i] * unit);
			check_close(rounded[i], percent[i], 1 / unit);
			check_close(rounded[i] * unit, round(rounded[i] * unit), 1e-7);
			for (size_t j = 0; j < n; j++) /* never the smaller above the larger */
				assert_true(!(count[i] < count[j]) || rounded[i] <= rounded[j]);
		}
		check_close(units, 100 * unit, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_net_counts_what_a_recoded_variable_counts),
		cmocka_unit_test(a_net_of_answers_counts_what_any_of_them_counts),
		cmocka_unit_test(parts_add_up_and_stay_near),
	};
	return cmocka_run_group_tests_name("laws/layout", tests, NULL, NULL);
}
