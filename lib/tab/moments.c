#include "tab/moments.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/dd.h"
#include "base/sum.h"
#include "tab/count.h"

/* Exact sums of one group. */
struct sums {
	uint64_t n;
	struct svy_sum w, w2; /* SVY_WEIGHT_SAMPLING only */
	struct svy_sum wx, wx2;
};

struct svy_moments {
	enum svy_weight_kind kind;
	size_t n, capacity;
	struct sums *group; /* at place_of(code) */
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

/* w x^2 exactly: the square is the sum of two doubles. */
static void add_square(struct svy_sum *sum, double w, double x)
{
	struct svy_dd square = svy_dd_product(x, x);
	svy_sum_add_product(sum, w, square.high);
	svy_sum_add_product(sum, w, square.low);
}

static void add_row(struct svy_moments *moments, struct sums *sums, double w, double x)
{
	sums->n += moments->kind == SVY_WEIGHT_FREQUENCY ? (uint64_t)w : 1;
	if (moments->kind == SVY_WEIGHT_SAMPLING) {
		svy_sum_add(&sums->w, w);
		svy_sum_add_product(&sums->w2, w, w);
	}
	svy_sum_add_product(&sums->wx, w, x);
	add_square(&sums->wx2, w, x);
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

static void merge(struct sums *into, const struct sums *from)
{
	into->n += from->n;
	svy_sum_merge(&into->w, &from->w);
	svy_sum_merge(&into->w2, &from->w2);
	svy_sum_merge(&into->wx, &from->wx);
	svy_sum_merge(&into->wx2, &from->wx2);
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

/* The sum as up to three doubles, which hold more than 150 bits of it. */
static void split(const struct svy_sum *sum, double part[3])
{
	struct svy_sum rest = *sum;
	for (int i = 0; i < 3; i++) {
		part[i] = svy_sum_value(&rest);
		svy_sum_add(&rest, -part[i]);
	}
}

/* sum w x - W m, of which W is the sum of the weights. */
static double remainder_at(const double wx[3], const double w[3], double m)
{
	struct svy_sum sum = {0};
	for (int i = 0; i < 3; i++) {
		svy_sum_add(&sum, wx[i]);
		svy_sum_add_product(&sum, -w[i], m);
	}
	return svy_sum_value(&sum);
}

/*
 * sum w (x - mean)^2 = sum w x^2 - 2 m sum w x + m^2 W - W rest^2, where m is the
 * rounded mean: added up exactly, so that nothing is lost where the terms cancel.
 */
static double squares_about(const struct svy_sum *wx2, const double wx[3], const double w[3], double m, double rest)
{
	struct svy_sum sum = *wx2;
	for (int i = 0; i < 3; i++) {
		svy_sum_add_product(&sum, -2 * m, wx[i]);
		add_square(&sum, w[i], m);
	}
	svy_sum_add(&sum, -w[0] * rest * rest);
	double squares = svy_sum_value(&sum);
	return isfinite(squares) ? fmax(0, squares) : NAN;
}

static void finish(const struct svy_moments *moments, const struct sums *sums, struct svy_moments_of *out)
{
	double wx[3], w[3] = {(double)sums->n, 0, 0};
	*out = (struct svy_moments_of){sums->n, w[0], w[0], NAN, NAN, NAN};
	if (moments->kind == SVY_WEIGHT_SAMPLING) {
		split(&sums->w, w);
		out->w = w[0];
		out->w2 = svy_sum_value(&sums->w2);
	}
	if (!(w[0] > 0))
		return;
	split(&sums->wx, wx);
	double guess = wx[0] / w[0];
	if (!isfinite(guess))
		return;
	struct svy_dd mean = svy_dd_sum(guess, remainder_at(wx, w, guess) / w[0]);
	out->mean = mean.high;
	out->mean_rest = remainder_at(wx, w, mean.high) / w[0];
	out->ss = squares_about(&sums->wx2, wx, w, out->mean, out->mean_rest);
}

void svy_moments_finish(const struct svy_moments *moments, int32_t code, struct svy_moments_of *out)
{
	static const struct sums NONE;
	size_t place = place_of(code);
	finish(moments, place < moments->n ? &moments->group[place] : &NONE, out);
}

void svy_moments_finish_all(const struct svy_moments *moments, struct svy_moments_of *out)
{
	struct sums all = {0};
	for (size_t i = 0; i < moments->n; i++)
		merge(&all, &moments->group[i]);
	finish(moments, &all, out);
}

double svy_moments_sd(const struct svy_moments_of *moments)
{
	double n = (double)moments->n;
	return moments->n > 1 ? sqrt(moments->ss / moments->w * (n / (n - 1))) : NAN;
}
