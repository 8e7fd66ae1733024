/*
 * Coding, against R: every row of tests/reference/coding/.
 *
 *     contrast.csv  kind,k,reference,scores,level,column,expected,tolerance,source
 *                   level, column and reference count from 1; scores are parted by spaces
 *     polynomial.csv  the same, where R has lost its digits
 *     matrix.csv    command,row,column,expected,tolerance,source
 *                   what `svy-code command` writes, run in data/; expected is empty where the
 *                   cell must be; every cell of the matrix has its row here
 *
 * A tolerance is relative, or absolute below 1.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"
#include "data/contrast.h"
#include "data/source.h"
#include "tests/support/check.h"
#include "tests/support/files.h"

/* All fields of a file, as strings. */
struct cells {
	size_t n_rows, n_columns, room;
	char **cell;
};

static enum svy_code keep(void *consumer, const struct svy_block *block, struct svy_status *status)
{
	struct cells *cells = consumer;
	size_t n = block->n_rows * block->n_columns, before = cells->n_rows * block->n_columns;
	(void)status;
	assert_true(svy_array_reserve(&cells->cell, &cells->room, before + n, sizeof *cells->cell));
	for (size_t i = 0; i < n; i++)
		cells->cell[before + i] = svy_text_copy_n(block->fields[i].text, block->fields[i].length);
	cells->n_columns = block->n_columns;
	cells->n_rows += block->n_rows;
	return SVY_OK;
}

static struct cells read_cells(const char *path)
{
	struct svy_status status = {0};
	struct svy_source *source;
	struct cells cells = {0};
	check_ok(svy_source_open(path, NULL, &source, &status), &status);
	check_ok(svy_source_read(source, keep, &cells, &status), &status);
	svy_source_free(source);
	return cells;
}

static void free_cells(struct cells *cells)
{
	for (size_t i = 0; i < cells->n_rows * cells->n_columns; i++)
		free(cells->cell[i]);
	free(cells->cell);
}

static const char *cell(const struct cells *cells, size_t row, size_t column)
{
	return cells->cell[row * cells->n_columns + column];
}

static double number(const char *text)
{
	double x = NAN;
	if (!svy_number_parse(text, strlen(text), &x))
		fail_msg("not a number: \"%s\"", text);
	return x;
}

static void check_near(double actual, double expected, double tolerance, const char *what)
{
	if (!(fabs(actual - expected) <= tolerance * fmax(1, fabs(expected))))
		fail_msg("%s: %.17g, expected %.17g", what, actual, expected);
}

static void check_contrasts(const char *path, size_t least)
{
	enum { KIND, K, REFERENCE, SCORES, LEVEL, COLUMN, EXPECTED, TOLERANCE, SOURCE };
	struct cells rows = read_cells(path);
	assert_true(rows.n_rows > least);
	for (size_t r = 0; r < rows.n_rows; r++) {
		struct svy_status status = {0};
		enum svy_coding_kind kind;
		double scores[32], out[32 * 32];
		size_t k = (size_t)number(cell(&rows, r, K)), n = 0;
		const char *reference = cell(&rows, r, REFERENCE);
		assert_true(svy_coding_kind_from_name(cell(&rows, r, KIND), &kind) && k <= 32);
		for (char *at = (char *)cell(&rows, r, SCORES); *at; n++)
			scores[n] = strtod(at, &at);
		check_ok(svy_contrast_fill(kind, k, *reference ? (size_t)number(reference) - 1 : SVY_NO_LEVEL,
		                           n ? scores : NULL, out, &status), &status);
		size_t at = ((size_t)number(cell(&rows, r, LEVEL)) - 1) * svy_contrast_columns(kind, k) +
		            (size_t)number(cell(&rows, r, COLUMN)) - 1;
		assert_true(strlen(cell(&rows, r, SOURCE)) > 3);
		check_near(out[at], number(cell(&rows, r, EXPECTED)), number(cell(&rows, r, TOLERANCE)), cell(&rows, r, KIND));
	}
	free_cells(&rows);
}

static void contrasts_are_those_of_r(void **state)
{
	(void)state;
	check_contrasts("contrast.csv", 1000);
}

static void polynomials_are_those_of_400_digits(void **state)
{
	(void)state;
	check_contrasts("polynomial.csv", 200);
}

static struct cells run(const char *command)
{
	const char *path = file_of("matrix.csv", "");
	char *line = svy_text_format("cd data && svy-code -q -o %s %s", path, command);
	if (system(line) != 0)
		fail_msg("failed: %s", line);
	free(line);
	return read_cells(path);
}

static void matrices_are_those_of_r(void **state)
{
	enum { COMMAND, ROW, COLUMN, EXPECTED, TOLERANCE, SOURCE };
	struct cells rows = read_cells("matrix.csv"), made = {0};
	size_t since = 0;
	(void)state;
	assert_true(rows.n_rows > 500);
	for (size_t r = 0; r < rows.n_rows; r++) {
		const char *command = cell(&rows, r, COMMAND), *expected = cell(&rows, r, EXPECTED);
		if (r == 0 || strcmp(command, cell(&rows, r - 1, COMMAND)) != 0) {
			free_cells(&made);
			made = run(command);
			since = r;
		}
		size_t row = (size_t)number(cell(&rows, r, ROW)), column = (size_t)number(cell(&rows, r, COLUMN));
		const char *got = cell(&made, row - 1, column - 1);
		assert_true(strlen(cell(&rows, r, SOURCE)) > 3);
		if (!*expected || !*got)
			assert_string_equal(got, expected);
		else
			check_near(number(got), number(expected), number(cell(&rows, r, TOLERANCE)), command);
		if (r + 1 == rows.n_rows || strcmp(command, cell(&rows, r + 1, COMMAND)) != 0)
			assert_int_equal(r + 1 - since, made.n_rows * made.n_columns);
	}
	free_cells(&made);
	free_cells(&rows);
}

int main(void)
{
	const char *root = getenv("ROOT");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contrasts_are_those_of_r),
		cmocka_unit_test(polynomials_are_those_of_400_digits),
		cmocka_unit_test(matrices_are_those_of_r),
	};
	if ((root && chdir(root) != 0) || chdir("tests/reference/coding") != 0)
		return 1;
	return cmocka_run_group_tests_name("reference/coding", tests, NULL, NULL);
}
