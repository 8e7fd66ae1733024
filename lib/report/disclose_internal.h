/* What the gate's two ways of hiding more share.  Private to report/disclose*.c. */
#ifndef SVY_REPORT_DISCLOSE_INTERNAL_H
#define SVY_REPORT_DISCLOSE_INTERNAL_H

#include "report/result.h"

/* Which groups have a hidden cell. */
struct svy_hiding {
	bool *hidden;
	size_t n;
	size_t n_cells; /* hidden */
	bool any;       /* some row is hidden: a cell, or a net that tells of too few */
};

/* Mark a group as having something hidden. */
void svy_hiding_mark(struct svy_hiding *groups, size_t group);

/* What is hidden in a group, and the smallest cell that is not. */
struct svy_tally_hidden {
	uint64_t n_cells, sum, least;
	struct svy_row *smallest;
};

/* Take a row's n respondents into the tally; 0: it is no part of it. */
void svy_hiding_add(struct svy_tally_hidden *tally, struct svy_row *row, uint64_t n);

/* Respondents of a cell; 0 where the row is none. */
uint64_t svy_hiding_count(const struct svy_rtable *table, const struct svy_row *row);

/* Whether the sum of what is hidden tells too much of one of it: each has at least 1, and
 * the rest could be in any of them. */
bool svy_hiding_tells(const struct svy_tally_hidden *tally, uint64_t threshold);

/* Whether a table is a cross-tabulation. */
bool svy_hiding_has_lines(const struct svy_rtable *table);

/* Hide more along the lines of cross-tabulations.  False without memory. */
bool svy_hiding_lines(struct svy_result *result, uint64_t threshold, struct svy_hiding *groups);

#endif
