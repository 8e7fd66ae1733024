#include "stat/blaker.h"

#include <math.h>

/* The largest k below x with P(X <= k) <= limit; lowest - 1 where there is none. */
static double last_within(const struct svy_tails *tails, double x, double parameter, double limit)
{
	double within = tails->lowest - 1, beyond = x;
	while (beyond - within > 1) {
		double k = floor((within + beyond) / 2);
		if (tails->lower(tails->context, k, parameter) <= limit)
			within = k;
		else
			beyond = k;
	}
	return within;
}

/* What must turn from below 0 to above. */
typedef double excess(const struct svy_tails *tails, double x, double k, double parameter, double alpha);

static double beyond_other(const struct svy_tails *tails, double x, double k, double parameter, double alpha)
{
	(void)alpha;
	return tails->upper(tails->context, x, parameter) - tails->lower(tails->context, k, parameter);
}

static double beyond_alpha(const struct svy_tails *tails, double x, double k, double parameter, double alpha)
{
	return tails->upper(tails->context, x, parameter) + tails->lower(tails->context, k, parameter) - alpha;
}

/* To the last bit; high, or just below it, where nothing before is above 0. */
static double bisect(const struct svy_tails *tails, excess *above, double x, double k, double low, double high,
                     double alpha)
{
	for (;;) {
		double middle = low + (high - low) / 2;
		if (!(middle > low && middle < high))
			return low;
		if (above(tails, x, k, middle, alpha) < 0)
			low = middle;
		else
			high = middle;
	}
}

double svy_blaker_lower(const struct svy_tails *tails, double x, double central, double middle, double alpha)
{
	double k = last_within(tails, x, central, tails->upper(tails->context, x, central));
	double jump = k + 1 < x ? bisect(tails, beyond_other, x, k + 1, central, middle, alpha) : middle;
	return bisect(tails, beyond_alpha, x, k, central, jump, alpha);
}
