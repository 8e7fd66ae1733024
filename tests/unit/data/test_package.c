#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/package.h"
#include "tests/support/check.h"
#include "tests/support/files.h"

static const char SHA[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static void a_resource_is_read(void **state)
{
	char text[600], name[300];
	struct svy_resource *resource;
	struct svy_status status = {0};
	(void)state;
	snprintf(text, sizeof text,
	         "{\"resources\": [{\"name\": \"one\", \"path\": \"one.csv\", \"hash\": \"sha256:%s\", \"encoding\": "
	         "\"windows-1252\", \"dialect\": {\"delimiter\": \";\"}, \"title\": \"First\", \"schema\": {\"fields\": "
	         "[{\"name\": \"a\"}]}}, {\"name\": \"two\", \"path\": \"two.csv\", \"schema\": \"two.schema.json\"}]}",
	         SHA);
	const char *path = file_of("datapackage.json", text);
	file_of("two.schema.json", "{\"fields\": [{\"name\": \"b\", \"title\": \"B\"}]}");
	check_ok(svy_package_read(path, &resource, &status), &status);
	assert_string_equal(resource->name, "one");
	assert_string_equal(resource->title, "First");
	assert_string_equal(resource->sha256, SHA);
	assert_string_equal(resource->encoding, "windows-1252");
	assert_int_equal(resource->delimiter, ';');
	assert_non_null(svy_codebook_find(resource->codebook, "a"));
	snprintf(name, sizeof name, "%s/one.csv", test_folder());
	assert_string_equal(resource->path, name);
	svy_resource_free(resource);
	snprintf(name, sizeof name, "%s#two", path);
	check_ok(svy_package_read(name, &resource, &status), &status);
	assert_null(resource->sha256);
	assert_int_equal(resource->delimiter, 0);
	assert_string_equal(svy_codebook_find(resource->codebook, "b")->title, "B");
	svy_resource_free(resource);
	snprintf(name, sizeof name, "%s#three", path);
	check_fails(svy_package_read(name, &resource, &status), SVY_EUSAGE, &status,
	            "has no resource \"three\"; it has one, two");
}

static void packages_are_known_by_their_name(void **state)
{
	(void)state;
	assert_true(svy_package_named("datapackage.json"));
	assert_true(svy_package_named("a/b.json#x"));
	assert_false(svy_package_named("a.csv"));
	assert_false(svy_package_named("-"));
	assert_false(svy_package_named("a.json.csv"));
	assert_true(svy_package_named("Survey #2/datapackage.json"));
	assert_true(svy_package_named("Survey #2/datapackage.json#x"));
	assert_false(svy_package_named("Survey #2/data.csv"));
}

static void is_refused(const char *text, const char *words)
{
	struct svy_resource *resource;
	struct svy_status status = {0};
	check_fails(svy_package_read(file_of("p.json", text), &resource, &status), SVY_EINPUT, &status, words);
}

static void nothing_leads_out_of_the_folder(void **state)
{
	char link[300], outside[300];
	(void)state;
	is_refused("{\"resources\": [{\"path\": \"/etc/passwd\"}]}", "must be relative and stay in the package's folder");
	is_refused("{\"resources\": [{\"path\": \"../a.csv\"}]}", "must be relative");
	is_refused("{\"resources\": [{\"path\": \"a/../../b.csv\"}]}", "must be relative");
	is_refused("{\"resources\": [{\"path\": \"https://example.org/a.csv\"}]}", "must be relative");
	is_refused("{\"resources\": [{\"path\": \"a\\\\b.csv\"}]}", "must be relative");
	is_refused("{\"resources\": [{\"path\": \"a.csv\", \"schema\": \"/etc/x.json\"}]}", "the schema");
	snprintf(link, sizeof link, "%s/leak.csv", test_folder());
	assert_int_equal(symlink("/etc/passwd", link), 0);
	is_refused("{\"resources\": [{\"path\": \"leak.csv\"}]}", "is a link that leads out of the package's folder");
	/* A folder whose name begins like the package's is another one. */
	snprintf(outside, sizeof outside, "%s-other", test_folder());
	snprintf(link, sizeof link, "%s/other", test_folder());
	assert_int_equal(mkdir(outside, 0700), 0);
	assert_int_equal(symlink(outside, link), 0);
	is_refused("{\"resources\": [{\"path\": \"other\"}]}", "is a link that leads out of the package's folder");
	assert_int_equal(rmdir(outside), 0);
}

static void mistakes_are_told(void **state)
{
	(void)state;
	is_refused("{}", "there is no list \"resources\"");
	is_refused("{\"resources\": []}", "there is no list \"resources\"");
	is_refused("{\"resources\": [1]}", "a resource must be an object");
	is_refused("{\"resources\": [{\"name\": \"a\"}]}", "needs one \"path\"");
	is_refused("{\"resources\": [{\"path\": [\"a.csv\", \"b.csv\"]}]}", "needs one \"path\"");
	is_refused("{\"resources\": [{\"path\": \"a.csv\", \"dialect\": {\"delimiter\": \"ab\"}}]}",
	           "must be one character");
	is_refused("{\"resources\": [{\"path\": \"a.csv\", \"dialect\": {\"delimiter\": \" \"}}]}", "one character, such");
	is_refused("{\"resources\": [{\"path\": \"a.csv\", \"schema\": {\"fields\": 1}}]}", "there is no list \"fields\"");
	is_refused("{\n\"resources\": [\n", "p.json:");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_resource_is_read),
		cmocka_unit_test(packages_are_known_by_their_name),
		cmocka_unit_test(nothing_leads_out_of_the_folder),
		cmocka_unit_test(mistakes_are_told),
	};
	return cmocka_run_group_tests_name("data/package", tests, NULL, NULL);
}
