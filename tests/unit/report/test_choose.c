#include "report/choose.h"
#include "tests/support/check.h"

static const struct svy_choice CHOICES[] = {
	{"pearson", NULL}, {"lr", NULL}, {"fisher", "is for 2 x 2 tables: use fisher-mc"}};

static void chooses(const char *list, bool pearson, bool lr, bool fisher)
{
	struct svy_status status = {0};
	bool chosen[3] = {true, false, true};
	check_ok(svy_choose("--tests", list, CHOICES, 3, chosen, &status), &status);
	assert_int_equal(chosen[0], pearson);
	assert_int_equal(chosen[1], lr);
	assert_int_equal(chosen[2], fisher);
}

static void names_are_chosen(void **state)
{
	(void)state;
	chooses("pearson", true, false, false);
	chooses("lr, pearson", true, true, false);
	chooses("lr,lr", false, true, false);
	chooses("all", true, true, false); /* those that suit */
	chooses("none", false, false, false);
}

static void what_is_unknown_or_does_not_suit_is_refused(void **state)
{
	static const struct {
		const char *list, *words;
	} rows[] = {{"fisher", "--tests: fisher: is for 2 x 2 tables: use fisher-mc"},
	            {"peerson", "--tests: there is no \"peerson\" (did you mean \"pearson\"?)"},
	            {"barnard", "known are all, none, pearson lr fisher"},
	            {"", "--tests: an empty list"},
	            {"lr,", "\"\""}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svy_status status = {0};
		bool chosen[3];
		check_fails(svy_choose("--tests", rows[i].list, CHOICES, 3, chosen, &status), SVY_EUSAGE, &status,
		            rows[i].words);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_chosen),
		cmocka_unit_test(what_is_unknown_or_does_not_suit_is_refused),
	};
	return cmocka_run_group_tests_name("report/choose", tests, NULL, NULL);
}
