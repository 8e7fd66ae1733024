/* Kendall's rank correlation. */
#ifndef SVY_STAT_KENDALL_H
#define SVY_STAT_KENDALL_H

#include "base/status.h"
#include "stat/correlate.h"

/* Respondents up to which p is exact unless it is asked otherwise: where at most one of the
 * numbers has ties, and where both have. */
enum { SVY_KENDALL_SMALL = 200, SVY_KENDALL_SMALL_TIED = 15 };

/*
 * Test of Kendall's tau-b: `kendall`.   S = concordant less discordant pairs
 *
 *     tau-b = S / sqrt((n(n-1)/2 - tx)(n(n-1)/2 - ty))      tx, ty: pairs tied in x, in y
 *
 * p  exact: of all n! ways to match the numbers as they are, with their ties; two-sided of
 *    those whose |S| is at least the observed one.  By default where n is small (above),
 *    else where asked and within the budget (some 2000 respondents where at most one number has
 *    ties), with a note where not
 *    approximate: z = S / sqrt(var S) with the full variance for ties (Kendall 1970,
 *    section 4.4), not corrected for continuity
 *
 * out  estimate tau-b, as svy_concordance() gives it for a table; statistic S of the exact
 *      test, or z; low high = tau-b -+ z ase, not cut off, one-sided with a one-sided
 *      alternative (Brown and Benedetti's ase, as of a table); attainable_p of the exact
 *      test.  Written only on success
 *
 * A number that does not vary, n < 2: NaN with the reason.  O(size log size) but for the
 * exact p; counts of pairs are exact in 128 bits.
 *
 * SVY_EDOMAIN  as svy_matched_check(), or level not in (0, 1)
 *
 * Kendall (1970), Rank Correlation Methods, 4th ed., chapters 3 to 5; Knight (1966), JASA
 * 61, 436-439, for counting pairs in n log n; Best and Gipps (1974), Applied Statistics 23,
 * 98-100 (AS 71); Brown and Benedetti (1977), JASA 72, 309-315.
 */
enum svy_code svy_kendall(const struct svy_matched *data, const struct svy_correlate_options *options,
                          struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

/*
 * log P(discordant pairs <= k) when at most one of two numbers has ties, in groups of these
 * sizes (n of 1: none).
 *
 * count  size numbers whose sum is n
 * k      less than half of the most there can be, (n^2 - sum of squares) / 2
 * out    -Inf never: k = 0 has the probability prod count! / n!
 *
 * The number has the generating function  prod_{m <= n} (1 - q^m) / prod_i prod_{m <= count_i}
 * (1 - q^m),  multiplied out with the largest term kept near 1e300, so that no n overflows
 * or vanishes.  O(n k).  Kendall (1970), section 5.4; Mann and Whitney (1947) for one
 * Gaussian coefficient.
 */
enum svy_code svy_inversions_log(const uint64_t *count, size_t size, size_t k, double *out,
                                 struct svy_status *status) SVY_MUST_USE;

#endif
