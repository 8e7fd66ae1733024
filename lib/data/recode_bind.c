/* The target of each rule: its categories, its missing values and what becomes what. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "data/recode_internal.h"
#include "data/rules_internal.h"

/* What a function here works on. */
struct binding {
	struct svy_recode *recode;
	struct svy_recode_rule *bound;
	const struct svy_rule *rule;
	struct svy_variable *target;
	struct svy_status *status;
};

static struct svy_variable *input_of(const struct binding *b, size_t i)
{
	return &b->recode->variables[b->bound->inputs[i]].variable;
}

static struct svy_place place_of(const struct binding *b, size_t line, enum svy_rules_column column)
{
	return svy_rules_place(b->recode->rules, line, column);
}

bool svy_recode_keeps(const struct svy_rule *rule)
{
	return rule->operation <= SVY_RECODE_BIN || rule->operation == SVY_RECODE_COPY ||
	       (rule->operation == SVY_RECODE_REVERSE && !*rule->rows[0].from_text);
}

/* --- building a variable -------------------------------------------------- */

static enum svy_code add_category(const struct binding *b, const char *value, const char *label)
{
	struct svy_variable *v = b->target;
	if (!svy_array_reserve(&v->categories, &v->category_capacity, v->n_categories + 1, sizeof *v->categories))
		return svy_fail_memory(b->status);
	struct svy_category made = {svy_text_copy(value), svy_text_copy(label)};
	v->categories[v->n_categories++] = made;
	v->declared = true;
	return made.value && made.label ? SVY_OK : svy_fail_memory(b->status);
}

static const struct svy_missing_value *find_missing(const struct svy_variable *v, const char *value)
{
	for (size_t i = 0; i < v->n_missing; i++)
		if (strcmp(v->missing[i].value, value) == 0)
			return &v->missing[i];
	return NULL;
}

/* Once each. */
static enum svy_code add_missing(const struct binding *b, const char *value, const char *label, enum svy_reason reason)
{
	struct svy_variable *v = b->target;
	if (find_missing(v, value))
		return SVY_OK;
	if (!svy_array_reserve(&v->missing, &v->missing_capacity, v->n_missing + 1, sizeof *v->missing))
		return svy_fail_memory(b->status);
	struct svy_missing_value made = {svy_text_copy(value), svy_text_copy(label), reason};
	v->missing[v->n_missing++] = made;
	return made.value && made.label ? SVY_OK : svy_fail_memory(b->status);
}

/* --- values named in `from` ----------------------------------------------- */

static enum svy_code fail_unknown(const struct binding *b, const struct svy_rule_row *row,
                                  const struct svy_variable *source, const char *text)
{
	const char **known = svy_array_new(2 * source->n_categories + source->n_missing, sizeof *known);
	size_t n = 0;
	if (!known)
		return svy_fail_memory(b->status);
	for (size_t i = 0; i < source->n_categories; i++) {
		known[n++] = source->categories[i].label;
		known[n++] = source->categories[i].value;
	}
	for (size_t i = 0; i < source->n_missing; i++)
		known[n++] = source->missing[i].value;
	const char *nearest = svy_text_nearest(text, known, n);
	enum svy_code code = svy_fail_at(b->status, SVY_EINPUT, place_of(b, row->line, SVY_RULES_FROM),
	                                 "%s has no category \"%s\" in the codebook%s%s%s", source->name, text,
	                                 nearest ? " (did you mean \"" : "", nearest ? nearest : "",
	                                 nearest ? "\"?)" : "");
	free(known);
	return code;
}

/* The value that a text of `from` means: a category or missing value, a label of
 * one, or where the categories are open the text itself.  NULL: none. */
static const char *resolve(const struct svy_variable *source, const char *text)
{
	size_t at = svy_variable_find(source, text);
	if (at != SIZE_MAX && strcmp(source->categories[at].value, text) == 0)
		return source->categories[at].value;
	if (find_missing(source, text))
		return text;
	if (at != SIZE_MAX)
		return source->categories[at].value;
	for (size_t i = 0; i < source->n_missing; i++)
		if (strcmp(source->missing[i].label, text) == 0)
			return source->missing[i].value;
	return source->declared ? NULL : text;
}

/* Which of the categories with this label is meant? */
static bool is_ambiguous(const struct svy_variable *source, const char *text)
{
	size_t n = 0;
	for (size_t i = 0; i < source->n_categories; i++) {
		if (strcmp(source->categories[i].value, text) == 0)
			return false;
		n += strcmp(source->categories[i].label, text) == 0;
	}
	return n > 1;
}

static enum svy_code choose_value(const struct binding *b, size_t input, size_t i, const char *text, bool *known)
{
	const struct svy_rule_row *row = &b->rule->rows[i];
	const char *value = resolve(input_of(b, input), text);
	struct svy_dictionary *choice = b->bound->choice[input];
	int32_t before;
	if (is_ambiguous(input_of(b, input), text))
		return svy_fail_at(b->status, SVY_EINPUT, place_of(b, row->line, SVY_RULES_FROM),
		                   "\"%s\" is the label of several categories of %s: name the value", text,
		                   input_of(b, input)->name);
	if (!value)
		return SVY_OK;
	*known = true;
	if (svy_dictionary_find(choice, value, strlen(value), &before))
		return svy_fail_at(b->status, SVY_EINPUT, place_of(b, row->line, SVY_RULES_FROM),
		                   "\"%s\" is there already, in line %zu", text, b->rule->rows[before].line);
	return svy_dictionary_add(choice, value, strlen(value), (int32_t)i) ? SVY_OK : svy_fail_memory(b->status);
}

/* Of several items one may lack a value that the others have. */
static enum svy_code choose_everywhere(const struct binding *b, size_t i, const char *text)
{
	enum svy_code code = SVY_OK;
	bool known = false;
	for (size_t input = 0; input < b->rule->n_sources && code == SVY_OK; input++)
		code = choose_value(b, input, i, text, &known);
	return code == SVY_OK && !known ? fail_unknown(b, &b->rule->rows[i], input_of(b, 0), text) : code;
}

static enum svy_code bind_choices(const struct binding *b)
{
	enum svy_code code = SVY_OK;
	b->bound->choice = svy_array_new(b->rule->n_sources, sizeof *b->bound->choice);
	if (!b->bound->choice)
		return svy_fail_memory(b->status);
	for (size_t input = 0; input < b->rule->n_sources; input++)
		if (!(b->bound->choice[input] = svy_dictionary_new()))
			return svy_fail_memory(b->status);
	for (size_t i = 0; i < b->rule->n_rows; i++)
		for (size_t j = 0; j < b->rule->rows[i].n_from && code == SVY_OK; j++)
			code = choose_everywhere(b, i, b->rule->rows[i].from[j]);
	return code;
}

static bool is_chosen(const struct binding *b, size_t input, const char *value)
{
	int32_t row;
	return svy_dictionary_find(b->bound->choice[input], value, strlen(value), &row);
}

/* --- missing answers ------------------------------------------------------ */

/* The missing values of the source, but those that `from` names. */
static enum svy_code keep_missing(const struct binding *b)
{
	const struct svy_variable *source = input_of(b, 0);
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < source->n_missing && code == SVY_OK; i++)
		if (!is_chosen(b, 0, source->missing[i].value))
			code = add_missing(b, source->missing[i].value, source->missing[i].label, source->missing[i].reason);
	return code;
}

/* The reasons that the items can have, as cells. */
static enum svy_code gather_reasons(const struct binding *b)
{
	bool there[SVY_N_REASONS] = {false};
	enum svy_code code = SVY_OK;
	for (size_t input = 0; input < b->rule->n_sources; input++)
		for (size_t i = 0; i < input_of(b, input)->n_missing; i++) {
			const struct svy_missing_value *missing = &input_of(b, input)->missing[i];
			there[missing->reason] = there[missing->reason] || !is_chosen(b, input, missing->value);
		}
	for (int reason = 0; reason < SVY_N_REASONS && code == SVY_OK; reason++)
		if (there[reason])
			code = add_missing(b, svy_reason_cell((enum svy_reason)reason), svy_reason_name((enum svy_reason)reason),
			                   (enum svy_reason)reason);
	return code;
}

/* --- map, collapse, bin --------------------------------------------------- */

static enum svy_code add_missing_row(const struct binding *b, const struct svy_rule_row *row)
{
	const struct svy_missing_value *there = find_missing(b->target, row->to);
	if (there && there->reason != row->reason)
		return svy_fail_at(b->status, SVY_EINPUT, place_of(b, row->line, SVY_RULES_MISSING),
		                   "\"%s\" is missing in %s already, for the reason %s", row->to, input_of(b, 0)->name,
		                   svy_reason_name(there->reason));
	return add_missing(b, row->to, row->label, row->reason);
}

static enum svy_code add_category_row(const struct binding *b, const struct svy_rule_row *row)
{
	const struct svy_missing_value *kept = find_missing(b->target, row->to);
	if (kept)
		return svy_fail_at(b->status, SVY_EINPUT, place_of(b, row->line, SVY_RULES_TO),
		                   "\"%s\" is a missing value of %s (%s), which is carried over: choose another value", row->to,
		                   input_of(b, 0)->name, svy_reason_name(kept->reason));
	for (size_t i = 0; i < b->target->n_categories; i++)
		if (strcmp(b->target->categories[i].value, row->to) == 0)
			return SVY_OK;
	return add_category(b, row->to, row->label);
}

/* A whole number as it is usually written. */
static bool is_whole(const char *text)
{
	size_t sign = *text == '-', digits = strspn(text + sign, "0123456789");
	return digits > 0 && digits < 16 && !text[sign + digits] && (text[sign] != '0' || (digits == 1 && !sign));
}

static enum svy_code bind_map(const struct binding *b)
{
	enum svy_code code = keep_missing(b);
	bool whole = true;
	for (size_t i = 0; i < b->rule->n_rows && code == SVY_OK; i++) {
		const struct svy_rule_row *row = &b->rule->rows[i];
		code = row->is_missing ? SVY_OK : add_category_row(b, row);
	}
	for (size_t i = 0; i < b->rule->n_rows && code == SVY_OK; i++)
		if (b->rule->rows[i].is_missing)
			code = add_missing_row(b, &b->rule->rows[i]);
	for (size_t i = 0; i < b->target->n_categories; i++)
		whole = whole && is_whole(b->target->categories[i].value);
	b->target->type = whole && b->target->n_categories ? SVY_INTEGER : SVY_STRING;
	b->target->ordered = b->rule->ordered && b->target->declared;
	return code;
}

/* --- reverse -------------------------------------------------------------- */

static bool are_numbers(const struct svy_variable *v)
{
	double x;
	for (size_t i = 0; i < v->n_categories; i++)
		if (!svy_number_parse(v->categories[i].value, strlen(v->categories[i].value), &x))
			return false;
	return true;
}

/* Numbers change places and each label goes with its answer; other values stay, and
 * their order is turned round. */
static enum svy_code reverse_categories(const struct binding *b)
{
	const struct svy_variable *source = input_of(b, 0);
	size_t n = source->n_categories;
	bool numbers = are_numbers(source);
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < n && code == SVY_OK; i++) {
		const struct svy_category *mirror = &source->categories[n - 1 - i], *own = &source->categories[i];
		bool labelled = strcmp(mirror->label, mirror->value) != 0;
		code = numbers ? add_category(b, own->value, labelled ? mirror->label : own->value)
		               : add_category(b, mirror->value, mirror->label);
	}
	b->target->ordered = true;
	return code == SVY_OK ? keep_missing(b) : code;
}

static enum svy_code bind_reverse(const struct binding *b)
{
	const struct svy_variable *source = input_of(b, 0);
	const struct svy_rule_row *row = &b->rule->rows[0];
	b->target->type = source->type;
	if (*row->from_text && source->declared)
		return svy_fail_at(b->status, SVY_EINPUT, place_of(b, row->line, SVY_RULES_FROM),
		                   "%s has categories in the codebook: leave from empty", source->name);
	if (*row->from_text) {
		b->target->type = source->type == SVY_INTEGER ? SVY_INTEGER : SVY_NUMBER;
		return gather_reasons(b);
	}
	if (!source->ordered)
		return svy_fail_at(b->status, SVY_EINPUT, place_of(b, row->line, SVY_RULES_SOURCE),
		                   "%s has no ordered categories (categoriesOrdered in the codebook): for numbers give the "
		                   "lowest and the highest in from, such as [1,5]",
		                   source->name);
	return reverse_categories(b);
}

/* --- copy, first-of ------------------------------------------------------- */

static enum svy_code bind_copy(const struct binding *b)
{
	struct svy_variable copy;
	enum svy_code code = svy_variable_copy(&copy, input_of(b, 0), b->status);
	if (code != SVY_OK)
		return code;
	free(copy.name);
	copy.name = b->target->name;
	if (*b->rule->title) {
		free(copy.title);
		copy.title = b->target->title;
	} else {
		free(b->target->title);
	}
	*b->target = copy;
	return SVY_OK;
}

/* Categories of all sources; a value may not mean two things. */
static enum svy_code join_categories(const struct binding *b, const struct svy_variable *source)
{
	for (size_t i = 0; i < source->n_categories; i++) {
		const struct svy_category *category = &source->categories[i];
		size_t at = 0;
		while (at < b->target->n_categories && strcmp(b->target->categories[at].value, category->value) != 0)
			at++;
		if (at == b->target->n_categories) {
			enum svy_code code = add_category(b, category->value, category->label);
			if (code != SVY_OK)
				return code;
		} else if (strcmp(b->target->categories[at].label, category->label) != 0) {
			return svy_fail_at(b->status, SVY_EINPUT, place_of(b, b->rule->line, SVY_RULES_SOURCE),
			                   "\"%s\" is \"%s\" in one source and \"%s\" in %s: map them to the same first",
			                   category->value, b->target->categories[at].label, category->label, source->name);
		}
	}
	return SVY_OK;
}

static bool same_order(const struct svy_variable *a, const struct svy_variable *b)
{
	bool same = a->ordered && b->ordered && a->n_categories == b->n_categories;
	for (size_t i = 0; same && i < a->n_categories; i++)
		same = strcmp(a->categories[i].value, b->categories[i].value) == 0;
	return same;
}

static enum svy_code bind_first_of(const struct binding *b)
{
	const struct svy_variable *first = input_of(b, 0);
	enum svy_code code = gather_reasons(b);
	b->target->type = first->type;
	b->target->ordered = first->ordered;
	for (size_t i = 0; i < b->rule->n_sources && code == SVY_OK; i++) {
		const struct svy_variable *source = input_of(b, i);
		if (source->declared != first->declared)
			return svy_fail_at(b->status, SVY_EINPUT, place_of(b, b->rule->line, SVY_RULES_SOURCE),
			                   "%s has categories in the codebook and %s has none",
			                   first->declared ? first->name : source->name,
			                   first->declared ? source->name : first->name);
		if (source->type != first->type)
			b->target->type = SVY_STRING;
		b->target->ordered = b->target->ordered && same_order(first, source);
		code = join_categories(b, source);
	}
	for (size_t i = 0; i < b->target->n_categories && code == SVY_OK; i++)
		if (find_missing(b->target, b->target->categories[i].value))
			return svy_fail_at(b->status, SVY_EINPUT, place_of(b, b->rule->line, SVY_RULES_SOURCE),
			                   "the category \"%s\" would be read as a missing answer", b->target->categories[i].value);
	return code;
}

/* --- the rest ------------------------------------------------------------- */

static enum svy_code add_numbered(const struct binding *b, int first, const char *const *labels, int n)
{
	enum svy_code code = SVY_OK;
	for (int i = 0; i < n && code == SVY_OK; i++) {
		char *value = svy_text_format("%d", first + i);
		code = value ? add_category(b, value, labels[i]) : svy_fail_memory(b->status);
		free(value);
	}
	return code;
}

static enum svy_code bind_computed(const struct binding *b)
{
	static const char *const ANSWERS[] = {"no", "yes"};
	static const char *const MONTHS[] = {"January", "February", "March",     "April",   "May",      "June",
	                                     "July",    "August",   "September", "October", "November", "December"};
	static const char *const DAYS[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
	static const char *const QUARTERS[] = {"January to March", "April to June", "July to September",
	                                       "October to December"};
	enum svy_code code = gather_reasons(b);
	b->target->type = SVY_INTEGER;
	if (code != SVY_OK)
		return code;
	switch (b->rule->operation) {
	case SVY_RECODE_ANY_OF:
	case SVY_RECODE_ALL_OF: return add_numbered(b, 0, ANSWERS, 2);
	case SVY_RECODE_MONTH: return add_numbered(b, 1, MONTHS, 12);
	case SVY_RECODE_WEEKDAY: return add_numbered(b, 1, DAYS, 7);
	case SVY_RECODE_QUARTER: return add_numbered(b, 1, QUARTERS, 4);
	case SVY_RECODE_COUNT:
	case SVY_RECODE_DIFFERENCE_DAYS:
	case SVY_RECODE_YEAR:
	case SVY_RECODE_DAY: return SVY_OK;
	default: b->target->type = SVY_NUMBER; return SVY_OK;
	}
}

static enum svy_code bind_operation(const struct binding *b)
{
	switch (b->rule->operation) {
	case SVY_RECODE_MAP:
	case SVY_RECODE_COLLAPSE:
	case SVY_RECODE_BIN: return bind_map(b);
	case SVY_RECODE_REVERSE: return bind_reverse(b);
	case SVY_RECODE_COPY: return bind_copy(b);
	case SVY_RECODE_FIRST_OF: return bind_first_of(b);
	default: return bind_computed(b);
	}
}

static enum svy_code check_inputs(const struct binding *b)
{
	for (size_t i = 0; i < b->rule->n_sources; i++)
		if (input_of(b, i)->type == SVY_LIST && b->rule->operation != SVY_RECODE_COPY)
			return svy_fail_at(b->status, SVY_EINPUT, place_of(b, b->rule->line, SVY_RULES_SOURCE),
			                   "%s holds lists of answers (type list), which %s cannot take yet", input_of(b, i)->name,
			                   svy_operation_name(b->rule->operation));
		else if (input_of(b, i)->type == SVY_DATE && b->rule->operation == SVY_RECODE_DIFFERENCE)
			return svy_fail_at(b->status, SVY_EINPUT, place_of(b, b->rule->line, SVY_RULES_OPERATION),
			                   "%s holds dates (did you mean difference-days?)", input_of(b, i)->name);
	return SVY_OK;
}

enum svy_code svy_recode_bind(struct svy_recode *recode, struct svy_recode_rule *bound, struct svy_status *status)
{
	struct svy_recode_variable *made = &recode->variables[bound->target];
	const struct binding b = {recode, bound, bound->rule, &made->variable, status};
	const char *title = *bound->rule->title ? bound->rule->title : bound->rule->target;
	made->variable.name = svy_text_copy(bound->rule->target);
	made->variable.title = svy_text_copy(title);
	enum svy_code code = made->variable.name && made->variable.title ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK)
		code = check_inputs(&b);
	if (code == SVY_OK)
		code = bind_choices(&b);
	if (code == SVY_OK)
		code = bind_operation(&b);
	return code == SVY_OK ? svy_recode_know(made, status) : code;
}
