#include "data/net.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "data/domain.h"

static enum svy_code fail_form(const char *text, struct svy_status *status)
{
	return svy_fail(status, SVY_EUSAGE, "--net: \"%s\" is not of the form 'VAR=LABEL:VALUE,VALUE,...'", text);
}

/* A word and the sign behind it. */
static enum svy_code take_word(const char *text, const char **at, const char *stop, char **word,
                               struct svy_status *status)
{
	enum svy_code code = svy_list_word(at, stop, word, status);
	if (code != SVY_OK)
		return code;
	if (!**word || !**at)
		return fail_form(text, status);
	++*at;
	return SVY_OK;
}

static char *describe(const struct svy_net *net)
{
	struct svy_text text = {0};
	for (size_t i = 0; i < net->n_values; i++)
		svy_text_printf(&text, "%s%s", i ? ", " : "net of ", net->values[i]);
	return svy_text_take(&text);
}

enum svy_code svy_net_parse(const char *text, struct svy_net *out, struct svy_status *status)
{
	struct svy_net made = {0};
	const char *at = text;
	enum svy_code code = take_word(text, &at, "=", &made.variable, status);
	if (code == SVY_OK)
		code = take_word(text, &at, ":", &made.label, status);
	if (code == SVY_OK)
		code = svy_list_split(at, &made.values, &made.n_values, status);
	if (code == SVY_OK && made.n_values == 0)
		code = fail_form(text, status);
	if (code == SVY_OK && !(made.words = describe(&made)))
		code = svy_fail_memory(status);
	if (code == SVY_OK)
		*out = made;
	else
		svy_net_clear(&made);
	return code;
}

void svy_net_clear(struct svy_net *net)
{
	svy_list_free(net->values, net->n_values);
	free(net->variable);
	free(net->label);
	free(net->words);
	*net = (struct svy_net){0};
}

bool svy_net_is_of(const struct svy_net *net, const struct svy_variable *variable)
{
	return strcmp(net->variable, variable->name) == 0;
}

/* The category that a word means: by value, else by label. */
static size_t find_category(const struct svy_variable *variable, const char *word)
{
	for (size_t i = 0; i < variable->n_categories; i++)
		if (strcmp(variable->categories[i].value, word) == 0)
			return i;
	for (size_t i = 0; i < variable->n_categories; i++)
		if (strcmp(variable->categories[i].label, word) == 0)
			return i;
	return SIZE_MAX;
}

bool svy_net_has(const struct svy_net *net, const struct svy_variable *variable, size_t category)
{
	for (size_t i = 0; i < net->n_values; i++)
		if (find_category(variable, net->values[i]) == category)
			return true;
	return false;
}

void svy_net_members(const struct svy_net *net, const struct svy_variable *variable, bool *member)
{
	memset(member, 0, variable->n_categories * sizeof *member);
	for (size_t i = 0; i < net->n_values; i++) {
		size_t category = find_category(variable, net->values[i]);
		if (category != SIZE_MAX)
			member[category] = true;
	}
}

/* --- checks --------------------------------------------------------------- */

static enum svy_code fail_value(const struct svy_net *net, const struct svy_variable *variable, const char *value,
                                struct svy_status *status)
{
	const char **known = svy_array_new(2 * variable->n_categories, sizeof *known);
	if (!known)
		return svy_fail_memory(status);
	for (size_t i = 0; i < variable->n_categories; i++) {
		known[2 * i] = variable->categories[i].label;
		known[2 * i + 1] = variable->categories[i].value;
	}
	const char *nearest = svy_text_nearest(value, known, 2 * variable->n_categories);
	enum svy_code code =
		svy_fail(status, SVY_EUSAGE, "--net: %s: %s has no category \"%s\"%s%s%s", net->label, variable->name, value,
	             nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
	free(known);
	return code;
}

/* The label stands among those of the categories. */
static bool is_taken(const struct svy_net *nets, size_t at, const struct svy_variable *variable)
{
	const char *label = nets[at].label;
	bool taken = strcmp(label, "Total") == 0;
	for (size_t i = 0; i < variable->n_categories && !taken; i++)
		taken = strcmp(variable->categories[i].label, label) == 0;
	for (size_t i = 0; i < variable->n_missing && !taken; i++)
		taken = strcmp(variable->missing[i].label, label) == 0;
	for (size_t i = 0; i < at && !taken; i++)
		taken = svy_net_is_of(&nets[i], variable) && strcmp(nets[i].label, label) == 0;
	return taken;
}

enum svy_code svy_nets_check(const struct svy_net *nets, size_t n_nets, const struct svy_variable *variable,
                             struct svy_status *status)
{
	for (size_t m = 0; m < n_nets; m++) {
		if (!svy_net_is_of(&nets[m], variable))
			continue;
		for (size_t i = 0; i < nets[m].n_values; i++)
			if (find_category(variable, nets[m].values[i]) == SIZE_MAX)
				return fail_value(&nets[m], variable, nets[m].values[i], status);
		if (is_taken(nets, m, variable))
			return svy_fail(status, SVY_EUSAGE, "--net: \"%s\" names a row of %s already", nets[m].label,
			                variable->name);
	}
	return SVY_OK;
}

/* --- order ---------------------------------------------------------------- */

/* What is being put in order. */
struct ordering {
	const struct svy_net *nets;
	size_t n_nets, n, n_categories;
	const int32_t *shown;
	const bool *member; /* n_nets x n_categories; none in nets of other variables */
	bool *done;         /* of n + n_nets */
	size_t *order;
	unsigned *depth;
	size_t n_done;
};

static void put(struct ordering *o, size_t what, unsigned depth)
{
	o->done[what] = true;
	o->order[o->n_done] = what;
	o->depth[o->n_done++] = depth;
}

static bool is_in(const struct ordering *o, size_t net, size_t i)
{
	return o->shown[i] >= 0 && o->member[net * o->n_categories + (size_t)o->shown[i]];
}

/* The largest net with this category that does not stand yet; n_nets: none. */
static size_t next_net(const struct ordering *o, size_t i)
{
	size_t best = o->n_nets;
	for (size_t m = 0; m < o->n_nets; m++)
		if (!o->done[o->n + m] && is_in(o, m, i) &&
		    (best == o->n_nets || o->nets[m].n_values > o->nets[best].n_values))
			best = m;
	return best;
}

/* A category, beneath the nets that begin with it.  The recursion ends: each step puts
 * a net or a category that did not stand. */
static void put_category(struct ordering *o, size_t i, unsigned depth)
{
	size_t net = next_net(o, i);
	if (net == o->n_nets) {
		put(o, i, depth);
		return;
	}
	put(o, o->n + net, depth);
	for (size_t j = 0; j < o->n; j++)
		if (!o->done[j] && is_in(o, net, j))
			put_category(o, j, depth + 1);
}

bool svy_nets_order(const struct svy_net *nets, size_t n_nets, const struct svy_variable *variable,
                    const int32_t *shown, size_t n, size_t *order, unsigned *depth)
{
	size_t n_categories = variable->n_categories;
	bool *member = svy_array_new(n_nets * n_categories, sizeof *member);
	bool *done = svy_array_new(n + n_nets, sizeof *done);
	struct ordering o = {nets, n_nets, n, n_categories, shown, member, done, order, depth, 0};
	bool ok = member && done;
	for (size_t m = 0; m < n_nets && ok; m++)
		if (svy_net_is_of(&nets[m], variable))
			svy_net_members(&nets[m], variable, member + m * n_categories);
	for (size_t i = 0; i < n && ok; i++)
		if (!done[i])
			put_category(&o, i, 0);
	for (size_t m = 0; m < n_nets && ok; m++)
		if (svy_net_is_of(&nets[m], variable) && !done[n + m])
			put(&o, n + m, 0);
	free(member);
	free(done);
	return ok;
}
