/* svy-plot: one result -> one figure. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "figure/figure.h"
#include "tools/front/gnuplot.h"
#include "tools/front/open.h"
#include "tools/front/output.h"
#include "tools/front/pending.h"

static const char *neutral = "", *sort = "", *codebook;
static struct svy_strings where, apart;
static struct svy_figure_options figure = {.reference = NAN};

static const struct svy_option OPTIONS[] = {
	{.name = "table", .letter = 't', .argument = "TABLE", .text = &figure.table,
	 .help = "table of the result to draw (default: cells, or frequencies)"},
	{.name = "field", .argument = "NAME", .text = &figure.field,
	 .help = "numbers to draw (default: adj_residual in heat, else col_percent, valid_percent or estimate)"},
	{.name = "stacked", .flag = &figure.stacked, .help = "bars: the series end to end instead of side by side"},
	{.name = "neutral", .argument = "WHERE", .text = &neutral,
	 .help = "likert: the middle category split (half to each side of zero), centre (a column between the sides) or "
	         "apart (a column at the right) (default: split)"},
	{.name = "neutral-value", .argument = "NAME", .text = &figure.likert.neutral_value,
	 .help = "likert: the middle category (default: that of an odd number, none of an even one)"},
	{.name = "cut-after", .argument = "NAME", .text = &figure.likert.cut_after,
	 .help = "likert: no middle category; this one is the last on the left"},
	{.name = "apart", .argument = "NAME", .list = &apart,
	 .help = "likert: a category outside the scale, in a grey column; may be repeated"},
	{.name = "sort", .argument = "SIDE", .text = &sort,
	 .help = "likert: the bar with the largest left or right side first (default: as in the result)"},
	{.name = "log", .flag = &figure.logarithmic, .help = "dot: a logarithmic axis, for ratios"},
	{.name = "reference", .argument = "X", .real = &figure.reference, .lowest = -INFINITY, .highest = INFINITY,
	 .help = "dot: a line at this number"},
	{.name = "where", .argument = "'FIELD OP VALUE'", .list = &where,
	 .help = "only rows of the table for which this holds; OP is = or !=; may be repeated"},
	{.name = "codebook", .letter = 'b', .argument = "FILE", .text = &codebook,
	 .help = "codebook or data package: titles of variables instead of their names"},
	{.name = "title", .argument = "TEXT", .text = &figure.title,
	 .help = "title of the figure (default: that of the table)"},
};

static const struct svy_example EXAMPLES[] = {
	{"Admission by sex in each department, from one result",
	 "svy-cross -f json -o cross.json datasets/admissions/datapackage.json outcome sex department && "
	 "svy-plot bars cross.json --where 'row = Admitted' -o admitted.svg"},
	{"Where the table departs from independence",
	 "svy-cross -f json -o cross.json datasets/admissions/datapackage.json department sex && "
	 "svy-plot heat cross.json -o heat.svg"},
	{"Odds ratios of each department with their intervals, on a logarithmic axis",
	 "svy-cross -f json --assoc or -o ratios.json datasets/admissions/datapackage.json sex outcome department && "
	 "svy-plot dot -t association --log --reference 1 ratios.json -o ratios.svg"},
	{"Two answers to both sides of zero",
	 "svy-cross -f json -o cross.json datasets/admissions/datapackage.json department outcome && "
	 "svy-plot likert --field row_percent --sort left cross.json -o outcome.svg"},
};

/* The number of a word among others, from 1; 0 for "". */
static enum svy_code choose_word(const char *option, const char *word, const char *const *words, size_t n,
                                 const char *all, size_t *out, struct svy_status *status)
{
	for (*out = 0; *word && *out < n; ++*out)
		if (strcmp(word, words[*out]) == 0)
			break;
	if (!*word)
		return SVY_OK;
	return (*out)++ < n ? SVY_OK : svy_fail(status, SVY_EUSAGE, "%s is %s, not \"%s\"", option, all, word);
}

static enum svy_code read_words(struct svy_status *status)
{
	static const char *const NEUTRALS[] = {"split", "centre", "apart"}, *const SIDES[] = {"left", "right"};
	size_t chosen;
	enum svy_code code = choose_word("--neutral", neutral, NEUTRALS, 3, "split, centre or apart", &chosen, status);
	figure.likert.neutral = (enum svy_neutral)chosen;
	if (code == SVY_OK)
		code = choose_word("--sort", sort, SIDES, 2, "left or right", &chosen, status);
	figure.likert.sort = (enum svy_likert_sort)chosen;
	figure.likert.apart = apart.item;
	figure.likert.n_apart = apart.n;
	return code;
}

/* Options of one kind are no use to another. */
static enum svy_code check_kind(const char *name, struct svy_status *status)
{
	const struct svy_likert_options *likert = &figure.likert;
	bool of_likert = *neutral || *sort || apart.n || likert->neutral_value || likert->cut_after;
	if (!svy_figure_kind_from_name(name, &figure.kind))
		return svy_fail(status, SVY_EUSAGE, "there is no kind of figure \"%s\": %s", name, svy_figure_kind_names());
	if (figure.stacked && figure.kind != SVY_FIGURE_BARS)
		return svy_fail(status, SVY_EUSAGE, "--stacked is for bars");
	if (of_likert && figure.kind != SVY_FIGURE_LIKERT)
		return svy_fail(status, SVY_EUSAGE, "--neutral, --neutral-value, --cut-after, --apart, --sort are for likert");
	if ((figure.logarithmic || !isnan(figure.reference)) && figure.kind != SVY_FIGURE_DOT)
		return svy_fail(status, SVY_EUSAGE, "--log and --reference are for dot");
	return read_words(status);
}

static enum svy_code read_result(const char *path, struct svy_release **out, struct svy_status *status)
{
	char *bytes;
	size_t length;
	enum svy_code code = svy_input_bytes(path, &bytes, &length, status);
	if (code != SVY_OK)
		return code;
	code = svy_read_json(bytes, length, path, out, status);
	free(bytes);
	return code;
}

static enum svy_code draw(const struct svy_release *release, struct svy_drawing *drawing, struct svy_status *status)
{
	struct svy_condition *conditions = svy_array_new(where.n, sizeof *conditions);
	struct svy_codebook *titles = NULL;
	enum svy_code code = conditions ? SVY_OK : svy_fail_memory(status);
	for (size_t i = 0; i < where.n && code == SVY_OK; i++)
		code = svy_condition_parse(where.item[i], &conditions[i], status);
	if (code == SVY_OK && codebook)
		code = svy_open_codebook(codebook, &titles, status);
	figure.conditions = conditions;
	figure.n_conditions = where.n;
	figure.codebook = titles;
	if (code == SVY_OK)
		code = svy_figure_draw(release, &figure, drawing, status);
	for (size_t i = 0; conditions && i < where.n; i++)
		svy_condition_clear(&conditions[i]);
	free(conditions);
	svy_codebook_free(titles);
	return code;
}

static enum svy_code write_figure(const char *kind, const struct svy_drawing *drawing, const char *path,
                                  struct svy_status *status)
{
	struct svy_text svg = {0}, converted = {0};
	const char *format = svy_text_ends_in(path, ".png") ? "png" : svy_text_ends_in(path, ".pdf") ? "pdf" : NULL;
	enum svy_code code = SVY_OK;
	if (!format && !svy_text_ends_in(path, ".svg") && strcmp(path, "-") != 0 && strncmp(path, "/dev/", 5) != 0)
		code = svy_fail(status, SVY_EUSAGE, "-o %s: a figure's name ends in .svg, .png or .pdf", path);
	if (code == SVY_OK)
		code = svy_gnuplot_draw(kind, drawing, &svg, status);
	if (code == SVY_OK && format)
		code = svy_rsvg_convert(&svg, format, &converted, status);
	if (code == SVY_OK)
		code = svy_output_bytes(path, format ? converted.bytes : svg.bytes, format ? converted.length : svg.length,
		                        status);
	svy_text_clear(&svg);
	svy_text_clear(&converted);
	return code;
}

static int run(const struct svy_call *call, struct svy_status *status)
{
	struct svy_release *release = NULL;
	struct svy_drawing drawing = {0};
	enum svy_code code = check_kind(call->operands[0], status);
	if (code == SVY_OK)
		code = svy_output_spare(call->common.output, call->operands[1], status);
	if (code == SVY_OK)
		code = read_result(call->operands[1], &release, status);
	if (code == SVY_OK)
		code = draw(release, &drawing, status);
	if (code == SVY_OK)
		code = write_figure(call->operands[0], &drawing, call->common.output, status);
	svy_drawing_clear(&drawing);
	svy_release_free(release);
	free(where.item);
	free(apart.item);
	return code == SVY_OK ? 0 : -1;
}

const struct svy_tool svy_tool = {
	.name = "svy-plot",
	.synopsis = "bars [options] RESULT.json -o FIGURE\nheat [options] RESULT.json -o FIGURE\n"
				"likert [options] RESULT.json -o FIGURE\ndot [options] RESULT.json -o FIGURE",
	.summary = "draw one figure from one result",
	.description =
		"Draws the cells of a cross-tabulation, frequencies, or measures of association, from a result that a tool "
		"wrote with -f json. bars has a bar for each number, grouped or stacked; heat colours the cells of a table by "
		"residuals or counts; likert has a bar for each item of a battery (several variables of svy-freq, columns or "
		"rows of svy-cross), its answers to both sides of zero; dot has a dot for each estimate and a line for its "
		"limits. Values of layers become panels; what has one value only, after --where, goes into the subtitle.\n\n"
		"The name of FIGURE says the format: .svg, .png or .pdf. A number that is null, because it was suppressed or "
		"is not defined, is a dash. The same result gives the same bytes.",
	.takes = SVY_TAKES_OUTPUT,
	.options = OPTIONS,
	.n_options = sizeof OPTIONS / sizeof *OPTIONS,
	.examples = EXAMPLES,
	.n_examples = sizeof EXAMPLES / sizeof *EXAMPLES,
	.min_operands = 2,
	.max_operands = 2,
	.run = run,
};
