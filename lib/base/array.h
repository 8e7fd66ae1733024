/* Arrays whose sizes cannot overflow. */
#ifndef SVY_BASE_ARRAY_H
#define SVY_BASE_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

/* n x size bytes, all zero; NULL when there is no memory or n * size
 * overflows.  n = 0 gives a pointer that can be freed.  Freed by free(). */
void *svy_array_new(size_t n, size_t size);

/*
 * Make room for `needed` elements of `size` bytes in a growing array.
 *
 * array     address of the pointer to the array (T **); the pointer may be
 *           NULL at first
 * capacity  elements that there is room for, updated
 *
 * Capacity doubles, so that n additions cost O(n).  New elements are zero.
 * Returns false, with nothing changed, when there is no memory.
 */
bool svy_array_reserve(void *array, size_t *capacity, size_t needed, size_t size);

#endif
