#include "stat/dunnett.h"

#include <math.h>

#include "stat/distribution.h"
#include "stat/integrate.h"
#include "stat/quantile.h"
#include "stat/root.h"
#include "stat/scale_mean.h"

/* The normal density is below 1e-17 of its largest value there. */
#define REACH 9.0

/* A normal tail that is nothing, whatever it is added to. */
#define NOTHING_BEYOND 60.0

#define TOLERANCE 1e-14

static const double pi = 3.14159265358979323846;

struct maximum {
	const struct svy_dunnett *dunnett;
	double d;  /* what is asked for */
	double ds; /* d S */
	bool upper;
	double low, high; /* what Y may be */
	double top;       /* of the logarithm, lower tail only */
};

static double log_density(double y)
{
	return -0.5 * y * y - 0.5 * log(2 * pi);
}

/* P(X_i > ds | Y = y), or of |X_i|. */
static double one_above(double lambda, double ds, double y, bool two_sided)
{
	double rest = sqrt((1 - lambda) * (1 + lambda)), above = svy_normal_upper((ds - lambda * y) / rest);
	return two_sided ? fmin(1, above + svy_normal_upper((ds + lambda * y) / rest)) : above;
}

static double one_within_log(double lambda, double ds, double y, bool two_sided)
{
	double rest = sqrt((1 - lambda) * (1 + lambda));
	return two_sided ? log(svy_normal_between((-ds - lambda * y) / rest, 2 * ds / rest))
	                 : svy_normal_upper_log((lambda * y - ds) / rest);
}

/* Any of them is above. */
static double any_above(double y, const void *context)
{
	const struct maximum *m = context;
	double none_log = 0;
	for (size_t i = 0; i < m->dunnett->k; i++)
		none_log += log1p(-one_above(m->dunnett->lambda[i], m->ds, y, m->dunnett->two_sided));
	return exp(log_density(y)) * -expm1(none_log);
}

static double all_within_log(double y, const struct maximum *m)
{
	double sum = log_density(y);
	for (size_t i = 0; i < m->dunnett->k; i++)
		sum += one_within_log(m->dunnett->lambda[i], m->ds, y, m->dunnett->two_sided);
	return sum;
}

static double all_within(double y, const void *context)
{
	const struct maximum *m = context;
	return exp(all_within_log(y, m) - m->top);
}

/* Where Y is likely if one of them, or all, are at ds, and where it is likely anyway. */
static void find_window(struct maximum *m)
{
	double sum = 0, squares = 1;
	m->low = m->high = 0;
	for (size_t i = 0; i < m->dunnett->k; i++) {
		double lambda = m->dunnett->lambda[i], rest = (1 - lambda) * (1 + lambda);
		sum += lambda / rest;
		squares += lambda / rest * lambda;
		m->low = fmin(m->low, lambda * m->ds);
		m->high = fmax(m->high, lambda * m->ds);
	}
	m->low = fmin(m->low, sum / squares * m->ds) - REACH;
	m->high = fmax(m->high, sum / squares * m->ds) + REACH;
}

/* Both signs of Y are alike where both signs of the T_i are: one half, twice. */
static void halve_window(struct maximum *m)
{
	m->high = fmax(-m->low, m->high);
	m->low = 0;
}

static void find_top(struct maximum *m)
{
	m->top = -HUGE_VAL;
	for (double y = m->low; y <= m->high; y += 0.5)
		m->top = fmax(m->top, all_within_log(y, m));
}

/* The tail of the largest of normal variables at d s, as a logarithm. */
static double maximum_tail(double s, const void *context)
{
	struct maximum m = *(const struct maximum *)context;
	bool two_sided = m.dunnett->two_sided;
	m.ds = m.d * s;
	if (fabs(m.ds) > NOTHING_BEYOND || (two_sided && m.ds == 0))
		return (m.ds > 0) == m.upper ? -HUGE_VAL : 0;
	find_window(&m);
	if (two_sided)
		halve_window(&m);
	double twice = two_sided ? log(2) : 0;
	if (m.upper)
		return twice + log(svy_integrate_bell(any_above, &m, m.low, m.high, TOLERANCE));
	find_top(&m);
	return twice + m.top + log(svy_integrate_bell(all_within, &m, m.low, m.high, TOLERANCE));
}

static bool is_defined(const struct svy_dunnett *dunnett)
{
	for (size_t i = 0; i < dunnett->k; i++)
		if (!(fabs(dunnett->lambda[i]) < 1))
			return false;
	return dunnett->k > 0 && dunnett->df > 0;
}

static double find_tail_log(double d, const struct svy_dunnett *dunnett, bool upper)
{
	const struct maximum m = {.dunnett = dunnett, .d = d, .upper = upper};
	if (!is_defined(dunnett) || isnan(d))
		return NAN;
	if (isinf(d) || (dunnett->two_sided && d <= 0))
		return (d > 0) == upper ? -HUGE_VAL : 0;
	/* With S the bound d S grows, or falls where d is negative. */
	return svy_scale_mean_log(maximum_tail, &m, (d < 0) == upper, dunnett->df);
}

double svy_dunnett_upper(double d, const struct svy_dunnett *dunnett)
{
	return exp(find_tail_log(d, dunnett, true));
}

double svy_dunnett_lower(double d, const struct svy_dunnett *dunnett)
{
	return exp(find_tail_log(d, dunnett, false));
}

struct wanted {
	const struct svy_dunnett *dunnett;
	double log_p;
};

static double miss(double d, const void *context)
{
	const struct wanted *wanted = context;
	return find_tail_log(d, wanted->dunnett, true) - wanted->log_p;
}

double svy_dunnett_upper_quantile(double p, const struct svy_dunnett *dunnett)
{
	const struct wanted wanted = {dunnett, log(p)};
	double sides = dunnett->two_sided ? 2 : 1, k = (double)dunnett->k;
	if (!(p > 0 && p < 1) || !is_defined(dunnett))
		return NAN;
	/* One comparison is within all, and Bonferroni's limit is beyond. */
	double low = svy_t_upper_quantile(p / sides, dunnett->df);
	return dunnett->k == 1 ? low : svy_find_root(miss, &wanted, low, svy_t_upper_quantile(p / sides / k, dunnett->df));
}
