#include "tools/front/nets.h"

#include <stdlib.h>

#include "base/array.h"

enum svy_code svy_nets_read(const struct svy_strings *given, struct svy_nets *out, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	out->n = 0;
	out->net = svy_array_new(given->n, sizeof *out->net);
	if (!out->net)
		return svy_fail_memory(status);
	for (size_t i = 0; i < given->n && code == SVY_OK; i++) {
		code = svy_net_parse(given->item[i], &out->net[i], status);
		out->n += code == SVY_OK;
	}
	return code;
}

void svy_nets_clear(struct svy_nets *nets)
{
	for (size_t i = 0; i < nets->n; i++)
		svy_net_clear(&nets->net[i]);
	free(nets->net);
	*nets = (struct svy_nets){0};
}

enum svy_code svy_nets_fit(const struct svy_nets *nets, const struct svy_variable *const *variables,
                           size_t n_variables, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t m = 0; m < nets->n; m++) {
		bool any = false;
		for (size_t v = 0; v < n_variables; v++)
			any = any || svy_net_is_of(&nets->net[m], variables[v]);
		if (!any)
			return svy_fail(status, SVY_EUSAGE, "--net: %s is none of the variables that are counted",
			                nets->net[m].variable);
	}
	for (size_t v = 0; v < n_variables && code == SVY_OK; v++)
		code = svy_nets_check(nets->net, nets->n, variables[v], status);
	return code;
}
