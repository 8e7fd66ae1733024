/* Exact tests of independence. */
#include "report/cross_trial.h"
#include "stat/unconditional.h"

static enum svy_code run_fisher(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	double n[4];
	svy_cross_case_four(at, n);
	return svy_fisher(n, at->options->alternative, at->options->two_sided, at->options->level, out, status);
}

static enum svy_code run_midp(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	double n[4];
	svy_cross_case_four(at, n);
	return svy_fisher_midp(n, at->options->alternative, at->options->level, out, status);
}

static enum svy_code run_barnard(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	double n[4];
	svy_cross_case_four(at, n);
	return svy_barnard(n, at->options->alternative, out, status);
}

static enum svy_code run_boschloo(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	double n[4];
	svy_cross_case_four(at, n);
	return svy_boschloo(n, at->options->alternative, out, status);
}

static enum svy_code run_monte_carlo(const struct svy_cross_case *at, struct svy_test *out,
                                     struct svy_status *status)
{
	const struct svy_cross_options *options = at->options;
	const struct svy_monte_carlo monte_carlo = {options->samples, options->seed, (unsigned)options->threads};
	return svy_fisher_monte_carlo(svy_cross_case_cells(at), at->matrices->rows, at->matrices->cols, &monte_carlo, out,
	                              status);
}

struct svy_cross_family svy_cross_exact_trials(void)
{
	enum { EXACT = SVY_TRIAL_WHOLE | SVY_TRIAL_FOUR | SVY_TRIAL_SIDES };
	static const struct svy_cross_trial TRIALS[] = {
		{"fisher", EXACT | SVY_TRIAL_ORDERING, "use fisher-mc", run_fisher},
		{"fisher-midp", EXACT, "use fisher-mc", run_midp},
		{"barnard", EXACT | SVY_TRIAL_SMALL, "use fisher-mc", run_barnard},
		{"boschloo", EXACT | SVY_TRIAL_SMALL, "use fisher-mc", run_boschloo},
		{"fisher-mc", SVY_TRIAL_WHOLE | SVY_TRIAL_SEED, NULL, run_monte_carlo},
	};
	return (struct svy_cross_family){TRIALS, sizeof TRIALS / sizeof *TRIALS};
}
