/*
 * Rows with several answers: the combinations in which a row is counted.
 *
 * A row of single answers is one combination of codes.  A respondent who ticked
 * three choices of a set is counted at each of them, and once more as a case, so
 * that shares of respondents have their base.  For a column of answers
 * (data/answers.h) the codes of a row are
 *
 *   SVY_CASE                 the respondent, once
 *   i >= 0                   each choice that is ticked
 *   SVY_CASE - 1 - i         each choice i that was not answered, of a respondent
 *                            who answered others
 *   below 0                  the reason, where the whole answer is missing; alone
 *
 * and a row has every combination of these over its columns.
 */
#ifndef SVY_TAB_MULTIPLE_H
#define SVY_TAB_MULTIPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/table.h"

enum { SVY_CASE = INT32_MAX };

/* Whether a code of a variable with several answers is SVY_CASE - 1 - i. */
static inline bool svy_code_unanswered(const struct svy_variable *variable, int32_t code)
{
	return variable->several && code >= (int32_t)variable->n_categories && code != SVY_CASE;
}

/* The combinations of one row after the other. */
struct svy_multiple {
	size_t k;
	int32_t **list; /* of each column: its codes in this row */
	size_t *n, *room, *at;
};

/* False without memory.  Release with svy_multiple_clear(). */
bool svy_multiple_init(struct svy_multiple *multiple, size_t k);
void svy_multiple_clear(struct svy_multiple *multiple);

/* Go to a row of the table; columns: k indices.  False without memory. */
bool svy_multiple_row(struct svy_multiple *multiple, const struct svy_table *table, const size_t *columns, size_t row);

/* The next combination of the row, in codes[k]; false when there is none left. */
bool svy_multiple_next(struct svy_multiple *multiple, int32_t *codes);

#endif
