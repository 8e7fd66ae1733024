/*
 * The rows of numbers that stand for the k levels of a variable: contrast matrices.
 *
 * Entry c(i, j), level i = 1 .. k in the order of the categories, column j.  The
 * conventions are those of R's stats package (named in brackets), entry by entry.
 *
 *     codes       1 column        c(i, 1) = i                              [as.integer(factor)]
 *     indicator   k columns       1 where i = j, else 0                    [contr.treatment(k, contrasts = FALSE)]
 *     treatment   k - 1 columns   the indicators without that of the reference level  [contr.treatment(k, base)]
 *     effect      k - 1 columns   the same, but -1 throughout in the row of the reference
 *                                 [contr.sum(k), where the reference is level k]
 *     helmert     k - 1 columns   -1 where i <= j, j where i = j + 1, 0 where i > j + 1
 *                                 [contr.helmert(k)]
 *     polynomial  k - 1 columns   the value at score s_i of a polynomial of degree j;
 *                                 columns have sum 0 and sum of squares 1, any two the
 *                                 product 0, and the coefficient of s^j is positive
 *                                 [contr.poly(k, scores)]
 *
 * Column j of helmert compares level j + 1 with the mean of all levels before it.  That
 * is what SPSS calls a difference contrast (reverse Helmert); the Helmert contrast of
 * SPSS compares each level with the mean of all later ones.
 *
 * R sorts the levels of a factor by the alphabet where it is not told otherwise, we never
 * do: give R the levels in the order of the codebook to see the same columns.
 *
 * Checked against R in tests/reference/data/contrast.csv, and by tests/laws/law_coding.c.
 */
#ifndef SVY_DATA_CONTRAST_H
#define SVY_DATA_CONTRAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/* SVY_STANDARDISED is for numbers: it has no contrast matrix, see data/coding.h. */
enum svy_coding_kind {
	SVY_CODES,
	SVY_INDICATOR,
	SVY_TREATMENT,
	SVY_EFFECT,
	SVY_HELMERT,
	SVY_POLYNOMIAL,
	SVY_STANDARDISED,
	SVY_N_CODING_KINDS
};

#define SVY_NO_LEVEL SIZE_MAX

/* "codes" "indicator" "treatment" "effect" "helmert" "polynomial" "standardised" */
const char *svy_coding_kind_name(enum svy_coding_kind kind);
bool svy_coding_kind_from_name(const char *name, enum svy_coding_kind *out);

/* Columns for k levels; 0 levels have none, but for codes (1). */
size_t svy_contrast_columns(enum svy_coding_kind kind, size_t k);

/* The level, from 0, that column j is about: the one it indicates (indicator, treatment, effect),
 * or compares with those before it (helmert); SVY_NO_LEVEL for the other kinds. */
size_t svy_contrast_level(enum svy_coding_kind kind, size_t reference, size_t j);

/*
 * Fill out, k x svy_contrast_columns(kind, k), row-major.
 *
 * reference  level from 0, for treatment and effect; of no meaning to the others
 * scores     k finite numbers, all different, for polynomial; NULL: 1 .. k
 * out        written only on success
 *
 * One level has no contrast: no column, but for codes and indicator.
 *
 * SVY_EDOMAIN  two scores are the same, or so close that the columns would be noise; a score
 *              is not finite
 * SVY_ENOMEM
 *
 * Polynomials: the recurrence of Forsythe, each column made orthogonal to all before it
 * twice, in double-double arithmetic.  Cost O(k^3) there, O(k^2) elsewhere.
 *
 * Forsythe (1957), "Generation and use of orthogonal polynomials for data-fitting with a
 * digital computer", J. SIAM 5, 74-88, section 4.  Chambers and Hastie (1992), Statistical
 * Models in S, section 2.3.2, for the kinds.
 */
enum svy_code svy_contrast_fill(enum svy_coding_kind kind, size_t k, size_t reference, const double *scores,
                                double *out, struct svy_status *status) SVY_MUST_USE;

/*
 * The inverse: the level, from 0, whose row this is.
 *
 * contrast  k x m, as svy_contrast_fill() wrote it
 * row       m numbers
 *
 * Numbers may differ from the row's by 1e-9, or by 1e-9 of it where that is more: they may
 * have been written with ten digits.  SVY_NO_LEVEL where no level has this row.
 */
size_t svy_contrast_find(const double *contrast, size_t k, size_t m, const double *row);

#endif
