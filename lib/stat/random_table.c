#include "stat/random_table.h"

#include <math.h>
#include <string.h>

#include "stat/distribution.h"

/* Inversion takes about as many steps as the standard deviation is large. */
#define LARGE_VARIANCE 400.0

static double find_mode(double total, double good, double n)
{
	return floor((n + 1) * (good + 1) / (total + 2));
}

/* Probabilities are taken off a uniform number in turn, from the mode outwards on
 * both sides, so that the likely values come first. */
static double invert(struct svy_random *random, double total, double good, double n)
{
	double low = fmax(0, n - (total - good)), high = fmin(n, good), rest = total - good - n;
	double mode = fmin(high, fmax(low, find_mode(total, good, n)));
	double u = svy_random_uniform(random), down = mode, up = mode;
	double p_down = exp(svy_hypergeometric_log(mode, total, good, n)), p_up = p_down;

	u -= p_down;
	while (u >= 0 && (down > low || up < high)) {
		if (up < high) {
			p_up *= (good - up) / (up + 1) * ((n - up) / (rest + up + 1));
			up++;
			u -= p_up;
			if (u < 0)
				return up;
		}
		if (down > low) {
			p_down *= down / (good - down + 1) * ((rest + down) / (n - down + 1));
			down--;
			u -= p_down;
			if (u < 0)
				return down;
		}
	}
	return mode; /* also where rounding left a little of u over */
}

/* Ratio of uniforms under a hat that covers every hypergeometric distribution
 * with good <= total / 2 and n <= total / 2 (Stadlober 1990). */
static double reject(struct svy_random *random, double total, double good, double n)
{
	static const double d1 = 1.7155277699214135; /* 2 sqrt(2 / e) */
	static const double d2 = 0.8989161620588988; /* 3 - 2 sqrt(3 / e) */
	double share = good / total, high = fmin(n, good);
	double centre = n * share + 0.5;
	double width = d1 * sqrt((total - n) / (total - 1) * n * share * (1 - share) + 0.5) + d2;
	double log_mode = svy_hypergeometric_log(find_mode(total, good, n), total, good, n);

	for (;;) {
		double u = svy_random_uniform(random), v = svy_random_uniform(random);
		double x = floor(centre + width * (v - 0.5) / u);
		if (x >= 0 && x <= high && 2 * log(u) <= svy_hypergeometric_log(x, total, good, n) - log_mode)
			return x;
	}
}

double svy_random_hypergeometric(struct svy_random *random, double total, double good, double n)
{
	if (total <= 1 || good == 0 || n == 0)
		return good < n ? good : n;
	double share = good / total;
	if ((total - n) / (total - 1) * n * share * (1 - share) < LARGE_VARIANCE)
		return invert(random, total, good, n);
	/* Of the good and the bad the fewer, of the drawn and the left the fewer. */
	double fewer = fmin(good, total - good), drawn = fmin(n, total - n);
	double x = reject(random, total, fewer, drawn);
	if (fewer < good)
		x = drawn - x;
	return drawn < n ? good - x : x;
}

void svy_random_table(struct svy_random *random, const double *row, const double *col, size_t rows, size_t cols,
                      double *left, double *out)
{
	double total = 0;
	memcpy(left, col, cols * sizeof *left);
	for (size_t j = 0; j < cols; j++)
		total += col[j];
	for (size_t i = 0; i + 1 < rows; i++) {
		double to_place = row[i], open = total; /* in the columns from j on */
		for (size_t j = 0; j + 1 < cols; j++) {
			double x = svy_random_hypergeometric(random, open, left[j], to_place);
			out[i * cols + j] = x;
			open -= left[j];
			to_place -= x;
			left[j] -= x;
		}
		out[i * cols + cols - 1] = to_place;
		left[cols - 1] -= to_place;
		total -= row[i];
	}
	memcpy(out + (rows - 1) * cols, left, cols * sizeof *left);
}
