#include "tab/moments.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/spread.h"
#include "tab/count.h"

struct group {
	uint64_t n;
	struct svy_sum w2; /* SVY_WEIGHT_SAMPLING only */
	struct svy_spread spread;
};

struct svy_moments {
	enum svy_weight_kind kind;
	size_t n, capacity;
	struct group *group; /* at place_of(code) */
};

enum svy_code svy_moments_new(enum svy_weight_kind kind, struct svy_moments **out, struct svy_status *status)
{
	struct svy_moments *moments = svy_array_new(1, sizeof *moments);
	if (!moments)
		return svy_fail_memory(status);
	moments->kind = kind;
	*out = moments;
	return SVY_OK;
}

void svy_moments_free(struct svy_moments *moments)
{
	if (!moments)
		return;
	free(moments->group);
	free(moments);
}

/* Codes are small, those of missing answers negative: 0 1 2 .. at even places, -1 -2 ..
 * at odd ones. */
static size_t place_of(int32_t code)
{
	return code >= 0 ? 2 * (size_t)code : 2 * (size_t)(-1 - code) + 1;
}

static bool reserve(struct svy_moments *moments, size_t n)
{
	if (!svy_array_reserve(&moments->group, &moments->capacity, n, sizeof *moments->group))
		return false;
	moments->n = n > moments->n ? n : moments->n;
	return true;
}

/* Room for all groups first, so that a failure leaves the sums as they were. */
static bool reserve_codes(struct svy_moments *moments, const struct svy_table *table, size_t group, const bool *mask)
{
	size_t n = 1;
	for (size_t row = 0; group != SVY_NO_COLUMN && row < table->n_rows; row++)
		if ((!mask || mask[row]) && place_of(table->columns[group].codes[row]) >= n)
			n = place_of(table->columns[group].codes[row]) + 1;
	return reserve(moments, n);
}

static void add_row(struct svy_moments *moments, struct group *group, double w, double x)
{
	group->n += moments->kind == SVY_WEIGHT_FREQUENCY ? (uint64_t)w : 1;
	if (moments->kind == SVY_WEIGHT_SAMPLING)
		svy_sum_add_product(&group->w2, w, w);
	svy_spread_add(&group->spread, x, w);
}

enum svy_code svy_moments_add(struct svy_moments *moments, const struct svy_table *table, size_t outcome, size_t group,
                              size_t weights, const bool *mask, struct svy_status *status)
{
	const double *x = table->columns[outcome].numbers;
	const double *w = weights == SVY_NO_COLUMN ? NULL : table->columns[weights].numbers;
	if (!reserve_codes(moments, table, group, mask))
		return svy_fail_memory(status);
	for (size_t row = 0; row < table->n_rows; row++) {
		if (mask && !mask[row])
			continue;
		assert(isfinite(x[row]));
		size_t place = group == SVY_NO_COLUMN ? 0 : place_of(table->columns[group].codes[row]);
		add_row(moments, &moments->group[place], w ? w[row] : 1, x[row]);
	}
	return SVY_OK;
}

static void merge(struct group *into, const struct group *from)
{
	into->n += from->n;
	svy_sum_merge(&into->w2, &from->w2);
	svy_spread_merge(&into->spread, &from->spread);
}

enum svy_code svy_moments_merge(struct svy_moments *into, const struct svy_moments *from, struct svy_status *status)
{
	if (from->n && !reserve(into, from->n))
		return svy_fail_memory(status);
	for (size_t i = 0; i < from->n; i++)
		merge(&into->group[i], &from->group[i]);
	return SVY_OK;
}

/* --- finishing ------------------------------------------------------------- */

static void finish(const struct svy_moments *moments, const struct group *group, struct svy_moments_of *out)
{
	struct svy_spread_of spread;
	svy_spread_finish(&group->spread, &spread);
	*out = (struct svy_moments_of){group->n, spread.w, spread.w, spread.mean, spread.mean_rest, spread.ss};
	if (moments->kind == SVY_WEIGHT_SAMPLING)
		out->w2 = svy_sum_value(&group->w2);
}

void svy_moments_finish(const struct svy_moments *moments, int32_t code, struct svy_moments_of *out)
{
	static const struct group NONE;
	size_t place = place_of(code);
	finish(moments, place < moments->n ? &moments->group[place] : &NONE, out);
}

void svy_moments_finish_all(const struct svy_moments *moments, struct svy_moments_of *out)
{
	struct group all = {0};
	for (size_t i = 0; i < moments->n; i++)
		merge(&all, &moments->group[i]);
	finish(moments, &all, out);
}

double svy_moments_sd(const struct svy_moments_of *moments)
{
	double n = (double)moments->n;
	return moments->n > 1 ? sqrt(moments->ss / moments->w * (n / (n - 1))) : NAN;
}
