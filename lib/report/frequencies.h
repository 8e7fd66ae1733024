/*
 * The table `frequencies`: one-way tables of one or more variables.
 *
 * For a category of n respondents (weight w) among the base of the variable
 *
 *   percent        100 w / W over the valid rows, and over the missing rows too
 *                  where those are shown
 *   valid_percent  100 w / W over the valid rows; null for a missing row
 *   cumulative_percent  running sum of w, over W; valid rows only
 *
 * Of a variable with several answers (variable.several) W counts respondents, so
 * that valid_percent is of cases and its sum passes 100; cumulative_percent is
 * null; a choice that some did not answer has its own W without them; and where
 * a table has such a variable there is one field more:
 *
 *   response_percent  100 w / (sum of w over the choices)
 *
 * A net (data/net.h) is a row of kind `net` before its categories, with its own n and
 * percentages, and a note that names its categories.
 *
 * w is n without sampling weights.  se, low and high belong to valid_percent
 * (report/share.h).
 */
#ifndef SVY_REPORT_FREQUENCIES_H
#define SVY_REPORT_FREQUENCIES_H

#include "report/result.h"
#include "report/share.h"

/* What the table is of. */
struct svy_frequencies_shape {
	const char *title;
	bool headings;  /* several variables: a heading for each */
	bool weighted;  /* by sampling weights */
	bool responses; /* one of them has several answers */
	enum svy_totals totals;
	const char *sort; /* see struct svy_layout; NULL: as the categories are */
	bool ascending;
};

/* Start the table.  Borrowed from the result. */
struct svy_rtable *svy_frequencies_table(struct svy_result *result, const struct svy_frequencies_shape *shape);

/*
 * Add one variable.
 *
 * group   of the disclosure gate: one per variable
 * counts  made of this variable alone (k = 1)
 */
enum svy_code svy_frequencies_add(struct svy_result *result, struct svy_rtable *table, size_t group,
                                  const struct svy_variable *variable, const struct svy_crosstabs *counts,
                                  const struct svy_share_options *options,
                                  struct svy_status *status) SVY_MUST_USE;

#endif
