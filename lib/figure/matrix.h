/*
 * The numbers of a figure, out of a table of a result: panels by categories by
 * series.
 *
 * From `cells` of a cross-tabulation: the layers, the row and the column
 * variable are its dimensions.  Totals are left out, and a dimension that has
 * one value only (after the conditions) goes into the subtitle.  The last
 * dimension is the series, the one before it the categories, the others panels.
 * From `frequencies`: the answers are the categories, the variables panels; as a
 * battery of items the variables are the categories and the answers the series.
 * From `association` and what is built like it: the layers and the measures.
 */
#ifndef SVY_FIGURE_MATRIX_H
#define SVY_FIGURE_MATRIX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "data/codebook.h"
#include "data/condition.h"
#include "report/disclose.h"

struct svy_matrix_names {
	char **name;
	size_t n, room;
};

struct svy_matrix {
	char *title;    /* of the table */
	char *subtitle; /* what is shown, and of which single values; "" for nothing */
	char *base;     /* "n = 4526": unweighted respondents in the figure, or that its percentages are of; "" where
	                 * it is not known */
	char *note;     /* what every row drawn has as its note; "" where they differ */
	struct svy_matrix_names panels, categories, series;
	struct svy_matrix_names left_out; /* battery: series that a condition left out of the figure, not of the base */
	double *value;      /* panels x categories x series; NaN where there is none */
	double *low, *high; /* the same; NaN where there are no limits */
	double *of;         /* the same: respondents that a percentage is a share of; NaN where it is not known */
	bool *there;        /* the same: the table has such a row */
	bool any_limits;
	bool any_hidden;    /* some value is null: suppressed, or not defined */
};

/* Which dimension of a cross-tabulation goes where. */
enum svy_matrix_order {
	SVY_ROWS_BY_COLS, /* ..., row, col: columns are the series */
	SVY_COLS_BY_ROWS  /* ..., col, row: rows are the series */
};

struct svy_matrix_choice {
	const char *table; /* NULL: `cells` or `frequencies`, whichever is there */
	const char *field; /* the numbers to show */
	enum svy_matrix_order order;
	bool battery;      /* each category is an item with the same series, and a single item stays one */
	const char *const *optional; /* battery: series that an item may lack, as one that nobody gave */
	size_t n_optional;
	const struct svy_condition *conditions;
	size_t n_conditions;
	const struct svy_codebook *codebook; /* NULL, or: titles of variables instead of their names */
};

/*
 * SVY_EUSAGE: rows of several analyses (row_variable, col_variable) are left; no such
 * table or field, a field without numbers, a condition that no row satisfies, two
 * numbers for one place; as a battery, an item with other series than the first.
 * Clear with svy_matrix_clear().
 */
enum svy_code svy_matrix_make(const struct svy_release *release, const struct svy_matrix_choice *choice,
                              struct svy_matrix *out, struct svy_status *status) SVY_MUST_USE;
void svy_matrix_clear(struct svy_matrix *matrix);

static inline size_t svy_matrix_at(const struct svy_matrix *matrix, size_t panel, size_t category, size_t series)
{
	return (panel * matrix->categories.n + category) * matrix->series.n + series;
}

/* The table has rows for this category in this panel: variables have answers of
 * their own. */
static inline bool svy_matrix_has(const struct svy_matrix *matrix, size_t panel, size_t category)
{
	size_t s = 0, first = svy_matrix_at(matrix, panel, category, 0);
	while (s < matrix->series.n && !matrix->there[first + s])
		s++;
	return s < matrix->series.n;
}

#endif
