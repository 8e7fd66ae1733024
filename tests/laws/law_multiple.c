/* Laws of several answers: columns and a delimited cell that say the same count the
 * same; each choice counts as the column that it is; any split merges to the whole;
 * a frequency weight of two is every row twice. */
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "base/text.h"
#include "tab/crosstab.h"
#include "tests/support/answers.h"
#include "tests/support/check.h"

enum { ROWS = 600, CHOICES = 4 };
static const char BOOK[] =
	"{\"fields\": [{\"name\": \"l\", \"type\": \"list\", \"delimiter\": \";\", \"categories\": [\"a\", \"b\", \"c\","
	" \"d\"], \"missingValues\": [{\"value\": \"NA\", \"reason\": \"not-asked\"}]},"
	" {\"name\": \"a\", \"categories\": [\"1\", \"0\"]},"
	" {\"name\": \"sex\", \"categories\": [\"m\", \"f\"]}],"
	" \"multiResponse\": [{\"name\": \"q\", \"ticked\": [\"1\"], \"fields\": [\"a\", \"b\", \"c\", \"d\"]}]}";

/* gaps: choices that only some answered; the cell cannot say this. */
static char *draw(bool gaps, int copies)
{
	struct svy_text text = {0};
	struct svy_random random;
	svy_random_start(&random, 11, "law_multiple", gaps);
	svy_text_puts(&text, "a,b,c,d,l,sex,w\n");
	for (int i = 0; i < ROWS; i++) {
		bool missing = svy_random_below(&random, 8) == 0;
		char ticks[CHOICES + 1], list[2 * CHOICES + 1] = "";
		for (int m = 0; m < CHOICES; m++) {
			ticks[m] = "01"[svy_random_below(&random, 3) == 0];
			if (missing || (gaps && svy_random_below(&random, 5) == 0))
				ticks[m] = ' ';
			if (ticks[m] == '1')
				sprintf(list + strlen(list), "%s%c", *list ? ";" : "", 'a' + m);
		}
		char sex = "mf"[svy_random_below(&random, 2)];
		uint64_t w = svy_random_below(&random, 4);
		for (int k = 0; k < copies; k++) {
			for (int m = 0; m < CHOICES; m++)
				svy_text_printf(&text, "%.*s,", ticks[m] != ' ', &ticks[m]);
			svy_text_printf(&text, "%s,%c,%d\n", missing ? "NA" : list, sex, (int)w);
		}
	}
	return svy_text_take(&text);
}

static void open_drawn(struct answers *a, bool gaps, int copies)
{
	static const char *const NAMES[] = {"q", "l", "a", "sex"};
	char *csv = draw(gaps, copies);
	answers_open(a, csv, BOOK, NAMES, 4);
	check_ok(answers_read(a), &a->status);
	free(csv);
}

/* Rows of a table for which mask holds (NULL: all), counted by row and sex. */
static struct svy_count *count_by_sex(struct answers *a, size_t column, const bool *mask)
{
	const size_t columns[] = {a->column[column], a->column[3]};
	struct svy_count *count;
	check_ok(svy_count_new(2, SVY_WEIGHT_NONE, &count, &a->status), &a->status);
	check_ok(svy_count_add(count, a->table, columns, SVY_NO_COLUMN, mask, &a->status), &a->status);
	return count;
}

static struct svy_crosstabs *tables_of(struct answers *a, size_t column, const struct svy_count *count)
{
	static const struct svy_missing_policy EXCLUDE = {.what = SVY_MISSING_EXCLUDE};
	const struct svy_variable *variables[] = {&a->table->columns[a->column[column]].variable,
	                                          &a->table->columns[a->column[3]].variable};
	struct svy_crosstabs *tables;
	check_ok(svy_crosstabs_make(count, variables, 2, SVY_WEIGHT_NONE, &EXCLUDE, &tables, &a->status), &a->status);
	return tables;
}

static struct svy_crosstabs *cross(struct answers *a, size_t column, const bool *mask)
{
	struct svy_count *count = count_by_sex(a, column, mask);
	struct svy_crosstabs *tables = tables_of(a, column, count);
	svy_count_free(count);
	return tables;
}

/* All cells, margins and bases are `times` those of the other. */
static void check_times(const struct svy_crosstabs *big, const struct svy_crosstabs *small, uint64_t times)
{
	const struct svy_crosstab *a = big->tables, *b = small->tables;
	assert_int_equal(a->rows, b->rows);
	assert_int_equal(big->rows_used, times * small->rows_used);
	for (size_t i = 0; i <= a->rows; i++)
		for (size_t j = 0; j <= a->cols; j++) {
			assert_int_equal(svy_crosstab_cell(a, i, j)->n, times * svy_crosstab_cell(b, i, j)->n);
			for (enum svy_base base = SVY_BASE_ROW; base <= SVY_BASE_ALL; base++)
				assert_int_equal(svy_crosstab_base(a, i, j, base).n, times * svy_crosstab_base(b, i, j, base).n);
		}
}

static void columns_and_cells_that_say_the_same_count_the_same(void **state)
{
	struct answers a;
	(void)state;
	open_drawn(&a, false, 1);
	struct svy_crosstabs *set = cross(&a, 0, NULL), *list = cross(&a, 1, NULL);
	assert_true(set->rows_used > 400 && set->rows_used < ROWS);
	check_times(set, list, 1);
	svy_crosstabs_free(set);
	svy_crosstabs_free(list);
	answers_close(&a);
}

static void a_choice_counts_as_the_column_that_it_is(void **state)
{
	struct answers a;
	(void)state;
	open_drawn(&a, true, 1);
	struct svy_crosstabs *set = cross(&a, 0, NULL), *one = cross(&a, 2, NULL);
	for (size_t j = 0; j <= 2; j++) {
		assert_int_equal(svy_crosstab_cell(set->tables, 0, j)->n, svy_crosstab_cell(one->tables, 0, j)->n);
		assert_int_equal(svy_crosstab_base(set->tables, 0, j, SVY_BASE_COL).n,
		                 svy_crosstab_cell(one->tables, 2, j)->n);
		assert_true(svy_crosstab_cell(set->tables, CHOICES, j)->n > svy_crosstab_cell(one->tables, 2, j)->n);
	}
	svy_crosstabs_free(set);
	svy_crosstabs_free(one);
	answers_close(&a);
}

static void any_split_merges_to_the_whole(void **state)
{
	struct answers a;
	bool mask[ROWS], rest[ROWS];
	(void)state;
	open_drawn(&a, true, 1);
	struct svy_crosstabs *whole = cross(&a, 0, NULL);
	for (size_t k = 2; k < 6; k++) {
		for (size_t i = 0; i < ROWS; i++)
			rest[i] = !(mask[i] = i * i % k == 0);
		struct svy_count *one = count_by_sex(&a, 0, mask), *other = count_by_sex(&a, 0, rest);
		check_ok(svy_count_merge(other, one, &a.status), &a.status);
		struct svy_crosstabs *merged = tables_of(&a, 0, other);
		check_times(merged, whole, 1);
		svy_crosstabs_free(merged);
		svy_count_free(one);
		svy_count_free(other);
	}
	svy_crosstabs_free(whole);
	answers_close(&a);
}

static void the_file_twice_is_twice_the_counts(void **state)
{
	struct answers once, twice;
	(void)state;
	open_drawn(&once, true, 1);
	struct svy_crosstabs *one = cross(&once, 0, NULL);
	open_drawn(&twice, true, 2);
	struct svy_crosstabs *two = cross(&twice, 0, NULL);
	check_times(two, one, 2);
	svy_crosstabs_free(one);
	svy_crosstabs_free(two);
	answers_close(&once);
	answers_close(&twice);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_and_cells_that_say_the_same_count_the_same),
		cmocka_unit_test(a_choice_counts_as_the_column_that_it_is),
		cmocka_unit_test(any_split_merges_to_the_whole),
		cmocka_unit_test(the_file_twice_is_twice_the_counts),
	};
	return cmocka_run_group_tests_name("laws of several answers", tests, NULL, NULL);
}
