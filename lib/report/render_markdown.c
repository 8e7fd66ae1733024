/* Markdown with pipe tables, which GitHub, Pandoc and most others read. */
#include <stdlib.h>
#include <string.h>

#include "report/provenance.h"
#include "report/renderers.h"

/* Characters that mean something in markdown, and controls. */
static void put_escaped(const char *text, struct svy_text *out)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		if (strchr("\\`*_{}[]<>#|~$&", c))
			svy_text_putc(out, '\\');
		svy_text_putc(out, c < 0x20 || c == 0x7F ? ' ' : (char)c);
	}
}

/* Spaces in front of a cell would be dropped. */
static void put_indent(unsigned n, struct svy_text *out)
{
	while (n--)
		svy_text_puts(out, "&nbsp;&nbsp;");
}

static void put_line(const struct svy_grid *grid, size_t row, struct svy_text *out)
{
	svy_text_putc(out, '|');
	for (size_t j = 0; j < grid->cols; j++) {
		const char *mark = grid->wide[row] && j == 0 ? "**" : "";
		svy_text_puts(out, " ");
		put_indent(j == 0 ? grid->indent[row] : 0, out);
		svy_text_puts(out, mark);
		put_escaped(svy_grid_cell(grid, row, j), out);
		svy_text_puts(out, mark);
		svy_text_puts(out, " |");
	}
	svy_text_putc(out, '\n');
}

/* There are no cells over several columns: one line, "Sex: Women". */
static void put_head(const struct svy_grid *grid, struct svy_text *out)
{
	svy_text_putc(out, '|');
	for (size_t j = 0; j < grid->cols; j++) {
		char *text = svy_grid_flat_head(grid, j);
		out->failed |= !text;
		svy_text_putc(out, ' ');
		put_escaped(text ? text : "", out);
		svy_text_puts(out, " |");
		free(text);
	}
	svy_text_putc(out, '\n');
}

static void put_grid(const struct svy_grid *grid, struct svy_text *out)
{
	if (grid->title) {
		svy_text_puts(out, "**");
		put_escaped(grid->title, out);
		svy_text_puts(out, "**\n\n");
	}
	if (*grid->heading) {
		put_escaped(grid->heading, out);
		svy_text_puts(out, "\n\n");
	}
	put_head(grid, out);
	svy_text_putc(out, '|');
	for (size_t j = 0; j < grid->cols; j++)
		svy_text_puts(out, svy_grid_is_left(grid, j) ? ":---|" : "---:|");
	svy_text_putc(out, '\n');
	for (size_t i = grid->head; i < grid->rows; i++)
		put_line(grid, i, out);
	svy_text_putc(out, '\n');
	for (size_t i = 0; i < grid->n_notes; i++) {
		svy_text_printf(out, "\\[%zu\\] ", i + 1);
		put_escaped(grid->note[i], out);
		svy_text_puts(out, "\n\n");
	}
}

static void put_below(const char *line, struct svy_text *out)
{
	svy_text_puts(out, "- ");
	put_escaped(line, out);
	svy_text_putc(out, '\n');
}

void svy_render_markdown(const struct svy_result *result, const struct svy_grids *grids,
                         const struct svy_render_options *options, struct svy_text *out)
{
	for (size_t i = 0; i < grids->n; i++)
		put_grid(&grids->grid[i], out);
	svy_provenance_each(result, options->no_provenance, put_below, out);
}
