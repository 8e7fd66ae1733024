/*
 * The tables `tests` and `association` of a cross-tabulation.
 *
 * Rows and columns that are empty in every table (declared categories that
 * nobody chose) do not count: a table of 3 x 2 with an empty row is 2 x 2.
 *
 * Under sampling weights tests of counts do not hold: the default becomes a row
 * with null p that names the right one, a test asked for by name is refused.
 */
#ifndef SVY_REPORT_CROSS_TESTS_H
#define SVY_REPORT_CROSS_TESTS_H

#include "report/cross.h"
#include "stat/adjust.h"
#include "stat/exact.h"

struct svy_cross_options {
	const char *tests;       /* names, all, none; NULL: pearson */
	const char *association; /* names, all, none; NULL: v */
	const char *rd_method;   /* newcombe, wald, of rd exact, of rd-paired tango */
	const char *rr_method;   /* katz or exact; NULL: katz */
	bool scaled_counts;      /* sampling weights: tests on the weighted table scaled to n */
	enum svy_adjust_kind adjust; /* of p over the tables: adds p_adjusted */
	bool two_step;           /* polychoric: thresholds from the margins */
	enum svy_alternative alternative;
	enum svy_ordering two_sided; /* of Fisher's test */
	double level;
	uint64_t seed;
	uint64_t samples; /* Monte Carlo tables */
	double budget;    /* seconds of an exact test of a larger table, before they take over; 0: 10 */
	double memory;    /* bytes of the same; 0: 1e9 */
	long threads;
};

/* Names that are unknown or do not suit, and an adjustment of nothing, are SVY_EUSAGE. */
enum svy_code svy_cross_tests(const struct svy_cross *cross, struct svy_result *result,
                              const struct svy_cross_options *options, struct svy_status *status) SVY_MUST_USE;
enum svy_code svy_cross_association(const struct svy_cross *cross, struct svy_result *result,
                                    const struct svy_cross_options *options, struct svy_status *status) SVY_MUST_USE;

#endif
