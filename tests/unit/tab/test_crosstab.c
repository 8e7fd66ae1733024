/* Counts of Bickel, Hammel and O'Connell (1975), Science 187, 398-404, as in
 * R's UCBAdmissions: 4,526 applicants by outcome, sex and department. */
#include <math.h>
#include <string.h>

#include "tab/count.h"
#include "tab/crosstab.h"
#include "tests/support/check.h"
#include "tests/support/rows.h"

enum { N_CELLS = 24 };
/* outcome (admitted, rejected) x sex (men, women) within departments A to F */
static const double BERKELEY[N_CELLS] = {512, 313, 89, 19, 353, 207, 17, 8,   120, 205, 202, 391,
                                         138, 279, 131, 244, 53, 138, 94, 299, 22,  351, 24,  317};

static struct svy_table *berkeley(void)
{
	static const size_t SIZES[] = {2, 2, 6};
	int32_t codes[N_CELLS * 3];
	for (int32_t i = 0; i < N_CELLS; i++) {
		codes[3 * i] = i % 2;
		codes[3 * i + 1] = i / 2 % 2;
		codes[3 * i + 2] = i / 4;
	}
	return rows_new(N_CELLS, 3, SIZES, codes, BERKELEY);
}

static const struct svy_missing_policy EXCLUDE = {.what = SVY_MISSING_EXCLUDE};

static struct svy_crosstabs *make(const struct svy_table *table, const size_t *columns, size_t k,
                                  enum svy_weight_kind kind, const struct svy_missing_policy *policy, const bool *mask)
{
	struct svy_status status = {0};
	struct svy_count *count;
	struct svy_crosstabs *tables;
	const struct svy_variable *variables[3];
	size_t weights = kind == SVY_WEIGHT_NONE ? SVY_NO_COLUMN : table->n_columns - 1;
	check_ok(svy_count_new(k, kind, &count, &status), &status);
	check_ok(svy_count_add(count, table, columns, weights, mask, &status), &status);
	for (size_t v = 0; v < k; v++)
		variables[v] = &table->columns[columns[v]].variable;
	check_ok(svy_crosstabs_make(count, variables, k, kind, policy, &tables, &status), &status);
	svy_count_free(count);
	return tables;
}

static uint64_t n_at(const struct svy_crosstabs *tables, size_t t, size_t i, size_t j)
{
	return svy_crosstab_cell(&tables->tables[t], i, j)->n;
}

static void frequency_weights_count_applicants(void **state)
{
	struct svy_table *table = berkeley();
	struct svy_crosstabs *tables =
		make(table, (size_t[]){0, 1}, 2, SVY_WEIGHT_FREQUENCY, &EXCLUDE, NULL);
	(void)state;
	assert_int_equal(tables->n_tables, 1);
	assert_int_equal(n_at(tables, 0, 0, 0), 1198); /* the published margin */
	assert_int_equal(n_at(tables, 0, 1, 0), 1493);
	assert_int_equal(n_at(tables, 0, 0, 1), 557);
	assert_int_equal(n_at(tables, 0, 1, 1), 1278);
	assert_int_equal(n_at(tables, 0, 0, 2), 1755);
	assert_int_equal(n_at(tables, 0, 2, 1), 1835);
	assert_int_equal(n_at(tables, 0, 2, 2), 4526);
	assert_int_equal(tables->rows_domain, N_CELLS);
	assert_int_equal(tables->rows_used, N_CELLS);
	assert_int_equal(tables->n_left_out, 0);
	svy_crosstabs_free(tables);
	rows_free(table);
}

static void each_layer_is_a_table(void **state)
{
	struct svy_table *table = berkeley();
	struct svy_crosstabs *tables =
		make(table, (size_t[]){0, 1, 2}, 3, SVY_WEIGHT_FREQUENCY, &EXCLUDE, NULL);
	(void)state;
	assert_int_equal(tables->n_tables, 6);
	for (size_t t = 0; t < 6; t++) {
		assert_int_equal(svy_crosstabs_layer(tables, t, 0)->code, (int32_t)t);
		for (size_t i = 0; i < 2; i++)
			for (size_t j = 0; j < 2; j++)
				check_close((double)n_at(tables, t, i, j), BERKELEY[4 * t + 2 * j + i], 0);
	}
	svy_crosstabs_free(tables);
	rows_free(table);
}

static void a_mask_counts_its_rows_only(void **state)
{
	struct svy_table *table = berkeley();
	bool mask[N_CELLS] = {0};
	(void)state;
	for (size_t i = 0; i < 4; i++)
		mask[i] = true; /* department A */
	struct svy_crosstabs *tables = make(table, (size_t[]){0, 1}, 2, SVY_WEIGHT_FREQUENCY, &EXCLUDE, mask);
	assert_int_equal(n_at(tables, 0, 2, 2), 933);
	assert_int_equal(tables->rows_domain, 4);
	svy_crosstabs_free(tables);
	rows_free(table);
}

/* a: 1 2 refused not-asked, b: 1 1 1 2; by hand. */
static struct svy_table *with_missing(void)
{
	static const size_t SIZES[] = {3, 2};
	static const int32_t CODES[] = {0, 0, 1, 0, -1, 0, -2, 1, 0, -1};
	return rows_new(5, 2, SIZES, CODES, NULL);
}

/* a's first: b is 1, and refused; by hand. */
static void what_is_shown_of_the_columns_is_not_in_the_margin_of_a_row(void **state)
{
	const struct svy_missing_policy show = {.what = SVY_MISSING_SHOW};
	struct svy_table *table = with_missing();
	struct svy_crosstabs *tables = make(table, (size_t[]){0, 1}, 2, SVY_WEIGHT_NONE, &show, NULL);
	const struct svy_levels *rows = &tables->levels[0], *cols = &tables->levels[1];
	(void)state;
	assert_int_equal(cols->n, cols->n_valid + 1);
	assert_int_equal(n_at(tables, 0, 0, 0), 1);
	assert_int_equal(n_at(tables, 0, 0, cols->n_valid), 1);
	assert_int_equal(n_at(tables, 0, 0, cols->n), 1);
	assert_int_equal(n_at(tables, 0, rows->n, 0), 2); /* not the one who refused a */
	assert_int_equal(n_at(tables, 0, rows->n, cols->n), 2);
	svy_crosstabs_free(tables);
	rows_free(table);
}

static void who_is_left_out_is_counted_in_rows_of_the_file(void **state)
{
	static const size_t SIZES[] = {2};
	static const int32_t CODES[] = {0, 1, -1};
	const double weights[] = {2, 3, 5};
	struct svy_table *table = rows_new(3, 1, SIZES, CODES, weights);
	struct svy_crosstabs *tables = make(table, (size_t[]){0}, 1, SVY_WEIGHT_FREQUENCY, &EXCLUDE, NULL);
	(void)state;
	assert_int_equal(tables->rows_domain, 3);
	assert_int_equal(tables->rows_used, 2);
	assert_int_equal(tables->n_left_out, 1);
	assert_int_equal(tables->left_out[0].n, 1);
	svy_crosstabs_free(tables);
	rows_free(table);
}

static void excluded_answers_are_left_out_by_reason(void **state)
{
	struct svy_table *table = with_missing();
	struct svy_crosstabs *tables = make(table, (size_t[]){0, 1}, 2, SVY_WEIGHT_NONE, &EXCLUDE, NULL);
	(void)state;
	assert_int_equal(tables->levels[0].n, 3); /* the third category is declared and empty */
	assert_int_equal(n_at(tables, 0, 2, 2), 0);
	assert_int_equal(n_at(tables, 0, 3, 2), 2);
	assert_int_equal(tables->rows_used, 2);
	assert_int_equal(tables->n_left_out, 3);
	assert_string_equal(tables->left_out[0].reason, "a: refused");
	assert_string_equal(tables->left_out[1].reason, "a: not-asked");
	assert_string_equal(tables->left_out[2].reason, "b: refused");
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(tables->left_out[i].n, 1);
	svy_crosstabs_free(tables);
	rows_free(table);
}

static void shown_answers_stand_outside_the_margins(void **state)
{
	const struct svy_missing_policy show = {.what = SVY_MISSING_SHOW};
	struct svy_table *table = with_missing();
	struct svy_crosstabs *tables = make(table, (size_t[]){0, 1}, 2, SVY_WEIGHT_NONE, &show, NULL);
	(void)state;
	assert_int_equal(tables->levels[0].n, 5);
	assert_int_equal(tables->levels[0].n_valid, 3);
	assert_true(tables->levels[0].level[3].missing);
	assert_int_equal(n_at(tables, 0, 3, 0), 1); /* refused, b = 1 */
	assert_int_equal(n_at(tables, 0, 4, 1), 1); /* not asked, b = 2 */
	assert_int_equal(n_at(tables, 0, 5, 0), 2); /* margin of b = 1: valid rows only */
	assert_int_equal(n_at(tables, 0, 5, 3), 2); /* the whole table */
	assert_int_equal(tables->rows_used, 2);
	svy_crosstabs_free(tables);
	rows_free(table);
}

static void included_reasons_join_the_base(void **state)
{
	struct svy_missing_policy include = {.what = SVY_MISSING_INCLUDE};
	struct svy_table *table = with_missing();
	(void)state;
	include.included[SVY_REFUSED] = true;
	struct svy_crosstabs *tables = make(table, (size_t[]){0, 1}, 2, SVY_WEIGHT_NONE, &include, NULL);
	assert_int_equal(tables->levels[0].n, 4);
	assert_int_equal(tables->levels[0].n_valid, 4);
	assert_false(tables->levels[0].level[3].missing);
	assert_int_equal(tables->rows_used, 4);
	assert_int_equal(tables->n_left_out, 1);
	assert_string_equal(tables->left_out[0].reason, "a: not-asked");
	const struct svy_columns a = {(size_t[]){0}, 1}, b = {(size_t[]){1}, 1}, both = {(size_t[]){0, 1}, 2};
	assert_int_equal(svy_rows_used(table, &a, 1, &include, NULL), 4);
	assert_int_equal(svy_rows_used(table, (struct svy_columns[]){a, b}, 2, &include, NULL), 5);
	assert_int_equal(svy_rows_used(table, &both, 1, &include, NULL), tables->rows_used);
	assert_int_equal(svy_rows_used(table, (struct svy_columns[]){both, a}, 2, &include, NULL), 4);
	svy_crosstabs_free(tables);
	rows_free(table);
}

static void sampling_weights_keep_n_unweighted(void **state)
{
	static const size_t SIZES[] = {2};
	static const int32_t CODES[] = {0, 1, 1};
	static const double WEIGHTS[] = {0.5, 0.25, 2};
	struct svy_table *table = rows_new(3, 1, SIZES, CODES, WEIGHTS);
	struct svy_crosstabs *tables = make(table, (size_t[]){0}, 1, SVY_WEIGHT_SAMPLING, &EXCLUDE, NULL);
	const struct svy_tally *second = svy_crosstab_cell(&tables->tables[0], 1, 0);
	const struct svy_tally *all = svy_crosstab_cell(&tables->tables[0], 2, 0);
	(void)state;
	assert_int_equal(second->n, 2);
	check_close(second->w, 2.25, 0);
	check_close(second->w2, 4.0625, 0);
	assert_int_equal(all->n, 3);
	check_close(all->w, 2.75, 0);
	check_close(all->w2, 4.3125, 0);
	svy_crosstabs_free(tables);
	rows_free(table);
}

static void an_empty_file_gives_declared_categories_with_zero(void **state)
{
	static const size_t SIZES[] = {2, 2};
	struct svy_table *table = rows_new(0, 2, SIZES, NULL, NULL);
	struct svy_crosstabs *tables = make(table, (size_t[]){0, 1}, 2, SVY_WEIGHT_NONE, &EXCLUDE, NULL);
	(void)state;
	assert_int_equal(tables->levels[0].n, 2);
	assert_int_equal(n_at(tables, 0, 2, 2), 0);
	svy_crosstabs_free(tables);
	rows_free(table);
}

static void too_many_cells_are_refused(void **state)
{
	static const size_t SIZES[] = {2000, 2000};
	struct svy_status status = {0};
	struct svy_table *table = rows_new(0, 2, SIZES, NULL, NULL);
	const struct svy_variable *variables[] = {&table->columns[0].variable, &table->columns[1].variable};
	struct svy_count *count;
	struct svy_crosstabs *tables = NULL;
	(void)state;
	check_ok(svy_count_new(2, SVY_WEIGHT_NONE, &count, &status), &status);
	check_fails(svy_crosstabs_make(count, variables, 2, SVY_WEIGHT_NONE, &EXCLUDE, &tables, &status), SVY_EUSAGE,
	            &status, "more than 1048576 cells");
	assert_null(tables);
	svy_count_free(count);
	rows_free(table);
}

/* Departments A and B of both sexes, from the published counts. */
static void a_net_is_the_sum_of_its_categories(void **state)
{
	struct svy_table *table = berkeley();
	struct svy_status status = {0};
	struct svy_count *count;
	struct svy_crosstabs *tables;
	struct svy_net net;
	const size_t columns[] = {2, 0};
	const struct svy_variable *variables[] = {&table->columns[2].variable, &table->columns[0].variable};
	(void)state;
	check_ok(svy_net_parse("c=A or F:1,label 6", &net, &status), &status);
	check_ok(svy_count_new(2, SVY_WEIGHT_FREQUENCY, &count, &status), &status);
	svy_count_use_nets(count, &net, 1);
	check_ok(svy_count_add(count, table, columns, 3, NULL, &status), &status);
	check_ok(svy_crosstabs_make(count, variables, 2, SVY_WEIGHT_FREQUENCY, &EXCLUDE, &tables, &status), &status);
	assert_int_equal(n_at(tables, 0, 6, 0), 512 + 89 + 22 + 24);
	assert_int_equal(n_at(tables, 0, 6, 1), 313 + 19 + 351 + 317);
	assert_int_equal(n_at(tables, 0, 6, 2), n_at(tables, 0, 6, 0) + n_at(tables, 0, 6, 1));
	assert_int_equal(n_at(tables, 0, 7, 2), 4526); /* as without */
	const size_t order[] = {6, 0, 5, 1, 2, 3, 4};
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(tables->levels[0].order[i], order[i]);
	svy_crosstabs_free(tables);
	svy_count_free(count);
	svy_net_clear(&net);
	rows_free(table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(frequency_weights_count_applicants),
		cmocka_unit_test(each_layer_is_a_table),
		cmocka_unit_test(a_mask_counts_its_rows_only),
		cmocka_unit_test(what_is_shown_of_the_columns_is_not_in_the_margin_of_a_row),
		cmocka_unit_test(who_is_left_out_is_counted_in_rows_of_the_file),
		cmocka_unit_test(excluded_answers_are_left_out_by_reason),
		cmocka_unit_test(shown_answers_stand_outside_the_margins),
		cmocka_unit_test(included_reasons_join_the_base),
		cmocka_unit_test(sampling_weights_keep_n_unweighted),
		cmocka_unit_test(an_empty_file_gives_declared_categories_with_zero),
		cmocka_unit_test(too_many_cells_are_refused),
		cmocka_unit_test(a_net_is_the_sum_of_its_categories),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
