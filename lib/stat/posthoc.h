/*
 * Which groups differ, with an error rate that holds for all pairs together: comparisons
 * that adjust for their number by their own distribution, and Dunn's of ranks.
 *
 * They fill pairs as stat/compare.h does.  Of tukey, games-howell and dunnett, p is that of
 * the one comparison by itself, Student's t, and p_adjusted that of the method: never less
 * than p.  A group that is empty takes no part and is not counted.
 */
#ifndef SVY_STAT_POSTHOC_H
#define SVY_STAT_POSTHOC_H

#include <stddef.h>

#include "base/status.h"
#include "stat/compare.h"
#include "stat/sample.h"
#include "stat/test.h"

/*
 * Tukey and Kramer: all pairs of k means, variances taken for equal.
 *
 *     t = (m_a - m_b) / sqrt(s^2 (1 / n_a + 1 / n_b))    s^2 = sum ss / df, df = sum n - k
 *     p_adjusted = P(Q > sqrt(2) |t|)                    Q the studentised range of k, df
 *     low, high  = m_a - m_b -+ q se / sqrt(2)           P(Q > q) = 1 - level
 *
 * Exact where the groups are equally large, a little too careful otherwise (Hayter 1984).
 * estimate, se, t, df, p and what cannot be compared: as svy_compare_means() with
 * SVY_POOL_ALL.  level is that of all intervals together.  out has svy_n_pairs(k) pairs.
 *
 * SVY_EDOMAIN  as svy_compare_means(); level is not between 0 and 1
 *
 * Kramer (1956), Biometrics 12, 307-310; Hayter (1984), Ann. Stat. 12, 61-75.
 */
enum svy_code svy_tukey_kramer(const struct svy_group_moments *groups, size_t k, double level, struct svy_pair *out,
                               struct svy_status *status) SVY_MUST_USE;

/*
 * Games and Howell: the same where variances may differ, each pair with its own.
 *
 *     v = ss / (n - 1) / n       t = (m_a - m_b) / sqrt(v_a + v_b)
 *     df = (v_a + v_b)^2 / (v_a^2 / (n_a - 1) + v_b^2 / (n_b - 1))
 *
 * k counts the groups that have a variance: at least two respondents.  One without is not
 * compared, and two of which neither varies.  The error rate holds about, for groups of
 * some 6 and more.
 *
 * Games and Howell (1976), J. Educ. Stat. 1, 113-125; Welch (1938), Biometrika 29, 350-362.
 */
enum svy_code svy_games_howell(const struct svy_group_moments *groups, size_t k, double level, struct svy_pair *out,
                               struct svy_status *status) SVY_MUST_USE;

/*
 * Dunnett: every other mean with that of the control, variances taken for equal.
 *
 *     t = (m_a - m_control) / se       se, df as of Tukey and Kramer
 *     p_adjusted = P(max |T| > |t|)    T of stat/dunnett.h, lambda^2 = n_a / (n_a + n_control)
 *
 * out has svy_n_pairs(k) pairs; in those of the control b is the control, whichever stands
 * first, so that estimate is the other less the control.  The rest are not compared.
 * One-sided, `greater` looks for means above the control's: p is one-sided, high is
 * infinite.
 *
 * SVY_EDOMAIN  as svy_compare_means(); level is not between 0 and 1; control is not below k
 *
 * Dunnett (1955), JASA 50, 1096-1121; (1964), Biometrics 20, 482-491.
 */
enum svy_code svy_dunnett_compare(const struct svy_group_moments *groups, size_t k, size_t control,
                                  enum svy_alternative alternative, double level, struct svy_pair *out,
                                  struct svy_status *status) SVY_MUST_USE;

/*
 * Dunn: all pairs of k groups by the mean ranks among all N respondents, as follows a test
 * of Kruskal and Wallis.
 *
 *     z = (r_a - r_b) / sqrt(s^2 (1 / n_a + 1 / n_b))
 *     s^2 = (N (N + 1) - sum over ties (t^3 - t) / (N - 1)) / 12
 *
 * s^2 is the variance of the midranks (stat/rank.h).  estimate is r_a - r_b.  All values
 * equal: not compared.  out has svy_n_pairs(k) pairs.
 *
 * Dunn (1964), Technometrics 6, 241-252.
 */
enum svy_code svy_dunn(const struct svy_sample *sample, enum svy_adjust_kind adjust, struct svy_pair *out,
                       struct svy_status *status) SVY_MUST_USE;

#endif
