#include "stat/prediction.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/sum.h"
#include "stat/chisq.h"

/* The table as it is for the column predicted from the row; or transposed. */
struct view {
	const struct svy_margins *m;
	const double *given, *guessed; /* margins */
	size_t n_given, n_guessed;
	bool transposed;
};

static struct view look(const struct svy_margins *m, bool guess_row)
{
	return guess_row ? (struct view){m, m->col, m->row, m->cols, m->rows, true}
	                 : (struct view){m, m->row, m->col, m->rows, m->cols, false};
}

static size_t place(const struct view *v, size_t i, size_t j)
{
	return v->transposed ? j * v->m->cols + i : i * v->m->cols + j;
}

static double count_at(const struct view *v, size_t i, size_t j)
{
	return v->m->count[place(v, i, j)];
}

/* --- lambda ---------------------------------------------------------------- */

/* The first of the largest; *ties where another is as large. */
static size_t find_mode(const struct view *v, size_t i, bool *ties)
{
	size_t mode = 0;
	bool tie = false;
	for (size_t j = 1; j < v->n_guessed; j++) {
		double a = i < v->n_given ? count_at(v, i, j) : v->guessed[j];
		double b = i < v->n_given ? count_at(v, i, mode) : v->guessed[mode];
		tie = a > b ? false : tie || a == b;
		mode = a > b ? j : mode;
	}
	*ties = *ties || tie;
	return mode;
}

static void add_lambda(const struct view *v, struct svy_ratio *ratio, bool *ties)
{
	size_t all = find_mode(v, v->n_given, ties);
	struct svy_sum right = {0};
	for (size_t i = 0; i < v->n_given; i++) {
		size_t mode = find_mode(v, i, ties);
		svy_sum_add(&right, count_at(v, i, mode));
		svy_sum_add(&right, -count_at(v, i, all)); /* not the margin, which may be rounded: 0 would be 1e-16 */
		for (size_t j = 0; j < v->n_guessed; j++) {
			ratio->numerator_slope[place(v, i, j)] += (j == mode) - (j == all);
			ratio->denominator_slope[place(v, i, j)] += j != all;
		}
	}
	ratio->numerator += svy_sum_value(&right);
	ratio->denominator += v->m->n - v->guessed[all];
}

/* A slope that is small beside its terms is their rounding: 0, as all of them are in
 * a table of expected counts.  Of 18 9 27 / 38 19 57 / 14 7 21 tau-col had an ase of 3e-18. */
#define ROUNDING 1e-14

static double settle(double slope, double terms)
{
	return fabs(slope) <= ROUNDING * terms ? 0 : slope;
}

/* --- tau ------------------------------------------------------------------- */

/* The numerator as sum (o - e)^2 / r_i: nothing cancels near independence. */
static double explain(const struct view *v, const double *residual)
{
	struct svy_sum sum = {0};
	for (size_t i = 0; i < v->n_given; i++)
		for (size_t j = 0; j < v->n_guessed; j++) {
			double d = residual[place(v, i, j)];
			svy_sum_add(&sum, d * d / v->given[i]);
		}
	return svy_sum_value(&sum);
}

static void slope_tau(const struct view *v, struct svy_ratio *ratio)
{
	double n = v->m->n, margin = 0;
	for (size_t j = 0; j < v->n_guessed; j++)
		margin += v->guessed[j] / n * (v->guessed[j] / n);
	ratio->denominator = n * (1 - margin);
	for (size_t i = 0; i < v->n_given; i++) {
		double own = 0;
		for (size_t j = 0; j < v->n_guessed; j++)
			own += count_at(v, i, j) / v->given[i] * (count_at(v, i, j) / v->given[i]);
		for (size_t j = 0; j < v->n_guessed; j++) {
			double share = 2 * v->guessed[j] / n, here = 2 * count_at(v, i, j) / v->given[i];
			ratio->numerator_slope[place(v, i, j)] =
				settle(here - own - share + margin, here + own + share + margin);
			ratio->denominator_slope[place(v, i, j)] = 1 - share + margin;
		}
	}
}

static enum svy_code set_tau(const struct view *v, struct svy_ratio *ratio, struct svy_status *status)
{
	const struct svy_margins *m = v->m;
	double *residual = svy_array_new(m->rows * m->cols, sizeof *residual);
	enum svy_code code = residual ? svy_residuals(m->count, m->rows, m->cols, SVY_RESIDUAL_RAW, residual, status)
	                              : svy_fail_memory(status);
	if (code == SVY_OK) {
		slope_tau(v, ratio);
		ratio->numerator = explain(v, residual);
	}
	free(residual);
	return code;
}

/* --- uncertainty ----------------------------------------------------------- */

/* Both numerators are half the likelihood-ratio statistic. */
static enum svy_code add_uncertainty(const struct view *v, struct svy_ratio *ratio, struct svy_status *status)
{
	const struct svy_margins *m = v->m;
	struct svy_test lr;
	struct svy_sum entropy = {0};
	enum svy_code code = svy_chisq(m->count, m->rows, m->cols, SVY_CHISQ_LR, &lr, status);
	if (code != SVY_OK)
		return code;
	for (size_t j = 0; j < v->n_guessed; j++)
		svy_sum_add_product(&entropy, v->guessed[j], -log(v->guessed[j] / m->n));
	ratio->numerator += lr.statistic / 2;
	ratio->denominator += svy_sum_value(&entropy);
	for (size_t i = 0; i < v->n_given; i++)
		for (size_t j = 0; j < v->n_guessed; j++) {
			double count = count_at(v, i, j);
			if (count > 0)
				ratio->numerator_slope[place(v, i, j)] +=
					settle(log(count / v->given[i] * (m->n / v->guessed[j])), 1);
			ratio->denominator_slope[place(v, i, j)] -= log(v->guessed[j] / m->n);
		}
	return SVY_OK;
}

/* --- all ------------------------------------------------------------------- */

static enum svy_code fill(const struct svy_margins *m, enum svy_measure_kind kind, struct svy_ratio *ratio, bool *ties,
                          struct svy_status *status)
{
	const struct view row = look(m, true), col = look(m, false);
	enum svy_code code = SVY_OK;
	if (kind == SVY_MEASURE_TAU_ROW || kind == SVY_MEASURE_TAU_COL)
		return set_tau(kind == SVY_MEASURE_TAU_ROW ? &row : &col, ratio, status);
	if (kind == SVY_MEASURE_LAMBDA_ROW || kind == SVY_MEASURE_LAMBDA)
		add_lambda(&row, ratio, ties);
	if (kind == SVY_MEASURE_LAMBDA_COL || kind == SVY_MEASURE_LAMBDA)
		add_lambda(&col, ratio, ties);
	if (kind == SVY_MEASURE_U_ROW || kind == SVY_MEASURE_U)
		code = add_uncertainty(&row, ratio, status);
	if (code == SVY_OK && (kind == SVY_MEASURE_U_COL || kind == SVY_MEASURE_U))
		code = add_uncertainty(&col, ratio, status);
	return code;
}

/* What there is no test of; the reason is in the header. */
static void drop_test(struct svy_measure *out, enum svy_measure_kind kind)
{
	out->p = NAN;
	if (kind <= SVY_MEASURE_LAMBDA) {
		if (!isnan(out->statistic))
			svy_measure_note(out, "no p: estimate / se0 is not normal where lambda is 0");
		return;
	}
	out->se0 = out->statistic = NAN;
	svy_measure_note(out, "no se0: no variance to first order under independence; test with %s",
	                 kind <= SVY_MEASURE_TAU_COL ? "pearson" : "lr");
}

enum svy_code svy_prediction(const struct svy_margins *m, enum svy_measure_kind kind,
                             const struct svy_measure_options *options, struct svy_measure *out,
                             struct svy_status *status)
{
	struct svy_ratio ratio;
	bool ties = false;
	enum svy_code code = svy_ratio_new(m, &ratio, status);
	if (code == SVY_OK)
		code = fill(m, kind, &ratio, &ties, status);
	if (code == SVY_OK && ties) {
		out->estimate = ratio.numerator / ratio.denominator;
		svy_measure_note(out, "no standard errors: modal categories tie");
	} else if (code == SVY_OK) {
		code = svy_ratio_measure(m, &ratio, options->level, out, status);
		if (code == SVY_OK)
			drop_test(out, kind);
	}
	svy_ratio_clear(&ratio);
	return code;
}
