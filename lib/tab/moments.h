/*
 * Moments of a number, by group: n, mean and sum of squares about the mean.
 *
 *     svy_moments_new(kind, &moments, status);
 *     svy_moments_add(moments, table, outcome, group, weights, mask, status);   per block
 *     svy_moments_merge(into, from, status);                                    per part
 *     svy_moments_finish(moments, code, &group)
 *
 * The sums are exact (base/spread.h), so that any split of the rows gives the same bits,
 * and so that the variance does not suffer from a mean that is large beside it.
 */
#ifndef SVY_TAB_MOMENTS_H
#define SVY_TAB_MOMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "data/table.h"

struct svy_moments;

/* One group, or all.  Undefined is NaN, also what is beyond the largest double. */
struct svy_moments_of {
	uint64_t n;       /* respondents: sum of frequency weights, otherwise rows */
	double w, w2;     /* sum of sampling weights and of their squares; n without */
	double mean;      /* sum w x / w, rounded to the nearest double */
	double mean_rest; /* what the rounding left: mean + mean_rest has the digits of two doubles */
	double ss;        /* sum w (x - mean)^2 about the unrounded mean */
};

enum svy_code svy_moments_new(enum svy_weight_kind kind, struct svy_moments **out,
                              struct svy_status *status) SVY_MUST_USE;

/*
 * Add the table's rows.
 *
 * outcome  index of a column used as a number, finite in all rows of the mask
 * group    index of a column used as a category; SVY_NO_COLUMN: all in the group 0
 * weights  index of a column used as a number, SVY_NO_COLUMN without weights
 * mask     rows to add (svy_complete_mask()); NULL: all
 */
enum svy_code svy_moments_add(struct svy_moments *moments, const struct svy_table *table, size_t outcome, size_t group,
                              size_t weights, const bool *mask, struct svy_status *status) SVY_MUST_USE;

/* Both of the same kind, codes of the same meaning. */
enum svy_code svy_moments_merge(struct svy_moments *into, const struct svy_moments *from,
                                struct svy_status *status) SVY_MUST_USE;

/* The group of that code, empty where no row had it; _all: of all groups together. */
void svy_moments_finish(const struct svy_moments *moments, int32_t code, struct svy_moments_of *out);
void svy_moments_finish_all(const struct svy_moments *moments, struct svy_moments_of *out);

/*
 * Standard deviation: sqrt(ss / (n - 1)); under sampling weights
 * sqrt(ss / w * n / (n - 1)), the estimate of the population's.  NaN below two
 * respondents and where all weights are zero.  Lumley (2010), Complex Surveys, section
 * 2.3 (svyvar() of R's survey).
 */
double svy_moments_sd(const struct svy_moments_of *moments);

void svy_moments_free(struct svy_moments *moments);

#endif
