/*
 * The beginning of a CSV file: what comes before the rows.
 *
 * Lines `# svytools: ...`, a line `sep=;`, blank lines, the delimiter, and the
 * names of the columns.
 */
#ifndef SVY_DATA_HEADER_H
#define SVY_DATA_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/notes.h"
#include "base/status.h"

struct svy_header {
	char delimiter;
	char **names;
	size_t n_names, name_room;
	size_t line;   /* on which the names stand */
	size_t length; /* bytes up to and with the line end of the names */
	size_t next_line;
};

/*
 * Find the header in the first bytes of a file.
 *
 * last       these are all the bytes
 * delimiter  0: by `sep=`, else recognised
 * *complete  false: more bytes are needed, and nothing has been set
 *
 * SVY_EINPUT: no header line, two delimiters equally often, a name twice.  A
 * name that is missing becomes columnN, with a note; so are blank lines that were
 * skipped noted.
 */
enum svy_code svy_header_read(const char *path, const char *text, size_t length, bool last, char delimiter,
                              struct svy_header *out, bool *complete, struct svy_notes *notes,
                              struct svy_status *status) SVY_MUST_USE;

/* Where the text that breaks off here ends, as far as can be told before the
 * header line is complete. */
struct svy_place svy_header_place(const char *path, const char *text, size_t length);

/* Whether the character can stand between fields: ASCII, and no quote, space or
 * line end. */
bool svy_delimiter_suits(char c);

void svy_header_clear(struct svy_header *header);

#endif
