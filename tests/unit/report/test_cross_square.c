#include <stdlib.h>

#include "report/cross_square.h"
#include "tests/support/check.h"
#include "tests/support/crosses.h"

static const size_t TWO[] = {2, 2}, THREE[] = {3, 2};
static const double FOUR[] = {1, 2, 3, 4}, SIX[] = {1, 2, 3, 4, 5, 6};

/* The columns' categories in this order of values, or others. */
static void rename_columns(struct crosses *c, struct svy_variable *variable, struct svy_category *categories,
                           char *const *values)
{
	*variable = *c->variables[1];
	for (size_t i = 0; i < variable->n_categories; i++) {
		categories[i] = (struct svy_category){values[i], values[i]};
		c->tables->levels[1].level[i].value = values[i];
	}
	variable->categories = categories;
	c->variables[1] = variable;
}

static void categories_are_matched_by_value(void **state)
{
	static char *const values[] = {"2", "1"};
	struct svy_status status = {0};
	struct svy_category categories[2];
	struct svy_variable variable;
	struct crosses c;
	double *square;
	size_t k;
	(void)state;
	crosses_new(&c, 2, TWO, FOUR, SVY_WEIGHT_FREQUENCY);
	rename_columns(&c, &variable, categories, values);
	check_ok(svy_cross_square(&c.cross, 0, &square, &k, &status), &status);
	assert_int_equal(k, 2);
	check_close(square[0], 2, 0); /* "1" twice */
	check_close(square[1], 1, 0);
	check_close(square[3], 3, 0);
	free(square);
	assert_null(svy_cross_unpaired(&c.cross, false, false));
	check_contains(svy_cross_unpaired(&c.cross, true, false), "same order");
	crosses_free(&c);
}

static void what_only_one_has_is_an_empty_row_or_column(void **state)
{
	static char *const values[] = {"3", "4"};
	struct svy_status status = {0};
	struct svy_category categories[2];
	struct svy_variable variable, rows;
	struct crosses c;
	double *square, sum = 0;
	size_t k;
	(void)state;
	crosses_new(&c, 2, THREE, SIX, SVY_WEIGHT_FREQUENCY);
	rename_columns(&c, &variable, categories, values);
	check_ok(svy_cross_square(&c.cross, 0, &square, &k, &status), &status);
	assert_int_equal(k, 4);
	for (size_t i = 0; i < 16; i++)
		sum += square[i];
	check_close(sum, 21, 0);
	check_close(square[2 * 4 + 2], 5, 0);
	check_close(square[2 * 4 + 3], 6, 0);
	free(square);
	/* declared, so they would have to be the same */
	check_contains(svy_cross_unpaired(&c.cross, false, true), "same categories");
	rows = *c.variables[0];
	rows.declared = variable.declared = false;
	c.variables[0] = &rows;
	assert_null(svy_cross_unpaired(&c.cross, false, true));
	check_contains(svy_cross_unpaired(&c.cross, false, false), "same categories");
	crosses_free(&c);
}

static void what_is_not_declared_must_be_among_what_is(void **state)
{
	struct svy_variable cols;
	struct crosses c;
	(void)state;
	crosses_new(&c, 2, THREE, SIX, SVY_WEIGHT_FREQUENCY);
	check_contains(svy_cross_unpaired(&c.cross, false, true), "same categories"); /* 1 2 3 and 1 2, both declared */
	cols = *c.variables[1];
	cols.declared = false;
	c.variables[1] = &cols;
	assert_null(svy_cross_unpaired(&c.cross, false, false)); /* "3" was merely not met */
	crosses_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(categories_are_matched_by_value),
		cmocka_unit_test(what_only_one_has_is_an_empty_row_or_column),
		cmocka_unit_test(what_is_not_declared_must_be_among_what_is),
	};
	return cmocka_run_group_tests_name("report/cross_square", tests, NULL, NULL);
}
