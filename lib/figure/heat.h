/*
 * Heat: a table whose cells are coloured by their numbers, which stand in them.
 *
 * Residuals get two colours around 0; other numbers go from light to dark.  A
 * value that is null is a dash on grey.  Columns too narrow for their numbers are
 * refused.
 */
#ifndef SVY_FIGURE_HEAT_H
#define SVY_FIGURE_HEAT_H

#include "figure/drawing.h"
#include "figure/matrix.h"

struct svy_heat_options {
	bool diverging;
	double full;       /* number of full colour; 0: the one farthest from 0 */
	bool counts;       /* whole numbers */
	const char *shown; /* what the numbers are */
};

enum svy_code svy_heat_draw(const struct svy_matrix *matrix, const struct svy_heat_options *options,
                            struct svy_drawing *out, struct svy_status *status) SVY_MUST_USE;

#endif
