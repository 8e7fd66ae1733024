#include "report/cross_tests.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "report/choose.h"
#include "report/cross_adjust.h"
#include "report/cross_trial.h"
#include "report/tests_table.h"

/* Which trials were asked for, by their places in the list. */
struct choice {
	bool *chosen;
	size_t n;
	bool any, sides, seed, ordering;
};

static enum svy_code list_choices(const struct svy_cross *cross, const struct svy_cross_matrices *matrices,
                                  const char *list, struct choice *choice, struct svy_status *status)
{
	bool all = strcmp(list, "all") == 0;
	struct svy_choice *choices = svy_array_new(choice->n, sizeof *choices);
	struct svy_cross_unfit *unfit = svy_array_new(choice->n, sizeof *unfit);
	enum svy_code code = choices && unfit ? SVY_OK : svy_fail_memory(status);
	for (size_t i = 0; i < choice->n && code == SVY_OK; i++) {
		const struct svy_cross_trial *trial = svy_cross_trial_at(i);
		choices[i].name = trial->name;
		choices[i].unfit = all && (trial->needs & SVY_TRIAL_NAMED)
		                       ? "it is run only where it is named"
		                       : svy_cross_trial_unfit(trial->needs, trial->otherwise, cross, matrices,
		                                               !all, &unfit[i]);
	}
	if (code == SVY_OK)
		code = svy_choose("--tests", list, choices, choice->n, choice->chosen, status);
	free(choices);
	free(unfit);
	return code;
}

static enum svy_code choose(const struct svy_cross *cross, const struct svy_cross_matrices *matrices, const char *list,
                            struct choice *choice, struct svy_status *status)
{
	*choice = (struct choice){.n = svy_cross_n_trials()};
	choice->chosen = svy_array_new(choice->n, sizeof *choice->chosen);
	enum svy_code code = choice->chosen ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK && list)
		code = list_choices(cross, matrices, list, choice, status);
	else if (code == SVY_OK)
		choice->chosen[0] = true; /* pearson, whatever the tables are */
	for (size_t i = 0; i < choice->n && code == SVY_OK; i++) {
		unsigned needs = choice->chosen[i] ? svy_cross_trial_at(i)->needs : 0;
		choice->any = choice->any || choice->chosen[i];
		choice->sides = choice->sides || (needs & SVY_TRIAL_SIDES);
		choice->ordering = choice->ordering || (needs & SVY_TRIAL_ORDERING);
		choice->seed = choice->seed || (needs & SVY_TRIAL_SEED);
	}
	return code;
}

/* The default under sampling weights, or of several answers: no p, and what would
 * give one. */
static void write_refusal(const struct svy_cross *cross, const struct svy_cross_matrices *matrices,
                          struct svy_rtable *rtable)
{
	struct svy_cross_unfit unfit;
	for (size_t t = 0; t < cross->tables->n_tables; t++) {
		svy_cross_row(cross, rtable, t);
		svy_set_text(rtable, "test", "pearson");
		svy_set_text(rtable, "alternative", svy_alternative_name(SVY_TWO_SIDED));
		svy_row_note(rtable, "%s", svy_cross_trial_unfit(0, NULL, cross, matrices, true, &unfit));
	}
}

/* Which test to take instead where counts are small. */
static void note_small(const struct svy_cross_case *at, struct svy_result *result, const struct svy_test *test)
{
	const struct svy_cross *cross = at->cross;
	bool pairs = strncmp(test->test, "mcnemar", 7) == 0 || strcmp(test->test, "bowker") == 0;
	const char *exact = at->matrices->scaled ? "" : pairs ? ": mcnemar-exact is exact" : ": fisher is exact";
	char *prefix = svy_cross_prefix(cross, at->t);
	if (test->smallest_expected < 5 && prefix)
		svy_result_group_note(result, svy_cross_group(cross, at->t), "%s%s%ssmallest expected count %.1f%s", prefix,
		                      pairs ? test->test : "", pairs ? ": " : "", test->smallest_expected, exact);
	free(prefix);
}

static struct svy_rtable *start_tests(const struct svy_cross *cross, struct svy_result *result, bool adjusted)
{
	struct svy_rfield fields[SVY_N_TEST_FIELDS];
	size_t n = svy_tests_fields(adjusted, fields);
	struct svy_rtable *rtable = svy_cross_table(cross, result, "tests", "Tests", fields, n);
	svy_tests_lay_out(rtable);
	return rtable;
}

static void label_scaled(struct svy_test *test)
{
	char method[SVY_TEST_METHOD];
	memcpy(method, test->method, sizeof method);
	svy_test_method(test, "%s, on weighted counts scaled to n", method);
}

static enum svy_code run_one(const struct svy_cross_case *at, const struct svy_cross_trial *trial,
                             struct svy_result *result, struct svy_rtable *rtable, struct svy_status *status)
{
	struct svy_test test;
	enum svy_code code = trial->run(at, &test, status);
	if (code != SVY_OK)
		return code;
	if (!isnan(test.p_low)) /* also of a test that drew because its budget was used up */
		svy_result_seed(result, at->options->seed);
	if (at->matrices->scaled)
		label_scaled(&test);
	svy_cross_trial_row(at->cross, rtable, trial->needs, at->t);
	svy_tests_set(rtable, &test, 1 - at->options->level);
	note_small(at, result, &test);
	return SVY_OK;
}

/* Those of table t, or those over the strata. */
static enum svy_code run_chosen(const struct svy_cross_case *at, bool strata, struct svy_result *result,
                                struct svy_rtable *rtable, const struct choice *choice, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < choice->n && code == SVY_OK; i++) {
		const struct svy_cross_trial *trial = svy_cross_trial_at(i);
		if (choice->chosen[i] && strata == ((trial->needs & SVY_TRIAL_STRATA) != 0))
			code = run_one(at, trial, result, rtable, status);
	}
	return code;
}

static enum svy_code run_all(const struct svy_cross *cross, struct svy_result *result, struct svy_rtable *rtable,
                             const struct svy_cross_matrices *matrices, const struct svy_cross_options *options,
                             const struct choice *choice, struct svy_status *status)
{
	struct svy_cross_case at = {cross, matrices, options, 0};
	enum svy_code code = SVY_OK;
	for (; at.t < cross->tables->n_tables && code == SVY_OK; at.t++)
		code = run_chosen(&at, false, result, rtable, choice, status);
	at.t = 0;
	return code == SVY_OK && cross->tables->n_tables ? run_chosen(&at, true, result, rtable, choice, status) : code;
}

static enum svy_code fill(const struct svy_cross *cross, struct svy_result *result,
                          const struct svy_cross_matrices *matrices, const struct svy_cross_options *options,
                          const struct choice *choice, struct svy_status *status)
{
	struct svy_rtable *rtable = start_tests(cross, result, options->adjust != SVY_ADJUST_NONE);
	bool refused = svy_cross_several(cross) || (cross->tables->weighted && !matrices->scaled);
	enum svy_code code = SVY_OK;
	if (refused)
		write_refusal(cross, matrices, rtable);
	else
		code = run_all(cross, result, rtable, matrices, options, choice, status);
	if (choice->seed && !refused)
		svy_result_seed(result, options->seed);
	if (code == SVY_OK && options->adjust && !cross->more)
		code = svy_cross_adjust(result, rtable, options->adjust, 1 - options->level, status);
	return code;
}

enum svy_code svy_cross_tests(const struct svy_cross *cross, struct svy_result *result,
                              const struct svy_cross_options *options, struct svy_status *status)
{
	struct svy_cross_matrices matrices = {0};
	struct choice choice = {0};
	enum svy_code code = svy_cross_matrices(cross, &matrices, status);
	if (code == SVY_OK && options->scaled_counts)
		code = svy_cross_scale(cross, result, &matrices, status);
	if (code == SVY_OK)
		code = choose(cross, &matrices, options->tests, &choice, status);
	if (code == SVY_OK && options->alternative != SVY_TWO_SIDED && !choice.sides)
		code = svy_fail(status, SVY_EUSAGE,
		                "--alternative %s: none of the tests knows it; exact tests, trends and McNemar's do",
		                svy_alternative_name(options->alternative));
	if (code == SVY_OK && options->two_sided != SVY_ORDER_MINLIKE && !choice.ordering)
		code = svy_fail(status, SVY_EUSAGE, "--two-sided %s: none of the tests has a choice of it: add fisher",
		                svy_ordering_name(options->two_sided));
	if (code == SVY_OK && options->adjust != SVY_ADJUST_NONE && !choice.any && !cross->letters)
		code = svy_fail(status, SVY_EUSAGE, "--adjust %s: there are no p-values to adjust: name tests, or --letters",
		                svy_adjust_name(options->adjust));
	if (code == SVY_OK && choice.any)
		code = fill(cross, result, &matrices, options, &choice, status);
	free(choice.chosen);
	svy_cross_matrices_clear(&matrices);
	if (code == SVY_OK && svy_result_failed(result))
		code = svy_fail_memory(status);
	return code;
}
