#include <string.h>

#include "data/cell.h"
#include "tests/support/check.h"

static const struct svy_place PLACE = {"w.csv", 17, 4};

static void says(const char *value, const char *words)
{
	const struct svy_field field = {value, strlen(value)};
	struct svy_status status = {0};
	check_fails(svy_cell_fail(PLACE, "q5", &field, "is not a number", NULL, &status), SVY_EINPUT, &status, words);
}

static void a_cell_has_its_place(void **state)
{
	(void)state;
	says("x", "w.csv:17:4: q5: value \"x\" is not a number");
	says("", "q5: value \"\" is not a number");
	/* cut at 40 bytes, and not within the two of a letter */
	says("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\xC3\xA9" "b", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...\" is");
}

static void the_nearest_category_is_named(void **state)
{
	struct svy_category categories[] = {{"Sergeant", "S"}, {"Constable", "C"}};
	const struct svy_variable variable = {.name = "rank", .categories = categories, .n_categories = 2};
	const struct svy_field near = {"Sergent", 7}, far = {"xyz", 3};
	struct svy_status status = {0};
	(void)state;
	check_fails(svy_cell_fail_undeclared(PLACE, &variable, &near, "is not in the codebook", &status), SVY_EINPUT,
	            &status, "rank: value \"Sergent\" is not in the codebook (did you mean \"Sergeant\"?)");
	check_fails(svy_cell_fail_undeclared(PLACE, &variable, &far, "is not among others", &status), SVY_EINPUT,
	            &status, "\" is not among others");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_cell_has_its_place),
	                                   cmocka_unit_test(the_nearest_category_is_named)};
	return cmocka_run_group_tests_name("data/cell", tests, NULL, NULL);
}
