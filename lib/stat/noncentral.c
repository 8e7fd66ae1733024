#include "stat/noncentral.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "stat/distribution.h"
#include "stat/root.h"

/* Beyond so many standard deviations of the Poisson number, and some more for small
 * means, the shares are less than rounding. */
#define FAR 12.0
#define SOME 60.0

/* A part of this of the sum, and falling, does not change it. */
#define NOTHING 1e-20

/* With more degrees of freedom F is chi-squared over df to all digits. */
#define CHISQ_DF 1e20

/* What is mixed: tails of chi-squared at x (b infinite), or of the beta distribution at
 * x = 1 - y with second parameter b. */
struct family {
	double a; /* df / 2 */
	double b; /* df2 / 2 */
	double x, y;
	bool upper;
};

/* log of e^-m m^k / k!, m > 0: half of a chi-squared density. */
static double poisson_log(double k, double m)
{
	return svy_chisq_density_log(2 * m, 2 * k + 2) + log(2);
}

/* The tail with a in place of df / 2.  The beta distribution is entered at the smaller of
 * x and 1 - x, which is known to all digits. */
static double find_part(const struct family *f, double a)
{
	if (isinf(f->b))
		return f->upper ? svy_chisq_upper(f->x, 2 * a) : svy_chisq_lower(f->x, 2 * a);
	if (f->x < f->y)
		return f->upper ? svy_beta_upper(f->x, a, f->b) : svy_beta_lower(f->x, a, f->b);
	return f->upper ? svy_beta_lower(f->y, f->b, a) : svy_beta_upper(f->y, f->b, a);
}

/* log of the difference of the tails with a and a + 1. */
static double find_term_log(const struct family *f, double a)
{
	if (isinf(f->b))
		return poisson_log(a, f->x / 2);
	double density = f->x < f->y ? svy_beta_density_log(f->x, a + 1, f->b) : svy_beta_density_log(f->y, f->b, a + 1);
	return density + log(f->y / (a + f->b));
}

/* That difference at a + 1 by that at a. */
static double find_ratio(const struct family *f, double a)
{
	return isinf(f->b) ? f->x / 2 / (a + 1) : f->x * (a + f->b) / (a + 1);
}

/* What is multiplied on from its neighbour has digits from here on, else it is found anew. */
#define HAS_DIGITS 1e-280

/*
 * Parts follow from their neighbours by a term that is known: begin at the end from
 * which terms are added, lower tails from many degrees of freedom down, upper tails from
 * few up, and nothing cancels.  The largest product of share and part lies below the
 * mean for lower and above it for upper tails: go on until the products no longer count.
 */
static double mix(const struct family *f, double m)
{
	double spread = FAR * sqrt(m) + SOME, step = f->upper ? 1 : -1;
	double k = f->upper ? fmax(0, floor(m - spread)) : floor(m + spread);
	double part = find_part(f, f->a + k), share = exp(poisson_log(k, m)), sum = 0, before = 0;
	/* the term between k and k + 1, or k - 1 and k for the lower tail */
	double a = f->a + (f->upper ? k : k - 1), term = exp(find_term_log(f, a));

	for (; k >= 0; k += step) {
		double product = share * part;
		sum += product;
		if ((product < before && product < NOTHING * sum) || (share == 0 && (f->upper ? k > m : k < m)))
			break;
		before = product;
		part += term;
		a += step;
		if (term > HAS_DIGITS)
			term *= f->upper ? find_ratio(f, a - 1) : 1 / find_ratio(f, a);
		else if (a >= 0)
			term = exp(find_term_log(f, a));
		if (share > HAS_DIGITS)
			share *= f->upper ? m / (k + 1) : k / m;
		else
			share = exp(poisson_log(k + step, m));
	}
	return sum > 1 ? 1 : sum;
}

/* x: of F, or df times that of chi-squared, whose df2 is infinite. */
static double find_tail(double x, double df, double df2, double lambda, bool upper)
{
	struct family f = {df / 2, df2 / 2, 0, 0, upper};
	if (!(df > 0) || !(df2 > 0) || !(lambda >= 0) || isinf(lambda) || isnan(x))
		return NAN;
	if (!(x > 0))
		return upper;
	if (isinf(x))
		return !upper;
	if (df2 > CHISQ_DF)
		f.b = INFINITY;
	f.x = isinf(f.b) ? x : x / (df2 + x);
	f.y = df2 / (df2 + x);
	return lambda < DBL_MIN * 4 ? find_part(&f, f.a) : mix(&f, lambda / 2);
}

double svy_noncentral_chisq_lower(double x, double df, double lambda)
{
	return find_tail(x, df, INFINITY, lambda, false);
}

double svy_noncentral_chisq_upper(double x, double df, double lambda)
{
	return find_tail(x, df, INFINITY, lambda, true);
}

double svy_noncentral_f_lower(double f, double df, double df2, double lambda)
{
	return find_tail(f * df, df, df2, lambda, false);
}

double svy_noncentral_f_upper(double f, double df, double df2, double lambda)
{
	return find_tail(f * df, df, df2, lambda, true);
}

struct wanted {
	double target, x, df, df2;
	bool upper;
};

static double miss(double lambda, const void *context)
{
	const struct wanted *w = context;
	return find_tail(w->x, w->df, w->df2, lambda, w->upper) - w->target;
}

/* Upper tails grow with lambda, lower ones fall.  The search begins around where the mean
 * would be x and widens, because tails far from there take long. */
static bool find_bracket(const struct wanted *w, double sign, double *low, double *high)
{
	double centre = fmax(0, w->x - w->df), step = 4 * sqrt(2 * (w->df + 2 * centre)) * sqrt(1 + w->x / w->df2) + 1;
	*low = *high = centre;
	while (*low > 0 && sign * miss(*low, w) >= 0) {
		*high = *low;
		*low = fmax(0, *low - step);
		step *= 2;
	}
	while (*high < 1e15 && sign * miss(*high, w) < 0) {
		*low = *high;
		*high += step;
		step *= 2;
	}
	return *high > *low;
}

static double solve(double target, double x, double df, double df2, bool upper)
{
	const struct wanted wanted = {target, x, df, df2, upper};
	double low, high, sign = upper ? 1 : -1;
	if (!(target > 0 && target < 1) || !(df > 0) || !(df2 > 0) || !(x >= 0) || isinf(x))
		return NAN;
	if (sign * miss(0, &wanted) >= 0)
		return 0;
	return find_bracket(&wanted, sign, &low, &high) ? svy_find_root(miss, &wanted, low, high) : low;
}

double svy_noncentral_lambda_upper(double q, double x, double df)
{
	return solve(q, x, df, INFINITY, true);
}

double svy_noncentral_lambda_lower(double p, double x, double df)
{
	return solve(p, x, df, INFINITY, false);
}

double svy_noncentral_f_lambda_upper(double q, double f, double df, double df2)
{
	return solve(q, f * df, df, df2, true);
}

double svy_noncentral_f_lambda_lower(double p, double f, double df, double df2)
{
	return solve(p, f * df, df, df2, false);
}
