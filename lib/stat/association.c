#include "stat/association.h"

#include <math.h>

#include "stat/concordance.h"
#include "stat/correlation.h"
#include "stat/cramer.h"
#include "stat/exact.h"
#include "stat/exact_interval.h"
#include "stat/interval.h"
#include "stat/kappa.h"
#include "stat/margins.h"
#include "stat/polychoric.h"
#include "stat/prediction.h"
#include "stat/quantile.h"

/* --- first row against second -------------------------------------------- */

struct two_by_two {
	double a, b, c, d, r1, r2;
};

static void measure_odds_ratio(const struct two_by_two *t, double level, struct svy_measure *out)
{
	if (t->r1 == 0 || t->r2 == 0 || t->a + t->c == 0 || t->b + t->d == 0)
		svy_measure_note(out, "undefined: a row or column is empty");
	else
		svy_measure_ratio(out, t->a / t->b * (t->d / t->c), sqrt(1 / t->a + 1 / t->b + 1 / t->c + 1 / t->d), level,
		                  "a cell is 0");
}

static void measure_relative_risk(const struct two_by_two *t, double level, struct svy_measure *out)
{
	if (t->r1 == 0 || t->r2 == 0)
		svy_measure_note(out, "undefined: a row is empty");
	else if (t->a == 0 && t->c == 0)
		svy_measure_note(out, "undefined: the first column is empty");
	else /* 1/a - 1/r1 = b / (a r1), without the difference */
		svy_measure_ratio(out, t->a / t->r1 / (t->c / t->r2), sqrt(t->b / t->a / t->r1 + t->d / t->c / t->r2), level,
		                  "a cell is 0");
	if (out->log_se == 0)
		svy_measure_note(out, "no width: everyone is in the first column");
}

static enum svy_code newcombe(const struct two_by_two *t, double level, struct svy_measure *out,
                              struct svy_status *status)
{
	struct svy_interval first, second;
	enum svy_code code = svy_proportion_interval(SVY_INTERVAL_WILSON, t->a, t->r1, level, &first, status);
	if (!code)
		code = svy_proportion_interval(SVY_INTERVAL_WILSON, t->c, t->r2, level, &second, status);
	if (code)
		return code;
	double p1 = t->a / t->r1, p2 = t->c / t->r2;
	out->low = fmax(-1, p1 - p2 - hypot(p1 - first.low, second.high - p2));
	out->high = fmin(1, p1 - p2 + hypot(first.high - p1, p2 - second.low));
	return SVY_OK;
}

static enum svy_code measure_difference(const struct two_by_two *t, enum svy_measure_kind kind, double level,
                                        struct svy_measure *out, struct svy_status *status)
{
	if (t->r1 == 0 || t->r2 == 0) {
		svy_measure_note(out, "undefined: a row is empty");
		return SVY_OK;
	}
	out->estimate = t->a / t->r1 - t->c / t->r2;
	double error = sqrt(t->a / t->r1 * (t->b / t->r1) / t->r1 + t->c / t->r2 * (t->d / t->r2) / t->r2);
	out->ase = error > 0 ? error : NAN;
	if (error == 0)
		svy_measure_note(out, kind == SVY_MEASURE_RD ? "no standard error: both shares are 0 or 1"
		                                             : "no standard error, no width: both shares are 0 or 1");
	if (kind == SVY_MEASURE_RD)
		return newcombe(t, level, out, status);
	double half = svy_normal_upper_quantile((1 - level) / 2) * error;
	out->low = fmax(-1, out->estimate - half);
	out->high = fmin(1, out->estimate + half);
	return SVY_OK;
}

/* Ratio and limits without a logarithm: an empty cell is no trouble. */
static enum svy_code measure_exact(const double *n, enum svy_risk risk, double level, struct svy_measure *out,
                                   struct svy_status *status)
{
	struct svy_interval limits;
	enum svy_code code = svy_exact_interval(n, risk, level, &limits, status);
	if (code)
		return code;
	double p1 = n[0] / (n[0] + n[1]), p2 = n[2] / (n[2] + n[3]);
	svy_measure_init(out, risk == SVY_RISK_RATIO ? SVY_MEASURE_RR_EXACT : SVY_MEASURE_RD_EXACT);
	out->estimate = risk == SVY_RISK_RATIO ? p1 / p2 : p1 - p2;
	out->low = limits.low;
	out->high = limits.high;
	if (limits.note)
		svy_measure_note(out, "%s", limits.note);
	else if (isnan(out->estimate))
		svy_measure_note(out, "no estimate: the first column is empty");
	return SVY_OK;
}

static enum svy_code measure_conditional(const double *n, double level, struct svy_measure *out,
                                         struct svy_status *status)
{
	struct svy_test test;
	enum svy_code code = svy_fisher(n, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, level, &test, status);
	if (code)
		return code;
	svy_measure_init(out, SVY_MEASURE_OR_CONDITIONAL);
	out->estimate = test.estimate;
	out->low = test.low;
	out->high = test.high;
	if (*test.note)
		svy_measure_note(out, "%s", test.note);
	return SVY_OK;
}

static enum svy_code measure_directed(const double *n, enum svy_measure_kind kind, double level,
                                      struct svy_measure *out, struct svy_status *status)
{
	const struct two_by_two t = {n[0], n[1], n[2], n[3], n[0] + n[1], n[2] + n[3]};

	if (kind == SVY_MEASURE_OR_CONDITIONAL)
		return measure_conditional(n, level, out, status);
	if (kind == SVY_MEASURE_RR_EXACT)
		return measure_exact(n, SVY_RISK_RATIO, level, out, status);
	if (kind == SVY_MEASURE_RD_EXACT)
		return measure_exact(n, SVY_RISK_DIFFERENCE, level, out, status);
	svy_measure_init(out, kind);
	if (kind == SVY_MEASURE_OR)
		measure_odds_ratio(&t, level, out);
	else if (kind == SVY_MEASURE_RR)
		measure_relative_risk(&t, level, out);
	else
		return measure_difference(&t, kind, level, out, status);
	return SVY_OK;
}

/* --- all ------------------------------------------------------------------- */

static enum svy_code measure_pairs(const double *n, size_t rows, size_t cols, enum svy_measure_kind kind,
                                   const struct svy_measure_options *options, struct svy_measure *out,
                                   struct svy_status *status)
{
	svy_measure_init(out, kind);
	if (rows == cols)
		return svy_kappa(n, rows, kind, options, out, status);
	svy_measure_note(out, "for a table whose rows and columns are the same categories");
	return SVY_OK;
}

static enum svy_code measure_margins(const struct svy_margins *m, enum svy_measure_kind kind,
                                     const struct svy_measure_options *options, struct svy_measure *out,
                                     struct svy_status *status)
{
	char note[SVY_MEASURE_NOTE];
	svy_measure_init(out, kind);
	if (svy_margins_note(m, note, sizeof note))
		svy_measure_note(out, "%s", note);
	if (svy_margins_reason(m)) {
		svy_measure_note(out, "%s", svy_margins_reason(m));
		return SVY_OK;
	}
	switch (kind) {
	case SVY_MEASURE_PHI:
	case SVY_MEASURE_V:
	case SVY_MEASURE_V_CORRECTED:
	case SVY_MEASURE_CONTINGENCY: return svy_cramer(m, kind, options, out, status);
	case SVY_MEASURE_PEARSON_R:
	case SVY_MEASURE_SPEARMAN: return svy_correlation(m, kind, options, out, status);
	case SVY_MEASURE_POLYCHORIC: return svy_polychoric(m, options, out, status);
	default:
		return kind <= SVY_MEASURE_U ? svy_prediction(m, kind, options, out, status)
		                             : svy_concordance(m, kind, options, out, status);
	}
}

static enum svy_code measure_any(const double *n, size_t rows, size_t cols, enum svy_measure_kind kind,
                                 const struct svy_measure_options *options, struct svy_measure *out,
                                 struct svy_status *status)
{
	struct svy_margins *m = NULL;
	enum svy_code code = svy_margins_new(n, rows, cols, &m, status); /* checks the counts, too */
	if (code == SVY_OK && svy_measure_needs_pairs(kind))
		code = measure_pairs(n, rows, cols, kind, options, out, status);
	else if (code == SVY_OK && !svy_measure_is_directed(kind))
		code = measure_margins(m, kind, options, out, status);
	else if (code == SVY_OK && rows == 2 && cols == 2)
		code = measure_directed(n, kind, options->level, out, status);
	else if (code == SVY_OK) {
		svy_measure_init(out, kind);
		svy_measure_note(out, "for a table of 2 rows and 2 columns");
	}
	svy_margins_free(m);
	return code;
}

enum svy_code svy_associate(const double *n, size_t rows, size_t cols, enum svy_measure_kind kind,
                            const struct svy_measure_options *options, struct svy_measure *out,
                            struct svy_status *status)
{
	struct svy_measure measure;
	if (!(options->level > 0 && options->level < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1, as 0.95, not %g",
		                options->level);
	enum svy_code code = measure_any(n, rows, cols, kind, options, &measure, status);
	if (code == SVY_OK)
		*out = measure;
	return code;
}
