/*
 * Equivalence: two one-sided tests (TOST), of means and of proportions.
 *
 * The hypothesis is that the estimate lies outside the margins low and high; both ends are
 * tested, and p is the larger of the two one-sided p.  At the level 1 - alpha of the
 * options, p <= alpha exactly where the interval at 1 - 2 alpha, which is the one given,
 * lies within the margins.
 *
 * Every struct svy_test here: statistic and alternative are those of the end that decides
 * ("greater": against low; "less": against high), the method names both margins and the
 * level of the interval.
 *
 * Schuirmann (1987), J. Pharmacokinetics and Biopharmaceutics 15, 657-680.
 */
#ifndef SVY_STAT_EQUIVALENCE_H
#define SVY_STAT_EQUIVALENCE_H

#include "base/status.h"
#include "stat/mean.h"
#include "stat/test.h"

struct svy_equivalence {
	double low, high; /* margins, low < high */
	double level;     /* 1 - alpha, 0.95: the interval is at 1 - 2 alpha */
};

/*
 * tost-one, tost-paired, tost-pooled, tost-welch: t = (estimate - margin) / se, see
 * svy_mean_estimate().
 *
 * Where there is no standard error: t, p and the interval NaN with the reason.
 *
 * SVY_EDOMAIN  as svy_mean_estimate(); margins not finite or not ascending, level not in
 *              (0.5, 1)
 */
enum svy_code svy_tost_mean(enum svy_mean_kind kind, const struct svy_group_moments *groups,
                            const struct svy_equivalence *within, struct svy_test *out,
                            struct svy_status *status) SVY_MUST_USE;

/*
 * tost-proportion: one proportion p = x / n, by the score test.
 *
 *     z = (p - margin) / sqrt(margin (1 - margin) / n)
 *
 * The interval is Wilson's, which belongs to this z.  Nobody: NaN with the reason.
 *
 * SVY_EDOMAIN  not 0 <= x <= n, margins not 0 < low < high < 1, level not in (0.5, 1)
 *
 * Agresti (2013), Categorical Data Analysis, 3rd ed., section 1.3.2.
 */
enum svy_code svy_tost_proportion(double x, double n, const struct svy_equivalence *within, struct svy_test *out,
                                  struct svy_status *status) SVY_MUST_USE;

/*
 * z = (p_1 - p_2 - margin) / sqrt(q_1 (1 - q_1) / n_1 + q_2 (1 - q_2) / n_2),  p = x / n,
 *
 * where q are the proportions most likely when they differ by the margin: q_2 = q_1 -
 * margin, and q_1 solves
 *
 *     x_1/q_1 - (n_1 - x_1)/(1 - q_1) + x_2/q_2 - (n_2 - x_2)/(1 - q_2) = 0.
 *
 * x, n    0 <= x <= n, n > 0
 * margin  in (-1, 1)
 *
 * The left side falls in q_1, so that bisection finds it also where the cubic of the paper
 * loses its digits.  NaN outside the domain, and where the variance is 0.
 *
 * Farrington and Manning (1990), Statistics in Medicine 9, 1447-1454, method 3.
 */
double svy_score_difference(const double x[2], const double n[2], double margin);

/*
 * tost-proportions: the difference p_1 - p_2 of two proportions, by svy_score_difference().
 *
 * The interval holds the differences that this z does not reject (Mee 1984, Biometrics 40,
 * 1175-1176), found to the last digits by bisection.  Nobody in a group: NaN with the
 * reason.
 *
 * SVY_EDOMAIN  not 0 <= x <= n, margins not -1 < low < high < 1, level not in (0.5, 1)
 */
enum svy_code svy_tost_proportions(const double x[2], const double n[2], const struct svy_equivalence *within,
                                   struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

#endif
