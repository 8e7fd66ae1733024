/* The codebook of what recoding writes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/recode_internal.h"
#include "data/rules_internal.h"
#include "data/write.h"

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static json_t *write_row(const struct svy_recode_rule *bound, const struct svy_rule_row *row)
{
	json_t *written = json_object();
	json_object_set_new(written, "from", json_string(row->from_text));
	if (svy_operation_form(bound->rule->operation)->maps)
		json_object_set_new(written, "to", json_string(row->to));
	if (row->is_missing)
		json_object_set_new(written, "missing", json_string(svy_reason_name(row->reason)));
	return written;
}

/* Of all rows that have something in `from`. */
static json_t *write_rows(const struct svy_recode_rule *bound)
{
	json_t *rows = json_array();
	for (size_t i = 0; i < bound->rule->n_rows; i++)
		if (*bound->rule->rows[i].from_text)
			json_array_append_new(rows, write_row(bound, &bound->rule->rows[i]));
	return rows;
}

static json_t *write_number(double x)
{
	return isfinite(x) ? json_real(x) : json_null();
}

static void put_score(const struct svy_recode *recode, const struct svy_recode_score *score, json_t *derivation)
{
	json_object_set_new(derivation, "mean", write_number(score->mean));
	json_object_set_new(derivation, "sd", write_number(score->sd));
	json_object_set_new(derivation, "n", json_integer((json_int_t)score->spread.n));
	if (recode->kind == SVY_WEIGHT_NONE)
		return;
	json_object_set_new(derivation, "weight", json_string(recode->weight));
	json_object_set_new(derivation, "weightKind",
	                    json_string(recode->kind == SVY_WEIGHT_SAMPLING ? "sampling" : "frequency"));
}

static json_t *write_derivation(const struct svy_recode *recode, const struct svy_recode_rule *bound)
{
	const struct svy_rule *rule = bound->rule;
	json_t *derivation = json_object(), *sources = json_array(), *rows = write_rows(bound);
	char *place = svy_text_format("%s:%zu", base_name(recode->rules->path), rule->line);
	json_object_set_new(derivation, "operation", json_string(svy_operation_name(rule->operation)));
	for (size_t i = 0; i < rule->n_sources; i++)
		json_array_append_new(sources, json_string(rule->sources[i]));
	json_object_set_new(derivation, "source", sources);
	if (json_array_size(rows))
		json_object_set(derivation, "rows", rows);
	json_decref(rows);
	if (svy_operation_form(rule->operation)->has_minimum)
		json_object_set_new(derivation, "minimum", json_integer((json_int_t)rule->minimum));
	if (rule->operation == SVY_RECODE_Z_SCORE)
		put_score(recode, &bound->score, derivation);
	json_object_set_new(derivation, "reason", json_string(rule->reason));
	if (place)
		json_object_set_new(derivation, "rule", json_string(place));
	free(place);
	return derivation;
}

/* The field of the codebook, with all that we do not know. */
static const json_t *find_field(const json_t *fields, const char *name)
{
	for (size_t i = 0; i < json_array_size(fields); i++) {
		const json_t *field = json_array_get(fields, i);
		const char *own = json_string_value(json_object_get(field, "name"));
		if (own && strcmp(own, name) == 0)
			return field;
	}
	return NULL;
}

/* A copy keeps what its source says of itself, but not how that was derived. */
static json_t *write_target(const struct svy_recode *recode, const struct svy_recode_rule *bound, const json_t *fields)
{
	const struct svy_variable *variable = &recode->variables[bound->target].variable;
	bool is_copy = bound->rule->operation == SVY_RECODE_COPY;
	const json_t *original = is_copy ? find_field(fields, bound->rule->sources[0]) : NULL;
	json_t *field = original ? json_deep_copy(original) : svy_write_variable(variable);
	if (original) {
		json_object_set_new(field, "name", json_string(variable->name));
		json_object_set_new(field, "title", json_string(variable->title));
	}
	json_object_set_new(field, "derivation", write_derivation(recode, bound));
	return field;
}

/* A column that no codebook describes, as it was read. */
static enum svy_code add_open(const struct svy_codebook *codebook, const char *name, json_t *fields,
                              struct svy_status *status)
{
	struct svy_variable variable;
	enum svy_code code = svy_codebook_variable(codebook, name, &variable, status);
	if (code != SVY_OK)
		return code;
	code = json_array_append_new(fields, svy_write_variable(&variable)) == 0 ? SVY_OK : svy_fail_memory(status);
	svy_variable_clear(&variable);
	return code;
}

static enum svy_code add_fields(const struct svy_recode *recode, const struct svy_codebook *codebook, json_t *fields,
                                struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < recode->n_columns && code == SVY_OK; i++)
		if (!svy_codebook_find(codebook, recode->variables[i].name))
			code = add_open(codebook, recode->variables[i].name, fields, status);
	for (size_t i = 0; i < recode->rules->n && code == SVY_OK; i++)
		if (json_array_append_new(fields, write_target(recode, &recode->bound[i], fields)) != 0)
			code = svy_fail_memory(status);
	return code;
}

enum svy_code svy_recode_codebook(const struct svy_recode *recode, const struct svy_codebook *codebook, char **json,
                                  struct svy_status *status)
{
	json_t *schema = codebook->schema ? json_deep_copy(codebook->schema) : svy_write_schema(json_array());
	json_t *fields = schema ? json_object_get(schema, "fields") : NULL;
	enum svy_code code = fields ? add_fields(recode, codebook, fields, status) : svy_fail_memory(status);
	char *text = code == SVY_OK ? svy_write_json(schema) : NULL;
	json_decref(schema);
	if (code != SVY_OK)
		return code;
	if (!text)
		return svy_fail_memory(status);
	*json = text;
	return SVY_OK;
}
