#include <math.h>

#include "stat/polychoric.h"
#include "tests/support/check.h"

static const struct svy_measure_options PLAIN = {.level = 0.95}, TWO_STEP = {.level = 0.95, .two_step = true};

static struct svy_measure measure(const double *n, size_t rows, size_t cols,
                                  const struct svy_measure_options *options)
{
	struct svy_status status = {0};
	struct svy_margins *m;
	struct svy_measure out;
	check_ok(svy_margins_new(n, rows, cols, &m, &status), &status);
	svy_measure_init(&out, SVY_MEASURE_POLYCHORIC);
	check_ok(svy_polychoric(m, options, &out, &status), &status);
	svy_margins_free(m);
	return out;
}

/* Margins of one half: a quarter and asin(rho) / (2 pi) (Sheppard 1899). */
static void halves_have_a_formula(void **state)
{
	static const double n[4] = {30, 10, 10, 30};
	(void)state;
	check_rel(measure(n, 2, 2, &PLAIN).estimate, sqrt(0.5), 1e-9); /* sin(2 pi / 8) */
	check_rel(measure(n, 2, 2, &TWO_STEP).estimate, sqrt(0.5), 1e-12);
	check_contains(measure(n, 2, 2, &PLAIN).method, "maximum likelihood");
	check_contains(measure(n, 2, 2, &TWO_STEP).method, "two steps");
}

static void without_discordant_pairs_it_is_one(void **state)
{
	static const double corner[4] = {4, 0, 3, 9}, stairs[9] = {5, 2, 0, 0, 4, 1, 0, 0, 6}, down[4] = {0, 4, 9, 2};
	(void)state;
	for (int i = 0; i < 2; i++) {
		const struct svy_measure_options *options = i ? &TWO_STEP : &PLAIN;
		struct svy_measure m = measure(corner, 2, 2, options);
		check_close(m.estimate, 1, 0);
		check_close(m.ase, NAN, 0);
		check_close(m.low, NAN, 0);
		assert_true(m.p > 0 && m.p < 1);
		check_contains(m.note, "no pair is discordant");
		check_close(measure(stairs, 3, 3, options).estimate, 1, 0);
		m = measure(down, 2, 2, options);
		check_close(m.estimate, -1, 0);
		check_contains(m.note, "no pair is concordant");
	}
}

/* One discordant respondent, and the search stays inside. */
static void near_the_end_it_stays_inside(void **state)
{
	static const double n[4] = {400, 1, 200, 900}, wide[16] = {90, 1, 0, 0, 1, 80, 0, 0, 0, 1, 70, 0, 0, 0, 0, 60};
	(void)state;
	struct svy_measure m = measure(n, 2, 2, &PLAIN);
	assert_true(m.estimate > 0.95 && m.estimate < 1 && m.ase > 0);
	m = measure(wide, 4, 4, &PLAIN);
	assert_true(m.estimate > 0.9 && m.estimate < 1 && m.ase > 0);
	m = measure(wide, 4, 4, &TWO_STEP);
	assert_true(m.estimate > 0.9 && m.estimate < 1);
}

static void empty_cells_are_counts_of_zero(void **state)
{
	static const double n[9] = {10, 0, 3, 4, 8, 0, 0, 5, 12}, wide[12] = {10, 0, 0, 3, 4, 0, 8, 0, 0, 0, 5, 12};
	(void)state;
	struct svy_measure m = measure(n, 3, 3, &PLAIN), w = measure(wide, 3, 4, &PLAIN);
	assert_true(m.estimate > 0 && m.estimate < 1 && m.ase > 0);
	check_rel(w.estimate, m.estimate, 1e-9); /* an empty column has no thresholds */
}

static void independence_is_zero(void **state)
{
	static const double n[6] = {2, 4, 6, 3, 6, 9};
	(void)state;
	struct svy_measure m = measure(n, 2, 3, &PLAIN);
	check_close(m.estimate, 0, 1e-9);
	check_rel(m.ase, m.se0, 1e-6);
}

/* Two answers that go together without fail, and one respondent at the other end. */
static void what_no_cut_normal_variable_gives_has_no_estimate(void **state)
{
	static const double n[6] = {98514, 0, 0, 18214, 1, 0};
	(void)state;
	struct svy_measure m = measure(n, 3, 2, &PLAIN);
	check_close(m.estimate, NAN, 0);
	check_close(m.p, NAN, 0);
	check_contains(m.note, "did not converge");
}

static void few_respondents_have_an_answer(void **state)
{
	static const double n[4] = {1, 1, 1, 0}, one[4] = {1, 1, 1, 1};
	(void)state;
	check_close(measure(n, 2, 2, &PLAIN).estimate, -1, 0);
	check_close(measure(one, 2, 2, &PLAIN).estimate, 0, 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(halves_have_a_formula),
		cmocka_unit_test(without_discordant_pairs_it_is_one),
		cmocka_unit_test(near_the_end_it_stays_inside),
		cmocka_unit_test(empty_cells_are_counts_of_zero),
		cmocka_unit_test(independence_is_zero),
		cmocka_unit_test(what_no_cut_normal_variable_gives_has_no_estimate),
		cmocka_unit_test(few_respondents_have_an_answer),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
