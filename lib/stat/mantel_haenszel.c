#include "stat/mantel_haenszel.h"

#include <math.h>

#include "base/sum.h"
#include "stat/quantile.h"

static const struct {
	const char *name, *method, *silent;
} kinds[SVY_N_MANTEL_HAENSZEL] = {
	{"or-mh", "Mantel-Haenszel odds ratio, Robins-Breslow-Greenland interval", "a row or column is empty"},
	{"rr-mh", "Mantel-Haenszel relative risk, Greenland-Robins interval", "a row or the first column is empty"},
	{"rd-mh", "Mantel-Haenszel risk difference, Sato interval", "a row is empty"},
};

const char *svy_mantel_haenszel_name(enum svy_mantel_haenszel_kind kind)
{
	return kinds[kind].name;
}

static bool has_term(const struct svy_four *t, enum svy_mantel_haenszel_kind kind)
{
	bool rows = t->r1 > 0 && t->r2 > 0;
	if (kind == SVY_MANTEL_HAENSZEL_RD)
		return rows;
	return rows && t->c1 > 0 && (kind == SVY_MANTEL_HAENSZEL_RR || t->c2 > 0);
}

static void note_silent(const struct svy_strata *strata, enum svy_mantel_haenszel_kind kind, struct svy_measure *out)
{
	size_t silent = 0;
	for (size_t h = 0; h < strata->k; h++)
		silent += !has_term(&strata->four[h], kind);
	if (silent)
		svy_measure_note(out, "%zu of %zu strata left out: %s", silent, strata->k, kinds[kind].silent);
}

/* The ratio of two sums, one for the event and one against it. */
static void put_ratio(double above, double below, double variance, double level, struct svy_measure *out)
{
	if (above == 0 && below == 0)
		svy_measure_note(out, "undefined: no stratum is left");
	else
		svy_measure_ratio(out, above / below, sqrt(variance), level, "a cell is 0 in every stratum");
}

static void measure_odds_ratio(const struct svy_strata *strata, double level, struct svy_measure *out)
{
	struct svy_sum r = {0}, s = {0}, pr = {0}, mixed = {0}, qs = {0};
	for (size_t h = 0; h < strata->k; h++) {
		const struct svy_four *t = &strata->four[h];
		if (!has_term(t, SVY_MANTEL_HAENSZEL_OR))
			continue;
		double along = t->a * t->d / t->n, across = t->b * t->c / t->n;
		double p = (t->a + t->d) / t->n, q = (t->b + t->c) / t->n;
		svy_sum_add(&r, along);
		svy_sum_add(&s, across);
		svy_sum_add(&pr, p * along);
		svy_sum_add(&mixed, p * across);
		svy_sum_add(&mixed, q * along);
		svy_sum_add(&qs, q * across);
	}
	double above = svy_sum_value(&r), below = svy_sum_value(&s);
	double variance = svy_sum_value(&pr) / above / above / 2 + svy_sum_value(&mixed) / above / below / 2 +
	                  svy_sum_value(&qs) / below / below / 2;
	put_ratio(above, below, variance, level, out);
}

static void measure_relative_risk(const struct svy_strata *strata, double level, struct svy_measure *out)
{
	struct svy_sum first = {0}, second = {0}, spread = {0};
	for (size_t h = 0; h < strata->k; h++) {
		const struct svy_four *t = &strata->four[h];
		if (!has_term(t, SVY_MANTEL_HAENSZEL_RR))
			continue;
		svy_sum_add(&first, t->a * t->r2 / t->n);
		svy_sum_add(&second, t->c * t->r1 / t->n);
		/* r1 r2 c1 - a c n, without the difference */
		svy_sum_add(&spread, (t->a * t->d * t->r1 + t->b * t->c * t->r2) / t->n / t->n);
	}
	double above = svy_sum_value(&first), below = svy_sum_value(&second);
	put_ratio(above, below, svy_sum_value(&spread) / above / below, level, out);
	if (out->log_se == 0)
		svy_measure_note(out, "no width: everyone is in the first column");
}

/* A variance this small beside its terms is rounding. */
#define ROUNDING 1e-13

static void measure_difference(const struct svy_strata *strata, double level, struct svy_measure *out)
{
	struct svy_sum difference = {0}, weight = {0}, p = {0}, q = {0};
	for (size_t h = 0; h < strata->k; h++) {
		const struct svy_four *t = &strata->four[h];
		if (!has_term(t, SVY_MANTEL_HAENSZEL_RD))
			continue;
		svy_sum_add(&difference, svy_determinant(t->a, t->d, t->b, t->c) / t->n); /* = a r2 - c r1 */
		svy_sum_add(&weight, t->r1 * t->r2 / t->n);
		svy_sum_add(&p, t->r1 / t->n * (t->r1 / t->n) * t->c);
		svy_sum_add(&p, -(t->r2 / t->n * (t->r2 / t->n) * t->a));
		svy_sum_add(&p, t->r1 / t->n * (t->r2 / t->n) * (t->r2 - t->r1) / 2);
		svy_sum_add(&q, (t->a * t->d + t->b * t->c) / t->n / 2);
	}
	double w = svy_sum_value(&weight);
	if (w == 0) {
		svy_measure_note(out, "undefined: no stratum is left");
		return;
	}
	out->estimate = svy_sum_value(&difference) / w;
	double along = svy_sum_value(&q), variance = out->estimate * svy_sum_value(&p) + along;
	if (variance <= ROUNDING * along) {
		svy_measure_note(out, "no standard error: every share is 0 or 1");
		return;
	}
	out->ase = sqrt(variance) / w;
	svy_measure_wald(out, level);
	out->low = fmax(-1, out->low);
	out->high = fmin(1, out->high);
}

enum svy_code svy_mantel_haenszel(const struct svy_strata *strata, enum svy_mantel_haenszel_kind kind, double level,
                                  struct svy_measure *out, struct svy_status *status)
{
	if (!(level > 0 && level < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1, as 0.95, not %g", level);
	svy_measure_begin(out, kinds[kind].name, kinds[kind].method);
	if (!strata->four) {
		const char *reason = svy_margins_reason(strata->all);
		svy_measure_note(out, "%s", reason ? reason : "for strata of 2 rows and 2 columns");
		return SVY_OK;
	}
	note_silent(strata, kind, out);
	if (kind == SVY_MANTEL_HAENSZEL_OR)
		measure_odds_ratio(strata, level, out);
	else if (kind == SVY_MANTEL_HAENSZEL_RR)
		measure_relative_risk(strata, level, out);
	else
		measure_difference(strata, level, out);
	return SVY_OK;
}
