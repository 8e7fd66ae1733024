/*
 * One value of a result, named by conditions on the other fields of its row.
 *
 * Conditions are NAME=VALUE, all of which must hold.  A value matches a text
 * when both are the same text, a number when it is the same number, and null
 * when it is empty.
 */
#ifndef SVY_REPORT_LOOKUP_H
#define SVY_REPORT_LOOKUP_H

#include "base/status.h"
#include "report/result.h"

struct svy_lookup_condition {
	char *name;
	char *value;
};

/* Starts as {0}; clear with svy_lookup_clear(). */
struct svy_lookup {
	struct svy_lookup_condition *condition;
	size_t n, capacity;
};

/* Add one; both are copied. */
enum svy_code svy_lookup_add(struct svy_lookup *lookup, const char *name, const char *value,
                             struct svy_status *status) SVY_MUST_USE;

/*
 * Read `name=value;name=value`; either may be double-quoted as in CSV, where it
 * holds ; or = or begins with a quote.  Spaces around unquoted ones are dropped.
 * "" is no condition.  *out is overwritten.  SVY_EUSAGE: anything else, and a name
 * that occurs twice.
 */
enum svy_code svy_lookup_parse(const char *text, struct svy_lookup *out, struct svy_status *status) SVY_MUST_USE;

/* The table of that name.  SVY_EUSAGE where there is none, with the nearest. */
enum svy_code svy_lookup_table(const struct svy_result *result, const char *name, const struct svy_rtable **out,
                               struct svy_status *status) SVY_MUST_USE;

/*
 * The one value of `field` whose row satisfies all conditions, and its row.
 * value and row are borrowed; they are overwritten on success only.
 *
 * SVY_EUSAGE: no such field (with the nearest), no row, or several rows.
 */
enum svy_code svy_lookup_value(const struct svy_rtable *table, const struct svy_lookup *lookup, const char *field,
                               const struct svy_value **value, const struct svy_row **row,
                               struct svy_status *status) SVY_MUST_USE;

void svy_lookup_clear(struct svy_lookup *lookup);

#endif
