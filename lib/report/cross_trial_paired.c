/* Tests and measures of two answers of the same respondents. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/cross_square.h"
#include "report/cross_trial.h"
#include "stat/paired.h"
#include "stat/square.h"

/* The square table of the case; scaled where the matrices are. */
static enum svy_code make_square(const struct svy_cross_case *at, double **out, size_t *k, struct svy_status *status)
{
	double scale = at->matrices->scaled ? svy_cross_scale_of(at->cross, at->t) : 1;
	enum svy_code code = svy_cross_square(at->cross, at->t, out, k, status);
	for (size_t i = 0; code == SVY_OK && i < *k * *k; i++)
		(*out)[i] *= scale;
	return code;
}

static bool is_met(const double *square, size_t k, size_t i)
{
	for (size_t j = 0; j < k; j++)
		if (square[i * k + j] > 0 || square[j * k + i] > 0)
			return true;
	return false;
}

enum svy_code svy_cross_case_pairs(const struct svy_cross_case *at, double n[4], size_t *met, size_t *first,
                                   struct svy_status *status)
{
	double *square = NULL;
	size_t k = 0, which[2] = {0, 0};
	enum svy_code code = make_square(at, &square, &k, status);
	if (code != SVY_OK)
		return code;
	*met = 0;
	for (size_t i = 0; i < k; i++)
		if (is_met(square, k, i) && ++*met <= 2)
			which[*met - 1] = i;
	n[0] = n[1] = n[2] = n[3] = 0;
	for (size_t i = 0; i < *met && i < 2; i++)
		for (size_t j = 0; j < *met && j < 2; j++)
			n[2 * i + j] = square[which[i] * k + which[j]];
	*first = which[0];
	free(square);
	return SVY_OK;
}

/* --- tests ------------------------------------------------------------------- */

static enum svy_code run_mcnemar(const struct svy_cross_case *at, enum svy_mcnemar_kind kind, struct svy_test *out,
                                 struct svy_status *status)
{
	double n[4];
	size_t met, first;
	enum svy_code code = svy_cross_case_pairs(at, n, &met, &first, status);
	/* One category that was met is one of two; more than two are refused there. */
	if (code == SVY_OK)
		code = svy_mcnemar(n, met > 2 ? met : 2, kind, at->options->alternative, at->options->level, out, status);
	return code;
}

static enum svy_code run_plain(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_mcnemar(at, SVY_MCNEMAR, out, status);
}

static enum svy_code run_corrected(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_mcnemar(at, SVY_MCNEMAR_CC, out, status);
}

static enum svy_code run_exact(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_mcnemar(at, SVY_MCNEMAR_EXACT, out, status);
}

static enum svy_code run_midp(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_mcnemar(at, SVY_MCNEMAR_MIDP, out, status);
}

static enum svy_code run_square(const struct svy_cross_case *at, enum svy_square_kind kind, struct svy_test *out,
                                struct svy_status *status)
{
	double *square = NULL;
	size_t k = 0;
	enum svy_code code = make_square(at, &square, &k, status);
	if (code == SVY_OK)
		code = svy_square_test(square, k, kind, out, status);
	free(square);
	return code;
}

static enum svy_code run_bowker(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_square(at, SVY_SQUARE_BOWKER, out, status);
}

static enum svy_code run_stuart_maxwell(const struct svy_cross_case *at, struct svy_test *out,
                                        struct svy_status *status)
{
	return run_square(at, SVY_SQUARE_STUART_MAXWELL, out, status);
}

static enum svy_code run_bhapkar(const struct svy_cross_case *at, struct svy_test *out, struct svy_status *status)
{
	return run_square(at, SVY_SQUARE_BHAPKAR, out, status);
}

struct svy_cross_family svy_cross_paired_trials(void)
{
	enum { FOUR = SVY_TRIAL_WHOLE | SVY_TRIAL_FOUR | SVY_TRIAL_SAME | SVY_TRIAL_SIDES };
	static const struct svy_cross_trial TRIALS[] = {
		{"mcnemar", FOUR, "use bowker or stuart-maxwell", run_plain},
		{"mcnemar-cc", FOUR, "use bowker or stuart-maxwell", run_corrected},
		{"mcnemar-exact", FOUR, "use bowker or stuart-maxwell", run_exact},
		{"mcnemar-midp", FOUR, "use bowker or stuart-maxwell", run_midp},
		{"bowker", SVY_TRIAL_SAME, NULL, run_bowker},
		{"stuart-maxwell", SVY_TRIAL_SAME, NULL, run_stuart_maxwell},
		{"bhapkar", SVY_TRIAL_SAME, NULL, run_bhapkar},
	};
	return (struct svy_cross_family){TRIALS, sizeof TRIALS / sizeof *TRIALS};
}

/* --- measures ------------------------------------------------------------------ */

static enum svy_code run_measure(const struct svy_cross_case *at, enum svy_paired_kind kind, struct svy_measure *out,
                                 struct svy_status *status)
{
	double n[4];
	size_t met, first;
	enum svy_code code = svy_cross_case_pairs(at, n, &met, &first, status);
	if (code == SVY_OK && met > 2)
		code = svy_fail(status, SVY_EUSAGE, "--assoc: or-paired and rd-paired are for 2 categories, here are %zu", met);
	return code == SVY_OK ? svy_paired_measure(n, kind, at->options->level, out, status) : code;
}

static enum svy_code run_odds_ratio(const struct svy_cross_case *at, struct svy_measure *out,
                                    struct svy_status *status)
{
	return run_measure(at, SVY_OR_PAIRED, out, status);
}

static enum svy_code run_difference(const struct svy_cross_case *at, struct svy_measure *out,
                                    struct svy_status *status)
{
	const char *method = at->options->rd_method;
	if (strcmp(method, "exact") == 0)
		return svy_fail(status, SVY_EUSAGE, "--rd-method exact: it is for rd; rd-paired has newcombe, tango and wald");
	enum svy_paired_kind kind = strcmp(method, "tango") == 0  ? SVY_RD_PAIRED_TANGO
	                            : strcmp(method, "wald") == 0 ? SVY_RD_PAIRED_WALD
	                                                          : SVY_RD_PAIRED;
	return run_measure(at, kind, out, status);
}

static const struct svy_cross_gauge GAUGES[] = {
	{"or-paired", SVY_TRIAL_WHOLE | SVY_TRIAL_FOUR | SVY_TRIAL_SAME, "choose two rows and two columns with --where",
	 run_odds_ratio},
	{"rd-paired", SVY_TRIAL_FOUR | SVY_TRIAL_SAME, "choose two rows and two columns with --where", run_difference},
};

const struct svy_cross_gauge *svy_cross_paired_gauge_at(size_t i)
{
	return i < sizeof GAUGES / sizeof *GAUGES ? &GAUGES[i] : NULL;
}
