#include "stat/stratified.h"

#include <math.h>

#include "base/sum.h"
#include "stat/distribution.h"
#include "stat/mantel_haenszel.h"

static void note_strata(const struct svy_strata *strata, struct svy_test *out)
{
	char note[SVY_TEST_NOTE];
	if (svy_strata_note(strata, note, sizeof note))
		svy_test_note(out, "%s", note);
}

static enum svy_code put_odds_ratio(const struct svy_strata *strata, double level, struct svy_test *out,
                                    struct svy_status *status)
{
	struct svy_measure ratio;
	enum svy_code code = svy_mantel_haenszel(strata, SVY_MANTEL_HAENSZEL_OR, level, &ratio, status);
	if (code)
		return code;
	out->estimate = ratio.estimate;
	out->low = ratio.low;
	out->high = ratio.high;
	if (ratio.estimate == 0 || isinf(ratio.estimate))
		svy_test_note(out, "no %s limit of the odds ratio because a cell is 0 in every stratum",
		              ratio.estimate == 0 ? "upper" : "lower");
	return SVY_OK;
}

/* How far the sum of the first cells can move from its expectation, the nearer side:
 * e - max(0, r1 - c2), and min(r1, c1) - e without the difference. */
static double mantel_fleiss(const struct svy_strata *strata)
{
	struct svy_sum down = {0}, up = {0};
	for (size_t h = 0; h < strata->k; h++) {
		const struct svy_four *t = &strata->four[h];
		if (!t->informs)
			continue;
		svy_sum_add(&down, fmin(t->r1 * t->c1, t->r2 * t->c2) / t->n);
		svy_sum_add(&up, fmin(t->r1 * t->c2, t->r2 * t->c1) / t->n);
	}
	return fmin(svy_sum_value(&down), svy_sum_value(&up));
}

static void test_sum(const struct svy_strata *strata, bool corrected, struct svy_test *out)
{
	struct svy_sum difference = {0}, variance = {0};
	for (size_t h = 0; h < strata->k; h++) {
		const struct svy_four *t = &strata->four[h];
		if (!t->informs)
			continue;
		svy_sum_add(&difference, svy_determinant(t->a, t->d, t->b, t->c) / t->n);
		svy_sum_add(&variance, t->r1 * t->r2 / t->n * (t->c1 * t->c2 / t->n) / (t->n - 1));
	}
	double d = fabs(svy_sum_value(&difference));
	if (corrected)
		d -= fmin(0.5, d);
	out->statistic = d * d / svy_sum_value(&variance);
	out->df = 1;
	out->p = svy_chisq_upper(out->statistic, 1);
	out->log_p = svy_chisq_upper_log(out->statistic, 1);
	double room = mantel_fleiss(strata);
	if (room < 5)
		svy_test_note(out, "the Mantel-Fleiss criterion is %.1f, below 5: use cmh-exact", room);
}

enum svy_code svy_cmh(const struct svy_strata *strata, bool corrected, double level, struct svy_test *out,
                      struct svy_status *status)
{
	struct svy_test test;
	svy_test_init(&test, corrected ? "cmh-cc" : "cmh");
	svy_test_method(&test, "Cochran-Mantel-Haenszel%s; Mantel-Haenszel odds ratio, Robins-Breslow-Greenland interval",
	                corrected ? " with continuity correction" : "");
	note_strata(strata, &test);
	enum svy_code code = put_odds_ratio(strata, level, &test, status); /* checks the level, too */
	if (code)
		return code;
	if (svy_strata_four_reason(strata))
		svy_test_note(&test, "%s%s", svy_strata_four_reason(strata),
		              svy_strata_wide(strata) ? ": use cmh-general" : "");
	else
		test_sum(strata, corrected, &test);
	*out = test;
	return SVY_OK;
}
