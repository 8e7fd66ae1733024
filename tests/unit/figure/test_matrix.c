#include <math.h>
#include <string.h>

#include "figure/matrix.h"
#include "report/render.h"
#include "tests/support/check.h"

#define HEAD "{\"rows\": {\"read\": 9, \"domain\": 9, \"used\": 9, \"left_out\": []}, \"design\": {\"weight\": null, "
#define WEIGHT "\"weight_kind\": null, \"strata\": null, \"clusters\": null, \"df\": null}, \"seed\": null, "
#define REST "\"disclosure\": null, \"notes\": [], \"tables\": "

static const char CROSS[] = HEAD WEIGHT REST
	"[{\"name\": \"cells\", \"title\": \"Sex by Outcome\", \"rows\": ["
	"{\"site\": \"North\", \"row\": \"Men\", \"col\": \"Yes\", \"margin\": \"\", \"n\": 3, \"col_percent\": 60},"
	"{\"site\": \"North\", \"row\": \"Men\", \"col\": \"No\", \"margin\": \"\", \"n\": 1, \"col_percent\": 50},"
	"{\"site\": \"North\", \"row\": \"Women\", \"col\": \"Yes\", \"margin\": \"\", \"n\": 2, \"col_percent\": 40},"
	"{\"site\": \"North\", \"row\": \"Women\", \"col\": \"No\", \"margin\": \"\", \"n\": 1, \"col_percent\": 50},"
	"{\"site\": \"North\", \"row\": \"Total\", \"col\": \"Yes\", \"margin\": \"col\", \"n\": 5, \"col_percent\": 100},"
	"{\"site\": \"South\", \"row\": \"Men\", \"col\": \"Yes\", \"margin\": \"\", \"n\": 2, \"col_percent\": null}]}]}";

static const char LIST[] = HEAD WEIGHT REST
	"[{\"name\": \"frequencies\", \"title\": \"Sex\", \"rows\": ["
	"{\"variable\": \"sex\", \"value\": \"1\", \"label\": \"Men\", \"kind\": \"valid\", \"n\": 3,"
	" \"valid_percent\": 60, \"low\": 20, \"high\": 80},"
	"{\"variable\": \"sex\", \"value\": \"2\", \"label\": \"Women\", \"kind\": \"valid\", \"n\": 2,"
	" \"valid_percent\": 40, \"low\": 10, \"high\": 70},"
	"{\"variable\": \"sex\", \"value\": \"9\", \"label\": \"Refused\", \"kind\": \"missing\", \"n\": 4,"
	" \"valid_percent\": null, \"low\": null, \"high\": null}]}]}";

static struct svy_release *release_of(const char *json)
{
	struct svy_status status = {0};
	struct svy_release *release;
	check_ok(svy_read_json(json, strlen(json), "a.json", &release, &status), &status);
	return release;
}

static enum svy_code make(const struct svy_release *release, const char *table, const char *field,
                          enum svy_matrix_order order, const struct svy_condition *conditions, size_t n,
                          struct svy_matrix *out, struct svy_status *status)
{
	return svy_matrix_make(release, &(struct svy_matrix_choice){.table = table, .field = field, .order = order,
	                                                            .conditions = conditions, .n_conditions = n},
	                       out, status);
}

/* Where a number is hidden the sum of the others is no base, and would help to find it. */
static void what_hides_a_number_has_no_base(void **state)
{
	static const char hidden[] = HEAD WEIGHT REST
		"[{\"name\": \"frequencies\", \"title\": \"Sex\", \"rows\": ["
		"{\"variable\": \"sex\", \"value\": \"1\", \"label\": \"Men\", \"kind\": \"valid\", \"n\": null},"
		"{\"variable\": \"sex\", \"value\": \"2\", \"label\": \"Women\", \"kind\": \"valid\", \"n\": 7}]}]}";
	struct svy_release *release = release_of(hidden);
	struct svy_status status = {0};
	struct svy_matrix m;
	(void)state;
	check_ok(make(release, NULL, "n", SVY_ROWS_BY_COLS, NULL, 0, &m, &status), &status);
	assert_true(m.any_hidden);
	assert_string_equal(m.base, "");
	svy_matrix_clear(&m);
	svy_release_free(release);
}

/* --where leaves the women's and the men's "yes"; percentages are of all women and men. */
static void the_base_is_that_of_the_percentages(void **state)
{
	static const char cells[] = HEAD WEIGHT REST
		"[{\"name\": \"cells\", \"title\": \"T\", \"rows\": ["
		"{\"row\": \"Men\", \"col\": \"Yes\", \"margin\": \"\", \"n\": 3, \"row_percent\": 30, \"col_percent\": 60},"
		"{\"row\": \"Men\", \"col\": \"No\", \"margin\": \"\", \"n\": 7, \"row_percent\": 70, \"col_percent\": 78},"
		"{\"row\": \"Men\", \"col\": \"Total\", \"margin\": \"row\", \"n\": 10, \"row_percent\": 100,"
		" \"col_percent\": 71},"
		"{\"row\": \"Women\", \"col\": \"Yes\", \"margin\": \"\", \"n\": 2, \"row_percent\": 50, \"col_percent\": 40},"
		"{\"row\": \"Women\", \"col\": \"No\", \"margin\": \"\", \"n\": 2, \"row_percent\": 50, \"col_percent\": 22},"
		"{\"row\": \"Women\", \"col\": \"Total\", \"margin\": \"row\", \"n\": 4, \"row_percent\": 100,"
		" \"col_percent\": 29},"
		"{\"row\": \"Total\", \"col\": \"Yes\", \"margin\": \"col\", \"n\": 5, \"row_percent\": 36,"
		" \"col_percent\": 100}]}]}";
	static const struct {
		const char *json, *field, *where, *base;
	} rows[] = {
		{cells, "row_percent", "col = Yes", "n = 14"},
		{cells, "col_percent", "col = Yes", "n = 5"},
		{cells, "n", "col = Yes", "n = 5"},
		{LIST, "valid_percent", "label = Men", "n = 5"},
		{LIST, "n", "label = Men", "n = 3"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svy_release *release = release_of(rows[i].json);
		struct svy_condition where;
		struct svy_status status = {0};
		struct svy_matrix m;
		check_ok(svy_condition_parse(rows[i].where, &where, &status), &status);
		check_ok(make(release, NULL, rows[i].field, SVY_ROWS_BY_COLS, &where, 1, &m, &status), &status);
		assert_string_equal(m.base, rows[i].base);
		svy_matrix_clear(&m);
		svy_condition_clear(&where);
		svy_release_free(release);
	}
}

static void layers_are_panels_and_totals_stay_out(void **state)
{
	struct svy_release *release = release_of(CROSS);
	struct svy_status status = {0};
	struct svy_matrix m;
	(void)state;
	check_ok(make(release, NULL, "col_percent", SVY_ROWS_BY_COLS, NULL, 0, &m, &status), &status);
	assert_int_equal(m.panels.n, 2);
	assert_string_equal(m.panels.name[0], "site: North");
	assert_int_equal(m.categories.n, 2);
	assert_string_equal(m.categories.name[1], "Women");
	assert_int_equal(m.series.n, 2);
	check_close(m.value[svy_matrix_at(&m, 0, 1, 0)], 40, 0);
	check_close(m.value[svy_matrix_at(&m, 1, 0, 0)], NAN, 0); /* null */
	check_close(m.value[svy_matrix_at(&m, 1, 1, 1)], NAN, 0); /* no such row */
	assert_true(m.any_hidden);
	assert_false(m.any_limits);
	assert_string_equal(m.title, "Sex by Outcome");
	assert_string_equal(m.base, "n = 9");
	svy_matrix_clear(&m);
	svy_release_free(release);
}

static void what_has_one_value_goes_into_the_subtitle(void **state)
{
	struct svy_release *release = release_of(CROSS);
	struct svy_status status = {0};
	struct svy_condition conditions[2] = {0};
	struct svy_matrix m;
	(void)state;
	check_ok(svy_condition_parse("site = North", &conditions[0], &status), &status);
	check_ok(svy_condition_parse("col = Yes", &conditions[1], &status), &status);
	check_ok(make(release, "cells", "n", SVY_ROWS_BY_COLS, conditions, 2, &m, &status), &status);
	assert_string_equal(m.subtitle, "site: North, col: Yes");
	assert_int_equal(m.panels.n, 1);
	assert_string_equal(m.panels.name[0], "");
	assert_int_equal(m.categories.n, 2);
	assert_int_equal(m.series.n, 1);
	check_close(m.value[0], 3, 0);
	assert_string_equal(m.base, "n = 5");
	svy_matrix_clear(&m);
	svy_condition_clear(&conditions[0]);
	svy_condition_clear(&conditions[1]);
	svy_release_free(release);
}

static void rows_may_be_the_series(void **state)
{
	struct svy_release *release = release_of(CROSS);
	struct svy_status status = {0};
	struct svy_matrix m;
	(void)state;
	check_ok(make(release, NULL, "n", SVY_COLS_BY_ROWS, NULL, 0, &m, &status), &status);
	assert_string_equal(m.series.name[0], "Men");
	assert_string_equal(m.categories.name[0], "Yes");
	check_close(m.value[svy_matrix_at(&m, 0, 1, 0)], 1, 0); /* No, Men */
	svy_matrix_clear(&m);
	svy_release_free(release);
}

static void frequencies_have_their_limits(void **state)
{
	struct svy_release *release = release_of(LIST);
	struct svy_status status = {0};
	struct svy_matrix m;
	(void)state;
	check_ok(make(release, NULL, "valid_percent", SVY_ROWS_BY_COLS, NULL, 0, &m, &status), &status);
	assert_int_equal(m.categories.n, 2); /* not the missing one */
	assert_int_equal(m.series.n, 1);
	assert_true(m.any_limits);
	check_close(m.low[1], 10, 0);
	check_close(m.high[0], 80, 0);
	assert_string_equal(m.base, "n = 5");
	svy_matrix_clear(&m);
	svy_release_free(release);
}

/* --- batteries ------------------------------------------------------------ */

#define ANSWER(variable, value, label, n, percent)                                                             \
	"{\"variable\": \"" variable "\", \"value\": \"" value "\", \"label\": \"" label "\", \"kind\": \"valid\", " \
	"\"n\": " n ", \"percent\": " percent ", \"valid_percent\": " percent "}"
#define BATTERY(...) HEAD WEIGHT REST "[{\"name\": \"frequencies\", \"title\": \"Q\", \"rows\": [" __VA_ARGS__ "]}]}"

static const char TWO_ITEMS[] = BATTERY(ANSWER("q1", "1", "No", "3", "30") "," ANSWER("q1", "2", "Yes", "6", "60") ","
                                        ANSWER("q1", "9", "No answer", "1", "10") ","
                                        ANSWER("q2", "1", "No", "4", "50") "," ANSWER("q2", "2", "Yes", "2", "25") ","
                                        ANSWER("q2", "9", "No answer", "2", "25"));

static enum svy_code make_battery(const char *json, const struct svy_condition *condition,
                                  const struct svy_codebook *codebook, struct svy_matrix *out,
                                  struct svy_status *status)
{
	struct svy_release *release = release_of(json);
	struct svy_matrix_choice choice = {.field = "valid_percent", .battery = true, .conditions = condition,
	                                   .n_conditions = condition != NULL, .codebook = codebook};
	enum svy_code code = svy_matrix_make(release, &choice, out, status);
	svy_release_free(release);
	return code;
}

static void items_of_a_battery_are_categories(void **state)
{
	struct svy_condition condition;
	struct svy_status status = {0};
	struct svy_matrix m;
	(void)state;
	check_ok(svy_condition_parse("label != No answer", &condition, &status), &status);
	check_ok(make_battery(TWO_ITEMS, &condition, NULL, &m, &status), &status);
	assert_int_equal(m.panels.n, 1);
	assert_int_equal(m.categories.n, 2);
	assert_string_equal(m.categories.name[1], "q2");
	assert_int_equal(m.series.n, 2);
	assert_string_equal(m.series.name[1], "Yes");
	check_close(m.value[svy_matrix_at(&m, 0, 1, 0)], 50, 0);
	check_close(m.of[svy_matrix_at(&m, 0, 0, 0)], 10, 0); /* "No answer" is in the base */
	check_close(m.of[svy_matrix_at(&m, 0, 1, 1)], 8, 0);
	assert_int_equal(m.left_out.n, 1);
	assert_string_equal(m.left_out.name[0], "No answer");
	assert_string_equal(m.base, "n: respondents");
	svy_matrix_clear(&m);
	svy_condition_clear(&condition);
	check_ok(svy_condition_parse("variable = q2", &condition, &status), &status);
	check_ok(make_battery(TWO_ITEMS, &condition, NULL, &m, &status), &status);
	assert_int_equal(m.categories.n, 1); /* one item stays one */
	assert_int_equal(m.series.n, 3);
	assert_int_equal(m.left_out.n, 0);
	svy_matrix_clear(&m);
	svy_condition_clear(&condition);
}

static void titles_stand_for_names_where_they_differ(void **state)
{
	static const char SCHEMA[] = "{\"fields\": [{\"name\": \"q1\", \"title\": \"Cry\"}, "
								 "{\"name\": \"q2\", \"title\": \"Twice\"}, {\"name\": \"q3\", \"title\": \"Twice\"}]}";
	json_t *schema = json_loads(SCHEMA, 0, NULL);
	struct svy_codebook *codebook;
	struct svy_status status = {0};
	struct svy_matrix m;
	(void)state;
	check_ok(svy_codebook_from_schema(schema, "book.json", &codebook, &status), &status);
	check_ok(make_battery(TWO_ITEMS, NULL, codebook, &m, &status), &status);
	assert_string_equal(m.categories.name[0], "Cry");
	assert_string_equal(m.categories.name[1], "q2");
	svy_matrix_clear(&m);
	svy_codebook_free(codebook);
	json_decref(schema);
}

static void items_of_one_layer_each_are_bars_of_one_figure(void **state)
{
	struct svy_release *release = release_of(CROSS);
	struct svy_condition condition;
	struct svy_status status = {0};
	struct svy_matrix m;
	(void)state;
	check_ok(svy_condition_parse("col = Yes", &condition, &status), &status);
	const struct svy_matrix_choice choice = {.field = "col_percent", .order = SVY_COLS_BY_ROWS, .battery = true,
	                                         .conditions = &condition, .n_conditions = 1};
	check_fails(svy_matrix_make(release, &choice, &m, &status), SVY_EUSAGE, &status, "\"South\" has no \"Women\"");
	svy_condition_clear(&condition);
	check_ok(svy_condition_parse("site = North", &condition, &status), &status);
	check_ok(svy_matrix_make(release, &choice, &m, &status), &status);
	assert_string_equal(m.categories.name[0], "Yes");
	check_close(m.of[0], 5, 0);
	check_close(m.of[2], 2, 0);
	svy_matrix_clear(&m);
	svy_condition_clear(&condition);
	svy_release_free(release);
}

static void items_that_differ_are_refused_by_name(void **state)
{
	static const char LACKS[] = BATTERY(ANSWER("q1", "1", "No", "3", "40") "," ANSWER("q1", "2", "Yes", "6", "60") ","
	                                    ANSWER("q2", "1", "No", "4", "100"));
	static const char OTHER_ORDER[] = BATTERY(
		ANSWER("q1", "1", "No", "3", "40") "," ANSWER("q1", "2", "Yes", "6", "60") ","
		ANSWER("q2", "2", "Yes", "4", "60") "," ANSWER("q2", "1", "No", "4", "40"));
	static const char TWICE[] = BATTERY(ANSWER("q1", "1", "No", "3", "40") "," ANSWER("q1", "2", "No", "6", "60"));
	struct svy_status status = {0};
	struct svy_matrix m;
	(void)state;
	check_fails(make_battery(LACKS, NULL, NULL, &m, &status), SVY_EUSAGE, &status, "\"q2\" has no \"Yes\"");
	static const char *const YES[] = {"Yes"};
	struct svy_release *release = release_of(LACKS);
	check_ok(svy_matrix_make(release, &(struct svy_matrix_choice){.field = "percent", .battery = true, .optional = YES,
	                                                              .n_optional = 1}, &m, &status), &status);
	assert_false(m.there[svy_matrix_at(&m, 0, 1, 1)]);
	assert_true(svy_matrix_has(&m, 0, 1));
	m.there[svy_matrix_at(&m, 0, 1, 0)] = false;
	assert_false(svy_matrix_has(&m, 0, 1));
	assert_false(m.any_hidden);
	svy_matrix_clear(&m);
	svy_release_free(release);
	check_fails(make_battery(OTHER_ORDER, NULL, NULL, &m, &status), SVY_EUSAGE, &status,
	            "those of \"q2\" stand in another order than those of \"q1\"");
	check_fails(make_battery(TWICE, NULL, NULL, &m, &status), SVY_EUSAGE, &status, "two numbers for \"q1\", \"No\"");
}

static void the_base_of_percentages_is_what_they_are_of(void **state)
{
	struct svy_release *release = release_of(CROSS);
	struct svy_status status = {0};
	struct svy_condition conditions[2];
	struct svy_matrix m;
	(void)state;
	check_ok(svy_condition_parse("site = North", &conditions[0], &status), &status);
	check_ok(svy_condition_parse("row = Men", &conditions[1], &status), &status);
	check_ok(make(release, NULL, "col_percent", SVY_ROWS_BY_COLS, conditions, 2, &m, &status), &status);
	assert_string_equal(m.base, "n = 7"); /* not the 4 men */
	svy_matrix_clear(&m);
	svy_condition_clear(&conditions[0]);
	svy_condition_clear(&conditions[1]);
	svy_release_free(release);
}

static void measures_stand_by_their_layers(void **state)
{
	static const char MEASURES[] = HEAD WEIGHT REST
		"[{\"name\": \"association\", \"title\": \"Association\", \"rows\": ["
		"{\"site\": \"North\", \"measure\": \"or\", \"estimate\": 2, \"low\": 1, \"high\": \"Inf\", \"note\": \"a\"},"
		"{\"site\": \"South\", \"measure\": \"or\", \"estimate\": 3, \"low\": 1, \"high\": 9, \"note\": \"a\"}]}]}";
	struct svy_release *release = release_of(MEASURES);
	struct svy_status status = {0};
	struct svy_matrix m;
	(void)state;
	check_ok(make(release, "association", "estimate", SVY_ROWS_BY_COLS, NULL, 0, &m, &status), &status);
	assert_string_equal(m.categories.name[1], "South");
	assert_string_equal(m.subtitle, "measure: or, by site");
	assert_string_equal(m.note, "a");
	check_close(m.high[0], INFINITY, 0);
	check_close(m.low[1], 1, 0);
	check_close(m.of[0], NAN, 0);
	svy_matrix_clear(&m);
	svy_release_free(release);
}

static void is_refused(const char *json, const char *table, const char *field, const char *where, const char *why)
{
	struct svy_release *release = release_of(json);
	struct svy_status status = {0};
	struct svy_condition condition = {0};
	struct svy_matrix m;
	if (where)
		check_ok(svy_condition_parse(where, &condition, &status), &status);
	check_fails(make(release, table, field, SVY_ROWS_BY_COLS, &condition, where != NULL, &m, &status),
	            SVY_EUSAGE, &status, why);
	svy_condition_clear(&condition);
	svy_release_free(release);
}

/* The same rows by sex and by country: nothing may be added up over both. */
static void several_analyses_are_not_one_figure(void **state)
{
#define PART(col, site) "{\"row_variable\": \"q\", \"col_variable\": \"" col "\", \"site\": " site ", \"row\": \"Y\", "
#define CELL(col, n) "\"col\": \"" col "\", \"margin\": \"\", \"n\": " n "}"
	static const char several[] = HEAD WEIGHT REST
		"[{\"name\": \"cells\", \"title\": \"T\", \"rows\": ["
		PART("sex", "null") CELL("f", "3") "," PART("sex", "\"N\"") CELL("f", "2") ","
		PART("land", "null") CELL("A", "3") "]}]}";
	struct svy_condition conditions[2];
	struct svy_status status = {0};
	struct svy_release *release = release_of(several);
	struct svy_matrix m;
	(void)state;
	is_refused(several, NULL, "n", "col != x", "several analyses");
	is_refused(several, NULL, "n", "col_variable = sex", "several analyses");
	check_ok(svy_condition_parse("col_variable = sex", &conditions[0], &status), &status);
	check_ok(svy_condition_parse("site = \"\"", &conditions[1], &status), &status);
	check_ok(make(release, NULL, "n", SVY_ROWS_BY_COLS, conditions, 2, &m, &status), &status);
	check_close(m.value[0], 3, 0);
	svy_matrix_clear(&m);
	svy_condition_clear(&conditions[0]);
	svy_condition_clear(&conditions[1]);
	svy_release_free(release);
}

static void what_cannot_be_drawn_is_refused(void **state)
{
	(void)state;
	is_refused(CROSS, "tests", "p", NULL, "no table \"tests\"");
	is_refused(CROSS, NULL, "nn", NULL, "no field \"nn\"");
	is_refused(CROSS, NULL, "n", "sex = 1", "no field \"sex\"");
	is_refused(CROSS, NULL, "n", "site > 1", "= or != only");
	is_refused(CROSS, NULL, "n", "site = West", "no row");
	is_refused(CROSS, NULL, "col_percent", "site = South", "no number to draw");
	is_refused(LIST, NULL, "label", NULL, "no number to draw");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_hides_a_number_has_no_base),
		cmocka_unit_test(the_base_is_that_of_the_percentages),
		cmocka_unit_test(layers_are_panels_and_totals_stay_out),
		cmocka_unit_test(what_has_one_value_goes_into_the_subtitle),
		cmocka_unit_test(rows_may_be_the_series),
		cmocka_unit_test(frequencies_have_their_limits),
		cmocka_unit_test(items_of_a_battery_are_categories),
		cmocka_unit_test(titles_stand_for_names_where_they_differ),
		cmocka_unit_test(items_of_one_layer_each_are_bars_of_one_figure),
		cmocka_unit_test(items_that_differ_are_refused_by_name),
		cmocka_unit_test(the_base_of_percentages_is_what_they_are_of),
		cmocka_unit_test(measures_stand_by_their_layers),
		cmocka_unit_test(several_analyses_are_not_one_figure),
		cmocka_unit_test(what_cannot_be_drawn_is_refused),
	};
	return cmocka_run_group_tests_name("figure/matrix", tests, NULL, NULL);
}
