#include "design/variance.h"

#include <math.h>

double svy_proportion_se(const struct svy_proportion *proportion)
{
	double n = proportion->n, w = proportion->w, p = proportion->p;
	/* The category's part may round to a little more than the base's. */
	double s2_cat = proportion->s2_cat, s2_rest = fmax(0, proportion->s2_all - s2_cat);
	if (!(n >= 2) || !(w > 0) || !(p >= 0 && p <= 1))
		return NAN;
	double squares = (1 - p) * (1 - p) * s2_cat + p * p * s2_rest;
	return sqrt(n / (n - 1) * squares) / w;
}
