#include "stat/concordance.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/sum.h"

/* For each cell how many respondents are concordant and discordant with it. */
struct pairs {
	double *concordant, *discordant;
	double p, q; /* sums over respondents: twice the pairs */
};

static void clear_pairs(struct pairs *pairs)
{
	free(pairs->concordant);
	free(pairs->discordant);
}

/* Everyone above and to the left of the cell's corner: (rows + 1) x (cols + 1). */
static void accumulate(const struct svy_margins *m, double *before)
{
	size_t wide = m->cols + 1;
	for (size_t i = 0; i < m->rows; i++)
		for (size_t j = 0; j < m->cols; j++)
			before[(i + 1) * wide + j + 1] = before[i * wide + j + 1] + before[(i + 1) * wide + j] -
			                                 before[i * wide + j] + m->count[i * m->cols + j];
}

static void compare(const struct svy_margins *m, const double *before, struct pairs *pairs)
{
	size_t wide = m->cols + 1, rows = m->rows, cols = m->cols;
	struct svy_sum p = {0}, q = {0};
	for (size_t i = 0; i < rows; i++)
		for (size_t j = 0; j < cols; j++) {
			const double *above = before + i * wide, *with = before + (i + 1) * wide, *all = before + rows * wide;
			double left_above = above[j], right_above = above[cols] - above[j + 1];
			double left_below = all[j] - with[j], right_below = all[cols] - with[cols] - (all[j + 1] - with[j + 1]);
			size_t k = i * cols + j;
			pairs->concordant[k] = left_above + right_below;
			pairs->discordant[k] = right_above + left_below;
			svy_sum_add_product(&p, m->count[k], pairs->concordant[k]);
			svy_sum_add_product(&q, m->count[k], pairs->discordant[k]);
		}
	pairs->p = svy_sum_value(&p);
	pairs->q = svy_sum_value(&q);
}

static enum svy_code count_pairs(const struct svy_margins *m, struct pairs *out, struct svy_status *status)
{
	double *before = svy_array_new((m->rows + 1) * (m->cols + 1), sizeof *before);
	out->concordant = svy_array_new(m->rows * m->cols, sizeof(double));
	out->discordant = svy_array_new(m->rows * m->cols, sizeof(double));
	bool made = before && out->concordant && out->discordant;
	if (made) {
		accumulate(m, before);
		compare(m, before, out);
	}
	free(before);
	return made ? SVY_OK : svy_fail_memory(status);
}

/* n^2 less the sum of the margin's squares: twice the pairs not tied in it. */
static double count_untied(double n, const double *margin, size_t length)
{
	struct svy_sum sum = {0};
	svy_sum_add_product(&sum, n, n);
	for (size_t i = 0; i < length; i++)
		svy_sum_add_product(&sum, -margin[i], margin[i]);
	return svy_sum_value(&sum);
}

/* The denominator's share of each variable: w_r and w_c times these. */
static void weigh(enum svy_measure_kind kind, double w_r, double w_c, double *row, double *col, double *denominator)
{
	switch (kind) {
	case SVY_MEASURE_TAU_B:
		*denominator = sqrt(w_r) * sqrt(w_c);
		*row = *denominator / w_r / 2;
		*col = *denominator / w_c / 2;
		return;
	case SVY_MEASURE_D_COL: *row = 1, *col = 0; break;
	case SVY_MEASURE_D_ROW: *row = 0, *col = 1; break;
	default: *row = 0.5, *col = 0.5; break;
	}
	*denominator = *row * w_r + *col * w_c;
}

static void set_denominator(const struct svy_margins *m, enum svy_measure_kind kind, const struct pairs *pairs,
                            struct svy_ratio *ratio)
{
	double w_r = count_untied(m->n, m->row, m->rows), w_c = count_untied(m->n, m->col, m->cols), row, col;
	if (kind == SVY_MEASURE_GAMMA)
		ratio->denominator = pairs->p + pairs->q;
	else if (kind == SVY_MEASURE_TAU_C)
		ratio->denominator = m->n * m->n;
	else
		weigh(kind, w_r, w_c, &row, &col, &ratio->denominator);
	for (size_t k = 0; k < m->rows * m->cols; k++) {
		if (kind == SVY_MEASURE_GAMMA)
			ratio->denominator_slope[k] = 2 * (pairs->concordant[k] + pairs->discordant[k]);
		else if (kind == SVY_MEASURE_TAU_C)
			ratio->denominator_slope[k] = 2 * m->n;
		else
			ratio->denominator_slope[k] =
				2 * (row * (m->n - m->row[k / m->cols]) + col * (m->n - m->col[k % m->cols]));
	}
}

static void set_numerator(const struct svy_margins *m, enum svy_measure_kind kind, const struct pairs *pairs,
                          struct svy_ratio *ratio)
{
	double least = (double)(m->rows < m->cols ? m->rows : m->cols);
	double factor = kind == SVY_MEASURE_TAU_C ? least / (least - 1) : 1;
	ratio->numerator = factor * (pairs->p - pairs->q);
	for (size_t k = 0; k < m->rows * m->cols; k++)
		ratio->numerator_slope[k] = 2 * factor * (pairs->concordant[k] - pairs->discordant[k]);
}

enum svy_code svy_concordance(const struct svy_margins *m, enum svy_measure_kind kind,
                              const struct svy_measure_options *options, struct svy_measure *out,
                              struct svy_status *status)
{
	struct pairs pairs = {0};
	struct svy_ratio ratio = {0};
	enum svy_code code = count_pairs(m, &pairs, status);
	if (code == SVY_OK)
		code = svy_ratio_new(m, &ratio, status);
	if (code == SVY_OK) {
		set_numerator(m, kind, &pairs, &ratio);
		set_denominator(m, kind, &pairs, &ratio);
		code = svy_ratio_measure(m, &ratio, options->level, out, status);
	}
	svy_ratio_clear(&ratio);
	clear_pairs(&pairs);
	return code;
}
