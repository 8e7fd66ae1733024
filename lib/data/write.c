#include "data/write.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

static bool has_any(const struct svy_field *field, const char *characters)
{
	for (size_t i = 0; i < field->length; i++)
		if (field->text[i] && strchr(characters, field->text[i]))
			return true;
	return false;
}

/* What the reader takes for something else at the start of a line. */
static bool begins_like_a_mark(const struct svy_field *field)
{
	const char *text = field->text;
	return (field->length >= 1 && text[0] == '#') || (field->length >= 4 && strncasecmp(text, "sep=", 4) == 0) ||
	       (field->length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0);
}

static void put_quoted(const struct svy_field *field, struct svy_text *out)
{
	const char *text = field->text;
	size_t left = field->length;
	svy_text_putc(out, '"');
	for (const char *quote; left && (quote = memchr(text, '"', left)); text = quote + 1) {
		svy_text_put(out, text, (size_t)(quote - text) + 1);
		svy_text_putc(out, '"');
		left -= (size_t)(quote - text) + 1;
	}
	svy_text_put(out, text, left);
	svy_text_putc(out, '"');
}

void svy_write_field(const struct svy_field *field, char delimiter, bool first, struct svy_text *out)
{
	const char special[] = {'"', '\r', '\n', delimiter, '\0'};
	if (has_any(field, special) || (first && begins_like_a_mark(field)))
		put_quoted(field, out);
	else
		svy_text_put(out, field->text, field->length);
}

void svy_write_row(const struct svy_field *fields, size_t n_fields, char delimiter, enum svy_row_kind row,
                   struct svy_text *out)
{
	bool any_delimiter = row == SVY_ROW_HEADER || n_fields == 1;
	assert(n_fields >= 1 && strchr(",;\t|", delimiter));
	for (size_t i = 0; i < n_fields; i++) {
		const struct svy_field *field = &fields[i];
		if (i > 0)
			svy_text_putc(out, delimiter);
		if ((any_delimiter && has_any(field, ",;\t|")) || (n_fields == 1 && field->length == 0))
			put_quoted(field, out);
		else
			svy_write_field(field, delimiter, i == 0, out);
	}
	svy_text_putc(out, '\n');
}
