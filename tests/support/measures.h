/* A measure of association of a small table, for tests of the measures one by one. */
#ifndef SVY_TESTS_SUPPORT_MEASURES_H
#define SVY_TESTS_SUPPORT_MEASURES_H

#include "stat/margins.h"
#include "stat/measure.h"

/* svy_concordance() and its like. */
typedef enum svy_code measure_function(const struct svy_margins *m, enum svy_measure_kind kind,
                                       const struct svy_measure_options *options, struct svy_measure *out,
                                       struct svy_status *status);

/* At the level 0.95, of a table that has two rows and columns at least. */
extern const struct svy_measure_options PLAIN_MEASURE;
struct svy_measure measure_of(measure_function *compute, const double *n, size_t rows, size_t cols,
                              enum svy_measure_kind kind);

#endif
