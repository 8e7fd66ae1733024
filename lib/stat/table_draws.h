/*
 * How often something is so among random tables with given margins.
 */
#ifndef SVY_STAT_TABLE_DRAWS_H
#define SVY_STAT_TABLE_DRAWS_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "stat/monte_carlo.h"

/* Margins of one table for each stratum: row of strata x rows, col of strata x cols, whole
 * numbers of the same sum in a stratum.  Not copied. */
struct svy_table_margins {
	const double *row, *col;
	size_t strata, rows, cols;
};

/* Random tables that are at least as extreme; of these, where it is asked, those that tie. */
struct svy_table_hits {
	uint64_t all, tied;
};

/*
 * Add to the hits what these tables are, strata x rows x cols.  scratch: 2 (rows + cols)
 * numbers to work in.  Called on many threads, each with hits of its own.
 */
typedef enum svy_code svy_table_event(const void *state, const double *tables, double *scratch,
                                      struct svy_table_hits *hits, struct svy_status *status);

/*
 * Draw tables with these margins under independence (stat/random_table.h) and count the hits;
 * p of them is svy_monte_carlo_p()'s (stat/monte_carlo.h).
 *
 * asked   replicates: SVY_MONTE_CARLO_REPLICATES where 0
 * stream  names the random numbers, with the seed and the number of the replicate
 *
 * SVY_EDOMAIN  margins that are not whole, more than SVY_EXACT_MAX respondents in a stratum,
 *              more than SVY_MONTE_CARLO_MAX replicates.  An error of the event ends it
 */
enum svy_code svy_draw_tables(const struct svy_table_margins *margins, const struct svy_monte_carlo *asked,
                              const char *stream, svy_table_event *event, const void *state,
                              struct svy_table_hits *out, struct svy_status *status) SVY_MUST_USE;

#endif
