#include "data/domain.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"
#include "data/condition.h"

struct condition {
	struct svy_condition given;
	size_t column;
	bool by_number;
	double number;   /* by_number: what to compare with */
	int32_t rank;    /* by order: the code to compare with */
	int8_t *verdict; /* per code: 0 not yet known, 1 holds, -1 does not */
	size_t n_verdicts;
};

struct svy_domain {
	struct condition *conditions;
	size_t n, room;
};

enum svy_code svy_domain_new(struct svy_domain **out, struct svy_status *status)
{
	*out = svy_array_new(1, sizeof **out);
	return *out ? SVY_OK : svy_fail_memory(status);
}

static void clear_condition(struct condition *condition)
{
	svy_condition_clear(&condition->given);
	free(condition->verdict);
}

void svy_domain_free(struct svy_domain *domain)
{
	if (!domain)
		return;
	for (size_t i = 0; i < domain->n; i++)
		clear_condition(&domain->conditions[i]);
	free(domain->conditions);
	free(domain);
}

/* --- what the values mean ------------------------------------------------- */

static bool is_missing(const struct svy_variable *v, const char *value)
{
	for (size_t i = 0; i < v->n_missing; i++)
		if (strcmp(v->missing[i].value, value) == 0)
			return true;
	return false;
}

/* The label or value that was meant; NULL where none is near. */
static const char *suggest(const struct svy_variable *v, const char *value)
{
	const char **known = svy_array_new(2 * v->n_categories, sizeof *known);
	const char *nearest = NULL;
	for (size_t i = 0; known && i < v->n_categories; i++) {
		known[2 * i] = v->categories[i].label;
		known[2 * i + 1] = v->categories[i].value;
	}
	if (known)
		nearest = svy_text_nearest(value, known, 2 * v->n_categories);
	free(known);
	return nearest;
}

static enum svy_code fail_value(const struct svy_variable *v, const char *value, struct svy_status *status)
{
	const char *nearest = suggest(v, value);
	if (is_missing(v, value))
		return svy_fail(status, SVY_EUSAGE,
		                "--where: \"%s\" is a missing answer of %s, and a missing answer satisfies nothing", value,
		                v->name);
	return svy_fail(status, SVY_EUSAGE, "--where: %s has no category \"%s\" in the codebook%s%s%s", v->name, value,
	                nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
}

static enum svy_code check_values(const struct svy_variable *v, struct condition *condition, struct svy_status *status)
{
	for (size_t i = 0; v->declared && i < condition->given.n_values; i++) {
		size_t at = svy_variable_find(v, condition->given.values[i]);
		if (at == SIZE_MAX)
			return fail_value(v, condition->given.values[i], status);
		condition->rank = (int32_t)at;
	}
	return SVY_OK;
}

/* Whether the variable's categories are ordered: --order on a column that the
 * table has, or the codebook. */
static bool is_ordered(const struct svy_table *table, const struct svy_codebook *codebook, const char *name)
{
	const struct svy_variable *described = svy_codebook_find(codebook, name);
	for (size_t i = 0; i < table->n_columns; i++)
		if (table->columns[i].use == SVY_USE_CATEGORY && strcmp(table->columns[i].variable.name, name) == 0)
			return table->columns[i].variable.ordered;
	return described && described->ordered;
}

static enum svy_code resolve(struct condition *condition, const char *name, struct svy_table *table,
                             const struct svy_source *source, const struct svy_codebook *codebook,
                             struct svy_status *status)
{
	const char *value = condition->given.values[0];
	condition->by_number = condition->given.op > SVY_OP_UNEQUAL && !is_ordered(table, codebook, name);
	enum svy_code code = svy_table_use(table, source, codebook, name,
	                                   condition->by_number ? SVY_USE_NUMBER : SVY_USE_ANSWERS, &condition->column,
	                                   status);
	if (code != SVY_OK)
		return code;
	if (!condition->by_number)
		return check_values(&table->columns[condition->column].variable, condition, status);
	if (!svy_number_parse(value, strlen(value), &condition->number))
		return svy_fail(status, SVY_EUSAGE,
		                "--where: \"%s\" is not a number, and %s has no declared order (categoriesOrdered, or --order)",
		                value, name);
	return SVY_OK;
}

enum svy_code svy_domain_add(struct svy_domain *domain, const char *condition, struct svy_table *table,
                             const struct svy_source *source, const struct svy_codebook *codebook,
                             struct svy_status *status)
{
	struct condition made = {0};
	enum svy_code code = svy_condition_parse(condition, &made.given, status);
	if (code == SVY_OK)
		code = resolve(&made, made.given.name, table, source, codebook, status);
	if (code == SVY_OK &&
	    !svy_array_reserve(&domain->conditions, &domain->room, domain->n + 1, sizeof *domain->conditions))
		code = svy_fail_memory(status);
	if (code == SVY_OK)
		domain->conditions[domain->n++] = made;
	else
		clear_condition(&made);
	return code;
}

/* --- rows ----------------------------------------------------------------- */

static bool compares(enum svy_op op, double a, double b)
{
	switch (op) {
	case SVY_OP_LESS: return a < b;
	case SVY_OP_LESS_EQUAL: return a <= b;
	case SVY_OP_GREATER: return a > b;
	default: return a >= b;
	}
}

static bool is_among(const struct condition *condition, const struct svy_category *category)
{
	for (size_t i = 0; i < condition->given.n_values; i++)
		if (strcmp(category->value, condition->given.values[i]) == 0 ||
		    strcmp(category->label, condition->given.values[i]) == 0)
			return true;
	return false;
}

static bool judge(const struct condition *condition, const struct svy_variable *v, int32_t code)
{
	if (condition->given.op > SVY_OP_UNEQUAL)
		return compares(condition->given.op, code, condition->rank);
	return is_among(condition, &v->categories[code]) == (condition->given.op == SVY_OP_EQUAL);
}

/* The verdict on a code, which is worked out once. */
static bool holds(struct condition *condition, const struct svy_variable *v, int32_t code)
{
	int8_t *verdict = &condition->verdict[code];
	if (!*verdict)
		*verdict = judge(condition, v, code) ? 1 : -1;
	return *verdict > 0;
}

/* Of several answers: = where one of them is among the values, != where none is
 * and those that the condition names were all answered. */
static bool holds_of_answers(struct condition *condition, const struct svy_column *column, size_t row)
{
	bool equal = condition->given.op == SVY_OP_EQUAL, any = false, unanswered = false;
	size_t n;
	const int32_t *item = svy_answers_of(column->answers, row, &n);
	for (size_t i = 0; i < n; i++) {
		int32_t code = item[i] >= 0 ? item[i] : -1 - item[i];
		bool among = holds(condition, &column->variable, code) == equal;
		any = any || (among && item[i] >= 0);
		unanswered = unanswered || (among && item[i] < 0);
	}
	return equal ? any : !any && !unanswered;
}

static enum svy_code mask_categories(struct condition *condition, const struct svy_column *column, size_t n_rows,
                                     bool *mask, struct svy_status *status)
{
	size_t n = column->variable.n_categories;
	if (!svy_array_reserve(&condition->verdict, &condition->n_verdicts, n, sizeof *condition->verdict))
		return svy_fail_memory(status);
	for (size_t i = 0; i < n_rows; i++) {
		int32_t code = column->codes[i];
		mask[i] = mask[i] && !svy_code_missing(code) &&
		          (column->answers ? holds_of_answers(condition, column, i)
		                           : holds(condition, &column->variable, code));
	}
	return SVY_OK;
}

enum svy_code svy_domain_mask(struct svy_domain *domain, const struct svy_table *table, bool *mask,
                              struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < table->n_rows; i++)
		mask[i] = true;
	for (size_t c = 0; c < domain->n && code == SVY_OK; c++) {
		struct condition *condition = &domain->conditions[c];
		const struct svy_column *column = &table->columns[condition->column];
		if (!condition->by_number)
			code = mask_categories(condition, column, table->n_rows, mask, status);
		for (size_t i = 0; condition->by_number && i < table->n_rows; i++)
			mask[i] = mask[i] && !svy_code_missing(column->codes[i]) &&
			          compares(condition->given.op, column->numbers[i], condition->number);
	}
	return code;
}

static void note_value(const struct svy_variable *v, enum svy_op op, const char *value, struct svy_notes *notes)
{
	const char *nearest = suggest(v, value);
	bool missing = is_missing(v, value);
	if (svy_variable_find(v, value) != SIZE_MAX || (missing && op == SVY_OP_UNEQUAL))
		return;
	if (missing)
		svy_notes_add(notes, "--where: \"%s\" is a missing answer of %s, and a missing answer satisfies nothing", value,
		              v->name);
	else
		svy_notes_add(notes, "--where: no row has %s \"%s\"%s%s%s", v->name, value,
		              nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
}

void svy_domain_notes(const struct svy_domain *domain, const struct svy_table *table, struct svy_notes *notes)
{
	for (size_t c = 0; c < domain->n; c++) {
		const struct condition *condition = &domain->conditions[c];
		const struct svy_variable *v = &table->columns[condition->column].variable;
		for (size_t i = 0; i < condition->given.n_values && !v->declared && !condition->by_number; i++)
			note_value(v, condition->given.op, condition->given.values[i], notes);
	}
}
