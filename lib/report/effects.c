#include "report/effects.h"

#include <stdio.h>
#include <string.h>

#include "report/choose.h"

enum { MOST = 32 };

static const struct svy_rfield FIELDS[] = {
	{"measure", SVY_KEY, SVY_AS_TEXT},   {"estimate", SVY_DERIVED, SVY_AS_NUMBER}, {"se", SVY_DERIVED, SVY_AS_NUMBER},
	{"low", SVY_DERIVED, SVY_AS_NUMBER}, {"high", SVY_DERIVED, SVY_AS_NUMBER},     {"method", SVY_PLAIN, SVY_AS_TEXT},
};

/* --- choosing ------------------------------------------------------------------------ */

static bool is_word_of(const char *words, const char *word)
{
	size_t length = strlen(word);
	for (const char *at = words; (at = strstr(at, word)); at += length)
		if ((at == words || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	return false;
}

static bool belongs(const struct svy_effect_trial *effect, const struct svy_trials *trials)
{
	static const char PERMUTATION[] = "permutation-";
	size_t prefix = strlen(PERMUTATION);
	for (size_t i = 0; i < trials->n; i++) {
		const char *test = trials->trial[i]->name;
		if (is_word_of(effect->tests, strncmp(test, PERMUTATION, prefix) == 0 ? test + prefix : test))
			return true;
	}
	return false;
}

/* Why an effect does not suit, in the words of tests: NULL, or unfit->text.  Two groups are
 * asked for, not two categories. */
static const char *find_unfit(const struct svy_effect_trial *effect, const struct svy_trial_data *data,
                              struct svy_trial_unfit *unfit)
{
	unsigned asks = data->form == SVY_FORM_CATEGORY ? 0 : effect->asks;
	const struct svy_trial like = {.forms = effect->forms, .asks = asks, .otherwise = effect->otherwise};
	struct svy_trial_unfit why;
	const char *text = svy_trial_unfit(&like, data, &why);
	if (text)
		snprintf(unfit->text, sizeof unfit->text, "it %s", text);
	return text ? unfit->text : NULL;
}

/* data NULL: not known yet, everything suits. */
static enum svy_code choose(const char *list, const struct svy_trials *trials, const struct svy_trial_data *data,
                            bool chosen[MOST], struct svy_status *status)
{
	struct svy_trial_unfit unfit[MOST];
	struct svy_choice choices[MOST];
	const struct svy_effect_trial *effect;
	size_t n = 0;
	for (; n < MOST && (effect = svy_effect_trial_at(n)); n++) {
		choices[n] = (struct svy_choice){effect->name, data ? find_unfit(effect, data, &unfit[n]) : NULL};
		chosen[n] = !list && !choices[n].unfit && belongs(effect, trials);
	}
	return list ? svy_choose("--effects", list, choices, n, chosen, status) : SVY_OK;
}

enum svy_code svy_effects_check(const char *list, const struct svy_trials *trials, struct svy_status *status)
{
	bool chosen[MOST];
	enum svy_code code = choose(list, trials, NULL, chosen, status);
	if (code == SVY_OK && list && !trials->n && strcmp(list, "none") != 0)
		return svy_fail(status, SVY_EUSAGE, "--effects is for tests: name one with --test");
	return code;
}

/* --- running ------------------------------------------------------------------------- */

/* Whether the measure has a direction, and so a first and a second. */
static bool is_directed(const struct svy_effect_trial *effect, const struct svy_trial_data *data)
{
	bool two = (effect->asks & SVY_ASKS_TWO) ||
	    (effect->forms & (SVY_FORM_PAIRED | SVY_FORM_BLOCKS)) == SVY_FORM_PAIRED;
	return two && data->k == 2 && data->form != SVY_FORM_CATEGORY;
}

static void add_row(struct svy_rtable *table, const struct svy_measure *measure,
                    const struct svy_effect_trial *effect, const struct svy_trial_data *data)
{
	svy_row_begin(table, 0);
	svy_set_text(table, "measure", measure->measure);
	svy_set_real(table, "estimate", measure->estimate);
	svy_set_real(table, "se", measure->ase);
	svy_set_real(table, "low", measure->low);
	svy_set_real(table, "high", measure->high);
	svy_set_text(table, "method", measure->method);
	if (*measure->note)
		svy_row_note(table, "%s", measure->note);
	if (is_directed(effect, data))
		svy_row_note(table, "\"%s\" against \"%s\"", data->label[0], data->label[1]);
}

enum svy_code svy_effects_run(const char *list, const struct svy_trials *trials, const struct svy_trial_data *data,
                              const struct svy_trial_options *options, struct svy_result *result,
                              struct svy_status *status)
{
	struct svy_rtable *table = NULL;
	bool chosen[MOST];
	enum svy_code code = choose(list, trials, data, chosen, status);
	const struct svy_effect_trial *effect;
	for (size_t i = 0; (effect = svy_effect_trial_at(i)) && code == SVY_OK; i++) {
		struct svy_measure measure;
		if (!chosen[i])
			continue;
		if (!table)
			table = svy_result_table(result, "effects", "Effect sizes", FIELDS, sizeof FIELDS / sizeof *FIELDS);
		code = effect->run(data, options, &measure, status);
		if (code == SVY_OK)
			add_row(table, &measure, effect, data);
		if (effect->asks & SVY_ASKS_SEED)
			svy_result_seed(result, options->seed);
	}
	return code == SVY_OK && svy_result_failed(result) ? svy_fail_memory(status) : code;
}
