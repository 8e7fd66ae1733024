#include "report/cross_matrix.h"

#include <stdlib.h>

#include "base/array.h"

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
	struct svy_cross_matrices matrices = {0};
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

void svy_cross_matrices_clear(struct svy_cross_matrices *matrices)
{
	free(matrices->row);
	free(matrices->col);
	free(matrices->cells);
	free(matrices->row_score);
	free(matrices->col_score);
	*matrices = (struct svy_cross_matrices){0};
}
