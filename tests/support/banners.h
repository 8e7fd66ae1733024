/* Cross-tabulations of several variables in one result, by hand. */
#ifndef SVY_TESTS_SUPPORT_BANNERS_H
#define SVY_TESTS_SUPPORT_BANNERS_H

#include "report/result.h"

/* One of them: 2 x 2 with margins.  Rows are "Yes" and "No" of row_variable. */
struct banner {
	const char *row_variable, *col_variable;
	const char *span; /* the value of "region" that nests it; NULL: it is not nested */
	const char *cols[2];
	uint64_t n[4]; /* row-major */
};

/*
 * Table "cells" with row_variable, col_variable, region, row, col, margin, n,
 * col_percent, letters; group i is banner i.  The layout is that of svy-cross with one
 * line `n` a cell, and then changed by `layout` (its names are filled in; NULL: as it is).
 * Titles of variables are their names with a capital "T ".
 */
struct svy_result *banners_new(const struct banner *banners, size_t n, const struct svy_layout *layout);

#endif
