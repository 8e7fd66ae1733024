/* What the files of stat/exact_interval.h share. */
#ifndef SVY_STAT_EXACT_INTERVAL_INTERNAL_H
#define SVY_STAT_EXACT_INTERVAL_INTERNAL_H

#include "stat/exact_interval.h"

/* The pairs of proportions (p1, p2) with one difference or ratio: a segment of the unit
 * square, the nuisance running from 0 to 1 along it. */
struct svy_segment {
	double from[2], to[2];
};

/* v as in svy_exact_score(). */
struct svy_segment svy_segment_of(enum svy_exact_of of, double v);

#endif
