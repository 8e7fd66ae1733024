#include "report/trial_permute.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "stat/mean.h"
#include "stat/permute_data.h"
#include "stat/permute_kendall.h"

static const char PREFIX[] = "permutation-";

/* What is rearranged, and what is summed. */
enum way {
	TWO_GROUPS, /* labels; the sum of the first group */
	K_GROUPS,   /* labels; squares of sums */
	STATISTIC,  /* labels; the statistic of the test itself */
	SIGNS, PARTNERS, PAIRS_OF_PAIRS, BLOCKS
};

struct form {
	struct svy_trial trial;
	enum way way;
	enum svy_permute_score score;
	bool upper;   /* STATISTIC: large ones are extreme */
	double steps; /* STATISTIC: for each number, beside the one step of a sum */
};

#define PERMUTES(asks) ((asks) | SVY_ASKS_SEED | SVY_ASKS_PERMUTATIONS)
#define INSTEAD(asks) ((asks) & SVY_ASKS_TWO ? "use permutation-anova" : NULL)
#define GROUPS(name, purpose, asks, way, score, upper, steps)                                                  \
	{{"permutation-" name, "permutations: " purpose, SVY_FORM_GROUPS, PERMUTES(asks), INSTEAD(asks), NULL, NULL}, \
	 way, score, upper, steps}
#define OTHERS(name, purpose, forms, asks, way, score)                                                         \
	{{"permutation-" name, "permutations: " purpose, forms, PERMUTES(asks), NULL, NULL, NULL}, way, score, false, 1}
enum { TWO_SIDES = SVY_ASKS_TWO | SVY_ASKS_SIDES, ABOUT_MU = SVY_ASKS_SIDES | SVY_ASKS_MU };

static const struct form FORMS[] = {
	GROUPS("t-pooled", "difference of two means", TWO_SIDES, TWO_GROUPS, SVY_SCORE_RAW, false, 1),
	GROUPS("t-welch", "two means, variances may differ", TWO_SIDES, STATISTIC, SVY_SCORE_RAW, false, 6),
	GROUPS("anova", "means of groups", 0, K_GROUPS, SVY_SCORE_RAW, true, 1),
	GROUPS("anova-welch", "means of groups, variances may differ", 0, STATISTIC, SVY_SCORE_RAW, true, 6),
	GROUPS("mann-whitney", "ranks of two groups", TWO_SIDES, TWO_GROUPS, SVY_SCORE_RANK, false, 1),
	GROUPS("kruskal-wallis", "ranks of groups", 0, K_GROUPS, SVY_SCORE_RANK, true, 1),
	GROUPS("median", "shares of groups above the median of all", 0, K_GROUPS, SVY_SCORE_ABOVE, true, 1),
	GROUPS("jonckheere", "ranks that rise over ordered groups", SVY_ASKS_ORDER | SVY_ASKS_SIDES, STATISTIC,
	       SVY_SCORE_RAW, false, 16),
	GROUPS("ks-two", "distributions of two groups", SVY_ASKS_TWO, STATISTIC, SVY_SCORE_RAW, true, 64),
	GROUPS("levene", "spread of groups about their means", 0, STATISTIC, SVY_SCORE_RAW, true, 24),
	GROUPS("brown-forsythe", "spread of groups about their medians", 0, STATISTIC, SVY_SCORE_RAW, true, 24),
	GROUPS("bartlett", "variances of groups", 0, STATISTIC, SVY_SCORE_RAW, true, 12),
	GROUPS("fligner-killeen", "spread of groups by ranks", 0, STATISTIC, SVY_SCORE_RAW, true, 128),
	GROUPS("mood", "spread of two groups by ranks", TWO_SIDES, STATISTIC, SVY_SCORE_RAW, false, 12),
	OTHERS("t-one", "a mean against a value", SVY_FORM_ONE, ABOUT_MU, SIGNS, SVY_SCORE_RAW),
	OTHERS("t-paired", "the mean difference of pairs", SVY_FORM_PAIRED, ABOUT_MU, SIGNS, SVY_SCORE_RAW),
	OTHERS("signed-rank", "ranks of differences", SVY_FORM_ONE | SVY_FORM_PAIRED, ABOUT_MU, SIGNS, SVY_SCORE_RANK),
	OTHERS("sign", "signs of differences", SVY_FORM_ONE | SVY_FORM_PAIRED, ABOUT_MU, SIGNS, SVY_SCORE_ABOVE),
	OTHERS("friedman", "ranks of several numbers of each", SVY_FORM_BLOCKS, 0, BLOCKS, SVY_SCORE_RANK),
	OTHERS("cochran-q", "several yes or no of each", SVY_FORM_BLOCKS, 0, BLOCKS, SVY_SCORE_RAW),
	OTHERS("pearson-r", "linear correlation", SVY_FORM_RELATED, SVY_ASKS_SIDES, PARTNERS, SVY_SCORE_RAW),
	OTHERS("spearman", "rank correlation", SVY_FORM_RELATED, SVY_ASKS_SIDES, PARTNERS, SVY_SCORE_RANK),
	OTHERS("kendall", "pairs in the same order", SVY_FORM_RELATED, SVY_ASKS_SIDES, PAIRS_OF_PAIRS, SVY_SCORE_RAW),
};
enum { N_FORMS = sizeof FORMS / sizeof *FORMS };

const struct svy_trial *svy_trial_permutation_at(size_t i)
{
	return i < N_FORMS ? &FORMS[i].trial : NULL;
}

/* The test that is permuted. */
static const struct svy_trial *find_base(const struct svy_trial *trial)
{
	return svy_trial_named(trial->name + strlen(PREFIX));
}

/* --- the statistic of the test itself --------------------------------------------------- */

struct base {
	const struct svy_trial *trial;
	struct svy_trial_data data;
	struct svy_trial_options options;
};

/* An arrangement on which it has no value, such as two groups that do not vary, is as extreme
 * as can be: to leave it out would make p too small. */
static enum svy_code run_base(const void *state, const struct svy_sample *sample, double *out,
                              struct svy_status *status)
{
	const struct base *base = state;
	struct svy_trial_data data = base->data;
	struct svy_test test;
	struct svy_group_moments *moments = svy_array_new(sample->k, sizeof *moments);
	if (!moments)
		return svy_fail_memory(status);
	enum svy_code code = svy_sample_moments(sample, moments, status);
	data.sample = *sample;
	data.moments = moments;
	if (code == SVY_OK)
		code = base->trial->run(&data, &base->options, &test, status);
	free(moments);
	if (code == SVY_OK)
		*out = isnan(test.statistic) ? copysign(INFINITY, isnan(test.estimate) ? 1 : test.estimate) : test.statistic;
	return code;
}

/* --- differences -------------------------------------------------------------------------- */

static enum svy_code permute_differences(const struct svy_trial_data *data, double mu, enum svy_permute_score score,
                                         const struct svy_permute_options *options, struct svy_test *out,
                                         struct svy_permuted *how, struct svy_status *status)
{
	const struct svy_matched *pairs = &data->matched;
	bool paired = data->form == SVY_FORM_PAIRED;
	size_t size = paired ? pairs->size : data->sample.n_runs;
	double *x = svy_array_new(size, sizeof *x);
	uint64_t *n = svy_array_new(size, sizeof *n);
	enum svy_code code = x && n ? SVY_OK : svy_fail_memory(status);
	for (size_t i = 0; i < size && code == SVY_OK; i++) {
		x[i] = paired ? pairs->x[i] - pairs->y[i] - mu : data->sample.run[i].x - mu;
		n[i] = paired ? (pairs->n ? pairs->n[i] : 1) : data->sample.run[i].n;
	}
	if (code == SVY_OK)
		code = svy_permute_signs(x, n, size, score, options, out, how, status);
	free(x);
	free(n);
	return code;
}

/* --- all ------------------------------------------------------------------------------------ */

static enum svy_code permute(const struct form *form, const struct base *base,
                             const struct svy_permute_options *options, struct svy_test *out,
                             struct svy_permuted *how, struct svy_status *status)
{
	const struct svy_trial_data *data = &base->data;
	double mu = isnan(base->options.mu) ? 0 : base->options.mu;
	switch (form->way) {
	case TWO_GROUPS: return svy_permute_scores(&data->sample, form->score, true, options, out, how, status);
	case K_GROUPS: return svy_permute_scores(&data->sample, form->score, false, options, out, how, status);
	case SIGNS: return permute_differences(data, mu, form->score, options, out, how, status);
	case PARTNERS: return svy_permute_partners(&data->matched, form->score, options, out, how, status);
	case PAIRS_OF_PAIRS: return svy_permute_kendall(&data->matched, options, out, how, status);
	case BLOCKS: return svy_permute_blocks(&data->blocks, form->score, options, out, how, status);
	default: return svy_permute_groups(&data->sample, run_base, base, options, out, how, status);
	}
}

/* Fewer than usual where each takes long, so that --budget is held; a number and not a clock,
 * so that the same command gives the same answer everywhere. */
static uint64_t count_draws(const struct form *form, const struct svy_trial_data *data,
                            const struct svy_trial_options *options)
{
	enum { FEWEST = 500 };
	double size = (double)data->sample.n, steps;
	if (options->permutations)
		return options->permutations;
	for (size_t i = 0; i < data->matched.size && !data->blocks.size; i++)
		size += data->matched.n ? (double)data->matched.n[i] : 1;
	for (size_t i = 0; i < data->blocks.size; i++)
		size += (double)data->blocks.k * (data->blocks.n ? (double)data->blocks.n[i] : 1);
	steps = options->budget * SVY_TRIAL_STEPS / (form->steps * size);
	return steps < FEWEST ? FEWEST : steps < SVY_MONTE_CARLO_REPLICATES ? (uint64_t)steps : SVY_MONTE_CARLO_REPLICATES;
}

/* The row of the test, without what comes from its distribution. */
static void begin(const struct form *form, const struct svy_test *base, struct svy_test *out)
{
	svy_test_init(out, form->trial.name);
	svy_test_method(out, "permutations; statistic of %s", base->test);
	out->statistic = base->statistic;
	out->estimate = base->estimate;
	out->alternative = base->alternative;
	if (*base->note && isnan(base->p))
		svy_test_note(out, "%s", base->note);
}

enum svy_code svy_trial_permute(const struct svy_trial *trial, const struct svy_trial_data *data,
                                const struct svy_trial_options *options, struct svy_test *out,
                                struct svy_status *status)
{
	const struct form *form = (const struct form *)(const void *)trial; /* its first member */
	struct base base = {find_base(trial), *data, *options};
	struct svy_permuted how = {0};
	struct svy_test observed;
	base.options.exact = false;
	enum svy_code code = base.trial->run(&base.data, &base.options, &observed, status);
	if (code != SVY_OK)
		return code;
	begin(form, &observed, out);
	bool alone = data->form == SVY_FORM_GROUPS && data->k < 2;
	if (isnan(observed.p) && (form->way == STATISTIC || alone))
		return SVY_OK;
	const struct svy_permute_options asked = {
		.stream = trial->name, .alternative = observed.alternative, .upper = form->upper,
		.monte_carlo = {count_draws(form, data, options), options->seed, options->threads}};
	code = permute(form, &base, &asked, out, &how, status);
	if (code == SVY_OK && !isnan(out->p))
		svy_test_method(out, "%s %.0f arrangements%s; statistic of %s", how.all ? "all" : "Monte Carlo,", how.n,
		                how.all ? "" : ", 99% interval of p", base.trial->name);
	return code;
}
