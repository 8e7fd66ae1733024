#include "stat/chisq.h"

#include <math.h>
#include <string.h>

#include "base/sum.h"
#include "stat/distribution.h"
#include "stat/margins.h"

static double expected_at(const struct svy_margins *m, size_t i, size_t j)
{
	return m->row[i] * m->col[j] / m->n; /* the same bits for the transposed table */
}

/* o - e as (n o - r c) / n, with exact products: the difference itself would
 * lose its digits in a large table that is nearly independent. */
static double difference_at(const struct svy_margins *m, size_t i, size_t j)
{
	struct svy_sum determinant = {0};
	svy_sum_add_product(&determinant, m->n, m->count[i * m->cols + j]);
	svy_sum_add_product(&determinant, -m->row[i], m->col[j]);
	return svy_sum_value(&determinant) / m->n;
}

/* One cell's part of the statistic. */
static double part_at(const struct svy_margins *m, size_t i, size_t j, enum svy_chisq_kind kind)
{
	double e = expected_at(m, i, j), d = difference_at(m, i, j);
	/* Twice the deviance of the cell: its o - e adds up to 0 over the table, and
	 * with it every term is positive and none cancels. */
	if (kind == SVY_CHISQ_LR)
		return 2 * svy_deviance(m->count[i * m->cols + j], e, d);
	d = fabs(d);
	if (kind == SVY_CHISQ_YATES)
		d -= fmin(0.5, d);
	return d * d / e;
}

static double smallest_expected(const struct svy_margins *m)
{
	double row = m->row[0], col = m->col[0];
	for (size_t i = 1; i < m->rows; i++)
		row = fmin(row, m->row[i]);
	for (size_t j = 1; j < m->cols; j++)
		col = fmin(col, m->col[j]);
	return row * col / m->n;
}

static void note_empty(struct svy_test *out, const struct svy_margins *m)
{
	char note[SVY_TEST_NOTE];
	if (svy_margins_note(m, note, sizeof note))
		svy_test_note(out, "%s", note);
}

enum svy_code svy_chisq(const double *n, size_t rows, size_t cols, enum svy_chisq_kind kind, struct svy_test *out,
                        struct svy_status *status)
{
	static const char *const names[] = {"pearson", "lr", "yates"};
	static const char *const methods[] = {"Pearson chi-squared", "likelihood-ratio chi-squared",
	                                      "chi-squared with Yates' continuity correction"};
	struct svy_margins *m = NULL;
	enum svy_code code = svy_margins_new(n, rows, cols, &m, status);
	if (code)
		return code;
	svy_test_init(out, names[kind]);
	svy_test_method(out, "%s", methods[kind]);
	note_empty(out, m);
	if (svy_margins_reason(m)) {
		svy_test_note(out, "%s", svy_margins_reason(m));
	} else if (kind == SVY_CHISQ_YATES && (m->rows != 2 || m->cols != 2)) {
		svy_test_note(out, "Yates' correction is for tables of 2 rows and 2 columns");
	} else {
		struct svy_sum sum = {0};
		for (size_t i = 0; i < m->rows; i++)
			for (size_t j = 0; j < m->cols; j++)
				svy_sum_add(&sum, part_at(m, i, j, kind));
		out->statistic = svy_sum_value(&sum);
		out->df = (double)(m->rows - 1) * (double)(m->cols - 1);
		out->p = svy_chisq_upper(out->statistic, out->df);
		out->log_p = svy_chisq_upper_log(out->statistic, out->df);
		out->smallest_expected = smallest_expected(m);
	}
	svy_margins_free(m);
	return SVY_OK;
}

/* --- expected counts and residuals --------------------------------------- */

enum svy_code svy_expected(const double *n, size_t rows, size_t cols, double *out, struct svy_status *status)
{
	struct svy_margins *m = NULL;
	enum svy_code code = svy_margins_new(n, rows, cols, &m, status);
	if (code)
		return code;
	for (size_t k = 0; k < rows * cols; k++)
		out[k] = m->n > 0 ? 0 : NAN;
	for (size_t i = 0; i < m->rows; i++)
		for (size_t j = 0; j < m->cols; j++)
			out[m->row_index[i] * cols + m->col_index[j]] = expected_at(m, i, j);
	svy_margins_free(m);
	return SVY_OK;
}

static double residual_at(const struct svy_margins *m, size_t i, size_t j, enum svy_residual_kind kind)
{
	double e = expected_at(m, i, j), d = difference_at(m, i, j);
	switch (kind) {
	case SVY_RESIDUAL_PEARSON:
		return d / sqrt(e);
	case SVY_RESIDUAL_ADJUSTED:
		if (m->rows < 2 || m->cols < 2)
			return NAN;
		return d / sqrt(e * ((m->n - m->row[i]) / m->n) * ((m->n - m->col[j]) / m->n));
	default:
		return d;
	}
}

enum svy_code svy_residuals(const double *n, size_t rows, size_t cols, enum svy_residual_kind kind, double *out,
                            struct svy_status *status)
{
	struct svy_margins *m = NULL;
	enum svy_code code = svy_margins_new(n, rows, cols, &m, status);
	if (code)
		return code;
	for (size_t k = 0; k < rows * cols; k++)
		out[k] = kind == SVY_RESIDUAL_RAW && m->n > 0 ? 0 : NAN;
	for (size_t i = 0; i < m->rows; i++)
		for (size_t j = 0; j < m->cols; j++)
			out[m->row_index[i] * cols + m->col_index[j]] = residual_at(m, i, j, kind);
	svy_margins_free(m);
	return SVY_OK;
}

/* --- linear by linear ---------------------------------------------------- */

static double score_of(const double *scores, size_t index)
{
	return scores ? scores[index] : (double)index + 1;
}

static enum svy_code check_scores(const double *scores, size_t n, const char *which, struct svy_status *status)
{
	for (size_t i = 0; scores && i < n; i++)
		if (!isfinite(scores[i]))
			return svy_fail(status, SVY_EDOMAIN, "score %zu of the %s is not a number", i + 1, which);
	return SVY_OK;
}

/* The score nearest to the mean.  Scores are taken from there, so that little
 * cancels below, and whole scores give whole and exact sums. */
static double find_pivot(const double *counts, const size_t *index, size_t n, const double *scores, double total)
{
	struct svy_sum sum = {0};
	for (size_t i = 0; i < n; i++)
		svy_sum_add_product(&sum, counts[i], score_of(scores, index[i]));
	double mean = svy_sum_value(&sum) / total, pivot = score_of(scores, index[0]);
	for (size_t i = 1; i < n; i++)
		if (fabs(score_of(scores, index[i]) - mean) < fabs(pivot - mean))
			pivot = score_of(scores, index[i]);
	return pivot;
}

/* n times the sum of products less the product of the sums. */
static double spread_of(double n, double products, double a, double b)
{
	struct svy_sum sum = {0};
	svy_sum_add_product(&sum, n, products);
	svy_sum_add_product(&sum, -a, b);
	return svy_sum_value(&sum);
}

/* Sum of (score - pivot) over a margin, and of its square. */
static void add_scores(const double *counts, const size_t *index, size_t n, const double *scores, double pivot,
                       double *first, double *second)
{
	struct svy_sum sum = {0}, squares = {0};
	for (size_t i = 0; i < n; i++) {
		double d = score_of(scores, index[i]) - pivot;
		svy_sum_add_product(&sum, counts[i], d);
		svy_sum_add_product(&squares, counts[i], d * d);
	}
	*first = svy_sum_value(&sum);
	*second = svy_sum_value(&squares);
}

/* True where the scores of the categories that are not empty all are the same:
 * asked of the scores, because their spread may round to a little above 0. */
static bool all_same(const size_t *index, size_t n, const double *scores)
{
	for (size_t i = 1; i < n; i++)
		if (score_of(scores, index[i]) != score_of(scores, index[0]))
			return false;
	return true;
}

static double correlation(const struct svy_margins *m, const double *row_scores, const double *col_scores)
{
	double row_pivot = find_pivot(m->row, m->row_index, m->rows, row_scores, m->n);
	double col_pivot = find_pivot(m->col, m->col_index, m->cols, col_scores, m->n);
	double x, y, xx, yy;
	struct svy_sum xy = {0};
	add_scores(m->row, m->row_index, m->rows, row_scores, row_pivot, &x, &xx);
	add_scores(m->col, m->col_index, m->cols, col_scores, col_pivot, &y, &yy);
	for (size_t i = 0; i < m->rows; i++) {
		double dx = score_of(row_scores, m->row_index[i]) - row_pivot;
		for (size_t j = 0; j < m->cols; j++) {
			double dy = score_of(col_scores, m->col_index[j]) - col_pivot;
			svy_sum_add_product(&xy, m->count[i * m->cols + j], dx * dy);
		}
	}
	double r = spread_of(m->n, svy_sum_value(&xy), x, y) / sqrt(spread_of(m->n, xx, x, x)) /
	           sqrt(spread_of(m->n, yy, y, y));
	return fmax(-1, fmin(1, r));
}

enum svy_code svy_linear_by_linear(const double *n, size_t rows, size_t cols, const double *row_scores,
                                   const double *col_scores, struct svy_test *out, struct svy_status *status)
{
	struct svy_margins *m = NULL;
	enum svy_code code = check_scores(row_scores, rows, "rows", status);
	if (!code)
		code = check_scores(col_scores, cols, "columns", status);
	if (!code)
		code = svy_margins_new(n, rows, cols, &m, status);
	if (code)
		return code;
	svy_test_init(out, "linear");
	svy_test_method(out, "linear-by-linear association, (n - 1) r^2");
	note_empty(out, m);
	if (svy_margins_reason(m)) {
		svy_test_note(out, "%s", svy_margins_reason(m));
	} else if (all_same(m->row_index, m->rows, row_scores) || all_same(m->col_index, m->cols, col_scores)) {
		svy_test_note(out, "the scores do not vary");
	} else {
		out->estimate = correlation(m, row_scores, col_scores);
		out->statistic = fmax(0, m->n - 1) * out->estimate * out->estimate;
		out->df = 1;
		out->p = svy_chisq_upper(out->statistic, 1);
		out->log_p = svy_chisq_upper_log(out->statistic, 1);
	}
	svy_margins_free(m);
	return SVY_OK;
}
