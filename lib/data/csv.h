/*
 * libcsv, wrapped once: from UTF-8 text to rows of fields, with the line on
 * which each row begins.
 *
 * What libcsv hides or lets through is caught here: an unclosed quote, a quote
 * inside an unquoted field, blank lines, CRLF reported twice, spaces trimmed.
 * The encoding has been checked before (data/decode.h).
 */
#ifndef SVY_DATA_CSV_H
#define SVY_DATA_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "data/source.h"

/* A row: its fields in order, spaces and all; n = 0 is a blank line.  The texts
 * hold during the call only.  Anything but SVY_OK stops the reading. */
struct svy_csv_row {
	const struct svy_field *fields;
	size_t n_fields; /* kept ones, or all */
	size_t n_all;    /* in the file */
	size_t line;
};
typedef enum svy_code svy_csv_consumer(void *consumer, const struct svy_csv_row *row, struct svy_status *status);

struct svy_csv;

/* path is for messages and is borrowed; line is the number of the first line
 * that will be fed.  *out is the caller's to free. */
enum svy_code svy_csv_new(const char *path, char delimiter, size_t line, svy_csv_consumer *consume, void *consumer,
                          struct svy_csv **out, struct svy_status *status) SVY_MUST_USE;

/* Keep field i of each row only where keep[i]; fields from n on are dropped.
 * Borrowed.  Before that all fields are kept. */
void svy_csv_keep(struct svy_csv *csv, const bool *keep, size_t n);

/* bytes are scratch: they are changed. */
enum svy_code svy_csv_feed(struct svy_csv *csv, char *bytes, size_t length, struct svy_status *status) SVY_MUST_USE;

/* The end: the last row needs no line end.  Once, and only after feeding that
 * went well. */
enum svy_code svy_csv_finish(struct svy_csv *csv, struct svy_status *status) SVY_MUST_USE;

/* Where the next byte would stand: line and number of the field. */
struct svy_place svy_csv_place(const struct svy_csv *csv);

void svy_csv_free(struct svy_csv *csv);

#endif
