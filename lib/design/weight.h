/*
 * Weights have a kind.
 *
 * Frequency weights are whole numbers >= 0: a row with weight 3 stands for
 * three like it.  Sampling weights are finite numbers >= 0: a row stands for
 * that many of the population.
 */
#ifndef SVY_DESIGN_WEIGHT_H
#define SVY_DESIGN_WEIGHT_H

#include <stddef.h>

#include "base/status.h"
#include "data/table.h"

/* "frequency", "sampling"; NULL for SVY_WEIGHT_NONE. */
const char *svy_weight_kind_name(enum svy_weight_kind kind);
bool svy_weight_kind_from_name(const char *name, enum svy_weight_kind *out);

/*
 * Check the weights of the table's rows, a column used as a number.
 * SVY_EINPUT at file and line: missing, infinite, negative, or not whole where the kind is
 * frequency (also above 2^53).
 */
enum svy_code svy_weight_check(const struct svy_table *table, size_t column, enum svy_weight_kind kind,
                               struct svy_status *status) SVY_MUST_USE;

/*
 * Effective sample size after Kish: (sum w)^2 / sum w^2; NaN where all are 0.
 * Kish (1965), Survey Sampling, section 11.7.
 */
double svy_effective_n(double sum_w, double sum_w2);

#endif
