/* Small files with several answers to a question, read into a table. */
#ifndef SVY_TESTS_SUPPORT_ANSWERS_H
#define SVY_TESTS_SUPPORT_ANSWERS_H

#include "data/table.h"

/* Everything that a table of answers rests on.  Owned. */
struct answers {
	struct svy_source *source;
	struct svy_codebook *codebook;
	struct svy_table *table;
	struct svy_status status;
	size_t column[4]; /* of the names that were asked for */
};

/* Open the texts of a CSV file and a codebook and ask for n columns, as answers. */
void answers_open(struct answers *a, const char *csv, const char *book, const char *const *names, size_t n);
enum svy_code answers_read(struct answers *a);
void answers_close(struct answers *a);

/* A row of a column as text: choices ticked by number from 1, those not answered
 * in parentheses, or the reason: "1 3 (2)", "refused". */
const char *answers_row(const struct answers *a, size_t column, size_t row);

#endif
