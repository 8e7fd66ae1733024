#include "stat/kappa.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/sum.h"
#include "stat/margins.h"

/* Of categories i and j, as places in the table that was given. */
static double distance(enum svy_measure_kind kind, size_t i, size_t j)
{
	double d = i > j ? (double)(i - j) : (double)(j - i);
	return kind == SVY_MEASURE_KAPPA ? i != j : kind == SVY_MEASURE_KAPPA_LINEAR ? d : d * d;
}

/* How far each category of one judgement is, on average over the other's. */
struct distances {
	double *row, *col;
	double observed, chance; /* sums over respondents, and over r_i c_j */
};

static void clear_distances(struct distances *d)
{
	free(d->row);
	free(d->col);
}

static enum svy_code measure_distances(const struct svy_margins *m, enum svy_measure_kind kind, struct distances *out,
                                       struct svy_status *status)
{
	struct svy_sum observed = {0}, chance = {0};
	out->row = svy_array_new(m->rows, sizeof *out->row);
	out->col = svy_array_new(m->cols, sizeof *out->col);
	if (!out->row || !out->col)
		return svy_fail_memory(status);
	for (size_t i = 0; i < m->rows; i++)
		for (size_t j = 0; j < m->cols; j++) {
			double v = distance(kind, m->row_index[i], m->col_index[j]);
			out->row[i] += v * m->col[j];
			out->col[j] += v * m->row[i];
			svy_sum_add_product(&observed, m->count[i * m->cols + j], v);
		}
	for (size_t i = 0; i < m->rows; i++)
		svy_sum_add_product(&chance, m->row[i], out->row[i]);
	out->observed = svy_sum_value(&observed);
	out->chance = svy_sum_value(&chance);
	return SVY_OK;
}

static void fill(const struct svy_margins *m, enum svy_measure_kind kind, const struct distances *d,
                 struct svy_ratio *ratio)
{
	ratio->numerator = d->chance - m->n * d->observed;
	ratio->denominator = d->chance;
	for (size_t k = 0; k < m->rows * m->cols; k++) {
		size_t i = k / m->cols, j = k % m->cols;
		double v = distance(kind, m->row_index[i], m->col_index[j]);
		ratio->denominator_slope[k] = d->row[i] + d->col[j];
		ratio->numerator_slope[k] = d->row[i] + d->col[j] - d->observed - m->n * v;
	}
}

/* The error of the numerator in a table of r_i c_j / n. */
static enum svy_code set_se0(const struct svy_margins *m, enum svy_measure_kind kind, const struct distances *d,
                             struct svy_ratio *ratio, struct svy_status *status)
{
	size_t cells = m->rows * m->cols;
	double *work = svy_array_new(3 * cells, sizeof *work);
	if (!work)
		return svy_fail_memory(status);
	double *count = work, *slope = work + cells, *scale = slope + cells;
	for (size_t k = 0; k < cells; k++) {
		size_t i = k / m->cols, j = k % m->cols;
		double v = distance(kind, m->row_index[i], m->col_index[j]), expected = d->row[i] + d->col[j];
		count[k] = m->row[i] * m->col[j] / m->n;
		slope[k] = (expected - m->n * v) / d->chance;
		scale[k] = expected / d->chance;
	}
	struct svy_margins independent = *m;
	independent.count = count;
	ratio->se0 = svy_delta_error(&independent, slope, scale);
	free(work);
	return SVY_OK;
}

static enum svy_code compute(const struct svy_margins *m, enum svy_measure_kind kind, double level,
                             struct svy_measure *out, struct svy_status *status)
{
	struct distances d = {0};
	struct svy_ratio ratio = {0};
	enum svy_code code = measure_distances(m, kind, &d, status);
	if (code == SVY_OK)
		code = svy_ratio_new(m, &ratio, status);
	if (code == SVY_OK && d.chance == 0) {
		svy_measure_note(out, "undefined: no variation, both put all in the same category (agreement 100%%)");
	} else if (code == SVY_OK) {
		fill(m, kind, &d, &ratio);
		code = set_se0(m, kind, &d, &ratio, status);
		if (code == SVY_OK)
			code = svy_ratio_measure(m, &ratio, level, out, status);
	}
	svy_ratio_clear(&ratio);
	clear_distances(&d);
	return code;
}

enum svy_code svy_kappa(const double *n, size_t k, enum svy_measure_kind kind,
                        const struct svy_measure_options *options, struct svy_measure *out, struct svy_status *status)
{
	struct svy_margins *m = NULL;
	enum svy_code code = svy_margins_new(n, k, k, &m, status);
	if (code == SVY_OK && m->n == 0)
		svy_measure_note(out, "the table is empty");
	else if (code == SVY_OK)
		code = compute(m, kind, options->level, out, status);
	svy_margins_free(m);
	return code;
}
