#include <stdlib.h>

#include "report/claims.h"
#include "tests/support/check.h"
#include "tests/support/files.h"
#include "tests/support/results.h"

/* In the north the 3 is hidden. */
static const uint64_t COUNTS[8] = {40, 50, 60, 3, 70, 80, 90, 100};

static enum svy_code check_claims(const char *csv, struct svy_result **result, size_t *n, size_t *n_false,
                                  struct svy_status *status)
{
	const struct svy_disclosure policy = {.threshold = 5};
	struct svy_release *made = release_new(result_new(COUNTS), &policy);
	char *json = render(made, SVY_FORMAT_JSON, NULL);
	file_of("a.json", json);
	free(json);
	svy_release_free(made);
	check_ok(svy_result_new(result, status), status);
	return svy_claims_check(file_of("claims.csv", csv), NULL, *result, n, n_false, status);
}

#define HEAD "result,table,where,field,value,tolerance\n"

static void a_claim_holds_within_its_tolerance(void **state)
{
	static const char *const EXPECTED[] = {"yes", "no", "yes", "yes", "no", "yes", "no", "no", "yes", "no"};
	struct svy_status status = {0};
	struct svy_result *result;
	size_t n, n_false;
	(void)state;
	check_ok(check_claims(HEAD "a.json,cells,site=South;row=Men;col=Yes,n,70,0\n"
	                           "a.json,cells,site=South;row=Men;col=Yes,n,71,\n"
	                           "a.json,cells,site=South;row=Men;col=Yes,n,71,1\n"
	                           "a.json,cells,site=South;row=Men;col=Yes,row_percent,46.7,0.05\n"
	                           "a.json,cells,site=South;row=Men;col=Yes,row_percent,46.8,0.1\n"
	                           "a.json,tests,site=South,method,Pearson chi-squared,\n"
	                           "a.json,tests,site=South,method,another,\n"
	                           "a.json,cells,site=North;row=Women;col=No,n,3,100\n"
	                           "a.json,tests,site=South,high,Inf,0\n"
	                           "a.json,cells,site=South;row=Men;col=Yes,row_percent,46.717,0.05\n",
	                      &result, &n, &n_false, &status),
	         &status);
	const struct svy_rtable *table = svy_result_find(result, "claims");
	assert_int_equal(n, 10);
	for (size_t i = 0; i < n; i++)
		assert_string_equal(svy_row_value(table, i, "holds")->text, EXPECTED[i]);
	assert_int_equal(n_false, 5); /* the last one by 0.0003 */
	check_close(svy_row_value(table, 1, "difference")->real, -1, 0);
	check_contains(table->rows[7].note, "suppressed"); /* what is hidden confirms nothing */
	svy_result_free(result);
}

static void mistakes_are_told_with_their_line(void **state)
{
	static const struct {
		const char *csv, *words;
	} rows[] = {
		{"result,table,field,value,tolerance\n", "there is no column \"where\""},
		{HEAD, "there is no claim in it"},
		{HEAD "a.json,cells,site=South;margin=all,n,340,x\n", "claims.csv:2: "},
		{HEAD "a.json,cells,site=South;margin=all,n,340,-1\n", "no number of 0 or more"},
		{HEAD "a.json,cells,site=South;margin=all,n,340,0\nb.json,cells,,n,1,0\n", "claims.csv:3: "},
		{HEAD "../a.json,cells,,n,1,0\n", "not in the results folder"},
		{HEAD "a.json,cellz,,n,1,0\n", "did you mean \"cells\""},
		{HEAD "a.json,cells,row=Men,n,1,0\n", "add conditions until there is one"},
		{HEAD "a.json,cells,site=South;margin=all,note,x,0\n", "a note is none"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svy_status status = {0};
		struct svy_result *result;
		size_t n, n_false;
		check_fails(check_claims(rows[i].csv, &result, &n, &n_false, &status), SVY_EINPUT, &status, rows[i].words);
		svy_result_free(result);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_claim_holds_within_its_tolerance),
		cmocka_unit_test(mistakes_are_told_with_their_line),
	};
	return cmocka_run_group_tests_name("report/claims", tests, NULL, NULL);
}
