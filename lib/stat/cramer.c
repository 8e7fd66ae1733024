#include "stat/cramer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/parallel.h"
#include "base/random.h"
#include "stat/chisq.h"
#include "stat/correlation.h"
#include "stat/multinomial.h"
#include "stat/noncentral.h"

/* --- phi, v, contingency --------------------------------------------------- */

static double least(const struct svy_margins *m)
{
	return (double)(m->rows < m->cols ? m->rows : m->cols);
}

/* The measure where X^2 / n is f, which is least(m) - 1 in a perfect association
 * and no more. */
static double from_f(const struct svy_margins *m, enum svy_measure_kind kind, double f)
{
	f = fmin(f, least(m) - 1);
	switch (kind) {
	case SVY_MEASURE_V: return sqrt(f / (least(m) - 1));
	case SVY_MEASURE_CONTINGENCY: return sqrt(f / (1 + f));
	default: return sqrt(f);
	}
}

/* How much it changes with f. */
static double slope_of_f(const struct svy_margins *m, enum svy_measure_kind kind, double f)
{
	switch (kind) {
	case SVY_MEASURE_V: return 1 / (2 * sqrt(f * (least(m) - 1)));
	case SVY_MEASURE_CONTINGENCY: return 1 / (2 * sqrt(f) * (1 + f) * sqrt(1 + f));
	default: return 1 / (2 * sqrt(f));
	}
}

/* The delta error of f = sum n_ij^2 / (r_i c_j) - 1. */
static enum svy_code find_error(const struct svy_margins *m, double *out, struct svy_status *status)
{
	size_t cells = m->rows * m->cols;
	double *work = svy_array_new(2 * cells + m->rows + m->cols, sizeof *work);
	if (!work)
		return svy_fail_memory(status);
	double *slope = work, *scale = work + cells, *row = scale + cells, *col = row + m->rows;
	for (size_t k = 0; k < cells; k++) {
		size_t i = k / m->cols, j = k % m->cols;
		double part = m->count[k] / m->row[i] * (m->count[k] / m->col[j]);
		row[i] += part / m->row[i];
		col[j] += part / m->col[j];
	}
	for (size_t k = 0; k < cells; k++) {
		size_t i = k / m->cols, j = k % m->cols;
		scale[k] = 2 * (m->count[k] / m->row[i] / m->col[j]);
		slope[k] = scale[k] - row[i] - col[j];
	}
	*out = svy_delta_error(m, slope, scale);
	free(work);
	return SVY_OK;
}

static void set_limits(const struct svy_margins *m, enum svy_measure_kind kind, const struct svy_test *chisq,
                       double level, struct svy_measure *out)
{
	double tail = (1 - level) / 2;
	out->low = from_f(m, kind, svy_noncentral_lambda_upper(tail, chisq->statistic, chisq->df) / m->n);
	out->high = from_f(m, kind, svy_noncentral_lambda_lower(tail, chisq->statistic, chisq->df) / m->n);
	if (out->high < out->estimate)
		svy_measure_note(out, "the estimate is above its interval because it is biased: see v-corrected");
}

static enum svy_code measure_plain(const struct svy_margins *m, enum svy_measure_kind kind, double level,
                                   struct svy_measure *out, struct svy_status *status)
{
	struct svy_test test;
	double error = NAN;
	enum svy_code code = svy_chisq(m->count, m->rows, m->cols, SVY_CHISQ_PEARSON, &test, status);
	if (code == SVY_OK)
		code = find_error(m, &error, status);
	if (code != SVY_OK)
		return code;
	double f = test.statistic / m->n;
	size_t length = strlen(out->method);
	snprintf(out->method + length, sizeof out->method - length, ", non-central chi-squared interval");
	out->estimate = from_f(m, kind, f);
	if (f == 0)
		svy_measure_note(out, "no standard error and no limits at 0");
	else if (from_f(m, SVY_MEASURE_V, f) > 1 - 1e-12)
		svy_measure_note(out, "no standard error and no limits of a perfect association");
	else {
		out->ase = slope_of_f(m, kind, f) * error;
		set_limits(m, kind, &test, level, out);
	}
	return SVY_OK;
}

/* --- corrected for bias ---------------------------------------------------- */

/* NaN where the table has no value. */
static enum svy_code correct(const double *n, size_t rows, size_t cols, double *out, struct svy_status *status)
{
	struct svy_margins *m;
	struct svy_test test;
	enum svy_code code = svy_margins_new(n, rows, cols, &m, status);
	if (code != SVY_OK)
		return code;
	code = svy_chisq(m->count, m->rows, m->cols, SVY_CHISQ_PEARSON, &test, status);
	double r = (double)m->rows - 1, c = (double)m->cols - 1, rest = m->n - 1;
	double scale = fmin(r - r * r / rest, c - c * c / rest);
	if (code == SVY_OK)
		*out = rest > 0 && scale > 0 ? fmin(1, sqrt(fmax(0, test.statistic / m->n - r * c / rest) / scale)) : NAN;
	svy_margins_free(m);
	return code;
}

struct bootstrap {
	const struct svy_margins *m;
	uint64_t seed;
	double *value; /* SVY_CRAMER_REPLICATES */
};

enum { BLOCK = 250 };

static enum svy_code draw_block(void *state, size_t block, struct svy_status *status)
{
	const struct bootstrap *b = state;
	size_t cells = b->m->rows * b->m->cols;
	enum svy_code code = SVY_OK;
	double *drawn = svy_array_new(cells, sizeof *drawn);
	if (!drawn)
		return svy_fail_memory(status);
	for (size_t i = block * BLOCK; i < (block + 1) * BLOCK && i < SVY_CRAMER_REPLICATES && code == SVY_OK; i++) {
		struct svy_random random;
		svy_random_start(&random, b->seed, "v-corrected", i);
		svy_random_multinomial(&random, b->m->n, b->m->count, cells, drawn);
		code = correct(drawn, b->m->rows, b->m->cols, &b->value[i], status);
	}
	free(drawn);
	return code;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* The values that exist to the front, in order; how many. */
static size_t sort_values(double *value)
{
	size_t n = 0;
	for (size_t i = 0; i < SVY_CRAMER_REPLICATES; i++)
		if (!isnan(value[i]))
			value[n++] = value[i];
	qsort(value, n, sizeof *value, compare);
	return n;
}

static void set_percentiles(double *value, double level, struct svy_measure *out)
{
	size_t n = sort_values(value);
	size_t from_end = (size_t)fmax(1, floor((double)(n + 1) * ((1 - level) / 2) + 1e-9));
	if (n < SVY_CRAMER_REPLICATES)
		svy_measure_note(out, "%d of the tables drawn have no value", SVY_CRAMER_REPLICATES - (int)n);
	if (n == 0)
		return;
	out->low = value[from_end - 1];
	out->high = value[n - from_end];
	if (out->high - out->low < 1e-12) /* or rounding */
		svy_measure_note(out, "no width: the tables drawn have the same value");
}

static enum svy_code measure_corrected(const struct svy_margins *m, const struct svy_measure_options *options,
                                       struct svy_measure *out, struct svy_status *status)
{
	double estimate;
	enum svy_code code = correct(m->count, m->rows, m->cols, &estimate, status);
	if (code != SVY_OK)
		return code;
	out->estimate = estimate;
	if (isnan(estimate) || !m->whole) {
		svy_measure_note(out, isnan(estimate) ? "undefined: too few respondents for so many rows or columns"
		                                      : "no limits: the counts are not whole");
		return SVY_OK;
	}
	struct bootstrap bootstrap = {m, options->seed, svy_array_new(SVY_CRAMER_REPLICATES, sizeof(double))};
	code = bootstrap.value ? svy_parallel((SVY_CRAMER_REPLICATES + BLOCK - 1) / BLOCK, options->threads, draw_block,
	                                      &bootstrap, status)
	                       : svy_fail_memory(status);
	if (code == SVY_OK) {
		size_t length = strlen(out->method);
		snprintf(out->method + length, sizeof out->method - length, ", percentiles of %d bootstrap tables",
		         SVY_CRAMER_REPLICATES);
		set_percentiles(bootstrap.value, options->level, out);
	}
	free(bootstrap.value);
	return code;
}

enum svy_code svy_cramer(const struct svy_margins *m, enum svy_measure_kind kind,
                         const struct svy_measure_options *options, struct svy_measure *out, struct svy_status *status)
{
	if (kind == SVY_MEASURE_V_CORRECTED)
		return measure_corrected(m, options, out, status);
	if (kind == SVY_MEASURE_PHI && m->rows == 2 && m->cols == 2)
		return svy_correlation(m, kind, options, out, status);
	return measure_plain(m, kind, options->level, out, status);
}
