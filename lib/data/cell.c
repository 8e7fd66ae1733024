#include "data/cell.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/text.h"

enum { SHOWN = 40 }; /* bytes of a value in a message */

enum svy_code svy_cell_fail(struct svy_place place, const char *name, const struct svy_field *field, const char *what,
                            const char *nearest, struct svy_status *status)
{
	size_t length = field->length < SHOWN ? field->length : SHOWN;
	while (length < field->length && length && ((unsigned char)field->text[length] & 0xC0) == 0x80)
		length--;
	return svy_fail_at(status, SVY_EINPUT, place, "%s: value \"%.*s%s\" %s%s%s%s", name, (int)length, field->text,
	                   length < field->length ? "..." : "", what, nearest ? " (did you mean \"" : "",
	                   nearest ? nearest : "", nearest ? "\"?)" : "");
}

enum svy_code svy_cell_fail_undeclared(struct svy_place place, const struct svy_variable *variable,
                                       const struct svy_field *field, const char *what, struct svy_status *status)
{
	const char **values = svy_array_new(variable->n_categories, sizeof *values);
	char *word = svy_text_copy_n(field->text, field->length);
	const char *nearest = NULL;
	for (size_t i = 0; values && i < variable->n_categories; i++)
		values[i] = variable->categories[i].value;
	if (values && word && field->length <= SHOWN)
		nearest = svy_text_nearest(word, values, variable->n_categories);
	enum svy_code code = svy_cell_fail(place, variable->name, field, what, nearest, status);
	free(values);
	free(word);
	return code;
}
