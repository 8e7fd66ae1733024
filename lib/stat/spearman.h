/* Spearman's rank correlation. */
#ifndef SVY_STAT_SPEARMAN_H
#define SVY_STAT_SPEARMAN_H

#include "base/status.h"
#include "stat/correlate.h"

/* Respondents up to which p is exact unless it is asked otherwise. */
enum { SVY_SPEARMAN_SMALL = 15 };

/*
 * Test of Spearman's r, which is Pearson's of the mid-ranks: `spearman`.
 *
 * p  exact: of all n! ways to match the ranks as they are, with their ties; two-sided of
 *    those whose r is at least as far from 0 (its mean) as the observed one.  By default up
 *    to SVY_SPEARMAN_SMALL respondents, else where asked and within the budget (18 without
 *    ties), with a note where not
 *    approximate: t as in svy_r_test()
 *
 * out  estimate r; statistic D = sum of squared differences of ranks, of the exact test, or t
 *      with df n - 2; low high by Fisher's z with the variance of Bonett and Wright,
 *      (1 + r^2 / 2) / (n - 3); attainable_p of the exact test.  Written only on success
 *
 * A number that does not vary, n < 3: NaN with the reason.
 *
 * SVY_EDOMAIN  as svy_matched_check(), or level not in (0, 1)
 *
 * Spearman (1904), Am. J. Psychol. 15, 72-101; Best and Roberts (1975), Applied Statistics
 * 24, 377-379 (AS 89), for all permutations; Kendall (1970), Rank Correlation Methods, 4th
 * ed., chapters 3 and 5; Bonett and Wright (2000), Psychometrika 65, 23-28.
 */
enum svy_code svy_spearman(const struct svy_matched *data, const struct svy_correlate_options *options,
                           struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

#endif
