/*
 * Pearson's correlation of two numbers, and what its relatives by rank (stat/spearman.h,
 * stat/kendall.h) are asked for in the same way.
 */
#ifndef SVY_STAT_CORRELATE_H
#define SVY_STAT_CORRELATE_H

#include "base/status.h"
#include "stat/sample.h"
#include "stat/test.h"

/* Whether p comes from the exact distribution: each test says what is small. */
enum svy_exactness { SVY_EXACT_IF_SMALL, SVY_EXACT_IF_POSSIBLE, SVY_EXACT_NEVER };

struct svy_correlate_options {
	double level; /* of the interval, 0.95 */
	enum svy_alternative alternative;
	enum svy_exactness exactness; /* of the tests by rank, */
	double budget;                /* and the seconds that it may take, about; 0: SVY_MATCHING_SECONDS */
};

/* A correlation with the digits of two doubles until it is rounded. */
struct svy_r {
	double n;    /* respondents */
	double r;    /* NaN where one of both does not vary */
	double rest; /* 1 - r^2, with its own digits; 0 below 2^-100, where the points are on a line as far as
	              * doubles can tell, and r then is 1 or -1 */
	const char *note; /* why r is NaN; NULL otherwise */
};

/*
 *     r = sum n (x - mx)(y - my) / sqrt(sum n (x - mx)^2  sum n (y - my)^2)
 *
 * by exact sums: means that are large beside the spread cost no digits, and the order of
 * the pairs does not matter.
 *
 * SVY_EDOMAIN  as svy_matched_check()
 */
enum svy_code svy_matched_r(const struct svy_matched *data, struct svy_r *out, struct svy_status *status) SVY_MUST_USE;

/*
 * statistic, df, p of  t = r sqrt((n - 2) / (1 - r^2)),  which has n - 2 degrees of
 * freedom, and NaN with the reason where there is none (n = 2).
 */
void svy_r_test(const struct svy_r *r, struct svy_test *out);

/*
 * low, high = tanh(atanh(r) -+ z se), one-sided with a one-sided alternative; NaN with the
 * reason where se is NaN or r is 1 or -1.
 */
void svy_r_interval(const struct svy_r *r, double se, double level, struct svy_test *out);

/*
 * Test of Pearson's r: `pearson-r`.
 *
 * out  estimate r; statistic t, df n - 2, p; low high by Fisher's z, se 1 / sqrt(n - 3).
 *      Written only on success
 *
 * A number that does not vary, n < 3: NaN with the reason.  All points on a line: p is 0,
 * with a note, and there is no interval.
 *
 * SVY_EDOMAIN  as svy_matched_check(), or level not in (0, 1)
 *
 * Fisher (1915), Biometrika 10, 507-521, and (1921), Metron 1, 3-32; Snedecor and Cochran
 * (1989), Statistical Methods, 8th ed., sections 10.5 and 10.6.
 */
enum svy_code svy_pearson_r(const struct svy_matched *data, const struct svy_correlate_options *options,
                            struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

/* A note where p and an interval at this level disagree about a correlation of 0. */
void svy_correlate_agree(double level, struct svy_test *out);

/* SVY_EDOMAIN: the level is not between 0 and 1. */
enum svy_code svy_correlate_check(const struct svy_correlate_options *options, struct svy_status *status) SVY_MUST_USE;

#endif
