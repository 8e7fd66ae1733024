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

static enum svy_code fail_value(const struct svy_variable *v, const char *value, struct svy_status *status)
{
	const char **known = svy_array_new(2 * v->n_categories, sizeof *known);
	const char *nearest = NULL;
	for (size_t i = 0; known && i < v->n_categories; i++) {
		known[2 * i] = v->categories[i].label;
		known[2 * i + 1] = v->categories[i].value;
	}
	if (known)
		nearest = svy_text_nearest(value, known, 2 * v->n_categories);
	for (size_t i = 0; i < v->n_missing; i++)
		if (strcmp(v->missing[i].value, value) == 0) {
			free(known);
			return svy_fail(status, SVY_EUSAGE,
			                "--where: \"%s\" is a missing answer of %s, and a missing answer satisfies nothing", value,
			                v->name);
		}
	enum svy_code code =
		svy_fail(status, SVY_EUSAGE, "--where: %s has no category \"%s\" in the codebook%s%s%s", v->name, value,
	             nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
	free(known);
	return code;
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
	                                   condition->by_number ? SVY_USE_NUMBER : SVY_USE_CATEGORY, &condition->column,
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

static bool judge(const struct condition *condition, const struct svy_variable *v, int32_t code)
{
	const struct svy_category *category = &v->categories[code];
	bool among = false;
	if (condition->given.op > SVY_OP_UNEQUAL)
		return compares(condition->given.op, code, condition->rank);
	for (size_t i = 0; i < condition->given.n_values && !among; i++) {
		const char *value = condition->given.values[i];
		among = strcmp(category->value, value) == 0 || strcmp(category->label, value) == 0;
	}
	return among == (condition->given.op == SVY_OP_EQUAL);
}

static enum svy_code mask_categories(struct condition *condition, const struct svy_column *column, size_t n_rows,
                                     bool *mask, struct svy_status *status)
{
	size_t n = column->variable.n_categories;
	if (!svy_array_reserve(&condition->verdict, &condition->n_verdicts, n, sizeof *condition->verdict))
		return svy_fail_memory(status);
	for (size_t i = 0; i < n_rows; i++) {
		int32_t code = column->codes[i];
		if (!mask[i] || svy_code_missing(code)) {
			mask[i] = false;
			continue;
		}
		int8_t *verdict = &condition->verdict[code];
		if (!*verdict)
			*verdict = judge(condition, &column->variable, code) ? 1 : -1;
		mask[i] = *verdict > 0;
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
