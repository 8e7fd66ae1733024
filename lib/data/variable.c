/* Copies of variables, and their release. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "data/codebook.h"

void svy_variable_clear(struct svy_variable *variable)
{
	for (size_t i = 0; i < variable->n_categories; i++) {
		free(variable->categories[i].value);
		free(variable->categories[i].label);
	}
	for (size_t i = 0; i < variable->n_missing; i++) {
		free(variable->missing[i].value);
		free(variable->missing[i].label);
	}
	free(variable->categories);
	free(variable->missing);
	free(variable->constraints.pattern);
	free(variable->delimiter);
	free(variable->reference);
	free(variable->wording);
	free(variable->title);
	free(variable->name);
	*variable = (struct svy_variable){0};
}

static char *copy(const char *text, bool *failed)
{
	char *made = svy_text_copy(text);
	*failed = *failed || (text && !made);
	return made;
}

static void copy_categories(struct svy_variable *to, const struct svy_variable *from, bool *failed)
{
	to->categories = svy_array_new(from->n_categories, sizeof *to->categories);
	to->category_capacity = from->n_categories;
	*failed = *failed || !to->categories;
	for (; to->categories && to->n_categories < from->n_categories; to->n_categories++) {
		const struct svy_category *category = &from->categories[to->n_categories];
		to->categories[to->n_categories] =
			(struct svy_category){copy(category->value, failed), copy(category->label, failed)};
	}
}

static void copy_missing(struct svy_variable *to, const struct svy_variable *from, bool *failed)
{
	to->missing = svy_array_new(from->n_missing, sizeof *to->missing);
	to->missing_capacity = from->n_missing;
	*failed = *failed || !to->missing;
	for (; to->missing && to->n_missing < from->n_missing; to->n_missing++) {
		const struct svy_missing_value *missing = &from->missing[to->n_missing];
		to->missing[to->n_missing] =
			(struct svy_missing_value){copy(missing->value, failed), copy(missing->label, failed), missing->reason};
	}
}

enum svy_code svy_variable_copy(struct svy_variable *to, const struct svy_variable *from, struct svy_status *status)
{
	bool failed = false;
	struct svy_variable made = {.type = from->type,
	                            .declared = from->declared,
	                            .ordered = from->ordered,
	                            .several = from->several,
	                            .constraints = from->constraints,
	                            .reverse = from->reverse};
	made.name = copy(from->name, &failed);
	made.title = copy(from->title, &failed);
	made.wording = copy(from->wording, &failed);
	made.delimiter = copy(from->delimiter, &failed);
	made.reference = copy(from->reference, &failed);
	made.constraints.pattern = copy(from->constraints.pattern, &failed);
	copy_categories(&made, from, &failed);
	copy_missing(&made, from, &failed);
	if (failed) {
		svy_variable_clear(&made);
		return svy_fail_memory(status);
	}
	*to = made;
	return SVY_OK;
}

size_t svy_variable_find(const struct svy_variable *v, const char *text)
{
	for (size_t i = 0; i < v->n_categories; i++)
		if (strcmp(v->categories[i].value, text) == 0)
			return i;
	for (size_t i = 0; i < v->n_categories; i++)
		if (strcmp(v->categories[i].label, text) == 0)
			return i;
	return SIZE_MAX;
}

/* A variable that no codebook describes: the empty cell and --na are missing. */
static enum svy_code make_open(const struct svy_codebook *codebook, const char *name, struct svy_variable *out,
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

enum svy_code svy_codebook_variable(const struct svy_codebook *codebook, const char *name, struct svy_variable *out,
                                    struct svy_status *status)
{
	const struct svy_variable *described = svy_codebook_find(codebook, name);
	return described ? svy_variable_copy(out, described, status) : make_open(codebook, name, out, status);
}
