#include "stat/hypergeometric.h"

#include <float.h>
#include <math.h>

#include "stat/distribution.h"

struct svy_fourfold svy_fourfold_make(double row, double col, double n)
{
	return (struct svy_fourfold){row, col, n, fmax(0, row + col - n), fmin(row, col)};
}

struct svy_fourfold svy_fourfold_mirror(const struct svy_fourfold *cell)
{
	return svy_fourfold_make(cell->row, cell->n - cell->col, cell->n);
}

double svy_fourfold_weight_log(const struct svy_fourfold *cell, double k, double theta)
{
	return svy_hypergeometric_log(k, cell->n, cell->row, cell->col) + k * theta;
}

/* Weight of k + 1 over that of k. */
static double ratio_up(const struct svy_fourfold *cell, double k, double psi)
{
	return (cell->row - k) / (k + 1) * ((cell->col - k) / (cell->n - cell->row - cell->col + k + 1)) * psi;
}

/* Where the ratio is 1: Liao and Rosen (2001), The American Statistician 55,
 * 366-369, in the form that does not cancel. */
double svy_fourfold_mode(const struct svy_fourfold *cell, double theta)
{
	/* Everything divided by max(1, psi), so that nothing overflows. */
	double psi = theta > 0 ? 1 : exp(theta), one = theta > 0 ? exp(-theta) : 1;
	double a = psi - one, b = psi * (cell->row + cell->col + 2) + one * (cell->n - cell->row - cell->col);
	double c = psi * (cell->row + 1) * (cell->col + 1);
	double mode = floor(2 * c / (b + sqrt(fmax(0, b * b - 4 * a * c))));
	return fmin(cell->high, fmax(cell->low, mode));
}

/* Sums over k = from, from + 1, ... of weights relative to that of `from`, which
 * counts `first` times: of the weights, of (k - from), of its square. */
struct sums {
	double weight, first, second;
};

static struct sums sum_up(const struct svy_fourfold *cell, double from, double theta, double first)
{
	struct sums sums = {first, 0, 0};
	double psi = exp(theta), term = 1;
	for (double k = from; k < cell->high; k++) {
		double ratio = ratio_up(cell, k, psi), d = k + 1 - from;
		term *= ratio;
		sums.weight += term;
		sums.first += d * term;
		sums.second += d * d * term;
		/* Falling, and too small to be seen in the last sum. */
		if (term == 0 || (ratio < 1 && term * d * d < sums.second * (DBL_EPSILON / 64)))
			break;
	}
	return sums;
}

struct svy_fourfold_moments svy_fourfold_moments(const struct svy_fourfold *cell, double theta)
{
	struct svy_fourfold other = svy_fourfold_mirror(cell);
	double mode = svy_fourfold_mode(cell, theta);
	struct sums up = sum_up(cell, mode, theta, 1), down = sum_up(&other, cell->row - mode, -theta, 0);
	double all = up.weight + down.weight, shift = (up.first - down.first) / all;
	double variance = (up.second + down.second) / all - shift * shift;
	return (struct svy_fourfold_moments){mode, shift, variance, log(all)};
}

/* log P(X >= k) under independence, k above the mode (terms fall). */
static double falling_tail_log(const struct svy_fourfold *cell, double k)
{
	if (k > cell->high)
		return -HUGE_VAL;
	return svy_fourfold_weight_log(cell, k, 0) + log(sum_up(cell, k, 0, 1).weight);
}

double svy_fourfold_upper_log(const struct svy_fourfold *cell, double k)
{
	struct svy_fourfold other = svy_fourfold_mirror(cell);
	if (k > svy_fourfold_mode(cell, 0))
		return falling_tail_log(cell, k);
	return svy_log_rest(falling_tail_log(&other, cell->row - k + 1));
}

double svy_fourfold_lower_log(const struct svy_fourfold *cell, double k)
{
	struct svy_fourfold other = svy_fourfold_mirror(cell);
	return svy_fourfold_upper_log(&other, cell->row - k);
}

/* log P(X >= a), a counting `first` times, and its derivative by theta. */
double svy_fourfold_tail_log(const struct svy_fourfold *cell, double a, double theta, double first, double *slope)
{
	struct svy_fourfold_moments moments = svy_fourfold_moments(cell, theta);
	double log_all = svy_fourfold_weight_log(cell, moments.mode, theta) + moments.log_all;
	double mean = moments.mode + moments.shift;
	if (a > moments.mode) {
		struct sums sums = sum_up(cell, a, theta, first);
		*slope = a - mean + sums.first / sums.weight;
		return svy_fourfold_weight_log(cell, a, theta) + log(sums.weight) - log_all;
	}
	/* One minus the lower tail, which has the rest of a. */
	struct svy_fourfold other = svy_fourfold_mirror(cell);
	struct sums sums = sum_up(&other, cell->row - a, -theta, 1 - first);
	if (sums.weight == 0) {
		*slope = 0;
		return 0;
	}
	double log_lower = svy_fourfold_weight_log(cell, a, theta) + log(sums.weight) - log_all;
	double log_upper = svy_log_rest(log_lower);
	*slope = -exp(log_lower - log_upper) * (a - mean - sums.first / sums.weight);
	return log_upper;
}
