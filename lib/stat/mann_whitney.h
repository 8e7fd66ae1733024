/*
 * The Mann-Whitney test of two groups (Wilcoxon's rank sum test): whether a value of the
 * first tends to be larger than one of the second.
 */
#ifndef SVY_STAT_MANN_WHITNEY_H
#define SVY_STAT_MANN_WHITNEY_H

#include "base/status.h"
#include "stat/rank.h"
#include "stat/sample.h"
#include "stat/test.h"

/*
 * sample   of two groups
 * form     SVY_RANK_NORMAL "mann-whitney", SVY_RANK_CORRECTED "mann-whitney-cc",
 *          SVY_RANK_EXACT "mann-whitney-exact"
 * options  mu and pratt are not looked at
 * out      statistic  U of the first group: the pairs of a value of each group in which
 *                     its own is larger, equal ones by half
 *          p     normal   z = (U - m n / 2) / sd,
 *                         sd^2 = m n (N^3 - N - sum (t^3 - t)) / (12 N (N - 1))
 *                exact    of U given the ties: all ways to choose m of the N values are
 *                         equally likely; two-sided the probability of |U - m n / 2| at
 *                         least as large.  Where that takes more than `work` steps U is
 *                         drawn, and p_low p_high is the 99% interval of p
 *          less: the first group tends to be smaller; greater: larger
 *          estimate   Hodges-Lehmann: the median of all differences, first less second
 *          low high   order statistics of these differences.
 *                     normal: those shifts that the test would not reject, with the
 *                             variance of the ties within the groups
 *                     exact: by the distribution without ties; with ties the interval
 *                             is conservative (Noether 1967).  Infinite where these sizes
 *                             do not reach the level
 *          attainable_p  exact: the smallest p that these sizes and ties allow, _less and
 *                     _greater that of each direction
 *
 * An empty group, or all values tied: no p, with the reason.
 *
 * SVY_EDOMAIN  not two groups, bad options, more than SVY_RANK_EXACT_MAX values (exact)
 *
 * Mann and Whitney (1947), Annals of Mathematical Statistics 18, 50-60; Lehmann (1975),
 * Nonparametrics, chapters 1 and 2; Noether (1967), JASA 62, 184-188.
 */
enum svy_code svy_mann_whitney(const struct svy_sample *sample, enum svy_rank_form form,
                               const struct svy_rank_options *options, struct svy_test *out,
                               struct svy_status *status) SVY_MUST_USE;

/*
 * Pairs of a value of group a and one of group b in which the first is larger, both are
 * the same, the first is smaller.  U = more + same / 2; the probability of superiority
 * is U / (m n), Cliff's delta (more - fewer) / (m n).
 *
 * Exact below 2^53, else rounded once.  a and b are below k, and not the same.
 */
struct svy_dominance {
	double more, same, fewer;
};
void svy_dominance(const struct svy_sample *sample, size_t a, size_t b, struct svy_dominance *out);

#endif
