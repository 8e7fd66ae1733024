/*
 * What was read, in the form that tests take it: from groups, from several numbers of each
 * respondent, from a long file joined by what makes pairs, from categories.
 */
#ifndef SVY_REPORT_MEASURED_H
#define SVY_REPORT_MEASURED_H

#include "report/groups.h"
#include "report/trial.h"
#include "tab/keep.h"

/* Owned; clear with svy_measured_clear(), which accepts {0}. */
struct svy_measured {
	struct svy_trial_data data;     /* borrows what is below */
	struct svy_groups groups;       /* to be described; of CATEGORY and SHARES none */
	const char **label, **category; /* borrowed texts of the variables */
	struct svy_group_moments *moments;
	double *x;                      /* the numbers of matched and blocks, or the counts */
	uint64_t *n;
	uint64_t rows_alone;            /* of a long file: rows that are in no pair, and */
	char *alone;                    /* the names of the first of what makes pairs; NULL: none */
};

/* A number, by group where groups->variable is not NULL.  Takes groups over. */
enum svy_code svy_measured_groups(struct svy_groups *groups, struct svy_measured *out,
                                  struct svy_status *status) SVY_MUST_USE;

/*
 * k numbers of each respondent, a variable each.
 *
 * form  PAIRED, RELATED or BLOCKS
 * kept  their numbers
 */
enum svy_code svy_measured_columns(enum svy_form form, const struct svy_kept *kept,
                                   const struct svy_variable *const *variables, struct svy_measured *out,
                                   struct svy_status *status) SVY_MUST_USE;

/*
 * The same from a long file, a row for each number.
 *
 * kept       codes of what makes pairs, codes of the group, and the numbers: three columns
 * variables  outcome, group, what makes pairs
 *
 * Pairs (blocks) that lack a group are left out, counted and named.
 * SVY_EINPUT  a pair with two rows in one group; SVY_EUSAGE  PAIRED or RELATED of more or
 * fewer than two groups
 */
enum svy_code svy_measured_joined(enum svy_form form, const struct svy_kept *kept,
                                  const struct svy_variable *const *variables, struct svy_measured *out,
                                  struct svy_status *status) SVY_MUST_USE;

/*
 * Counts of the categories of the first variable, by the second one where form is SHARES.
 * Declared categories are there also when nobody chose them; groups only where somebody is.
 *
 * kept  codes of one variable, or of two
 */
enum svy_code svy_measured_counts(enum svy_form form, const struct svy_kept *kept,
                                  const struct svy_variable *const *variables, struct svy_measured *out,
                                  struct svy_status *status) SVY_MUST_USE;

void svy_measured_clear(struct svy_measured *measured);

/*
 * The table that describes the data, `groups` or, of categories, `counts`; what of a long
 * file was left out.
 *
 * expected        k shares of CATEGORY, or NULL
 * pairs, letters  as of svy_groups_table()
 */
enum svy_code svy_measured_describe(const struct svy_measured *measured, const double *expected,
                                    const struct svy_pair *pairs, const struct svy_letters *letters,
                                    struct svy_result *result, struct svy_status *status) SVY_MUST_USE;

#endif
