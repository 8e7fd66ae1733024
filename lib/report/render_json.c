/* Everything, for machines.  Written by hand: jansson prints %.17g only. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "report/renderers.h"

static void put_string(const char *text, struct svy_text *out)
{
	svy_text_putc(out, '"');
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		if (c == '"' || c == '\\')
			svy_text_printf(out, "\\%c", c);
		else if (c == '\n')
			svy_text_puts(out, "\\n");
		else if (c == '\r')
			svy_text_puts(out, "\\r");
		else if (c == '\t')
			svy_text_puts(out, "\\t");
		else if (c < 0x20 || c == 0x7F)
			svy_text_printf(out, "\\u%04x", c);
		else
			svy_text_putc(out, (char)c);
	}
	svy_text_putc(out, '"');
}

static void put_text(const char *text, struct svy_text *out)
{
	if (text)
		put_string(text, out);
	else
		svy_text_puts(out, "null");
}

static void put_real(double x, int digits, struct svy_text *out)
{
	char number[SVY_NUMBER_SIZE];
	if (isnan(x)) {
		svy_text_puts(out, "null");
	} else if (isinf(x)) {
		svy_text_puts(out, x > 0 ? "\"Inf\"" : "\"-Inf\"");
	} else {
		if (digits < 0)
			svy_number_shortest(x, number);
		else
			svy_number_fixed(x, digits, number);
		svy_text_puts(out, number);
	}
}

static void put_count(bool known, uint64_t n, struct svy_text *out)
{
	if (known)
		svy_text_printf(out, "%" PRIu64, n);
	else
		svy_text_puts(out, "null");
}

static void put_value(const struct svy_value *value, int digits, struct svy_text *out)
{
	switch (value->kind) {
	case SVY_NULL: svy_text_puts(out, "null"); break;
	case SVY_COUNT: put_count(true, value->count, out); break;
	case SVY_REAL: put_real(value->real, digits, out); break;
	case SVY_TEXT: put_string(value->text, out); break;
	}
}

/* --- the head ------------------------------------------------------------- */

static void put_provenance(const struct svy_result *result, struct svy_text *out)
{
	svy_text_puts(out, "\"tool\": ");
	put_text(result->tool, out);
	svy_text_puts(out, ", \"version\": ");
	put_text(result->version, out);
	svy_text_puts(out, ",\n \"command\": [");
	for (size_t i = 0; i < result->n_command; i++) {
		svy_text_puts(out, i ? ", " : "");
		put_string(result->command[i], out);
	}
	svy_text_puts(out, "],\n \"input\": [");
	for (size_t i = 0; i < result->n_inputs; i++) {
		const struct svy_input *input = &result->inputs[i];
		svy_text_puts(out, i ? ", {\"path\": " : "{\"path\": ");
		put_text(input->path, out);
		svy_text_puts(out, ", \"sha256\": ");
		put_text(input->sha256, out);
		svy_text_puts(out, ", \"rows\": ");
		put_count(input->has_rows, input->rows, out);
		svy_text_putc(out, '}');
	}
	svy_text_puts(out, "],\n ");
}

static void put_rows(const struct svy_result *result, struct svy_text *out)
{
	svy_text_puts(out, "\"rows\": {\"read\": ");
	put_count(result->has_rows, result->rows_read, out);
	svy_text_puts(out, ", \"domain\": ");
	put_count(result->has_rows, result->rows_domain, out);
	svy_text_puts(out, ", \"used\": ");
	put_count(result->has_rows, result->rows_used, out);
	svy_text_puts(out, ", \"left_out\": [");
	for (size_t i = 0; i < result->n_left_out; i++) {
		svy_text_puts(out, i ? ", {\"reason\": " : "{\"reason\": ");
		put_text(result->left_out[i].reason, out);
		svy_text_puts(out, ", \"n\": ");
		put_count(result->left_out[i].has_n, result->left_out[i].n, out);
		svy_text_putc(out, '}');
	}
	svy_text_puts(out, "]},\n ");
}

static void put_design(const struct svy_result *result, struct svy_text *out)
{
	svy_text_puts(out, "\"design\": {\"weight\": ");
	put_text(result->weight, out);
	svy_text_puts(out, ", \"weight_kind\": ");
	put_text(result->weight_kind, out);
	svy_text_puts(out, ", \"strata\": ");
	put_text(result->strata, out);
	svy_text_puts(out, ", \"clusters\": ");
	put_text(result->clusters, out);
	svy_text_puts(out, ", \"df\": ");
	put_real(result->df, -1, out);
	svy_text_puts(out, "},\n \"seed\": ");
	put_count(result->has_seed, result->seed, out);
	svy_text_puts(out, ", \"disclosure\": ");
	put_text(result->disclosure, out);
}

/* --- tables --------------------------------------------------------------- */

static void put_row(const struct svy_rtable *table, const struct svy_row *row, int digits, struct svy_text *out)
{
	svy_text_putc(out, '{');
	for (size_t i = 0; i + 1 < table->n_fields; i++) { /* all but the note */
		svy_text_puts(out, i ? ", " : "");
		put_string(table->fields[i].name, out);
		svy_text_puts(out, ": ");
		put_value(&row->values[i], digits, out);
	}
	if (row->note) {
		svy_text_puts(out, ", \"note\": ");
		put_string(row->note, out);
	}
	svy_text_putc(out, '}');
}

static void put_table(const struct svy_rtable *table, int digits, struct svy_text *out)
{
	svy_text_puts(out, "{\"name\": ");
	put_text(table->name, out);
	svy_text_puts(out, ", \"title\": ");
	put_text(table->title, out);
	svy_text_puts(out, ", \"rows\": [");
	for (size_t i = 0; i < table->n_rows; i++) {
		svy_text_puts(out, i ? ",\n   " : "\n   ");
		put_row(table, &table->rows[i], digits, out);
	}
	svy_text_puts(out, "]}");
}

void svy_render_json(const struct svy_result *result, const struct svy_render_options *options, struct svy_text *out)
{
	bool first = true;
	svy_text_putc(out, '{');
	if (!options->no_provenance)
		put_provenance(result, out);
	put_rows(result, out);
	put_design(result, out);
	svy_text_puts(out, ",\n \"tables\": [");
	for (size_t i = 0; i < result->n_tables; i++) {
		if (options->table && strcmp(result->tables[i]->name, options->table) != 0)
			continue;
		svy_text_puts(out, first ? "\n  " : ",\n  ");
		put_table(result->tables[i], options->digits, out);
		first = false;
	}
	svy_text_puts(out, "],\n \"notes\": [");
	for (size_t i = 0; i < result->notes.n + result->n_group_notes; i++) {
		svy_text_puts(out, i ? ",\n   " : "");
		put_string(i < result->notes.n ? result->notes.text[i] : result->group_notes[i - result->notes.n].text, out);
	}
	svy_text_puts(out, "]}\n");
}
