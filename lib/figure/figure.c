#include "figure/figure.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "figure/bars.h"
#include "figure/dot.h"
#include "figure/heat.h"

static const char *const KINDS[] = {"bars", "heat", "likert", "dot"};

bool svy_figure_kind_from_name(const char *name, enum svy_figure_kind *out)
{
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		if (strcmp(name, KINDS[i]) == 0) {
			*out = (enum svy_figure_kind)i;
			return true;
		}
	return false;
}

const char *svy_figure_kind_names(void)
{
	return "bars, heat, likert, dot";
}

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
	                                       {"adj_residual", "Adjusted residual: beyond 2, more than chance"},
	                                       {"estimate", "Estimate"}};
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (strcmp(WORDS[i][0], name) == 0)
			return WORDS[i][1];
	return name;
}

static const char *default_field(const struct svy_release *release, const struct svy_figure_options *o)
{
	const struct svy_rtable *table = o->table ? svy_result_find(release->result, o->table) : NULL;
	size_t index;
	if (table && svy_rtable_field(table, "measure", &index))
		return "estimate";
	if (o->table ? strcmp(o->table, "frequencies") == 0 : !svy_result_find(release->result, "cells"))
		return "valid_percent";
	return o->kind == SVY_FIGURE_HEAT ? "adj_residual" : "col_percent";
}

/* Bars and dots compare within what adds up to 100; stacked bars show it as one. */
static enum svy_matrix_order order_for(const char *field, const struct svy_figure_options *o)
{
	bool by_row = strcmp(field, "row_percent") == 0, by_col = strcmp(field, "col_percent") == 0;
	if (o->kind == SVY_FIGURE_HEAT)
		return SVY_ROWS_BY_COLS;
	return (o->stacked || o->kind == SVY_FIGURE_LIKERT ? by_col : by_row) ? SVY_COLS_BY_ROWS : SVY_ROWS_BY_COLS;
}

static enum svy_code check_field(const char *field, const struct svy_figure_options *o, struct svy_status *status)
{
	static const char *const WHOLES[] = {"valid_percent", "percent", "row_percent", "col_percent"};
	if (o->kind != SVY_FIGURE_LIKERT)
		return SVY_OK;
	for (size_t i = 0; i < sizeof WHOLES / sizeof *WHOLES; i++)
		if (strcmp(field, WHOLES[i]) == 0)
			return SVY_OK;
	return svy_fail(status, SVY_EUSAGE,
	                "likert shows the parts of 100: valid_percent or percent of frequencies, row_percent or "
	                "col_percent of cells, not %s",
	                field);
}

/* A standardized residual that far from independence is beyond doubt; one that counts
 * respondents has no such number. */
static const double STANDARD_FULL = 4;

static enum svy_code draw_kind(const struct svy_matrix *matrix, const char *field, const struct svy_figure_options *o,
                               struct svy_drawing *out, struct svy_status *status)
{
	const char *shown = words_for(field);
	bool percent = svy_text_ends_in(field, "percent");
	const struct svy_heat_options heat = {.diverging = svy_text_ends_in(field, "residual"), .shown = shown,
	                                      .full = svy_text_ends_in(field, "_residual") ? STANDARD_FULL : 0,
	                                      .counts = strcmp(field, "n") == 0};
	const struct svy_dot_options dot = {percent, o->logarithmic, o->reference, shown};
	const struct svy_bars_options bars = {o->stacked, percent, shown};
	struct svy_likert_options likert = o->likert;
	likert.shown = shown;
	switch (o->kind) {
	case SVY_FIGURE_HEAT: return svy_heat_draw(matrix, &heat, out, status);
	case SVY_FIGURE_LIKERT: return svy_likert_draw(matrix, &likert, out, status);
	case SVY_FIGURE_DOT: return svy_dot_draw(matrix, &dot, out, status);
	case SVY_FIGURE_BARS: break;
	}
	return svy_bars_draw(matrix, &bars, out, status);
}

enum svy_code svy_figure_draw(const struct svy_release *release, const struct svy_figure_options *options,
                              struct svy_drawing *out, struct svy_status *status)
{
	const char *field = options->field ? options->field : default_field(release, options);
	struct svy_matrix_choice choice = {.table = options->table,
	                                   .field = field,
	                                   .order = order_for(field, options),
	                                   .battery = options->kind == SVY_FIGURE_LIKERT,
	                                   .optional = options->likert.apart,
	                                   .n_optional = options->likert.n_apart,
	                                   .conditions = options->conditions,
	                                   .n_conditions = options->n_conditions,
	                                   .codebook = options->codebook};
	struct svy_matrix matrix = {0};
	enum svy_code code = check_field(field, options, status);
	if (code == SVY_OK)
		code = svy_matrix_make(release, &choice, &matrix, status);
	if (code == SVY_OK && options->title) {
		free(matrix.title);
		matrix.title = svy_text_copy(options->title);
		code = matrix.title ? SVY_OK : svy_fail_memory(status);
	}
	if (code == SVY_OK)
		code = draw_kind(&matrix, field, options, out, status);
	svy_matrix_clear(&matrix);
	return code;
}
