#include "report/tests_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static const struct svy_rfield FIELDS[SVY_N_TEST_FIELDS] = {
	{"test", SVY_KEY, SVY_AS_TEXT},
	{"statistic", SVY_DERIVED, SVY_AS_NUMBER},
	{"df", SVY_DERIVED, SVY_AS_COUNT},
	{"df2", SVY_DERIVED, SVY_AS_COUNT},
	{"p", SVY_DERIVED, SVY_AS_P},
	{"p_adjusted", SVY_ACROSS, SVY_AS_P},
	{"p_low", SVY_DERIVED, SVY_AS_P},
	{"p_high", SVY_DERIVED, SVY_AS_P},
	{"estimate", SVY_DERIVED, SVY_AS_NUMBER},
	{"low", SVY_DERIVED, SVY_AS_NUMBER},
	{"high", SVY_DERIVED, SVY_AS_NUMBER},
	{"attainable_p", SVY_DERIVED, SVY_AS_P},
	{"attainable_less", SVY_DERIVED, SVY_AS_P},
	{"attainable_greater", SVY_DERIVED, SVY_AS_P},
	{"alternative", SVY_PLAIN, SVY_AS_TEXT},
	{"method", SVY_DERIVED, SVY_AS_TEXT},
};

size_t svy_tests_fields(bool adjusted, struct svy_rfield out[SVY_N_TEST_FIELDS])
{
	size_t n = 0;
	for (size_t i = 0; i < SVY_N_TEST_FIELDS; i++)
		if (adjusted || strcmp(FIELDS[i].name, "p_adjusted") != 0)
			out[n++] = FIELDS[i];
	return n;
}

void svy_tests_lay_out(struct svy_rtable *table)
{
	const char **show = table ? svy_array_new(table->n_fields, sizeof *show) : NULL;
	size_t n = 0;
	if (!table)
		return;
	if (!show) {
		table->failed = true;
		return;
	}
	for (size_t i = 0; i + 1 < table->n_fields; i++)
		if (strncmp(table->fields[i].name, "attainable_", 11) != 0 || table->fields[i].name[11] == 'p')
			show[n++] = table->fields[i].name;
	svy_rtable_layout(table, &(struct svy_layout){.show = show, .n_show = n});
	free(show);
}

static void note_limits(struct svy_rtable *table, const struct svy_test *test, double alpha)
{
	if (test->p == 0 && isfinite(test->log_p))
		svy_row_note(table, "p is below the smallest number: its natural logarithm is %.6g", test->log_p);
	if (test->attainable_p == 0)
		svy_row_note(table, "attainable_p is below the smallest number");
	if (test->attainable_p > alpha * (1 + SVY_TIE_SLACK))
		svy_row_note(table, "cannot be tested at the level %.6g: no p below %.4g is attainable",
		             alpha, test->attainable_p);
}

void svy_tests_set(struct svy_rtable *table, const struct svy_test *test, double alpha)
{
	const struct {
		const char *field;
		double value;
	} numbers[] = {
		{"statistic", test->statistic}, {"df", test->df}, {"df2", test->df2}, {"p", svy_test_unity(test->p)},
		{"p_low", test->p_low}, {"p_high", test->p_high}, {"estimate", test->estimate},
		{"low", test->low}, {"high", test->high}, {"attainable_p", svy_test_unity(test->attainable_p)},
		{"attainable_less", test->attainable_less}, {"attainable_greater", test->attainable_greater},
	};
	svy_set_text(table, "test", test->test);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		svy_set_real(table, numbers[i].field, numbers[i].value);
	svy_set_text(table, "alternative", svy_alternative_name(test->alternative));
	svy_set_text(table, "method", *test->method ? test->method : NULL);
	if (*test->note)
		svy_row_note(table, "%s", test->note);
	note_limits(table, test, alpha);
}
