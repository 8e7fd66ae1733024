#include "data/spec.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "data/domain.h"

void svy_specs_clear(struct svy_specs *specs)
{
	for (size_t i = 0; i < specs->n; i++)
		svy_list_free(specs->spec[i].name, specs->spec[i].n);
	free(specs->spec);
	*specs = (struct svy_specs){0};
}

static struct svy_spec *add_spec(struct svy_specs *specs)
{
	if (!svy_array_reserve(&specs->spec, &specs->capacity, specs->n + 1, sizeof *specs->spec))
		return NULL;
	return &specs->spec[specs->n++];
}

/* Takes the name over. */
static enum svy_code add_name(struct svy_spec *spec, char *name, const char *text, struct svy_status *status)
{
	enum svy_code code = name ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK && !*name)
		code = svy_fail(status, SVY_EUSAGE, "an empty name in the list of variables \"%s\"", text);
	for (size_t i = 0; i < spec->n && code == SVY_OK; i++)
		if (strcmp(spec->name[i], name) == 0)
			code = svy_fail(status, SVY_EUSAGE, "\"%s\": %s cannot be within itself", text, name);
	if (code == SVY_OK && !svy_array_reserve(&spec->name, &spec->capacity, spec->n + 1, sizeof *spec->name))
		code = svy_fail_memory(status);
	if (code == SVY_OK)
		spec->name[spec->n++] = name;
	else
		free(name);
	return code;
}

/* outer:inner up to the next comma. */
static enum svy_code take_nest(const char **at, struct svy_spec *spec, const char *text, struct svy_status *status)
{
	for (;;) {
		char *name = NULL;
		enum svy_code code = svy_list_word(at, ",:", &name, status);
		if (code == SVY_OK)
			code = add_name(spec, name, text, status);
		if (code != SVY_OK || **at != ':')
			return code;
		++*at;
	}
}

/* What stands before the next comma, where it is a known name as it is; else NULL. */
static char *take_known(const char **at, svy_spec_known *known, const void *context)
{
	const char *from = *at + strspn(*at, " ");
	size_t length = strcspn(from, ","), kept = length;
	while (kept && from[kept - 1] == ' ')
		kept--;
	char *name = svy_text_copy_n(from, kept);
	if (name && known(context, name)) {
		*at = from + length;
		return name;
	}
	free(name);
	return NULL;
}

static bool same_spec(const struct svy_spec *a, const struct svy_spec *b)
{
	bool same = a->n == b->n;
	for (size_t i = 0; i < a->n && same; i++)
		same = strcmp(a->name[i], b->name[i]) == 0;
	return same;
}

static enum svy_code check_twice(const struct svy_specs *specs, const char *text, struct svy_status *status)
{
	for (size_t i = 0; i + 1 < specs->n; i++)
		if (same_spec(&specs->spec[i], &specs->spec[specs->n - 1]))
			return svy_fail(status, SVY_EUSAGE, "\"%s\" names %s twice", text,
			                specs->spec[i].name[specs->spec[i].n - 1]);
	return SVY_OK;
}

static enum svy_code take_specs(const char *text, svy_spec_known *known, const void *context, struct svy_specs *specs,
                                struct svy_status *status)
{
	const char *at = text;
	for (;;) {
		struct svy_spec *spec = add_spec(specs);
		if (!spec)
			return svy_fail_memory(status);
		char *name = take_known(&at, known, context);
		enum svy_code code = name ? add_name(spec, name, text, status) : take_nest(&at, spec, text, status);
		if (code == SVY_OK)
			code = check_twice(specs, text, status);
		if (code != SVY_OK || !*at)
			return code;
		at++;
	}
}

enum svy_code svy_specs_parse(const char *text, svy_spec_known *known, const void *context, struct svy_specs *out,
                              struct svy_status *status)
{
	struct svy_specs made = {0};
	enum svy_code code = SVY_OK;
	if (known(context, text)) {
		struct svy_spec *spec = add_spec(&made);
		code = spec ? add_name(spec, svy_text_copy(text), text, status) : svy_fail_memory(status);
	} else {
		code = take_specs(text, known, context, &made, status);
	}
	if (code == SVY_OK)
		*out = made;
	else
		svy_specs_clear(&made);
	return code;
}
