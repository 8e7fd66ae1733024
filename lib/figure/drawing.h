/*
 * A drawing: rectangles, lines, circles and texts at places in pixels, y downwards.
 *
 * Kinds of figures (bars.h, heat.h, likert.h, dot.h) compute it; the program that draws gets the
 * numbers only, as tables.  Texts go through it as tokens and come back when the
 * SVG is finished (svg.h), so that no text of a user is ever taken for markup.
 */
#ifndef SVY_FIGURE_DRAWING_H
#define SVY_FIGURE_DRAWING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "base/text.h"

enum svy_anchor { SVY_ANCHOR_LEFT, SVY_ANCHOR_MIDDLE, SVY_ANCHOR_RIGHT };
enum svy_face { SVY_FACE_TITLE, SVY_FACE_TEXT, SVY_FACE_SMALL, SVY_N_FACES };

struct svy_rectangle {
	double left, top, right, bottom;
	uint32_t rgb;
};

struct svy_line {
	double x1, y1, x2, y2;
	uint32_t rgb;
	bool over; /* the rectangles; otherwise under them */
};

struct svy_circle {
	double x, y, radius;
	uint32_t rgb;
};

/* (x, y) is at the anchor and half the height of the letters. */
struct svy_label {
	double x, y;
	enum svy_anchor anchor;
	enum svy_face face;
	uint32_t rgb;
	char *text; /* owned */
};

/* Starts as {0}; clear with svy_drawing_clear().  Memory failure is sticky. */
struct svy_drawing {
	double width, height;
	struct svy_rectangle *rectangles;
	size_t n_rectangles, rectangle_room;
	struct svy_line *lines;
	size_t n_lines, line_room;
	struct svy_circle *circles; /* over the lines */
	size_t n_circles, circle_room;
	struct svy_label *labels;
	size_t n_labels, label_room;
	char *title, *description; /* for those who cannot see it */
	bool failed;
};

void svy_draw_rectangle(struct svy_drawing *drawing, double left, double top, double right, double bottom,
                        uint32_t rgb);
void svy_draw_line(struct svy_drawing *drawing, double x1, double y1, double x2, double y2, uint32_t rgb, bool over);
void svy_draw_circle(struct svy_drawing *drawing, double x, double y, double radius, uint32_t rgb);
void svy_draw_label(struct svy_drawing *drawing, double x, double y, enum svy_anchor anchor, enum svy_face face,
                    uint32_t rgb, const char *text);

/* The same on several lines of at most `width` pixels, downwards from y; gives
 * the height that they take.  Words that are too long are broken. */
double svy_draw_wrapped(struct svy_drawing *drawing, double x, double y, double width, enum svy_anchor anchor,
                        enum svy_face face, uint32_t rgb, const char *text);

/* The shapes as lines of numbers by tabs, for plots/: left top right bottom rgb
 * of rectangles, x y dx dy rgb of lines, x y radius rgb of circles, x y token rgb of
 * the labels of one anchor and face. */
void svy_drawing_rectangles(const struct svy_drawing *drawing, struct svy_text *out);
void svy_drawing_lines(const struct svy_drawing *drawing, bool over, struct svy_text *out);
void svy_drawing_circles(const struct svy_drawing *drawing, struct svy_text *out);
void svy_drawing_labels(const struct svy_drawing *drawing, enum svy_anchor anchor, enum svy_face face,
                        struct svy_text *out);

/* Hand a finished drawing over to *out, or clear it where memory ran out. */
enum svy_code svy_drawing_take(struct svy_drawing *drawing, struct svy_drawing *out,
                               struct svy_status *status) SVY_MUST_USE;

void svy_drawing_clear(struct svy_drawing *drawing);

#endif
