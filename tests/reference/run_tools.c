/*
 * Published numbers, through the tools: each row of a file of tests/reference/tools
 * names a command, a place in its result and the number that was published.
 *
 *   command,table,where,field,expected,tolerance,source
 *
 * where is `field=value;...`; expected is a number, or `<number` or `>number`
 * for a bound (of a Monte Carlo p).  Commands run in tests/reference/tools.
 */
#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/number.h"
#include "base/text.h"
#include "data/source.h"
#include "report/render.h"
#include "tests/support/check.h"

enum { COMMAND, TABLE, WHERE, FIELD, EXPECTED, TOLERANCE, SOURCE, N_FIELDS };

struct reference {
	char *field[N_FIELDS];
};

static struct reference *references;
static size_t n_references;

static enum svy_code keep_rows(void *consumer, const struct svy_block *block, struct svy_status *status)
{
	(void)consumer;
	(void)status;
	references = realloc(references, (n_references + block->n_rows) * sizeof *references);
	assert_non_null(references);
	for (size_t i = 0; i < block->n_rows; i++)
		for (size_t j = 0; j < N_FIELDS; j++) {
			const struct svy_field *field = &block->fields[i * N_FIELDS + j];
			references[n_references + i].field[j] = svy_text_copy_n(field->text, field->length);
		}
	n_references += block->n_rows;
	return SVY_OK;
}

static void read_references(void)
{
	glob_t files;
	assert_int_equal(glob("*.csv", 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		struct svy_status status = {0};
		struct svy_source *source;
		check_ok(svy_source_open(files.gl_pathv[i], NULL, &source, &status), &status);
		assert_int_equal(svy_source_n_columns(source), N_FIELDS);
		check_ok(svy_source_read(source, keep_rows, NULL, &status), &status);
		svy_source_free(source);
	}
	globfree(&files);
}

/* What `command -f json` prints. */
static struct svy_release *run(const char *command)
{
	struct svy_status status = {0};
	struct svy_release *release;
	struct svy_text text = {0};
	char buffer[4096];
	size_t n;
	char *line = svy_text_format("%s -f json", command);
	FILE *pipe = popen(line, "r");
	assert_non_null(pipe);
	while ((n = fread(buffer, 1, sizeof buffer, pipe)) > 0)
		svy_text_put(&text, buffer, n);
	if (pclose(pipe) != 0)
		fail_msg("failed: %s", line);
	check_ok(svy_read_json(text.bytes, text.length, line, &release, &status), &status);
	svy_text_clear(&text);
	free(line);
	return release;
}

static bool has_text(const struct svy_value *value, const char *text, size_t length)
{
	return value && value->kind == SVY_TEXT && strlen(value->text) == length && memcmp(value->text, text, length) == 0;
}

static bool holds(const struct svy_rtable *table, size_t row, const char *where)
{
	while (*where) {
		size_t length = strcspn(where, ";");
		const char *equals = memchr(where, '=', length);
		assert_non_null(equals);
		char *field = svy_text_copy_n(where, (size_t)(equals - where));
		bool same = has_text(svy_row_value(table, row, field), equals + 1, length - (size_t)(equals - where) - 1);
		free(field);
		if (!same)
			return false;
		where += length + (where[length] == ';');
	}
	return true;
}

static double find(const struct svy_release *release, const struct reference *reference)
{
	const struct svy_rtable *table = svy_result_find(release->result, reference->field[TABLE]);
	const struct svy_value *value = NULL;
	size_t n = 0;
	for (size_t i = 0; table && i < table->n_rows; i++)
		if (holds(table, i, reference->field[WHERE])) {
			value = svy_row_value(table, i, reference->field[FIELD]);
			n++;
		}
	if (n != 1 || !value)
		fail_msg("%zu rows of %s where %s in: %s", n, reference->field[TABLE], reference->field[WHERE],
		         reference->field[COMMAND]);
	return value->kind == SVY_COUNT ? (double)value->count : value->kind == SVY_REAL ? value->real : NAN;
}

static double number(const char *text)
{
	double x = NAN;
	if (!svy_number_parse(text, strlen(text), &x))
		fail_msg("not a number: \"%s\"", text);
	return x;
}

/* One test for each command: all its rows. */
static void gives_what_was_published(void **state)
{
	const struct reference *first = *state;
	struct svy_release *release = run(first->field[COMMAND]);
	for (size_t i = 0; i < n_references; i++) {
		const struct reference *row = &references[i];
		const char *expected = row->field[EXPECTED];
		if (strcmp(row->field[COMMAND], first->field[COMMAND]) != 0)
			continue;
		double x = find(release, row);
		if (strlen(row->field[SOURCE]) < 10)
			fail_msg("no source: %s %s", row->field[COMMAND], row->field[WHERE]);
		if (*expected == '<')
			assert_true(x < number(expected + 1));
		else if (*expected == '>')
			assert_true(x > number(expected + 1));
		else if (!is_close(x, number(expected), number(row->field[TOLERANCE]), 0))
			fail_msg("%s: %s %s: %.17g, published %s (%s)", row->field[COMMAND], row->field[WHERE], row->field[FIELD],
			         x, expected, row->field[SOURCE]);
	}
	svy_release_free(release);
}

int main(void)
{
	const char *root = getenv("ROOT");
	if ((root && chdir(root) != 0) || chdir("tests/reference/tools") != 0)
		return 1;
	read_references();
	struct CMUnitTest *tests = calloc(n_references + 1, sizeof *tests);
	size_t n = 0;
	for (size_t i = 0; tests && i < n_references; i++) {
		size_t j = 0;
		while (j < i && strcmp(references[j].field[COMMAND], references[i].field[COMMAND]) != 0)
			j++;
		if (j == i)
			tests[n++] = (struct CMUnitTest){references[i].field[COMMAND], gives_what_was_published, NULL, NULL,
			                                 &references[i]};
	}
	if (!tests || n < 10)
		return 1;
	return _cmocka_run_group_tests("published numbers", tests, n, NULL, NULL);
}
