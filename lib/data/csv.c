#include "data/csv.h"

#include <csv.h>
#include <stdbool.h>
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

/* A block is handed over when it has one of these; it fits the cache of a core
 * then, and many columns do not make it large. */
enum { BLOCK_ROWS = 4096, BLOCK_FIELDS = 1 << 13, BLOCK_BYTES = 1 << 17 };

/* libcsv enlarges its buffer by a fixed step, 128 bytes if nobody says more: too
 * little for a field of 10 MB.  A multiple of a word, see scan_field(). */
enum { GROWTH = 1 << 16, WORD = sizeof(uint64_t) };

struct svy_csv {
	struct csv_parser parser;
	struct svy_csv_plan plan;
	struct svy_status *status; /* of the call that is under way */
	enum svy_code code;        /* what the consumer, memory or a row's length said */

	size_t n_all;    /* fields of the row so far, kept or not */
	size_t line;     /* of the next byte, but for line ends in the open field */
	size_t row_line; /* on which the row begins */
	bool after_cr;   /* the last byte ended a row and was a CR */
	uint64_t rows, blank_lines;

	/* The block that grows: whole rows, then the row that is being read. */
	struct svy_field *fields;
	size_t n_fields, field_room; /* n_fields: of whole rows */
	size_t *lines;
	size_t n_rows, line_room;
	char *text;
	size_t length, text_room;
};

/* --- fields ---------------------------------------------------------------- */

/* CR, LF and CRLF each end one line. */
static size_t count_lines(const char *text, size_t length)
{
	size_t n = 0;
	for (size_t i = 0; i < length; i++)
		n += text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));
	return n;
}

static uint64_t all_bytes(unsigned char byte)
{
	return UINT64_C(0x0101010101010101) * byte;
}

/* The first n bytes of a word in memory, n = 1 .. 8. */
static uint64_t first_bytes(size_t n)
{
	unsigned unused = 64 - 8 * (unsigned)n;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return UINT64_MAX << unused;
#else
	return UINT64_MAX >> unused;
#endif
}

static uint64_t high_bits(uint64_t word)
{
	return word & all_bytes(0x80);
}

/*
 * Copy a field, unless `to` is NULL; whether it has bytes that need a closer look:
 * a line end (or another control character up to CR).
 *
 * A word at a time, since most fields are short: from and to must have room for
 * whole words.  libcsv's buffer has, as its size is a multiple of GROWTH.
 */
static inline bool scan_field(char *to, const char *from, size_t length)
{
	uint64_t odd = 0;
	for (size_t i = 0; i < length; i += WORD) {
		uint64_t word;
		memcpy(&word, from + i, WORD);
		if (to)
			memcpy(to + i, &word, WORD);
		uint64_t low = high_bits((word - all_bytes('\r' + 1)) & ~word);
		odd |= length - i < WORD ? low & first_bytes(length - i) : low;
	}
	return odd != 0;
}

static size_t place_of(const struct svy_csv_plan *plan, size_t column)
{
	if (plan->n_columns && column >= plan->n_columns)
		return SVY_CSV_DROPPED;
	return plan->places ? plan->places[column] : column;
}

/* Fields point into the text, so they move with it: those of whole rows, and
 * those before the present one of the row that is being read. */
static void move_fields(struct svy_csv *csv, const char *to)
{
	for (size_t i = 0; i < csv->n_fields; i++)
		csv->fields[i].text = to + (csv->fields[i].text - csv->text);
	for (size_t column = 0; column + 1 < csv->n_all; column++) {
		size_t place = place_of(&csv->plan, column);
		if (place == SVY_CSV_DROPPED)
			continue;
		struct svy_field *field = &csv->fields[csv->n_fields + place];
		field->text = to + (field->text - csv->text);
	}
}

static bool grow_text(struct svy_csv *csv, size_t needed)
{
	size_t room = csv->text_room ? csv->text_room : BLOCK_BYTES;
	while (room < needed && room <= SIZE_MAX / 2)
		room *= 2;
	char *text = room >= needed ? malloc(room) : NULL;
	if (!text)
		return false;
	if (csv->length)
		memcpy(text, csv->text, csv->length);
	move_fields(csv, text);
	free(csv->text);
	csv->text = text;
	csv->text_room = room;
	return true;
}

static bool has_room(struct svy_csv *csv, size_t n_fields, size_t length)
{
	if (n_fields > csv->field_room &&
	    !svy_array_reserve(&csv->fields, &csv->field_room, n_fields, sizeof *csv->fields))
		return false;
	return length <= csv->text_room || grow_text(csv, length);
}

static void keep_field(struct svy_csv *csv, size_t place, const char *bytes, size_t length)
{
	size_t i = csv->n_fields + place;
	if (!has_room(csv, i + 1, csv->length + length + WORD)) {
		csv->code = svy_fail_memory(csv->status);
		return;
	}
	char *to = csv->text + csv->length;
	if (scan_field(to, bytes, length))
		csv->line += count_lines(to, length);
	csv->fields[i] = (struct svy_field){to, length};
	csv->length += length;
}

static void take_field(void *bytes, size_t length, void *context)
{
	struct svy_csv *csv = context;
	size_t place = place_of(&csv->plan, csv->n_all++);
	csv->after_cr = false;
	if (csv->code == SVY_OK && place != SVY_CSV_DROPPED)
		keep_field(csv, place, bytes, length);
	else if (scan_field(NULL, bytes, length))
		csv->line += count_lines(bytes, length);
}

/* --- rows and blocks ------------------------------------------------------- */

static void restore_spaces(char *text, size_t length)
{
	unsigned char *byte = (unsigned char *)text;
#pragma omp simd
	for (size_t i = 0; i < length; i++)
		byte[i] = byte[i] == SPACE_STAND_IN ? ' ' : byte[i] == TAB_STAND_IN ? '\t' : byte[i];
}

static enum svy_code hand_over(struct svy_csv *csv, size_t n_columns)
{
	if (csv->n_rows == 0)
		return SVY_OK;
	restore_spaces(csv->text, csv->length);
	const struct svy_block block = {csv->n_rows, n_columns, csv->rows - csv->n_rows, csv->fields, csv->lines};
	enum svy_code code = csv->plan.consume(csv->plan.consumer, &block, csv->status);
	csv->n_rows = csv->n_fields = csv->length = 0;
	return code;
}

static enum svy_code fail_length(const struct svy_csv *csv)
{
	size_t n = csv->n_all;
	return svy_fail_at(csv->status, SVY_EINPUT, (struct svy_place){csv->plan.path, csv->row_line, 0},
	                   "%zu field%s where the header has %zu: a delimiter or a quote is missing or too many", n,
	                   n == 1 ? "" : "s", csv->plan.n_columns);
}

static enum svy_code keep_row(struct svy_csv *csv)
{
	bool any_length = csv->plan.n_columns == 0;
	size_t n = any_length ? csv->n_all : csv->plan.n_kept;
	if (!any_length && csv->n_all != csv->plan.n_columns)
		return fail_length(csv);
	if (csv->n_rows == csv->line_room &&
	    !svy_array_reserve(&csv->lines, &csv->line_room, csv->n_rows + 1, sizeof *csv->lines))
		return svy_fail_memory(csv->status);
	csv->lines[csv->n_rows++] = csv->row_line;
	csv->n_fields += n;
	csv->rows++;
	if (any_length || csv->n_rows >= BLOCK_ROWS || csv->n_fields >= BLOCK_FIELDS || csv->length >= BLOCK_BYTES)
		return hand_over(csv, n);
	return SVY_OK;
}

static void take_row(int end, void *context)
{
	struct svy_csv *csv = context;
	bool rest_of_crlf = csv->after_cr && end == '\n';
	csv->after_cr = end == '\r';
	if (rest_of_crlf)
		return;
	if (csv->n_all == 0 && csv->plan.n_columns == 1) {
		char none[WORD] = "";
		take_field(none, 0, csv);
		csv->after_cr = end == '\r';
	}
	if (csv->n_all == 0)
		csv->blank_lines++;
	else if (csv->code == SVY_OK)
		csv->code = keep_row(csv);
	csv->line++;
	csv->row_line = csv->line;
	csv->n_all = 0;
}

/* --- text in --------------------------------------------------------------- */

struct svy_place svy_csv_place(const struct svy_csv *csv)
{
	const struct csv_parser *parser = &csv->parser;
	size_t open = parser->entry_pos ? count_lines((const char *)parser->entry_buf, parser->entry_pos) : 0;
	return (struct svy_place){csv->plan.path, csv->line + open, csv->n_all + 1};
}

static enum svy_code fail_parse(struct svy_csv *csv, struct svy_status *status)
{
	struct svy_place place = svy_csv_place(csv);
	if (csv_error(&csv->parser) != CSV_EPARSE)
		return svy_fail_memory(status);
	if (!csv->parser.quoted)
		return svy_fail_at(status, SVY_EINPUT, place,
		                   "a quote inside an unquoted field: put the whole field in quotes and double the quotes "
		                   "within");
	if (place.line != csv->line)
		return svy_fail_at(status, SVY_EINPUT, place,
		                   "text behind the closing quote of a field that is opened on line %zu: a quote is missing "
		                   "there, or quotes within the field are not doubled",
		                   csv->line);
	return svy_fail_at(status, SVY_EINPUT, place,
	                   "text behind the closing quote of a field: double the quotes within a quoted field");
}

static void hide_spaces(char *bytes, size_t length, bool tabs_too)
{
	unsigned char *byte = (unsigned char *)bytes;
#pragma omp simd
	for (size_t i = 0; i < length; i++)
		byte[i] = byte[i] == ' ' ? SPACE_STAND_IN : byte[i];
	if (!tabs_too || !memchr(bytes, '\t', length))
		return;
#pragma omp simd
	for (size_t i = 0; i < length; i++)
		byte[i] = byte[i] == '\t' ? TAB_STAND_IN : byte[i];
}

enum svy_code svy_csv_feed(struct svy_csv *csv, char *bytes, size_t length, struct svy_status *status)
{
	csv->status = status;
	hide_spaces(bytes, length, csv->plan.delimiter != '\t');
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
		return svy_fail_at(status, SVY_EINPUT, (struct svy_place){csv->plan.path, csv->line, csv->n_all + 1},
		                   "a quote is opened here and never closed");
	if (csv_fini(&csv->parser, take_field, take_row, csv) != 0)
		return fail_parse(csv, status);
	return csv->code == SVY_OK ? hand_over(csv, csv->plan.n_kept) : csv->code;
}

enum svy_code svy_csv_new(const struct svy_csv_plan *plan, struct svy_csv **out, struct svy_status *status)
{
	struct svy_csv *csv = svy_array_new(1, sizeof *csv);
	if (!csv)
		return svy_fail_memory(status);
	if (csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) {
		free(csv);
		return svy_fail_memory(status);
	}
	csv_set_delim(&csv->parser, (unsigned char)plan->delimiter);
	csv_set_blk_size(&csv->parser, GROWTH);
	csv->plan = *plan;
	csv->line = csv->row_line = plan->line;
	*out = csv;
	return SVY_OK;
}

uint64_t svy_csv_rows(const struct svy_csv *csv)
{
	return csv->rows;
}

uint64_t svy_csv_blank_lines(const struct svy_csv *csv)
{
	return csv->blank_lines;
}

void svy_csv_free(struct svy_csv *csv)
{
	if (!csv)
		return;
	csv_free(&csv->parser);
	free(csv->fields);
	free(csv->lines);
	free(csv->text);
	free(csv);
}
