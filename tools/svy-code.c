/* svy-code: answers recoded by rules, or coded into a matrix of numbers. */
#include <stdint.h>
#include <string.h>

#include "tools/front/coding.h"
#include "tools/front/recode.h"

static const char *rules, *codebook_out;
static struct svy_coding_options coding = {.missing_rows = "keep"};

static const struct svy_option OPTIONS[] = {
	{.name = "rules", .argument = "RULES.csv", .text = &rules,
	 .help = "make new columns by these rules: a row for each value that is recoded, with target, operation, source, "
	         "from, to, label and reason"},
	{.name = "codebook-out", .argument = "FILE", .text = &codebook_out,
	 .help = "where the codebook of the result goes (default: X.codebook.json beside -o X.csv)"},
	{.name = "coding", .argument = "KIND", .list = &coding.coding,
	 .help = "codes, indicator, treatment, effect, helmert, polynomial or standardised; VAR=KIND for one variable"},
	{.name = "reference", .argument = "VAR=VALUE", .list = &coding.reference,
	 .help = "the category that indicator leaves out and treatment and effect compare with; none: not that of the "
	         "codebook"},
	{.name = "scores", .argument = "VAR=X,Y,...", .list = &coding.scores,
	 .help = "the numbers that the categories of VAR stand for, for polynomial (default: 1,2,3,...)"},
	{.name = "keep", .argument = "VAR,...", .list = &coding.keep,
	 .help = "columns to copy as they are, before the coded ones, such as the number of the respondent"},
	{.name = "missing-rows", .argument = "WHAT", .text = &coding.missing_rows,
	 .help = "rows with a missing answer: keep (with empty cells), drop or refuse (default: keep)"},
	{.name = "labels", .flag = &coding.labels, .help = "name columns by the labels of categories, not by their values"},
	{.name = "legend", .argument = "FILE", .text = &coding.legend,
	 .help = "write what the columns stand for to FILE: a line for each column and category, with its number"},
};

static const struct svy_example EXAMPLES[] = {
	{"Departments of the Berkeley admissions in two groups",
	 "printf 'target,operation,source,from,to,label,reason\\nhalf,collapse,department,\"A,B,C\",first,A to C,two "
	 "groups to compare\\nhalf,collapse,department,\"D,E,F\",second,D to F,\\n' >rules.csv && svy-code "
	 "datasets/admissions/datapackage.json --rules rules.csv -o recoded.csv && svy-freq -b recoded.codebook.json "
	 "recoded.csv half"},
	{"A column for each department, 0 or 1, beside the counts",
	 "svy-code --coding indicator --keep n datasets/admissions/datapackage.json department"},
	{"Sex and outcome against a reference, and their interaction",
	 "svy-code --coding treatment --reference sex=Male datasets/admissions/datapackage.json sex outcome sex:outcome"},
	{"Two kinds, and what the columns stand for",
	 "svy-code --coding indicator --coding percent=standardised --legend legend.csv "
	 "datasets/police-share/datapackage.json country percent"},
};

/* Options of one mode are no use to the other. */
static enum svy_code check_mode(const struct svy_call *call, struct svy_status *status)
{
	bool of_coding = coding.coding.n || coding.reference.n || coding.scores.n || coding.keep.n || coding.labels ||
	                 coding.legend || strcmp(coding.missing_rows, "keep") != 0;
	if (rules && of_coding)
		return svy_fail(status, SVY_EUSAGE,
		                coding.coding.n ? "--rules recodes, --coding makes a matrix: one after the other, not both"
		                                : "--rules takes no --reference, --scores, --keep, --missing-rows, --labels, "
		                                  "--legend: they go with --coding");
	if (rules && (call->n_operands > 1 || call->common.where.n || call->common.order.n))
		return svy_fail(status, SVY_EUSAGE, "--rules takes FILE alone: no VAR, --where or --order");
	if (!rules && codebook_out)
		return svy_fail(status, SVY_EUSAGE, "--codebook-out goes with --rules");
	if (!rules && !coding.coding.n)
		return svy_fail(status, SVY_EUSAGE, "say how: --rules RULES.csv to recode, --coding KIND for a matrix");
	if (!rules && call->n_operands < 2)
		return svy_fail(status, SVY_EUSAGE, "--coding: name the variables that the matrix is made of, behind FILE");
	return SVY_OK;
}

static int run(const struct svy_call *call, struct svy_status *status)
{
	enum svy_code code = check_mode(call, status);
	if (code == SVY_OK)
		code = rules ? svy_recode_file(call, rules, codebook_out, status) : svy_code_rows(call, &coding, status);
	return code == SVY_OK ? 0 : -1;
}

const struct svy_tool svy_tool = {
	.name = "svy-code",
	.synopsis = "--rules RULES.csv [options] FILE -o OUT.csv\n--coding KIND [options] FILE VAR...",
	.summary = "recode answers by rules; code answers into a matrix of numbers",
	.description =
		"With --rules it writes the rows of FILE with all their columns as they are, and behind them new ones that "
		"RULES.csv describes: map, collapse, bin, reverse, copy, count, sum, mean, any-of, all-of, first-of, z-score, "
		"difference, difference-days, year, month, day, weekday and quarter. Rules may use what other rules make, in "
		"any order. What each column of RULES.csv means is in docs/formats/rules.md.\n\n"
		"The codebook of the result is written beside it: the fields of FILE as they were, and for each new column its "
		"title, categories, missing values, the rule and the reason that the rules give. Both files are written, or "
		"neither.\n\n"
		"A value that a rule does not cover is an error that lists all such values. Missing answers keep their reason. "
		"Under a weight the mean and the standard deviation behind a z-score are weighted; nothing else is.\n\n"
		"With --coding it writes a CSV of numbers with a column for what each VAR becomes and a row for each row of "
		"FILE. A VAR may be an interaction A:B, the products of the columns of A and B.\n\n"
		"KIND is one of these, as R's contr functions have them. codes: 1, 2, 3 ... in the order of the codebook.\n\n"
		"indicator: a column of 0 and 1 for each category, without that of a reference, if one is named.\n\n"
		"treatment: the same, without that of the reference, which is the first category if none is named.\n\n"
		"effect: as treatment, but -1 in the rows of the reference, which is the last category if none is named.\n\n"
		"helmert: each category against the mean of those before it.\n\n"
		"polynomial: the linear, quadratic, ... trend over ordered categories, orthogonal.\n\n"
		"standardised: a number less its mean, divided by its standard deviation.\n\n"
		"Columns are called VAR.VALUE, VAR.linear, VAR.z or VAR, and A.X:B.Y where they are products. Categories that "
		"the codebook declares have their column even when nobody chose them; missing answers are empty cells.",
	.takes = SVY_TAKES_OUTPUT | SVY_TAKES_DATA | SVY_TAKES_WEIGHT | SVY_TAKES_ROWS,
	.options = OPTIONS,
	.n_options = sizeof OPTIONS / sizeof *OPTIONS,
	.examples = EXAMPLES,
	.n_examples = sizeof EXAMPLES / sizeof *EXAMPLES,
	.min_operands = 1,
	.max_operands = SIZE_MAX,
	.run = run,
};
