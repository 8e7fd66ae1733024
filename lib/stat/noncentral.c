#include "stat/noncentral.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "stat/distribution.h"

/* So many standard deviations of the Poisson number, and some more for small
 * means, leave out less than rounding does. */
#define FAR 12.0
#define SOME 60.0

/* log of e^-m m^k / k!, m > 0: half of a chi-squared density. */
static double poisson_log(double k, double m)
{
	return svy_chisq_density_log(2 * m, 2 * k + 2) + log(2);
}

/* A Poisson share from the one before it, unless that has underflowed. */
static double next_share(double share, double ratio, double k, double m)
{
	return share > 1e-280 ? share * ratio : exp(poisson_log(k, m));
}

/*
 * The tail with df + 2 k degrees of freedom follows from that with 2 less or more
 * by a term (x / 2)^a e^(-x / 2) / Gamma(a + 1), a = df / 2 + k: begin at the end
 * from which terms are added, lower tails from many degrees of freedom down,
 * upper tails from few up, and nothing cancels.
 */
static double mix(double x, double df, double lambda, bool upper)
{
	double m = lambda / 2, spread = FAR * sqrt(m) + SOME;
	double first = fmax(0, floor(m - spread)), last = floor(m + spread);
	double k = upper ? first : last, step = upper ? 1 : -1;
	double tail = upper ? svy_chisq_upper(x, df + 2 * k) : svy_chisq_lower(x, df + 2 * k);
	double share = exp(poisson_log(k, m)), sum = 0;
	/* the term between k - 1 and k degrees, or k and k + 1 for the upper tail */
	double a = df / 2 + (upper ? k : k - 1), term = exp(poisson_log(a, x / 2));

	for (; k >= first && k <= last; k += step) {
		sum += share * tail;
		tail += term;
		term *= upper ? x / 2 / (a + 1) : a / (x / 2);
		a += step;
		share = next_share(share, upper ? m / (k + 1) : k / m, k + step, m);
	}
	return fmin(1, sum);
}

static double find_tail(double x, double df, double lambda, bool upper)
{
	if (!(df > 0) || !(lambda >= 0) || isinf(lambda) || isnan(x))
		return NAN;
	if (!(x > 0))
		return upper;
	if (lambda < DBL_MIN * 4)
		return upper ? svy_chisq_upper(x, df) : svy_chisq_lower(x, df);
	return mix(x, df, lambda, upper);
}

double svy_noncentral_chisq_lower(double x, double df, double lambda)
{
	return find_tail(x, df, lambda, false);
}

double svy_noncentral_chisq_upper(double x, double df, double lambda)
{
	return find_tail(x, df, lambda, true);
}

/* Upper tails grow with lambda, lower ones fall: bisect between bounds. */
static double solve(double target, double x, double df, bool upper)
{
	double low = 0, high = 1;
	if (!(target > 0 && target < 1) || !(df > 0) || !(x >= 0) || isinf(x))
		return NAN;
	if ((find_tail(x, df, 0, upper) < target) != upper || find_tail(x, df, 0, upper) == target)
		return 0;
	while (high < 1e15 && (find_tail(x, df, high, upper) < target) == upper) {
		low = high;
		high *= 2;
	}
	while (high - low > 4 * DBL_EPSILON * high) {
		double middle = low + (high - low) / 2;
		if (middle <= low || middle >= high)
			break;
		if ((find_tail(x, df, middle, upper) < target) == upper)
			low = middle;
		else
			high = middle;
	}
	return low + (high - low) / 2;
}

double svy_noncentral_lambda_upper(double q, double x, double df)
{
	return solve(q, x, df, true);
}

double svy_noncentral_lambda_lower(double p, double x, double df)
{
	return solve(p, x, df, false);
}
