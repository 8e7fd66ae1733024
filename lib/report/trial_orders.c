/* Tests of ordered groups, and of several yes-or-no answers of the same respondents. */
#include "report/trial.h"
#include "stat/cochran.h"
#include "stat/jonckheere.h"

static enum svy_code run_jonckheere(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                    struct svy_test *out, struct svy_status *status)
{
	return svy_jonckheere(&data->sample, options->alternative, out, status);
}

static enum svy_code run_jonckheere_exact(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                          struct svy_test *out, struct svy_status *status)
{
	const struct svy_ordered_options ordered = {svy_ordered_steps(options->budget),
	                                            {options->permutations, options->seed, options->threads}};
	return svy_jonckheere_exact(&data->sample, options->alternative, &ordered, out, status);
}

static enum svy_code run_cochran(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                 struct svy_test *out, struct svy_status *status)
{
	(void)options;
	return svy_cochran_q(&data->blocks, out, status);
}

struct svy_trial_family svy_order_trials(void)
{
	enum { ORDER = SVY_ASKS_ORDER | SVY_ASKS_SIDES };
	static const struct svy_trial TRIALS[] = {
		{"jonckheere", "whether a number rises over ordered groups", SVY_FORM_GROUPS, ORDER, NULL, "jonckheere-exact",
		 run_jonckheere},
		{"jonckheere-exact", "the same, exact given the ties", SVY_FORM_GROUPS,
		 ORDER | SVY_ASKS_SEED | SVY_ASKS_PERMUTATIONS, NULL, "jonckheere-exact", run_jonckheere_exact},
		{"cochran-q", "shares of yes in several answers of the same respondents", SVY_FORM_BLOCKS, 0, NULL, NULL,
		 run_cochran},
	};
	return (struct svy_trial_family){TRIALS, sizeof TRIALS / sizeof *TRIALS};
}
