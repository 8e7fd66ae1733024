/*
 * Values kept in order, by group: quantiles, extremes, ranks.
 *
 *     svy_values_new(kind, &values, status);
 *     svy_values_add(values, table, outcome, group, weights, mask, status);   per block
 *     svy_values_merge(into, from, status);                                   per part
 *     svy_values_finish(values, &ordered, status);
 *     svy_ordered_quantile(&ordered, code, 0.5)
 *
 * A frequency weight is that many equal values.  Sampling weights are not for this
 * accumulator: weighted quantiles need a rule of their own.
 */
#ifndef SVY_TAB_QUANTILE_H
#define SVY_TAB_QUANTILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "data/table.h"

struct svy_values;

/* kind: none or frequency. */
enum svy_code svy_values_new(enum svy_weight_kind kind, struct svy_values **out,
                             struct svy_status *status) SVY_MUST_USE;

/* Arguments as of svy_moments_add() (tab/moments.h).  A weight of 0 is no value. */
enum svy_code svy_values_add(struct svy_values *values, const struct svy_table *table, size_t outcome, size_t group,
                             size_t weights, const bool *mask, struct svy_status *status) SVY_MUST_USE;

enum svy_code svy_values_merge(struct svy_values *into, const struct svy_values *from,
                               struct svy_status *status) SVY_MUST_USE;

void svy_values_free(struct svy_values *values);

/* One value of one group, and how often it occurs there. */
struct svy_ordered_value {
	double x;
	int32_t group; /* its code */
	uint64_t n;
	double rank; /* its mean rank among all values, from 1; svy_ordered_make() puts it in */
};

/* Each pair of value and group once.  Whatever order the rows came in, the same bits.
 * Owned; free with svy_ordered_clear(), which accepts {0}. */
struct svy_ordered {
	struct svy_ordered_value *value;   /* ascending by x, then by group */
	struct svy_ordered_value *grouped; /* the same, ascending by group, then by x */
	size_t n;
};

/* Sort and join values given in any order, none of them NaN. */
enum svy_code svy_ordered_make(const struct svy_ordered_value *values, size_t n_values, struct svy_ordered *out,
                               struct svy_status *status) SVY_MUST_USE;

enum svy_code svy_values_finish(const struct svy_values *values, struct svy_ordered *out,
                                struct svy_status *status) SVY_MUST_USE;
void svy_ordered_clear(struct svy_ordered *ordered);

#define SVY_ALL_GROUPS INT32_MIN

/* The values of a group, ascending, *n of them; of all: SVY_ALL_GROUPS.  Borrowed. */
const struct svy_ordered_value *svy_ordered_group(const struct svy_ordered *ordered, int32_t group, size_t *n);

/*
 * Quantile of a group (of all: SVY_ALL_GROUPS), type 7 of Hyndman and Fan: with
 * h = (n - 1) p, x[floor h] + (h - floor h) (x[floor h + 1] - x[floor h]), counted
 * from 0.  p = 0 is the smallest value, 1 the largest.  NaN for an empty group.  One
 * pass over the values of the group, as for the mean rank.
 *
 * Hyndman and Fan (1996), The American Statistician 50, 361-365.
 */
double svy_ordered_quantile(const struct svy_ordered *ordered, int32_t group, double p);

/* Mean over a group of the ranks among all values, from 1, equal values sharing their
 * mean rank.  NaN for an empty group. */
double svy_ordered_mean_rank(const struct svy_ordered *ordered, int32_t group);

#endif
