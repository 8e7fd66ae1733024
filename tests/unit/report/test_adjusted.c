#include <math.h>

#include "report/adjusted.h"
#include "data/source.h"
#include "tests/support/check.h"
#include "tests/support/files.h"

static enum svy_code keep(void *table, const struct svy_block *block, struct svy_status *status)
{
	return svy_table_add(table, block, status);
}

/* What a file becomes; families: the column of that number, or none. */
static enum svy_code adjust(const char *text, size_t p, const size_t *family, struct svy_result **result,
                            struct svy_status *status)
{
	static const enum svy_adjust_kind KINDS[] = {SVY_ADJUST_BONFERRONI, SVY_ADJUST_HOLM};
	struct svy_adjusted adjusted = {.p = p, .family = family, .kinds = KINDS, .n_kinds = 2};
	struct svy_codebook *codebook;
	struct svy_source *source;
	struct svy_table *table;
	size_t at;
	check_ok(svy_source_open(file_of("p.csv", text), NULL, &source, status), status);
	check_ok(svy_codebook_empty(&codebook, status), status);
	check_ok(svy_table_new(&table, status), status);
	adjusted.n_columns = svy_source_n_columns(source);
	for (size_t j = 0; j < adjusted.n_columns; j++)
		check_ok(svy_table_use(table, source, codebook, svy_source_names(source)[j], SVY_USE_CATEGORY, &at, status),
		         status);
	check_ok(svy_table_use(table, source, codebook, svy_source_names(source)[p], SVY_USE_NUMBER, &adjusted.numbers,
	                       status), status);
	check_ok(svy_table_select(table, source, status), status);
	check_ok(svy_source_read(source, keep, table, status), status);
	check_ok(svy_result_new(result, status), status);
	adjusted.table = table;
	enum svy_code code = svy_adjusted_table(*result, &adjusted, status);
	svy_table_free(table);
	svy_codebook_free(codebook);
	svy_source_free(source);
	return code;
}

static void columns_keep_their_place_and_kind(void **state)
{
	static const char TEXT[] = "item,n,p,effect,note\na,10,0.01,0.5,first\nb,20,0.04,-2,\nc,,,x,\n";
	struct svy_status status = {0};
	struct svy_result *result;
	(void)state;
	check_ok(adjust(TEXT, 2, NULL, &result, &status), &status);
	const struct svy_rtable *table = svy_result_find(result, "adjusted");
	static const char *const FIELDS[] = {"item", "n", "p", "p_bonferroni", "p_holm", "family_n", "effect", "note"};
	assert_int_equal(table->n_fields, 8);
	for (size_t i = 0; i < 8; i++)
		assert_string_equal(table->fields[i].name, FIELDS[i]);
	assert_int_equal(svy_row_value(table, 0, "n")->count, 10);
	assert_string_equal(svy_row_value(table, 1, "effect")->text, "-2"); /* a column with an x is text */
	assert_string_equal(table->rows[0].note, "first");
	check_rel(svy_row_value(table, 1, "p_bonferroni")->real, 0.08, 1e-14);
	check_rel(svy_row_value(table, 1, "p_holm")->real, 0.04, 1e-14);
	assert_int_equal(svy_row_value(table, 0, "family_n")->count, 2);
	assert_int_equal(svy_row_value(table, 2, "p_holm")->kind, SVY_NULL);
	assert_string_equal(table->rows[2].note, "no p-value");
	assert_int_equal(svy_row_value(table, 2, "n")->kind, SVY_NULL);
	svy_result_free(result);
}

static void families_are_adjusted_apart(void **state)
{
	static const char TEXT[] = "site,p\nN,0.01\nS,0.02\nN,0.03\n,0.5\n";
	const size_t site = 0;
	struct svy_status status = {0};
	struct svy_result *result;
	(void)state;
	check_ok(adjust(TEXT, 1, &site, &result, &status), &status);
	const struct svy_rtable *table = svy_result_find(result, "adjusted");
	check_rel(svy_row_value(table, 0, "p_bonferroni")->real, 0.02, 1e-14);
	check_rel(svy_row_value(table, 1, "p_bonferroni")->real, 0.02, 1e-14);
	assert_int_equal(svy_row_value(table, 1, "family_n")->count, 1);
	assert_string_equal(table->rows[3].note, "of no family");
	check_contains(result->notes.text[1], "and the same site");
	svy_result_free(result);
}

static void mistakes_have_their_place(void **state)
{
	struct svy_status status = {0};
	struct svy_result *result;
	(void)state;
	check_fails(adjust("item,p\na,0.1\nb,1.01\n", 1, NULL, &result, &status), SVY_EINPUT, &status,
	            "p.csv:3:2: p: 1.01 is no p-value");
	svy_result_free(result);
	check_fails(adjust("p,p_holm\n0.1,0.2\n", 0, NULL, &result, &status), SVY_EUSAGE, &status,
	            "has a column \"p_holm\" already");
	svy_result_free(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_keep_their_place_and_kind),
		cmocka_unit_test(families_are_adjusted_apart),
		cmocka_unit_test(mistakes_have_their_place),
	};
	return cmocka_run_group_tests_name("report/adjusted", tests, NULL, NULL);
}
