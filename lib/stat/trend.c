#include "stat/trend.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/spread.h"
#include "base/sum.h"
#include "stat/chisq.h"
#include "stat/distribution.h"
#include "stat/margins.h"
#include "stat/quantile.h"

/* Which way the groups run. */
enum direction { GROUPS_ARE_ROWS, GROUPS_ARE_COLUMNS, NO_GROUPS };

/* As the table was given, because the scores are; then by what is left of it. */
static enum direction find_direction(const struct svy_margins *m, size_t rows, size_t cols)
{
	if (cols == 2 || rows == 2)
		return cols == 2 ? GROUPS_ARE_ROWS : GROUPS_ARE_COLUMNS;
	if (m->cols == 2 || m->rows == 2)
		return m->cols == 2 ? GROUPS_ARE_ROWS : GROUPS_ARE_COLUMNS;
	return NO_GROUPS;
}

/* The k groups that are not empty. */
struct groups {
	size_t k;
	double *x, *event, *size; /* k each; x owns */
	double n, spread;         /* spread: sum of size (x - mean)^2 */
	double mean, mean_rest; /* with the digits of two doubles */
};

static enum svy_code make_groups(const struct svy_margins *m, enum direction direction, const double *scores,
                                 struct groups *out, struct svy_status *status)
{
	bool rows = direction == GROUPS_ARE_ROWS;
	size_t k = rows ? m->rows : m->cols;
	double *work = svy_array_new(3 * k, sizeof *work);
	struct svy_spread spread = {0};
	struct svy_spread_of of;
	if (!work)
		return svy_fail_memory(status);
	*out = (struct groups){k, work, work + k, work + 2 * k, m->n, 0, 0, 0};
	for (size_t i = 0; i < k; i++) {
		size_t index = rows ? m->row_index[i] : m->col_index[i];
		out->x[i] = scores ? scores[index] : (double)index + 1;
		out->event[i] = rows ? m->count[i * m->cols] : m->count[i];
		out->size[i] = rows ? m->row[i] : m->col[i];
		svy_spread_add(&spread, out->x[i], out->size[i]);
	}
	svy_spread_finish(&spread, &of);
	out->mean = of.mean;
	out->mean_rest = of.mean_rest;
	out->spread = of.ss;
	return SVY_OK;
}

/* The slope and its Wald error. */
static void find_slope(const struct groups *g, double *slope, double *error)
{
	struct svy_sum sum = {0}, squares = {0};
	for (size_t i = 0; i < g->k; i++) {
		double d = g->x[i] - g->mean - g->mean_rest, p = g->event[i] / g->size[i];
		svy_sum_add_product(&sum, d, g->event[i]);
		svy_sum_add(&squares, d * d * g->event[i] * (1 - p));
	}
	*slope = svy_sum_value(&sum) / g->spread;
	*error = sqrt(svy_sum_value(&squares)) / g->spread;
}

/* --- Cochran and Armitage --------------------------------------------------- */

static enum svy_code check_scores(const double *scores, size_t n, struct svy_status *status)
{
	for (size_t i = 0; scores && i < n; i++)
		if (!isfinite(scores[i]))
			return svy_fail(status, SVY_EDOMAIN, "score %zu is not a number", i + 1);
	return SVY_OK;
}

static enum svy_code check(const double *row_scores, size_t rows, const double *col_scores, size_t cols, double level,
                           struct svy_status *status)
{
	enum svy_code code = check_scores(row_scores, rows, status);
	if (code == SVY_OK)
		code = check_scores(col_scores, cols, status);
	if (code == SVY_OK && !(level > 0 && level < 1))
		code = svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1, as 0.95, not %g", level);
	return code;
}

static void note_table(const struct svy_margins *m, struct svy_test *out)
{
	char note[SVY_TEST_NOTE];
	if (svy_margins_note(m, note, sizeof note))
		svy_test_note(out, "%s", note);
}

/* What the table has: r of scores and event, the slope and its error.  False where there is
 * no trend to be had, with the reason in the note. */
struct trend {
	double r, slope, error;
};

static enum svy_code find_trend(const struct svy_margins *m, const double *n, size_t rows, size_t cols,
                                const double *row_scores, const double *col_scores, struct svy_test *out,
                                struct trend *trend, struct svy_status *status)
{
	enum direction direction = find_direction(m, rows, cols);
	struct groups groups = {0};
	struct svy_test linear;
	if (svy_margins_reason(m) || direction == NO_GROUPS) {
		svy_test_note(out, "%s", svy_margins_reason(m) ? svy_margins_reason(m)
		                                               : "a trend of shares needs two rows or two columns: use linear");
		return SVY_OK;
	}
	row_scores = direction == GROUPS_ARE_ROWS ? row_scores : NULL;
	col_scores = direction == GROUPS_ARE_COLUMNS ? col_scores : NULL;
	enum svy_code code = svy_linear_by_linear(n, rows, cols, row_scores, col_scores, &linear, status);
	if (code == SVY_OK)
		code = make_groups(m, direction, row_scores ? row_scores : col_scores, &groups, status);
	if (code == SVY_OK && isnan(linear.estimate)) {
		svy_test_note(out, "the scores do not vary");
	} else if (code == SVY_OK) {
		trend->r = -linear.estimate;
		find_slope(&groups, &trend->slope, &trend->error);
	}
	free(groups.x);
	return code;
}

enum svy_code svy_trend(const double *n, size_t rows, size_t cols, const double *row_scores, const double *col_scores,
                        enum svy_alternative alternative, double level, struct svy_test *out,
                        struct svy_status *status)
{
	struct svy_margins *m = NULL;
	struct trend trend = {NAN, NAN, NAN};
	struct svy_test test;
	enum svy_code code = check(row_scores, rows, col_scores, cols, level, status);
	if (code == SVY_OK)
		code = svy_margins_new(n, rows, cols, &m, status);
	if (code)
		return code;
	svy_test_init(&test, "trend");
	test.alternative = alternative;
	svy_test_method(&test, "Cochran-Armitage test of trend, %s; slope of the share of the first category, Wald "
	                "interval", alternative == SVY_TWO_SIDED ? "N r^2, chi-squared" : "one-sided z");
	note_table(m, &test);
	code = find_trend(m, n, rows, cols, row_scores, col_scores, &test, &trend, status);
	if (code == SVY_OK && !isnan(trend.r)) {
		double half = svy_normal_upper_quantile((1 - level) / 2) * trend.error;
		svy_test_normal_squared(&test, sqrt(m->n) * trend.r); /* N r^2 */
		test.estimate = trend.slope;
		test.low = trend.slope - half;
		test.high = trend.slope + half;
	}
	if (code == SVY_OK)
		*out = test;
	svy_margins_free(m);
	return code;
}

/* --- exact ------------------------------------------------------------------- */

/* Scores of what is not empty; `turn` from the last to the first. */
static double *pick_scores(const double *scores, const size_t *index, size_t n, bool turn)
{
	double *out = svy_array_new(n, sizeof *out);
	for (size_t i = 0; i < n && out; i++)
		out[i] = (turn ? -1 : 1) * (scores ? scores[index[i]] : (double)index[i] + 1);
	return out;
}

static enum svy_code run_exact(const struct svy_margins *m, const double *row_scores, const double *col_scores,
                               bool turn_rows, bool turn_cols, const struct svy_ordered_options *options,
                               struct svy_test *out, struct svy_status *status)
{
	double *row = pick_scores(row_scores, m->row_index, m->rows, turn_rows);
	double *col = pick_scores(col_scores, m->col_index, m->cols, turn_cols);
	const struct svy_ordered_table ordered = {m, row, col};
	enum svy_code code = SVY_OK;
	if (row && col)
		code = svy_ordered_p(&ordered, out->test, options, out, status);
	else
		code = svy_fail_memory(status);
	free(row);
	free(col);
	return code;
}

static void describe_exact(struct svy_test *out, const char *name)
{
	svy_test_method(out, "%s, %s", name,
	                out->alternative == SVY_TWO_SIDED ? "two-sided by |T - E(T)|" : "one-sided");
}

enum svy_code svy_trend_exact(const double *n, size_t rows, size_t cols, const double *row_scores,
                              const double *col_scores, enum svy_alternative alternative,
                              const struct svy_ordered_options *options, struct svy_test *out,
                              struct svy_status *status)
{
	struct svy_margins *m = NULL;
	struct trend trend = {NAN, NAN, NAN};
	struct svy_test test;
	enum svy_code code = check(row_scores, rows, col_scores, cols, 0.95, status);
	if (code == SVY_OK)
		code = svy_margins_new(n, rows, cols, &m, status);
	if (code)
		return code;
	svy_test_init(&test, "trend-exact");
	test.alternative = alternative;
	describe_exact(&test, "Cochran-Armitage test of trend");
	note_table(m, &test);
	code = find_trend(m, n, rows, cols, row_scores, col_scores, &test, &trend, status);
	if (code == SVY_OK && !isnan(trend.r)) {
		bool as_rows = find_direction(m, rows, cols) == GROUPS_ARE_ROWS;
		test.statistic = sqrt(m->n) * trend.r + 0.0;
		test.estimate = trend.slope;
		code = run_exact(m, as_rows ? row_scores : NULL, as_rows ? NULL : col_scores, !as_rows, as_rows, options, &test,
		                 status);
	}
	if (code == SVY_OK)
		*out = test;
	svy_margins_free(m);
	return code;
}

enum svy_code svy_linear_exact(const double *n, size_t rows, size_t cols, const double *row_scores,
                               const double *col_scores, enum svy_alternative alternative,
                               const struct svy_ordered_options *options, struct svy_test *out,
                               struct svy_status *status)
{
	struct svy_margins *m = NULL;
	struct svy_test test, linear;
	enum svy_code code = svy_linear_by_linear(n, rows, cols, row_scores, col_scores, &linear, status);
	if (code == SVY_OK)
		code = svy_margins_new(n, rows, cols, &m, status);
	if (code)
		return code;
	svy_test_init(&test, "linear-exact");
	test.alternative = alternative;
	describe_exact(&test, "linear-by-linear association");
	if (*linear.note)
		svy_test_note(&test, "%s", linear.note);
	if (!isnan(linear.estimate)) {
		test.statistic = sqrt(fmax(0, m->n - 1)) * linear.estimate;
		test.estimate = linear.estimate;
		code = run_exact(m, row_scores, col_scores, false, false, options, &test, status);
	}
	if (code == SVY_OK)
		*out = test;
	svy_margins_free(m);
	return code;
}
