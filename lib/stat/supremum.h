/*
 * The largest value of a function on an interval, by branch and bound: between two points
 * a bound says how large it can be at most, and cells that cannot hold the maximum are
 * thrown away; the others are halved.  What a grid of points can miss, this cannot.
 */
#ifndef SVY_STAT_SUPREMUM_H
#define SVY_STAT_SUPREMUM_H

#include <stdbool.h>
#include <stddef.h>

struct svy_curve_point {
	double at, value;
	double slope; /* for the bound; where it has no use for it, anything */
};

/*
 * A function and its bound.  Borrowed.
 *
 * evaluate  fills value (and slope) from at
 * bound     no value between left and right is larger; must come down to the values
 *           themselves as the two points meet
 */
struct svy_curve {
	void (*evaluate)(const void *context, struct svy_curve_point *point);
	double (*bound)(const void *context, const struct svy_curve_point *left, const struct svy_curve_point *right);
	const void *context;
};

/*
 * A point whose value is within `tolerance` of the largest from low to high (and where
 * there are several, the first that was found).  cells: how many the search begins with, at
 * least 1; any number will do.  Cells of no width in doubles are not divided further.
 */
struct svy_curve_point svy_supremum(const struct svy_curve *curve, double low, double high, size_t cells,
                                    double tolerance);

/*
 * Whether no value from low to high is above the limit.  False as soon as one is, or where
 * that cannot be decided because a bound stays above the limit by less than `tolerance`.
 */
bool svy_supremum_within(const struct svy_curve *curve, double low, double high, size_t cells, double limit,
                         double tolerance);

#endif
