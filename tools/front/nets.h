/* --net, repeated. */
#ifndef SVY_FRONT_NETS_H
#define SVY_FRONT_NETS_H

#include "data/net.h"
#include "tools/front/tool.h"

/* Owned; clear with svy_nets_clear(). */
struct svy_nets {
	struct svy_net *net;
	size_t n;
};

enum svy_code svy_nets_read(const struct svy_strings *given, struct svy_nets *out,
                            struct svy_status *status) SVY_MUST_USE;
void svy_nets_clear(struct svy_nets *nets);

/* Whether each is of one of the variables, which have all their categories, and names
 * categories of it.  SVY_EUSAGE otherwise. */
enum svy_code svy_nets_fit(const struct svy_nets *nets, const struct svy_variable *const *variables,
                           size_t n_variables, struct svy_status *status) SVY_MUST_USE;

#endif
