/*
 * Do groups differ in how much their numbers vary?
 *
 * Every test takes a struct svy_sample, leaves empty groups out with a note, and gives NaN
 * with the reason where it is undefined; a group of one is named in a note, since it tells
 * nothing of its variance.
 */
#ifndef SVY_STAT_VARIANCES_H
#define SVY_STAT_VARIANCES_H

#include "base/status.h"
#include "stat/sample.h"
#include "stat/test.h"

enum svy_centre { SVY_CENTRE_MEAN, SVY_CENTRE_MEDIAN };

/*
 * levene (centre mean) and brown-forsythe (centre median): the one-way analysis of variance
 * of z = |x - centre of its group|.
 *
 * The z are rounded once, from centres with the digits of two doubles, so that two numbers
 * on either side of their middle are equally far from it.
 *
 * Fewer than two groups, groups of one or two only, no variation of z within the groups:
 * undefined.
 *
 * SVY_ENOMEM
 *
 * Levene (1960), in Olkin et al., Contributions to Probability and Statistics, 278-292;
 * Brown and Forsythe (1974), JASA 69, 364-367.
 */
enum svy_code svy_levene(const struct svy_sample *sample, enum svy_centre centre, struct svy_test *out,
                         struct svy_status *status) SVY_MUST_USE;

/*
 * bartlett: the likelihood-ratio test under normality, with Bartlett's correction.
 *
 *     K = sum f_j log(s^2 / s_j^2) / (1 + (sum 1/f_j - 1/f) / (3 (k - 1)))     f_j = n_j - 1
 *     s^2 = sum ss_j / f      f = sum f_j      chi-squared on k - 1
 *
 * A group of one, or without variation: undefined.
 *
 * SVY_ENOMEM
 *
 * Bartlett (1937), Proc. R. Soc. A 160, 268-282; Snedecor and Cochran (1989), section 13.10.
 */
enum svy_code svy_bartlett(const struct svy_sample *sample, struct svy_test *out,
                           struct svy_status *status) SVY_MUST_USE;

/*
 * fligner-killeen: the median-centred form of Conover et al.
 *
 *     a = normal quantile of (1 + r / (n + 1)) / 2     r: mid-rank of |x - median of its group|
 *     X^2 = sum n_j (mean a of j - mean a)^2 / (sum (a - mean a)^2 / (n - 1))
 *     chi-squared on k - 1
 *
 * Distances that are apart by no more than the rounding of decimal numbers tie: |0.1 - 0.2|
 * and |0.3 - 0.2| are 0.1 and 0.09999999999999998 in doubles.
 *
 * All distances tied: undefined.
 *
 * SVY_ENOMEM
 *
 * Fligner and Killeen (1976), JASA 71, 210-213; Conover, Johnson and Johnson (1981),
 * Technometrics 23, 351-361 (F-K:med X^2).
 */
enum svy_code svy_fligner_killeen(const struct svy_sample *sample, struct svy_test *out,
                                  struct svy_status *status) SVY_MUST_USE;

/*
 * mood: Mood's test of scale, two groups.
 *
 *     T = sum over the first group of a      a = (r - (n + 1)/2)^2, r the rank among all
 *     z = (T - E) / sqrt(V)     E = n_1 mean a     V = n_1 n_2 / (n (n - 1)) sum (a - mean a)^2
 *
 * The a of numbers that tie are averaged (not their ranks), which leaves E what it is
 * without ties; z is normal.  greater: the first group is the wider one.
 *
 * Another number of groups that are not empty, all numbers tied, fewer than three:
 * undefined.
 *
 * Mood (1954), Ann. Math. Stat. 25, 514-522; Mielke (1967), Technometrics 9, 312-314, for
 * ties.
 */
enum svy_code svy_mood(const struct svy_sample *sample, enum svy_alternative alternative, struct svy_test *out,
                       struct svy_status *status) SVY_MUST_USE;

#endif
