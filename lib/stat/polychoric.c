#include "stat/polychoric.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "stat/bivariate.h"
#include "stat/concordance.h"
#include "stat/distribution.h"
#include "stat/quantile.h"

/*
 * Parameters in one array: rho, then the rows' thresholds, then the columns'.
 * slope is n_parameters x cells: by how much the probability of a cell changes.
 */
struct model {
	const struct svy_margins *m;
	size_t n_parameters, cells;
	double *row, *col;     /* thresholds with both infinite ends */
	double *corner;        /* (rows + 1) x (cols + 1): P below and left of it */
	double *p, *slope;
	double *score, *information; /* n_parameters, and its square */
};

static void clear_model(struct model *model)
{
	free(model->row);
	free(model->col);
	free(model->corner);
	free(model->p);
	free(model->slope);
	free(model->score);
	free(model->information);
}

static enum svy_code new_model(const struct svy_margins *m, struct model *out, struct svy_status *status)
{
	size_t k = m->rows + m->cols - 1, cells = m->rows * m->cols;
	*out = (struct model){.m = m, .n_parameters = k, .cells = cells};
	out->row = svy_array_new(m->rows + 1, sizeof(double));
	out->col = svy_array_new(m->cols + 1, sizeof(double));
	out->corner = svy_array_new((m->rows + 1) * (m->cols + 1), sizeof(double));
	out->p = svy_array_new(cells, sizeof(double));
	out->slope = svy_array_new(k * cells, sizeof(double));
	out->score = svy_array_new(k, sizeof(double));
	out->information = svy_array_new(k * k, sizeof(double));
	if (out->row && out->col && out->corner && out->p && out->slope && out->score && out->information)
		return SVY_OK;
	return svy_fail_memory(status);
}

/* Probabilities carry about this absolute error, which a ratio must not enlarge. */
#define NOISE 4e-15

/* --- likelihood and its slopes --------------------------------------------- */

static void spread_thresholds(const double *inner, size_t categories, double *out)
{
	out[0] = -HUGE_VAL;
	memcpy(out + 1, inner, (categories - 1) * sizeof *out);
	out[categories] = HUGE_VAL;
}

/* The sum of n log P: -Inf where somebody is where nobody can be. */
static double likelihood(struct model *model, const double *parameter)
{
	const struct svy_margins *m = model->m;
	size_t wide = m->cols + 1;
	double sum = 0;
	spread_thresholds(parameter + 1, m->rows, model->row);
	spread_thresholds(parameter + m->rows, m->cols, model->col);
	for (size_t i = 0; i <= m->rows; i++)
		for (size_t j = 0; j <= m->cols; j++)
			model->corner[i * wide + j] = svy_binormal_lower(model->row[i], model->col[j], parameter[0]);
	for (size_t k = 0; k < model->cells; k++) {
		const double *above = model->corner + k / m->cols * wide + k % m->cols, *below = above + wide;
		model->p[k] = fmax(0, below[1] - above[1] - (below[0] - above[0]));
		if (m->count[k] > 0)
			sum += m->count[k] * log(model->p[k]);
	}
	return sum;
}

static double normal_density(double x)
{
	return exp(-x * x / 2) / sqrt(2 * 3.14159265358979323846);
}

/* By how much P between `low` and `high` of one variable changes with the
 * threshold at x of the other. */
static double edge(double x, double low, double high, double rho)
{
	double s = sqrt((1 - rho) * (1 + rho));
	double a = (low - rho * x) / s, b = (high - rho * x) / s;
	double between = a > 0 ? svy_normal_upper(a) - svy_normal_upper(b) : svy_normal_lower(b) - svy_normal_lower(a);
	return normal_density(x) * between;
}

static void slope_cell(struct model *model, size_t i, size_t j, double rho)
{
	const struct svy_margins *m = model->m;
	const double *a = model->row + i, *b = model->col + j;
	double *slope = model->slope + i * m->cols + j;
	slope[0] = svy_binormal_density(a[1], b[1], rho) - svy_binormal_density(a[0], b[1], rho) -
	           svy_binormal_density(a[1], b[0], rho) + svy_binormal_density(a[0], b[0], rho);
	if (i > 0)
		slope[i * model->cells] = -edge(a[0], b[0], b[1], rho);
	if (i + 1 < m->rows)
		slope[(i + 1) * model->cells] = edge(a[1], b[0], b[1], rho);
	if (j > 0)
		slope[(m->rows + j - 1) * model->cells] = -edge(b[0], a[0], a[1], rho);
	if (j + 1 < m->cols)
		slope[(m->rows + j) * model->cells] = edge(b[1], a[0], a[1], rho);
}

/* The score, and the log-likelihood. */
static double find_score(struct model *model, const double *parameter)
{
	double value = likelihood(model, parameter);
	for (size_t k = 0; k < model->cells; k++)
		slope_cell(model, k / model->m->cols, k % model->m->cols, parameter[0]);
	for (size_t q = 0; q < model->n_parameters; q++) {
		model->score[q] = 0;
		for (size_t k = 0; k < model->cells; k++)
			if (model->m->count[k] > 0)
				model->score[q] += model->m->count[k] * (model->slope[q * model->cells + k] / model->p[k]);
	}
	return value;
}

static void find_information(struct model *model)
{
	size_t n = model->n_parameters;
	for (size_t q = 0; q < n; q++)
		for (size_t r = 0; r <= q; r++) {
			double sum = 0;
			for (size_t k = 0; k < model->cells; k++)
				if (model->p[k] > NOISE)
					sum += model->slope[q * model->cells + k] * (model->slope[r * model->cells + k] / model->p[k]);
			model->information[q * n + r] = model->information[r * n + q] = model->m->n * sum;
		}
}

/* Solve a x = b in place by Cholesky's method; false where a is not positive
 * definite. */
static bool solve(double *a, double *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j <= i; j++) {
			double sum = a[i * n + j];
			for (size_t k = 0; k < j; k++)
				sum -= a[i * n + k] * a[j * n + k];
			if (i == j && !(sum > 0))
				return false;
			a[i * n + j] = i == j ? sqrt(sum) : sum / a[j * n + j];
		}
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < i; k++)
			b[i] -= a[i * n + k] * b[k];
		b[i] /= a[i * n + i];
	}
	for (size_t i = n; i-- > 0;) {
		for (size_t k = i + 1; k < n; k++)
			b[i] -= a[k * n + i] * b[k];
		b[i] /= a[i * n + i];
	}
	return true;
}

/* A step that gains less, about a ten-thousandth of a standard error, ends at the
 * maximum. */
#define GOOD 1e-8

/* --- two steps ------------------------------------------------------------- */

static void cut_margin(const double *margin, size_t categories, double n, double *out)
{
	double below = 0, above = n;
	for (size_t i = 0; i + 1 < categories; i++) {
		below += margin[i];
		above -= margin[i];
		out[i] = above < below ? svy_normal_upper_quantile(above / n) : -svy_normal_upper_quantile(below / n);
	}
}

/* Whether somebody is where the probability is no more than rounding. */
static bool has_vanished(const struct model *model)
{
	for (size_t k = 0; k < model->cells; k++)
		if (model->m->count[k] > 0 && model->p[k] <= NOISE)
			return true;
	return false;
}

/* The slope of the likelihood in rho falls through 0 once; bisect in atanh(rho).
 * Beyond where probabilities vanish the way is back. */
static void search_rho(struct model *model, double *parameter)
{
	double low = -15, high = 15;
	for (int i = 0; i < 60; i++) {
		double middle = (low + high) / 2;
		parameter[0] = tanh(middle);
		find_score(model, parameter);
		*((has_vanished(model) ? middle < 0 : model->score[0] > 0) ? &low : &high) = middle;
	}
}

/* The score's slopes by central differences, into model->information: row q is by
 * parameter q. */
static void differentiate(struct model *model, const double *parameter, double *work)
{
	size_t n = model->n_parameters;
	memcpy(work, parameter, n * sizeof *work);
	for (size_t q = 0; q < n; q++) {
		double step = q == 0 ? 1e-4 * (1 - parameter[0] * parameter[0]) : 1e-4;
		double *slope = model->information + q * n;
		work[q] = parameter[q] - step;
		find_score(model, work);
		memcpy(slope, model->score, n * sizeof *slope);
		work[q] = parameter[q] + step;
		find_score(model, work);
		for (size_t r = 0; r < n; r++)
			slope[r] = (model->score[r] - slope[r]) / (2 * step);
		work[q] = parameter[q];
	}
}

/* By how much the estimate changes with each count: rho follows from the score's
 * being 0, and thresholds from the margins.  NaN where the score is not 0. */
static double find_two_step_error(struct model *model, const double *parameter, double *work)
{
	const struct svy_margins *m = model->m;
	double *second = model->score, *slope = work + model->n_parameters;
	differentiate(model, parameter, work);
	find_score(model, parameter);
	double curvature = model->information[0], gain = model->score[0] * model->score[0] / -curvature;
	if (!(curvature < 0 && gain < GOOD))
		return NAN;
	for (size_t q = 0; q < model->n_parameters; q++)
		second[q] = model->information[q * model->n_parameters];
	for (size_t k = 0; k < model->cells; k++) {
		size_t i = k / m->cols, j = k % m->cols;
		double sum = m->count[k] > 0 ? model->slope[k] / model->p[k] : 0;
		for (size_t t = 0; t + 1 < m->rows; t++)
			sum += second[1 + t] * ((i <= t) - svy_normal_lower(parameter[1 + t])) /
			       (m->n * normal_density(parameter[1 + t]));
		for (size_t t = 0; t + 1 < m->cols; t++)
			sum += second[m->rows + t] * ((j <= t) - svy_normal_lower(parameter[m->rows + t])) /
			       (m->n * normal_density(parameter[m->rows + t]));
		slope[k] = -sum / second[0];
	}
	return svy_delta_error(m, slope, slope);
}

/* --- maximum likelihood ---------------------------------------------------- */

static bool is_inside(const struct svy_margins *m, const double *parameter)
{
	if (!(fabs(parameter[0]) < 1))
		return false;
	for (size_t t = 2; t < m->rows; t++)
		if (!(parameter[t - 1] < parameter[t]))
			return false;
	for (size_t t = m->rows + 1; t < m->rows + m->cols - 1; t++)
		if (!(parameter[t - 1] < parameter[t]))
			return false;
	return true;
}

/* Half the way, and half of that, until the likelihood does not fall. */
static bool move(struct model *model, double *parameter, const double *direction, double value, double *work)
{
	double slack = 1e-13 * fabs(value);
	for (double length = 1; length > 1e-10; length /= 2) {
		for (size_t q = 0; q < model->n_parameters; q++)
			work[q] = parameter[q] + length * direction[q];
		if (is_inside(model->m, work) && likelihood(model, work) >= value - slack) {
			memcpy(parameter, work, model->n_parameters * sizeof *work);
			return true;
		}
	}
	return false;
}

/* The observed information: the negative of the score's slopes. */
static void find_observed(struct model *model, const double *parameter, double *work)
{
	size_t n = model->n_parameters;
	differentiate(model, parameter, work);
	for (size_t q = 0; q < n; q++)
		for (size_t r = 0; r <= q; r++)
			model->information[q * n + r] = model->information[r * n + q] =
				-(model->information[q * n + r] + model->information[r * n + q]) / 2;
}

/*
 * Fisher's scoring, which finds its way from afar, and Newton's steps when a step
 * gains less than NEAR, until one gains no more than DONE: some 1e-8 standard
 * errors.  Rounding may keep large samples above that.
 */
#define NEAR 0.1
#define DONE 1e-16
enum { STEPS = 200 };

/* One step; what it was to gain, infinite where the information was of no use. */
static double step(struct model *model, double *parameter, bool near, double *work, bool *moved)
{
	double *direction = work + model->n_parameters, gain = 0;
	if (near)
		find_observed(model, parameter, work);
	double value = find_score(model, parameter);
	if (!near)
		find_information(model);
	memcpy(direction, model->score, model->n_parameters * sizeof *direction);
	*moved = solve(model->information, direction, model->n_parameters);
	if (!*moved)
		return HUGE_VAL;
	for (size_t q = 0; q < model->n_parameters; q++)
		gain += direction[q] * model->score[q];
	*moved = move(model, parameter, direction, value, work);
	return gain;
}

static bool climb(struct model *model, double *parameter, double *work)
{
	double gain = HUGE_VAL;
	bool near = false, moved = true;
	for (int i = 0; i < STEPS && gain > DONE; i++) {
		gain = step(model, parameter, near, work, &moved);
		if (!moved && !near)
			break;
		near = moved && gain < NEAR;
	}
	return gain < GOOD;
}

static double find_error(struct model *model, const double *parameter, double *work)
{
	size_t n = model->n_parameters;
	find_observed(model, parameter, work);
	memset(work, 0, n * sizeof *work);
	work[0] = 1;
	return solve(model->information, work, n) ? sqrt(work[0]) : NAN;
}

/* --- all ------------------------------------------------------------------- */

/* 1 / sqrt(n A B): what the categories of each variable tell about their normal
 * variable, A and B, as shares of all. */
static double find_se0(const struct svy_margins *m, const double *parameter)
{
	double told[2] = {0, 0};
	const double *threshold[2] = {parameter + 1, parameter + m->rows}, *margin[2] = {m->row, m->col};
	const size_t categories[2] = {m->rows, m->cols};
	for (int v = 0; v < 2; v++)
		for (size_t i = 0; i < categories[v]; i++) {
			double low = i > 0 ? normal_density(threshold[v][i - 1]) : 0;
			double high = i + 1 < categories[v] ? normal_density(threshold[v][i]) : 0;
			told[v] += (low - high) * (low - high) / (margin[v][i] / m->n);
		}
	return 1 / sqrt(m->n * told[0] * told[1]);
}

static void estimate(struct model *model, bool two_step, double *parameter, double *work, struct svy_measure *out)
{
	search_rho(model, parameter);
	if (two_step)
		out->ase = find_two_step_error(model, parameter, work);
	else if (climb(model, parameter, work))
		out->ase = find_error(model, parameter, work);
	if (out->ase > 0) {
		out->estimate = parameter[0];
	} else {
		out->ase = out->se0 = NAN;
		svy_measure_note(out, "the search for the maximum of the likelihood did not converge");
	}
}

static enum svy_code compute(const struct svy_margins *m, double gamma, const struct svy_measure_options *options,
                             struct svy_measure *out, struct svy_status *status)
{
	struct model model;
	enum svy_code code = new_model(m, &model, status);
	double *parameter = svy_array_new(3 * model.n_parameters + model.cells, sizeof *parameter);
	if (code == SVY_OK && !parameter)
		code = svy_fail_memory(status);
	if (code == SVY_OK) {
		cut_margin(m->row, m->rows, m->n, parameter + 1);
		cut_margin(m->col, m->cols, m->n, parameter + m->rows);
		out->se0 = find_se0(m, parameter);
		if (fabs(gamma) == 1) {
			out->estimate = gamma;
			svy_measure_note(out, "the likelihood is highest at the end of the range: no pair is %s; no standard error",
			                 gamma > 0 ? "discordant" : "concordant");
		} else {
			estimate(&model, options->two_step, parameter, parameter + model.n_parameters, out);
		}
	}
	free(parameter);
	clear_model(&model);
	return code;
}

enum svy_code svy_polychoric(const struct svy_margins *m, const struct svy_measure_options *options,
                             struct svy_measure *out, struct svy_status *status)
{
	struct svy_measure gamma;
	svy_measure_init(&gamma, SVY_MEASURE_GAMMA);
	enum svy_code code = svy_concordance(m, SVY_MEASURE_GAMMA, options, &gamma, status);
	if (code != SVY_OK)
		return code;
	size_t length = strlen(out->method);
	snprintf(out->method + length, sizeof out->method - length, ", %s",
	         options->two_step ? "two steps" : "maximum likelihood");
	code = compute(m, gamma.estimate, options, out, status);
	if (code == SVY_OK) {
		svy_measure_wald(out, options->level);
		svy_measure_test(out);
	}
	return code;
}
