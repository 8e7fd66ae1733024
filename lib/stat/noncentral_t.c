/* The non-central t distribution: declared in stat/noncentral.h. */
#include <math.h>
#include <stdbool.h>

#include "stat/distribution.h"
#include "stat/noncentral.h"
#include "stat/root.h"
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
	return exp(svy_scale_mean_log(shifted_tail, &shifted, !upper, df));
}

double svy_noncentral_t_upper(double t, double df, double delta)
{
	return find_tail(t, df, delta, true);
}

double svy_noncentral_t_lower(double t, double df, double delta)
{
	return find_tail(t, df, delta, false);
}

struct wanted {
	double target, t, df;
	bool upper;
};

static double miss(double delta, const void *context)
{
	const struct wanted *w = context;
	return find_tail(w->t, w->df, delta, w->upper) - w->target;
}

/* Upper tails grow with delta, lower ones fall: from t on in the direction where it is. */
static double solve(double target, double t, double df, bool upper)
{
	const struct wanted wanted = {target, t, df, upper};
	if (!(target > 0 && target < 1) || !(df > 0) || !isfinite(t))
		return NAN;
	double start = miss(t, &wanted), near = t, step = (start < 0) == upper ? 1 : -1;
	while (fabs(near + step) < 1e150 && (miss(near + step, &wanted) < 0) == (start < 0)) {
		near += step;
		step *= 2;
	}
	return svy_find_root(miss, &wanted, near, near + step);
}

double svy_noncentral_delta_upper(double q, double t, double df)
{
	return solve(q, t, df, true);
}

double svy_noncentral_delta_lower(double p, double t, double df)
{
	return solve(p, t, df, false);
}
