#include <math.h>

#include "design/variance.h"
#include "tests/support/check.h"

static void equal_weights_give_the_textbook_error(void **state)
{
	(void)state;
	/* p q / (n - 1): 3 of 10 */
	check_rel(svy_proportion_se(&(struct svy_proportion){10, 10, 10, 3, 0.3}), sqrt(0.3 * 0.7 / 9), 1e-14);
	/* the weights' unit does not matter */
	check_rel(svy_proportion_se(&(struct svy_proportion){10, 500, 25000, 7500, 0.3}), sqrt(0.3 * 0.7 / 9), 1e-14);
}

static void a_domain_keeps_the_rows_outside(void **state)
{
	(void)state;
	/* 4 answers with weights 1 2 2.5 0.5, two in the category, 3 rows outside; by
	 * hand in rational arithmetic (rows from R are in tests/reference/stat/variance.csv) */
	check_rel(svy_proportion_se(&(struct svy_proportion){7, 6, 11.5, 1.25, 0.25}), 0.20868026668495443463, 1e-14);
	double inside = svy_proportion_se(&(struct svy_proportion){4, 6, 11.5, 1.25, 0.25});
	check_rel(inside / 0.20868026668495443463, sqrt(4.0 / 3 / (7.0 / 6)), 1e-13);
}

static void all_or_none_have_no_error(void **state)
{
	(void)state;
	check_close(svy_proportion_se(&(struct svy_proportion){5, 4, 6, 0, 0}), 0, 0);
	check_close(svy_proportion_se(&(struct svy_proportion){5, 4, 6, 6, 1}), 0, 0);
	/* a sum of squares that rounded above the whole */
	check_close(svy_proportion_se(&(struct svy_proportion){5, 4, 6, 6.000000000000001, 1}), 0, 0);
}

static void nothing_to_estimate_from_is_undefined(void **state)
{
	(void)state;
	check_close(svy_proportion_se(&(struct svy_proportion){1, 1, 1, 1, 1}), NAN, 0);
	check_close(svy_proportion_se(&(struct svy_proportion){0, 0, 0, 0, NAN}), NAN, 0);
	check_close(svy_proportion_se(&(struct svy_proportion){9, 0, 0, 0, NAN}), NAN, 0);
	check_close(svy_proportion_se(&(struct svy_proportion){9, 5, 5, 2, 1.2}), NAN, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_weights_give_the_textbook_error),
		cmocka_unit_test(a_domain_keeps_the_rows_outside),
		cmocka_unit_test(all_or_none_have_no_error),
		cmocka_unit_test(nothing_to_estimate_from_is_undefined),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
