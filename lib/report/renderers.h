/* One renderer per format; called by svy_render() only. */
#ifndef SVY_REPORT_RENDERERS_H
#define SVY_REPORT_RENDERERS_H

#include "report/grid.h"
#include "report/render.h"

void svy_render_json(const struct svy_result *result, const struct svy_render_options *options, struct svy_text *out);
void svy_render_csv(const struct svy_result *result, const struct svy_rtable *table, char delimiter,
                    const struct svy_render_options *options, struct svy_text *out);

/* People's formats: the grids of the tables, then base, notes, provenance. */
void svy_render_text(const struct svy_result *result, const struct svy_grids *grids,
                     const struct svy_render_options *options, struct svy_text *out);
void svy_render_markdown(const struct svy_result *result, const struct svy_grids *grids,
                         const struct svy_render_options *options, struct svy_text *out);
void svy_render_latex(const struct svy_result *result, const struct svy_grids *grids,
                      const struct svy_render_options *options, struct svy_text *out);
void svy_render_html(const struct svy_result *result, const struct svy_grids *grids,
                     const struct svy_render_options *options, struct svy_text *out);

/* The tables alone, for a page of someone else's. */
void svy_render_html_tables(const struct svy_grids *grids, struct svy_text *out);

#endif
