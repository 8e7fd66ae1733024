#include "stat/exact.h"

#include <math.h>

#include "stat/hypergeometric.h"
#include "stat/margins.h"

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

/* log p of the value a; half: ties count half. */
static double log_p_of(const struct svy_fourfold *cell, double a, enum svy_alternative alternative, bool half)
{
	struct svy_fourfold other = svy_fourfold_mirror(cell);
	double at = svy_fourfold_weight_log(cell, a, 0), with, without;
	switch (alternative) {
	case SVY_LESS:
		with = svy_fourfold_upper_log(&other, cell->row - a);
		without = svy_fourfold_upper_log(&other, cell->row - a + 1);
		break;
	case SVY_GREATER:
		with = svy_fourfold_upper_log(cell, a);
		without = svy_fourfold_upper_log(cell, a + 1);
		break;
	default:
		with = unlikely_log(cell, at + log1p(SVY_TIE_SLACK));
		without = unlikely_log(cell, at + log1p(-SVY_TIE_SLACK));
		break;
	}
	return half ? svy_log_sum(with, without) - log(2) : with;
}

/* The smallest p that the margins allow. */
static double smallest_log_p(const struct svy_fourfold *cell, enum svy_alternative alternative, bool half)
{
	double low = log_p_of(cell, cell->low, alternative, half), high = log_p_of(cell, cell->high, alternative, half);
	return fmin(low, high);
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

static void estimate_odds_ratio(const struct svy_fourfold *cell, double a, enum svy_alternative alternative, bool half,
                                double level, struct svy_test *out)
{
	struct svy_fourfold other = svy_fourfold_mirror(cell);
	double tail = alternative == SVY_TWO_SIDED ? (1 - level) / 2 : 1 - level, first = half ? 0.5 : 1;
	double start = start_at(cell, a), spread = start_spread(cell, a);

	out->estimate = a == cell->low ? 0 : a == cell->high ? HUGE_VAL : exp(solve_mean(cell, a, start));
	out->low = 0;
	out->high = HUGE_VAL;
	if (alternative != SVY_LESS && a > cell->low)
		out->low = exp(solve_tail(cell, a, first, tail, start - spread));
	if (alternative != SVY_GREATER && a < cell->high)
		out->high = exp(-solve_tail(&other, cell->row - a, first, tail, -start - spread));
}

/* --- the test ------------------------------------------------------------ */

static enum svy_code check_exact(const struct svy_margins *m, struct svy_status *status)
{
	if (!m->whole)
		return svy_fail(status, SVY_EDOMAIN, "an exact test needs whole counts of respondents");
	if (m->n > SVY_EXACT_MAX)
		return svy_fail(status, SVY_EDOMAIN, "an exact test takes at most %.0f respondents, here are %.0f",
		                SVY_EXACT_MAX, m->n);
	return SVY_OK;
}

static void describe(struct svy_test *out, bool half)
{
	const char *side = out->alternative == SVY_TWO_SIDED ? "two-sided by minimum likelihood" : "one-sided";
	const char *interval = out->alternative == SVY_TWO_SIDED ? "central" : "one-sided";
	svy_test_method(out, "Fisher's exact test%s, %s; conditional maximum-likelihood odds ratio, %s %s interval",
	                half ? " with mid-p" : "", side, half ? "mid-p" : "exact", interval);
}

static void test_cell(const struct svy_fourfold *cell, double a, bool half, double level, struct svy_test *out)
{
	out->log_p = log_p_of(cell, a, out->alternative, half) + 0.0; /* not -0 */
	out->p = exp(out->log_p);
	out->attainable_p = exp(smallest_log_p(cell, out->alternative, half));
	out->attainable_less = exp(smallest_log_p(cell, SVY_LESS, half));
	out->attainable_greater = exp(smallest_log_p(cell, SVY_GREATER, half));
	estimate_odds_ratio(cell, a, out->alternative, half, level, out);
	if (out->alternative == SVY_TWO_SIDED && (out->p <= 1 - level) == (out->low <= 1 && out->high >= 1))
		svy_test_note(out, "p and the interval disagree about an odds ratio of 1: p orders the tables by their "
		                   "probability, the interval has equal tails");
}

static enum svy_code fisher(const double n[4], enum svy_alternative alternative, bool half, double level,
                            struct svy_test *out, struct svy_status *status)
{
	struct svy_margins *m = NULL;
	enum svy_code code = SVY_OK;

	if (!(level > 0 && level < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1, as 0.95, not %g", level);
	code = svy_margins_new(n, 2, 2, &m, status);
	if (!code)
		code = check_exact(m, status);
	if (code)
		goto done;
	svy_test_init(out, half ? "fisher-midp" : "fisher");
	out->alternative = alternative;
	describe(out, half);
	if (svy_margins_reason(m)) {
		svy_test_note(out, "%s", svy_margins_reason(m));
	} else {
		struct svy_fourfold cell = svy_fourfold_make(m->row[0], m->col[0], m->n);
		test_cell(&cell, n[0], half, level, out);
	}
done:
	svy_margins_free(m);
	return code;
}

enum svy_code svy_fisher(const double n[4], enum svy_alternative alternative, double level, struct svy_test *out,
                         struct svy_status *status)
{
	return fisher(n, alternative, false, level, out, status);
}

enum svy_code svy_fisher_midp(const double n[4], enum svy_alternative alternative, double level,
                              struct svy_test *out, struct svy_status *status)
{
	return fisher(n, alternative, true, level, out, status);
}
