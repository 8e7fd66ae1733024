#include "tools/front/parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "data/spec.h"
#include "tab/count.h"

/* --- what is asked for ------------------------------------------------------ */

/* Whether the file or the codebook's sets have a variable of this name. */
static bool is_known(const void *context, const char *name)
{
	const struct svy_analysis *analysis = context;
	const char *const *names = svy_source_names(analysis->file.source);
	for (size_t i = 0; i < svy_source_n_columns(analysis->file.source); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return svy_codebook_find_set(analysis->file.codebook, name) != NULL;
}

static enum svy_code use(struct svy_parts *parts, struct svy_part *part, const char *name, struct svy_status *status)
{
	return svy_analysis_use(parts->analysis, name, SVY_USE_ANSWERS, &part->columns[part->k++], status);
}

static enum svy_code open_part(struct svy_parts *parts, struct svy_part *part, const char *row,
                               const struct svy_spec *col, const char *const *layers, size_t n_layers,
                               struct svy_status *status)
{
	size_t k = 1 + n_layers + col->n;
	part->n_outer = col->n - 1;
	part->columns = svy_array_new(k, sizeof *part->columns);
	part->variables = svy_array_new(k, sizeof *part->variables);
	enum svy_code code = part->columns && part->variables ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK)
		code = use(parts, part, row, status);
	if (code == SVY_OK)
		code = use(parts, part, col->name[part->n_outer], status);
	for (size_t i = 0; i < n_layers && code == SVY_OK; i++)
		code = use(parts, part, layers[i], status);
	for (size_t i = 0; i < part->n_outer && code == SVY_OK; i++)
		code = use(parts, part, col->name[i], status);
	if (code == SVY_OK)
		code = svy_count_new(part->k, parts->analysis->kind, &part->count, status);
	if (code == SVY_OK)
		svy_count_use_nets(part->count, parts->nets.net, parts->nets.n);
	return code;
}

static enum svy_code check_rows(const struct svy_specs *rows, struct svy_status *status)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->spec[i].n > 1)
			return svy_fail(status, SVY_EUSAGE,
			                "%s:%s: row variables cannot be nested: nest the columns, or give %s as a layer",
			                rows->spec[i].name[0], rows->spec[i].name[1], rows->spec[i].name[0]);
	return SVY_OK;
}

static enum svy_code open_parts(struct svy_parts *parts, const struct svy_specs *rows, const struct svy_specs *cols,
                                const char *const *layers, size_t n_layers, struct svy_status *status)
{
	enum svy_code code = check_rows(rows, status);
	parts->part = svy_array_new(rows->n * cols->n, sizeof *parts->part);
	parts->used = svy_array_new(rows->n * cols->n, sizeof *parts->used);
	if (code == SVY_OK && (!parts->part || !parts->used))
		code = svy_fail_memory(status);
	for (size_t i = 0; i < rows->n; i++)
		for (size_t j = 0; j < cols->n && code == SVY_OK; j++) {
			struct svy_part *part = &parts->part[parts->n];
			parts->n++;
			code = open_part(parts, part, rows->spec[i].name[0], &cols->spec[j], layers, n_layers, status);
			parts->used[parts->n - 1] = (struct svy_columns){part->columns, part->k};
		}
	return code;
}

enum svy_code svy_parts_open(struct svy_analysis *analysis, const char *const *operands, size_t n_operands,
                             const struct svy_strings *nets, struct svy_parts **out, struct svy_status *status)
{
	struct svy_specs rows = {0}, cols = {0};
	struct svy_parts *parts = svy_array_new(1, sizeof *parts);
	if (!parts)
		return svy_fail_memory(status);
	parts->analysis = analysis;
	enum svy_code code = svy_specs_parse(operands[0], is_known, analysis, &rows, status);
	if (code == SVY_OK)
		code = svy_specs_parse(operands[1], is_known, analysis, &cols, status);
	if (code == SVY_OK)
		code = svy_nets_read(nets, &parts->nets, status);
	if (code == SVY_OK)
		code = open_parts(parts, &rows, &cols, operands + 2, n_operands - 2, status);
	svy_specs_clear(&rows);
	svy_specs_clear(&cols);
	if (code == SVY_OK)
		*out = parts;
	else
		svy_parts_free(parts);
	return code;
}

void svy_parts_free(struct svy_parts *parts)
{
	if (!parts)
		return;
	for (size_t i = 0; i < parts->n; i++) {
		svy_crosstabs_free(parts->part[i].tables);
		svy_count_free(parts->part[i].count);
		free(parts->part[i].columns);
		free(parts->part[i].variables);
	}
	svy_nets_clear(&parts->nets);
	free(parts->part);
	free(parts->used);
	free(parts->layers);
	free(parts->spans);
	free(parts->title);
	free(parts);
}

/* --- reading ---------------------------------------------------------------- */

static enum svy_code count_rows(void *consumer, const struct svy_table *table, const bool *mask,
                                struct svy_status *status)
{
	struct svy_parts *parts = consumer;
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < parts->n && code == SVY_OK; i++)
		code = svy_count_add(parts->part[i].count, table, parts->part[i].columns, parts->analysis->weight_column, mask,
		                     status);
	parts->rows_used += svy_rows_used(table, parts->used, parts->n, &parts->analysis->missing, mask);
	return code;
}

/* The nets are of row and column variables. */
static enum svy_code check_nets(const struct svy_parts *parts, struct svy_status *status)
{
	const struct svy_variable **variables = svy_array_new(2 * parts->n, sizeof *variables);
	if (!variables)
		return svy_fail_memory(status);
	for (size_t i = 0; i < 2 * parts->n; i++)
		variables[i] = parts->part[i / 2].variables[i % 2];
	enum svy_code code = svy_nets_fit(&parts->nets, variables, 2 * parts->n, status);
	free(variables);
	return code;
}

static void add_name(const char **names, size_t *n, const char *name)
{
	for (size_t i = 0; i < *n; i++)
		if (strcmp(names[i], name) == 0)
			return;
	names[(*n)++] = name;
}

/* Titles of one side (0 rows, 1 columns), each once. */
static bool list_titles(const struct svy_parts *parts, size_t side, struct svy_text *out)
{
	size_t n = 0, before;
	const char **titles = svy_array_new(parts->n, sizeof *titles);
	for (size_t i = 0; i < parts->n && titles; i++) {
		before = n;
		add_name(titles, &n, parts->part[i].variables[side]->title);
		if (n > before)
			svy_text_printf(out, "%s%s", before ? ", " : "", titles[before]);
	}
	free(titles);
	return titles != NULL;
}

/* Of a nested part's columns: Outer / Inner. */
static bool list_specs(const struct svy_parts *parts, struct svy_text *out)
{
	for (size_t i = 0; i < parts->n; i++) {
		const struct svy_part *part = &parts->part[i];
		if (part->variables[0] != parts->part[0].variables[0])
			break; /* another row variable, the same columns */
		svy_text_puts(out, i ? ", " : "");
		for (size_t v = part->k - part->n_outer; v < part->k; v++)
			svy_text_printf(out, "%s / ", part->variables[v]->title);
		svy_text_puts(out, part->variables[1]->title);
	}
	return true;
}

static enum svy_code make_frame(struct svy_parts *parts, struct svy_status *status)
{
	struct svy_text title = {0};
	size_t most = 0, n_layers = 0, n_spans = 0;
	for (size_t i = 0; i < parts->n; i++)
		most += parts->part[i].k;
	parts->layers = svy_array_new(most, sizeof *parts->layers);
	parts->spans = svy_array_new(most, sizeof *parts->spans);
	if (!parts->layers || !parts->spans)
		return svy_fail_memory(status);
	for (size_t i = 0; i < parts->n; i++) {
		const struct svy_part *part = &parts->part[i];
		for (size_t v = 2; v < part->k; v++)
			if (v < part->k - part->n_outer)
				add_name(parts->layers, &n_layers, part->variables[v]->name);
			else
				add_name(parts->spans, &n_spans, part->variables[v]->name);
		parts->frame.several = parts->frame.several || part->variables[0]->several || part->variables[1]->several;
	}
	bool ok = list_titles(parts, 0, &title);
	svy_text_puts(&title, " by ");
	ok = list_specs(parts, &title) && ok;
	parts->title = svy_text_take(&title);
	if (!ok || !parts->title)
		return svy_fail_memory(status);
	parts->frame.title = parts->title;
	parts->frame.layers = parts->layers;
	parts->frame.n_layers = n_layers;
	parts->frame.spans = parts->spans;
	parts->frame.n_spans = n_spans;
	return SVY_OK;
}

enum svy_code svy_parts_read(struct svy_parts *parts, struct svy_status *status)
{
	size_t group = 0;
	enum svy_code code = svy_analysis_read(parts->analysis, count_rows, parts, status);
	for (size_t i = 0; i < parts->n && code == SVY_OK; i++)
		for (size_t v = 0; v < parts->part[i].k; v++)
			parts->part[i].variables[v] = svy_analysis_variable(parts->analysis, parts->part[i].columns[v]);
	if (code == SVY_OK)
		code = check_nets(parts, status);
	for (size_t i = 0; i < parts->n && code == SVY_OK; i++) {
		struct svy_part *part = &parts->part[i];
		code = svy_crosstabs_make(part->count, part->variables, part->k, parts->analysis->kind,
		                          &parts->analysis->missing, &part->tables, status);
		part->first_group = group;
		group += code == SVY_OK ? part->tables->n_tables : 0;
	}
	return code == SVY_OK ? make_frame(parts, status) : code;
}

/* --- what came out ----------------------------------------------------------- */

struct svy_cross svy_parts_cross(const struct svy_parts *parts, size_t i, const struct svy_cross_layout *layout,
                                 const struct svy_share_options *shares)
{
	const struct svy_part *part = &parts->part[i];
	return (struct svy_cross){.tables = part->tables, .variables = part->variables, .k = part->k, .shares = shares,
	                          .n_outer = part->n_outer, .layout = layout,
	                          .frame = parts->n > 1 ? &parts->frame : NULL, .first_group = part->first_group};
}

/* "rank by sex, country" for sex nested in country. */
static char *name_part(const struct svy_part *part)
{
	struct svy_text text = {0};
	svy_text_printf(&text, "%s by ", part->variables[0]->name);
	for (size_t v = part->k - part->n_outer; v < part->k; v++)
		svy_text_printf(&text, "%s:", part->variables[v]->name);
	svy_text_puts(&text, part->variables[1]->name);
	return svy_text_take(&text);
}

enum svy_code svy_parts_fail(const struct svy_parts *parts, size_t i, enum svy_code code, struct svy_status *status)
{
	if (code != SVY_EUSAGE || parts->n == 1)
		return code;
	char *name = name_part(&parts->part[i]), *message = svy_text_copy(svy_status_text(status));
	code = name && message ? svy_fail(status, SVY_EUSAGE, "%s: %s", name, message) : svy_fail_memory(status);
	free(name);
	free(message);
	return code;
}

static const struct svy_level *find_level(const struct svy_levels *levels, const char *name)
{
	for (size_t i = 0; i < levels->n; i++)
		if (strcmp(levels->level[i].label, name) == 0)
			return &levels->level[i];
	for (size_t i = 0; i < levels->n; i++)
		if (strcmp(levels->level[i].value, name) == 0)
			return &levels->level[i];
	return NULL;
}

static enum svy_code fail_column(const struct svy_parts *parts, const char *name, struct svy_status *status)
{
	size_t most = 1, n = 0;
	for (size_t i = 0; i < parts->n; i++)
		most += parts->part[i].tables->levels[1].n;
	const char **known = svy_array_new(most, sizeof *known);
	if (!known)
		return svy_fail_memory(status);
	known[n++] = "Total";
	for (size_t i = 0; i < parts->n; i++)
		for (size_t j = 0; j < parts->part[i].tables->levels[1].n; j++)
			known[n++] = parts->part[i].tables->levels[1].level[j].label;
	const char *nearest = svy_text_nearest(name, known, n);
	enum svy_code code = svy_fail(status, SVY_EUSAGE, "--sort: there is no column \"%s\"%s%s%s", name,
	                              nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
	free(known);
	return code;
}

enum svy_code svy_parts_find_column(const struct svy_parts *parts, const char *name, const char **label,
                                    struct svy_status *status)
{
	for (size_t i = 0; i < parts->n; i++) {
		const struct svy_level *level = find_level(&parts->part[i].tables->levels[1], name);
		if (level) {
			*label = level->label;
			return SVY_OK;
		}
	}
	*label = "Total";
	return strcmp(name, "Total") == 0 ? SVY_OK : fail_column(parts, name, status);
}

/* --- what was left out -------------------------------------------------------- */

/* How many rows a part leaves out for a reason. */
static uint64_t count_left(const struct svy_part *part, const char *reason)
{
	for (size_t i = 0; i < part->tables->n_left_out; i++)
		if (strcmp(part->tables->left_out[i].reason, reason) == 0)
			return part->tables->left_out[i].n;
	return 0;
}

/* "rank: refused" is about rank; a variable's name may hold a colon too. */
static bool is_about(const struct svy_part *part, const char *reason)
{
	for (size_t v = 0; v < part->k; v++) {
		size_t length = strlen(part->variables[v]->name);
		if (strncmp(part->variables[v]->name, reason, length) == 0 && strncmp(reason + length, ": ", 2) == 0)
			return true;
	}
	return false;
}

static bool is_everywhere(const struct svy_parts *parts, const struct svy_left_out *left)
{
	for (size_t i = 0; i < parts->n; i++)
		if (is_about(&parts->part[i], left->reason) && count_left(&parts->part[i], left->reason) != left->n)
			return false;
	return true;
}

static bool is_told(const struct svy_parts *parts, size_t i, const char *reason)
{
	for (size_t j = 0; j < i; j++)
		if (count_left(&parts->part[j], reason))
			return true;
	return false;
}

static enum svy_code tell_left_out(const struct svy_parts *parts, size_t i, const struct svy_left_out *left,
                                   struct svy_result *result, struct svy_status *status)
{
	if (is_everywhere(parts, left)) {
		if (!is_told(parts, i, left->reason))
			svy_result_left_out(result, left->reason, left->n);
		return SVY_OK;
	}
	char *part = name_part(&parts->part[i]), *reason = part ? svy_text_format("%s: %s", part, left->reason) : NULL;
	if (reason)
		svy_result_left_out(result, reason, left->n);
	free(part);
	free(reason);
	return reason ? SVY_OK : svy_fail_memory(status);
}

enum svy_code svy_parts_describe(const struct svy_parts *parts, struct svy_result *result, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	result->same_rows = parts->n > 1;
	if (parts->n > 1)
		svy_notes_add(&result->notes, "each variable has its own base; rows are used that are in at least one");
	for (size_t i = 0; i < parts->n; i++)
		for (size_t j = 0; j < parts->part[i].tables->n_left_out && code == SVY_OK; j++)
			code = tell_left_out(parts, i, &parts->part[i].tables->left_out[j], result, status);
	return code == SVY_OK ? svy_analysis_describe(parts->analysis, parts->rows_used, result, status) : code;
}
