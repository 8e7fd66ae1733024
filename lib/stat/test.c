#include "stat/test.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "stat/distribution.h"

const char *svy_alternative_name(enum svy_alternative alternative)
{
	static const char *const names[] = {"two-sided", "less", "greater"};
	return names[alternative];
}

enum svy_code svy_alternative_from_name(const char *option, const char *name, enum svy_alternative *out,
                                        struct svy_status *status)
{
	for (int i = SVY_TWO_SIDED; i <= SVY_GREATER; i++)
		if (strcmp(name, svy_alternative_name((enum svy_alternative)i)) == 0) {
			*out = (enum svy_alternative)i;
			return SVY_OK;
		}
	return svy_fail(status, SVY_EUSAGE, "%s: \"%s\" is not two-sided, less or greater", option, name);
}

void svy_test_init(struct svy_test *test, const char *name)
{
	*test = (struct svy_test){.test = name, .statistic = NAN, .df = NAN, .df2 = NAN, .p = NAN, .log_p = NAN,
	                          .p_low = NAN, .p_high = NAN, .estimate = NAN, .low = NAN, .high = NAN,
	                          .attainable_p = NAN, .attainable_less = NAN, .attainable_greater = NAN,
	                          .smallest_expected = NAN, .alternative = SVY_TWO_SIDED};
}

double svy_test_unity(double p)
{
	return p > 1 - 1e-14 ? 1 : p;
}

void svy_test_normal(struct svy_test *test, double z)
{
	bool both = test->alternative == SVY_TWO_SIDED;
	double tail = both ? fabs(z) : test->alternative == SVY_LESS ? -z : z, sides = both ? 2 : 1;
	test->p = fmin(1, sides * svy_normal_upper(tail));
	test->log_p = fmin(0, log(sides) + svy_normal_upper_log(tail));
}

void svy_test_normal_squared(struct svy_test *test, double z)
{
	if (test->alternative != SVY_TWO_SIDED) {
		test->statistic = z + 0.0; /* not -0 */
		svy_test_normal(test, z);
		return;
	}
	test->statistic = z * z;
	test->df = 1;
	test->p = svy_chisq_upper(z * z, 1);
	test->log_p = svy_chisq_upper_log(z * z, 1);
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
