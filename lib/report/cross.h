/*
 * Cross-tabulations as tables of a result: `cells`, `tests`, `association`.
 *
 * One svy_cross holds what the three builders share.  Each combination of the
 * layers' values is one table; its rows in every table of the result form one
 * group of the disclosure gate, numbered by the table.
 *
 * Several analyses go into the same tables of one result, one after the other: those
 * have `row_variable` and `col_variable` as their first fields, and a layer that an
 * analysis does not have is null there.
 */
#ifndef SVY_REPORT_CROSS_H
#define SVY_REPORT_CROSS_H

#include "report/share.h"

struct svy_cross_letters;
/* What several analyses in one result share: stacked rows, columns side by side. */
struct svy_cross_frame {
	const char *title;
	const char *const *layers; /* names of the layers of all of them, each once */
	size_t n_layers;
	const char *const *spans;  /* names of the variables that nest columns of any, each once; not in layers */
	size_t n_spans;
	bool several;              /* some variable has several answers */
};

/* How people's formats lay the cells out: see struct svy_layout. */
struct svy_cross_layout {
	enum svy_totals totals;
	const char *base; /* n, weighted_n or NULL */
	const char *sort, *sort_column;
	bool ascending;
};

struct svy_cross {
	const struct svy_crosstabs *tables;
	const struct svy_variable *const *variables; /* row, col, layers */
	size_t k;
	const struct svy_share_options *shares; /* of `se low high`; NULL: none */
	const struct svy_cross_letters *letters; /* NULL: columns are not compared; see report/cross_letters.h */
	size_t n_outer;  /* the last so many of the layers nest the columns: laid out across */
	const struct svy_cross_layout *layout; /* NULL: the usual one */
	const struct svy_cross_frame *frame;   /* NULL: this is the only analysis of the result */
	bool more;          /* other analyses follow: what is over all of them waits for the last */
	size_t first_group; /* of the gate: table t has group first_group + t */
};

/* Whether respondents may be in several rows or columns: tests and residuals,
 * which take each to be in one cell, are not for these tables. */
bool svy_cross_several(const struct svy_cross *cross);

/* SVY_EUSAGE where a layer variable has the name of a field of the tables. */
enum svy_code svy_cross_check_layers(const struct svy_cross *cross, struct svy_status *status) SVY_MUST_USE;

/* Why what needs ordered rows and columns does not suit, and what to do; NULL: it
 * does. */
const char *svy_cross_unordered(const struct svy_cross *cross);

/* The group of table t. */
static inline size_t svy_cross_group(const struct svy_cross *cross, size_t t)
{
	return cross->first_group + t;
}

/* Start a table that has the layer variables as its first fields; or go on with the
 * one that another analysis of the result started. */
struct svy_rtable *svy_cross_table(const struct svy_cross *cross, struct svy_result *result, const char *name,
                                   const char *title, const struct svy_rfield *fields, size_t n_fields);

/* Start a row of table t: sets the layers, and the group. */
void svy_cross_row(const struct svy_cross *cross, struct svy_rtable *rtable, size_t t);

/* "Row by Column", with the variables that nest the columns in front of it; the title
 * of all analyses where there are several.  The caller frees it; NULL without memory. */
char *svy_cross_title(const struct svy_cross *cross);

/* How people's formats print a table with row and col, for this and all other analyses
 * of the result. */
enum svy_code svy_cross_lay_out(const struct svy_cross *cross, struct svy_rtable *rtable, const char *const *show,
                                size_t n_show, struct svy_status *status) SVY_MUST_USE;

/* "layer value, layer value: " in front of a note about table t, or ""; with the
 * variables first where there are several analyses.  The
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
 * Expected counts and residuals are null under sampling weights, in margins and of nets.
 * A net (data/net.h) is a row of the table with margin `net`, or `net-row` and `net-col`
 * where it meets the total of its row or column; its note names its categories.
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
 * show: fields or templates (report/show.h) for people's formats; n_show of them.
 *
 * SVY_EUSAGE: what is shown is no field.
 */
enum svy_code svy_cross_cells(const struct svy_cross *cross, struct svy_result *result, const char *const *show,
                              size_t n_show, struct svy_status *status) SVY_MUST_USE;

#endif
