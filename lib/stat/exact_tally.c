#include <stdlib.h>

#include "base/array.h"
#include "stat/exact_tally_internal.h"

static size_t find(const struct exact_tally *tally, int64_t x)
{
	uint64_t code = (uint64_t)x * UINT64_C(0x9e3779b97f4a7c15);
	size_t at = (size_t)(code ^ code >> 32) & (tally->size - 1);
	while (tally->entry[at].count > 0 && tally->entry[at].x != x)
		at = (at + 1) & (tally->size - 1);
	return at;
}

static bool grow(struct exact_tally *tally)
{
	struct exact_tally next = {.size = tally->size ? 2 * tally->size : 256};
	next.entry = svy_array_new(next.size, sizeof *next.entry);
	next.used = svy_array_new(next.size / 2, sizeof *next.used);
	if (!next.entry || !next.used) {
		free(next.entry);
		free(next.used);
		return false;
	}
	for (size_t i = 0; i < tally->n; i++) {
		struct exact_entry entry = tally->entry[tally->used[i]];
		next.used[i] = find(&next, entry.x);
		next.entry[next.used[i]] = entry;
	}
	free(tally->entry);
	free(tally->used);
	tally->entry = next.entry;
	tally->used = next.used;
	tally->size = next.size;
	return true;
}

static void add(struct exact_tally *tally, int64_t x, double count)
{
	size_t at = find(tally, x);
	if (tally->entry[at].count == 0) {
		tally->entry[at].x = x;
		tally->used[tally->n++] = at;
	}
	tally->entry[at].count += count;
}

/* No more than half full, and that after n more. */
static bool make_room(struct exact_tally *tally, size_t n)
{
	while (!tally->failed && 2 * (tally->n + n) > tally->size)
		tally->failed = !grow(tally);
	return !tally->failed;
}

/* Few at a time, lest room is made for all that are equal. */
enum { AT_ONCE = 64 };

void svy_exact_tally_add(struct exact_tally *tally, const int64_t *x, const double *count, size_t n, int64_t shift)
{
	for (size_t from = 0; from < n; from += AT_ONCE) {
		size_t to = n - from < AT_ONCE ? n : from + AT_ONCE;
		if (!make_room(tally, to - from))
			return;
		for (size_t i = from; i < to; i++)
			add(tally, x[i] + shift, count[i]);
	}
}

static int by_x(const void *a, const void *b)
{
	int64_t x = ((const struct exact_entry *)a)->x, y = ((const struct exact_entry *)b)->x;
	return (x > y) - (x < y);
}

bool svy_exact_tally_sort(struct exact_tally *tally)
{
	if (tally->failed || !svy_array_reserve(&tally->sorted, &tally->room, tally->n, sizeof *tally->sorted))
		return false;
	for (size_t i = 0; i < tally->n; i++)
		tally->sorted[i] = tally->entry[tally->used[i]];
	if (tally->n > 0) /* there may be no array */
		qsort(tally->sorted, tally->n, sizeof *tally->sorted, by_x);
	return true;
}

void svy_exact_tally_empty(struct exact_tally *tally)
{
	for (size_t i = 0; i < tally->n; i++)
		tally->entry[tally->used[i]].count = 0;
	tally->n = 0;
}

void svy_exact_tally_clear(struct exact_tally *tally)
{
	free(tally->entry);
	free(tally->used);
	free(tally->sorted);
	*tally = (struct exact_tally){0};
}
