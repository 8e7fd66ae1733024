/* A result by hand, for tests of what stands behind the tools. */
#ifndef SVY_TESTS_SUPPORT_RESULTS_H
#define SVY_TESTS_SUPPORT_RESULTS_H

#include "base/text.h"
#include "report/render.h"

/*
 * Two groups (layer "site": North, South) of a table of 2 x 2 cells with margins,
 * row by col, in the layout of svy-cross, and a table "tests" with a row for each
 * group; rows and a group note are set.  counts are 2 x 4 cells, row-major.
 * Percentages are of the column and the row.
 */
struct svy_result *result_new(const uint64_t counts[8]);

/* Through the gate; policy NULL: none.  result is taken over. */
struct svy_release *release_new(struct svy_result *result, const struct svy_disclosure *policy);

/* The whole release as text of a format; the caller frees it. */
char *render(const struct svy_release *release, enum svy_format format, const struct svy_render_options *options);

enum { N_FORMATS = SVY_FORMAT_HTML + 1 };

#endif
