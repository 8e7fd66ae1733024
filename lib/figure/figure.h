/*
 * One figure out of one result: the numbers that a kind of figure shows where
 * nothing else is asked for, and its drawing.
 */
#ifndef SVY_FIGURE_FIGURE_H
#define SVY_FIGURE_FIGURE_H

#include "figure/likert.h"

enum svy_figure_kind { SVY_FIGURE_BARS, SVY_FIGURE_HEAT, SVY_FIGURE_LIKERT, SVY_FIGURE_DOT };

struct svy_figure_options {
	enum svy_figure_kind kind;
	const char *table;  /* NULL: cells, or frequencies */
	const char *field;  /* NULL: what this kind shows of this table */
	const char *title;  /* NULL: that of the table */
	const struct svy_condition *conditions;
	size_t n_conditions;
	const struct svy_codebook *codebook; /* NULL, or: titles of variables */
	bool stacked;                        /* bars */
	bool logarithmic;                    /* dot */
	double reference;                    /* dot; NaN: none */
	struct svy_likert_options likert;    /* its `shown` is set here */
};

/* The kind of this name; false where there is none. */
bool svy_figure_kind_from_name(const char *name, enum svy_figure_kind *out);

/* The names of all kinds: "bars, heat, likert, dot". */
const char *svy_figure_kind_names(void);

/* SVY_EUSAGE: what svy_matrix_make() and the drawing of the kind refuse.  *out is
 * overwritten. */
enum svy_code svy_figure_draw(const struct svy_release *release, const struct svy_figure_options *options,
                              struct svy_drawing *out, struct svy_status *status) SVY_MUST_USE;

#endif
