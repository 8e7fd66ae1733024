/*
 * Nets: subtotals of categories of one variable, `VAR=LABEL:VALUE,VALUE`.
 *
 * A respondent is in a net who gave one of its answers; once, also where a question
 * takes several answers and more than one of them was ticked.
 */
#ifndef SVY_DATA_NET_H
#define SVY_DATA_NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "data/codebook.h"

/* Owned; clear with svy_net_clear(). */
struct svy_net {
	char *variable;
	char *label;
	char **values; /* values of categories, or their labels */
	size_t n_values;
	char *words; /* "net of VALUE, VALUE" */
};

/* The parts may be double-quoted as in CSV.  SVY_EUSAGE: another form. */
enum svy_code svy_net_parse(const char *text, struct svy_net *out, struct svy_status *status) SVY_MUST_USE;
void svy_net_clear(struct svy_net *net);

/*
 * Whether all nets of this variable name categories that it has; after reading.
 * SVY_EUSAGE: a value that is no category (with the nearest), a net that has the
 * name of a category, of another net, or Total.
 */
enum svy_code svy_nets_check(const struct svy_net *nets, size_t n_nets, const struct svy_variable *variable,
                             struct svy_status *status) SVY_MUST_USE;

bool svy_net_is_of(const struct svy_net *net, const struct svy_variable *variable);

/* Whether a category is in the net. */
bool svy_net_has(const struct svy_net *net, const struct svy_variable *variable, size_t category);

/* member[i] = category i is in the net, for all of the variable's. */
void svy_net_members(const struct svy_net *net, const struct svy_variable *variable, bool *member);

/*
 * The order in which categories and nets are shown: a net stands before the first of
 * its categories, which follow it one after the other; of several that begin with the
 * same category the one with the most values comes first.
 *
 * shown    n of them: codes of levels, in their order; those below 0 are in no net
 * order    room for n and the nets of this variable: an index into shown, or n + (index
 *          into nets); nets none of whose categories is shown are at the end
 * depth    the same: how many nets it stands beneath
 *
 * False without memory.
 */
bool svy_nets_order(const struct svy_net *nets, size_t n_nets, const struct svy_variable *variable,
                    const int32_t *shown, size_t n, size_t *order, unsigned *depth);

#endif
