/* Tests and measures over strata: the layers. */
#include "report/cross_trial.h"
#include "stat/homogeneity.h"
#include "stat/mantel_haenszel.h"
#include "stat/stratified.h"

static enum svy_code make_strata(const struct svy_cross_case *at, struct svy_strata **out, struct svy_status *status)
{
	const struct svy_cross_matrices *m = at->matrices;
	return svy_strata_new(m->cells, m->n_tables, m->rows, m->cols, out, status);
}

static enum svy_code run_cmh_plain(const struct svy_cross_case *at, bool corrected, struct svy_test *out,
                                   struct svy_status *status)
{
	struct svy_strata *strata = NULL;
	enum svy_code code = make_strata(at, &strata, status);
	if (code == SVY_OK)
		code = svy_cmh(strata, corrected, at->options->level, out, status);
	svy_strata_free(strata);
	return code;
}

static enum svy_code run_cmh_exact(const struct svy_cross_case *at, bool midp, struct svy_test *out,
                                   struct svy_status *status)
{
	struct svy_strata *strata = NULL;
	enum svy_code code = make_strata(at, &strata, status);
	if (code == SVY_OK)
		code = svy_cmh_exact(strata, at->options->alternative, midp, at->options->level, out, status);
	svy_strata_free(strata);
	return code;
}

static enum svy_code run_kind(const struct svy_cross_case *at, enum svy_cmh_kind kind, struct svy_test *out,
                              struct svy_status *status)
{
	struct svy_strata *strata = NULL;
	enum svy_code code = make_strata(at, &strata, status);
	if (code == SVY_OK)
		code = svy_cmh_general(strata, kind, at->matrices->row_score, at->matrices->col_score, out, status);
	svy_strata_free(strata);
	return code;
}

static enum svy_code run_homogeneity(const struct svy_cross_case *at, enum svy_homogeneity_kind kind,
                                     struct svy_test *out, struct svy_status *status)
{
	struct svy_strata *strata = NULL;
	enum svy_code code = make_strata(at, &strata, status);
	if (code == SVY_OK)
		code = svy_homogeneity(strata, kind, out, status);
	svy_strata_free(strata);
	return code;
}

static enum svy_code run_ratio(const struct svy_cross_case *at, enum svy_mantel_haenszel_kind kind,
                               struct svy_measure *out, struct svy_status *status)
{
	struct svy_strata *strata = NULL;
	enum svy_code code = make_strata(at, &strata, status);
	if (code == SVY_OK)
		code = svy_mantel_haenszel(strata, kind, at->options->level, out, status);
	svy_strata_free(strata);
	return code;
}

static enum svy_code run_cmh(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_cmh_plain(at, false, out, status);
}

static enum svy_code run_cmh_cc(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_cmh_plain(at, true, out, status);
}

static enum svy_code run_exact(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_cmh_exact(at, false, out, status);
}

static enum svy_code run_midp(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_cmh_exact(at, true, out, status);
}

static enum svy_code run_general(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_kind(at, SVY_CMH_GENERAL, out, status);
}

static enum svy_code run_anova(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_kind(at, SVY_CMH_ANOVA, out, status);
}

static enum svy_code run_correlation(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_kind(at, SVY_CMH_CORRELATION, out, status);
}

static enum svy_code run_breslow_day(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_homogeneity(at, SVY_BRESLOW_DAY, out, status);
}

static enum svy_code run_tarone(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_homogeneity(at, SVY_TARONE, out, status);
}

static enum svy_code run_woolf(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_homogeneity(at, SVY_WOOLF, out, status);
}

static enum svy_code run_odds_ratio(const struct svy_cross_case *at, struct svy_measure *out,
									struct svy_status *status)
{
	return run_ratio(at, SVY_MANTEL_HAENSZEL_OR, out, status);
}

static enum svy_code run_relative_risk(const struct svy_cross_case *at, struct svy_measure *out,
									   struct svy_status *status)
{
	return run_ratio(at, SVY_MANTEL_HAENSZEL_RR, out, status);
}

static enum svy_code run_difference(const struct svy_cross_case *at, struct svy_measure *out,
									struct svy_status *status)
{
	return run_ratio(at, SVY_MANTEL_HAENSZEL_RD, out, status);
}

enum { STRATA = SVY_TRIAL_STRATA, FOUR = STRATA | SVY_TRIAL_FOUR, EXACT = FOUR | SVY_TRIAL_WHOLE | SVY_TRIAL_SIDES };

#define GENERAL "use cmh-general"
#define CHOOSE "choose two rows and two columns with --where"

struct svy_cross_family svy_cross_strata_trials(void)
{
	static const struct svy_cross_trial TRIALS[] = {
		{"cmh", FOUR, GENERAL, run_cmh},
		{"cmh-cc", FOUR, GENERAL, run_cmh_cc},
		{"cmh-exact", EXACT, GENERAL, run_exact},
		{"cmh-midp", EXACT, GENERAL, run_midp},
		{"cmh-general", STRATA, NULL, run_general},
		{"cmh-anova", STRATA | SVY_TRIAL_ORDER_COLS, NULL, run_anova},
		{"cmh-correlation", STRATA | SVY_TRIAL_ORDER_ROWS | SVY_TRIAL_ORDER_COLS, NULL, run_correlation},
		{"breslow-day", FOUR, CHOOSE, run_breslow_day},
		{"tarone", FOUR, CHOOSE, run_tarone},
		{"woolf", FOUR, CHOOSE, run_woolf},
	};
	return (struct svy_cross_family){TRIALS, sizeof TRIALS / sizeof *TRIALS};
}

const struct svy_cross_gauge *svy_cross_strata_gauge_at(size_t i)
{
	static const struct svy_cross_gauge GAUGES[SVY_N_MANTEL_HAENSZEL] = {
		{"or-mh", FOUR, CHOOSE, run_odds_ratio},
		{"rr-mh", FOUR, CHOOSE, run_relative_risk},
		{"rd-mh", FOUR, CHOOSE, run_difference},
	};
	return i < SVY_N_MANTEL_HAENSZEL ? &GAUGES[i] : NULL;
}
