/*
 * The variables of one side of a cross-tabulation, as they are written:
 * `sex,country:sex` is sex, and sex within each category of country.
 */
#ifndef SVY_DATA_SPEC_H
#define SVY_DATA_SPEC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* One of them: names from the outermost to the innermost; at least 1. */
struct svy_spec {
	char **name;
	size_t n, capacity;
};

/* Owned; clear with svy_specs_clear(). */
struct svy_specs {
	struct svy_spec *spec;
	size_t n, capacity;
};

/* Whether there is a variable of this name. */
typedef bool svy_spec_known(const void *context, const char *name);

/*
 * Commas part the variables, colons a variable from the one within it.  Names may
 * be double-quoted as in CSV.  A name that is known as it stands, the whole text or
 * all between two commas, is that name and not a list: `age:band` may be a column.
 *
 * SVY_EUSAGE: an empty name, a quote that is not closed, the same variable twice in
 * one nest, the same spec twice.
 */
enum svy_code svy_specs_parse(const char *text, svy_spec_known *known, const void *context, struct svy_specs *out,
                              struct svy_status *status) SVY_MUST_USE;

void svy_specs_clear(struct svy_specs *specs);

#endif
