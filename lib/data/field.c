#include "data/field.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "data/dictionary.h"
#include "data/json.h"
#include "data/pattern.h"

static const char *const KNOWN[] = {
	"name", "title", "type", "format", "description", "example", "constraints", "categories", "categoriesOrdered",
	"missingValues", "delimiter", "itemType", "trueValues", "falseValues", "decimalChar", "groupChar", "bareNumber",
	"rdfType", "reverse", "wording", "suspectedMissing", "derivation", "reference"};
enum { N_KNOWN = sizeof KNOWN / sizeof *KNOWN };

/* Types of the Table Schema; those that we only pass on are strings here. */
static const struct {
	const char *name;
	enum svy_type type;
} TYPES[] = {{"string", SVY_STRING},    {"integer", SVY_INTEGER},  {"number", SVY_NUMBER},  {"boolean", SVY_BOOLEAN},
             {"date", SVY_DATE},        {"list", SVY_LIST},        {"any", SVY_STRING},     {"datetime", SVY_STRING},
             {"time", SVY_STRING},      {"year", SVY_INTEGER},     {"yearmonth", SVY_STRING}, {"duration", SVY_STRING},
             {"geopoint", SVY_STRING},  {"geojson", SVY_STRING},   {"object", SVY_STRING},  {"array", SVY_STRING}};
enum { N_TYPES = sizeof TYPES / sizeof *TYPES };

/* Every field has its copy of the missing values: a list without end would be all memory. */
enum { IS_CATEGORY = 0, IS_MISSING = -1, MOST_MISSING = 1000 };

/* What a function here works on. */
struct reading {
	const json_t *field;
	const char *path;
	const char *where;
	struct svy_variable *variable;
	struct svy_dictionary *values; /* of the field: 0 a category, -1 a missing value */
	struct svy_status *status;
};

static enum svy_code take_string(struct reading *r, const char *key, char **out)
{
	const char *text;
	enum svy_code code = svy_json_string(r->field, key, r->path, r->where, &text, r->status);
	if (code != SVY_OK || !text)
		return code;
	*out = svy_text_copy(text);
	return *out ? SVY_OK : svy_fail_memory(r->status);
}

static enum svy_code read_name(struct reading *r)
{
	enum svy_code code = take_string(r, "name", &r->variable->name);
	if (code == SVY_OK && (!r->variable->name || !*r->variable->name))
		code = svy_fail(r->status, SVY_EINPUT, "%s: %s has no name", r->path, r->where);
	if (code == SVY_OK)
		code = take_string(r, "title", &r->variable->title);
	if (code == SVY_OK && !r->variable->title && !(r->variable->title = svy_text_copy(r->variable->name)))
		code = svy_fail_memory(r->status);
	if (code == SVY_OK)
		code = take_string(r, "wording", &r->variable->wording);
	if (code == SVY_OK)
		code = svy_json_flag(r->field, "reverse", r->path, r->where, &r->variable->reverse, r->status);
	return code;
}

static enum svy_code read_type(struct reading *r)
{
	const char *names[N_TYPES], *type;
	enum svy_code code = svy_json_string(r->field, "type", r->path, r->where, &type, r->status);
	if (code != SVY_OK || !type)
		return code;
	for (size_t i = 0; i < N_TYPES; i++) {
		names[i] = TYPES[i].name;
		if (strcmp(type, TYPES[i].name) == 0) {
			r->variable->type = TYPES[i].type;
			return SVY_OK;
		}
	}
	const char *nearest = svy_text_nearest(type, names, N_TYPES);
	return svy_fail(r->status, SVY_EINPUT, "%s: %s.type: there is no type \"%s\"%s%s%s", r->path, r->where, type,
	                nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
}

static enum svy_code read_delimiter(struct reading *r)
{
	enum svy_code code = take_string(r, "delimiter", &r->variable->delimiter);
	if (code == SVY_OK && r->variable->type == SVY_LIST && !r->variable->delimiter &&
	    !(r->variable->delimiter = svy_text_copy(",")))
		code = svy_fail_memory(r->status);
	if (code == SVY_OK && r->variable->delimiter && !*r->variable->delimiter)
		code = svy_fail(r->status, SVY_EINPUT, "%s: %s.delimiter is empty", r->path, r->where);
	return code;
}

/* --- categories ----------------------------------------------------------- */

/* A value alone, or {"value": ..., "label": ...}: the caller frees both. */
static enum svy_code read_labelled(const struct reading *r, const json_t *item, const char *list, size_t i,
                                   char **value, char **label)
{
	const json_t *bare = json_is_object(item) ? json_object_get(item, "value") : item;
	const char *text = NULL;
	*value = *label = NULL;
	if (!json_is_string(bare) && !json_is_number(bare) && !json_is_boolean(bare))
		return svy_fail(r->status, SVY_EINPUT, "%s: %s.%s[%zu]: a value, or an object with value and label, is needed",
		                r->path, r->where, list, i);
	if (json_is_object(item)) {
		char *where = svy_text_format("%s.%s[%zu]", r->where, list, i);
		enum svy_code code = where ? svy_json_string(item, "label", r->path, where, &text, r->status)
		                           : svy_fail_memory(r->status);
		free(where);
		if (code != SVY_OK)
			return code;
	}
	*value = svy_json_text(bare);
	*label = text ? svy_text_copy(text) : svy_json_text(bare);
	return *value && *label ? SVY_OK : svy_fail_memory(r->status);
}

/* Whether the value is a category or a missing value already; *kind says which. */
static bool is_known(const struct reading *r, const char *value, int32_t *kind)
{
	return svy_dictionary_find(r->values, value, strlen(value), kind);
}

static enum svy_code make_known(struct reading *r, const char *value, int32_t kind)
{
	return svy_dictionary_add(r->values, value, strlen(value), kind) ? SVY_OK : svy_fail_memory(r->status);
}

static enum svy_code add_category(struct reading *r, const json_t *item, const char *list, size_t i)
{
	struct svy_variable *v = r->variable;
	char *value, *label;
	int32_t kind;
	enum svy_code code = read_labelled(r, item, list, i, &value, &label);
	if (code == SVY_OK && is_known(r, value, &kind))
		code = svy_fail(r->status, SVY_EINPUT, "%s: %s.%s[%zu]: \"%s\" is listed twice", r->path, r->where, list, i,
		                value);
	if (code == SVY_OK &&
	    !svy_array_reserve(&v->categories, &v->category_capacity, v->n_categories + 1, sizeof *v->categories))
		code = svy_fail_memory(r->status);
	if (code == SVY_OK)
		code = make_known(r, value, IS_CATEGORY);
	if (code == SVY_OK) {
		v->categories[v->n_categories++] = (struct svy_category){value, label};
		return SVY_OK;
	}
	free(value);
	free(label);
	return code;
}

static enum svy_code read_categories(struct reading *r, const json_t *list, const char *name)
{
	enum svy_code code = SVY_OK;
	if (!list)
		return SVY_OK;
	if (!json_is_array(list) || json_array_size(list) == 0)
		return svy_fail(r->status, SVY_EINPUT, "%s: %s.%s must be a list that is not empty", r->path, r->where, name);
	for (size_t i = 0; i < json_array_size(list) && code == SVY_OK; i++)
		code = add_category(r, json_array_get(list, i), name, i);
	r->variable->declared = true;
	return code;
}

static enum svy_code fail_reference(const struct reading *r)
{
	const struct svy_variable *v = r->variable;
	const char **values = svy_array_new(v->n_categories, sizeof *values), *nearest = NULL;
	for (size_t i = 0; values && i < v->n_categories; i++)
		values[i] = v->categories[i].value;
	if (values)
		nearest = svy_text_nearest(v->reference, values, v->n_categories);
	enum svy_code code =
		svy_fail(r->status, SVY_EINPUT, "%s: %s.reference: there is no category \"%s\"%s%s%s", r->path, r->where,
	             v->reference, nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
	free(values);
	return code;
}

/* The value of a category, written as a category is. */
static enum svy_code read_reference(struct reading *r)
{
	const json_t *item = json_object_get(r->field, "reference");
	const struct svy_variable *v = r->variable;
	if (!item)
		return SVY_OK;
	if (!json_is_string(item) && !json_is_number(item) && !json_is_boolean(item))
		return svy_fail(r->status, SVY_EINPUT, "%s: %s.reference must be the value of a category", r->path, r->where);
	r->variable->reference = svy_json_text(item);
	if (!v->reference)
		return svy_fail_memory(r->status);
	for (size_t i = 0; i < v->n_categories; i++)
		if (strcmp(v->categories[i].value, v->reference) == 0)
			return SVY_OK;
	if (!v->declared)
		return svy_fail(r->status, SVY_EINPUT, "%s: %s: reference without categories", r->path, r->where);
	return fail_reference(r);
}

/* --- missing values ------------------------------------------------------- */

static enum svy_code read_reason(const struct reading *r, const json_t *item, const char *where, size_t i,
                                 enum svy_reason *reason)
{
	const char *text = json_string_value(json_object_get(item, "reason"));
	if (text && svy_reason_from_name(text, reason))
		return SVY_OK;
	return svy_fail(r->status, SVY_EINPUT,
	                "%s: %smissingValues[%zu]: %s%s%sa missing value needs \"reason\": one of no-answer, refused, "
	                "dont-know, not-asked, not-coded",
	                r->path, where, i, text ? "\"" : "", text ? text : "", text ? "\" is no reason; " : "");
}

static enum svy_code add_missing(struct reading *r, const json_t *item, const char *where, size_t i)
{
	struct svy_variable *v = r->variable;
	enum svy_reason reason;
	char *value = NULL, *label = NULL;
	int32_t kind;
	enum svy_code code = read_reason(r, item, where, i, &reason);
	if (code == SVY_OK)
		code = read_labelled(r, item, "missingValues", i, &value, &label);
	if (code == SVY_OK && is_known(r, value, &kind))
		code = kind == IS_CATEGORY
		           ? svy_fail(r->status, SVY_EINPUT, "%s: %s: \"%s\" is a category and a missing value", r->path,
		                      r->where, value)
		           : svy_fail(r->status, SVY_EINPUT, "%s: %smissingValues[%zu]: \"%s\" is listed twice", r->path,
		                      where, i, value);
	if (code == SVY_OK && !svy_array_reserve(&v->missing, &v->missing_capacity, v->n_missing + 1, sizeof *v->missing))
		code = svy_fail_memory(r->status);
	if (code == SVY_OK && !*label) {
		free(label);
		label = svy_text_copy(svy_reason_name(reason));
		code = label ? SVY_OK : svy_fail_memory(r->status);
	}
	if (code == SVY_OK)
		code = make_known(r, value, IS_MISSING);
	if (code == SVY_OK) {
		v->missing[v->n_missing++] = (struct svy_missing_value){value, label, reason};
		return SVY_OK;
	}
	free(value);
	free(label);
	return code;
}

/* Without any declaration the empty cell is missing: no-answer. */
static enum svy_code add_empty(struct reading *r)
{
	struct svy_variable *v = r->variable;
	v->missing = svy_array_new(1, sizeof *v->missing);
	if (!v->missing)
		return svy_fail_memory(r->status);
	v->missing_capacity = v->n_missing = 1;
	v->missing[0] = (struct svy_missing_value){svy_text_copy(""), svy_text_copy(svy_reason_name(SVY_NO_ANSWER)),
	                                             SVY_NO_ANSWER};
	return v->missing[0].value && v->missing[0].label ? SVY_OK : svy_fail_memory(r->status);
}

static enum svy_code read_missing(struct reading *r, const json_t *of_schema)
{
	const json_t *own = json_object_get(r->field, "missingValues"), *list = own ? own : of_schema;
	char *where = own ? svy_text_format("%s.", r->where) : svy_text_copy("");
	enum svy_code code = where ? SVY_OK : svy_fail_memory(r->status);
	if (code == SVY_OK && !list)
		code = add_empty(r);
	else if (code == SVY_OK && !json_is_array(list))
		code = svy_fail(r->status, SVY_EINPUT, "%s: %smissingValues must be a list", r->path, where);
	else if (code == SVY_OK && json_array_size(list) > MOST_MISSING)
		code = svy_fail(r->status, SVY_EINPUT, "%s: %smissingValues has more than %d entries", r->path, where,
		                MOST_MISSING);
	for (size_t i = 0; code == SVY_OK && list && i < json_array_size(list); i++)
		code = add_missing(r, json_array_get(list, i), where, i);
	free(where);
	return code;
}

/* --- constraints ---------------------------------------------------------- */

static enum svy_code read_limit(struct reading *r, const json_t *constraints, const char *key, bool *has, double *out)
{
	const json_t *value = json_object_get(constraints, key);
	if (!value)
		return SVY_OK;
	if (!json_is_number(value))
		return svy_fail(r->status, SVY_EINPUT, "%s: %s.constraints.%s must be a number", r->path, r->where, key);
	*has = true;
	*out = json_number_value(value);
	return SVY_OK;
}

static enum svy_code read_length(struct reading *r, const json_t *constraints, const char *where, const char *key,
                                 bool *has, size_t *out)
{
	uint64_t n = 0;
	*has = json_object_get(constraints, key) != NULL;
	enum svy_code code = svy_json_count(constraints, key, r->path, where, &n, r->status);
	*out = (size_t)n;
	return code;
}

static enum svy_code read_pattern(struct reading *r, const json_t *constraints, const char *where)
{
	const char *pattern;
	enum svy_code code = svy_json_string(constraints, "pattern", r->path, where, &pattern, r->status);
	if (code != SVY_OK || !pattern)
		return code;
	const char *fault = svy_pattern_fault(pattern);
	if (fault)
		return svy_fail(r->status, SVY_EINPUT, "%s: %s.pattern: \"%s\" %s", r->path, where, pattern, fault);
	r->variable->constraints.pattern = svy_text_copy(pattern);
	return r->variable->constraints.pattern ? SVY_OK : svy_fail_memory(r->status);
}

/* Whatever the name: who wrote it takes it for checked. */
static void note_unchecked(const json_t *constraints, const char *path, const char *where, struct svy_notes *notes)
{
	static const char *const CHECKED[] = {"required", "unique",    "minimum", "maximum",
	                                      "minLength", "maxLength", "pattern", "enum"};
	const size_t n = sizeof CHECKED / sizeof *CHECKED;
	const char *key;
	json_t *value;
	json_object_foreach((json_t *)constraints, key, value)
	{
		size_t i = 0;
		while (i < n && strcmp(CHECKED[i], key) != 0)
			i++;
		const char *nearest = i == n ? svy_text_nearest(key, CHECKED, n) : NULL;
		if (i == n)
			svy_notes_add(notes, "%s: %s: \"%s\" is not checked%s%s%s", path, where, key, nearest ? ": was it \"" : "",
			              nearest ? nearest : "", nearest ? "\"?" : "");
	}
}

static enum svy_code read_constraints(struct reading *r, struct svy_notes *notes)
{
	const json_t *constraints = json_object_get(r->field, "constraints");
	struct svy_constraints *c = &r->variable->constraints;
	if (!constraints)
		return SVY_OK;
	if (!json_is_object(constraints))
		return svy_fail(r->status, SVY_EINPUT, "%s: %s.constraints must be an object", r->path, r->where);
	char *where = svy_text_format("%s.constraints", r->where);
	enum svy_code code = where ? SVY_OK : svy_fail_memory(r->status);
	if (code == SVY_OK)
		code = svy_json_flag(constraints, "required", r->path, where, &c->required, r->status);
	if (code == SVY_OK)
		code = svy_json_flag(constraints, "unique", r->path, where, &c->unique, r->status);
	if (code == SVY_OK)
		code = read_limit(r, constraints, "minimum", &c->has_minimum, &c->minimum);
	if (code == SVY_OK)
		code = read_limit(r, constraints, "maximum", &c->has_maximum, &c->maximum);
	if (code == SVY_OK)
		code = read_length(r, constraints, where, "minLength", &c->has_min_length, &c->min_length);
	if (code == SVY_OK)
		code = read_length(r, constraints, where, "maxLength", &c->has_max_length, &c->max_length);
	if (code == SVY_OK)
		code = read_pattern(r, constraints, where);
	/* A list of allowed values is what categories are. */
	if (code == SVY_OK && !json_object_get(r->field, "categories"))
		code = read_categories(r, json_object_get(constraints, "enum"), "constraints.enum");
	if (code == SVY_OK)
		note_unchecked(constraints, r->path, where, notes);
	free(where);
	return code;
}

/* --- the field ------------------------------------------------------------ */

void svy_field_note_unknown(const json_t *object, const char *const *known, size_t n_known, const char *path,
                            const char *where, struct svy_notes *notes)
{
	const char *key;
	json_t *value;
	json_object_foreach((json_t *)object, key, value)
	{
		size_t i = 0;
		while (i < n_known && strcmp(known[i], key) != 0)
			i++;
		const char *nearest = i == n_known ? svy_text_nearest(key, known, n_known) : NULL;
		if (nearest)
			svy_notes_add(notes, "%s: %s%s\"%s\" means nothing here: was it \"%s\"?", path, where,
			              *where ? ": " : "", key, nearest);
	}
}

enum svy_code svy_field_read(const json_t *field, const json_t *missing, const char *path, const char *where,
                             struct svy_variable *out, struct svy_notes *notes, struct svy_status *status)
{
	struct svy_variable variable = {0};
	struct reading r = {field, path, where, &variable, svy_dictionary_new(), status};
	enum svy_code code = r.values ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK && !json_is_object(field))
		code = svy_fail(status, SVY_EINPUT, "%s: %s must be an object", path, where);
	if (code == SVY_OK)
		code = read_name(&r);
	if (code == SVY_OK)
		code = read_type(&r);
	if (code == SVY_OK)
		code = read_delimiter(&r);
	if (code == SVY_OK)
		code = read_categories(&r, json_object_get(field, "categories"), "categories");
	if (code == SVY_OK)
		code = svy_json_flag(field, "categoriesOrdered", path, where, &variable.ordered, status);
	if (code == SVY_OK)
		code = read_constraints(&r, notes);
	if (code == SVY_OK)
		code = read_missing(&r, missing);
	if (code == SVY_OK)
		code = read_reference(&r);
	if (code == SVY_OK && variable.ordered && !variable.declared)
		code = svy_fail(status, SVY_EINPUT, "%s: %s: categoriesOrdered without categories", path, where);
	svy_dictionary_free(r.values);
	if (code != SVY_OK) {
		svy_variable_clear(&variable);
		return code;
	}
	svy_field_note_unknown(field, KNOWN, N_KNOWN, path, where, notes);
	*out = variable;
	return SVY_OK;
}
