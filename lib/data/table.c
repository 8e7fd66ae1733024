#include "data/table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"
#include "data/cell.h"
#include "data/dictionary.h"
#include "data/type.h"

enum svy_code svy_table_new(struct svy_table **out, struct svy_status *status)
{
	*out = svy_array_new(1, sizeof **out);
	return *out ? SVY_OK : svy_fail_memory(status);
}

static void clear_column(struct svy_column *column)
{
	svy_variable_clear(&column->variable);
	svy_dictionary_free(column->dictionary);
	svy_answers_free(column->answers);
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

static bool find_name(const struct svy_source *source, const char *name, size_t *at)
{
	const char *const *names = svy_source_names(source);
	for (*at = 0; *at < svy_source_n_columns(source); ++*at)
		if (strcmp(names[*at], name) == 0)
			return true;
	return false;
}

/* set: whose member it is, NULL: none. */
static enum svy_code fail_unknown(const struct svy_source *source, const struct svy_codebook *codebook,
                                  const struct svy_set *set, const char *name, struct svy_status *status)
{
	char *where = set ? svy_text_format(", which \"%s\" of %s is made of", set->name, codebook->path) : NULL;
	size_t n = svy_source_n_columns(source);
	const char **names = svy_array_new(n + codebook->n_sets, sizeof *names), *nearest = NULL;
	if (names) {
		memcpy(names, svy_source_names(source), n * sizeof *names);
		for (size_t i = 0; i < codebook->n_sets; i++)
			names[n + i] = codebook->sets[i].name;
		nearest = svy_text_nearest(name, names, n + codebook->n_sets);
	}
	free(names);
	enum svy_code code = svy_fail(status, SVY_EUSAGE, "%s has no column \"%s\"%s%s%s%s", svy_source_path(source), name,
	                              where ? where : "", nearest ? " (did you mean \"" : "", nearest ? nearest : "",
	                              nearest ? "\"?)" : "");
	free(where);
	return code;
}

static bool add_known(struct svy_column *column)
{
	const struct svy_variable *v = &column->variable;
	bool ok = true;
	for (size_t i = 0; ok && column->use != SVY_USE_TEXT && i < v->n_missing; i++)
		ok = svy_dictionary_add(column->dictionary, v->missing[i].value, strlen(v->missing[i].value),
		                        -1 - (int32_t)i);
	bool coded = column->use == SVY_USE_CATEGORY || column->use == SVY_USE_ANSWERS;
	for (size_t i = 0; ok && coded && i < v->n_categories; i++)
		ok = svy_dictionary_add(column->dictionary, v->categories[i].value, strlen(v->categories[i].value), (int32_t)i);
	return ok;
}

static enum svy_code fail_several(const char *name, struct svy_status *status)
{
	return svy_fail(status, SVY_EUSAGE, "\"%s\" holds several answers: here one to each respondent is needed", name);
}

static enum svy_code start_column(struct svy_column *column, const struct svy_codebook *codebook, const char *name,
                                  enum svy_use use, size_t file_column, struct svy_status *status)
{
	const struct svy_variable *described = svy_codebook_find(codebook, name);
	*column = (struct svy_column){.use = use, .file_column = file_column, .place = file_column};
	if (described && described->type == SVY_LIST && use != SVY_USE_ANSWERS)
		return fail_several(name, status);
	enum svy_code code = svy_codebook_variable(codebook, name, &column->variable, status);
	if (code != SVY_OK)
		return code;
	column->variable.several = use == SVY_USE_ANSWERS;
	column->dictionary = svy_dictionary_new();
	if (use == SVY_USE_ANSWERS)
		column->answers = svy_answers_new(NULL);
	if (column->dictionary && add_known(column) && (column->answers || use != SVY_USE_ANSWERS))
		return SVY_OK;
	clear_column(column);
	return svy_fail_memory(status);
}

static enum svy_code add_column(struct svy_table *table, const struct svy_source *source, struct svy_column *column,
                                size_t *index, struct svy_status *status)
{
	if (!svy_array_reserve(&table->columns, &table->column_capacity, table->n_columns + 1, sizeof *table->columns)) {
		clear_column(column);
		return svy_fail_memory(status);
	}
	table->path = svy_source_path(source);
	*index = table->n_columns;
	table->columns[table->n_columns++] = *column;
	return SVY_OK;
}

/* Its members first, then the set. */
static enum svy_code use_set(struct svy_table *table, const struct svy_source *source,
                             const struct svy_codebook *codebook, const struct svy_set *set, size_t *index,
                             struct svy_status *status)
{
	struct svy_column column = {.use = SVY_USE_ANSWERS, .file_column = SVY_NOT_IN_FILE};
	size_t at;
	if (find_name(source, set->name, &at))
		return svy_fail(status, SVY_EUSAGE, "\"%s\" is a column of %s and a set of the codebook: rename one of them",
		                set->name, svy_source_path(source));
	enum svy_code code = svy_set_variable(set, &column.variable, status);
	if (code != SVY_OK)
		return code;
	column.answers = svy_answers_new(set);
	if (!column.answers)
		code = svy_fail_memory(status);
	for (size_t i = 0; i < set->n_members && code == SVY_OK; i++)
		code = find_name(source, set->members[i].field, &at)
		           ? svy_table_use(table, source, codebook, set->members[i].field, SVY_USE_CATEGORY,
		                           &column.answers->members[i], status)
		           : fail_unknown(source, codebook, set, set->members[i].field, status);
	if (code == SVY_OK)
		return add_column(table, source, &column, index, status);
	clear_column(&column);
	return code;
}

enum svy_code svy_table_use(struct svy_table *table, const struct svy_source *source,
                            const struct svy_codebook *codebook, const char *name, enum svy_use use, size_t *index,
                            struct svy_status *status)
{
	const struct svy_variable *described = svy_codebook_find(codebook, name);
	const struct svy_set *set = svy_codebook_find_set(codebook, name);
	struct svy_column column;
	size_t at;
	if (use == SVY_USE_ANSWERS && !set && !(described && described->type == SVY_LIST))
		use = SVY_USE_CATEGORY;
	for (size_t i = 0; i < table->n_columns; i++)
		if (table->columns[i].use == use && strcmp(table->columns[i].variable.name, name) == 0) {
			*index = i;
			return SVY_OK;
		}
	if (set)
		return use == SVY_USE_ANSWERS ? use_set(table, source, codebook, set, index, status)
		                              : fail_several(name, status);
	if (!find_name(source, name, &at))
		return fail_unknown(source, codebook, NULL, name, status);
	enum svy_code code = start_column(&column, codebook, name, use, at, status);
	return code == SVY_OK ? add_column(table, source, &column, index, status) : code;
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
		if (column->file_column == SVY_NOT_IN_FILE)
			continue;
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

static struct svy_place place_of(const struct cell *cell, const struct svy_column *column)
{
	return (struct svy_place){cell->table->path, cell->line, column->file_column + 1};
}

static enum svy_code fail_type(const struct cell *cell, const struct svy_column *column, struct svy_status *status)
{
	char what[40];
	snprintf(what, sizeof what, "is not of type %s", svy_type_name(column->variable.type));
	return svy_cell_fail(place_of(cell, column), column->variable.name, cell->field, what, NULL, status);
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

static enum svy_code code_category(struct svy_column *column, const struct cell *cell, int32_t *code,
                                   struct svy_status *status)
{
	if (svy_dictionary_find(column->dictionary, cell->field->text, cell->field->length, code))
		return SVY_OK;
	if (column->variable.declared)
		return svy_cell_fail_undeclared(place_of(cell, column), &column->variable, cell->field,
		                                column->by_order ? "is not among those of --order" : "is not in the codebook",
		                                status);
	if (!svy_type_suits(column->variable.type, cell->field->text, cell->field->length))
		return fail_type(cell, column, status);
	return add_category(column, cell->field, code, status);
}

/* The answers of a delimited cell. */
static enum svy_code code_list(struct svy_column *column, const struct cell *cell, size_t row,
                               struct svy_status *status)
{
	const char *at = cell->field->text, *end = at + cell->field->length;
	struct svy_field part;
	enum svy_code code = svy_answers_begin(column->answers, row) ? SVY_OK : svy_fail_memory(status);
	column->codes[row] = 0;
	if (code != SVY_OK || (svy_dictionary_find(column->dictionary, at, cell->field->length, &column->codes[row]) &&
	                       svy_code_missing(column->codes[row])))
		return code;
	column->codes[row] = 0;
	while (code == SVY_OK && svy_answers_part(&at, end, column->variable.delimiter, &part.text, &part.length)) {
		const struct cell of_part = {cell->table, &part, cell->line};
		int32_t item;
		code = code_category(column, &of_part, &item, status);
		if (code == SVY_OK && svy_code_missing(item))
			code = svy_cell_fail(place_of(&of_part, column), column->variable.name, &part,
			                     "means a missing answer, and stands among others", NULL, status);
		if (code == SVY_OK && !svy_answers_add(column->answers, row, item))
			code = svy_fail_memory(status);
	}
	return code;
}

static enum svy_code code_number(struct svy_column *column, const struct cell *cell, size_t row,
                                 struct svy_status *status)
{
	column->codes[row] = 0;
	column->numbers[row] = NAN;
	if (svy_dictionary_find(column->dictionary, cell->field->text, cell->field->length, &column->codes[row]) ||
	    svy_number_parse(cell->field->text, cell->field->length, &column->numbers[row]))
		return SVY_OK;
	return svy_cell_fail(place_of(cell, column), column->variable.name, cell->field, "is not a number", NULL, status);
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

static enum svy_code code_cell(struct svy_column *column, const struct cell *cell, size_t row,
                               struct svy_status *status)
{
	switch (column->use) {
	case SVY_USE_CATEGORY: return code_category(column, cell, &column->codes[row], status);
	case SVY_USE_NUMBER: return code_number(column, cell, row, status);
	case SVY_USE_ANSWERS: return code_list(column, cell, row, status);
	case SVY_USE_TEXT: break;
	}
	return keep_text(column, cell, row, status);
}

enum svy_code svy_table_add(struct svy_table *table, const struct svy_block *block, struct svy_status *status)
{
	enum svy_code code = reserve_rows(table, block->n_rows, status);
	if (code == SVY_OK && block->n_rows)
		memcpy(table->lines + table->n_rows, block->lines, block->n_rows * sizeof *table->lines);
	for (size_t i = 0; i < block->n_rows && code == SVY_OK; i++)
		for (size_t j = 0; j < table->n_columns && code == SVY_OK; j++) {
			struct svy_column *column = &table->columns[j];
			const struct cell cell = {table, &block->fields[i * block->n_columns + column->place], block->lines[i]};
			if (column->file_column != SVY_NOT_IN_FILE)
				code = code_cell(column, &cell, table->n_rows + i, status);
		}
	for (size_t j = 0; j < table->n_columns && code == SVY_OK; j++)
		if (table->columns[j].file_column == SVY_NOT_IN_FILE)
			code = svy_answers_derive(table, j, table->n_rows, block->n_rows, status);
	if (code == SVY_OK)
		table->n_rows += block->n_rows;
	return code;
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
		size_t at = svy_variable_find(v, values[i]);
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
	c->by_order = c->by_order || !c->variable.declared;
	enum svy_code code = c->variable.declared ? reorder(&c->variable, values, n_values, status)
	                                          : declare(&c->variable, values, n_values, status);
	if (code != SVY_OK)
		return code;
	c->variable.ordered = true;
	svy_dictionary_free(c->dictionary);
	c->dictionary = svy_dictionary_new();
	return c->dictionary && add_known(c) ? SVY_OK : svy_fail_memory(status);
}
