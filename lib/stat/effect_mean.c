#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/dd.h"
#include "stat/distribution.h"
#include "stat/effect.h"
#include "stat/effect_internal.h"
#include "stat/mean.h"
#include "stat/noncentral.h"

enum svy_code svy_effect_level(double level, struct svy_status *status)
{
	return level > 0 && level < 1 ? SVY_OK
	                              : svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1");
}

/* An observed t on df, and the divisor of what it is the non-central t of. */
struct standard {
	double t, df;
	double unit; /* estimate = t unit */
};

static void set_limits(const struct standard *of, double level, struct svy_measure *out)
{
	double tail = (1 - level) / 2;
	out->low = svy_noncentral_delta_upper(tail, of->t, of->df) * of->unit;
	out->high = svy_noncentral_delta_lower(tail, of->t, of->df) * of->unit;
	if (isnan(out->low) || isnan(out->high)) {
		out->low = out->high = NAN;
		svy_measure_note(out, "no limits: the difference is beyond the range of numbers");
	}
}

/*
 * The factor J that makes d unbiased; 0 at one degree of freedom.  By Stirling's formula,
 * with a = df / 2 and e(x) its error,
 *
 *     log J = -(a - 1) log(1 - 1/(2 a)) - 1/2 + e(a) - e(a - 1/2)
 *
 * because the logarithms of two large gamma functions would cancel.
 */
static double find_correction(double df)
{
	double a = df / 2;
	if (df <= 1)
		return 0;
	return exp((1 - a) * log1p(-0.5 / a) - 0.5 + svy_stirling_error(a) - svy_stirling_error(a - 0.5));
}

/* Cohen's d from t, and Hedges' g from d. */
static void set_standardised(enum svy_effect_mean kind, const struct standard *of, double n, double level,
                             struct svy_measure *out)
{
	double d = of->t * of->unit, j = kind == SVY_HEDGES_G ? find_correction(of->df) : 1;
	if (j == 0) {
		svy_measure_note(out, "undefined: one degree of freedom is too few for an unbiased estimate");
		return;
	}
	out->estimate = j * d;
	out->ase = j * sqrt(of->unit * of->unit + d * d / (2 * n));
	set_limits(of, level, out);
}

static void begin(enum svy_effect_mean kind, struct svy_measure *out)
{
	static const char *const names[] = {"cohen-d", "hedges-g", "glass-delta"};
	static const char *const methods[] = {
		"Cohen's d, non-central t interval", "Hedges' g, the unbiased d, non-central t interval",
		"Glass's delta, by the sd of the last group, non-central t interval, ratio of variances as observed"};
	svy_measure_begin(out, names[kind], methods[kind]);
}

/* --- groups ---------------------------------------------------------------- */

static double variance_of(const struct svy_group_moments *group)
{
	return group->ss / (group->n - 1);
}

static void set_glass(const struct svy_group_moments *groups, const struct svy_mean *mean, double level,
                      struct svy_measure *out)
{
	if (groups[0].n == 0 || groups[1].n < 2 || groups[1].ss == 0) {
		svy_measure_note(out, "undefined: %s",
		                 groups[0].n == 0 || groups[1].n == 0 ? mean->reason
		                 : groups[1].n < 2 ? "one respondent in the last group has no variance"
		                                   : "the numbers of the last group do not vary");
		return;
	}
	double s = sqrt(variance_of(&groups[1]));
	out->estimate = mean->estimate / s;
	if (groups[0].n < 2) {
		svy_measure_note(out, "no standard error and no limits: one respondent in the first group has no variance");
		return;
	}
	double ratio = variance_of(&groups[0]) / groups[0].n / (s * s);
	const struct standard of = {out->estimate / sqrt(1 / groups[1].n + ratio), groups[1].n - 1,
	                            sqrt(1 / groups[1].n + ratio)};
	out->ase = sqrt(ratio + 1 / groups[1].n + out->estimate * out->estimate / (2 * (groups[1].n - 1)));
	set_limits(&of, level, out);
}

enum svy_code svy_effect_means(enum svy_effect_mean kind, const struct svy_group_moments groups[2], double level,
                               struct svy_measure *out, struct svy_status *status)
{
	struct svy_measure made;
	struct svy_mean mean;
	enum svy_code code = svy_effect_level(level, status);
	if (code == SVY_OK)
		code = svy_mean_estimate(SVY_MEAN_POOLED, groups, &mean, status);
	if (code != SVY_OK)
		return code;
	begin(kind, &made);
	if (kind == SVY_GLASS_DELTA)
		set_glass(groups, &mean, level, &made);
	else if (mean.reason)
		svy_measure_note(&made, "undefined: %s", mean.reason);
	else {
		const struct standard of = {mean.estimate / mean.se, mean.df, sqrt(1 / groups[0].n + 1 / groups[1].n)};
		set_standardised(kind, &of, groups[0].n + groups[1].n, level, &made);
	}
	*out = made;
	return SVY_OK;
}

/* --- one mean -------------------------------------------------------------- */

enum svy_code svy_effect_mean(enum svy_effect_mean kind, const struct svy_group_moments *group, double mu, double level,
                              struct svy_measure *out, struct svy_status *status)
{
	struct svy_measure made;
	struct svy_mean mean;
	enum svy_code code = svy_effect_level(level, status);
	if (code == SVY_OK && !isfinite(mu))
		code = svy_fail(status, SVY_EDOMAIN, "the mean to compare with is not a finite number");
	if (code == SVY_OK)
		code = svy_mean_estimate(SVY_MEAN_ONE, group, &mean, status);
	if (code != SVY_OK)
		return code;
	begin(kind, &made);
	if (mean.reason)
		svy_measure_note(&made, "undefined: %s", mean.reason);
	else {
		double m = svy_dd_value(svy_dd_sub((struct svy_dd){mean.estimate, mean.rest}, svy_dd_from(mu)));
		const struct standard of = {m / mean.se, mean.df, sqrt(1 / group->n)};
		set_standardised(kind, &of, group->n, level, &made);
	}
	*out = made;
	return SVY_OK;
}

/* --- pairs ----------------------------------------------------------------- */

/* Moments of x, of y, and of x - y. */
static enum svy_code find_moments(const struct svy_matched *pairs, struct svy_group_moments out[3],
                                  struct svy_status *status)
{
	struct svy_sample sample = {0};
	enum svy_code code = svy_matched_moments(pairs, &out[2], status);
	if (code != SVY_OK)
		return code;
	struct svy_run *runs = svy_array_new(pairs->size, 2 * sizeof *runs);
	if (!runs)
		return svy_fail_memory(status);
	for (size_t i = 0; i < 2 * pairs->size; i++) {
		size_t at = i / 2;
		runs[i] = (struct svy_run){i % 2 ? pairs->y[at] : pairs->x[at], i % 2, pairs->n ? pairs->n[at] : 1};
	}
	code = svy_sample_make(runs, 2 * pairs->size, 2, &sample, status);
	if (code == SVY_OK)
		code = svy_sample_moments(&sample, out, status);
	svy_sample_clear(&sample);
	free(runs);
	return code;
}

/*
 * The square of the unit that d-z is to be multiplied by.
 *
 *     d-av  s_d^2 / ((s_x^2 + s_y^2) / 2)
 *     d-rm  2 (1 - r) = (s_d^2 - (s_x - s_y)^2) / (s_x s_y)
 */
static double find_ratio(enum svy_effect_paired kind, const struct svy_group_moments moments[3])
{
	double x = sqrt(moments[0].ss), y = sqrt(moments[1].ss), d = moments[2].ss;
	if (kind == SVY_D_Z)
		return 1;
	if (kind == SVY_D_AV)
		return 2 * d / (moments[0].ss + moments[1].ss);
	return (d - (x - y) * (x - y)) / (x * y);
}

/* What is less than this of 2 (1 - r) is rounding. */
#define ROUNDING 1e-13

static const char *find_reason(enum svy_effect_paired kind, const struct svy_group_moments moments[3], double ratio)
{
	if (kind == SVY_D_RM && (moments[0].ss == 0 || moments[1].ss == 0))
		return "one of the two does not vary, so that there is no correlation";
	if (kind == SVY_D_RM && !(ratio > ROUNDING))
		return "the correlation of the two is 1";
	return isfinite(ratio) ? NULL : "the variance is beyond the range of numbers";
}

static void set_paired(enum svy_effect_paired kind, const struct svy_group_moments moments[3],
                       const struct svy_mean *mean, double level, struct svy_measure *out)
{
	double ratio = mean->reason ? NAN : find_ratio(kind, moments), n = moments[2].n;
	const char *reason = mean->reason ? mean->reason : find_reason(kind, moments, ratio);
	if (reason) {
		svy_measure_note(out, "undefined: %s", reason);
		return;
	}
	const struct standard of = {mean->estimate / mean->se, mean->df, sqrt(ratio / n)};
	double d = out->estimate = of.t * of.unit;
	if (kind != SVY_D_AV)
		out->ase = sqrt((1 / n + d * d / (2 * n)) * ratio);
	set_limits(&of, level, out);
}

enum svy_code svy_effect_pairs(enum svy_effect_paired kind, const struct svy_matched *pairs, double level,
                               struct svy_measure *out, struct svy_status *status)
{
	static const char *const names[] = {"d-z", "d-av", "d-rm"};
	static const char *const methods[] = {
		"by the standard deviation of the differences, non-central t interval",
		"by the mean variance of the two, approximate non-central t interval (Algina and Keselman)",
		"by the standard deviation of the differences over sqrt(2 (1 - r)), approximate non-central t interval"};
	struct svy_group_moments moments[3];
	struct svy_measure made;
	struct svy_mean mean;
	enum svy_code code = svy_effect_level(level, status);
	if (code == SVY_OK)
		code = find_moments(pairs, moments, status);
	if (code == SVY_OK)
		code = svy_mean_estimate(SVY_MEAN_PAIRED, &moments[2], &mean, status);
	if (code != SVY_OK)
		return code;
	svy_measure_begin(&made, names[kind], methods[kind]);
	set_paired(kind, moments, &mean, level, &made);
	*out = made;
	return SVY_OK;
}
