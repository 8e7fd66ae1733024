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

/* Respondents of a cell; 0 where the row is none. */
uint64_t svy_hiding_count(const struct svy_rtable *table, const struct svy_row *row);

/* Whether the sum of what is hidden tells too much of one of it: each has at least 1, and
 * the rest could be in any of them. */
bool svy_hiding_tells(const struct svy_tally_hidden *tally, uint64_t threshold);

/* Whether a table is a cross-tabulation. */
bool svy_hiding_has_lines(const struct svy_rtable *table);

/*
 * What tells the rows of a cross-tabulation apart, `width` numbers a row: the variable of each
 * axis (rows, columns, and as many as nest them); its value; the layers; and which block of
 * rows of one group it is in.  The same text has the same number, 0 is none.
 */
struct svy_hiding_keys {
	size_t n_axes, width;
	size_t n_texts; /* the last number */
	size_t *key;    /* owned */
};

/* *keys starts as {0}.  False without memory; key is the caller's to free in any case. */
bool svy_hiding_keys_make(const struct svy_rtable *table, struct svy_hiding_keys *keys);

/* Number n keys from 1, alike where the first `used` of their `width` numbers are the same.
 * False without memory. */
bool svy_hiding_number(const size_t *key, size_t n, size_t width, size_t used, size_t *number, size_t *last);

/* Of the axes of a row. */
const size_t *svy_hiding_variables(const struct svy_hiding_keys *keys, size_t row);
const size_t *svy_hiding_values(const struct svy_hiding_keys *keys, size_t row);

/* Whether all variables of one cell but those of some axes (1 << i) are of the other row. */
bool svy_hiding_has_others(const struct svy_hiding_keys *keys, unsigned over, size_t cell, size_t row);

/* Whether all of a fine cell are in a coarse one: it has its values, and may have more. */
bool svy_hiding_is_within(const struct svy_hiding_keys *keys, size_t fine, size_t coarse);

/* Hide more along the lines of cross-tabulations.  False without memory. */
bool svy_hiding_lines(struct svy_result *result, uint64_t threshold, struct svy_hiding *groups);

#endif
