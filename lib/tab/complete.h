/*
 * Complete cases: which rows have an answer in the base to all of k variables, and
 * how many of the others were left out, by variable and reason.
 *
 *     svy_complete_new(k, &complete, status);
 *     svy_complete_add(complete, table, columns, policy, mask, status);   per block
 *     svy_complete_mask(complete)       the rows of that block to count, for what stands behind it
 *     svy_complete_merge(into, from);   per part
 */
#ifndef SVY_TAB_COMPLETE_H
#define SVY_TAB_COMPLETE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "data/missing.h"
#include "data/table.h"

struct svy_complete;

enum svy_code svy_complete_new(size_t k, struct svy_complete **out, struct svy_status *status) SVY_MUST_USE;

/*
 * Look at the table's rows.
 *
 * columns  k indices; a column used as a number needs a number, whatever the policy
 * mask     rows of the domain; NULL: all
 *
 * A row is left out for the first variable whose answer is missing and not included.
 */
enum svy_code svy_complete_add(struct svy_complete *complete, const struct svy_table *table, const size_t *columns,
                               const struct svy_missing_policy *policy, const bool *mask,
                               struct svy_status *status) SVY_MUST_USE;

/* The complete rows of the table that was added last, in the mask.  Borrowed. */
const bool *svy_complete_mask(const struct svy_complete *complete);

void svy_complete_merge(struct svy_complete *into, const struct svy_complete *from);

/* Rows of the file so far: used, and left out for variable v for this reason. */
uint64_t svy_complete_used(const struct svy_complete *complete);
uint64_t svy_complete_left_out(const struct svy_complete *complete, size_t v, enum svy_reason reason);

void svy_complete_free(struct svy_complete *complete);

#endif
