#include "report/format.h"

#include <inttypes.h>
#include <math.h>

#include "base/number.h"

static int digits_of(enum svy_style style)
{
	switch (style) {
	case SVY_AS_COUNT: return 0;
	case SVY_AS_PERCENT:
	case SVY_AS_WEIGHTED: return 1;
	default: return 3;
	}
}

static void put_real(double x, int digits, struct svy_text *out)
{
	char number[SVY_NUMBER_SIZE];
	if (isinf(x))
		svy_text_puts(out, x > 0 ? "Inf" : "-Inf");
	else if (digits < 0)
		svy_number_shortest(x, number);
	else
		svy_number_fixed(x, digits, number);
	if (isfinite(x))
		svy_text_puts(out, number);
}

static void put_p(double p, int digits, struct svy_text *out)
{
	double last = pow(10, -digits);
	if (p < last && digits > 0) {
		svy_text_putc(out, '<');
		put_real(last, digits, out);
	} else {
		put_real(p, digits, out);
	}
}

void svy_format_value(const struct svy_value *value, enum svy_style style, int digits, struct svy_text *out)
{
	int n = digits >= 0 ? digits : digits_of(style);
	if (value->kind != SVY_REAL) {
		svy_format_exact(value, -1, out);
	} else if (style == SVY_AS_P) {
		put_p(value->real, n, out);
	} else if (style == SVY_AS_COUNT) { /* degrees of freedom: mostly whole */
		put_real(value->real, value->real == floor(value->real) ? 0 : digits >= 0 ? digits : 3, out);
	} else {
		put_real(value->real, n, out);
	}
}

void svy_format_exact(const struct svy_value *value, int digits, struct svy_text *out)
{
	switch (value->kind) {
	case SVY_NULL: break;
	case SVY_COUNT: svy_text_printf(out, "%" PRIu64, value->count); break;
	case SVY_REAL: put_real(value->real, digits, out); break;
	case SVY_TEXT: svy_text_puts(out, value->text); break;
	}
}
