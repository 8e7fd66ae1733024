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
 *
 * A column with nets (data/net.h) has besides, for each row with an answer,
 *
 *   SVY_NET + m              net m, one of whose categories was given
 *   SVY_CASE - 1 - (that)    net m of several answers, where none of its choices was
 *                            ticked and some were not answered
 */
#ifndef SVY_TAB_MULTIPLE_H
#define SVY_TAB_MULTIPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/net.h"
#include "data/table.h"

/* Between them there is room for 2^29 nets, choices not answered and nets not answered. */
enum { SVY_CASE = INT32_MAX, SVY_NET = 1 << 30, SVY_MOST_NETS = 1 << 20 };

static inline bool svy_code_is_net(int32_t code)
{
	return code >= SVY_NET && code < SVY_NET + SVY_MOST_NETS;
}

/* Whether a code of a variable with several answers is SVY_CASE - 1 - i. */
static inline bool svy_code_unanswered(const struct svy_variable *variable, int32_t code)
{
	return variable->several && code >= (int32_t)variable->n_categories && code != SVY_CASE &&
	       !svy_code_is_net(code);
}

/* The combinations of one row after the other. */
struct svy_multiple {
	size_t k;
	int32_t **list; /* of each column: its codes in this row */
	size_t *n, *room, *at;
	const struct svy_net *nets;
	size_t n_nets;
	bool **member; /* of each column: n_nets x categories so far; NULL: it takes no nets */
};

/* False without memory.  Release with svy_multiple_clear(). */
bool svy_multiple_init(struct svy_multiple *multiple, size_t k);

/* Count the first two columns' nets too: those of their variables; columns: k
 * indices.  Borrowed; to be said again when the table has other categories.  False
 * without memory. */
bool svy_multiple_nets(struct svy_multiple *multiple, const struct svy_net *nets, size_t n_nets,
                       const struct svy_table *table, const size_t *columns);
void svy_multiple_clear(struct svy_multiple *multiple);

/* Go to a row of the table; columns: k indices.  False without memory. */
bool svy_multiple_row(struct svy_multiple *multiple, const struct svy_table *table, const size_t *columns, size_t row);

/* The next combination of the row, in codes[k]; false when there is none left. */
bool svy_multiple_next(struct svy_multiple *multiple, int32_t *codes);

#endif
