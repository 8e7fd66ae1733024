#include "stat/risk_score.h"

#include <math.h>

struct svy_segment svy_risk_segment(enum svy_risk risk, double v)
{
	struct svy_segment segment = {{0, 0}, {1, 1}};
	if (risk == SVY_RISK_DIFFERENCE) {
		segment.from[0] = fmax(0, v);
		segment.from[1] = fmax(0, -v);
		segment.to[0] = fmin(1, 1 + v);
		segment.to[1] = fmin(1, 1 - v);
	} else {
		segment.to[v < 0.5 ? 0 : 1] = v < 0.5 ? v / (1 - v) : (1 - v) / v;
	}
	return segment;
}

/* Slope of the log-likelihood along the segment, and its own slope. */
struct likelihood {
	double slope, curvature;
};

static void add_term(struct likelihood *sum, double count, double p, double rate)
{
	if (count > 0) {
		sum->slope += count * rate / p;
		sum->curvature -= count * rate / p * (rate / p);
	}
}

static struct likelihood find_slope(const struct svy_segment *segment, const double x[2], const double n[2], double t)
{
	struct likelihood sum = {0, 0};
	for (int i = 0; i < 2; i++) {
		double rate = segment->to[i] - segment->from[i], p = segment->from[i] + rate * t;
		/* 1 - p from its own end, where it may be 0 */
		double q = (1 - segment->to[i]) + rate * (1 - t);
		add_term(&sum, x[i], p, rate);
		add_term(&sum, n[i] - x[i], q, -rate);
	}
	return sum;
}

/* The most likely point of the segment, 0..1.  The slope times t (1 - t) is nearly linear,
 * the poles at the ends taken out. */
static double most_likely(const struct svy_segment *segment, const double x[2], const double n[2])
{
	double low = 0, high = 1, t = (x[0] + x[1] + 0.5) / (n[0] + n[1] + 1);
	if (!(find_slope(segment, x, n, 0).slope > 0))
		return 0;
	if (!(find_slope(segment, x, n, 1).slope < 0))
		return 1;
	for (int i = 0; i < 100; i++) {
		struct likelihood at = find_slope(segment, x, n, t);
		double value = at.slope * t * (1 - t), rate = at.curvature * t * (1 - t) + at.slope * (1 - 2 * t);
		double next = t - value / rate;
		if (at.slope > 0)
			low = t;
		else
			high = t;
		if (!(next > low && next < high))
			next = low + (high - low) / 2;
		if (fabs(next - t) <= 1e-15 + 1e-14 * t)
			return next;
		t = next;
	}
	return t;
}

double svy_risk_score(enum svy_risk risk, double x1, double n1, double x2, double n2, double v)
{
	const double x[2] = {x1, x2}, n[2] = {n1, n2};
	struct svy_segment segment = svy_risk_segment(risk, v);
	double t = most_likely(&segment, x, n);
	double difference = risk == SVY_RISK_DIFFERENCE ? x1 / n1 - x2 / n2 - v
	                                               : segment.to[1] * x1 / n1 - segment.to[0] * x2 / n2;
	double variance = 0;
	for (int i = 0; i < 2; i++) {
		double rate = segment.to[i] - segment.from[i], p = segment.from[i] + rate * t;
		double q = (1 - segment.to[i]) + rate * (1 - t), weight = risk == SVY_RISK_RATIO ? segment.to[1 - i] : 1;
		variance += weight * weight * p * q / n[i];
	}
	if (variance > 0)
		return difference / sqrt(variance);
	return fabs(difference) < 1e-12 ? 0 : copysign(HUGE_VAL, difference);
}
