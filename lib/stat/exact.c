#include "stat/exact.h"

#include <math.h>
#include <string.h>

#include "stat/blaker.h"
#include "stat/distribution.h"
#include "stat/exact_internal.h"
#include "stat/hypergeometric.h"
#include "stat/margins.h"

static const char *const orderings[] = {"minlike", "double", "blaker"};

const char *svy_ordering_name(enum svy_ordering ordering)
{
	return orderings[ordering];
}

enum svy_code svy_ordering_from_name(const char *option, const char *name, enum svy_ordering *out,
                                     struct svy_status *status)
{
	for (int i = SVY_ORDER_MINLIKE; i <= SVY_ORDER_BLAKER; i++) {
		if (strcmp(name, orderings[i]) == 0) {
			*out = (enum svy_ordering)i;
			return SVY_OK;
		}
	}
	return svy_fail(status, SVY_EUSAGE, "%s: \"%s\" is not minlike, double or blaker", option, name);
}

/* --- p ------------------------------------------------------------------- */

/* The smallest k from the mode on whose log probability is at most `limit`;
 * above the highest where there is none. */
static double first_unlikely(const struct svy_fourfold *cell, double limit)
{
	double below = svy_fourfold_mode(cell, 0) - 1, above = cell->high + 1;
	while (above - below > 1) {
		double middle = floor((below + above) / 2);
		if (svy_fourfold_weight_log(cell, middle, 0) <= limit)
			above = middle;
		else
			below = middle;
	}
	return above;
}

/* log of the probability of all tables whose log probability is at most limit. */
static double unlikely_log(const struct svy_fourfold *cell, double limit)
{
	struct svy_fourfold other = svy_fourfold_mirror(cell);
	if (svy_fourfold_weight_log(cell, svy_fourfold_mode(cell, 0), 0) <= limit)
		return 0;
	return fmin(0, svy_log_sum(svy_fourfold_upper_log(cell, first_unlikely(cell, limit)),
	                           svy_fourfold_upper_log(&other, first_unlikely(&other, limit))));
}

/* log of the observed tail, P(X >= a), with as much of the other as is no more probable. */
static double blaker_log(const struct svy_fourfold *cell, double a)
{
	struct svy_fourfold other = svy_fourfold_mirror(cell);
	double upper = svy_fourfold_upper_log(cell, a), within = cell->low - 1, beyond = a;
	while (beyond - within > 1) {
		double k = floor((within + beyond) / 2);
		if (svy_fourfold_lower_log(cell, k) <= upper + log1p(SVY_TIE_SLACK))
			within = k;
		else
			beyond = k;
	}
	return svy_log_sum(upper, svy_fourfold_upper_log(&other, cell->row - within));
}

/* How p is found: the test that is asked for. */
struct rule {
	enum svy_alternative alternative;
	enum svy_ordering ordering;
	bool half; /* ties count half; by minimum likelihood alone */
};

static double two_sided_log(const struct svy_fourfold *cell, double a, const struct rule *rule)
{
	struct svy_fourfold other = svy_fourfold_mirror(cell);
	double at = svy_fourfold_weight_log(cell, a, 0);
	double less = svy_fourfold_lower_log(cell, a), greater = svy_fourfold_upper_log(cell, a);
	switch (rule->ordering) {
	case SVY_ORDER_DOUBLE:
		return fmin(0, fmin(less, greater) + log(2));
	case SVY_ORDER_BLAKER:
		return fmin(0, greater <= less ? blaker_log(cell, a) : blaker_log(&other, cell->row - a));
	default:
		if (rule->half)
			return svy_log_sum(unlikely_log(cell, at + log1p(SVY_TIE_SLACK)),
			                   unlikely_log(cell, at + log1p(-SVY_TIE_SLACK))) - log(2);
		return unlikely_log(cell, at + log1p(SVY_TIE_SLACK));
	}
}

/* log p of the value a. */
static double log_p_of(const struct svy_fourfold *cell, double a, const struct rule *rule)
{
	double with, without;
	if (rule->alternative == SVY_TWO_SIDED)
		return two_sided_log(cell, a, rule);
	if (rule->alternative == SVY_LESS) {
		with = svy_fourfold_lower_log(cell, a);
		without = svy_fourfold_lower_log(cell, a - 1);
	} else {
		with = svy_fourfold_upper_log(cell, a);
		without = svy_fourfold_upper_log(cell, a + 1);
	}
	return rule->half ? svy_log_sum(with, without) - log(2) : with;
}

/* The smallest p that the margins allow. */
static double smallest_p(const struct svy_fourfold *cell, enum svy_alternative alternative, const struct rule *rule)
{
	const struct rule side = {alternative, rule->ordering, rule->half};
	return exp(fmin(log_p_of(cell, cell->low, &side), log_p_of(cell, cell->high, &side)));
}

/* --- odds ratio ---------------------------------------------------------- */

/* A search for a root that rises or falls through theta: the bracket always
 * shrinks, and a step that leaves it is replaced by its middle. */
struct bracket {
	double low, high;
};
#define THETA_MAX 700.0 /* exp() of more is infinite */

static double step_inside(const struct bracket *bracket, double next)
{
	return next > bracket->low && next < bracket->high ? next : (bracket->low + bracket->high) / 2;
}

enum { MAX_STEPS = 200 };
#define THETA_CLOSE 1e-10 /* Newton's method squares it once more */

/* theta with E(X) = a, low < a < high. */
static double solve_mean(const struct svy_fourfold *cell, double a, double start)
{
	struct bracket bracket = {-THETA_MAX, THETA_MAX};
	double theta = start;
	for (int i = 0; i < MAX_STEPS; i++) {
		struct svy_fourfold_moments moments = svy_fourfold_moments(cell, theta);
		double error = a - moments.mode - moments.shift, step = error / moments.variance;
		if (fabs(step) < THETA_CLOSE * fmax(1, fabs(theta)))
			return theta + step;
		if (error > 0)
			bracket.low = theta;
		else
			bracket.high = theta;
		theta = step_inside(&bracket, theta + step);
	}
	return theta;
}

/* theta with P(X >= a) = tail, a counting `first` times; a > low. */
static double solve_tail(const struct svy_fourfold *cell, double a, double first, double tail, double start)
{
	struct bracket bracket = {-THETA_MAX, THETA_MAX};
	double theta = start;
	for (int i = 0; i < MAX_STEPS; i++) {
		double slope, error = log(tail) - svy_fourfold_tail_log(cell, a, theta, first, &slope);
		double step = error / slope;
		if (fabs(step) < THETA_CLOSE * fmax(1, fabs(theta)))
			return theta + step;
		if (error > 0)
			bracket.low = theta;
		else
			bracket.high = theta;
		theta = step_inside(&bracket, theta + step);
	}
	return theta;
}

/* Woolf's logarithm with a half in each cell: only where to begin. */
static double start_at(const struct svy_fourfold *cell, double a)
{
	double b = cell->row - a, c = cell->col - a, d = cell->n - cell->row - c;
	return log((a + 0.5) / (b + 0.5)) + log((d + 0.5) / (c + 0.5));
}

static double start_spread(const struct svy_fourfold *cell, double a)
{
	double b = cell->row - a, c = cell->col - a, d = cell->n - cell->row - c;
	return 2 * sqrt(1 / (a + 0.5) + 1 / (b + 0.5) + 1 / (c + 0.5) + 1 / (d + 0.5));
}

static double theta_upper(const void *context, double k, double theta)
{
	double slope;
	const struct svy_fourfold *cell = context;
	return k <= cell->low ? 1 : k > cell->high ? 0 : exp(svy_fourfold_tail_log(cell, k, theta, 1, &slope));
}

static double theta_lower(const void *context, double k, double theta)
{
	const struct svy_fourfold *cell = context;
	struct svy_fourfold other = svy_fourfold_mirror(cell);
	return theta_upper(&other, cell->row - k, -theta);
}

/* log of the lower limit of the odds ratio, a > low; alpha of both sides. */
static double lower_limit(const struct svy_fourfold *cell, double a, const struct rule *rule, double alpha)
{
	double start = start_at(cell, a), spread = start_spread(cell, a), first = rule->half ? 0.5 : 1;
	if (rule->alternative != SVY_TWO_SIDED)
		return solve_tail(cell, a, first, alpha, start - spread);
	double central = solve_tail(cell, a, first, alpha / 2, start - spread);
	if (rule->ordering != SVY_ORDER_BLAKER)
		return central;
	const struct svy_tails tails = {theta_upper, theta_lower, cell, cell->low};
	return svy_blaker_lower(&tails, a, central, solve_tail(cell, a, 1, 0.5, start), alpha);
}

static void estimate_odds_ratio(const struct svy_fourfold *cell, double a, const struct rule *rule, double level,
                                struct svy_test *out)
{
	struct svy_fourfold other = svy_fourfold_mirror(cell);
	out->estimate = a == cell->low ? 0 : a == cell->high ? HUGE_VAL : exp(solve_mean(cell, a, start_at(cell, a)));
	out->low = 0;
	out->high = HUGE_VAL;
	if (rule->alternative != SVY_LESS && a > cell->low)
		out->low = exp(lower_limit(cell, a, rule, 1 - level));
	if (rule->alternative != SVY_GREATER && a < cell->high)
		out->high = exp(-lower_limit(&other, cell->row - a, rule, 1 - level));
}

/* --- the test ------------------------------------------------------------ */

static void describe(const struct rule *rule, struct svy_test *out)
{
	static const char *const ORDERINGS[] = {"two-sided by minimum likelihood", "two-sided as twice the smaller tail",
	                                        "two-sided by Blaker's ordering"};
	bool two = rule->alternative == SVY_TWO_SIDED, blaker = two && rule->ordering == SVY_ORDER_BLAKER;
	svy_test_method(out, "Fisher's exact test%s, %s; conditional maximum-likelihood odds ratio, %s %s interval",
	                rule->half ? " with mid-p" : "", two ? ORDERINGS[rule->ordering] : "one-sided",
	                rule->half ? "mid-p" : "exact", blaker ? "Blaker" : two ? "central" : "one-sided");
}

/* p and the interval come from two orderings, or 1 lies in a gap of Blaker's set. */
static void note_disagreement(const struct rule *rule, double level, struct svy_test *out)
{
	bool significant = out->p <= 1 - level, holds = out->low <= 1 && out->high >= 1;
	if (rule->alternative != SVY_TWO_SIDED || rule->ordering == SVY_ORDER_DOUBLE || significant != holds)
		return;
	svy_test_note(out, "p and the interval disagree about an odds ratio of 1: %s",
	              rule->ordering == SVY_ORDER_BLAKER ? "it lies in a gap of the set whose hull the interval is"
	                                                 : "p orders the tables by their probability, the interval has "
	                                                   "equal tails");
}

static void test_cell(const struct svy_fourfold *cell, double a, const struct rule *rule, double level,
                      struct svy_test *out)
{
	out->log_p = log_p_of(cell, a, rule) + 0.0; /* not -0 */
	out->p = exp(out->log_p);
	out->attainable_p = smallest_p(cell, rule->alternative, rule);
	out->attainable_less = smallest_p(cell, SVY_LESS, rule);
	out->attainable_greater = smallest_p(cell, SVY_GREATER, rule);
	estimate_odds_ratio(cell, a, rule, level, out);
	note_disagreement(rule, level, out);
}

static enum svy_code fisher(const double n[4], const struct rule *rule, double level, struct svy_test *out,
                            struct svy_status *status)
{
	struct svy_margins *m = NULL;
	enum svy_code code = SVY_OK;

	if (!(level > 0 && level < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1, as 0.95, not %g", level);
	code = svy_margins_new(n, 2, 2, &m, status);
	if (!code)
		code = svy_exact_check(m, 0, status);
	if (code)
		goto done;
	svy_test_init(out, rule->half ? "fisher-midp" : "fisher");
	out->alternative = rule->alternative;
	describe(rule, out);
	if (svy_margins_reason(m)) {
		svy_test_note(out, "%s", svy_margins_reason(m));
	} else {
		struct svy_fourfold cell = svy_fourfold_make(m->row[0], m->col[0], m->n);
		test_cell(&cell, n[0], rule, level, out);
	}
done:
	svy_margins_free(m);
	return code;
}

enum svy_code svy_fisher(const double n[4], enum svy_alternative alternative, enum svy_ordering ordering, double level,
                         struct svy_test *out, struct svy_status *status)
{
	const struct rule rule = {alternative, ordering, false};
	return fisher(n, &rule, level, out, status);
}

enum svy_code svy_fisher_midp(const double n[4], enum svy_alternative alternative, double level,
                              struct svy_test *out, struct svy_status *status)
{
	const struct rule rule = {alternative, SVY_ORDER_MINLIKE, true};
	return fisher(n, &rule, level, out, status);
}
