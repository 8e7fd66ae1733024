/*
 * Which groups of svy-test differ: what `--posthoc` asks for, and the table `pairs`.
 */
#ifndef SVY_REPORT_POSTHOC_H
#define SVY_REPORT_POSTHOC_H

#include "report/groups.h"
#include "report/letters.h"
#include "stat/posthoc.h"

enum svy_posthoc_kind {
	SVY_POSTHOC_PAIRWISE,     /* t tests, with any adjustment */
	SVY_POSTHOC_TUKEY,
	SVY_POSTHOC_GAMES_HOWELL,
	SVY_POSTHOC_DUNNETT,      /* with a control */
	SVY_POSTHOC_DUNN,         /* of ranks, with any adjustment */
	SVY_N_POSTHOCS
};

/* "pairwise" "tukey" "games-howell" "dunnett" "dunn" */
const char *svy_posthoc_name(enum svy_posthoc_kind kind);

/* As they were given; NULL where they were not. */
struct svy_posthoc_words {
	const char *posthoc, *adjust, *alpha, *pool, *control;
};

struct svy_posthoc {
	enum svy_posthoc_kind kind;
	enum svy_pool pool;               /* pairwise */
	const char *control;              /* dunnett: value or label; NULL: the first group.  Borrowed */
	enum svy_alternative alternative; /* dunnett */
	double level;                     /* of all intervals together */
	struct svy_letters letters;
};

/*
 * What the words ask for, two-sided and at the level 0.95.
 *
 * SVY_EUSAGE: an unknown name; an option that the method does not know, and why; an option
 * without --posthoc.
 */
enum svy_code svy_posthoc_read(const struct svy_posthoc_words *words, struct svy_posthoc *out,
                               struct svy_status *status) SVY_MUST_USE;

/*
 * Compare the groups.  *out has svy_n_pairs(n) pairs and is the caller's to free().
 *
 * sample  dunn: the numbers of the groups that are not empty, in their order
 *
 * SVY_EUSAGE: sampling weights, no group variable, numbers of the same respondents, a
 * control that is no group or in which nobody is.
 */
enum svy_code svy_posthoc_compare(const struct svy_posthoc *posthoc, const struct svy_groups *groups,
                                  const struct svy_sample *sample, struct svy_pair **out,
                                  struct svy_status *status) SVY_MUST_USE;

/* The table `pairs` of groups that are not empty (dunnett: with the control), with a note of
 * what was done; nothing where pairs is NULL.  With the fields low and high where the method
 * has limits. */
enum svy_code svy_posthoc_table(const struct svy_posthoc *posthoc, const struct svy_groups *groups,
                                const struct svy_pair *pairs, struct svy_result *result,
                                struct svy_status *status) SVY_MUST_USE;

#endif
