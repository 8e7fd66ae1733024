#include "report/whole.h"

#include <math.h>
#include <stdlib.h>

#include "tests/support/check.h"

static void check_parts(const double *values, size_t n, int digits, const double *expected)
{
	double out[8];
	assert_true(svy_round_parts(values, n, digits, out));
	for (size_t i = 0; i < n; i++)
		check_close(out[i], expected[i], 0);
}

/* The usual small example of the Alabama paradox: states of 6, 6 and 2 have 4, 4 and 2 of
 * ten seats, and 5, 5 and 1 of eleven.  Below it by hand: 4.70, 1.60, 1.59, 1.20, 0.60 and
 * 0.31 are 4 1 1 1 0 0 rounded down, and three more for .70, .60 and .60. */
static void seats_go_to_the_largest_remainders(void **state)
{
	(void)state;
	check_parts((double[]){60.0 / 14, 60.0 / 14, 20.0 / 14}, 3, 0, (double[]){4, 4, 2});
	check_parts((double[]){66.0 / 14, 66.0 / 14, 22.0 / 14}, 3, 0, (double[]){5, 5, 1});
	check_parts((double[]){4.7, 1.6, 1.59, 1.2, 0.6, 0.31}, 6, 0, (double[]){5, 2, 1, 1, 1, 0});
}

static void thirds_and_halves_add_up(void **state)
{
	(void)state;
	/* the first of those that lost the same is served */
	check_parts((double[]){100.0 / 3, 100.0 / 3, 100.0 / 3}, 3, 0, (double[]){34, 33, 33});
	check_parts((double[]){100.0 / 3, 100.0 / 3, 100.0 / 3}, 3, 1, (double[]){33.4, 33.3, 33.3});
	check_parts((double[]){200.0 / 3, 100.0 / 3}, 2, 0, (double[]){67, 33});
	check_parts((double[]){12.5, 12.5, 75}, 3, 0, (double[]){13, 12, 75});
	check_parts((double[]){0.5, 0.5, 99}, 3, 0, (double[]){1, 0, 99});
	/* whole numbers stay, although 33.3 * 10 is not 333 in binary */
	check_parts((double[]){33.3, 33.3, 33.4}, 3, 1, (double[]){33.3, 33.3, 33.4});
	check_parts((double[]){0, 100, 0}, 3, 0, (double[]){0, 100, 0});
	check_parts(NULL, 0, 1, NULL);
	/* the sum itself is rounded half up */
	check_parts((double[]){0.7, 0.8}, 2, 0, (double[]){1, 1});
	check_parts((double[]){0.6, 0.8}, 2, 0, (double[]){0, 1});
}

/* --- tables ---------------------------------------------------------------- */

static const struct svy_rfield FIELDS[] = {{"row", SVY_KEY, SVY_AS_TEXT}, {"col", SVY_KEY, SVY_AS_TEXT},
                                           {"margin", SVY_KEY, SVY_AS_TEXT},
                                           {"col_percent", SVY_PERCENT, SVY_AS_PERCENT}};

static void add(struct svy_rtable *table, size_t group, const char *row, const char *margin, double percent,
                unsigned depth)
{
	svy_row_begin(table, group);
	svy_set_text(table, "row", row);
	svy_set_text(table, "col", "Women");
	svy_set_text(table, "margin", margin);
	svy_set_percent(table, "col_percent", percent, 3);
	svy_row_depth(table, depth);
}

static void wholes_are_columns_and_nets_their_sums(void **state)
{
	struct svy_status status = {0};
	struct svy_result *result;
	(void)state;
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_result_table(result, "cells", "T", FIELDS, 4);
	add(table, 0, "a", "", 100.0 / 3, 0);
	add(table, 0, "b or c", "net", 200.0 / 3, 0);
	add(table, 0, "b", "", 100.0 / 3, 1);
	add(table, 0, "c", "", 100.0 / 3, 1);
	add(table, 0, "Total", "col", 100, 0);
	add(table, 1, "a", "", 33.4, 0); /* another table: what is left of it is no whole */
	add(table, 1, "b", "", 33.26, 0);
	double *rounded = svy_round_wholes(table, 0);
	const double expected[] = {34, 66, 33, 33, NAN, 33.4, 33.26};
	for (size_t i = 0; i < 7; i++)
		check_close(rounded[i * table->n_fields + 3], expected[i], 0);
	free(rounded);
	rounded = svy_round_wholes(table, 10);
	check_close(rounded[3], NAN, 0); /* too many digits: each by itself */
	free(rounded);
	svy_result_free(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(seats_go_to_the_largest_remainders),
		cmocka_unit_test(thirds_and_halves_add_up),
		cmocka_unit_test(wholes_are_columns_and_nets_their_sums),
	};
	return cmocka_run_group_tests_name("report/whole", tests, NULL, NULL);
}
