/* svy-check: data against its codebook; --draft writes a first codebook. */
#include <stdlib.h>

#include "data/check.h"
#include "tools/front/open.h"
#include "tools/front/output.h"

static bool draft;
static long most_categories = 50;

static const struct svy_option OPTIONS[] = {
	{.name = "draft", .flag = &draft,
	 .help = "write a starting codebook for FILE: names, distinct values and suspected missing codes to confirm"},
	{.name = "max-categories", .argument = "N", .whole = &most_categories, .lowest = 1, .highest = 100000,
	 .help = "with --draft: list the values of a column that has at most N distinct ones (default: 50)"},
};

static const struct svy_example EXAMPLES[] = {
	{"The survey of a data package against its codebook", "svy-check datasets/admissions/datapackage.json"},
	{"A starting codebook for a file that has none", "svy-check --draft datasets/admissions/admissions.csv"},
};

static const struct svy_rfield FIELDS[] = {
	{"file", SVY_PLAIN, SVY_AS_TEXT},   {"line", SVY_PLAIN, SVY_AS_COUNT},    {"column", SVY_PLAIN, SVY_AS_COUNT},
	{"variable", SVY_PLAIN, SVY_AS_TEXT}, {"value", SVY_PLAIN, SVY_AS_TEXT},  {"rule", SVY_PLAIN, SVY_AS_TEXT},
	{"message", SVY_PLAIN, SVY_AS_TEXT},
};

static void fill(struct svy_result *result, const char *file, const struct svy_violations *violations)
{
	struct svy_rtable *table =
		svy_result_table(result, "violations", "Violations of the codebook", FIELDS, sizeof FIELDS / sizeof *FIELDS);
	for (size_t i = 0; i < violations->n; i++) {
		const struct svy_violation *v = &violations->list[i];
		svy_row_begin(table, 0);
		svy_set_text(table, "file", file);
		if (v->line)
			svy_set_count(table, "line", v->line);
		if (v->column)
			svy_set_count(table, "column", v->column);
		svy_set_text(table, "variable", v->variable);
		svy_set_text(table, "value", v->value);
		svy_set_text(table, "rule", v->rule);
		svy_set_text(table, "message", v->message);
	}
	if (violations->n == 0)
		svy_notes_add(&result->notes, "no violation");
}

static int check(const struct svy_call *call, struct svy_opened *file, struct svy_status *status)
{
	struct svy_violations violations = {0};
	struct svy_result *result = NULL;
	enum svy_code code = svy_check(file->source, file->codebook, &violations, status);
	size_t n = violations.n;
	if (code == SVY_OK)
		code = svy_result_new(&result, status);
	if (code == SVY_OK) {
		svy_opened_describe(file, result);
		svy_result_rows(result, violations.rows, violations.rows, violations.rows);
		fill(result, svy_source_path(file->source), &violations);
		code = svy_output_result(call, result, NULL, status);
	}
	svy_violations_clear(&violations);
	return code != SVY_OK ? -1 : n > 0;
}

static int write_draft(const struct svy_call *call, struct svy_opened *file, struct svy_status *status)
{
	char *json = NULL;
	enum svy_code code = svy_draft(file->source, (size_t)most_categories, &json, status);
	if (code == SVY_OK)
		code = svy_output_text(call->common.output, json, status);
	free(json);
	return code == SVY_OK ? 0 : -1;
}

static int run(const struct svy_call *call, struct svy_status *status)
{
	struct svy_opened file;
	int answer = -1;
	if (svy_open(call, &file, status) == SVY_OK) {
		if (draft)
			answer = write_draft(call, &file, status);
		else if (!call->common.codebook && !file.resource)
			svy_fail(status, SVY_EUSAGE,
			         "no codebook to check against: give one with -b CODEBOOK, name a datapackage.json, or start one "
			         "with --draft");
		else
			answer = check(call, &file, status);
	}
	svy_opened_clear(&file);
	return answer;
}

const struct svy_tool svy_tool = {
	.name = "svy-check",
	.synopsis = "[options] FILE\n--draft [options] FILE",
	.summary = "check data against its codebook",
	.description =
		"Reads all of FILE and lists every cell that the codebook does not allow, with file, line and column (the "
		"number of the field in its row): values that are no category, numbers that do not parse, answers that are "
		"required, and the limits under `constraints`. Exit status 1 when there is any violation.\n\n"
		"With --draft it writes a codebook to start from instead. No type is guessed: every column is a category "
		"with its distinct values, and values that look like missing codes are listed for you to confirm, each with "
		"a reason, before they mean anything.",
	.takes = SVY_TAKES_RESULT | SVY_TAKES_DATA,
	.options = OPTIONS,
	.n_options = sizeof OPTIONS / sizeof *OPTIONS,
	.examples = EXAMPLES,
	.n_examples = sizeof EXAMPLES / sizeof *EXAMPLES,
	.min_operands = 1,
	.max_operands = 1,
	.run = run,
};
