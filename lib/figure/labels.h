/*
 * How wide a text is, and breaking it into lines.
 *
 * The reader's machine may have other fonts than ours, so widths are estimates
 * on the safe side: by classes of letters, in DejaVu Sans.
 */
#ifndef SVY_FIGURE_LABELS_H
#define SVY_FIGURE_LABELS_H

#include <stdbool.h>
#include <stddef.h>

#include "figure/drawing.h"

/* Size of the letters, and the height of a line, in pixels. */
double svy_face_size(enum svy_face face);
double svy_face_height(enum svy_face face);

/* Width in pixels of well-formed UTF-8. */
double svy_label_width(const char *text, enum svy_face face);

struct svy_wrapped {
	char **line;
	size_t n, room;
};

/* Lines of at most `width` pixels, broken where Unicode allows it (UAX 14: after
 * spaces and hyphens, between most East Asian letters), or within a word that is
 * wider, but never within what a reader takes for one character (UAX 29, and the
 * joined letters of Khmer, Burmese, Thai and Lao); at least one line.  False
 * without memory.  Free with svy_wrapped_clear(). */
bool svy_wrap(const char *text, double width, enum svy_face face, struct svy_wrapped *out);
void svy_wrapped_clear(struct svy_wrapped *lines);

#endif
