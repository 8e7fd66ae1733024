/* Exact tests of independence. */
#include "report/cross_trial.h"
#include "stat/exact_table.h"
#include "stat/unconditional.h"

static struct svy_monte_carlo monte_carlo(const struct svy_cross_options *options)
{
	return (struct svy_monte_carlo){options->samples, options->seed, (unsigned)options->threads};
}

static bool has_four(const struct svy_cross_case *at)
{
	return at->matrices->rows <= 2 && at->matrices->cols <= 2;
}

/* Of tables larger than 2 x 2: no direction, one order of the tables, no odds ratio. */
static enum svy_code run_larger(const struct svy_cross_case *at, bool midp, struct svy_test *out,
                                struct svy_status *status)
{
	const struct svy_cross_options *options = at->options;
	const struct svy_cross_matrices *m = at->matrices;
	const struct svy_exact_options exact = {
	    .seconds = options->budget, .bytes = options->memory, .monte_carlo = monte_carlo(options)};
	if (options->alternative != SVY_TWO_SIDED)
		return svy_fail(status, SVY_EUSAGE,
		                "--alternative %s: of larger tables than 2 x 2 Fisher's test has no direction",
		                svy_alternative_name(options->alternative));
	if (options->two_sided != SVY_ORDER_MINLIKE)
		return svy_fail(status, SVY_EUSAGE, "--two-sided: of larger tables than 2 x 2 Fisher's test has minlike alone");
	return midp ? svy_fisher_table_midp(svy_cross_case_cells(at), m->rows, m->cols, &exact, out, status)
	            : svy_fisher_table(svy_cross_case_cells(at), m->rows, m->cols, &exact, out, status);
}

static enum svy_code run_fisher(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	double n[4];
	if (!has_four(at))
		return run_larger(at, false, out, status);
	svy_cross_case_four(at, n);
	return svy_fisher(n, at->options->alternative, at->options->two_sided, at->options->level, out, status);
}

static enum svy_code run_midp(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	double n[4];
	if (!has_four(at))
		return run_larger(at, true, out, status);
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
	const struct svy_monte_carlo draws = monte_carlo(at->options);
	const struct svy_cross_matrices *m = at->matrices;
	return svy_fisher_monte_carlo(svy_cross_case_cells(at), m->rows, m->cols, &draws, out, status);
}

struct svy_cross_family svy_cross_exact_trials(void)
{
	enum { EXACT = SVY_TRIAL_WHOLE | SVY_TRIAL_SIDES, FOUR = EXACT | SVY_TRIAL_FOUR | SVY_TRIAL_SMALL };
	static const struct svy_cross_trial TRIALS[] = {
		{"fisher", EXACT | SVY_TRIAL_ORDERING, NULL, run_fisher},
		{"fisher-midp", EXACT, NULL, run_midp},
		{"barnard", FOUR, "use fisher", run_barnard},
		{"boschloo", FOUR, "use fisher", run_boschloo},
		{"fisher-mc", SVY_TRIAL_WHOLE | SVY_TRIAL_SEED, NULL, run_monte_carlo},
	};
	return (struct svy_cross_family){TRIALS, sizeof TRIALS / sizeof *TRIALS};
}
