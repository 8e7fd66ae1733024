/*
 * Every row of tests/reference/recode.csv against the library.
 *
 *     operation,columns,weight,expected,tolerance,source
 *
 * operation  and behind it the minimum, where it has one
 * columns    values of a, b, ... with spaces between, columns parted by "/"; NA is missing
 * weight     its kind and its values, or nothing
 * tolerance  "rel 1e-10" or "abs 0"
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/number.h"
#include "base/text.h"
#include "tests/support/check.h"
#include "tests/support/recodes.h"

enum { OPERATION, COLUMNS, WEIGHT, EXPECTED, TOLERANCE, SOURCE, N_FIELDS, MOST_COLUMNS = 8, MOST_ROWS = 400 };

/* Words of a text, cut in place. */
static size_t cut(char *text, char **words)
{
	size_t n = 0;
	for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) {
		assert_true(n < MOST_ROWS);
		words[n++] = word;
	}
	return n;
}

/* The columns as CSV, the weight behind them; the number of columns. */
static size_t write_data(char *columns, char *weight, struct svy_text *out)
{
	static char *words[MOST_COLUMNS + 1][MOST_ROWS];
	size_t n = 0, n_rows = 0;
	while (columns) {
		char *next = strchr(columns, '/');
		if (next)
			*next++ = '\0';
		n_rows = cut(columns, words[n++]);
		columns = next;
	}
	if (*weight)
		assert_int_equal(cut(weight, words[n]), n_rows);
	for (size_t j = 0; j < n; j++)
		svy_text_printf(out, "%c,", (char)('a' + j));
	svy_text_puts(out, "w\n");
	for (size_t i = 0; i < n_rows; i++) {
		for (size_t j = 0; j < n; j++)
			svy_text_printf(out, "%s,", strcmp(words[j][i], "NA") == 0 ? "" : words[j][i]);
		svy_text_printf(out, "%s\n", *weight ? words[n][i] : "1");
	}
	return n;
}

static char *write_rules(const char *operation, size_t n_columns)
{
	const char *minimum = strchr(operation, ' ');
	struct svy_text text = {0};
	svy_text_printf(&text, "target,operation,source,minimum,reason\nx,%.*s,\"", (int)strcspn(operation, " "),
	                operation);
	for (size_t j = 0; j < n_columns; j++)
		svy_text_printf(&text, "%s%c", j ? "," : "", (char)('a' + j));
	svy_text_printf(&text, "\",%s,reference\n", minimum ? minimum + 1 : "");
	return svy_text_take(&text);
}

static void compare_rows(const char *rows, char *expected, const char *tolerance)
{
	static char *words[MOST_ROWS];
	size_t n = cut(expected, words);
	double limit = strtod(tolerance + 4, NULL);
	const char *line = strchr(rows, '\n') + 1;
	for (size_t i = 0; i < n; i++) {
		size_t length = strcspn(line, "\n");
		const char *cell = line + length;
		while (cell[-1] != ',')
			cell--;
		double x = NAN, wanted = NAN;
		svy_number_parse(cell, (size_t)(line + length - cell), &x);
		svy_number_parse(words[i], strlen(words[i]), &wanted);
		if (strncmp(tolerance, "rel ", 4) == 0)
			check_rel(x, wanted, limit);
		else
			check_close(x, wanted, limit);
		line += length + 1;
	}
	assert_int_equal(*line, '\0');
}

static void check_row(char **field)
{
	struct svy_text data = {0};
	struct recoding given = {0};
	char *weight = field[WEIGHT];
	if (*weight) {
		given.weight.name = "w";
		given.weight.kind = *weight == 's' ? SVY_WEIGHT_SAMPLING : SVY_WEIGHT_FREQUENCY;
		weight = strchr(weight, ' ') + 1;
	}
	size_t n = write_data(field[COLUMNS], weight, &data);
	char *rules = write_rules(field[OPERATION], n);
	given.data = data.bytes;
	given.rules = rules;
	assert_true(strlen(field[SOURCE]) >= 10);
	char *rows = recode_rows(&given, NULL);
	compare_rows(rows, field[EXPECTED], field[TOLERANCE]);
	free(rows);
	free(rules);
	svy_text_clear(&data);
}

static enum svy_code take_block(void *context, const struct svy_block *block, struct svy_status *status)
{
	size_t *n_rows = context;
	(void)status;
	assert_int_equal(block->n_columns, N_FIELDS);
	for (size_t i = 0; i < block->n_rows; i++) {
		char *field[N_FIELDS];
		for (size_t j = 0; j < N_FIELDS; j++) {
			const struct svy_field *cell = &block->fields[i * N_FIELDS + j];
			field[j] = svy_text_copy_n(cell->text, cell->length);
		}
		check_row(field);
		for (size_t j = 0; j < N_FIELDS; j++)
			free(field[j]);
	}
	*n_rows += block->n_rows;
	return SVY_OK;
}

static void columns_are_those_of_others(void **state)
{
	struct svy_source *source;
	struct svy_status status = {0};
	size_t n = 0;
	(void)state;
	check_ok(svy_source_open("tests/reference/recode.csv", NULL, &source, &status), &status);
	check_ok(svy_source_read(source, take_block, &n, &status), &status);
	assert_true(n >= 15);
	svy_source_free(source);
}

int main(void)
{
	const char *root = getenv("ROOT");
	const struct CMUnitTest tests[] = {cmocka_unit_test(columns_are_those_of_others)};
	if (root && chdir(root) != 0)
		return 1;
	return cmocka_run_group_tests_name("reference/recode", tests, NULL, NULL);
}
