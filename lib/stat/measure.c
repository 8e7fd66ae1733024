#include "stat/measure.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/sum.h"
#include "base/text.h"
#include "stat/distribution.h"
#include "stat/quantile.h"

enum { ORDER = 1, PAIRS = 2, DIRECTED = 4 };

static const struct {
	const char *name, *method;
	int needs;
} measures[SVY_N_MEASURES] = {
	{"phi", "phi", 0},
	{"v", "Cramer's V, not corrected for bias", 0},
	{"v-corrected", "Cramer's V corrected for bias (Bergsma)", 0},
	{"contingency", "Pearson's contingency coefficient", 0},
	{"lambda-row", "lambda, row predicted from column", 0},
	{"lambda-col", "lambda, column predicted from row", 0},
	{"lambda", "lambda, symmetric", 0},
	{"tau-row", "Goodman and Kruskal's tau, row predicted from column", 0},
	{"tau-col", "Goodman and Kruskal's tau, column predicted from row", 0},
	{"u-row", "uncertainty coefficient, row predicted from column", 0},
	{"u-col", "uncertainty coefficient, column predicted from row", 0},
	{"u", "uncertainty coefficient, symmetric", 0},
	{"gamma", "Goodman and Kruskal's gamma", ORDER},
	{"tau-b", "Kendall's tau-b", ORDER},
	{"tau-c", "Stuart's tau-c", ORDER},
	{"d-row", "Somers' d, row predicted from column", ORDER},
	{"d-col", "Somers' d, column predicted from row", ORDER},
	{"d", "Somers' d, symmetric", ORDER},
	{"kappa", "Cohen's kappa", PAIRS},
	{"kappa-linear", "weighted kappa, linear weights", PAIRS | ORDER},
	{"kappa-quadratic", "weighted kappa, quadratic weights", PAIRS | ORDER},
	{"pearson-r", "Pearson's r of the places in the order", ORDER},
	{"spearman", "Spearman's r of mid-ranks", ORDER},
	{"polychoric", "polychoric correlation", ORDER},
	{"or", "odds ratio, Woolf interval", DIRECTED},
	{"or-conditional", "conditional maximum-likelihood odds ratio, exact central interval", DIRECTED},
	{"rr", "relative risk, Katz log interval", DIRECTED},
	{"rd", "risk difference, Newcombe hybrid score interval", DIRECTED},
	{"rd-wald", "risk difference, Wald interval", DIRECTED},
	{"rr-exact", "relative risk, exact unconditional score interval (Chan and Zhang)", DIRECTED},
	{"rd-exact", "risk difference, exact unconditional score interval (Chan and Zhang)", DIRECTED},
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
	return measures[kind].needs & DIRECTED;
}

bool svy_measure_needs_order(enum svy_measure_kind kind)
{
	return measures[kind].needs & ORDER;
}

bool svy_measure_needs_pairs(enum svy_measure_kind kind)
{
	return measures[kind].needs & PAIRS;
}

void svy_measure_begin(struct svy_measure *measure, const char *name, const char *method)
{
	*measure = (struct svy_measure){.measure = name, .estimate = NAN, .ase = NAN, .se0 = NAN,
	                                .statistic = NAN, .p = NAN, .low = NAN, .high = NAN, .log_se = NAN};
	snprintf(measure->method, sizeof measure->method, "%s", method);
}

void svy_measure_init(struct svy_measure *measure, enum svy_measure_kind kind)
{
	svy_measure_begin(measure, measures[kind].name, measures[kind].method);
}

void svy_measure_note(struct svy_measure *measure, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	svy_text_add_note(measure->note, sizeof measure->note, format, arguments);
	va_end(arguments);
}

void svy_measure_ratio(struct svy_measure *measure, double ratio, double log_se, double level, const char *why)
{
	double half = svy_normal_upper_quantile((1 - level) / 2) * log_se;
	measure->estimate = ratio;
	if (ratio > 0 && !isinf(ratio)) {
		measure->log_se = log_se;
		measure->low = exp(log(ratio) - half);
		measure->high = exp(log(ratio) + half);
	} else if (ratio == 0) {
		measure->low = 0;
		svy_measure_note(measure, "no upper limit because %s", why);
	} else {
		measure->high = HUGE_VAL;
		svy_measure_note(measure, "no lower limit because %s", why);
	}
}

void svy_measure_wald(struct svy_measure *measure, double level)
{
	double half = svy_normal_upper_quantile((1 - level) / 2) * measure->ase;
	measure->low = measure->estimate - half;
	measure->high = measure->estimate + half;
}

void svy_measure_test(struct svy_measure *measure)
{
	measure->statistic = measure->estimate / measure->se0;
	double p = 2 * svy_normal_upper(fabs(measure->statistic));
	measure->p = p > 1 ? 1 : p; /* fmin() would make 1 of NaN */
}

/* --- ratios and their standard errors ------------------------------------- */

enum svy_code svy_ratio_new(const struct svy_margins *m, struct svy_ratio *out, struct svy_status *status)
{
	size_t cells = m->rows * m->cols;
	*out = (struct svy_ratio){.numerator_slope = svy_array_new(cells, sizeof(double)),
	                          .denominator_slope = svy_array_new(cells, sizeof(double)), .se0 = NAN};
	if (out->numerator_slope && out->denominator_slope)
		return SVY_OK;
	svy_ratio_clear(out);
	return svy_fail_memory(status);
}

void svy_ratio_clear(struct svy_ratio *ratio)
{
	free(ratio->numerator_slope);
	free(ratio->denominator_slope);
	*ratio = (struct svy_ratio){0};
}

/* An error this small beside its terms is rounding. */
#define ROUNDING 1e-12

double svy_delta_error(const struct svy_margins *m, const double *slope, const double *scale)
{
	size_t cells = m->rows * m->cols;
	struct svy_sum sum = {0}, squares = {0}, largest = {0};
	for (size_t k = 0; k < cells; k++)
		svy_sum_add_product(&sum, m->count[k], m->count[k] > 0 ? slope[k] : 0);
	double mean = svy_sum_value(&sum) / m->n;
	for (size_t k = 0; k < cells; k++) {
		if (m->count[k] == 0)
			continue;
		double d = slope[k] - mean;
		svy_sum_add_product(&squares, m->count[k], d * d);
		svy_sum_add_product(&largest, m->count[k], scale[k] * scale[k]);
	}
	double error = sqrt(svy_sum_value(&squares));
	return error <= ROUNDING * sqrt(svy_sum_value(&largest)) ? 0 : error;
}

/* Errors of 0 are none; a perfect association is 1, not 1.0000000000000002. */
static void drop_zero_errors(struct svy_measure *out)
{
	if (out->ase == 0) {
		bool perfect = fabs(out->estimate) > 1 - ROUNDING;
		out->ase = NAN;
		if (perfect)
			out->estimate = copysign(1, out->estimate);
		svy_measure_note(out, perfect              ? "no standard error of a perfect association"
		                      : out->estimate == 0 ? "no standard error at 0"
		                                           : "the standard error is 0 to first order");
	}
	if (out->se0 == 0) {
		out->se0 = NAN;
		svy_measure_note(out, "no test: se0 is 0");
	}
}

enum svy_code svy_ratio_measure(const struct svy_margins *m, const struct svy_ratio *ratio, double level,
                                struct svy_measure *out, struct svy_status *status)
{
	size_t cells = m->rows * m->cols;
	double *slope = svy_array_new(2 * cells + 1, sizeof *slope);
	if (!slope)
		return svy_fail_memory(status);
	double *scale = slope + cells;
	double estimate = ratio->numerator / ratio->denominator;

	for (size_t k = 0; k < cells; k++)
		slope[k] = scale[k] = ratio->numerator_slope[k] / ratio->denominator;
	out->estimate = estimate;
	out->se0 = isnan(ratio->se0) ? svy_delta_error(m, slope, scale) : ratio->se0;
	for (size_t k = 0; k < cells; k++) {
		double own = estimate * ratio->denominator_slope[k] / ratio->denominator;
		scale[k] = fabs(slope[k]) + fabs(own);
		slope[k] -= own;
	}
	out->ase = svy_delta_error(m, slope, scale);
	free(slope);
	drop_zero_errors(out);
	svy_measure_wald(out, level);
	svy_measure_test(out);
	return SVY_OK;
}
