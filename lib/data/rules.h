/*
 * Rules of recoding, as a researcher writes them: a CSV file with one row for each
 * value that is recoded (docs/formats/rules.md).
 *
 * The rows of one target make one rule.  What is read here is what stands in the
 * file, checked by itself; whether it suits the data is for data/recode.h.
 */
#ifndef SVY_DATA_RULES_H
#define SVY_DATA_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "data/missing.h"
#include "data/range.h"

enum svy_operation {
	SVY_RECODE_MAP,
	SVY_RECODE_COLLAPSE,
	SVY_RECODE_BIN,
	SVY_RECODE_REVERSE,
	SVY_RECODE_COPY,
	SVY_RECODE_COUNT,
	SVY_RECODE_SUM,
	SVY_RECODE_MEAN,
	SVY_RECODE_ANY_OF,
	SVY_RECODE_ALL_OF,
	SVY_RECODE_FIRST_OF,
	SVY_RECODE_Z_SCORE,
	SVY_RECODE_DIFFERENCE,
	SVY_RECODE_DIFFERENCE_DAYS,
	SVY_RECODE_YEAR,
	SVY_RECODE_MONTH,
	SVY_RECODE_DAY,
	SVY_RECODE_WEEKDAY,
	SVY_RECODE_QUARTER,
	SVY_N_OPERATIONS
};

/* "map", "any-of", "z-score" ... */
const char *svy_operation_name(enum svy_operation operation);

/* Columns of the file, for places in messages. */
enum svy_rules_column {
	SVY_RULES_TARGET,
	SVY_RULES_OPERATION,
	SVY_RULES_SOURCE,
	SVY_RULES_FROM,
	SVY_RULES_TO,
	SVY_RULES_LABEL,
	SVY_RULES_MISSING,
	SVY_RULES_ORDERED,
	SVY_RULES_MINIMUM,
	SVY_RULES_TITLE,
	SVY_RULES_REASON,
	SVY_RULES_COLUMNS
};

/* One row: what becomes what. */
struct svy_rule_row {
	size_t line;
	char *from_text;         /* as it stands in the file */
	char **from;             /* values or labels; for bin and reverse none */
	size_t n_from;
	struct svy_range range;  /* bin; reverse where from_text is not empty */
	char *to;                /* never NULL; where a missing value is written and nothing is said, its usual text */
	char *label;             /* never NULL; the value where nothing is said */
	bool is_missing;         /* `to` is a missing value, for this reason */
	enum svy_reason reason;
};

struct svy_rule {
	size_t line; /* of the first row */
	char *target;
	char *title;  /* never NULL; "" where nothing is said */
	char *reason; /* why; never empty */
	enum svy_operation operation;
	char **sources;
	size_t n_sources;
	size_t minimum; /* of valid items; all of them where nothing is said */
	bool ordered;
	struct svy_rule_row *rows; /* at least one */
	size_t n_rows, row_room;
};

struct svy_rules {
	char *path;
	struct svy_rule *list;
	size_t n, room;
	size_t column[SVY_RULES_COLUMNS]; /* number of the field in the row, 0: the file has none */
};

/*
 * Read a rules file.  *out is the caller's to free.
 *
 * SVY_EINPUT, at file, line and field: a column that is needed and not there, an
 * operation that does not exist, a field that the operation does not take or
 * lacks, rows of one target that contradict each other, intervals with a gap or
 * an overlap between them, no rule at all.
 */
enum svy_code svy_rules_read(const char *path, struct svy_rules **out, struct svy_status *status) SVY_MUST_USE;

/* Where a column of the row in this line stands. */
struct svy_place svy_rules_place(const struct svy_rules *rules, size_t line, enum svy_rules_column column);

/* How a missing answer is written that has lost its own code: nothing for
 * no-answer, else the name of the reason. */
const char *svy_reason_cell(enum svy_reason reason);

void svy_rules_free(struct svy_rules *rules);

#endif
