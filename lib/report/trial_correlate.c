/* Tests of the correlation of two numbers. */
#include "report/trial.h"
#include "stat/correlate.h"
#include "stat/kendall.h"
#include "stat/spearman.h"

static struct svy_correlate_options options_of(const struct svy_trial_options *options)
{
	return (struct svy_correlate_options){options->level, options->alternative,
	                                      options->exact ? SVY_EXACT_IF_POSSIBLE : SVY_EXACT_IF_SMALL, options->budget};
}

static enum svy_code run_pearson_r(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                   struct svy_test *out, struct svy_status *status)
{
	const struct svy_correlate_options how = options_of(options);
	return svy_pearson_r(&data->matched, &how, out, status);
}

static enum svy_code run_spearman(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                  struct svy_test *out, struct svy_status *status)
{
	const struct svy_correlate_options how = options_of(options);
	return svy_spearman(&data->matched, &how, out, status);
}

static enum svy_code run_kendall(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                 struct svy_test *out, struct svy_status *status)
{
	const struct svy_correlate_options how = options_of(options);
	return svy_kendall(&data->matched, &how, out, status);
}

struct svy_trial_family svy_correlate_trials(void)
{
	static const struct svy_trial TRIALS[] = {
		{"pearson-r", "whether two numbers rise together, along a line", SVY_FORM_RELATED, SVY_ASKS_SIDES, NULL, NULL,
		 run_pearson_r},
		{"spearman", "whether two numbers rise together, by ranks", SVY_FORM_RELATED, SVY_ASKS_SIDES, NULL, "spearman",
		 run_spearman},
		{"kendall", "whether two numbers rise together, by pairs of respondents (tau-b)", SVY_FORM_RELATED,
		 SVY_ASKS_SIDES, NULL, "kendall", run_kendall},
	};
	return (struct svy_trial_family){TRIALS, sizeof TRIALS / sizeof *TRIALS};
}
