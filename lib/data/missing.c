#include "data/missing.h"

#include <stddef.h>
#include <string.h>

static const char *const NAMES[SVY_N_REASONS] = {"no-answer", "refused", "dont-know", "not-asked", "not-coded"};

const char *svy_reason_name(enum svy_reason reason)
{
	return NAMES[reason];
}

static bool find_reason(const char *name, size_t length, enum svy_reason *out)
{
	for (int i = 0; i < SVY_N_REASONS; i++)
		if (strlen(NAMES[i]) == length && memcmp(NAMES[i], name, length) == 0) {
			*out = (enum svy_reason)i;
			return true;
		}
	return false;
}

bool svy_reason_from_name(const char *name, enum svy_reason *out)
{
	return find_reason(name, strlen(name), out);
}

/* The reasons after "include:", commas between. */
static bool parse_reasons(const char *text, struct svy_missing_policy *policy)
{
	for (;;) {
		size_t length = strcspn(text, ",");
		enum svy_reason reason;
		if (!find_reason(text, length, &reason))
			return false;
		policy->included[reason] = true;
		if (!text[length])
			return true;
		text += length + 1;
	}
}

enum svy_reason svy_reason_of_two(enum svy_reason a, enum svy_reason b)
{
	static const int RANK[SVY_N_REASONS] = {
		[SVY_NOT_CODED] = 0, [SVY_REFUSED] = 1, [SVY_DONT_KNOW] = 2, [SVY_NO_ANSWER] = 3, [SVY_NOT_ASKED] = 4};
	return RANK[b] < RANK[a] ? b : a;
}

bool svy_missing_policy_parse(const char *text, struct svy_missing_policy *out)
{
	struct svy_missing_policy policy = {.what = SVY_MISSING_EXCLUDE};
	if (strcmp(text, "show") == 0) {
		policy.what = SVY_MISSING_SHOW;
	} else if (strcmp(text, "include") == 0) {
		policy.what = SVY_MISSING_INCLUDE;
		for (int i = 0; i < SVY_N_REASONS; i++)
			policy.included[i] = i != SVY_NOT_ASKED;
	} else if (strncmp(text, "include:", 8) == 0) {
		policy.what = SVY_MISSING_INCLUDE;
		if (!parse_reasons(text + 8, &policy))
			return false;
	} else if (strcmp(text, "exclude") != 0) {
		return false;
	}
	*out = policy;
	return true;
}
