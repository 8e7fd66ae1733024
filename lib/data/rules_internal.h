/* What each operation takes: shared by the reader of rules and its checks. */
#ifndef SVY_DATA_RULES_INTERNAL_H
#define SVY_DATA_RULES_INTERNAL_H

#include <stdint.h>

#include "data/rules.h"

enum svy_from {
	SVY_FROM_NONE,
	SVY_FROM_ONE,      /* one value */
	SVY_FROM_LIST,     /* values */
	SVY_FROM_INTERVAL, /* an interval */
	SVY_FROM_BOUNDS    /* a closed interval, or nothing */
};

struct svy_operation_form {
	const char *name;
	size_t least_sources, most_sources;
	enum svy_from from;
	bool maps;        /* takes to, label, missing and ordered, and any number of rows */
	bool has_minimum; /* takes minimum */
};

const struct svy_operation_form *svy_operation_form(enum svy_operation operation);

/* Fill in what is not said and check that a rule, whose rows are all there, is
 * sound in itself. */
enum svy_code svy_rule_finish(const struct svy_rules *rules, struct svy_rule *rule,
                              struct svy_status *status) SVY_MUST_USE;

#endif
