/*
 * The table `groups` of svy-test: a number described by group.
 *
 * n, mean, sd are those of tab/moments.h; median, q1, q3, min, max and mean_rank those
 * of tab/quantile.h.  The last row is all groups together.  Under sampling weights mean
 * and sd are weighted, quantiles and ranks null.
 */
#ifndef SVY_REPORT_GROUPS_H
#define SVY_REPORT_GROUPS_H

#include "data/missing.h"
#include "report/letters.h"
#include "report/result.h"
#include "tab/moments.h"
#include "tab/quantile.h"

/* One group, or all; code of its category. */
struct svy_group {
	int32_t code;      /* SVY_ALL_GROUPS: all */
	const char *label; /* borrowed from the variable */
	struct svy_moments_of moments;
};

/* Owned; clear with svy_groups_clear(). */
struct svy_groups {
	const struct svy_variable *outcome, *variable; /* variable NULL: no groups, all alone */
	bool weighted;                                 /* by sampling weights */
	bool apart;                                    /* numbers of the same respondents: no total, no ranks among all */
	struct svy_group *group;                       /* n, then all */
	size_t n;
	struct svy_ordered ordered;
};

/*
 * What was accumulated, group by group in the order of the categories.  Categories that
 * the codebook declares are there also when nobody is in them, others only where
 * somebody is; then the missing answers that the policy includes.
 *
 * kind     of the moments; the values have kind none where it is sampling
 * *out is overwritten.
 */
enum svy_code svy_groups_make(const struct svy_moments *moments, const struct svy_values *values,
                              enum svy_weight_kind kind, const struct svy_variable *outcome,
                              const struct svy_variable *group, const struct svy_missing_policy *policy,
                              struct svy_groups *out, struct svy_status *status) SVY_MUST_USE;
void svy_groups_clear(struct svy_groups *groups);

/* The table `groups`; with the fields letter and letters where pairs is not NULL. */
enum svy_code svy_groups_table(const struct svy_groups *groups, const struct svy_pair *pairs,
                               const struct svy_letters *letters, struct svy_result *result,
                               struct svy_status *status) SVY_MUST_USE;

#endif
