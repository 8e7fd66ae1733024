/*
 * Rows put in the order of a number.
 *
 * Rows beneath a net move with it, and are put in order among themselves.
 */
#ifndef SVY_REPORT_ORDER_H
#define SVY_REPORT_ORDER_H

#include <stdbool.h>
#include <stddef.h>

struct svy_order_row {
	double key;     /* NaN: behind those that have one */
	unsigned depth; /* of a row beneath the last one before it that has less */
	bool last;      /* behind all others, whatever its key: missing answers */
};

/* order[i] = which row stands at place i.  The largest key first, or the smallest;
 * the same keys as they were.  Cost O(n^2). */
void svy_order_rows(const struct svy_order_row *rows, size_t n, bool ascending, size_t *order);

#endif
