#include "data/coding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "tests/support/check.h"
#include "tests/support/rows.h"

/* a has 3 categories, b has 2; then a number.  -1: refused, -2: not asked. */
static const size_t SIZES[] = {3, 2};
static const int32_t CODES[] = {0, 0, 1, 1, 2, 0, -1, 1, 2, -2};
static const double NUMBERS[] = {1, 3, 5, 7, 9};

static struct svy_table *table_new(void)
{
	struct svy_table *table = rows_new(5, 2, SIZES, CODES, NUMBERS);
	table->columns[0].variable.ordered = true;
	return table;
}

static size_t add(struct svy_coding *coding, const struct svy_table *table, size_t column,
                  const struct svy_coding_spec *spec)
{
	struct svy_status status = {0};
	size_t index;
	check_ok(svy_coding_add_factor(coding, table, column, spec, &index, &status), &status);
	return index;
}

static void add_term(struct svy_coding *coding, const size_t *factors, size_t n)
{
	struct svy_status status = {0};
	check_ok(svy_coding_add_term(coding, factors, n, &status), &status);
}

static struct svy_coding *coding_new(void)
{
	struct svy_status status = {0};
	struct svy_coding *coding;
	check_ok(svy_coding_new(&coding, &status), &status);
	return coding;
}

static void has_names(struct svy_coding *coding, bool labels, const char *expected)
{
	struct svy_status status = {0};
	struct svy_text text = {0};
	check_ok(svy_coding_name(coding, labels, &status), &status);
	for (size_t i = 0; i < coding->n_columns; i++)
		svy_text_printf(&text, "%s%s", i ? " " : "", coding->names[i]);
	assert_string_equal(text.bytes, expected);
	svy_text_clear(&text);
}

static void columns_are_named_for_what_they_hold(void **state)
{
	struct svy_table *table = table_new();
	struct svy_coding *coding = coding_new();
	(void)state;
	size_t a = add(coding, table, 0, &(struct svy_coding_spec){.kind = SVY_POLYNOMIAL});
	size_t b = add(coding, table, 1, &(struct svy_coding_spec){.kind = SVY_INDICATOR});
	size_t c = add(coding, table, 2, &(struct svy_coding_spec){.kind = SVY_STANDARDISED, .mean = 5, .sd = 2});
	add_term(coding, &a, 1);
	add_term(coding, &c, 1);
	add_term(coding, (const size_t[]){a, b, c}, 3);
	has_names(coding, false,
	          "a.linear a.quadratic c.z a.linear:b.1:c.z a.quadratic:b.1:c.z a.linear:b.2:c.z a.quadratic:b.2:c.z");
	svy_coding_free(coding);

	coding = coding_new();
	a = add(coding, table, 0, &(struct svy_coding_spec){.kind = SVY_HELMERT});
	b = add(coding, table, 1, &(struct svy_coding_spec){.kind = SVY_CODES});
	add_term(coding, &a, 1);
	add_term(coding, &b, 1);
	has_names(coding, true, "a.label 2 a.label 3 b");
	svy_coding_free(coding);
	rows_free(table);
	svy_coding_free(NULL);
}

static void a_term_is_a_product_of_cells(void **state)
{
	struct svy_table *table = table_new();
	struct svy_coding *coding = coding_new();
	double cells[4];
	(void)state;
	size_t a = add(coding, table, 0, &(struct svy_coding_spec){.kind = SVY_EFFECT});
	size_t b = add(coding, table, 1, &(struct svy_coding_spec){.kind = SVY_INDICATOR});
	size_t c = add(coding, table, 2, &(struct svy_coding_spec){.kind = SVY_STANDARDISED, .mean = 5, .sd = 2});
	add_term(coding, (const size_t[]){a, b}, 2);
	add_term(coding, (const size_t[]){b, c}, 2);
	svy_coding_term_cells(coding, &coding->terms[0], table, 1, cells); /* a = 2, b = 2 */
	check_close(cells[0] + cells[1] + 10 * cells[2] + 100 * cells[3], 100, 0);
	svy_coding_term_cells(coding, &coding->terms[0], table, 2, cells); /* a = 3, the reference; b = 1 */
	check_close(cells[0] + 10 * cells[1] + 100 * cells[2] + 1000 * cells[3], -11, 0);
	svy_coding_term_cells(coding, &coding->terms[1], table, 3, cells); /* (7 - 5) / 2 under b = 2 */
	check_close(cells[0], 0, 0);
	check_close(cells[1], 1, 0);
	svy_coding_term_cells(coding, &coding->terms[0], table, 4, cells); /* b is missing */
	for (size_t i = 0; i < 4; i++)
		check_close(cells[i], NAN, 0);
	assert_true(svy_coding_missing(coding, table, 0) == SIZE_MAX);
	assert_int_equal(svy_coding_missing(coding, table, 3), a);
	assert_int_equal(svy_coding_missing(coding, table, 4), b);
	svy_coding_free(coding);
	rows_free(table);
}

static void cells_are_crossed_in_place(void **state)
{
	static const double crossed[] = {2, 3, 0, 0, -2, -3};
	double out[6] = {2, 3};
	(void)state;
	assert_int_equal(svy_coding_cross(out, 2, (const double[]){1, 0, -1}, 3), 6);
	for (size_t i = 0; i < 6; i++)
		check_close(out[i], crossed[i], 0);
	assert_int_equal(svy_coding_cross(out, 2, NULL, 1), 2);
	check_close(out[1], NAN, 0);
	check_close(out[2], 0, 0);
	assert_int_equal(svy_coding_cross(out, 2, NULL, 0), 0);
}

static void references_are_found_in_their_order(void **state)
{
	struct svy_table *table = table_new();
	struct svy_coding *coding = coding_new();
	(void)state;
	table->columns[0].variable.reference = svy_text_copy("2");
	const struct {
		struct svy_coding_spec spec;
		size_t reference;
	} rows[] = {{{.kind = SVY_TREATMENT}, 1},
	            {{.kind = SVY_TREATMENT, .reference = "3"}, 2},
	            {{.kind = SVY_TREATMENT, .reference = "label 1"}, 0},
	            {{.kind = SVY_TREATMENT, .no_reference = true}, 0},
	            {{.kind = SVY_EFFECT, .no_reference = true}, 2},
	            {{.kind = SVY_INDICATOR}, 1},
	            {{.kind = SVY_INDICATOR, .no_reference = true}, SVY_NO_LEVEL},
	            {{.kind = SVY_HELMERT}, SVY_NO_LEVEL}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t index = add(coding, table, 0, &rows[i].spec);
		assert_true(coding->factors[index].reference == rows[i].reference);
	}
	assert_int_equal(coding->factors[5].kind, SVY_TREATMENT); /* what is left is a treatment coding */
	assert_int_equal(coding->factors[5].n_columns, 2);
	assert_int_equal(coding->notes.n, 1);
	check_contains(coding->notes.text[0], "a: no column for \"2\", the reference of the codebook");
	free(table->columns[0].variable.reference);
	svy_coding_free(coding);
	rows_free(table);
}

static void mistakes_are_refused(void **state)
{
	struct svy_table *table = table_new();
	struct svy_coding *coding = coding_new();
	size_t index = 77;
	const double scores[] = {1, 2, 2};
	(void)state;
	const struct {
		size_t column;
		struct svy_coding_spec spec;
		const char *words;
	} rows[] = {
		{1, {.kind = SVY_POLYNOMIAL}, "b: polynomial needs ordered categories"},
		{0, {.kind = SVY_TREATMENT, .reference = "label 4"}, "a has no category \"label 4\" (did you mean"},
		{0, {.kind = SVY_HELMERT, .reference = "1"}, "a is coded as helmert, which has none"},
		{2, {.kind = SVY_STANDARDISED, .reference = "1"}, "coded as standardised"},
		{0, {.kind = SVY_EFFECT, .scores = scores, .n_scores = 3}, "only polynomial has scores"},
		{2, {.kind = SVY_STANDARDISED, .scores = scores, .n_scores = 3}, "only polynomial has scores"},
		{0, {.kind = SVY_POLYNOMIAL, .scores = scores, .n_scores = 2}, "a has 3 categories, and 2 scores"},
		{0, {.kind = SVY_POLYNOMIAL, .scores = scores, .n_scores = 3}, "scores: a: scores 2 and 3 are both 2"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svy_status status = {0};
		check_fails(svy_coding_add_factor(coding, table, rows[i].column, &rows[i].spec, &index, &status), SVY_EUSAGE,
		            &status, rows[i].words);
	}
	assert_int_equal(index, 77);
	assert_int_equal(coding->n_factors, 0);
	svy_coding_free(coding);
	rows_free(table);
}

/* Categories that nobody declared: those that were met, in that order. */
static void levels_that_were_met(void **state)
{
	struct svy_table *table = table_new();
	struct svy_coding *coding = coding_new();
	struct svy_status status = {0};
	const bool used[] = {false, true, true};
	struct svy_coding_spec spec = {.kind = SVY_TREATMENT, .used = used, .n_used = 3};
	size_t index;
	(void)state;
	table->columns[0].variable.declared = table->columns[0].variable.ordered = false;
	size_t a = add(coding, table, 0, &spec);
	assert_int_equal(coding->factors[a].n_levels, 2);
	assert_string_equal(coding->factors[a].levels[0].value, "2");
	assert_int_equal(coding->factors[a].level_of[0], -1);
	check_contains(coding->notes.text[0], "a: the reference is \"2\", the first category to appear");
	spec.kind = SVY_CODES;
	check_fails(svy_coding_add_factor(coding, table, 0, &spec, &index, &status), SVY_EUSAGE, &status,
	            "codes needs the order of the categories");
	spec.kind = SVY_HELMERT;
	check_fails(svy_coding_add_factor(coding, table, 0, &spec, &index, &status), SVY_EUSAGE, &status, "helmert needs");
	/* Row 0 has the category that was not met: wrong, unless it is outside the mask or the range. */
	const bool mask[] = {false, true, true, true, true};
	table->lines = calloc(5, sizeof *table->lines);
	table->lines[0] = 2;
	check_fails(svy_coding_check(coding, table, NULL, 0, 5, &status), SVY_EINPUT, &status, "rows:2: a: value \"1\"");
	check_ok(svy_coding_check(coding, table, mask, 0, 5, &status), &status);
	check_ok(svy_coding_check(coding, table, NULL, 1, 5, &status), &status);
	spec = (struct svy_coding_spec){.kind = SVY_EFFECT, .used = (const bool[]){true}, .n_used = 1};
	a = add(coding, table, 0, &spec);
	assert_int_equal(coding->factors[a].n_columns, 0);
	check_contains(coding->notes.text[2], "a: effect has no column: there is only one category");
	free(table->lines);
	svy_coding_free(coding);
	rows_free(table);
}

static void too_many_is_refused(void **state)
{
	static const size_t many[] = {SVY_MOST_LEVELS + 1, 400, 400};
	const int32_t codes[] = {0, 0, 0};
	struct svy_table *table = rows_new(1, 3, many, codes, NULL);
	struct svy_coding *coding = coding_new();
	struct svy_status status = {0};
	const struct svy_coding_spec indicator = {.kind = SVY_INDICATOR};
	size_t index;
	(void)state;
	check_fails(svy_coding_add_factor(coding, table, 0, &indicator, &index, &status), SVY_EUSAGE, &status,
	            "a has 1001 categories: more than 1000 cannot be coded");
	size_t b = add(coding, table, 1, &indicator), c = add(coding, table, 2, &indicator);
	check_fails(svy_coding_add_term(coding, (const size_t[]){b, c}, 2, &status), SVY_EUSAGE, &status,
	            "more than 100000 columns");
	assert_int_equal(coding->n_columns, 0);
	svy_coding_free(coding);
	rows_free(table);
}

static void two_columns_of_one_name_are_refused(void **state)
{
	struct svy_table *table = table_new();
	struct svy_coding *coding = coding_new();
	struct svy_status status = {0};
	(void)state;
	size_t a = add(coding, table, 0, &(struct svy_coding_spec){.kind = SVY_INDICATOR});
	add_term(coding, &a, 1);
	add_term(coding, &a, 1);
	check_fails(svy_coding_name(coding, false, &status), SVY_EUSAGE, &status, "would be called \"a.1\"");
	svy_coding_free(coding);
	rows_free(table);
}

static void cells_go_back_to_levels(void **state)
{
	struct svy_table *table = table_new();
	struct svy_coding *coding = coding_new();
	struct svy_status status = {0};
	size_t level = 77;
	(void)state;
	size_t a = add(coding, table, 0, &(struct svy_coding_spec){.kind = SVY_HELMERT});
	const struct svy_factor *f = &coding->factors[a];
	check_ok(svy_factor_level(f, (const double[]){0, 2}, &level, &status), &status);
	assert_int_equal(level, 2);
	check_ok(svy_factor_level(f, (const double[]){1, NAN}, &level, &status), &status);
	assert_true(level == SVY_NO_LEVEL);
	check_fails(svy_factor_level(f, (const double[]){5, 5}, &level, &status), SVY_EDOMAIN, &status,
	            "a: no category has these numbers in the coding helmert");
	char *name = svy_factor_column_name(f, 1, false);
	assert_string_equal(name, "a.3");
	free(name);
	size_t c = add(coding, table, 2, &(struct svy_coding_spec){.kind = SVY_STANDARDISED, .mean = 5, .sd = 2});
	check_close(svy_factor_number(&coding->factors[c], -1.5), 2, 0);
	svy_coding_free(coding);
	rows_free(table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_named_for_what_they_hold),
		cmocka_unit_test(a_term_is_a_product_of_cells),
		cmocka_unit_test(cells_are_crossed_in_place),
		cmocka_unit_test(references_are_found_in_their_order),
		cmocka_unit_test(mistakes_are_refused),
		cmocka_unit_test(levels_that_were_met),
		cmocka_unit_test(too_many_is_refused),
		cmocka_unit_test(two_columns_of_one_name_are_refused),
		cmocka_unit_test(cells_go_back_to_levels),
	};
	return cmocka_run_group_tests_name("data/coding", tests, NULL, NULL);
}
