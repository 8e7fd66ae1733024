/* svy-test: a number described and compared by group. */
#include <stdlib.h>
#include <string.h>

#include "report/groups.h"
#include "report/left_out.h"
#include "tab/complete.h"
#include "tab/count.h"
#include "tools/front/analysis.h"
#include "tools/front/output.h"

static const char *posthoc, *adjust, *alpha, *pool;

static const struct svy_option OPTIONS[] = {
	{.name = "posthoc", .argument = "NAME", .text = &posthoc,
	 .help = "compare the groups two by two: pairwise, t tests of the means"},
	{.name = "adjust", .argument = "NAME", .text = &adjust,
	 .help = "p-values of the pairs: none, bonferroni, holm, hochberg, hommel, sidak, bh, by (default: bonferroni)"},
	{.name = "alpha", .argument = "LEVEL", .text = &alpha,
	 .help = "of letters; with two, as in 0.05,0.001, capitals are for the stricter one (default: 0.05)"},
	{.name = "pool", .argument = "NAME", .text = &pool,
	 .help = "variance of a pair from all groups or from the two: all or pair (default: all)"},
};

static const struct svy_example EXAMPLES[] = {
	{"Percent of women among the police, over the years of each country",
	 "svy-test datasets/police-share/datapackage.json percent country"},
	{"Hours of training in three units, every two compared",
	 "printf 'unit,hours\\nNorth,2\\nNorth,3\\nSouth,6\\nSouth,7\\nWest,2\\nWest,4\\n' | "
	 "svy-test --posthoc pairwise - hours unit"},
};

struct job {
	struct svy_analysis *analysis;
	size_t k;          /* columns: 1 outcome, 2 group */
	size_t columns[2];
	enum svy_pool pool;
	struct svy_letters letters;
	struct svy_complete *complete;
	struct svy_moments *moments;
	struct svy_values *values;
	struct svy_groups groups;
	struct svy_pair *pairs; /* NULL: not compared */
};

static enum svy_code read_options(struct job *job, struct svy_status *status)
{
	const char *lost = adjust ? "--adjust" : alpha ? "--alpha" : pool ? "--pool" : NULL;
	if (posthoc && strcmp(posthoc, "pairwise") != 0)
		return svy_fail(status, SVY_EUSAGE, "--posthoc: there is no \"%s\"; known is pairwise", posthoc);
	if (!posthoc && lost)
		return svy_fail(status, SVY_EUSAGE, "%s is for pairs of groups: add --posthoc pairwise", lost);
	if (pool && strcmp(pool, "all") != 0 && strcmp(pool, "pair") != 0)
		return svy_fail(status, SVY_EUSAGE, "--pool: \"%s\" is neither all nor pair", pool);
	job->pool = pool && strcmp(pool, "pair") == 0 ? SVY_POOL_PAIR : SVY_POOL_ALL;
	return svy_letters_read(adjust, alpha, &job->letters, status);
}

static enum svy_code start(const struct svy_call *call, struct job *job, struct svy_status *status)
{
	enum svy_code code = read_options(job, status);
	if (code == SVY_OK)
		code = svy_analysis_open(call, &job->analysis, status);
	if (code == SVY_OK && job->analysis->missing.what == SVY_MISSING_SHOW)
		code = svy_fail(status, SVY_EUSAGE, "--missing show: there are no rows outside the base here: use include");
	for (size_t v = 0; v < job->k && code == SVY_OK; v++)
		code = svy_analysis_use(job->analysis, call->operands[v + 1], v ? SVY_USE_CATEGORY : SVY_USE_NUMBER,
		                        &job->columns[v], status);
	if (code != SVY_OK)
		return code;
	enum svy_weight_kind kind = job->analysis->kind;
	code = svy_complete_new(job->k, &job->complete, status);
	if (code == SVY_OK)
		code = svy_moments_new(kind, &job->moments, status);
	if (code == SVY_OK)
		code = svy_values_new(kind == SVY_WEIGHT_SAMPLING ? SVY_WEIGHT_NONE : kind, &job->values, status);
	return code;
}

static enum svy_code add_rows(void *consumer, const struct svy_table *table, const bool *mask,
                              struct svy_status *status)
{
	struct job *job = consumer;
	size_t outcome = job->columns[0], group = job->k > 1 ? job->columns[1] : SVY_NO_COLUMN;
	size_t weight = job->analysis->weight_column;
	enum svy_code code =
		svy_complete_add(job->complete, table, job->columns, &job->analysis->missing, mask, status);
	mask = svy_complete_mask(job->complete);
	if (code == SVY_OK)
		code = svy_moments_add(job->moments, table, outcome, group, weight, mask, status);
	if (code == SVY_OK)
		code = svy_values_add(job->values, table, outcome, group, weight, mask, status);
	return code;
}

static enum svy_code compare(struct job *job, const struct svy_variable *const *variables, struct svy_status *status)
{
	enum svy_code code = svy_groups_make(job->moments, job->values, job->analysis->kind, variables[0], variables[1],
	                                     &job->analysis->missing, &job->groups, status);
	if (code == SVY_OK && posthoc)
		code = svy_groups_compare(&job->groups, job->pool, job->letters.adjust, &job->pairs, status);
	return code;
}

static enum svy_code fill(struct job *job, struct svy_result *result, struct svy_status *status)
{
	const struct svy_variable *variables[2] = {NULL, NULL};
	for (size_t v = 0; v < job->k; v++)
		variables[v] = svy_analysis_variable(job->analysis, job->columns[v]);
	enum svy_code code = compare(job, variables, status);
	if (code == SVY_OK)
		code = svy_groups_table(&job->groups, job->pairs, &job->letters, result, status);
	if (code == SVY_OK)
		code = svy_groups_pairs(&job->groups, job->pairs, job->pool, &job->letters, result, status);
	if (code == SVY_OK)
		svy_left_out(result, job->complete, variables, job->k);
	if (code == SVY_OK)
		code = svy_analysis_describe(job->analysis, svy_complete_used(job->complete), result, status);
	return code;
}

static void clear(struct job *job)
{
	free(job->pairs);
	svy_groups_clear(&job->groups);
	svy_values_free(job->values);
	svy_moments_free(job->moments);
	svy_complete_free(job->complete);
	svy_analysis_free(job->analysis);
}

static int run(const struct svy_call *call, struct svy_status *status)
{
	struct job job = {.k = call->n_operands - 1};
	struct svy_result *result = NULL;
	enum svy_code code = start(call, &job, status);
	if (code == SVY_OK)
		code = svy_analysis_read(job.analysis, add_rows, &job, status);
	if (code == SVY_OK)
		code = svy_result_new(&result, status);
	if (code == SVY_OK)
		code = fill(&job, result, status);
	if (code == SVY_OK)
		code = svy_output_result(call, result, svy_analysis_policy(job.analysis), status);
	else
		svy_result_free(result);
	clear(&job);
	return code == SVY_OK ? 0 : -1;
}

const struct svy_tool svy_tool = {
	.name = "svy-test",
	.synopsis = "[options] FILE OUTCOME [GROUP]",
	.summary = "a number described by group, and the groups compared",
	.description =
		"Describes the number OUTCOME in each GROUP: n, mean, standard deviation, quartiles (type 7), extremes, and "
		"the mean of its ranks among all. A row takes part when both have an answer; the others are counted by "
		"reason.\n\n"
		"With --posthoc pairwise every two groups are compared by a t test of their means, the p-values are adjusted "
		"over all pairs, and letters name the groups whose mean is significantly lower. Under sampling weights mean "
		"and standard deviation are weighted, and comparisons are refused.",
	.takes = SVY_TAKES_RESULT | SVY_TAKES_DATA | SVY_TAKES_WEIGHT | SVY_TAKES_DOMAIN,
	.options = OPTIONS,
	.n_options = sizeof OPTIONS / sizeof *OPTIONS,
	.examples = EXAMPLES,
	.n_examples = sizeof EXAMPLES / sizeof *EXAMPLES,
	.min_operands = 2,
	.max_operands = 3,
	.run = run,
};
