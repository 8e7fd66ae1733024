#include "tab/multiple.h"

#include <stdlib.h>

#include "base/array.h"

bool svy_multiple_init(struct svy_multiple *multiple, size_t k)
{
	*multiple = (struct svy_multiple){.k = k};
	multiple->list = svy_array_new(k, sizeof *multiple->list);
	multiple->n = svy_array_new(k, sizeof *multiple->n);
	multiple->room = svy_array_new(k, sizeof *multiple->room);
	multiple->at = svy_array_new(k, sizeof *multiple->at);
	multiple->member = svy_array_new(k, sizeof *multiple->member);
	return multiple->list && multiple->n && multiple->room && multiple->at && multiple->member;
}

void svy_multiple_clear(struct svy_multiple *multiple)
{
	for (size_t v = 0; multiple->list && v < multiple->k; v++)
		free(multiple->list[v]);
	for (size_t v = 0; multiple->member && v < multiple->k; v++)
		free(multiple->member[v]);
	free(multiple->member);
	free(multiple->list);
	free(multiple->n);
	free(multiple->room);
	free(multiple->at);
	*multiple = (struct svy_multiple){0};
}

bool svy_multiple_nets(struct svy_multiple *multiple, const struct svy_net *nets, size_t n_nets,
                       const struct svy_table *table, const size_t *columns)
{
	multiple->nets = nets;
	multiple->n_nets = n_nets;
	for (size_t v = 0; v < multiple->k && v < 2; v++) {
		const struct svy_variable *variable = &table->columns[columns[v]].variable;
		bool any = false;
		for (size_t m = 0; m < n_nets; m++)
			any = any || svy_net_is_of(&nets[m], variable);
		if (!any)
			continue;
		size_t n = variable->n_categories;
		bool *member = multiple->member[v] = svy_array_new(n_nets * n, sizeof *member);
		for (size_t m = 0; member && m < n_nets; m++)
			if (svy_net_is_of(&nets[m], variable))
				svy_net_members(&nets[m], variable, member + m * n);
		if (!member)
			return false;
	}
	return true;
}

/* Whether a row is in net m of column v, by the codes that are listed already: the net's
 * code, that of an answer not given, or -1: it is not. */
static int32_t find_net(const struct svy_multiple *multiple, size_t v, size_t m, const struct svy_variable *variable)
{
	const bool *member = multiple->member[v] + m * variable->n_categories;
	int32_t n_categories = (int32_t)variable->n_categories, net = SVY_NET + (int32_t)m;
	bool unanswered = false;
	for (size_t i = 0; i < multiple->n[v]; i++) {
		int32_t code = multiple->list[v][i];
		if (code >= 0 && code < n_categories && member[code])
			return net;
		if (svy_code_unanswered(variable, code) && SVY_CASE - 1 - code < n_categories)
			unanswered = unanswered || member[SVY_CASE - 1 - code];
	}
	return unanswered ? SVY_CASE - 1 - net : -1;
}

static void list_nets(struct svy_multiple *multiple, size_t v, const struct svy_variable *variable)
{
	size_t n = multiple->n[v];
	for (size_t m = 0; m < multiple->n_nets; m++) {
		int32_t code = find_net(multiple, v, m, variable);
		if (code >= 0)
			multiple->list[v][n++] = code;
	}
	multiple->n[v] = n;
}

static bool list_codes(struct svy_multiple *multiple, size_t v, const struct svy_column *column, size_t row)
{
	const int32_t *item = NULL;
	size_t n_items = 0;
	bool several = column->answers && !svy_code_missing(column->codes[row]);
	if (several)
		item = svy_answers_of(column->answers, row, &n_items);
	if (!svy_array_reserve(&multiple->list[v], &multiple->room[v], n_items + 1 + multiple->n_nets,
	                       sizeof **multiple->list))
		return false;
	multiple->list[v][0] = several ? SVY_CASE : column->codes[row];
	for (size_t i = 0; i < n_items; i++)
		multiple->list[v][i + 1] = item[i] >= 0 ? item[i] : SVY_CASE + item[i];
	multiple->n[v] = n_items + 1;
	multiple->at[v] = 0;
	if (multiple->member[v] && !svy_code_missing(column->codes[row]))
		list_nets(multiple, v, &column->variable);
	return true;
}

bool svy_multiple_row(struct svy_multiple *multiple, const struct svy_table *table, const size_t *columns, size_t row)
{
	bool ok = true;
	for (size_t v = 0; v < multiple->k && ok; v++)
		ok = list_codes(multiple, v, &table->columns[columns[v]], row);
	return ok;
}

bool svy_multiple_next(struct svy_multiple *multiple, int32_t *codes)
{
	if (multiple->k && multiple->at[0] == multiple->n[0])
		return false;
	for (size_t v = 0; v < multiple->k; v++)
		codes[v] = multiple->list[v][multiple->at[v]];
	/* The last column runs fastest; the first one ends it. */
	for (size_t v = multiple->k; v-- > 0;) {
		if (++multiple->at[v] < multiple->n[v] || v == 0)
			break;
		multiple->at[v] = 0;
	}
	return multiple->k > 0;
}
