#include "stat/matched.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"

static uint64_t count_of(const struct svy_matched *data, size_t i)
{
	return data->n ? data->n[i] : 1;
}

enum svy_code svy_matched_check(const struct svy_matched *data, uint64_t *total, struct svy_status *status)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < data->size; i++) {
		uint64_t n = count_of(data, i);
		if (n && !(isfinite(data->x[i]) && isfinite(data->y[i])))
			return svy_fail(status, SVY_EDOMAIN, "pair %zu: %g and %g are not both finite numbers", i + 1, data->x[i],
			                data->y[i]);
		if (n > SVY_SAMPLE_MAX - sum)
			return svy_fail(status, SVY_EDOMAIN, "there are more than %llu respondents",
			                (unsigned long long)SVY_SAMPLE_MAX);
		sum += n;
	}
	*total = sum;
	return SVY_OK;
}

/* --- order ------------------------------------------------------------------ */

struct pair {
	double x, y;
	uint64_t n;
};

/* A number, and the pair that has it. */
struct owned {
	double x;
	size_t owner;
};

static int compare_numbers(double a, double b)
{
	return (a > b) - (a < b);
}

static int compare_pairs(const void *left, const void *right)
{
	const struct pair *a = left, *b = right;
	int by_x = compare_numbers(a->x, b->x);
	return by_x ? by_x : compare_numbers(a->y, b->y);
}

static int compare_owned(const void *left, const void *right)
{
	return compare_numbers(((const struct owned *)left)->x, ((const struct owned *)right)->x);
}

/* Sorted pairs that count, equal ones joined; how many there are. */
static size_t sort_pairs(const struct svy_matched *data, struct pair *pairs)
{
	size_t kept = 0, joined = 0;
	for (size_t i = 0; i < data->size; i++)
		if (count_of(data, i)) /* -0 becomes 0 */
			pairs[kept++] = (struct pair){data->x[i] + 0.0, data->y[i] + 0.0, count_of(data, i)};
	qsort(pairs, kept, sizeof *pairs, compare_pairs);
	for (size_t i = 0; i < kept; i++) {
		if (joined && compare_pairs(&pairs[joined - 1], &pairs[i]) == 0)
			pairs[joined - 1].n += pairs[i].n;
		else
			pairs[joined++] = pairs[i];
	}
	return joined;
}

/* Places of sorted numbers, and how often each number occurs; how many there are. */
static size_t put_places(const struct owned *sorted, const uint64_t *n, size_t size, size_t *place, uint64_t *count)
{
	size_t last = 0;
	for (size_t i = 0; i < size; i++) {
		last += i && compare_owned(&sorted[i - 1], &sorted[i]) != 0;
		place[sorted[i].owner] = last;
		count[last] += n[sorted[i].owner];
	}
	return size ? last + 1 : 0;
}

static void fill(const struct pair *pairs, struct owned *owned, struct svy_ordered *out)
{
	for (size_t i = 0; i < out->size; i++) {
		out->n[i] = pairs[i].n;
		owned[i] = (struct owned){pairs[i].x, i};
	}
	out->x_size = put_places(owned, out->n, out->size, out->x, out->x_count);
	for (size_t i = 0; i < out->size; i++)
		owned[i].x = pairs[i].y;
	qsort(owned, out->size, sizeof *owned, compare_owned);
	out->y_size = put_places(owned, out->n, out->size, out->y, out->y_count);
}

static bool make_room(size_t size, struct svy_ordered *out)
{
	out->x = svy_array_new(size, sizeof *out->x);
	out->y = svy_array_new(size, sizeof *out->y);
	out->n = svy_array_new(size, sizeof *out->n);
	out->x_count = svy_array_new(size, sizeof *out->x_count);
	out->y_count = svy_array_new(size, sizeof *out->y_count);
	return out->x && out->y && out->n && out->x_count && out->y_count;
}

enum svy_code svy_ordered_new(const struct svy_matched *data, struct svy_ordered *out, struct svy_status *status)
{
	struct svy_ordered ordered = {0};
	enum svy_code code = svy_matched_check(data, &ordered.total, status);
	if (code != SVY_OK)
		return code;
	struct pair *pairs = svy_array_new(data->size, sizeof *pairs);
	struct owned *owned = svy_array_new(data->size, sizeof *owned);
	if (pairs)
		ordered.size = sort_pairs(data, pairs);
	bool made = pairs && owned && make_room(ordered.size, &ordered);
	if (made)
		fill(pairs, owned, &ordered);
	free(pairs);
	free(owned);
	if (!made) {
		svy_ordered_clear(&ordered);
		return svy_fail_memory(status);
	}
	*out = ordered;
	return SVY_OK;
}

void svy_ordered_clear(struct svy_ordered *ordered)
{
	free(ordered->x);
	free(ordered->y);
	free(ordered->n);
	free(ordered->x_count);
	free(ordered->y_count);
	*ordered = (struct svy_ordered){0};
}
