#include "report/cross_matrix.h"

#include <stdlib.h>

#include "base/array.h"
#include "design/weight.h"

/* Levels of variable v (0: row, 1: col) that have an answer in some table. */
static size_t list_met(const struct svy_cross *cross, int v, size_t *met)
{
	const struct svy_crosstabs *tables = cross->tables;
	size_t n = 0;
	for (size_t i = 0; i < tables->levels[v].n_valid; i++)
		for (size_t t = 0; t < tables->n_tables; t++) {
			const struct svy_crosstab *table = &tables->tables[t];
			const struct svy_tally *margin = v == 0 ? svy_crosstab_cell(table, i, table->cols)
			                                        : svy_crosstab_cell(table, table->rows, i);
			if (margin->n) {
				met[n++] = i;
				break;
			}
		}
	return n;
}

static double *score_levels(const size_t *level, size_t n)
{
	double *score = svy_array_new(n, sizeof *score);
	for (size_t i = 0; score && i < n; i++)
		score[i] = (double)level[i] + 1;
	return score;
}

static void fill(const struct svy_cross *cross, struct svy_cross_matrices *matrices)
{
	double *cell = matrices->cells;
	for (size_t t = 0; t < cross->tables->n_tables; t++)
		for (size_t i = 0; i < matrices->rows; i++)
			for (size_t j = 0; j < matrices->cols; j++) {
				const struct svy_tally *tally =
					svy_crosstab_cell(&cross->tables->tables[t], matrices->row[i], matrices->col[j]);
				*cell++ = cross->tables->weighted ? tally->w : (double)tally->n;
			}
}

enum svy_code svy_cross_matrices(const struct svy_cross *cross, struct svy_cross_matrices *out,
                                 struct svy_status *status)
{
	const struct svy_crosstabs *tables = cross->tables;
	struct svy_cross_matrices matrices = {.n_tables = tables->n_tables};
	matrices.row = svy_array_new(tables->levels[0].n_valid, sizeof *matrices.row);
	matrices.col = svy_array_new(tables->levels[1].n_valid, sizeof *matrices.col);
	if (matrices.row && matrices.col) {
		matrices.rows = list_met(cross, 0, matrices.row);
		matrices.cols = list_met(cross, 1, matrices.col);
		matrices.dropped =
			matrices.rows < tables->levels[0].n_valid || matrices.cols < tables->levels[1].n_valid;
		matrices.cells = svy_array_new(tables->n_tables * matrices.rows * matrices.cols, sizeof *matrices.cells);
		matrices.row_score = score_levels(matrices.row, matrices.rows);
		matrices.col_score = score_levels(matrices.col, matrices.cols);
	}
	if (!matrices.cells || !matrices.row_score || !matrices.col_score) {
		svy_cross_matrices_clear(&matrices);
		return svy_fail_memory(status);
	}
	fill(cross, &matrices);
	*out = matrices;
	return SVY_OK;
}

bool svy_cross_matrices_fit(const struct svy_cross_matrices *matrices, double most)
{
	size_t size = matrices->rows * matrices->cols;
	for (size_t t = 0; t < matrices->n_tables; t++) {
		double sum = 0;
		for (size_t i = 0; i < size; i++)
			sum += svy_cross_matrix_of(matrices, t)[i];
		if (sum > most)
			return false;
	}
	return true;
}

double svy_cross_scale_of(const struct svy_cross *cross, size_t t)
{
	const struct svy_crosstab *table = &cross->tables->tables[t];
	const struct svy_tally *all = svy_crosstab_cell(table, table->rows, table->cols);
	return all->w > 0 ? (double)all->n / all->w : 1;
}

enum svy_code svy_cross_scale(const struct svy_cross *cross, struct svy_result *result,
                              struct svy_cross_matrices *matrices, struct svy_status *status)
{
	size_t size = matrices->rows * matrices->cols;
	if (!cross->tables->weighted)
		return svy_fail(status, SVY_EUSAGE, "--scaled-counts: there is no sampling weight that could be scaled");
	matrices->scaled = true;
	for (size_t t = 0; t < cross->tables->n_tables; t++) {
		const struct svy_crosstab *table = &cross->tables->tables[t];
		const struct svy_tally *all = svy_crosstab_cell(table, table->rows, table->cols);
		char *prefix = svy_cross_prefix(cross, t);
		for (size_t i = 0; i < size; i++)
			matrices->cells[t * size + i] *= svy_cross_scale_of(cross, t);
		if (prefix && all->w > 0)
			svy_result_group_note(result, svy_cross_group(cross, t),
			                      "%sweighted counts scaled to n %llu: not design-based, p-values are mostly too small "
			                      "and limits too narrow; effective n (Kish) %.1f",
			                      prefix, (unsigned long long)all->n, svy_effective_n(all->w, all->w2));
		free(prefix);
	}
	return SVY_OK;
}

void svy_cross_matrices_clear(struct svy_cross_matrices *matrices)
{
	free(matrices->row);
	free(matrices->col);
	free(matrices->cells);
	free(matrices->row_score);
	free(matrices->col_score);
	*matrices = (struct svy_cross_matrices){0};
}
