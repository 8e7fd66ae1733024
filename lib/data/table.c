#include "data/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"
#include "data/dictionary.h"

enum svy_code svy_table_new(struct svy_table **out, struct svy_status *status)
{
	*out = svy_array_new(1, sizeof **out);
	return *out ? SVY_OK : svy_fail_memory(status);
}

static void clear_column(struct svy_column *column)
{
	svy_variable_clear(&column->variable);
	svy_dictionary_free(column->dictionary);
	free(column->codes);
	free(column->numbers);
	free(column->text);
	free(column->text_ends);
}

void svy_table_free(struct svy_table *table)
{
	if (!table)
		return;
	for (size_t i = 0; i < table->n_columns; i++)
		clear_column(&table->columns[i]);
	free(table->columns);
	free(table->lines);
	free(table);
}

/* --- choosing columns ----------------------------------------------------- */

static enum svy_code find_column(const struct svy_source *source, const char *name, size_t *at,
                                 struct svy_status *status)
{
	const char *const *names = svy_source_names(source);
	size_t n = svy_source_n_columns(source);
	for (*at = 0; *at < n; ++*at)
		if (strcmp(names[*at], name) == 0)
			return SVY_OK;
	const char *nearest = svy_text_nearest(name, names, n);
	return svy_fail(status, SVY_EUSAGE, "%s has no column \"%s\"%s%s%s", svy_source_path(source), name,
	                nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
}

/* A variable that no codebook describes: the empty cell and --na are missing. */
static enum svy_code make_variable(const struct svy_codebook *codebook, const char *name, struct svy_variable *out,
                                   struct svy_status *status)
{
	struct svy_variable made = {0};
	bool failed = false;
	made.name = svy_text_copy(name);
	made.title = svy_text_copy(name);
	made.missing = svy_array_new(codebook->n_na + 1, sizeof *made.missing);
	failed = !made.name || !made.title || !made.missing;
	for (size_t i = 0; !failed && i <= codebook->n_na; i++) {
		const char *value = i ? codebook->na[i - 1] : "";
		bool twice = false;
		for (size_t j = 0; j < made.n_missing; j++)
			twice = twice || strcmp(made.missing[j].value, value) == 0;
		if (twice)
			continue;
		struct svy_missing_value *missing = &made.missing[made.n_missing++];
		const char *label = *value ? value : svy_reason_name(SVY_NO_ANSWER);
		*missing = (struct svy_missing_value){svy_text_copy(value), svy_text_copy(label), SVY_NO_ANSWER};
		failed = !missing->value || !missing->label;
	}
	if (failed) {
		svy_variable_clear(&made);
		return svy_fail_memory(status);
	}
	*out = made;
	return SVY_OK;
}

static bool add_known(struct svy_column *column)
{
	const struct svy_variable *v = &column->variable;
	bool ok = true;
	for (size_t i = 0; ok && column->use != SVY_USE_TEXT && i < v->n_missing; i++)
		ok = svy_dictionary_add(column->dictionary, v->missing[i].value, strlen(v->missing[i].value),
		                        -1 - (int32_t)i);
	for (size_t i = 0; ok && column->use == SVY_USE_CATEGORY && i < v->n_categories; i++)
		ok = svy_dictionary_add(column->dictionary, v->categories[i].value, strlen(v->categories[i].value), (int32_t)i);
	return ok;
}

static enum svy_code start_column(struct svy_column *column, const struct svy_codebook *codebook, const char *name,
                                  enum svy_use use, size_t file_column, struct svy_status *status)
{
	const struct svy_variable *described = svy_codebook_find(codebook, name);
	*column = (struct svy_column){.use = use, .file_column = file_column};
	if (described && described->type == SVY_LIST && use == SVY_USE_CATEGORY)
		return svy_fail(status, SVY_EUSAGE, "\"%s\" holds lists of answers (type list): these cannot be counted yet",
		                name);
	enum svy_code code = described ? svy_variable_copy(&column->variable, described, status)
	                               : make_variable(codebook, name, &column->variable, status);
	if (code != SVY_OK)
		return code;
	column->dictionary = svy_dictionary_new();
	if (column->dictionary && add_known(column))
		return SVY_OK;
	clear_column(column);
	return svy_fail_memory(status);
}

enum svy_code svy_table_use(struct svy_table *table, const struct svy_source *source,
                            const struct svy_codebook *codebook, const char *name, enum svy_use use, size_t *index,
                            struct svy_status *status)
{
	struct svy_column column;
	size_t at;
	for (size_t i = 0; i < table->n_columns; i++)
		if (table->columns[i].use == use && strcmp(table->columns[i].variable.name, name) == 0) {
			*index = i;
			return SVY_OK;
		}
	enum svy_code code = find_column(source, name, &at, status);
	if (code == SVY_OK)
		code = start_column(&column, codebook, name, use, at, status);
	if (code != SVY_OK)
		return code;
	if (!svy_array_reserve(&table->columns, &table->column_capacity, table->n_columns + 1, sizeof *table->columns)) {
		clear_column(&column);
		return svy_fail_memory(status);
	}
	table->path = svy_source_path(source);
	*index = table->n_columns;
	table->columns[table->n_columns++] = column;
	return SVY_OK;
}

/* A column of the file that is used twice is read once. */
enum svy_code svy_table_select(struct svy_table *table, struct svy_source *source, struct svy_status *status)
{
	size_t n = 0;
	size_t *chosen = svy_array_new(table->n_columns, sizeof *chosen);
	if (!chosen)
		return svy_fail_memory(status);
	for (size_t i = 0; i < table->n_columns; i++) {
		struct svy_column *column = &table->columns[i];
		column->place = 0;
		while (column->place < n && chosen[column->place] != column->file_column)
			column->place++;
		if (column->place == n)
			chosen[n++] = column->file_column;
	}
	enum svy_code code = svy_source_select(source, chosen, n, status);
	free(chosen);
	return code;
}

/* --- rows ----------------------------------------------------------------- */

static enum svy_code reserve_rows(struct svy_table *table, size_t n, struct svy_status *status)
{
	size_t wanted = table->n_rows + n, room = table->capacity;
	if (wanted <= table->capacity)
		return SVY_OK;
	for (size_t i = 0; i < table->n_columns; i++) {
		struct svy_column *column = &table->columns[i];
		room = table->capacity;
		if (!svy_array_reserve(&column->codes, &room, wanted, sizeof *column->codes))
			return svy_fail_memory(status);
		room = table->capacity;
		if (column->use == SVY_USE_TEXT && !svy_array_reserve(&column->text_ends, &room, wanted, sizeof(size_t)))
			return svy_fail_memory(status);
		room = table->capacity;
		if (column->use == SVY_USE_NUMBER && !svy_array_reserve(&column->numbers, &room, wanted, sizeof(double)))
			return svy_fail_memory(status);
	}
	room = table->capacity;
	if (!svy_array_reserve(&table->lines, &room, wanted, sizeof *table->lines))
		return svy_fail_memory(status);
	table->capacity = room;
	return SVY_OK;
}

/* A place in the file, and what stands there. */
struct cell {
	const struct svy_table *table;
	const struct svy_field *field;
	size_t line;
};

enum { SHOWN = 40 }; /* bytes of a value in a message */

static enum svy_code fail_cell(const struct cell *cell, const struct svy_column *column, const char *what,
                               const char *nearest, struct svy_status *status)
{
	const struct svy_place place = {cell->table->path, cell->line, column->file_column + 1};
	size_t length = cell->field->length < SHOWN ? cell->field->length : SHOWN;
	while (length < cell->field->length && length && ((unsigned char)cell->field->text[length] & 0xC0) == 0x80)
		length--;
	return svy_fail_at(status, SVY_EINPUT, place, "%s: value \"%.*s%s\" %s%s%s%s", column->variable.name, (int)length,
	                   cell->field->text, length < cell->field->length ? "..." : "", what,
	                   nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
}

static enum svy_code fail_undeclared(const struct cell *cell, const struct svy_column *column,
                                     struct svy_status *status)
{
	const struct svy_variable *v = &column->variable;
	const char **values = svy_array_new(v->n_categories, sizeof *values);
	char *word = svy_text_copy_n(cell->field->text, cell->field->length);
	const char *nearest = NULL;
	for (size_t i = 0; values && i < v->n_categories; i++)
		values[i] = v->categories[i].value;
	if (values && word && cell->field->length <= SHOWN)
		nearest = svy_text_nearest(word, values, v->n_categories);
	enum svy_code code = fail_cell(cell, column, "is not in the codebook", nearest, status);
	free(values);
	free(word);
	return code;
}

static enum svy_code add_category(struct svy_column *column, const struct svy_field *field, int32_t *code,
                                  struct svy_status *status)
{
	struct svy_variable *v = &column->variable;
	if (!svy_array_reserve(&v->categories, &v->category_capacity, v->n_categories + 1, sizeof *v->categories))
		return svy_fail_memory(status);
	char *value = svy_text_copy_n(field->text, field->length), *label = svy_text_copy_n(field->text, field->length);
	*code = (int32_t)v->n_categories;
	if (!value || !label || !svy_dictionary_add(column->dictionary, field->text, field->length, *code)) {
		free(value);
		free(label);
		return svy_fail_memory(status);
	}
	v->categories[v->n_categories++] = (struct svy_category){value, label};
	return SVY_OK;
}

static enum svy_code code_category(struct svy_column *column, const struct cell *cell, size_t row,
                                   struct svy_status *status)
{
	int32_t *code = &column->codes[row];
	if (svy_dictionary_find(column->dictionary, cell->field->text, cell->field->length, code))
		return SVY_OK;
	if (column->variable.declared)
		return fail_undeclared(cell, column, status);
	return add_category(column, cell->field, code, status);
}

static enum svy_code code_number(struct svy_column *column, const struct cell *cell, size_t row,
                                 struct svy_status *status)
{
	column->codes[row] = 0;
	column->numbers[row] = NAN;
	if (svy_dictionary_find(column->dictionary, cell->field->text, cell->field->length, &column->codes[row]) ||
	    svy_number_parse(cell->field->text, cell->field->length, &column->numbers[row]))
		return SVY_OK;
	return fail_cell(cell, column, "is not a number", NULL, status);
}

static enum svy_code keep_text(struct svy_column *column, const struct cell *cell, size_t row,
                               struct svy_status *status)
{
	size_t begin = row ? column->text_ends[row - 1] : 0, end = begin + cell->field->length;
	if (!svy_array_reserve(&column->text, &column->text_room, end, 1))
		return svy_fail_memory(status);
	if (cell->field->length)
		memcpy(column->text + begin, cell->field->text, cell->field->length);
	column->text_ends[row] = end;
	return SVY_OK;
}

static enum svy_code add_cell(struct svy_column *column, const struct cell *cell, size_t row,
                              struct svy_status *status)
{
	switch (column->use) {
	case SVY_USE_CATEGORY: return code_category(column, cell, row, status);
	case SVY_USE_NUMBER: return code_number(column, cell, row, status);
	case SVY_USE_TEXT: break;
	}
	return keep_text(column, cell, row, status);
}

enum svy_code svy_table_add(struct svy_table *table, const struct svy_block *block, struct svy_status *status)
{
	enum svy_code code = reserve_rows(table, block->n_rows, status);
	for (size_t i = 0; i < block->n_rows && code == SVY_OK; i++)
		for (size_t j = 0; j < table->n_columns && code == SVY_OK; j++) {
			struct svy_column *column = &table->columns[j];
			const struct cell cell = {table, &block->fields[i * block->n_columns + column->place], block->lines[i]};
			code = add_cell(column, &cell, table->n_rows + i, status);
		}
	if (code != SVY_OK)
		return code;
	if (block->n_rows)
		memcpy(table->lines + table->n_rows, block->lines, block->n_rows * sizeof *table->lines);
	table->n_rows += block->n_rows;
	return SVY_OK;
}

struct svy_field svy_table_text(const struct svy_table *table, size_t column, size_t row)
{
	const struct svy_column *c = &table->columns[column];
	size_t begin = row ? c->text_ends[row - 1] : 0;
	return (struct svy_field){c->text ? c->text + begin : "", c->text_ends[row] - begin};
}

void svy_table_clear_rows(struct svy_table *table)
{
	table->n_rows = 0;
}

/* --- order ---------------------------------------------------------------- */

static size_t find_category(const struct svy_variable *v, const char *text)
{
	for (size_t i = 0; i < v->n_categories; i++)
		if (strcmp(v->categories[i].value, text) == 0)
			return i;
	for (size_t i = 0; i < v->n_categories; i++)
		if (strcmp(v->categories[i].label, text) == 0)
			return i;
	return SIZE_MAX;
}

/* The codebook's categories in the order given. */
static enum svy_code reorder(struct svy_variable *v, const char *const *values, size_t n_values,
                             struct svy_status *status)
{
	struct svy_category *sorted = svy_array_new(v->n_categories, sizeof *sorted);
	enum svy_code code = SVY_OK;
	if (!sorted)
		return svy_fail_memory(status);
	if (n_values != v->n_categories)
		code = svy_fail(status, SVY_EUSAGE, "--order: %s has %zu categories in the codebook, and %zu are listed",
		                v->name, v->n_categories, n_values);
	for (size_t i = 0; i < n_values && code == SVY_OK; i++) {
		size_t at = find_category(v, values[i]);
		if (at == SIZE_MAX)
			code = svy_fail(status, SVY_EUSAGE, "--order: %s has no category \"%s\" in the codebook", v->name,
			                values[i]);
		else
			sorted[i] = v->categories[at];
		for (size_t j = 0; j < i && code == SVY_OK; j++)
			if (sorted[j].value == sorted[i].value)
				code = svy_fail(status, SVY_EUSAGE, "--order: %s: \"%s\" is listed twice", v->name, values[i]);
	}
	if (code == SVY_OK)
		memcpy(v->categories, sorted, n_values * sizeof *sorted);
	free(sorted);
	return code;
}

static enum svy_code declare(struct svy_variable *v, const char *const *values, size_t n_values,
                             struct svy_status *status)
{
	for (size_t i = 0; i < n_values; i++) {
		for (size_t j = 0; j < i; j++)
			if (strcmp(values[i], values[j]) == 0)
				return svy_fail(status, SVY_EUSAGE, "--order: %s: \"%s\" is listed twice", v->name, values[i]);
		for (size_t j = 0; j < v->n_missing; j++)
			if (strcmp(v->missing[j].value, values[i]) == 0)
				return svy_fail(status, SVY_EUSAGE, "--order: %s: \"%s\" means a missing answer", v->name, values[i]);
	}
	for (size_t i = 0; i < n_values; i++) {
		char *value = svy_text_copy(values[i]), *label = svy_text_copy(values[i]);
		if (!value || !label ||
		    !svy_array_reserve(&v->categories, &v->category_capacity, v->n_categories + 1, sizeof *v->categories)) {
			free(value);
			free(label);
			return svy_fail_memory(status);
		}
		v->categories[v->n_categories++] = (struct svy_category){value, label};
	}
	v->declared = true;
	return SVY_OK;
}

enum svy_code svy_table_order(struct svy_table *table, size_t column, const char *const *values, size_t n_values,
                              struct svy_status *status)
{
	struct svy_column *c = &table->columns[column];
	enum svy_code code = c->variable.declared ? reorder(&c->variable, values, n_values, status)
	                                          : declare(&c->variable, values, n_values, status);
	if (code != SVY_OK)
		return code;
	c->variable.ordered = true;
	svy_dictionary_free(c->dictionary);
	c->dictionary = svy_dictionary_new();
	return c->dictionary && add_known(c) ? SVY_OK : svy_fail_memory(status);
}
