/* svy-cross: cross-tabulations with tests and association. */

#include "data/domain.h"
#include "report/cross_letters.h"
#include "report/cross_tests.h"
#include "tools/front/cross_words.h"
#include "tools/front/layout.h"
#include "tools/front/output.h"
#include "tools/front/parts.h"

static const char *interval, *show, *totals = "after", *base, *sort;
static struct svy_strings nets;
static struct svy_cross_letters_options letters;
static struct svy_cross_words words = {
	.alternative = "two-sided", .two_sided = "minlike", .rd_method = "newcombe", .rr_method = "katz",
	.polychoric = "ml", .samples = 100000, .budget = 10, .memory = 1000};

static const struct svy_option OPTIONS[] = {
	{.name = "tests", .argument = "LIST", .text = &words.tests, .help = SVY_CROSS_TESTS},
	{.name = "assoc", .argument = "LIST", .text = &words.association, .help = SVY_CROSS_MEASURES},
	{.name = "alternative", .argument = "NAME", .text = &words.alternative,
	 .help = "of exact tests, of trends and of McNemar's: two-sided, less or greater (default: two-sided)"},
	{.name = "two-sided", .argument = "NAME", .text = &words.two_sided,
	 .help = "tables that count as extreme in Fisher's test: minlike, double or blaker (default: minlike)"},
	{.name = "rd-method", .argument = "NAME", .text = &words.rd_method,
	 .help = "limits of the risk difference: newcombe, wald, of rd also exact, of rd-paired tango (default: newcombe)"},
	{.name = "rr-method", .argument = "NAME", .text = &words.rr_method,
	 .help = "limits of the relative risk: katz or exact (default: katz)"},
	{.name = "polychoric", .argument = "NAME", .text = &words.polychoric,
	 .help = "how to fit the polychoric correlation: ml or two-step (default: ml)"},
	{.name = "samples", .argument = "N", .whole = &words.samples, .lowest = 100, .highest = 1e9,
	 .help = "random tables, of fisher-mc and where all are too many (default: 100000)"},
	{.name = "budget", .argument = "SECONDS", .real = &words.budget, .lowest = 0, .highest = 1e9,
	 .help = "of an exact test that takes long, before random tables take over (default: 10)"},
	{.name = "memory", .argument = "MB", .whole = &words.memory, .lowest = 1, .highest = 1e6,
	 .help = "of Fisher's test of a table larger than 2 x 2, before random tables take over (default: 1000)"},
	{.name = "interval", .argument = "NAME", .text = &interval,
	 .help = "limits of each percentage of a column: wilson, clopper-pearson, jeffreys, agresti-coull, wald, blaker or "
	         "mid-p; under sampling weights they are always there, on the logit (default: none)"},
	{.name = "show", .argument = "LIST", .text = &show,
	 .help = "what text, md, latex and html show of each cell, a line each: fields, or templates of fields such as "
	         "'n (col_percent)' (default: n,col_percent, and letters with --letters)"},
	{.name = "letters", .argument = "TEST", .text = &letters.test,
	 .help = "compare the columns of each row pair by pair, pooled-z or exact: letters in the cells, table pairs"},
	{.name = "alpha", .argument = "LEVEL", .text = &letters.alpha,
	 .help = "of letters; with two, as in 0.05,0.001, capitals are for the stricter one (default: 0.05)"},
	{.name = "adjust", .argument = "NAME", .text = &words.adjust,
	 .help = "p-values of a test over all tables, and of the pairs of a row (default there: bonferroni): none, "
	         "bonferroni, holm, hochberg, hommel, sidak, bh, by; of exact tests also tarone"},
	{.name = "scaled-counts", .flag = &words.scaled_counts,
	 .help = "under sampling weights: tests on the weighted table scaled to n, which are not design-based"},
	{.name = "net", .argument = "'VAR=LABEL:VALUE,...'", .list = &nets,
	 .help = "a subtotal of categories of a row or column variable, before the first of them; may be repeated"},
	{.name = "totals", .argument = "WHERE", .text = &totals,
	 .help = "after, before or none: where text, md, latex and html print them (default: after)"},
	{.name = "base", .argument = "FIELD", .text = &base,
	 .help = "a line beneath with the n or weighted_n that each column has (default: none)"},
	{.name = "sort", .argument = "[-]FIELD[:COLUMN]", .text = &sort,
	 .help = "rows by this field, of the column (default: Total), the largest first; with - the smallest first"},
};

static const struct svy_example EXAMPLES[] = {
	{"Admission by sex, with percentages by column and Pearson's test",
	 "svy-cross datasets/admissions/datapackage.json outcome sex"},
	{"The same within each department, with odds ratios",
	 "svy-cross --assoc or datasets/admissions/datapackage.json outcome sex department"},
	{"Does sex matter within the departments: one test and one odds ratio over all of them",
	 "svy-cross --tests cmh,tarone --assoc or-mh datasets/admissions/datapackage.json sex outcome department"},
	{"How well the department predicts the outcome: Cramer's V without its bias, lambda",
	 "svy-cross --assoc v-corrected,lambda-row datasets/admissions/datapackage.json outcome department"},
	{"Two banners side by side, shares with the number asked beneath",
	 "svy-cross --show col_percent --base n --tests none --assoc none datasets/admissions/datapackage.json outcome "
	 "sex,department"},
	{"All fields of all cells, for another program",
	 "svy-cross -f csv -t cells datasets/admissions/datapackage.json outcome sex"},
	{"Which departments admit a larger share than which others, in letters",
	 "svy-cross --letters pooled-z datasets/admissions/datapackage.json outcome department"},
};

struct job {
	struct svy_analysis *analysis;
	struct svy_parts *parts;
	struct svy_cross_options options;
	struct svy_share_options shares;
	struct svy_layout_choice layout;
};

static enum svy_code start(const struct svy_call *call, struct job *job, struct svy_status *status)
{
	enum svy_code code = svy_cross_words_read(&words, call, &job->options, status);
	letters.adjust = words.adjust;
	if (code == SVY_OK)
		code = svy_layout_read(totals, base, sort, &job->layout, status);
	if (code == SVY_OK)
		code = svy_analysis_open(call, &job->analysis, status);
	if (code == SVY_OK)
		code = svy_analysis_shares(job->analysis, interval, &job->shares, status);
	if (code == SVY_OK)
		code = svy_parts_open(job->analysis, call->operands + 1, call->n_operands - 1, &nets, &job->parts, status);
	if (code == SVY_OK)
		code = svy_parts_read(job->parts, status);
	if (code == SVY_OK && job->layout.sort_column)
		code = svy_parts_find_column(job->parts, job->layout.sort_column, &job->layout.layout.sort_column, status);
	return code;
}

static enum svy_code fill_part(const struct job *job, size_t i, const char *const *fields, size_t n_fields,
                               struct svy_result *result, struct svy_status *status)
{
	struct svy_cross cross = svy_parts_cross(job->parts, i, &job->layout.layout, &job->shares);
	struct svy_cross_letters *compared = NULL;
	enum svy_code code = svy_cross_letters_new(&cross, &letters, &compared, status);
	cross.letters = compared;
	cross.more = i + 1 < job->parts->n;
	if (code == SVY_OK)
		code = svy_cross_check_layers(&cross, status);
	if (code == SVY_OK)
		code = svy_cross_cells(&cross, result, fields, n_fields, status);
	if (code == SVY_OK)
		code = svy_cross_tests(&cross, result, &job->options, status);
	if (code == SVY_OK)
		code = svy_cross_association(&cross, result, &job->options, status);
	if (code == SVY_OK)
		code = svy_cross_pairs(&cross, result, status);
	svy_cross_letters_free(compared);
	return code == SVY_OK ? code : svy_parts_fail(job->parts, i, code, status);
}

static enum svy_code fill(struct job *job, struct svy_result *result, struct svy_status *status)
{
	char **fields = NULL;
	size_t n_fields = 0;
	job->shares.rows = svy_source_rows(job->analysis->file.source);
	const char *usual = letters.test ? "n,col_percent,letters" : "n,col_percent";
	enum svy_code code = svy_list_split(show ? show : usual, &fields, &n_fields, status);
	for (size_t i = 0; i < job->parts->n && code == SVY_OK; i++)
		code = fill_part(job, i, (const char *const *)fields, n_fields, result, status);
	if (code == SVY_OK)
		code = svy_layout_check(svy_result_find(result, "cells"), "--sort", job->layout.layout.sort, status);
	if (code == SVY_OK)
		code = svy_layout_check(svy_result_find(result, "cells"), "--base", job->layout.layout.base, status);
	if (code == SVY_OK)
		code = svy_parts_describe(job->parts, result, status);
	svy_list_free(fields, n_fields);
	return code;
}

static int run(const struct svy_call *call, struct svy_status *status)
{
	struct job job = {0};
	struct svy_result *result = NULL;
	enum svy_code code = start(call, &job, status);
	if (code == SVY_OK)
		code = svy_result_new(&result, status);
	if (code == SVY_OK)
		code = fill(&job, result, status);
	if (code == SVY_OK)
		code = svy_output_result(call, result, svy_analysis_policy(job.analysis), status);
	else
		svy_result_free(result);
	svy_parts_free(job.parts);
	svy_analysis_free(job.analysis);
	svy_layout_clear(&job.layout);
	return code == SVY_OK ? 0 : -1;
}

const struct svy_tool svy_tool = {
	.name = "svy-cross",
	.synopsis = "[options] FILE ROW COL [LAYER...]",
	.summary = "cross-tabulation with percentages, residuals, tests and association",
	.description =
		"Counts ROW by COL, one table for each combination of the values of the LAYER variables, with row, column and "
		"total percentages, expected counts and residuals, tests of independence and measures of association.\n\n"
		"ROW and COL may be lists: the rows of q1,q2 are stacked, the columns of sex,country stand side by side, and "
		"country:sex has the columns of sex within each category of country. Each row variable with each column is an "
		"analysis of its own, with its own base, tests and measures.\n\n"
		"A row of the file takes part when all its variables have an answer; the others are counted by reason. Under "
		"sampling weights percentages are weighted and tests that assume counts are refused. The measures or, rr and "
		"rd compare the first row with the second, the first column being the event, and name the levels in a note; "
		"-row means that the row variable is predicted from the column. Measures of order need ordered categories "
		"(categoriesOrdered, --order) in both variables, kappa the same categories. The letters of a cell name the "
		"columns whose proportion in that row is significantly lower.",
	.takes = SVY_TAKES_RESULT | SVY_TAKES_DATA | SVY_TAKES_WEIGHT | SVY_TAKES_DOMAIN | SVY_TAKES_LEVEL |
	         SVY_TAKES_SEED,
	.options = OPTIONS,
	.n_options = sizeof OPTIONS / sizeof *OPTIONS,
	.examples = EXAMPLES,
	.n_examples = sizeof EXAMPLES / sizeof *EXAMPLES,
	.min_operands = 3,
	.max_operands = SIZE_MAX,
	.run = run,
};
