/*
 * Student's t tests: one mean, two means, the mean of differences.
 *
 * From moments (tab/moments.h, svy_sample_moments()), whose means have the digits of two
 * doubles: numbers that are all near 1e9 lose nothing.  A frequency n is n respondents.
 */
#ifndef SVY_STAT_MEAN_H
#define SVY_STAT_MEAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "stat/compare.h"
#include "stat/sample.h"
#include "stat/test.h"

enum svy_mean_kind {
	SVY_MEAN_ONE,    /* one group: its mean */
	SVY_MEAN_PAIRED, /* one group of differences (svy_matched_moments()): their mean */
	SVY_MEAN_POOLED, /* two groups: first mean less second, one variance for both */
	SVY_MEAN_WELCH,  /* two groups: the same, a variance for each */
	SVY_N_MEAN_KINDS
};

/* 1 or 2: how many groups the kind takes. */
size_t svy_mean_groups(enum svy_mean_kind kind);

/* An estimate with its standard error.  Where there is none se is NaN and reason, a
 * constant, says why; df is NaN where there are no degrees of freedom. */
struct svy_mean {
	double estimate, rest; /* estimate + rest: with the digits of two doubles */
	double se;
	double df;
	bool constant;      /* numbers do not vary: se would be 0 */
	const char *reason; /* NULL: there is a standard error */
};

/*
 * A mean, or the difference of two, with its standard error.
 *
 *     one, paired  m             se^2 = s^2 / n                 df = n - 1
 *     pooled       m_1 - m_2     se^2 = s^2 (1/n_1 + 1/n_2)     df = n_1 + n_2 - 2
 *                                s^2 = (ss_1 + ss_2) / df
 *     welch        m_1 - m_2     se^2 = v_1 + v_2               v = s_j^2 / n_j
 *                                df = (v_1 + v_2)^2 / (v_1^2/(n_1 - 1) + v_2^2/(n_2 - 1))
 *
 * groups  svy_mean_groups(kind) of them
 *
 * Numbers without variation have no standard error (t would be infinite or 0/0), nor has a
 * mean or ss that is NaN.  A group of one will do for pooled, not for the others.
 *
 * SVY_EDOMAIN  n is negative, infinite or NaN, ss is negative, mean or ss is infinite
 *
 * Student (1908), Biometrika 6, 1-25; Welch (1947), Biometrika 34, 28-35, equation 28.
 */
enum svy_code svy_mean_estimate(enum svy_mean_kind kind, const struct svy_group_moments *groups, struct svy_mean *out,
                                struct svy_status *status) SVY_MUST_USE;

struct svy_mean_options {
	double mu;    /* the mean, or difference, of the hypothesis */
	double level; /* of the interval, 0.95 */
	enum svy_alternative alternative;
};

/*
 * t-one, t-paired, t-pooled, t-welch: t = (estimate - mu) / se on df.
 *
 * out  estimate   the mean or the difference, not less mu
 *      low high   estimate -+ t se at the level; one-sided (the other bound infinite) with
 *                 a one-sided alternative
 *
 * Undefined (above): t, p and the interval NaN with the reason; where numbers do not vary
 * the note says whether t would be infinite or 0/0.
 *
 * SVY_EDOMAIN  as above; mu is not finite, level not in (0, 1)
 */
enum svy_code svy_mean_test(enum svy_mean_kind kind, const struct svy_group_moments *groups,
                            const struct svy_mean_options *options, struct svy_test *out,
                            struct svy_status *status) SVY_MUST_USE;

/* n, mean and sum of squares of each of the k groups, exact until rounded.  SVY_ENOMEM. */
enum svy_code svy_sample_moments(const struct svy_sample *sample, struct svy_group_moments *out,
                                 struct svy_status *status) SVY_MUST_USE;

/*
 * Moments of the differences x - y.
 *
 * Differences that vary by no more than the rounding of the numbers they are made of
 * (0.3 - 0.1 and 0.5 - 0.3 differ by 3e-17) do not vary: their ss is 0.
 *
 * SVY_EDOMAIN  a number is not finite, or too large for its difference to be; more than
 *              SVY_SAMPLE_MAX respondents
 */
enum svy_code svy_matched_moments(const struct svy_matched *pairs, struct svy_group_moments *out,
                                  struct svy_status *status) SVY_MUST_USE;

#endif
