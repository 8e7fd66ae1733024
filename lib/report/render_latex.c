/* LaTeX: one `tabular` a table, no package needed. */
#include <string.h>

#include "report/provenance.h"
#include "report/renderers.h"

static const char *escape_of(unsigned char c)
{
	switch (c) {
	case '\\': return "\\textbackslash{}";
	case '~': return "\\textasciitilde{}";
	case '^': return "\\textasciicircum{}";
	case '<': return "\\textless{}";
	case '>': return "\\textgreater{}";
	case '|': return "\\textbar{}";
	case '"': return "\\char34{}"; /* \\textquotedbl is not there in every font encoding */
	case '`': return "\\`{}";
	case '&': return "\\&";
	case '%': return "\\%";
	case '$': return "\\$";
	case '#': return "\\#";
	case '_': return "\\_";
	case '{': return "\\{";
	case '}': return "\\}";
	default: return NULL;
	}
}

static void put_escaped(const char *text, struct svy_text *out)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		const char *escape = escape_of(c);
		if (escape)
			svy_text_puts(out, escape);
		else
			svy_text_putc(out, c < 0x20 || c == 0x7F ? ' ' : (char)c);
		/* Two of these would become one dash or quote: --missing, ''. */
		if ((c == '-' || c == '\'' || c == ',') && text[1] == (char)c)
			svy_text_puts(out, "{}");
	}
}

static void put_cell(const struct svy_grid *grid, size_t row, size_t col, struct svy_text *out)
{
	const char *cell = svy_grid_cell(grid, row, col);
	size_t span = svy_grid_span(grid, row, col);
	svy_text_puts(out, col ? " & " : "");
	if (span > 1)
		svy_text_printf(out, "\\multicolumn{%zu}{%s", span, grid->wide[row] ? "l}{\\textit{" : "c}{");
	for (unsigned i = 0; col == 0 && i < grid->indent[row]; i++)
		svy_text_puts(out, "\\quad ");
	/* A bracket behind \\ would be taken for its argument. */
	if (*cell == '[' || *cell == '*')
		svy_text_puts(out, "{}");
	put_escaped(cell, out);
	if (span > 1)
		svy_text_puts(out, grid->wide[row] ? "}}" : "}");
}

static void put_line(const struct svy_grid *grid, size_t row, struct svy_text *out)
{
	for (size_t j = 0; j < grid->cols; j++)
		if (svy_grid_span(grid, row, j))
			put_cell(grid, row, j, out);
	svy_text_puts(out, " \\\\\n");
}

static void put_grid(const struct svy_grid *grid, struct svy_text *out)
{
	if (grid->title) {
		svy_text_puts(out, "\\paragraph{");
		put_escaped(grid->title, out);
		svy_text_puts(out, "}\\mbox{}\n"); /* or the table would stand beside it */
	}
	if (*grid->heading) {
		svy_text_puts(out, "\\par\\noindent ");
		put_escaped(grid->heading, out);
		svy_text_putc(out, '\n');
	}
	svy_text_puts(out, "\\par\\noindent\\begin{tabular}{");
	for (size_t j = 0; j < grid->cols; j++)
		svy_text_putc(out, svy_grid_is_left(grid, j) ? 'l' : 'r');
	svy_text_puts(out, "}\n\\hline\n");
	for (size_t i = 0; i < grid->rows; i++) {
		put_line(grid, i, out);
		if (i + 1 == grid->head)
			svy_text_puts(out, "\\hline\n");
	}
	svy_text_puts(out, "\\hline\n\\end{tabular}\n\n");
	for (size_t i = 0; i < grid->n_notes; i++) {
		svy_text_printf(out, "\\par\\noindent{\\footnotesize [%zu] ", i + 1);
		put_escaped(grid->note[i], out);
		svy_text_puts(out, "}\n\n");
	}
}

static void put_below(const char *line, struct svy_text *out)
{
	svy_text_puts(out, "\\par\\noindent{\\footnotesize ");
	put_escaped(line, out);
	svy_text_puts(out, "}\n");
}

void svy_render_latex(const struct svy_result *result, const struct svy_grids *grids,
                      const struct svy_render_options *options, struct svy_text *out)
{
	for (size_t i = 0; i < grids->n; i++)
		put_grid(&grids->grid[i], out);
	svy_provenance_each(result, options->no_provenance, put_below, out);
}
