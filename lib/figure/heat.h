/*
 * Heat: a table whose cells are coloured by their numbers, which stand in them.
 *
 * Residuals get two colours around 0 that are full at 4 (a deviation that far
 * from independence is beyond doubt); other numbers go from light to dark.  A
 * value that is null is a dash on grey.
 */
#ifndef SVY_FIGURE_HEAT_H
#define SVY_FIGURE_HEAT_H

#include "figure/drawing.h"
#include "figure/matrix.h"

struct svy_heat_options {
	bool diverging;
	bool counts;       /* whole numbers */
	const char *shown; /* what the numbers are */
};

enum svy_code svy_heat_draw(const struct svy_matrix *matrix, const struct svy_heat_options *options,
                            struct svy_drawing *out, struct svy_status *status) SVY_MUST_USE;

#endif
