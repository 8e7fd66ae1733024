/* Running gnuplot and rsvg-convert: without a shell, in a folder of their own. */
#ifndef SVY_FRONT_GNUPLOT_H
#define SVY_FRONT_GNUPLOT_H

#include "base/status.h"
#include "base/text.h"
#include "figure/drawing.h"

/*
 * Draw with plots/KIND.gp; out gets the finished SVG.
 *
 * The scripts are looked for in $SVY_PLOTS, beside the tool (../../plots as in
 * the build folder, ../share/svytools/plots as installed), and where `make
 * install` would have put them.  SVY_EIO: they or gnuplot are not there, or it
 * failed (with what it said).
 */
enum svy_code svy_gnuplot_draw(const char *kind, const struct svy_drawing *drawing, struct svy_text *out,
                               struct svy_status *status) SVY_MUST_USE;

/* SVG to "png" or "pdf", the same bytes every time. */
enum svy_code svy_rsvg_convert(const struct svy_text *svg, const char *format, struct svy_text *out,
                               struct svy_status *status) SVY_MUST_USE;

#endif
