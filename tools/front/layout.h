/* How people's formats lay tables out: --totals, --base and --sort. */
#ifndef SVY_FRONT_LAYOUT_H
#define SVY_FRONT_LAYOUT_H

#include "report/cross.h"

/* Owned; clear with svy_layout_clear(). */
struct svy_layout_choice {
	struct svy_cross_layout layout; /* borrows from what is below */
	char *sort, *sort_column;
};

/* totals "after", "before" or "none"; base "n", "weighted_n" or NULL; sort
 * "[-]FIELD[:COLUMN]" or NULL.  SVY_EUSAGE: anything else. */
enum svy_code svy_layout_read(const char *totals, const char *base, const char *sort, struct svy_layout_choice *out,
                              struct svy_status *status) SVY_MUST_USE;
void svy_layout_clear(struct svy_layout_choice *choice);

/* Whether a table has numbers in the field that an option names; NULL asks for none.
 * SVY_EUSAGE: no such field (with the nearest), or no number in it. */
enum svy_code svy_layout_check(const struct svy_rtable *table, const char *option, const char *field,
                               struct svy_status *status) SVY_MUST_USE;

#endif
