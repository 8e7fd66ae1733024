/* Numbers for figures, by hand. */
#ifndef SVY_TESTS_SUPPORT_FIGURES_H
#define SVY_TESTS_SUPPORT_FIGURES_H

#include "figure/drawing.h"
#include "figure/matrix.h"

/* One panel named "" of categories "category 1"... by series "series 1"..., without
 * limits; values row-major.  Clear with svy_matrix_clear(). */
struct svy_matrix matrix_new(size_t n_categories, size_t n_series, const double *values);

/* The label with this text; it must be there. */
const struct svy_label *label_of(const struct svy_drawing *drawing, const char *text);
bool has_label(const struct svy_drawing *drawing, const char *text);

/* Everything lies inside the drawing, and no text reaches over its side. */
void check_inside(const struct svy_drawing *drawing);

#endif
