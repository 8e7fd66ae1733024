#include <math.h>

#include "stat/kappa.h"
#include "tests/support/check.h"

static const struct svy_measure_options PLAIN = {.level = 0.95, .seed = 1, .threads = 1};

static struct svy_measure measure(const double *n, size_t k, enum svy_measure_kind kind)
{
	struct svy_status status = {0};
	struct svy_measure out;
	svy_measure_init(&out, kind);
	check_ok(svy_kappa(n, k, kind, &PLAIN, &out, &status), &status);
	return out;
}

static void kappa_by_hand(void **state)
{
	/* observed agreement .7, by chance .6 x .5 + .4 x .5 = .5 */
	static const double n[4] = {20, 5, 10, 15};
	(void)state;
	check_rel(measure(n, 2, SVY_MEASURE_KAPPA).estimate, (0.7 - 0.5) / 0.5, 1e-14);
	check_rel(measure(n, 2, SVY_MEASURE_KAPPA_LINEAR).estimate, 0.4, 1e-14);
	check_rel(measure(n, 2, SVY_MEASURE_KAPPA_QUADRATIC).estimate, 0.4, 1e-14);
}

static void empty_categories_keep_their_place(void **state)
{
	static const double n[9] = {20, 0, 5, 0, 0, 0, 10, 0, 15}, four[16] = {8, 1, 2, 0, 1, 6, 1, 0, 3, 2, 9, 0};
	static const double near[9] = {8, 1, 2, 1, 6, 1, 3, 2, 9};
	(void)state;
	check_rel(measure(n, 3, SVY_MEASURE_KAPPA_QUADRATIC).estimate, 0.4, 1e-14);
	for (int kind = SVY_MEASURE_KAPPA; kind <= SVY_MEASURE_KAPPA_QUADRATIC; kind++)
		check_rel(measure(four, 4, (enum svy_measure_kind)kind).estimate,
		          measure(near, 3, (enum svy_measure_kind)kind).estimate, 1e-15);
}

static void no_variation_is_undefined(void **state)
{
	static const double one[4] = {9, 0, 0, 0}, none[4] = {0, 0, 0, 0}, column[4] = {4, 0, 5, 0};
	(void)state;
	struct svy_measure m = measure(one, 2, SVY_MEASURE_KAPPA);
	check_close(m.estimate, NAN, 0);
	check_contains(m.note, "no variation");
	m = measure(none, 2, SVY_MEASURE_KAPPA);
	check_close(m.estimate, NAN, 0);
	check_contains(m.note, "empty");
	m = measure(column, 2, SVY_MEASURE_KAPPA); /* chance alone */
	check_close(m.estimate, 0, 1e-15);
	check_close(m.p, NAN, 0);
	check_contains(m.note, "se0 is 0");
}

static void perfect_agreement_has_a_test_and_no_interval(void **state)
{
	static const double n[4] = {12, 0, 0, 8};
	(void)state;
	struct svy_measure m = measure(n, 2, SVY_MEASURE_KAPPA);
	check_close(m.estimate, 1, 0);
	check_close(m.high, NAN, 0);
	check_rel(m.se0, 1 / sqrt(20), 1e-14); /* Fleiss, Cohen and Everitt (1969), equation 9 */
	check_contains(m.note, "perfect association");
}

static void bad_counts_are_refused(void **state)
{
	static const double n[4] = {12, -1, 0, 8};
	struct svy_status status = {0};
	struct svy_measure out;
	(void)state;
	svy_measure_init(&out, SVY_MEASURE_KAPPA);
	check_fails(svy_kappa(n, 2, SVY_MEASURE_KAPPA, &PLAIN, &out, &status), SVY_EDOMAIN, &status, "row 1, column 2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kappa_by_hand),
		cmocka_unit_test(empty_categories_keep_their_place),
		cmocka_unit_test(no_variation_is_undefined),
		cmocka_unit_test(perfect_agreement_has_a_test_and_no_interval),
		cmocka_unit_test(bad_counts_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
