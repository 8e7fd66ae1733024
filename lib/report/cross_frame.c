/* What the tables of a cross-tabulation have in common: keys, names, layout. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "report/cross.h"

/* row_variable and col_variable where there are several analyses, then the layers. */
static size_t list_keys(const struct svy_cross *cross, struct svy_rfield *keys)
{
	const struct svy_cross_frame *frame = cross->frame;
	size_t n = 0;
	if (frame) {
		keys[n++] = (struct svy_rfield){"row_variable", SVY_KEY, SVY_AS_TEXT};
		keys[n++] = (struct svy_rfield){"col_variable", SVY_KEY, SVY_AS_TEXT};
	}
	for (size_t i = 0; frame && i < frame->n_layers; i++)
		keys[n++] = (struct svy_rfield){frame->layers[i], SVY_KEY, SVY_AS_TEXT};
	for (size_t i = 0; frame && i < frame->n_spans; i++)
		keys[n++] = (struct svy_rfield){frame->spans[i], SVY_KEY, SVY_AS_TEXT};
	for (size_t v = 2; !frame && v < cross->k; v++)
		keys[n++] = (struct svy_rfield){cross->variables[v]->name, SVY_KEY, SVY_AS_TEXT};
	return n;
}

struct svy_rtable *svy_cross_table(const struct svy_cross *cross, struct svy_result *result, const char *name,
                                   const char *title, const struct svy_rfield *fields, size_t n_fields)
{
	struct svy_rtable *table = cross->frame ? svy_result_table_of(result, name) : NULL;
	size_t most = cross->frame ? 2 + cross->frame->n_layers + cross->frame->n_spans : cross->k;
	if (table)
		return table;
	struct svy_rfield *all = svy_array_new(most + n_fields, sizeof *all);
	if (!all) {
		result->failed = true;
		return NULL;
	}
	size_t n_keys = list_keys(cross, all);
	memcpy(all + n_keys, fields, n_fields * sizeof *fields);
	table = svy_result_table(result, name, title, all, n_keys + n_fields);
	free(all);
	return table;
}

void svy_cross_row(const struct svy_cross *cross, struct svy_rtable *rtable, size_t t)
{
	svy_row_begin(rtable, svy_cross_group(cross, t));
	if (cross->frame) {
		svy_set_text(rtable, "row_variable", cross->variables[0]->name);
		svy_set_text(rtable, "col_variable", cross->variables[1]->name);
	}
	for (size_t v = 2; v < cross->k; v++)
		svy_set_text(rtable, cross->variables[v]->name, svy_crosstabs_layer(cross->tables, t, v - 2)->label);
}

char *svy_cross_prefix(const struct svy_cross *cross, size_t t)
{
	struct svy_text text = {0};
	if (cross->frame)
		svy_text_printf(&text, "%s by %s%s", cross->variables[0]->name, cross->variables[1]->name,
		                cross->k > 2 ? ", " : "");
	for (size_t v = 2; v < cross->k; v++)
		svy_text_printf(&text, "%s%s %s", v > 2 ? ", " : "", cross->variables[v]->name,
		                svy_crosstabs_layer(cross->tables, t, v - 2)->label);
	if (cross->k > 2 || cross->frame)
		svy_text_puts(&text, ": ");
	return svy_text_take(&text);
}

enum svy_code svy_cross_lay_out(const struct svy_cross *cross, struct svy_rtable *rtable, const char *const *show,
                                size_t n_show, struct svy_status *status)
{
	static const struct svy_cross_layout USUAL = {.totals = SVY_TOTALS_AFTER};
	const struct svy_cross_layout *chosen = cross->layout ? cross->layout : &USUAL;
	const struct svy_cross_frame *frame = cross->frame;
	const char **own = svy_array_new(cross->k, sizeof *own);
	size_t n_own = cross->k - 2 - cross->n_outer;
	if (!own || !rtable) {
		free(own);
		return svy_fail_memory(status);
	}
	for (size_t v = 2; v < cross->k; v++)
		own[v - 2] = cross->variables[v]->name;
	for (size_t v = 0; v < cross->k; v++)
		svy_rtable_variable(rtable, cross->variables[v]->name, cross->variables[v]->title);
	svy_rtable_titles(rtable, cross->variables[0]->title, cross->variables[1]->title);
	svy_rtable_layout(rtable, &(struct svy_layout){
		.row = "row", .col = "col", .show = show, .n_show = n_show, .totals = chosen->totals, .base = chosen->base,
		.sort = chosen->sort, .sort_column = chosen->sort_column, .ascending = chosen->ascending,
		.layers = frame ? frame->layers : own, .n_layers = frame ? frame->n_layers : n_own,
		.spans = frame ? frame->spans : own + n_own, .n_spans = frame ? frame->n_spans : cross->n_outer,
		.row_part = frame ? "row_variable" : NULL, .col_part = frame ? "col_variable" : NULL});
	free(own);
	return SVY_OK;
}

char *svy_cross_title(const struct svy_cross *cross)
{
	struct svy_text text = {0};
	if (cross->frame)
		return svy_text_copy(cross->frame->title);
	svy_text_printf(&text, "%s by ", cross->variables[0]->title);
	for (size_t v = cross->k - cross->n_outer; v < cross->k; v++)
		svy_text_printf(&text, "%s / ", cross->variables[v]->title);
	svy_text_puts(&text, cross->variables[1]->title);
	return svy_text_take(&text);
}
