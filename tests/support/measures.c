#include "tests/support/measures.h"

#include "tests/support/check.h"

const struct svy_measure_options PLAIN_MEASURE = {.level = 0.95, .seed = 1, .threads = 1};

struct svy_measure measure_of(measure_function *compute, const double *n, size_t rows, size_t cols,
                              enum svy_measure_kind kind)
{
	struct svy_status status = {0};
	struct svy_margins *m;
	struct svy_measure out;
	check_ok(svy_margins_new(n, rows, cols, &m, &status), &status);
	svy_measure_init(&out, kind);
	check_ok(compute(m, kind, &PLAIN_MEASURE, &out, &status), &status);
	svy_margins_free(m);
	return out;
}
