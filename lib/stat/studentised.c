#include "stat/studentised.h"

#include <math.h>
#include <stdbool.h>

#include "stat/distribution.h"
#include "stat/integrate.h"
#include "stat/quantile.h"
#include "stat/root.h"
#include "stat/scale_mean.h"

/* The integrands are below 1e-17 of their largest value further from their middle. */
#define REACH 9.0

#define TOLERANCE 1e-14

static const double pi = 3.14159265358979323846;

struct range {
	double q, others; /* others: k - 1 */
	double w;
	bool upper;
	double top; /* of the logarithm, lower tail only */
};

static double density(double z)
{
	return exp(-0.5 * z * z) / sqrt(2 * pi);
}

/* z is the least of the k numbers: the others are above it, not all within w. */
static double over_least(double z, const void *context)
{
	const struct range *range = context;
	double above = svy_normal_upper(z), beyond = svy_normal_upper(z + range->w) / above;
	return density(z) * pow(above, range->others) * -expm1(range->others * log1p(-beyond));
}

/* z is the least of the k numbers and the others lie within w above it; as a logarithm. */
static double within_log(double z, const struct range *range)
{
	return -0.5 * z * z + range->others * log(svy_normal_between(z, range->w));
}

static double within(double z, const void *context)
{
	const struct range *range = context;
	return exp(within_log(z, range) - range->top);
}

/* The tail of the range of normal variables at w = q s, as a logarithm. */
static double range_tail(double s, const void *context)
{
	struct range range = *(const struct range *)context;
	double k = range.others + 1;
	range.w = range.q * s;
	double middle = -range.w / 2;
	if (range.w == 0)
		return range.upper ? 0 : -HUGE_VAL;
	if (range.upper)
		return log(k * svy_integrate_bell(over_least, &range, middle - REACH, middle + REACH, TOLERANCE));
	/* Within a wide range the least is about where the least of k is anyway. */
	middle = fmax(middle, -sqrt(2 * log(k)));
	range.top = within_log(middle, &range);
	return range.top + log(k / sqrt(2 * pi) *
	                       svy_integrate_bell(within, &range, middle - REACH, middle + REACH, TOLERANCE));
}

static double find_tail_log(double q, size_t k, double df, bool upper)
{
	const struct range range = {q, (double)k - 1, 0, upper, 0};
	if (!(df > 0) || k < 2 || isnan(q))
		return NAN;
	if (!(q > 0))
		return upper ? 0 : -HUGE_VAL;
	if (isinf(q))
		return upper ? -HUGE_VAL : 0;
	return svy_scale_mean_log(range_tail, &range, !upper, df);
}

double svy_studentised_upper(double q, size_t k, double df)
{
	return exp(find_tail_log(q, k, df, true));
}

double svy_studentised_lower(double q, size_t k, double df)
{
	return exp(find_tail_log(q, k, df, false));
}

struct wanted {
	double log_p, df;
	size_t k;
};

static double miss(double log_q, const void *context)
{
	const struct wanted *wanted = context;
	return find_tail_log(exp(log_q), wanted->k, wanted->df, true) - wanted->log_p;
}

double svy_studentised_upper_quantile(double p, size_t k, double df)
{
	const struct wanted wanted = {log(p), df, k};
	double pairs = (double)k * ((double)k - 1) / 2;
	if (!(p > 0 && p < 1) || k < 2 || !(df > 0))
		return NAN;
	/* One pair is within all, and Bonferroni's limit is beyond. */
	double low = sqrt(2) * svy_t_upper_quantile(p / 2, df);
	double high = sqrt(2) * svy_t_upper_quantile(p / 2 / pairs, df);
	return k == 2 ? low : exp(svy_find_root(miss, &wanted, log(low), log(high)));
}
