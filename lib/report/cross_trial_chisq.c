/* Chi-squared tests of independence, and of linear association. */
#include "report/cross_trial.h"
#include "stat/chisq.h"

static enum svy_code run_chisq(const struct svy_cross_case *at, enum svy_chisq_kind kind, struct svy_test *out,
                               struct svy_status *status)
{
	return svy_chisq(svy_cross_case_cells(at), at->matrices->rows, at->matrices->cols, kind, out, status);
}

static enum svy_code run_pearson(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_chisq(at, SVY_CHISQ_PEARSON, out, status);
}

static enum svy_code run_lr(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_chisq(at, SVY_CHISQ_LR, out, status);
}

static enum svy_code run_yates(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_chisq(at, SVY_CHISQ_YATES, out, status);
}

static enum svy_code run_linear(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	const struct svy_cross_matrices *m = at->matrices;
	return svy_linear_by_linear(svy_cross_case_cells(at), m->rows, m->cols, m->row_score, m->col_score, out, status);
}

struct svy_cross_family svy_cross_chisq_trials(void)
{
	static const struct svy_cross_trial TRIALS[] = {
		{"pearson", 0, NULL, run_pearson},
		{"lr", 0, NULL, run_lr},
		{"yates", SVY_TRIAL_FOUR, "use pearson", run_yates},
		{"linear", SVY_TRIAL_ORDER, NULL, run_linear},
	};
	return (struct svy_cross_family){TRIALS, sizeof TRIALS / sizeof *TRIALS};
}
