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
		values->value[values->n++] = (struct svy_ordered_value){x[row] + 0.0, code, n}; /* -0 becomes 0 */
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

enum svy_code svy_values_finish(const struct svy_values *values, struct svy_ordered *out, struct svy_status *status)
{
	struct svy_ordered_value *sorted = svy_array_new(values->n, sizeof *sorted);
	size_t n = 0;
	if (!sorted)
		return svy_fail_memory(status);
	for (size_t i = 0; i < values->n; i++)
		sorted[i] = values->value[i];
	qsort(sorted, values->n, sizeof *sorted, compare);
	for (size_t i = 0; i < values->n; i++) {
		if (n && compare(&sorted[n - 1], &sorted[i]) == 0)
			sorted[n - 1].n += sorted[i].n;
		else
			sorted[n++] = sorted[i];
	}
	*out = (struct svy_ordered){sorted, n};
	return SVY_OK;
}

void svy_ordered_clear(struct svy_ordered *ordered)
{
	free(ordered->value);
	*ordered = (struct svy_ordered){0};
}

static uint64_t count_group(const struct svy_ordered *ordered, int32_t group)
{
	uint64_t n = 0;
	for (size_t i = 0; i < ordered->n; i++)
		if (group == SVY_ALL_GROUPS || ordered->value[i].group == group)
			n += ordered->value[i].n;
	return n;
}

/* The value at this place of the group, from 0. */
static double value_at(const struct svy_ordered *ordered, int32_t group, uint64_t place)
{
	for (size_t i = 0; i < ordered->n; i++) {
		const struct svy_ordered_value *value = &ordered->value[i];
		if (group != SVY_ALL_GROUPS && value->group != group)
			continue;
		if (place < value->n)
			return value->x;
		place -= value->n;
	}
	return NAN;
}

double svy_ordered_quantile(const struct svy_ordered *ordered, int32_t group, double p)
{
	uint64_t n = count_group(ordered, group);
	if (n == 0)
		return NAN;
	double h = (double)(n - 1) * p, below = floor(h);
	double low = value_at(ordered, group, (uint64_t)below), part = h - below;
	if (!(part > 0))
		return low;
	double high = value_at(ordered, group, (uint64_t)below + 1);
	return isfinite(high - low) ? low + part * (high - low) : (1 - part) * low + part * high;
}

/* How many values equal the one at `from`, and where the next ones begin. */
static uint64_t count_ties(const struct svy_ordered *ordered, size_t from, size_t *next)
{
	uint64_t n = 0;
	for (*next = from; *next < ordered->n && ordered->value[*next].x <= ordered->value[from].x; ++*next)
		n += ordered->value[*next].n;
	return n;
}

double svy_ordered_mean_rank(const struct svy_ordered *ordered, int32_t group)
{
	struct svy_sum ranks = {0};
	uint64_t before = 0, n = 0;
	for (size_t i = 0, next; i < ordered->n; i = next) {
		uint64_t ties = count_ties(ordered, i, &next);
		double rank = (double)before + ((double)ties + 1) / 2;
		for (size_t j = i; j < next; j++)
			if (group == SVY_ALL_GROUPS || ordered->value[j].group == group) {
				svy_sum_add_product(&ranks, rank, (double)ordered->value[j].n);
				n += ordered->value[j].n;
			}
		before += ties;
	}
	return n ? svy_sum_value(&ranks) / (double)n : NAN;
}
