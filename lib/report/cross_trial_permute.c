/* Permutation forms of tests of cross-tabulations. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "report/cross_trial.h"
#include "stat/chisq.h"
#include "stat/permute_table.h"

static struct svy_permute_options ask(const struct svy_cross_case *at, const char *name)
{
	const struct svy_cross_options *options = at->options;
	return (struct svy_permute_options){
		.stream = name, .alternative = options->alternative,
		.monte_carlo = {options->samples, options->seed, (unsigned)options->threads}};
}

/* The row of the test, without what comes from its distribution. */
static void begin(const char *name, const struct svy_test *base, enum svy_alternative alternative,
                  struct svy_test *out)
{
	svy_test_init(out, name);
	svy_test_method(out, "permutations; statistic of %s", name + sizeof "permutation-" - 1);
	out->statistic = base->statistic;
	out->estimate = base->estimate;
	out->alternative = alternative;
	if (*base->note)
		svy_test_note(out, "%s", base->note);
}

static void say(const struct svy_permuted *how, const char *base, struct svy_test *out)
{
	svy_test_method(out, "%s %.0f tables with these margins%s; statistic of %s", how->all ? "all" : "Monte Carlo,",
	                how->n, how->all ? "" : ", 99% interval of p", base);
}

/* --- one table ------------------------------------------------------------------------- */

static enum svy_code run_table(const struct svy_cross_case *at, const char *name, enum svy_table_score score,
                               const struct svy_test *base, struct svy_test *out, struct svy_status *status)
{
	const struct svy_cross_matrices *m = at->matrices;
	struct svy_permute_options options = ask(at, name);
	struct svy_permuted how;
	if (score != SVY_TABLE_LINEAR)
		options.alternative = SVY_TWO_SIDED;
	begin(name, base, options.alternative, out);
	if (isnan(base->statistic))
		return SVY_OK;
	enum svy_code code = svy_permute_table(svy_cross_case_cells(at), m->rows, m->cols, score, m->row_score,
	                                       m->col_score, &options, out, &how, status);
	say(&how, name + sizeof "permutation-" - 1, out);
	return code;
}

static enum svy_code run_chisq(const struct svy_cross_case *at, const char *name, enum svy_chisq_kind kind,
                               enum svy_table_score score, struct svy_test *out, struct svy_status *status)
{
	struct svy_test base;
	enum svy_code code =
		svy_chisq(svy_cross_case_cells(at), at->matrices->rows, at->matrices->cols, kind, &base, status);
	return code == SVY_OK ? run_table(at, name, score, &base, out, status) : code;
}

static enum svy_code run_pearson(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_chisq(at, "permutation-pearson", SVY_CHISQ_PEARSON, SVY_TABLE_PEARSON, out, status);
}

static enum svy_code run_lr(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_chisq(at, "permutation-lr", SVY_CHISQ_LR, SVY_TABLE_LR, out, status);
}

static enum svy_code run_linear(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	const struct svy_cross_matrices *m = at->matrices;
	struct svy_test base;
	enum svy_code code = svy_linear_by_linear(svy_cross_case_cells(at), m->rows, m->cols, m->row_score, m->col_score,
	                                          &base, status);
	return code == SVY_OK ? run_table(at, "permutation-linear", SVY_TABLE_LINEAR, &base, out, status) : code;
}

/* --- strata ------------------------------------------------------------------------------ */

struct strata {
	struct svy_cross_case at;
	const struct svy_cross_trial *base;
};

static enum svy_code run_base(const void *state, const double *tables, double *out, struct svy_status *status)
{
	const struct strata *strata = state;
	struct svy_cross_matrices matrices = *strata->at.matrices;
	struct svy_cross_case at = strata->at;
	struct svy_test test;
	matrices.cells = (double *)(uintptr_t)tables; /* only read */
	at.matrices = &matrices;
	enum svy_code code = strata->base->run(&at, &test, status);
	*out = test.statistic;
	return code;
}

static const struct svy_cross_trial *find_base(const char *name)
{
	const struct svy_cross_family family = svy_cross_strata_trials();
	for (size_t i = 0; i < family.n; i++)
		if (strcmp(family.trial[i].name, name) == 0)
			return &family.trial[i];
	return NULL;
}

static enum svy_code run_strata(const struct svy_cross_case *at, const char *name, struct svy_test *out,
                                struct svy_status *status)
{
	const struct svy_cross_matrices *m = at->matrices;
	struct strata strata = {*at, find_base(name + sizeof "permutation-" - 1)};
	struct svy_permute_options options = ask(at, name);
	struct svy_permuted how;
	struct svy_test base;
	enum svy_code code = strata.base->run(at, &base, status);
	if (code != SVY_OK)
		return code;
	options.upper = true;
	options.alternative = SVY_TWO_SIDED;
	begin(name, &base, SVY_TWO_SIDED, out);
	if (isnan(base.statistic))
		return SVY_OK;
	code = svy_permute_tables(m->cells, m->n_tables, m->rows, m->cols, run_base, &strata, &options, out, &how, status);
	say(&how, strata.base->name, out);
	return code;
}

static enum svy_code run_cmh(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_strata(at, "permutation-cmh", out, status);
}

static enum svy_code run_general(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_strata(at, "permutation-cmh-general", out, status);
}

static enum svy_code run_anova(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_strata(at, "permutation-cmh-anova", out, status);
}

static enum svy_code run_correlation(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_strata(at, "permutation-cmh-correlation", out, status);
}

struct svy_cross_family svy_cross_permute_trials(void)
{
	enum {
		NAMED = SVY_TRIAL_WHOLE | SVY_TRIAL_SEED | SVY_TRIAL_NAMED,
		STRATA = NAMED | SVY_TRIAL_STRATA,
		COLS = SVY_TRIAL_ORDER_COLS
	};
	static const struct svy_cross_trial TRIALS[] = {
		{"permutation-pearson", NAMED, NULL, run_pearson},
		{"permutation-lr", NAMED, NULL, run_lr},
		{"permutation-linear", NAMED | SVY_TRIAL_ORDER | SVY_TRIAL_SIDES, NULL, run_linear},
		{"permutation-cmh", STRATA | SVY_TRIAL_FOUR, "use permutation-cmh-general", run_cmh},
		{"permutation-cmh-general", STRATA, NULL, run_general},
		{"permutation-cmh-anova", STRATA | COLS, NULL, run_anova},
		{"permutation-cmh-correlation", STRATA | COLS | SVY_TRIAL_ORDER_ROWS, NULL, run_correlation},
	};
	return (struct svy_cross_family){TRIALS, sizeof TRIALS / sizeof *TRIALS};
}
