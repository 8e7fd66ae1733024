#include "data/json.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

/* Windows editors put a byte order mark before the text.  False where only a part of one is there. */
static bool skip_mark(FILE *file)
{
	int c = getc(file);
	if (c == 0xEF)
		return getc(file) == 0xBB && getc(file) == 0xBF;
	if (c != EOF)
		ungetc(c, file);
	return true;
}

enum svy_code svy_json_read(const char *path, json_t **out, struct svy_status *status)
{
	json_error_t error;
	FILE *file = fopen(path, "rb");
	if (!file)
		return svy_fail(status, SVY_EIO, "cannot open %s: %s", path, strerror(errno));
	errno = 0;
	bool text = skip_mark(file);
	json_t *json = text ? json_loadf(file, JSON_REJECT_DUPLICATES, &error) : NULL;
	int why = ferror(file) ? errno : 0;
	fclose(file);
	if (json) {
		*out = json;
		return SVY_OK;
	}
	if (why)
		return svy_fail(status, SVY_EIO, "cannot read %s: %s", path, strerror(why));
	if (!text)
		return svy_fail(status, SVY_EINPUT, "%s: this is no JSON: it does not begin as UTF-8 text does", path);
	size_t line = error.line > 0 ? (size_t)error.line : 0, column = error.column > 0 ? (size_t)error.column : 0;
	return svy_fail_at(status, SVY_EINPUT, (struct svy_place){path, line, column}, "this is no JSON: %s", error.text);
}

static enum svy_code fail_type(const char *path, const char *where, const char *key, const char *wanted,
                               struct svy_status *status)
{
	return svy_fail(status, SVY_EINPUT, "%s: %s%s%s must be %s", path, where, *where ? "." : "", key, wanted);
}

enum svy_code svy_json_string(const json_t *object, const char *key, const char *path, const char *where,
                              const char **out, struct svy_status *status)
{
	const json_t *value = json_object_get(object, key);
	*out = NULL;
	if (!value || json_is_null(value))
		return SVY_OK;
	if (!json_is_string(value))
		return fail_type(path, where, key, "a string", status);
	*out = json_string_value(value);
	return SVY_OK;
}

enum svy_code svy_json_flag(const json_t *object, const char *key, const char *path, const char *where, bool *out,
                            struct svy_status *status)
{
	const json_t *value = json_object_get(object, key);
	if (!value)
		return SVY_OK;
	if (!json_is_boolean(value))
		return fail_type(path, where, key, "true or false", status);
	*out = json_is_true(value);
	return SVY_OK;
}

enum svy_code svy_json_count(const json_t *object, const char *key, const char *path, const char *where,
                             uint64_t *out, struct svy_status *status)
{
	const json_t *value = json_object_get(object, key);
	if (!value)
		return SVY_OK;
	if (!json_is_integer(value) || json_integer_value(value) < 0)
		return fail_type(path, where, key, "a whole number, 0 or more", status);
	*out = (uint64_t)json_integer_value(value);
	return SVY_OK;
}

char *svy_json_text(const json_t *value)
{
	char number[SVY_NUMBER_SIZE];
	if (json_is_string(value))
		return svy_text_copy(json_string_value(value));
	if (json_is_boolean(value))
		return svy_text_copy(json_is_true(value) ? "true" : "false");
	if (json_is_integer(value))
		return svy_text_format("%lld", (long long)json_integer_value(value));
	if (!json_is_real(value))
		return NULL;
	svy_number_shortest(json_real_value(value), number);
	return svy_text_copy(number);
}
