/* One table, long; what is not of the table in leading lines `# svytools: ...`. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "data/write.h"
#include "report/format.h"
#include "report/provenance.h"
#include "report/renderers.h"

static const char MARK[] = "# svytools: ";

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

/* Fields as text, one after the other in *bytes; at[] is where each begins. */
static void put_fields(const struct svy_rtable *table, const struct svy_row *row, int digits, size_t *at,
                       struct svy_text *bytes)
{
	bytes->length = 0;
	for (size_t i = 0; i + 1 < table->n_fields; i++) {
		at[i] = bytes->length;
		if (row)
			svy_format_exact(&row->values[i], digits, bytes);
		else
			svy_text_puts(bytes, table->fields[i].name);
	}
	at[table->n_fields - 1] = bytes->length;
	svy_text_puts(bytes, row ? (row->note ? row->note : "") : table->fields[table->n_fields - 1].name);
	at[table->n_fields] = bytes->length;
}

static void put_rows(const struct svy_rtable *table, char delimiter, int digits, struct svy_text *out)
{
	size_t *at = svy_array_new(table->n_fields + 1, sizeof *at);
	struct svy_field *fields = svy_array_new(table->n_fields, sizeof *fields);
	struct svy_text bytes = {0};
	out->failed |= !at || !fields;
	for (size_t r = 0; r <= table->n_rows && !out->failed; r++) {
		put_fields(table, r ? &table->rows[r - 1] : NULL, digits, at, &bytes);
		out->failed |= bytes.failed;
		for (size_t i = 0; i < table->n_fields && !out->failed; i++)
			fields[i] = (struct svy_field){.text = bytes.bytes ? bytes.bytes + at[i] : "", .length = at[i + 1] - at[i]};
		if (!out->failed)
			svy_write_row(fields, table->n_fields, delimiter, r ? SVY_ROW_DATA : SVY_ROW_HEADER, out);
	}
	svy_text_clear(&bytes);
	free(fields);
	free(at);
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
	put_rows(table, delimiter, options->digits, out);
}
