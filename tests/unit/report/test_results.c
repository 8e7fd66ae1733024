#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/results.h"
#include "tests/support/check.h"
#include "tests/support/files.h"
#include "tests/support/results.h"

static const uint64_t COUNTS[8] = {40, 50, 60, 30, 70, 80, 90, 100};

static void a_result_of_the_folder_is_read(void **state)
{
	struct svy_release *made = release_new(result_new(COUNTS), NULL), *read;
	struct svy_status status = {0};
	char *json = render(made, SVY_FORMAT_JSON, NULL), *bytes;
	size_t length;
	(void)state;
	file_of("a.json", json);
	check_ok(svy_results_read(test_folder(), "a.json", &read, &status), &status);
	assert_int_equal(read->result->n_tables, 2);
	svy_release_free(read);
	check_ok(svy_results_read(test_folder(), "./a.json", &read, &status), &status);
	svy_release_free(read);
	check_ok(svy_results_bytes(test_folder(), "a.json", &bytes, &length, &status), &status);
	assert_int_equal(length, strlen(json));
	assert_string_equal(bytes, json);
	free(bytes);
	free(json);
	svy_release_free(made);
}

static void is_refused(const char *name, enum svy_code code, const char *words)
{
	struct svy_status status = {0};
	char *bytes;
	size_t length;
	check_fails(svy_results_bytes(test_folder(), name, &bytes, &length, &status), code, &status, words);
}

static void nothing_outside_of_it_is(void **state)
{
	char name[300];
	(void)state;
	is_refused("", SVY_EUSAGE, "is empty");
	is_refused("/etc/passwd", SVY_EUSAGE, "not in the results folder");
	is_refused("../a.json", SVY_EUSAGE, "not in the results folder");
	is_refused("b/../../a.json", SVY_EUSAGE, "not in the results folder");
	snprintf(name, sizeof name, "%s/link.json", test_folder());
	assert_int_equal(symlink("/etc/passwd", name), 0);
	is_refused("link.json", SVY_EUSAGE, "leads out of the results folder");
	is_refused("none.json", SVY_EIO, "No such file");
	snprintf(name, sizeof name, "%s/folder", test_folder());
	assert_int_equal(mkdir(name, 0700), 0);
	is_refused("folder", SVY_EIO, "cannot read");
}

static void what_is_no_result_is_refused(void **state)
{
	struct svy_release *read;
	struct svy_status status = {0};
	(void)state;
	file_of("b.json", "{}");
	check_fails(svy_results_read(test_folder(), "b.json", &read, &status), SVY_EINPUT, &status, "b.json");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_result_of_the_folder_is_read),
		cmocka_unit_test(nothing_outside_of_it_is),
		cmocka_unit_test(what_is_no_result_is_refused),
	};
	return cmocka_run_group_tests_name("report/results", tests, NULL, NULL);
}
