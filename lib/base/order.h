/* The order of numbers. */
#ifndef SVY_BASE_ORDER_H
#define SVY_BASE_ORDER_H

#include <stddef.h>

#include "base/status.h"

/*
 * Put places in ascending order of their numbers; those with the same number keep the order
 * that they had, so that ordering by y and then by x orders by x, and by y where x ties.
 *
 * x      numbers, not NaN; -0 ties with 0
 * place  n places of x, each once
 *
 * By the bytes of the numbers, least significant first: O(n).
 */
enum svy_code svy_order(const double *x, size_t *place, size_t n, struct svy_status *status) SVY_MUST_USE;

#endif
