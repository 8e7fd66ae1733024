#include <math.h>

#include "report/measured_internal.h"

/* Counts of categories; the shares they would have where CATEGORY is tested against some. */
static const struct svy_rfield FIELDS[] = {
	{"group", SVY_KEY, SVY_AS_TEXT},          {"category", SVY_KEY, SVY_AS_TEXT}, {"margin", SVY_KEY, SVY_AS_TEXT},
	{"n", SVY_N, SVY_AS_COUNT},               {"percent", SVY_PERCENT, SVY_AS_PERCENT},
	{"expected_percent", SVY_PLAIN, SVY_AS_PERCENT},
};
static const char *const SHOW[] = {"group", "category", "n", "percent", "expected_percent"};

static void write_count(struct svy_rtable *table, const char *group, const char *category, double n, double all)
{
	svy_row_begin(table, 0);
	svy_set_text(table, "group", group);
	svy_set_text(table, "category", category ? category : "Total");
	svy_set_text(table, "margin", category ? "" : "all");
	if (!category)
		svy_row_margin(table);
	svy_set_count(table, "n", (uint64_t)n);
	svy_set_percent(table, "percent", all > 0 ? 100 * n / all : NAN, (uint64_t)all);
	if (!(all > 0))
		svy_row_note(table, "nobody");
}

static void write_counts(const struct svy_trial_data *data, size_t g, const double *expected, struct svy_rtable *table)
{
	bool shares = data->form == SVY_FORM_SHARES;
	size_t step = shares ? data->k : 1;
	double all = 0;
	for (size_t c = 0; c < data->n_categories; c++)
		all += data->count[c * step + g];
	for (size_t c = 0; c < data->n_categories; c++) {
		write_count(table, shares ? data->label[g] : NULL, data->category[c], data->count[c * step + g], all);
		if (!shares && expected)
			svy_set_real(table, "expected_percent", 100 * expected[c]);
	}
	write_count(table, shares ? data->label[g] : NULL, NULL, all, all);
}

static enum svy_code describe_counts(const struct svy_measured *measured, const double *expected,
                                     struct svy_result *result, struct svy_status *status)
{
	const struct svy_trial_data *data = &measured->data;
	struct svy_rtable *table = svy_result_table(result, "counts", measured->groups.outcome->title, FIELDS,
	                                            sizeof FIELDS / sizeof *FIELDS);
	svy_rtable_layout(table, &(struct svy_layout){.show = SHOW, .n_show = sizeof SHOW / sizeof *SHOW});
	for (size_t g = 0; g < (data->form == SVY_FORM_SHARES ? data->k : 1); g++)
		write_counts(data, g, expected, table);
	return svy_result_failed(result) ? svy_fail_memory(status) : SVY_OK;
}

static void describe_alone(const struct svy_measured *measured, struct svy_result *result)
{
	if (!measured->rows_alone)
		return;
	svy_result_left_out(result, "without partner", measured->rows_alone);
	svy_result_group_note(result, SVY_GROUP_NAMES, "left out, without a row in each group: %s", measured->alone);
}

enum svy_code svy_measured_describe(const struct svy_measured *measured, const double *expected,
                                    const struct svy_pair *pairs, const struct svy_letters *letters,
                                    struct svy_result *result, struct svy_status *status)
{
	if (measured->data.form == SVY_FORM_CATEGORY || measured->data.form == SVY_FORM_SHARES)
		return describe_counts(measured, expected, result, status);
	describe_alone(measured, result);
	return svy_groups_table(&measured->groups, pairs, letters, result, status);
}
