/*
 * Permutation tests: how extreme a statistic is among all arrangements of the data that are
 * equally likely under the null hypothesis, or among random ones where all are too many.
 *
 * An arrangement is a row of whole numbers.  In blocks of one length each is a
 * rearrangement of what the first one has there: labels of groups in one block; places to
 * pair with in one block; the order within each of many blocks; signs are blocks of
 * length 1, each 0 or 1.
 */
#ifndef SVY_STAT_PERMUTE_H
#define SVY_STAT_PERMUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stat/monte_carlo.h"
#include "stat/sample.h"

struct svy_arrangement {
	size_t *item;   /* the observed one; equal ones cannot be told apart */
	size_t size;    /* of all blocks together */
	size_t block;   /* length of a block; size is a multiple */
	bool signs;     /* each item is 0 or 1 on its own; block is 1 */
};

/* How many arrangements there are: infinite where a double cannot hold it. */
double svy_arrangement_count(const struct svy_arrangement *arrangement);

/* The next one in lexicographic order, or the first one again and false. */
bool svy_arrangement_next(const struct svy_arrangement *arrangement, size_t *item);

/* The first one: every block ascending, all signs 0. */
void svy_arrangement_first(const struct svy_arrangement *arrangement, size_t *item);

struct svy_random;
void svy_arrangement_shuffle(const struct svy_arrangement *arrangement, struct svy_random *random, size_t *item);

/*
 * The statistic of an arrangement; NaN where it has none there.  scratch: bytes to work in,
 * of this thread alone.  Called on many threads.
 */
typedef enum svy_code svy_permute_statistic(const void *state, const size_t *item, void *scratch, double *out,
                                            struct svy_status *status);

struct svy_permute_options {
	const char *stream;  /* names the random numbers: "permutation-anova" */
	enum svy_alternative alternative; /* less, greater: the statistic at most, at least the observed one */
	bool upper;          /* only large ones are extreme, whatever the alternative: as of F or chi-squared */
	double centre;       /* two-sided otherwise: |T - centre| at least as large */
	size_t scratch;      /* bytes */
	struct svy_monte_carlo monte_carlo; /* all arrangements are taken where there are at most `replicates` */
};

/* How extreme a statistic is: the larger the more. */
double svy_permute_extreme(const struct svy_permute_options *options, double t);

/* Whether t is at least as extreme as observed, ties within SVY_TIE_SLACK of it. */
bool svy_permute_ties(double t, double observed);

/*
 * p of the observed arrangement.  Ties count, within SVY_TIE_SLACK of |T| relatively.
 *
 * out  p, log_p; of random arrangements p_low and p_high; attainable_p of all, one-sided and
 *      two-sided: the smallest p that any arrangement has, NaN of random ones.
 *      method is left alone, and note but for the reason of what is NaN: the observed statistic
 *      has no value, or there is no arrangement but the observed one
 * all  whether all arrangements were taken, *n of them
 *
 * An arrangement without a statistic does not count as extreme, but counts among all.
 *
 * Good (2005), Permutation, Parametric and Bootstrap Tests of Hypotheses, 3rd ed., section
 * 3.1; Strasser and Weber (1999), Math. Methods Stat. 8, 220-250.
 */
enum svy_code svy_permute(const struct svy_arrangement *arrangement, svy_permute_statistic *statistic,
                          const void *state, const struct svy_permute_options *options, struct svy_test *out,
                          bool *all, double *n, struct svy_status *status) SVY_MUST_USE;

#endif
