#include "figure/matrix.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "figure/base.h"

enum { MOST_DIMENSIONS = 18 };

/* A table while its numbers are picked. */
struct picker {
	const struct svy_rtable *table;
	const struct svy_matrix_choice *choice;
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

/* The title of a variable, where the codebook has one that no other has too. */
static const char *title_of(const struct picker *p, const char *name)
{
	const struct svy_codebook *codebook = p->choice->codebook;
	const struct svy_variable *variable = codebook ? svy_codebook_find(codebook, name) : NULL;
	for (size_t i = 0; variable && i < codebook->n_variables; i++)
		if (&codebook->variables[i] != variable && strcmp(codebook->variables[i].title, variable->title) == 0)
			return name;
	return variable ? variable->title : name;
}

/* The value of a row in a dimension, as it is shown. */
static const char *shown_at(const struct picker *p, size_t row, const char *dimension)
{
	const char *text = text_at(p->table, row, dimension);
	return strcmp(dimension, "variable") == 0 ? title_of(p, text) : text;
}

/* The values of the panel dimensions of a row, as one name. */
static char *panel_of(const struct picker *p, size_t row)
{
	struct svy_text text = {0};
	for (size_t i = 0; i + 2 < p->n_dimensions; i++)
		svy_text_printf(&text, "%s%s: %s", i ? ", " : "", title_of(p, p->dimension[i]),
		                shown_at(p, row, p->dimension[i]));
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

static enum svy_code check_conditions(const struct picker *p)
{
	const struct svy_condition *conditions = p->choice->conditions;
	for (size_t i = 0; i < p->choice->n_conditions; i++) {
		size_t index;
		if (conditions[i].op > SVY_OP_UNEQUAL)
			return svy_fail(p->status, SVY_EUSAGE, "--where: values of a result are compared with = or != only");
		if (!svy_rtable_field(p->table, conditions[i].name, &index))
			return svy_fail(p->status, SVY_EUSAGE, "--where: the table %s has no field \"%s\"", p->table->name,
			                conditions[i].name);
	}
	return SVY_OK;
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

static enum svy_code choose_rows(struct picker *p)
{
	const struct svy_matrix_choice *choice = p->choice;
	size_t n = 0;
	enum svy_code code = check_conditions(p);
	if (code != SVY_OK)
		return code;
	p->chosen = svy_array_new(p->table->n_rows, sizeof *p->chosen);
	if (!p->chosen)
		return svy_fail_memory(p->status);
	for (size_t i = 0; i < p->table->n_rows; i++) {
		p->chosen[i] = svy_base_plain(p->table, i);
		for (size_t c = 0; c < choice->n_conditions && p->chosen[i]; c++)
			p->chosen[i] = holds(p->table, i, &choice->conditions[c]);
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

/* What varies is a dimension; what does not goes into the subtitle, unless it is
 * to stay. */
static void place_dimension(struct picker *p, const char *field, bool stays, struct svy_text *subtitle)
{
	const char *only = "";
	if (count_values(p, field, &only) > 1 || stays)
		p->dimension[p->n_dimensions++] = field;
	else if (*only)
		svy_text_printf(subtitle, "%s%s: %s", subtitle->length ? ", " : "", title_of(p, field), only);
}

static enum svy_code place_layers(struct picker *p, size_t n, struct svy_text *subtitle)
{
	if (n + 2 > MOST_DIMENSIONS)
		return svy_fail(p->status, SVY_EUSAGE, "more than %d layers", MOST_DIMENSIONS - 2);
	for (size_t i = 0; i < n; i++)
		place_dimension(p, p->table->fields[i].name, false, subtitle);
	return SVY_OK;
}

/* Layers beside the bars or in the legend, where their values alone stand. */
static void name_layers(struct picker *p, struct svy_text *subtitle)
{
	for (size_t i = p->n_dimensions > 2 ? p->n_dimensions - 2 : 0; i < p->n_dimensions; i++)
		if (strcmp(p->dimension[i], "measure") != 0)
			svy_text_printf(subtitle, "%sby %s", subtitle->length ? ", " : "", title_of(p, p->dimension[i]));
}

static void place_variables(struct picker *p)
{
	bool battery = p->choice->battery;
	const char *only;
	if (battery || count_values(p, "variable", &only) > 1)
		p->dimension[p->n_dimensions++] = "variable";
	p->dimension[p->n_dimensions++] = "label";
	if (!battery)
		p->dimension[p->n_dimensions++] = "kind"; /* one value: a single series */
}

static enum svy_code place_dimensions(struct picker *p)
{
	struct svy_text subtitle = {0};
	bool battery = p->choice->battery, by_cols = p->choice->order == SVY_ROWS_BY_COLS;
	size_t first;
	enum svy_code code = SVY_OK;
	if (svy_rtable_field(p->table, "row", &first)) {
		code = place_layers(p, first, &subtitle);
		if (code == SVY_OK) {
			place_dimension(p, by_cols ? "row" : "col", battery && p->n_dimensions == 0, &subtitle);
			place_dimension(p, by_cols ? "col" : "row", battery, &subtitle);
		}
	} else if (svy_rtable_field(p->table, "measure", &first)) {
		code = place_layers(p, first, &subtitle);
		if (code == SVY_OK)
			place_dimension(p, "measure", p->n_dimensions == 0, &subtitle);
		name_layers(p, &subtitle);
	} else {
		place_variables(p);
	}
	p->out->subtitle = svy_text_take(&subtitle);
	return code != SVY_OK ? code : p->out->subtitle ? SVY_OK : svy_fail_memory(p->status);
}

static const char *category_of(const struct picker *p, size_t row)
{
	size_t n = p->n_dimensions;
	if (n == 0)
		return "";
	return shown_at(p, row, p->dimension[n >= 2 ? n - 2 : 0]);
}

static const char *series_of(const struct picker *p, size_t row)
{
	return p->n_dimensions >= 2 ? shown_at(p, row, p->dimension[p->n_dimensions - 1]) : "";
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
	m->of = svy_array_new(size, sizeof *m->of);
	m->there = svy_array_new(size, sizeof *m->there);
	if (!m->value || !m->low || !m->high || !m->of || !m->there)
		return svy_fail_memory(p->status);
	for (size_t i = 0; i < size; i++)
		m->value[i] = m->low[i] = m->high[i] = m->of[i] = NAN;
	return SVY_OK;
}

/* The fields that limits belong to. */
static bool has_limits(const struct picker *p)
{
	static const char *const FIELDS[] = {"valid_percent", "col_percent", "estimate"};
	size_t index;
	if (!svy_rtable_field(p->table, "low", &index) || !svy_rtable_field(p->table, "high", &index))
		return false;
	for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++)
		if (strcmp(p->choice->field, FIELDS[i]) == 0)
			return true;
	return false;
}

static bool is_percent(const struct picker *p)
{
	size_t length = strlen(p->choice->field);
	return length >= 7 && strcmp(p->choice->field + length - 7, "percent") == 0;
}

static enum svy_code find_place(struct picker *p, size_t row, size_t *at)
{
	struct svy_matrix *m = p->out;
	char *panel = panel_of(p, row);
	if (!panel)
		return svy_fail_memory(p->status);
	*at = svy_matrix_at(m, find_name(&m->panels, panel), find_name(&m->categories, category_of(p, row)),
	                    find_name(&m->series, series_of(p, row)));
	free(panel);
	if (m->there[*at])
		return svy_fail(p->status, SVY_EUSAGE, "the table %s has two numbers for \"%s\"%s%s%s: the labels must differ",
		                p->table->name, category_of(p, row), *series_of(p, row) ? ", \"" : "", series_of(p, row),
		                *series_of(p, row) ? "\"" : "");
	m->there[*at] = true;
	return SVY_OK;
}

static enum svy_code fill_values(struct picker *p)
{
	struct svy_matrix *m = p->out;
	bool any = false, limits = has_limits(p);
	for (size_t i = 0; i < p->table->n_rows; i++) {
		size_t at = 0;
		if (!p->chosen[i])
			continue;
		enum svy_code code = find_place(p, i, &at);
		if (code != SVY_OK)
			return code;
		m->value[at] = number_at(p, i, p->choice->field);
		m->of[at] = is_percent(p) ? svy_base_n(p->table, p->choice->field, i) : NAN;
		any = any || !isnan(m->value[at]);
		m->any_hidden = m->any_hidden || isnan(m->value[at]);
		if (limits) {
			m->low[at] = number_at(p, i, "low");
			m->high[at] = number_at(p, i, "high");
			m->any_limits = m->any_limits || (!isnan(m->low[at]) && !isnan(m->high[at]));
		}
	}
	return any ? SVY_OK
	           : svy_fail(p->status, SVY_EUSAGE, "the field %s of the table %s has no number to draw",
	                      p->choice->field, p->table->name);
}

/* --- a battery ------------------------------------------------------------ */

static bool is_optional(const struct picker *p, const char *series)
{
	size_t i = 0;
	while (i < p->choice->n_optional && strcmp(p->choice->optional[i], series) != 0)
		i++;
	return i < p->choice->n_optional;
}

/* Its items must have the same answers in the same order. */
static enum svy_code check_item(const struct picker *p, size_t panel, size_t item)
{
	const struct svy_matrix *m = p->out;
	for (size_t s = 0; s < m->series.n; s++)
		if (!m->there[svy_matrix_at(m, panel, item, s)] && !is_optional(p, m->series.name[s]))
			return svy_fail(p->status, SVY_EUSAGE,
			                "the items have different categories: \"%s\" has no \"%s\" (a codebook that declares the "
			                "categories keeps those that nobody chose; --apart takes one that not all items have)",
			                m->categories.name[item], m->series.name[s]);
	return SVY_OK;
}

static enum svy_code check_order(const struct picker *p)
{
	const char *before = NULL;
	size_t last = 0;
	for (size_t i = 0; i < p->table->n_rows; i++) {
		if (!p->chosen[i] || strcmp(p->dimension[p->n_dimensions - 2], "variable") != 0)
			continue;
		size_t s = find_name(&p->out->series, series_of(p, i));
		if (before && strcmp(before, category_of(p, i)) == 0 && s < last)
			return svy_fail(p->status, SVY_EUSAGE,
			                "the items have different categories: those of \"%s\" stand in another order than those of "
			                "\"%s\"",
			                category_of(p, i), p->out->categories.name[0]);
		before = category_of(p, i);
		last = s;
	}
	return SVY_OK;
}

static bool is_of_answers(const struct picker *p, const struct svy_condition *condition)
{
	const char *series = p->dimension[p->n_dimensions - 1];
	return strcmp(condition->name, series) == 0 ||
	       (strcmp(series, "label") == 0 && strcmp(condition->name, "value") == 0);
}

/* Answers that a condition left out of items that are drawn. */
static enum svy_code list_left_out(struct picker *p)
{
	for (size_t i = 0; i < p->table->n_rows; i++) {
		bool there = svy_base_plain(p->table, i) && !p->chosen[i];
		for (size_t c = 0; c < p->choice->n_conditions && there; c++)
			there = is_of_answers(p, &p->choice->conditions[c]) || holds(p->table, i, &p->choice->conditions[c]);
		if (there && find_name(&p->out->series, series_of(p, i)) == p->out->series.n &&
		    !add_name(&p->out->left_out, series_of(p, i)))
			return svy_fail_memory(p->status);
	}
	return SVY_OK;
}

static enum svy_code check_battery(struct picker *p)
{
	const struct svy_matrix *m = p->out;
	enum svy_code code = check_order(p);
	for (size_t i = 0; i < m->panels.n * m->categories.n && code == SVY_OK; i++)
		code = check_item(p, i / m->categories.n, i % m->categories.n);
	return code == SVY_OK ? list_left_out(p) : code;
}

/* --- words ---------------------------------------------------------------- */

/* What a row says of its number: its note and its method. */
static char *words_of(const struct picker *p, size_t row)
{
	const char *note = p->table->rows[row].note ? p->table->rows[row].note : "";
	const char *method = text_at(p->table, row, "method");
	return svy_text_format("%s%s%s", note, *note && *method ? "; " : "", method);
}

/* Where all rows drawn say the same it stands below the figure. */
static enum svy_code share_note(struct picker *p)
{
	char *shared = NULL;
	bool same = true, ok = true;
	for (size_t i = 0; i < p->table->n_rows && ok; i++) {
		char *own = p->chosen[i] ? words_of(p, i) : NULL;
		ok = own || !p->chosen[i];
		same = same && (!shared || !own || strcmp(shared, own) == 0);
		if (own && !shared)
			shared = own;
		else
			free(own);
	}
	p->out->note = svy_text_copy(shared && same ? shared : "");
	free(shared);
	return ok && p->out->note ? SVY_OK : svy_fail_memory(p->status);
}

/* Respondents that the numbers are of, where no cell hides its own. */
static enum svy_code state_base(struct picker *p, const struct svy_release *release)
{
	double n = svy_base_all(p->table, p->choice->field, p->chosen);
	size_t index;
	bool several = svy_rtable_field(p->table, "variable", &index) && p->out->panels.n > 1;
	const char *weight = release->result->weight_kind;
	bool weighted = weight && strcmp(weight, "sampling") == 0;
	if (p->choice->battery)
		p->out->base = svy_text_copy(weighted ? "n: respondents; percentages are weighted" : "n: respondents");
	else if (!isnan(n) && !several)
		p->out->base = svy_text_format("n = %.0f%s", n, weighted ? " respondents (percentages weighted)" : "");
	else
		p->out->base = svy_text_copy("");
	return p->out->base ? SVY_OK : svy_fail_memory(p->status);
}

/* --- all ------------------------------------------------------------------ */

static enum svy_code find_table(struct picker *p, const struct svy_release *release)
{
	const struct svy_result *result = release->result;
	const char *name = p->choice->table;
	size_t index;
	p->table = name ? svy_result_find(result, name) : svy_result_find(result, "cells");
	if (!p->table && !name)
		p->table = svy_result_find(result, "frequencies");
	if (!p->table)
		return svy_fail(p->status, SVY_EUSAGE, "the result has no table \"%s\"", name ? name : "cells or frequencies");
	bool cross = svy_rtable_field(p->table, "row", &index) && svy_rtable_field(p->table, "col", &index);
	bool list = svy_rtable_field(p->table, "variable", &index) && svy_rtable_field(p->table, "label", &index) &&
	            svy_rtable_field(p->table, "kind", &index);
	bool measures = svy_rtable_field(p->table, "measure", &index) && svy_rtable_field(p->table, "estimate", &index);
	if (!cross && !list && (!measures || p->choice->battery))
		return svy_fail(p->status, SVY_EUSAGE,
		                "the table %s has neither row and col nor variable, label and kind: draw cells of svy-cross or "
		                "frequencies of svy-freq",
		                p->table->name);
	if (!svy_rtable_field(p->table, p->choice->field, &index))
		return svy_fail(p->status, SVY_EUSAGE, "the table %s has no field \"%s\"", p->table->name, p->choice->field);
	return SVY_OK;
}

enum svy_code svy_matrix_make(const struct svy_release *release, const struct svy_matrix_choice *choice,
                              struct svy_matrix *out, struct svy_status *status)
{
	struct svy_matrix matrix = {0};
	struct picker p = {.choice = choice, .out = &matrix, .status = status};
	enum svy_code code = find_table(&p, release);
	if (code == SVY_OK)
		code = choose_rows(&p);
	if (code == SVY_OK)
		code = place_dimensions(&p);
	if (code == SVY_OK)
		code = list_names(&p);
	if (code == SVY_OK)
		code = start_values(&p);
	if (code == SVY_OK)
		code = fill_values(&p);
	if (code == SVY_OK && choice->battery)
		code = check_battery(&p);
	if (code == SVY_OK)
		code = state_base(&p, release);
	if (code == SVY_OK)
		code = share_note(&p);
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
	clear_names(&matrix->left_out);
	free(matrix->value);
	free(matrix->low);
	free(matrix->high);
	free(matrix->of);
	free(matrix->there);
	free(matrix->title);
	free(matrix->subtitle);
	free(matrix->base);
	free(matrix->note);
	*matrix = (struct svy_matrix){0};
}
