/* Tests of the shares of one category, and of two groups. */
#include <math.h>

#include "report/trial.h"
#include "stat/binomial.h"
#include "stat/goodness.h"
#include "stat/proportions.h"

static enum svy_code run_binomial(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                  struct svy_test *out, struct svy_status *status)
{
	double k, n;
	svy_trial_event(data, options->event, 0, &k, &n);
	return svy_binomial(k, n, isnan(options->mu) ? 0.5 : options->mu, options->alternative, options->level, out,
	                    status);
}

static enum svy_code run_multinomial(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                     struct svy_test *out, struct svy_status *status)
{
	const struct svy_monte_carlo monte_carlo = {options->permutations, options->seed, options->threads};
	return svy_multinomial(data->count, options->expected, data->n_categories, &monte_carlo, options->budget, out,
	                       status);
}

/* Below 5 chi-squared and z are no more than near. */
static void doubt(const char *instead, struct svy_test *out)
{
	if (out->smallest_expected < 5 && !isnan(out->p))
		svy_test_note(out, "smallest expected count %.1f: %s is exact", out->smallest_expected, instead);
}

static enum svy_code run_fit(enum svy_fit_kind kind, const struct svy_trial_data *data,
                             const struct svy_trial_options *options, struct svy_test *out, struct svy_status *status)
{
	enum svy_code code = svy_fit(data->count, options->expected, data->n_categories, kind, out, status);
	if (code == SVY_OK)
		doubt("multinomial", out);
	return code;
}

static enum svy_code run_chisq_fit(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                   struct svy_test *out, struct svy_status *status)
{
	return run_fit(SVY_FIT_CHISQ, data, options, out, status);
}

static enum svy_code run_lr_fit(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                struct svy_test *out, struct svy_status *status)
{
	return run_fit(SVY_FIT_LR, data, options, out, status);
}

static enum svy_code run_z(bool corrected, const struct svy_trial_data *data, const struct svy_trial_options *options,
                           struct svy_test *out, struct svy_status *status)
{
	double k[2], n[2];
	for (size_t j = 0; j < 2; j++)
		svy_trial_event(data, options->event, j, &k[j], &n[j]);
	enum svy_code code = svy_z_proportions(k, n, corrected, options->alternative, options->level, out, status);
	if (code == SVY_OK)
		doubt("svy-cross --tests fisher", out);
	return code;
}

static enum svy_code run_z_plain(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                 struct svy_test *out, struct svy_status *status)
{
	return run_z(false, data, options, out, status);
}

static enum svy_code run_z_corrected(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                     struct svy_test *out, struct svy_status *status)
{
	return run_z(true, data, options, out, status);
}

struct svy_trial_family svy_share_trials(void)
{
	enum { EVENT = SVY_ASKS_EVENT | SVY_ASKS_SIDES, TWO = SVY_ASKS_TWO | EVENT };
	static const char OTHERWISE[] = "use svy-cross";
	static const struct svy_trial TRIALS[] = {
		{"binomial", "the share of --event against --mu", SVY_FORM_CATEGORY, EVENT | SVY_ASKS_MU, NULL, "binomial",
		 run_binomial},
		{"multinomial", "the shares of all categories against --expected, or equal ones", SVY_FORM_CATEGORY,
		 SVY_ASKS_EXPECTED | SVY_ASKS_SEED | SVY_ASKS_PERMUTATIONS, NULL, "multinomial", run_multinomial},
		{"chisq-fit", "the same of many respondents, by chi-squared", SVY_FORM_CATEGORY, SVY_ASKS_EXPECTED, NULL,
		 "multinomial", run_chisq_fit},
		{"lr-fit", "the same by the likelihood ratio", SVY_FORM_CATEGORY, SVY_ASKS_EXPECTED, NULL, "multinomial",
		 run_lr_fit},
		{"z-proportions", "the share of --event in two groups", SVY_FORM_SHARES, TWO, OTHERWISE, NULL, run_z_plain},
		{"z-proportions-cc", "the same, corrected for continuity", SVY_FORM_SHARES, TWO, OTHERWISE, NULL,
		 run_z_corrected},
	};
	return (struct svy_trial_family){TRIALS, sizeof TRIALS / sizeof *TRIALS};
}
