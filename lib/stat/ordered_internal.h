/* What stat/ordered.c prepares and stat/ordered_network.c walks through. */
#ifndef SVY_STAT_ORDERED_INTERNAL_H
#define SVY_STAT_ORDERED_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/*
 * A table whose rows and columns are ascending, the fewer of them rows, and a statistic
 * that is a whole number below 2^53.
 */
struct svy_network {
	size_t rows, cols;
	const double *row, *col; /* margins */
	const double *u, *v;     /* whole scores >= 0; NULL: concordant less discordant pairs */
	double low, high;        /* the tail: at most low, or at least high */
};

/* What column j adds to the statistic, x of each row in it and `used` of each row in the
 * columns before. */
double svy_network_add(const struct svy_network *net, size_t j, const double *used, const double *x);

/* The largest, or the smallest, that the columns from j on can add.  used and x: rows
 * numbers each, of scratch space but for what used holds at first. */
double svy_network_bound(const struct svy_network *net, size_t j, bool largest, double *used, double *x);

/*
 * log P of the tail; *done is false where it takes more than *steps, which are counted
 * down, or too much memory.  -Inf where p is below some 1e-620.
 */
enum svy_code svy_network_tail(const struct svy_network *net, uint64_t *steps, double *log_p, bool *done,
                               struct svy_status *status) SVY_MUST_USE;

#endif
