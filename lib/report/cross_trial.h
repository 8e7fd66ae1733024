/*
 * Tests of cross-tabulations that can be asked for: what each needs and how it is run.
 *
 * A family of tests is one file, report/cross_trial_NAME.c, with one list; the lists
 * stand in report/cross_trials.c, in the order in which the rows are printed.
 */
#ifndef SVY_REPORT_CROSS_TRIAL_H
#define SVY_REPORT_CROSS_TRIAL_H

#include "report/cross_matrix.h"
#include "report/cross_tests.h"
#include "stat/measure.h"

/* What one run works on.  Borrowed. */
struct svy_cross_case {
	const struct svy_cross *cross;
	const struct svy_cross_matrices *matrices;
	const struct svy_cross_options *options;
	size_t t; /* the table; of a test over the strata nothing */
};

enum {
	SVY_TRIAL_WHOLE = 1 << 0,  /* counts of respondents: no scaled weights, at most SVY_EXACT_MAX */
	SVY_TRIAL_FOUR = 1 << 1,   /* two rows and two columns at most */
	SVY_TRIAL_TWO = 1 << 2,    /* two rows, or two columns, at most */
	SVY_TRIAL_ORDER = 1 << 3,  /* ordered rows and ordered columns; two categories need one too */
	SVY_TRIAL_SAME = 1 << 4,   /* rows and columns of the same categories */
	SVY_TRIAL_STRATA = 1 << 5, /* one row over all tables: the layers are strata */
	SVY_TRIAL_SIDES = 1 << 6,  /* knows --alternative */
	SVY_TRIAL_SEED = 1 << 7,   /* draws at random: the seed is printed */
	SVY_TRIAL_NAMED = 1 << 8,  /* not among `all` */
	SVY_TRIAL_ORDER_ROWS = 1 << 9, /* ordered rows; two of them need no order */
	SVY_TRIAL_ORDER_COLS = 1 << 10, /* the same of the columns */
	SVY_TRIAL_SMALL = 1 << 11, /* at most SVY_UNCONDITIONAL_MAX respondents */
	SVY_TRIAL_ORDERING = 1 << 12 /* knows --two-sided */
};

struct svy_cross_trial {
	const char *name;
	unsigned needs;
	const char *otherwise; /* what to use where FOUR or TWO does not hold: "use pearson" */
	enum svy_code (*run)(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status);
};

struct svy_cross_family {
	const struct svy_cross_trial *trial;
	size_t n;
};

struct svy_cross_family svy_cross_chisq_trials(void);
struct svy_cross_family svy_cross_exact_trials(void);
struct svy_cross_family svy_cross_paired_trials(void);
struct svy_cross_family svy_cross_trend_trials(void);
struct svy_cross_family svy_cross_strata_trials(void);
struct svy_cross_family svy_cross_permute_trials(void);

/* Measures of more or other data than stat/association.h takes, chosen in the same way. */
struct svy_cross_gauge {
	const char *name;
	unsigned needs;
	const char *otherwise;
	enum svy_code (*run)(const struct svy_cross_case *at, struct svy_measure *out, struct svy_status *status);
};
/* NULL behind the last one; the family's own, and all. */
const struct svy_cross_gauge *svy_cross_paired_gauge_at(size_t i);
const struct svy_cross_gauge *svy_cross_gauge_at(size_t i);
const struct svy_cross_gauge *svy_cross_strata_gauge_at(size_t i);

/* All families, one after the other; NULL behind the last one. */
const struct svy_cross_trial *svy_cross_trial_at(size_t i);
size_t svy_cross_n_trials(void);

/* The cells of table t; of a test over the strata all tables, one after the other. */
static inline const double *svy_cross_case_cells(const struct svy_cross_case *at)
{
	return svy_cross_matrix_of(at->matrices, at->t);
}

/* Start the row of what has these needs: of table t, or, over the strata, of no table, its
 * layers null and in a group of its own, which every table is part of. */
void svy_cross_trial_row(const struct svy_cross *cross, struct svy_rtable *rtable, unsigned needs, size_t t);

/* Table t as 2 x 2: what is missing of two rows and two columns is empty. */
void svy_cross_case_four(const struct svy_cross_case *at, double n[4]);

/*
 * Table t of two answers of the same respondents as 2 x 2, with the same category in row
 * and column: the first two categories that are met.
 *
 * met    how many categories are met: 2 unless the table is degenerate
 * first  the place of the first of them in svy_cross_square()
 */
enum svy_code svy_cross_case_pairs(const struct svy_cross_case *at, double n[4], size_t *met, size_t *first,
                                   struct svy_status *status) SVY_MUST_USE;

/*
 * Why what has these needs does not suit these tables, and what would; NULL: it does.
 * The texts are constants or belong to `unfit`, which the caller keeps as long.
 *
 * by_name  it was asked for by its name, not by `all`
 */
struct svy_cross_unfit {
	char text[160];
};
const char *svy_cross_trial_unfit(unsigned needs, const char *otherwise, const struct svy_cross *cross,
                                  const struct svy_cross_matrices *matrices, bool by_name,
                                  struct svy_cross_unfit *unfit);

#endif
