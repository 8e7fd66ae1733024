#include "report/format.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/number.h"

static const char *const ROUNDINGS[] = {"half-up", "half-even", "sum"};

bool svy_rounding_from_name(const char *name, enum svy_rounding *out)
{
	for (int i = 0; i < (int)(sizeof ROUNDINGS / sizeof *ROUNDINGS); i++)
		if (strcmp(name, ROUNDINGS[i]) == 0) {
			*out = (enum svy_rounding)i;
			return true;
		}
	return false;
}

int svy_format_digits(enum svy_style style, const struct svy_numerals *numerals)
{
	if (numerals->digits >= 0)
		return numerals->digits;
	switch (style) {
	case SVY_AS_COUNT: return 0;
	case SVY_AS_PERCENT:
	case SVY_AS_WEIGHTED: return 1;
	default: return 3;
	}
}

static void put_infinity(double x, struct svy_text *out)
{
	svy_text_puts(out, x > 0 ? "Inf" : "-Inf");
}

static void put_rounded(double x, int digits, const struct svy_numerals *numerals, struct svy_text *out)
{
	char number[SVY_NUMBER_SIZE];
	if (isinf(x)) {
		put_infinity(x, out);
		return;
	}
	if (numerals->rounding == SVY_HALF_EVEN)
		svy_number_fixed_even(x, digits, number);
	else
		svy_number_fixed(x, digits, number);
	char *point = strchr(number, '.');
	if (point && numerals->comma)
		*point = ',';
	svy_text_puts(out, number);
}

static void put_p(double p, int digits, const struct svy_numerals *numerals, struct svy_text *out)
{
	double last = pow(10, -digits);
	if (p < last && digits > 0) {
		svy_text_putc(out, '<');
		put_rounded(last, digits, numerals, out);
	} else {
		put_rounded(p, digits, numerals, out);
	}
}

void svy_format_value(const struct svy_value *value, enum svy_style style, const struct svy_numerals *numerals,
                      struct svy_text *out)
{
	int digits = svy_format_digits(style, numerals);
	if (style == SVY_AS_COUNT && value->kind == SVY_REAL) /* degrees of freedom: mostly whole */
		digits = value->real == floor(value->real) ? 0 : numerals->digits < 0 ? 3 : digits;
	if (value->kind != SVY_REAL)
		svy_format_exact(value, -1, out);
	else if (style == SVY_AS_P)
		put_p(value->real, digits, numerals, out);
	else
		put_rounded(value->real, digits, numerals, out);
}

static void put_exact(double x, int digits, struct svy_text *out)
{
	char number[SVY_NUMBER_SIZE];
	if (isinf(x)) {
		put_infinity(x, out);
		return;
	}
	if (digits < 0)
		svy_number_shortest(x, number);
	else
		svy_number_fixed(x, digits, number);
	svy_text_puts(out, number);
}

void svy_format_exact(const struct svy_value *value, int digits, struct svy_text *out)
{
	switch (value->kind) {
	case SVY_NULL: break;
	case SVY_COUNT: svy_text_printf(out, "%" PRIu64, value->count); break;
	case SVY_REAL: put_exact(value->real, digits, out); break;
	case SVY_TEXT: svy_text_puts(out, value->text); break;
	}
}
