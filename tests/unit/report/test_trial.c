#include <string.h>

#include "report/trial.h"
#include "report/trial_permute.h"
#include "tests/support/check.h"

static void every_name_is_there_once(void **state)
{
	const struct svy_trial *trial, *other;
	(void)state;
	for (size_t i = 0; (trial = svy_trial_at(i)); i++) {
		assert_ptr_equal(svy_trial_named(trial->name), trial);
		for (size_t j = 0; j < i && (other = svy_trial_at(j)); j++)
			assert_string_not_equal(other->name, trial->name);
		assert_true(strlen(trial->purpose) > 0 && strlen(trial->purpose) < 80);
		assert_true(trial->forms != 0);
		if (trial->exact)
			assert_non_null(svy_trial_named(trial->exact));
	}
	assert_null(svy_trial_named("t-student"));
}

static void a_permutation_has_its_test(void **state)
{
	const struct svy_trial *trial;
	size_t i = 0;
	(void)state;
	for (; (trial = svy_trial_permutation_at(i)); i++) {
		assert_int_equal(strncmp(trial->name, "permutation-", 12), 0);
		const struct svy_trial *base = svy_trial_named(trial->name + 12);
		assert_non_null(base);
		assert_int_equal(trial->forms, base->forms);
		assert_int_equal(trial->asks & SVY_ASKS_TWO, base->asks & SVY_ASKS_TWO);
		assert_int_equal(trial->asks & SVY_ASKS_ORDER, base->asks & SVY_ASKS_ORDER);
	}
	assert_true(i > 10);
}

static void what_does_not_suit_is_said(void **state)
{
	struct svy_trial_data data = {.form = SVY_FORM_GROUPS, .k = 3};
	const struct svy_trial trial = {.name = "x", .forms = SVY_FORM_GROUPS, .asks = SVY_ASKS_TWO,
	                                .otherwise = "use anova"};
	const struct svy_trial ordered = {.name = "y", .forms = SVY_FORM_GROUPS, .asks = SVY_ASKS_ORDER};
	struct svy_trial_unfit unfit;
	(void)state;
	assert_string_equal(svy_trial_unfit(&trial, &data, &unfit),
	                    "is for two groups, here are 3: use anova, or choose two with --where");
	data.k = 2;
	assert_null(svy_trial_unfit(&trial, &data, &unfit));
	check_contains(svy_trial_unfit(&ordered, &data, &unfit), "categoriesOrdered");
	data.ordered = true;
	assert_null(svy_trial_unfit(&ordered, &data, &unfit));
	data.form = SVY_FORM_SHARES;
	check_contains(svy_trial_unfit(&trial, &data, &unfit), svy_form_name(SVY_FORM_SHARES));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_name_is_there_once),
		cmocka_unit_test(a_permutation_has_its_test),
		cmocka_unit_test(what_does_not_suit_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
