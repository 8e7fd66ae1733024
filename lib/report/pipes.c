#include "report/pipes.h"

#include <stdlib.h>
#include <string.h>

#include <cmark.h>

#include "base/array.h"
#include "report/fence.h"

enum { MOST_COLUMNS = 64 };

/* Where the cells of a line are, without the spaces around them. */
struct cells {
	const char *text[MOST_COLUMNS];
	size_t length[MOST_COLUMNS];
	size_t n;
};

void svy_pipes_clear(struct svy_pipes *pipes)
{
	for (size_t i = 0; i < pipes->n; i++)
		free(pipes->html[i]);
	free(pipes->html);
	*pipes = (struct svy_pipes){0};
}

static size_t line_length(const char *at)
{
	return strcspn(at, "\n");
}

static const char *next_line(const char *at)
{
	at += line_length(at);
	return *at ? at + 1 : at;
}

static void trim(struct cells *cells, size_t i)
{
	while (cells->length[i] && strchr(" \t\r", cells->text[i][cells->length[i] - 1]))
		cells->length[i]--;
	while (cells->length[i] && strchr(" \t", *cells->text[i])) {
		cells->text[i]++;
		cells->length[i]--;
	}
}

/* False where the line begins with no bar, or has too many cells. */
static bool split_line(const char *line, struct cells *cells)
{
	size_t length = line_length(line);
	cells->n = 0;
	while (length && strchr(" \t\r", line[length - 1]))
		length--;
	if (length < 2 || *line != '|')
		return false;
	size_t from = 1, end = length - (line[length - 1] == '|' && line[length - 2] != '\\');
	for (size_t i = 1; i <= end; i++) {
		if (i < end && !(line[i] == '|' && line[i - 1] != '\\'))
			continue;
		if (cells->n == MOST_COLUMNS)
			return false;
		cells->text[cells->n] = line + from;
		cells->length[cells->n] = i - from;
		trim(cells, cells->n++);
		from = i + 1;
	}
	return true;
}

static bool is_dashes(const struct cells *cells, bool *right)
{
	for (size_t i = 0; i < cells->n; i++) {
		const char *text = cells->text[i];
		size_t n = cells->length[i], from = n && *text == ':';
		right[i] = n > 1 && text[n - 1] == ':' && !from;
		size_t to = n - (n > 1 && text[n - 1] == ':');
		if (to <= from)
			return false;
		for (size_t j = from; j < to; j++)
			if (text[j] != '-')
				return false;
	}
	return cells->n > 0;
}

/* One cell as inline markdown: what cmark gives, without the paragraph around. */
static void put_inline(const char *text, size_t length, struct svy_text *out)
{
	struct svy_text plain = {0};
	for (size_t i = 0; i < length; i++)
		if (!(text[i] == '\\' && i + 1 < length && text[i + 1] == '|'))
			svy_text_putc(&plain, text[i]);
	char *html = plain.length ? cmark_markdown_to_html(plain.bytes, plain.length, CMARK_OPT_DEFAULT) : NULL;
	size_t n = html ? strlen(html) : 0;
	if (n > 8 && strncmp(html, "<p>", 3) == 0 && strcmp(html + n - 5, "</p>\n") == 0)
		svy_text_put(out, html + 3, n - 8);
	else if (html)
		svy_text_puts(out, html);
	free(html);
	svy_text_clear(&plain);
}

static void put_row(const struct cells *cells, size_t n, const bool *right, bool head, struct svy_text *out)
{
	svy_text_puts(out, "<tr>");
	for (size_t i = 0; i < n; i++) {
		const char *tag = head ? "th scope=\"col\"" : i == 0 ? "th scope=\"row\"" : "td";
		svy_text_printf(out, "<%s%s>", tag, right[i] ? "" : " class=\"name\"");
		if (i < cells->n)
			put_inline(cells->text[i], cells->length[i], out);
		svy_text_puts(out, head || i == 0 ? "</th>" : "</td>");
	}
	svy_text_puts(out, "</tr>\n");
}

/* The table that begins at `at`, if one does; *end is behind it. */
static bool take_table(const char *at, const char **end, struct svy_text *html)
{
	struct cells head, row;
	bool right[MOST_COLUMNS];
	const char *line = next_line(at);
	if (!split_line(at, &head) || !split_line(line, &row) || !is_dashes(&row, right) || row.n != head.n)
		return false;
	svy_text_puts(html, "<table>\n<thead>\n");
	put_row(&head, head.n, right, true, html);
	svy_text_puts(html, "</thead>\n<tbody>\n");
	for (line = next_line(line); split_line(line, &row); line = next_line(line))
		put_row(&row, head.n, right, false, html);
	svy_text_puts(html, "</tbody>\n</table>\n");
	*end = line;
	return true;
}

static bool keep_table(struct svy_pipes *pipes, struct svy_text *html, struct svy_text *out)
{
	char *made = svy_text_take(html);
	if (!made || !svy_array_reserve(&pipes->html, &pipes->capacity, pipes->n + 1, sizeof *pipes->html)) {
		free(made);
		return false;
	}
	pipes->html[pipes->n++] = made;
	svy_text_printf(out, "\n" SVY_PIPES_BEGIN "%zu" SVY_PIPES_END "\n\n", pipes->n - 1);
	return true;
}

enum svy_code svy_pipes_take(const char *text, struct svy_pipes *pipes, char **out, struct svy_status *status)
{
	struct svy_text kept = {0}, html = {0};
	struct svy_fence fence = {0};
	bool good = true;
	for (const char *at = text; *at && good;) {
		const char *end = next_line(at);
		if (!svy_fence_line(&fence, at) && !fence.mark && take_table(at, &end, &html))
			good = keep_table(pipes, &html, &kept);
		else
			svy_text_put(&kept, at, (size_t)(end - at));
		at = end;
	}
	svy_text_clear(&html);
	char *made = svy_text_take(&kept);
	if (!good || !made) {
		free(made);
		svy_pipes_clear(pipes);
		return svy_fail_memory(status);
	}
	*out = made;
	return SVY_OK;
}
