#include "base/notes.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"

static bool known(const struct svy_notes *notes, const char *text)
{
	for (size_t i = 0; i < notes->n; i++)
		if (strcmp(notes->text[i], text) == 0)
			return true;
	return false;
}

static void keep(struct svy_notes *notes, char *text)
{
	if (!text || !svy_array_reserve(&notes->text, &notes->capacity, notes->n + 1, sizeof *notes->text)) {
		notes->failed = true;
		free(text);
	} else if (known(notes, text)) {
		free(text);
	} else {
		notes->text[notes->n++] = text;
	}
}

void svy_notes_add(struct svy_notes *notes, const char *format, ...)
{
	struct svy_text text = {0};
	va_list arguments;
	va_start(arguments, format);
	svy_text_vprintf(&text, format, arguments);
	va_end(arguments);
	keep(notes, svy_text_take(&text));
}

void svy_notes_merge(struct svy_notes *into, const struct svy_notes *from)
{
	for (size_t i = 0; i < from->n; i++)
		keep(into, svy_text_copy(from->text[i]));
	into->failed |= from->failed;
}

void svy_notes_clear(struct svy_notes *notes)
{
	for (size_t i = 0; i < notes->n; i++)
		free(notes->text[i]);
	free(notes->text);
	*notes = (struct svy_notes){0};
}
