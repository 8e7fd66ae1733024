#include "tests/support/samples.h"

#include <stdlib.h>

#include "base/array.h"
#include "tests/support/check.h"

struct svy_sample sample_of(const double *x, const size_t *group, size_t n, size_t k)
{
	struct svy_sample sample;
	struct svy_run *runs = svy_array_new(n, sizeof *runs);
	assert_non_null(runs);
	for (size_t i = 0; i < n; i++)
		runs[i] = (struct svy_run){x[i], group[i], 1};
	check_ok(svy_sample_make(runs, n, k, &sample, NULL), NULL);
	free(runs);
	return sample;
}
