/* What each operation takes, and whether a rule is sound in itself. */
#include <string.h>

#include "base/text.h"
#include "data/rules_internal.h"

static const struct svy_operation_form FORMS[SVY_N_OPERATIONS] = {
	[SVY_RECODE_MAP] = {"map", 1, 1, SVY_FROM_ONE, true, false},
	[SVY_RECODE_COLLAPSE] = {"collapse", 1, 1, SVY_FROM_LIST, true, false},
	[SVY_RECODE_BIN] = {"bin", 1, 1, SVY_FROM_INTERVAL, true, false},
	[SVY_RECODE_REVERSE] = {"reverse", 1, 1, SVY_FROM_BOUNDS, false, false},
	[SVY_RECODE_COPY] = {"copy", 1, 1, SVY_FROM_NONE, false, false},
	[SVY_RECODE_COUNT] = {"count", 1, SIZE_MAX, SVY_FROM_LIST, false, true},
	[SVY_RECODE_SUM] = {"sum", 1, SIZE_MAX, SVY_FROM_NONE, false, true},
	[SVY_RECODE_MEAN] = {"mean", 1, SIZE_MAX, SVY_FROM_NONE, false, true},
	[SVY_RECODE_ANY_OF] = {"any-of", 1, SIZE_MAX, SVY_FROM_LIST, false, false},
	[SVY_RECODE_ALL_OF] = {"all-of", 1, SIZE_MAX, SVY_FROM_LIST, false, false},
	[SVY_RECODE_FIRST_OF] = {"first-of", 1, SIZE_MAX, SVY_FROM_NONE, false, false},
	[SVY_RECODE_Z_SCORE] = {"z-score", 1, 1, SVY_FROM_NONE, false, false},
	[SVY_RECODE_DIFFERENCE] = {"difference", 2, 2, SVY_FROM_NONE, false, false},
	[SVY_RECODE_DIFFERENCE_DAYS] = {"difference-days", 2, 2, SVY_FROM_NONE, false, false},
	[SVY_RECODE_YEAR] = {"year", 1, 1, SVY_FROM_NONE, false, false},
	[SVY_RECODE_MONTH] = {"month", 1, 1, SVY_FROM_NONE, false, false},
	[SVY_RECODE_DAY] = {"day", 1, 1, SVY_FROM_NONE, false, false},
	[SVY_RECODE_WEEKDAY] = {"weekday", 1, 1, SVY_FROM_NONE, false, false},
	[SVY_RECODE_QUARTER] = {"quarter", 1, 1, SVY_FROM_NONE, false, false},
};

const struct svy_operation_form *svy_operation_form(enum svy_operation operation)
{
	return &FORMS[operation];
}

const char *svy_operation_name(enum svy_operation operation)
{
	return FORMS[operation].name;
}

const char *svy_reason_cell(enum svy_reason reason)
{
	return reason == SVY_NO_ANSWER ? "" : svy_reason_name(reason);
}

/* Intervals ascend, touch and do not overlap. */
static enum svy_code check_intervals(const struct svy_rules *rules, const struct svy_rule *rule,
                                     struct svy_status *status)
{
	for (size_t i = 1; i < rule->n_rows; i++) {
		const struct svy_rule_row *a = &rule->rows[i - 1], *b = &rule->rows[i];
		const struct svy_place place = svy_rules_place(rules, b->line, SVY_RULES_FROM);
		int follows = svy_range_follows(&a->range, &b->range);
		if (follows < 0 && b->range.high <= a->range.low)
			return svy_fail_at(status, SVY_EINPUT, place, "%s stands after %s: write intervals from low to high",
			                   b->from_text, a->from_text);
		if (follows < 0)
			return svy_fail_at(status, SVY_EINPUT, place, "%s and %s of line %zu overlap", b->from_text, a->from_text,
			                   a->line);
		if (follows > 0)
			return svy_fail_at(status, SVY_EINPUT, place,
			                   "there is a gap between %s of line %zu and %s: let the one begin where the other ends, "
			                   "such as [18,35) and [35,50)",
			                   a->from_text, a->line, b->from_text);
	}
	return SVY_OK;
}

/* The same `to` again: map keeps values apart, labels and reasons must agree, and
 * what is ordered has each category in one place. */
static enum svy_code check_pair(const struct svy_rules *rules, const struct svy_rule *rule, size_t i, size_t j,
                                struct svy_status *status)
{
	const struct svy_rule_row *a = &rule->rows[i], *b = &rule->rows[j];
	if (strcmp(a->to, b->to) != 0)
		return SVY_OK;
	if (rule->operation == SVY_RECODE_MAP && !b->is_missing)
		return svy_fail_at(status, SVY_EINPUT, svy_rules_place(rules, b->line, SVY_RULES_TO),
		                   "\"%s\" is there in line %zu too: map keeps values apart (did you mean collapse?)", b->to,
		                   a->line);
	if (a->is_missing != b->is_missing || (a->is_missing && a->reason != b->reason))
		return svy_fail_at(status, SVY_EINPUT, svy_rules_place(rules, b->line, SVY_RULES_MISSING),
		                   "\"%s\" has another reason to be missing, or none, in line %zu", b->to, a->line);
	if (strcmp(a->label, b->label) != 0)
		return svy_fail_at(status, SVY_EINPUT, svy_rules_place(rules, b->line, SVY_RULES_LABEL),
		                   "\"%s\" has the label \"%s\" in line %zu", b->to, a->label, a->line);
	bool apart = false;
	for (size_t k = i + 1; k < j; k++)
		apart = apart || (!rule->rows[k].is_missing && strcmp(rule->rows[k].to, a->to) != 0);
	if (rule->ordered && !a->is_missing && apart)
		return svy_fail_at(status, SVY_EINPUT, svy_rules_place(rules, b->line, SVY_RULES_TO),
		                   "\"%s\" is there in line %zu already, with others between, so that the categories have no "
		                   "order: say no in ordered",
		                   b->to, a->line);
	return SVY_OK;
}

static enum svy_code check_rows(const struct svy_rules *rules, const struct svy_rule *rule, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t j = 0; j < rule->n_rows; j++)
		for (size_t i = 0; i < j && code == SVY_OK; i++)
			code = check_pair(rules, rule, i, j, status);
	return code;
}

enum svy_code svy_rule_finish(const struct svy_rules *rules, struct svy_rule *rule, struct svy_status *status)
{
	if (!*rule->reason)
		return svy_fail_at(status, SVY_EINPUT, svy_rules_place(rules, rule->line, SVY_RULES_REASON),
		                   "%s has no reason: say in a few words why; it goes into the codebook", rule->target);
	if (rule->minimum == 0)
		rule->minimum = rule->n_sources;
	enum svy_code code = SVY_OK;
	if (FORMS[rule->operation].maps)
		code = check_rows(rules, rule, status);
	if (code == SVY_OK && rule->operation == SVY_RECODE_BIN)
		code = check_intervals(rules, rule, status);
	return code;
}
