#include "tools/front/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"

static enum svy_code read_totals(const char *name, enum svy_totals *out, struct svy_status *status)
{
	static const char *const NAMES[] = {"after", "before", "none"};
	for (int i = 0; i < 3; i++)
		if (strcmp(name, NAMES[i]) == 0) {
			*out = (enum svy_totals)i;
			return SVY_OK;
		}
	return svy_fail(status, SVY_EUSAGE, "--totals: \"%s\" is not after, before or none", name);
}

static enum svy_code read_sort(const char *text, struct svy_layout_choice *out, struct svy_status *status)
{
	out->layout.ascending = *text == '-';
	text += *text == '-';
	size_t length = strcspn(text, ":");
	if (!length || (text[length] && !text[length + 1]))
		return svy_fail(status, SVY_EUSAGE, "--sort: \"%s\" is not of the form FIELD or FIELD:COLUMN", text);
	out->sort = svy_text_copy_n(text, length);
	out->sort_column = text[length] ? svy_text_copy(text + length + 1) : NULL;
	out->layout.sort = out->sort;
	out->layout.sort_column = out->sort_column;
	return out->sort && (out->sort_column || !text[length]) ? SVY_OK : svy_fail_memory(status);
}

enum svy_code svy_layout_read(const char *totals, const char *base, const char *sort, struct svy_layout_choice *out,
                              struct svy_status *status)
{
	*out = (struct svy_layout_choice){.layout = {.base = base}};
	if (base && strcmp(base, "n") != 0 && strcmp(base, "weighted_n") != 0)
		return svy_fail(status, SVY_EUSAGE, "--base: \"%s\" is neither n nor weighted_n", base);
	enum svy_code code = read_totals(totals, &out->layout.totals, status);
	return code == SVY_OK && sort ? read_sort(sort, out, status) : code;
}

void svy_layout_clear(struct svy_layout_choice *choice)
{
	free(choice->sort);
	free(choice->sort_column);
	*choice = (struct svy_layout_choice){0};
}

static bool has_number(const struct svy_rtable *table, size_t field)
{
	for (size_t i = 0; i < table->n_rows; i++)
		if (table->rows[i].values[field].kind != SVY_NULL)
			return true;
	return false;
}

enum svy_code svy_layout_check(const struct svy_rtable *table, const char *option, const char *field,
                               struct svy_status *status)
{
	size_t index, n = 0;
	if (!field || !table)
		return SVY_OK;
	if (svy_rtable_field(table, field, &index) && table->fields[index].style != SVY_AS_TEXT) {
		if (has_number(table, index))
			return SVY_OK;
		return svy_fail(status, SVY_EUSAGE, "%s: %s has no numbers here", option, field);
	}
	const char **names = svy_array_new(table->n_fields, sizeof *names);
	if (!names)
		return svy_fail_memory(status);
	for (size_t i = 0; i < table->n_fields; i++)
		if (table->fields[i].style != SVY_AS_TEXT)
			names[n++] = table->fields[i].name;
	const char *nearest = svy_text_nearest(field, names, n);
	enum svy_code code = svy_fail(status, SVY_EUSAGE, "%s: there are no numbers \"%s\"%s%s%s", option, field,
	                              nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
	free(names);
	return code;
}
