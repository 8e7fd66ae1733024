/* svy-test: significance tests of numbers and categories, in groups, pairs and blocks. */
#include <stdlib.h>
#include <string.h>

#include "report/effects.h"
#include "report/left_out.h"
#include "report/posthoc.h"
#include "tools/front/output.h"
#include "tools/front/trial_read.h"
#include "tools/front/trial_words.h"

static struct svy_trial_words words = {.budget = 10};
static struct svy_posthoc_words pairs;
static const char *effects;

static const struct svy_option OPTIONS[] = {
	{.name = "test", .argument = "NAME[,NAME]", .text = &words.test, .help = SVY_TRIAL_NAMES},
	{.name = "effects", .argument = "NAME[,NAME]", .text = &effects,
	 .help = "effect sizes with their limits, or all or none (default: those that belong to the tests)"},
	{.name = "alternative", .argument = "NAME", .text = &words.alternative,
	 .help = "two-sided, less or greater: what the first group, or the first of a pair, would be (default: two-sided)"},
	{.name = "paired", .argument = "VAR", .text = &words.paired,
	 .help = "what makes pairs in a long file: the rows of OUTCOME with the same VAR, one in each GROUP"},
	{.name = "mu", .argument = "NUMBER", .text = &words.mu,
	 .help = "the value tested: a mean, a median, a shift, a share (default: 0; of a share 0.5)"},
	{.name = "equivalence", .argument = "LOW,HIGH", .text = &words.equivalence,
	 .help = "limits of a difference that does not matter, of the tost tests; one number stands for both sides of 0"},
	{.name = "event", .argument = "VALUE", .text = &words.event,
	 .help = "the answer whose share is tested (default: the first category)"},
	{.name = "expected", .argument = "VALUE=SHARE,...", .text = &words.expected,
	 .help = "the shares tested, of every category; any numbers in these proportions (default: equal ones)"},
	{.name = "exact", .flag = &words.exact, .help = "the exact form of each test"},
	{.name = "zeros", .argument = "NAME", .text = &words.zeros,
	 .help = "differences of 0 in signed ranks: wilcoxon, left out, or pratt, ranked (default: wilcoxon)"},
	{.name = "permutations", .argument = "N", .text = &words.permutations,
	 .help = "random arrangements where all are too many (default: 100000, fewer where each takes long)"},
	{.name = "budget", .argument = "SECONDS", .real = &words.budget, .lowest = 0, .highest = 1e6,
	 .help = "time for an exact form, after which it becomes Monte Carlo (default: 10)"},
	{.name = "posthoc", .argument = "NAME", .text = &pairs.posthoc,
	 .help = "compare the groups two by two: tukey, games-howell, dunnett, dunn, or pairwise, plain t tests; several "
	         "yes-or-no answers: mcnemar"},
	{.name = "control", .argument = "VALUE", .text = &pairs.control,
	 .help = "the group that dunnett compares the others with (default: the first)"},
	{.name = "adjust", .argument = "NAME", .text = &pairs.adjust,
	 .help = "of pairwise, dunn and mcnemar: none, bonferroni, holm, hochberg, hommel, sidak, bh, by (default: "
	         "bonferroni)"},
	{.name = "alpha", .argument = "LEVEL", .text = &pairs.alpha,
	 .help = "of letters; with two, as in 0.05,0.001, capitals are for the stricter one (default: 0.05)"},
	{.name = "pool", .argument = "NAME", .text = &pairs.pool,
	 .help = "variance of pairwise from all groups or from the two: all or pair (default: all)"},
};

static const struct svy_example EXAMPLES[] = {
	{"Percent of women among the police, over the years of each country, and the tests that suit",
	 "svy-test datasets/police-share/datapackage.json percent country"},
	{"Hours of training in three units, every two compared",
	 "printf 'unit,hours\\nNorth,2\\nNorth,3\\nSouth,6\\nSouth,7\\nWest,2\\nWest,4\\n' | "
	 "svy-test --posthoc pairwise - hours unit"},
};

struct job {
	struct svy_analysis *analysis;
	struct svy_trials trials;
	struct svy_trial_options options;
	struct svy_trial_read *read;
	struct svy_measured measured;
	double *expected;
	struct svy_posthoc posthoc;
	struct svy_pair *pairs; /* NULL: not compared */
};

/* dunnett knows sides too, so that a test need not. */
static enum svy_code read_posthoc(struct job *job, unsigned *given, struct svy_status *status)
{
	enum svy_code code = svy_posthoc_read(&pairs, &job->posthoc, status);
	job->posthoc.level = job->options.level;
	job->posthoc.alternative = job->options.alternative;
	if (pairs.posthoc && job->posthoc.kind == SVY_POSTHOC_DUNNETT)
		*given &= ~(unsigned)SVY_ASKS_SIDES;
	return code;
}

static enum svy_code start(const struct svy_call *call, struct job *job, struct svy_status *status)
{
	unsigned given;
	enum svy_code code = svy_trial_words_read(&words, call, &job->options, &given, status);
	if (code == SVY_OK)
		code = read_posthoc(job, &given, status);
	if (code == SVY_OK)
		code = svy_trials_choose(words.test, words.exact, call->n_operands - 1, words.paired, &job->trials, status);
	if (code == SVY_OK)
		code = svy_trials_check(&job->trials, given, status);
	if (code == SVY_OK)
		code = svy_effects_check(effects, &job->trials, status);
	if (code == SVY_OK)
		code = svy_analysis_open(call, &job->analysis, status);
	if (code == SVY_OK)
		code = svy_trial_read_new(&job->trials, call->operands + 1, call->n_operands - 1, words.paired, job->analysis,
		                          &job->read, status);
	return code;
}

static enum svy_code measure(struct job *job, struct svy_status *status)
{
	const struct svy_trial_data *data = &job->measured.data;
	enum svy_code code = svy_trial_read_finish(job->read, &job->measured, status);
	if (code == SVY_OK)
		code = svy_trial_words_bind(&words, job->read->variables[0], &job->measured.data, &job->options,
		                            &job->expected, status);
	if (code == SVY_OK && pairs.posthoc)
		code = svy_posthoc_compare(&job->posthoc, &job->measured.groups, &data->sample, &data->blocks, &job->pairs,
		                           status);
	return code;
}

static enum svy_code fill(struct job *job, struct svy_result *result, struct svy_status *status)
{
	const struct svy_trial_data *data = &job->measured.data;
	enum svy_code code = measure(job, status);
	if (code == SVY_OK)
		code = svy_measured_describe(&job->measured, job->expected, job->pairs, &job->posthoc.letters, result, status);
	if (code == SVY_OK && job->trials.n)
		code = svy_trials_run(&job->trials, data, &job->options, result, status);
	if (code == SVY_OK && job->trials.n)
		code = svy_effects_run(effects, &job->trials, data, &job->options, result, status);
	if (code == SVY_OK)
		code = svy_posthoc_table(&job->posthoc, &job->measured.groups, job->pairs, result, status);
	if (code == SVY_OK && !job->trials.n && !pairs.posthoc && job->analysis->kind != SVY_WEIGHT_SAMPLING)
		code = svy_trials_suitable(data, result, status);
	if (code == SVY_OK)
		svy_left_out(result, job->read->complete, job->read->variables, job->read->k);
	if (code == SVY_OK)
		code = svy_analysis_describe(job->analysis, svy_trial_read_used(job->read, &job->measured), result, status);
	return code;
}

static void clear(struct job *job)
{
	free(job->pairs);
	free(job->expected);
	svy_measured_clear(&job->measured);
	svy_trial_read_free(job->read);
	svy_trials_clear(&job->trials);
	svy_analysis_free(job->analysis);
}

static int run(const struct svy_call *call, struct svy_status *status)
{
	struct job job = {0};
	struct svy_result *result = NULL;
	enum svy_code code = start(call, &job, status);
	if (code == SVY_OK)
		code = svy_trial_read_fail(job.read, svy_analysis_read(job.analysis, svy_trial_read_rows, job.read, status),
		                           status);
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
	.synopsis = "[options] FILE OUTCOME [GROUP]\n[options] FILE OUTCOME OUTCOME...",
	.summary = "significance tests: one sample, groups, pairs, repeated measures, categories",
	.description =
		"Describes the number OUTCOME in each GROUP: n, mean, standard deviation, quartiles (type 7), extremes, and "
		"the mean of its ranks among all. A row takes part when both have an answer; the others are counted by "
		"reason.\n\n"
		"--test names the tests, and the first fixes the form of the data: tests of groups read OUTCOME and GROUP; "
		"paired and correlation tests two outcomes, or OUTCOME and GROUP where --paired names what makes pairs; those "
		"of repeated measures two or more outcomes. Nothing is chosen silently: without --test the tests that suit "
		"are listed.\n\n"
		"--posthoc compares every two groups, so that an error rate holds for all pairs together, and letters name the "
		"groups that are significantly lower. tukey takes the variances for equal, games-howell does not, dunnett "
		"compares with one group, the control, and these adjust by their own distribution; dunn compares ranks and "
		"pairwise means, with any adjustment. Under sampling weights mean and standard deviation are weighted, and "
		"comparisons are refused.",
	.takes = SVY_TAKES_RESULT | SVY_TAKES_DATA | SVY_TAKES_WEIGHT | SVY_TAKES_DOMAIN | SVY_TAKES_LEVEL |
	         SVY_TAKES_SEED,
	.options = OPTIONS,
	.n_options = sizeof OPTIONS / sizeof *OPTIONS,
	.examples = EXAMPLES,
	.n_examples = sizeof EXAMPLES / sizeof *EXAMPLES,
	.min_operands = 2,
	.max_operands = SIZE_MAX,
	.run = run,
};
