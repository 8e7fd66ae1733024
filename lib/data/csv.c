#include "data/csv.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/*
 * libcsv trims spaces and tabs around unquoted fields.  A function of ours that
 * says "never a space" would be called for every byte; so they go through as two
 * bytes that UTF-8 never has, and come back in the fields that are kept.
 */
enum { SPACE_STAND_IN = 0xFF, TAB_STAND_IN = 0xFE };

/* What libcsv calls its states. */
enum { FIELD_BEGUN = 2 };

struct svy_csv {
	struct csv_parser parser;
	const char *path;
	char delimiter;
	svy_csv_consumer *consume;
	void *consumer;
	struct svy_status *status; /* of the call that is under way */
	enum svy_code code;        /* what the consumer, or memory, said */

	const bool *keep; /* NULL: all */
	size_t n_keep;
	size_t n_all;     /* fields of the row so far */
	size_t line;      /* of the next byte, but for line ends in the open field */
	size_t row_line;  /* on which the row begins */
	bool after_cr;    /* the last byte ended a row and was a CR */

	struct svy_field *fields; /* of the row so far; text is an offset until the row ends */
	size_t n_fields, field_room;
	char *text;
	size_t length, text_room;
};

static int is_parser_ready(struct svy_csv *csv)
{
	if (csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
		return 0;
	csv_set_delim(&csv->parser, (unsigned char)csv->delimiter);
	return 1;
}

enum svy_code svy_csv_new(const char *path, char delimiter, size_t line, svy_csv_consumer *consume, void *consumer,
                          struct svy_csv **out, struct svy_status *status)
{
	struct svy_csv *csv = svy_array_new(1, sizeof *csv);
	if (!csv)
		return svy_fail_memory(status);
	csv->path = path;
	csv->delimiter = delimiter;
	csv->line = csv->row_line = line;
	csv->consume = consume;
	csv->consumer = consumer;
	if (!is_parser_ready(csv)) {
		free(csv);
		return svy_fail_memory(status);
	}
	*out = csv;
	return SVY_OK;
}

void svy_csv_keep(struct svy_csv *csv, const bool *keep, size_t n)
{
	csv->keep = keep;
	csv->n_keep = n;
}

/* CR, LF and CRLF each end one line. */
static size_t count_lines(const char *text, size_t length)
{
	size_t n = 0;
	for (size_t i = 0; i < length; i++)
		n += text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));
	return n;
}

static bool has_line_end(const char *text, size_t length)
{
	return memchr(text, '\n', length) || memchr(text, '\r', length);
}

static void keep_field(struct svy_csv *csv, const char *text, size_t length)
{
	if (!svy_array_reserve(&csv->fields, &csv->field_room, csv->n_fields + 1, sizeof *csv->fields) ||
	    !svy_array_reserve(&csv->text, &csv->text_room, csv->length + length + 1, 1)) {
		csv->code = svy_fail_memory(csv->status);
		return;
	}
	char *to = csv->text + csv->length;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		to[i] = (char)(c == SPACE_STAND_IN ? ' ' : c == TAB_STAND_IN ? '\t' : c);
	}
	csv->fields[csv->n_fields++] = (struct svy_field){NULL, length};
	csv->length += length;
}

static void take_field(void *bytes, size_t length, void *context)
{
	struct svy_csv *csv = context;
	size_t i = csv->n_all++;
	csv->after_cr = false;
	if (has_line_end(bytes, length))
		csv->line += count_lines(bytes, length);
	if (csv->code == SVY_OK && (!csv->keep || (i < csv->n_keep && csv->keep[i])))
		keep_field(csv, bytes, length);
}

static void take_row(int end, void *context)
{
	struct svy_csv *csv = context;
	bool rest_of_crlf = csv->after_cr && end == '\n';
	const char *text = csv->text;
	csv->after_cr = end == '\r';
	if (rest_of_crlf)
		return;
	for (size_t i = 0; i < csv->n_fields; i++) {
		csv->fields[i].text = text;
		text += csv->fields[i].length;
	}
	const struct svy_csv_row row = {csv->fields, csv->n_fields, csv->n_all, csv->row_line};
	if (csv->code == SVY_OK)
		csv->code = csv->consume(csv->consumer, &row, csv->status);
	csv->line++;
	csv->row_line = csv->line;
	csv->n_fields = csv->n_all = csv->length = 0;
}

struct svy_place svy_csv_place(const struct svy_csv *csv)
{
	const struct csv_parser *parser = &csv->parser;
	size_t open = parser->entry_pos ? count_lines((const char *)parser->entry_buf, parser->entry_pos) : 0;
	return (struct svy_place){csv->path, csv->line + open, csv->n_all + 1};
}

static enum svy_code fail_parse(struct svy_csv *csv, struct svy_status *status)
{
	if (csv_error(&csv->parser) != CSV_EPARSE)
		return svy_fail_memory(status);
	return svy_fail_at(status, SVY_EINPUT, svy_csv_place(csv),
	                   "a quote inside an unquoted field, or text behind a closing quote: put the whole field in "
	                   "quotes and double the quotes within");
}

static void hide_spaces(const struct svy_csv *csv, char *bytes, size_t length)
{
	char tab = csv->delimiter == '\t' ? '\t' : (char)TAB_STAND_IN;
	for (size_t i = 0; i < length; i++)
		bytes[i] = bytes[i] == ' ' ? (char)SPACE_STAND_IN : bytes[i] == '\t' ? tab : bytes[i];
}

enum svy_code svy_csv_feed(struct svy_csv *csv, char *bytes, size_t length, struct svy_status *status)
{
	csv->status = status;
	hide_spaces(csv, bytes, length);
	size_t done = csv_parse(&csv->parser, bytes, length, take_field, take_row, csv);
	if (csv->code != SVY_OK)
		return csv->code;
	return done == length ? SVY_OK : fail_parse(csv, status);
}

enum svy_code svy_csv_finish(struct svy_csv *csv, struct svy_status *status)
{
	csv->status = status;
	/* csv_fini() would hand out the open field as if it were whole. */
	if (csv->parser.pstate == FIELD_BEGUN && csv->parser.quoted)
		return svy_fail_at(status, SVY_EINPUT, (struct svy_place){csv->path, csv->line, csv->n_all + 1},
		                   "a quote is opened here and never closed");
	if (csv_fini(&csv->parser, take_field, take_row, csv) != 0)
		return fail_parse(csv, status);
	return csv->code;
}

void svy_csv_free(struct svy_csv *csv)
{
	if (!csv)
		return;
	csv_free(&csv->parser);
	free(csv->fields);
	free(csv->text);
	free(csv);
}
