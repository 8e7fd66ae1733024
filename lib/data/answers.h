/*
 * Several answers a row: what a column of answers holds beside its codes.
 *
 * A column that is used for answers is a set of columns (data/multi.h) or one
 * column of delimited cells (type list).  Its code says for each row whether the
 * respondent was in the question (0) or the whole answer is missing (below 0,
 * with the reason, as for a category); the choices stand here.  So a choice is
 * ticked, not ticked, or not answered; and nobody who was not asked is counted
 * as not having ticked.
 *
 * Of a set, the whole answer is missing where every member's is: for the reason
 * they share, or else the one that stands for several (svy_reason_of_two()).
 */
#ifndef SVY_DATA_ANSWERS_H
#define SVY_DATA_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "data/multi.h"

struct svy_table;

/* Owned by its column. */
struct svy_answers {
	int32_t *item;     /* of all rows, one behind the other: a choice that is ticked, or -1 - a choice not answered */
	size_t item_room;
	size_t *start;     /* n_rows + 1: where the items of each row begin */
	size_t start_room;
	const struct svy_set *set; /* borrowed from the codebook; NULL: delimited cells */
	size_t *members;           /* columns of the table that the set is made of */
	int8_t **judged;           /* of each member, per code: 0 not yet known, 1 ticked, 2 not */
	size_t *judged_room;
};

/* set may be NULL.  NULL without memory. */
struct svy_answers *svy_answers_new(const struct svy_set *set);
void svy_answers_free(struct svy_answers *answers);

/* The items of a row; *n of them.  Borrowed. */
static inline const int32_t *svy_answers_of(const struct svy_answers *answers, size_t row, size_t *n)
{
	*n = answers->start[row + 1] - answers->start[row];
	return answers->item + answers->start[row];
}

/* Add an item to a row that is being built: an answer given twice counts once.
 * Rows are built in order, each ended once; a row begun again is empty.  False
 * without memory. */
bool svy_answers_begin(struct svy_answers *answers, size_t row);
bool svy_answers_add(struct svy_answers *answers, size_t row, int32_t item);

/* The next part of a delimited cell; *at moves behind it and its delimiter.
 * Empty parts are passed over.  False at the end. */
bool svy_answers_part(const char **at, const char *end, const char *delimiter, const char **part, size_t *length);

/*
 * Fill the set in `column` from its members, for n rows of the table from
 * first on, whose lines are known already.
 *
 * SVY_EINPUT, at file, line and field: a value that is neither ticked nor not.
 */
enum svy_code svy_answers_derive(struct svy_table *table, size_t column, size_t first, size_t n,
                                 struct svy_status *status) SVY_MUST_USE;

#endif
