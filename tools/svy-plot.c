/* svy-plot: one result -> one figure. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "figure/bars.h"
#include "figure/heat.h"
#include "tools/front/gnuplot.h"
#include "tools/front/output.h"

static const char *table, *field, *title;
static bool stacked;
static struct svy_strings where;

static const struct svy_option OPTIONS[] = {
	{.name = "table", .letter = 't', .argument = "TABLE", .text = &table,
	 .help = "table of the result to draw (default: cells, or frequencies)"},
	{.name = "field", .argument = "NAME", .text = &field,
	 .help = "numbers to draw (default: bars: col_percent or valid_percent; heat: adj_residual)"},
	{.name = "stacked", .flag = &stacked, .help = "bars: the series end to end instead of side by side"},
	{.name = "where", .argument = "'FIELD OP VALUE'", .list = &where,
	 .help = "only rows of the table for which this holds; OP is = or !=; may be repeated"},
	{.name = "title", .argument = "TEXT", .text = &title, .help = "title of the figure (default: that of the table)"},
};

static const struct svy_example EXAMPLES[] = {
	{"Admission by sex in each department, from one result",
	 "svy-cross -f json -o cross.json datasets/admissions/datapackage.json outcome sex department && "
	 "svy-plot bars cross.json --where 'row = Admitted' -o admitted.svg"},
	{"Where the table departs from independence",
	 "svy-cross -f json -o cross.json datasets/admissions/datapackage.json department sex && "
	 "svy-plot heat cross.json -o heat.svg"},
};

/* What a field is, in words. */
static const char *words_for(const char *name)
{
	static const char *const WORDS[][2] = {{"n", "Number of respondents"},
	                                       {"weighted_n", "Sum of weights"},
	                                       {"row_percent", "Percent of the row"},
	                                       {"col_percent", "Percent of the column"},
	                                       {"total_percent", "Percent of all"},
	                                       {"percent", "Percent, missing answers included"},
	                                       {"valid_percent", "Percent of valid answers"},
	                                       {"expected", "Expected number under independence"},
	                                       {"residual", "Observed minus expected"},
	                                       {"std_residual", "Pearson residual"},
	                                       {"adj_residual", "Adjusted residual: beyond 2, more than chance"}};
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (strcmp(WORDS[i][0], name) == 0)
			return WORDS[i][1];
	return name;
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

static enum svy_code read_conditions(struct svy_condition *conditions, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < where.n && code == SVY_OK; i++)
		code = svy_condition_parse(where.item[i], &conditions[i], status);
	return code;
}

static const char *default_field(const struct svy_release *release, bool heat)
{
	if (table ? strcmp(table, "frequencies") == 0 : !svy_result_find(release->result, "cells"))
		return "valid_percent";
	return heat ? "adj_residual" : "col_percent";
}

/* Bars compare within what adds up to 100; stacked ones show it as one bar. */
static enum svy_matrix_order order_for(const char *shown, bool heat)
{
	bool by_row = strcmp(shown, "row_percent") == 0, by_col = strcmp(shown, "col_percent") == 0;
	if (heat)
		return SVY_ROWS_BY_COLS;
	return (stacked ? by_col : by_row) ? SVY_COLS_BY_ROWS : SVY_ROWS_BY_COLS;
}

static enum svy_code draw_matrix(const struct svy_matrix *matrix, const char *shown, bool heat,
                                 struct svy_drawing *drawing, struct svy_status *status)
{
	bool residual = svy_text_ends_in(shown, "residual"), percent = svy_text_ends_in(shown, "percent");
	if (heat)
		return svy_heat_draw(matrix, &(struct svy_heat_options){residual, strcmp(shown, "n") == 0, words_for(shown)},
		                     drawing, status);
	return svy_bars_draw(matrix, &(struct svy_bars_options){stacked, percent, words_for(shown)}, drawing, status);
}

static enum svy_code draw(const struct svy_release *release, bool heat, struct svy_drawing *drawing,
                          struct svy_status *status)
{
	const char *shown = field ? field : default_field(release, heat);
	struct svy_condition *conditions = svy_array_new(where.n, sizeof *conditions);
	struct svy_matrix matrix = {0};
	enum svy_code code = conditions ? read_conditions(conditions, status) : svy_fail_memory(status);
	if (code == SVY_OK)
		code = svy_matrix_make(release, table, shown, order_for(shown, heat), conditions, where.n, &matrix, status);
	if (code == SVY_OK && title) {
		free(matrix.title);
		matrix.title = svy_text_copy(title);
		code = matrix.title ? SVY_OK : svy_fail_memory(status);
	}
	if (code == SVY_OK)
		code = draw_matrix(&matrix, shown, heat, drawing, status);
	for (size_t i = 0; conditions && i < where.n; i++)
		svy_condition_clear(&conditions[i]);
	free(conditions);
	svy_matrix_clear(&matrix);
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
	const char *kind = call->operands[0];
	bool heat = strcmp(kind, "heat") == 0;
	struct svy_release *release = NULL;
	struct svy_drawing drawing = {0};
	enum svy_code code = SVY_OK;
	if (!heat && strcmp(kind, "bars") != 0)
		code = svy_fail(status, SVY_EUSAGE, "there is no kind of figure \"%s\": bars, heat", kind);
	if (code == SVY_OK && heat && stacked)
		code = svy_fail(status, SVY_EUSAGE, "--stacked is for bars");
	if (code == SVY_OK)
		code = read_result(call->operands[1], &release, status);
	if (code == SVY_OK)
		code = draw(release, heat, &drawing, status);
	if (code == SVY_OK)
		code = write_figure(kind, &drawing, call->common.output, status);
	svy_drawing_clear(&drawing);
	svy_release_free(release);
	free(where.item);
	return code == SVY_OK ? 0 : -1;
}

const struct svy_tool svy_tool = {
	.name = "svy-plot",
	.synopsis = "bars [options] RESULT.json -o FIGURE\nheat [options] RESULT.json -o FIGURE",
	.summary = "draw one figure from one result",
	.description =
		"Draws the cells of a cross-tabulation, or frequencies, from a result that a tool wrote with -f json. bars has "
		"a bar for each number, grouped or stacked; heat colours the cells of a table by residuals or counts. Values "
		"of layers become panels; what has one value only, after --where, goes into the subtitle.\n\n"
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
