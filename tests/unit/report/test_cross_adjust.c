#include <math.h>

#include "report/cross_adjust.h"
#include "tests/support/check.h"

static const struct svy_rfield FIELDS[] = {
	{"test", SVY_KEY, SVY_AS_TEXT}, {"p", SVY_DERIVED, SVY_AS_P}, {"attainable_p", SVY_DERIVED, SVY_AS_P},
	{"p_adjusted", SVY_ACROSS, SVY_AS_P}};

static void each_name_is_a_family(void **state)
{
	static const char *const NAMES[] = {"pearson", "lr", "pearson", "lr", "pearson"};
	const double p[] = {0.01, 0.02, 0.03, NAN, 0.5}, expected[] = {0.03, 0.02, 0.06, NAN, 0.5};
	struct svy_status status = {0};
	struct svy_result *result;
	(void)state;
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_result_table(result, "tests", "Tests", FIELDS, 4);
	for (size_t i = 0; i < 5; i++) {
		svy_row_begin(table, i / 2);
		svy_set_text(table, "test", NAMES[i]);
		svy_set_real(table, "p", p[i]);
	}
	check_ok(svy_cross_adjust(result, table, SVY_ADJUST_HOLM, 0.05, &status), &status);
	for (size_t i = 0; i < 5; i++) {
		const struct svy_value *value = svy_row_value(table, i, "p_adjusted");
		check_close(value->kind == SVY_REAL ? value->real : NAN, expected[i], 1e-15);
	}
	assert_int_equal(result->notes.n, 2);
	assert_string_equal(result->notes.text[0], "p_adjusted: method holm, over 3 tests pearson, one for each table");
	assert_string_equal(result->notes.text[1], "p_adjusted: method holm, over 1 test lr");
	svy_result_free(result);
}

static void what_cannot_be_significant_leaves_the_family(void **state)
{
	/* At 0.05: three tests could reach it, at 0.025 and below two. */
	const double p[] = {0.01, 0.2, 0.3, 0.02}, attainable[] = {0.001, 0.2, 0.04, 0.02};
	const double expected[] = {0.02, NAN, NAN, 0.04};
	struct svy_status status = {0};
	struct svy_result *result;
	(void)state;
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_result_table(result, "tests", "Tests", FIELDS, 4);
	for (size_t i = 0; i < 4; i++) {
		svy_row_begin(table, i);
		svy_set_text(table, "test", "fisher");
		svy_set_real(table, "p", p[i]);
		svy_set_real(table, "attainable_p", attainable[i]);
	}
	check_ok(svy_cross_adjust(result, table, SVY_ADJUST_TARONE, 0.05, &status), &status);
	for (size_t i = 0; i < 4; i++) {
		const struct svy_value *value = svy_row_value(table, i, "p_adjusted");
		check_close(value->kind == SVY_REAL ? value->real : NAN, expected[i], 1e-15);
	}
	assert_string_equal(table->rows[1].note, "p_adjusted: cannot be tested at the level 0.05 in this family");
	check_contains(result->group_notes[0].text, "allow a p of 0.05 / 2");
	table->rows[2].values[2].kind = SVY_NULL;
	check_fails(svy_cross_adjust(result, table, SVY_ADJUST_TARONE, 0.05, &status), SVY_EUSAGE, &status, "use fisher");
	svy_result_free(result);
}

static void no_table_is_no_memory(void **state)
{
	struct svy_status status = {0};
	struct svy_result *result;
	(void)state;
	check_ok(svy_result_new(&result, &status), &status);
	check_fails(svy_cross_adjust(result, NULL, SVY_ADJUST_BH, 0.05, &status), SVY_ENOMEM, &status, "memory");
	svy_result_free(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_name_is_a_family),
		cmocka_unit_test(what_cannot_be_significant_leaves_the_family),
		cmocka_unit_test(no_table_is_no_memory),
	};
	return cmocka_run_group_tests_name("report/cross_adjust", tests, NULL, NULL);
}
