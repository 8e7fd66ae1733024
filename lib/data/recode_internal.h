/* Recoding, as its parts share it. */
#ifndef SVY_DATA_RECODE_INTERNAL_H
#define SVY_DATA_RECODE_INTERNAL_H

#include <stdint.h>

#include "base/number.h"
#include "base/spread.h"
#include "data/dictionary.h"
#include "data/recode.h"

/* A column of the file, or a target. */
struct svy_recode_variable {
	char *name;
	struct svy_variable variable; /* all zero for a column that no rule uses */
	struct svy_dictionary *known; /* missing values (-1 - index) and categories (index) */
};

/* Mean and standard deviation of a z-score, known after one pass: NaN where there is
 * no valid row, sd also where they do not differ. */
struct svy_recode_score {
	bool known;
	uint64_t n_valid; /* rows */
	struct svy_spread spread;
	double mean, sd;
};

/* Values that a rule does not cover, in order of first appearance. */
struct svy_recode_uncovered {
	struct svy_dictionary *seen;
	char **value;
	uint64_t *rows;
	size_t n, room, rows_room;
	uint64_t others; /* rows with further values, when there are too many */
};

struct svy_recode_rule {
	const struct svy_rule *rule;
	size_t *inputs;                 /* rule->n_sources variables */
	struct svy_dictionary **choice; /* for each input: a value named in `from` -> index of its row */
	size_t target;                  /* the variable */
	bool ready;                     /* can be computed in this pass */
	struct svy_recode_score score;
	struct svy_recode_uncovered uncovered;
	char number[SVY_NUMBER_SIZE]; /* the cell, where it was computed */
};

struct svy_recode {
	const struct svy_rules *rules; /* borrowed */
	char *path;                    /* of the data */
	char *weight;
	enum svy_weight_kind kind;
	size_t n_columns; /* of the file; the targets stand behind them, in the order of the rules */
	struct svy_recode_variable *variables;
	size_t *order;                 /* rules, each behind those that it needs */
	struct svy_recode_rule *bound; /* rules->n */
	struct svy_field *cells;       /* of the row that is worked on: n_columns + rules->n */
	uint64_t rows, rows_before;    /* of this pass and of the one before */
	bool has_passed;
	struct svy_notes notes;
};

static inline size_t svy_recode_n(const struct svy_recode *recode)
{
	return recode->n_columns + recode->rules->n;
}

/* Find the variables that each rule uses, and put the rules in order. */
enum svy_code svy_recode_order(struct svy_recode *recode, struct svy_status *status) SVY_MUST_USE;

/* Make the target of a rule whose inputs are bound: its categories, missing values
 * and what each value becomes. */
enum svy_code svy_recode_bind(struct svy_recode *recode, struct svy_recode_rule *bound,
                              struct svy_status *status) SVY_MUST_USE;

/* Fill known from the variable. */
enum svy_code svy_recode_know(struct svy_recode_variable *variable, struct svy_status *status) SVY_MUST_USE;

/* The cell of the rule's target in the row whose cells are there. */
enum svy_code svy_recode_cell(struct svy_recode *recode, struct svy_recode_rule *bound, size_t line, double weight,
                              struct svy_status *status) SVY_MUST_USE;

/* True for a rule that keeps missing cells as they are. */
bool svy_recode_keeps(const struct svy_rule *rule);

enum svy_code svy_recode_uncovered_add(struct svy_recode_uncovered *uncovered, const struct svy_field *field,
                                       struct svy_status *status) SVY_MUST_USE;
void svy_recode_uncovered_list(const struct svy_recode_uncovered *uncovered, struct svy_text *out);
void svy_recode_uncovered_clear(struct svy_recode_uncovered *uncovered);

#endif
