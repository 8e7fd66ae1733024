#include "stat/exact.h"

#include <float.h>
#include <math.h>

#include "stat/distribution.h"
#include "stat/margins.h"

/*
 * The first cell of a 2 x 2 table with these margins.  With an odds ratio
 * exp(theta) the weight of k is  C(row, k) C(n - row, col - k) exp(k theta).
 */
struct cell {
	double row, col, n; /* first row, first column, all */
	double low, high;   /* the values it can have */
};

static struct cell make_cell(double row, double col, double n)
{
	return (struct cell){row, col, n, fmax(0, row + col - n), fmin(row, col)};
}

/* The second cell of the first row, row - X: its upper tail is the lower tail of
 * the first one, and its odds ratio the reciprocal. */
static struct cell mirror(const struct cell *cell)
{
	return make_cell(cell->row, cell->n - cell->col, cell->n);
}

static double log_weight(const struct cell *cell, double k, double theta)
{
	return svy_hypergeometric_log(k, cell->n, cell->row, cell->col) + k * theta;
}

/* Weight of k + 1 over that of k. */
static double ratio_up(const struct cell *cell, double k, double psi)
{
	return (cell->row - k) / (k + 1) * ((cell->col - k) / (cell->n - cell->row - cell->col + k + 1)) * psi;
}

/* Where the ratio is 1: Liao and Rosen (2001), The American Statistician 55,
 * 366-369, in the form that does not cancel. */
static double find_mode(const struct cell *cell, double theta)
{
	/* Everything divided by max(1, psi), so that nothing overflows. */
	double psi = theta > 0 ? 1 : exp(theta), one = theta > 0 ? exp(-theta) : 1;
	double a = psi - one, b = psi * (cell->row + cell->col + 2) + one * (cell->n - cell->row - cell->col);
	double c = psi * (cell->row + 1) * (cell->col + 1);
	double mode = floor(2 * c / (b + sqrt(fmax(0, b * b - 4 * a * c))));
	return fmin(cell->high, fmax(cell->low, mode));
}

/* Sums over k = from, from + 1, ... of weights relative to that of `from`, which
 * counts `first` times: of the weights, of (k - from), of its square. */
struct sums {
	double weight, first, second;
};

static struct sums sum_up(const struct cell *cell, double from, double theta, double first)
{
	struct sums sums = {first, 0, 0};
	double psi = exp(theta), term = 1;
	for (double k = from; k < cell->high; k++) {
		double ratio = ratio_up(cell, k, psi), d = k + 1 - from;
		term *= ratio;
		sums.weight += term;
		sums.first += d * term;
		sums.second += d * d * term;
		/* Falling, and too small to be seen in the last sum. */
		if (term == 0 || (ratio < 1 && term * d * d < sums.second * (DBL_EPSILON / 64)))
			break;
	}
	return sums;
}

/* Mean minus mode, variance, and the logarithm of all weights over that of the
 * mode. */
struct moments {
	double mode, shift, variance, log_all;
};

static struct moments find_moments(const struct cell *cell, double theta)
{
	struct cell other = mirror(cell);
	double mode = find_mode(cell, theta);
	struct sums up = sum_up(cell, mode, theta, 1), down = sum_up(&other, cell->row - mode, -theta, 0);
	double all = up.weight + down.weight, shift = (up.first - down.first) / all;
	double variance = (up.second + down.second) / all - shift * shift;
	return (struct moments){mode, shift, variance, log(all)};
}

/* --- p ------------------------------------------------------------------- */

/* log P(X >= k) under independence, k above the mode (terms fall). */
static double falling_tail_log(const struct cell *cell, double k)
{
	if (k > cell->high)
		return -HUGE_VAL;
	return log_weight(cell, k, 0) + log(sum_up(cell, k, 0, 1).weight);
}

static double log_of_sum(double a, double b)
{
	double most = fmax(a, b);
	return isinf(most) ? most : most + log1p(exp(fmin(a, b) - most));
}

static double log_of_rest(double log_tail)
{
	return log_tail > -0.7 ? log(-expm1(log_tail)) : log1p(-exp(log_tail));
}

static double upper_tail_log(const struct cell *cell, double k)
{
	struct cell other = mirror(cell);
	if (k > find_mode(cell, 0))
		return falling_tail_log(cell, k);
	return log_of_rest(falling_tail_log(&other, cell->row - k + 1));
}

/* The smallest k from the mode on whose log probability is at most `limit`;
 * above the highest where there is none. */
static double first_unlikely(const struct cell *cell, double limit)
{
	double below = find_mode(cell, 0) - 1, above = cell->high + 1;
	while (above - below > 1) {
		double middle = floor((below + above) / 2);
		if (log_weight(cell, middle, 0) <= limit)
			above = middle;
		else
			below = middle;
	}
	return above;
}

/* log of the probability of all tables whose log probability is at most limit. */
static double unlikely_log(const struct cell *cell, double limit)
{
	struct cell other = mirror(cell);
	if (log_weight(cell, find_mode(cell, 0), 0) <= limit)
		return 0;
	return fmin(0, log_of_sum(falling_tail_log(cell, first_unlikely(cell, limit)),
	                          falling_tail_log(&other, first_unlikely(&other, limit))));
}

/* log p of the value a; half: ties count half. */
static double log_p_of(const struct cell *cell, double a, enum svy_alternative alternative, bool half)
{
	struct cell other = mirror(cell);
	double at = log_weight(cell, a, 0), with, without;
	switch (alternative) {
	case SVY_LESS:
		with = upper_tail_log(&other, cell->row - a);
		without = upper_tail_log(&other, cell->row - a + 1);
		break;
	case SVY_GREATER:
		with = upper_tail_log(cell, a);
		without = upper_tail_log(cell, a + 1);
		break;
	default:
		with = unlikely_log(cell, at + log1p(SVY_TIE_SLACK));
		without = unlikely_log(cell, at + log1p(-SVY_TIE_SLACK));
		break;
	}
	return half ? log_of_sum(with, without) - log(2) : with;
}

/* The smallest p that the margins allow. */
static double smallest_log_p(const struct cell *cell, enum svy_alternative alternative, bool half)
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
static double solve_mean(const struct cell *cell, double a, double start)
{
	struct bracket bracket = {-THETA_MAX, THETA_MAX};
	double theta = start;
	for (int i = 0; i < MAX_STEPS; i++) {
		struct moments moments = find_moments(cell, theta);
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

/* log P(X >= a), a counting `first` times, and its derivative by theta. */
static double noncentral_tail_log(const struct cell *cell, double a, double theta, double first, double *slope)
{
	struct moments moments = find_moments(cell, theta);
	double log_all = log_weight(cell, moments.mode, theta) + moments.log_all;
	double mean = moments.mode + moments.shift;
	if (a > moments.mode) {
		struct sums sums = sum_up(cell, a, theta, first);
		*slope = a - mean + sums.first / sums.weight;
		return log_weight(cell, a, theta) + log(sums.weight) - log_all;
	}
	/* One minus the lower tail, which has the rest of a. */
	struct cell other = mirror(cell);
	struct sums sums = sum_up(&other, cell->row - a, -theta, 1 - first);
	if (sums.weight == 0) {
		*slope = 0;
		return 0;
	}
	double log_lower = log_weight(cell, a, theta) + log(sums.weight) - log_all;
	double log_upper = log_of_rest(log_lower);
	*slope = -exp(log_lower - log_upper) * (a - mean - sums.first / sums.weight);
	return log_upper;
}

/* theta with P(X >= a) = tail, a counting `first` times; a > low. */
static double solve_tail(const struct cell *cell, double a, double first, double tail, double start)
{
	struct bracket bracket = {-THETA_MAX, THETA_MAX};
	double theta = start;
	for (int i = 0; i < MAX_STEPS; i++) {
		double slope, error = log(tail) - noncentral_tail_log(cell, a, theta, first, &slope);
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
static double start_at(const struct cell *cell, double a)
{
	double b = cell->row - a, c = cell->col - a, d = cell->n - cell->row - c;
	return log((a + 0.5) / (b + 0.5)) + log((d + 0.5) / (c + 0.5));
}

static double start_spread(const struct cell *cell, double a)
{
	double b = cell->row - a, c = cell->col - a, d = cell->n - cell->row - c;
	return 2 * sqrt(1 / (a + 0.5) + 1 / (b + 0.5) + 1 / (c + 0.5) + 1 / (d + 0.5));
}

static void estimate_odds_ratio(const struct cell *cell, double a, enum svy_alternative alternative, bool half,
                                double level, struct svy_test *out)
{
	struct cell other = mirror(cell);
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

static void test_cell(const struct cell *cell, double a, bool half, double level, struct svy_test *out)
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
		struct cell cell = make_cell(m->row[0], m->col[0], m->n);
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
