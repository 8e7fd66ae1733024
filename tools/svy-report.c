/* svy-report: results and figures to one self-contained HTML page. */
#include <stdlib.h>
#include <string.h>

#include "report/page.h"
#include "tools/front/output.h"
#include "tools/front/pending.h"

static const char *folder;
static bool no_provenance;

static const struct svy_option OPTIONS[] = {
	{.name = "results", .argument = "DIR", .text = &folder,
	 .help = "folder that results and figures are taken from, and no others (default: the folder of TEXT)"},
	{.name = "no-provenance", .flag = &no_provenance, .help = "leave out the commands that made the results"},
};

static const struct svy_example EXAMPLES[] = {
	{"A page with a number and a table",
	 "svy-cross -f json -o cross.json datasets/admissions/datapackage.json outcome sex && printf '# Berkeley\\n\\n"
	 "Admitted: {{number cross.json table=cells row=Admitted col=Women field=col_percent}}%% of the women.\\n\\n"
	 "{{table cross.json table=cells}}\\n' >text.md && svy-report text.md -o page.html"},
};

/* The folder of a file; "." for standard input. */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return svy_text_copy(".");
	return svy_text_copy_n(path, slash == path ? 1 : (size_t)(slash - path));
}

static enum svy_code make(const struct svy_call *call, const struct svy_page_options *options,
                          struct svy_status *status)
{
	const char *path = call->operands[0];
	struct svy_text page = {0};
	char *text = NULL;
	size_t length = 0;
	enum svy_code code = svy_output_spare(call->common.output, path, status);
	if (code == SVY_OK)
		code = svy_input_bytes(path, &text, &length, status);
	if (code == SVY_OK)
		code = svy_page_make(text, length, strcmp(path, "-") == 0 ? "standard input" : path, options, &page, status);
	if (code == SVY_OK)
		code = svy_output_bytes(call->common.output, page.bytes, page.length, status);
	svy_text_clear(&page);
	free(text);
	return code;
}

static int run(const struct svy_call *call, struct svy_status *status)
{
	char *own = folder ? NULL : folder_of(call->operands[0]);
	if (!folder && !own) {
		svy_fail_memory(status);
		return -1;
	}
	const struct svy_page_options options = {.folder = folder ? folder : own, .no_provenance = no_provenance};
	enum svy_code code = make(call, &options, status);
	free(own);
	return code == SVY_OK ? 0 : -1;
}

const struct svy_tool svy_tool = {
	.name = "svy-report",
	.synopsis = "[options] TEXT.md -o REPORT.html",
	.summary = "a text with places for results, to one self-contained HTML page",
	.description =
		"TEXT is markdown with places in double braces: number, table, figure and notes, each with the file of a "
		"result (-f json) or figure (SVG) in the results folder, and words that say what of it, such as table=cells "
		"row=Women field=n. Every place is filled from results, so that no number is typed.\n\n"
		"A place that names nothing, or several rows, or a value that is undefined or hidden, is an error with line "
		"and column, and no page is written. HTML in the text is left out; figures with scripts or anything fetched "
		"are refused.",
	.takes = SVY_TAKES_OUTPUT,
	.options = OPTIONS,
	.n_options = sizeof OPTIONS / sizeof *OPTIONS,
	.examples = EXAMPLES,
	.n_examples = sizeof EXAMPLES / sizeof *EXAMPLES,
	.min_operands = 1,
	.max_operands = 1,
	.run = run,
};
