#include <math.h>
#include <stdlib.h>

#include "stat/chisq.h"
#include "stat/cramer.h"
#include "stat/multinomial.h"
#include "tests/support/check.h"
#include "tests/support/measures.h"

static struct svy_measure measure(const double *n, size_t rows, size_t cols, enum svy_measure_kind kind)
{
	return measure_of(svy_cramer, n, rows, cols, kind);
}

static void no_limits_at_zero_and_at_one(void **state)
{
	static const double flat[6] = {2, 4, 6, 3, 6, 9}, perfect[9] = {5, 0, 0, 0, 17, 0, 0, 0, 3};
	(void)state;
	struct svy_measure m = measure(flat, 2, 3, SVY_MEASURE_V);
	check_close(m.estimate, 0, 0);
	check_close(m.ase, NAN, 0);
	check_close(m.high, NAN, 0);
	check_contains(m.note, "at 0");
	m = measure(perfect, 3, 3, SVY_MEASURE_V);
	check_close(m.estimate, 1, 1e-15);
	check_close(m.low, NAN, 0);
	check_contains(m.note, "perfect association");
}

static void limits_are_those_of_the_same_lambda(void **state)
{
	static const double n[9] = {12, 4, 3, 5, 9, 2, 4, 6, 14};
	(void)state;
	struct svy_measure phi = measure(n, 3, 3, SVY_MEASURE_PHI), v = measure(n, 3, 3, SVY_MEASURE_V);
	struct svy_measure c = measure(n, 3, 3, SVY_MEASURE_CONTINGENCY);
	check_rel(phi.low, v.low * sqrt(2), 1e-13);
	check_rel(phi.high, v.high * sqrt(2), 1e-13);
	check_rel(c.high, phi.high / sqrt(1 + phi.high * phi.high), 1e-13);
	check_rel(phi.ase, v.ase * sqrt(2), 1e-13);
	assert_true(v.low < v.estimate && v.estimate < v.high);
	check_contains(v.method, "non-central");
}

static void limits_are_cut_off_at_a_perfect_association(void **state)
{
	static const double n[6] = {5, 0, 0, 5, 1, 4};
	(void)state;
	check_close(measure(n, 3, 2, SVY_MEASURE_V).high, 1, 0);
	check_close(measure(n, 3, 2, SVY_MEASURE_PHI).high, 1, 0);
	check_close(measure(n, 3, 2, SVY_MEASURE_CONTINGENCY).high, sqrt(0.5), 1e-15);
}

static void an_estimate_above_its_interval_says_why(void **state)
{
	static const double n[25] = {10, 11, 10, 10, 10, 10, 10, 10, 11, 10, 10, 10, 10,
	                             10, 10, 11, 10, 10, 10, 10, 10, 10, 11, 10, 10};
	(void)state;
	struct svy_measure m = measure(n, 5, 5, SVY_MEASURE_V);
	assert_true(m.high < m.estimate);
	check_contains(m.note, "biased");
	m = measure(n, 5, 5, SVY_MEASURE_V_CORRECTED);
	check_close(m.estimate, 0, 0);
}

static void bootstrap_needs_whole_counts_and_enough_of_them(void **state)
{
	static const double part[4] = {3.5, 1, 2, 7}, few[4] = {1, 0, 0, 1}, n[4] = {30, 10, 20, 70};
	(void)state;
	struct svy_measure m = measure(part, 2, 2, SVY_MEASURE_V_CORRECTED);
	assert_true(m.estimate > 0);
	check_close(m.low, NAN, 0);
	check_contains(m.note, "not whole");
	m = measure(few, 2, 2, SVY_MEASURE_V_CORRECTED);
	check_close(m.estimate, NAN, 0);
	check_contains(m.note, "too few respondents");
	m = measure(n, 2, 2, SVY_MEASURE_V_CORRECTED);
	assert_true(m.low >= 0 && m.low < m.estimate && m.estimate < m.high && m.high < 1);
	check_contains(m.method, "9999 bootstrap tables");
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* The same tables, Bergsma's formula for 2 x 2 by hand, and the 250th from both ends. */
static void limits_are_percentiles_of_the_tables_drawn(void **state)
{
	static const double n[4] = {30, 10, 20, 70};
	double *value = calloc(SVY_CRAMER_REPLICATES, sizeof *value), drawn[4];
	(void)state;
	assert_non_null(value);
	for (size_t i = 0; i < SVY_CRAMER_REPLICATES; i++) {
		struct svy_random random;
		struct svy_test test;
		svy_random_start(&random, PLAIN_MEASURE.seed, "v-corrected", i);
		svy_random_multinomial(&random, 130, n, 4, drawn);
		check_ok(svy_chisq(drawn, 2, 2, SVY_CHISQ_PEARSON, &test, NULL), NULL);
		value[i] = sqrt(fmax(0, test.statistic / 130 - 1.0 / 129) / (1 - 1.0 / 129));
	}
	qsort(value, SVY_CRAMER_REPLICATES, sizeof *value, compare);
	struct svy_measure m = measure(n, 2, 2, SVY_MEASURE_V_CORRECTED);
	check_rel(m.low, value[249], 1e-13);
	check_rel(m.high, value[9999 - 250], 1e-13);
	free(value);
}

static void tables_that_lose_a_row_are_counted(void **state)
{
	static const double n[4] = {9, 3, 0, 1};
	(void)state;
	struct svy_measure m = measure(n, 2, 2, SVY_MEASURE_V_CORRECTED);
	check_contains(m.note, "of the tables drawn have no value");
	assert_true(m.low >= 0 && m.high <= 1);
}

static void a_perfect_association_draws_nothing_else(void **state)
{
	static const double n[9] = {10, 0, 0, 0, 20, 0, 0, 0, 12};
	(void)state;
	struct svy_measure m = measure(n, 3, 3, SVY_MEASURE_V_CORRECTED);
	check_close(m.low, 1, 1e-15);
	check_close(m.high, 1, 1e-15);
	check_contains(m.note, "no width");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_limits_at_zero_and_at_one),
		cmocka_unit_test(limits_are_those_of_the_same_lambda),
		cmocka_unit_test(limits_are_cut_off_at_a_perfect_association),
		cmocka_unit_test(an_estimate_above_its_interval_says_why),
		cmocka_unit_test(bootstrap_needs_whole_counts_and_enough_of_them),
		cmocka_unit_test(limits_are_percentiles_of_the_tables_drawn),
		cmocka_unit_test(tables_that_lose_a_row_are_counted),
		cmocka_unit_test(a_perfect_association_draws_nothing_else),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
