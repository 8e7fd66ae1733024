/*
 * One-way analysis of variance: do k means differ?
 *
 * From moments of the groups, as stat/mean.h takes them; sums of squares between groups
 * are formed in double-double, so that a large common offset costs nothing.
 */
#ifndef SVY_STAT_ANOVA_H
#define SVY_STAT_ANOVA_H

#include <stddef.h>

#include "base/status.h"
#include "stat/compare.h"
#include "stat/test.h"

/* The table of a one-way analysis of variance; NaN where undefined. */
struct svy_anova {
	double between_ss, between_df, between_ms;
	double within_ss, within_df, within_ms;
	double total_ss, total_df;
	double f, p, log_p;
	double r_squared;   /* between_ss / total_ss */
	double residual_sd; /* sqrt(within_ms) */
};

/*
 * anova: Fisher's F.
 *
 *     between_ss = sum n_j (m_j - m)^2     within_ss = sum ss_j      m = sum n_j m_j / n
 *     F = between_ms / within_ms           on k - 1 and n - k
 *
 * groups  k of them; empty ones are left out with a note
 * table   NULL, or where the whole table goes
 *
 * Fewer than two groups, groups of one only, no variation within groups: F and p NaN with
 * the reason, and where numbers do not vary whether F would be infinite or 0/0.  The parts
 * of the table that exist are filled in.
 *
 * SVY_EDOMAIN  as svy_mean_estimate()
 *
 * Snedecor and Cochran (1989), Statistical Methods, 8th ed., chapter 12.
 */
enum svy_code svy_anova(const struct svy_group_moments *groups, size_t k, struct svy_anova *table,
                        struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

/*
 * anova-welch: Welch's F, for groups whose variances may differ.
 *
 *     w_j = n_j / s_j^2     W = sum w_j     m = sum w_j m_j / W
 *     h = sum (1 - w_j / W)^2 / (n_j - 1)
 *     F = (sum w_j (m_j - m)^2 / (k - 1)) / (1 + 2 (k - 2) h / (k^2 - 1))
 *     on k - 1 and (k^2 - 1) / (3 h)
 *
 * For two groups F is the square of t-welch, with its degrees of freedom.
 *
 * A group of one, or without variation, has no w: NaN with the reason.
 *
 * SVY_EDOMAIN  as above
 *
 * Welch (1951), Biometrika 38, 330-336, equations 20 to 22.
 */
enum svy_code svy_anova_welch(const struct svy_group_moments *groups, size_t k, struct svy_test *out,
                              struct svy_status *status) SVY_MUST_USE;

#endif
