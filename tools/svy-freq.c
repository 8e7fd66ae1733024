/* svy-freq: one-way tables. */
#include <stdlib.h>

#include "base/array.h"
#include "report/frequencies.h"
#include "tab/count.h"
#include "tools/front/analysis.h"
#include "tools/front/layout.h"
#include "tools/front/nets.h"
#include "tools/front/output.h"

static const char *interval = "", *totals = "after", *sort;
static struct svy_strings nets;

static const struct svy_option OPTIONS[] = {
	{.name = "interval", .argument = "NAME", .text = &interval,
	 .help = "confidence limits for each valid percentage: wilson, clopper-pearson, jeffreys, agresti-coull, wald, "
	         "blaker or mid-p; under sampling weights they are always there, on the logit (default: none)"},
	{.name = "net", .argument = "'VAR=LABEL:VALUE,...'", .list = &nets,
	 .help = "a subtotal of categories, in a row before the first of them; may be repeated"},
	{.name = "totals", .argument = "WHERE", .text = &totals,
	 .help = "after, before or none: where text, md, latex and html print them (default: after)"},
	{.name = "sort", .argument = "[-]FIELD", .text = &sort,
	 .help = "rows by this field, the largest first; with - the smallest first"},
};

static const struct svy_example EXAMPLES[] = {
	{"Applicants by department, from a data package with a frequency weight",
	 "svy-freq datasets/admissions/datapackage.json department"},
	{"The women only, with Wilson limits",
	 "svy-freq --where 'sex = Female' --interval wilson datasets/admissions/datapackage.json outcome"},
};

/* One accumulator per variable. */
struct job {
	const struct svy_call *call;
	struct svy_analysis *analysis;
	size_t n;
	const char *const *names;
	size_t *columns;
	const struct svy_variable **variables;
	struct svy_count **counts;
	struct svy_columns *used; /* of each count */
	struct svy_nets nets;
	struct svy_share_options options;
	struct svy_layout_choice layout;
	uint64_t rows_used; /* with a valid answer to any of the variables */
};

static enum svy_code start(struct job *job, struct svy_status *status)
{
	enum svy_code code = svy_layout_read(totals, NULL, sort, &job->layout, status);
	if (code == SVY_OK && job->layout.sort_column)
		code = svy_fail(status, SVY_EUSAGE, "--sort %s: there is one column: name a field alone", sort);
	if (code == SVY_OK)
		code = svy_nets_read(&nets, &job->nets, status);
	if (code == SVY_OK)
		code = svy_analysis_open(job->call, &job->analysis, status);
	if (code == SVY_OK)
		code = svy_analysis_shares(job->analysis, interval, &job->options, status);
	for (size_t i = 0; i < job->n && code == SVY_OK; i++) {
		code = svy_analysis_use(job->analysis, job->names[i], SVY_USE_ANSWERS, &job->columns[i], status);
		if (code == SVY_OK)
			code = svy_count_new(1, job->analysis->kind, &job->counts[i], status);
		if (code == SVY_OK)
			svy_count_use_nets(job->counts[i], job->nets.net, job->nets.n);
		job->used[i] = (struct svy_columns){&job->columns[i], 1};
	}
	return code;
}

static enum svy_code count_rows(void *consumer, const struct svy_table *table, const bool *mask,
                                struct svy_status *status)
{
	struct job *job = consumer;
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < job->n && code == SVY_OK; i++)
		code = svy_count_add(job->counts[i], table, &job->columns[i], job->analysis->weight_column, mask, status);
	job->rows_used += svy_rows_used(table, job->used, job->n, &job->analysis->missing, mask);
	return code;
}

static enum svy_code add_variable(struct job *job, size_t i, struct svy_result *result, struct svy_rtable *table,
                                  struct svy_status *status)
{
	const struct svy_variable *variable = job->variables[i];
	struct svy_crosstabs *tables = NULL;
	enum svy_code code = svy_crosstabs_make(job->counts[i], &variable, 1, job->analysis->kind,
	                                        &job->analysis->missing, &tables, status);
	if (code == SVY_OK)
		code = svy_frequencies_add(result, table, i, variable, tables, &job->options, status);
	for (size_t j = 0; code == SVY_OK && j < tables->n_left_out; j++)
		svy_result_left_out(result, tables->left_out[j].reason, tables->left_out[j].n);
	svy_crosstabs_free(tables);
	return code;
}

static enum svy_code list_variables(struct job *job, struct svy_status *status)
{
	for (size_t i = 0; i < job->n; i++)
		job->variables[i] = svy_analysis_variable(job->analysis, job->columns[i]);
	return svy_nets_fit(&job->nets, job->variables, job->n, status);
}

static enum svy_code make_result(struct job *job, struct svy_result *result, struct svy_status *status)
{
	bool weighted = job->analysis->kind == SVY_WEIGHT_SAMPLING;
	struct svy_frequencies_shape shape = {.headings = job->n > 1, .weighted = weighted,
	                                      .totals = job->layout.layout.totals, .sort = job->layout.sort,
	                                      .ascending = job->layout.layout.ascending};
	enum svy_code code = list_variables(job, status);
	shape.title = shape.headings ? "Frequencies" : job->variables[0]->title;
	for (size_t i = 0; i < job->n; i++)
		shape.responses = shape.responses || job->variables[i]->several;
	struct svy_rtable *table = svy_frequencies_table(result, &shape);

	result->same_rows = job->n > 1;
	job->options.rows = svy_source_rows(job->analysis->file.source);
	for (size_t i = 0; i < job->n && code == SVY_OK; i++)
		code = add_variable(job, i, result, table, status);
	if (code == SVY_OK)
		code = svy_layout_check(table, "--sort", job->layout.sort, status);
	if (code == SVY_OK)
		code = svy_analysis_describe(job->analysis, job->rows_used, result, status);
	return code;
}

static bool make_room(struct job *job)
{
	job->columns = svy_array_new(job->n, sizeof *job->columns);
	job->variables = svy_array_new(job->n, sizeof *job->variables);
	job->counts = svy_array_new(job->n, sizeof(struct svy_count *));
	job->used = svy_array_new(job->n, sizeof *job->used);
	return job->columns && job->variables && job->counts && job->used;
}

static void clear(struct job *job)
{
	for (size_t i = 0; job->counts && i < job->n; i++)
		svy_count_free(job->counts[i]);
	free(job->counts);
	free(job->columns);
	free(job->variables);
	free(job->used);
	svy_nets_clear(&job->nets);
	svy_layout_clear(&job->layout);
	svy_analysis_free(job->analysis);
}

static int run(const struct svy_call *call, struct svy_status *status)
{
	struct job job = {.call = call, .n = call->n_operands - 1, .names = call->operands + 1};
	struct svy_result *result = NULL;
	enum svy_code code = make_room(&job) ? start(&job, status) : svy_fail_memory(status);
	if (code == SVY_OK)
		code = svy_analysis_read(job.analysis, count_rows, &job, status);
	if (code == SVY_OK)
		code = svy_result_new(&result, status);
	if (code == SVY_OK)
		code = make_result(&job, result, status);
	if (code == SVY_OK)
		code = svy_output_result(call, result, svy_analysis_policy(job.analysis), status);
	else
		svy_result_free(result);
	clear(&job);
	return code == SVY_OK ? 0 : -1;
}

const struct svy_tool svy_tool = {
	.name = "svy-freq",
	.synopsis = "[options] FILE VAR...",
	.summary = "one-way tables with percentages, missing answers and confidence limits",
	.description =
		"Counts each answer of each VAR, with percent, valid percent and cumulative percent. Answers that are missing "
		"are left out and counted by reason; --missing show gives them rows of their own outside the valid base, "
		"--missing include puts them into it.\n\n"
		"Categories that a codebook declares are listed even when nobody chose them. Under sampling weights "
		"percentages are weighted, n stays the unweighted number of respondents, and se, low and high belong to "
		"valid_percent: linearised standard errors and limits on the logit with a t quantile.",
	.takes = SVY_TAKES_RESULT | SVY_TAKES_DATA | SVY_TAKES_WEIGHT | SVY_TAKES_DOMAIN | SVY_TAKES_LEVEL,
	.options = OPTIONS,
	.n_options = sizeof OPTIONS / sizeof *OPTIONS,
	.examples = EXAMPLES,
	.n_examples = sizeof EXAMPLES / sizeof *EXAMPLES,
	.min_operands = 2,
	.max_operands = SIZE_MAX,
	.run = run,
};
