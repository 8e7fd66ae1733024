/* svy-adjust: a column of p-values in, adjusted ones out. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "data/domain.h"
#include "report/adjusted.h"
#include "report/left_out.h"
#include "tools/front/open.h"
#include "tools/front/output.h"

static const char *method = "holm", *group;

static const struct svy_option OPTIONS[] = {
	{.name = "method", .argument = "NAME[,NAME]", .text = &method,
	 .help = "bonferroni, holm, hochberg, hommel, sidak, bh, by (default: holm)"},
	{.name = "group", .letter = 'g', .argument = "VAR", .text = &group,
	 .help = "each value of VAR is a family of its own (default: all rows are one family)"},
};

static const struct svy_example EXAMPLES[] = {
	{"The tests of six departments as one family, by two methods",
	 "svy-cross -f csv -t tests datasets/admissions/datapackage.json outcome sex department | "
	 "svy-adjust --method holm,bh -"},
	{"Each test that was run is a family",
	 "svy-cross -f csv -t tests --tests pearson,lr datasets/admissions/datapackage.json outcome sex department | "
	 "svy-adjust -g test -"},
};

struct job {
	struct svy_opened file;
	struct svy_table *table;
	size_t family;
	enum svy_adjust_kind kinds[SVY_N_ADJUSTS];
	struct svy_adjusted adjusted;
};

static enum svy_code read_kind(struct job *job, const char *name, struct svy_status *status)
{
	enum svy_adjust_kind kind;
	enum svy_code code = svy_adjust_from_name("--method", name, &kind, status);
	if (code == SVY_OK && kind == SVY_ADJUST_TARONE)
		return svy_fail(status, SVY_EUSAGE, "--method tarone: it needs the attainable p of each test: use svy-cross "
		                                    "--adjust tarone");
	for (size_t k = 0; k < job->adjusted.n_kinds && code == SVY_OK; k++)
		if (job->kinds[k] == kind)
			return svy_fail(status, SVY_EUSAGE, "--method: %s is listed twice", name);
	if (code == SVY_OK)
		job->kinds[job->adjusted.n_kinds++] = kind;
	return code;
}

static enum svy_code read_kinds(struct job *job, struct svy_status *status)
{
	char **names = NULL;
	size_t n = 0;
	enum svy_code code = svy_list_split(method, &names, &n, status);
	if (code == SVY_OK && n == 0)
		code = svy_fail(status, SVY_EUSAGE, "--method: an empty list");
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		code = read_kind(job, names[i], status);
	svy_list_free(names, n);
	return code;
}

static enum svy_code use(struct job *job, const char *name, enum svy_use as, size_t *column, struct svy_status *status)
{
	return svy_table_use(job->table, job->file.source, job->file.codebook, name, as, column, status);
}

/* All columns in the order of the file, then the p-values once more, as numbers. */
static enum svy_code use_columns(struct job *job, const char *p, struct svy_status *status)
{
	const char *const *names = svy_source_names(job->file.source);
	enum svy_code code = SVY_OK;
	size_t column;
	job->adjusted.n_columns = svy_source_n_columns(job->file.source);
	for (size_t j = 0; j < job->adjusted.n_columns && code == SVY_OK; j++)
		code = use(job, names[j], SVY_USE_CATEGORY, &column, status);
	if (code == SVY_OK)
		code = use(job, p, SVY_USE_CATEGORY, &job->adjusted.p, status);
	if (code == SVY_OK)
		code = use(job, p, SVY_USE_NUMBER, &job->adjusted.numbers, status);
	if (code == SVY_OK && group) {
		code = use(job, group, SVY_USE_CATEGORY, &job->family, status);
		job->adjusted.family = &job->family;
	}
	return code;
}

static enum svy_code add_rows(void *table, const struct svy_block *block, struct svy_status *status)
{
	return svy_table_add(table, block, status);
}

static enum svy_code read_rows(const struct svy_call *call, struct job *job, struct svy_status *status)
{
	enum svy_code code = read_kinds(job, status);
	if (code == SVY_OK)
		code = svy_open(call, &job->file, status);
	if (code == SVY_OK)
		code = svy_table_new(&job->table, status);
	if (code == SVY_OK)
		code = use_columns(job, call->n_operands > 1 ? call->operands[1] : "p", status);
	if (code == SVY_OK)
		code = svy_table_select(job->table, job->file.source, status);
	if (code == SVY_OK)
		code = svy_source_read(job->file.source, add_rows, job->table, status);
	return code;
}

/* Rows that have a p-value and a family. */
static enum svy_code describe(struct job *job, struct svy_result *result, struct svy_status *status)
{
	const struct svy_missing_policy exclude = {.what = SVY_MISSING_EXCLUDE};
	const size_t columns[2] = {job->adjusted.numbers, job->family}, k = group ? 2 : 1;
	const struct svy_variable *variables[2];
	uint64_t rows = svy_source_rows(job->file.source);
	struct svy_complete *complete;
	enum svy_code code = svy_complete_new(k, &complete, status);
	if (code != SVY_OK)
		return code;
	for (size_t v = 0; v < k; v++)
		variables[v] = &job->table->columns[columns[v]].variable;
	code = svy_complete_add(complete, job->table, columns, &exclude, NULL, status);
	svy_opened_describe(&job->file, result);
	svy_result_rows(result, rows, rows, svy_complete_used(complete));
	svy_left_out(result, complete, variables, k);
	svy_complete_free(complete);
	return code;
}

static enum svy_code make_result(struct job *job, struct svy_result *result, struct svy_status *status)
{
	job->adjusted.table = job->table;
	job->adjusted.kinds = job->kinds;
	enum svy_code code = svy_adjusted_table(result, &job->adjusted, status);
	return code == SVY_OK ? describe(job, result, status) : code;
}

static int run(const struct svy_call *call, struct svy_status *status)
{
	struct job job = {0};
	struct svy_result *result = NULL;
	enum svy_code code = read_rows(call, &job, status);
	if (code == SVY_OK)
		code = svy_result_new(&result, status);
	if (code == SVY_OK)
		code = make_result(&job, result, status);
	if (code == SVY_OK)
		code = svy_output_result(call, result, NULL, status);
	else
		svy_result_free(result);
	svy_table_free(job.table);
	svy_opened_clear(&job.file);
	return code == SVY_OK ? 0 : -1;
}

const struct svy_tool svy_tool = {
	.name = "svy-adjust",
	.synopsis = "[options] FILE [VAR]",
	.summary = "adjusted p-values of a family of tests",
	.description =
		"Reads the p-values in the column VAR of FILE (default: p) and prints all its columns with the adjusted ones "
		"behind it: p_METHOD for each method, and family_n, how many p-values they were adjusted over. The rows stay "
		"in their order. FILE is a CSV file, also what another tool printed with -f csv.\n\n"
		"A row without a p-value takes no part and counts for nothing. bonferroni, holm and by hold however the tests "
		"depend on each other; hochberg, hommel, sidak and bh for independent tests and most positive dependence. bh "
		"and by control the share of false ones among the rejected, the others the chance of any.",
	.takes = SVY_TAKES_RESULT | SVY_TAKES_DATA,
	.options = OPTIONS,
	.n_options = sizeof OPTIONS / sizeof *OPTIONS,
	.examples = EXAMPLES,
	.n_examples = sizeof EXAMPLES / sizeof *EXAMPLES,
	.min_operands = 1,
	.max_operands = 2,
	.run = run,
};
