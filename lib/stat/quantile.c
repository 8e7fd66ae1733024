#include "stat/quantile.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "stat/distribution.h"

/* A tail on the positive half-line and the density that goes with it, both as
 * logarithms. */
struct tail {
	double (*log_tail)(double x, double a, double b);
	double (*log_density)(double x, double a, double b);
	double a, b;
	bool upper; /* falls with x */
	double max; /* of the support */
};

/* How far back-substitution may be off, in the logarithm of the tail. */
#define CHECKED 1e-9

/*
 * The x > 0 whose tail is exp(target): Newton's method in log x on log tail,
 * where every tail here is nearly straight, inside a bracket that always
 * shrinks.  0 or the maximum where x is beyond what a double can hold.
 */
static double solve(const struct tail *tail, double target, double start)
{
	double low = DBL_MIN, high = tail->max, x = start;
	double sign = tail->upper ? 1 : -1;
	if (sign * (tail->log_tail(low, tail->a, tail->b) - target) <= 0)
		return 0;
	if (!(x > low && x < high))
		x = high < HUGE_VAL ? high / 2 : 1;
	for (int i = 0; i < 400; i++) {
		double value = tail->log_tail(x, tail->a, tail->b), error = value - target;
		if (sign * error > 0)
			low = x;
		else
			high = x;
		double slope = exp(tail->log_density(x, tail->a, tail->b) - value) * x;
		double next = x * exp(sign * error / slope);
		if (fabs(next - x) <= 4 * DBL_EPSILON * x && fabs(error) <= CHECKED)
			return next > tail->max ? tail->max : next;
		if (!(next > low && next < high)) {
			double far = high < HUGE_VAL ? high : 1e9 * low < DBL_MAX ? 1e9 * low : DBL_MAX;
			next = far / low > 4 ? sqrt(low) * sqrt(far) : low + (far - low) / 2;
		}
		if (next == x || next <= low || next >= high) /* no double between them */
			return x;
		x = next;
	}
	return NAN;
}

/* --- normal and t -------------------------------------------------------- */

static double t_tail(double x, double df, double unused)
{
	(void)unused;
	return svy_t_upper_log(x, df);
}

static double t_density(double x, double df, double unused)
{
	(void)unused;
	return svy_t_density_log(x, df);
}

double svy_t_upper_quantile(double q, double df)
{
	if (!(q >= 0 && q <= 1) || !(df > 0))
		return NAN;
	if (q == 0 || q == 1)
		return q == 0 ? HUGE_VAL : -HUGE_VAL;
	if (q == 0.5)
		return 0;
	if (q > 0.5)
		return -svy_t_upper_quantile(1 - q, df);
	const struct tail tail = {t_tail, t_density, df, 0, true, HUGE_VAL};
	return solve(&tail, log(q), sqrt(-2 * log(2 * q)));
}

double svy_normal_upper_quantile(double q)
{
	return svy_t_upper_quantile(q, HUGE_VAL);
}

/* --- chi-squared --------------------------------------------------------- */

static double chisq_upper(double x, double df, double unused)
{
	(void)unused;
	return svy_chisq_upper_log(x, df);
}

static double chisq_lower(double x, double df, double unused)
{
	(void)unused;
	return svy_chisq_lower_log(x, df);
}

static double chisq_density(double x, double df, double unused)
{
	(void)unused;
	return svy_chisq_density_log(x, df);
}

/* Where to begin: Wilson and Hilferty (1931), the cube root is nearly normal. */
static double chisq_start(double df, double z)
{
	double h = 2 / (9 * df), root = 1 - h + z * sqrt(h);
	return root > 0 ? df * root * root * root : df;
}

double svy_chisq_upper_quantile(double q, double df)
{
	if (!(q >= 0 && q <= 1) || !(df > 0) || isinf(df))
		return NAN;
	if (q == 0 || q == 1)
		return q == 0 ? HUGE_VAL : 0;
	const struct tail tail = {chisq_upper, chisq_density, df, 0, true, HUGE_VAL};
	return solve(&tail, log(q), chisq_start(df, svy_normal_upper_quantile(q)));
}

double svy_chisq_lower_quantile(double p, double df)
{
	if (!(p >= 0 && p <= 1) || !(df > 0) || isinf(df))
		return NAN;
	if (p == 0 || p == 1)
		return p == 0 ? 0 : HUGE_VAL;
	const struct tail tail = {chisq_lower, chisq_density, df, 0, false, HUGE_VAL};
	return solve(&tail, log(p), chisq_start(df, -svy_normal_upper_quantile(p)));
}

/* --- beta ---------------------------------------------------------------- */

double svy_beta_lower_quantile(double p, double a, double b)
{
	if (!(p >= 0 && p <= 1) || !(a > 0) || !(b > 0))
		return NAN;
	if (p == 0 || p == 1)
		return p;
	const struct tail tail = {svy_beta_lower_log, svy_beta_density_log, a, b, false, 1};
	return solve(&tail, log(p), a / (a + b));
}

double svy_beta_upper_quantile(double q, double a, double b)
{
	if (!(q >= 0 && q <= 1) || !(a > 0) || !(b > 0))
		return NAN;
	if (q == 0 || q == 1)
		return 1 - q;
	const struct tail tail = {svy_beta_upper_log, svy_beta_density_log, a, b, true, 1};
	return solve(&tail, log(q), a / (a + b));
}
