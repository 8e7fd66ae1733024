/*
 * libcsv, wrapped once: from bytes of UTF-8 to rows of fields with the line on
 * which each begins.
 *
 * What libcsv lets through or hides is caught here: an unclosed quote, a quote
 * in an unquoted field, blank lines, and the lines of quoted fields.  Spaces are
 * kept.  The encoding has been checked before (data/decode.h).
 */
#ifndef SVY_DATA_CSV_H
#define SVY_DATA_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "data/source.h"

/*
 * A row is complete: n fields, the line it begins on.  A blank line is a row of
 * no fields.  The texts hold during the call only.  Anything but SVY_OK stops.
 */
typedef enum svy_code svy_csv_row(void *context, const struct svy_field *fields, size_t n, size_t line,
                                  struct svy_status *status);

struct svy_csv;

/* path is for messages and is borrowed; first_line is the number of the first
 * line that will be fed. */
enum svy_code svy_csv_new(const char *path, char delimiter, size_t first_line, svy_csv_row *row, void *context,
                          struct svy_csv **out, struct svy_status *status) SVY_MUST_USE;

/* Only these fields are kept and handed over, by their place in the file,
 * ascending; n_expected is the number of fields that every row must have.  A row
 * with more or fewer is SVY_EINPUT at its line. */
enum svy_code svy_csv_keep(struct svy_csv *csv, const size_t *fields, size_t n_fields, size_t n_expected,
                           struct svy_status *status) SVY_MUST_USE;

enum svy_code svy_csv_feed(struct svy_csv *csv, const char *bytes, size_t length,
                           struct svy_status *status) SVY_MUST_USE;

/* The end of the file: the last row need not have a line end. */
enum svy_code svy_csv_finish(struct svy_csv *csv, struct svy_status *status) SVY_MUST_USE;

void svy_csv_free(struct svy_csv *csv);

#endif
