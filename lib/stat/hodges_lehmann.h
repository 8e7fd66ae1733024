/*
 * Order statistics of all differences of two groups, and of all means of two values of
 * one: the Hodges-Lehmann estimates are their medians, the limits of the intervals that
 * belong to rank tests are others of them.
 *
 * The pairs are never written down.  With values sorted, their differences ascend along
 * rows and columns; numbers drawn among those that are left narrow the search from both
 * sides, each checked by one walk along the border, until few enough are left to sort.
 * The answer is exact and does not depend on what was drawn.
 *
 * Hodges and Lehmann (1963), Annals of Mathematical Statistics 34, 598-611; Johnson and
 * Mizoguchi (1978), SIAM Journal on Computing 7, 147-153, and Floyd and Rivest (1975),
 * Communications of the ACM 18, 165-172, for the search.
 */
#ifndef SVY_STAT_HODGES_LEHMANN_H
#define SVY_STAT_HODGES_LEHMANN_H

#include <stdint.h>

#include "base/status.h"
#include "stat/sample.h"
#include "stat/test.h"

struct svy_pairwise;

/*
 * All differences x - y, x of group 0 and y of group 1; all means (x + x') / 2 of two
 * values of group 0, each with itself too (Walsh averages).  A value that occurs n times
 * counts n times.
 *
 * sample  its other groups, if any, are not looked at
 * *out    yours; free with svy_pairwise_free()
 *
 * SVY_EDOMAIN  more than 2^63 - 1 pairs
 * Cost: memory for the distinct values; time of their number, times about 15, for each
 * order statistic.
 */
enum svy_code svy_pairwise_differences(const struct svy_sample *sample, struct svy_pairwise **out,
                                       struct svy_status *status) SVY_MUST_USE;
enum svy_code svy_pairwise_means(const struct svy_sample *sample, struct svy_pairwise **out,
                                 struct svy_status *status) SVY_MUST_USE;
void svy_pairwise_free(struct svy_pairwise *pairs);

/* How many pairs. */
uint64_t svy_pairwise_count(const struct svy_pairwise *pairs);

/* The rank-th smallest, 1 <= rank <= count. */
double svy_pairwise_at(struct svy_pairwise *pairs, uint64_t rank);

/* Their median: the mean of the two in the middle where they are even in number. */
double svy_pairwise_median(struct svy_pairwise *pairs);

/*
 * low = the rank-th smallest, high = the rank-th largest; one of them infinite where the
 * alternative is one-sided (`less`: low), both where rank is 0.
 */
void svy_pairwise_limits(struct svy_pairwise *pairs, uint64_t rank, enum svy_alternative alternative,
                         double *low, double *high);

/*
 * The rank of the limits where the statistic, the number of pairs above a shift, is
 * taken as normal: those shifts are inside that the test would not reject.
 *
 *     max(ceil(count / 2 - correction - z sd), 0)      z = quantile of alpha above
 *
 * correction  1/2 or 0
 */
uint64_t svy_pairwise_normal_rank(uint64_t count, double sd, double correction, double alpha);

#endif
