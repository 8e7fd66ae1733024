#include <stdlib.h>
#include <string.h>

#include "data/domain.h"
#include "tests/support/check.h"
#include "tests/support/files.h"

static const char CSV[] = "sex,age,rank,x,y\nm,30,low,1,0\nf,25,high,0,0\nf,,mid,1,1\n,40,low,,\nm,10,,,1\n";
static const char BOOK[] =
	"{\"fields\": [{\"name\": \"sex\", \"categories\": [{\"value\": \"m\", \"label\": \"Men\"}, {\"value\": \"f\","
	" \"label\": \"Women\"}]}, {\"name\": \"rank\", \"categories\": [\"low\", \"mid\", \"high\"],"
	" \"categoriesOrdered\": true}], \"multiResponse\": [{\"name\": \"set\", \"ticked\": [1], \"fields\":"
	" [\"x\", {\"name\": \"y\", \"label\": \"Why\"}]}]}";

static enum svy_code add_rows(void *table, const struct svy_block *block, struct svy_status *status)
{
	return svy_table_add(table, block, status);
}

/* The rows that satisfy the conditions, as 1 and 0. */
static enum svy_code select_rows(const char *const *conditions, size_t n, char *out, struct svy_status *status)
{
	struct svy_source *source;
	struct svy_codebook *codebook;
	struct svy_table *table;
	struct svy_domain *domain;
	bool mask[8];
	check_ok(svy_source_open(file_of("d.csv", CSV), NULL, &source, status), status);
	check_ok(svy_codebook_read(file_of("d.json", BOOK), &codebook, status), status);
	check_ok(svy_table_new(&table, status), status);
	check_ok(svy_domain_new(&domain, status), status);
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		code = svy_domain_add(domain, conditions[i], table, source, codebook, status);
	if (code == SVY_OK) {
		check_ok(svy_table_select(table, source, status), status);
		check_ok(svy_source_read(source, add_rows, table, status), status);
		code = svy_domain_mask(domain, table, mask, status);
	}
	for (size_t i = 0; i < table->n_rows; i++)
		out[i] = mask[i] ? '1' : '0';
	out[table->n_rows] = '\0';
	svy_domain_free(domain);
	svy_table_free(table);
	svy_codebook_free(codebook);
	svy_source_free(source);
	return code;
}

static void selects(const char *condition, const char *expected)
{
	struct svy_status status = {0};
	char out[9];
	check_ok(select_rows(&condition, 1, out, &status), &status);
	assert_string_equal(out, expected);
}

static void conditions_choose_rows(void **state)
{
	(void)state;
	selects("sex = f", "01100");
	selects("sex = Women", "01100"); /* by its label */
	selects("sex != f", "10001");    /* a missing answer satisfies nothing */
	selects("sex = m,f", "11101");
	selects("age < 30", "01001");
	selects("age >= 30", "10010");
	selects("age = 25", "01000");
	selects("age = 25.0", "00000"); /* equality is of values, as they stand */
	selects("rank > low", "01100"); /* the codebook's order */
	selects("rank <= mid", "10110");
}

static void all_conditions_must_hold(void **state)
{
	static const char *const conditions[] = {"sex = m", "age > 20"};
	struct svy_status status = {0};
	char out[9];
	(void)state;
	check_ok(select_rows(conditions, 2, out, &status), &status);
	assert_string_equal(out, "10000");
	check_ok(select_rows(conditions, 0, out, &status), &status);
	assert_string_equal(out, "11111");
}

/* With and without a codebook that declares `rank`; `order` as --order would, NULL: none. */
static void selects_of(const char *condition, const char *const *order, const char *expected, const char *note)
{
	struct svy_source *source;
	struct svy_codebook *codebook;
	struct svy_table *table;
	struct svy_domain *domain;
	struct svy_status status = {0};
	struct svy_notes notes = {0};
	size_t rank;
	bool mask[8];
	check_ok(svy_source_open(file_of("d.csv", CSV), NULL, &source, &status), &status);
	check_ok(svy_codebook_empty(&codebook, &status), &status);
	check_ok(svy_table_new(&table, &status), &status);
	check_ok(svy_domain_new(&domain, &status), &status);
	check_ok(svy_table_use(table, source, codebook, "rank", SVY_USE_CATEGORY, &rank, &status), &status);
	if (order)
		check_ok(svy_table_order(table, rank, order, 3, &status), &status);
	check_ok(svy_domain_add(domain, condition, table, source, codebook, &status), &status);
	check_ok(svy_table_select(table, source, &status), &status);
	check_ok(svy_source_read(source, add_rows, table, &status), &status);
	check_ok(svy_domain_mask(domain, table, mask, &status), &status);
	for (size_t i = 0; i < table->n_rows; i++)
		assert_int_equal(mask[i], expected[i] == '1');
	svy_domain_notes(domain, table, &notes);
	assert_int_equal(notes.n, note != NULL);
	if (note)
		assert_string_equal(notes.text[0], note);
	svy_notes_clear(&notes);
	svy_domain_free(domain);
	svy_table_free(table);
	svy_codebook_free(codebook);
	svy_source_free(source);
}

static void an_order_that_is_asked_for_holds(void **state)
{
	(void)state;
	selects_of("rank > mid", (const char *const[]){"high", "mid", "low"}, "10010", NULL);
	selects_of("rank <= mid", (const char *const[]){"high", "mid", "low"}, "01100", NULL);
}

static void a_value_that_no_row_has_is_noted(void **state)
{
	(void)state;
	selects_of("rank = low,mid", NULL, "10110", NULL);
	selects_of("rank = Low", NULL, "00000", "--where: no row has rank \"Low\" (did you mean \"low\"?)");
	selects_of("rank != top", NULL, "11110", "--where: no row has rank \"top\"");
	selects_of("rank = \"\"", NULL, "00000",
	           "--where: \"\" is a missing answer of rank, and a missing answer satisfies nothing");
	selects_of("rank != \"\"", NULL, "11110", NULL);
	selects_of("age > 99", NULL, "00000", NULL);
}

static void is_refused(const char *condition, const char *words)
{
	struct svy_status status = {0};
	char out[9];
	check_fails(select_rows(&condition, 1, out, &status), SVY_EUSAGE, &status, words);
}

static void mistakes_are_told(void **state)
{
	(void)state;
	is_refused("sxe = f", "did you mean \"sex\"");
	is_refused("sex = g", "sex has no category \"g\" in the codebook");
	is_refused("sex = wommen", "did you mean \"Women\"");
	is_refused("sex = ''", "has no category");
	is_refused("rank > top", "no category \"top\"");
	is_refused("sex > Men", "is not a number");
	is_refused("age", "'VAR OP VALUE");
}

static void lists_are_split_as_csv(void **state)
{
	char **items;
	size_t n;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_list_split(" a , \"b, \"\"c\"\"\",,\" d \"", &items, &n, &status), &status);
	assert_int_equal(n, 4);
	assert_string_equal(items[0], "a");
	assert_string_equal(items[1], "b, \"c\"");
	assert_string_equal(items[2], "");
	assert_string_equal(items[3], " d ");
	svy_list_free(items, n);
	check_fails(svy_list_split("\"a", &items, &n, &status), SVY_EUSAGE, &status, "quote");
	check_fails(svy_list_split("\"a\"b", &items, &n, &status), SVY_EUSAGE, &status, "quote");
}

static void a_word_ends_where_it_is_told(void **state)
{
	const char *at = " \"a:b\" :c d , e";
	char *word;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_list_word(&at, ":", &word, &status), &status);
	assert_string_equal(word, "a:b");
	assert_int_equal(*at, ':');
	free(word);
	at++;
	check_ok(svy_list_word(&at, ":,", &word, &status), &status);
	assert_string_equal(word, "c d");
	assert_int_equal(*at, ',');
	free(word);
	at = "\"a\"b:c";
	check_fails(svy_list_word(&at, ":", &word, &status), SVY_EUSAGE, &status, "quote");
}

static void of_several_answers_one_is_enough(void **state)
{
	(void)state;
	selects("set = x", "10100");
	selects("set = Why", "00101");
	selects("set = x,y", "10101");
	/* The last one did not answer x; the fourth answered nothing. */
	selects("set != x", "01000");
	selects("set != y", "11000");
	selects("set != x,Why", "01000");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_choose_rows),
		cmocka_unit_test(of_several_answers_one_is_enough),
		cmocka_unit_test(all_conditions_must_hold),
		cmocka_unit_test(an_order_that_is_asked_for_holds),
		cmocka_unit_test(a_value_that_no_row_has_is_noted),
		cmocka_unit_test(mistakes_are_told),
		cmocka_unit_test(lists_are_split_as_csv),
		cmocka_unit_test(a_word_ends_where_it_is_told),
	};
	return cmocka_run_group_tests_name("data/domain", tests, NULL, NULL);
}
