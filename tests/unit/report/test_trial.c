#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/cross_trial.h"
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

/* The file's words; the caller frees them. */
static char *read_words(const char *path)
{
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	char *words = calloc(1, 1 << 16);
	assert_non_null(words);
	assert_true(fread(words, 1, (1 << 16) - 1, file) > 1000);
	fclose(file);
	return words;
}

/* `name` between these marks, each of them one of those. */
static bool has_name(const char *words, const char *name, const char *before, const char *after)
{
	size_t length = strlen(name);
	for (const char *at = strstr(words, name); at; at = strstr(at + 1, name))
		if (at > words && strchr(before, at[-1]) && strchr(after, at[length]))
			return true;
	return false;
}

static void a_page_and_the_help_lead_to_every_test(void **state)
{
	char *page = read_words("docs/methods/which-test.md"), *help = read_words("tools/front/trial_words.h");
	char *of_cross = read_words("tools/front/cross_words.h");
	(void)state;
	for (size_t i = 0; svy_trial_at(i); i++) {
		const char *name = svy_trial_at(i)->name;
		if (!svy_trial_at(i)->run)
			continue;
		if (!has_name(page, name, "`", "`") || !has_name(help, name, " \"", ",.;\" "))
			print_error("%s is not on the page, or not in the help\n", name);
		assert_true(has_name(page, name, "`", "`") && has_name(help, name, " \"", ",.;\" "));
	}
	for (size_t i = 0; i < svy_cross_n_trials(); i++) {
		const char *name = svy_cross_trial_at(i)->name;
		if (strncmp(name, "permutation-", 12) == 0)
			continue;
		if (!has_name(page, name, "`", "`") || !has_name(of_cross, name, " \"", ",.;\" "))
			print_error("%s is not on the page, or not in the help of svy-cross\n", name);
		assert_true(has_name(page, name, "`", "`") && has_name(of_cross, name, " \"", ",.;\" "));
	}
	free(page);
	free(help);
	free(of_cross);
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
	                    "is for two groups, here are 3: use anova, or choose two, as with --where 'GROUP = A,B'");
	data.k = 2;
	assert_null(svy_trial_unfit(&trial, &data, &unfit));
	check_contains(svy_trial_unfit(&ordered, &data, &unfit), "categoriesOrdered");
	data.ordered = true;
	assert_null(svy_trial_unfit(&ordered, &data, &unfit));
	data.form = SVY_FORM_SHARES;
	check_contains(svy_trial_unfit(&trial, &data, &unfit), svy_form_name(SVY_FORM_SHARES));
}

/* Nobody at all, and one group: no p, but the reason and the method. */
static void without_data_there_is_a_reason_and_no_p(void **state)
{
	const struct svy_run run[] = {{1, 0, 1}, {2, 0, 1}, {4, 0, 1}};
	const struct svy_group_moments moments[] = {{3, 7.0 / 3, 0, 14.0 / 3}}, nobody = {0};
	const struct svy_trial_options options = {.level = 0.95, .mu = NAN, .low = -0.3, .high = 0.3, .budget = 1,
	                                          .permutations = 1000, .threads = 1};
	uint64_t size[] = {3};
	const struct svy_trial *trial;
	(void)state;
	for (size_t i = 0; (trial = svy_trial_at(i)); i++)
		for (unsigned form = SVY_FORM_ONE; form <= SVY_FORM_SHARES; form *= 2)
			for (size_t k = 0; k < 2 && (trial->forms & form); k++) {
				struct svy_trial_data data = {.form = (enum svy_form)form, .k = k, .ordered = true,
				                              .moments = moments, .blocks.k = 2};
				struct svy_test test;
				bool grouped = form == SVY_FORM_GROUPS && k == 1;
				data.sample = (struct svy_sample){(struct svy_run *)run, grouped ? 3 : 0, k, size, grouped ? 3 : 0};
				size[0] = grouped ? 3 : 0;
				if (!grouped)
					data.moments = &nobody;
				check_ok(trial->run ? trial->run(&data, &options, &test, NULL)
				                    : svy_trial_permute(trial, &data, &options, &test, NULL), NULL);
				if (!isnan(test.p) || !*test.note || !*test.method)
					print_error("%s, %s: p %g, note \"%s\", method \"%s\"\n", trial->name,
					            svy_form_name(data.form), test.p, test.note, test.method);
				assert_true(isnan(test.p) && *test.note && *test.method);
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_name_is_there_once),
		cmocka_unit_test(a_page_and_the_help_lead_to_every_test),
		cmocka_unit_test(a_permutation_has_its_test),
		cmocka_unit_test(what_does_not_suit_is_said),
		cmocka_unit_test(without_data_there_is_a_reason_and_no_p),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
