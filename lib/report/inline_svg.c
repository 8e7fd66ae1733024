#include "report/inline_svg.h"

#include <stdlib.h>
#include <string.h>

#include "report/svg_style.h"

enum { DEEPEST = 64, LONGEST_NAME = 64 };

static const char *const ELEMENTS[] = {
	"svg", "g", "path", "rect", "line", "polyline", "polygon", "circle", "ellipse", "text", "tspan", "title", "desc",
	"defs", "use", "symbol", "clipPath", "mask", "marker", "pattern", "linearGradient", "radialGradient", "stop",
	"style", "filter", "feFlood", "feComposite", "feGaussianBlur", "feOffset", "feMerge", "feMergeNode", "feBlend"};

/* What the functions here share. */
struct reading {
	const char *at;
	const char *path;
	const char *prefix;
	const char *label;
	struct svy_text *out;
	char open[DEEPEST][LONGEST_NAME]; /* elements that are open */
	size_t depth;
	size_t line;
	bool has_role, has_label; /* of the outermost element */
	bool done;                /* it is closed */
	struct svy_status *status;
};

static enum svy_code refuse(const struct reading *r, const char *what, const char *name)
{
	return svy_fail_at(r->status, SVY_EINPUT, (struct svy_place){r->path, r->line, 0},
	                   "this figure cannot be put into a page: %s%s", what, name);
}

static void step(struct reading *r, size_t n)
{
	for (; n; n--, r->at++)
		r->line += *r->at == '\n';
}

static void skip_space(struct reading *r)
{
	step(r, strspn(r->at, " \t\r\n"));
}

static bool take_name(struct reading *r, char out[LONGEST_NAME])
{
	size_t n = 0;
	while ((r->at[n] >= 'a' && r->at[n] <= 'z') || (r->at[n] >= 'A' && r->at[n] <= 'Z') ||
	       (n && ((r->at[n] >= '0' && r->at[n] <= '9') || strchr("-:_", r->at[n])) && r->at[n]))
		n++;
	if (n == 0 || n >= LONGEST_NAME)
		return false;
	memcpy(out, r->at, n);
	out[n] = '\0';
	step(r, n);
	return true;
}

static bool is_element(const char *name)
{
	for (size_t i = 0; i < sizeof ELEMENTS / sizeof *ELEMENTS; i++)
		if (strcmp(name, ELEMENTS[i]) == 0)
			return true;
	return false;
}

/* --- attributes ------------------------------------------------------------ */

/* The entities of XML; others could spell what the checks below look for. */
static bool has_strange_entity(const char *value)
{
	static const char *const KNOWN[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
	for (const char *mark = strchr(value, '&'); mark; mark = strchr(mark + 1, '&')) {
		bool known = false;
		for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
			known = known || strncmp(mark, KNOWN[i], strlen(KNOWN[i])) == 0;
		if (!known)
			return true;
	}
	return false;
}

static const char *find_fault(const char *name, const char *value)
{
	bool address = strcmp(name, "href") == 0 || strcmp(name, "xlink:href") == 0;
	if ((name[0] | 0x20) == 'o' && (name[1] | 0x20) == 'n')
		return "an event handler: ";
	if (strcmp(name, "src") == 0 || strcmp(name, "xml:base") == 0)
		return "an address to fetch: ";
	if (address && *value != '#')
		return "a link that leads outside: ";
	if (strchr(value, '<'))
		return "a < in the attribute ";
	if (has_strange_entity(value))
		return "a character reference in the attribute ";
	/* Words for a reader may hold what would mean something in a style. */
	if (strncmp(name, "aria-", 5) != 0 && strncmp(name, "xmlns", 5) != 0 && svy_svg_style_fetches(value))
		return "something to fetch or run in the attribute ";
	return NULL;
}

/* url(#a) -> url(#prefix-a) */
static void put_references(struct reading *r, const char *value)
{
	for (const char *mark; (mark = strstr(value, "(#")); value = mark + 2) {
		svy_text_put(r->out, value, (size_t)(mark + 2 - value));
		svy_text_printf(r->out, "%s-", r->prefix);
	}
	svy_text_puts(r->out, value);
}

/* "a b" -> "prefix-a prefix-b" */
static void put_names(struct reading *r, const char *value)
{
	for (const char *between = ""; *(value += strspn(value, " \t\r\n")); between = " ") {
		size_t n = strcspn(value, " \t\r\n");
		svy_text_printf(r->out, "%s%s-", between, r->prefix);
		svy_text_put(r->out, value, n);
		value += n;
	}
}

static void put_attribute(struct reading *r, const char *name, char quote, const char *value)
{
	svy_text_printf(r->out, " %s=%c", name, quote);
	if (strcmp(name, "id") == 0 || strcmp(name, "aria-labelledby") == 0 || strcmp(name, "aria-describedby") == 0)
		put_names(r, value);
	else if (strcmp(name, "href") == 0 || strcmp(name, "xlink:href") == 0)
		svy_text_printf(r->out, "#%s-%s", r->prefix, value + 1);
	else
		put_references(r, value);
	svy_text_putc(r->out, quote);
}

static enum svy_code take_attribute(struct reading *r)
{
	char name[LONGEST_NAME];
	if (!take_name(r, name))
		return refuse(r, "it is no sound XML", "");
	skip_space(r);
	if (*r->at != '=')
		return refuse(r, "no value for the attribute ", name);
	step(r, 1);
	skip_space(r);
	char quote = *r->at;
	const char *end = quote == '"' || quote == '\'' ? strchr(r->at + 1, quote) : NULL;
	if (!end)
		return refuse(r, "no quoted value for the attribute ", name);
	char *value = svy_text_copy_n(r->at + 1, (size_t)(end - r->at - 1));
	if (!value)
		return svy_fail_memory(r->status);
	const char *fault = find_fault(name, value);
	if (!fault && r->depth == 0 && strcmp(name, "role") == 0)
		r->has_role = true;
	if (!fault && r->depth == 0 && (strcmp(name, "aria-labelledby") == 0 || strcmp(name, "aria-label") == 0))
		r->has_label = true;
	if (!fault)
		put_attribute(r, name, quote, value);
	free(value);
	step(r, (size_t)(end + 1 - r->at));
	return fault ? refuse(r, fault, name) : SVY_OK;
}

/* --- elements -------------------------------------------------------------- */

/* What the outermost element lacks for those who hear a page. */
static void put_role(struct reading *r)
{
	if (!r->has_role)
		svy_text_puts(r->out, " role=\"img\"");
	if (!r->has_label && r->label && *r->label) {
		svy_text_puts(r->out, " aria-label=\"");
		svy_text_put_html(r->out, r->label);
		svy_text_putc(r->out, '"');
	}
}

static enum svy_code take_start(struct reading *r)
{
	char *name = r->open[r->depth];
	step(r, 1);
	if (!take_name(r, name))
		return refuse(r, "it is no sound XML", "");
	if (!is_element(name))
		return refuse(r, "it has an element that may not be there: ", name);
	if (r->done || (r->depth == 0 && strcmp(name, "svg") != 0))
		return refuse(r, "it is not one svg element, but has ", name);
	svy_text_printf(r->out, "<%s", name);
	enum svy_code code = SVY_OK;
	for (skip_space(r); code == SVY_OK && *r->at && !strchr("/>", *r->at); skip_space(r))
		code = take_attribute(r);
	if (code != SVY_OK)
		return code;
	if (r->depth == 0)
		put_role(r);
	bool empty = *r->at == '/';
	step(r, empty);
	if (*r->at != '>')
		return refuse(r, "a tag is not closed: ", name);
	step(r, 1);
	svy_text_puts(r->out, empty ? "/>" : ">");
	if (empty && r->depth == 0)
		r->done = true;
	if (!empty && ++r->depth == DEEPEST)
		return refuse(r, "its elements are nested too deep", "");
	return SVY_OK;
}

static enum svy_code take_end(struct reading *r)
{
	char name[LONGEST_NAME];
	step(r, 2);
	if (!take_name(r, name) || r->depth == 0 || strcmp(r->open[r->depth - 1], name) != 0)
		return refuse(r, "an end tag that nothing begins", "");
	skip_space(r);
	if (*r->at != '>')
		return refuse(r, "an end tag is not closed: ", name);
	step(r, 1);
	svy_text_printf(r->out, "</%s>", name);
	r->done = --r->depth == 0;
	return SVY_OK;
}

/* --- text ------------------------------------------------------------------- */

/* A style comes in whole rules: comments between, which are left out, could join
 * what was looked at in pieces. */
static enum svy_code put_style(struct reading *r, const char *text)
{
	struct svy_text style = {0};
	bool good = svy_svg_style_put(text, r->prefix, &style);
	bool fetches = svy_svg_style_fetches(text) || strchr(text, '&');
	if (good && !fetches)
		svy_text_put_html(r->out, style.bytes ? style.bytes : "");
	r->out->failed |= style.failed;
	svy_text_clear(&style);
	return fetches ? refuse(r, "something to fetch or run in its style", "")
	       : good  ? SVY_OK
	               : refuse(r, "its style is not of whole rules: SELECTOR { NAME: VALUE; }", "");
}

static enum svy_code put_text(struct reading *r, const char *text, bool escape)
{
	bool blank = !text[strspn(text, " \t\r\n")];
	if (r->depth == 0)
		return blank ? SVY_OK : refuse(r, "there is text around the svg element", "");
	if (strcmp(r->open[r->depth - 1], "style") == 0)
		return put_style(r, text);
	if (escape)
		svy_text_put_html(r->out, text);
	else
		svy_text_puts(r->out, text);
	return SVY_OK;
}

static enum svy_code take_text(struct reading *r, size_t skip, size_t length, size_t behind, bool escape)
{
	char *text = svy_text_copy_n(r->at + skip, length);
	if (!text)
		return svy_fail_memory(r->status);
	enum svy_code code = put_text(r, text, escape);
	free(text);
	step(r, skip + length + behind);
	return code;
}

/* Comments, the XML declaration and a plain doctype go; CDATA becomes text. */
static enum svy_code take_markup(struct reading *r)
{
	const char *end;
	if (strncmp(r->at, "<![CDATA[", 9) == 0) {
		end = strstr(r->at + 9, "]]>");
		return end ? take_text(r, 9, (size_t)(end - r->at - 9), 3, true) : refuse(r, "CDATA that is not closed", "");
	}
	if (strncmp(r->at, "<!--", 4) == 0) {
		end = strstr(r->at + 4, "-->");
		end = end ? end + 3 : NULL;
	} else if (strncmp(r->at, "<?xml ", 6) == 0) {
		end = strstr(r->at, "?>");
		end = end ? end + 2 : NULL;
	} else {
		size_t n = strcspn(r->at, ">[");
		end = strncmp(r->at, "<!DOCTYPE svg", 13) == 0 && r->at[n] == '>' ? r->at + n + 1 : NULL;
	}
	if (!end)
		return refuse(r, "markup that may not be there", "");
	step(r, (size_t)(end - r->at));
	return SVY_OK;
}

enum svy_code svy_inline_svg_put(const char *svg, const char *path, const char *prefix, const char *label,
                              struct svy_text *out, struct svy_status *status)
{
	struct reading r = {.at = svg, .path = path, .prefix = prefix, .label = label, .out = out, .line = 1,
	                    .status = status};
	enum svy_code code = SVY_OK;
	size_t length = strlen(svg);
	if (svy_utf8_check(svg, length) < length)
		return refuse(&r, "it is not UTF-8", "");
	if (strncmp(r.at, "\xEF\xBB\xBF", 3) == 0)
		r.at += 3;
	while (*r.at && code == SVY_OK) {
		if (*r.at != '<')
			code = take_text(&r, 0, strcspn(r.at, "<"), 0, false);
		else if (r.at[1] == '/')
			code = take_end(&r);
		else if (r.at[1] == '!' || r.at[1] == '?')
			code = take_markup(&r);
		else
			code = take_start(&r);
	}
	if (code == SVY_OK && !r.done)
		code = refuse(&r, "it is not one whole svg element", "");
	return code == SVY_OK && out->failed ? svy_fail_memory(status) : code;
}
