/*
 * The disclosure gate: from result to release.
 *
 * Renderers accept a struct svy_release and nothing else, so that no table
 * reaches a person's eyes without having passed here.
 *
 * The policy is none, or {threshold, minBase} (struct svy_disclosure):
 *
 * threshold  a cell with 0 < unweighted n < threshold is hidden: its n and
 *            whatever goes with it become null with the note `suppressed`.  A
 *            group (one table of the analysis, in every table of the result)
 *            with a hidden cell also loses its margins, percentages, residuals,
 *            tests and association, from which the cell could be computed, and
 *            the result loses its counts of rows and the notes of that group.
 *            It loses its counts of rows, too, where fewer than the threshold were
 *            left out for a reason, or by a condition.
 *            Where the groups of the result count the same rows (svy-freq of
 *            several variables), another one tells the total: so the smallest of
 *            the other cells are hidden too, until each hidden cell could be
 *            anything from 1 to the threshold.  A note warns that other results
 *            of the same rows may tell.
 * minBase    percentages on a smaller unweighted base are null with the note
 *            `base under N`.
 */
#ifndef SVY_REPORT_DISCLOSE_H
#define SVY_REPORT_DISCLOSE_H

#include "base/status.h"
#include "data/codebook.h"
#include "report/result.h"

/* What may be shown.  Made only by svy_release_make() and svy_read_json(). */
struct svy_release {
	struct svy_result *result; /* owned */
	size_t n_hidden;           /* cells hidden */
};

/*
 * Apply the policy (NULL: none).  Takes *result over (and sets it to NULL) on
 * success; *out is the caller's to free.
 */
enum svy_code svy_release_make(struct svy_result **result, const struct svy_disclosure *policy,
                               struct svy_release **out, struct svy_status *status) SVY_MUST_USE;

void svy_release_free(struct svy_release *release);

#endif
