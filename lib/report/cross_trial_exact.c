/* Exact tests of independence. */
#include "report/cross_trial.h"
#include "stat/exact_table.h"

typedef enum svy_code test_four(const double n[4], enum svy_alternative alternative, double level,
                                struct svy_test *out, struct svy_status *status);
typedef enum svy_code test_table(const double *n, size_t rows, size_t cols, const struct svy_exact_options *options,
                                 struct svy_test *out, struct svy_status *status);

static struct svy_monte_carlo monte_carlo(const struct svy_cross_options *options)
{
	return (struct svy_monte_carlo){options->samples, options->seed, (unsigned)options->threads};
}

/* Of 2 x 2 tables with odds ratio and direction, of larger ones without. */
static enum svy_code run_either(const struct svy_cross_case *at, test_four *four, test_table *table,
                                struct svy_test *out, struct svy_status *status)
{
	const struct svy_cross_options *options = at->options;
	const struct svy_cross_matrices *m = at->matrices;
	if (m->rows <= 2 && m->cols <= 2) {
		double n[4];
		svy_cross_case_four(at, n);
		return four(n, options->alternative, options->level, out, status);
	}
	if (options->alternative != SVY_TWO_SIDED)
		return svy_fail(status, SVY_EUSAGE,
		                "--alternative %s: of larger tables than 2 x 2 Fisher's test has no direction",
		                svy_alternative_name(options->alternative));
	const struct svy_exact_options exact = {.seconds = options->budget, .monte_carlo = monte_carlo(options)};
	return table(svy_cross_case_cells(at), m->rows, m->cols, &exact, out, status);
}

static enum svy_code run_fisher(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_either(at, svy_fisher, svy_fisher_table, out, status);
}

static enum svy_code run_midp(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_either(at, svy_fisher_midp, svy_fisher_table_midp, out, status);
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
	enum { EXACT = SVY_TRIAL_WHOLE | SVY_TRIAL_SIDES };
	static const struct svy_cross_trial TRIALS[] = {
		{"fisher", EXACT, NULL, run_fisher},
		{"fisher-midp", EXACT, NULL, run_midp},
		{"fisher-mc", SVY_TRIAL_WHOLE | SVY_TRIAL_SEED, NULL, run_monte_carlo},
	};
	return (struct svy_cross_family){TRIALS, sizeof TRIALS / sizeof *TRIALS};
}
