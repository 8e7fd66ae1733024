/*
 * The rows of tests/reference/stat/ of means and variances: see tests/support/reference.h.
 *
 * table: numbers / groups from 1, and where there is a third row how often each occurs; for
 * pairs x / y; for proportions x / n.
 */
#include <math.h>
#include <string.h>

#include "stat/anova.h"
#include "stat/equivalence.h"
#include "stat/mean.h"
#include "stat/variances.h"
#include "tests/support/check.h"
#include "tests/support/reference.h"

static void read_moments(const struct reference_row *row, bool paired, struct svy_group_moments *out)
{
	const struct svy_matched pairs = {row->n, row->n + row->cols, NULL, row->cols};
	struct svy_sample sample = {0};
	if (paired) {
		check_ok(svy_matched_moments(&pairs, out, NULL), NULL);
		return;
	}
	reference_sample(row, &sample);
	check_ok(svy_sample_moments(&sample, out, NULL), NULL);
	svy_sample_clear(&sample);
}

static bool evaluate_mean(const struct reference_row *row, double *out)
{
	static const char *const names[] = {"t-one", "t-paired", "t-pooled", "t-welch"};
	static const char *const tost[] = {"tost-one", "tost-paired", "tost-pooled", "tost-welch"};
	struct svy_group_moments moments[REFERENCE_GROUPS];
	struct svy_test test;
	double level = reference_argument(row, "level", 0.95);
	const struct svy_mean_options options = {reference_argument(row, "mu", 0), level, reference_alternative(row)};
	const struct svy_equivalence within = {reference_argument(row, "low", NAN), reference_argument(row, "high", NAN),
	                                       level};
	for (int kind = 0; kind < SVY_N_MEAN_KINDS; kind++) {
		bool equivalence = strcmp(row->statistic, tost[kind]) == 0;
		if (!equivalence && strcmp(row->statistic, names[kind]) != 0)
			continue;
		read_moments(row, kind == SVY_MEAN_PAIRED, moments);
		if (equivalence)
			check_ok(svy_tost_mean((enum svy_mean_kind)kind, moments, &within, &test, NULL), NULL);
		else
			check_ok(svy_mean_test((enum svy_mean_kind)kind, moments, &options, &test, NULL), NULL);
		return reference_pick(&test, row->quantity, out);
	}
	return false;
}

static bool evaluate_proportion(const struct reference_row *row, double *out)
{
	const struct svy_equivalence within = {reference_argument(row, "low", NAN), reference_argument(row, "high", NAN),
	                                       reference_argument(row, "level", 0.95)};
	struct svy_test test;
	if (strcmp(row->statistic, "tost-proportion") == 0)
		check_ok(svy_tost_proportion(row->n[0], row->n[1], &within, &test, NULL), NULL);
	else if (strcmp(row->statistic, "tost-proportions") == 0)
		check_ok(svy_tost_proportions(row->n, row->n + 2, &within, &test, NULL), NULL);
	else
		return false;
	return reference_pick(&test, row->quantity, out);
}

static bool evaluate_anova(const struct reference_row *row, double *out)
{
	struct svy_group_moments moments[REFERENCE_GROUPS];
	struct svy_sample sample;
	struct svy_anova table;
	struct svy_test test;
	if (strcmp(row->statistic, "anova") != 0 && strcmp(row->statistic, "anova-welch") != 0)
		return false;
	reference_sample(row, &sample);
	check_ok(svy_sample_moments(&sample, moments, NULL), NULL);
	check_ok(svy_anova(moments, sample.k, &table, &test, NULL), NULL);
	if (strcmp(row->statistic, "anova-welch") == 0)
		check_ok(svy_anova_welch(moments, sample.k, &test, NULL), NULL);
	svy_sample_clear(&sample);
	const struct {
		const char *name;
		double value;
	} known[] = {{"between_ss", table.between_ss}, {"within_ss", table.within_ss}, {"between_df", table.between_df},
	             {"within_df", table.within_df}, {"between_ms", table.between_ms}, {"within_ms", table.within_ms},
	             {"r_squared", table.r_squared}, {"residual_sd", table.residual_sd}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(row->quantity, known[i].name) == 0) {
			*out = known[i].value;
			return true;
		}
	return reference_pick(&test, row->quantity, out);
}

static bool evaluate_variances(const struct reference_row *row, double *out)
{
	struct svy_sample sample;
	struct svy_test test = {.statistic = NAN};
	reference_sample(row, &sample);
	if (strcmp(row->statistic, "levene") == 0)
		check_ok(svy_levene(&sample, SVY_CENTRE_MEAN, &test, NULL), NULL);
	else if (strcmp(row->statistic, "brown-forsythe") == 0)
		check_ok(svy_levene(&sample, SVY_CENTRE_MEDIAN, &test, NULL), NULL);
	else if (strcmp(row->statistic, "bartlett") == 0)
		check_ok(svy_bartlett(&sample, &test, NULL), NULL);
	else if (strcmp(row->statistic, "fligner-killeen") == 0)
		check_ok(svy_fligner_killeen(&sample, &test, NULL), NULL);
	else if (strcmp(row->statistic, "mood") == 0)
		check_ok(svy_mood(&sample, reference_alternative(row), &test, NULL), NULL);
	svy_sample_clear(&sample);
	return test.test && strcmp(test.test, row->statistic) == 0 && reference_pick(&test, row->quantity, out);
}

static bool evaluate(const struct reference_row *row, double *out)
{
	return evaluate_mean(row, out) || evaluate_proportion(row, out) || evaluate_anova(row, out) ||
	       evaluate_variances(row, out);
}

#define FILE_TEST(stem)                   \
	static void stem(void **state)        \
	{                                     \
		(void)state;                      \
		reference_check(#stem, evaluate); \
	}
FILE_TEST(mean)
FILE_TEST(anova)
FILE_TEST(variances)
FILE_TEST(equivalence)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mean),
		cmocka_unit_test(anova),
		cmocka_unit_test(variances),
		cmocka_unit_test(equivalence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
