#include "report/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "design/weight.h"

/* What belongs to one group is hidden with its n; ranks are among all. */
static const struct svy_rfield FIELDS[] = {
	{"group", SVY_KEY, SVY_AS_TEXT},    {"letter", SVY_KEY, SVY_AS_TEXT}, /* only where means are compared */
	{"margin", SVY_KEY, SVY_AS_TEXT},
	{"n", SVY_N, SVY_AS_COUNT},         {"weighted_n", SVY_CELL, SVY_AS_WEIGHTED},
	{"mean", SVY_CELL, SVY_AS_NUMBER},  {"sd", SVY_CELL, SVY_AS_NUMBER},
	{"median", SVY_CELL, SVY_AS_NUMBER}, {"q1", SVY_CELL, SVY_AS_NUMBER},
	{"q3", SVY_CELL, SVY_AS_NUMBER},    {"min", SVY_CELL, SVY_AS_NUMBER},
	{"max", SVY_CELL, SVY_AS_NUMBER},   {"mean_rank", SVY_DERIVED, SVY_AS_NUMBER},
	{"letters", SVY_DERIVED, SVY_AS_TEXT}, /* likewise */
};
enum { N_FIELDS = sizeof FIELDS / sizeof *FIELDS };

static const char *const SHOW[] = {"group", "letter", "n",  "weighted_n", "mean", "sd",       "median",
                                   "q1",    "q3",     "min", "max",       "mean_rank", "letters"};

/* --- which groups ------------------------------------------------------------- */

static void add_group(struct svy_groups *groups, const struct svy_moments *moments, int32_t code, const char *label,
                      bool always)
{
	struct svy_group *group = &groups->group[groups->n];
	*group = (struct svy_group){.code = code, .label = label};
	svy_moments_finish(moments, code, &group->moments);
	if (always || group->moments.n)
		groups->n++;
}

static void list_groups(struct svy_groups *groups, const struct svy_moments *moments,
                        const struct svy_missing_policy *policy)
{
	const struct svy_variable *variable = groups->variable;
	for (size_t i = 0; i < variable->n_categories; i++)
		add_group(groups, moments, (int32_t)i, variable->categories[i].label, variable->declared);
	for (size_t i = 0; i < variable->n_missing; i++)
		if (policy->what == SVY_MISSING_INCLUDE && policy->included[variable->missing[i].reason])
			add_group(groups, moments, -1 - (int32_t)i, variable->missing[i].label, false);
}

enum svy_code svy_groups_make(const struct svy_moments *moments, const struct svy_values *values,
                              enum svy_weight_kind kind, const struct svy_variable *outcome,
                              const struct svy_variable *group, const struct svy_missing_policy *policy,
                              struct svy_groups *out, struct svy_status *status)
{
	struct svy_groups groups = {.outcome = outcome, .variable = group, .weighted = kind == SVY_WEIGHT_SAMPLING};
	groups.group = svy_array_new((group ? group->n_categories + group->n_missing : 0) + 1, sizeof *groups.group);
	if (!groups.group)
		return svy_fail_memory(status);
	enum svy_code code = svy_values_finish(values, &groups.ordered, status);
	if (code != SVY_OK) {
		free(groups.group);
		return code;
	}
	if (group)
		list_groups(&groups, moments, policy);
	groups.group[groups.n] = (struct svy_group){.code = SVY_ALL_GROUPS, .label = "Total"};
	svy_moments_finish_all(moments, &groups.group[groups.n].moments);
	*out = groups;
	return SVY_OK;
}

void svy_groups_clear(struct svy_groups *groups)
{
	free(groups->group);
	svy_ordered_clear(&groups->ordered);
	*groups = (struct svy_groups){0};
}

/* --- writing ---------------------------------------------------------------------- */

static void write_order(const struct svy_groups *groups, struct svy_rtable *table, int32_t code)
{
	const struct svy_ordered *ordered = &groups->ordered;
	svy_set_real(table, "min", svy_ordered_quantile(ordered, code, 0));
	svy_set_real(table, "max", svy_ordered_quantile(ordered, code, 1));
	if (groups->weighted) {
		svy_row_note(table, "quantiles and ranks are not available under sampling weights");
		return;
	}
	svy_set_real(table, "median", svy_ordered_quantile(ordered, code, 0.5));
	svy_set_real(table, "q1", svy_ordered_quantile(ordered, code, 0.25));
	svy_set_real(table, "q3", svy_ordered_quantile(ordered, code, 0.75));
	if (!groups->apart)
		svy_set_real(table, "mean_rank", svy_ordered_mean_rank(ordered, code));
}

static void write_moments(const struct svy_groups *groups, struct svy_rtable *table,
                          const struct svy_moments_of *moments)
{
	double sd = svy_moments_sd(moments);
	svy_set_count(table, "n", moments->n);
	if (groups->weighted)
		svy_set_real(table, "weighted_n", moments->w);
	svy_set_real(table, "mean", moments->mean);
	svy_set_real(table, "sd", sd);
	if (moments->n == 0)
		svy_row_note(table, "nobody");
	else if (isnan(moments->mean))
		svy_row_note(table, moments->w > 0 ? "mean: the sum is too large" : "all weights are zero");
	else if (isnan(sd))
		svy_row_note(table, moments->n < 2 ? "sd: a single answer" : "sd: the sum of squares is too large");
}

static void write_group(const struct svy_groups *groups, struct svy_rtable *table, size_t i)
{
	const struct svy_group *group = &groups->group[i];
	bool all = i == groups->n;
	svy_row_begin(table, 0);
	svy_set_text(table, "group", group->label);
	svy_set_text(table, "margin", all ? "all" : "");
	if (all)
		svy_row_margin(table);
	write_moments(groups, table, &group->moments);
	if (group->moments.n)
		write_order(groups, table, group->code);
}

static char *make_title(const struct svy_groups *groups)
{
	struct svy_text names = {0};
	if (groups->variable)
		return svy_text_format("%s by %s", groups->outcome->title, groups->variable->title);
	if (!groups->apart)
		return svy_text_copy(groups->outcome->title);
	for (size_t i = 0; i < groups->n; i++)
		svy_text_printf(&names, "%s%s", i ? ", " : "", groups->group[i].label);
	return svy_text_take(&names);
}

static struct svy_rtable *start_groups(const struct svy_groups *groups, bool compared, struct svy_result *result)
{
	const size_t n_show = sizeof SHOW / sizeof *SHOW;
	char *title = make_title(groups);
	if (!title)
		result->failed = true;
	struct svy_rfield fields[N_FIELDS];
	size_t n = 0;
	for (size_t i = 0; i < N_FIELDS; i++)
		if (compared || strncmp(FIELDS[i].name, "letter", 6) != 0)
			fields[n++] = FIELDS[i];
	struct svy_rtable *table = svy_result_table(result, "groups", title, fields, n);
	svy_rtable_layout(table, &(struct svy_layout){.show = SHOW, .n_show = n_show});
	free(title);
	return table;
}

enum svy_code svy_groups_table(const struct svy_groups *groups, const struct svy_pair *pairs,
                               const struct svy_letters *letters, struct svy_result *result, struct svy_status *status)
{
	struct svy_rtable *table = start_groups(groups, pairs != NULL, result);
	const struct svy_moments_of *all = &groups->group[groups->n].moments;
	for (size_t i = 0; i < groups->n + !groups->apart; i++) {
		write_group(groups, table, i);
		if (pairs && i < groups->n)
			svy_letters_column(table, pairs, groups->n, i, letters);
	}
	if (groups->weighted && all->w > 0)
		svy_result_group_note(result, 0, "base n %llu, weighted n %.1f, effective n (Kish) %.1f",
		                      (unsigned long long)all->n, all->w, svy_effective_n(all->w, all->w2));
	return svy_result_failed(result) ? svy_fail_memory(status) : SVY_OK;
}
