#include "report/result.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"

enum svy_code svy_result_new(struct svy_result **out, struct svy_status *status)
{
	struct svy_result *result = svy_array_new(1, sizeof *result);
	if (!result)
		return svy_fail_memory(status);
	result->df = NAN;
	*out = result;
	return SVY_OK;
}

static void free_strings(char **strings, size_t n)
{
	for (size_t i = 0; strings && i < n; i++)
		free(strings[i]);
	free(strings);
}

static void clear_values(struct svy_rtable *table, struct svy_row *row)
{
	for (size_t i = 0; row->values && i < table->n_fields; i++)
		free(row->values[i].text);
	free(row->values);
	free(row->note);
}

static void free_table(struct svy_rtable *table)
{
	if (!table)
		return;
	for (size_t i = 0; i < table->n_rows; i++)
		clear_values(table, &table->rows[i]);
	for (size_t i = 0; table->fields && i < table->n_fields; i++)
		free((char *)table->fields[i].name);
	free_strings(table->layers, table->n_layers);
	free_strings(table->show, table->n_show);
	free_strings(table->spans, table->n_spans);
	for (size_t i = 0; i < table->n_titles; i++) {
		free(table->titles[i].name);
		free(table->titles[i].title);
	}
	free(table->titles);
	free(table->sort);
	free(table->sort_column);
	free(table->base);
	free(table->row_part);
	free(table->col_part);
	free(table->rows);
	free(table->fields);
	free(table->name);
	free(table->title);
	free(table->row_name);
	free(table->col_name);
	free(table->row_title);
	free(table->col_title);
	free(table);
}

static void free_provenance(struct svy_result *result)
{
	for (size_t i = 0; i < result->n_inputs; i++) {
		free(result->inputs[i].path);
		free(result->inputs[i].sha256);
	}
	for (size_t i = 0; i < result->n_left_out; i++)
		free(result->left_out[i].reason);
	free_strings(result->command, result->n_command);
	free(result->inputs);
	free(result->left_out);
	free(result->tool);
	free(result->version);
	free(result->weight);
	free(result->weight_kind);
	free(result->strata);
	free(result->clusters);
	free(result->disclosure);
}

void svy_result_free(struct svy_result *result)
{
	if (!result)
		return;
	for (size_t i = 0; i < result->n_tables; i++)
		free_table(result->tables[i]);
	for (size_t i = 0; i < result->n_group_notes; i++)
		free(result->group_notes[i].text);
	free_provenance(result);
	free(result->group_notes);
	free(result->tables);
	svy_notes_clear(&result->notes);
	free(result);
}

bool svy_result_failed(const struct svy_result *result)
{
	bool failed = result->failed || result->notes.failed;
	for (size_t i = 0; i < result->n_tables; i++)
		failed = failed || result->tables[i]->failed;
	return failed;
}

/* A copy that may be NULL only where the original is. */
static char *copy(bool *failed, const char *text)
{
	char *made = svy_text_copy(text);
	if (text && !made)
		*failed = true;
	return made;
}

static void replace(bool *failed, char **to, const char *text)
{
	free(*to);
	*to = copy(failed, text);
}

/* --- provenance ----------------------------------------------------------- */

void svy_result_command(struct svy_result *result, const char *tool, const char *version, int argc,
                        const char *const *argv)
{
	size_t n = argc > 0 ? (size_t)argc : 0;
	replace(&result->failed, &result->tool, tool);
	replace(&result->failed, &result->version, version);
	free_strings(result->command, result->n_command);
	result->n_command = 0;
	result->command = svy_array_new(n, sizeof *result->command);
	if (!result->command) {
		result->failed = true;
		return;
	}
	for (; result->n_command < n; result->n_command++)
		result->command[result->n_command] = copy(&result->failed, argv[result->n_command]);
}

void svy_result_input(struct svy_result *result, const char *path, const char *sha256, uint64_t rows)
{
	size_t room = result->n_inputs;
	if (!svy_array_reserve(&result->inputs, &room, result->n_inputs + 1, sizeof *result->inputs)) {
		result->failed = true;
		return;
	}
	struct svy_input *input = &result->inputs[result->n_inputs++];
	*input = (struct svy_input){copy(&result->failed, path), copy(&result->failed, sha256), true, rows};
}

void svy_result_rows(struct svy_result *result, uint64_t read, uint64_t domain, uint64_t used)
{
	result->has_rows = true;
	result->rows_read = read;
	result->rows_domain = domain;
	result->rows_used = used;
}

void svy_result_left_out(struct svy_result *result, const char *reason, uint64_t n)
{
	if (!svy_array_reserve(&result->left_out, &result->left_out_capacity, result->n_left_out + 1,
	                       sizeof *result->left_out)) {
		result->failed = true;
		return;
	}
	result->left_out[result->n_left_out++] = (struct svy_left){copy(&result->failed, reason), true, n};
}

void svy_result_seed(struct svy_result *result, uint64_t seed)
{
	result->has_seed = true;
	result->seed = seed;
}

void svy_result_group_note(struct svy_result *result, size_t group, const char *format, ...)
{
	struct svy_text text = {0};
	va_list arguments;
	if (!svy_array_reserve(&result->group_notes, &result->group_note_capacity, result->n_group_notes + 1,
	                       sizeof *result->group_notes)) {
		result->failed = true;
		return;
	}
	va_start(arguments, format);
	svy_text_vprintf(&text, format, arguments);
	va_end(arguments);
	struct svy_group_note *note = &result->group_notes[result->n_group_notes];
	*note = (struct svy_group_note){group, svy_text_take(&text)};
	if (!note->text) {
		result->failed = true;
		return;
	}
	for (size_t i = 0; i < result->n_group_notes; i++)
		if (result->group_notes[i].group == group && strcmp(result->group_notes[i].text, note->text) == 0) {
			free(note->text);
			return;
		}
	result->n_group_notes++;
}

/* --- tables --------------------------------------------------------------- */

static bool fill_fields(struct svy_rtable *table, const struct svy_rfield *fields, size_t n_fields)
{
	table->fields = svy_array_new(n_fields + 1, sizeof *table->fields);
	if (!table->fields)
		return false;
	table->n_fields = n_fields + 1;
	memcpy(table->fields, fields, n_fields * sizeof *fields);
	table->fields[n_fields] = (struct svy_rfield){"note", SVY_PLAIN, SVY_AS_TEXT};
	bool failed = false;
	for (size_t i = 0; i <= n_fields; i++)
		table->fields[i].name = copy(&failed, table->fields[i].name);
	return !failed;
}

struct svy_rtable *svy_result_table(struct svy_result *result, const char *name, const char *title,
                                    const struct svy_rfield *fields, size_t n_fields)
{
	struct svy_rtable *table = svy_array_new(1, sizeof *table);
	if (!table || !svy_array_reserve(&result->tables, &result->table_capacity, result->n_tables + 1,
	                                 sizeof(struct svy_rtable *))) {
		free(table);
		result->failed = true;
		return NULL;
	}
	result->tables[result->n_tables++] = table;
	table->name = copy(&table->failed, name);
	table->title = copy(&table->failed, title);
	if (!fill_fields(table, fields, n_fields))
		table->failed = true;
	return table->failed ? NULL : table;
}

static char **copy_strings(bool *failed, const char *const *strings, size_t n)
{
	char **made = svy_array_new(n, sizeof *made);
	for (size_t i = 0; made && i < n; i++)
		made[i] = copy(failed, strings[i]);
	if (!made)
		*failed = true;
	return made;
}

void svy_rtable_layout(struct svy_rtable *table, const struct svy_layout *layout)
{
	if (!table)
		return;
	replace(&table->failed, &table->row_name, layout->row);
	replace(&table->failed, &table->col_name, layout->col);
	replace(&table->failed, &table->sort, layout->sort);
	replace(&table->failed, &table->sort_column, layout->sort_column);
	replace(&table->failed, &table->base, layout->base);
	replace(&table->failed, &table->row_part, layout->row_part);
	replace(&table->failed, &table->col_part, layout->col_part);
	table->totals = layout->totals;
	table->ascending = layout->ascending;
	free_strings(table->layers, table->n_layers);
	free_strings(table->show, table->n_show);
	free_strings(table->spans, table->n_spans);
	table->layers = copy_strings(&table->failed, layout->layers, layout->n_layers);
	table->show = copy_strings(&table->failed, layout->show, layout->n_show);
	table->spans = copy_strings(&table->failed, layout->spans, layout->n_spans);
	table->n_layers = table->layers ? layout->n_layers : 0;
	table->n_show = table->show ? layout->n_show : 0;
	table->n_spans = table->spans ? layout->n_spans : 0;
}

void svy_rtable_titles(struct svy_rtable *table, const char *row_title, const char *col_title)
{
	if (!table)
		return;
	replace(&table->failed, &table->row_title, row_title);
	replace(&table->failed, &table->col_title, col_title);
}

static const struct svy_rtitle *find_title(const struct svy_rtable *table, const char *name)
{
	for (size_t i = 0; i < table->n_titles; i++)
		if (strcmp(table->titles[i].name, name) == 0)
			return &table->titles[i];
	return NULL;
}

void svy_rtable_variable(struct svy_rtable *table, const char *name, const char *title)
{
	if (!table || table->failed || find_title(table, name))
		return;
	if (!svy_array_reserve(&table->titles, &table->title_capacity, table->n_titles + 1, sizeof *table->titles)) {
		table->failed = true;
		return;
	}
	table->titles[table->n_titles++] =
		(struct svy_rtitle){copy(&table->failed, name), copy(&table->failed, title)};
}

const char *svy_rtable_title(const struct svy_rtable *table, const char *name)
{
	const struct svy_rtitle *found = find_title(table, name);
	return found ? found->title : name;
}

/* --- rows ----------------------------------------------------------------- */

static bool usable(const struct svy_rtable *table)
{
	return table && !table->failed && table->n_rows;
}

void svy_row_begin(struct svy_rtable *table, size_t group)
{
	if (!table || table->failed)
		return;
	struct svy_value *values = svy_array_new(table->n_fields, sizeof *values);
	if (!values || !svy_array_reserve(&table->rows, &table->capacity, table->n_rows + 1, sizeof *table->rows)) {
		free(values);
		table->failed = true;
		return;
	}
	table->rows[table->n_rows++] = (struct svy_row){.group = group, .values = values};
}

void svy_row_margin(struct svy_rtable *table)
{
	if (usable(table))
		table->rows[table->n_rows - 1].margin = true;
}

void svy_row_outside(struct svy_rtable *table)
{
	if (usable(table))
		table->rows[table->n_rows - 1].outside = true;
}

void svy_row_unsummed(struct svy_rtable *table, bool over_rows, bool over_cols)
{
	if (table && table->n_rows)
		table->rows[table->n_rows - 1].unsummed = (over_rows ? 1U : 0) | (over_cols ? 2U : 0);
}

void svy_row_depth(struct svy_rtable *table, unsigned depth)
{
	if (usable(table))
		table->rows[table->n_rows - 1].depth = depth;
}

void svy_row_others(struct svy_rtable *table, uint64_t n)
{
	if (!usable(table))
		return;
	struct svy_row *row = &table->rows[table->n_rows - 1];
	if (row->others == 0 || (n > 0 && n < row->others))
		row->others = n;
}

static void add_note(struct svy_rtable *table, struct svy_row *row, const char *format, va_list arguments)
	SVY_PRINTF(3, 0);
static void add_note(struct svy_rtable *table, struct svy_row *row, const char *format, va_list arguments)
{
	struct svy_text text = {0};
	if (row->note) {
		svy_text_puts(&text, row->note);
		svy_text_puts(&text, "; ");
	}
	svy_text_vprintf(&text, format, arguments);
	char *note = svy_text_take(&text);
	if (!note) {
		table->failed = true;
		return;
	}
	free(row->note);
	row->note = note;
}

void svy_row_note(struct svy_rtable *table, const char *format, ...)
{
	va_list arguments;
	if (!usable(table))
		return;
	va_start(arguments, format);
	add_note(table, &table->rows[table->n_rows - 1], format, arguments);
	va_end(arguments);
}

void svy_row_note_at(struct svy_rtable *table, size_t row, const char *format, ...)
{
	va_list arguments;
	if (!usable(table))
		return;
	va_start(arguments, format);
	add_note(table, &table->rows[row], format, arguments);
	va_end(arguments);
}

bool svy_rtable_field(const struct svy_rtable *table, const char *field, size_t *index)
{
	for (size_t i = 0; i < table->n_fields; i++)
		if (strcmp(table->fields[i].name, field) == 0) {
			*index = i;
			return true;
		}
	return false;
}

/* The value to set, NULL where the table failed before. */
static struct svy_value *value_of_row(struct svy_rtable *table, size_t row, const char *field)
{
	size_t index = 0;
	if (!usable(table))
		return NULL;
	bool known = svy_rtable_field(table, field, &index);
	assert(known);
	(void)known;
	struct svy_value *value = &table->rows[row].values[index];
	free(value->text);
	*value = (struct svy_value){.kind = SVY_NULL};
	return value;
}

static struct svy_value *value_to_set(struct svy_rtable *table, const char *field)
{
	return usable(table) ? value_of_row(table, table->n_rows - 1, field) : NULL;
}

void svy_set_text(struct svy_rtable *table, const char *field, const char *text)
{
	struct svy_value *value = value_to_set(table, field);
	if (!value || !text)
		return;
	value->text = copy(&table->failed, text);
	value->kind = value->text ? SVY_TEXT : SVY_NULL;
}

void svy_set_count(struct svy_rtable *table, const char *field, uint64_t n)
{
	struct svy_value *value = value_to_set(table, field);
	if (value)
		*value = (struct svy_value){.kind = SVY_COUNT, .count = n};
}

void svy_set_real(struct svy_rtable *table, const char *field, double x)
{
	struct svy_value *value = value_to_set(table, field);
	if (value && !isnan(x))
		*value = (struct svy_value){.kind = SVY_REAL, .real = x + 0.0}; /* -0 becomes 0 */
}

void svy_set_real_at(struct svy_rtable *table, size_t row, const char *field, double x)
{
	struct svy_value *value = value_of_row(table, row, field);
	if (value && !isnan(x))
		*value = (struct svy_value){.kind = SVY_REAL, .real = x + 0.0}; /* -0 becomes 0 */
}

void svy_set_percent(struct svy_rtable *table, const char *field, double x, uint64_t base)
{
	struct svy_value *value = value_to_set(table, field);
	if (value && !isnan(x))
		*value = (struct svy_value){.kind = SVY_REAL, .real = x, .base = base};
}

/* --- reading -------------------------------------------------------------- */

struct svy_rtable *svy_result_table_of(struct svy_result *result, const char *name)
{
	for (size_t i = 0; i < result->n_tables; i++)
		if (strcmp(result->tables[i]->name, name) == 0)
			return result->tables[i];
	return NULL;
}

const struct svy_rtable *svy_result_find(const struct svy_result *result, const char *name)
{
	return svy_result_table_of((struct svy_result *)result, name);
}

const struct svy_value *svy_row_value(const struct svy_rtable *table, size_t row, const char *field)
{
	size_t index;
	return svy_rtable_field(table, field, &index) ? &table->rows[row].values[index] : NULL;
}
