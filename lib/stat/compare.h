/*
 * Pairwise comparison of columns or groups, and the letters that report it.
 *
 * Every pair of k proportions, or of k means, is tested, the p-values of the pairs
 * that could be tested are one family and are adjusted together (stat/adjust.h).
 */
#ifndef SVY_STAT_COMPARE_H
#define SVY_STAT_COMPARE_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "stat/adjust.h"

/* One pair, a < b (but see svy_dunnett_compare()), counted from 0.  Where there is no test
 * p is NaN and note says why; the texts are constants.  Nothing to free. */
struct svy_pair {
	size_t a, b;
	double estimate;  /* of a less that of b */
	double se;
	double statistic; /* z or t; NaN for an exact test */
	double df;        /* of t; NaN otherwise */
	double p, p_adjusted; /* two-sided */
	double low, high; /* simultaneous limits of estimate; NaN where the method has none */
	const char *note; /* NULL where there is nothing to say */
};

/* k (k - 1) / 2 */
size_t svy_n_pairs(size_t k);

/* All numbers NaN, no note. */
struct svy_pair svy_pair_start(size_t a, size_t b);

/* Set p_adjusted of n pairs from p, those that are not NaN as one family. */
enum svy_code svy_pairs_adjust(enum svy_adjust_kind kind, struct svy_pair *pairs, size_t n,
                               struct svy_status *status) SVY_MUST_USE;

enum svy_pair_test {
	SVY_PAIR_POOLED_Z, /* two proportions, pooled */
	SVY_PAIR_EXACT,    /* Fisher's exact test, two-sided by minimum likelihood */
	SVY_N_PAIR_TESTS
};
/* "pooled-z" "exact" */
const char *svy_pair_test_name(enum svy_pair_test test);

/*
 * Compare k proportions x[j] / n[j] with each other, as counts of respondents.
 *
 *     z = (p_a - p_b) / sqrt(p (1 - p) (1 / n_a + 1 / n_b))    p = (x_a + x_b) / (n_a + n_b)
 *
 * The square of z is Pearson's chi-squared of the 2 x 2 table.
 *
 * x, n    k each, 0 <= x <= n; whole for SVY_PAIR_EXACT
 * adjust  over the pairs that are tested
 * out     svy_n_pairs(k), ordered by a, then b
 *
 * pooled-z does not compare a column whose proportion is 0 or 1 or whose base is
 * below 2, as SPSS CTABLES does not; exact compares these too, and no empty column.
 * Where all or none of both columns are in the row the exact p is 1.
 *
 * SVY_EDOMAIN  a count is negative, not finite, above its base, or (exact) not whole
 *
 * IBM SPSS Statistics Algorithms, "CTABLES: column proportions test"; Agresti (2013),
 * Categorical Data Analysis, section 3.1.1.
 */
enum svy_code svy_compare_proportions(enum svy_pair_test test, const double *x, const double *n, size_t k,
                                      enum svy_adjust_kind adjust, struct svy_pair *out,
                                      struct svy_status *status) SVY_MUST_USE;

/* Which groups the variance of a comparison of two means is taken from. */
enum svy_pool {
	SVY_POOL_ALL, /* all k groups: df = sum n - k */
	SVY_POOL_PAIR /* the two that are compared: df = n_a + n_b - 2 */
};

/* What a comparison of means needs to know of a group. */
struct svy_group_moments {
	double n;
	double mean, mean_rest; /* mean + mean_rest: with more digits than a double; the rest may be 0 */
	double ss;              /* sum of squares about the mean */
};

/* SVY_EDOMAIN  n is negative, infinite or NaN, ss is negative, mean or ss is infinite */
enum svy_code svy_group_moments_check(const struct svy_group_moments *groups, size_t k,
                                      struct svy_status *status) SVY_MUST_USE;

/*
 * Compare k means with each other by Student's t with a pooled variance.
 *
 *     t = (m_a - m_b) / sqrt(s^2 (1 / n_a + 1 / n_b))    s^2 = sum ss / df
 *
 * The sums are over the groups of `pool` that are not empty.  No variation in them, no
 * degrees of freedom, or a mean or ss that is NaN: not tested, with the reason.
 *
 * SVY_EDOMAIN  n is negative, infinite or NaN, ss is negative, mean or ss is infinite
 *
 * Snedecor and Cochran (1989), Statistical Methods, 8th ed., section 12.4 (all
 * groups); IBM SPSS Statistics Algorithms, "CTABLES: column means test".
 */
enum svy_code svy_compare_means(enum svy_pool pool, const struct svy_group_moments *groups, size_t k,
                                enum svy_adjust_kind adjust, struct svy_pair *out,
                                struct svy_status *status) SVY_MUST_USE;

/* The levels at which letters are given. */
struct svy_alpha {
	double level[2]; /* the stricter one first */
	size_t n;        /* 1 or 2 */
};

/* The letter of column j: A, B, ... Z, AA, AB, ... */
void svy_letter_put(struct svy_text *text, size_t j, bool capital);

/* The level that the pair reaches: 0 the stricter, 1 the other, alpha->n none. */
size_t svy_pair_level(const struct svy_pair *pair, const struct svy_alpha *alpha);

/*
 * Append the letters of column j with spaces between: those of the columns that it is
 * significantly above, in their order.  At the only or the stricter level they are
 * capitals, at the other one small letters: the convention of SPSS CTABLES.
 *
 * pairs  svy_n_pairs(k), as the functions above give them
 */
void svy_letters_put(struct svy_text *text, const struct svy_pair *pairs, size_t k, size_t j,
                     const struct svy_alpha *alpha);

#endif
