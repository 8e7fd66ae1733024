#include "base/spread.h"

#include <float.h>
#include <math.h>

#include "base/dd.h"

/* w x^2 exactly: the square is the sum of two doubles. */
static void add_square(struct svy_sum *sum, double w, double x)
{
	struct svy_dd square = svy_dd_product(x, x);
	svy_sum_add_product(sum, w, square.high);
	svy_sum_add_product(sum, w, square.low);
}

void svy_spread_add(struct svy_spread *spread, double x, double w)
{
	if (w == 0)
		return;
	spread->low = spread->n ? fmin(spread->low, x) : x;
	spread->high = spread->n ? fmax(spread->high, x) : x;
	spread->n++;
	svy_sum_add(&spread->w, w);
	svy_sum_add_product(&spread->wx, w, x);
	add_square(&spread->wxx, w, x);
}

void svy_spread_merge(struct svy_spread *into, const struct svy_spread *from)
{
	if (from->n) {
		into->low = into->n ? fmin(into->low, from->low) : from->low;
		into->high = into->n ? fmax(into->high, from->high) : from->high;
	}
	into->n += from->n;
	svy_sum_merge(&into->w, &from->w);
	svy_sum_merge(&into->wx, &from->wx);
	svy_sum_merge(&into->wxx, &from->wxx);
}

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
static double squares_about(const struct svy_sum *wxx, const double wx[3], const double w[3], double m, double rest)
{
	struct svy_sum sum = *wxx;
	for (int i = 0; i < 3; i++) {
		svy_sum_add_product(&sum, -2 * m, wx[i]);
		add_square(&sum, w[i], m);
	}
	svy_sum_add(&sum, -w[0] * rest * rest);
	double squares = svy_sum_value(&sum);
	return isfinite(squares) ? fmax(DBL_MIN, squares) : NAN;
}

void svy_spread_finish(const struct svy_spread *spread, struct svy_spread_of *out)
{
	double wx[3], w[3];
	split(&spread->w, w);
	*out = (struct svy_spread_of){w[0], NAN, NAN, NAN};
	if (!(w[0] > 0))
		return;
	split(&spread->wx, wx);
	double guess = wx[0] / w[0];
	if (!isfinite(guess))
		return;
	struct svy_dd mean = svy_dd_sum(guess, remainder_at(wx, w, guess) / w[0]);
	out->mean = mean.high;
	out->mean_rest = remainder_at(wx, w, mean.high) / w[0];
	out->ss = spread->low == spread->high ? 0 : squares_about(&spread->wxx, wx, w, out->mean, out->mean_rest);
}

double svy_spread_sd(const struct svy_spread *spread, bool counts)
{
	struct svy_spread_of of;
	svy_spread_finish(spread, &of);
	double n = counts ? of.w : (double)spread->n;
	return n > 1 && of.ss > 0 ? sqrt(of.ss / of.w * (n / (n - 1))) : NAN;
}
