/*
 * Dot: estimates with their limits.
 *
 * For each category a line per series: a dot at the estimate, a line from the
 * lower to the upper limit, and both in numbers at the right, with what a
 * percentage is of where that differs within a panel.  The axis covers
 * what is drawn and need not begin at 0; it is linear or logarithmic.  A limit
 * that is infinite, or 0 on a logarithmic axis, is an arrow at the edge of the
 * frame.  An estimate that is null is a dash.
 */
#ifndef SVY_FIGURE_DOT_H
#define SVY_FIGURE_DOT_H

#include "figure/drawing.h"
#include "figure/matrix.h"

struct svy_dot_options {
	bool percent;      /* the axis stays within 0 and 100, numbers have one digit */
	bool logarithmic;
	double reference;  /* a line there; NaN: none */
	const char *shown; /* what the numbers are: "Estimate" */
};

/* SVY_EUSAGE: a logarithmic axis for a number below 0, or with a reference that is
 * not above 0.  *out is overwritten. */
enum svy_code svy_dot_draw(const struct svy_matrix *matrix, const struct svy_dot_options *options,
                           struct svy_drawing *out, struct svy_status *status) SVY_MUST_USE;

#endif
