/* The rows of tests/reference/stat/unconditional.csv: see tests/support/reference.h. */
#include <math.h>
#include <string.h>

#include "stat/association.h"
#include "stat/exact.h"
#include "stat/interval.h"
#include "stat/unconditional.h"
#include "tests/support/check.h"
#include "tests/support/reference.h"

static bool evaluate_test(const struct reference_row *row, double *out)
{
	enum svy_ordering ordering = reference_has(row, "ordering=blaker")   ? SVY_ORDER_BLAKER
	                             : reference_has(row, "ordering=double") ? SVY_ORDER_DOUBLE
	                                                                     : SVY_ORDER_MINLIKE;
	struct svy_test test;
	if (strcmp(row->statistic, "barnard") == 0)
		check_ok(svy_barnard(row->n, reference_alternative(row), &test, NULL), NULL);
	else if (strcmp(row->statistic, "boschloo") == 0)
		check_ok(svy_boschloo(row->n, reference_alternative(row), &test, NULL), NULL);
	else if (strcmp(row->statistic, "fisher") == 0)
		check_ok(svy_fisher(row->n, SVY_TWO_SIDED, ordering, 0.95, &test, NULL), NULL);
	else
		return false;
	return reference_pick(&test, row->quantity, out);
}

static bool pick_limit(const struct reference_row *row, double low, double high, double *out)
{
	*out = strcmp(row->quantity, "low") == 0 ? low : high;
	return strcmp(row->quantity, "low") == 0 || strcmp(row->quantity, "high") == 0;
}

static bool evaluate_interval(const struct reference_row *row, double *out)
{
	const struct svy_measure_options options = {.level = 0.95};
	enum svy_interval_kind kind;
	enum svy_measure_kind of;
	struct svy_interval interval;
	struct svy_measure measure;
	if (svy_interval_from_name(row->statistic, &kind)) {
		check_ok(svy_proportion_interval(kind, reference_argument(row, "k", NAN), reference_argument(row, "n", NAN),
		                                 reference_argument(row, "level", 0.95), &interval, NULL), NULL);
		return pick_limit(row, interval.low, interval.high, out);
	}
	if (!svy_measure_from_name(row->statistic, &of))
		return false;
	check_ok(svy_associate(row->n, 2, 2, of, &options, &measure, NULL), NULL);
	return pick_limit(row, measure.low, measure.high, out);
}

static bool evaluate(const struct reference_row *row, double *out)
{
	return evaluate_test(row, out) || evaluate_interval(row, out);
}

static void unconditional(void **state)
{
	(void)state;
	reference_check("unconditional", evaluate);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(unconditional)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
