#include "data/codebook.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "data/dictionary.h"
#include "data/field.h"
#include "data/json.h"
#include "data/multi.h"

static const char *const KNOWN[] = {"$schema",    "fields",       "fieldsMatch", "primaryKey", "uniqueKeys",
                                    "foreignKeys", "missingValues", "title",     "description", "name",
                                    "multiResponse", "design",     "disclosure"};
static const char *const KNOWN_DESIGN[] = {"weight", "weightKind", "strata", "clusters", "fpc", "replicates"};

enum svy_code svy_codebook_empty(struct svy_codebook **out, struct svy_status *status)
{
	*out = svy_array_new(1, sizeof **out);
	return *out ? SVY_OK : svy_fail_memory(status);
}

const struct svy_variable *svy_codebook_find(const struct svy_codebook *codebook, const char *name)
{
	int32_t at;
	if (!codebook->index || !svy_dictionary_find(codebook->index, name, strlen(name), &at))
		return NULL;
	return &codebook->variables[at];
}

const struct svy_set *svy_codebook_find_set(const struct svy_codebook *codebook, const char *name)
{
	for (size_t i = 0; i < codebook->n_sets; i++)
		if (strcmp(codebook->sets[i].name, name) == 0)
			return &codebook->sets[i];
	return NULL;
}

enum svy_code svy_codebook_add_na(struct svy_codebook *codebook, const char *value, struct svy_status *status)
{
	size_t room = codebook->n_na;
	char *copy = svy_text_copy(value);
	if (!copy || !svy_array_reserve(&codebook->na, &room, codebook->n_na + 1, sizeof *codebook->na)) {
		free(copy);
		return svy_fail_memory(status);
	}
	codebook->na[codebook->n_na++] = copy;
	return SVY_OK;
}

/* --- fields --------------------------------------------------------------- */

static enum svy_code add_field(struct svy_codebook *codebook, const json_t *field, const json_t *missing, size_t i,
                               struct svy_status *status)
{
	char *where = svy_text_format("fields[%zu]", i);
	struct svy_variable variable;
	enum svy_code code = where ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK)
		code = svy_field_read(field, missing, codebook->path, where, &variable, &codebook->notes, status);
	free(where);
	if (code != SVY_OK)
		return code;
	if (svy_codebook_find(codebook, variable.name))
		code = svy_fail(status, SVY_EINPUT, "%s: fields[%zu]: the name \"%s\" is there already", codebook->path, i,
		                variable.name);
	else if (!svy_array_reserve(&codebook->variables, &codebook->variable_capacity, codebook->n_variables + 1,
	                            sizeof *codebook->variables) ||
	         !svy_dictionary_add(codebook->index, variable.name, strlen(variable.name), (int32_t)codebook->n_variables))
		code = svy_fail_memory(status);
	else
		codebook->variables[codebook->n_variables++] = variable;
	if (code != SVY_OK)
		svy_variable_clear(&variable);
	return code;
}

static enum svy_code read_fields(struct svy_codebook *codebook, const json_t *schema, struct svy_status *status)
{
	const json_t *fields = json_object_get(schema, "fields");
	enum svy_code code = SVY_OK;
	if (!json_is_array(fields))
		return svy_fail(status, SVY_EINPUT,
		                "%s: there is no list \"fields\": a codebook is a Table Schema, {\"fields\": [{\"name\": ...}, "
		                "...]}",
		                codebook->path);
	for (size_t i = 0; i < json_array_size(fields) && code == SVY_OK; i++)
		code = add_field(codebook, json_array_get(fields, i), json_object_get(schema, "missingValues"), i, status);
	return code;
}

/* Columns that stand in a set alone are described by it: with its label as their
 * title, and the missing values of the whole. */
static enum svy_code describe_members(struct svy_codebook *codebook, const json_t *schema, struct svy_status *status)
{
	const json_t *missing = json_object_get(schema, "missingValues");
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < codebook->n_sets; i++)
		for (size_t j = 0; j < codebook->sets[i].n_members && code == SVY_OK; j++) {
			const struct svy_set_member *member = &codebook->sets[i].members[j];
			if (svy_codebook_find(codebook, member->field))
				continue;
			json_t *field = json_pack("{s:s, s:s}", "name", member->field, "title", member->label);
			code = field ? add_field(codebook, field, missing, codebook->n_variables, status) : svy_fail_memory(status);
			json_decref(field);
		}
	return code;
}

/* --- design --------------------------------------------------------------- */

static enum svy_code take_name(const struct svy_codebook *codebook, const json_t *design, const char *key, char **out,
                               struct svy_status *status)
{
	const char *name;
	enum svy_code code = svy_json_string(design, key, codebook->path, "design", &name, status);
	if (code != SVY_OK || !name)
		return code;
	*out = svy_text_copy(name);
	return *out ? SVY_OK : svy_fail_memory(status);
}

static enum svy_code take_kind(struct svy_codebook *codebook, const json_t *design, struct svy_status *status)
{
	const char *kind;
	enum svy_code code = svy_json_string(design, "weightKind", codebook->path, "design", &kind, status);
	if (code != SVY_OK)
		return code;
	if (kind && strcmp(kind, "frequency") == 0)
		codebook->design.weight_kind = SVY_WEIGHT_FREQUENCY;
	else if (kind && strcmp(kind, "sampling") == 0)
		codebook->design.weight_kind = SVY_WEIGHT_SAMPLING;
	else if (kind || codebook->design.weight)
		return svy_fail(status, SVY_EINPUT, "%s: design.weightKind must say \"frequency\" or \"sampling\"",
		                codebook->path);
	if (kind && !codebook->design.weight)
		return svy_fail(status, SVY_EINPUT, "%s: design.weightKind without design.weight", codebook->path);
	return SVY_OK;
}

static enum svy_code read_design(struct svy_codebook *codebook, const json_t *schema, struct svy_status *status)
{
	const json_t *design = json_object_get(schema, "design");
	struct svy_design_names *names = &codebook->design;
	if (!design)
		return SVY_OK;
	if (!json_is_object(design))
		return svy_fail(status, SVY_EINPUT, "%s: design must be an object", codebook->path);
	enum svy_code code = take_name(codebook, design, "weight", &names->weight, status);
	if (code == SVY_OK)
		code = take_kind(codebook, design, status);
	if (code == SVY_OK)
		code = take_name(codebook, design, "strata", &names->strata, status);
	if (code == SVY_OK)
		code = take_name(codebook, design, "clusters", &names->clusters, status);
	if (code == SVY_OK)
		code = take_name(codebook, design, "fpc", &names->fpc, status);
	svy_field_note_unknown(design, KNOWN_DESIGN, sizeof KNOWN_DESIGN / sizeof *KNOWN_DESIGN, codebook->path, "design",
	                       &codebook->notes);
	return code;
}

/* --- disclosure ----------------------------------------------------------- */

/* A rule that is misspelt would protect nobody: unknown members are errors. */
static enum svy_code read_policy(const json_t *policy, const char *path, const char *where, struct svy_disclosure *out,
                                 struct svy_status *status)
{
	struct svy_disclosure read = {0};
	const char *key;
	json_t *value;
	if (!json_is_object(policy))
		return svy_fail(status, SVY_EINPUT, "%s: %s must be an object with threshold, minBase or both", path,
		                *where ? where : "the disclosure policy");
	json_object_foreach((json_t *)policy, key, value)
	{
		if (strcmp(key, "threshold") != 0 && strcmp(key, "minBase") != 0)
			return svy_fail(status, SVY_EINPUT, "%s: %s%s\"%s\" is no rule of disclosure: threshold, minBase", path,
			                where, *where ? ": " : "", key);
	}
	enum svy_code code = svy_json_count(policy, "threshold", path, where, &read.threshold, status);
	if (code == SVY_OK)
		code = svy_json_count(policy, "minBase", path, where, &read.min_base, status);
	if (code == SVY_OK)
		*out = read;
	return code;
}

enum svy_code svy_disclosure_read(const char *path, struct svy_disclosure *out, struct svy_status *status)
{
	json_t *json;
	enum svy_code code = svy_json_read(path, &json, status);
	if (code != SVY_OK)
		return code;
	code = read_policy(json, path, "", out, status);
	json_decref(json);
	return svy_json_locate(code, path, "", status);
}

/* --- the whole ------------------------------------------------------------ */

static enum svy_code read_schema(struct svy_codebook *codebook, const json_t *schema, struct svy_status *status)
{
	const json_t *policy = json_object_get(schema, "disclosure");
	enum svy_code code = read_fields(codebook, schema, status);
	if (code == SVY_OK)
		code = svy_sets_read(schema, codebook, status);
	if (code == SVY_OK)
		code = describe_members(codebook, schema, status);
	if (code == SVY_OK)
		code = read_design(codebook, schema, status);
	if (code == SVY_OK && policy) {
		codebook->has_disclosure = true;
		code = read_policy(policy, codebook->path, "disclosure", &codebook->disclosure, status);
	}
	if (code == SVY_OK)
		svy_field_note_unknown(schema, KNOWN, sizeof KNOWN / sizeof *KNOWN, codebook->path, "", &codebook->notes);
	return code;
}

enum svy_code svy_codebook_from_schema(const json_t *schema, const char *path, struct svy_codebook **out,
                                       struct svy_status *status)
{
	struct svy_codebook *codebook;
	if (!json_is_object(schema))
		return svy_fail(status, SVY_EINPUT, "%s: a codebook is a JSON object with a list \"fields\"", path);
	enum svy_code code = svy_codebook_empty(&codebook, status);
	if (code != SVY_OK)
		return code;
	codebook->path = svy_text_copy(path);
	codebook->index = svy_dictionary_new();
	codebook->schema = json_incref((json_t *)schema);
	code = codebook->path && codebook->index ? read_schema(codebook, schema, status) : svy_fail_memory(status);
	if (code == SVY_OK)
		*out = codebook;
	else
		svy_codebook_free(codebook);
	return code;
}

enum svy_code svy_codebook_read(const char *path, struct svy_codebook **out, struct svy_status *status)
{
	json_t *json;
	enum svy_code code = svy_json_read(path, &json, status);
	if (code != SVY_OK)
		return code;
	code = svy_codebook_from_schema(json, path, out, status);
	json_decref(json);
	if (code == SVY_OK)
		svy_json_locate_notes(&(*out)->notes, path, "");
	return svy_json_locate(code, path, "", status);
}

void svy_codebook_free(struct svy_codebook *codebook)
{
	if (!codebook)
		return;
	for (size_t i = 0; i < codebook->n_variables; i++)
		svy_variable_clear(&codebook->variables[i]);
	for (size_t i = 0; i < codebook->n_na; i++)
		free(codebook->na[i]);
	svy_notes_clear(&codebook->notes);
	svy_sets_free(codebook->sets, codebook->n_sets);
	svy_dictionary_free(codebook->index);
	free(codebook->variables);
	free(codebook->na);
	free(codebook->design.weight);
	free(codebook->design.strata);
	free(codebook->design.clusters);
	free(codebook->design.fpc);
	json_decref(codebook->schema);
	free(codebook->path);
	free(codebook);
}
