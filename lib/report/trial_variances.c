/* Tests of variances. */
#include "report/trial.h"
#include "stat/variances.h"

static enum svy_code run_levene(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                struct svy_test *out, struct svy_status *status)
{
	(void)options;
	return svy_levene(&data->sample, SVY_CENTRE_MEAN, out, status);
}

static enum svy_code run_brown_forsythe(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                        struct svy_test *out, struct svy_status *status)
{
	(void)options;
	return svy_levene(&data->sample, SVY_CENTRE_MEDIAN, out, status);
}

static enum svy_code run_bartlett(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                  struct svy_test *out, struct svy_status *status)
{
	(void)options;
	return svy_bartlett(&data->sample, out, status);
}

static enum svy_code run_fligner_killeen(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                         struct svy_test *out, struct svy_status *status)
{
	(void)options;
	return svy_fligner_killeen(&data->sample, out, status);
}

static enum svy_code run_mood(const struct svy_trial_data *data, const struct svy_trial_options *options,
                              struct svy_test *out, struct svy_status *status)
{
	return svy_mood(&data->sample, options->alternative, out, status);
}

struct svy_trial_family svy_variance_trials(void)
{
	static const struct svy_trial TRIALS[] = {
		{"brown-forsythe", "variances of groups, by distances from the median", SVY_FORM_GROUPS, 0, NULL, NULL,
		 run_brown_forsythe},
		{"levene", "variances of groups, by distances from the mean", SVY_FORM_GROUPS, 0, NULL, NULL, run_levene},
		{"bartlett", "variances of groups of normal numbers", SVY_FORM_GROUPS, 0, NULL, NULL, run_bartlett},
		{"fligner-killeen", "variances of groups, by ranks of distances from the median", SVY_FORM_GROUPS, 0, NULL,
		 NULL, run_fligner_killeen},
		{"mood", "how far the numbers of two groups spread, by ranks", SVY_FORM_GROUPS, SVY_ASKS_TWO | SVY_ASKS_SIDES,
		 "use fligner-killeen", NULL, run_mood},
	};
	return (struct svy_trial_family){TRIALS, sizeof TRIALS / sizeof *TRIALS};
}
