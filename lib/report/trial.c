#include "report/trial.h"

#include <stdio.h>
#include <string.h>

typedef struct svy_trial_family family(void);

/* In the order in which rows are printed. */
static family *const FAMILIES[] = {
	svy_mean_trials,
	svy_rank_trials,
	svy_order_trials,
	svy_variance_trials,
	svy_share_trials,
	svy_correlate_trials,
	NULL,
};

const char *svy_form_name(enum svy_form form)
{
	switch (form) {
	case SVY_FORM_ONE: return "one number";
	case SVY_FORM_GROUPS: return "a number by group";
	case SVY_FORM_PAIRED: return "pairs of numbers";
	case SVY_FORM_BLOCKS: return "several numbers of each";
	case SVY_FORM_RELATED: return "two numbers of each";
	case SVY_FORM_CATEGORY: return "one category";
	default: return "a category by group";
	}
}

const struct svy_trial *svy_trial_at(size_t i)
{
	for (family *const *at = FAMILIES; *at; at++) {
		struct svy_trial_family trials = (*at)();
		if (i < trials.n)
			return &trials.trial[i];
		i -= trials.n;
	}
	return svy_trial_permutation_at(i);
}

const struct svy_trial *svy_trial_named(const char *name)
{
	const struct svy_trial *trial;
	for (size_t i = 0; (trial = svy_trial_at(i)); i++)
		if (strcmp(trial->name, name) == 0)
			return trial;
	return NULL;
}

const char *svy_trial_unfit(const struct svy_trial *trial, const struct svy_trial_data *data,
                            struct svy_trial_unfit *unfit)
{
	if (!(trial->forms & (unsigned)data->form))
		snprintf(unfit->text, sizeof unfit->text, "is not of %s", svy_form_name(data->form));
	else if ((trial->asks & SVY_ASKS_TWO) && data->k > 2)
		snprintf(unfit->text, sizeof unfit->text,
		         "is for two groups, here are %zu: %s%schoose two, as with --where 'GROUP = A,B'", data->k,
		         trial->otherwise ? trial->otherwise : "", trial->otherwise ? ", or " : "");
	else if ((trial->asks & SVY_ASKS_ORDER) && !data->ordered)
		snprintf(unfit->text, sizeof unfit->text,
		         "needs ordered groups: declare categoriesOrdered in the codebook, or --order");
	else
		return NULL;
	return unfit->text;
}

void svy_trial_event(const struct svy_trial_data *data, size_t event, size_t j, double *k, double *n)
{
	size_t groups = data->form == SVY_FORM_SHARES ? data->k : 1;
	*k = *n = 0;
	for (size_t c = 0; c < data->n_categories && j < groups; c++) {
		*n += data->count[c * groups + j];
		if (c == event)
			*k = data->count[c * groups + j];
	}
}
