#include "tab/multiple.h"

#include "tab/crosstab.h"
#include "tests/support/answers.h"
#include "tests/support/check.h"

/* Four respondents; the third was not asked about c, the last not at all. */
static const char CSV[] = "a,b,c,sex\n1,1,0,m\n0,0,0,f\n1,0,,f\n,,,m\n";
static const char BOOK[] = "{\"fields\": [], \"multiResponse\": [{\"name\": \"q\", \"fields\": [\"a\", \"b\", \"c\"],"
						   " \"ticked\": [\"1\"]}]}";
static const char *const NAMES[] = {"q", "sex"};

static void open_and_read(struct answers *a)
{
	answers_open(a, CSV, BOOK, NAMES, 2);
	check_ok(answers_read(a), &a->status);
}

static void a_row_has_every_combination(void **state)
{
	static const int32_t EXPECTED[][2] = {{SVY_CASE, 1}, {0, 1}, {SVY_CASE - 1 - 2, 1}};
	struct answers a;
	struct svy_multiple multiple;
	int32_t codes[2];
	(void)state;
	open_and_read(&a);
	assert_true(svy_multiple_init(&multiple, 2));
	assert_true(svy_multiple_row(&multiple, a.table, a.column, 2));
	for (size_t i = 0; i < 3; i++) {
		assert_true(svy_multiple_next(&multiple, codes));
		assert_int_equal(codes[0], EXPECTED[i][0]);
		assert_int_equal(codes[1], EXPECTED[i][1]);
	}
	assert_false(svy_multiple_next(&multiple, codes));
	assert_true(svy_multiple_row(&multiple, a.table, a.column, 3));
	assert_true(svy_multiple_next(&multiple, codes));
	assert_true(codes[0] < 0);
	assert_false(svy_multiple_next(&multiple, codes));
	svy_multiple_clear(&multiple);
	answers_close(&a);
}

static void a_code_tells_what_was_not_answered(void **state)
{
	struct svy_variable set = {.n_categories = 3, .several = true}, single = {.n_categories = 3};
	(void)state;
	assert_true(svy_code_unanswered(&set, SVY_CASE - 1));
	assert_true(svy_code_unanswered(&set, SVY_CASE - 3));
	assert_false(svy_code_unanswered(&set, SVY_CASE));
	assert_false(svy_code_unanswered(&set, 2));
	assert_false(svy_code_unanswered(&set, -1));
	assert_false(svy_code_unanswered(&single, SVY_CASE - 1));
}

static struct svy_crosstabs *tables_of(struct answers *a, const size_t *columns, size_t k,
                                       const struct svy_variable **variables)
{
	static const struct svy_missing_policy EXCLUDE = {.what = SVY_MISSING_EXCLUDE};
	struct svy_count *count;
	struct svy_crosstabs *tables;
	check_ok(svy_count_new(k, SVY_WEIGHT_NONE, &count, &a->status), &a->status);
	check_ok(svy_count_add(count, a->table, columns, SVY_NO_COLUMN, NULL, &a->status), &a->status);
	for (size_t v = 0; v < k; v++)
		variables[v] = &a->table->columns[columns[v]].variable;
	check_ok(svy_crosstabs_make(count, variables, k, SVY_WEIGHT_NONE, &EXCLUDE, &tables, &a->status), &a->status);
	svy_count_free(count);
	return tables;
}

static uint64_t n_at(const struct svy_crosstabs *tables, size_t i, size_t j)
{
	return svy_crosstab_cell(&tables->tables[0], i, j)->n;
}

static uint64_t base_at(const struct svy_crosstabs *tables, size_t i, size_t j, enum svy_base base)
{
	return svy_crosstab_base(&tables->tables[0], i, j, base).n;
}

static void respondents_are_counted_at_each_choice_and_once_in_the_margin(void **state)
{
	struct answers a;
	const struct svy_variable *variables[2];
	(void)state;
	open_and_read(&a);
	struct svy_crosstabs *tables = tables_of(&a, a.column, 2, variables);
	assert_int_equal(tables->rows_domain, 4);
	assert_int_equal(tables->rows_used, 3);
	assert_string_equal(tables->left_out[0].reason, "q: no-answer");
	assert_int_equal(n_at(tables, 0, 0), 1);
	assert_int_equal(n_at(tables, 0, 1), 1);
	assert_int_equal(n_at(tables, 0, 2), 2);
	assert_int_equal(n_at(tables, 2, 2), 0);
	assert_int_equal(n_at(tables, 3, 0), 1);
	assert_int_equal(n_at(tables, 3, 1), 2);
	assert_int_equal(n_at(tables, 3, 2), 3);
	/* c was answered by one woman of two, and by two of three in all. */
	assert_int_equal(base_at(tables, 2, 1, SVY_BASE_COL), 1);
	assert_int_equal(base_at(tables, 2, 2, SVY_BASE_COL), 2);
	assert_int_equal(base_at(tables, 2, 0, SVY_BASE_ALL), 2);
	assert_int_equal(base_at(tables, 0, 1, SVY_BASE_COL), 2);
	assert_int_equal(base_at(tables, 0, 1, SVY_BASE_ROW), 2);
	svy_crosstabs_free(tables);
	answers_close(&a);
}

static void two_sets_have_bases_of_both(void **state)
{
	struct answers a;
	const struct svy_variable *variables[2];
	(void)state;
	open_and_read(&a);
	const size_t twice[] = {a.column[0], a.column[0]};
	struct svy_crosstabs *tables = tables_of(&a, twice, 2, variables);
	/* a with b: one ticked both; b with c: two answered both. */
	assert_int_equal(n_at(tables, 0, 1), 1);
	assert_int_equal(n_at(tables, 0, 0), 2);
	assert_int_equal(base_at(tables, 0, 1, SVY_BASE_ALL), 3);
	assert_int_equal(base_at(tables, 1, 2, SVY_BASE_ALL), 2);
	assert_int_equal(base_at(tables, 2, 2, SVY_BASE_ALL), 2);
	/* Of the two who ticked a, one answered c. */
	assert_int_equal(base_at(tables, 2, 0, SVY_BASE_COL), 1);
	assert_int_equal(base_at(tables, 0, 2, SVY_BASE_ROW), 1);
	svy_crosstabs_free(tables);
	answers_close(&a);
}

static void a_set_may_be_a_layer(void **state)
{
	struct answers a;
	const struct svy_variable *variables[3];
	(void)state;
	open_and_read(&a);
	const size_t columns[] = {a.column[1], a.column[1], a.column[0]};
	struct svy_crosstabs *tables = tables_of(&a, columns, 3, variables);
	assert_int_equal(tables->n_tables, 2); /* nobody ticked c */
	assert_int_equal(n_at(tables, 2, 2), 2);
	assert_int_equal(svy_crosstab_cell(&tables->tables[1], 2, 2)->n, 1);
	svy_crosstabs_free(tables);
	answers_close(&a);
}

/* One ticked a and b, one a alone (and did not answer c), one nothing. */
static void a_net_of_answers_counts_each_respondent_once(void **state)
{
	static const struct svy_missing_policy EXCLUDE = {.what = SVY_MISSING_EXCLUDE};
	struct answers a;
	struct svy_count *count;
	struct svy_crosstabs *tables;
	struct svy_net nets[2];
	size_t n_nets;
	(void)state;
	open_and_read(&a);
	check_ok(svy_net_parse("q=a or b:a,b", &nets[0], &a.status), &a.status);
	check_ok(svy_net_parse("q=b or c:b,c", &nets[1], &a.status), &a.status);
	check_ok(svy_count_new(2, SVY_WEIGHT_NONE, &count, &a.status), &a.status);
	svy_count_use_nets(count, nets, 2);
	assert_ptr_equal(svy_count_nets(count, &n_nets), nets);
	check_ok(svy_count_add(count, a.table, a.column, SVY_NO_COLUMN, NULL, &a.status), &a.status);
	const struct svy_variable *variables[] = {&a.table->columns[a.column[0]].variable,
	                                          &a.table->columns[a.column[1]].variable};
	check_ok(svy_crosstabs_make(count, variables, 2, SVY_WEIGHT_NONE, &EXCLUDE, &tables, &a.status), &a.status);
	const struct svy_levels *levels = &tables->levels[0];
	assert_int_equal(levels->n, 5);
	assert_int_equal(levels->n_valid, 3);
	assert_ptr_equal(levels->level[3].net, &nets[0]);
	assert_int_equal(n_at(tables, 3, 2), 2); /* not 3: the sum of a and b */
	assert_int_equal(n_at(tables, 3, 0), 1);
	assert_int_equal(base_at(tables, 3, 2, SVY_BASE_COL), 3);
	/* whether the third is in the second net is not known */
	assert_int_equal(n_at(tables, 4, 2), 1);
	assert_int_equal(base_at(tables, 4, 2, SVY_BASE_COL), 2);
	assert_int_equal(n_at(tables, 5, 2), 3); /* the margin is as without nets */
	assert_int_equal(tables->rows_used, 3);
	/* a is all of "a or b"; one is in it and did not tick b */
	assert_int_equal(svy_crosstabs_apart(tables, variables[0], 0, 0, 3, 2), 1);
	assert_int_equal(levels->order[0], 3);
	assert_int_equal(levels->order[1], 0);
	assert_int_equal(levels->depth[1], 1);
	svy_crosstabs_free(tables);
	svy_count_free(count);
	svy_net_clear(&nets[0]);
	svy_net_clear(&nets[1]);
	answers_close(&a);
}

static void a_code_of_a_net_is_no_other(void **state)
{
	struct svy_variable set = {.n_categories = 3, .several = true};
	(void)state;
	assert_true(svy_code_is_net(SVY_NET));
	assert_false(svy_code_is_net(2) || svy_code_is_net(-1));
	assert_false(svy_code_is_net(SVY_CASE) || svy_code_is_net(SVY_CASE - 1));
	assert_false(svy_code_unanswered(&set, SVY_NET + 1));
	assert_true(svy_code_unanswered(&set, SVY_CASE - 1 - SVY_NET));
}

static void a_net_of_another_variable_changes_nothing(void **state)
{
	struct answers a;
	struct svy_multiple multiple;
	struct svy_net net;
	int32_t codes[2];
	size_t n = 0;
	(void)state;
	open_and_read(&a);
	check_ok(svy_net_parse("else=x:a", &net, &a.status), &a.status);
	assert_true(svy_multiple_init(&multiple, 2));
	assert_true(svy_multiple_nets(&multiple, &net, 1, a.table, a.column));
	assert_true(svy_multiple_row(&multiple, a.table, a.column, 2));
	while (svy_multiple_next(&multiple, codes))
		n++;
	assert_int_equal(n, 3);
	svy_multiple_clear(&multiple);
	svy_net_clear(&net);
	answers_close(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_has_every_combination),
		cmocka_unit_test(a_code_tells_what_was_not_answered),
		cmocka_unit_test(respondents_are_counted_at_each_choice_and_once_in_the_margin),
		cmocka_unit_test(two_sets_have_bases_of_both),
		cmocka_unit_test(a_set_may_be_a_layer),
		cmocka_unit_test(a_net_of_answers_counts_each_respondent_once),
		cmocka_unit_test(a_code_of_a_net_is_no_other),
		cmocka_unit_test(a_net_of_another_variable_changes_nothing),
	};
	return cmocka_run_group_tests_name("tab/multiple", tests, NULL, NULL);
}
