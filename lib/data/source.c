#include "data/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/digest.h"
#include "base/text.h"
#include "data/csv.h"
#include "data/decode.h"
#include "data/header.h"

enum { READ_SIZE = 1 << 17, BLOCK_ROWS = 4096, BLOCK_BYTES = 1 << 20 };

/* Rows that wait to be handed over. */
struct pending {
	struct svy_field *fields;
	size_t *offsets; /* of each field in text, which moves as it grows */
	size_t n_fields, field_room, offset_room;
	size_t *lines;
	size_t n_rows, line_room;
	char *text;
	size_t length, text_room;
};

struct svy_source {
	char *path;
	int fd;
	bool at_end;
	bool bad; /* what comes next is no text: see svy_decoder_reason() */
	struct svy_decoder *decoder;
	char *raw;
	struct svy_text text; /* decoded, not yet parsed */
	struct svy_header header;
	bool has_digest;
	struct svy_digest digest;
	char digest_text[SVY_DIGEST_TEXT];
	struct svy_notes notes;
	uint64_t rows, blank_lines;

	size_t *columns; /* selected; NULL: all */
	size_t n_columns;
	bool *keep;      /* per column of the file */
	size_t *order;   /* place of each kept column, in file order, among the selected */
	size_t n_kept;
	struct pending pending;
	svy_block_consumer *consume;
	void *consumer;
};

/* --- bytes ---------------------------------------------------------------- */

static enum svy_code open_file(struct svy_source *source, const char *path, struct svy_status *status)
{
	struct stat about;
	source->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY);
	if (source->fd < 0)
		return svy_fail(status, SVY_EIO, "cannot open %s: %s", path, strerror(errno));
	if (fstat(source->fd, &about) == 0 && S_ISDIR(about.st_mode))
		return svy_fail(status, SVY_EIO, "cannot read %s: it is a folder", source->path);
	return SVY_OK;
}

/* Read once more, append what it says to source->text. */
static enum svy_code read_more(struct svy_source *source, struct svy_status *status)
{
	ssize_t n;
	do
		n = read(source->fd, source->raw, READ_SIZE);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return svy_fail(status, SVY_EIO, "cannot read %s: %s", source->path, strerror(errno));
	source->at_end = n == 0;
	if (source->has_digest)
		svy_digest_add(&source->digest, source->raw, (size_t)n);
	source->bad = !svy_decoder_feed(source->decoder, source->raw, (size_t)n, source->at_end, &source->text);
	return source->text.failed ? svy_fail_memory(status) : SVY_OK;
}

/* --- opening -------------------------------------------------------------- */

static bool ends_in(const char *path, const char *end)
{
	size_t n = strlen(path), m = strlen(end);
	return n >= m && strcmp(path + n - m, end) == 0;
}

/* Bytes that are no text, in the header: count the lines up to there. */
static enum svy_code fail_in_header(const struct svy_source *source, struct svy_status *status)
{
	size_t line = 1;
	for (size_t i = 0; i < source->text.length; i++)
		line += source->text.bytes[i] == '\n';
	return svy_fail_at(status, SVY_EINPUT, (struct svy_place){source->path, line, 0}, "%s",
	                   svy_decoder_reason(source->decoder));
}

static enum svy_code read_header(struct svy_source *source, char delimiter, struct svy_status *status)
{
	bool complete = false;
	enum svy_code code = SVY_OK;
	while (!complete && code == SVY_OK) {
		code = read_more(source, status);
		if (code == SVY_OK)
			code = svy_header_read(source->path, source->text.bytes ? source->text.bytes : "", source->text.length,
			                       source->at_end, delimiter, &source->header, &complete, &source->notes, status);
		if (code == SVY_OK && !complete && source->bad)
			code = fail_in_header(source, status);
	}
	return code;
}

enum svy_code svy_source_open(const char *path, const struct svy_source_options *options, struct svy_source **out,
                              struct svy_status *status)
{
	const struct svy_source_options none = {0};
	struct svy_source *source = svy_array_new(1, sizeof *source);
	if (!source)
		return svy_fail_memory(status);
	options = options ? options : &none;
	source->fd = -1;
	source->has_digest = options->digest;
	svy_digest_start(&source->digest);
	source->path = svy_text_copy(strcmp(path, "-") == 0 ? "standard input" : path);
	source->raw = svy_array_new(READ_SIZE, 1);
	enum svy_code code = source->path && source->raw ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK)
		code = open_file(source, path, status);
	if (code == SVY_OK)
		code = svy_decoder_new(options->encoding, &source->decoder, status);
	if (code == SVY_OK)
		code = read_header(source, options->delimiter ? options->delimiter : ends_in(path, ".tsv") ? '\t' : 0, status);
	if (code != SVY_OK) {
		svy_source_free(source);
		return code;
	}
	*out = source;
	return SVY_OK;
}

const char *svy_source_path(const struct svy_source *source)
{
	return source->path;
}

size_t svy_source_n_columns(const struct svy_source *source)
{
	return source->header.n_names;
}

const char *const *svy_source_names(const struct svy_source *source)
{
	return (const char *const *)source->header.names;
}

enum svy_code svy_source_select(struct svy_source *source, const size_t *columns, size_t n_columns,
                                struct svy_status *status)
{
	size_t *copy = svy_array_new(n_columns, sizeof *copy);
	if (!copy)
		return svy_fail_memory(status);
	if (n_columns)
		memcpy(copy, columns, n_columns * sizeof *copy);
	free(source->columns);
	source->columns = copy;
	source->n_columns = n_columns;
	return SVY_OK;
}

/* --- rows ----------------------------------------------------------------- */

/* Which columns of the file to keep, and where each goes. */
static enum svy_code plan_columns(struct svy_source *source, struct svy_status *status)
{
	size_t n = source->header.n_names;
	source->keep = svy_array_new(n, sizeof *source->keep);
	source->order = svy_array_new(n, sizeof *source->order);
	size_t *place = svy_array_new(n, sizeof *place);
	if (!source->keep || !source->order || !place) {
		free(place);
		return svy_fail_memory(status);
	}
	if (!source->columns)
		source->n_columns = n;
	for (size_t i = 0; i < source->n_columns; i++) {
		size_t column = source->columns ? source->columns[i] : i;
		source->keep[column] = true;
		place[column] = i;
	}
	for (size_t i = 0; i < n; i++)
		if (source->keep[i])
			source->order[source->n_kept++] = place[i];
	free(place);
	return SVY_OK;
}

static enum svy_code flush(struct svy_source *source, struct svy_status *status)
{
	struct pending *pending = &source->pending;
	if (pending->n_rows == 0)
		return SVY_OK;
	for (size_t i = 0; i < pending->n_fields; i++)
		pending->fields[i].text = pending->text + pending->offsets[i];
	const struct svy_block block = {pending->n_rows, source->n_columns, source->rows - pending->n_rows,
	                                pending->fields, pending->lines};
	enum svy_code code = source->consume(source->consumer, &block, status);
	pending->n_rows = pending->n_fields = pending->length = 0;
	return code;
}

static enum svy_code append_row(struct svy_source *source, const struct svy_csv_row *row, struct svy_status *status)
{
	struct pending *pending = &source->pending;
	size_t length = 0;
	for (size_t i = 0; i < row->n_fields; i++)
		length += row->fields[i].length;
	if (!svy_array_reserve(&pending->fields, &pending->field_room, pending->n_fields + source->n_columns,
	                       sizeof *pending->fields) ||
	    !svy_array_reserve(&pending->offsets, &pending->offset_room, pending->n_fields + source->n_columns,
	                       sizeof *pending->offsets) ||
	    !svy_array_reserve(&pending->lines, &pending->line_room, pending->n_rows + 1, sizeof *pending->lines) ||
	    !svy_array_reserve(&pending->text, &pending->text_room, pending->length + length + 1, 1))
		return svy_fail_memory(status);
	for (size_t i = 0; i < row->n_fields; i++) {
		const struct svy_field *field = &row->fields[i];
		memcpy(pending->text + pending->length, field->text, field->length);
		pending->fields[pending->n_fields + source->order[i]].length = field->length;
		pending->offsets[pending->n_fields + source->order[i]] = pending->length;
		pending->length += field->length;
	}
	pending->n_fields += source->n_columns;
	pending->lines[pending->n_rows++] = row->line;
	source->rows++;
	return pending->n_rows >= BLOCK_ROWS || pending->length >= BLOCK_BYTES ? flush(source, status) : SVY_OK;
}

static enum svy_code take_row(void *context, const struct svy_csv_row *row, struct svy_status *status)
{
	struct svy_source *source = context;
	size_t n = source->header.n_names;
	if (row->n_all == 0 && n > 1) {
		source->blank_lines++;
		return SVY_OK;
	}
	if (row->n_all == 0) { /* one column: the answer is empty */
		const struct svy_field empty = {"", 0};
		return append_row(source, &(struct svy_csv_row){&empty, source->n_kept, 1, row->line}, status);
	}
	if (row->n_all != n)
		return svy_fail_at(status, SVY_EINPUT, (struct svy_place){source->path, row->line, 0},
		                   "%zu field%s where the header has %zu: a delimiter or a quote is missing or too many",
		                   row->n_all, row->n_all == 1 ? "" : "s", n);
	return append_row(source, row, status);
}

static enum svy_code read_rows(struct svy_source *source, struct svy_csv *csv, struct svy_status *status)
{
	struct svy_text *text = &source->text;
	size_t skip = source->header.length;
	for (;;) {
		enum svy_code code = svy_csv_feed(csv, text->bytes + skip, text->length - skip, status);
		if (code != SVY_OK)
			return code;
		if (source->bad)
			return svy_fail_at(status, SVY_EINPUT, svy_csv_place(csv), "%s", svy_decoder_reason(source->decoder));
		if (source->at_end)
			return svy_csv_finish(csv, status);
		text->length = skip = 0;
		code = read_more(source, status);
		if (code != SVY_OK)
			return code;
	}
}

enum svy_code svy_source_read(struct svy_source *source, svy_block_consumer *consume, void *consumer,
                              struct svy_status *status)
{
	struct svy_csv *csv = NULL;
	source->consume = consume;
	source->consumer = consumer;
	enum svy_code code = plan_columns(source, status);
	if (code == SVY_OK)
		code = svy_csv_new(source->path, source->header.delimiter, source->header.next_line, take_row, source, &csv,
		                   status);
	if (code == SVY_OK) {
		svy_csv_keep(csv, source->keep, source->header.n_names);
		code = read_rows(source, csv, status);
	}
	if (code == SVY_OK)
		code = flush(source, status);
	svy_csv_free(csv);
	if (code != SVY_OK)
		return code;
	if (source->has_digest)
		svy_digest_finish(&source->digest, source->digest_text);
	if (source->blank_lines)
		svy_notes_add(&source->notes, "%s: %llu blank line%s skipped", source->path,
		              (unsigned long long)source->blank_lines, source->blank_lines == 1 ? "" : "s");
	return SVY_OK;
}

uint64_t svy_source_rows(const struct svy_source *source)
{
	return source->rows;
}

const char *svy_source_digest(const struct svy_source *source)
{
	return source->has_digest && *source->digest_text ? source->digest_text : NULL;
}

const struct svy_notes *svy_source_notes(const struct svy_source *source)
{
	return &source->notes;
}

void svy_source_free(struct svy_source *source)
{
	if (!source)
		return;
	if (source->fd > STDIN_FILENO)
		close(source->fd);
	svy_decoder_free(source->decoder);
	svy_header_clear(&source->header);
	svy_notes_clear(&source->notes);
	svy_text_clear(&source->text);
	free(source->pending.fields);
	free(source->pending.offsets);
	free(source->pending.lines);
	free(source->pending.text);
	free(source->columns);
	free(source->keep);
	free(source->order);
	free(source->raw);
	free(source->path);
	free(source);
}
