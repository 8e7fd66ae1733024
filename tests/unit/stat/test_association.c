#include <math.h>
#include <string.h>

#include "stat/association.h"
#include "tests/support/check.h"

static const struct svy_measure_options PLAIN = {.level = 0.95, .seed = 1, .threads = 1};
static const struct svy_measure_options WRONG = {.level = 95};

static struct svy_measure measure(const double *n, size_t rows, size_t cols, enum svy_measure_kind kind)
{
	struct svy_status status = {0};
	struct svy_measure out;
	check_ok(svy_associate(n, rows, cols, kind, &PLAIN, &out, &status), &status);
	return out;
}

static void ratios_of_the_risk_example(void **state)
{
	/* PSPP crosstabs, example of the University of Nottingham, as printed */
	static const double n[4] = {20, 80, 15, 135};
	(void)state;
	struct svy_measure ratio = measure(n, 2, 2, SVY_MEASURE_OR), risk = measure(n, 2, 2, SVY_MEASURE_RR);
	check_rel(ratio.estimate, 2.25, 1e-14);
	check_close(ratio.low, 1.090468, 5e-7);
	check_close(ratio.high, 4.642501, 5e-7);
	check_contains(ratio.method, "Woolf");
	assert_string_equal(ratio.note, "");
	check_rel(risk.estimate, 2, 1e-14);
	check_close(risk.low, 1.076109, 5e-7);
	check_close(risk.high, 3.717094, 5e-7);
	check_contains(risk.method, "Katz");
	check_contains(measure(n, 2, 2, SVY_MEASURE_RD).method, "Newcombe");
	check_contains(measure(n, 2, 2, SVY_MEASURE_RD_WALD).method, "Wald");
	check_contains(measure(n, 2, 2, SVY_MEASURE_OR_CONDITIONAL).method, "exact central");
}

/* Nothing is added to a cell: what a zero leaves of each measure. */
static void zeros_leave_infinite_limits_or_none_with_a_reason(void **state)
{
	static const struct {
		double n[4];
		enum svy_measure_kind kind;
		double estimate, low, high;
		const char *note;
	} cases[] = {
		{{5, 0, 3, 4}, SVY_MEASURE_OR, INFINITY, NAN, INFINITY, "no lower limit"},
		{{5, 2, 0, 4}, SVY_MEASURE_OR, INFINITY, NAN, INFINITY, "no lower limit"},
		{{0, 5, 3, 4}, SVY_MEASURE_OR, 0, 0, NAN, "no upper limit"},
		{{5, 0, 0, 4}, SVY_MEASURE_OR, INFINITY, NAN, INFINITY, "no lower limit"},
		{{0, 5, 0, 4}, SVY_MEASURE_OR, NAN, NAN, NAN, "undefined"},
		{{0, 0, 3, 4}, SVY_MEASURE_OR, NAN, NAN, NAN, "undefined"},
		{{5, 3, 0, 4}, SVY_MEASURE_RR, INFINITY, NAN, INFINITY, "no lower limit"},
		{{0, 3, 5, 4}, SVY_MEASURE_RR, 0, 0, NAN, "no upper limit"},
		{{0, 3, 0, 4}, SVY_MEASURE_RR, NAN, NAN, NAN, "undefined"},
		{{3, 0, 4, 0}, SVY_MEASURE_RR, 1, 1, 1, "no width"},
		{{0, 0, 3, 4}, SVY_MEASURE_RR, NAN, NAN, NAN, "undefined"},
		{{3, 0, 4, 0}, SVY_MEASURE_RD_WALD, 0, 0, 0, "no width"},
		{{0, 0, 3, 4}, SVY_MEASURE_RD, NAN, NAN, NAN, "undefined"},
		{{0, 0, 3, 4}, SVY_MEASURE_OR_CONDITIONAL, NAN, NAN, NAN, "only one row"},
		{{0, 0, 3, 4}, SVY_MEASURE_PHI, NAN, NAN, NAN, "only one row"},
		{{0, 0, 0, 0}, SVY_MEASURE_V, NAN, NAN, NAN, "empty"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct svy_measure m = measure(cases[i].n, 2, 2, cases[i].kind);
		check_close(m.estimate, cases[i].estimate, 0);
		check_close(m.low, cases[i].low, 0);
		check_close(m.high, cases[i].high, 0);
		check_contains(m.note, cases[i].note);
	}
}

static void newcombe_has_limits_where_cells_are_zero(void **state)
{
	/* Newcombe (1998), Stat. Med. 17, table II, contrast (g): 10/10 - 0/20 */
	static const double n[4] = {10, 0, 0, 20};
	(void)state;
	struct svy_measure m = measure(n, 2, 2, SVY_MEASURE_RD);
	check_close(m.low, 0.6791, 5e-5);
	check_close(m.high, 1, 1e-12);
}

static void a_difference_of_certainties_has_no_error(void **state)
{
	static const double n[4] = {19, 0, 0, 3};
	(void)state;
	for (int kind = SVY_MEASURE_RD; kind <= SVY_MEASURE_RD_WALD; kind++) {
		struct svy_measure m = measure(n, 2, 2, (enum svy_measure_kind)kind);
		check_close(m.estimate, 1, 0);
		check_close(m.ase, NAN, 0);
		check_contains(m.note, "no standard error");
		assert_true(m.low <= 1 && m.high == 1);
	}
}

static void larger_tables_have_no_odds_ratio(void **state)
{
	static const double n[6] = {1, 2, 3, 4, 5, 6};
	(void)state;
	for (int kind = SVY_MEASURE_OR; kind <= SVY_MEASURE_RD_WALD; kind++) {
		struct svy_measure m = measure(n, 2, 3, (enum svy_measure_kind)kind);
		check_close(m.estimate, NAN, 0);
		check_contains(m.note, "2 rows and 2 columns");
	}
}

/* Whatever the measure: no table without two rows and columns has one, and says why. */
static void degenerate_tables_have_reasons(void **state)
{
	static const double row[4] = {3, 4, 0, 0}, col[4] = {3, 0, 4, 0}, cell[4] = {7, 0, 0, 0}, none[4] = {0};
	static const double *const tables[] = {row, col, cell, none};
	(void)state;
	for (size_t t = 0; t < 4; t++)
		for (int kind = 0; kind < SVY_MEASURE_OR; kind++) {
			struct svy_measure m = measure(tables[t], 2, 2, (enum svy_measure_kind)kind);
			assert_true(isnan(m.estimate) || svy_measure_needs_pairs((enum svy_measure_kind)kind));
			assert_true(isnan(m.ase) && isnan(m.p) && isnan(m.low) && *m.note);
		}
}

static void kappa_needs_a_square(void **state)
{
	static const double n[6] = {1, 2, 3, 4, 5, 6};
	(void)state;
	check_contains(measure(n, 2, 3, SVY_MEASURE_KAPPA).note, "same categories");
}

static void empty_categories_do_not_lower_v(void **state)
{
	static const double plain[4] = {9, 1, 2, 8}, declared[6] = {9, 0, 1, 2, 0, 8};
	(void)state;
	struct svy_measure m = measure(declared, 2, 3, SVY_MEASURE_V);
	check_close(m.estimate, measure(plain, 2, 2, SVY_MEASURE_V).estimate, 0);
	assert_string_equal(m.note, "1 empty column left out");
	check_rel(m.estimate, 70 / sqrt(10.0 * 10 * 11 * 9), 1e-14); /* (ad - bc) / sqrt(margins), by hand */
}

static void sums_of_weights_have_measures_too(void **state)
{
	static const double n[4] = {0.5, 2.25, 3.125, 0.75};
	struct svy_status status = {0};
	struct svy_measure m = measure(n, 2, 2, SVY_MEASURE_OR);
	(void)state;
	check_rel(m.estimate, 0.5 * 0.75 / (2.25 * 3.125), 1e-14);
	check_fails(svy_associate(n, 2, 2, SVY_MEASURE_OR_CONDITIONAL, &PLAIN, &m, &status), SVY_EDOMAIN, &status, "whole");
}

static void bad_input_is_refused_and_nothing_is_written(void **state)
{
	static const double bad[4] = {1, 2, -3, 4}, good[4] = {1, 2, 3, 4};
	struct svy_status status = {0};
	struct svy_measure m = {.estimate = 9};
	(void)state;
	for (int kind = 0; kind < SVY_N_MEASURES; kind++) {
		check_fails(svy_associate(bad, 2, 2, (enum svy_measure_kind)kind, &PLAIN, &m, &status), SVY_EDOMAIN, &status,
		            "row 2, column 1");
		check_fails(svy_associate(good, 2, 2, (enum svy_measure_kind)kind, &WRONG, &m, &status), SVY_EDOMAIN, &status,
		            "level");
		check_close(m.estimate, 9, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ratios_of_the_risk_example),
		cmocka_unit_test(zeros_leave_infinite_limits_or_none_with_a_reason),
		cmocka_unit_test(newcombe_has_limits_where_cells_are_zero),
		cmocka_unit_test(a_difference_of_certainties_has_no_error),
		cmocka_unit_test(larger_tables_have_no_odds_ratio),
		cmocka_unit_test(degenerate_tables_have_reasons),
		cmocka_unit_test(kappa_needs_a_square),
		cmocka_unit_test(empty_categories_do_not_lower_v),
		cmocka_unit_test(sums_of_weights_have_measures_too),
		cmocka_unit_test(bad_input_is_refused_and_nothing_is_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
