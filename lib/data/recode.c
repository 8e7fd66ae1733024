#include "data/recode.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "data/recode_internal.h"
#include "data/write.h"

/* --- binding -------------------------------------------------------------- */

enum svy_code svy_recode_know(struct svy_recode_variable *variable, struct svy_status *status)
{
	const struct svy_variable *v = &variable->variable;
	bool ok = (variable->known = svy_dictionary_new()) != NULL;
	for (size_t i = 0; ok && i < v->n_missing; i++)
		ok = svy_dictionary_add(variable->known, v->missing[i].value, strlen(v->missing[i].value), -1 - (int32_t)i);
	for (size_t i = 0; ok && i < v->n_categories; i++)
		ok = svy_dictionary_add(variable->known, v->categories[i].value, strlen(v->categories[i].value), (int32_t)i);
	return ok ? SVY_OK : svy_fail_memory(status);
}

/* The columns of the file, then the targets. */
static enum svy_code name_variables(struct svy_recode *recode, const struct svy_source *source,
                                    struct svy_status *status)
{
	recode->variables = svy_array_new(svy_recode_n(recode), sizeof *recode->variables);
	recode->cells = svy_array_new(svy_recode_n(recode), sizeof *recode->cells);
	recode->order = svy_array_new(recode->rules->n, sizeof *recode->order);
	recode->bound = svy_array_new(recode->rules->n, sizeof *recode->bound);
	recode->path = svy_text_copy(svy_source_path(source));
	if (!recode->variables || !recode->cells || !recode->order || !recode->bound || !recode->path)
		return svy_fail_memory(status);
	for (size_t i = 0; i < svy_recode_n(recode); i++) {
		const char *name = i < recode->n_columns ? svy_source_names(source)[i]
		                                         : recode->rules->list[i - recode->n_columns].target;
		if (!(recode->variables[i].name = svy_text_copy(name)))
			return svy_fail_memory(status);
	}
	for (size_t i = 0; i < recode->rules->n; i++) {
		recode->bound[i].rule = &recode->rules->list[i];
		recode->bound[i].target = recode->n_columns + i;
	}
	return SVY_OK;
}

static enum svy_code check_targets(const struct svy_recode *recode, const struct svy_codebook *codebook,
                                   struct svy_status *status)
{
	for (size_t i = 0; i < recode->rules->n; i++) {
		const struct svy_rule *rule = &recode->rules->list[i];
		const struct svy_place place = svy_rules_place(recode->rules, rule->line, SVY_RULES_TARGET);
		for (size_t j = 0; j < recode->n_columns; j++)
			if (strcmp(recode->variables[j].name, rule->target) == 0)
				return svy_fail_at(status, SVY_EINPUT, place,
				                   "\"%s\" is a column of %s already: a target needs a name of its own", rule->target,
				                   recode->path);
		if (svy_codebook_find(codebook, rule->target))
			return svy_fail_at(status, SVY_EINPUT, place, "\"%s\" is described in the codebook %s already",
			                   rule->target, codebook->path ? codebook->path : "");
	}
	return SVY_OK;
}

/* Columns that rules use get their variable; the others are only passed on. */
static enum svy_code describe_inputs(struct svy_recode *recode, const struct svy_recode_rule *bound,
                                     const struct svy_codebook *codebook, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < bound->rule->n_sources && code == SVY_OK; i++) {
		struct svy_recode_variable *input = &recode->variables[bound->inputs[i]];
		if (input->known)
			continue;
		code = svy_codebook_variable(codebook, input->name, &input->variable, status);
		if (code == SVY_OK)
			code = svy_recode_know(input, status);
	}
	return code;
}

static void find_ready(struct svy_recode *recode)
{
	for (size_t i = 0; i < recode->rules->n; i++) {
		struct svy_recode_rule *bound = &recode->bound[recode->order[i]];
		bound->ready = true;
		for (size_t j = 0; j < bound->rule->n_sources; j++)
			if (bound->inputs[j] >= recode->n_columns) {
				const struct svy_recode_rule *from = &recode->bound[bound->inputs[j] - recode->n_columns];
				bool known = from->rule->operation != SVY_RECODE_Z_SCORE || from->score.known;
				bound->ready = bound->ready && from->ready && known;
			}
	}
}

static enum svy_code bind(struct svy_recode *recode, const struct svy_source *source,
                          const struct svy_codebook *codebook, struct svy_status *status)
{
	enum svy_code code = name_variables(recode, source, status);
	if (code == SVY_OK)
		code = check_targets(recode, codebook, status);
	if (code == SVY_OK)
		code = svy_recode_order(recode, status);
	for (size_t i = 0; i < recode->rules->n && code == SVY_OK; i++) {
		struct svy_recode_rule *bound = &recode->bound[recode->order[i]];
		code = describe_inputs(recode, bound, codebook, status);
		if (code == SVY_OK)
			code = svy_recode_bind(recode, bound, status);
	}
	if (code == SVY_OK)
		find_ready(recode);
	return code;
}

enum svy_code svy_recode_new(const struct svy_rules *rules, const struct svy_source *source,
                             const struct svy_codebook *codebook, struct svy_recode_weight weight,
                             struct svy_recode **out, struct svy_status *status)
{
	struct svy_recode *recode = svy_array_new(1, sizeof *recode);
	if (!recode)
		return svy_fail_memory(status);
	recode->rules = rules;
	recode->n_columns = svy_source_n_columns(source);
	recode->kind = weight.kind;
	recode->weight = svy_text_copy(weight.name);
	enum svy_code code = recode->weight || !weight.name ? bind(recode, source, codebook, status)
	                                                    : svy_fail_memory(status);
	if (code == SVY_OK)
		*out = recode;
	else
		svy_recode_free(recode);
	return code;
}

/* --- rows ----------------------------------------------------------------- */

bool svy_recode_ready(const struct svy_recode *recode)
{
	for (size_t i = 0; i < recode->rules->n; i++) {
		const struct svy_recode_rule *bound = &recode->bound[i];
		if (!bound->ready || (bound->rule->operation == SVY_RECODE_Z_SCORE && !bound->score.known))
			return false;
	}
	return true;
}

void svy_recode_header(const struct svy_recode *recode, char delimiter, struct svy_text *out)
{
	for (size_t i = 0; i < svy_recode_n(recode); i++)
		recode->cells[i] = (struct svy_field){recode->variables[i].name, strlen(recode->variables[i].name)};
	svy_write_row(recode->cells, svy_recode_n(recode), delimiter, SVY_ROW_HEADER, out);
}

enum svy_code svy_recode_rows(struct svy_recode *recode, const struct svy_block *block, const double *weights,
                              char delimiter, struct svy_text *out, struct svy_status *status)
{
	for (size_t i = 0; i < block->n_rows; i++) {
		memcpy(recode->cells, block->fields + i * block->n_columns, recode->n_columns * sizeof *recode->cells);
		for (size_t j = 0; j < recode->rules->n; j++) {
			struct svy_recode_rule *bound = &recode->bound[recode->order[j]];
			enum svy_code code = SVY_OK;
			if (bound->ready)
				code = svy_recode_cell(recode, bound, block->lines[i], weights ? weights[i] : 1, status);
			if (code != SVY_OK)
				return code;
		}
		if (out)
			svy_write_row(recode->cells, svy_recode_n(recode), delimiter, SVY_ROW_DATA, out);
	}
	recode->rows += block->n_rows;
	return out && out->failed ? svy_fail_memory(status) : SVY_OK;
}

/* --- the end of a pass ---------------------------------------------------- */

/* All rules that do not cover a value, in one line. */
static enum svy_code check_covered(const struct svy_recode *recode, struct svy_status *status)
{
	const struct svy_rule *first = NULL;
	struct svy_text text = {0};
	for (size_t i = 0; i < recode->rules->n; i++) {
		const struct svy_recode_rule *bound = &recode->bound[i];
		if (bound->uncovered.n == 0)
			continue;
		if (first)
			svy_text_printf(&text, "; line %zu: ", bound->rule->line);
		first = first ? first : bound->rule;
		svy_text_printf(&text, "%s does not cover these values of %s: ", bound->rule->target,
		                bound->rule->sources[0]);
		svy_recode_uncovered_list(&bound->uncovered, &text);
	}
	char *message = svy_text_take(&text);
	enum svy_code code = message ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK && first)
		code = svy_fail_at(status, SVY_EINPUT, svy_rules_place(recode->rules, first->line, SVY_RULES_FROM), "%s",
		                   message);
	free(message);
	return code;
}

static void note_score(struct svy_recode *recode, const struct svy_recode_rule *bound)
{
	char mean[SVY_NUMBER_SIZE], sd[SVY_NUMBER_SIZE];
	svy_number_shortest(bound->score.mean, mean);
	svy_number_shortest(bound->score.sd, sd);
	const char *weight = recode->kind == SVY_WEIGHT_SAMPLING    ? ", sampling weight "
	                     : recode->kind == SVY_WEIGHT_FREQUENCY ? ", frequency weight "
	                                                            : "";
	svy_notes_add(&recode->notes, "%s: mean %s and standard deviation %s of %" PRIu64 " valid rows%s%s",
	              bound->rule->target, mean, sd, bound->score.spread.n, weight, *weight ? recode->weight : "");
}

static enum svy_code end_score(struct svy_recode *recode, struct svy_recode_rule *bound, struct svy_status *status)
{
	struct svy_recode_score *score = &bound->score;
	struct svy_spread_of of;
	if (score->known)
		return SVY_OK;
	svy_spread_finish(&score->spread, &of);
	score->known = true;
	score->mean = of.mean;
	score->sd = svy_spread_sd(&score->spread, recode->kind == SVY_WEIGHT_FREQUENCY);
	/* Without a valid row there is nothing to divide. */
	if (score->n_valid && !isfinite(score->sd))
		return svy_fail_at(status, SVY_EINPUT, svy_rules_place(recode->rules, bound->rule->line, SVY_RULES_SOURCE),
		                   "%s: the %" PRIu64 " valid rows of %s have no standard deviation: z-score needs two values "
		                   "that differ",
		                   bound->rule->target, score->n_valid, bound->rule->sources[0]);
	if (score->spread.n)
		note_score(recode, bound);
	return SVY_OK;
}

enum svy_code svy_recode_pass(struct svy_recode *recode, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	if (recode->has_passed && recode->rows != recode->rows_before)
		return svy_fail(status, SVY_EIO, "%s changed while it was read", recode->path);
	code = check_covered(recode, status);
	for (size_t i = 0; i < recode->rules->n && code == SVY_OK; i++)
		if (recode->bound[i].ready && recode->bound[i].rule->operation == SVY_RECODE_Z_SCORE)
			code = end_score(recode, &recode->bound[i], status);
	recode->has_passed = true;
	recode->rows_before = recode->rows;
	recode->rows = 0;
	find_ready(recode);
	return code;
}

const struct svy_notes *svy_recode_notes(const struct svy_recode *recode)
{
	return &recode->notes;
}

/* --- release -------------------------------------------------------------- */

static void clear_bound(struct svy_recode_rule *bound)
{
	for (size_t i = 0; bound->choice && i < bound->rule->n_sources; i++)
		svy_dictionary_free(bound->choice[i]);
	svy_recode_uncovered_clear(&bound->uncovered);
	free(bound->choice);
	free(bound->inputs);
}

void svy_recode_free(struct svy_recode *recode)
{
	if (!recode)
		return;
	for (size_t i = 0; recode->variables && i < svy_recode_n(recode); i++) {
		svy_variable_clear(&recode->variables[i].variable);
		svy_dictionary_free(recode->variables[i].known);
		free(recode->variables[i].name);
	}
	for (size_t i = 0; recode->bound && i < recode->rules->n; i++)
		if (recode->bound[i].rule)
			clear_bound(&recode->bound[i]);
	svy_notes_clear(&recode->notes);
	free(recode->variables);
	free(recode->bound);
	free(recode->order);
	free(recode->cells);
	free(recode->weight);
	free(recode->path);
	free(recode);
}
