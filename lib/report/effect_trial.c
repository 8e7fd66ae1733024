/* The list of effect sizes, and how each is run on data of its forms. */
#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "report/effects.h"
#include "stat/effect.h"

#define RUN(name)                                                                                         \
	static enum svy_code name(const struct svy_trial_data *data, const struct svy_trial_options *options, \
	                          struct svy_measure *out, struct svy_status *status)

static struct svy_effect_options resampling(const struct svy_trial_options *options)
{
	return (struct svy_effect_options){options->level, options->seed, options->threads};
}

/* --- means --------------------------------------------------------------------------- */

static enum svy_code run_means(enum svy_effect_mean kind, const struct svy_trial_data *data,
                               const struct svy_trial_options *options, struct svy_measure *out,
                               struct svy_status *status)
{
	struct svy_group_moments groups[2] = {0};
	for (size_t j = 0; j < 2 && j < data->k; j++)
		groups[j] = data->moments[j];
	if (data->form == SVY_FORM_ONE)
		return svy_effect_mean(kind, groups, isnan(options->mu) ? 0 : options->mu, options->level, out, status);
	return svy_effect_means(kind, groups, options->level, out, status);
}

RUN(run_cohen_d)
{
	return run_means(SVY_COHEN_D, data, options, out, status);
}

RUN(run_hedges_g)
{
	return run_means(SVY_HEDGES_G, data, options, out, status);
}

RUN(run_glass_delta)
{
	return run_means(SVY_GLASS_DELTA, data, options, out, status);
}

RUN(run_d_z)
{
	return svy_effect_pairs(SVY_D_Z, &data->matched, options->level, out, status);
}

RUN(run_d_av)
{
	return svy_effect_pairs(SVY_D_AV, &data->matched, options->level, out, status);
}

RUN(run_d_rm)
{
	return svy_effect_pairs(SVY_D_RM, &data->matched, options->level, out, status);
}

RUN(run_eta2)
{
	return svy_effect_variance(SVY_ETA2, data->moments, data->k, options->level, out, status);
}

RUN(run_omega2)
{
	return svy_effect_variance(SVY_OMEGA2, data->moments, data->k, options->level, out, status);
}

RUN(run_epsilon2)
{
	return svy_effect_variance(SVY_EPSILON2, data->moments, data->k, options->level, out, status);
}

/* --- order --------------------------------------------------------------------------- */

RUN(run_cliff_delta)
{
	return svy_effect_dominance(SVY_CLIFF_DELTA, &data->sample, options->level, out, status);
}

RUN(run_rank_biserial)
{
	return svy_effect_dominance(SVY_RANK_BISERIAL, &data->sample, options->level, out, status);
}

RUN(run_a)
{
	return svy_effect_dominance(SVY_A, &data->sample, options->level, out, status);
}

RUN(run_eta2_h)
{
	const struct svy_effect_options how = resampling(options);
	return svy_effect_kruskal(SVY_ETA2_H, &data->sample, &how, out, status);
}

RUN(run_epsilon2_h)
{
	const struct svy_effect_options how = resampling(options);
	return svy_effect_kruskal(SVY_EPSILON2_H, &data->sample, &how, out, status);
}

RUN(run_kendall_w)
{
	const struct svy_effect_options how = resampling(options);
	return svy_effect_concordance(&data->blocks, &how, out, status);
}

/* The numbers of a sample of one group against mu. */
static enum svy_code run_signed_sample(const struct svy_sample *sample, double mu, bool pratt,
                                       const struct svy_effect_options *how, struct svy_measure *out,
                                       struct svy_status *status)
{
	double *x = svy_array_new(sample->n_runs, sizeof *x);
	uint64_t *n = svy_array_new(sample->n_runs, sizeof *n);
	const struct svy_matched numbers = {x, NULL, n, sample->n_runs};
	enum svy_code code = x && n ? SVY_OK : svy_fail_memory(status);
	for (size_t i = 0; i < sample->n_runs && code == SVY_OK; i++) {
		x[i] = sample->run[i].x;
		n[i] = sample->run[i].n;
	}
	if (code == SVY_OK)
		code = svy_effect_signed_ranks(&numbers, mu, pratt, how, out, status);
	free(x);
	free(n);
	return code;
}

RUN(run_signed_ranks)
{
	const struct svy_effect_options how = resampling(options);
	double mu = isnan(options->mu) ? 0 : options->mu;
	if (data->form == SVY_FORM_ONE)
		return run_signed_sample(&data->sample, mu, options->pratt, &how, out, status);
	return svy_effect_signed_ranks(&data->matched, mu, options->pratt, &how, out, status);
}

/* --- counts -------------------------------------------------------------------------- */

RUN(run_cohen_w)
{
	if (data->form == SVY_FORM_CATEGORY)
		return svy_effect_fit(data->count, options->expected, data->k, options->level, out, status);
	return svy_effect_table(data->count, data->n_categories, data->k, options->level, out, status);
}

RUN(run_cohen_h)
{
	double x[2], n[2];
	for (size_t j = 0; j < 2; j++)
		svy_trial_event(data, options->event, j, &x[j], &n[j]);
	if (data->form == SVY_FORM_CATEGORY)
		return svy_effect_share(x[0], n[0], isnan(options->mu) ? 0.5 : options->mu, options->level, out, status);
	return svy_effect_shares(x, n, options->level, out, status);
}

/* --- the list ------------------------------------------------------------------------ */

#define MEANS "t-welch t-pooled"
#define RANKS "mann-whitney mann-whitney-cc mann-whitney-exact"
#define SIGNED "signed-rank signed-rank-cc signed-rank-exact"
#define SHARES "z-proportions z-proportions-cc"

const struct svy_effect_trial *svy_effect_trial_at(size_t i)
{
	enum { ONE = SVY_FORM_ONE, GROUPS = SVY_FORM_GROUPS, PAIRED = SVY_FORM_PAIRED, BLOCKS = SVY_FORM_BLOCKS };
	enum { CATEGORY = SVY_FORM_CATEGORY, TABLE = SVY_FORM_SHARES, TWO = SVY_ASKS_TWO, SEED = SVY_ASKS_SEED };
	static const struct svy_effect_trial EFFECTS[] = {
		{"cohen-d", "t-one " MEANS, ONE | GROUPS, TWO, "use omega2", run_cohen_d},
		{"hedges-g", MEANS, ONE | GROUPS, TWO, "use omega2", run_hedges_g},
		{"glass-delta", MEANS, GROUPS, TWO, "use omega2", run_glass_delta},
		{"d-z", "t-paired", PAIRED, 0, NULL, run_d_z},
		{"d-av", "t-paired", PAIRED, 0, NULL, run_d_av},
		{"d-rm", "t-paired", PAIRED, 0, NULL, run_d_rm},
		{"eta2", "anova anova-welch", GROUPS, 0, NULL, run_eta2},
		{"omega2", "anova anova-welch", GROUPS, 0, NULL, run_omega2},
		{"epsilon2", "anova anova-welch", GROUPS, 0, NULL, run_epsilon2},
		{"a", RANKS, GROUPS, TWO, "use epsilon2-h", run_a},
		{"cliff-delta", RANKS, GROUPS, TWO, "use epsilon2-h", run_cliff_delta},
		{"rank-biserial", RANKS, GROUPS, TWO, "use epsilon2-h", run_rank_biserial},
		{"rank-biserial-paired", SIGNED, ONE | PAIRED, SEED, NULL, run_signed_ranks},
		{"epsilon2-h", "kruskal-wallis", GROUPS, SEED, NULL, run_epsilon2_h},
		{"eta2-h", "kruskal-wallis", GROUPS, SEED, NULL, run_eta2_h},
		{"kendall-w", "friedman", PAIRED | BLOCKS, SEED, NULL, run_kendall_w},
		{"cohen-w", "chisq-fit multinomial", CATEGORY | TABLE, 0, NULL, run_cohen_w},
		{"cohen-h", "binomial " SHARES, CATEGORY | TABLE, TWO, "use cohen-w", run_cohen_h},
	};
	return i < sizeof EFFECTS / sizeof *EFFECTS ? &EFFECTS[i] : NULL;
}
