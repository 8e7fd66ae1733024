/*
 * Rows of reference values, and what computes them.
 *
 *     statistic,table,arguments,quantity,expected,tolerance,source
 *
 * table       counts, rows of the table separated by "/"; or the plain numbers
 *             that a statistic takes
 * arguments   name=value;name=value
 * tolerance   "rel 1e-10" or "abs 5e-5" (half a unit of the last printed digit)
 *
 * A row that nothing can evaluate, or that has no source, is a failure.  A family of
 * statistics has its program tests/reference/run_NAME.c, which names its files.
 */
#ifndef SVY_TESTS_REFERENCE_H
#define SVY_TESTS_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "stat/sample.h"
#include "stat/test.h"

enum { REFERENCE_FIELDS = 7, REFERENCE_CELLS = 4096 };

struct reference_row {
	char *field[REFERENCE_FIELDS];
	const char *statistic, *table, *arguments, *quantity, *expected, *tolerance, *source;
	double n[REFERENCE_CELLS]; /* the table */
	size_t rows, cols, cells;
};

/* The value of an argument; other where it is not given. */
double reference_argument(const struct reference_row *row, const char *name, double other);

/* Whether arguments hold name=value. */
bool reference_has(const struct reference_row *row, const char *assignment);

/* alternative=less or greater; two-sided where there is none. */
enum svy_alternative reference_alternative(const struct reference_row *row);

/* The field of the test that the row's quantity names; false: there is no such field. */
bool reference_pick(const struct svy_test *test, const char *quantity, double *out);

/* The groups of a row whose table is numbers / groups from 1, and where there is a third row
 * how often each occurs; at most REFERENCE_GROUPS.  Free with svy_sample_clear(). */
enum { REFERENCE_GROUPS = 20 };
void reference_sample(const struct reference_row *row, struct svy_sample *out);

/* False where the statistic, or its quantity, is not its own. */
typedef bool reference_evaluator(const struct reference_row *row, double *out);

/* Every row of tests/reference/stat/STEM.csv; a cmocka assertion fails where one does not hold. */
void reference_check(const char *stem, reference_evaluator *evaluate);

#endif
