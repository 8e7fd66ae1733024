#include <math.h>

#include "stat/anova.h"
#include "stat/effect.h"
#include "stat/effect_internal.h"
#include "stat/noncentral.h"

static double estimate(enum svy_effect_variance kind, const struct svy_anova *table)
{
	if (!(table->between_df > 0))
		return NAN;
	double excess = table->between_ss - table->between_df * table->within_ms;
	if (kind == SVY_ETA2)
		return table->r_squared;
	return excess / (table->total_ss + (kind == SVY_OMEGA2 ? table->within_ms : 0));
}

static void set_limits(const struct svy_anova *table, double level, struct svy_measure *out)
{
	double tail = (1 - level) / 2, n = table->total_df + 1;
	double low = svy_noncentral_f_lambda_upper(tail, table->f, table->between_df, table->within_df);
	double high = svy_noncentral_f_lambda_lower(tail, table->f, table->between_df, table->within_df);
	if (isnan(low) || isnan(high)) {
		svy_measure_note(out, "no limits: F is beyond the range of numbers");
		return;
	}
	out->low = low / (low + n);
	out->high = high / (high + n);
	if (out->estimate > out->high)
		svy_measure_note(out, "the estimate is above its interval because it is biased: see omega2");
}

enum svy_code svy_effect_variance(enum svy_effect_variance kind, const struct svy_group_moments *groups, size_t k,
                                  double level, struct svy_measure *out, struct svy_status *status)
{
	static const char *const names[] = {"eta2", "omega2", "epsilon2"};
	static const char *const methods[] = {
		"share of variance between groups, non-central F interval",
		"share of variance between groups, bias taken off (Hays), non-central F interval",
		"share of variance between groups, bias taken off (Kelley), non-central F interval"};
	struct svy_measure made;
	struct svy_anova table;
	struct svy_test test;
	enum svy_code code = svy_effect_level(level, status);
	if (code == SVY_OK)
		code = svy_anova(groups, k, &table, &test, status);
	if (code != SVY_OK)
		return code;
	svy_measure_begin(&made, names[kind], methods[kind]);
	made.estimate = estimate(kind, &table);
	if (*test.note)
		svy_measure_note(&made, "%s", test.note);
	if (!isnan(table.f))
		set_limits(&table, level, &made);
	if (made.estimate < 0)
		svy_measure_note(&made, "below 0: the groups differ less than chance alone would make them");
	*out = made;
	return SVY_OK;
}
