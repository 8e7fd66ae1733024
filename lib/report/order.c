#include "report/order.h"

#include <math.h>

/* The end of what stands beneath row i. */
static size_t behind(const struct svy_order_row *rows, size_t i, size_t to)
{
	size_t end = i + 1;
	while (end < to && rows[end].depth > rows[i].depth)
		end++;
	return end;
}

/* Whether a stands before b because of their keys. */
static bool precedes(const struct svy_order_row *a, const struct svy_order_row *b, bool ascending)
{
	if (a->last != b->last)
		return b->last;
	if (isnan(a->key) || isnan(b->key))
		return !isnan(a->key) && isnan(b->key);
	return ascending ? a->key < b->key : a->key > b->key;
}

/* Rows from..to beneath the same net; order has room for as many.  The heads are
 * inserted one by one at the front of order, then each is followed by what is beneath. */
static void order_range(const struct svy_order_row *rows, size_t from, size_t to, bool ascending, size_t *order)
{
	size_t n = 0, at = to - from;
	for (size_t i = from; i < to; i = behind(rows, i, to)) {
		size_t place = n++;
		for (; place > 0 && precedes(&rows[i], &rows[order[place - 1]], ascending); place--)
			order[place] = order[place - 1];
		order[place] = i;
	}
	/* From the back, so that no head is overwritten before it has moved. */
	while (n > 0) {
		size_t head = order[--n], end = behind(rows, head, to);
		at -= end - head;
		order_range(rows, head + 1, end, ascending, order + at + 1);
		order[at] = head;
	}
}

void svy_order_rows(const struct svy_order_row *rows, size_t n, bool ascending, size_t *order)
{
	order_range(rows, 0, n, ascending, order);
}
