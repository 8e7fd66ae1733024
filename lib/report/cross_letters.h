/*
 * Columns of a cross-tabulation compared with each other: letters in the cells, and
 * the table `pairs`.
 *
 * In each row of each table, the proportions that the row has of the columns are
 * compared pair by pair (stat/compare.h); the pairs of a row are one family for the
 * adjustment.  A column's letter is its place among the columns.  Margins and missing
 * answers take no part.
 *
 * Rows may be several answers: each choice is compared among those who answered it.
 * Columns that share respondents are not compared.
 */
#ifndef SVY_REPORT_CROSS_LETTERS_H
#define SVY_REPORT_CROSS_LETTERS_H

#include "report/cross.h"

struct svy_cross_letters;

struct svy_cross_letters_options {
	const char *test;   /* pooled-z or exact; NULL: columns are not compared */
	const char *alpha;  /* see svy_letters_read() */
	const char *adjust;
};

/*
 * Compare; *out is the caller's to free, NULL where options->test is NULL.
 *
 * SVY_EUSAGE: an unknown name, --alpha without --letters, sampling weights, columns
 * of several answers, more than 2^20 pairs.
 */
enum svy_code svy_cross_letters_new(const struct svy_cross *cross, const struct svy_cross_letters_options *options,
                                    struct svy_cross_letters **out, struct svy_status *status) SVY_MUST_USE;
void svy_cross_letters_free(struct svy_cross_letters *letters);

/* Set the fields letter and letters of the last row, which is the cell i, j of table t;
 * nothing in margins and for missing answers that are shown. */
void svy_cross_letters_cell(const struct svy_cross_letters *letters, struct svy_rtable *table, size_t t, size_t i,
                            size_t j);

/* The table `pairs`, and the note that says what letters mean; nothing where columns
 * are not compared. */
enum svy_code svy_cross_pairs(const struct svy_cross *cross, struct svy_result *result,
                              struct svy_status *status) SVY_MUST_USE;

#endif
