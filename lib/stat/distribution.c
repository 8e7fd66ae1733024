#include "stat/distribution.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

/* No continued fraction or series here needs more: they take about 6 sqrt(a)
 * terms at worst, and a is at most some 1e9. */
enum { MAX_TERMS = 4000000 };

static const double pi = 3.14159265358979323846;

/* svy_stirling_error(k / 2), k = 1 .. 20, computed with 40 digits. */
static const double stirling_table[20] = {
	0.15342640972002734529,  0.08106146679532725822,  0.054814121051917653896, 0.041340695955409294094,
	0.033162873519936287485, 0.027677925684998339149, 0.023746163656297495971, 0.020790672103765093112,
	0.018488450532673185231, 0.016644691189821192163, 0.015134973221917378874, 0.013876128823070747999,
	0.012810465242920226924, 0.011896709945891770095, 0.011104559758206917327, 0.010411265261972096497,
	0.0097994161261588032984, 0.0092554621827127329177, 0.008768700134139385463, 0.0083305634333628712565,
};

double svy_stirling_error(double x)
{
	double shifted = 0;

	if (x <= 10 && x >= 0.5 && 2 * x == floor(2 * x))
		return stirling_table[(int)(2 * x) - 1];
	/* error(x) - error(x + 1), until the series below is good for all bits. */
	for (; x < 10; x++)
		shifted += (x + 0.5) * log1p(1 / x) - 1;
	double y = 1 / (x * x);
	/* Bernoulli numbers: DLMF 5.11.1. */
	double series = 1.0 / 156;
	series = 1.0 / 1188 - (691.0 / 360360 - series * y) * y;
	series = 1.0 / 1260 - (1.0 / 1680 - series * y) * y;
	series = 1.0 / 12 - (1.0 / 360 - series * y) * y;
	return shifted + series / x;
}

double svy_deviance(double x, double m, double difference)
{
	if (x == 0)
		return m;
	if (fabs(difference) < 0.1 * (x + m)) {
		/* In powers of v, where the logarithm would cancel against x - m. */
		double v = difference / (x + m), sum = difference * v, term = 2 * x * v;
		v *= v;
		for (int j = 3;; j += 2) {
			term *= v;
			double next = sum + term / j;
			if (next == sum)
				return sum;
			sum = next;
		}
	}
	return x * log(x / m) - difference;
}

/* --- normal -------------------------------------------------------------- */

double svy_normal_upper(double z)
{
	return 0.5 * erfc(z / sqrt(2));
}

double svy_normal_lower(double z)
{
	return svy_normal_upper(-z);
}

double svy_normal_upper_log(double z)
{
	if (z > 30)
		return svy_chisq_upper_log(z * z, 1) - log(2);
	if (z < -1)
		return log1p(-svy_normal_lower(z));
	return log(svy_normal_upper(z));
}

double svy_normal_between(double z, double width)
{
	double middle = z + width / 2, square = middle * middle, w2 = width * width;
	if (!(width > 0))
		return width == 0 && !isnan(z) ? 0 : NAN;
	if (width * (1 + fabs(middle)) < 0.02) /* Taylor's series about the middle */
		return width * exp(-0.5 * square) / sqrt(2 * pi) *
		       (1 + w2 * (square - 1) / 24 + w2 * w2 * (square * square - 6 * square + 3) / 1920);
	if (middle < 0)
		return svy_normal_between(-z - width, width);
	return z > 0 ? svy_normal_upper(z) - svy_normal_upper(z + width)
	             : 1 - svy_normal_lower(z) - svy_normal_upper(z + width);
}

/* --- incomplete gamma ---------------------------------------------------- */

/* log of x^a e^-x / Gamma(a + 1). */
static double gamma_term_log(double a, double x)
{
	return -svy_stirling_error(a) - svy_deviance(a, x, a - x) - 0.5 * log(2 * pi * a);
}

/* Sum of x^k / ((a + 1) ... (a + k)): DLMF 8.7.1. */
static double gamma_series(double a, double x)
{
	double sum = 1, term = 1;
	for (int k = 1; k < MAX_TERMS; k++) {
		term *= x / (a + k);
		sum += term;
		if (term < sum * DBL_EPSILON / 8)
			break;
	}
	return sum;
}

/* Gamma(a, x) / (x^a e^-x), x > a: DLMF 8.9.2, by Lentz's method. */
static double gamma_fraction(double a, double x)
{
	double b = x + 1 - a, c = HUGE_VAL, d = 1 / b, fraction = d;
	for (int k = 1; k < MAX_TERMS; k++) {
		double numerator = k * (a - k);
		b += 2;
		d = 1 / (b + numerator * d);
		c = b + numerator / c;
		fraction *= c * d;
		if (fabs(c * d - 1) <= DBL_EPSILON)
			break;
	}
	return fraction;
}

double svy_log_sum(double a, double b)
{
	double most = fmax(a, b);
	return isinf(most) ? most : most + log1p(exp(fmin(a, b) - most));
}

double svy_log_rest(double a)
{
	return a > -0.7 ? log(-expm1(a)) : log1p(-exp(a));
}

/* log of the tail of the incomplete gamma function; the smaller one (about) is
 * computed, the other follows from it. */
static double gamma_tail_log(double a, double x, bool upper)
{
	if (!(x > 0))
		return upper ? 0 : -HUGE_VAL;
	if (isinf(x))
		return upper ? -HUGE_VAL : 0;
	bool computed_upper = x > a + 1;
	double log_tail = gamma_term_log(a, x);
	log_tail += computed_upper ? log(a * gamma_fraction(a, x)) : log(gamma_series(a, x));
	return upper == computed_upper ? log_tail : svy_log_rest(log_tail);
}

static double gamma_tail(double a, double x, bool upper)
{
	bool computed_upper = x > a + 1;
	double log_tail = gamma_tail_log(a, x, computed_upper);
	return upper == computed_upper ? exp(log_tail) : -expm1(log_tail);
}

double svy_chisq_upper(double x, double df)
{
	return !(df > 0) || isnan(x) ? NAN : gamma_tail(df / 2, x / 2, true);
}

double svy_chisq_lower(double x, double df)
{
	return !(df > 0) || isnan(x) ? NAN : gamma_tail(df / 2, x / 2, false);
}

double svy_chisq_upper_log(double x, double df)
{
	return !(df > 0) || isnan(x) ? NAN : gamma_tail_log(df / 2, x / 2, true);
}

double svy_chisq_lower_log(double x, double df)
{
	return !(df > 0) || isnan(x) ? NAN : gamma_tail_log(df / 2, x / 2, false);
}

double svy_chisq_density_log(double x, double df)
{
	return gamma_term_log(df / 2, x / 2) + log(df / (2 * x));
}

/* --- incomplete beta ----------------------------------------------------- */

/* log of Gamma(a + b + 1) / (Gamma(a + 1) Gamma(b + 1)) x^a y^b, y = 1 - x, in
 * Loader's form: the binomial probability of a in a + b. */
static double beta_term_log(double a, double b, double x, double y)
{
	double n = a + b;
	return svy_stirling_error(n) - svy_stirling_error(a) - svy_stirling_error(b) -
	       svy_deviance(a, n * x, a - n * x) - svy_deviance(b, n * y, b - n * y) + 0.5 * log(n / (2 * pi * a) / b);
}

/*
 * The continued fraction of DLMF 8.17.22, contracted to its even part and each
 * denominator multiplied by a + 2m, by Lentz's method; fast for
 * x < (a + 1) / (a + b + 2).  With y and a y - b x nothing cancels near x = 1:
 * the fraction as it is in the book loses eight digits at x = 1 - 4e-9.
 * Didonato and Morris (1992), ACM TOMS 18, 360-373, equation 9.
 */
static double beta_fraction(double a, double b, double x, double y)
{
	double lambda = a * y - b * x, first = a / (a + 1) * (1 + lambda);
	double c = first, d = 0, fraction = first;
	for (int m = 1; m < MAX_TERMS; m++) {
		double odd = a + 2 * m - 1, scaled = x / odd;
		double alpha = (a + m - 1) * scaled * ((a + b + m - 1) * scaled) * m * (b - m);
		double beta = m + m * (b - m) * scaled + (a + m) / (odd + 2) * (lambda + 1 + m * (1 + y));
		d = 1 / (beta + alpha * d);
		c = beta + alpha / c;
		fraction *= c * d;
		if (fabs(c * d - 1) <= DBL_EPSILON)
			break;
	}
	return a / fraction;
}

/* log of the lower or upper tail at x; y is 1 - x, given because it may be
 * known better than by subtraction. */
static double beta_tail_log(double a, double b, double x, double y, bool upper)
{
	if (!(x > 0) || !(y > 0))
		return (x > 0) == upper ? -HUGE_VAL : 0;
	bool computed_upper = x > (a + 1) / (a + b + 2);
	double log_tail = beta_term_log(a, b, x, y);
	if (computed_upper)
		log_tail += log(a / (a + b) * beta_fraction(b, a, y, x));
	else
		log_tail += log(b / (a + b) * beta_fraction(a, b, x, y));
	return upper == computed_upper ? log_tail : svy_log_rest(log_tail);
}

static double beta_tail(double a, double b, double x, double y, bool upper)
{
	bool computed_upper = x > (a + 1) / (a + b + 2);
	double log_tail = beta_tail_log(a, b, x, y, computed_upper);
	return upper == computed_upper ? exp(log_tail) : -expm1(log_tail);
}

static bool beta_defined(double x, double a, double b)
{
	return x >= 0 && x <= 1 && a > 0 && b > 0;
}

double svy_beta_lower(double x, double a, double b)
{
	return beta_defined(x, a, b) ? beta_tail(a, b, x, 1 - x, false) : NAN;
}

double svy_beta_upper(double x, double a, double b)
{
	return beta_defined(x, a, b) ? beta_tail(a, b, x, 1 - x, true) : NAN;
}

double svy_beta_lower_log(double x, double a, double b)
{
	return beta_defined(x, a, b) ? beta_tail_log(a, b, x, 1 - x, false) : NAN;
}

double svy_beta_upper_log(double x, double a, double b)
{
	return beta_defined(x, a, b) ? beta_tail_log(a, b, x, 1 - x, true) : NAN;
}

double svy_beta_density_log(double x, double a, double b)
{
	return beta_term_log(a, b, x, 1 - x) + log(a / (a + b) * b) - log(x) - log1p(-x);
}

/* --- t ------------------------------------------------------------------- */

/* Beyond this the t distribution is the normal one to all digits that a tail
 * can have: the relative difference is of the order t^4 / (4 df). */
#define NORMAL_DF 1e20

double svy_t_upper_log(double t, double df)
{
	if (!(df > 0) || isnan(t))
		return NAN;
	if (df > NORMAL_DF)
		return svy_normal_upper_log(t);
	if (isinf(t))
		return t > 0 ? -HUGE_VAL : 0;
	double r = t / sqrt(df), square = r * r;
	if (t <= 0)
		return log1p(-svy_t_upper(-t, df));
	if (square > 1e200) /* 1 / (1 + r^2) would underflow: the leading term */
		return svy_t_upper_log(1e90 * sqrt(df), df) - df * (log(r) - log(1e90));
	return beta_tail_log(df / 2, 0.5, 1 / (1 + square), square / (1 + square), false) - log(2);
}

double svy_t_upper(double t, double df)
{
	if (!(df > 0) || isnan(t))
		return NAN;
	if (t == 0)
		return 0.5;
	double tail = exp(svy_t_upper_log(fabs(t), df));
	return t > 0 ? tail : 1 - tail;
}

double svy_t_lower(double t, double df)
{
	return svy_t_upper(-t, df);
}

double svy_t_density_log(double t, double df)
{
	if (df > NORMAL_DF)
		return -0.5 * t * t - 0.5 * log(2 * pi);
	/* Gamma((df + 1) / 2) / (Gamma(df / 2) sqrt(df / 2)), then the kernel. */
	double a = df / 2, b = a + 0.5;
	double ratio = svy_stirling_error(b) - svy_stirling_error(a) + a * log1p(0.5 / a) - 0.5;
	/* log G(b) - log G(a), by Stirling: (b - 1/2) log b - b - (a - 1/2) log a + a */
	return ratio + 0.5 * log(a) - 0.5 * log(df * pi) - b * log1p(t / df * t);
}

/* --- F ------------------------------------------------------------------- */

double svy_f_upper_log(double f, double df1, double df2)
{
	if (!(df1 > 0) || !(df2 > 0) || isnan(f))
		return NAN;
	if (f <= 0 || isinf(f))
		return f > 0 ? -HUGE_VAL : 0;
	double ratio = f / df2 * df1;
	if (ratio > 1e200) /* 1 / (1 + ratio) would underflow: the leading term */
		return svy_f_upper_log(1e190 / df1 * df2, df1, df2) - df2 / 2 * (log(f / df2) + log(df1) - log(1e190));
	return beta_tail_log(df2 / 2, df1 / 2, 1 / (1 + ratio), ratio / (1 + ratio), false);
}

double svy_f_upper(double f, double df1, double df2)
{
	return exp(svy_f_upper_log(f, df1, df2));
}

/* --- binomial and hypergeometric ----------------------------------------- */

static double binomial_log(double k, double n, double p, double q)
{
	if (p == 0)
		return k == 0 ? 0 : -HUGE_VAL;
	if (q == 0)
		return k == n ? 0 : -HUGE_VAL;
	if (n == 0)
		return 0;
	if (k == 0)
		return p < 0.1 ? n * log1p(-p) : n * log(q);
	if (k == n)
		return q < 0.1 ? n * log1p(-q) : n * log(p);
	return beta_term_log(k, n - k, p, q);
}

double svy_binomial_log(double k, double n, double p)
{
	if (!(p >= 0 && p <= 1) || !(n >= 0) || isnan(k))
		return NAN;
	if (k < 0 || k > n)
		return -HUGE_VAL;
	return binomial_log(k, n, p, 1 - p);
}

double svy_hypergeometric_log(double k, double total, double good, double n)
{
	double bad = total - good;
	if (!(good >= 0 && bad >= 0 && n >= 0 && n <= total) || isnan(k))
		return NAN;
	if (k < 0 || k > good || n - k < 0 || n - k > bad)
		return -HUGE_VAL;
	/* Any p gives the same value; this one makes the three terms moderate. */
	double p = n / total, q = (total - n) / total;
	if (total == 0)
		return 0;
	return binomial_log(k, good, p, q) + binomial_log(n - k, bad, p, q) - binomial_log(n, total, p, q);
}
