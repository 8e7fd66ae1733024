/* One table, long; what is not of the table in leading lines `# svytools: ...`. */
#include <string.h>

#include "report/format.h"
#include "report/provenance.h"
#include "report/renderers.h"

static const char MARK[] = "# svytools: ";

/* Only where it is needed: a field that could be taken for something else. */
static void put_field(const char *text, char delimiter, bool first, struct svy_text *out)
{
	const char special[] = {delimiter, '"', '\n', '\r', '\0'};
	bool quoted = text[strcspn(text, special)] != '\0' || (first && *text == '#');
	if (!quoted) {
		svy_text_puts(out, text);
		return;
	}
	svy_text_putc(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			svy_text_putc(out, '"');
		svy_text_putc(out, *text);
	}
	svy_text_putc(out, '"');
}

static void put_head(const struct svy_result *result, const struct svy_render_options *options, struct svy_text *out)
{
	struct svy_text line = {0};
	svy_provenance_line(result, &line);
	if (!options->no_provenance && line.length)
		svy_text_printf(out, "%s%s\n", MARK, line.bytes);
	svy_text_clear(&line);
	svy_provenance_base(result, MARK, out);
	for (size_t i = 0; i < result->notes.n; i++)
		svy_text_printf(out, "%snote: %s\n", MARK, result->notes.text[i]);
	for (size_t i = 0; i < result->n_group_notes; i++)
		svy_text_printf(out, "%snote: %s\n", MARK, result->group_notes[i].text);
}

static void put_row(const struct svy_rtable *table, const struct svy_row *row, char delimiter, int digits,
                    struct svy_text *out)
{
	struct svy_text field = {0};
	for (size_t i = 0; i + 1 < table->n_fields; i++) {
		field.length = 0;
		svy_text_puts(&field, "");
		svy_format_exact(&row->values[i], digits, &field);
		put_field(field.bytes && field.length ? field.bytes : "", delimiter, i == 0, out);
		svy_text_putc(out, delimiter);
	}
	put_field(row->note ? row->note : "", delimiter, false, out);
	svy_text_putc(out, '\n');
	if (field.failed)
		out->failed = true;
	svy_text_clear(&field);
}

void svy_render_csv(const struct svy_result *result, const struct svy_rtable *table, char delimiter,
                    const struct svy_render_options *options, struct svy_text *out)
{
	size_t start = out->length;
	put_head(result, options, out);
	/* A line break in a file name or a note must not end a comment. */
	for (size_t i = start; i + 1 < out->length; i++)
		if (out->bytes[i] == '\r' || (out->bytes[i] == '\n' && strncmp(out->bytes + i + 1, MARK, sizeof MARK - 1) != 0))
			out->bytes[i] = ' ';
	for (size_t i = 0; i < table->n_fields; i++) {
		put_field(table->fields[i].name, delimiter, i == 0, out);
		svy_text_putc(out, i + 1 < table->n_fields ? delimiter : '\n');
	}
	for (size_t i = 0; i < table->n_rows; i++)
		put_row(table, &table->rows[i], delimiter, options->digits, out);
}
