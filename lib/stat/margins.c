#include "stat/margins.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/sum.h"

static enum svy_code check_counts(const double *n, size_t rows, size_t cols, struct svy_status *status)
{
	struct svy_sum sum = {0};
	for (size_t k = 0; k < rows * cols; k++) {
		if (!(n[k] >= 0) || isinf(n[k]))
			return svy_fail(status, SVY_EDOMAIN, "row %zu, column %zu of the table is %g: a count is a number >= 0",
			                k / cols + 1, k % cols + 1, n[k]);
		svy_sum_add(&sum, n[k]);
	}
	if (isinf(svy_sum_value(&sum)))
		return svy_fail(status, SVY_EDOMAIN, "the counts of the table are too large to add up");
	return SVY_OK;
}

/* The exact sum of length numbers, step apart. */
static double add_up(const double *n, size_t length, size_t step)
{
	struct svy_sum sum = {0};
	for (size_t i = 0; i < length; i++)
		svy_sum_add(&sum, n[i * step]);
	return svy_sum_value(&sum);
}

/* Fill everything; the arrays have room for rows and cols. */
static void fill(struct svy_margins *m, const double *n, size_t rows, size_t cols)
{
	for (size_t i = 0; i < rows; i++) {
		m->row[m->rows] = add_up(n + i * cols, cols, 1);
		m->row_index[m->rows] = i;
		m->rows += m->row[m->rows] > 0;
	}
	for (size_t j = 0; j < cols; j++) {
		m->col[m->cols] = add_up(n + j, rows, cols);
		m->col_index[m->cols] = j;
		m->cols += m->col[m->cols] > 0;
	}
	m->empty_rows = rows - m->rows;
	m->empty_cols = cols - m->cols;
	m->n = add_up(n, rows * cols, 1);
	m->whole = true;
	for (size_t i = 0; i < m->rows; i++) {
		for (size_t j = 0; j < m->cols; j++) {
			double count = n[m->row_index[i] * cols + m->col_index[j]];
			m->count[i * m->cols + j] = count;
			m->whole = m->whole && count == floor(count);
		}
	}
}

enum svy_code svy_margins_new(const double *n, size_t rows, size_t cols, struct svy_margins **out,
                              struct svy_status *status)
{
	enum svy_code code = check_counts(n, rows, cols, status);
	if (code)
		return code;
	struct svy_margins *m = svy_array_new(1, sizeof *m);
	if (!m)
		return svy_fail_memory(status);
	/* One more than there are: the next candidate is written before it is kept. */
	m->row = svy_array_new(rows + 1, sizeof *m->row);
	m->col = svy_array_new(cols + 1, sizeof *m->col);
	m->row_index = svy_array_new(rows + 1, sizeof *m->row_index);
	m->col_index = svy_array_new(cols + 1, sizeof *m->col_index);
	m->count = svy_array_new(rows * cols, sizeof *m->count);
	if (!m->row || !m->col || !m->row_index || !m->col_index || !m->count) {
		svy_margins_free(m);
		return svy_fail_memory(status);
	}
	fill(m, n, rows, cols);
	*out = m;
	return SVY_OK;
}

void svy_margins_free(struct svy_margins *margins)
{
	if (!margins)
		return;
	free(margins->row);
	free(margins->col);
	free(margins->row_index);
	free(margins->col_index);
	free(margins->count);
	free(margins);
}

const char *svy_margins_reason(const struct svy_margins *margins)
{
	if (margins->rows == 0)
		return "the table is empty";
	if (margins->rows < 2 && margins->cols < 2)
		return "only one row and one column that are not empty";
	if (margins->rows < 2)
		return "only one row that is not empty";
	if (margins->cols < 2)
		return "only one column that is not empty";
	return NULL;
}

bool svy_margins_note(const struct svy_margins *margins, char *out, size_t size)
{
	size_t r = margins->empty_rows, c = margins->empty_cols;
	const char *rs = r == 1 ? "" : "s", *cs = c == 1 ? "" : "s";
	if (r && c)
		snprintf(out, size, "%zu empty row%s and %zu empty column%s left out", r, rs, c, cs);
	else if (r)
		snprintf(out, size, "%zu empty row%s left out", r, rs);
	else if (c)
		snprintf(out, size, "%zu empty column%s left out", c, cs);
	return r || c;
}
