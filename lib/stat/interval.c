#include "stat/interval.h"

#include <math.h>
#include <string.h>

#include "stat/blaker.h"
#include "stat/distribution.h"
#include "stat/quantile.h"

static const char *const names[SVY_N_INTERVALS] = {"wilson", "clopper-pearson", "jeffreys", "agresti-coull",
                                                   "wald", "blaker", "mid-p"};
static const char *const methods[SVY_N_INTERVALS] = {"Wilson", "Clopper-Pearson", "Jeffreys", "Agresti-Coull",
                                                     "Wald", "Blaker, hull", "mid-p"};

const char *svy_interval_name(enum svy_interval_kind kind)
{
	return names[kind];
}

bool svy_interval_from_name(const char *name, enum svy_interval_kind *out)
{
	for (int kind = 0; kind < SVY_N_INTERVALS; kind++) {
		if (strcmp(name, names[kind]) == 0) {
			*out = (enum svy_interval_kind)kind;
			return true;
		}
	}
	return false;
}

static enum svy_code check_level(double level, struct svy_status *status)
{
	if (!(level > 0 && level < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1, as 0.95, not %g", level);
	return SVY_OK;
}

static void put(struct svy_interval *out, double low, double high)
{
	if (low < 0 || high > 1)
		out->note = "limits cut off at 0 and 1";
	out->low = fmax(0, low);
	out->high = fmin(1, high);
}

static void wilson(double k, double n, double z, struct svy_interval *out)
{
	/* The lower limit from the product of the two, k^2 / (n (n + z^2)), because the
	 * difference would cancel. */
	double sum = k + z * z / 2 + z * sqrt(k / n * (n - k) + z * z / 4);
	out->low = k / n * k / sum;
	out->high = k == n ? 1 : sum / (n + z * z);
}

static void clopper_pearson(double k, double n, double alpha, struct svy_interval *out)
{
	out->low = k == 0 ? 0 : svy_beta_lower_quantile(alpha / 2, k, n - k + 1);
	out->high = k == n ? 1 : svy_beta_upper_quantile(alpha / 2, k + 1, n - k);
}

static void jeffreys(double k, double n, double alpha, struct svy_interval *out)
{
	out->low = k == 0 ? 0 : svy_beta_lower_quantile(alpha / 2, k + 0.5, n - k + 0.5);
	out->high = k == n ? 1 : svy_beta_upper_quantile(alpha / 2, k + 0.5, n - k + 0.5);
}

static void agresti_coull(double k, double n, double z, struct svy_interval *out)
{
	double all = n + z * z, p = (k + z * z / 2) / all, q = (n - k + z * z / 2) / all;
	double half = z * sqrt(p * q / all);
	put(out, p - half, p + half);
}

static void wald(double k, double n, double z, struct svy_interval *out)
{
	double half = z * sqrt(k / n * ((n - k) / n) / n);
	put(out, k / n - half, k / n + half);
	if (k == 0 || k == n)
		out->note = "no width at 0 or 1: another interval says more";
}

/* P(X >= k), P(X <= k) of n with probability p; *context is n. */
static double binomial_upper(const void *context, double k, double p)
{
	double n = *(const double *)context;
	return k <= 0 ? 1 : k > n ? 0 : svy_beta_lower(p, k, n - k + 1);
}

static double binomial_lower(const void *context, double k, double p)
{
	double n = *(const double *)context;
	return k < 0 ? 0 : k >= n ? 1 : svy_beta_upper(p, k + 1, n - k);
}

static double blaker_low(double k, double n, double alpha)
{
	const struct svy_tails tails = {binomial_upper, binomial_lower, &n, 0};
	if (k == 0)
		return 0;
	return svy_blaker_lower(&tails, k, svy_beta_lower_quantile(alpha / 2, k, n - k + 1),
	                        svy_beta_lower_quantile(0.5, k, n - k + 1), alpha);
}

/* Between the lower limits of k and of k + 1 by Clopper and Pearson: half of the one's
 * tail and half of the other's, to the last bit. */
static double midp_low(double k, double n, double alpha)
{
	if (k == 0)
		return 0;
	double low = svy_beta_lower_quantile(alpha / 2, k, n - k + 1);
	double high = k == n ? 1 : svy_beta_lower_quantile(alpha / 2, k + 1, n - k);
	for (;;) {
		double p = low + (high - low) / 2;
		if (!(p > low && p < high))
			return p;
		if (binomial_upper(&n, k, p) + binomial_upper(&n, k + 1, p) < alpha)
			low = p;
		else
			high = p;
	}
}

/* The upper limit is the lower one of the others. */
static void mirror(double (*low)(double k, double n, double alpha), double k, double n, double alpha,
                   struct svy_interval *out)
{
	if (k != floor(k) || n != floor(n)) {
		out->note = "no interval: it needs whole counts";
		return;
	}
	out->low = low(k, n, alpha);
	out->high = 1 - low(n - k, n, alpha);
}

enum svy_code svy_proportion_interval(enum svy_interval_kind kind, double k, double n, double level,
                                      struct svy_interval *out, struct svy_status *status)
{
	enum svy_code code = check_level(level, status);
	if (code)
		return code;
	if (!(k >= 0 && k <= n) || isinf(n))
		return svy_fail(status, SVY_EDOMAIN, "%g of %g is not a proportion of counts", k, n);
	*out = (struct svy_interval){NAN, NAN, methods[kind], NULL};
	if (n == 0) {
		out->note = "no answers";
		return SVY_OK;
	}
	double alpha = 1 - level, z = svy_normal_upper_quantile(alpha / 2);
	switch (kind) {
	case SVY_INTERVAL_CLOPPER_PEARSON:
		clopper_pearson(k, n, alpha, out);
		break;
	case SVY_INTERVAL_JEFFREYS:
		jeffreys(k, n, alpha, out);
		break;
	case SVY_INTERVAL_AGRESTI_COULL:
		agresti_coull(k, n, z, out);
		break;
	case SVY_INTERVAL_WALD:
		wald(k, n, z, out);
		break;
	case SVY_INTERVAL_BLAKER:
		mirror(blaker_low, k, n, alpha, out);
		break;
	case SVY_INTERVAL_MIDP:
		mirror(midp_low, k, n, alpha, out);
		break;
	default:
		wilson(k, n, z, out);
		break;
	}
	return SVY_OK;
}

/* 1 / (1 + exp(-x)) without overflow and good in both tails. */
static double from_logit(double x)
{
	return x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x));
}

enum svy_code svy_logit_interval(double p, double se, double df, double level, struct svy_interval *out,
                                 struct svy_status *status)
{
	enum svy_code code = check_level(level, status);
	if (code)
		return code;
	if (p < 0 || p > 1 || se < 0 || isinf(se))
		return svy_fail(status, SVY_EDOMAIN, "no interval for a proportion %g with standard error %g", p, se);
	*out = (struct svy_interval){NAN, NAN, "logit, t", NULL};
	if (isnan(p) || isnan(se)) {
		out->note = "no standard error";
	} else if (p == 0 || p == 1) {
		out->note = "no interval: a proportion of 0 or 1 has no logit";
	} else if (!(df > 0)) {
		out->note = "no interval: no degrees of freedom";
	} else {
		double centre = log(p) - log1p(-p);
		double half = svy_t_upper_quantile((1 - level) / 2, df) * (se / p / (1 - p));
		out->low = from_logit(centre - half);
		out->high = from_logit(centre + half);
	}
	return SVY_OK;
}
