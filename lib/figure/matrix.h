/*
 * The numbers of a figure, out of a table of a result: panels by categories by
 * series.
 *
 * From `cells` of a cross-tabulation: the layers, the row and the column
 * variable are its dimensions.  Totals are left out, and a dimension that has
 * one value only (after the conditions) goes into the subtitle.  The last
 * dimension is the series, the one before it the categories, the others panels.
 * From `frequencies`: the answers are the categories, the variables panels.
 */
#ifndef SVY_FIGURE_MATRIX_H
#define SVY_FIGURE_MATRIX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "data/condition.h"
#include "report/disclose.h"

struct svy_matrix_names {
	char **name;
	size_t n, room;
};

struct svy_matrix {
	char *title;    /* of the table */
	char *subtitle; /* what is shown, and of which single values; "" for nothing */
	char *base;     /* "n = 4526": unweighted respondents that the numbers are of; "" where not known */
	struct svy_matrix_names panels, categories, series;
	double *value;      /* panels x categories x series; NaN where there is none */
	double *low, *high; /* the same; NaN where there are no limits */
	bool any_limits;
	bool any_hidden;    /* some value is null: suppressed, or not defined */
};

/* Which dimension of a cross-tabulation goes where. */
enum svy_matrix_order {
	SVY_ROWS_BY_COLS, /* ..., row, col: columns are the series */
	SVY_COLS_BY_ROWS  /* ..., col, row: rows are the series */
};

/*
 * table  by name; NULL: `cells` or `frequencies`, whichever is there
 * field  the numbers to show
 *
 * SVY_EUSAGE: rows of several analyses (row_variable, col_variable) are left; no such
 * table or field, a field without numbers, a condition that
 * no row satisfies.  Clear with svy_matrix_clear().
 */
enum svy_code svy_matrix_make(const struct svy_release *release, const char *table, const char *field,
                              enum svy_matrix_order order, const struct svy_condition *conditions,
                              size_t n_conditions, struct svy_matrix *out, struct svy_status *status) SVY_MUST_USE;
void svy_matrix_clear(struct svy_matrix *matrix);

static inline size_t svy_matrix_at(const struct svy_matrix *matrix, size_t panel, size_t category, size_t series)
{
	return (panel * matrix->categories.n + category) * matrix->series.n + series;
}

#endif
