/*
 * Data against codebook: every violation, not only the first.
 */
#ifndef SVY_DATA_CHECK_H
#define SVY_DATA_CHECK_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "data/codebook.h"
#include "data/source.h"

/* rule: category type required unique minimum maximum minLength maxLength
 * pattern missing-column undescribed-column.  line and column are 0 where a
 * violation belongs to no cell.  Texts are owned by the list. */
struct svy_violation {
	size_t line;
	size_t column;
	char *variable;
	char *value;
	const char *rule; /* static */
	char *message;
};

struct svy_violations {
	struct svy_violation *list;
	size_t n, capacity;
	uint64_t rows; /* rows read */
};

/*
 * Read the source to its end and gather what the codebook does not allow, in
 * the order of the file.  *out is overwritten; free with svy_violations_clear().
 */
enum svy_code svy_check(struct svy_source *source, const struct svy_codebook *codebook, struct svy_violations *out,
                        struct svy_status *status) SVY_MUST_USE;

void svy_violations_clear(struct svy_violations *violations);

/*
 * Draft a codebook from the data: for each column its name, the distinct values
 * (up to max_categories; a column with more gets none, and a note), and under
 * `suspectedMissing` those that look like missing codes ("NA", "N/A", "99",
 * "Refused", "Don't know" ...), for a person to confirm.  No type is guessed.
 * *json is the caller's to free: text of a Table Schema that svy_codebook_read()
 * takes.
 */
enum svy_code svy_draft(struct svy_source *source, size_t max_categories, char **json,
                        struct svy_status *status) SVY_MUST_USE;

#endif
