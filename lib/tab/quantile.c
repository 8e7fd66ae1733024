#include "tab/quantile.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/sum.h"
#include "tab/count.h"

struct svy_values {
	enum svy_weight_kind kind;
	size_t n, capacity;
	struct svy_ordered_value *value; /* as they came */
};

enum svy_code svy_values_new(enum svy_weight_kind kind, struct svy_values **out, struct svy_status *status)
{
	assert(kind != SVY_WEIGHT_SAMPLING);
	struct svy_values *values = svy_array_new(1, sizeof *values);
	if (!values)
		return svy_fail_memory(status);
	values->kind = kind;
	*out = values;
	return SVY_OK;
}

void svy_values_free(struct svy_values *values)
{
	if (!values)
		return;
	free(values->value);
	free(values);
}

enum svy_code svy_values_add(struct svy_values *values, const struct svy_table *table, size_t outcome, size_t group,
                             size_t weights, const bool *mask, struct svy_status *status)
{
	const double *x = table->columns[outcome].numbers;
	const double *w = weights == SVY_NO_COLUMN ? NULL : table->columns[weights].numbers;
	if (!svy_array_reserve(&values->value, &values->capacity, values->n + table->n_rows + 1, sizeof *values->value))
		return svy_fail_memory(status);
	for (size_t row = 0; row < table->n_rows; row++) {
		uint64_t n = values->kind == SVY_WEIGHT_FREQUENCY ? (uint64_t)w[row] : 1;
		if ((mask && !mask[row]) || n == 0)
			continue;
		assert(isfinite(x[row]));
		int32_t code = group == SVY_NO_COLUMN ? 0 : table->columns[group].codes[row];
		values->value[values->n++] = (struct svy_ordered_value){x[row] + 0.0, code, n, 0}; /* -0 becomes 0 */
	}
	return SVY_OK;
}

enum svy_code svy_values_merge(struct svy_values *into, const struct svy_values *from, struct svy_status *status)
{
	if (!svy_array_reserve(&into->value, &into->capacity, into->n + from->n + 1, sizeof *into->value))
		return svy_fail_memory(status);
	for (size_t i = 0; i < from->n; i++)
		into->value[into->n++] = from->value[i];
	return SVY_OK;
}

static int compare(const void *left, const void *right)
{
	const struct svy_ordered_value *a = left, *b = right;
	if (a->x < b->x || a->x > b->x)
		return a->x < b->x ? -1 : 1;
	return (a->group > b->group) - (a->group < b->group);
}

static int compare_groups(const void *left, const void *right)
{
	const struct svy_ordered_value *a = left, *b = right;
	return a->group != b->group ? (a->group > b->group) - (a->group < b->group) : compare(left, right);
}

/* The mean rank that each value shares with those that equal it. */
static void put_ranks(struct svy_ordered_value *value, size_t n)
{
	uint64_t before = 0;
	for (size_t from = 0, next; from < n; from = next) {
		uint64_t ties = 0;
		for (next = from; next < n && value[next].x <= value[from].x; next++)
			ties += value[next].n;
		for (size_t i = from; i < next; i++)
			value[i].rank = (double)before + ((double)ties + 1) / 2;
		before += ties;
	}
}

enum svy_code svy_ordered_make(const struct svy_ordered_value *values, size_t n_values, struct svy_ordered *out,
                               struct svy_status *status)
{
	struct svy_ordered made = {.value = svy_array_new(n_values, sizeof *made.value)};
	if (!made.value)
		return svy_fail_memory(status);
	for (size_t i = 0; i < n_values; i++)
		made.value[i] = values[i];
	qsort(made.value, n_values, sizeof *made.value, compare);
	for (size_t i = 0; i < n_values; i++) {
		if (made.n && compare(&made.value[made.n - 1], &made.value[i]) == 0)
			made.value[made.n - 1].n += made.value[i].n;
		else
			made.value[made.n++] = made.value[i];
	}
	put_ranks(made.value, made.n);
	made.grouped = svy_array_new(made.n, sizeof *made.grouped);
	if (!made.grouped) {
		svy_ordered_clear(&made);
		return svy_fail_memory(status);
	}
	for (size_t i = 0; i < made.n; i++)
		made.grouped[i] = made.value[i];
	qsort(made.grouped, made.n, sizeof *made.grouped, compare_groups);
	*out = made;
	return SVY_OK;
}

enum svy_code svy_values_finish(const struct svy_values *values, struct svy_ordered *out, struct svy_status *status)
{
	return svy_ordered_make(values->value, values->n, out, status);
}

void svy_ordered_clear(struct svy_ordered *ordered)
{
	free(ordered->value);
	free(ordered->grouped);
	*ordered = (struct svy_ordered){0};
}

/* How many of the grouped values are of groups before this one. */
static size_t count_before(const struct svy_ordered *ordered, int64_t group)
{
	size_t low = 0, high = ordered->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (ordered->grouped[middle].group < group)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct svy_ordered_value *svy_ordered_group(const struct svy_ordered *ordered, int32_t group, size_t *n)
{
	*n = ordered->n;
	if (group == SVY_ALL_GROUPS)
		return ordered->value;
	size_t from = count_before(ordered, group);
	*n = count_before(ordered, (int64_t)group + 1) - from;
	return ordered->grouped + from;
}

static uint64_t count(const struct svy_ordered_value *value, size_t n_values)
{
	uint64_t n = 0;
	for (size_t i = 0; i < n_values; i++)
		n += value[i].n;
	return n;
}

/* The value at this place, from 0, which there is. */
static double value_at(const struct svy_ordered_value *value, uint64_t place)
{
	for (; place >= value->n; value++)
		place -= value->n;
	return value->x;
}

double svy_ordered_quantile(const struct svy_ordered *ordered, int32_t group, double p)
{
	size_t n_values;
	const struct svy_ordered_value *value = svy_ordered_group(ordered, group, &n_values);
	uint64_t n = count(value, n_values);
	if (n == 0)
		return NAN;
	double h = (double)(n - 1) * p, below = floor(h);
	double low = value_at(value, (uint64_t)below), part = h - below;
	if (!(part > 0))
		return low;
	double high = value_at(value, (uint64_t)below + 1);
	return isfinite(high - low) ? low + part * (high - low) : (1 - part) * low + part * high;
}

double svy_ordered_mean_rank(const struct svy_ordered *ordered, int32_t group)
{
	struct svy_sum ranks = {0};
	size_t n_values;
	const struct svy_ordered_value *value = svy_ordered_group(ordered, group, &n_values);
	uint64_t n = count(value, n_values);
	for (size_t i = 0; i < n_values; i++)
		svy_sum_add_product(&ranks, value[i].rank, (double)value[i].n);
	return n ? svy_sum_value(&ranks) / (double)n : NAN;
}
