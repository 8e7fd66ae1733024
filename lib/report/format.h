/* Numbers and other values as text. */
#ifndef SVY_REPORT_FORMAT_H
#define SVY_REPORT_FORMAT_H

#include "base/text.h"
#include "report/result.h"

/*
 * How numbers are written for people.  SVY_ROUND_SUM rounds half up what is no part
 * of a whole; the parts are seen to where wholes are known (report/whole.h).
 */
enum svy_rounding { SVY_HALF_UP, SVY_HALF_EVEN, SVY_ROUND_SUM };

struct svy_numerals {
	int digits; /* after the point; -1: the style's own number of them */
	enum svy_rounding rounding;
	bool comma; /* instead of the decimal point */
};

/* "half-up" "half-even" "sum"; false for another name. */
bool svy_rounding_from_name(const char *name, enum svy_rounding *out);

/* Digits after the point that a style has. */
int svy_format_digits(enum svy_style style, const struct svy_numerals *numerals);

/* For people: by the style of the field.  A p below the last digit is "<0.001".
 * Null gives "". */
void svy_format_value(const struct svy_value *value, enum svy_style style, const struct svy_numerals *numerals,
                      struct svy_text *out);

/* For machines: a count whole, a real in the shortest form that reads back (with
 * digits >= 0: rounded half up), an infinity as Inf or -Inf, text as it is, null
 * as "". */
void svy_format_exact(const struct svy_value *value, int digits, struct svy_text *out);

#endif
