/* svy-code: new columns from those of a file. */
#include <stdint.h>

#include "tools/front/recode.h"

static const char *rules, *codebook_out;

static const struct svy_option OPTIONS[] = {
	{.name = "rules", .argument = "RULES.csv", .text = &rules,
	 .help = "make new columns by these rules: a row for each value that is recoded, with target, operation, source, "
	         "from, to, label and reason"},
	{.name = "codebook-out", .argument = "FILE", .text = &codebook_out,
	 .help = "where the codebook of the result goes (default: X.codebook.json beside -o X.csv)"},
};

static const struct svy_example EXAMPLES[] = {
	{"Departments of the Berkeley admissions in two groups",
	 "printf 'target,operation,source,from,to,label,reason\\nhalf,collapse,department,\"A,B,C\",first,A to C,two "
	 "groups to compare\\nhalf,collapse,department,\"D,E,F\",second,D to F,\\n' >rules.csv && svy-code "
	 "datasets/admissions/datapackage.json --rules rules.csv -o recoded.csv && svy-freq -b recoded.codebook.json "
	 "recoded.csv half"},
};

static int run(const struct svy_call *call, struct svy_status *status)
{
	if (!rules) {
		svy_fail(status, SVY_EUSAGE, "nothing to do: name rules with --rules RULES.csv");
		return -1;
	}
	return svy_recode_file(call, rules, codebook_out, status) == SVY_OK ? 0 : -1;
}

const struct svy_tool svy_tool = {
	.name = "svy-code",
	.synopsis = "[options] FILE --rules RULES.csv -o OUT.csv",
	.summary = "recode answers by rules",
	.description =
		"Writes the rows of FILE with all their columns as they are, and behind them new ones that RULES.csv "
		"describes: map, collapse, bin, reverse, copy, count, sum, mean, any-of, all-of, first-of, z-score, "
		"difference, difference-days, year, month, day, weekday and quarter. Rules may use what other rules make, in "
		"any order. What each column of RULES.csv means is in docs/formats/rules.md.\n\n"
		"The codebook of the result is written beside it: the fields of FILE as they were, and for each new column its "
		"title, categories, missing values, the rule and the reason that the rules give. Both files are written, or "
		"neither.\n\n"
		"A value that a rule does not cover is an error that lists all such values. Missing answers keep their reason. "
		"Under a weight the mean and the standard deviation behind a z-score are weighted; nothing else is.",
	.takes = SVY_TAKES_OUTPUT | SVY_TAKES_DATA | SVY_TAKES_WEIGHT,
	.options = OPTIONS,
	.n_options = sizeof OPTIONS / sizeof *OPTIONS,
	.examples = EXAMPLES,
	.n_examples = sizeof EXAMPLES / sizeof *EXAMPLES,
	.min_operands = 1,
	.max_operands = 1,
	.run = run,
};
