/* Tests of means, and of equivalence: of means and of shares. */
#include <math.h>

#include "report/trial.h"
#include "stat/anova.h"
#include "stat/equivalence.h"
#include "stat/mean.h"

/* --- t ---------------------------------------------------------------------------- */

/* The group or the two groups of a test of means; of pairs their differences. */
static enum svy_code take_groups(enum svy_mean_kind kind, const struct svy_trial_data *data,
                                 struct svy_group_moments groups[2], struct svy_status *status)
{
	if (kind == SVY_MEAN_PAIRED)
		return svy_matched_moments(&data->matched, groups, status);
	for (size_t j = 0; j < 2; j++)
		groups[j] = j < data->k ? data->moments[j] : (struct svy_group_moments){0};
	return SVY_OK;
}

static enum svy_code run_t(enum svy_mean_kind kind, const struct svy_trial_data *data,
                           const struct svy_trial_options *options, struct svy_test *out, struct svy_status *status)
{
	const struct svy_mean_options mean = {isnan(options->mu) ? 0 : options->mu, options->level, options->alternative};
	struct svy_group_moments groups[2];
	enum svy_code code = take_groups(kind, data, groups, status);
	return code == SVY_OK ? svy_mean_test(kind, groups, &mean, out, status) : code;
}

static enum svy_code run_t_one(const struct svy_trial_data *data, const struct svy_trial_options *options,
                               struct svy_test *out, struct svy_status *status)
{
	return run_t(SVY_MEAN_ONE, data, options, out, status);
}

static enum svy_code run_t_paired(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                  struct svy_test *out, struct svy_status *status)
{
	return run_t(SVY_MEAN_PAIRED, data, options, out, status);
}

static enum svy_code run_t_welch(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                 struct svy_test *out, struct svy_status *status)
{
	return run_t(SVY_MEAN_WELCH, data, options, out, status);
}

static enum svy_code run_t_pooled(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                  struct svy_test *out, struct svy_status *status)
{
	return run_t(SVY_MEAN_POOLED, data, options, out, status);
}

/* --- analysis of variance ----------------------------------------------------------- */

static enum svy_code run_anova(const struct svy_trial_data *data, const struct svy_trial_options *options,
                               struct svy_test *out, struct svy_status *status)
{
	(void)options;
	return svy_anova(data->moments, data->k, NULL, out, status);
}

static enum svy_code run_anova_welch(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                     struct svy_test *out, struct svy_status *status)
{
	(void)options;
	return svy_anova_welch(data->moments, data->k, out, status);
}

/* --- equivalence --------------------------------------------------------------------- */

/* The limits are of the distance from `centre`, which of a difference is 0. */
static struct svy_equivalence limits_about(double centre, const struct svy_trial_options *options)
{
	return (struct svy_equivalence){centre + options->low, centre + options->high, options->level};
}

static enum svy_code run_tost(enum svy_mean_kind kind, const struct svy_trial_data *data,
                              const struct svy_trial_options *options, struct svy_test *out, struct svy_status *status)
{
	double centre = kind == SVY_MEAN_ONE && !isnan(options->mu) ? options->mu : 0;
	const struct svy_equivalence within = limits_about(centre, options);
	struct svy_group_moments groups[2];
	enum svy_code code = take_groups(kind, data, groups, status);
	return code == SVY_OK ? svy_tost_mean(kind, groups, &within, out, status) : code;
}

static enum svy_code run_tost_one(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                  struct svy_test *out, struct svy_status *status)
{
	return run_tost(SVY_MEAN_ONE, data, options, out, status);
}

static enum svy_code run_tost_paired(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                     struct svy_test *out, struct svy_status *status)
{
	return run_tost(SVY_MEAN_PAIRED, data, options, out, status);
}

static enum svy_code run_tost_welch(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                    struct svy_test *out, struct svy_status *status)
{
	return run_tost(SVY_MEAN_WELCH, data, options, out, status);
}

static enum svy_code run_tost_pooled(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                     struct svy_test *out, struct svy_status *status)
{
	return run_tost(SVY_MEAN_POOLED, data, options, out, status);
}

static enum svy_code run_tost_proportion(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                         struct svy_test *out, struct svy_status *status)
{
	const struct svy_equivalence within = limits_about(isnan(options->mu) ? 0.5 : options->mu, options);
	double x, n;
	svy_trial_event(data, options->event, 0, &x, &n);
	return svy_tost_proportion(x, n, &within, out, status);
}

static enum svy_code run_tost_proportions(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                          struct svy_test *out, struct svy_status *status)
{
	const struct svy_equivalence within = limits_about(0, options);
	double x[2], n[2];
	for (size_t j = 0; j < 2; j++)
		svy_trial_event(data, options->event, j, &x[j], &n[j]);
	return svy_tost_proportions(x, n, &within, out, status);
}

struct svy_trial_family svy_mean_trials(void)
{
	enum { SIDES = SVY_ASKS_SIDES | SVY_ASKS_MU, MARGINS = SVY_ASKS_EQUIVALENCE, TWO = SVY_ASKS_TWO };
	static const struct svy_trial TRIALS[] = {
		{"t-one", "a mean against the value --mu", SVY_FORM_ONE, SIDES, NULL, NULL, run_t_one},
		{"t-paired", "the mean difference of pairs", SVY_FORM_PAIRED, SIDES, NULL, NULL, run_t_paired},
		{"t-welch", "means of two groups whose variances may differ", SVY_FORM_GROUPS, SIDES | TWO, "use anova-welch",
		 NULL, run_t_welch},
		{"t-pooled", "means of two groups of equal variance", SVY_FORM_GROUPS, SIDES | TWO, "use anova", NULL,
		 run_t_pooled},
		{"anova-welch", "means of several groups whose variances may differ", SVY_FORM_GROUPS, 0, NULL, NULL,
		 run_anova_welch},
		{"anova", "means of several groups of equal variance", SVY_FORM_GROUPS, 0, NULL, NULL, run_anova},
		{"tost-one", "whether a mean is as near to --mu as --equivalence says", SVY_FORM_ONE, MARGINS | SVY_ASKS_MU,
		 NULL, NULL, run_tost_one},
		{"tost-paired", "whether the mean difference of pairs is within --equivalence", SVY_FORM_PAIRED, MARGINS, NULL,
		 NULL, run_tost_paired},
		{"tost-welch", "whether two means differ by no more than --equivalence, variances may differ", SVY_FORM_GROUPS,
		 MARGINS | TWO, NULL, NULL, run_tost_welch},
		{"tost-pooled", "whether two means differ by no more than --equivalence, equal variances", SVY_FORM_GROUPS,
		 MARGINS | TWO, NULL, NULL, run_tost_pooled},
		{"tost-proportion", "whether a share is as near to --mu as --equivalence says", SVY_FORM_CATEGORY,
		 MARGINS | SVY_ASKS_MU | SVY_ASKS_EVENT, NULL, NULL, run_tost_proportion},
		{"tost-proportions", "whether two shares differ by no more than --equivalence", SVY_FORM_SHARES,
		 MARGINS | TWO | SVY_ASKS_EVENT, NULL, NULL, run_tost_proportions},
	};
	return (struct svy_trial_family){TRIALS, sizeof TRIALS / sizeof *TRIALS};
}
