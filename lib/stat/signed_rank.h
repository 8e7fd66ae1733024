/*
 * The signed-rank test of Wilcoxon, of pairs or of one group, and the differences that it
 * and the sign test are made of.
 */
#ifndef SVY_STAT_SIGNED_RANK_H
#define SVY_STAT_SIGNED_RANK_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "stat/rank.h"
#include "stat/sample.h"
#include "stat/test.h"

/*
 * Whether the differences lie about mu as often as far above it as below.
 *
 * data     pairs, differences x - y; y NULL: one group, of x
 * form     SVY_RANK_NORMAL "signed-rank", SVY_RANK_CORRECTED "signed-rank-cc",
 *          SVY_RANK_EXACT "signed-rank-exact"
 * options  mu      the median that is tested, 0
 *          pratt   zeros, differences of mu, are ranked with the others and then left out
 *                  (Pratt 1959); otherwise they are left out first (Wilcoxon)
 * out      statistic  V, the sum of the ranks of |x - y - mu| where it is above
 *          p     normal   z = (V - sum r / 2) / sd, sd^2 = sum r^2 / 4 over the ranks r
 *                         that are used, midranks where there are ties
 *                exact    of V given ties and zeros: each difference is above or below with
 *                         probability 1/2; two-sided the probability of |V - E(V)| at
 *                         least as large.  Where that takes more than `work` steps V is
 *                         drawn, and p_low p_high is the 99% interval of p
 *          greater: the differences tend to be above mu; less: below
 *          estimate   Hodges-Lehmann pseudomedian: the median of all means of two
 *                     differences, zeros too; it does not depend on mu
 *          low high   order statistics of these means.
 *                     normal: those medians that the test would not reject, with the
 *                             variance of the ties of equal differences
 *                     exact: by the distribution without ties; with ties and zeros the
 *                             interval is conservative (Noether 1967).  Infinite where so
 *                             few do not reach the level
 *          attainable_p  exact: the smallest p that so many differences allow, _less and _greater
 *
 * Two distances tie where rounding alone may tell them apart: 0.3 - 0.1 is 0.2 (see
 * svy_distances_make()).  No difference that is not zero: no p, with the reason.  A note
 * counts the zeros.
 *
 * SVY_EDOMAIN  a value is not finite, bad options, too many
 *
 * Wilcoxon (1945), Biometrics Bulletin 1, 80-83; Pratt (1959), JASA 54, 655-667; Hollander,
 * Wolfe and Chicken (2014), Nonparametric Statistical Methods, 3rd ed., chapter 3; Noether
 * (1967), JASA 62, 184-188.
 */
enum svy_code svy_signed_rank(const struct svy_matched *data, enum svy_rank_form form,
                              const struct svy_rank_options *options, struct svy_test *out,
                              struct svy_status *status) SVY_MUST_USE;

/* A distance from mu, and how many differences are so far above it and below. */
struct svy_distance {
	double size; /* > 0, ascending */
	uint64_t above, below;
};

/*
 * The distances of the differences from mu.  Those that are apart by no more than the
 * rounding of the numbers that they are made of (for each 2 2^-52 of the largest of x, y and
 * mu) tie, and what is so near to 0 is 0: a tie on paper is one here.
 *
 * Owned; free with svy_distances_clear(), which accepts {0}.
 *
 * SVY_EDOMAIN  a value is not finite, or more than SVY_SAMPLE_MAX
 */
struct svy_distances {
	struct svy_distance *distance;
	size_t n_distances;
	uint64_t zeros;
	uint64_t n; /* of all, zeros too */
};
enum svy_code svy_distances_make(const struct svy_matched *data, double mu, struct svy_distances *out,
                                 struct svy_status *status) SVY_MUST_USE;
void svy_distances_clear(struct svy_distances *distances);

/* The differences themselves, as a sample of one group. */
enum svy_code svy_differences_sample(const struct svy_matched *data, struct svy_sample *out,
                                     struct svy_status *status) SVY_MUST_USE;

#endif
