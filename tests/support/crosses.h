/* Cross-tabulations by hand. */
#ifndef SVY_TESTS_SUPPORT_CROSSES_H
#define SVY_TESTS_SUPPORT_CROSSES_H

#include "report/cross.h"
#include "tests/support/rows.h"

struct crosses {
	struct svy_table *table;
	struct svy_crosstabs *tables;
	const struct svy_variable *variables[3];
	struct svy_cross cross;
};

/*
 * Variables a (rows), b (columns) and, with k = 3, c (layers) with these numbers of
 * categories, all declared; counts in the order a, b, c (c slowest), as rows with a
 * weight of this kind.
 */
void crosses_new(struct crosses *out, size_t k, const size_t *sizes, const double *weights, enum svy_weight_kind kind);
void crosses_free(struct crosses *crosses);

#endif
