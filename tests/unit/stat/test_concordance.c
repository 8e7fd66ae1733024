#include <math.h>

#include "stat/concordance.h"
#include "tests/support/check.h"
#include "tests/support/measures.h"

static struct svy_measure measure(const double *n, size_t rows, size_t cols, enum svy_measure_kind kind)
{
	return measure_of(svy_concordance, n, rows, cols, kind);
}

static void pairs_by_hand(void **state)
{
	/* 3 x 2: concordant 2 (1 + 3) + 4 x 3 = 20, discordant 1 (4 + 0) + 1 x 0 = 4 */
	static const double n[6] = {2, 1, 4, 1, 0, 3};
	(void)state;
	check_rel(measure(n, 3, 2, SVY_MEASURE_GAMMA).estimate, (20 - 4) / 24.0, 1e-15);
	check_rel(measure(n, 3, 2, SVY_MEASURE_TAU_C).estimate, 2 * 2 * 16 / 121.0, 1e-15);
	/* untied in rows: (121 - 9 - 25 - 9) / 2 = 39, in columns (121 - 36 - 25) / 2 = 30 */
	check_rel(measure(n, 3, 2, SVY_MEASURE_D_COL).estimate, 16 / 39.0, 1e-15);
	check_rel(measure(n, 3, 2, SVY_MEASURE_D_ROW).estimate, 16 / 30.0, 1e-15);
	check_rel(measure(n, 3, 2, SVY_MEASURE_D).estimate, 16 / 34.5, 1e-15);
	check_rel(measure(n, 3, 2, SVY_MEASURE_TAU_B).estimate, 16 / sqrt(39 * 30.0), 1e-15);
}

static void perfect_association_has_no_standard_error(void **state)
{
	static const double n[9] = {5, 0, 0, 0, 17, 0, 0, 0, 3}, flat[4] = {4, 0, 0, 4};
	(void)state;
	for (int kind = SVY_MEASURE_GAMMA; kind <= SVY_MEASURE_D; kind++) {
		struct svy_measure m = measure(n, 3, 3, (enum svy_measure_kind)kind);
		if (kind == SVY_MEASURE_TAU_C)
			continue; /* 1 only where the margins are uniform */
		check_rel(m.estimate, 1, 1e-15);
		check_close(m.ase, NAN, 0);
		check_close(m.low, NAN, 0);
		assert_true(m.se0 > 0 && m.p > 0 && m.p < 1);
		check_contains(m.note, "perfect association");
	}
	struct svy_measure m = measure(flat, 2, 2, SVY_MEASURE_GAMMA);
	check_close(m.p, NAN, 0);
	check_contains(m.note, "se0 is 0");
}

static void no_association_is_zero_with_a_test(void **state)
{
	static const double n[4] = {3, 6, 4, 8};
	(void)state;
	struct svy_measure m = measure(n, 2, 2, SVY_MEASURE_TAU_B);
	check_close(m.estimate, 0, 0);
	check_rel(m.p, 1, 1e-15);
	assert_true(m.ase > 0);
}

static void empty_categories_do_not_matter(void **state)
{
	static const double n[4] = {3, 1, 2, 7}, wide[9] = {3, 0, 1, 0, 0, 0, 2, 0, 7};
	(void)state;
	for (int kind = SVY_MEASURE_GAMMA; kind <= SVY_MEASURE_D; kind++) {
		struct svy_measure a = measure(n, 2, 2, (enum svy_measure_kind)kind);
		struct svy_measure b = measure(wide, 3, 3, (enum svy_measure_kind)kind);
		check_close(a.estimate, b.estimate, 0);
		check_close(a.ase, b.ase, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pairs_by_hand),
		cmocka_unit_test(perfect_association_has_no_standard_error),
		cmocka_unit_test(no_association_is_zero_with_a_test),
		cmocka_unit_test(empty_categories_do_not_matter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
