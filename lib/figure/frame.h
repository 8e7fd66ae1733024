/* What every figure has around its picture: title above, legend, base below. */
#ifndef SVY_FIGURE_FRAME_H
#define SVY_FIGURE_FRAME_H

#include "figure/drawing.h"
#include "figure/matrix.h"

enum { SVY_FIGURE_WIDTH = 720, SVY_FIGURE_NARROWEST = 420, SVY_FIGURE_MARGIN = 16 };

/* A dash, where a number is null. */
#define SVY_NO_NUMBER "\xE2\x80\x93"

/* "n = 825", what a percentage is of; a dash where it is not known. */
void svy_frame_base(double n, struct svy_text *out);

/* Title, and what is shown, in drawing->width; gives the y below them. */
double svy_frame_head(struct svy_drawing *drawing, const struct svy_matrix *matrix, const char *shown);

/* A square of colour for each series, in lines; gives the y below.  colours has one
 * for each; NULL: those of svy_series_colour(). */
double svy_frame_legend(struct svy_drawing *drawing, const struct svy_matrix_names *series, const uint32_t *colours,
                        double y);

/* The name of a panel over it, where it has one; gives the y below. */
double svy_frame_panel(struct svy_drawing *drawing, const char *name, double y);

/* How wide a column of these names is: as the widest, at most `most`. */
double svy_frame_names_width(const struct svy_matrix_names *names, double most);

/* A name to the left of x, in lines, in a row of at least `height` that begins at
 * top; gives the height of the row. */
double svy_frame_name(struct svy_drawing *drawing, const char *name, double x, double top, double height);

/*
 * Title and description for those who cannot see it: what is shown, then for each
 * row its name, and for each series its name and what `put` writes of it: of the
 * value i of the matrix, or of all of the row.
 */
typedef void svy_frame_put(const void *plan, size_t i, struct svy_text *out);
void svy_frame_describe(struct svy_drawing *drawing, const struct svy_matrix *matrix, const char *kind,
                        const char *shown, svy_frame_put *put, const void *plan);

/* The base and the mark of a missing value; closes the drawing at the bottom. */
void svy_frame_foot(struct svy_drawing *drawing, const struct svy_matrix *matrix, double y);

#endif
