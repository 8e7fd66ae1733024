#include "data/type.h"

#include <string.h>

#include "base/number.h"
#include "data/date.h"

const char *svy_type_name(enum svy_type type)
{
	static const char *const NAMES[] = {"string", "integer", "number", "boolean", "date", "list"};
	return NAMES[type];
}

static bool is_integer(const char *text, size_t length)
{
	double x;
	bool sign = length && (text[0] == '-' || text[0] == '+');
	for (size_t i = sign; i < length; i++)
		if (text[i] < '0' || text[i] > '9')
			return false;
	return svy_number_parse(text, length, &x);
}

static bool is_boolean(const char *text, size_t length)
{
	static const char *const WORDS[] = {"true", "True", "TRUE", "1", "false", "False", "FALSE", "0"};
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (strlen(WORDS[i]) == length && memcmp(WORDS[i], text, length) == 0)
			return true;
	return false;
}

bool svy_type_suits(enum svy_type type, const char *text, size_t length)
{
	double x;
	struct svy_date date;
	switch (type) {
	case SVY_INTEGER: return is_integer(text, length);
	case SVY_NUMBER: return svy_number_parse(text, length, &x);
	case SVY_BOOLEAN: return is_boolean(text, length);
	case SVY_DATE: return svy_date_parse(text, length, &date);
	default: return true;
	}
}
