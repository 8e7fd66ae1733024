#include <math.h>
#include <string.h>

#include "data/table.h"
#include "tests/support/check.h"
#include "tests/support/files.h"

static const char BOOK[] =
	"{\"fields\": [{\"name\": \"sex\", \"categories\": [{\"value\": \"1\", \"label\": \"Men\"}, {\"value\": \"2\","
	" \"label\": \"Women\"}], \"missingValues\": [{\"value\": \"9\", \"label\": \"Refused\", \"reason\": \"refused\"},"
	" {\"value\": \"\", \"label\": \"\", \"reason\": \"not-asked\"}]},"
	" {\"name\": \"tags\", \"type\": \"list\"}]}";

struct fixture {
	struct svy_source *source;
	struct svy_codebook *codebook;
	struct svy_table *table;
	struct svy_status status;
};

static void open_fixture(struct fixture *f, const char *csv, const char *book)
{
	*f = (struct fixture){0};
	check_ok(svy_source_open(file_of("t.csv", csv), NULL, &f->source, &f->status), &f->status);
	if (book)
		check_ok(svy_codebook_read(file_of("t.json", book), &f->codebook, &f->status), &f->status);
	else
		check_ok(svy_codebook_empty(&f->codebook, &f->status), &f->status);
	check_ok(svy_table_new(&f->table, &f->status), &f->status);
}

static void close_fixture(struct fixture *f)
{
	svy_table_free(f->table);
	svy_codebook_free(f->codebook);
	svy_source_free(f->source);
}

static size_t use(struct fixture *f, const char *name, enum svy_use as)
{
	size_t index = 99;
	check_ok(svy_table_use(f->table, f->source, f->codebook, name, as, &index, &f->status), &f->status);
	return index;
}

static enum svy_code add(void *table, const struct svy_block *block, struct svy_status *status)
{
	return svy_table_add(table, block, status);
}

static enum svy_code read(struct fixture *f)
{
	check_ok(svy_table_select(f->table, f->source, &f->status), &f->status);
	return svy_source_read(f->source, add, f->table, &f->status);
}

static void answers_become_codes(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f, "id,sex,age\n1,2,30\n2,9,\n3,,41.5\n4,1,-1\n", BOOK);
	size_t sex = use(&f, "sex", SVY_USE_CATEGORY), age = use(&f, "age", SVY_USE_NUMBER);
	assert_int_equal(use(&f, "sex", SVY_USE_CATEGORY), sex);
	assert_int_equal(f.table->n_columns, 2);
	check_ok(read(&f), &f.status);
	const struct svy_column *c = &f.table->columns[sex], *n = &f.table->columns[age];
	assert_int_equal(f.table->n_rows, 4);
	assert_int_equal(c->codes[0], 1);
	assert_true(svy_code_missing(c->codes[1]) && !svy_code_missing(c->codes[0]));
	assert_int_equal(svy_code_missing_value(&c->variable, c->codes[1])->reason, SVY_REFUSED);
	assert_int_equal(svy_code_missing_value(&c->variable, c->codes[2])->reason, SVY_NOT_ASKED);
	check_close(n->numbers[0], 30, 0);
	check_close(n->numbers[1], NAN, 0);
	assert_int_equal(svy_code_missing_value(&n->variable, n->codes[1])->reason, SVY_NO_ANSWER);
	check_close(n->numbers[3], -1, 0);
	assert_int_equal(f.table->lines[3], 5);
	close_fixture(&f);
}

static void cells_can_be_kept_as_they_stand(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f, "id,sex,age\nx1,2,30\n,9,\n\"a \"\"b\"\"\",,41.5\n", BOOK);
	size_t id = use(&f, "id", SVY_USE_TEXT), sex = use(&f, "sex", SVY_USE_TEXT);
	size_t code = use(&f, "sex", SVY_USE_CATEGORY);
	assert_int_not_equal(sex, code);
	check_ok(read(&f), &f.status);
	const struct {
		size_t column, row;
		const char *text;
	} rows[] = {{id, 0, "x1"}, {id, 1, ""}, {id, 2, "a \"b\""}, {sex, 0, "2"}, {sex, 1, "9"}, {sex, 2, ""}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svy_field field = svy_table_text(f.table, rows[i].column, rows[i].row);
		assert_int_equal(field.length, strlen(rows[i].text));
		assert_memory_equal(field.text, rows[i].text, field.length);
	}
	close_fixture(&f);
}

static void without_a_codebook_categories_are_those_met(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f, "a\nx\ny\nNA\nx\n\n", NULL);
	check_ok(svy_codebook_add_na(f.codebook, "NA", &f.status), &f.status);
	size_t a = use(&f, "a", SVY_USE_CATEGORY);
	check_ok(read(&f), &f.status);
	const struct svy_column *c = &f.table->columns[a];
	assert_int_equal(c->variable.n_categories, 2);
	assert_string_equal(c->variable.categories[1].label, "y");
	assert_int_equal(c->codes[3], 0);
	assert_true(svy_code_missing(c->codes[2]) && svy_code_missing(c->codes[4]));
	svy_table_clear_rows(f.table);
	assert_int_equal(f.table->n_rows, 0);
	assert_int_equal(f.table->columns[a].variable.n_categories, 2);
	close_fixture(&f);
}

/* Whoever reads all columns of the file does not select. */
static void whole_rows_are_taken_too(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f, "id,sex,age\n1,2,30\n2,9,41.5\n", BOOK);
	size_t age = use(&f, "age", SVY_USE_NUMBER);
	check_ok(svy_source_read(f.source, add, f.table, &f.status), &f.status);
	check_close(f.table->columns[age].numbers[1], 41.5, 0);
	close_fixture(&f);
}

static void is_refused(const char *csv, const char *book, const char *name, enum svy_use as, enum svy_code code,
                       const char *words)
{
	struct fixture f;
	size_t index;
	open_fixture(&f, csv, book);
	if (code == SVY_EUSAGE) {
		check_fails(svy_table_use(f.table, f.source, f.codebook, name, as, &index, &f.status), code, &f.status, words);
	} else {
		use(&f, name, as);
		check_fails(read(&f), code, &f.status, words);
		assert_int_equal(f.table->n_rows, 0);
	}
	close_fixture(&f);
}

static void what_is_wrong_is_told_with_its_place(void **state)
{
	(void)state;
	is_refused("id,sex\n1,2\n2,3\n", BOOK, "sex", SVY_USE_CATEGORY, SVY_EINPUT,
	           "t.csv:3:2: sex: value \"3\" is not in the codebook");
	is_refused("id,sex\n1,Wmen\n", BOOK, "sex", SVY_USE_CATEGORY, SVY_EINPUT, "value \"Wmen\"");
	is_refused("id,age\n1,2\n2,old\n", BOOK, "age", SVY_USE_NUMBER, SVY_EINPUT,
	           "t.csv:3:2: age: value \"old\" is not a number");
	is_refused("id,age\n1,\"2,5\"\n", BOOK, "age", SVY_USE_NUMBER, SVY_EINPUT, "is not a number");
	is_refused("id,q\n1,agre\n", "{\"fields\": [{\"name\": \"q\", \"categories\": [\"agree\", \"disagree\"]}]}", "q",
	           SVY_USE_CATEGORY, SVY_EINPUT, "is not in the codebook (did you mean \"agree\"?)");
	is_refused("id,n\n1,2\n1,2.5\n", "{\"fields\": [{\"name\": \"n\", \"type\": \"integer\"}]}", "n", SVY_USE_CATEGORY,
	           SVY_EINPUT, "t.csv:3:2: n: value \"2.5\" is not of type integer");
	is_refused("id,sex\n1,2\n", BOOK, "sxe", SVY_USE_CATEGORY, SVY_EUSAGE,
	           "t.csv has no column \"sxe\" (did you mean \"sex\"?)");
	is_refused("id,tags\n1,2\n", BOOK, "tags", SVY_USE_CATEGORY, SVY_EUSAGE,
	           "holds several answers: here one to each");
}

static void order(const char *book, const char *const *values, size_t n, const char *words)
{
	struct fixture f;
	open_fixture(&f, "sex,b\n2,1\n", book);
	size_t sex = use(&f, "sex", SVY_USE_CATEGORY);
	enum svy_code code = svy_table_order(f.table, sex, values, n, &f.status);
	if (words) {
		check_fails(code, SVY_EUSAGE, &f.status, words);
	} else {
		check_ok(code, &f.status);
		check_ok(read(&f), &f.status);
		assert_true(f.table->columns[sex].variable.ordered);
		assert_int_equal(f.table->columns[sex].variable.n_categories, n);
		assert_int_equal(f.table->columns[sex].codes[0], 0);
	}
	close_fixture(&f);
}

static void an_order_can_be_declared(void **state)
{
	(void)state;
	order(BOOK, (const char *const[]){"2", "1"}, 2, NULL);
	order(BOOK, (const char *const[]){"Women", "Men"}, 2, NULL); /* by their labels */
	order(NULL, (const char *const[]){"2", "5", "1"}, 3, NULL);  /* one that nobody gave */
	order(BOOK, (const char *const[]){"2"}, 1, "has 2 categories in the codebook, and 1 are listed");
	order(BOOK, (const char *const[]){"2", "3"}, 2, "has no category \"3\"");
	order(BOOK, (const char *const[]){"2", "2"}, 2, "\"2\" is listed twice");
	order(NULL, (const char *const[]){"2", "2"}, 2, "\"2\" is listed twice");
	order(NULL, (const char *const[]){"2", ""}, 2, "means a missing answer");
}

static void what_order_does_not_list_is_no_matter_of_the_codebook(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f, "a\nx\nz\n", NULL);
	size_t a = use(&f, "a", SVY_USE_CATEGORY);
	check_ok(svy_table_order(f.table, a, (const char *const[]){"x", "y"}, 2, &f.status), &f.status);
	check_fails(read(&f), SVY_EINPUT, &f.status, "t.csv:3:1: a: value \"z\" is not among those of --order");
	close_fixture(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_become_codes),
		cmocka_unit_test(cells_can_be_kept_as_they_stand),
		cmocka_unit_test(without_a_codebook_categories_are_those_met),
		cmocka_unit_test(whole_rows_are_taken_too),
		cmocka_unit_test(what_is_wrong_is_told_with_its_place),
		cmocka_unit_test(an_order_can_be_declared),
		cmocka_unit_test(what_order_does_not_list_is_no_matter_of_the_codebook),
	};
	return cmocka_run_group_tests_name("data/table", tests, NULL, NULL);
}
