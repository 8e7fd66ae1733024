/*
 * Percentages rounded so that the parts of a whole add up: --round sum.
 *
 * By the method of the largest remainder (Hamilton's): each part is rounded down,
 * and what is missing of the rounded sum goes, one last digit each, to the parts
 * that lost most.  Parts that lost the same are served in their order.
 *
 * Balinski and Young (2001), Fair Representation, 2nd ed., chapter 3 and appendix A.
 */
#ifndef SVY_REPORT_WHOLE_H
#define SVY_REPORT_WHOLE_H

#include "report/result.h"

/* out[i] = values[i] to `digits` digits; the sum of out is that of values, rounded
 * half up.  values: n, finite and >= 0; digits: 0 to 9.  out may be values.  False
 * without memory. */
bool svy_round_parts(const double *values, size_t n, int digits, double *out);

/*
 * The percentages of a result's table that are part of a whole, rounded:
 * rounded[row * n_fields + field], NaN where a value is not.
 *
 * A whole is col_percent over the rows of one column, row_percent over the columns
 * of one row, total_percent over a table (over its row totals, over its column
 * totals), percent and valid_percent over a variable: without nets and other
 * totals, where the values add up to 100.  Where one is hidden, or answers are
 * several, they do not.  A net that is the sum of the categories beneath it is the sum of
 * them as rounded.  With more than 9 digits nothing is a whole: doubles do not
 * tell halves there.
 *
 * NULL without memory; the caller frees it.
 */
double *svy_round_wholes(const struct svy_rtable *table, int digits);

#endif
