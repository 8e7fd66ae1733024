/*
 * The exact conditional test of K tables of 2 x 2.
 *
 * The probabilities of the first cell of a stratum form a log-concave sequence, and so
 * do those of a sum of such cells.  When two are folded together, the terms of each
 * new probability therefore rise to one largest and fall from there, and the place of
 * the largest never goes back from one value to the next.
 */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "stat/stratified.h"

/* --- folding -------------------------------------------------------------- */

/* Weights of n values in a row, weight[i] 2^exponent[i]; 1/2 <= weight[i] < 1. */
struct weights {
	double *weight;
	int *exponent;
	size_t n;
};

static void clear_weights(struct weights *weights)
{
	free(weights->weight);
	free(weights->exponent);
	*weights = (struct weights){0};
}

static enum svy_code new_weights(size_t n, struct weights *out, struct svy_status *status)
{
	*out = (struct weights){svy_array_new(n, sizeof *out->weight), svy_array_new(n, sizeof *out->exponent), n};
	if (out->weight && out->exponent)
		return SVY_OK;
	clear_weights(out);
	return svy_fail_memory(status);
}

static void put_weight(struct weights *w, size_t i, double value, int exponent)
{
	int more;
	w->weight[i] = frexp(value, &more);
	w->exponent[i] = exponent + more;
}

static double lowest_of(const struct svy_four *t)
{
	return fmax(0, t->r1 - t->c2);
}

static double highest_of(const struct svy_four *t)
{
	return fmin(t->r1, t->c1);
}

/* One stratum: by the ratios of neighbours, from the mode, whose weight is 1. */
static enum svy_code weigh_stratum(const struct svy_four *t, struct weights *out, struct svy_status *status)
{
	double low = lowest_of(t), high = highest_of(t);
	double mode = fmin(high, fmax(low, floor((t->r1 + 1) / (t->n + 2) * (t->c1 + 1))));
	enum svy_code code = new_weights((size_t)(high - low) + 1, out, status);
	if (code)
		return code;
	put_weight(out, (size_t)(mode - low), 1, 0);
	for (double k = mode; k < high; k++) {
		size_t i = (size_t)(k - low);
		double ratio = (t->r1 - k) / (k + 1) * ((t->c1 - k) / (t->c2 - t->r1 + k + 1));
		put_weight(out, i + 1, out->weight[i] * ratio, out->exponent[i]);
	}
	for (double k = mode; k > low; k--) {
		size_t i = (size_t)(k - low);
		double ratio = k / (t->r1 - k + 1) * ((t->c2 - t->r1 + k) / (t->c1 - k + 1));
		put_weight(out, i - 1, out->weight[i] * ratio, out->exponent[i]);
	}
	return SVY_OK;
}

/* Terms this many powers of two below the largest are not seen in the sum, and fall. */
enum { TOO_SMALL = 70 };

/* Term i of value j is x[i] y[j - i] 2^(its exponent). */
struct fold {
	const struct weights *x, *y;
	double power[TOO_SMALL + 4]; /* 2^(2 - k) */
};

static int exponent_of(const struct fold *fold, size_t i, size_t j)
{
	return fold->x->exponent[i] + fold->y->exponent[j - i];
}

static double term_of(const struct fold *fold, size_t i, size_t j, int base)
{
	int below = base - exponent_of(fold, i, j);
	if (below < -2)
		return HUGE_VAL;
	return below > TOO_SMALL ? 0 : fold->x->weight[i] * fold->y->weight[j - i] * fold->power[below + 2];
}

/* The largest term of value j, which is not before i. */
static size_t climb(const struct fold *fold, size_t i, size_t last, size_t j)
{
	while (i < last) {
		int base = exponent_of(fold, i, j);
		if (term_of(fold, i + 1, j, base) < term_of(fold, i, j, base))
			break;
		i++;
	}
	return i;
}

static double add_terms(const struct fold *fold, size_t first, size_t peak, size_t last, size_t j, int base)
{
	double sum = 0;
	for (size_t i = peak; i <= last; i++) {
		double term = term_of(fold, i, j, base);
		if (term == 0)
			break;
		sum += term;
	}
	for (size_t i = peak; i > first; i--) {
		double term = term_of(fold, i - 1, j, base);
		if (term == 0)
			break;
		sum += term;
	}
	return sum;
}

static enum svy_code fold_two(const struct weights *x, const struct weights *y, struct weights *out,
                              struct svy_status *status)
{
	struct fold fold = {x, y, {0}};
	size_t peak = 0;
	enum svy_code code = new_weights(x->n + y->n - 1, out, status);
	if (code)
		return code;
	for (int k = 0; k < TOO_SMALL + 4; k++)
		fold.power[k] = ldexp(1, 2 - k);
	for (size_t j = 0; j < out->n; j++) {
		size_t first = j < y->n ? 0 : j - y->n + 1, last = j < x->n ? j : x->n - 1;
		peak = climb(&fold, peak < first ? first : peak, last, j);
		int base = exponent_of(&fold, peak, j);
		put_weight(out, j, add_terms(&fold, first, peak, last, j, base), base);
	}
	return SVY_OK;
}

/* Strata first .. first + n - 1, n > 0, by halves: the long sequences meet only once. */
static enum svy_code fold_strata(const struct svy_four *four, size_t n, struct weights *out,
                                 struct svy_status *status)
{
	struct weights left = {0}, right = {0};
	if (n == 1)
		return weigh_stratum(four, out, status);
	enum svy_code code = fold_strata(four, n / 2, &left, status);
	if (!code)
		code = fold_strata(four + n / 2, n - n / 2, &right, status);
	if (!code)
		code = fold_two(&left, &right, out, status);
	clear_weights(&left);
	clear_weights(&right);
	return code;
}

/* --- the distribution ----------------------------------------------------- */

/* log of the probability of each of n values; the observed one is at `at`. */
struct distribution {
	double *log;
	size_t n, at;
};

/* Sums over values first..last of the weights exp(log + i theta): their logarithm, mean
 * and variance of i.  The weight of the observed value counts `share` times. */
struct moments {
	double log_all, mean, variance;
};

static size_t find_peak(const struct distribution *d, size_t first, size_t last, double theta)
{
	while (first < last) {
		size_t middle = first + (last - first) / 2;
		if (d->log[middle + 1] - d->log[middle] + theta > 0)
			first = middle + 1;
		else
			last = middle;
	}
	return first;
}

static struct moments add_up(const struct distribution *d, size_t first, size_t last, double theta, double share)
{
	size_t peak = find_peak(d, first, last, theta);
	double all = 0, once = 0, twice = 0;
	for (size_t i = peak; i <= last; i++) {
		double step = (double)(i - peak), x = exp(d->log[i] - d->log[peak] + step * theta);
		if (step > 0 && x * (1 + step * step) < twice * (DBL_EPSILON / 64))
			break;
		x *= i == d->at ? share : 1;
		all += x;
		once += step * x;
		twice += step * step * x;
	}
	for (size_t i = peak; i > first; i--) {
		double step = (double)(peak - (i - 1)), x = exp(d->log[i - 1] - d->log[peak] - step * theta);
		if (x * (1 + step * step) < twice * (DBL_EPSILON / 64))
			break;
		x *= i - 1 == d->at ? share : 1;
		all += x;
		once -= step * x;
		twice += step * step * x;
	}
	double shift = once / all;
	return (struct moments){d->log[peak] + (double)peak * theta + log(all), (double)peak + shift,
	                        twice / all - shift * shift};
}

static enum svy_code find_distribution(const struct svy_strata *strata, struct distribution *out,
                                       struct svy_status *status)
{
	struct svy_four *four = svy_array_new(strata->informs, sizeof *four);
	struct weights weights = {0};
	size_t n = 0;
	if (!four)
		return svy_fail_memory(status);
	*out = (struct distribution){0};
	for (size_t h = 0; h < strata->k; h++) {
		if (!strata->four[h].informs)
			continue;
		four[n++] = strata->four[h];
		out->at += (size_t)(strata->four[h].a - lowest_of(&strata->four[h]));
	}
	enum svy_code code = fold_strata(four, n, &weights, status);
	out->n = weights.n;
	if (!code && !(out->log = svy_array_new(weights.n, sizeof *out->log)))
		code = svy_fail_memory(status);
	for (size_t i = 0; i < weights.n && !code; i++)
		out->log[i] = log(weights.weight[i]) + weights.exponent[i] * log(2);
	if (!code) {
		double all = add_up(out, 0, out->n - 1, 0, 1).log_all;
		for (size_t i = 0; i < out->n; i++)
			out->log[i] -= all;
	}
	clear_weights(&weights);
	free(four);
	return code;
}

/* --- p -------------------------------------------------------------------- */

/* How much of value i counts for the p of value at; half: ties count half. */
static double share_of(const struct distribution *d, size_t i, size_t at, enum svy_alternative alternative,
                       bool half)
{
	double tied = half ? 0.5 : 1, gap = d->log[i] - d->log[at];
	if (alternative == SVY_LESS)
		return i < at ? 1 : i == at ? tied : 0;
	if (alternative == SVY_GREATER)
		return i > at ? 1 : i == at ? tied : 0;
	return gap < log1p(-SVY_TIE_SLACK) ? 1 : gap <= log1p(SVY_TIE_SLACK) ? tied : 0;
}

static double log_p_of(const struct distribution *d, size_t at, enum svy_alternative alternative, bool half)
{
	double most = d->log[at], sum = 0;
	for (size_t i = 0; i < d->n; i++)
		if (share_of(d, i, at, alternative, half) > 0)
			most = fmax(most, d->log[i]);
	for (size_t i = 0; i < d->n; i++) {
		double share = share_of(d, i, at, alternative, half);
		if (share > 0) /* exp() of the others may be infinite */
			sum += share * exp(d->log[i] - most);
	}
	return fmin(0, most + log(sum));
}

static double attainable_log_p(const struct distribution *d, enum svy_alternative alternative, bool half)
{
	return fmin(log_p_of(d, 0, alternative, half), log_p_of(d, d->n - 1, alternative, half));
}

/* --- odds ratio ------------------------------------------------------------ */

/* What theta solves: the mean is the observed value, or the observed value and those
 * below, or above it, have this probability. */
struct equation {
	enum { MEAN, BELOW, ABOVE } kind;
	double share, log_tail;
};

/* The error of theta, and its derivative. */
static double find_error(const struct distribution *d, const struct equation *equation, double theta, double *slope)
{
	struct moments all = add_up(d, 0, d->n - 1, theta, 1);
	if (equation->kind == MEAN) {
		*slope = all.variance;
		return all.mean - (double)d->at;
	}
	bool below = equation->kind == BELOW;
	struct moments tail = add_up(d, below ? 0 : d->at, below ? d->at : d->n - 1, theta, equation->share);
	*slope = tail.mean - all.mean;
	return tail.log_all - all.log_all - equation->log_tail;
}

/* Newton's method within a bracket that always shrinks; a step that leaves it is
 * replaced by its middle. */
static double solve(const struct distribution *d, struct equation equation)
{
	double low = -700, high = 700, theta = 0, slope; /* exp() of more is infinite */
	for (int i = 0; i < 200; i++) {
		double error = find_error(d, &equation, theta, &slope), next = theta - error / slope;
		if (fabs(next - theta) < 1e-11 * fmax(1, fabs(theta)))
			return next;
		if ((error > 0) == (equation.kind != BELOW))
			high = theta;
		else
			low = theta;
		theta = next > low && next < high ? next : low + (high - low) / 2;
	}
	return theta;
}

static void estimate_odds_ratio(const struct distribution *d, bool half, double level, struct svy_test *out)
{
	bool two = out->alternative == SVY_TWO_SIDED, lowest = d->at == 0, highest = d->at == d->n - 1;
	double share = half ? 0.5 : 1, log_tail = log(two ? (1 - level) / 2 : 1 - level);
	out->estimate = lowest ? 0 : highest ? HUGE_VAL : exp(solve(d, (struct equation){.kind = MEAN}));
	out->low = 0;
	out->high = HUGE_VAL;
	if (out->alternative != SVY_LESS && !lowest)
		out->low = exp(solve(d, (struct equation){ABOVE, share, log_tail}));
	if (out->alternative != SVY_GREATER && !highest)
		out->high = exp(solve(d, (struct equation){BELOW, share, log_tail}));
	if (two && (out->p <= 1 - level) == (out->low <= 1 && out->high >= 1))
		svy_test_note(out, "p and the interval disagree about an odds ratio of 1: p orders the sums by their "
		                   "probability, the interval has equal tails");
}

/* --- the test -------------------------------------------------------------- */

static double first_cells(const struct svy_strata *strata)
{
	double sum = 0;
	for (size_t h = 0; h < strata->k; h++)
		sum += strata->four[h].a;
	return sum;
}

static double count_values(const struct svy_strata *strata)
{
	double values = 1;
	for (size_t h = 0; h < strata->k; h++)
		if (strata->four[h].informs)
			values += highest_of(&strata->four[h]) - lowest_of(&strata->four[h]);
	return values;
}

static void describe(struct svy_test *out, bool midp)
{
	bool two = out->alternative == SVY_TWO_SIDED;
	svy_test_method(out, "exact conditional test of the strata%s, %s; conditional maximum-likelihood common odds "
	                "ratio, %s %s interval", midp ? " with mid-p" : "",
	                two ? "two-sided by minimum likelihood" : "one-sided", midp ? "mid-p" : "exact",
	                two ? "central" : "one-sided");
}

static enum svy_code test_sum(const struct svy_strata *strata, bool midp, double level, struct svy_test *out,
                              struct svy_status *status)
{
	struct distribution d = {0};
	enum svy_code code = find_distribution(strata, &d, status);
	if (code == SVY_OK) {
		out->statistic = first_cells(strata);
		out->log_p = log_p_of(&d, d.at, out->alternative, midp) + 0.0; /* not -0 */
		out->p = exp(out->log_p);
		out->attainable_p = exp(attainable_log_p(&d, out->alternative, midp));
		out->attainable_less = exp(attainable_log_p(&d, SVY_LESS, midp));
		out->attainable_greater = exp(attainable_log_p(&d, SVY_GREATER, midp));
		estimate_odds_ratio(&d, midp, level, out);
	}
	free(d.log);
	return code;
}

enum svy_code svy_cmh_exact(const struct svy_strata *strata, enum svy_alternative alternative, bool midp,
                            double level, struct svy_test *out, struct svy_status *status)
{
	char note[SVY_TEST_NOTE];
	struct svy_test test;
	enum svy_code code = SVY_OK;

	if (!(level > 0 && level < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1, as 0.95, not %g", level);
	if (!strata->whole)
		return svy_fail(status, SVY_EDOMAIN, "an exact test needs whole counts of respondents");
	svy_test_init(&test, midp ? "cmh-midp" : "cmh-exact");
	test.alternative = alternative;
	describe(&test, midp);
	if (svy_strata_note(strata, note, sizeof note))
		svy_test_note(&test, "%s", note);
	if (svy_strata_four_reason(strata))
		svy_test_note(&test, "%s%s", svy_strata_four_reason(strata),
		              svy_strata_wide(strata) ? ": use cmh-general" : "");
	else if (count_values(strata) > SVY_CMH_EXACT_MAX)
		svy_test_note(&test, "the sum of the first cells may have more than %.0f values: use cmh", SVY_CMH_EXACT_MAX);
	else
		code = test_sum(strata, midp, level, &test, status);
	if (code == SVY_OK)
		*out = test;
	return code;
}
