/* The rows of tests/reference/stat/trend.csv: see tests/support/reference.h. */
#include <math.h>
#include <string.h>

#include "stat/jonckheere.h"
#include "stat/trend.h"
#include "tests/support/check.h"
#include "tests/support/reference.h"

/* scores=NAME, of n ordered categories; NULL: 1, 2, 3, ... */
static const double *scores_of(const struct reference_row *row, size_t n, double *out)
{
	static const double MALFORMATION[] = {0, 0.5, 1.5, 4, 7};
	bool squares = reference_has(row, "scores=squares"), logs = reference_has(row, "scores=logarithms");
	if (reference_has(row, "scores=malformation"))
		return MALFORMATION;
	for (size_t i = 0; i < n; i++) {
		double place = (double)i + 1;
		out[i] = squares ? place * place : log(place);
	}
	return squares || logs ? out : NULL;
}

static bool evaluate_scores(const struct reference_row *row, double *out)
{
	double row_work[REFERENCE_CELLS], col_work[REFERENCE_CELLS], level = reference_argument(row, "level", 0.95);
	const double *u = scores_of(row, row->rows, row_work), *v = scores_of(row, row->cols, col_work);
	enum svy_alternative side = reference_alternative(row);
	struct svy_test test;
	if (strcmp(row->statistic, "trend") == 0)
		check_ok(svy_trend(row->n, row->rows, row->cols, u, v, side, level, &test, NULL), NULL);
	else if (strcmp(row->statistic, "trend-exact") == 0)
		check_ok(svy_trend_exact(row->n, row->rows, row->cols, u, v, side, NULL, &test, NULL), NULL);
	else if (strcmp(row->statistic, "linear-exact") == 0)
		check_ok(svy_linear_exact(row->n, row->rows, row->cols, u, v, side, NULL, &test, NULL), NULL);
	else
		return false;
	return reference_pick(&test, row->quantity, out);
}

static bool evaluate_jonckheere(const struct reference_row *row, double *out)
{
	bool exact = strcmp(row->statistic, "jonckheere-exact") == 0;
	struct svy_sample sample;
	struct svy_test test;
	if (!exact && strcmp(row->statistic, "jonckheere") != 0)
		return false;
	check_ok(svy_sample_from_table(row->n, row->rows, row->cols, &sample, NULL), NULL);
	if (exact)
		check_ok(svy_jonckheere_exact(&sample, reference_alternative(row), NULL, &test, NULL), NULL);
	else
		check_ok(svy_jonckheere(&sample, reference_alternative(row), &test, NULL), NULL);
	svy_sample_clear(&sample);
	return reference_pick(&test, row->quantity, out);
}

static bool evaluate(const struct reference_row *row, double *out)
{
	return evaluate_scores(row, out) || evaluate_jonckheere(row, out);
}

static void trend(void **state)
{
	(void)state;
	reference_check("trend", evaluate);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(trend)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
