/*
 * Why an answer is missing.
 *
 * A cell without an answer says why: the respondent gave none, refused, did not
 * know, was never asked (routed past the question), or answered and nobody has
 * coded it yet.  Without a codebook only the empty cell (and what the user
 * names) is missing, for no-answer.
 */
#ifndef SVY_DATA_MISSING_H
#define SVY_DATA_MISSING_H

#include <stdbool.h>

enum svy_reason {
	SVY_NO_ANSWER,
	SVY_REFUSED,
	SVY_DONT_KNOW,
	SVY_NOT_ASKED,
	SVY_NOT_CODED,
	SVY_N_REASONS
};

/* "no-answer" "refused" "dont-know" "not-asked" "not-coded" */
const char *svy_reason_name(enum svy_reason reason);
bool svy_reason_from_name(const char *name, enum svy_reason *out);

/* The reason that stands for two: what can still be coded comes first, what was
 * never asked last (not-coded, refused, dont-know, no-answer, not-asked). */
enum svy_reason svy_reason_of_two(enum svy_reason a, enum svy_reason b);

/*
 * What to do with rows whose answer is missing.
 *
 * exclude  they appear in left_out only
 * show     they get rows of kind `missing`, without a valid percent
 * include  the reasons in `included` are categories in the base, the others are
 *          excluded; plain `include` means every reason but not-asked
 */
struct svy_missing_policy {
	enum { SVY_MISSING_EXCLUDE, SVY_MISSING_SHOW, SVY_MISSING_INCLUDE } what;
	bool included[SVY_N_REASONS];
};

/* Reads "exclude", "show", "include" or "include:REASON,..."; false when the
 * text is none of these. */
bool svy_missing_policy_parse(const char *text, struct svy_missing_policy *out);

#endif
