/*
 * A cross-tabulation of two judgements of the same cases as a square matrix, with
 * the same category in row i and column i: for the kappas.
 *
 * Categories are matched by value, whatever their order and whichever were met.
 */
#ifndef SVY_REPORT_CROSS_SQUARE_H
#define SVY_REPORT_CROSS_SQUARE_H

#include "report/cross.h"

/*
 * Why rows and columns are not the same categories, and what would be; NULL: they
 * are.  Two declared lists must hold the same values (with in_order, in the same
 * order); what is not declared must be among them.  Of two lists that were only
 * met in the data one must hold the other, or, where loose, they must share a
 * value: that hair and eyes both can be "Brown" does not make them comparable, but
 * whoever names kappa means it.
 */
const char *svy_cross_unpaired(const struct svy_cross *cross, bool in_order, bool loose);

/*
 * Table t, *k x *k: the rows' levels, then those that only columns have.  *out is
 * the caller's to free.
 */
enum svy_code svy_cross_square(const struct svy_cross *cross, size_t t, double **out, size_t *k,
                              struct svy_status *status) SVY_MUST_USE;

#endif
