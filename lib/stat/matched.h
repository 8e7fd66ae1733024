/* Two numbers of each respondent: what they must be, and their order. */
#ifndef SVY_STAT_MATCHED_H
#define SVY_STAT_MATCHED_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "stat/sample.h"

/*
 * Respondents in all.
 *
 * SVY_EDOMAIN  a number that counts (n > 0) is not finite, more than SVY_SAMPLE_MAX
 *              respondents
 */
enum svy_code svy_matched_check(const struct svy_matched *data, uint64_t *total,
                                struct svy_status *status) SVY_MUST_USE;

/*
 * The different pairs in ascending order of x, then of y, and the place of each number
 * among the different ones, from 0.  Owned; clear with svy_ordered_pairs_clear(), which
 * accepts {0}.
 */
struct svy_ordered_pairs {
	size_t size;                 /* different pairs */
	size_t *x, *y;               /* places */
	uint64_t *n;                 /* how often each pair occurs, > 0 */
	size_t x_size, y_size;       /* different numbers */
	uint64_t *x_count, *y_count; /* how often each occurs */
	uint64_t total;              /* respondents */
};

/*
 * Order pairs.  O(size).
 *
 * SVY_EDOMAIN  as svy_matched_check()
 */
enum svy_code svy_ordered_pairs_new(const struct svy_matched *data, struct svy_ordered_pairs *out,
                              struct svy_status *status) SVY_MUST_USE;
void svy_ordered_pairs_clear(struct svy_ordered_pairs *ordered);

#endif
