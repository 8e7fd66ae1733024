#include "data/write.h"

#include <assert.h>
#include <errno.h>
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

void svy_write_row(const struct svy_field *fields, size_t n_fields, char delimiter, enum svy_row row,
                   struct svy_text *out)
{
	const char own[] = {'"', '\r', '\n', delimiter, '\0'};
	const char *special = row == SVY_ROW_HEADER || n_fields == 1 ? "\"\r\n,;\t|" : own;
	assert(n_fields >= 1 && strchr(",;\t|", delimiter));
	for (size_t i = 0; i < n_fields; i++) {
		const struct svy_field *field = &fields[i];
		if (i > 0)
			svy_text_putc(out, delimiter);
		if (has_any(field, special) || (i == 0 && begins_like_a_mark(field)) || (n_fields == 1 && field->length == 0))
			put_quoted(field, out);
		else
			svy_text_put(out, field->text, field->length);
	}
	svy_text_putc(out, '\n');
}

static enum svy_code fail_write(const struct svy_writer *writer, struct svy_status *status)
{
	return svy_fail(status, SVY_EIO, "cannot write %s: %s", writer->path, strerror(errno));
}

enum svy_code svy_writer_row(struct svy_writer *writer, const struct svy_field *fields, size_t n_fields,
                             struct svy_status *status)
{
	struct svy_text *line = &writer->line;
	line->length = 0;
	svy_write_row(fields, n_fields, writer->delimiter, writer->has_header ? SVY_ROW_DATA : SVY_ROW_HEADER, line);
	if (line->failed)
		return svy_fail_memory(status);
	writer->has_header = true;
	if (fwrite(line->bytes, 1, line->length, writer->file) != line->length)
		return fail_write(writer, status);
	return SVY_OK;
}

enum svy_code svy_writer_finish(struct svy_writer *writer, struct svy_status *status)
{
	svy_text_clear(&writer->line);
	if (ferror(writer->file)) /* told by svy_writer_row() if by us: errno is of another time now */
		return svy_fail(status, SVY_EIO, "cannot write %s: what was written before did not arrive", writer->path);
	return fflush(writer->file) == 0 ? SVY_OK : fail_write(writer, status);
}
