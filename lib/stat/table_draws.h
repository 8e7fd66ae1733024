/*
 * How probable something is among random tables with given margins.
 */
#ifndef SVY_STAT_TABLE_DRAWS_H
#define SVY_STAT_TABLE_DRAWS_H

#include <stdbool.h>

#include "base/status.h"
#include "stat/margins.h"
#include "stat/monte_carlo.h"
#include "stat/test.h"

/* Whether it holds of this table, rows x cols as the margins'.  scratch: 2 (rows + cols)
 * numbers to work in.  Called on many threads. */
typedef bool svy_table_event(const void *state, const double *table, double *scratch);

/*
 * Draw tables with the margins m and independence (stat/random_table.h), and put p of those
 * for which the event holds, as it does for the observed one (stat/monte_carlo.h).
 *
 * options  NULL: the defaults, with SVY_DEFAULT_SEED
 * stream   names the random numbers, with the seed and the number of the replicate
 * out      only p, log_p, p_low and p_high are written
 *
 * SVY_EDOMAIN  counts that are not whole, more than SVY_EXACT_MAX respondents, more than
 *              SVY_MONTE_CARLO_MAX replicates
 */
enum svy_code svy_draw_tables(const struct svy_margins *m, const struct svy_monte_carlo *options, const char *stream,
                              svy_table_event *event, const void *state, struct svy_test *out,
                              struct svy_status *status) SVY_MUST_USE;

#endif
