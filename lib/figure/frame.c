#include "figure/frame.h"

#include <math.h>

#include "base/number.h"
#include "figure/labels.h"
#include "figure/palette.h"

static double inner(const struct svy_drawing *drawing)
{
	return drawing->width - 2 * SVY_FIGURE_MARGIN;
}

void svy_frame_base(double n, struct svy_text *out)
{
	char number[SVY_NUMBER_SIZE];
	svy_number_fixed(n, 0, number);
	svy_text_printf(out, "n = %s", isnan(n) ? SVY_NO_NUMBER : number);
}

double svy_frame_head(struct svy_drawing *drawing, const struct svy_matrix *matrix, const char *shown)
{
	double y = SVY_FIGURE_MARGIN;
	struct svy_text line = {0};
	y += svy_draw_wrapped(drawing, SVY_FIGURE_MARGIN, y, inner(drawing), SVY_ANCHOR_LEFT, SVY_FACE_TITLE, SVY_BLACK,
	                      matrix->title);
	svy_text_puts(&line, shown);
	if (*matrix->subtitle)
		svy_text_printf(&line, " (%s)", matrix->subtitle);
	if (line.length)
		y += svy_draw_wrapped(drawing, SVY_FIGURE_MARGIN, y + 2, inner(drawing), SVY_ANCHOR_LEFT, SVY_FACE_TEXT,
		                      SVY_GREY, line.bytes) +
		     2;
	drawing->failed = drawing->failed || line.failed;
	svy_text_clear(&line);
	return y + 10;
}

double svy_frame_legend(struct svy_drawing *drawing, const struct svy_matrix_names *series, const uint32_t *colours,
                        double y)
{
	double x = SVY_FIGURE_MARGIN, size = 11, height = svy_face_height(SVY_FACE_TEXT) + 2;
	if (series->n < 2)
		return y;
	for (size_t i = 0; i < series->n; i++) {
		double room = svy_label_width(series->name[i], SVY_FACE_TEXT);
		if (room > inner(drawing) - size - 6)
			room = inner(drawing) - size - 6;
		if (x > SVY_FIGURE_MARGIN && x + size + 6 + room > drawing->width - SVY_FIGURE_MARGIN) {
			x = SVY_FIGURE_MARGIN;
			y += height;
		}
		svy_draw_rectangle(drawing, x, y + (height - size) / 2, x + size, y + (height + size) / 2,
		                   colours ? colours[i] : svy_series_colour(i, series->n));
		double used = svy_draw_wrapped(drawing, x + size + 6, y + 1, room, SVY_ANCHOR_LEFT, SVY_FACE_TEXT,
		                               SVY_BLACK, series->name[i]);
		if (used > height)
			y += used - height;
		x += size + 6 + room + 18;
	}
	return y + height + 8;
}

double svy_frame_panel(struct svy_drawing *drawing, const char *name, double y)
{
	if (!*name)
		return y;
	return y + 4 +
	       svy_draw_wrapped(drawing, SVY_FIGURE_MARGIN, y, inner(drawing), SVY_ANCHOR_LEFT, SVY_FACE_TEXT, SVY_BLACK,
	                        name);
}

double svy_frame_names_width(const struct svy_matrix_names *names, double most)
{
	double widest = 0;
	for (size_t i = 0; i < names->n; i++)
		widest = fmax(widest, svy_label_width(names->name[i], SVY_FACE_TEXT));
	return fmin(widest, most);
}

double svy_frame_name(struct svy_drawing *drawing, const char *name, double x, double top, double height)
{
	double line = svy_face_height(SVY_FACE_TEXT);
	struct svy_wrapped lines;
	if (!svy_wrap(name, fmax(x - SVY_FIGURE_MARGIN, 1), SVY_FACE_TEXT, &lines)) {
		drawing->failed = true;
		return height;
	}
	height = fmax(height, line * (double)lines.n);
	double y = top + (height - line * (double)lines.n) / 2;
	for (size_t i = 0; i < lines.n; i++)
		svy_draw_label(drawing, x, y + ((double)i + 0.5) * line, SVY_ANCHOR_RIGHT, SVY_FACE_TEXT, SVY_BLACK,
		               lines.line[i]);
	svy_wrapped_clear(&lines);
	return height;
}

void svy_frame_describe(struct svy_drawing *drawing, const struct svy_matrix *matrix, const char *kind,
                        const char *shown, svy_frame_put *put, const void *plan)
{
	struct svy_text text = {0};
	svy_text_printf(&text, "%s: %s.", kind, shown);
	for (size_t p = 0; p < matrix->panels.n; p++)
		for (size_t c = 0; c < matrix->categories.n; c++) {
			const char *panel = matrix->panels.name[p];
			if (!svy_matrix_has(matrix, p, c))
				continue;
			svy_text_printf(&text, " %s%s%s:", panel, *panel ? ", " : "", matrix->categories.name[c]);
			for (size_t s = 0; s < matrix->series.n; s++) {
				const char *series = matrix->series.name[s];
				svy_text_printf(&text, "%s %s%s", s ? "," : "", series, *series ? " " : "");
				put(plan, svy_matrix_at(matrix, p, c, s), &text);
			}
			svy_text_putc(&text, '.');
		}
	drawing->title = svy_text_copy(matrix->title);
	drawing->description = svy_text_take(&text);
	drawing->failed = drawing->failed || !drawing->title || !drawing->description;
}

void svy_frame_foot(struct svy_drawing *drawing, const struct svy_matrix *matrix, double y)
{
	if (matrix->any_hidden)
		y += svy_draw_wrapped(drawing, SVY_FIGURE_MARGIN, y, inner(drawing), SVY_ANCHOR_LEFT, SVY_FACE_SMALL, SVY_GREY,
		                      SVY_NO_NUMBER "  no number: suppressed, or not defined");
	if (*matrix->base)
		y += svy_draw_wrapped(drawing, SVY_FIGURE_MARGIN, y, inner(drawing), SVY_ANCHOR_LEFT, SVY_FACE_SMALL, SVY_GREY,
		                      matrix->base);
	drawing->height = y + SVY_FIGURE_MARGIN;
}
