/*
 * Writing data: rows, and the codebooks that go with them.
 *
 * Rows of fields are CSV or TSV, with as few quotes as read back the same.
 *
 * A field is quoted when it holds the delimiter, a quote or a line end.  So is a
 * first field that begins with `#`, `sep=` or a byte order mark, the empty field
 * of a row that has only one (it would be a blank line), and, in a header or a
 * row of one field, any field with a comma, semicolon, tab or bar, by which the
 * delimiter is recognised.  Lines end in LF, on every system.
 *
 * What svy_source_read() gives for the text is what was written, with two
 * exceptions that are its rules: an empty name in the header becomes columnN,
 * and a file of one column may not be called `sep=` and one character.
 *
 * Checked by tests/laws/law_csv.c: write, read back, compare.
 */
#ifndef SVY_DATA_WRITE_H
#define SVY_DATA_WRITE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "data/codebook.h"
#include "data/source.h"

enum svy_row_kind { SVY_ROW_DATA, SVY_ROW_HEADER };

/*
 * Append one row and its line end to a text.
 *
 * fields     n_fields, UTF-8 without NUL; n_fields >= 1
 * delimiter  comma, semicolon, tab or bar
 */
void svy_write_row(const struct svy_field *fields, size_t n_fields, char delimiter, enum svy_row_kind row,
                   struct svy_text *out);

/*
 * A variable as a field of a Table Schema: name, title, wording, type, delimiter,
 * categories, categoriesOrdered, and always missingValues.  Values of integer and
 * number variables are JSON numbers where that reads back as the same text.
 * A new reference; NULL without memory.
 */
json_t *svy_write_variable(const struct svy_variable *variable);

/* A new Table Schema with this list of fields, whose reference it takes; NULL
 * without memory. */
json_t *svy_write_schema(json_t *fields);

/* JSON as text of people's files: two spaces of indent, keys in their order, a
 * newline at the end.  The caller frees it; NULL without memory. */
char *svy_write_json(const json_t *json);
/* Append one field of a row of data that has several, without the delimiter; first: it begins
 * the row. */
void svy_write_field(const struct svy_field *field, char delimiter, bool first, struct svy_text *out);

#endif
