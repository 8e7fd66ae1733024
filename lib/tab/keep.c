#include "tab/keep.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "tab/count.h"

#define MOST (UINT64_C(1) << 53)

struct svy_keep {
	enum svy_weight_kind kind;
	size_t k, size;
	double *x; /* size x k, as they came */
	uint64_t *n;
	size_t x_capacity, n_capacity;
};

enum svy_code svy_keep_new(size_t k, enum svy_weight_kind kind, struct svy_keep **out, struct svy_status *status)
{
	assert(kind != SVY_WEIGHT_SAMPLING && k > 0);
	struct svy_keep *keep = svy_array_new(1, sizeof *keep);
	if (!keep)
		return svy_fail_memory(status);
	keep->kind = kind;
	keep->k = k;
	*out = keep;
	return SVY_OK;
}

void svy_keep_free(struct svy_keep *keep)
{
	if (!keep)
		return;
	free(keep->x);
	free(keep->n);
	free(keep);
}

static bool make_room(struct svy_keep *keep, size_t more)
{
	size_t rows = keep->size + more + 1;
	return rows > more && rows <= SIZE_MAX / keep->k &&
	       svy_array_reserve(&keep->x, &keep->x_capacity, rows * keep->k, sizeof *keep->x) &&
	       svy_array_reserve(&keep->n, &keep->n_capacity, rows, sizeof *keep->n);
}

static double value_of(const struct svy_column *column, size_t row)
{
	double x = column->use == SVY_USE_NUMBER ? column->numbers[row] : (double)column->codes[row];
	assert(isfinite(x));
	return x + 0.0; /* -0 becomes 0 */
}

enum svy_code svy_keep_add(struct svy_keep *keep, const struct svy_table *table, const size_t *columns,
                           size_t weights, const bool *mask, struct svy_status *status)
{
	const double *w = weights == SVY_NO_COLUMN ? NULL : table->columns[weights].numbers;
	if (!make_room(keep, table->n_rows))
		return svy_fail_memory(status);
	for (size_t row = 0; row < table->n_rows; row++) {
		uint64_t n = keep->kind == SVY_WEIGHT_FREQUENCY ? (uint64_t)w[row] : 1;
		if ((mask && !mask[row]) || n == 0)
			continue;
		for (size_t v = 0; v < keep->k; v++)
			keep->x[keep->size * keep->k + v] = value_of(&table->columns[columns[v]], row);
		keep->n[keep->size++] = n;
	}
	return SVY_OK;
}

enum svy_code svy_keep_merge(struct svy_keep *into, const struct svy_keep *from, struct svy_status *status)
{
	if (!make_room(into, from->size))
		return svy_fail_memory(status);
	for (size_t i = 0; i < from->size * from->k; i++)
		into->x[into->size * into->k + i] = from->x[i];
	for (size_t i = 0; i < from->size; i++)
		into->n[into->size + i] = from->n[i];
	into->size += from->size;
	return SVY_OK;
}

/* --- in order ------------------------------------------------------------------- */

struct place {
	const double *x;
	uint64_t n;
	size_t k;
};

static int compare(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	for (size_t v = 0; v < a->k; v++)
		if (a->x[v] < b->x[v] || a->x[v] > b->x[v])
			return a->x[v] < b->x[v] ? -1 : 1;
	return 0;
}

static enum svy_code join(const struct place *place, size_t size, struct svy_kept *out, struct svy_status *status)
{
	uint64_t all = 0;
	for (size_t i = 0; i < size; i++) {
		if (place[i].n > MOST - all)
			return svy_fail(status, SVY_EDOMAIN, "there are more than %llu respondents", (unsigned long long)MOST);
		all += place[i].n;
		if (i && compare(&place[i - 1], &place[i]) == 0) {
			out->n[out->size - 1] += place[i].n;
			continue;
		}
		memcpy(out->x + out->size * out->k, place[i].x, out->k * sizeof *out->x);
		out->n[out->size++] = place[i].n;
	}
	return SVY_OK;
}

enum svy_code svy_keep_finish(const struct svy_keep *keep, struct svy_kept *out, struct svy_status *status)
{
	struct svy_kept kept = {.k = keep->k};
	struct place *place = svy_array_new(keep->size, sizeof *place);
	kept.x = svy_array_new(keep->size * keep->k, sizeof *kept.x);
	kept.n = svy_array_new(keep->size, sizeof *kept.n);
	enum svy_code code = place && kept.x && kept.n ? SVY_OK : svy_fail_memory(status);
	for (size_t i = 0; i < keep->size && code == SVY_OK; i++)
		place[i] = (struct place){keep->x + i * keep->k, keep->n[i], keep->k};
	if (code == SVY_OK) {
		qsort(place, keep->size, sizeof *place, compare);
		code = join(place, keep->size, &kept, status);
	}
	free(place);
	if (code == SVY_OK)
		*out = kept;
	else
		svy_kept_clear(&kept);
	return code;
}

void svy_kept_clear(struct svy_kept *kept)
{
	free(kept->x);
	free(kept->n);
	*kept = (struct svy_kept){0};
}
