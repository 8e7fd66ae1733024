/* Law of CSV: what was written is read back, whatever the fields and the delimiter. */
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "data/write.h"
#include "tests/support/check.h"
#include "tests/support/files.h"

enum { MOST_ROWS = 12, MOST_COLUMNS = 5, MOST_PIECES = 4, FIELD = 64 };

/* What files trip over, and ordinary letters. */
static const char *const PIECES[] = {",", ";", "\t", "|", "\"", "\n", "\r", "\r\n", " ", "#", "# svytools: x", "sep=;",
                                     "\xEF\xBB\xBF", "a", "b", "NA", "\xC3\xA9", "\xE0\xB8\x81", "'", "\\", "="};
static const char *const UNIQUE[MOST_COLUMNS] = {"n0", "n1", "n2", "n3", "n4"};
enum { N_PIECES = sizeof PIECES / sizeof *PIECES };

struct rows {
	size_t n_rows, n_columns;
	char text[MOST_ROWS][MOST_COLUMNS][FIELD];
};

static void draw_field(struct svy_random *random, char *out)
{
	*out = '\0';
	for (size_t i = svy_random_below(random, MOST_PIECES + 1); i-- > 0;)
		strcat(out, PIECES[svy_random_below(random, N_PIECES)]);
}

/* Names are unique and not empty: those rules are tested elsewhere. */
static void draw_rows(struct svy_random *random, struct rows *rows)
{
	rows->n_rows = 1 + svy_random_below(random, MOST_ROWS);
	rows->n_columns = 1 + svy_random_below(random, MOST_COLUMNS);
	for (size_t i = 0; i < rows->n_rows; i++)
		for (size_t j = 0; j < rows->n_columns; j++) {
			draw_field(random, rows->text[i][j]);
			if (i == 0)
				strcat(rows->text[i][j], UNIQUE[j]);
		}
}

static void write_rows(const struct rows *rows, char delimiter, struct svy_text *out)
{
	for (size_t i = 0; i < rows->n_rows; i++) {
		struct svy_field fields[MOST_COLUMNS];
		for (size_t j = 0; j < rows->n_columns; j++)
			fields[j] = (struct svy_field){rows->text[i][j], strlen(rows->text[i][j])};
		svy_write_row(fields, rows->n_columns, delimiter, i ? SVY_ROW_DATA : SVY_ROW_HEADER, out);
	}
}

struct comparing {
	const struct rows *rows;
	size_t row;
};

static enum svy_code compare(void *consumer, const struct svy_block *block, struct svy_status *status)
{
	struct comparing *c = consumer;
	(void)status;
	for (size_t i = 0; i < block->n_rows; i++) {
		c->row++;
		for (size_t j = 0; j < block->n_columns; j++) {
			const struct svy_field *field = &block->fields[i * block->n_columns + j];
			assert_int_equal(field->length, strlen(c->rows->text[c->row][j]));
			assert_memory_equal(field->text, c->rows->text[c->row][j], field->length);
		}
	}
	return SVY_OK;
}

static void check_round_trip(const struct rows *rows, char delimiter, bool told)
{
	const struct svy_source_options options = {.delimiter = told ? delimiter : 0};
	struct svy_text out = {0};
	struct svy_status status = {0};
	struct svy_source *source;
	struct comparing c = {rows, 0};
	write_rows(rows, delimiter, &out);
	check_ok(svy_source_open(file_with("law.csv", out.bytes, out.length), &options, &source, &status), &status);
	assert_int_equal(svy_source_n_columns(source), rows->n_columns);
	for (size_t j = 0; j < rows->n_columns; j++)
		assert_string_equal(svy_source_names(source)[j], rows->text[0][j]);
	check_ok(svy_source_read(source, compare, &c, &status), &status);
	assert_int_equal(c.row + 1, rows->n_rows);
	svy_source_free(source);
	svy_text_clear(&out);
}

static void what_was_written_is_read(void **state)
{
	struct svy_random random;
	struct rows rows;
	(void)state;
	svy_random_start(&random, 11, "law-csv", 0);
	for (int round = 0; round < 1500; round++) {
		draw_rows(&random, &rows);
		for (const char *delimiter = ",;\t|"; *delimiter; delimiter++)
			check_round_trip(&rows, *delimiter, round % 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(what_was_written_is_read)};
	return cmocka_run_group_tests_name("laws/csv", tests, NULL, NULL);
}
