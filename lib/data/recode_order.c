/* Which variables each rule uses, and the order in which rules can be computed. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "data/recode_internal.h"

static size_t find_variable(const struct svy_recode *recode, const char *name)
{
	for (size_t i = 0; i < svy_recode_n(recode); i++)
		if (strcmp(recode->variables[i].name, name) == 0)
			return i;
	return SIZE_MAX;
}

static enum svy_code fail_source(const struct svy_recode *recode, const struct svy_rule *rule, const char *name,
                                 struct svy_status *status)
{
	const char **names = svy_array_new(svy_recode_n(recode), sizeof *names);
	if (!names)
		return svy_fail_memory(status);
	for (size_t i = 0; i < svy_recode_n(recode); i++)
		names[i] = recode->variables[i].name;
	const char *nearest = svy_text_nearest(name, names, svy_recode_n(recode));
	enum svy_code code =
		svy_fail_at(status, SVY_EINPUT, svy_rules_place(recode->rules, rule->line, SVY_RULES_SOURCE),
	                "\"%s\" is neither a column of %s nor a target%s%s%s", name, recode->path,
	                nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
	free(names);
	return code;
}

static enum svy_code find_inputs(struct svy_recode *recode, struct svy_recode_rule *bound, struct svy_status *status)
{
	const struct svy_rule *rule = bound->rule;
	bound->inputs = svy_array_new(rule->n_sources, sizeof *bound->inputs);
	if (!bound->inputs)
		return svy_fail_memory(status);
	for (size_t i = 0; i < rule->n_sources; i++) {
		bound->inputs[i] = find_variable(recode, rule->sources[i]);
		if (bound->inputs[i] == SIZE_MAX)
			return fail_source(recode, rule, rule->sources[i], status);
	}
	return SVY_OK;
}

/* A walk from target to source.  trail: rules on the way, one within the other. */
struct walk {
	struct svy_recode *recode;
	enum { UNSEEN, ON_TRAIL, PLACED } *state;
	size_t *trail, *next; /* next: input to look at, for each rule of the trail */
	size_t depth, n_placed;
};

/* "a -> b -> a": a needs b, which needs a. */
static enum svy_code fail_circle(const struct walk *walk, size_t rule, struct svy_status *status)
{
	const struct svy_rules *rules = walk->recode->rules;
	struct svy_text text = {0};
	size_t from = 0;
	while (walk->trail[from] != rule)
		from++;
	for (size_t i = from; i < walk->depth; i++)
		svy_text_printf(&text, "%s -> ", rules->list[walk->trail[i]].target);
	svy_text_puts(&text, rules->list[rule].target);
	char *circle = svy_text_take(&text);
	enum svy_code code =
		circle ? svy_fail_at(status, SVY_EINPUT,
	                         svy_rules_place(rules, rules->list[rule].line, SVY_RULES_SOURCE),
	                         "the rules go in a circle, each made from the next: %s", circle)
			   : svy_fail_memory(status);
	free(circle);
	return code;
}

static void enter(struct walk *walk, size_t rule)
{
	walk->state[rule] = ON_TRAIL;
	walk->trail[walk->depth] = rule;
	walk->next[walk->depth++] = 0;
}

/* Place the rule behind what it needs; without recursion, for any depth. */
static enum svy_code place_rule(struct walk *walk, size_t rule, struct svy_status *status)
{
	struct svy_recode *recode = walk->recode;
	enter(walk, rule);
	while (walk->depth) {
		size_t at = walk->trail[walk->depth - 1];
		const struct svy_recode_rule *bound = &recode->bound[at];
		if (walk->next[walk->depth - 1] == bound->rule->n_sources) {
			walk->state[at] = PLACED;
			recode->order[walk->n_placed++] = at;
			walk->depth--;
			continue;
		}
		size_t input = bound->inputs[walk->next[walk->depth - 1]++];
		if (input < recode->n_columns)
			continue;
		size_t needed = input - recode->n_columns;
		if (walk->state[needed] == ON_TRAIL)
			return fail_circle(walk, needed, status);
		if (walk->state[needed] == UNSEEN)
			enter(walk, needed);
	}
	return SVY_OK;
}

static enum svy_code place_all(struct svy_recode *recode, struct svy_status *status)
{
	size_t n = recode->rules->n;
	struct walk walk = {.recode = recode,
	                    .state = svy_array_new(n, sizeof *walk.state),
	                    .trail = svy_array_new(n, sizeof *walk.trail),
	                    .next = svy_array_new(n, sizeof *walk.next)};
	enum svy_code code = walk.state && walk.trail && walk.next ? SVY_OK : svy_fail_memory(status);
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		if (walk.state[i] == UNSEEN)
			code = place_rule(&walk, i, status);
	free(walk.state);
	free(walk.trail);
	free(walk.next);
	return code;
}

enum svy_code svy_recode_order(struct svy_recode *recode, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < recode->rules->n && code == SVY_OK; i++)
		code = find_inputs(recode, &recode->bound[i], status);
	return code == SVY_OK ? place_all(recode, status) : code;
}
