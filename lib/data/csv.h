/*
 * libcsv, wrapped once: from UTF-8 text to blocks of rows, with the line on
 * which each row begins.
 *
 * What libcsv hides or lets through is caught here: an unclosed quote, a quote
 * inside an unquoted field, rows of different lengths, blank lines, CRLF reported
 * twice, spaces trimmed.  The encoding has been checked before (data/decode.h).
 *
 * Cost: one copy of each field that is kept, one look at each that is not; see
 * tests/bench/bench_reader.c.
 */
#ifndef SVY_DATA_CSV_H
#define SVY_DATA_CSV_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "data/source.h"

struct svy_csv;

/* For a column of the file that is not kept. */
#define SVY_CSV_DROPPED SIZE_MAX

/*
 * What to read, and for whom.  All that is pointed to is borrowed.
 *
 * path       for messages
 * delimiter  an ASCII character, no quote, space or line end
 * line       number of the first line that will be fed
 * n_columns  fields that every row must have; 0: any number, all kept, a block
 *            for each row (which is how a header is read), and blank lines are
 *            dropped
 * places     n_columns: where each goes in the rows of a block, or
 *            SVY_CSV_DROPPED; NULL: all are kept, in their order
 * n_kept     places that are not SVY_CSV_DROPPED, which are 0 .. n_kept - 1
 * consume    gets the blocks
 */
struct svy_csv_plan {
	const char *path;
	char delimiter;
	size_t line;
	size_t n_columns;
	const size_t *places;
	size_t n_kept;
	svy_block_consumer *consume;
	void *consumer;
};

/* *out is the caller's to free. */
enum svy_code svy_csv_new(const struct svy_csv_plan *plan, struct svy_csv **out,
                          struct svy_status *status) SVY_MUST_USE;

/*
 * Read on.  Where the text is cut does not matter: neither the rows nor their
 * lines depend on it.
 *
 * bytes  without NUL, of well-formed UTF-8 (but for characters cut off at either
 *        end); scratch: they are changed
 *
 * SVY_EINPUT at file, line and field: a quote where none may be, a row of the
 * wrong length; and what the consumer gives.  After a failure only
 * svy_csv_place() and svy_csv_free() may follow.
 */
enum svy_code svy_csv_feed(struct svy_csv *csv, char *bytes, size_t length, struct svy_status *status) SVY_MUST_USE;

/* The end: the last row needs no line end; the last block is handed over.  Once.
 * SVY_EINPUT also: a quote that was never closed, with the line it was opened on. */
enum svy_code svy_csv_finish(struct svy_csv *csv, struct svy_status *status) SVY_MUST_USE;

/* Where the next byte would stand: line and number of the field. */
struct svy_place svy_csv_place(const struct svy_csv *csv);

/* Rows so far, and blank lines that were skipped because there are several
 * columns (with one column a blank line is a row). */
uint64_t svy_csv_rows(const struct svy_csv *csv);
uint64_t svy_csv_blank_lines(const struct svy_csv *csv);

void svy_csv_free(struct svy_csv *csv);

#endif
