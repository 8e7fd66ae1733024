/*
 * Rows kept: the numbers, or the codes, of k columns together, for tests that need to know
 * which belong to the same respondent.
 *
 *     svy_keep_new(k, kind, &keep, status);
 *     svy_keep_add(keep, table, columns, weights, mask, status);   per block
 *     svy_keep_merge(into, from, status);                          per part
 *     svy_keep_finish(keep, &rows, status);
 *
 * A frequency weight is that many equal rows.  Memory grows with the number of rows.
 */
#ifndef SVY_TAB_KEEP_H
#define SVY_TAB_KEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "data/table.h"

struct svy_keep;

/* kind: none or frequency; k > 0. */
enum svy_code svy_keep_new(size_t k, enum svy_weight_kind kind, struct svy_keep **out,
                           struct svy_status *status) SVY_MUST_USE;

/*
 * Add the table's rows.
 *
 * columns  k indices; of a column used as a number the number is kept, finite in all rows of
 *          the mask, of one used as a category the code
 * weights  index of a column used as a number, SVY_NO_COLUMN without weights; a row of weight
 *          0 is not kept
 * mask     rows to keep (svy_complete_mask()); NULL: all
 */
enum svy_code svy_keep_add(struct svy_keep *keep, const struct svy_table *table, const size_t *columns,
                           size_t weights, const bool *mask, struct svy_status *status) SVY_MUST_USE;

/* Both of the same k and kind, codes of the same meaning. */
enum svy_code svy_keep_merge(struct svy_keep *into, const struct svy_keep *from,
                             struct svy_status *status) SVY_MUST_USE;

void svy_keep_free(struct svy_keep *keep);

/* Rows ascending by their first number, then by the second and so on; equal ones once, with
 * how often they occur.  Whatever order they came in, the same bits.  Owned. */
struct svy_kept {
	double *x; /* size x k */
	uint64_t *n;
	size_t size, k;
};

/* SVY_EDOMAIN  more than 2^53 respondents */
enum svy_code svy_keep_finish(const struct svy_keep *keep, struct svy_kept *out,
                              struct svy_status *status) SVY_MUST_USE;
void svy_kept_clear(struct svy_kept *kept);

#endif
