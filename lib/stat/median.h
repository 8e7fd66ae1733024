/* Mood's median test of k groups. */
#ifndef SVY_STAT_MEDIAN_H
#define SVY_STAT_MEDIAN_H

#include "base/status.h"
#include "stat/sample.h"
#include "stat/test.h"

/*
 * The table of the test: how many of each group are above the median of all, and how many
 * are not.  Values equal to the median are not above it.
 *
 * table   2 x k: above, not above
 * median  of all values; the mean of the two in the middle; NaN where there are none
 */
void svy_median_table(const struct svy_sample *sample, double *table, double *median);

/*
 * Whether as many of each group are above the median of all ("median"): Pearson's
 * chi-squared of that table, uncorrected; and, of two groups, Fisher's exact test
 * ("median-exact"), whose estimate is the odds ratio of being above, first group against
 * second.
 *
 * out  as svy_chisq() and svy_fisher() give it; the method names the median
 *
 * Empty groups are left out.  Nobody above the median (half or more are tied at the top):
 * no p, with the reason.
 *
 * SVY_EDOMAIN  median-exact: not two groups, more than SVY_EXACT_MAX values, bad level
 *
 * Mood (1950), Introduction to the Theory of Statistics, section 16.5; Brown and Mood
 * (1951), Proc. 2nd Berkeley Symp., 159-166.
 */
enum svy_code svy_median(const struct svy_sample *sample, struct svy_test *out,
                         struct svy_status *status) SVY_MUST_USE;
enum svy_code svy_median_exact(const struct svy_sample *sample, enum svy_alternative alternative, double level,
                               struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

#endif
