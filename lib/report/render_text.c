/* Text for people, aligned by display width. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "report/provenance.h"
#include "report/renderers.h"

static void pad(size_t n, struct svy_text *out)
{
	while (n--)
		svy_text_putc(out, ' ');
}

/* Bytes of a control character that begins here (U+009B begins a terminal's commands
 * as ESC [ does); 0: none. */
static size_t control_length(const char *text)
{
	const unsigned char *c = (const unsigned char *)text;
	if (*c < 0x20 || *c == 0x7F)
		return 1;
	return *c == 0xC2 && c[1] >= 0x80 && c[1] < 0xA0 ? 2 : 0;
}

/* Line breaks and other controls would break the table: a space for each. */
static void put_clean(const char *text, struct svy_text *out)
{
	while (*text) {
		size_t control = control_length(text);
		svy_text_putc(out, control ? ' ' : *text);
		text += control ? control : 1;
	}
}

/* Columns of what put_clean() writes. */
static size_t clean_width(const char *text)
{
	size_t width = svy_utf8_width(text);
	for (; *text; text++)
		width += control_length(text) > 0;
	return width;
}

enum { GAP = 2, INDENT = 2 }; /* columns between cells; for each net that a row stands beneath */

static size_t indent_of(const struct svy_grid *grid, size_t row, size_t col)
{
	return col == 0 ? INDENT * grid->indent[row] : 0;
}

/* Columns of n cells from `col` on, with the gaps between them. */
static size_t width_of(const size_t *widths, size_t col, size_t n)
{
	size_t total = n ? GAP * (n - 1) : 0;
	for (size_t j = col; j < col + n; j++)
		total += widths[j];
	return total;
}

/* Names to the left, numbers to the right, what stands over several columns in the middle. */
static void put_cell(const struct svy_grid *grid, size_t row, size_t col, const size_t *widths, struct svy_text *out)
{
	const char *cell = svy_grid_cell(grid, row, col);
	size_t span = svy_grid_span(grid, row, col), used = clean_width(cell) + indent_of(grid, row, col);
	size_t width = width_of(widths, col, span), gap = width > used ? width - used : 0;
	size_t before = svy_grid_is_left(grid, col) ? 0 : span > 1 ? gap / 2 : gap;
	bool last = col + span == grid->cols;
	pad(before + indent_of(grid, row, col), out);
	put_clean(cell, out);
	pad(last ? 0 : gap - before + GAP, out);
}

static void widen(size_t *width, size_t to)
{
	*width = to > *width ? to : *width;
}

/* First the cells of one column; then columns are widened, from the left, until what
 * stands over several of them fits. */
static size_t *measure(const struct svy_grid *grid)
{
	size_t *widths = svy_array_new(grid->cols, sizeof *widths);
	for (size_t i = 0; widths && i < grid->rows; i++)
		for (size_t j = 0; j < grid->cols; j++)
			if (svy_grid_span(grid, i, j) == 1)
				widen(&widths[j], clean_width(svy_grid_cell(grid, i, j)) + indent_of(grid, i, j));
	for (size_t i = 0; widths && i < grid->head; i++)
		for (size_t j = 0; j < grid->cols; j++) {
			size_t span = svy_grid_span(grid, i, j), needed = clean_width(svy_grid_cell(grid, i, j));
			for (size_t k = 0; span > 1 && width_of(widths, j, span) < needed; k++)
				widths[j + k % span]++;
		}
	return widths;
}

static void put_rule(const size_t *widths, size_t cols, struct svy_text *out)
{
	size_t total = width_of(widths, 0, cols);
	while (total--)
		svy_text_putc(out, '-');
	svy_text_putc(out, '\n');
}

static void put_grid(const struct svy_grid *grid, struct svy_text *out)
{
	size_t *widths = measure(grid);
	if (!widths) {
		out->failed = true;
		return;
	}
	if (grid->title) {
		put_clean(grid->title, out);
		svy_text_puts(out, "\n\n");
	}
	if (*grid->heading) {
		put_clean(grid->heading, out);
		svy_text_putc(out, '\n');
	}
	for (size_t i = 0; i < grid->rows; i++) {
		for (size_t j = 0; j < grid->cols; j++)
			if (svy_grid_span(grid, i, j))
				put_cell(grid, i, j, widths, out);
		while (out->length && out->bytes[out->length - 1] == ' ')
			out->bytes[--out->length] = '\0';
		svy_text_putc(out, '\n');
		if (i + 1 == grid->head)
			put_rule(widths, grid->cols, out);
	}
	for (size_t i = 0; i < grid->n_notes; i++) {
		svy_text_printf(out, "[%zu] ", i + 1);
		put_clean(grid->note[i], out);
		svy_text_putc(out, '\n');
	}
	svy_text_putc(out, '\n');
	free(widths);
}

static void put_below(const char *line, struct svy_text *out)
{
	put_clean(line, out);
	svy_text_putc(out, '\n');
}

void svy_render_text(const struct svy_result *result, const struct svy_grids *grids,
                     const struct svy_render_options *options, struct svy_text *out)
{
	for (size_t i = 0; i < grids->n; i++)
		put_grid(&grids->grid[i], out);
	svy_provenance_each(result, options->no_provenance, put_below, out);
}
