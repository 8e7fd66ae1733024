/* Numbers and other values as text. */
#ifndef SVY_REPORT_FORMAT_H
#define SVY_REPORT_FORMAT_H

#include "base/text.h"
#include "report/result.h"

/*
 * For people: by the style of the field, rounded half up; digits -1 takes the
 * style's own number of them.  A p below the last digit is "<0.001".  Null gives
 * "".
 */
void svy_format_value(const struct svy_value *value, enum svy_style style, int digits, struct svy_text *out);

/* For machines: a count whole, a real in the shortest form that reads back (with
 * digits >= 0: rounded half up), an infinity as Inf or -Inf, text as it is, null
 * as "". */
void svy_format_exact(const struct svy_value *value, int digits, struct svy_text *out);

#endif
