/* svy-code: answers into a matrix of numbers. */
#include "tools/front/coding.h"

static struct svy_coding_options coding = {.missing_rows = "keep"};

static const struct svy_option OPTIONS[] = {
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
	{"A column for each department, 0 or 1, beside the counts",
	 "svy-code --coding indicator --keep n datasets/admissions/datapackage.json department"},
	{"Sex and outcome against a reference, and their interaction",
	 "svy-code --coding treatment --reference sex=Male datasets/admissions/datapackage.json sex outcome sex:outcome"},
	{"Two kinds, and what the columns stand for",
	 "svy-code --coding indicator --coding percent=standardised --legend legend.csv "
	 "datasets/police-share/datapackage.json country percent"},
};

static int run(const struct svy_call *call, struct svy_status *status)
{
	if (coding.coding.n == 0)
		svy_fail(status, SVY_EUSAGE, "say how: --coding KIND; --help lists the kinds");
	else if (svy_code_rows(call, &coding, status) == SVY_OK)
		return 0;
	return -1;
}

const struct svy_tool svy_tool = {
	.name = "svy-code",
	.synopsis = "--coding KIND [options] FILE VAR...",
	.summary = "code answers into a matrix of numbers",
	.description =
		"Writes a CSV of numbers with a column for what each VAR becomes and a row for each row of FILE. A VAR may "
		"be an interaction A:B, the products of the columns of A and B.\n\n"
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
	.min_operands = 2,
	.max_operands = SIZE_MAX,
	.run = run,
};
