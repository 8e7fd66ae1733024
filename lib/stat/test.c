#include "stat/test.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/text.h"

const char *svy_alternative_name(enum svy_alternative alternative)
{
	static const char *const names[] = {"two-sided", "less", "greater"};
	return names[alternative];
}

void svy_test_init(struct svy_test *test, const char *name)
{
	*test = (struct svy_test){.test = name, .statistic = NAN, .df = NAN, .df2 = NAN, .p = NAN, .log_p = NAN,
	                          .p_low = NAN, .p_high = NAN, .estimate = NAN, .low = NAN, .high = NAN,
	                          .attainable_p = NAN, .smallest_expected = NAN, .alternative = SVY_TWO_SIDED};
}

void svy_test_method(struct svy_test *test, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(test->method, sizeof test->method, format, arguments);
	va_end(arguments);
}

void svy_test_note(struct svy_test *test, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	svy_text_add_note(test->note, sizeof test->note, format, arguments);
	va_end(arguments);
}
