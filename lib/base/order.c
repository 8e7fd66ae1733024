#include "base/order.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { DIGITS = 8, VALUES = 256 };

struct item {
	uint64_t key;
	size_t place;
};

/* Ascending as unsigned numbers where x ascends. */
static uint64_t key_of(double x)
{
	double number = x + 0.0; /* -0 becomes 0 */
	uint64_t bits;
	memcpy(&bits, &number, sizeof bits);
	return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static size_t digit_of(const struct item *item, int digit)
{
	return item->key >> (8 * digit) & (VALUES - 1);
}

/* Where the items of each value begin; false where all have the same. */
static bool find_starts(const size_t count[VALUES], size_t n, size_t start[VALUES])
{
	size_t before = 0;
	for (size_t v = 0; v < VALUES; v++) {
		if (count[v] == n)
			return false;
		start[v] = before;
		before += count[v];
	}
	return true;
}

/* Sorted items are in `from` or in `to`: the one that is returned. */
static struct item *sort(struct item *from, struct item *to, size_t n)
{
	size_t count[DIGITS][VALUES] = {{0}}, start[VALUES];
	for (size_t i = 0; i < n; i++)
		for (int digit = 0; digit < DIGITS; digit++)
			count[digit][digit_of(&from[i], digit)]++;
	for (int digit = 0; digit < DIGITS; digit++) {
		if (!find_starts(count[digit], n, start))
			continue;
		for (size_t i = 0; i < n; i++)
			to[start[digit_of(&from[i], digit)]++] = from[i];
		struct item *other = from;
		from = to;
		to = other;
	}
	return from;
}

enum svy_code svy_order(const double *x, size_t *place, size_t n, struct svy_status *status)
{
	struct item *items = svy_array_new(n, sizeof *items), *more = svy_array_new(n, sizeof *more);
	bool made = items && more;
	for (size_t i = 0; made && i < n; i++)
		items[i] = (struct item){key_of(x[place[i]]), place[i]};
	if (made) {
		const struct item *sorted = sort(items, more, n);
		for (size_t i = 0; i < n; i++)
			place[i] = sorted[i].place;
	}
	free(items);
	free(more);
	return made ? SVY_OK : svy_fail_memory(status);
}
