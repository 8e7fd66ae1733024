#include "tests/support/reference.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"

enum { LINE = 65536 };

/* Split a line of CSV in place; the number of fields. */
static size_t split_line(char *line, char **field)
{
	size_t n = 0;
	for (char *at = line; n <= REFERENCE_FIELDS; n++) {
		bool quoted = *at == '"';
		char *from = at, *end = at;
		for (at += quoted; *at && (quoted ? *at != '"' || at[1] == '"' : *at != ','); *end++ = *at++)
			at += quoted && *at == '"';
		at += quoted && *at == '"';
		char last = *at;
		*end = 0;
		if (n < REFERENCE_FIELDS)
			field[n] = from;
		if (!last)
			return n + 1;
		at++;
	}
	return n;
}

static void read_table(struct reference_row *row)
{
	const char *at = row->table;
	row->rows = 1;
	row->cells = 0;
	while (*at) {
		char *end;
		if (*at == ' ' || *at == '/') {
			row->rows += *at++ == '/';
			continue;
		}
		assert_true(row->cells < REFERENCE_CELLS);
		row->n[row->cells++] = strtod(at, &end);
		assert_true(end > at);
		at = end;
	}
	row->cols = row->cells / row->rows;
	assert_true(row->cols * row->rows == row->cells);
}

double reference_argument(const struct reference_row *row, const char *name, double other)
{
	size_t length = strlen(name);
	for (const char *at = row->arguments; at && *at; at = strchr(at, ';')) {
		at += *at == ';';
		if (strncmp(at, name, length) == 0 && at[length] == '=')
			return strtod(at + length + 1, NULL);
	}
	return other;
}

bool reference_has(const struct reference_row *row, const char *assignment)
{
	size_t length = strlen(assignment);
	for (const char *at = row->arguments; at && *at; at = strchr(at, ';')) {
		at += *at == ';';
		if (strncmp(at, assignment, length) == 0 && (at[length] == ';' || !at[length]))
			return true;
	}
	return false;
}

enum svy_alternative reference_alternative(const struct reference_row *row)
{
	if (reference_has(row, "alternative=less"))
		return SVY_LESS;
	return reference_has(row, "alternative=greater") ? SVY_GREATER : SVY_TWO_SIDED;
}

bool reference_pick(const struct svy_test *test, const char *quantity, double *out)
{
	const struct {
		const char *name;
		double value;
	} known[] = {{"statistic", test->statistic}, {"df", test->df}, {"p", test->p}, {"log_p", test->log_p},
	             {"estimate", test->estimate}, {"low", test->low}, {"high", test->high},
	             {"df2", test->df2}, {"p_low", test->p_low}, {"p_high", test->p_high},
	             {"attainable_p", test->attainable_p},
	             {"attainable_less", test->attainable_less}, {"attainable_greater", test->attainable_greater},
	             {"smallest_expected", test->smallest_expected}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(quantity, known[i].name) == 0) {
			*out = known[i].value;
			return true;
		}
	}
	return false;
}

void reference_sample(const struct reference_row *row, struct svy_sample *out)
{
	static struct svy_run runs[REFERENCE_CELLS];
	size_t k = 1;
	for (size_t i = 0; i < row->cols; i++) {
		runs[i] = (struct svy_run){row->n[i], (size_t)row->n[row->cols + i] - 1, 1};
		if (row->rows > 2)
			runs[i].n = (uint64_t)row->n[2 * row->cols + i];
		k = runs[i].group >= k ? runs[i].group + 1 : k;
	}
	assert_true(k <= REFERENCE_GROUPS);
	check_ok(svy_sample_make(runs, row->cols, k, out, NULL), NULL);
}

static bool is_near(double actual, const struct reference_row *row)
{
	bool relative = strncmp(row->tolerance, "rel ", 4) == 0;
	assert_true(relative || strncmp(row->tolerance, "abs ", 4) == 0);
	return is_close(actual, strtod(row->expected, NULL), strtod(row->tolerance + 4, NULL), relative);
}

/* Whether the row holds; says why not. */
static bool check_row(char *line, const char *path, size_t number, reference_evaluator *evaluate)
{
	struct reference_row row;
	double actual = NAN;
	size_t n_fields = split_line(line, row.field);
	if (n_fields != REFERENCE_FIELDS) {
		print_error("%s:%zu: %zu fields, not %d\n", path, number, n_fields, (int)REFERENCE_FIELDS);
		return false;
	}
	row.statistic = row.field[0], row.table = row.field[1], row.arguments = row.field[2];
	row.quantity = row.field[3], row.expected = row.field[4], row.tolerance = row.field[5];
	row.source = row.field[6];
	read_table(&row);
	if (strlen(row.source) < 4)
		print_error("%s:%zu: no source\n", path, number);
	else if (!evaluate(&row, &actual))
		print_error("%s:%zu: nothing computes %s of %s\n", path, number, row.quantity, row.statistic);
	else if (!is_near(actual, &row))
		print_error("%s:%zu: %s of %s (%s; %s) is %.17g, expected %s, %s (%s)\n", path, number, row.quantity,
		            row.statistic, row.table, row.arguments, actual, row.expected, row.tolerance, row.source);
	else
		return true;
	return false;
}

void reference_check(const char *stem, reference_evaluator *evaluate)
{
	char line[LINE], path[256];
	snprintf(path, sizeof path, "tests/reference/stat/%s.csv", stem);
	size_t number = 0, bad = 0;
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	while (fgets(line, sizeof line, file)) {
		size_t length = strlen(line);
		assert_true(length && line[length - 1] == '\n');
		line[length - 1] = 0;
		if (number++ == 0)
			assert_string_equal(line, "statistic,table,arguments,quantity,expected,tolerance,source");
		else
			bad += !check_row(line, path, number, evaluate);
	}
	fclose(file);
	if (number < 2)
		print_error("%s: no rows\n", path);
	assert_true(number >= 2 && bad == 0);
}
