#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "stat/kendall.h"

/* Coefficients of q^0 ... q^k, as probabilities times 2^scale. */
struct series {
	double *c;
	size_t k;
	double scale;
};

/* The largest stays above this, far from where numbers vanish. */
#define LEAST 0x1p700
enum { START = 1000, LIFT = 200 };

/* times share (1 - q^a) / (1 - q^b), of which c[0 ... top] is wanted; the largest. */
static double multiply(double *c, size_t top, size_t a, size_t b, double share)
{
	double most = 0;
	for (size_t i = top + 1; i-- > a;)
		c[i] -= c[i - a];
	for (size_t i = b; i <= top; i++)
		c[i] += c[i - b];
	for (size_t i = 0; i <= top; i++) {
		c[i] *= share;
		most = fmax(most, c[i]);
	}
	return most;
}

static void lift(struct series *series)
{
	for (size_t i = 0; i <= series->k; i++)
		series->c[i] = ldexp(series->c[i], LIFT);
	series->scale += LIFT;
}

/* Groups one after the other: with `before` respondents there, one of t adds the Gaussian
 * coefficient of before + t over t. */
static void add_group(struct series *series, uint64_t before, uint64_t t, size_t *degree)
{
	for (uint64_t m = 1; m <= t; m++) {
		size_t all = (size_t)(before + m);
		*degree += (size_t)before;
		double most = multiply(series->c, *degree < series->k ? *degree : series->k, all, (size_t)m,
		                       (double)m / (double)all);
		if (most < LEAST)
			lift(series);
	}
}

enum svy_code svy_inversions_log(const uint64_t *count, size_t size, size_t k, double *out, struct svy_status *status)
{
	struct series series = {svy_array_new(k + 1, sizeof *series.c), k, START};
	uint64_t before = 0;
	size_t degree = 0;
	double sum = 0;
	if (!series.c)
		return svy_fail_memory(status);
	series.c[0] = ldexp(1, START);
	for (size_t i = 0; i < size; i++) {
		add_group(&series, before, count[i], &degree);
		before += count[i];
	}
	for (size_t i = 0; i <= k; i++)
		sum += series.c[i] * 0x1p-100; /* no overflow */
	double p = ldexp(sum, (int)(100 - series.scale));
	*out = p > 0x1p-1000 ? log(p) : log(sum) - (series.scale - 100) * log(2);
	free(series.c);
	return SVY_OK;
}
