/* Markdown with pipe tables, which GitHub, Pandoc and most others read. */
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

static void put_line(const struct svy_grid *grid, size_t row, struct svy_text *out)
{
	svy_text_putc(out, '|');
	for (size_t j = 0; j < grid->cols; j++) {
		svy_text_putc(out, ' ');
		put_escaped(svy_grid_cell(grid, row, j), out);
		svy_text_puts(out, " |");
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
	put_line(grid, 0, out);
	svy_text_putc(out, '|');
	for (size_t j = 0; j < grid->cols; j++)
		svy_text_puts(out, svy_grid_is_left(grid, j) ? ":---|" : "---:|");
	svy_text_putc(out, '\n');
	for (size_t i = 1; i < grid->rows; i++)
		put_line(grid, i, out);
	svy_text_putc(out, '\n');
	for (size_t i = 0; i < grid->n_notes; i++) {
		svy_text_printf(out, "\\[%zu\\] ", i + 1);
		put_escaped(grid->note[i], out);
		svy_text_puts(out, "\n\n");
	}
}

static void put_lines(const char *lines, struct svy_text *out)
{
	while (*lines) {
		size_t length = strcspn(lines, "\n");
		struct svy_text line = {0};
		svy_text_put(&line, lines, length);
		svy_text_puts(out, "- ");
		put_escaped(line.bytes ? line.bytes : "", out);
		svy_text_putc(out, '\n');
		svy_text_clear(&line);
		lines += length + (lines[length] == '\n');
	}
}

void svy_render_markdown(const struct svy_result *result, const struct svy_grids *grids,
                         const struct svy_render_options *options, struct svy_text *out)
{
	struct svy_text lines = {0};
	for (size_t i = 0; i < grids->n; i++)
		put_grid(&grids->grid[i], out);
	svy_provenance_base(result, "", &lines);
	for (size_t i = 0; i < result->notes.n + result->n_group_notes; i++)
		svy_text_printf(&lines, "note: %s\n",
		                i < result->notes.n ? result->notes.text[i] : result->group_notes[i - result->notes.n].text);
	if (lines.length) {
		put_lines(lines.bytes, out);
		svy_text_putc(out, '\n');
	}
	lines.length = 0;
	svy_provenance_line(result, &lines);
	if (!options->no_provenance && lines.length) {
		put_escaped(lines.bytes, out);
		svy_text_putc(out, '\n');
	}
	svy_text_clear(&lines);
}
