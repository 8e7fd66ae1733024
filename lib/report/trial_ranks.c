/* Tests of ranks, signs and distribution functions. */
#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "report/trial.h"
#include "stat/friedman.h"
#include "stat/kruskal.h"
#include "stat/mann_whitney.h"
#include "stat/median.h"
#include "stat/sign.h"
#include "stat/signed_rank.h"
#include "stat/smirnov.h"

static struct svy_rank_options rank_options(const struct svy_trial_options *options)
{
	return (struct svy_rank_options){.alternative = options->alternative, .level = options->level,
	                                 .work = fmax(1, options->budget * SVY_TRIAL_STEPS),
	                                 .draw = {options->permutations, options->seed, options->threads},
	                                 .mu = isnan(options->mu) ? 0 : options->mu, .pratt = options->pratt};
}

/* --- two groups --------------------------------------------------------------------- */

/* Groups in which nobody is are not there: a test of two is told so, and says that one is empty. */
static struct svy_sample two_groups(const struct svy_sample *sample, uint64_t size[2])
{
	struct svy_sample two = *sample;
	for (size_t j = 0; j < 2; j++)
		size[j] = j < sample->k ? sample->size[j] : 0;
	two.k = 2;
	two.size = size;
	return two;
}

static enum svy_code run_rank_sum(enum svy_rank_form form, const struct svy_trial_data *data,
                                  const struct svy_trial_options *options, struct svy_test *out,
                                  struct svy_status *status)
{
	const struct svy_rank_options rank = rank_options(options);
	uint64_t size[2];
	const struct svy_sample sample = two_groups(&data->sample, size);
	return svy_mann_whitney(&sample, form, &rank, out, status);
}

static enum svy_code run_mann_whitney(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                      struct svy_test *out, struct svy_status *status)
{
	return run_rank_sum(SVY_RANK_NORMAL, data, options, out, status);
}

static enum svy_code run_mann_whitney_cc(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                         struct svy_test *out, struct svy_status *status)
{
	return run_rank_sum(SVY_RANK_CORRECTED, data, options, out, status);
}

static enum svy_code run_mann_whitney_exact(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                            struct svy_test *out, struct svy_status *status)
{
	return run_rank_sum(SVY_RANK_EXACT, data, options, out, status);
}

/* Exact by itself where that is quick; --exact allows what --budget does. */
static enum svy_code run_smirnov(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                 struct svy_test *out, struct svy_status *status)
{
	uint64_t size[2];
	const struct svy_sample sample = two_groups(&data->sample, size);
	return svy_smirnov(&sample, options->alternative,
	                   options->exact ? fmax(1, options->budget * SVY_TRIAL_STEPS) : 0, out, status);
}

static enum svy_code run_median_exact(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                      struct svy_test *out, struct svy_status *status)
{
	uint64_t size[2];
	const struct svy_sample sample = two_groups(&data->sample, size);
	return svy_median_exact(&sample, options->alternative, options->level, out, status);
}

/* --- several groups ------------------------------------------------------------------ */

static enum svy_code run_kruskal_wallis(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                        struct svy_test *out, struct svy_status *status)
{
	(void)options;
	return svy_kruskal_wallis(&data->sample, out, status);
}

static enum svy_code run_median(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                struct svy_test *out, struct svy_status *status)
{
	(void)options;
	return svy_median(&data->sample, out, status);
}

/* --- one group, pairs, repeated measures ----------------------------------------------- */

/* One group as values with their frequencies, which are the caller's to free. */
static enum svy_code take_values(const struct svy_sample *sample, double **x, uint64_t **n, struct svy_status *status)
{
	*x = svy_array_new(sample->n_runs, sizeof **x);
	*n = svy_array_new(sample->n_runs, sizeof **n);
	if (!*x || !*n)
		return svy_fail_memory(status);
	for (size_t i = 0; i < sample->n_runs; i++) {
		(*x)[i] = sample->run[i].x;
		(*n)[i] = sample->run[i].n;
	}
	return SVY_OK;
}

typedef enum svy_code matched_test(const struct svy_matched *matched, const struct svy_rank_options *options,
                                   struct svy_test *out, struct svy_status *status);

static enum svy_code run_matched(matched_test *test, const struct svy_trial_data *data,
                                 const struct svy_trial_options *options, struct svy_test *out,
                                 struct svy_status *status)
{
	const struct svy_rank_options rank = rank_options(options);
	if (data->form != SVY_FORM_ONE)
		return test(&data->matched, &rank, out, status);
	double *x;
	uint64_t *n;
	enum svy_code code = take_values(&data->sample, &x, &n, status);
	const struct svy_matched values = {x, NULL, n, data->sample.n_runs};
	if (code == SVY_OK)
		code = test(&values, &rank, out, status);
	free(x);
	free(n);
	return code;
}

static enum svy_code signed_rank(const struct svy_matched *matched, const struct svy_rank_options *options,
                                 struct svy_test *out, struct svy_status *status)
{
	return svy_signed_rank(matched, SVY_RANK_NORMAL, options, out, status);
}

static enum svy_code signed_rank_cc(const struct svy_matched *matched, const struct svy_rank_options *options,
                                    struct svy_test *out, struct svy_status *status)
{
	return svy_signed_rank(matched, SVY_RANK_CORRECTED, options, out, status);
}

static enum svy_code signed_rank_exact(const struct svy_matched *matched, const struct svy_rank_options *options,
                                       struct svy_test *out, struct svy_status *status)
{
	return svy_signed_rank(matched, SVY_RANK_EXACT, options, out, status);
}

static enum svy_code run_signed_rank(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                     struct svy_test *out, struct svy_status *status)
{
	return run_matched(signed_rank, data, options, out, status);
}

static enum svy_code run_signed_rank_cc(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                        struct svy_test *out, struct svy_status *status)
{
	return run_matched(signed_rank_cc, data, options, out, status);
}

static enum svy_code run_signed_rank_exact(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                           struct svy_test *out, struct svy_status *status)
{
	return run_matched(signed_rank_exact, data, options, out, status);
}

static enum svy_code run_sign(const struct svy_trial_data *data, const struct svy_trial_options *options,
                              struct svy_test *out, struct svy_status *status)
{
	return run_matched(svy_sign, data, options, out, status);
}

static enum svy_code run_friedman(const struct svy_trial_data *data, const struct svy_trial_options *options,
                                  struct svy_test *out, struct svy_status *status)
{
	(void)options;
	return svy_friedman(&data->blocks, out, status);
}

struct svy_trial_family svy_rank_trials(void)
{
	enum {
		SIDES = SVY_ASKS_SIDES,
		TWO = SVY_ASKS_TWO | SIDES,
		ONE = SIDES | SVY_ASKS_MU,
		SIGNED = ONE | SVY_ASKS_ZEROS,
		DRAWN = SVY_ASKS_SEED | SVY_ASKS_PERMUTATIONS,
		MATCHED = SVY_FORM_ONE | SVY_FORM_PAIRED
	};
	static const struct svy_trial TRIALS[] = {
		{"mann-whitney", "whether one of two groups tends to larger values, by ranks", SVY_FORM_GROUPS, TWO,
		 "use kruskal-wallis", "mann-whitney-exact", run_mann_whitney},
		{"mann-whitney-cc", "mann-whitney with a correction for continuity", SVY_FORM_GROUPS, TWO, "use kruskal-wallis",
		 "mann-whitney-exact", run_mann_whitney_cc},
		{"mann-whitney-exact", "mann-whitney of few, exact with ties", SVY_FORM_GROUPS, TWO | DRAWN,
		 "use kruskal-wallis", "mann-whitney-exact", run_mann_whitney_exact},
		{"signed-rank", "a median against --mu, or of the differences of pairs, by ranks; symmetric", MATCHED,
		 SIGNED, NULL, "signed-rank-exact", run_signed_rank},
		{"signed-rank-cc", "signed-rank with a correction for continuity", MATCHED, SIGNED, NULL, "signed-rank-exact",
		 run_signed_rank_cc},
		{"signed-rank-exact", "signed-rank of few, exact with ties and zeros", MATCHED, SIGNED | DRAWN, NULL,
		 "signed-rank-exact", run_signed_rank_exact},
		{"sign", "a median against --mu, or of the differences of pairs, by signs alone", MATCHED, ONE, NULL, "sign",
		 run_sign},
		{"kruskal-wallis", "whether some groups tend to larger values, by ranks", SVY_FORM_GROUPS, 0, NULL, NULL,
		 run_kruskal_wallis},
		{"median", "medians of groups, by how many are above that of all", SVY_FORM_GROUPS, 0, NULL, "median-exact",
		 run_median},
		{"median-exact", "median of two groups, exact", SVY_FORM_GROUPS, TWO, "use median", "median-exact",
		 run_median_exact},
		{"ks-two", "any difference of the distributions of two groups", SVY_FORM_GROUPS, TWO, NULL, "ks-two",
		 run_smirnov},
		{"friedman", "whether some of several measurements tend to be larger, by ranks within each",
		 SVY_FORM_BLOCKS, 0, NULL, NULL, run_friedman},
	};
	return (struct svy_trial_family){TRIALS, sizeof TRIALS / sizeof *TRIALS};
}
