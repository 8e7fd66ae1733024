#include "stat/scale_mean.h"

#include <math.h>

#include "stat/distribution.h"
#include "stat/integrate.h"

/* With more degrees of freedom the standard deviation is known to 1e-10, and a tail to
 * all its digits. */
#define KNOWN_DF 1e20

/* What is lower than exp(-ENOUGH) of the top is left out. */
#define ENOUGH 40.0

/* A piece of the integral over log S is no longer than this, or than so many times its distance from the top. */
#define LONG 8.0

static const double pi = 3.14159265358979323846;

struct mean {
	svy_log_tail *log_tail;
	const void *context;
	double df;
	double top; /* the height there */
};

/*
 * log of the density of u = log S, but for the constant: half of
 * df (1 + 2 u - exp(2 u)), without cancellation near 0.
 */
static double kernel(double u, double df)
{
	double a = df / 2;
	return fabs(u) < 0.05 ? -svy_deviance(a, a * exp(2 * u), -a * expm1(2 * u)) : a * (2 * u - expm1(2 * u));
}

static double find_height(const struct mean *mean, double u)
{
	return kernel(u, mean->df) + mean->log_tail(exp(u), mean->context);
}

static double proportion(double u, const void *context)
{
	const struct mean *mean = context;
	return exp(find_height(mean, u) - mean->top);
}

/* A point, with what encloses the top. */
struct triple {
	double x[3], y[3];
};

/* From 0, where the kernel has its top, on in the direction where the tail is higher. */
static struct triple enclose(const struct mean *mean, double step)
{
	struct triple t = {{-step, 0, step}, {find_height(mean, -step), find_height(mean, 0), find_height(mean, step)}};
	for (int i = 0; i < 2000 && (t.y[2] >= t.y[1] || isinf(t.y[1])); i++) {
		step *= 1.5;
		t.x[0] = t.x[1];
		t.x[1] = t.x[2];
		t.x[2] += step;
		t.y[0] = t.y[1];
		t.y[1] = t.y[2];
		t.y[2] = find_height(mean, t.x[2]);
	}
	return t;
}

/* Golden section, until the ends are hardly lower than the middle. */
static void narrow(const struct mean *mean, struct triple *t)
{
	for (int i = 0; i < 200 && !(t->y[1] - fmin(t->y[0], t->y[2]) < 0.5); i++) {
		int far = fabs(t->x[2] - t->x[1]) > fabs(t->x[1] - t->x[0]) ? 2 : 0;
		double x = t->x[1] + 0.381966 * (t->x[far] - t->x[1]), y = find_height(mean, x);
		int place = y > t->y[1] ? 1 : far;
		if (x == t->x[1] || x == t->x[far])
			break;
		if (place == 1) {
			t->x[2 - far] = t->x[1];
			t->y[2 - far] = t->y[1];
		}
		t->x[place] = x;
		t->y[place] = y;
	}
}

/* How far from the top it is too low to matter, within a factor of 2. */
static double reach(const struct mean *mean, double top, double step)
{
	double enough = mean->top - ENOUGH;
	while (find_height(mean, top + step) > enough)
		step *= 2;
	while (step != 0 && !(find_height(mean, top + step / 2) > enough))
		step /= 2;
	return step;
}

/* Rounding must not make a tail larger than 1; NaN stays. */
static double at_most_all(double log_tail)
{
	return log_tail > 0 ? 0 : log_tail;
}

double svy_scale_mean_log(svy_log_tail *log_tail, const void *context, bool rises, double df)
{
	if (!(df > 0) || isnan(log_tail(1, context)))
		return NAN;
	if (df > KNOWN_DF)
		return at_most_all(log_tail(1, context));
	struct mean mean = {log_tail, context, df, 0};
	double width = 1 / sqrt(2 * df);
	struct triple t = enclose(&mean, rises ? width : -width);
	narrow(&mean, &t);
	double top = t.x[1];
	mean.top = t.y[1];
	if (isinf(mean.top))
		return mean.top;
	double left = reach(&mean, top, -width), right = reach(&mean, top, width);
	double sum = svy_integrate(proportion, &mean, top, top + right, 1e-14);
	/* With few degrees of freedom it is an exponential far to the left, and bent near the top only. */
	for (; left < -LONG; left /= LONG)
		sum += svy_integrate(proportion, &mean, top + left, top + left / LONG, 1e-14);
	sum += svy_integrate(proportion, &mean, top + left, top, 1e-14);
	/* The density of log S: 2 a^a e^-a / Gamma(a) exp(kernel), a = df / 2. */
	return at_most_all(mean.top + log(sum) + log(2) - svy_stirling_error(df / 2) + 0.5 * log(df / (4 * pi)));
}
