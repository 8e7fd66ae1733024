/* What is run, what is refused, and what is said; the numbers themselves are checked
 * by tests/reference/. */
#include <math.h>
#include <string.h>

#include "report/cross_tests.h"
#include "stat/measure.h"
#include "tests/support/check.h"
#include "tests/support/crosses.h"

static const size_t TWO[] = {2, 2, 2}, THREE[] = {3, 3};
static const double TEA[] = {3, 1, 1, 3}; /* Fisher's tea tasting */
static const double NINE[] = {5, 4, 3, 2, 6, 7, 1, 0, 9};
static const double HUGE[] = {2e9, 1e9, 1e9, 1e9}; /* more than an exact test takes */
static const struct svy_cross_options PLAIN = {.rd_method = "newcombe", .level = 0.95, .seed = 1, .samples = 200};

static struct svy_result *run(struct crosses *c, const struct svy_cross_options *options)
{
	struct svy_status status = {0};
	struct svy_result *result;
	check_ok(svy_result_new(&result, &status), &status);
	check_ok(svy_cross_tests(&c->cross, result, options, &status), &status);
	check_ok(svy_cross_association(&c->cross, result, options, &status), &status);
	return result;
}

static void pearson_and_v_are_the_default(void **state)
{
	struct crosses c;
	(void)state;
	crosses_new(&c, 2, TWO, TEA, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = run(&c, &PLAIN);
	const struct svy_rtable *tests = svy_result_find(result, "tests");
	const struct svy_rtable *measures = svy_result_find(result, "association");
	assert_int_equal(tests->n_rows, 1);
	check_rel(svy_row_value(tests, 0, "statistic")->real, 2, 1e-14);
	assert_int_equal(measures->n_rows, 1);
	check_rel(svy_row_value(measures, 0, "estimate")->real, 0.5, 1e-14);
	check_contains(result->group_notes[0].text, "smallest expected count 2.0");
	svy_result_free(result);
	crosses_free(&c);
}

static void fisher_says_how_and_what_could_be_reached(void **state)
{
	struct svy_cross_options options = PLAIN;
	struct crosses c;
	(void)state;
	options.tests = "fisher,fisher-midp,yates";
	options.association = "or,or-conditional,rr,rd,phi,v,contingency";
	crosses_new(&c, 2, TWO, TEA, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = run(&c, &options);
	const struct svy_rtable *tests = svy_result_find(result, "tests");
	const struct svy_rtable *measures = svy_result_find(result, "association");
	assert_int_equal(tests->n_rows, 3);
	check_rel(svy_row_value(tests, 1, "p")->real, 34.0 / 70, 1e-12); /* in the order of the list of names */
	check_rel(svy_row_value(tests, 1, "attainable_p")->real, 2.0 / 70, 1e-12);
	check_contains(svy_row_value(tests, 1, "method")->text, "minimum likelihood");
	assert_int_equal(measures->n_rows, 7);
	for (size_t i = 0; i < 7; i++)
		if (strcmp(svy_row_value(measures, i, "measure")->text, "or") == 0)
			check_rel(svy_row_value(measures, i, "estimate")->real, 9, 1e-12);
	svy_result_free(result);
	crosses_free(&c);
}

static void linear_takes_places_in_the_declared_order(void **state)
{
	static const size_t SIZES[] = {4, 2};
	static const double COUNTS[] = {1, 1, 2, 0, 0, 0, 1, 2}; /* nobody in the third */
	struct svy_cross_options options = PLAIN;
	struct svy_variable variables[2];
	struct crosses c;
	(void)state;
	crosses_new(&c, 2, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	for (size_t v = 0; v < 2; v++) {
		variables[v] = *c.variables[v];
		variables[v].ordered = true;
		c.variables[v] = &variables[v];
	}
	options.tests = "linear";
	options.association = "pearson-r";
	struct svy_result *result = run(&c, &options);
	/* R 4.2.2: 6 * cor(c(1,1,2,4,4,2,4), c(1,2,1,2,2,1,1))^2 */
	check_rel(svy_row_value(svy_result_find(result, "tests"), 0, "statistic")->real, 0.493902439024390, 1e-13);
	check_rel(svy_row_value(svy_result_find(result, "association"), 0, "estimate")->real,
	          sqrt(0.493902439024390 / 6), 1e-13);
	svy_result_free(result);
	crosses_free(&c);
}

static void monte_carlo_states_its_seed(void **state)
{
	struct svy_cross_options options = PLAIN;
	struct crosses c;
	(void)state;
	options.tests = "fisher-mc";
	options.association = "none";
	crosses_new(&c, 2, THREE, NINE, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = run(&c, &options), *again = run(&c, &options);
	assert_true(result->has_seed);
	assert_null(svy_result_find(result, "association"));
	check_close(svy_row_value(svy_result_find(result, "tests"), 0, "p")->real,
	            svy_row_value(svy_result_find(again, "tests"), 0, "p")->real, 0);
	svy_result_free(result);
	svy_result_free(again);
	crosses_free(&c);
}

static void sampling_weights_have_no_test_of_counts(void **state)
{
	static const double WEIGHTS[] = {1.5, 0, 0.5, 4};
	struct svy_cross_options options = PLAIN;
	struct crosses c;
	(void)state;
	options.association = "or,v";
	crosses_new(&c, 2, TWO, WEIGHTS, SVY_WEIGHT_SAMPLING);
	struct svy_result *result = run(&c, &options);
	const struct svy_rtable *tests = svy_result_find(result, "tests");
	const struct svy_rtable *measures = svy_result_find(result, "association");
	assert_int_equal(svy_row_value(tests, 0, "p")->kind, SVY_NULL);
	check_contains(tests->rows[0].note, "rao-scott");
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(svy_row_value(measures, i, "ase")->kind, SVY_NULL);
		assert_int_equal(svy_row_value(measures, i, "p")->kind, SVY_NULL);
		check_contains(measures->rows[i].note, "of the weighted table");
	}
	svy_result_free(result);
	crosses_free(&c);
}

static void is_refused(const size_t *sizes, const double *counts, enum svy_weight_kind kind,
                       const struct svy_cross_options *options, const char *words)
{
	struct crosses c;
	struct svy_status status = {0};
	struct svy_result *result;
	crosses_new(&c, 2, sizes, counts, kind);
	check_ok(svy_result_new(&result, &status), &status);
	enum svy_code code = svy_cross_tests(&c.cross, result, options, &status);
	if (code == SVY_OK)
		code = svy_cross_association(&c.cross, result, options, &status);
	check_fails(code, SVY_EUSAGE, &status, words);
	svy_result_free(result);
	crosses_free(&c);
}

static void what_does_not_suit_is_refused_with_what_does(void **state)
{
	struct svy_cross_options options = PLAIN;
	(void)state;
	options.tests = "fisher";
	options.alternative = SVY_LESS;
	is_refused(THREE, NINE, SVY_WEIGHT_FREQUENCY, &options, "of larger tables than 2 x 2");
	options.alternative = SVY_TWO_SIDED;
	options.tests = "yates";
	is_refused(THREE, NINE, SVY_WEIGHT_FREQUENCY, &options, "use pearson");
	options.tests = "linear";
	is_refused(TWO, TEA, SVY_WEIGHT_FREQUENCY, &options, "categoriesOrdered");
	options.tests = "pearson";
	is_refused(TWO, TEA, SVY_WEIGHT_SAMPLING, &options, "rao-scott");
	options.alternative = SVY_LESS;
	is_refused(TWO, TEA, SVY_WEIGHT_FREQUENCY, &options, "--alternative less");
	options = PLAIN;
	options.association = "or";
	is_refused(THREE, NINE, SVY_WEIGHT_FREQUENCY, &options, "is for 2 x 2 tables");
	options.association = "or-conditional";
	is_refused(TWO, TEA, SVY_WEIGHT_SAMPLING, &options, "use or");
	is_refused(TWO, HUGE, SVY_WEIGHT_FREQUENCY, &options, "use or");
	options.association = "none";
	options.tests = "fisher-mc";
	is_refused(TWO, HUGE, SVY_WEIGHT_FREQUENCY, &options, "at most 4000000000 respondents");
	options.tests = "none";
	options.association = "v-corrected";
	is_refused(TWO, TEA, SVY_WEIGHT_SAMPLING, &options, "use v");
	static const char *const ordered[] = {"gamma", "tau-b", "tau-c", "d", "d-row", "d-col", "kappa-linear",
	                                      "kappa-quadratic", "pearson-r", "spearman", "polychoric"};
	for (size_t i = 0; i < sizeof ordered / sizeof *ordered; i++) {
		options.association = ordered[i];
		is_refused(TWO, TEA, SVY_WEIGHT_FREQUENCY, &options, "categoriesOrdered");
	}
	options.association = "kappa";
	is_refused((const size_t[]){3, 2}, NINE, SVY_WEIGHT_FREQUENCY, &options, "same categories");
}

/* All that suit, and a note about what does not. */
static void all_measures_are_those_that_suit(void **state)
{
	struct svy_cross_options options = PLAIN;
	struct crosses c;
	(void)state;
	options.tests = "none";
	options.association = "all";
	crosses_new(&c, 2, THREE, NINE, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = run(&c, &options);
	const struct svy_rtable *measures = svy_result_find(result, "association");
	assert_int_equal(measures->n_rows, 13); /* 4 from chi-squared, 8 of prediction, kappa */
	assert_int_equal(result->notes.n, 2);
	check_contains(result->notes.text[0], "gamma, tau-b, tau-c, d-row, d-col, d, kappa-linear");
	check_contains(result->notes.text[1], "or, or-conditional, rr, rd, or-paired, rd-paired: each is for 2 x 2");
	assert_true(result->has_seed); /* of v-corrected */
	svy_result_free(result);
	crosses_free(&c);
}

static void ordered_tables_have_them_all(void **state)
{
	struct svy_cross_options options = PLAIN;
	struct svy_variable variables[2];
	struct crosses c;
	(void)state;
	crosses_new(&c, 2, TWO, TEA, SVY_WEIGHT_FREQUENCY);
	for (size_t v = 0; v < 2; v++) {
		variables[v] = *c.variables[v];
		variables[v].ordered = true;
		c.variables[v] = &variables[v];
	}
	assert_null(svy_cross_unordered(&c.cross));
	options.tests = "none";
	options.association = "all";
	struct svy_result *result = run(&c, &options);
	const struct svy_rtable *measures = svy_result_find(result, "association");
	assert_int_equal(measures->n_rows, SVY_MEASURE_RD_WALD + 2);
	assert_int_equal(result->notes.n, 0);
	for (size_t i = 0; i < measures->n_rows; i++) {
		const char *name = svy_row_value(measures, i, "measure")->text;
		if (i < SVY_MEASURE_RD_WALD) /* behind them come those of pairs */
			assert_string_equal(name, svy_measure_name((enum svy_measure_kind)i));
		if (strcmp(name, "tau-b") == 0 || strcmp(name, "kappa-linear") == 0 || strcmp(name, "spearman") == 0)
			check_rel(svy_row_value(measures, i, "estimate")->real, 0.5, 1e-14);
		if (svy_row_value(measures, i, "p")->kind == SVY_REAL)
			check_contains(measures->rows[i].note, "p is of large samples, here are 8 respondents");
	}
	svy_result_free(result);
	crosses_free(&c);
}

static void a_table_without_two_rows_says_so(void **state)
{
	static const double COUNTS[] = {3, 1, 0, 0};
	struct svy_cross_options options = PLAIN;
	struct crosses c;
	(void)state;
	options.tests = "pearson,fisher";
	options.association = "or,v";
	crosses_new(&c, 2, TWO, COUNTS, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = run(&c, &options);
	const struct svy_rtable *tests = svy_result_find(result, "tests");
	const struct svy_rtable *measures = svy_result_find(result, "association");
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(svy_row_value(tests, i, "p")->kind, SVY_NULL);
		check_contains(tests->rows[i].note, "only one row that is not empty");
		assert_int_equal(svy_row_value(measures, i, "estimate")->kind, SVY_NULL);
		assert_non_null(measures->rows[i].note);
	}
	svy_result_free(result);
	crosses_free(&c);
}

/* "all" means those that suit: it was an error of the exact ones here. */
static void all_leaves_out_what_takes_fewer_respondents(void **state)
{
	struct svy_cross_options options = PLAIN;
	struct crosses c;
	(void)state;
	options.tests = options.association = "all";
	crosses_new(&c, 2, TWO, HUGE, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = run(&c, &options);
	const struct svy_rtable *tests = svy_result_find(result, "tests");
	assert_int_equal(tests->n_rows, 7); /* pearson, lr, yates, mcnemar, mcnemar-cc, bowker and others */
	/* n (ad - bc)^2 / (r1 r2 c1 c2), by hand */
	check_rel(svy_row_value(tests, 0, "statistic")->real, 5e9 / 36, 1e-12);
	const struct svy_rtable *measures = svy_result_find(result, "association");
	assert_int_equal(measures->n_rows, 17); /* 4 from chi-squared, 8 of prediction, kappa, or, rr, rd, rd-paired */
	for (size_t i = 0; i < measures->n_rows; i++)
		assert_string_not_equal(svy_row_value(measures, i, "measure")->text, "or-conditional");
	svy_result_free(result);
	crosses_free(&c);
}

/* The family of a test is that test in all three layers. */
static void p_values_are_adjusted_over_the_layers(void **state)
{
	static const size_t SIZES[] = {2, 2, 3};
	static const double COUNTS[] = {20, 10, 13, 17, 20, 9, 12, 18, 15, 15, 12, 18};
	struct svy_cross_options options = PLAIN;
	struct crosses c;
	(void)state;
	options.tests = "pearson,lr";
	options.adjust = SVY_ADJUST_BONFERRONI;
	crosses_new(&c, 3, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = run(&c, &options);
	const struct svy_rtable *tests = svy_result_find(result, "tests");
	assert_int_equal(tests->n_rows, 6);
	for (size_t i = 0; i < 6; i++)
		check_rel(svy_row_value(tests, i, "p_adjusted")->real, fmin(1, 3 * svy_row_value(tests, i, "p")->real),
		          1e-15);
	assert_string_equal(result->notes.text[0],
	                    "p_adjusted: method bonferroni, over 3 tests pearson, one for each table");
	svy_result_free(result);
	options.adjust = SVY_ADJUST_NONE;
	result = run(&c, &options);
	assert_null(svy_row_value(svy_result_find(result, "tests"), 0, "p_adjusted"));
	svy_result_free(result);
	crosses_free(&c);
}

static void an_empty_table_is_not_one_row(void **state)
{
	static const double NOBODY[] = {0, 0, 0, 0}, ONE[] = {0, 0, 0, 3};
	static const struct {
		const double *counts;
		const char *reason;
	} CASES[] = {{NOBODY, "the table is empty"}, {ONE, "only one row and one column that are not empty"}};
	struct svy_cross_options options = PLAIN;
	struct crosses c;
	(void)state;
	options.tests = "pearson,fisher,fisher-midp,fisher-mc";
	for (size_t i = 0; i < 2; i++) {
		crosses_new(&c, 2, TWO, CASES[i].counts, SVY_WEIGHT_FREQUENCY);
		struct svy_result *result = run(&c, &options);
		const struct svy_rtable *tests = svy_result_find(result, "tests");
		for (size_t r = 0; r < 4; r++) {
			check_contains(tests->rows[r].note, CASES[i].reason);
			assert_int_equal(svy_row_value(tests, r, "method")->kind, SVY_TEXT);
		}
		svy_result_free(result);
		crosses_free(&c);
	}
}

static double number_of(const struct svy_result *result, const char *table, size_t row, const char *field)
{
	return svy_row_value(svy_result_find(result, table), row, field)->real;
}

/* The exact p is 34/70. */
static void bounds_of_monte_carlo_stand_around_p(void **state)
{
	struct svy_cross_options options = PLAIN;
	struct crosses c;
	(void)state;
	options.tests = "fisher-mc";
	crosses_new(&c, 2, TWO, TEA, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = run(&c, &options);
	double low = number_of(result, "tests", 0, "p_low"), high = number_of(result, "tests", 0, "p_high");
	assert_true(low < 34.0 / 70 && 34.0 / 70 < high);
	assert_true(low < number_of(result, "tests", 0, "p") && number_of(result, "tests", 0, "p") < high);
	svy_result_free(result);
	crosses_free(&c);
}

/* Mehta and Senchaudhuri (2003), as scipy; Fay's example of exact2x2 for Blaker's ordering. */
static void unconditional_tests_and_orderings(void **state)
{
	static const double VACCINE[] = {7, 8, 12, 3}, FAY[] = {6, 12, 12, 5};
	struct svy_cross_options options = PLAIN;
	struct svy_status status = {0};
	struct crosses c;
	(void)state;
	options.tests = "barnard,boschloo";
	crosses_new(&c, 2, TWO, VACCINE, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = run(&c, &options);
	check_close(number_of(result, "tests", 0, "p"), .068218309, 5e-10);
	check_close(number_of(result, "tests", 0, "statistic"), -1.894338, 5e-7);
	check_close(number_of(result, "tests", 1, "p"), .068218309, 5e-10);
	svy_result_free(result);
	options.two_sided = SVY_ORDER_BLAKER;
	check_ok(svy_result_new(&result, NULL), NULL);
	check_fails(svy_cross_tests(&c.cross, result, &options, &status), SVY_EUSAGE, &status,
	            "--two-sided blaker: none of the tests");
	svy_result_free(result);
	crosses_free(&c);
	options.tests = "fisher";
	crosses_new(&c, 2, TWO, FAY, SVY_WEIGHT_FREQUENCY);
	result = run(&c, &options);
	check_close(number_of(result, "tests", 0, "high"), .9170, 5e-5);
	svy_result_free(result);
	crosses_free(&c);
}

static void limits_of_the_risk_difference_are_those_asked_for(void **state)
{
	static const struct {
		const char *method, *words;
		double low; /* R 4.2.2: prop.test of each group; of both */
	} CASES[] = {{"newcombe", "Newcombe", -0.13548840058295131}, {"wald", "Wald", -0.10011395954441349}};
	static const double SAS[] = {9, 2, 4, 8};
	struct svy_cross_options options = PLAIN;
	struct crosses c;
	(void)state;
	options.association = "rd";
	crosses_new(&c, 2, TWO, TEA, SVY_WEIGHT_FREQUENCY);
	for (size_t i = 0; i < 2; i++) {
		options.rd_method = CASES[i].method;
		struct svy_result *result = run(&c, &options);
		check_contains(svy_row_value(svy_result_find(result, "association"), 0, "method")->text, CASES[i].words);
		check_rel(number_of(result, "association", 0, "low"), CASES[i].low, 1e-9);
		check_rel(number_of(result, "association", 0, "ase"), sqrt(2 * 0.75 * 0.25 / 4), 1e-12);
		svy_result_free(result);
	}
	crosses_free(&c);
	/* SAS 9.4, exact riskdiff(method=score) and relrisk(method=score), quoted in the tests of R's exact2x2 */
	options.association = "rr,rd";
	options.rd_method = options.rr_method = "exact";
	crosses_new(&c, 2, TWO, SAS, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = run(&c, &options);
	check_close(number_of(result, "association", 0, "high"), 10.8647, 5e-5);
	check_close(number_of(result, "association", 1, "low"), .0616, 5e-5);
	svy_result_free(result);
	crosses_free(&c);
}

static void a_p_that_is_too_small_is_given_as_a_logarithm(void **state)
{
	static const double APART[] = {1000, 0, 0, 1000};
	struct crosses c;
	(void)state;
	crosses_new(&c, 2, TWO, APART, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = run(&c, &PLAIN);
	check_close(number_of(result, "tests", 0, "p"), 0, 0);
	/* R 4.2.2: pchisq(2000, 1, lower.tail = FALSE, log.p = TRUE) */
	check_contains(svy_result_find(result, "tests")->rows[0].note, "natural logarithm is -1004.03");
	svy_result_free(result);
	crosses_free(&c);
}

/* The second category is empty: the first is compared with the third. */
static void a_directed_measure_names_the_levels_that_it_compares(void **state)
{
	static const size_t SIZES[] = {3, 2};
	static const double COUNTS[] = {3, 1, 0, 0, 1, 3};
	struct svy_cross_options options = PLAIN;
	struct crosses c;
	(void)state;
	options.association = "or";
	crosses_new(&c, 2, SIZES, COUNTS, SVY_WEIGHT_FREQUENCY);
	struct svy_result *result = run(&c, &options);
	check_rel(number_of(result, "association", 0, "estimate"), 9, 1e-12);
	check_contains(svy_result_find(result, "association")->rows[0].note,
	               "a \"label 1\" against \"label 3\", of b \"label 1\"");
	svy_result_free(result);
	crosses_free(&c);
}

/* Fisher's table twice over, of 4 rows: scaled to n = 4, half of the statistic 2 of n = 8. */
static void scaled_counts_are_labelled(void **state)
{
	static const double WEIGHTS[] = {6, 2, 2, 6};
	struct svy_cross_options options = PLAIN;
	struct svy_status status = {0};
	struct crosses c;
	(void)state;
	options.scaled_counts = true;
	options.tests = "all";
	options.association = "or,v";
	crosses_new(&c, 2, TWO, WEIGHTS, SVY_WEIGHT_SAMPLING);
	struct svy_result *result = run(&c, &options);
	const struct svy_rtable *tests = svy_result_find(result, "tests");
	const struct svy_rtable *measures = svy_result_find(result, "association");
	assert_int_equal(tests->n_rows, 7); /* pearson, lr, yates, of pairs: the exact ones do not suit */
	check_rel(svy_row_value(tests, 0, "statistic")->real, 1, 1e-14);
	assert_string_equal(svy_row_value(tests, 0, "method")->text,
	                    "Pearson chi-squared, on weighted counts scaled to n");
	check_contains(result->group_notes[0].text, "scaled to n 4: not design-based");
	for (size_t i = 0; i < measures->n_rows; i++)
		check_contains(svy_row_value(measures, i, "method")->text, "on weighted counts scaled to n");
	svy_result_free(result);
	options.tests = "fisher-mc";
	check_ok(svy_result_new(&result, &status), &status);
	check_fails(svy_cross_tests(&c.cross, result, &options, &status), SVY_EUSAGE, &status, "is exact");
	svy_result_free(result);
	crosses_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pearson_and_v_are_the_default),
		cmocka_unit_test(fisher_says_how_and_what_could_be_reached),
		cmocka_unit_test(linear_takes_places_in_the_declared_order),
		cmocka_unit_test(monte_carlo_states_its_seed),
		cmocka_unit_test(sampling_weights_have_no_test_of_counts),
		cmocka_unit_test(what_does_not_suit_is_refused_with_what_does),
		cmocka_unit_test(all_measures_are_those_that_suit),
		cmocka_unit_test(ordered_tables_have_them_all),
		cmocka_unit_test(a_table_without_two_rows_says_so),
		cmocka_unit_test(all_leaves_out_what_takes_fewer_respondents),
		cmocka_unit_test(an_empty_table_is_not_one_row),
		cmocka_unit_test(bounds_of_monte_carlo_stand_around_p),
		cmocka_unit_test(unconditional_tests_and_orderings),
		cmocka_unit_test(limits_of_the_risk_difference_are_those_asked_for),
		cmocka_unit_test(a_p_that_is_too_small_is_given_as_a_logarithm),
		cmocka_unit_test(a_directed_measure_names_the_levels_that_it_compares),
		cmocka_unit_test(p_values_are_adjusted_over_the_layers),
		cmocka_unit_test(scaled_counts_are_labelled),
	};
	return cmocka_run_group_tests_name("report/cross_tests", tests, NULL, NULL);
}
