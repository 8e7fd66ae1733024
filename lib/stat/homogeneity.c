#include "stat/homogeneity.h"

#include <math.h>

#include "base/sum.h"
#include "stat/distribution.h"
#include "stat/mantel_haenszel.h"

static void put_p(struct svy_test *out, double statistic, size_t strata)
{
	out->statistic = statistic;
	out->df = (double)strata - 1;
	out->p = svy_chisq_upper(statistic, out->df);
	out->log_p = svy_chisq_upper_log(statistic, out->df);
}

/* --- Breslow and Day ------------------------------------------------------ */

/*
 * The first cell of the table with this first row and column, n in all, and the odds
 * ratio psi: the root of  (psi - 1) x^2 - b x + psi row col.  Of the two forms of the
 * root the one that does not cancel; each of the four cells is found by itself, because
 * as a difference the small ones would lose their digits.
 */
static double fit_cell(double row, double col, double n, double psi)
{
	double b = psi * (row + col) + (n - row - col);
	double root = sqrt(fmax(0, b * b - 4 * (psi - 1) * psi * row * col));
	return b > 0 ? 2 * psi * row * col / (b + root) : (b - root) / (2 * (psi - 1));
}

static struct svy_four fit_table(const struct svy_four *t, double psi)
{
	return (struct svy_four){.a = fit_cell(t->r1, t->c1, t->n, psi), .b = fit_cell(t->r1, t->c2, t->n, 1 / psi),
	                         .c = fit_cell(t->r2, t->c1, t->n, 1 / psi), .d = fit_cell(t->r2, t->c2, t->n, psi)};
}

/* a - A, of the cell whose fit is the smallest: the four differ in sign only. */
static double find_gap(const struct svy_four *t, const struct svy_four *fit)
{
	double least = fmin(fmin(fit->a, fit->b), fmin(fit->c, fit->d));
	return least == fit->a   ? t->a - fit->a
	       : least == fit->d ? t->d - fit->d
	       : least == fit->b ? fit->b - t->b
	                         : fit->c - t->c;
}

static void breslow_day(const struct svy_strata *strata, bool tarone, struct svy_test *out)
{
	struct svy_sum sum = {0}, gaps = {0}, variances = {0};
	double least = HUGE_VAL;
	for (size_t h = 0; h < strata->k; h++) {
		const struct svy_four *t = &strata->four[h];
		if (!t->informs)
			continue;
		struct svy_four fit = fit_table(t, out->estimate);
		double variance = 1 / (1 / fit.a + 1 / fit.b + 1 / fit.c + 1 / fit.d), gap = find_gap(t, &fit);
		svy_sum_add(&sum, gap * gap / variance);
		svy_sum_add(&gaps, gap);
		svy_sum_add(&variances, variance);
		least = fmin(least, fmin(fmin(fit.a, fit.b), fmin(fit.c, fit.d)));
	}
	double all = svy_sum_value(&gaps), statistic = svy_sum_value(&sum);
	if (tarone)
		statistic = fmax(0, statistic - all * all / svy_sum_value(&variances));
	put_p(out, statistic, strata->informs);
	if (least < 5)
		svy_test_note(out, "smallest fitted count %.1f", least);
}

static enum svy_code test_fit(const struct svy_strata *strata, bool tarone, struct svy_test *out,
                              struct svy_status *status)
{
	struct svy_measure ratio;
	enum svy_code code = svy_mantel_haenszel(strata, SVY_MANTEL_HAENSZEL_OR, 0.95, &ratio, status);
	if (code)
		return code;
	out->estimate = ratio.estimate;
	if (ratio.estimate > 0 && !isinf(ratio.estimate))
		breslow_day(strata, tarone, out);
	else
		svy_test_note(out, "the common odds ratio is %s", ratio.estimate == 0 ? "0" : "infinite");
	return SVY_OK;
}

/* --- Woolf ---------------------------------------------------------------- */

static double smallest_cell(const struct svy_strata *strata)
{
	double least = HUGE_VAL;
	for (size_t h = 0; h < strata->k; h++) {
		const struct svy_four *t = &strata->four[h];
		if (t->informs)
			least = fmin(least, fmin(fmin(t->a, t->b), fmin(t->c, t->d)));
	}
	return least;
}

static double log_odds_ratio(const struct svy_four *t, double add, double *weight)
{
	double a = t->a + add, b = t->b + add, c = t->c + add, d = t->d + add;
	*weight = 1 / (1 / a + 1 / b + 1 / c + 1 / d);
	return log(a / b * (d / c));
}

static void woolf(const struct svy_strata *strata, struct svy_test *out)
{
	double add = smallest_cell(strata) == 0 ? 0.5 : 0, weight;
	struct svy_sum logs = {0}, weights = {0}, sum = {0};
	if (add > 0)
		svy_test_method(out, "Woolf's test of homogeneity of odds ratios, 1/2 added to every cell");
	for (size_t h = 0; h < strata->k; h++) {
		if (!strata->four[h].informs)
			continue;
		double value = log_odds_ratio(&strata->four[h], add, &weight);
		svy_sum_add_product(&logs, weight, value);
		svy_sum_add(&weights, weight);
	}
	double mean = svy_sum_value(&logs) / svy_sum_value(&weights);
	for (size_t h = 0; h < strata->k; h++) {
		if (!strata->four[h].informs)
			continue;
		double gap = log_odds_ratio(&strata->four[h], add, &weight) - mean;
		svy_sum_add(&sum, weight * gap * gap);
	}
	out->estimate = exp(mean);
	put_p(out, svy_sum_value(&sum), strata->informs);
}

/* --- the test ------------------------------------------------------------- */

enum svy_code svy_homogeneity(const struct svy_strata *strata, enum svy_homogeneity_kind kind, struct svy_test *out,
                              struct svy_status *status)
{
	static const char *const names[] = {"breslow-day", "tarone", "woolf"};
	static const char *const methods[] = {
		"Breslow-Day test of homogeneity of odds ratios",
		"Breslow-Day test of homogeneity of odds ratios, Tarone's correction",
		"Woolf's test of homogeneity of odds ratios"};
	char note[SVY_TEST_NOTE];
	struct svy_test test;
	enum svy_code code = SVY_OK;

	svy_test_init(&test, names[kind]);
	svy_test_method(&test, "%s", methods[kind]);
	if (svy_strata_note(strata, note, sizeof note))
		svy_test_note(&test, "%s", note);
	if (svy_strata_four_reason(strata))
		svy_test_note(&test, "%s", svy_strata_four_reason(strata));
	else if (strata->informs < 2)
		svy_test_note(&test, "only one stratum: nothing to compare");
	else if (kind == SVY_WOOLF)
		woolf(strata, &test);
	else
		code = test_fit(strata, kind == SVY_TARONE, &test, status);
	if (code == SVY_OK)
		*out = test;
	return code;
}
