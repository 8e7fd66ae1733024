/*
 * Bars: horizontal, so that long names of answers stand beside them.
 *
 * Grouped: for each category a bar per series, from 0.  Stacked: one bar per
 * category, the series end to end.  Limits are drawn as a line over grouped
 * bars.  A value that is null is a dash where its bar would begin, never a bar of
 * length 0.
 */
#ifndef SVY_FIGURE_BARS_H
#define SVY_FIGURE_BARS_H

#include "figure/drawing.h"
#include "figure/matrix.h"

struct svy_bars_options {
	bool stacked;
	bool percent;      /* the axis ends at 100 at most, numbers have one digit */
	const char *shown; /* what the numbers are: "percent of column" */
};

/* Round steps for an axis from 0 to at least `largest`: 1, 2, 2.5 or 5 times a
 * power of ten, at most `most` of them. */
double svy_axis_step(double largest, int most);

/* SVY_EUSAGE: a value below 0, which a length cannot show.  *out is overwritten. */
enum svy_code svy_bars_draw(const struct svy_matrix *matrix, const struct svy_bars_options *options,
                            struct svy_drawing *out, struct svy_status *status) SVY_MUST_USE;

#endif
