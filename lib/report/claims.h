/*
 * Claims: numbers that a text relies on, against results.
 *
 * A claims file is CSV with the columns result, table, where, field, value and
 * tolerance, a claim a row (docs/formats/claims.md).  A claim names one value of
 * a result; it holds when
 *
 *     |found - expected| <= tolerance
 *
 * with a relative slack of 1e-12 for the rounding of decimal tolerances where
 * the tolerance is not 0.  A value that is no number is compared as text.  What
 * is null (undefined, or hidden by disclosure control) never holds.
 */
#ifndef SVY_REPORT_CLAIMS_H
#define SVY_REPORT_CLAIMS_H

#include "base/status.h"
#include "report/result.h"

/*
 * Check all claims of a file.
 *
 * path     of the claims
 * folder   of the results; NULL: the one that the claims are in
 * result   the table `claims` is added to it: claim result table where field
 *          expected found difference tolerance holds; found - expected is the
 *          difference, null where one of them is no number
 * n        claims checked
 * n_false  those that do not hold
 *
 * SVY_EINPUT at file and line: a claim that matches no row or several, names no
 * result, table or field that is there, or has a tolerance that is no number >= 0;
 * a file without one of the columns, or without any claim.  result, n and n_false
 * are then not to be used.
 */
enum svy_code svy_claims_check(const char *path, const char *folder, struct svy_result *result, size_t *n,
                               size_t *n_false, struct svy_status *status) SVY_MUST_USE;

#endif
