#include "report/page_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "data/domain.h"
#include "report/inline_svg.h"
#include "report/format.h"
#include "report/provenance.h"
#include "report/render.h"
#include "report/results.h"

enum { MOST_DIGITS = 15 };

/* One place while its HTML is made. */
struct making {
	struct svy_place_words *place;
	const char *folder;
	size_t serial;
	struct svy_text *out;
	struct svy_status *status;
};

/* Words that are left have no meaning here. */
static enum svy_code check_words(const struct making *m, const char *known)
{
	if (m->place->words.n == 0)
		return SVY_OK;
	return svy_fail(m->status, SVY_EUSAGE, "a %s has no \"%s\": it takes %s", m->place->kind,
	                m->place->words.condition[0].name, known);
}

/* digits=N; -1 where it is not there. */
static enum svy_code take_digits(const struct making *m, int *digits)
{
	char *text = svy_place_word(m->place, "digits");
	uint64_t n = 0;
	*digits = -1;
	if (!text)
		return SVY_OK;
	bool good = svy_number_parse_count(text, strlen(text), &n) && n <= MOST_DIGITS;
	enum svy_code code = good ? SVY_OK
	                          : svy_fail(m->status, SVY_EUSAGE, "digits=%s is no whole number from 0 to %d", text,
	                                     MOST_DIGITS);
	*digits = (int)n;
	free(text);
	return code;
}

/* table=NAME, or the only one that the result has. */
static enum svy_code take_table(const struct making *m, const struct svy_result *result, const char **name)
{
	char *asked = svy_place_word(m->place, "table");
	const struct svy_rtable *table = NULL;
	enum svy_code code = SVY_OK;
	if (asked)
		code = svy_lookup_table(result, asked, &table, m->status);
	else if (result->n_tables == 1)
		table = result->tables[0];
	else
		code = svy_fail(m->status, SVY_EUSAGE, "the result has %zu tables: say which with table=NAME",
		                result->n_tables);
	free(asked);
	if (code == SVY_OK)
		*name = table->name;
	return code;
}

/* --- numbers --------------------------------------------------------------- */

/* 24659 -> 24,659 */
static void put_grouped(const char *number, struct svy_text *out)
{
	size_t sign = *number == '-', whole = strspn(number + sign, "0123456789");
	svy_text_put(out, number, sign);
	for (size_t i = 0; i < whole; i++) {
		if (i && (whole - i) % 3 == 0)
			svy_text_putc(out, ',');
		svy_text_putc(out, number[sign + i]);
	}
	svy_text_put_html(out, number + sign + whole);
}

static void put_value(const struct svy_value *value, enum svy_style style, int digits, bool grouped,
                      struct svy_text *out)
{
	struct svy_text text = {0};
	struct svy_value shown = *value;
	/* 50.0 is written as 50 in JSON, and read back as a count. */
	if (shown.kind == SVY_COUNT && (digits > 0 || style == SVY_AS_P || style == SVY_AS_PERCENT)) {
		shown.kind = SVY_REAL;
		shown.real = (double)shown.count;
	}
	svy_format_value(&shown, style, &(struct svy_numerals){.digits = digits}, &text);
	if (grouped && shown.kind != SVY_TEXT)
		put_grouped(text.bytes, out);
	else
		svy_text_put_html(out, text.bytes ? text.bytes : "");
	svy_text_clear(&text);
}

/* thousands=yes: a comma between thousands. */
static enum svy_code take_group(const struct making *m, bool *grouped)
{
	char *text = svy_place_word(m->place, "thousands");
	*grouped = text && strcmp(text, "yes") == 0;
	bool good = !text || *grouped || strcmp(text, "no") == 0;
	free(text);
	return good ? SVY_OK : svy_fail(m->status, SVY_EUSAGE, "thousands= is yes or no");
}

static enum svy_code put_found(const struct making *m, const struct svy_rtable *table, const char *field, int digits,
                               bool grouped)
{
	const struct svy_value *value = NULL;
	const struct svy_row *row = NULL;
	size_t index = 0;
	enum svy_code code = svy_lookup_value(table, &m->place->words, field, &value, &row, m->status);
	if (code != SVY_OK)
		return code;
	svy_rtable_field(table, field, &index);
	if (index + 1 == table->n_fields && row->note)
		svy_text_put_html(m->out, row->note);
	else if (value->kind == SVY_NULL)
		return svy_fail(m->status, SVY_EUSAGE, "%s is null there: %s", field,
		                row->note ? row->note : "the result does not have this number");
	else
		put_value(value, table->fields[index].style, digits, grouped, m->out);
	return SVY_OK;
}

static enum svy_code put_number(const struct making *m)
{
	struct svy_release *release = NULL;
	const char *name = NULL;
	char *field = svy_place_word(m->place, "field");
	int digits = -1;
	bool grouped = false;
	enum svy_code code = field ? SVY_OK : svy_fail(m->status, SVY_EUSAGE, "a number needs field=NAME");
	if (code == SVY_OK)
		code = take_digits(m, &digits);
	if (code == SVY_OK)
		code = take_group(m, &grouped);
	if (code == SVY_OK)
		code = svy_results_read(m->folder, m->place->file, &release, m->status);
	if (code == SVY_OK)
		code = take_table(m, release->result, &name);
	if (code == SVY_OK)
		code = put_found(m, svy_result_find(release->result, name), field, digits, grouped);
	svy_release_free(release);
	free(field);
	return code;
}

/* --- tables ---------------------------------------------------------------- */

static enum svy_code check_fields(const struct making *m, const struct svy_rtable *table, char *const *fields, size_t n)
{
	size_t index;
	for (size_t i = 0; i < n; i++)
		if (!svy_rtable_field(table, fields[i], &index))
			return svy_fail(m->status, SVY_EUSAGE, "table %s has no field \"%s\" to show", table->name, fields[i]);
	return SVY_OK;
}

/* show=FIELD,FIELD */
static enum svy_code take_show(const struct making *m, struct svy_rtable *table)
{
	char *list = svy_place_word(m->place, "show"), **fields = NULL;
	size_t n = 0;
	if (!list)
		return SVY_OK;
	enum svy_code code = svy_list_split(list, &fields, &n, m->status);
	if (code == SVY_OK)
		code = check_fields(m, table, fields, n);
	if (code == SVY_OK) {
		svy_list_free(table->show, table->n_show);
		table->show = fields;
		table->n_show = n;
		fields = NULL;
	}
	svy_list_free(fields, n);
	free(list);
	return code;
}

static void take_title(const struct making *m, struct svy_rtable *table)
{
	char *title = svy_place_word(m->place, "title");
	if (title) {
		free(table->title);
		table->title = title;
	}
}

/* The table of that name, to be changed for this place alone. */
static struct svy_rtable *find_table(struct svy_result *result, const char *name)
{
	size_t i = 0;
	while (strcmp(result->tables[i]->name, name) != 0)
		i++;
	return result->tables[i];
}

static enum svy_code put_table(const struct making *m)
{
	struct svy_release *release = NULL;
	struct svy_render_options options = {.digits = -1};
	enum svy_code code = take_digits(m, &options.digits);
	if (code == SVY_OK)
		code = svy_results_read(m->folder, m->place->file, &release, m->status);
	if (code == SVY_OK)
		code = take_table(m, release->result, &options.table);
	if (code == SVY_OK)
		code = take_show(m, find_table(release->result, options.table));
	if (code == SVY_OK) {
		take_title(m, find_table(release->result, options.table));
		code = check_words(m, "table, show, title and digits");
	}
	if (code == SVY_OK)
		svy_text_puts(m->out, "<div class=\"table\">\n");
	if (code == SVY_OK)
		code = svy_render_tables(release, &options, m->out, m->status);
	svy_text_puts(m->out, "</div>\n");
	svy_release_free(release);
	return code;
}

/* --- figures ---------------------------------------------------------------- */

static enum svy_code put_figure(const struct making *m)
{
	char *bytes = NULL, *prefix = svy_text_format("f%zu", m->serial + 1);
	char *caption = svy_place_word(m->place, "caption");
	size_t length = 0;
	enum svy_code code = prefix ? check_words(m, "caption=TEXT") : svy_fail_memory(m->status);
	if (code == SVY_OK)
		code = svy_results_bytes(m->folder, m->place->file, &bytes, &length, m->status);
	if (code == SVY_OK && strlen(bytes) != length)
		code = svy_fail(m->status, SVY_EINPUT, "%s is no SVG", m->place->file);
	svy_text_printf(m->out, "<figure id=\"%s\">\n", prefix ? prefix : ""); /* its style is held to this name */
	if (code == SVY_OK)
		code = svy_inline_svg_put(bytes, m->place->file, prefix, caption ? caption : m->place->file, m->out, m->status);
	if (code == SVY_OK && caption) {
		svy_text_puts(m->out, "\n<figcaption>");
		svy_text_put_html(m->out, caption);
		svy_text_puts(m->out, "</figcaption>");
	}
	svy_text_puts(m->out, "\n</figure>\n");
	free(bytes);
	free(prefix);
	free(caption);
	return code;
}

/* --- notes ------------------------------------------------------------------ */

static void put_item(const char *line, size_t length, struct svy_text *out)
{
	char *text = svy_text_copy_n(line, length);
	svy_text_puts(out, "<li>");
	svy_text_put_html(out, text ? text : "");
	svy_text_puts(out, "</li>\n");
	free(text);
}

static enum svy_code put_notes(const struct making *m)
{
	struct svy_release *release = NULL;
	struct svy_text base = {0};
	enum svy_code code = check_words(m, "nothing but a file");
	if (code == SVY_OK)
		code = svy_results_read(m->folder, m->place->file, &release, m->status);
	if (code != SVY_OK)
		return code;
	svy_provenance_base(release->result, "", &base);
	svy_text_puts(m->out, "<ul class=\"notes\">\n");
	for (const char *line = base.bytes; line && *line;) {
		size_t length = strcspn(line, "\n");
		put_item(line, length, m->out);
		line += length + (line[length] == '\n');
	}
	for (size_t i = 0; i < release->result->notes.n; i++)
		put_item(release->result->notes.text[i], strlen(release->result->notes.text[i]), m->out);
	svy_text_puts(m->out, "</ul>\n");
	svy_text_clear(&base);
	svy_release_free(release);
	return SVY_OK;
}

/* --- all -------------------------------------------------------------------- */

static const struct {
	const char *name;
	bool block;
	enum svy_code (*put)(const struct making *m);
} KINDS[] = {{"number", false, put_number}, {"table", true, put_table}, {"figure", true, put_figure},
             {"notes", true, put_notes}};
enum { N_KINDS = sizeof KINDS / sizeof *KINDS };

enum svy_code svy_page_part(struct svy_place_words *place, const char *folder, size_t serial, struct svy_text *out,
                            bool *block, struct svy_status *status)
{
	const struct making m = {place, folder, serial, out, status};
	const char *names[N_KINDS];
	for (size_t i = 0; i < N_KINDS; i++) {
		names[i] = KINDS[i].name;
		if (strcmp(place->kind, names[i]) == 0) {
			*block = KINDS[i].block;
			return KINDS[i].put(&m);
		}
	}
	const char *nearest = svy_text_nearest(place->kind, names, N_KINDS);
	return svy_fail(status, SVY_EUSAGE, "there is no place \"%s\"%s%s%s: number, table, figure, notes", place->kind,
	                nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
}
