#include "data/condition.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/domain.h"

static enum svy_code fail_form(const char *text, struct svy_status *status)
{
	return svy_fail(status, SVY_EUSAGE,
	                "--where: \"%s\" is not of the form 'VAR OP VALUE[,VALUE]' with OP one of = != < <= > >=", text);
}

/* The name in front of the operator, unquoted; *at moves behind it. */
static enum svy_code take_name(const char *condition, const char **at, char **name, struct svy_status *status)
{
	struct svy_text text = {0};
	const char *c = *at + strspn(*at, " ");
	if (*c == '"') {
		for (c++; *c && !(*c == '"' && c[1] != '"'); c++) {
			c += *c == '"';
			svy_text_putc(&text, *c);
		}
		if (!*c++) {
			svy_text_clear(&text);
			return fail_form(condition, status);
		}
	} else {
		size_t length = strcspn(c, "=!<>");
		const char *end = c + length;
		while (length && c[length - 1] == ' ')
			length--;
		svy_text_put(&text, c, length);
		c = end;
	}
	*at = c + strspn(c, " ");
	*name = svy_text_take(&text);
	if (!*name)
		return svy_fail_memory(status);
	if (**name)
		return SVY_OK;
	return fail_form(condition, status);
}

static bool take_op(const char **at, enum svy_op *op)
{
	static const struct {
		const char *text;
		enum svy_op op;
	} OPS[] = {{"!=", SVY_OP_UNEQUAL}, {"<=", SVY_OP_LESS_EQUAL}, {">=", SVY_OP_GREATER_EQUAL},
	           {"=", SVY_OP_EQUAL},    {"<", SVY_OP_LESS},        {">", SVY_OP_GREATER}};
	for (size_t i = 0; i < sizeof OPS / sizeof *OPS; i++)
		if (strncmp(*at, OPS[i].text, strlen(OPS[i].text)) == 0) {
			*op = OPS[i].op;
			*at += strlen(OPS[i].text);
			return !strchr("=<>!", **at) || !**at; /* == => <> are other languages' */
		}
	return false;
}

enum svy_code svy_condition_parse(const char *text, struct svy_condition *out, struct svy_status *status)
{
	struct svy_condition made = {0};
	const char *at = text;
	enum svy_code code = take_name(text, &at, &made.name, status);
	if (code == SVY_OK && !take_op(&at, &made.op))
		code = fail_form(text, status);
	if (code == SVY_OK)
		code = svy_list_split(at, &made.values, &made.n_values, status);
	if (code == SVY_OK && made.n_values == 0)
		code = svy_fail(status, SVY_EUSAGE, "--where: \"%s\" names no value", text);
	if (code == SVY_OK && made.op > SVY_OP_UNEQUAL && made.n_values > 1)
		code = svy_fail(status, SVY_EUSAGE, "--where: \"%s\": an order compares with one value", text);
	if (code == SVY_OK)
		*out = made;
	else
		svy_condition_clear(&made);
	return code;
}

void svy_condition_clear(struct svy_condition *condition)
{
	svy_list_free(condition->values, condition->n_values);
	free(condition->name);
	*condition = (struct svy_condition){0};
}
