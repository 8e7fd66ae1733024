#include "data/type.h"

#include <string.h>

#include "base/number.h"

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

static unsigned number_at(const char *text, size_t n)
{
	unsigned x = 0;
	for (size_t i = 0; i < n; i++)
		x = 10 * x + (unsigned)(text[i] - '0');
	return x;
}

/* YYYY-MM-DD of the Gregorian calendar. */
static bool is_date(const char *text, size_t length)
{
	static const unsigned DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (length != 10 || text[4] != '-' || text[7] != '-')
		return false;
	for (size_t i = 0; i < 10; i++)
		if (i != 4 && i != 7 && (text[i] < '0' || text[i] > '9'))
			return false;
	unsigned year = number_at(text, 4), month = number_at(text + 5, 2),
			 day = number_at(text + 8, 2);
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1] + (month == 2 && leap);
}

bool svy_type_suits(enum svy_type type, const char *text, size_t length)
{
	double x;
	switch (type) {
	case SVY_INTEGER: return is_integer(text, length);
	case SVY_NUMBER: return svy_number_parse(text, length, &x);
	case SVY_BOOLEAN: return is_boolean(text, length);
	case SVY_DATE: return is_date(text, length);
	default: return true;
	}
}
