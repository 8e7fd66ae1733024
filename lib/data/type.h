/* Whether a cell is of the type that its codebook says. */
#ifndef SVY_DATA_TYPE_H
#define SVY_DATA_TYPE_H

#include <stdbool.h>
#include <stddef.h>

#include "data/codebook.h"

/* "string" "integer" "number" "boolean" "date" "list" */
const char *svy_type_name(enum svy_type type);

/*
 * integer  [+-]digits
 * number   as svy_number_parse() reads it
 * boolean  true, false (also True, TRUE, ...), 1, 0
 * date     YYYY-MM-DD, a day of the Gregorian calendar
 * string and list: anything
 */
bool svy_type_suits(enum svy_type type, const char *text, size_t length);

#endif
