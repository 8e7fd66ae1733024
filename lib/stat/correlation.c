#include "stat/correlation.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/sum.h"
#include "stat/chisq.h"

/* Scores of the rows and columns that are not empty, then less their mean and
 * divided by their standard deviation. */
struct scores {
	double *row, *col;
};

static void clear_scores(struct scores *scores)
{
	free(scores->row);
	free(scores->col);
}

static void take_scores(const double *given, const size_t *index, size_t n, double *out)
{
	for (size_t i = 0; i < n; i++)
		out[i] = given ? given[index[i]] : (double)index[i] + 1;
}

static void rank_margin(const double *margin, size_t n, double *out)
{
	double before = 0;
	for (size_t i = 0; i < n; i++) {
		out[i] = before + (margin[i] + 1) / 2;
		before += margin[i];
	}
}

static enum svy_code new_scores(const struct svy_margins *m, enum svy_measure_kind kind,
                                const struct svy_measure_options *options, struct scores *out,
                                struct svy_status *status)
{
	out->row = svy_array_new(m->rows, sizeof *out->row);
	out->col = svy_array_new(m->cols, sizeof *out->col);
	if (!out->row || !out->col)
		return svy_fail_memory(status);
	if (kind == SVY_MEASURE_SPEARMAN) {
		rank_margin(m->row, m->rows, out->row);
		rank_margin(m->col, m->cols, out->col);
	} else {
		bool given = kind == SVY_MEASURE_PEARSON_R;
		take_scores(given ? options->row_scores : NULL, m->row_index, m->rows, out->row);
		take_scores(given ? options->col_scores : NULL, m->col_index, m->cols, out->col);
	}
	return SVY_OK;
}

/* The scale that was taken off: the standard deviation. */
static double standardise(const double *margin, size_t n, double total, double *score)
{
	struct svy_sum sum = {0}, squares = {0};
	for (size_t i = 0; i < n; i++)
		svy_sum_add_product(&sum, margin[i], score[i]);
	double mean = svy_sum_value(&sum) / total;
	for (size_t i = 0; i < n; i++) {
		score[i] -= mean;
		svy_sum_add_product(&squares, margin[i], score[i] * score[i]);
	}
	double sd = sqrt(svy_sum_value(&squares) / total);
	for (size_t i = 0; i < n; i++)
		score[i] /= sd;
	return sd;
}

static void slope_scores(const struct svy_margins *m, const struct scores *scores, struct svy_ratio *ratio)
{
	for (size_t k = 0; k < m->rows * m->cols; k++) {
		double x = scores->row[k / m->cols], y = scores->col[k % m->cols];
		ratio->numerator_slope[k] = x * y;
		ratio->denominator_slope[k] = (x * x + y * y) / 2;
	}
}

/*
 * One more respondent in row a moves the ranks of all rows after it up by a half
 * and, about their mean, those before it down: add half the sum of sign(i - a)
 * times the row's sum of n_ij y_j, over the standard deviation of the ranks.
 */
static void add_row_ranks(const struct svy_margins *m, const double *y, double sd, double *slope)
{
	double before = 0, all = 0;
	for (size_t k = 0; k < m->rows * m->cols; k++)
		all += m->count[k] * y[k % m->cols];
	for (size_t a = 0; a < m->rows; a++) {
		double own = 0;
		for (size_t j = 0; j < m->cols; j++)
			own += m->count[a * m->cols + j] * y[j];
		for (size_t j = 0; j < m->cols; j++)
			slope[a * m->cols + j] += (all - own - 2 * before) / (2 * sd);
		before += own;
	}
}

static void add_col_ranks(const struct svy_margins *m, const double *x, double sd, double *slope)
{
	double before = 0, all = 0;
	for (size_t k = 0; k < m->rows * m->cols; k++)
		all += m->count[k] * x[k / m->cols];
	for (size_t b = 0; b < m->cols; b++) {
		double own = 0;
		for (size_t i = 0; i < m->rows; i++)
			own += m->count[i * m->cols + b] * x[i];
		for (size_t i = 0; i < m->rows; i++)
			slope[i * m->cols + b] += (all - own - 2 * before) / (2 * sd);
		before += own;
	}
}

/* The denominator is sqrt((n^3 - sum r^3)(n^3 - sum c^3)) / 12, here over both
 * standard deviations. */
static void slope_ranks(const struct svy_margins *m, const struct scores *scores, double row_sd, double col_sd,
                        struct svy_ratio *ratio)
{
	slope_scores(m, scores, ratio);
	add_row_ranks(m, scores->col, row_sd, ratio->numerator_slope);
	add_col_ranks(m, scores->row, col_sd, ratio->numerator_slope);
	for (size_t k = 0; k < m->rows * m->cols; k++) {
		double r = m->row[k / m->cols], c = m->col[k % m->cols];
		ratio->denominator_slope[k] = ((m->n - r) * (m->n + r) / (row_sd * row_sd) +
		                               (m->n - c) * (m->n + c) / (col_sd * col_sd)) / 8;
	}
}

static enum svy_code fill(const struct svy_margins *m, enum svy_measure_kind kind,
                          const struct svy_measure_options *options, struct svy_ratio *ratio, char *why, size_t size,
                          struct svy_status *status)
{
	struct scores scores = {0};
	struct svy_test linear;
	enum svy_code code = new_scores(m, kind, options, &scores, status);
	if (code == SVY_OK)
		code = svy_linear_by_linear(m->count, m->rows, m->cols, scores.row, scores.col, &linear, status);
	if (code == SVY_OK) {
		double row_sd = standardise(m->row, m->rows, m->n, scores.row);
		double col_sd = standardise(m->col, m->cols, m->n, scores.col);
		ratio->numerator = linear.estimate * m->n;
		ratio->denominator = m->n;
		snprintf(why, size, "%s", isnan(linear.estimate) ? linear.note : "");
		if (kind == SVY_MEASURE_SPEARMAN)
			slope_ranks(m, &scores, row_sd, col_sd, ratio);
		else
			slope_scores(m, &scores, ratio);
	}
	clear_scores(&scores);
	return code;
}

enum svy_code svy_correlation(const struct svy_margins *m, enum svy_measure_kind kind,
                              const struct svy_measure_options *options, struct svy_measure *out,
                              struct svy_status *status)
{
	struct svy_ratio ratio;
	char why[SVY_TEST_NOTE];
	enum svy_code code = svy_ratio_new(m, &ratio, status);
	if (code == SVY_OK)
		code = fill(m, kind, options, &ratio, why, sizeof why, status);
	if (code == SVY_OK && *why)
		svy_measure_note(out, "%s", why);
	else if (code == SVY_OK)
		code = svy_ratio_measure(m, &ratio, options->level, out, status);
	svy_ratio_clear(&ratio);
	return code;
}
