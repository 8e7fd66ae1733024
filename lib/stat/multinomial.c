#include "stat/multinomial.h"

#include <math.h>

#include "stat/distribution.h"

/* Inversion takes about as many steps as the standard deviation is large. */
#define LARGE_VARIANCE 400.0

/* Probabilities are taken off a uniform number in turn, from the mode outwards on
 * both sides, so that the likely values come first. */
static double invert(struct svy_random *random, double n, double p)
{
	double odds = p / (1 - p), mode = fmin(n, floor((n + 1) * p));
	double u = svy_random_uniform(random), down = mode, up = mode;
	double p_down = exp(svy_binomial_log(mode, n, p)), p_up = p_down;

	u -= p_down;
	while (u >= 0 && (down > 0 || up < n)) {
		if (up < n) {
			p_up *= (n - up) / (up + 1) * odds;
			up++;
			u -= p_up;
			if (u < 0)
				return up;
		}
		if (down > 0) {
			p_down *= down / (n - down + 1) / odds;
			down--;
			u -= p_down;
			if (u < 0)
				return down;
		}
		if (p_up + p_down < 1e-300)
			break;
	}
	return mode; /* also where rounding left a little of u over */
}

/* Ratio of uniforms under a hat that covers every binomial distribution with
 * p <= 1/2 (Stadlober 1990). */
static double reject(struct svy_random *random, double n, double p)
{
	static const double d1 = 1.7155277699214135; /* 2 sqrt(2 / e) */
	static const double d2 = 0.8989161620588988; /* 3 - 2 sqrt(3 / e) */
	double centre = n * p + 0.5, width = d1 * sqrt(n * p * (1 - p) + 0.5) + d2;
	double log_mode = svy_binomial_log(floor((n + 1) * p), n, p);

	for (;;) {
		double u = svy_random_uniform(random), v = svy_random_uniform(random);
		double x = floor(centre + width * (v - 0.5) / u);
		if (x >= 0 && x <= n && 2 * log(u) <= svy_binomial_log(x, n, p) - log_mode)
			return x;
	}
}

double svy_random_binomial(struct svy_random *random, double n, double p)
{
	if (p <= 0 || n == 0)
		return 0;
	if (p >= 1)
		return n;
	if (n * p * (1 - p) < LARGE_VARIANCE)
		return invert(random, n, p);
	return p <= 0.5 ? reject(random, n, p) : n - reject(random, n, 1 - p);
}

void svy_random_multinomial(struct svy_random *random, double n, const double *weight, size_t cells, double *out)
{
	double left = 0;
	size_t last = 0;
	for (size_t k = 0; k < cells; k++) {
		left += weight[k];
		last = weight[k] > 0 ? k : last;
	}
	for (size_t k = 0; k < cells; k++) {
		out[k] = k < last ? svy_random_binomial(random, n, weight[k] / left) : k == last ? n : 0;
		left -= weight[k];
		n -= out[k];
	}
}
