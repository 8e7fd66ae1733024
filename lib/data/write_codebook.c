/* Codebooks as JSON. */
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "data/json.h"
#include "data/write.h"

static const char *const TYPES[] = {"string", "integer", "number", "boolean", "date", "list"};

/* "01" stays text: as a number it would read back as 1. */
static json_t *write_value(const struct svy_variable *variable, const char *text)
{
	double x;
	json_t *value = NULL;
	bool is_number = svy_number_parse(text, strlen(text), &x);
	if (variable->type == SVY_INTEGER && is_number && x >= -0x1p53 && x <= 0x1p53)
		value = json_integer((json_int_t)x);
	else if (variable->type == SVY_NUMBER && is_number)
		value = json_real(x);
	char *back = value ? svy_json_text(value) : NULL;
	if (!back || strcmp(back, text) != 0) {
		json_decref(value);
		value = json_string(text);
	}
	free(back);
	return value;
}

static json_t *write_categories(const struct svy_variable *v)
{
	json_t *list = json_array();
	for (size_t i = 0; i < v->n_categories; i++) {
		const struct svy_category *category = &v->categories[i];
		json_t *value = write_value(v, category->value);
		bool labelled = strcmp(category->value, category->label) != 0;
		json_array_append_new(list, labelled ? json_pack("{s:o, s:s}", "value", value, "label", category->label)
		                                     : value);
	}
	return list;
}

static json_t *write_missing(const struct svy_variable *v)
{
	json_t *list = json_array();
	for (size_t i = 0; i < v->n_missing; i++) {
		const struct svy_missing_value *missing = &v->missing[i];
		json_array_append_new(list, json_pack("{s:o, s:s, s:s}", "value", write_value(v, missing->value), "label",
		                                      missing->label, "reason", svy_reason_name(missing->reason)));
	}
	return list;
}

json_t *svy_write_variable(const struct svy_variable *v)
{
	json_t *field = json_pack("{s:s, s:s}", "name", v->name, "title", v->title);
	if (v->wording)
		json_object_set_new(field, "wording", json_string(v->wording));
	json_object_set_new(field, "type", json_string(TYPES[v->type]));
	if (v->delimiter)
		json_object_set_new(field, "delimiter", json_string(v->delimiter));
	if (v->declared)
		json_object_set_new(field, "categories", write_categories(v));
	if (v->ordered)
		json_object_set_new(field, "categoriesOrdered", json_true());
	json_object_set_new(field, "missingValues", write_missing(v));
	return field;
}

json_t *svy_write_schema(json_t *fields)
{
	return json_pack("{s:s, s:o}", "$schema", "https://datapackage.org/profiles/2.0/tableschema.json", "fields",
	                 fields);
}

/* jansson writes 0.1 with 17 digits.  A number with a point or exponent, in its
 * shortest form where that has one too. */
static void put_number(struct svy_text *out, const char *token, size_t length)
{
	char shortest[SVY_NUMBER_SIZE];
	double x;
	bool is_real = memchr(token, '.', length) || memchr(token, 'e', length);
	if (is_real && svy_number_parse(token, length, &x)) {
		svy_number_shortest(x, shortest);
		if (strpbrk(shortest, ".e")) {
			svy_text_puts(out, shortest);
			return;
		}
	}
	svy_text_put(out, token, length);
}

static size_t string_length(const char *json)
{
	size_t length = 1;
	while (json[length] && json[length] != '"')
		length += json[length] == '\\' ? 2 : 1;
	return length + 1;
}

char *svy_write_json(const json_t *json)
{
	struct svy_text text = {0};
	char *dumped = json_dumps(json, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
	if (!dumped)
		return NULL;
	for (const char *at = dumped; *at;) {
		size_t number = strspn(at, "-+.0123456789eE"), string = *at == '"' ? string_length(at) : 0;
		bool is_number = number && (*at == '-' || (*at >= '0' && *at <= '9'));
		if (is_number)
			put_number(&text, at, number);
		else
			svy_text_put(&text, at, string ? string : 1);
		at += is_number ? number : string ? string : 1;
	}
	free(dumped);
	svy_text_putc(&text, '\n');
	return svy_text_take(&text);
}
