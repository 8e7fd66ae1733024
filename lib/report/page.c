#include "report/page.h"

#include <stdlib.h>
#include <string.h>

#include <cmark.h>

#include "base/array.h"
#include "base/notes.h"
#include "report/inline_svg.h"
#include "report/page_parts.h"
#include "report/pipes.h"
#include "report/place.h"
#include "report/provenance.h"
#include "report/results.h"

/* What a place became. */
struct part {
	char *html;
	bool block;
	bool used;
};

/* A page while it is made. */
struct making {
	const char *path;
	const struct svy_page_options *options;
	struct svy_places places;
	struct part *parts; /* one per place */
	struct svy_pipes pipes;
	struct svy_text *out;
	struct svy_status *status;
};

static enum svy_code fail_place(const struct making *m, size_t i, const char *what)
{
	return svy_fail_at(m->status, SVY_EINPUT,
	                   (struct svy_place){m->path, m->places.place[i].line, m->places.place[i].column}, "%s", what);
}

/* --- places ----------------------------------------------------------------- */

static enum svy_code make_parts(struct making *m)
{
	struct svy_text html = {0};
	enum svy_code code = SVY_OK;
	m->parts = svy_array_new(m->places.n, sizeof *m->parts);
	if (!m->parts)
		return svy_fail_memory(m->status);
	for (size_t i = 0; i < m->places.n && code == SVY_OK; i++) {
		code = svy_page_part(&m->places.place[i], m->options->folder, i, &html, &m->parts[i].block, m->status);
		if (code != SVY_OK) {
			svy_text_clear(&html);
			return code == SVY_ENOMEM ? code : fail_place(m, i, svy_status_text(m->status));
		}
		m->parts[i].html = svy_text_take(&html);
		if (!m->parts[i].html)
			code = svy_fail_memory(m->status);
	}
	return code;
}

/* The number between a mark's characters; false where there is no mark. */
static bool read_mark(const char *at, const char *begin, const char *end, size_t *i, const char **behind)
{
	size_t n = strlen(begin), digits;
	if (strncmp(at, begin, n) != 0)
		return false;
	digits = strspn(at + n, "0123456789");
	*i = strtoul(at + n, NULL, 10);
	*behind = at + n + digits + strlen(end);
	return true;
}

/* Bar tables first, since their cells have places. */
static char *put_pipes(struct making *m, const char *html)
{
	struct svy_text out = {0};
	while (*html) {
		const char *mark = strstr(html, "<p>" SVY_PIPES_BEGIN), *behind;
		size_t i = 0;
		svy_text_put(&out, html, mark ? (size_t)(mark - html) : strlen(html));
		if (!mark || !read_mark(mark + 3, SVY_PIPES_BEGIN, SVY_PIPES_END, &i, &behind))
			break;
		svy_text_puts(&out, "<div class=\"table\">\n");
		svy_text_puts(&out, m->pipes.html[i]);
		svy_text_puts(&out, "</div>\n");
		html = behind + strlen("</p>\n");
	}
	return svy_text_take(&out);
}

static enum svy_code put_part(struct making *m, const char **html, const char *mark)
{
	const char *behind;
	size_t i = 0;
	read_mark(mark, SVY_PLACE_BEGIN, SVY_PLACE_END, &i, &behind);
	struct part *part = &m->parts[i];
	bool alone = mark - *html >= 3 && strncmp(mark - 3, "<p>", 3) == 0 && strncmp(behind, "</p>", 4) == 0;
	if (part->block && !alone)
		return fail_place(m, i, "a table, figure or list of notes must stand in a paragraph of its own");
	svy_text_put(m->out, *html, (size_t)(mark - *html) - (part->block ? 3 : 0));
	svy_text_puts(m->out, part->html);
	part->used = true;
	*html = behind + (part->block ? strlen("</p>\n") : 0);
	return SVY_OK;
}

static enum svy_code put_parts(struct making *m, const char *html)
{
	enum svy_code code = SVY_OK;
	for (const char *mark; code == SVY_OK && (mark = strstr(html, SVY_PLACE_BEGIN));)
		code = put_part(m, &html, mark);
	if (code == SVY_OK)
		svy_text_puts(m->out, html);
	return code;
}

static enum svy_code check_used(const struct making *m)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < m->places.n && code == SVY_OK; i++)
		if (!m->parts[i].used)
			code = fail_place(m, i, "a place cannot stand in an address, or in HTML");
	return code;
}

/* --- the head --------------------------------------------------------------- */

static const char STYLE[] =
	"body { font: 1.05rem/1.55 Georgia, \"DejaVu Serif\", serif; color: #111; background: #fff; max-width: 46rem;\n"
	"  margin: 2.5rem auto; padding: 0 1.2rem; }\n"
	"h1, h2, h3, table, figcaption, .notes, .note, footer { font-family: \"DejaVu Sans\", Verdana, sans-serif; }\n"
	"h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2.2em; }\n"
	"h3 { font-size: 1rem; }\n"
	"a { color: inherit; }\n"
	".table { overflow-x: auto; margin: 1.4em 0; }\n"
	"table { border-collapse: collapse; font-size: 0.82rem; line-height: 1.35; margin: 0 0 0.9em;\n"
	"  min-width: 24rem; }\n"
	"caption { text-align: left; font-weight: bold; padding-bottom: 0.5em; }\n"
	".layer { font-weight: normal; }\n"
	"th, td { padding: 0.22em 0.75em; text-align: right; font-variant-numeric: tabular-nums; vertical-align: top; }\n"
	"th:first-child, td:first-child { padding-left: 0; }\n"
	"th.name, td.name { text-align: left; }\n"
	"tbody th { font-weight: normal; overflow-wrap: anywhere; min-width: 6rem; }\n"
	"th.over { text-align: center; } thead { border-bottom: 1px solid #111; }\n"
	"thead th { vertical-align: bottom; } tbody { border-bottom: 1px solid #111; }\n"
	"figure { margin: 1.6em 0; break-inside: avoid; contain: paint; }\n"
	"figure svg { display: block; max-width: 100%; height: auto; }\n"
	"figcaption { font-size: 0.85rem; margin-top: 0.5em; }\n"
	".note { margin: 0.25em 0; } .notes { padding-left: 1.2em; } footer { margin-top: 3em; }\n"
	".notes, .note, footer { font-size: 0.8rem; line-height: 1.45; color: #333; }\n"
	"code, pre { font: 0.85em \"DejaVu Sans Mono\", monospace; } pre { overflow-x: auto; white-space: pre-wrap; }\n"
	"blockquote { margin: 1em 0; padding-left: 1em; border-left: 3px solid #888; }\n"
	"footer { border-top: 1px solid #888; } footer code { overflow-wrap: anywhere; }\n"
	"@media print { body { max-width: none; margin: 0; font-size: 10pt; } h1, h2, h3 { break-after: avoid; }\n"
	"  table { break-inside: avoid; } .table { overflow: visible; } }\n";

/* The words of a node, without its markup. */
static void put_words(cmark_node *node, struct svy_text *out)
{
	for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child)) {
		const char *words = cmark_node_get_literal(child);
		cmark_node_type type = cmark_node_get_type(child);
		if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
			svy_text_puts(out, words ? words : "");
		else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
			svy_text_putc(out, ' ');
		else
			put_words(child, out);
	}
}

/* The first heading is the title. */
static void put_title(cmark_node *document, struct svy_text *out)
{
	cmark_node *node = cmark_node_first_child(document);
	struct svy_text title = {0};
	while (node && cmark_node_get_type(node) != CMARK_NODE_HEADING)
		node = cmark_node_next(node);
	if (node)
		put_words(node, &title);
	svy_text_put_html(out, title.bytes ? title.bytes : "Report");
	svy_text_clear(&title);
}

/* Pictures of the text would be fetched, or are on somebody's disk. */
static enum svy_code refuse_images(const struct making *m, cmark_node *document)
{
	cmark_iter *iter = cmark_iter_new(document);
	enum svy_code code = SVY_OK;
	while (code == SVY_OK && cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		if (cmark_node_get_type(node) == CMARK_NODE_IMAGE)
			code = svy_fail(m->status, SVY_EINPUT,
			                "%s: the text has an image (%s): a page holds everything it shows, so put it in the "
			                "results folder as SVG and say {{figure FILE.svg}}",
			                m->path, cmark_node_get_url(node));
	}
	cmark_iter_free(iter);
	return code;
}

/* --- the foot --------------------------------------------------------------- */

/* The commands behind the results, each once. */
static enum svy_code put_commands(const struct making *m, struct svy_notes *commands)
{
	for (size_t i = 0; i < m->places.n; i++) {
		const struct svy_place_words *place = &m->places.place[i];
		struct svy_release *release = NULL;
		struct svy_text line = {0};
		if (strcmp(place->kind, "figure") == 0)
			continue;
		enum svy_code code = svy_results_read(m->options->folder, place->file, &release, m->status);
		if (code != SVY_OK)
			return code;
		svy_provenance_line(release->result, &line);
		if (line.length)
			svy_notes_add(commands, "%s", line.bytes);
		svy_text_clear(&line);
		svy_release_free(release);
	}
	return SVY_OK;
}

static enum svy_code put_foot(const struct making *m)
{
	struct svy_notes commands = {0};
	enum svy_code code = m->options->no_provenance ? SVY_OK : put_commands(m, &commands);
	if (code == SVY_OK && commands.n) {
		svy_text_puts(m->out, "<footer>\n<p>The results on this page were made by</p>\n<ul>\n");
		for (size_t i = 0; i < commands.n; i++) {
			svy_text_puts(m->out, "<li><code>");
			svy_text_put_html(m->out, commands.text[i]);
			svy_text_puts(m->out, "</code></li>\n");
		}
		svy_text_puts(m->out, "</ul>\n</footer>\n");
	}
	svy_notes_clear(&commands);
	return code;
}

/* --- the page --------------------------------------------------------------- */

static enum svy_code put_body(struct making *m, cmark_node *document)
{
	char *html = cmark_render_html(document, CMARK_OPT_DEFAULT);
	char *whole = html ? put_pipes(m, html) : NULL;
	struct svy_text title = {0}, *out = m->out;
	svy_text_puts(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
	put_title(document, &title);
	enum svy_code code = whole ? SVY_OK : svy_fail_memory(m->status);
	if (code == SVY_OK)
		code = put_parts(m, title.bytes);
	if (code == SVY_OK) {
		svy_text_printf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n", STYLE);
		code = put_parts(m, whole);
	}
	if (code == SVY_OK)
		code = check_used(m);
	svy_text_puts(out, "</main>\n");
	if (code == SVY_OK)
		code = put_foot(m);
	svy_text_puts(out, "</body>\n</html>\n");
	svy_text_clear(&title);
	free(whole);
	free(html);
	return code;
}

static enum svy_code make_page(struct making *m, const char *text, size_t length)
{
	char *marked = NULL, *plain = NULL;
	cmark_node *document = NULL;
	enum svy_code code = svy_places_take(text, length, m->path, &m->places, &marked, m->status);
	if (code == SVY_OK)
		code = make_parts(m);
	if (code == SVY_OK)
		code = svy_pipes_take(marked, &m->pipes, &plain, m->status);
	if (code == SVY_OK && !(document = cmark_parse_document(plain, strlen(plain), CMARK_OPT_DEFAULT)))
		code = svy_fail_memory(m->status);
	if (code == SVY_OK)
		code = refuse_images(m, document);
	if (code == SVY_OK)
		code = put_body(m, document);
	if (document)
		cmark_node_free(document);
	free(plain);
	free(marked);
	return code == SVY_OK && m->out->failed ? svy_fail_memory(m->status) : code;
}

enum svy_code svy_page_make(const char *text, size_t length, const char *path, const struct svy_page_options *options,
                            struct svy_text *out, struct svy_status *status)
{
	struct making m = {.path = path, .options = options, .out = out, .status = status};
	enum svy_code code = make_page(&m, text, length);
	for (size_t i = 0; m.parts && i < m.places.n; i++)
		free(m.parts[i].html);
	free(m.parts);
	svy_places_clear(&m.places);
	svy_pipes_clear(&m.pipes);
	return code;
}
