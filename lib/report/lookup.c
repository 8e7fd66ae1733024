#include "report/lookup.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"

void svy_lookup_clear(struct svy_lookup *lookup)
{
	for (size_t i = 0; i < lookup->n; i++) {
		free(lookup->condition[i].name);
		free(lookup->condition[i].value);
	}
	free(lookup->condition);
	*lookup = (struct svy_lookup){0};
}

enum svy_code svy_lookup_add(struct svy_lookup *lookup, const char *name, const char *value, struct svy_status *status)
{
	if (!*name)
		return svy_fail(status, SVY_EUSAGE, "a condition has no name in front of its =");
	for (size_t i = 0; i < lookup->n; i++)
		if (strcmp(lookup->condition[i].name, name) == 0)
			return svy_fail(status, SVY_EUSAGE, "\"%s\" is asked for twice", name);
	struct svy_lookup_condition condition = {svy_text_copy(name), svy_text_copy(value)};
	if (!condition.name || !condition.value ||
	    !svy_array_reserve(&lookup->condition, &lookup->capacity, lookup->n + 1, sizeof condition)) {
		free(condition.name);
		free(condition.value);
		return svy_fail_memory(status);
	}
	lookup->condition[lookup->n++] = condition;
	return SVY_OK;
}

/* --- reading conditions ----------------------------------------------------- */

/* What is quoted, from behind its quote; *at is left behind the closing one. */
static bool take_quoted(const char **at, struct svy_text *out)
{
	for (;; (*at)++) {
		if (**at == '"' && (*at)[1] == '"')
			(*at)++;
		else if (**at == '"' || !**at)
			break;
		svy_text_putc(out, **at);
	}
	if (!**at)
		return false;
	++*at;
	return true;
}

/* A name or value, up to one of the characters in `ends`. */
static enum svy_code take_word(const char **at, const char *ends, char **out, struct svy_status *status)
{
	struct svy_text word = {0};
	bool good = true;
	*at += strspn(*at, " ");
	if (**at == '"') {
		++*at;
		good = take_quoted(at, &word);
		*at += strspn(*at, " ");
	} else {
		size_t length = strcspn(*at, ends), kept = length;
		while (kept && (*at)[kept - 1] == ' ')
			kept--;
		svy_text_put(&word, *at, kept);
		*at += length;
	}
	if (!good || (**at && !strchr(ends, **at))) {
		svy_text_clear(&word);
		return good ? svy_fail(status, SVY_EUSAGE, "there is text behind a closing quote: %s", *at)
		            : svy_fail(status, SVY_EUSAGE, "a quote is opened and never closed");
	}
	*out = svy_text_take(&word);
	return *out ? SVY_OK : svy_fail_memory(status);
}

static enum svy_code take_condition(const char **at, struct svy_lookup *lookup, struct svy_status *status)
{
	char *name = NULL, *value = NULL;
	enum svy_code code = take_word(at, "=;", &name, status);
	if (code == SVY_OK && **at != '=')
		code = svy_fail(status, SVY_EUSAGE, "\"%s\" is not of the form NAME=VALUE", name);
	if (code == SVY_OK) {
		++*at;
		code = take_word(at, ";", &value, status);
	}
	if (code == SVY_OK)
		code = svy_lookup_add(lookup, name, value, status);
	free(name);
	free(value);
	return code;
}

enum svy_code svy_lookup_parse(const char *text, struct svy_lookup *out, struct svy_status *status)
{
	struct svy_lookup lookup = {0};
	const char *at = text + strspn(text, " ");
	enum svy_code code = SVY_OK;
	while (*at && code == SVY_OK) {
		code = take_condition(&at, &lookup, status);
		if (code == SVY_OK && *at == ';')
			at++;
	}
	if (code == SVY_OK)
		*out = lookup;
	else
		svy_lookup_clear(&lookup);
	return code;
}

/* --- finding -------------------------------------------------------------- */

enum svy_code svy_lookup_table(const struct svy_result *result, const char *name, const struct svy_rtable **out,
                               struct svy_status *status)
{
	const struct svy_rtable *found = svy_result_find(result, name);
	if (found) {
		*out = found;
		return SVY_OK;
	}
	const char **names = svy_array_new(result->n_tables, sizeof *names);
	struct svy_text known = {0};
	for (size_t i = 0; names && i < result->n_tables; i++) {
		names[i] = result->tables[i]->name;
		svy_text_printf(&known, "%s%s", i ? ", " : "", names[i]);
	}
	const char *nearest = names ? svy_text_nearest(name, names, result->n_tables) : NULL;
	char *list = svy_text_take(&known);
	enum svy_code code =
		nearest ? svy_fail(status, SVY_EUSAGE, "there is no table \"%s\" (did you mean \"%s\"?)", name, nearest)
	            : svy_fail(status, SVY_EUSAGE, "there is no table \"%s\"; there is %s", name,
	                       list && *list ? list : "none");
	free(list);
	free(names);
	return code;
}

static enum svy_code find_field(const struct svy_rtable *table, const char *name, size_t *index,
                                struct svy_status *status)
{
	if (svy_rtable_field(table, name, index))
		return SVY_OK;
	const char **names = svy_array_new(table->n_fields, sizeof *names);
	for (size_t i = 0; names && i < table->n_fields; i++)
		names[i] = table->fields[i].name;
	const char *nearest = names ? svy_text_nearest(name, names, table->n_fields) : NULL;
	enum svy_code code = svy_fail(status, SVY_EUSAGE, "table %s has no field \"%s\"%s%s%s", table->name, name,
	                              nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
	free(names);
	return code;
}

/* The note is kept beside the values. */
static bool note_matches(const struct svy_row *row, const char *text)
{
	return strcmp(row->note ? row->note : "", text) == 0;
}

static bool value_matches(const struct svy_value *value, const char *text)
{
	double x = 0;
	switch (value->kind) {
	case SVY_NULL: return !*text;
	case SVY_TEXT: return svy_utf8_same(value->text, text);
	case SVY_COUNT: return svy_number_parse(text, strlen(text), &x) && x == (double)value->count;
	case SVY_REAL: break;
	}
	char exact[SVY_NUMBER_SIZE];
	svy_number_shortest(value->real, exact);
	return strcmp(exact, text) == 0 || (svy_number_parse(text, strlen(text), &x) && x == value->real);
}

static bool row_matches(const struct svy_rtable *table, const struct svy_row *row, const struct svy_lookup *lookup,
                        const size_t *fields)
{
	for (size_t i = 0; i < lookup->n; i++) {
		const char *text = lookup->condition[i].value;
		bool note = fields[i] + 1 == table->n_fields;
		if (note ? !note_matches(row, text) : !value_matches(&row->values[fields[i]], text))
			return false;
	}
	return true;
}

/* "row=Women;col=Admitted" */
static char *describe(const struct svy_lookup *lookup)
{
	struct svy_text text = {0};
	for (size_t i = 0; i < lookup->n; i++)
		svy_text_printf(&text, "%s%s=%s", i ? ";" : "", lookup->condition[i].name, lookup->condition[i].value);
	return svy_text_take(&text);
}

static enum svy_code fail_rows(const struct svy_rtable *table, const struct svy_lookup *lookup, size_t n,
                               struct svy_status *status)
{
	char *conditions = describe(lookup);
	const char *words = conditions && *conditions ? conditions : "(no condition)";
	enum svy_code code =
		n ? svy_fail(status, SVY_EUSAGE, "%zu rows of table %s satisfy %s: add conditions until there is one", n,
	                 table->name, words)
		  : svy_fail(status, SVY_EUSAGE, "no row of table %s satisfies %s", table->name, words);
	free(conditions);
	return code;
}

static enum svy_code find_row(const struct svy_rtable *table, const struct svy_lookup *lookup, const size_t *fields,
                              size_t *row, struct svy_status *status)
{
	size_t n = 0;
	for (size_t i = 0; i < table->n_rows; i++)
		if (row_matches(table, &table->rows[i], lookup, fields) && n++ == 0)
			*row = i;
	return n == 1 ? SVY_OK : fail_rows(table, lookup, n, status);
}

enum svy_code svy_lookup_value(const struct svy_rtable *table, const struct svy_lookup *lookup, const char *field,
                               const struct svy_value **value, const struct svy_row **row, struct svy_status *status)
{
	size_t index = 0, found = 0, *fields = svy_array_new(lookup->n, sizeof *fields);
	enum svy_code code = fields ? find_field(table, field, &index, status) : svy_fail_memory(status);
	for (size_t i = 0; i < lookup->n && code == SVY_OK; i++)
		code = find_field(table, lookup->condition[i].name, &fields[i], status);
	if (code == SVY_OK)
		code = find_row(table, lookup, fields, &found, status);
	if (code == SVY_OK) {
		*row = &table->rows[found];
		*value = &table->rows[found].values[index];
	}
	free(fields);
	return code;
}
