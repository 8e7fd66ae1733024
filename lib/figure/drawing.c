#include "figure/drawing.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/number.h"
#include "figure/labels.h"

void svy_draw_rectangle(struct svy_drawing *drawing, double left, double top, double right, double bottom,
                        uint32_t rgb)
{
	if (!svy_array_reserve(&drawing->rectangles, &drawing->rectangle_room, drawing->n_rectangles + 1,
	                       sizeof *drawing->rectangles)) {
		drawing->failed = true;
		return;
	}
	drawing->rectangles[drawing->n_rectangles++] = (struct svy_rectangle){left, top, right, bottom, rgb};
}

void svy_draw_line(struct svy_drawing *drawing, double x1, double y1, double x2, double y2, uint32_t rgb, bool over)
{
	if (!svy_array_reserve(&drawing->lines, &drawing->line_room, drawing->n_lines + 1, sizeof *drawing->lines)) {
		drawing->failed = true;
		return;
	}
	drawing->lines[drawing->n_lines++] = (struct svy_line){x1, y1, x2, y2, rgb, over};
}

void svy_draw_circle(struct svy_drawing *drawing, double x, double y, double radius, uint32_t rgb)
{
	if (!svy_array_reserve(&drawing->circles, &drawing->circle_room, drawing->n_circles + 1,
	                       sizeof *drawing->circles)) {
		drawing->failed = true;
		return;
	}
	drawing->circles[drawing->n_circles++] = (struct svy_circle){x, y, radius, rgb};
}

void svy_draw_label(struct svy_drawing *drawing, double x, double y, enum svy_anchor anchor, enum svy_face face,
                    uint32_t rgb, const char *text)
{
	char *copy = svy_text_copy(text);
	if (!copy || !svy_array_reserve(&drawing->labels, &drawing->label_room, drawing->n_labels + 1,
	                                sizeof *drawing->labels)) {
		free(copy);
		drawing->failed = true;
		return;
	}
	drawing->labels[drawing->n_labels++] = (struct svy_label){x, y, anchor, face, rgb, copy};
}

double svy_draw_wrapped(struct svy_drawing *drawing, double x, double y, double width, enum svy_anchor anchor,
                        enum svy_face face, uint32_t rgb, const char *text)
{
	struct svy_wrapped lines;
	double height = svy_face_height(face);
	if (!svy_wrap(text, width, face, &lines)) {
		drawing->failed = true;
		return 0;
	}
	for (size_t i = 0; i < lines.n; i++)
		svy_draw_label(drawing, x, y + ((double)i + 0.5) * height, anchor, face, rgb, lines.line[i]);
	height *= (double)lines.n;
	svy_wrapped_clear(&lines);
	return height;
}

static void put_number(double x, struct svy_text *out)
{
	char number[SVY_NUMBER_SIZE];
	svy_number_fixed(x, 2, number);
	svy_text_printf(out, "%s\t", number);
}

void svy_drawing_rectangles(const struct svy_drawing *drawing, struct svy_text *out)
{
	for (size_t i = 0; i < drawing->n_rectangles; i++) {
		const struct svy_rectangle *r = &drawing->rectangles[i];
		put_number(r->left, out);
		put_number(r->top, out);
		put_number(r->right, out);
		put_number(r->bottom, out);
		svy_text_printf(out, "%lu\n", (unsigned long)r->rgb);
	}
}

void svy_drawing_lines(const struct svy_drawing *drawing, bool over, struct svy_text *out)
{
	for (size_t i = 0; i < drawing->n_lines; i++) {
		const struct svy_line *line = &drawing->lines[i];
		if (line->over != over)
			continue;
		put_number(line->x1, out);
		put_number(line->y1, out);
		put_number(line->x2 - line->x1, out);
		put_number(line->y2 - line->y1, out);
		svy_text_printf(out, "%lu\n", (unsigned long)line->rgb);
	}
}

void svy_drawing_circles(const struct svy_drawing *drawing, struct svy_text *out)
{
	for (size_t i = 0; i < drawing->n_circles; i++) {
		const struct svy_circle *circle = &drawing->circles[i];
		put_number(circle->x, out);
		put_number(circle->y, out);
		put_number(circle->radius, out);
		svy_text_printf(out, "%lu\n", (unsigned long)circle->rgb);
	}
}

void svy_drawing_labels(const struct svy_drawing *drawing, enum svy_anchor anchor, enum svy_face face,
                        struct svy_text *out)
{
	for (size_t i = 0; i < drawing->n_labels; i++) {
		const struct svy_label *label = &drawing->labels[i];
		if (label->anchor != anchor || label->face != face)
			continue;
		put_number(label->x, out);
		put_number(label->y, out);
		svy_text_printf(out, "svytext%zu.\t%lu\n", i, (unsigned long)label->rgb);
	}
}

enum svy_code svy_drawing_take(struct svy_drawing *drawing, struct svy_drawing *out, struct svy_status *status)
{
	if (drawing->failed) {
		svy_drawing_clear(drawing);
		return svy_fail_memory(status);
	}
	*out = *drawing;
	*drawing = (struct svy_drawing){0};
	return SVY_OK;
}

void svy_drawing_clear(struct svy_drawing *drawing)
{
	for (size_t i = 0; i < drawing->n_labels; i++)
		free(drawing->labels[i].text);
	free(drawing->labels);
	free(drawing->lines);
	free(drawing->circles);
	free(drawing->rectangles);
	free(drawing->title);
	free(drawing->description);
	*drawing = (struct svy_drawing){0};
}
