#include "figure/matrix.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"

enum { MOST_DIMENSIONS = 18 };

/* A table while its numbers are picked. */
struct picker {
	const struct svy_rtable *table;
	const char *field;
	bool *chosen; /* rows */
	const char *dimension[MOST_DIMENSIONS]; /* fields that vary: panels..., category, series */
	size_t n_dimensions;
	struct svy_matrix *out;
	struct svy_status *status;
};

static const char *text_at(const struct svy_rtable *table, size_t row, const char *field)
{
	const struct svy_value *value = svy_row_value(table, row, field);
	return value && value->kind == SVY_TEXT ? value->text : "";
}

/* --- names ---------------------------------------------------------------- */

static void clear_names(struct svy_matrix_names *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->name[i]);
	free(names->name);
}

static size_t find_name(const struct svy_matrix_names *names, const char *name)
{
	size_t i = 0;
	while (i < names->n && strcmp(names->name[i], name) != 0)
		i++;
	return i;
}

static bool add_name(struct svy_matrix_names *names, const char *name)
{
	if (find_name(names, name) < names->n)
		return true;
	char *copy = svy_text_copy(name);
	if (!copy || !svy_array_reserve(&names->name, &names->room, names->n + 1, sizeof *names->name)) {
		free(copy);
		return false;
	}
	names->name[names->n++] = copy;
	return true;
}

/* The values of the panel dimensions of a row, as one name. */
static char *panel_of(const struct picker *p, size_t row)
{
	struct svy_text text = {0};
	for (size_t i = 0; i + 2 < p->n_dimensions; i++)
		svy_text_printf(&text, "%s%s: %s", i ? ", " : "", p->dimension[i], text_at(p->table, row, p->dimension[i]));
	return svy_text_take(&text);
}

/* --- rows ----------------------------------------------------------------- */

static bool holds(const struct svy_rtable *table, size_t row, const struct svy_condition *condition)
{
	const char *text = text_at(table, row, condition->name);
	bool among = false;
	for (size_t i = 0; i < condition->n_values; i++)
		among = among || strcmp(text, condition->values[i]) == 0;
	return among == (condition->op == SVY_OP_EQUAL);
}

static enum svy_code check_conditions(const struct picker *p, const struct svy_condition *conditions, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t index;
		if (conditions[i].op > SVY_OP_UNEQUAL)
			return svy_fail(p->status, SVY_EUSAGE, "--where: values of a result are compared with = or != only");
		if (!svy_rtable_field(p->table, conditions[i].name, &index))
			return svy_fail(p->status, SVY_EUSAGE, "--where: the table %s has no field \"%s\"", p->table->name,
			                conditions[i].name);
	}
	return SVY_OK;
}

/* Neither totals nor what stands outside the base. */
static bool is_plain(const struct svy_rtable *table, size_t row)
{
	size_t index;
	if (svy_rtable_field(table, "margin", &index) && *text_at(table, row, "margin"))
		return false;
	return !svy_rtable_field(table, "kind", &index) || strcmp(text_at(table, row, "kind"), "valid") == 0;
}

/* Whether two rows are of the same analysis: the same variables, nested by the same. */
static bool same_part(const struct svy_rtable *table, size_t a, size_t b)
{
	size_t row = 0;
	bool same = strcmp(text_at(table, a, "row_variable"), text_at(table, b, "row_variable")) == 0 &&
	            strcmp(text_at(table, a, "col_variable"), text_at(table, b, "col_variable")) == 0;
	svy_rtable_field(table, "row", &row);
	for (size_t i = 0; i < row && same; i++)
		same = (table->rows[a].values[i].kind == SVY_NULL) == (table->rows[b].values[i].kind == SVY_NULL);
	return same;
}

/* Several analyses count the same rows: what adds up over them would be wrong. */
static enum svy_code check_parts(const struct picker *p)
{
	size_t index, first = 0;
	if (!svy_rtable_field(p->table, "row_variable", &index))
		return SVY_OK;
	while (first < p->table->n_rows && !p->chosen[first])
		first++;
	for (size_t i = first; i < p->table->n_rows; i++)
		if (p->chosen[i] && !same_part(p->table, first, i))
			return svy_fail(p->status, SVY_EUSAGE,
			                "the result holds several analyses: choose one with --where 'row_variable = %s' and "
			                "--where 'col_variable = %s', and where one is nested --where 'VAR = VALUE,...', or "
			                "\"\" for the other",
			                text_at(p->table, first, "row_variable"), text_at(p->table, first, "col_variable"));
	return SVY_OK;
}

static enum svy_code choose_rows(struct picker *p, const struct svy_condition *conditions, size_t n_conditions)
{
	size_t n = 0;
	enum svy_code code = check_conditions(p, conditions, n_conditions);
	if (code != SVY_OK)
		return code;
	p->chosen = svy_array_new(p->table->n_rows, sizeof *p->chosen);
	if (!p->chosen)
		return svy_fail_memory(p->status);
	for (size_t i = 0; i < p->table->n_rows; i++) {
		p->chosen[i] = is_plain(p->table, i);
		for (size_t c = 0; c < n_conditions && p->chosen[i]; c++)
			p->chosen[i] = holds(p->table, i, &conditions[c]);
		n += p->chosen[i];
	}
	if (!n)
		return svy_fail(p->status, SVY_EUSAGE, "no row of the table %s is left to draw", p->table->name);
	return check_parts(p);
}

/* --- dimensions ----------------------------------------------------------- */

static size_t count_values(const struct picker *p, const char *field, const char **only)
{
	size_t n = 0;
	for (size_t i = 0; i < p->table->n_rows; i++) {
		if (!p->chosen[i] || (n && strcmp(*only, text_at(p->table, i, field)) == 0))
			continue;
		n++;
		*only = text_at(p->table, i, field);
	}
	return n;
}

/* What varies is a dimension; what does not goes into the subtitle. */
static void place_dimension(struct picker *p, const char *field, struct svy_text *subtitle)
{
	const char *only = "";
	if (count_values(p, field, &only) > 1)
		p->dimension[p->n_dimensions++] = field;
	else if (*only)
		svy_text_printf(subtitle, "%s%s: %s", subtitle->length ? ", " : "", field, only);
}

static enum svy_code place_dimensions(struct picker *p, enum svy_matrix_order order)
{
	struct svy_text subtitle = {0};
	size_t row, name = 0;
	if (svy_rtable_field(p->table, "row", &row)) {
		if (row + 2 > MOST_DIMENSIONS)
			return svy_fail(p->status, SVY_EUSAGE, "more than %d layers", MOST_DIMENSIONS - 2);
		for (; name < row; name++)
			place_dimension(p, p->table->fields[name].name, &subtitle);
		place_dimension(p, order == SVY_ROWS_BY_COLS ? "row" : "col", &subtitle);
		place_dimension(p, order == SVY_ROWS_BY_COLS ? "col" : "row", &subtitle);
	} else {
		const char *only;
		if (count_values(p, "variable", &only) > 1)
			p->dimension[p->n_dimensions++] = "variable";
		p->dimension[p->n_dimensions++] = "label";
		p->dimension[p->n_dimensions++] = "kind"; /* one value: a single series */
	}
	p->out->subtitle = svy_text_take(&subtitle);
	return p->out->subtitle ? SVY_OK : svy_fail_memory(p->status);
}

static const char *category_of(const struct picker *p, size_t row)
{
	size_t n = p->n_dimensions;
	if (n == 0)
		return "";
	return text_at(p->table, row, p->dimension[n >= 2 ? n - 2 : 0]);
}

static const char *series_of(const struct picker *p, size_t row)
{
	return p->n_dimensions >= 2 ? text_at(p->table, row, p->dimension[p->n_dimensions - 1]) : "";
}

/* --- numbers -------------------------------------------------------------- */

static double number_at(const struct picker *p, size_t row, const char *field)
{
	const struct svy_value *value = svy_row_value(p->table, row, field);
	if (!value || value->kind == SVY_NULL || value->kind == SVY_TEXT)
		return NAN;
	return value->kind == SVY_COUNT ? (double)value->count : value->real;
}

static enum svy_code list_names(struct picker *p)
{
	for (size_t i = 0; i < p->table->n_rows; i++) {
		char *panel = p->chosen[i] ? panel_of(p, i) : NULL;
		bool ok = !p->chosen[i] || (panel && add_name(&p->out->panels, panel) &&
		                            add_name(&p->out->categories, category_of(p, i)) &&
		                            add_name(&p->out->series, series_of(p, i)));
		free(panel);
		if (!ok)
			return svy_fail_memory(p->status);
	}
	return SVY_OK;
}

static enum svy_code start_values(struct picker *p)
{
	struct svy_matrix *m = p->out;
	size_t size = m->panels.n * m->categories.n * m->series.n;
	m->value = svy_array_new(size, sizeof *m->value);
	m->low = svy_array_new(size, sizeof *m->low);
	m->high = svy_array_new(size, sizeof *m->high);
	if (!m->value || !m->low || !m->high)
		return svy_fail_memory(p->status);
	for (size_t i = 0; i < size; i++)
		m->value[i] = m->low[i] = m->high[i] = NAN;
	return SVY_OK;
}

static enum svy_code fill_values(struct picker *p, bool limits)
{
	struct svy_matrix *m = p->out;
	bool any = false;
	for (size_t i = 0; i < p->table->n_rows; i++) {
		if (!p->chosen[i])
			continue;
		char *panel = panel_of(p, i);
		if (!panel)
			return svy_fail_memory(p->status);
		size_t at = svy_matrix_at(m, find_name(&m->panels, panel), find_name(&m->categories, category_of(p, i)),
		                          find_name(&m->series, series_of(p, i)));
		free(panel);
		m->value[at] = number_at(p, i, p->field);
		any = any || isfinite(m->value[at]);
		m->any_hidden = m->any_hidden || !isfinite(m->value[at]);
		if (limits) {
			m->low[at] = number_at(p, i, "low");
			m->high[at] = number_at(p, i, "high");
			m->any_limits = m->any_limits || (isfinite(m->low[at]) && isfinite(m->high[at]));
		}
	}
	return any ? SVY_OK
	           : svy_fail(p->status, SVY_EUSAGE, "the field %s of the table %s has no number to draw", p->field,
	                      p->table->name);
}

/* Respondents so far; not known where a cell hides its own. */
struct base {
	uint64_t n;
	bool known;
};

static void count_row(const struct picker *p, size_t row, struct base *base)
{
	const struct svy_value *value = svy_row_value(p->table, row, "n");
	base->known = base->known && value && value->kind == SVY_COUNT;
	base->n += value && value->kind == SVY_COUNT ? value->count : 0;
}

/* The total that a number of a cross-tabulation is of; NULL: it is of its own cell. */
static const char *margin_for(const char *field)
{
	static const char *const MARGINS[][2] = {{"row_percent", "row"}, {"col_percent", "col"}, {"total_percent", "all"},
	                                         {"expected", "all"}, {"residual", "all"}, {"std_residual", "all"},
	                                         {"adj_residual", "all"}};
	for (size_t i = 0; i < sizeof MARGINS / sizeof *MARGINS; i++)
		if (strcmp(MARGINS[i][0], field) == 0)
			return MARGINS[i][1];
	return NULL;
}

/* Totals stand behind their cells.  n_rows: there is none. */
static size_t find_total(const struct picker *p, size_t row, const char *margin)
{
	size_t n_layers = 0, i = row + 1;
	svy_rtable_field(p->table, "row", &n_layers);
	for (; i < p->table->n_rows; i++) {
		bool same = strcmp(text_at(p->table, i, "margin"), margin) == 0;
		for (size_t f = 0; f < n_layers && same; f++) {
			const char *layer = p->table->fields[f].name;
			same = strcmp(text_at(p->table, i, layer), text_at(p->table, row, layer)) == 0;
		}
		if (same && (strcmp(margin, "all") == 0 ||
		             strcmp(text_at(p->table, i, margin), text_at(p->table, row, margin)) == 0))
			break;
	}
	return i;
}

/* The totals of the cells drawn, each once; false where the table does not have them. */
static bool count_totals(const struct picker *p, const char *margin, struct base *base)
{
	bool *counted = svy_array_new(p->table->n_rows, sizeof *counted), all = counted != NULL;
	for (size_t i = 0; i < p->table->n_rows && all; i++) {
		size_t total = p->chosen[i] ? find_total(p, i, margin) : 0;
		all = total < p->table->n_rows;
		if (!all || !p->chosen[i] || counted[total])
			continue;
		counted[total] = true;
		count_row(p, total, base);
	}
	free(counted);
	return all;
}

/* What the numbers drawn are of: not the rows alone that --where left. */
static struct base find_base(const struct picker *p)
{
	const char *margin = margin_for(p->field);
	struct base base = {0, true};
	bool share = strcmp(p->field, "valid_percent") == 0;
	size_t first = 0;
	if (margin && count_totals(p, margin, &base))
		return base;
	base = (struct base){0, true};
	while (!p->chosen[first])
		first++;
	for (size_t i = 0; i < p->table->n_rows; i++) {
		bool of_share = share && is_plain(p->table, i) &&
		                strcmp(text_at(p->table, i, "variable"), text_at(p->table, first, "variable")) == 0;
		if (p->chosen[i] || of_share)
			count_row(p, i, &base);
	}
	return base;
}

static enum svy_code state_base(struct picker *p, const struct svy_release *release)
{
	struct base base = find_base(p);
	size_t index;
	bool several = svy_rtable_field(p->table, "variable", &index) && p->out->panels.n > 1;
	const char *weight = release->result->weight_kind;
	const char *of = weight && strcmp(weight, "sampling") == 0 ? " respondents (percentages weighted)" : "";
	p->out->base = base.known && !several ? svy_text_format("n = %" PRIu64 "%s", base.n, of) : svy_text_copy("");
	return p->out->base ? SVY_OK : svy_fail_memory(p->status);
}

/* --- all ------------------------------------------------------------------ */

static enum svy_code find_table(struct picker *p, const struct svy_release *release, const char *name)
{
	const struct svy_result *result = release->result;
	size_t index;
	p->table = name ? svy_result_find(result, name) : svy_result_find(result, "cells");
	if (!p->table && !name)
		p->table = svy_result_find(result, "frequencies");
	if (!p->table)
		return svy_fail(p->status, SVY_EUSAGE, "the result has no table \"%s\"", name ? name : "cells or frequencies");
	bool cross = svy_rtable_field(p->table, "row", &index) && svy_rtable_field(p->table, "col", &index);
	bool list = svy_rtable_field(p->table, "variable", &index) && svy_rtable_field(p->table, "label", &index) &&
	            svy_rtable_field(p->table, "kind", &index);
	if (!cross && !list)
		return svy_fail(p->status, SVY_EUSAGE,
		                "the table %s has neither row and col nor variable, label and kind: draw cells of svy-cross or "
		                "frequencies of svy-freq",
		                p->table->name);
	if (!svy_rtable_field(p->table, p->field, &index))
		return svy_fail(p->status, SVY_EUSAGE, "the table %s has no field \"%s\"", p->table->name, p->field);
	return SVY_OK;
}

enum svy_code svy_matrix_make(const struct svy_release *release, const char *table, const char *field,
                              enum svy_matrix_order order, const struct svy_condition *conditions,
                              size_t n_conditions, struct svy_matrix *out, struct svy_status *status)
{
	struct svy_matrix matrix = {0};
	struct picker p = {.field = field, .out = &matrix, .status = status};
	bool limits = strcmp(field, "valid_percent") == 0;
	enum svy_code code = find_table(&p, release, table);
	if (code == SVY_OK)
		code = choose_rows(&p, conditions, n_conditions);
	if (code == SVY_OK)
		code = place_dimensions(&p, order);
	if (code == SVY_OK)
		code = list_names(&p);
	if (code == SVY_OK)
		code = start_values(&p);
	if (code == SVY_OK)
		code = fill_values(&p, limits);
	if (code == SVY_OK)
		code = state_base(&p, release);
	if (code == SVY_OK && !(matrix.title = svy_text_copy(p.table->title ? p.table->title : p.table->name)))
		code = svy_fail_memory(status);
	free(p.chosen);
	if (code == SVY_OK)
		*out = matrix;
	else
		svy_matrix_clear(&matrix);
	return code;
}

void svy_matrix_clear(struct svy_matrix *matrix)
{
	clear_names(&matrix->panels);
	clear_names(&matrix->categories);
	clear_names(&matrix->series);
	free(matrix->value);
	free(matrix->low);
	free(matrix->high);
	free(matrix->title);
	free(matrix->subtitle);
	free(matrix->base);
	*matrix = (struct svy_matrix){0};
}
