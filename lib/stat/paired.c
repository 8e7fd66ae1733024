#include "stat/paired.h"

#include <math.h>
#include <stdbool.h>

#include "stat/distribution.h"
#include "stat/interval.h"
#include "stat/margins.h"
#include "stat/quantile.h"

static const char *const NAMES[SVY_N_MCNEMARS] = {"mcnemar", "mcnemar-cc", "mcnemar-exact", "mcnemar-midp"};
static const char *const NO_PAIR = "no pair disagrees";

const char *svy_mcnemar_name(enum svy_mcnemar_kind kind)
{
	return NAMES[kind];
}

/* --- b of b + c ------------------------------------------------------------ */

/* log P(X > b) and log P(X = b), X binomial of b + c with odds exp(theta). */
static double above_log(double b, double c, double theta)
{
	if (c == 0)
		return -HUGE_VAL;
	/* The smaller of p and 1 - p is the one that has its digits. */
	if (theta <= 0)
		return svy_beta_lower_log(exp(theta) / (1 + exp(theta)), b + 1, c);
	return svy_beta_upper_log(exp(-theta) / (1 + exp(-theta)), c, b + 1);
}

static double at_log(double b, double c, double theta)
{
	if (theta <= 0)
		return svy_binomial_log(b, b + c, exp(theta) / (1 + exp(theta)));
	return svy_binomial_log(c, b + c, exp(-theta) / (1 + exp(-theta)));
}

/* log P(X >= b), b itself counting half where half. */
static double tail_log(double b, double c, double theta, bool half)
{
	return svy_log_sum(above_log(b, c, theta), at_log(b, c, theta) - (half ? log(2) : 0));
}

static double exact_log_p(double b, double c, enum svy_alternative alternative, bool half)
{
	switch (alternative) {
	case SVY_GREATER: return tail_log(b, c, 0, half);
	case SVY_LESS: return tail_log(c, b, 0, half);
	default: break;
	}
	if (b == c) /* everything is as improbable as this */
		return half ? log1p(-exp(at_log(b, c, 0)) / 2) : 0;
	return fmin(0, log(2) + tail_log(fmax(b, c), fmin(b, c), 0, half));
}

/* --- the odds ratio -------------------------------------------------------- */

/* Odds whose Clopper-Pearson lower limit this is. */
static double exact_low(double b, double c, double tail)
{
	if (b == 0)
		return 0;
	return svy_beta_lower_quantile(tail, b, c + 1) / svy_beta_upper_quantile(tail, c + 1, b);
}

/* Odds with P(X >= b) = tail, b counting half.  P rises with them. */
static double midp_low(double b, double c, double tail)
{
	double low = -700, high = 700; /* exp() of more is infinite */
	/* At odds 0 the half of b = 0 alone is a half. */
	if (b == 0)
		return 0;
	for (int i = 0; i < 200 && high - low > 1e-14 * fmax(1, fabs(low)); i++) {
		double middle = (low + high) / 2;
		if (tail_log(b, c, middle, true) < log(tail))
			low = middle;
		else
			high = middle;
	}
	return exp((low + high) / 2);
}

static void put_odds(double b, double c, bool half, enum svy_alternative alternative, double level,
                     double *estimate, double *low, double *high)
{
	double tail = alternative == SVY_TWO_SIDED ? (1 - level) / 2 : 1 - level;
	double (*limit)(double, double, double) = half ? midp_low : exact_low;
	*estimate = b / c;
	*low = alternative == SVY_LESS ? 0 : limit(b, c, tail);
	*high = alternative == SVY_GREATER ? HUGE_VAL : 1 / limit(c, b, tail);
}

/* --- the tests ------------------------------------------------------------- */

static void describe(struct svy_test *out, enum svy_mcnemar_kind kind)
{
	static const char *const tests[] = {"McNemar's test, without continuity correction",
	                                    "McNemar's test with continuity correction",
	                                    "McNemar's exact test, binomial", "McNemar's mid-p test, binomial"};
	bool two = out->alternative == SVY_TWO_SIDED, exact = kind >= SVY_MCNEMAR_EXACT;
	svy_test_method(out, "%s, %s; matched odds ratio b / c, %s %s interval", tests[kind],
	                two ? (exact ? "two-sided by minimum likelihood" : "chi-squared")
	                    : (exact ? "one-sided" : "one-sided z"),
	                kind == SVY_MCNEMAR_MIDP ? "mid-p" : "exact", two ? "central" : "one-sided");
}

static void test_asymptotic(double b, double c, bool corrected, struct svy_test *out)
{
	double distance = fabs(b - c);
	svy_test_normal_squared(out, copysign(distance - (corrected ? fmin(1, distance) : 0), b - c) / sqrt(b + c));
}

static void test_exact(double b, double c, bool half, struct svy_test *out)
{
	out->log_p = exact_log_p(b, c, out->alternative, half) + 0.0;
	out->p = exp(out->log_p);
	/* All pairs on one side is the least probable that there is. */
	out->attainable_less = exp(exact_log_p(0, b + c, SVY_LESS, half));
	out->attainable_greater = exp(exact_log_p(b + c, 0, SVY_GREATER, half));
	out->attainable_p = out->alternative == SVY_TWO_SIDED ? exp(exact_log_p(b + c, 0, SVY_TWO_SIDED, half))
	                                                      : out->attainable_less;
}

static enum svy_code check(const double *n, double level, struct svy_status *status)
{
	struct svy_margins *m = NULL;
	if (!(level > 0 && level < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1, as 0.95, not %g", level);
	enum svy_code code = svy_margins_new(n, 2, 2, &m, status);
	svy_margins_free(m);
	return code;
}

static enum svy_code check_whole(const double *n, struct svy_status *status)
{
	if (n[1] != floor(n[1]) || n[2] != floor(n[2]))
		return svy_fail(status, SVY_EDOMAIN, "a test of pairs needs whole counts of respondents");
	return SVY_OK;
}

enum svy_code svy_mcnemar(const double *n, size_t k, enum svy_mcnemar_kind kind, enum svy_alternative alternative,
                          double level, struct svy_test *out, struct svy_status *status)
{
	if (k != 2)
		return svy_fail(status, SVY_EUSAGE, "%s is for 2 categories, here are %zu: use bowker or stuart-maxwell",
		                NAMES[kind], k);
	enum svy_code code = check(n, level, status);
	if (code == SVY_OK)
		code = check_whole(n, status);
	if (code)
		return code;
	double b = n[1], c = n[2];
	svy_test_init(out, NAMES[kind]);
	out->alternative = alternative;
	describe(out, kind);
	if (b + c == 0) {
		svy_test_note(out, "%s", NO_PAIR);
		return SVY_OK;
	}
	if (kind <= SVY_MCNEMAR_CC) {
		out->smallest_expected = (b + c) / 2;
		test_asymptotic(b, c, kind == SVY_MCNEMAR_CC, out);
	} else {
		test_exact(b, c, kind == SVY_MCNEMAR_MIDP, out);
	}
	put_odds(b, c, kind == SVY_MCNEMAR_MIDP, alternative, level, &out->estimate, &out->low, &out->high);
	return SVY_OK;
}

/* --- the difference -------------------------------------------------------- */

struct pairs {
	double a, b, c, d, n;
};

static double find_phi(const struct pairs *t)
{
	double root = sqrt(t->a + t->b) * sqrt(t->c + t->d) * sqrt(t->a + t->c) * sqrt(t->b + t->d);
	double numerator = t->a * t->d - t->b * t->c;
	if (numerator >= 0)
		numerator = fmax(0, numerator - t->n / 2);
	return root > 0 ? numerator / root : 0;
}

static enum svy_code newcombe(const struct pairs *t, double level, struct svy_measure *out, struct svy_status *status)
{
	struct svy_interval first, second;
	enum svy_code code = svy_proportion_interval(SVY_INTERVAL_WILSON, t->a + t->b, t->n, level, &first, status);
	if (code == SVY_OK)
		code = svy_proportion_interval(SVY_INTERVAL_WILSON, t->a + t->c, t->n, level, &second, status);
	if (code)
		return code;
	double p1 = (t->a + t->b) / t->n, p2 = (t->a + t->c) / t->n, phi = find_phi(t);
	double down1 = p1 - first.low, up1 = first.high - p1, down2 = p2 - second.low, up2 = second.high - p2;
	out->low = out->estimate - sqrt(fmax(0, down1 * down1 - 2 * phi * down1 * up2 + up2 * up2));
	out->high = out->estimate + sqrt(fmax(0, up1 * up1 - 2 * phi * up1 * down2 + down2 * down2));
	return SVY_OK;
}

/* The score statistic of a difference: with it given, c / n by maximum likelihood is the
 * root of a quadratic, in the form that does not cancel. */
static double score(const struct pairs *t, double difference)
{
	double n = t->n, linear = (2 * n - t->b + t->c) * difference - t->b - t->c;
	double constant = -t->c * difference * (1 - difference);
	double root = sqrt(fmax(0, linear * linear - 8 * n * constant));
	double share = linear > 0 ? -2 * constant / (linear + root) : (root - linear) / (4 * n);
	double variance = n * (2 * share + difference * (1 - difference));
	double distance = t->b - t->c - n * difference;
	return variance > 0 ? distance / sqrt(variance) : distance > 0 ? HUGE_VAL : distance < 0 ? -HUGE_VAL : 0;
}

/* The difference between low and high at which the falling score is z. */
static double solve_score(const struct pairs *t, double low, double high, double z)
{
	for (int i = 0; i < 200; i++) {
		double middle = (low + high) / 2;
		if (middle <= low || middle >= high)
			break;
		if (score(t, middle) > z)
			low = middle;
		else
			high = middle;
	}
	return (low + high) / 2;
}

static void put_difference(const struct pairs *t, double z, bool tango, struct svy_measure *out)
{
	out->low = tango ? solve_score(t, -1, out->estimate, z) : out->estimate - z * out->ase;
	out->high = tango ? solve_score(t, out->estimate, 1, -z) : out->estimate + z * out->ase;
}

static enum svy_code measure_difference(const struct pairs *t, enum svy_paired_kind kind, double level,
                                        struct svy_measure *out, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	/* b + c - (b - c)^2 / n, without the difference */
	double square = ((t->a + t->d) * (t->b + t->c) + 4 * t->b * t->c) / t->n;
	out->estimate = (t->b - t->c) / t->n;
	out->ase = sqrt(square) / t->n;
	if (kind == SVY_RD_PAIRED)
		code = newcombe(t, level, out, status);
	else
		put_difference(t, svy_normal_upper_quantile((1 - level) / 2), kind == SVY_RD_PAIRED_TANGO, out);
	out->low = fmax(-1, out->low);
	out->high = fmin(1, out->high);
	if (out->ase == 0) {
		out->ase = NAN;
		svy_measure_note(out, kind == SVY_RD_PAIRED_WALD ? "no standard error, no width: all pairs are alike"
		                                                         : "no standard error: all pairs are alike");
	}
	return code;
}

static void measure_odds(const struct pairs *t, double level, struct svy_measure *out)
{
	if (t->b + t->c == 0) {
		svy_measure_note(out, "undefined: %s", NO_PAIR);
		return;
	}
	put_odds(t->b, t->c, false, SVY_TWO_SIDED, level, &out->estimate, &out->low, &out->high);
	if (t->b > 0 && t->c > 0)
		out->log_se = sqrt(1 / t->b + 1 / t->c);
}

enum svy_code svy_paired_measure(const double n[4], enum svy_paired_kind kind, double level, struct svy_measure *out,
                                 struct svy_status *status)
{
	static const char *const methods[] = {"matched odds ratio b / c, exact central interval",
	                                      "paired risk difference, Newcombe hybrid score interval (method 10)",
	                                      "paired risk difference, Tango score interval",
	                                      "paired risk difference, Wald interval"};
	const struct pairs t = {n[0], n[1], n[2], n[3], n[0] + n[1] + n[2] + n[3]};
	struct svy_measure measure;
	enum svy_code code = check(n, level, status);
	if (code == SVY_OK && kind == SVY_OR_PAIRED)
		code = check_whole(n, status);
	if (code)
		return code;
	svy_measure_begin(&measure, kind == SVY_OR_PAIRED ? "or-paired" : "rd-paired", methods[kind]);
	if (t.n == 0)
		svy_measure_note(&measure, "the table is empty");
	else if (kind == SVY_OR_PAIRED)
		measure_odds(&t, level, &measure);
	else
		code = measure_difference(&t, kind, level, &measure, status);
	if (code == SVY_OK)
		*out = measure;
	return code;
}
