#include "report/lookup.h"
#include "tests/support/check.h"
#include "tests/support/results.h"

static const uint64_t COUNTS[8] = {40, 50, 60, 30, 70, 80, 90, 100};

static void conditions_are_read(void **state)
{
	struct svy_lookup lookup;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_lookup_parse(" row = Women ;\"a;b\"=\"say \"\"no\"\"\";x=", &lookup, &status), &status);
	assert_int_equal(lookup.n, 3);
	assert_string_equal(lookup.condition[0].name, "row");
	assert_string_equal(lookup.condition[0].value, "Women");
	assert_string_equal(lookup.condition[1].name, "a;b");
	assert_string_equal(lookup.condition[1].value, "say \"no\"");
	assert_string_equal(lookup.condition[2].value, "");
	svy_lookup_clear(&lookup);
	check_ok(svy_lookup_parse("", &lookup, &status), &status);
	assert_int_equal(lookup.n, 0);
	check_ok(svy_lookup_add(&lookup, "p", "q", &status), &status);
	check_fails(svy_lookup_add(&lookup, "p", "r", &status), SVY_EUSAGE, &status, "\"p\" is asked for twice");
	svy_lookup_clear(&lookup);
}

static void what_is_no_condition_is_refused(void **state)
{
	static const struct {
		const char *text, *words;
	} rows[] = {{"row", "NAME=VALUE"}, {"=x", "no name"}, {"a=1;a=2", "asked for twice"},
	            {"a=\"x", "never closed"}, {"a=\"x\"y", "behind a closing quote"}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svy_lookup lookup;
		struct svy_status status = {0};
		check_fails(svy_lookup_parse(rows[i].text, &lookup, &status), SVY_EUSAGE, &status, rows[i].words);
	}
}

static enum svy_code find(const struct svy_result *result, const char *table, const char *where, const char *field,
                          const struct svy_value **value, struct svy_status *status)
{
	const struct svy_rtable *found;
	const struct svy_row *row;
	struct svy_lookup lookup = {0};
	enum svy_code code = svy_lookup_table(result, table, &found, status);
	if (code == SVY_OK)
		code = svy_lookup_parse(where, &lookup, status);
	if (code == SVY_OK)
		code = svy_lookup_value(found, &lookup, field, value, &row, status);
	svy_lookup_clear(&lookup);
	return code;
}

static void one_value_is_found(void **state)
{
	struct svy_result *result = result_new(COUNTS);
	struct svy_status status = {0};
	const struct svy_value *value;
	(void)state;
	check_ok(find(result, "cells", "site=South;row=Women;col=No", "n", &value, &status), &status);
	assert_int_equal(value->count, 100);
	check_ok(find(result, "cells", "site=North;margin=all", "weighted_n", &value, &status), &status);
	check_close(value->real, 225, 0);
	check_ok(find(result, "cells", "n=40", "col", &value, &status), &status); /* by a number */
	assert_string_equal(value->text, "Yes");
	check_ok(find(result, "cells", "site=North;n=40.0;expected=50.00", "row", &value, &status), &status);
	assert_string_equal(value->text, "Men");
	check_ok(find(result, "cells", "site=North;margin=all;expected=", "n", &value, &status), &status); /* null */
	assert_int_equal(value->count, 180);
	check_ok(find(result, "tests", "high=Inf;site=South", "statistic", &value, &status), &status);
	check_close(value->real, 8.5, 0);
	svy_result_free(result);
}

static void none_or_several_are_refused(void **state)
{
	static const struct {
		const char *table, *where, *field, *words;
	} rows[] = {{"cell", "", "n", "there is no table \"cell\" (did you mean \"cells\"?)"},
	            {"zzzzzz", "", "n", "there is cells, tests"},
	            {"cells", "row=Women", "nn", "table cells has no field \"nn\" (did you mean \"n\"?)"},
	            {"cells", "rwo=Women", "n", "no field \"rwo\""},
	            {"cells", "row=women", "n", "no row of table cells satisfies row=women"},
	            {"cells", "row=Women;col=Yes", "n", "2 rows of table cells satisfy row=Women;col=Yes"},
	            {"cells", "", "n", "18 rows"}};
	struct svy_result *result = result_new(COUNTS);
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svy_status status = {0};
		const struct svy_value *value;
		check_fails(find(result, rows[i].table, rows[i].where, rows[i].field, &value, &status), SVY_EUSAGE, &status,
		            rows[i].words);
	}
	svy_result_free(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_are_read),
		cmocka_unit_test(what_is_no_condition_is_refused),
		cmocka_unit_test(one_value_is_found),
		cmocka_unit_test(none_or_several_are_refused),
	};
	return cmocka_run_group_tests_name("report/lookup", tests, NULL, NULL);
}
