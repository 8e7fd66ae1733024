/* Tests of a trend over ordered categories. */
#include "report/cross_trial.h"
#include "stat/jonckheere.h"
#include "stat/trend.h"

static struct svy_ordered_options read_options(const struct svy_cross_case *at)
{
	const struct svy_cross_options *options = at->options;
	return (struct svy_ordered_options){svy_ordered_steps(options->budget),
	                                    {options->samples, options->seed, (unsigned)options->threads}};
}

static enum svy_code run_trend(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	const struct svy_cross_matrices *m = at->matrices;
	return svy_trend(svy_cross_case_cells(at), m->rows, m->cols, m->row_score, m->col_score, at->options->alternative,
	                 at->options->level, out, status);
}

static enum svy_code run_trend_exact(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	const struct svy_cross_matrices *m = at->matrices;
	const struct svy_ordered_options options = read_options(at);
	return svy_trend_exact(svy_cross_case_cells(at), m->rows, m->cols, m->row_score, m->col_score,
	                       at->options->alternative, &options, out, status);
}

static enum svy_code run_linear_exact(const struct svy_cross_case *at, struct svy_test *out,
                                      struct svy_status *status)
{
	const struct svy_cross_matrices *m = at->matrices;
	const struct svy_ordered_options options = read_options(at);
	return svy_linear_exact(svy_cross_case_cells(at), m->rows, m->cols, m->row_score, m->col_score,
	                        at->options->alternative, &options, out, status);
}

/* Rows are the groups. */
static enum svy_code run_order(const struct svy_cross_case *at, bool exact, struct svy_test *out,
                               struct svy_status *status)
{
	const struct svy_ordered_options options = read_options(at);
	struct svy_sample sample;
	enum svy_code code = svy_sample_from_table(svy_cross_case_cells(at), at->matrices->rows, at->matrices->cols,
	                                           &sample, status);
	if (code != SVY_OK)
		return code;
	code = exact ? svy_jonckheere_exact(&sample, at->options->alternative, &options, out, status)
	             : svy_jonckheere(&sample, at->options->alternative, out, status);
	svy_sample_clear(&sample);
	return code;
}

static enum svy_code run_jonckheere(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_order(at, false, out, status);
}

static enum svy_code run_jonckheere_exact(const struct svy_cross_case *at, struct svy_test *out,
                                          struct svy_status *status)
{
	return run_order(at, true, out, status);
}

struct svy_cross_family svy_cross_trend_trials(void)
{
	enum {
		TREND = SVY_TRIAL_TWO | SVY_TRIAL_ORDER_ROWS | SVY_TRIAL_ORDER_COLS | SVY_TRIAL_SIDES,
		ORDER = SVY_TRIAL_ORDER | SVY_TRIAL_SIDES | SVY_TRIAL_WHOLE,
		EXACT = SVY_TRIAL_WHOLE | SVY_TRIAL_SEED
	};
	static const struct svy_cross_trial TRIALS[] = {
		{"trend", TREND, "use linear", run_trend},
		{"trend-exact", TREND | EXACT, "use linear-exact", run_trend_exact},
		/* Of large tables these take seconds. */
		{"linear-exact", ORDER | EXACT | SVY_TRIAL_NAMED, NULL, run_linear_exact},
		{"jonckheere", ORDER, NULL, run_jonckheere},
		{"jonckheere-exact", ORDER | EXACT | SVY_TRIAL_NAMED, NULL, run_jonckheere_exact},
	};
	return (struct svy_cross_family){TRIALS, sizeof TRIALS / sizeof *TRIALS};
}
