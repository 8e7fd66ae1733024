/* A condition as it is written: VAR OP VALUE[,VALUE]. */
#ifndef SVY_DATA_CONDITION_H
#define SVY_DATA_CONDITION_H

#include <stddef.h>

#include "base/status.h"

enum svy_op { SVY_OP_EQUAL, SVY_OP_UNEQUAL, SVY_OP_LESS, SVY_OP_LESS_EQUAL, SVY_OP_GREATER, SVY_OP_GREATER_EQUAL };

/* Owned; clear with svy_condition_clear(). */
struct svy_condition {
	char *name;
	enum svy_op op;
	char **values;
	size_t n_values; /* at least 1; exactly 1 unless = or != */
};

/* Spaces around OP are ignored; VAR and VALUE may be double-quoted as in CSV.
 * A value that follows OP without a space and begins with one of = ! < > must be.
 * SVY_EUSAGE: anything else, with the form. */
enum svy_code svy_condition_parse(const char *text, struct svy_condition *out, struct svy_status *status) SVY_MUST_USE;

void svy_condition_clear(struct svy_condition *condition);

#endif
