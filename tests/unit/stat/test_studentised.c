#include <math.h>

#include "stat/distribution.h"
#include "stat/studentised.h"
#include "tests/support/check.h"

/* R 4.2.2: ptukey(10, 5, 20, lower.tail = FALSE) = 6.75813419537e-06; the value here was
 * computed with 40 digits (tests/reference/make/studentised.py). */
static void the_upper_tail_keeps_its_digits(void **state)
{
	(void)state;
	check_rel(svy_studentised_upper(10, 5, 20), 6.7581352369802393756e-6, 1e-13);
	check_rel(svy_studentised_upper(14, 3, 30), 1.7219519116618990271e-10, 1e-13);
}

/* The range of two is sqrt(2) times the size of a normal or t variable. */
static void with_two_it_is_students(void **state)
{
	static const double qs[] = {1e-5, 0.3, 2, 7, 40}, dfs[] = {0.7, 1, 4.4, 60, 1e8, INFINITY};
	(void)state;
	for (size_t i = 0; i < 5; i++)
		for (size_t j = 0; j < 6; j++) {
			double upper = 2 * svy_t_upper(qs[i] / sqrt(2), dfs[j]);
			check_rel(svy_studentised_upper(qs[i], 2, dfs[j]), upper, 1e-11);
			if (upper < 0.9)
				check_rel(svy_studentised_lower(qs[i], 2, dfs[j]), 1 - upper, 1e-12);
		}
}

/* R 4.2.2 qtukey(), which is good to 1e-4. */
static void the_quantile_is_that_of_r(void **state)
{
	(void)state;
	check_close(svy_studentised_upper_quantile(0.5, 3, INFINITY), 1.587788, 1e-4);
	check_close(svy_studentised_upper_quantile(0.05, 3, 10), 3.876777, 1e-4);
	check_rel(svy_studentised_upper_quantile(0.05, 2, INFINITY), sqrt(2) * 1.9599639845400545, 1e-12);
}

static void ends_and_outside(void **state)
{
	(void)state;
	check_close(svy_studentised_upper(0, 3, 5), 1, 0);
	check_close(svy_studentised_lower(-1, 3, 5), 0, 0);
	check_close(svy_studentised_upper(INFINITY, 3, 5), 0, 0);
	check_close(svy_studentised_lower(INFINITY, 3, 5), 1, 0);
	check_close(svy_studentised_upper(1, 1, 5), NAN, 0);
	check_close(svy_studentised_upper(1, 3, 0), NAN, 0);
	check_close(svy_studentised_upper(NAN, 3, 5), NAN, 0);
	check_close(svy_studentised_upper_quantile(0, 3, 5), NAN, 0);
	check_close(svy_studentised_upper_quantile(0.5, 1, 5), NAN, 0);
	check_close(svy_studentised_upper_quantile(0.5, 3, NAN), NAN, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_upper_tail_keeps_its_digits),
		cmocka_unit_test(with_two_it_is_students),
		cmocka_unit_test(the_quantile_is_that_of_r),
		cmocka_unit_test(ends_and_outside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
