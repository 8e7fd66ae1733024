/* Measures that come from Pearson's chi-squared: phi, Cramer's V, and Pearson's C. */
#ifndef SVY_STAT_CRAMER_H
#define SVY_STAT_CRAMER_H

#include "base/status.h"
#include "stat/margins.h"
#include "stat/measure.h"

/* Tables drawn for the interval of v-corrected. */
enum { SVY_CRAMER_REPLICATES = 9999 };

/*
 * With f = X^2 / n and m the smaller of the numbers of rows and columns:
 *
 *     phi          sqrt(f); of a 2 x 2 table (ad - bc) / sqrt(r1 r2 c1 c2), signed,
 *                  as svy_correlation() has it
 *     v            sqrt(f / (m - 1))                                      Cramer
 *     contingency  sqrt(f / (1 + f))                                  Pearson's C
 *     v-corrected  sqrt(max(0, f - (r-1)(c-1)/(n-1)) / (min(r', c') - 1)),
 *                  r' = r - (r-1)^2/(n-1), c' the same of c              Bergsma
 *
 * m     at least two rows and two columns
 * kind  one of these
 * out   initialised by svy_measure_init(); written only on success
 *
 * Interval of phi, v and contingency: the limits of the non-central chi-squared
 * distribution for lambda = n f of the population (Smithson), put in the place of
 * X^2: nothing is added for its df, so that the limits are of the population's
 * measure, and their middle is below the estimate, which is biased upwards.
 * They are cut off at a perfect association (v = 1).  ase is the delta method's.  Both are NaN, with the reason, at
 * 0 and at v = 1.
 *
 * Interval of v-corrected: percentiles of SVY_CRAMER_REPLICATES multinomial
 * samples from the table (streams of base/random, so the same for any number of
 * threads).  It needs whole counts, and has no ase.
 *
 * Cramer (1946), Mathematical Methods of Statistics, 282 and 443; Bergsma (2013),
 * J. Korean Stat. Soc. 42, 323-328; Smithson (2003), Confidence Intervals, chapter
 * 4; Efron and Tibshirani (1993), An Introduction to the Bootstrap, section 13.3.
 */
enum svy_code svy_cramer(const struct svy_margins *m, enum svy_measure_kind kind,
                         const struct svy_measure_options *options, struct svy_measure *out,
                         struct svy_status *status) SVY_MUST_USE;

#endif
