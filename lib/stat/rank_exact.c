#include "stat/rank_exact_internal.h"

#include <math.h>
#include <stdlib.h>

#include "stat/quantile.h"
#include "stat/test.h"

#define LOG_2 0.69314718055994530942

struct svy_tail svy_rank_tail(double inside, double log_scale)
{
	struct svy_tail tail = {.log_p = fmin(0, log(inside) + log_scale)};
	tail.p = fmin(1, log_scale < 0 || log_scale > 0 ? exp(tail.log_p) : inside);
	return tail;
}

int64_t svy_rank_critical(const double *f, int64_t limit, double scale, double alpha)
{
	double sum = 0;
	for (int64_t w = 0; w <= limit; w++) {
		sum += f[w] * scale;
		if (sum > alpha * (1 + SVY_TIE_SLACK))
			return w;
	}
	return -1;
}

int64_t svy_rank_guess(double mean, double sd, double alpha)
{
	double at = mean - sd * (svy_normal_upper_quantile(alpha) - 0.25) + 2;
	return (int64_t)fmin(fmax(at, 0), 2 * mean);
}

void svy_rank_rescale(double most, double *f, int64_t n, double *inside, double *log_scale)
{
	int exponent;
	(void)frexp(most, &exponent);
	if (most <= 0 || abs(exponent) < 200)
		return;
	for (int64_t i = 0; i < n; i++)
		f[i] = ldexp(f[i], -exponent);
	*inside = ldexp(*inside, -exponent);
	*log_scale += exponent * LOG_2;
}
