/*
 * Counting combinations: the accumulator under every table.
 *
 * It counts rows, and sums weights, for each combination of codes of k
 * variables, missing codes included; what is excluded, shown or included is
 * decided when tables are made of it.
 *
 *     svy_count_new(k, kind, &count, status);
 *     svy_count_add(count, table, columns, weights, mask, status);   per block
 *     svy_count_merge(into, from, status);                           per part
 *
 * Sums of weights are exact (base/sum.h), so any split of the rows gives the
 * same result bit for bit.
 */
#ifndef SVY_TAB_COUNT_H
#define SVY_TAB_COUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "base/sum.h"
#include "data/net.h"
#include "data/table.h"

struct svy_count;

/* One combination.  Borrowed from the accumulator. */
struct svy_count_cell {
	const int32_t *codes;       /* k */
	uint64_t rows;              /* rows of the file */
	uint64_t n;                 /* respondents: sum of frequency weights, otherwise rows */
	const struct svy_sum *w;    /* sum of sampling weights; NULL where there are none */
	const struct svy_sum *w2;   /* sum of their squares; NULL likewise */
};

/* k may be 0: then there is one cell, the empty combination. */
enum svy_code svy_count_new(size_t k, enum svy_weight_kind kind, struct svy_count **out,
                            struct svy_status *status) SVY_MUST_USE;

/* Count nets too (data/net.h): those of the variables of the first two columns.  Before
 * any row; borrowed. */
void svy_count_use_nets(struct svy_count *count, const struct svy_net *nets, size_t n_nets);
/* Those nets, all of them.  Borrowed. */
const struct svy_net *svy_count_nets(const struct svy_count *count, size_t *n_nets);

/*
 * Add the table's rows.
 *
 * columns  k indices of columns used as categories or answers; a row with
 *          several answers is counted in several combinations (tab/multiple.h)
 * weights  index of a column used as a number, SVY_NO_COLUMN without weights;
 *          svy_weight_check() has passed
 * mask     rows to count; NULL: all
 *
 * SVY_EINPUT  frequency weights that add up to more than 2^53, beyond which a
 *             count has no exact double; nothing is added then
 */
#define SVY_NO_COLUMN ((size_t)-1)
enum svy_code svy_count_add(struct svy_count *count, const struct svy_table *table, const size_t *columns,
                            size_t weights, const bool *mask, struct svy_status *status) SVY_MUST_USE;

/* Both of the same k, kind and nets, codes of the same meaning.  SVY_EINPUT as above. */
enum svy_code svy_count_merge(struct svy_count *into, const struct svy_count *from,
                              struct svy_status *status) SVY_MUST_USE;

size_t svy_count_n_cells(const struct svy_count *count);
/* Cells in the order in which they were first met. */
struct svy_count_cell svy_count_cell(const struct svy_count *count, size_t i);

void svy_count_free(struct svy_count *count);

#endif
