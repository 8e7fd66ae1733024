/*
 * The parts of a cross-tabulation: an analysis for each row variable with each column
 * variable, all counted in one pass over the file.
 *
 *     svy_parts_open(analysis, call->operands + 1, n, &nets, &parts, status);
 *     svy_parts_read(parts, status);
 *     for each part: svy_parts_cross(parts, i)   to the builders of report/cross.h
 *     svy_parts_describe(parts, result, status);
 *     svy_parts_free(parts);
 */
#ifndef SVY_FRONT_PARTS_H
#define SVY_FRONT_PARTS_H

#include "report/cross.h"
#include "tools/front/analysis.h"
#include "tools/front/nets.h"

/* Its variables are row, column, layers, then those that nest the column. */
struct svy_part {
	size_t k, n_outer;
	size_t *columns; /* of the analysis */
	const struct svy_variable **variables;
	struct svy_count *count;
	struct svy_crosstabs *tables;
	size_t first_group;
};

struct svy_parts {
	struct svy_analysis *analysis;
	struct svy_part *part;
	size_t n;
	struct svy_nets nets;
	struct svy_columns *used; /* of each part */
	struct svy_cross_frame frame; /* its names are borrowed from variables */
	const char **layers, **spans;
	char *title;
	uint64_t rows_used; /* in at least one part */
};

/*
 * operands  ROW, COL, LAYER...; ROW and COL may be lists (data/spec.h)
 * nets      --net, as given
 *
 * *out is the caller's to free.
 */
enum svy_code svy_parts_open(struct svy_analysis *analysis, const char *const *operands, size_t n_operands,
                             const struct svy_strings *nets, struct svy_parts **out,
                             struct svy_status *status) SVY_MUST_USE;

/* Read the file, and make the tables. */
enum svy_code svy_parts_read(struct svy_parts *parts, struct svy_status *status) SVY_MUST_USE;

/* Part i for the builders; valid as long as the parts.  layout and shares may be NULL. */
struct svy_cross svy_parts_cross(const struct svy_parts *parts, size_t i, const struct svy_cross_layout *layout,
                                 const struct svy_share_options *shares);

/* Say of a failure in which part it was, where there are several. */
enum svy_code svy_parts_fail(const struct svy_parts *parts, size_t i, enum svy_code code, struct svy_status *status);

/* The label of a column that some part has, by its label or value; "Total" for the total.
 * SVY_EUSAGE: there is none (with the nearest).  Borrowed. */
enum svy_code svy_parts_find_column(const struct svy_parts *parts, const char *name, const char **label,
                                    struct svy_status *status) SVY_MUST_USE;

/*
 * Rows, design, and what was left out.  A reason is told once where all parts with its
 * variable leave out the same number for it; otherwise for each, with its name.
 */
enum svy_code svy_parts_describe(const struct svy_parts *parts, struct svy_result *result,
                                 struct svy_status *status) SVY_MUST_USE;

void svy_parts_free(struct svy_parts *parts);

#endif
