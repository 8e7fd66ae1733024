#include <math.h>
#include <stdlib.h>

#include "report/posthoc.h"
#include "tests/support/check.h"

/* Groups by hand: PlantGrowth of R, and an empty one in the second place. */
static struct svy_category CATEGORIES[] = {
	{.value = "c", .label = "ctrl"}, {.value = "0", .label = "nobody"}, {.value = "1", .label = "trt1"},
	{.value = "2", .label = "trt2"}};
static const struct svy_variable VARIABLE = {.name = "g", .title = "g", .categories = CATEGORIES, .n_categories = 4};
static struct svy_group GROUP[] = {{0, "ctrl", {10, 10, 10, 5.032, 0, 3.05996}}, {1, "nobody", {0, 0, 0, NAN, 0, NAN}},
                                   {2, "trt1", {10, 10, 10, 4.661, 0, 5.66929}},
                                   {3, "trt2", {10, 10, 10, 5.526, 0, 1.76284}}};
static const struct svy_groups GROUPS = {.outcome = &VARIABLE, .variable = &VARIABLE, .group = GROUP, .n = 4};

static struct svy_posthoc asked(const char *name, const char *control)
{
	const struct svy_posthoc_words words = {.posthoc = name, .control = control};
	struct svy_posthoc posthoc;
	check_ok(svy_posthoc_read(&words, &posthoc, NULL), NULL);
	assert_string_equal(svy_posthoc_name(posthoc.kind), name);
	return posthoc;
}

static struct svy_result *run(const struct svy_posthoc *posthoc, const struct svy_sample *sample)
{
	struct svy_status status = {0};
	struct svy_pair *pairs;
	struct svy_result *result;
	check_ok(svy_result_new(&result, &status), &status);
	check_ok(svy_posthoc_compare(posthoc, &GROUPS, sample, &pairs, &status), &status);
	check_ok(svy_posthoc_table(posthoc, &GROUPS, pairs, result, &status), &status);
	free(pairs);
	return result;
}

/* R 4.2.2: TukeyHSD(aov(weight ~ group, PlantGrowth)). */
static void empty_groups_have_no_rows(void **state)
{
	struct svy_posthoc posthoc = asked("tukey", NULL);
	struct svy_result *result = run(&posthoc, NULL);
	const struct svy_rtable *table = svy_result_find(result, "pairs");
	(void)state;
	assert_int_equal(table->n_rows, 3);
	assert_string_equal(svy_row_value(table, 2, "a")->text, "trt1");
	check_close(svy_row_value(table, 2, "p_adjusted")->real, 0.0120064, 5e-8);
	check_close(svy_row_value(table, 2, "low")->real, -1.5562161, 1e-5);
	assert_string_equal(svy_row_value(table, 2, "letters")->text, "C");
	check_contains(result->notes.text[0], "p adjusted by the studentised range");
	check_contains(result->notes.text[1], "at the level 0.95");
	svy_result_free(result);
}

static void methods_that_adjust_otherwise_have_no_limits(void **state)
{
	struct svy_posthoc posthoc = asked("pairwise", NULL);
	struct svy_result *result = run(&posthoc, NULL);
	(void)state;
	assert_null(svy_row_value(svy_result_find(result, "pairs"), 0, "low"));
	check_contains(result->notes.text[0], "pooled over all groups; p adjusted, method bonferroni");
	svy_result_free(result);
	posthoc = asked("games-howell", NULL);
	result = run(&posthoc, NULL);
	assert_non_null(svy_row_value(svy_result_find(result, "pairs"), 0, "low"));
	svy_result_free(result);
}

/* The second group of the sample is the third here. */
static void ranks_find_their_groups(void **state)
{
	static const struct svy_run runs[] = {{1, 0, 2}, {2, 1, 2}, {3, 2, 2}};
	struct svy_posthoc posthoc = asked("dunn", NULL);
	struct svy_sample sample;
	(void)state;
	check_ok(svy_sample_make(runs, 3, 3, &sample, NULL), NULL);
	struct svy_result *result = run(&posthoc, &sample);
	const struct svy_rtable *table = svy_result_find(result, "pairs");
	assert_int_equal(table->n_rows, 3);
	assert_string_equal(svy_row_value(table, 1, "b")->text, "trt2");
	check_close(svy_row_value(table, 1, "estimate")->real, -4, 0);
	check_contains(result->notes.text[0], "whose mean rank");
	svy_result_free(result);
	svy_sample_clear(&sample);
}

static void a_control_by_value_or_label(void **state)
{
	static const char *const words[] = {"2", "trt2"};
	struct svy_posthoc posthoc = asked("dunnett", NULL);
	struct svy_result *result = run(&posthoc, NULL);
	const struct svy_rtable *table = svy_result_find(result, "pairs");
	(void)state;
	assert_int_equal(table->n_rows, 2);
	assert_string_equal(svy_row_value(table, 0, "b")->text, "ctrl");
	svy_result_free(result);
	for (size_t i = 0; i < 2; i++) {
		posthoc = asked("dunnett", words[i]);
		posthoc.alternative = SVY_LESS;
		result = run(&posthoc, NULL);
		table = svy_result_find(result, "pairs");
		assert_string_equal(svy_row_value(table, 1, "a")->text, "trt1");
		assert_string_equal(svy_row_value(table, 1, "b")->text, "trt2");
		check_contains(result->notes.text[1], "the control is \"trt2\"; p, p_adjusted and limits are one-sided: less");
		svy_result_free(result);
	}
}

static void what_is_refused(void **state)
{
	static const struct {
		struct svy_posthoc_words words;
		const char *text;
	} cases[] = {
		{{.posthoc = "scheffe"}, "known are pairwise, tukey, games-howell, dunnett, dunn"},
		{{.adjust = "holm"}, "--adjust is for pairs of groups: add --posthoc pairwise"},
		{{.control = "a"}, "add --posthoc dunnett"},
		{{.posthoc = "tukey", .adjust = "holm"}, "tukey adjusts by the studentised range"},
		{{.posthoc = "dunn", .pool = "all"}, "--pool is for --posthoc pairwise, not for dunn"},
		{{.posthoc = "tukey", .control = "a"}, "--control is for --posthoc dunnett"},
		{{.posthoc = "pairwise", .pool = "some"}, "\"some\" is neither all nor pair"},
		{{.posthoc = "dunn", .adjust = "holms"}, "did you mean \"holm\"?"},
	};
	struct svy_status status = {0};
	struct svy_posthoc posthoc;
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_fails(svy_posthoc_read(&cases[i].words, &posthoc, &status), SVY_EUSAGE, &status, cases[i].text);
}

static void what_cannot_be_compared(void **state)
{
	struct svy_posthoc posthoc = asked("dunnett", "nobody"), other = asked("dunnett", "x");
	struct svy_groups groups = GROUPS;
	struct svy_status status = {0};
	struct svy_pair *pairs;
	(void)state;
	check_fails(svy_posthoc_compare(&posthoc, &groups, NULL, &pairs, &status), SVY_EUSAGE, &status, "nobody is in");
	check_fails(svy_posthoc_compare(&other, &groups, NULL, &pairs, &status), SVY_EUSAGE, &status, "no group \"x\"");
	groups.weighted = true;
	check_fails(svy_posthoc_compare(&other, &groups, NULL, &pairs, &status), SVY_EUSAGE, &status, "not sampling");
	groups.apart = true;
	check_fails(svy_posthoc_compare(&other, &groups, NULL, &pairs, &status), SVY_EUSAGE, &status, "different");
	groups.variable = NULL;
	check_fails(svy_posthoc_compare(&other, &groups, NULL, &pairs, &status), SVY_EUSAGE, &status, "name the variable");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_groups_have_no_rows),
		cmocka_unit_test(methods_that_adjust_otherwise_have_no_limits),
		cmocka_unit_test(ranks_find_their_groups),
		cmocka_unit_test(a_control_by_value_or_label),
		cmocka_unit_test(what_is_refused),
		cmocka_unit_test(what_cannot_be_compared),
	};
	return cmocka_run_group_tests_name("report/posthoc", tests, NULL, NULL);
}
