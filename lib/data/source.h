/*
 * A source: a file or pipe of rows, read once from front to back, in blocks.
 *
 * First open it; the header line has then been read.  Ask for its names, choose
 * the columns to keep, and read: every block of rows is handed to a consumer as
 * soon as it is complete, and only the chosen columns are kept, so that memory
 * does not grow with the file.  Afterwards ask for the number of rows, the
 * digest and the notes.
 *
 *     svy_source_open("-", &options, &source, status);
 *     svy_source_select(source, columns, n_columns);
 *     svy_source_read(source, consume, consumer, status);
 *     svy_source_free(source);
 *
 * What is recognised without being told: a UTF-8, UTF-16LE or UTF-16BE byte
 * order mark (UTF-16 is converted), a first line `sep=;`, leading lines
 * `# svytools: ...`, the delimiter (comma, semicolon, tab or bar: whichever the
 * header line has most of outside quotes; a draw is refused), and CR, LF or
 * CRLF line ends, mixed too.
 *
 * What is refused, with file, line and column: bytes that are not UTF-8, NUL,
 * an unclosed quote, a quote inside an unquoted field, a row with more or fewer
 * fields than the header, the same name twice in the header, an empty file.
 *
 * An empty name in the header becomes `columnN`, with a note.  Spaces are kept.
 * A blank line is a row with an empty field where there is one column, and is
 * skipped (counted in a note) where there are more.
 */
#ifndef SVY_DATA_SOURCE_H
#define SVY_DATA_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/notes.h"
#include "base/status.h"

struct svy_source_options {
	const char *encoding; /* of the file, as iconv names it; NULL: UTF-8, or what the byte order mark says */
	char delimiter;       /* 0: recognise it */
	bool digest;          /* compute the SHA-256 of the bytes as they are read */
};

/* One field as it stands in the file, without its quotes, UTF-8; text is not
 * NUL-terminated. */
struct svy_field {
	const char *text;
	size_t length;
};

/* Consecutive rows, chosen columns only, valid during the call of the consumer. */
struct svy_block {
	size_t n_rows;
	size_t n_columns;
	uint64_t first_row;             /* rows of the file before this block */
	const struct svy_field *fields; /* n_rows x n_columns, row-major, columns as selected */
	const size_t *lines;            /* n_rows: the line of the file on which each row begins */
};

struct svy_source;

/* Anything but SVY_OK stops the reading and is what svy_source_read() gives. */
typedef enum svy_code svy_block_consumer(void *consumer, const struct svy_block *block, struct svy_status *status);

/*
 * Open a .csv, .tsv or .txt file, or "-" for standard input, and read its
 * header line.  options may be NULL.  *out is the caller's to free.
 */
enum svy_code svy_source_open(const char *path, const struct svy_source_options *options, struct svy_source **out,
                              struct svy_status *status) SVY_MUST_USE;

/* The name of the source for messages ("standard input" for "-").  Borrowed. */
const char *svy_source_path(const struct svy_source *source);

/* Names of all columns, in the order of the file.  Borrowed. */
size_t svy_source_n_columns(const struct svy_source *source);
const char *const *svy_source_names(const struct svy_source *source);

/* Keep the columns with these indices, in this order; before svy_source_read(),
 * otherwise all are kept.  Each index at most once. */
enum svy_code svy_source_select(struct svy_source *source, const size_t *columns, size_t n_columns,
                                struct svy_status *status) SVY_MUST_USE;

/* Read all rows; may be called once. */
enum svy_code svy_source_read(struct svy_source *source, svy_block_consumer *consume, void *consumer,
                              struct svy_status *status) SVY_MUST_USE;

/* After reading: the number of rows; the digest as 64 hexadecimal digits (NULL
 * when it was not asked for); the notes.  Borrowed. */
uint64_t svy_source_rows(const struct svy_source *source);
const char *svy_source_digest(const struct svy_source *source);
const struct svy_notes *svy_source_notes(const struct svy_source *source);

void svy_source_free(struct svy_source *source);

#endif
