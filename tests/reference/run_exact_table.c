/* The rows of tests/reference/stat/exact_table.csv. */
#include <math.h>
#include <string.h>

#include "stat/exact_table.h"
#include "tests/support/check.h"
#include "tests/support/reference.h"

static bool evaluate(const struct reference_row *row, double *out)
{
	const struct svy_exact_options options = {.seconds = INFINITY, .bytes = INFINITY};
	struct svy_test test;
	if (strcmp(row->statistic, "fisher-table") == 0)
		check_ok(svy_fisher_table(row->n, row->rows, row->cols, &options, &test, NULL), NULL);
	else if (strcmp(row->statistic, "fisher-table-midp") == 0)
		check_ok(svy_fisher_table_midp(row->n, row->rows, row->cols, &options, &test, NULL), NULL);
	else
		return false;
	return reference_pick(&test, row->quantity, out);
}

static void exact_table(void **state)
{
	(void)state;
	reference_check("exact_table", evaluate);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(exact_table)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
