/* What the two exact distributions of rank sums share. */
#ifndef SVY_STAT_RANK_EXACT_INTERNAL_H
#define SVY_STAT_RANK_EXACT_INTERNAL_H

#include "stat/rank_exact.h"

/* Partial sums that are kept at a time: 128 MB. */
#define RANK_MOST_STATES 16777216.0

/* The tail whose probability is inside exp(log_scale). */
struct svy_tail svy_rank_tail(double inside, double log_scale);

/* The critical value where f[0 .. limit], times scale, are probabilities; -1: it is above. */
int64_t svy_rank_critical(const double *f, int64_t limit, double scale, double alpha);

/* As far as the critical value will be, or nearly: the normal quantile, and somewhat more. */
int64_t svy_rank_guess(double mean, double sd, double alpha);

/* Scale n numbers and *inside so that the largest, `most`, is near 1; what it took off is
 * added to *log_scale.  Nothing where none comes near what a double can hold. */
void svy_rank_rescale(double most, double *f, int64_t n, double *inside, double *log_scale);

#endif
