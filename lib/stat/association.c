#include "stat/association.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/sum.h"
#include "stat/chisq.h"
#include "stat/exact.h"
#include "stat/interval.h"
#include "stat/margins.h"
#include "stat/quantile.h"

static const struct {
	const char *name, *method;
} measures[SVY_N_MEASURES] = {
	{"phi", "phi"},
	{"v", "Cramer's V, not corrected for bias"},
	{"contingency", "Pearson's contingency coefficient"},
	{"or", "odds ratio, Woolf interval"},
	{"or-conditional", "conditional maximum-likelihood odds ratio, exact central interval"},
	{"rr", "relative risk, Katz log interval"},
	{"rd", "risk difference, Newcombe hybrid score interval"},
	{"rd-wald", "risk difference, Wald interval"},
};

const char *svy_measure_name(enum svy_measure_kind kind)
{
	return measures[kind].name;
}

bool svy_measure_from_name(const char *name, enum svy_measure_kind *out)
{
	for (int kind = 0; kind < SVY_N_MEASURES; kind++) {
		if (strcmp(name, measures[kind].name) == 0) {
			*out = (enum svy_measure_kind)kind;
			return true;
		}
	}
	return false;
}

bool svy_measure_is_directed(enum svy_measure_kind kind)
{
	return kind >= SVY_MEASURE_OR && kind <= SVY_MEASURE_RD_WALD;
}

static void start(struct svy_measure *out, enum svy_measure_kind kind)
{
	*out = (struct svy_measure){.measure = measures[kind].name, .estimate = NAN, .ase = NAN, .se0 = NAN,
	                            .statistic = NAN, .p = NAN, .low = NAN, .high = NAN, .log_se = NAN};
	snprintf(out->method, sizeof out->method, "%s", measures[kind].method);
}

SVY_PRINTF(2, 3) static void add_note(struct svy_measure *out, const char *format, ...)
{
	size_t length = strlen(out->note);
	if (length && length + 2 < sizeof out->note) {
		memcpy(out->note + length, "; ", 3);
		length += 2;
	}
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(out->note + length, sizeof out->note - length, format, arguments);
	va_end(arguments);
}

/* --- from chi-squared ---------------------------------------------------- */

/* (ad - bc) / sqrt(r1 r2 c1 c2), the determinant exact. */
static double signed_phi(const struct svy_margins *m)
{
	struct svy_sum determinant = {0};
	svy_sum_add_product(&determinant, m->count[0], m->count[3]);
	svy_sum_add_product(&determinant, -m->count[1], m->count[2]);
	double scale = sqrt(m->row[0]) * sqrt(m->row[1]) * sqrt(m->col[0]) * sqrt(m->col[1]);
	return fmax(-1, fmin(1, svy_sum_value(&determinant) / scale));
}

static double from_chisq(const struct svy_margins *m, enum svy_measure_kind kind, double chisq)
{
	double least = (double)(m->rows < m->cols ? m->rows : m->cols);
	switch (kind) {
	case SVY_MEASURE_PHI:
		return m->rows == 2 && m->cols == 2 ? signed_phi(m) : sqrt(chisq / m->n);
	case SVY_MEASURE_V:
		return fmin(1, sqrt(chisq / m->n / (least - 1)));
	default:
		return sqrt(chisq / (chisq + m->n));
	}
}

static enum svy_code measure_nominal(const double *n, size_t rows, size_t cols, enum svy_measure_kind kind,
                                     struct svy_measure *out, struct svy_status *status)
{
	struct svy_margins *m = NULL;
	struct svy_test test;
	char note[SVY_MEASURE_NOTE];
	enum svy_code code = svy_margins_new(n, rows, cols, &m, status);
	if (!code)
		code = svy_chisq(n, rows, cols, SVY_CHISQ_PEARSON, &test, status);
	if (code)
		goto done;
	start(out, kind);
	if (svy_margins_note(m, note, sizeof note))
		add_note(out, "%s", note);
	if (svy_margins_reason(m))
		add_note(out, "%s", svy_margins_reason(m));
	else
		out->estimate = from_chisq(m, kind, test.statistic);
done:
	svy_margins_free(m);
	return code;
}

/* --- first row against second -------------------------------------------- */

struct two_by_two {
	double a, b, c, d, r1, r2;
};

/* A ratio and its interval on the log; se is infinite where a cell that it needs
 * is 0, and then one limit is the estimate's own and the other is not to be had. */
static void put_ratio(struct svy_measure *out, double ratio, double se, double z)
{
	out->estimate = ratio;
	if (ratio > 0 && !isinf(ratio)) {
		out->log_se = se;
		out->low = exp(log(ratio) - z * se);
		out->high = exp(log(ratio) + z * se);
		if (se == 0)
			add_note(out, "no width: everyone is in the first column");
	} else if (ratio == 0) {
		out->low = 0;
		add_note(out, "no upper limit because a cell is 0");
	} else {
		out->high = HUGE_VAL;
		add_note(out, "no lower limit because a cell is 0");
	}
}

static void measure_odds_ratio(const struct two_by_two *t, double z, struct svy_measure *out)
{
	if (t->r1 == 0 || t->r2 == 0 || t->a + t->c == 0 || t->b + t->d == 0)
		add_note(out, "undefined: a row or column is empty");
	else
		put_ratio(out, t->a / t->b * (t->d / t->c), sqrt(1 / t->a + 1 / t->b + 1 / t->c + 1 / t->d), z);
}

static void measure_relative_risk(const struct two_by_two *t, double z, struct svy_measure *out)
{
	if (t->r1 == 0 || t->r2 == 0)
		add_note(out, "undefined: a row is empty");
	else if (t->a == 0 && t->c == 0)
		add_note(out, "undefined: the first column is empty");
	else /* 1/a - 1/r1 = b / (a r1), without the difference */
		put_ratio(out, t->a / t->r1 / (t->c / t->r2), sqrt(t->b / t->a / t->r1 + t->d / t->c / t->r2), z);
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
		add_note(out, "undefined: a row is empty");
		return SVY_OK;
	}
	out->estimate = t->a / t->r1 - t->c / t->r2;
	out->ase = sqrt(t->a / t->r1 * (t->b / t->r1) / t->r1 + t->c / t->r2 * (t->d / t->r2) / t->r2);
	if (kind == SVY_MEASURE_RD)
		return newcombe(t, level, out, status);
	double half = svy_normal_upper_quantile((1 - level) / 2) * out->ase;
	out->low = fmax(-1, out->estimate - half);
	out->high = fmin(1, out->estimate + half);
	if (half == 0)
		add_note(out, "no width: both shares are 0 or 1");
	return SVY_OK;
}

static enum svy_code measure_conditional(const double *n, double level, struct svy_measure *out,
                                         struct svy_status *status)
{
	struct svy_test test;
	enum svy_code code = svy_fisher(n, SVY_TWO_SIDED, level, &test, status);
	if (code)
		return code;
	start(out, SVY_MEASURE_OR_CONDITIONAL);
	out->estimate = test.estimate;
	out->low = test.low;
	out->high = test.high;
	if (*test.note)
		add_note(out, "%s", test.note);
	return SVY_OK;
}

static enum svy_code measure_directed(const double *n, enum svy_measure_kind kind, double level,
                                      struct svy_measure *out, struct svy_status *status)
{
	const struct two_by_two t = {n[0], n[1], n[2], n[3], n[0] + n[1], n[2] + n[3]};
	double z = svy_normal_upper_quantile((1 - level) / 2);

	if (kind == SVY_MEASURE_OR_CONDITIONAL)
		return measure_conditional(n, level, out, status);
	start(out, kind);
	if (kind == SVY_MEASURE_OR)
		measure_odds_ratio(&t, z, out);
	else if (kind == SVY_MEASURE_RR)
		measure_relative_risk(&t, z, out);
	else
		return measure_difference(&t, kind, level, out, status);
	return SVY_OK;
}

enum svy_code svy_associate(const double *n, size_t rows, size_t cols, enum svy_measure_kind kind, double level,
                            struct svy_measure *out, struct svy_status *status)
{
	struct svy_margins *m = NULL;
	struct svy_measure measure;
	enum svy_code code;

	if (!(level > 0 && level < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1, as 0.95, not %g", level);
	code = svy_margins_new(n, rows, cols, &m, status); /* for its checks of the counts */
	svy_margins_free(m);
	if (code)
		return code;
	if (!svy_measure_is_directed(kind)) {
		code = measure_nominal(n, rows, cols, kind, &measure, status);
	} else if (rows == 2 && cols == 2) {
		code = measure_directed(n, kind, level, &measure, status);
	} else {
		start(&measure, kind);
		add_note(&measure, "for a table of 2 rows and 2 columns");
	}
	if (!code)
		*out = measure;
	return code;
}
