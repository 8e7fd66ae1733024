/*
 * What every significance test gives: one struct, filled in place, nothing to
 * free.
 *
 * A number that does not exist is NaN, and then `note` says why.  The texts are
 * our own words and numbers, never a user's, so that fixed sizes hold them.
 */
#ifndef SVY_STAT_TEST_H
#define SVY_STAT_TEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

enum { SVY_TEST_METHOD = 200, SVY_TEST_NOTE = 400 };

/*
 * Probabilities that differ by no more than this, relatively, tie: rounding
 * must not decide whether a table is "as improbable as the observed one".
 */
#define SVY_TIE_SLACK 1e-7

enum svy_alternative { SVY_TWO_SIDED, SVY_LESS, SVY_GREATER };

/* "two-sided" "less" "greater" */
const char *svy_alternative_name(enum svy_alternative alternative);
/* SVY_EUSAGE: another word; option is its name for the message ("--alternative"). */
enum svy_code svy_alternative_from_name(const char *option, const char *name, enum svy_alternative *out,
                                        struct svy_status *status) SVY_MUST_USE;

struct svy_test {
	const char *test; /* its name on the command line: "pearson" */
	double statistic;
	double df, df2;
	double p;             /* two-sided unless alternative says otherwise */
	double log_p;         /* natural logarithm of p, finite where p underflows to 0 */
	double p_low, p_high; /* bounds of a Monte Carlo p */
	double estimate;      /* of what the test is about: an odds ratio, a correlation */
	double low, high;     /* bounds of estimate; may be infinite */
	double attainable_p;  /* the smallest p that the margins allow */
	double attainable_less, attainable_greater; /* the same of the one-sided tests */
	double smallest_expected; /* smallest expected count; NaN where none is used */
	enum svy_alternative alternative;
	char method[SVY_TEST_METHOD];
	char note[SVY_TEST_NOTE]; /* "" where there is nothing to say */
};

/* All numbers NaN, no words, two-sided. */
void svy_test_init(struct svy_test *test, const char *name);

/*
 * A probability that was summed up: 1 where only rounding keeps it from 1 (within 1e-14), so
 * that a p that is 1 by symmetry is printed as 1.
 */
double svy_test_unity(double p);

/* p and log_p of a standard normal z, by the test's alternative: two-sided by |z|, greater
 * where z is large, less where it is small. */
void svy_test_normal(struct svy_test *test, double z);

/* The same as chi-squared where it is two-sided: statistic z^2, df 1; one-sided statistic z. */
void svy_test_normal_squared(struct svy_test *test, double z);

/* Set method; add to note ("; " between).  Cut at the size, never overrun. */
void svy_test_method(struct svy_test *test, const char *format, ...) SVY_PRINTF(2, 3);
void svy_test_note(struct svy_test *test, const char *format, ...) SVY_PRINTF(2, 3);

#endif
