#include "stat/exact_interval.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "stat/distribution.h"
#include "stat/margins.h"
#include "stat/supremum.h"

/* --- binomial probabilities of one group ------------------------------------ */

struct group {
	double x, n;
	double *ratio;       /* C(n, k + 1) / C(n, k), k = 0..n - 1 */
	double *probability; /* of k = first..last; the others cannot be seen */
	double *lower;       /* P(X <= k) of these */
	size_t first, last;
};

static bool new_group(struct group *group, double x, double n)
{
	size_t size = (size_t)n + 1;
	*group = (struct group){.x = x, .n = n, .ratio = svy_array_new(size, sizeof(double)),
	                        .probability = svy_array_new(size, sizeof(double)),
	                        .lower = svy_array_new(size, sizeof(double))};
	if (!group->ratio || !group->probability || !group->lower)
		return false;
	for (size_t k = 0; k < size; k++)
		group->ratio[k] = (n - (double)k) / ((double)k + 1);
	return true;
}

static void clear_group(struct group *group)
{
	free(group->ratio);
	free(group->probability);
	free(group->lower);
}

/* All at p, q = 1 - p, from the largest outward. */
static void spread_out(struct group *group, double p, double q)
{
	const double invisible = 1e-25;
	size_t mode = (size_t)fmin(group->n, floor((group->n + 1) * p));
	double *b = group->probability, odds = p / q, sum = 0;
	b[mode] = exp(svy_binomial_log((double)mode, group->n, p));
	group->last = mode;
	while (group->last < (size_t)group->n && b[group->last] > invisible) {
		b[group->last + 1] = b[group->last] * group->ratio[group->last] * odds;
		group->last++;
	}
	group->first = mode;
	while (group->first > 0 && b[group->first] > invisible) {
		b[group->first - 1] = b[group->first] / (group->ratio[group->first - 1] * odds);
		group->first--;
	}
	for (size_t k = group->first; k <= group->last; k++) {
		sum += b[k];
		group->lower[k] = sum;
	}
}

/* P(X <= k), k = -1..n. */
static double lower_of(const struct group *group, int k)
{
	return k < (int)group->first ? 0 : k >= (int)group->last ? 1 : group->lower[k];
}

/* P(X = k) of one fewer, k = 0..n - 1: it is the slope of the tails. */
static double one_fewer(const struct group *group, size_t k, double q)
{
	if (q == 0)
		return k + 1 == (size_t)group->n ? 1 : 0;
	return k < group->first || k > group->last ? 0 : group->probability[k] * (group->n - (double)k) / (group->n * q);
}

/* --- the probability of a region along a segment ---------------------------- */

/* Tables with x2 <= most[x1]: more events in the first group, fewer in the second. */
struct region {
	struct group *first, *second;
	int *most; /* -1..n2 for x1 = 0..n1, rising */
	struct svy_segment segment;
};

/* Value and slope, t from 0 to 1. */
static void evaluate(const void *context, struct svy_curve_point *point)
{
	const struct region *region = context;
	const struct svy_segment *segment = &region->segment;
	struct group *first = region->first, *second = region->second;
	double rate1 = segment->to[0] - segment->from[0], rate2 = segment->to[1] - segment->from[1];
	double q1 = (1 - segment->to[0]) + rate1 * (1 - point->at), q2 = (1 - segment->to[1]) + rate2 * (1 - point->at);
	double value = 0, slope1 = 0, slope2 = 0;
	size_t n1 = (size_t)first->n, n2 = (size_t)second->n;
	spread_out(first, segment->from[0] + rate1 * point->at, q1);
	spread_out(second, segment->from[1] + rate2 * point->at, q2);
	for (size_t x = first->first; x <= first->last; x++) {
		int most = region->most[x];
		double within = lower_of(second, most);
		value += first->probability[x] * within;
		if (most >= 0 && (size_t)most < n2)
			slope2 -= first->probability[x] * one_fewer(second, (size_t)most, q2);
		if (x < n1)
			slope1 += one_fewer(first, x, q1) * (lower_of(second, region->most[x + 1]) - within);
	}
	point->value = value;
	point->slope = rate1 * first->n * slope1 + rate2 * second->n * slope2;
}

/* By how much |z| + |1 - z| can exceed 1 within `radius` of a p with p >= low, 1 - p >= rest. */
static double swell(double low, double rest, double radius)
{
	double inside = radius < low && radius < rest ? radius * radius / (2 * (low - radius) * (rest - radius)) : HUGE_VAL;
	return fmin(2 * radius, inside);
}

/*
 * The fourth derivative is at most 24 M / radius^4, M the largest modulus within the radius
 * (Cauchy).  A binomial probability at a complex z is, in modulus, one at a real p times
 * (|z| + |1 - z|)^n, so M is at most the product of these over the two groups.
 */
static double fourth_derivative(const struct region *region, double left, double right)
{
	double best = HUGE_VAL, scale = 24;
	for (double radius = 1; radius > 1e-8; radius *= 0.75, scale /= 0.75 * 0.75 * 0.75 * 0.75) {
		double log_most = 0;
		for (int i = 0; i < 2; i++) {
			double from = region->segment.from[i], to = region->segment.to[i], rate = to - from;
			double low = from + rate * left, rest = (1 - to) + rate * (1 - right);
			log_most += (i == 0 ? region->first->n : region->second->n) * swell(low, rest, rate * radius);
		}
		double most = scale * exp(log_most);
		if (most > best && isfinite(best))
			break;
		best = fmin(best, most);
	}
	return best;
}

/* The largest value on 0..1 of the cubic with these values and slopes at its ends. */
static double cubic_maximum(double value0, double slope0, double value1, double slope1)
{
	double rise = value1 - value0, c2 = 3 * rise - 2 * slope0 - slope1, c3 = slope0 + slope1 - 2 * rise;
	double most = fmax(value0, value1), root = c2 * c2 - 3 * c3 * slope0;
	if (root < 0)
		return most;
	double half = -(c2 + copysign(sqrt(root), c2)), turn[2] = {half / (3 * c3), slope0 / half};
	for (int i = 0; i < 2; i++) {
		double u = turn[i];
		if (u > 0 && u < 1)
			most = fmax(most, value0 + u * (slope0 + u * (c2 + u * c3)));
	}
	return most;
}

static double bound(const void *context, const struct svy_curve_point *left, const struct svy_curve_point *right)
{
	const struct region *region = context;
	double h = right->at - left->at;
	return cubic_maximum(left->value, h * left->slope, right->value, h * right->slope) +
	       h * h * h * h / 384 * fourth_derivative(region, left->at, right->at);
}

/* --- the limits ------------------------------------------------------------- */

struct problem {
	enum svy_risk risk;
	double error; /* of one limit: (1 - level) / 2 */
	struct region region;
};

static double score(const struct problem *problem, double x1, double x2, double v)
{
	return svy_risk_score(problem->risk, x1, problem->region.first->n, x2, problem->region.second->n, v);
}

/* All tables that are at least as far above as the observed one, for any v from v0 to v1. */
static void mark(const struct problem *problem, double v0, double v1)
{
	const struct region *region = &problem->region;
	double seen = score(problem, region->first->x, region->second->x, v1), n2 = region->second->n;
	int most = -1;
	for (size_t x = 0; x <= (size_t)region->first->n; x++) {
		while (most < (int)n2 && score(problem, (double)x, most + 1, v0) >= seen)
			most++;
		region->most[x] = most;
	}
}

/* The end v1 has the larger p1 and the smaller p2, and so the larger probability. */
static bool belongs_nowhere(struct problem *problem, double v0, double v1)
{
	enum { CELLS = 8 };
	const struct svy_curve curve = {evaluate, bound, &problem->region};
	mark(problem, v0, v1);
	problem->region.segment = svy_risk_segment(problem->risk, v1);
	return svy_supremum_within(&curve, 0, 1, CELLS, problem->error, problem->error * 1e-9);
}

#define CLOSE 1e-9

/* The first v that may belong; v1 where none does. */
static double first_to_belong(struct problem *problem, double v0, double v1)
{
	if (belongs_nowhere(problem, v0, v1))
		return v1;
	double middle = v0 + (v1 - v0) / 2;
	if (v1 - v0 <= CLOSE * (problem->risk == SVY_RISK_RATIO ? fmin(v1, 1 - v0) : 1))
		return v0;
	double first = first_to_belong(problem, v0, middle);
	return first < middle ? first : first_to_belong(problem, middle, v1);
}

/* low of the first group against the second. */
static double find_low(struct problem *problem)
{
	const struct group *first = problem->region.first, *second = problem->region.second;
	double p1 = first->x / first->n, p2 = second->x / second->n;
	if (problem->risk == SVY_RISK_DIFFERENCE)
		return p1 - p2 <= -1 ? -1 : first_to_belong(problem, -1, p1 - p2);
	return first->x == 0 ? 0 : first_to_belong(problem, 0, p1 / (p1 + p2));
}

static enum svy_code find_limits(const double n[4], enum svy_risk risk, double level, struct svy_interval *out,
                                 struct svy_status *status)
{
	struct group groups[2];
	bool first = new_group(&groups[0], n[0], n[0] + n[1]), second = new_group(&groups[1], n[2], n[2] + n[3]);
	bool room = first && second;
	int *most = svy_array_new((size_t)fmax(n[0] + n[1], n[2] + n[3]) + 1, sizeof *most);
	if (room && most) {
		struct problem problem = {risk, (1 - level) / 2, {&groups[0], &groups[1], most, {{0, 0}, {1, 1}}}};
		double low = find_low(&problem);
		problem.region.first = &groups[1];
		problem.region.second = &groups[0];
		double high = find_low(&problem);
		out->low = risk == SVY_RISK_DIFFERENCE ? low : low / (1 - low);
		out->high = risk == SVY_RISK_DIFFERENCE ? -high : (1 - high) / high;
	}
	clear_group(&groups[0]);
	clear_group(&groups[1]);
	free(most);
	return room && most ? SVY_OK : svy_fail_memory(status);
}

static enum svy_code check(const double n[4], enum svy_risk risk, double level, struct svy_status *status)
{
	struct svy_margins *m = NULL;
	if (!(level > 0 && level < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1, as 0.95, not %g", level);
	enum svy_code code = svy_margins_new(n, 2, 2, &m, status);
	if (code)
		return code;
	if (!m->whole)
		code = svy_fail(status, SVY_EDOMAIN, "an exact interval needs whole counts of respondents");
	else if (m->n > SVY_EXACT_INTERVAL_MAX)
		code = svy_fail(status, SVY_EDOMAIN, "an exact interval takes at most %d respondents, here are %.0f: use %s",
		                SVY_EXACT_INTERVAL_MAX, m->n, risk == SVY_RISK_RATIO ? "katz" : "newcombe");
	svy_margins_free(m);
	return code;
}

enum svy_code svy_exact_interval(const double n[4], enum svy_risk risk, double level, struct svy_interval *out,
                                 struct svy_status *status)
{
	struct svy_interval interval = {NAN, NAN, "Chan and Zhang, exact unconditional from two score tests", NULL};
	enum svy_code code = check(n, risk, level, status);
	if (code)
		return code;
	if (n[0] + n[1] == 0 || n[2] + n[3] == 0)
		interval.note = "undefined: a row is empty";
	else
		code = find_limits(n, risk, level, &interval, status);
	if (!code)
		*out = interval;
	return code;
}
