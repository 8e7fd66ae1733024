/*
 * Is there an association within the strata?  Tests after Cochran, Mantel and Haenszel,
 * which take the margins of each stratum as given and add up over the strata.
 *
 * They find an association that has the same direction in the strata; one that turns
 * round cancels (stat/homogeneity.h).  Strata without information are left out with a
 * note; where none is left, or the tables do not suit, NaN with the reason.
 */
#ifndef SVY_STAT_STRATIFIED_H
#define SVY_STAT_STRATIFIED_H

#include <stdbool.h>

#include "base/status.h"
#include "stat/strata.h"
#include "stat/test.h"

/*
 * Cochran-Mantel-Haenszel of 2 x 2 tables.     d = sum (ad - bc)/n
 *
 *     cmh     d^2 / sum r1 r2 c1 c2 / (n^2 (n - 1))
 *     cmh-cc  with |d| - min(1/2, |d|) in place of d
 *
 * out  statistic, df 1, p, log_p; estimate, low, high: the Mantel-Haenszel odds ratio
 *      and its interval, as in svy_mantel_haenszel()
 *
 * A note says where the criterion of Mantel and Fleiss is below 5: the sum of the first
 * cells could not move by 5 from what is expected, in one direction or the other, and
 * the chi-squared distribution is a poor approximation.
 *
 * SVY_EDOMAIN  level not in (0, 1)
 *
 * Cochran (1954), Biometrics 10, 417-451; Mantel and Haenszel (1959), J. Natl. Cancer
 * Inst. 22, 719-748; Mantel and Fleiss (1980), Am. J. Epidemiol. 112, 129-134; Agresti
 * (2013), Categorical Data Analysis, 3rd ed., section 6.4.2.
 */
enum svy_code svy_cmh(const struct svy_strata *strata, bool corrected, double level, struct svy_test *out,
                      struct svy_status *status) SVY_MUST_USE;

/* Values that the sum of the first cells may have in the exact test. */
#define SVY_CMH_EXACT_MAX 3e5

/*
 * The exact conditional test of 2 x 2 tables: given all margins, and with one odds ratio
 * in all strata, the sum of the first cells is a sum of hypergeometrics.
 *
 * midp   half of the probability of what ties with the observed sum is left out
 * out    statistic: the sum of the first cells; p, log_p, attainable_p as in
 *        svy_fisher(): two-sided by minimum likelihood; estimate, low, high: the
 *        conditional maximum-likelihood odds ratio and its exact central interval
 *        (one-sided with a one-sided alternative)
 *
 * The distribution is found by folding the strata together two by two.  Products and
 * sums only, of numbers with an exponent of their own: tails below the smallest double
 * keep their digits.  More than SVY_CMH_EXACT_MAX values: NaN, and the note names cmh.
 *
 * SVY_EDOMAIN  a count is not whole, level not in (0, 1)
 *
 * About as many steps as values times twelve standard deviations; memory for the values.
 *
 * Birch (1964), J. R. Stat. Soc. B 26, 313-324; Gart (1970), Biometrika 57, 471-475;
 * Agresti (2013), sections 7.3.5 and 16.6.
 */
enum svy_code svy_cmh_exact(const struct svy_strata *strata, enum svy_alternative alternative, bool midp,
                            double level, struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

enum svy_cmh_kind {
	SVY_CMH_GENERAL,    /* any association */
	SVY_CMH_ANOVA,      /* the rows differ in the mean of the scores of the columns */
	SVY_CMH_CORRELATION /* scores of rows and columns are correlated */
};

/* Degrees of freedom that svy_cmh_general() will take. */
#define SVY_CMH_DF_MAX 2000

/*
 * Cochran-Mantel-Haenszel of r x c tables: cmh-general, cmh-anova, cmh-correlation.
 *
 *     Q = G' V^-1 G      G = sum B (n - e), V = sum B C B' over the strata
 *     C(ij, kl) = r_i (n [i = k] - r_k) c_j (n [j = l] - c_l) / (n^2 (n - 1))
 *
 * B picks all cells but a row and a column (general), or applies the scores of the
 * columns (anova), or of rows and columns (correlation).
 *
 * row_scores, col_scores  one for each row and column of the tables that were given;
 *                         NULL: 1, 2, 3, ...  Any linear change gives the same answer.
 * out    statistic, df, p, log_p; of cmh-correlation estimate: the correlation within
 *        the strata,  sum S_xy / sqrt(sum S_xx sum S_yy), S about the stratum's means
 *
 * df is the rank of V: less than (r - 1)(c - 1), or r - 1, where strata do not link all
 * rows and columns, with a note.  For one stratum cmh-general is (n - 1)/n of Pearson's
 * statistic and cmh-correlation svy_linear_by_linear().
 * A stratum in which the scores do not vary says nothing either.
 * More than SVY_CMH_DF_MAX degrees of freedom: NaN with the reason.
 *
 * SVY_EDOMAIN  a score is not finite
 *
 * Cost: cells squared for each stratum of cmh-general, and the cube of df.
 *
 * Landis, Heyman and Koch (1978), Int. Stat. Rev. 46, 237-254.
 */
enum svy_code svy_cmh_general(const struct svy_strata *strata, enum svy_cmh_kind kind, const double *row_scores,
                              const double *col_scores, struct svy_test *out,
                              struct svy_status *status) SVY_MUST_USE;

#endif
