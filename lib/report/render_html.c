/* HTML: a page that stands alone, or the tables for a page of someone else's. */
#include <string.h>

#include "report/provenance.h"
#include "report/renderers.h"

static void put_element(const char *before, const char *text, const char *after, struct svy_text *out)
{
	svy_text_puts(out, before);
	svy_text_put_html(out, text);
	svy_text_puts(out, after);
}

/* The beginning of a cell's element. */
static void put_start(const struct svy_grid *grid, size_t row, size_t col, bool th, struct svy_text *out)
{
	size_t span = svy_grid_span(grid, row, col);
	bool head = row < grid->head;
	svy_text_puts(out, th ? "<th" : "<td");
	if (span > 1)
		svy_text_printf(out, " colspan=\"%zu\"", span);
	if (th)
		svy_text_printf(out, " scope=\"%s%s\"", head ? "col" : "row", span > 1 ? "group" : "");
	if (svy_grid_is_left(grid, col))
		svy_text_puts(out, " class=\"name\"");
	else if (span > 1)
		svy_text_puts(out, " class=\"over\"");
	if (col == 0 && grid->indent[row])
		svy_text_printf(out, " style=\"padding-left: %u.8em\"", grid->indent[row]);
	svy_text_putc(out, '>');
}

static void put_line(const struct svy_grid *grid, size_t row, struct svy_text *out)
{
	svy_text_puts(out, "<tr>");
	for (size_t j = 0; j < grid->cols; j++) {
		bool th = row < grid->head || j == 0;
		if (svy_grid_span(grid, row, j) == 0)
			continue;
		put_start(grid, row, j, th, out);
		put_element("", svy_grid_cell(grid, row, j), th ? "</th>" : "</td>", out);
	}
	svy_text_puts(out, "</tr>\n");
}

/* Rows under one heading are a group. */
static void put_body(const struct svy_grid *grid, struct svy_text *out)
{
	svy_text_puts(out, "<tbody>\n");
	for (size_t i = grid->head; i < grid->rows; i++) {
		if (grid->wide[i] && i > grid->head)
			svy_text_puts(out, "</tbody>\n<tbody>\n");
		put_line(grid, i, out);
	}
	svy_text_puts(out, "</tbody>\n");
}

static void put_grid(const struct svy_grid *grid, const char *title, struct svy_text *out)
{
	svy_text_puts(out, "<table>\n<caption>");
	svy_text_put_html(out, title);
	if (*grid->heading)
		put_element("<br><span class=\"layer\">", grid->heading, "</span>", out);
	svy_text_puts(out, "</caption>\n<thead>\n");
	for (size_t i = 0; i < grid->head; i++)
		put_line(grid, i, out);
	svy_text_puts(out, "</thead>\n");
	put_body(grid, out);
	svy_text_puts(out, "</table>\n");
	for (size_t i = 0; i < grid->n_notes; i++) {
		svy_text_printf(out, "<p class=\"note\">[%zu] ", i + 1);
		put_element("", grid->note[i], "</p>\n", out);
	}
}

void svy_render_html_tables(const struct svy_grids *grids, struct svy_text *out)
{
	const char *title = "";
	for (size_t i = 0; i < grids->n; i++) {
		title = grids->grid[i].title ? grids->grid[i].title : title;
		put_grid(&grids->grid[i], title, out);
	}
}

static void put_below(const char *line, struct svy_text *out)
{
	put_element("<p class=\"note\">", line, "</p>\n", out);
}

static const char HEAD[] = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
						   "<meta name=\"viewport\" content=\"width=device-width\">\n<title>";
static const char STYLE[] =
	"</title>\n<style>\n"
	"body { font-family: sans-serif; margin: 2em; }\n"
	"table { border-collapse: collapse; margin: 1.5em 0 0.5em; }\n"
	"caption { text-align: left; font-weight: bold; padding-bottom: 0.4em; }\n"
	".layer { font-weight: normal; }\n"
	"th, td { padding: 0.2em 0.8em; text-align: right; font-variant-numeric: tabular-nums; }\n"
	"th.name, td.name { text-align: left; }\n"
	"th.over { text-align: center; }\n"
	"thead { border-bottom: 1px solid; }\n"
	"tbody { border-bottom: 1px solid; }\n"
	".note { font-size: 0.85em; margin: 0.2em 0; }\n"
	"</style>\n</head>\n<body>\n";

void svy_render_html(const struct svy_result *result, const struct svy_grids *grids,
                     const struct svy_render_options *options, struct svy_text *out)
{
	svy_text_puts(out, HEAD);
	svy_text_put_html(out, grids->n && grids->grid[0].title ? grids->grid[0].title : "svytools");
	svy_text_puts(out, STYLE);
	svy_render_html_tables(grids, out);
	svy_provenance_each(result, options->no_provenance, put_below, out);
	svy_text_puts(out, "</body>\n</html>\n");
}
