#include "data/source.h"

#include <assert.h>
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

enum { READ_SIZE = 1 << 17, LONG_HEADER = 1 << 20 };

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
	uint64_t rows;
	bool has_been_read;

	size_t *places; /* per column of the file: where it goes in a block */
	size_t n_kept;
};

/* --- bytes ---------------------------------------------------------------- */

static enum svy_code open_file(struct svy_source *source, const char *path, struct svy_status *status)
{
	struct stat about;
	source->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
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

static const char *text_of(const struct svy_source *source)
{
	return source->text.bytes ? source->text.bytes : "";
}

static enum svy_code read_header(struct svy_source *source, char delimiter, struct svy_status *status)
{
	bool complete = false;
	enum svy_code code = SVY_OK;
	size_t enough = 0; /* a header line that goes on and on is not looked at anew for every block */
	while (!complete && code == SVY_OK) {
		code = read_more(source, status);
		if (code == SVY_OK && !source->at_end && !source->bad && source->text.length < enough)
			continue;
		enough = source->text.length > LONG_HEADER ? 2 * source->text.length : 0;
		if (code == SVY_OK)
			code = svy_header_read(source->path, text_of(source), source->text.length,
			                       source->at_end, delimiter, &source->header, &complete, &source->notes, status);
		if (code == SVY_OK && !complete && source->bad)
			code = svy_fail_at(status, SVY_EINPUT,
			                   svy_header_place(source->path, text_of(source), source->text.length), "%s",
			                   svy_decoder_reason(source->decoder));
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
	char delimiter = options->delimiter ? options->delimiter : svy_text_ends_in(path, ".tsv") ? '\t' : '\0';
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
		code = read_header(source, delimiter, status);
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
	size_t n = source->header.n_names;
	size_t *places = svy_array_new(n, sizeof *places);
	if (!places)
		return svy_fail_memory(status);
	for (size_t i = 0; i < n; i++)
		places[i] = SVY_CSV_DROPPED;
	for (size_t i = 0; i < n_columns; i++) {
		assert(columns[i] < n && places[columns[i]] == SVY_CSV_DROPPED);
		places[columns[i]] = i;
	}
	free(source->places);
	source->places = places;
	source->n_kept = n_columns;
	return SVY_OK;
}

/* --- rows ----------------------------------------------------------------- */

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

static void finish_reading(struct svy_source *source, const struct svy_csv *csv)
{
	unsigned long long blank = svy_csv_blank_lines(csv);
	source->rows = svy_csv_rows(csv);
	if (source->has_digest)
		svy_digest_finish(&source->digest, source->digest_text);
	if (blank)
		svy_notes_add(&source->notes, "%s: %llu blank line%s skipped", source->path, blank, blank == 1 ? "" : "s");
}

enum svy_code svy_source_read(struct svy_source *source, svy_block_consumer *consume, void *consumer,
                              struct svy_status *status)
{
	const struct svy_header *header = &source->header;
	const struct svy_csv_plan plan = {
		source->path,   header->delimiter, header->next_line, header->n_names,
		source->places, source->places ? source->n_kept : header->n_names, consume, consumer};
	struct svy_csv *csv = NULL;
	assert(!source->has_been_read);
	source->has_been_read = true;
	enum svy_code code = svy_csv_new(&plan, &csv, status);
	if (code == SVY_OK)
		code = read_rows(source, csv, status);
	if (code == SVY_OK)
		finish_reading(source, csv);
	svy_csv_free(csv);
	return code;
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
	free(source->places);
	free(source->raw);
	free(source->path);
	free(source);
}
