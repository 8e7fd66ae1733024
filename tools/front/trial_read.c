#include "tools/front/trial_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "tab/count.h"

static bool is_grouped(enum svy_form form)
{
	return form == SVY_FORM_ONE || form == SVY_FORM_GROUPS;
}

/* Whether variable v of the form is a number; otherwise a category. */
static bool is_number(const struct svy_trial_read *read, size_t v)
{
	if (read->form == SVY_FORM_CATEGORY || read->form == SVY_FORM_SHARES)
		return false;
	return v == 0 || (!read->joined && read->form != SVY_FORM_GROUPS);
}

static enum svy_code check_weight(const struct svy_trial_read *read, bool tested, struct svy_status *status)
{
	enum svy_weight_kind kind = read->analysis->kind;
	if (kind == SVY_WEIGHT_SAMPLING && (tested || !is_grouped(read->form)))
		return svy_fail(status, SVY_EUSAGE, "tests assume counts, not sampling weights; design-based ones are not "
		                                    "available yet: say -w none for the unweighted data");
	if (kind == SVY_WEIGHT_FREQUENCY && read->joined)
		return svy_fail(status, SVY_EUSAGE, "--paired: the rows are joined one to one, which a frequency weight does "
		                                    "not allow: put the numbers of a pair into one row, or say -w none");
	if (read->analysis->missing.what == SVY_MISSING_SHOW)
		return svy_fail(status, SVY_EUSAGE, "--missing show: there are no rows outside the base here: use include");
	return SVY_OK;
}

static enum svy_code use_columns(struct svy_trial_read *read, const char *const *names, const char *paired,
                                 struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t v = 0; v < read->k && code == SVY_OK; v++)
		code = svy_analysis_use(read->analysis, v + 1 == read->k && paired ? paired : names[v],
		                        is_number(read, v) ? SVY_USE_NUMBER : SVY_USE_CATEGORY, &read->columns[v], status);
	return code;
}

static enum svy_code make_accumulators(struct svy_trial_read *read, struct svy_status *status)
{
	enum svy_weight_kind kind = read->analysis->kind;
	enum svy_code code = svy_complete_new(read->k, &read->complete, status);
	if (code == SVY_OK && !is_grouped(read->form))
		return svy_keep_new(read->k, kind, &read->keep, status);
	if (code == SVY_OK)
		code = svy_moments_new(kind, &read->moments, status);
	if (code == SVY_OK)
		code = svy_values_new(kind == SVY_WEIGHT_SAMPLING ? SVY_WEIGHT_NONE : kind, &read->values, status);
	return code;
}

enum svy_code svy_trial_read_new(const struct svy_trials *trials, const char *const *names, size_t n_names,
                                 const char *paired, struct svy_analysis *analysis, struct svy_trial_read **out,
                                 struct svy_status *status)
{
	struct svy_trial_read *read = svy_array_new(1, sizeof *read);
	if (!read)
		return svy_fail_memory(status);
	read->analysis = analysis;
	read->form = trials->form;
	read->joined = paired != NULL;
	read->k = n_names + read->joined;
	read->columns = svy_array_new(read->k, sizeof *read->columns);
	read->variables = svy_array_new(read->k, sizeof *read->variables);
	bool room = read->columns && read->variables;
	enum svy_code code = room ? check_weight(read, trials->n > 0, status) : svy_fail_memory(status);
	if (code == SVY_OK)
		code = use_columns(read, names, paired, status);
	if (code == SVY_OK)
		code = make_accumulators(read, status);
	if (code == SVY_OK)
		*out = read;
	else
		svy_trial_read_free(read);
	return code;
}

static enum svy_code keep_rows(struct svy_trial_read *read, const struct svy_table *table, const bool *mask,
                               struct svy_status *status)
{
	size_t weight = read->analysis->weight_column;
	/* A long file is put in order by what makes pairs, then by the group. */
	const size_t joined[] = {read->columns[read->k - 1], read->k > 1 ? read->columns[1] : 0, read->columns[0]};
	return svy_keep_add(read->keep, table, read->joined ? joined : read->columns, weight, mask, status);
}

enum svy_code svy_trial_read_rows(void *consumer, const struct svy_table *table, const bool *mask,
                                  struct svy_status *status)
{
	struct svy_trial_read *read = consumer;
	size_t group = read->k > 1 ? read->columns[1] : SVY_NO_COLUMN, weight = read->analysis->weight_column;
	enum svy_code code =
		svy_complete_add(read->complete, table, read->columns, &read->analysis->missing, mask, status);
	mask = svy_complete_mask(read->complete);
	if (code == SVY_OK && read->keep)
		return keep_rows(read, table, mask, status);
	if (code == SVY_OK)
		code = svy_moments_add(read->moments, table, read->columns[0], group, weight, mask, status);
	if (code == SVY_OK)
		code = svy_values_add(read->values, table, read->columns[0], group, weight, mask, status);
	return code;
}

static enum svy_code finish_groups(struct svy_trial_read *read, struct svy_measured *out, struct svy_status *status)
{
	struct svy_groups groups = {0};
	enum svy_code code = svy_groups_make(read->moments, read->values, read->analysis->kind, read->variables[0],
	                                     read->k > 1 ? read->variables[1] : NULL, &read->analysis->missing, &groups,
	                                     status);
	return code == SVY_OK ? svy_measured_groups(&groups, out, status) : code;
}

enum svy_code svy_trial_read_fail(const struct svy_trial_read *read, enum svy_code code, struct svy_status *status)
{
	static const char NO_NUMBER[] = "is not a number";
	const char *said = svy_status_text(status);
	size_t length = strlen(said), end = sizeof NO_NUMBER - 1;
	bool no_number = length >= end && strcmp(said + length - end, NO_NUMBER) == 0;
	if (code != SVY_EINPUT || !is_grouped(read->form) || !no_number)
		return code;
	char *message = svy_text_copy(said);
	const char *with = read->form == SVY_FORM_ONE ? "binomial, multinomial or chisq-fit"
	                                              : "z-proportions, or svy-cross";
	code = message ? svy_fail(status, SVY_EINPUT, "%s; a category is tested with %s", message, with)
	               : svy_fail_memory(status);
	free(message);
	return code;
}

enum svy_code svy_trial_read_finish(struct svy_trial_read *read, struct svy_measured *out, struct svy_status *status)
{
	struct svy_kept kept = {0};
	for (size_t v = 0; v < read->k; v++)
		read->variables[v] = svy_analysis_variable(read->analysis, read->columns[v]);
	if (!read->keep)
		return finish_groups(read, out, status);
	enum svy_code code = svy_keep_finish(read->keep, &kept, status);
	if (code == SVY_OK && read->joined)
		code = svy_measured_joined(read->form, &kept, read->variables, out, status);
	else if (code == SVY_OK && (read->form == SVY_FORM_CATEGORY || read->form == SVY_FORM_SHARES))
		code = svy_measured_counts(read->form, &kept, read->variables, out, status);
	else if (code == SVY_OK)
		code = svy_measured_columns(read->form, &kept, read->variables, out, status);
	svy_kept_clear(&kept);
	return code;
}

uint64_t svy_trial_read_used(const struct svy_trial_read *read, const struct svy_measured *measured)
{
	return svy_complete_used(read->complete) - measured->rows_alone;
}

void svy_trial_read_free(struct svy_trial_read *read)
{
	if (!read)
		return;
	svy_complete_free(read->complete);
	svy_moments_free(read->moments);
	svy_values_free(read->values);
	svy_keep_free(read->keep);
	free(read->columns);
	free(read->variables);
	free(read);
}
