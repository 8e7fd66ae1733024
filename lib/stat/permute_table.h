/*
 * Permutation tests of tables: all tables with the observed margins, each with its
 * probability under independence, or random ones where they are too many.
 *
 * That is what becomes of a table when the answers are rearranged among the respondents, within
 * strata where there are some.
 */
#ifndef SVY_STAT_PERMUTE_TABLE_H
#define SVY_STAT_PERMUTE_TABLE_H

#include "stat/permute.h"
#include "stat/permute_data.h"

/* The statistic of tables, strata x rows x cols; NaN where there is none.  Called on many
 * threads. */
typedef enum svy_code svy_tables_statistic(const void *state, const double *tables, double *out,
                                           struct svy_status *status);

/*
 * n        strata x rows x cols whole counts of respondents
 * options  scratch is not used
 * out      as of svy_permute()
 * how      n: the tables, or the random ones.  Only a single table is enumerated: of strata
 *          random ones are drawn
 *
 * SVY_EDOMAIN  a count is negative, not finite or not whole, more than SVY_EXACT_MAX
 *              respondents
 *
 * Patefield (1981), Applied Statistics 30, 91-97 (AS 159), for random tables.
 */
enum svy_code svy_permute_tables(const double *n, size_t strata, size_t rows, size_t cols,
                                 svy_tables_statistic *statistic, const void *state,
                                 const struct svy_permute_options *options, struct svy_test *out,
                                 struct svy_permuted *how, struct svy_status *status) SVY_MUST_USE;

/* Statistics of one table, in the order of those of stat/chisq.h given the margins. */
enum svy_table_score {
	SVY_TABLE_PEARSON, /* sum of n^2 / (row col): large ones are extreme */
	SVY_TABLE_LR,      /* sum of n log n: likewise */
	SVY_TABLE_LINEAR   /* sum of n u v, scores u and v less their means: with a direction */
};

/* row_scores, col_scores: of LINEAR; NULL: 1, 2, 3, ... */
enum svy_code svy_permute_table(const double *n, size_t rows, size_t cols, enum svy_table_score score,
                                const double *row_scores, const double *col_scores,
                                const struct svy_permute_options *options, struct svy_test *out,
                                struct svy_permuted *how, struct svy_status *status) SVY_MUST_USE;

#endif
