/* svy-claims: numbers that a text relies on, against results. */
#include <string.h>

#include "report/claims.h"
#include "tools/front/output.h"
#include "tools/front/pending.h"

static const char *folder;

static const struct svy_option OPTIONS[] = {
	{.name = "results", .argument = "DIR", .text = &folder,
	 .help = "folder that the results are named relative to (default: the folder of CLAIMS.csv)"},
};

static const struct svy_example EXAMPLES[] = {
	{"A claim about admissions in Berkeley, against the table that has it",
	 "svy-cross -f json -o cross.json datasets/admissions/datapackage.json outcome sex && printf "
	 "'result,table,where,field,value,tolerance\\ncross.json,cells,row=Admitted;col=Women,n,557,0\\n' >claims.csv && "
	 "svy-claims check claims.csv"},
};

static void note_sum(struct svy_result *result, size_t n, size_t n_false)
{
	if (n_false)
		svy_notes_add(&result->notes, "%zu of %zu claims do not hold", n_false, n);
	else
		svy_notes_add(&result->notes, n == 1 ? "the claim holds" : "all %zu claims hold", n);
}

static int run(const struct svy_call *call, struct svy_status *status)
{
	struct svy_result *result = NULL;
	size_t n = 0, n_false = 0;
	if (strcmp(call->operands[0], "check") != 0) {
		svy_fail(status, SVY_EUSAGE, "there is no \"svy-claims %s\": say svy-claims check CLAIMS.csv",
		         call->operands[0]);
		return -1;
	}
	enum svy_code code = svy_output_spare(call->common.output, call->operands[1], status);
	if (code == SVY_OK)
		code = svy_result_new(&result, status);
	if (code == SVY_OK)
		code = svy_claims_check(call->operands[1], folder, result, &n, &n_false, status);
	if (code != SVY_OK) {
		svy_result_free(result);
		return -1;
	}
	note_sum(result, n, n_false);
	svy_result_input(result, call->operands[1], NULL, n);
	code = svy_output_result(call, result, NULL, status);
	return code != SVY_OK ? -1 : n_false > 0;
}

const struct svy_tool svy_tool = {
	.name = "svy-claims",
	.synopsis = "check [options] CLAIMS.csv",
	.summary = "check the numbers that a text relies on against results",
	.description =
		"CLAIMS.csv has the columns result, table, where, field, value and tolerance. Each row names one value of a "
		"result that was written with -f json, by the file, the table, conditions on its row (name=value;name=value) "
		"and the field, and says what the text claims it to be and how far off it may be.\n\n"
		"Prints every claim with what was expected and found. Exit status 1 when any does not hold; a value that is "
		"undefined or hidden never holds. A claim that matches no row, or several, is an error.",
	.takes = SVY_TAKES_RESULT,
	.options = OPTIONS,
	.n_options = sizeof OPTIONS / sizeof *OPTIONS,
	.examples = EXAMPLES,
	.n_examples = sizeof EXAMPLES / sizeof *EXAMPLES,
	.min_operands = 2,
	.max_operands = 2,
	.run = run,
};
