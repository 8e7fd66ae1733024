/*
 * Tests of a change between two answers of the same respondents with any number of
 * categories: a square table with the same category in row i and column i.
 */
#ifndef SVY_STAT_SQUARE_H
#define SVY_STAT_SQUARE_H

#include <stddef.h>

#include "base/status.h"
#include "stat/test.h"

enum svy_square_kind { SVY_SQUARE_BOWKER, SVY_SQUARE_STUART_MAXWELL, SVY_SQUARE_BHAPKAR, SVY_N_SQUARES };

/* "bowker" "stuart-maxwell" "bhapkar" */
const char *svy_square_name(enum svy_square_kind kind);

/*
 * Symmetry, and marginal homogeneity.    d_i = r_i - c_i
 *
 *     bowker          sum over i < j of (n_ij - n_ji)^2 / (n_ij + n_ji); df: the pairs of
 *                     cells that are not both empty
 *     stuart-maxwell  Q = d' S^- d    S_ii = r_i + c_i - 2 n_ii   S_ij = -(n_ij + n_ji)
 *     bhapkar         Q / (1 - Q / n): the Wald form
 *
 * S is the Laplacian of the graph in which categories are joined by respondents who
 * changed from one to the other.  Its rank, and df, is the number of categories less the
 * number of connected parts of the graph; one category of each part is left out, whichever
 * it is, and so are categories that nobody left or came to.
 *
 * n    k x k, row-major
 * out  statistic, df, p, log_p; a note where df is below k (k - 1) / 2 or k - 1;
 *      smallest_expected (n_ij + n_ji) / 2 of bowker
 *
 * With two categories bowker and stuart-maxwell are McNemar's test.  Nobody who changed,
 * and bhapkar where Q is n (all changed in one direction): NaN with the reason.
 *
 * SVY_EDOMAIN  a count is negative or not finite.  Cost k^3
 *
 * Bowker (1948), JASA 43, 572-574; Stuart (1955), Biometrika 42, 412-416; Maxwell (1970),
 * Br. J. Psychiatry 116, 651-655; Bhapkar (1966), JASA 61, 228-235; Agresti (2013),
 * Categorical Data Analysis, 3rd ed., sections 11.3 and 11.4.
 */
enum svy_code svy_square_test(const double *n, size_t k, enum svy_square_kind kind, struct svy_test *out,
                              struct svy_status *status) SVY_MUST_USE;

#endif
