/*
 * The standard error and limits of a percentage of respondents, as fields
 * `se low high` of a row, in percentage points.
 *
 * For part of n respondents (weights w, their squares w2) of a base of N (W, W2):
 *
 *   sampling weights  linearised, for rows drawn independently with replacement
 *                     (design/variance.h), limits symmetric on the logit with a t
 *                     quantile of rows - 1 degrees of freedom (stat/interval.h)
 *   counts            only where an interval was asked for:
 *                     se = sqrt(p (1 - p) / (N - 1)), and that interval
 *
 * Lohr (2019), Sampling, equation 2.22 without the finite population correction.
 */
#ifndef SVY_REPORT_SHARE_H
#define SVY_REPORT_SHARE_H

#include "report/result.h"
#include "stat/interval.h"
#include "tab/crosstab.h"

struct svy_share_options {
	bool has_interval; /* an interval was asked for (counts only) */
	enum svy_interval_kind interval;
	double level;
	bool no_errors;    /* sampling weights of a design that we cannot follow: no se */
	uint64_t rows;     /* rows of the file, in the domain or not */
};

/* Set se, low and high of the last row, which has such fields.  Nothing is set
 * where there are none: an empty base, counts without an interval. */
enum svy_code svy_share_error(struct svy_rtable *table, const struct svy_tally *part, const struct svy_tally *base,
                              bool weighted, const struct svy_share_options *options,
                              struct svy_status *status) SVY_MUST_USE;

#endif
