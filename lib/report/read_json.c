/* Reading back what render_json.c writes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/array.h"
#include "base/text.h"
#include "report/render.h"

/* What the functions here share. */
struct reading {
	const char *path;
	struct svy_result *result;
	struct svy_status *status;
};

static enum svy_code fail_part(const struct reading *r, const char *what)
{
	return svy_fail(r->status, SVY_EINPUT, "%s: this is no result of svytools: %s", r->path, what);
}

/* A copy of a string member; null and absent are NULL. */
static bool take(const json_t *object, const char *key, char **out)
{
	const json_t *value = json_object_get(object, key);
	if (!value || json_is_null(value))
		return true;
	if (!json_is_string(value))
		return false;
	*out = svy_text_copy(json_string_value(value));
	return *out != NULL;
}

/* A whole number; null and absent are not known. */
static bool take_count(const json_t *object, const char *key, bool *known, uint64_t *out)
{
	const json_t *value = json_object_get(object, key);
	*known = json_is_integer(value) && json_integer_value(value) >= 0;
	if (*known)
		*out = (uint64_t)json_integer_value(value);
	return *known || !value || json_is_null(value);
}

/* --- the head ------------------------------------------------------------- */

static enum svy_code read_command(struct reading *r, const json_t *root)
{
	const json_t *command = json_object_get(root, "command");
	size_t n = json_array_size(command);
	if (!command)
		return SVY_OK;
	if (!json_is_array(command))
		return fail_part(r, "command");
	r->result->command = svy_array_new(n, sizeof(char *));
	if (!r->result->command)
		return svy_fail_memory(r->status);
	for (; r->result->n_command < n; r->result->n_command++) {
		const char *word = json_string_value(json_array_get(command, r->result->n_command));
		if (!word)
			return fail_part(r, "command");
		if (!(r->result->command[r->result->n_command] = svy_text_copy(word)))
			return svy_fail_memory(r->status);
	}
	return SVY_OK;
}

static enum svy_code read_inputs(struct reading *r, const json_t *root)
{
	const json_t *inputs = json_object_get(root, "input");
	if (inputs && !json_is_array(inputs))
		return fail_part(r, "input");
	for (size_t i = 0; i < json_array_size(inputs); i++) {
		const json_t *input = json_array_get(inputs, i);
		const char *path = json_string_value(json_object_get(input, "path"));
		bool known;
		uint64_t rows = 0;
		if (!path || !take_count(input, "rows", &known, &rows))
			return fail_part(r, "input");
		svy_result_input(r->result, path, json_string_value(json_object_get(input, "sha256")), rows);
		if (svy_result_failed(r->result))
			return svy_fail_memory(r->status);
		r->result->inputs[i].has_rows = known;
	}
	return SVY_OK;
}

static enum svy_code read_left_out(struct reading *r, const json_t *list)
{
	if (list && !json_is_array(list))
		return fail_part(r, "rows.left_out");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *left = json_array_get(list, i);
		const char *reason = json_string_value(json_object_get(left, "reason"));
		bool known;
		uint64_t n = 0;
		if (!reason || !take_count(left, "n", &known, &n))
			return fail_part(r, "rows.left_out");
		svy_result_left_out(r->result, reason, n);
		if (svy_result_failed(r->result))
			return svy_fail_memory(r->status);
		r->result->left_out[i].has_n = known;
	}
	return SVY_OK;
}

static enum svy_code read_rows_read(struct reading *r, const json_t *root)
{
	const json_t *rows = json_object_get(root, "rows");
	uint64_t read = 0, domain = 0, used = 0;
	bool known[3];
	if (!json_is_object(rows) || !take_count(rows, "read", &known[0], &read) ||
	    !take_count(rows, "domain", &known[1], &domain) || !take_count(rows, "used", &known[2], &used))
		return fail_part(r, "rows");
	if (known[0] && known[1] && known[2])
		svy_result_rows(r->result, read, domain, used);
	return read_left_out(r, json_object_get(rows, "left_out"));
}

static enum svy_code read_design(struct reading *r, const json_t *root)
{
	const json_t *design = json_object_get(root, "design"), *df = json_object_get(design, "df");
	struct svy_result *result = r->result;
	if (!json_is_object(design) || !take(design, "weight", &result->weight) ||
	    !take(design, "weight_kind", &result->weight_kind) || !take(design, "strata", &result->strata) ||
	    !take(design, "clusters", &result->clusters))
		return fail_part(r, "design");
	result->df = json_is_number(df) ? json_number_value(df) : NAN;
	if (!take_count(root, "seed", &result->has_seed, &result->seed) ||
	    !take(root, "disclosure", &result->disclosure))
		return fail_part(r, "seed or disclosure");
	return SVY_OK;
}

static enum svy_code read_notes(struct reading *r, const json_t *root)
{
	const json_t *notes = json_object_get(root, "notes");
	if (!json_is_array(notes))
		return fail_part(r, "notes");
	for (size_t i = 0; i < json_array_size(notes); i++) {
		const char *note = json_string_value(json_array_get(notes, i));
		if (!note)
			return fail_part(r, "notes");
		svy_notes_add(&r->result->notes, "%s", note);
	}
	return r->result->notes.failed ? svy_fail_memory(r->status) : SVY_OK;
}

/* --- tables --------------------------------------------------------------- */

static bool is_words(const json_t *value)
{
	const char *text = json_string_value(value);
	return text && strcmp(text, "Inf") != 0 && strcmp(text, "-Inf") != 0;
}

/* By what a column holds: words, numbers with a fraction somewhere, or whole ones. */
static enum svy_style style_of_values(const char *name, const json_t *rows)
{
	enum svy_style style = SVY_AS_COUNT;
	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *value = json_object_get(json_array_get(rows, i), name);
		if (is_words(value))
			return SVY_AS_TEXT;
		if (json_is_real(value))
			style = SVY_AS_NUMBER;
	}
	return style;
}

/* The style is not in the file: by the names that all tools use. */
static enum svy_style guess_style(const char *name, const json_t *rows)
{
	static const char *const PERCENT[] = {"percent", "valid_percent", "cumulative_percent", "row_percent",
	                                      "col_percent", "total_percent"};
	for (size_t i = 0; i < sizeof PERCENT / sizeof *PERCENT; i++)
		if (strcmp(name, PERCENT[i]) == 0)
			return SVY_AS_PERCENT;
	if (strcmp(name, "p") == 0 || strncmp(name, "p_", 2) == 0 || strcmp(name, "attainable_p") == 0)
		return SVY_AS_P;
	if (strcmp(name, "weighted_n") == 0)
		return SVY_AS_WEIGHTED;
	if (strcmp(name, "df") == 0 || strcmp(name, "df2") == 0 || strcmp(name, "n") == 0 || strcmp(name, "family_n") == 0)
		return SVY_AS_COUNT;
	return style_of_values(name, rows);
}

/* The fields are those of the first row, in its order. */
static struct svy_rtable *start_table(struct reading *r, const json_t *table, const json_t *rows)
{
	const json_t *first = json_array_get(rows, 0);
	struct svy_rfield *fields = svy_array_new(json_object_size(first), sizeof *fields);
	const char *key;
	json_t *value;
	size_t n = 0;
	if (!fields)
		return NULL;
	json_object_foreach((json_t *)first, key, value)
	{
		if (strcmp(key, "note") != 0)
			fields[n++] = (struct svy_rfield){key, SVY_PLAIN, guess_style(key, rows)};
	}
	struct svy_rtable *made = svy_result_table(r->result, json_string_value(json_object_get(table, "name")),
	                                           json_string_value(json_object_get(table, "title")), fields, n);
	free(fields);
	return made;
}

/* 50.0 is written as 50: what kind of number it is, its field says. */
static bool is_real(const struct svy_rtable *table, const char *field)
{
	size_t index = 0;
	svy_rtable_field(table, field, &index);
	enum svy_style style = table->fields[index].style;
	return style == SVY_AS_PERCENT || style == SVY_AS_P || style == SVY_AS_WEIGHTED || style == SVY_AS_NUMBER;
}

static bool set_value(struct svy_rtable *table, const char *field, const json_t *value)
{
	const char *text = json_string_value(value);
	if (json_is_null(value))
		return true;
	if (json_is_integer(value) && json_integer_value(value) >= 0 && !is_real(table, field))
		svy_set_count(table, field, (uint64_t)json_integer_value(value));
	else if (json_is_number(value))
		svy_set_real(table, field, json_number_value(value));
	else if (text && strcmp(text, "Inf") == 0)
		svy_set_real(table, field, INFINITY);
	else if (text && strcmp(text, "-Inf") == 0)
		svy_set_real(table, field, -INFINITY);
	else if (text)
		svy_set_text(table, field, text);
	else
		return false;
	return true;
}

static bool read_row(struct svy_rtable *table, const json_t *row)
{
	const char *key;
	json_t *value;
	size_t index, n = 0;
	svy_row_begin(table, 0);
	json_object_foreach((json_t *)row, key, value)
	{
		if (strcmp(key, "note") == 0) {
			if (!json_is_string(value))
				return false;
			svy_row_note(table, "%s", json_string_value(value));
		} else {
			if (!svy_rtable_field(table, key, &index) || !set_value(table, key, value))
				return false;
			n++;
		}
	}
	return n + 1 == table->n_fields;
}

static enum svy_code read_table(struct reading *r, const json_t *table)
{
	const json_t *rows = json_object_get(table, "rows"), *first = json_array_get(rows, 0);
	if (!json_is_array(rows) || !json_is_string(json_object_get(table, "name")) ||
	    (json_array_size(rows) && !json_is_object(first)))
		return fail_part(r, "tables");
	struct svy_rtable *made = start_table(r, table, rows);
	if (!made)
		return svy_fail_memory(r->status);
	for (size_t i = 0; i < json_array_size(rows); i++)
		if (!read_row(made, json_array_get(rows, i)))
			return fail_part(r, "a row of a table has other fields than the first");
	return made->failed ? svy_fail_memory(r->status) : SVY_OK;
}

/* "Outcome by Sex": the row variable's title, where the words leave no doubt. */
static void restore_title(struct svy_rtable *table)
{
	const char *by = strstr(table->title ? table->title : "", " by ");
	if (!by || strstr(by + 1, " by "))
		return;
	char *title = svy_text_copy_n(table->title, (size_t)(by - table->title));
	svy_rtable_titles(table, title, NULL);
	free(title);
}

/* A list shows all its fields but the one that says which rows are totals. */
static void hide_margin(struct svy_rtable *table)
{
	const char **show = svy_array_new(table->n_fields, sizeof *show);
	size_t n = 0;
	for (size_t i = 0; show && i + 1 < table->n_fields; i++)
		if (strcmp(table->fields[i].name, "margin") != 0)
			show[n++] = table->fields[i].name;
	if (show)
		svy_rtable_layout(table, &(struct svy_layout){.show = show, .n_show = n});
	else
		table->failed = true;
	free(show);
}

static bool is_null_somewhere(const struct svy_rtable *table, size_t field)
{
	for (size_t i = 0; i < table->n_rows; i++)
		if (table->rows[i].values[field].kind == SVY_NULL)
			return true;
	return false;
}

/* A cross-tabulation is laid out again as its tool does.  A layer that is null somewhere
 * nests the columns of some part and not of others; where it nests those of all, it
 * cannot be told from a layer, and is taken for one. */
static void restore_layout(struct svy_rtable *table)
{
	static const char *const SHOW[] = {"n", "col_percent", "letters"};
	const char *layers[16], *spans[16];
	struct svy_layout layout = {.row = "row", .col = "col", .layers = layers, .spans = spans, .show = SHOW,
	                            .n_show = 2};
	size_t index, first = 0;
	table->aside = strcmp(table->name, "pairs") == 0 && svy_rtable_field(table, "row", &index);
	if (strcmp(table->name, "groups") == 0 && svy_rtable_field(table, "margin", &index))
		hide_margin(table);
	if (strcmp(table->name, "cells") != 0 || !svy_rtable_field(table, "row", &index) || index > 16 ||
	    !svy_rtable_field(table, "margin", &(size_t){0}) || !svy_rtable_field(table, "col_percent", &(size_t){0}))
		return;
	if (index >= 2 && strcmp(table->fields[0].name, "row_variable") == 0) {
		layout.row_part = table->fields[first++].name;
		layout.col_part = table->fields[first++].name;
	}
	layout.n_show = svy_rtable_field(table, "letter", &(size_t){0}) ? 3 : 2;
	for (size_t i = first; i < index; i++)
		if (is_null_somewhere(table, i))
			spans[layout.n_spans++] = table->fields[i].name;
		else
			layers[layout.n_layers++] = table->fields[i].name;
	svy_rtable_layout(table, &layout);
	restore_title(table);
}

static enum svy_code read_tables(struct reading *r, const json_t *root)
{
	const json_t *tables = json_object_get(root, "tables");
	enum svy_code code = SVY_OK;
	if (!json_is_array(tables))
		return fail_part(r, "there is no list \"tables\"");
	for (size_t i = 0; i < json_array_size(tables) && code == SVY_OK; i++) {
		code = read_table(r, json_array_get(tables, i));
		if (code == SVY_OK)
			restore_layout(r->result->tables[i]);
	}
	return code;
}

static enum svy_code read_root(struct reading *r, const json_t *root)
{
	enum svy_code code = SVY_OK;
	if (!json_is_object(root) || !take(root, "tool", &r->result->tool) ||
	    !take(root, "version", &r->result->version))
		return fail_part(r, "tool and version");
	code = read_command(r, root);
	if (code == SVY_OK)
		code = read_inputs(r, root);
	if (code == SVY_OK)
		code = read_rows_read(r, root);
	if (code == SVY_OK)
		code = read_design(r, root);
	if (code == SVY_OK)
		code = read_tables(r, root);
	if (code == SVY_OK)
		code = read_notes(r, root);
	return code;
}

enum svy_code svy_read_json(const char *text, size_t length, const char *path, struct svy_release **out,
                            struct svy_status *status)
{
	json_error_t error;
	struct reading r = {.path = path, .status = status};
	json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
	if (!root)
		return svy_fail_at(status, SVY_EINPUT,
		                   (struct svy_place){path, error.line > 0 ? (size_t)error.line : 0,
		                                      error.column > 0 ? (size_t)error.column : 0},
		                   "this is no JSON: %s", error.text);
	enum svy_code code = svy_result_new(&r.result, status);
	if (code == SVY_OK)
		code = read_root(&r, root);
	json_decref(root);
	if (code == SVY_OK)
		code = svy_release_make(&r.result, NULL, out, status);
	svy_result_free(r.result);
	return code;
}
