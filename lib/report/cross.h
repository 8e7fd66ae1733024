/*
 * Cross-tabulations as tables of a result: `cells`, `tests`, `association`.
 *
 * One svy_cross holds what the three builders share.  Each combination of the
 * layers' values is one table; its rows in every table of the result form one
 * group of the disclosure gate, numbered by the table.
 */
#ifndef SVY_REPORT_CROSS_H
#define SVY_REPORT_CROSS_H

#include "report/share.h"

struct svy_cross_letters;
struct svy_cross {
	const struct svy_crosstabs *tables;
	const struct svy_variable *const *variables; /* row, col, layers */
	size_t k;
	const struct svy_share_options *shares; /* of `se low high`; NULL: none */
	const struct svy_cross_letters *letters; /* NULL: columns are not compared; see report/cross_letters.h */
};

/* Whether respondents may be in several rows or columns: tests and residuals,
 * which take each to be in one cell, are not for these tables. */
bool svy_cross_several(const struct svy_cross *cross);

/* SVY_EUSAGE where a layer variable has the name of a field of the tables. */
enum svy_code svy_cross_check_layers(const struct svy_cross *cross, struct svy_status *status) SVY_MUST_USE;

/* Why what needs ordered rows and columns does not suit, and what to do; NULL: it
 * does. */
const char *svy_cross_unordered(const struct svy_cross *cross);

/* Start a table that has the layer variables as its first fields. */
struct svy_rtable *svy_cross_table(const struct svy_cross *cross, struct svy_result *result, const char *name,
                                   const char *title, const struct svy_rfield *fields, size_t n_fields);

/* Start a row of table t: sets the layers, and the group. */
void svy_cross_row(const struct svy_cross *cross, struct svy_rtable *rtable, size_t t);

/* "layer value, layer value: " in front of a note about table t, or "".  The
 * caller frees it; NULL without memory. */
char *svy_cross_prefix(const struct svy_cross *cross, size_t t);

/*
 * The counts (or, under sampling weights, the sums of weights) of table t over
 * valid levels, row-major.  *out is the caller's to free.
 */
enum svy_code svy_cross_matrix(const struct svy_cross *cross, size_t t, double **out, size_t *rows, size_t *cols,
                               struct svy_status *status) SVY_MUST_USE;

/*
 * The table `cells`.  For a cell with weight w in a table with margins r, c and
 * total N (n itself without sampling weights):
 *
 *   row_percent    100 w / r        col_percent  100 w / c      total_percent  100 w / N
 *   expected       r c / N          residual     w - expected
 *   std_residual   (w - expected) / sqrt(expected)                       Pearson
 *   adj_residual   std_residual / sqrt((1 - r / N)(1 - c / N))           Haberman (1973)
 *
 * se, low and high belong to col_percent (report/share.h); null in the margin row.
 *
 * Expected counts and residuals are null under sampling weights and in margins.
 * Where a variable has several answers: a margin over it counts respondents, the
 * bases leave out who did not answer that choice (svy_crosstab_base()), expected
 * counts and residuals are null, and there is one field more:
 *
 *   response_percent  100 w / (all answers in the column; in the row, where only
 *                     the column variable has several)
 *
 * letters are those of report/cross_letters.h, null where columns are not compared; with
 * them there is a field `letter`, the column's own.
 * A missing answer that is shown has n, and percentages only within the other
 * variable's valid answers.
 *
 * show: fields for people's formats; n_show of them.
 */
enum svy_code svy_cross_cells(const struct svy_cross *cross, struct svy_result *result, const char *const *show,
                              size_t n_show, struct svy_status *status) SVY_MUST_USE;

#endif
