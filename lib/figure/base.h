/*
 * What the numbers of a result are of: the respondents behind a percentage or a
 * residual, so that a figure can state its base whatever part of a table it shows.
 *
 * The base is read from the total that the table has for it (the row, the column
 * or the whole of a cross-tabulation; the total of a variable in frequencies,
 * without its missing answers unless the number is `percent`): cells do not add up
 * to it where respondents gave several answers.  A table without totals is added
 * up.
 */
#ifndef SVY_FIGURE_BASE_H
#define SVY_FIGURE_BASE_H

#include <stdbool.h>
#include <stddef.h>

#include "report/result.h"

/* Neither a total nor what stands outside the base. */
bool svy_base_plain(const struct svy_rtable *table, size_t row);

/* Respondents that the number `field` in a row is of; NaN: a number of another kind
 * (a count), or one whose base is hidden. */
double svy_base_n(const struct svy_rtable *table, const char *field, size_t row);

/* Respondents that the numbers of the chosen rows (n_rows flags) are of, each base
 * once; of counts, those in the rows.  NaN: hidden. */
double svy_base_all(const struct svy_rtable *table, const char *field, const bool *chosen);

#endif
