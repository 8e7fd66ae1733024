/* A starting codebook from the data. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/text.h"
#include "data/check.h"
#include "data/dictionary.h"
#include "data/write.h"

/* What people write where there is no answer; matched without regard to case. */
static const char *const SUSPECTS[] = {
	"",    "NA",  "N/A",  "#N/A", "n.a.", "NaN", "null", "nil", ".",   "-",   "--",   "?",   "missing", "unknown",
	"refused", "refusal", "don't know", "dont know", "do not know", "dk", "no answer", "not asked", "not applicable",
	"skip", "skipped", "-1", "-7", "-8", "-9", "-66", "-77", "-88", "-99", "-999", "66", "77", "88", "99", "777", "888",
	"998", "999", "9998", "9999"};

/* The distinct values of a column, until there are too many. */
struct column {
	struct svy_dictionary *seen;
	char **values;
	size_t n, room;
	bool too_many;
};

struct drafter {
	struct column *columns;
	size_t n_columns, most;
};

static bool is_suspect(const char *value)
{
	for (size_t i = 0; i < sizeof SUSPECTS / sizeof *SUSPECTS; i++)
		if (strcasecmp(value, SUSPECTS[i]) == 0)
			return true;
	return false;
}

static enum svy_code note_value(struct drafter *drafter, struct column *column, const struct svy_field *field,
                                struct svy_status *status)
{
	int32_t code;
	if (svy_dictionary_find(column->seen, field->text, field->length, &code))
		return SVY_OK;
	char *value = svy_text_copy_n(field->text, field->length);
	if (!value)
		return svy_fail_memory(status);
	/* Beyond the limit only suspects are of interest, and those are few. */
	if (column->n >= drafter->most && !is_suspect(value)) {
		column->too_many = true;
		free(value);
		return SVY_OK;
	}
	if (!svy_array_reserve(&column->values, &column->room, column->n + 1, sizeof *column->values) ||
	    !svy_dictionary_add(column->seen, field->text, field->length, 0)) {
		free(value);
		return svy_fail_memory(status);
	}
	column->values[column->n++] = value;
	return SVY_OK;
}

static enum svy_code note_block(void *context, const struct svy_block *block, struct svy_status *status)
{
	struct drafter *drafter = context;
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < block->n_rows; i++)
		for (size_t j = 0; j < block->n_columns && code == SVY_OK; j++)
			code = note_value(drafter, &drafter->columns[j], &block->fields[i * block->n_columns + j], status);
	return code;
}

static bool has_value(const struct column *column, char digit)
{
	for (size_t i = 0; i < column->n; i++)
		if (column->values[i][0] == digit && !column->values[i][1])
			return true;
	return false;
}

/* 7, 8 and 9 behind a gap: {1, 2, 3, 8, 9}, but neither {5, 6, 7} nor {7, 8, 9, 10}. */
static bool is_digit_suspect(const struct column *column, const char *value)
{
	char digit = *value;
	bool coded = has_value(column, '0') || has_value(column, '1');
	if (digit < '7' || digit > '9' || value[1] || column->too_many || !coded)
		return false;
	for (size_t i = 0; i < column->n; i++)
		if (!is_suspect(column->values[i]) && strlen(column->values[i]) != 1)
			return false;
	while (digit >= '7' && has_value(column, digit))
		digit--;
	return !has_value(column, digit);
}

/* {"name": ..., "title": ..., "categories": [...], "suspectedMissing": [...]} */
static json_t *draft_field(const char *name, const struct column *column)
{
	json_t *field = json_pack("{s:s, s:s, s:s}", "name", name, "title", name, "type", "string");
	json_t *categories = json_array(), *suspects = json_array();
	for (size_t i = 0; i < column->n; i++)
		json_array_append_new(is_suspect(column->values[i]) || is_digit_suspect(column, column->values[i]) ? suspects
		                                                                                                   : categories,
		                      json_string(column->values[i]));
	if (!column->too_many && json_array_size(categories))
		json_object_set(field, "categories", categories);
	if (column->too_many)
		json_object_set_new(field, "description", json_string("too many distinct values to list as categories"));
	if (json_array_size(suspects))
		json_object_set(field, "suspectedMissing", suspects);
	json_decref(categories);
	json_decref(suspects);
	return field;
}

static enum svy_code write_draft(const struct drafter *drafter, const struct svy_source *source, char **json,
                                 struct svy_status *status)
{
	json_t *fields = json_array();
	for (size_t i = 0; i < drafter->n_columns; i++)
		json_array_append_new(fields, draft_field(svy_source_names(source)[i], &drafter->columns[i]));
	json_t *schema = svy_write_schema(fields);
	*json = schema ? svy_write_json(schema) : NULL;
	json_decref(schema);
	return *json ? SVY_OK : svy_fail_memory(status);
}

enum svy_code svy_draft(struct svy_source *source, size_t max_categories, char **json, struct svy_status *status)
{
	struct drafter drafter = {.n_columns = svy_source_n_columns(source), .most = max_categories};
	enum svy_code code = SVY_OK;
	drafter.columns = svy_array_new(drafter.n_columns, sizeof *drafter.columns);
	if (!drafter.columns)
		return svy_fail_memory(status);
	for (size_t i = 0; i < drafter.n_columns && code == SVY_OK; i++)
		if (!(drafter.columns[i].seen = svy_dictionary_new()))
			code = svy_fail_memory(status);
	if (code == SVY_OK)
		code = svy_source_read(source, note_block, &drafter, status);
	if (code == SVY_OK)
		code = write_draft(&drafter, source, json, status);
	for (size_t i = 0; i < drafter.n_columns; i++) {
		for (size_t j = 0; j < drafter.columns[i].n; j++)
			free(drafter.columns[i].values[j]);
		free(drafter.columns[i].values);
		svy_dictionary_free(drafter.columns[i].seen);
	}
	free(drafter.columns);
	return code;
}
