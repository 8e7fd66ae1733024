#include "tests/support/check.h"

#include <math.h>
#include <string.h>

int is_close(double actual, double expected, double tolerance, int relative)
{
	if (isnan(expected) || isnan(actual))
		return isnan(expected) && isnan(actual);
	if (isinf(expected) || isinf(actual))
		return actual == expected;
	return fabs(actual - expected) <= (relative ? tolerance * fabs(expected) : tolerance);
}

void check_close_at(double actual, double expected, double tolerance, int relative, const char *what,
                    const char *file, int line)
{
	if (is_close(actual, expected, tolerance, relative))
		return;
	print_error("%s is %.17g, expected %.17g within %g%s\n", what, actual, expected, tolerance,
	            relative ? " relative" : "");
	_fail(file, line);
}

void check_code_at(enum svy_code actual, enum svy_code expected, struct svy_status *status, const char *what,
                   const char *file, int line)
{
	if (actual == expected)
		return;
	print_error("%s gave %d, expected %d: %s\n", what, (int)actual, (int)expected,
	            status ? svy_status_text(status) : "");
	_fail(file, line);
}

void check_contains_at(const char *text, const char *part, const char *file, int line)
{
	if (strstr(text, part))
		return;
	print_error("\"%s\" does not contain \"%s\"\n", text, part);
	_fail(file, line);
}
