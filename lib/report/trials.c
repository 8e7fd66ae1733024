#include "report/trials.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "data/domain.h"
#include "report/anova_table.h"
#include "report/tests_table.h"
#include "report/trial_permute.h"

/* --- choosing -------------------------------------------------------------------- */

static enum svy_code fail_unknown(const char *name, struct svy_status *status)
{
	size_t n = 0;
	while (svy_trial_at(n))
		n++;
	const char **names = svy_array_new(n, sizeof *names);
	for (size_t i = 0; names && i < n; i++)
		names[i] = svy_trial_at(i)->name;
	const char *nearest = names ? svy_text_nearest(name, names, n) : NULL;
	enum svy_code code =
		nearest ? svy_fail(status, SVY_EUSAGE, "--test: there is no \"%s\" (did you mean \"%s\"?)", name, nearest)
	            : svy_fail(status, SVY_EUSAGE, "--test: there is no \"%s\"; svy-test --help names all, and without "
	                                           "--test those that suit the data are listed",
	                       name);
	free(names);
	return code;
}

static enum svy_code find(const char *name, bool exact, const struct svy_trial **out, struct svy_status *status)
{
	const struct svy_trial *trial = svy_trial_named(name);
	if (!trial)
		return fail_unknown(name, status);
	if (exact && !trial->exact)
		return svy_fail(status, SVY_EUSAGE, "--exact: %s has no exact form", name);
	*out = exact ? svy_trial_named(trial->exact) : trial;
	return SVY_OK;
}

static bool is_chosen(const struct svy_trials *trials, const struct svy_trial *trial)
{
	for (size_t i = 0; i < trials->n; i++)
		if (trials->trial[i] == trial)
			return true;
	return false;
}

static enum svy_code list_trials(const char *list, bool exact, struct svy_trials *trials, struct svy_status *status)
{
	char **names = NULL;
	size_t n = 0;
	enum svy_code code = svy_list_split(list, &names, &n, status);
	if (code == SVY_OK && n == 0)
		code = svy_fail(status, SVY_EUSAGE, "--test: an empty list");
	trials->trial = svy_array_new(n, sizeof *trials->trial);
	if (code == SVY_OK && !trials->trial)
		code = svy_fail_memory(status);
	for (size_t i = 0; i < n && code == SVY_OK; i++) {
		const struct svy_trial *trial = NULL;
		code = find(names[i], exact, &trial, status);
		if (code == SVY_OK && !is_chosen(trials, trial))
			trials->trial[trials->n++] = trial;
	}
	svy_list_free(names, n);
	return code;
}

/* --- the form -------------------------------------------------------------------- */

/* The forms that so many variables can have. */
static unsigned possible_forms(size_t n_variables, bool paired)
{
	if (n_variables == 1)
		return SVY_FORM_ONE | SVY_FORM_CATEGORY;
	if (n_variables > 2)
		return SVY_FORM_BLOCKS;
	if (paired)
		return SVY_FORM_PAIRED | SVY_FORM_BLOCKS | SVY_FORM_RELATED;
	return SVY_FORM_GROUPS | SVY_FORM_PAIRED | SVY_FORM_BLOCKS | SVY_FORM_RELATED | SVY_FORM_SHARES;
}

static enum svy_form first_form(unsigned forms)
{
	return (enum svy_form)(forms & -forms);
}

static const char *find_remedy(unsigned forms, size_t n_variables, bool paired)
{
	if (paired && (forms & (SVY_FORM_GROUPS | SVY_FORM_SHARES)))
		return "leave out --paired";
	if (forms & (SVY_FORM_ONE | SVY_FORM_CATEGORY) && n_variables > 1)
		return "name one variable";
	if (forms & (SVY_FORM_GROUPS | SVY_FORM_SHARES))
		return "name OUTCOME and GROUP";
	if (forms & (SVY_FORM_PAIRED | SVY_FORM_RELATED))
		return "name two outcomes, or OUTCOME and GROUP with --paired";
	return "name the outcomes, or OUTCOME and GROUP with --paired";
}

static enum svy_code fix_form(struct svy_trials *trials, size_t n_variables, bool paired, struct svy_status *status)
{
	unsigned possible = possible_forms(n_variables, paired), common = possible;
	for (size_t i = 0; i < trials->n; i++) {
		const struct svy_trial *trial = trials->trial[i];
		if (!(trial->forms & possible))
			return svy_fail(status, SVY_EUSAGE, "--test %s: it is a test of %s: %s", trial->name,
			                svy_form_name(first_form(trial->forms)),
			                find_remedy(trial->forms, n_variables, paired));
		if (!(trial->forms & common))
			return svy_fail(status, SVY_EUSAGE,
			                "--test: %s is a test of %s, %s of %s: ask for them in two commands",
			                trials->trial[0]->name, svy_form_name(first_form(common)), trial->name,
			                svy_form_name(first_form(trial->forms & possible)));
		common &= trial->forms;
	}
	/* What is only described may have any number of groups. */
	trials->form = !trials->n && paired ? SVY_FORM_BLOCKS : first_form(common);
	return SVY_OK;
}

enum svy_code svy_trials_choose(const char *list, bool exact, size_t n_variables, bool paired,
                                struct svy_trials *out, struct svy_status *status)
{
	struct svy_trials trials = {0};
	enum svy_code code = SVY_OK;
	if (list)
		code = list_trials(list, exact, &trials, status);
	else if (exact)
		code = svy_fail(status, SVY_EUSAGE, "--exact is for tests: name one with --test");
	if (code == SVY_OK)
		code = fix_form(&trials, n_variables, paired, status);
	if (code == SVY_OK)
		*out = trials;
	else
		svy_trials_clear(&trials);
	return code;
}

void svy_trials_clear(struct svy_trials *trials)
{
	free(trials->trial);
	*trials = (struct svy_trials){0};
}

/* --- options --------------------------------------------------------------------- */

static const struct {
	unsigned asks;
	const char *option;
} OPTIONS[] = {
	{SVY_ASKS_SIDES, "--alternative"},      {SVY_ASKS_MU, "--mu"},       {SVY_ASKS_EQUIVALENCE, "--equivalence"},
	{SVY_ASKS_EXPECTED, "--expected"},      {SVY_ASKS_EVENT, "--event"}, {SVY_ASKS_ZEROS, "--zeros"},
	{SVY_ASKS_PERMUTATIONS, "--permutations"},
};

enum svy_code svy_trials_check(const struct svy_trials *trials, unsigned given, struct svy_status *status)
{
	unsigned known = 0;
	for (size_t i = 0; i < trials->n; i++) {
		known |= trials->trial[i]->asks;
		if ((trials->trial[i]->asks & SVY_ASKS_EQUIVALENCE) && !(given & SVY_ASKS_EQUIVALENCE))
			return svy_fail(status, SVY_EUSAGE, "--test %s: give the limits of a difference that does not matter, as "
			                                    "in --equivalence -2,2",
			                trials->trial[i]->name);
	}
	for (size_t i = 0; i < sizeof OPTIONS / sizeof *OPTIONS; i++)
		if (given & ~known & OPTIONS[i].asks)
			return trials->n ? svy_fail(status, SVY_EUSAGE, "%s: none of the tests that are asked for knows it",
			                            OPTIONS[i].option)
			                 : svy_fail(status, SVY_EUSAGE, "%s is for tests: name one with --test", OPTIONS[i].option);
	return SVY_OK;
}

/* --- running --------------------------------------------------------------------- */

static enum svy_code run_one(const struct svy_trial *trial, const struct svy_trial_data *data,
                             const struct svy_trial_options *options, struct svy_rtable *table,
                             struct svy_status *status)
{
	struct svy_trial_unfit unfit;
	struct svy_test test;
	struct svy_trial_options own = *options;
	const char *why = svy_trial_unfit(trial, data, &unfit);
	bool strays = !isnan(options->mu) && !(trial->asks & SVY_ASKS_MU); /* it is for another of the tests */
	if (why)
		return svy_fail(status, SVY_EUSAGE, "--test %s: it %s", trial->name, why);
	if (strays)
		own.mu = NAN;
	enum svy_code code = trial->run ? trial->run(data, &own, &test, status)
	                                : svy_trial_permute(trial, data, &own, &test, status);
	if (code != SVY_OK)
		return code;
	svy_row_begin(table, 0);
	svy_tests_set(table, &test, 1 - options->level);
	if (data->k == 2 && (trial->asks & (SVY_ASKS_SIDES | SVY_ASKS_EQUIVALENCE)) && data->form != SVY_FORM_CATEGORY &&
	    data->form != SVY_FORM_RELATED)
		svy_row_note(table, "\"%s\" against \"%s\"", data->label[0], data->label[1]);
	if (strays)
		svy_row_note(table, "--mu is not of this test");
	return SVY_OK;
}

enum svy_code svy_trials_run(const struct svy_trials *trials, const struct svy_trial_data *data,
                             const struct svy_trial_options *options, struct svy_result *result,
                             struct svy_status *status)
{
	struct svy_rfield fields[SVY_N_TEST_FIELDS];
	struct svy_rtable *table = svy_result_table(result, "tests", "Tests", fields, svy_tests_fields(false, fields));
	enum svy_code code = SVY_OK;
	bool seed = false, event = false;
	svy_tests_lay_out(table);
	for (size_t i = 0; i < trials->n && code == SVY_OK; i++) {
		seed = seed || (trials->trial[i]->asks & SVY_ASKS_SEED);
		event = event || (trials->trial[i]->asks & SVY_ASKS_EVENT);
		code = run_one(trials->trial[i], data, options, table, status);
	}
	if (code == SVY_OK && is_chosen(trials, svy_trial_named("anova")))
		code = svy_anova_table(data, result, status);
	if (code == SVY_OK && seed)
		svy_result_seed(result, options->seed);
	if (event && options->event < data->n_categories)
		svy_result_group_note(result, 0, "event: %s", data->category[options->event]);
	if (code == SVY_OK && svy_result_failed(result))
		code = svy_fail_memory(status);
	return code;
}

enum svy_code svy_trials_suitable(const struct svy_trial_data *data, struct svy_result *result,
                                  struct svy_status *status)
{
	static const struct svy_rfield FIELDS[] = {{"test", SVY_KEY, SVY_AS_TEXT}, {"purpose", SVY_PLAIN, SVY_AS_TEXT}};
	const struct svy_trial *trial;
	struct svy_trial_unfit unfit;
	struct svy_trial_data pair = *data;
	if (data->form == SVY_FORM_BLOCKS && data->k == 2)
		pair.form = SVY_FORM_PAIRED;
	struct svy_rtable *table = svy_result_table(result, "suitable", "Tests that suit: name them with --test", FIELDS,
	                                            2);
	for (size_t i = 0; (trial = svy_trial_at(i)); i++) {
		if (!trial->run || (svy_trial_unfit(trial, data, &unfit) && svy_trial_unfit(trial, &pair, &unfit)))
			continue;
		svy_row_begin(table, 0);
		svy_set_text(table, "test", trial->name);
		svy_set_text(table, "purpose", trial->purpose);
	}
	svy_notes_add(&result->notes, "most of these have a permutation form, permutation-NAME");
	return svy_result_failed(result) ? svy_fail_memory(status) : SVY_OK;
}
