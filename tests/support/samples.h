/* A sample of groups, by hand. */
#ifndef SVY_TESTS_SUPPORT_SAMPLES_H
#define SVY_TESTS_SUPPORT_SAMPLES_H

#include "stat/sample.h"

/* n numbers, once each, in the groups from 0 given with them.  Free with svy_sample_clear(). */
struct svy_sample sample_of(const double *x, const size_t *group, size_t n, size_t k);

#endif
