#include "stat/unconditional.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "stat/distribution.h"
#include "stat/hypergeometric.h"
#include "stat/margins.h"
#include "stat/supremum.h"

/* --- the largest probability over pi --------------------------------------- */

/* Tables that are as extreme, by their number of events: log q(s) plus the logarithm of
 * the binomial probability of s at pi = 1/2, for s = 0..n; -Inf where there are none. */
struct extremes {
	size_t n;
	double *weight;
};

static double log1p_exp(double theta)
{
	return theta > 0 ? theta + log1p(exp(-theta)) : log1p(exp(theta));
}

/* log of the sum of exp(weight + s theta): convex in theta. */
static double log_tilted(const struct extremes *extremes, double theta)
{
	double most = -HUGE_VAL, sum = 0;
	for (size_t s = 0; s <= extremes->n; s++)
		most = fmax(most, extremes->weight[s] + (double)s * theta);
	for (size_t s = 0; s <= extremes->n; s++) {
		double below = extremes->weight[s] + (double)s * theta - most;
		sum += below > -45 ? exp(below) : 0; /* e^-45 cannot be seen */
	}
	return most + log(sum);
}

/* n (log 2 - log(1 + e^theta)): what turns the tilted sum into a probability. */
static double log_scale(const struct extremes *extremes, double theta)
{
	return (double)extremes->n * (log(2) - log1p_exp(theta));
}

static void evaluate(const void *context, struct svy_curve_point *point)
{
	const struct extremes *extremes = context;
	point->slope = log_tilted(extremes, point->at); /* the bound needs it, not a slope */
	point->value = point->slope + log_scale(extremes, point->at);
}

/* The chord of the convex part plus the concave part has its largest value where pi is the
 * slope of the chord over n.  And no probability is above 1. */
static double bound(const void *context, const struct svy_curve_point *left, const struct svy_curve_point *right)
{
	const struct extremes *extremes = context;
	double slope = (right->slope - left->slope) / (right->at - left->at), n = (double)extremes->n;
	double theta = slope <= 0 ? left->at : slope >= n ? right->at : log(slope / (n - slope));
	theta = fmin(right->at, fmax(left->at, theta));
	return fmin(0, left->slope + slope * (theta - left->at) + log_scale(extremes, theta));
}

struct largest {
	double log_p, pi;
};

/*
 * Below s / n of the least s the probability rises with pi, above that of the greatest it
 * falls: the derivative of its logarithm is the mean of S among these tables less n pi.
 * Tables with no event, or with no other, have probability 1 at pi = 0 or 1.
 */
static struct largest find_largest(const struct extremes *extremes)
{
	enum { CELLS = 64 };
	const struct svy_curve curve = {evaluate, bound, extremes};
	size_t first = 0, last = extremes->n;
	while (isinf(extremes->weight[first]))
		first++;
	while (isinf(extremes->weight[last]))
		last--;
	if (first == 0 || last == extremes->n)
		return (struct largest){0, first == 0 ? 0 : 1};
	double n = (double)extremes->n;
	double low = log((double)first / (n - (double)first)), high = log((double)last / (n - (double)last));
	struct svy_curve_point point = {low, 0, 0};
	if (first == last)
		evaluate(extremes, &point);
	else
		point = svy_supremum(&curve, low, high, CELLS, 1e-11);
	return (struct largest){fmin(0, point.value), 1 / (1 + exp(-point.at))};
}

/* --- which tables are extreme ---------------------------------------------- */

/* A table as two binomials; other columns first gives the other direction. */
struct pair {
	double x1, n1, x2, n2;
};

static struct pair turn(const struct pair *pair)
{
	return (struct pair){pair->n1 - pair->x1, pair->n1, pair->n2 - pair->x2, pair->n2};
}

/* Whether a table with x1 events in the first group, s in all, is at least as far below as
 * the limit.  It must be if it has one more event in the second group, or one fewer in the
 * first. */
typedef bool is_extreme(const struct pair *pair, double x1, double s, double limit);

/* n times the difference of p1 and p2's weighted counts: whole, so exact. */
static double difference(const struct pair *pair, double x1, double s)
{
	return (pair->n1 + pair->n2) * x1 - pair->n1 * s;
}

static double spread(const struct pair *pair, double s)
{
	return sqrt(s * (pair->n1 + pair->n2 - s));
}

static bool score_is_extreme(const struct pair *pair, double x1, double s, double limit)
{
	double width = spread(pair, s);
	return width > 0 ? difference(pair, x1, s) <= limit * width : limit >= 0; /* no event, or no other: 0 */
}

static double fisher_log(const struct pair *pair, double x1, double s)
{
	struct svy_fourfold cell = svy_fourfold_make(pair->n1, s, pair->n1 + pair->n2);
	return svy_fourfold_lower_log(&cell, x1);
}

static bool fisher_is_extreme(const struct pair *pair, double x1, double s, double limit)
{
	return fisher_log(pair, x1, s) <= limit;
}

/* log q(s) of the tables that are extreme.  As s grows by one, the largest x1 among them
 * stays or grows by one. */
static void mark(const struct pair *pair, is_extreme *extreme, double limit, double *log_q)
{
	double k = -1, n = pair->n1 + pair->n2;
	for (double s = 0; s <= n; s++) {
		double low = fmax(0, s - pair->n2), high = fmin(pair->n1, s);
		k = fmax(k, low - 1);
		while (k < high && extreme(pair, k + 1, s, limit))
			k++;
		log_q[(size_t)s] = k < low ? -HUGE_VAL : fisher_log(pair, k, s);
	}
}

static enum svy_code new_extremes(const struct pair *pair, struct extremes *out, struct svy_status *status)
{
	out->n = (size_t)(pair->n1 + pair->n2);
	out->weight = svy_array_new(out->n + 1, sizeof *out->weight);
	return out->weight ? SVY_OK : svy_fail_memory(status);
}

static void add_binomial(struct extremes *extremes)
{
	for (size_t s = 0; s <= extremes->n; s++)
		extremes->weight[s] += svy_binomial_log((double)s, (double)extremes->n, 0.5);
}

static enum svy_code one_side(const struct pair *pair, is_extreme *extreme, double limit, struct largest *out,
                              struct svy_status *status)
{
	struct extremes extremes;
	enum svy_code code = new_extremes(pair, &extremes, status);
	if (code)
		return code;
	mark(pair, extreme, limit, extremes.weight);
	add_binomial(&extremes);
	*out = find_largest(&extremes);
	free(extremes.weight);
	return SVY_OK;
}

/* Extreme in either direction by the same limit. */
static enum svy_code both_sides(const struct pair *pair, is_extreme *extreme, double limit, struct largest *out,
                                struct svy_status *status)
{
	struct extremes extremes = {0}, others = {0};
	struct pair turned = turn(pair);
	enum svy_code code = new_extremes(pair, &extremes, status);
	if (!code)
		code = new_extremes(pair, &others, status);
	if (!code) {
		mark(pair, extreme, limit, extremes.weight);
		mark(&turned, extreme, limit, others.weight);
		for (size_t s = 0; s <= extremes.n; s++)
			extremes.weight[s] = svy_log_sum(extremes.weight[s], others.weight[extremes.n - s]);
		add_binomial(&extremes);
		*out = find_largest(&extremes);
	}
	free(extremes.weight);
	free(others.weight);
	return code;
}

/* --- the tests ------------------------------------------------------------- */

/* All events in one group and none in the other, the most extreme table of either test. */
static double smallest_log(const struct pair *pair)
{
	double n = pair->n1 + pair->n2;
	return pair->n1 * log(pair->n1 / n) + pair->n2 * log(pair->n2 / n);
}

static enum svy_code start(const double n[4], const char *name, enum svy_alternative alternative, struct svy_test *out,
                           struct pair *pair, struct svy_status *status)
{
	struct svy_margins *m = NULL;
	enum svy_code code = svy_margins_new(n, 2, 2, &m, status);
	if (code)
		return code;
	if (!m->whole)
		code = svy_fail(status, SVY_EDOMAIN, "an exact test needs whole counts of respondents");
	else if (m->n > SVY_UNCONDITIONAL_MAX)
		code = svy_fail(status, SVY_EDOMAIN, "%s takes at most %d respondents, here are %.0f: use fisher", name,
		                SVY_UNCONDITIONAL_MAX, m->n);
	if (!code) {
		svy_test_init(out, name);
		out->alternative = alternative;
		svy_test_method(out, "%s unconditional exact test of the risk difference, row totals fixed",
		                strcmp(name, "barnard") == 0 ? "Barnard's" : "Boschloo's");
		if (svy_margins_reason(m))
			svy_test_note(out, "%s", svy_margins_reason(m));
		*pair = (struct pair){n[0], n[0] + n[1], n[2], n[2] + n[3]};
	}
	svy_margins_free(m);
	return code;
}

static void put(const struct pair *pair, const struct largest *largest, double log_attainable, struct svy_test *out)
{
	out->log_p = largest->log_p + 0.0; /* not -0 */
	out->p = exp(out->log_p);
	out->estimate = pair->x1 / pair->n1 - pair->x2 / pair->n2;
	out->attainable_p = exp(fmin(0, log_attainable));
	out->attainable_less = out->attainable_greater = exp(smallest_log(pair));
}

static enum svy_code run_barnard(const struct pair *pair, enum svy_alternative alternative, struct svy_test *out,
                                 struct svy_status *status)
{
	bool two = alternative == SVY_TWO_SIDED, turned = alternative == SVY_GREATER;
	struct pair seen = turned ? turn(pair) : *pair;
	struct largest largest, smallest = {smallest_log(pair), 0};
	double s = seen.x1 + seen.x2, score = difference(&seen, seen.x1, s) / spread(&seen, s);
	double limit = two ? -fabs(score) : score, lowest = -sqrt(seen.n1 * seen.n2);
	enum svy_code code = (two ? both_sides : one_side)(&seen, score_is_extreme, limit + fabs(limit) * SVY_TIE_SLACK,
	                                                   &largest, status);
	if (!code && two)
		code = both_sides(&seen, score_is_extreme, lowest * (1 - SVY_TIE_SLACK), &smallest, status);
	if (code)
		return code;
	put(pair, &largest, smallest.log_p, out);
	out->statistic = (turned ? -score : score) * sqrt((pair->n1 + pair->n2) / pair->n1 / pair->n2) + 0.0;
	svy_test_method(out, "Barnard's unconditional exact test of the risk difference, row totals fixed, score statistic "
	                     "with pooled variance, %s; largest at a common risk of %.4g",
	                two ? "two-sided by |z|" : "one-sided", turned ? 1 - largest.pi : largest.pi);
	return SVY_OK;
}

/* One-sided, below; log of Fisher's p too. */
static enum svy_code boschloo_below(const struct pair *seen, double *fisher, struct largest *out,
                                    struct svy_status *status)
{
	*fisher = fisher_log(seen, seen->x1, seen->x1 + seen->x2);
	return one_side(seen, fisher_is_extreme, *fisher + log1p(SVY_TIE_SLACK), out, status);
}

static enum svy_code run_boschloo(const struct pair *pair, enum svy_alternative alternative, struct svy_test *out,
                                  struct svy_status *status)
{
	const struct pair turned = turn(pair);
	struct largest below = {HUGE_VAL, 0}, above = {HUGE_VAL, 0};
	double fisher_below = NAN, fisher_above = NAN, twice = alternative == SVY_TWO_SIDED ? log(2) : 0;
	enum svy_code code = SVY_OK;
	if (alternative != SVY_GREATER)
		code = boschloo_below(pair, &fisher_below, &below, status);
	if (!code && alternative != SVY_LESS)
		code = boschloo_below(&turned, &fisher_above, &above, status);
	if (code)
		return code;
	bool less = below.log_p <= above.log_p;
	struct largest largest = less ? below : (struct largest){above.log_p, 1 - above.pi};
	largest.log_p = fmin(0, largest.log_p + twice);
	put(pair, &largest, smallest_log(pair) + twice, out);
	out->statistic = exp(less ? fisher_below : fisher_above);
	svy_test_method(out, "Boschloo's unconditional exact test of the risk difference, row totals fixed, statistic "
	                     "Fisher's one-sided p, %s; largest at a common risk of %.4g",
	                twice > 0 ? "twice the smaller one-sided p" : "one-sided", largest.pi);
	return SVY_OK;
}

/* out is written only where nothing fails. */
typedef enum svy_code run_test(const struct pair *pair, enum svy_alternative alternative, struct svy_test *out,
                               struct svy_status *status);

static enum svy_code test_table(const double n[4], const char *name, run_test *run, enum svy_alternative alternative,
                                struct svy_test *out, struct svy_status *status)
{
	struct svy_test test;
	struct pair pair;
	enum svy_code code = start(n, name, alternative, &test, &pair, status);
	if (!code && !test.note[0])
		code = run(&pair, alternative, &test, status);
	if (!code)
		*out = test;
	return code;
}

enum svy_code svy_barnard(const double n[4], enum svy_alternative alternative, struct svy_test *out,
                          struct svy_status *status)
{
	return test_table(n, "barnard", run_barnard, alternative, out, status);
}

enum svy_code svy_boschloo(const double n[4], enum svy_alternative alternative, struct svy_test *out,
                           struct svy_status *status)
{
	return test_table(n, "boschloo", run_boschloo, alternative, out, status);
}
