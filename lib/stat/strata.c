#include "stat/strata.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/dd.h"
#include "base/sum.h"

bool svy_strata_table_informs(const struct svy_margins *table)
{
	return table->rows > 1 && table->cols > 1 && table->n > 1;
}

double svy_determinant(double x, double y, double v, double w)
{
	return svy_dd_value(svy_dd_sub(svy_dd_product(x, y), svy_dd_product(v, w)));
}

/* The sum of the tables, each cell exact. */
static enum svy_code add_tables(const double *n, size_t k, size_t rows, size_t cols, struct svy_margins **out,
                                struct svy_status *status)
{
	size_t cells = rows * cols;
	double *all = svy_array_new(cells, sizeof *all);
	if (!all)
		return svy_fail_memory(status);
	for (size_t cell = 0; cell < cells; cell++) {
		struct svy_sum sum = {0};
		for (size_t h = 0; h < k; h++)
			svy_sum_add(&sum, n[h * cells + cell]);
		all[cell] = svy_sum_value(&sum);
	}
	enum svy_code code = svy_margins_new(all, rows, cols, out, status);
	free(all);
	if (code == SVY_OK && (*out)->n > SVY_STRATA_MAX)
		code = svy_fail(status, SVY_EDOMAIN, "more than %.0f respondents in all strata", SVY_STRATA_MAX);
	return code;
}

static struct svy_four four_of(const struct svy_strata *strata, const double *n, size_t cols)
{
	const size_t *i = strata->all->row_index, *j = strata->all->col_index;
	struct svy_four four = {.a = n[i[0] * cols + j[0]], .b = n[i[0] * cols + j[1]],
	                        .c = n[i[1] * cols + j[0]], .d = n[i[1] * cols + j[1]]};
	four.r1 = four.a + four.b;
	four.r2 = four.c + four.d;
	four.c1 = four.a + four.c;
	four.c2 = four.b + four.d;
	return four;
}

static enum svy_code fill_fours(struct svy_strata *strata, const double *n, size_t cells, size_t cols,
                                struct svy_status *status)
{
	if (strata->all->rows != 2 || strata->all->cols != 2)
		return SVY_OK;
	strata->four = svy_array_new(strata->k, sizeof *strata->four);
	if (!strata->four)
		return svy_fail_memory(status);
	for (size_t h = 0; h < strata->k; h++) {
		strata->four[h] = four_of(strata, n + h * cells, cols);
		strata->four[h].n = strata->table[h]->n;
		strata->four[h].informs = svy_strata_table_informs(strata->table[h]);
	}
	return SVY_OK;
}

static enum svy_code fill(struct svy_strata *strata, const double *n, size_t rows, size_t cols,
                          struct svy_status *status)
{
	size_t cells = rows * cols;
	enum svy_code code = SVY_OK;
	strata->whole = true;
	for (size_t h = 0; h < strata->k && !code; h++) {
		code = svy_margins_new(n + h * cells, rows, cols, &strata->table[h], status);
		if (code)
			break;
		strata->whole = strata->whole && strata->table[h]->whole;
		strata->informs += svy_strata_table_informs(strata->table[h]);
	}
	if (!code)
		code = add_tables(n, strata->k, rows, cols, &strata->all, status);
	return code ? code : fill_fours(strata, n, cells, cols, status);
}

enum svy_code svy_strata_new(const double *n, size_t k, size_t rows, size_t cols, struct svy_strata **out,
                             struct svy_status *status)
{
	struct svy_strata *strata = svy_array_new(1, sizeof *strata);
	if (!strata)
		return svy_fail_memory(status);
	strata->k = k;
	strata->table = svy_array_new(k, sizeof *strata->table);
	enum svy_code code = strata->table ? fill(strata, n, rows, cols, status) : svy_fail_memory(status);
	if (code) {
		svy_strata_free(strata);
		return code;
	}
	*out = strata;
	return SVY_OK;
}

void svy_strata_free(struct svy_strata *strata)
{
	if (!strata)
		return;
	for (size_t h = 0; strata->table && h < strata->k; h++)
		svy_margins_free(strata->table[h]);
	free(strata->table);
	svy_margins_free(strata->all);
	free(strata->four);
	free(strata);
}

const char *svy_strata_reason(const struct svy_strata *strata)
{
	if (svy_margins_reason(strata->all))
		return svy_margins_reason(strata->all);
	return strata->informs ? NULL : "no stratum has two rows and two columns that are not empty";
}

bool svy_strata_wide(const struct svy_strata *strata)
{
	return !strata->four && !svy_margins_reason(strata->all);
}

const char *svy_strata_four_reason(const struct svy_strata *strata)
{
	return svy_strata_wide(strata) ? "for strata of 2 rows and 2 columns" : svy_strata_reason(strata);
}

bool svy_strata_note(const struct svy_strata *strata, char *out, size_t size)
{
	size_t silent = strata->k - strata->informs, length = 0;
	bool empty = svy_margins_note(strata->all, out, size);
	if (!silent)
		return empty;
	if (empty)
		length = strlen(out);
	snprintf(out + length, size - length, "%s%zu of %zu strata left out: only one row or column, or one respondent",
	         empty ? "; " : "", silent, strata->k);
	return true;
}
