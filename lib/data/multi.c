#include "data/multi.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "data/field.h"
#include "data/json.h"

static const char *const KNOWN[] = {"name", "title", "wording", "description", "fields", "ticked", "notTicked"};

/* What a function here works on. */
struct reading {
	struct svy_codebook *codebook;
	const json_t *object;
	const char *where;
	struct svy_set *set;
	struct svy_status *status;
};

static void free_texts(char **texts, size_t n)
{
	for (size_t i = 0; texts && i < n; i++)
		free(texts[i]);
	free(texts);
}

static void clear_set(struct svy_set *set)
{
	for (size_t i = 0; i < set->n_members; i++) {
		free(set->members[i].field);
		free(set->members[i].label);
	}
	free(set->members);
	free_texts(set->ticked, set->n_ticked);
	free_texts(set->not_ticked, set->n_not_ticked);
	free(set->name);
	free(set->title);
	free(set->wording);
}

void svy_sets_free(struct svy_set *sets, size_t n_sets)
{
	for (size_t i = 0; i < n_sets; i++)
		clear_set(&sets[i]);
	free(sets);
}

static bool is_among(const char *text, char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], text) == 0)
			return true;
	return false;
}

int svy_set_judge(const struct svy_set *set, const char *value)
{
	if (is_among(value, set->ticked, set->n_ticked))
		return 1;
	if (is_among(value, set->not_ticked, set->n_not_ticked))
		return 0;
	return set->n_ticked && set->n_not_ticked ? -1 : !set->n_ticked;
}

static enum svy_code take_string(struct reading *r, const char *key, char **out)
{
	const char *text;
	enum svy_code code = svy_json_string(r->object, key, r->codebook->path, r->where, &text, r->status);
	if (code != SVY_OK || !text)
		return code;
	*out = svy_text_copy(text);
	return *out ? SVY_OK : svy_fail_memory(r->status);
}

static enum svy_code read_name(struct reading *r)
{
	struct svy_set *set = r->set;
	enum svy_code code = take_string(r, "name", &set->name);
	if (code == SVY_OK && (!set->name || !*set->name))
		code = svy_fail(r->status, SVY_EINPUT, "%s: %s has no name", r->codebook->path, r->where);
	if (code == SVY_OK && (svy_codebook_find(r->codebook, set->name) || svy_codebook_find_set(r->codebook, set->name)))
		code = svy_fail(r->status, SVY_EINPUT, "%s: %s: the name \"%s\" is there already", r->codebook->path, r->where,
		                set->name);
	if (code == SVY_OK)
		code = take_string(r, "title", &set->title);
	if (code == SVY_OK && !set->title && !(set->title = svy_text_copy(set->name)))
		code = svy_fail_memory(r->status);
	return code == SVY_OK ? take_string(r, "wording", &set->wording) : code;
}

static const char *const OF_MEMBER[] = {"name", "label"};

/* A name alone, or {"name": ..., "label": ...}; both are borrowed. */
static enum svy_code read_member(struct reading *r, const json_t *item, size_t i, const char **name,
                                 const char **label)
{
	*label = NULL;
	*name = json_string_value(json_is_object(item) ? json_object_get(item, "name") : item);
	if (!*name)
		return svy_fail(r->status, SVY_EINPUT,
		                "%s: %s.fields[%zu]: the name of a column, or an object with name and label, is needed",
		                r->codebook->path, r->where, i);
	if (!json_is_object(item))
		return SVY_OK;
	char *where = svy_text_format("%s.fields[%zu]", r->where, i);
	enum svy_code code = where ? svy_json_string(item, "label", r->codebook->path, where, label, r->status)
	                           : svy_fail_memory(r->status);
	if (code == SVY_OK)
		svy_field_note_unknown(item, OF_MEMBER, 2, r->codebook->path, where, &r->codebook->notes);
	free(where);
	return code;
}

static enum svy_code add_member(struct reading *r, const json_t *item, size_t i)
{
	struct svy_set *set = r->set;
	const char *name, *label;
	enum svy_code code = read_member(r, item, i, &name, &label);
	for (size_t j = 0; j < set->n_members && code == SVY_OK; j++)
		if (strcmp(set->members[j].field, name) == 0)
			code = svy_fail(r->status, SVY_EINPUT, "%s: %s.fields[%zu]: \"%s\" is listed twice", r->codebook->path,
			                r->where, i, name);
	if (code != SVY_OK)
		return code;
	const struct svy_variable *described = svy_codebook_find(r->codebook, name);
	if (!svy_array_reserve(&set->members, &set->member_capacity, set->n_members + 1, sizeof *set->members))
		return svy_fail_memory(r->status);
	struct svy_set_member *member = &set->members[set->n_members++];
	member->field = svy_text_copy(name);
	member->label = svy_text_copy(label ? label : described ? described->title : name);
	return member->field && member->label ? SVY_OK : svy_fail_memory(r->status);
}

static enum svy_code read_members(struct reading *r)
{
	const json_t *list = json_object_get(r->object, "fields");
	enum svy_code code = SVY_OK;
	if (!json_is_array(list) || json_array_size(list) == 0)
		return svy_fail(r->status, SVY_EINPUT, "%s: %s.fields must list the columns of the set", r->codebook->path,
		                r->where);
	for (size_t i = 0; i < json_array_size(list) && code == SVY_OK; i++)
		code = add_member(r, json_array_get(list, i), i);
	return code;
}

static enum svy_code read_values(struct reading *r, const char *key, char ***out, size_t *n)
{
	const json_t *list = json_object_get(r->object, key);
	if (!list)
		return SVY_OK;
	if (!json_is_array(list) || json_array_size(list) == 0)
		return svy_fail(r->status, SVY_EINPUT, "%s: %s.%s must be a list of values that is not empty",
		                r->codebook->path, r->where, key);
	*out = svy_array_new(json_array_size(list), sizeof **out);
	if (!*out)
		return svy_fail_memory(r->status);
	for (size_t i = 0; i < json_array_size(list); i++) {
		char *text = svy_json_text(json_array_get(list, i));
		if (!text)
			return svy_fail(r->status, SVY_EINPUT, "%s: %s.%s[%zu] must be a value", r->codebook->path, r->where, key,
			                i);
		(*out)[(*n)++] = text;
	}
	return SVY_OK;
}

static enum svy_code read_ticks(struct reading *r)
{
	struct svy_set *set = r->set;
	enum svy_code code = read_values(r, "ticked", &set->ticked, &set->n_ticked);
	if (code == SVY_OK)
		code = read_values(r, "notTicked", &set->not_ticked, &set->n_not_ticked);
	if (code == SVY_OK && !set->n_ticked && !set->n_not_ticked)
		code = svy_fail(r->status, SVY_EINPUT,
		                "%s: %s: say which values mean ticked, or not: \"ticked\": [...], \"notTicked\": [...]",
		                r->codebook->path, r->where);
	for (size_t i = 0; i < set->n_ticked && code == SVY_OK; i++)
		if (is_among(set->ticked[i], set->not_ticked, set->n_not_ticked))
			code = svy_fail(r->status, SVY_EINPUT, "%s: %s: \"%s\" is ticked and not ticked", r->codebook->path,
			                r->where, set->ticked[i]);
	return code;
}

static enum svy_code read_set(const json_t *object, struct svy_codebook *codebook, const char *where,
                              struct svy_set *set, struct svy_status *status)
{
	struct reading r = {codebook, object, where, set, status};
	if (!json_is_object(object))
		return svy_fail(status, SVY_EINPUT, "%s: %s must be an object", codebook->path, where);
	enum svy_code code = read_name(&r);
	if (code == SVY_OK)
		code = read_members(&r);
	if (code == SVY_OK)
		code = read_ticks(&r);
	if (code == SVY_OK)
		svy_field_note_unknown(object, KNOWN, sizeof KNOWN / sizeof *KNOWN, codebook->path, where, &codebook->notes);
	return code;
}

static enum svy_code add_set(const json_t *object, struct svy_codebook *codebook, size_t i, struct svy_status *status)
{
	struct svy_set set = {0};
	char *where = svy_text_format("multiResponse[%zu]", i);
	enum svy_code code = where ? read_set(object, codebook, where, &set, status) : svy_fail_memory(status);
	free(where);
	if (code == SVY_OK)
		codebook->sets[codebook->n_sets++] = set;
	else
		clear_set(&set);
	return code;
}

enum svy_code svy_sets_read(const json_t *schema, struct svy_codebook *codebook, struct svy_status *status)
{
	const json_t *list = json_object_get(schema, "multiResponse");
	enum svy_code code = SVY_OK;
	if (!list)
		return SVY_OK;
	if (!json_is_array(list))
		return svy_fail(status, SVY_EINPUT, "%s: multiResponse must be a list", codebook->path);
	codebook->sets = svy_array_new(json_array_size(list), sizeof *codebook->sets);
	if (!codebook->sets)
		return svy_fail_memory(status);
	for (size_t i = 0; i < json_array_size(list) && code == SVY_OK; i++)
		code = add_set(json_array_get(list, i), codebook, i, status);
	return code;
}

/* --- as a variable -------------------------------------------------------- */

static bool copy_choices(const struct svy_set *set, struct svy_variable *out)
{
	bool ok = true;
	out->categories = svy_array_new(set->n_members, sizeof *out->categories);
	out->category_capacity = set->n_members;
	for (size_t i = 0; out->categories && i < set->n_members && ok; i++) {
		const struct svy_set_member *member = &set->members[i];
		out->categories[i] = (struct svy_category){svy_text_copy(member->field), svy_text_copy(member->label)};
		out->n_categories++;
		ok = out->categories[i].value && out->categories[i].label;
	}
	return ok && out->categories;
}

static bool list_reasons(struct svy_variable *out)
{
	bool ok = true;
	out->missing = svy_array_new(SVY_N_REASONS, sizeof *out->missing);
	out->missing_capacity = SVY_N_REASONS;
	for (size_t i = 0; out->missing && i < SVY_N_REASONS && ok; i++) {
		const char *name = svy_reason_name((enum svy_reason)i);
		out->missing[i] = (struct svy_missing_value){svy_text_copy(name), svy_text_copy(name), (enum svy_reason)i};
		out->n_missing++;
		ok = out->missing[i].value && out->missing[i].label;
	}
	return ok && out->missing;
}

enum svy_code svy_set_variable(const struct svy_set *set, struct svy_variable *out, struct svy_status *status)
{
	struct svy_variable made = {.declared = true, .several = true};
	made.name = svy_text_copy(set->name);
	made.title = svy_text_copy(set->title);
	made.wording = set->wording ? svy_text_copy(set->wording) : NULL;
	bool ok = made.name && made.title && (made.wording || !set->wording);
	if (!ok || !copy_choices(set, &made) || !list_reasons(&made)) {
		svy_variable_clear(&made);
		return svy_fail_memory(status);
	}
	*out = made;
	return SVY_OK;
}
