/*
 * Tests of svy-test that can be asked for: the form of the data that each takes, what else
 * it needs, and how it is run.
 *
 * A family of tests is one file, report/trial_NAME.c, with one list; the lists stand in
 * report/trial.c.
 */
#ifndef SVY_REPORT_TRIAL_H
#define SVY_REPORT_TRIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stat/compare.h"
#include "stat/sample.h"
#include "stat/test.h"

/* Forms that data can have; a test takes one or more of them. */
enum svy_form {
	SVY_FORM_ONE = 1 << 0,      /* a number */
	SVY_FORM_GROUPS = 1 << 1,   /* a number by group */
	SVY_FORM_PAIRED = 1 << 2,   /* two numbers of each respondent that can be subtracted, or matched pairs */
	SVY_FORM_BLOCKS = 1 << 3,   /* k numbers of each */
	SVY_FORM_RELATED = 1 << 4,  /* two numbers of each that are related */
	SVY_FORM_CATEGORY = 1 << 5, /* a category */
	SVY_FORM_SHARES = 1 << 6    /* a category by group */
};
enum { SVY_N_FORMS = 7 };

/* "of one number", "of a number by group", ...: for messages. */
const char *svy_form_name(enum svy_form form);

/*
 * Data of one form; what the form does not have is 0.  Borrowed.
 *
 * Groups in which nobody is are not there.
 */
struct svy_trial_data {
	enum svy_form form;
	size_t k;                  /* groups, measurements, or categories of CATEGORY */
	const char *const *label;  /* k */
	bool ordered;              /* GROUPS, SHARES: the order of the groups is declared */
	const struct svy_group_moments *moments; /* k; of CATEGORY and SHARES none.  Of a difference: stat/mean.h */
	struct svy_sample sample;                /* ONE (k = 1), GROUPS */
	struct svy_matched matched;              /* PAIRED, RELATED */
	struct svy_blocks blocks;                /* PAIRED, BLOCKS */
	const double *count;                     /* CATEGORY: k; SHARES: n_categories x k, row-major */
	size_t n_categories;                     /* CATEGORY (k again), SHARES */
	const char *const *category;             /* n_categories */
};

/* What the user asked for.  Numbers that were not given are NaN. */
struct svy_trial_options {
	enum svy_alternative alternative;
	double level;
	double mu;              /* of t-one, signed-rank, sign, binomial, ...: the value tested */
	double low, high;       /* equivalence: the limits of a difference that does not matter */
	bool exact;             /* --exact: the exact form of tests that choose by size */
	bool pratt;             /* signed ranks: zeros are ranked */
	size_t event;           /* CATEGORY, SHARES: the category that counts */
	const double *expected; /* CATEGORY: k shares; NULL: equal ones */
	uint64_t permutations;  /* random ones, where all are too many; 0: the usual number, fewer where each takes long */
	double budget;          /* seconds that an exact form may take */
	uint64_t seed;
	unsigned threads;
};

/* Steps in a second of --budget: a number, not a clock, so that the same command gives the
 * same answer everywhere. */
#define SVY_TRIAL_STEPS 2e8

enum {
	SVY_ASKS_TWO = 1 << 0,         /* exactly two groups */
	SVY_ASKS_ORDER = 1 << 1,       /* groups whose order is declared */
	SVY_ASKS_SIDES = 1 << 2,       /* knows --alternative */
	SVY_ASKS_SEED = 1 << 3,        /* may draw at random: the seed is printed */
	SVY_ASKS_MU = 1 << 4,          /* knows --mu */
	SVY_ASKS_EQUIVALENCE = 1 << 5, /* needs --equivalence */
	SVY_ASKS_EXPECTED = 1 << 6,    /* knows --expected */
	SVY_ASKS_EVENT = 1 << 7,       /* knows --event */
	SVY_ASKS_ZEROS = 1 << 8,       /* knows --zeros */
	SVY_ASKS_PERMUTATIONS = 1 << 9 /* knows --permutations */
};

struct svy_trial {
	const char *name;
	const char *purpose;   /* a line for whoever chooses: "means of two groups, variances may differ" */
	unsigned forms, asks;
	const char *otherwise; /* what to use for more groups: "use anova"; NULL: nothing */
	const char *exact;     /* name of its exact form, for --exact; its own where the option decides; NULL: none */
	/* NULL: the permutation form of another, svy_trial_permute() */
	enum svy_code (*run)(const struct svy_trial_data *data, const struct svy_trial_options *options,
	                     struct svy_test *out, struct svy_status *status);
};

struct svy_trial_family {
	const struct svy_trial *trial;
	size_t n;
};

struct svy_trial_family svy_mean_trials(void);
struct svy_trial_family svy_variance_trials(void);
struct svy_trial_family svy_order_trials(void);
struct svy_trial_family svy_share_trials(void);
struct svy_trial_family svy_correlate_trials(void);
struct svy_trial_family svy_rank_trials(void);

/* The families one after the other, then the permutation forms; NULL behind the last. */
const struct svy_trial *svy_trial_at(size_t i);
const struct svy_trial *svy_trial_permutation_at(size_t i);

/* NULL: there is none of this name. */
const struct svy_trial *svy_trial_named(const char *name);

/* CATEGORY, SHARES: how many of group j have the event, and of how many; 0 of 0 where there is no
 * such group.  Of CATEGORY j is 0. */
void svy_trial_event(const struct svy_trial_data *data, size_t event, size_t j, double *k, double *n);

/* Why the trial does not suit these data, and what would; NULL: it does.  Texts belong to
 * unfit or are constants. */
struct svy_trial_unfit {
	char text[200];
};
const char *svy_trial_unfit(const struct svy_trial *trial, const struct svy_trial_data *data,
                            struct svy_trial_unfit *unfit);

#endif
