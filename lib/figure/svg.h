/*
 * Finishing the SVG that gnuplot drew: the texts in place of their tokens, a
 * title and description for those who cannot see it, and nothing of the program
 * that made it.
 */
#ifndef SVY_FIGURE_SVG_H
#define SVY_FIGURE_SVG_H

#include "base/status.h"
#include "base/text.h"
#include "figure/drawing.h"

/* SVY_EIO: the drawing is not whole (a full disk, or another program's). */
enum svy_code svy_svg_finish(const char *drawn, const struct svy_drawing *drawing, struct svy_text *out,
                             struct svy_status *status) SVY_MUST_USE;

#endif
