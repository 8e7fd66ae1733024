/* The rows of tests/reference/stat/ of post hoc comparisons and their distributions. */
#include <math.h>
#include <string.h>

#include "stat/noncentral.h"
#include "tests/support/check.h"
#include "tests/support/reference.h"

static bool evaluate_noncentral(const struct reference_row *row, double *out)
{
	double t = reference_argument(row, "t", NAN), f = reference_argument(row, "f", NAN);
	double df = reference_argument(row, "df", NAN), df2 = reference_argument(row, "df2", NAN);
	double delta = reference_argument(row, "delta", NAN), lambda = reference_argument(row, "lambda", NAN);
	double q = reference_argument(row, "q", NAN);
	const struct {
		const char *statistic, *quantity;
		double value;
	} known[] = {
		{"noncentral-t", "lower", svy_noncentral_t_lower(t, df, delta)},
		{"noncentral-t", "upper", svy_noncentral_t_upper(t, df, delta)},
		{"noncentral-t", "delta_lower", svy_noncentral_delta_lower(q, t, df)},
		{"noncentral-t", "delta_upper", svy_noncentral_delta_upper(q, t, df)},
		{"noncentral-f", "lower", svy_noncentral_f_lower(f, df, df2, lambda)},
		{"noncentral-f", "upper", svy_noncentral_f_upper(f, df, df2, lambda)},
		{"noncentral-f", "lambda_lower", svy_noncentral_f_lambda_lower(q, f, df, df2)},
		{"noncentral-f", "lambda_upper", svy_noncentral_f_lambda_upper(q, f, df, df2)},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(row->statistic, known[i].statistic) == 0 && strcmp(row->quantity, known[i].quantity) == 0) {
			*out = known[i].value;
			return true;
		}
	}
	return false;
}

static bool evaluate(const struct reference_row *row, double *out)
{
	return evaluate_noncentral(row, out);
}

#define FILE_TEST(stem)                   \
	static void stem(void **state)        \
	{                                     \
		(void)state;                      \
		reference_check(#stem, evaluate); \
	}
FILE_TEST(noncentral_t)
FILE_TEST(noncentral_f)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(noncentral_t),
		cmocka_unit_test(noncentral_f),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
