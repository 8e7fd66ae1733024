/*
 * Effect sizes: how large a difference is, in a unit that does not depend on the scale of
 * the answers, with an interval.
 *
 * Each fills a struct svy_measure: estimate, ase (a standard error, of large samples; NaN
 * where there is none), low and high, two-sided at the level, and a method that names the
 * interval.  What is undefined is NaN and the note says why.  A frequency n is n respondents.
 *
 * All fail with SVY_EDOMAIN where the level is not in (0, 1), a number is not finite, or a
 * count is negative.
 */
#ifndef SVY_STAT_EFFECT_H
#define SVY_STAT_EFFECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "stat/compare.h"
#include "stat/measure.h"
#include "stat/sample.h"

/* --- standardised differences of means (effect_mean.c) --- */

enum svy_effect_mean { SVY_COHEN_D, SVY_HEDGES_G, SVY_GLASS_DELTA };

/*
 * The difference of the means of two groups, first less second, in standard deviations.
 *
 *     cohen-d      d = (m_1 - m_2) / s         s the pooled standard deviation
 *     hedges-g     J d                         J = Gamma(f/2) / (sqrt(f/2) Gamma((f - 1)/2)),
 *                                              f = n_1 + n_2 - 2
 *     glass-delta  (m_1 - m_2) / s_2           the second group is the control
 *
 * Interval of cohen-d and hedges-g: of the difference of the populations, exact for normal
 * groups of equal variance: the lambda for which the observed t is at the tails of the
 * non-central t distribution, times sqrt(1/n_1 + 1/n_2).  Both estimate the same, and have
 * the same interval.  Of glass-delta the same with the n_2 - 1 degrees of freedom of the
 * control and sqrt(1/n_2 + s_1^2/(n_1 s_2^2)): exact but for the ratio of the variances,
 * which is taken as observed.
 *
 * ase  sqrt(1/n_1 + 1/n_2 + d^2/(2 (n_1 + n_2))), times J for hedges-g; of glass-delta
 *      sqrt(s_1^2/(n_1 s_2^2) + 1/n_2 + delta^2/(2 (n_2 - 1)))
 *
 * hedges-g needs f > 1 (at one degree of freedom d has no mean).
 *
 * Steiger and Fouladi (1997), in Harlow, Mulaik and Steiger, What If There Were No
 * Significance Tests?, 221-257; Cumming and Finch (2001), Educ. Psychol. Meas. 61, 532-574;
 * Hedges (1981), J. Educ. Stat. 6, 107-128; Hedges and Olkin (1985), Statistical Methods for
 * Meta-Analysis, 79-86; Becker (1988), Br. J. Math. Stat. Psychol. 41, 257-278.
 */
enum svy_code svy_effect_means(enum svy_effect_mean kind, const struct svy_group_moments groups[2], double level,
                               struct svy_measure *out, struct svy_status *status) SVY_MUST_USE;

/*
 * The same of one mean against mu: cohen-d (m - mu)/s, hedges-g J d with f = n - 1; the
 * interval times sqrt(1/n), ase sqrt(1/n + d^2/(2 n)).  Not glass-delta.
 */
enum svy_code svy_effect_mean(enum svy_effect_mean kind, const struct svy_group_moments *group, double mu, double level,
                              struct svy_measure *out, struct svy_status *status) SVY_MUST_USE;

enum svy_effect_paired { SVY_D_Z, SVY_D_AV, SVY_D_RM };

/*
 * The mean difference of pairs x - y.
 *
 *     d-z   m / s_d                        s_d of the differences
 *     d-av  m / sqrt((s_x^2 + s_y^2) / 2)
 *     d-rm  m / s_d sqrt(2 (1 - r))        r the correlation of x and y
 *
 * Interval of d-z: exact for normal differences, as of one mean.  Of d-av and d-rm that of
 * d-z times d-av / d-z, d-rm / d-z as observed: approximate.
 *
 * ase  of d-z as of one mean, of d-rm sqrt((1/n + d^2/(2 n)) 2 (1 - r)), of d-av none
 *
 * Cumming (2012), Understanding the New Statistics, chapter 11; Lakens (2013), Front.
 * Psychol. 4, 863; Algina and Keselman (2003), Educ. Psychol. Meas. 63, 537-553; Borenstein
 * et al. (2009), Introduction to Meta-Analysis, chapter 4.
 */
enum svy_code svy_effect_pairs(enum svy_effect_paired kind, const struct svy_matched *pairs, double level,
                               struct svy_measure *out, struct svy_status *status) SVY_MUST_USE;

/* --- shares of variance (effect_variance.c) --- */

enum svy_effect_variance { SVY_ETA2, SVY_OMEGA2, SVY_EPSILON2 };

/*
 * How much of the variance of all is variance between k groups.
 *
 *     eta2      SS_between / SS_total
 *     omega2    (SS_between - (k - 1) MS_within) / (SS_total + MS_within)
 *     epsilon2  (SS_between - (k - 1) MS_within) / SS_total
 *
 * eta2 is above what it estimates, the others can be below 0 and are then left so, with a
 * note.  The interval is that of the populations' share, the same for all three: with the
 * lambda for which the observed F is at the tails of the non-central F distribution
 *
 *     low, high = lambda / (lambda + n)        n respondents in all
 *
 * so that an estimate may be outside; a note says so.  No ase.  Empty groups are left out.
 *
 * Smithson (2003), Confidence Intervals, chapter 4; Steiger (2004), Psychol. Methods 9,
 * 164-182; Okada (2017), Behav. Res. Methods 49, 979-987, for what is below 0.
 */
enum svy_code svy_effect_variance(enum svy_effect_variance kind, const struct svy_group_moments *groups, size_t k,
                                  double level, struct svy_measure *out, struct svy_status *status) SVY_MUST_USE;

/* --- order (effect_rank.c) --- */

enum svy_effect_dominance { SVY_CLIFF_DELTA, SVY_RANK_BISERIAL, SVY_A };

/*
 * Whether a number of the first group tends to be above one of the second.
 *
 *     cliff-delta, rank-biserial   P(x > y) - P(x < y)      = 2 U / (n_1 n_2) - 1
 *     a                            P(x > y) + P(x = y) / 2  = (delta + 1) / 2
 *
 * over all pairs of a number of each.  With d_ij the sign of x_i - y_j,
 *
 *     s^2 = (n_2^2 sum (d_i. - delta)^2 + n_1^2 sum (d_.j - delta)^2 - sum (d_ij - delta)^2)
 *           / (n_1 n_2 (n_1 - 1) (n_2 - 1))                at least (1 - delta^2) / (n_1 n_2 - 1)
 *     low, high = (delta - delta^3 -+ z s sqrt((1 - delta^2)^2 + z^2 s^2)) / (1 - delta^2 + z^2 s^2)
 *
 * ase is s, of a s / 2.  Where the groups do not overlap s is 0: ase is NaN, and the limit
 * towards 0 is (m - z^2) / (m + z^2) with m the smaller size.
 *
 * sample  of two groups.  A group of one: no interval.
 *
 * Cliff (1993), Psychol. Bull. 114, 494-509; Feng and Cliff (2004), J. Mod. Appl. Stat.
 * Methods 3, 322-332; Vargha and Delaney (2000), J. Educ. Behav. Stat. 25, 101-132.
 */
enum svy_code svy_effect_dominance(enum svy_effect_dominance kind, const struct svy_sample *sample, double level,
                                   struct svy_measure *out, struct svy_status *status) SVY_MUST_USE;

/* --- ranks, with a bootstrap interval (effect_resampled.c, stat/bootstrap.h) --- */

struct svy_effect_options {
	double level;
	uint64_t seed;    /* of the bootstrap, */
	unsigned threads; /* and on how many threads, 0: all */
};

enum svy_effect_kruskal { SVY_ETA2_H, SVY_EPSILON2_H };

/*
 * From H of Kruskal and Wallis (stat/kruskal.h), k groups that are not empty, n respondents:
 *
 *     eta2-h      (H - k + 1) / (n - k)
 *     epsilon2-h  H / (n - 1)                the share of the variance of the ranks
 *
 * eta2-h can be below 0, and is then left so with a note.  The bootstrap draws within groups;
 * ase is the standard deviation of its replicates.
 *
 * Tomczak and Tomczak (2014), Trends Sport Sci. 1, 19-25; King, Rosopa and Minium (2018),
 * Statistical Reasoning in the Behavioral Sciences, 7th ed., chapter 24.
 */
enum svy_code svy_effect_kruskal(enum svy_effect_kruskal kind, const struct svy_sample *sample,
                                 const struct svy_effect_options *options, struct svy_measure *out,
                                 struct svy_status *status) SVY_MUST_USE;

/*
 * rank-biserial-paired: (W+ - W-) / (W+ + W-), W+ and W- the sums of the ranks of |x - y - mu|
 * where x - y is above and below mu.  The bootstrap draws pairs.
 *
 * pairs  y NULL: one group, of x
 * pratt  differences of mu are ranked with the others before they are left out
 *
 * What ties is what ties in the signed-rank test (svy_distances_make()).
 *
 * Kerby (2014), Compr. Psychol. 3, 11.IT.3.1; King, Rosopa and Minium (2018), chapter 24.
 */
enum svy_code svy_effect_signed_ranks(const struct svy_matched *pairs, double mu, bool pratt,
                                      const struct svy_effect_options *options, struct svy_measure *out,
                                      struct svy_status *status) SVY_MUST_USE;

/*
 * kendall-w: Kendall's coefficient of concordance, Friedman's Q / (n (k - 1)), corrected for
 * ties (stat/friedman.h).  The bootstrap draws respondents with all their k numbers.
 *
 * Kendall and Gibbons (1990), Rank Correlation Methods, 5th ed., chapter 6.
 */
enum svy_code svy_effect_concordance(const struct svy_blocks *blocks, const struct svy_effect_options *options,
                                     struct svy_measure *out, struct svy_status *status) SVY_MUST_USE;

/* --- counts (effect_count.c) --- */

/*
 * cohen-w: sqrt(X^2 / n), how far counts are from expected shares, or a table from
 * independence.  With the lambda for which X^2 is at the tails of the non-central chi-squared
 * distribution the limits are sqrt(lambda / n), cut at the largest w that there can be:
 * sqrt((1 - p) / p) with p the smallest expected share, of a table sqrt(min(rows, cols) - 1).
 * No ase.
 *
 * expected  k shares that add up to 1; NULL: equal ones.  Where one is 0 and somebody is
 *           there w is infinite
 *
 * Empty rows and columns of the table are left out.
 *
 * Cohen (1988), Statistical Power Analysis, 2nd ed., section 7.2; Smithson (2003), chapter 4.
 */
enum svy_code svy_effect_fit(const double *count, const double *expected, size_t k, double level,
                             struct svy_measure *out, struct svy_status *status) SVY_MUST_USE;
enum svy_code svy_effect_table(const double *count, size_t rows, size_t cols, double level, struct svy_measure *out,
                               struct svy_status *status) SVY_MUST_USE;

/*
 * cohen-h: 2 asin sqrt(p_1) - 2 asin sqrt(p_2), of two shares p = x / n, or of one against
 * mu; ase sqrt(1/n_1 + 1/n_2), or sqrt(1/n), and a normal interval, cut at -pi and pi (of
 * one share at what shares of 0 and 1 give).
 *
 * Cohen (1988), section 6.2.
 */
enum svy_code svy_effect_shares(const double x[2], const double n[2], double level, struct svy_measure *out,
                                struct svy_status *status) SVY_MUST_USE;
enum svy_code svy_effect_share(double x, double n, double mu, double level, struct svy_measure *out,
                               struct svy_status *status) SVY_MUST_USE;

#endif
