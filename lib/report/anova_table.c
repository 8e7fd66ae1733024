#include "report/anova_table.h"

#include <math.h>

#include "stat/anova.h"

static const struct svy_rfield FIELDS[] = {
	{"source", SVY_KEY, SVY_AS_TEXT},    {"df", SVY_DERIVED, SVY_AS_COUNT},  {"ss", SVY_DERIVED, SVY_AS_NUMBER},
	{"ms", SVY_DERIVED, SVY_AS_NUMBER},  {"f", SVY_DERIVED, SVY_AS_NUMBER},  {"p", SVY_DERIVED, SVY_AS_P},
};

static void add_row(struct svy_rtable *table, const char *source, double df, double ss, double ms)
{
	svy_row_begin(table, 0);
	svy_set_text(table, "source", source);
	svy_set_real(table, "df", df);
	svy_set_real(table, "ss", ss);
	svy_set_real(table, "ms", ms);
}

enum svy_code svy_anova_table(const struct svy_trial_data *data, struct svy_result *result, struct svy_status *status)
{
	struct svy_anova anova;
	struct svy_test test;
	enum svy_code code = svy_anova(data->moments, data->k, &anova, &test, status);
	if (code != SVY_OK)
		return code;
	struct svy_rtable *table =
		svy_result_table(result, "anova", "Analysis of variance", FIELDS, sizeof FIELDS / sizeof *FIELDS);
	add_row(table, "between", anova.between_df, anova.between_ss, anova.between_ms);
	svy_set_real(table, "f", anova.f);
	svy_set_real(table, "p", anova.p);
	if (*test.note)
		svy_row_note(table, "%s", test.note);
	add_row(table, "within", anova.within_df, anova.within_ss, anova.within_ms);
	add_row(table, "total", anova.total_df, anova.total_ss, NAN);
	return svy_result_failed(result) ? svy_fail_memory(status) : SVY_OK;
}
