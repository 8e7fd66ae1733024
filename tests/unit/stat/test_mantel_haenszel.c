#include <math.h>
#include <string.h>

#include "stat/mantel_haenszel.h"
#include "tests/support/check.h"

static struct svy_measure measure(const double *n, size_t k, enum svy_mantel_haenszel_kind kind)
{
	struct svy_strata *strata = NULL;
	struct svy_measure out;
	check_ok(svy_strata_new(n, k, 2, 2, &strata, NULL), NULL);
	check_ok(svy_mantel_haenszel(strata, kind, 0.95, &out, NULL), NULL);
	svy_strata_free(strata);
	return out;
}

static void names_are_those_of_the_command_line(void **state)
{
	static const double n[4] = {2, 3, 4, 5};
	(void)state;
	assert_string_equal(svy_mantel_haenszel_name(SVY_MANTEL_HAENSZEL_OR), "or-mh");
	assert_string_equal(svy_mantel_haenszel_name(SVY_MANTEL_HAENSZEL_RR), "rr-mh");
	assert_string_equal(svy_mantel_haenszel_name(SVY_MANTEL_HAENSZEL_RD), "rd-mh");
	struct svy_measure out = measure(n, 1, SVY_MANTEL_HAENSZEL_RD);
	assert_string_equal(out.measure, "rd-mh");
	check_contains(out.method, "Sato");
	check_rel(out.estimate, 2.0 / 5 - 4.0 / 9, 1e-14);
}

static void a_ratio_of_zero_or_infinity_has_one_limit(void **state)
{
	static const double none[8] = {0, 5, 4, 3, 0, 2, 1, 7}, all[8] = {4, 3, 0, 5, 1, 7, 0, 2};
	(void)state;
	for (int kind = SVY_MANTEL_HAENSZEL_OR; kind <= SVY_MANTEL_HAENSZEL_RR; kind++) {
		struct svy_measure out = measure(none, 2, (enum svy_mantel_haenszel_kind)kind);
		check_close(out.estimate, 0, 0);
		check_close(out.low, 0, 0);
		check_close(out.high, NAN, 0);
		check_contains(out.note, "no upper limit because a cell is 0 in every stratum");
		out = measure(all, 2, (enum svy_mantel_haenszel_kind)kind);
		check_close(out.estimate, INFINITY, 0);
		check_close(out.low, NAN, 0);
		check_close(out.high, INFINITY, 0);
		check_contains(out.note, "no lower limit");
	}
}

static void strata_without_a_term_are_counted(void **state)
{
	/* an empty row; an empty first column; an empty second column */
	static const double n[16] = {3, 4, 0, 0, 0, 5, 0, 6, 2, 0, 3, 0, 8, 3, 2, 7};
	(void)state;
	check_contains(measure(n, 4, SVY_MANTEL_HAENSZEL_OR).note, "3 of 4 strata left out: a row or column is empty");
	check_contains(measure(n, 4, SVY_MANTEL_HAENSZEL_RR).note, "2 of 4 strata");
	check_contains(measure(n, 4, SVY_MANTEL_HAENSZEL_RD).note, "1 of 4 strata left out: a row is empty");
	check_rel(measure(n, 4, SVY_MANTEL_HAENSZEL_OR).estimate, 56.0 / 6, 1e-14);
	/* (8 9/20 + 2 3/5) / (2 11/20 + 3 2/5): the third stratum pulls towards 1 */
	check_rel(measure(n, 4, SVY_MANTEL_HAENSZEL_RR).estimate, 4.8 / 2.3, 1e-14);
}

static void what_has_no_error_says_so(void **state)
{
	static const double apart[8] = {4, 0, 0, 5, 3, 0, 0, 1}, full[4] = {4, 0, 5, 0}, half[8] = {3, 4, 0, 0, 0, 0, 5, 6};
	(void)state;
	struct svy_measure out = measure(apart, 2, SVY_MANTEL_HAENSZEL_RD);
	check_close(out.estimate, 1, 0);
	check_close(out.low, NAN, 0);
	check_contains(out.note, "no standard error: every share is 0 or 1");
	out = measure(full, 1, SVY_MANTEL_HAENSZEL_RR);
	check_close(out.estimate, NAN, 0);
	assert_true(strlen(out.note) > 10);
	static const double some[8] = {4, 0, 5, 0, 0, 3, 0, 2}; /* everyone, and no one */
	out = measure(some, 2, SVY_MANTEL_HAENSZEL_RR);
	check_rel(out.estimate, 1, 1e-15);
	check_contains(out.note, "no width");
	for (int kind = 0; kind < SVY_N_MANTEL_HAENSZEL; kind++) {
		out = measure(half, 2, (enum svy_mantel_haenszel_kind)kind);
		check_close(out.estimate, NAN, 0);
		check_contains(out.note, "no stratum is left");
	}
}

static void wide_tables_and_bad_levels(void **state)
{
	static const double n[6] = {1, 2, 3, 4, 5, 6};
	struct svy_status status = {0};
	struct svy_strata *strata = NULL;
	struct svy_measure out = {.estimate = 9};
	(void)state;
	check_ok(svy_strata_new(n, 1, 2, 3, &strata, NULL), NULL);
	check_fails(svy_mantel_haenszel(strata, SVY_MANTEL_HAENSZEL_OR, 1, &out, &status), SVY_EDOMAIN, &status, "level");
	check_fails(svy_mantel_haenszel(strata, SVY_MANTEL_HAENSZEL_RD, NAN, &out, &status), SVY_EDOMAIN, &status, "level");
	check_close(out.estimate, 9, 0);
	check_ok(svy_mantel_haenszel(strata, SVY_MANTEL_HAENSZEL_OR, 0.9, &out, &status), &status);
	check_close(out.estimate, NAN, 0);
	check_contains(out.note, "2 rows and 2 columns");
	svy_strata_free(strata);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_those_of_the_command_line),
		cmocka_unit_test(a_ratio_of_zero_or_infinity_has_one_limit),
		cmocka_unit_test(strata_without_a_term_are_counted),
		cmocka_unit_test(what_has_no_error_says_so),
		cmocka_unit_test(wide_tables_and_bad_levels),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
