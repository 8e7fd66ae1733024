/*
 * The table `adjusted`: a file of p-values with adjusted ones beside them.
 *
 * Every column of the file is a field, as it stands there (a column whose cells are all
 * numbers, or missing, holds numbers; a column `note` becomes the note of the row), one
 * row for each row of the file in its order.  Behind the column of p-values come
 * p_METHOD for each method and family_n, the number of p-values that the row's were
 * adjusted with.
 */
#ifndef SVY_REPORT_ADJUSTED_H
#define SVY_REPORT_ADJUSTED_H

#include "data/table.h"
#include "report/result.h"
#include "stat/adjust.h"

/* Indices are those of columns of the table. */
struct svy_adjusted {
	const struct svy_table *table; /* all rows; columns 0 .. n_columns - 1 used as categories */
	size_t n_columns;              /* of the file, in its order */
	size_t p;                      /* which of them holds the p-values */
	size_t numbers;                /* the same column used as a number */
	const size_t *family;          /* column whose values are the families; NULL: one family */
	const enum svy_adjust_kind *kinds;
	size_t n_kinds;
};

/*
 * Add the table, and a note for each method.
 *
 * SVY_EINPUT at file, line and field: a p-value outside 0..1.  SVY_EUSAGE: the file has
 * a column with the name of one that is added.
 */
enum svy_code svy_adjusted_table(struct svy_result *result, const struct svy_adjusted *adjusted,
                                 struct svy_status *status) SVY_MUST_USE;

#endif
