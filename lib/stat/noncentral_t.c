/* The non-central t distribution: declared in stat/noncentral.h. */
#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "stat/distribution.h"
#include "stat/noncentral.h"
#include "stat/scale_mean.h"

struct shifted {
	double t, delta;
	bool upper;
};

/* P(Z + delta > t s) or the rest, Z normal. */
static double shifted_tail(double s, const void *context)
{
	const struct shifted *shifted = context;
	double z = shifted->t == 0 ? -shifted->delta : shifted->t * s - shifted->delta;
	return svy_normal_upper_log(shifted->upper ? z : -z);
}

/* t >= 0: then the upper tail falls with the estimated standard deviation. */
static double find_tail(double t, double df, double delta, bool upper)
{
	const struct shifted shifted = {t, delta, upper};
	if (!(df > 0) || isnan(t) || !isfinite(delta))
		return NAN;
	if (t < 0)
		return find_tail(-t, df, -delta, !upper);
	if (isinf(t))
		return !upper;
	if (delta == 0)
		return upper ? svy_t_upper(t, df) : svy_t_lower(t, df);
	return fmin(1, exp(svy_scale_mean_log(shifted_tail, &shifted, !upper, df)));
}

double svy_noncentral_t_upper(double t, double df, double delta)
{
	return find_tail(t, df, delta, true);
}

double svy_noncentral_t_lower(double t, double df, double delta)
{
	return find_tail(t, df, delta, false);
}

/* Whether the delta that is looked for lies above this one. */
static bool is_above(double target, double t, double df, double delta, bool upper)
{
	return (find_tail(t, df, delta, upper) < target) == upper;
}

/* Upper tails grow with delta, lower ones fall: bisect between bounds about t. */
static double solve(double target, double t, double df, bool upper)
{
	double step = 1;
	if (!(target > 0 && target < 1) || !(df > 0) || !isfinite(t))
		return NAN;
	bool above = is_above(target, t, df, t, upper);
	double near = t, far = t + (above ? step : -step);
	while (fabs(far) < 1e150 && is_above(target, t, df, far, upper) == above) {
		near = far;
		step *= 2;
		far += above ? step : -step;
	}
	double low = fmin(near, far), high = fmax(near, far);
	while (high - low > 4 * DBL_EPSILON * fmax(fabs(low), fabs(high))) {
		double middle = low + (high - low) / 2;
		if (middle <= low || middle >= high)
			break;
		if (is_above(target, t, df, middle, upper))
			low = middle;
		else
			high = middle;
	}
	return low + (high - low) / 2;
}

double svy_noncentral_delta_upper(double q, double t, double df)
{
	return solve(q, t, df, true);
}

double svy_noncentral_delta_lower(double p, double t, double df)
{
	return solve(p, t, df, false);
}
