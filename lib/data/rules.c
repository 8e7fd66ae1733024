#include "data/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"
#include "data/domain.h"
#include "data/rules_internal.h"
#include "data/source.h"

static const char *const COLUMNS[SVY_RULES_COLUMNS] = {"target",  "operation", "source",  "from",  "to",    "label",
                                                       "missing", "ordered",   "minimum", "title", "reason"};

/* One row of the file while it is read: copies of its fields, "" where there is none. */
struct reading {
	struct svy_rules *rules;
	size_t line;
	char *field[SVY_RULES_COLUMNS];
	struct svy_status *status;
};

struct svy_place svy_rules_place(const struct svy_rules *rules, size_t line, enum svy_rules_column column)
{
	return (struct svy_place){rules->path, line, rules->column[column]};
}

static enum svy_code SVY_PRINTF(3, 4)
	fail_field(const struct reading *r, enum svy_rules_column column, const char *format, ...)
{
	struct svy_text text = {0};
	va_list arguments;
	va_start(arguments, format);
	svy_text_vprintf(&text, format, arguments);
	va_end(arguments);
	char *message = svy_text_take(&text);
	if (!message)
		return svy_fail_memory(r->status);
	enum svy_code code =
		svy_fail_at(r->status, SVY_EINPUT, svy_rules_place(r->rules, r->line, column), "%s", message);
	free(message);
	return code;
}

/* --- a rule --------------------------------------------------------------- */

/* The first row of a target without an operation: new, or another one misspelt. */
static enum svy_code fail_unnamed(const struct reading *r)
{
	const struct svy_rules *rules = r->rules;
	const char *target = r->field[SVY_RULES_TARGET];
	const char **names = svy_array_new(rules->n, sizeof *names);
	if (!names)
		return svy_fail_memory(r->status);
	for (size_t i = 0; i < rules->n; i++)
		names[i] = rules->list[i].target;
	const char *nearest = svy_text_nearest(target, names, rules->n - 1); /* the last is this one */
	enum svy_code code =
		nearest ? fail_field(r, SVY_RULES_TARGET, "there is no target \"%s\" above (did you mean \"%s\"?)", target,
	                         nearest)
				: fail_field(r, SVY_RULES_OPERATION, "the first row of %s names no operation, such as map or bin",
	                         target);
	free(names);
	return code;
}

static enum svy_code read_operation(const struct reading *r, enum svy_operation *out)
{
	const char *names[SVY_N_OPERATIONS], *name = r->field[SVY_RULES_OPERATION];
	for (int i = 0; i < SVY_N_OPERATIONS; i++) {
		names[i] = svy_operation_name((enum svy_operation)i);
		if (strcmp(name, names[i]) == 0) {
			*out = (enum svy_operation)i;
			return SVY_OK;
		}
	}
	if (!*name)
		return fail_unnamed(r);
	const char *nearest = svy_text_nearest(name, names, SVY_N_OPERATIONS);
	return nearest ? fail_field(r, SVY_RULES_OPERATION, "there is no operation \"%s\" (did you mean \"%s\"?)", name,
	                            nearest)
	               : fail_field(r, SVY_RULES_OPERATION,
	                            "there is no operation \"%s\": map, collapse, bin, reverse, copy, count, sum, mean, "
	                            "any-of, all-of, first-of, z-score, difference, difference-days, year, month, day, "
	                            "weekday or quarter",
	                            name);
}

/* A list, whose mistakes get the place of the field. */
static enum svy_code split_field(const struct reading *r, enum svy_rules_column column, char ***items, size_t *n)
{
	struct svy_status own = {0};
	enum svy_code code = svy_list_split(r->field[column], items, n, &own);
	if (code == SVY_EUSAGE)
		code = fail_field(r, column, "%s: %s", COLUMNS[column], svy_status_text(&own));
	else if (code != SVY_OK)
		code = svy_fail_memory(r->status);
	svy_status_clear(&own);
	return code;
}

static enum svy_code read_sources(const struct reading *r, struct svy_rule *rule)
{
	const struct svy_operation_form *form = svy_operation_form(rule->operation);
	enum svy_code code = split_field(r, SVY_RULES_SOURCE, &rule->sources, &rule->n_sources);
	if (code != SVY_OK)
		return code;
	if (rule->n_sources < form->least_sources || rule->n_sources > form->most_sources)
		return fail_field(r, SVY_RULES_SOURCE, "%s takes %s, not %zu%s", form->name,
		                  form->most_sources == 1   ? "one column"
		                  : form->most_sources == 2 ? "two columns, \"a,b\" for a - b"
		                                            : "columns with commas between",
		                  rule->n_sources,
		                  rule->n_sources > 1 ? " (a name with a comma stands in double quotes)" : "");
	for (size_t i = 0; i < rule->n_sources; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(rule->sources[i], rule->sources[j]) == 0)
				return fail_field(r, SVY_RULES_SOURCE, "\"%s\" is named twice", rule->sources[i]);
	return SVY_OK;
}

static struct svy_rule *find_rule(const struct svy_rules *rules, const char *target)
{
	for (size_t i = 0; i < rules->n; i++)
		if (strcmp(rules->list[i].target, target) == 0)
			return &rules->list[i];
	return NULL;
}

static enum svy_code start_rule(const struct reading *r, struct svy_rule **out)
{
	struct svy_rules *rules = r->rules;
	if (!svy_array_reserve(&rules->list, &rules->room, rules->n + 1, sizeof *rules->list))
		return svy_fail_memory(r->status);
	struct svy_rule *rule = &rules->list[rules->n++];
	*rule = (struct svy_rule){.line = r->line,
	                          .target = svy_text_copy(r->field[SVY_RULES_TARGET]),
	                          .title = svy_text_copy(""),
	                          .reason = svy_text_copy("")};
	*out = rule;
	if (!rule->target || !rule->title || !rule->reason)
		return svy_fail_memory(r->status);
	enum svy_code code = read_operation(r, &rule->operation);
	if (code == SVY_OK)
		code = read_sources(r, rule);
	rule->ordered = rule->operation == SVY_RECODE_BIN;
	return code;
}

/* Later rows may leave operation and source blank or say the same again. */
static enum svy_code check_same(const struct reading *r, const struct svy_rule *rule)
{
	char **sources;
	size_t n;
	const char *operation = r->field[SVY_RULES_OPERATION];
	if (*operation && strcmp(operation, svy_operation_name(rule->operation)) != 0)
		return fail_field(r, SVY_RULES_OPERATION, "%s is made by %s in line %zu, and here by \"%s\"", rule->target,
		                  svy_operation_name(rule->operation), rule->line, operation);
	enum svy_code code = split_field(r, SVY_RULES_SOURCE, &sources, &n);
	if (code != SVY_OK)
		return code;
	bool same = n == 0 || n == rule->n_sources;
	for (size_t i = 0; i < n && same; i++)
		same = strcmp(sources[i], rule->sources[i]) == 0;
	svy_list_free(sources, n);
	return same ? SVY_OK
	            : fail_field(r, SVY_RULES_SOURCE, "%s has another source in line %zu", rule->target, rule->line);
}

/* Text of the whole rule, said once, or the same each time. */
static enum svy_code take_said(const struct reading *r, enum svy_rules_column column, const struct svy_rule *rule,
                               char **text)
{
	const char *said = r->field[column];
	if (!*said || strcmp(said, *text) == 0)
		return SVY_OK;
	if (**text)
		return fail_field(r, column, "%s has another %s in an earlier row", rule->target, COLUMNS[column]);
	free(*text);
	*text = svy_text_copy(said);
	return *text ? SVY_OK : svy_fail_memory(r->status);
}

static enum svy_code take_ordered(const struct reading *r, struct svy_rule *rule)
{
	const char *said = r->field[SVY_RULES_ORDERED];
	if (!*said)
		return SVY_OK;
	if (strcmp(said, "yes") != 0 && strcmp(said, "no") != 0)
		return fail_field(r, SVY_RULES_ORDERED, "ordered: say yes or no, not \"%s\"", said);
	bool ordered = *said == 'y';
	if (rule->n_rows && ordered != rule->ordered)
		return fail_field(r, SVY_RULES_ORDERED, "say in the first row of %s (line %zu) whether it is ordered",
		                  rule->target, rule->line);
	rule->ordered = ordered;
	return SVY_OK;
}

static enum svy_code take_minimum(const struct reading *r, struct svy_rule *rule)
{
	const char *said = r->field[SVY_RULES_MINIMUM];
	uint64_t minimum;
	if (!*said)
		return SVY_OK;
	if (!svy_number_parse_count(said, strlen(said), &minimum) || minimum < 1 || minimum > rule->n_sources)
		return fail_field(r, SVY_RULES_MINIMUM, "minimum: say how many of the %zu items must be valid, not \"%s\"",
		                  rule->n_sources, said);
	rule->minimum = (size_t)minimum;
	return SVY_OK;
}

/* --- a row ---------------------------------------------------------------- */

/* What the operation has no use for must be empty, or it would be a silent mistake. */
static enum svy_code check_blank(const struct reading *r, const struct svy_rule *rule)
{
	const struct svy_operation_form *form = svy_operation_form(rule->operation);
	static const enum svy_rules_column OF_MAPS[] = {SVY_RULES_TO, SVY_RULES_LABEL, SVY_RULES_MISSING,
	                                                SVY_RULES_ORDERED};
	if (form->from == SVY_FROM_NONE && *r->field[SVY_RULES_FROM])
		return fail_field(r, SVY_RULES_FROM, "%s takes nothing in from", form->name);
	for (size_t i = 0; !form->maps && i < sizeof OF_MAPS / sizeof *OF_MAPS; i++)
		if (*r->field[OF_MAPS[i]])
			return fail_field(r, OF_MAPS[i], "%s takes nothing in %s", form->name, COLUMNS[OF_MAPS[i]]);
	if (!form->has_minimum && *r->field[SVY_RULES_MINIMUM])
		return fail_field(r, SVY_RULES_MINIMUM, "%s takes nothing in minimum", form->name);
	if (!form->maps && rule->n_rows)
		return fail_field(r, SVY_RULES_TARGET, "%s is there already, in line %zu: %s takes one row", rule->target,
		                  rule->line, form->name);
	return SVY_OK;
}

static enum svy_code read_from(const struct reading *r, const struct svy_rule *rule, struct svy_rule_row *row)
{
	const struct svy_operation_form *form = svy_operation_form(rule->operation);
	const char *text = r->field[SVY_RULES_FROM];
	if (form->from == SVY_FROM_NONE || (form->from == SVY_FROM_BOUNDS && !*text))
		return SVY_OK;
	if (form->from == SVY_FROM_INTERVAL || form->from == SVY_FROM_BOUNDS) {
		if (!svy_range_parse(text, &row->range))
			return fail_field(r, SVY_RULES_FROM,
			                  "\"%s\" is no interval from low to high: write [18,35) for 18 and more and less than 35, "
			                  "(-Inf,18) for less than 18, [65,Inf) for 65 and more",
			                  text);
		if (form->from == SVY_FROM_BOUNDS && !(row->range.low_closed && row->range.high_closed))
			return fail_field(r, SVY_RULES_FROM, "reverse takes the lowest and the highest value, such as [1,5]");
		return SVY_OK;
	}
	enum svy_code code = split_field(r, SVY_RULES_FROM, &row->from, &row->n_from);
	if (code == SVY_OK && row->n_from == 0)
		code = fail_field(r, SVY_RULES_FROM, "from is empty: name a value; the empty cell is written \"\"");
	if (code == SVY_OK && form->from == SVY_FROM_ONE && row->n_from > 1)
		code = fail_field(r, SVY_RULES_FROM,
		                  "map takes one value in a row: collapse puts several together, and a value with a comma "
		                  "stands in double quotes");
	return code;
}

static enum svy_code read_to(const struct reading *r, const struct svy_rule *rule, struct svy_rule_row *row)
{
	const char *reason = r->field[SVY_RULES_MISSING], *to = r->field[SVY_RULES_TO], *label = r->field[SVY_RULES_LABEL];
	row->is_missing = *reason != '\0';
	if (row->is_missing && !svy_reason_from_name(reason, &row->reason))
		return fail_field(r, SVY_RULES_MISSING,
		                  "\"%s\" is no reason of a missing answer: no-answer, refused, dont-know, not-asked or "
		                  "not-coded",
		                  reason);
	if (!*to && row->is_missing)
		to = svy_reason_cell(row->reason);
	else if (!*to && svy_operation_form(rule->operation)->maps)
		return fail_field(r, SVY_RULES_TO,
		                  "to is empty: name the value of %s, or in the column missing the reason of a missing one",
		                  rule->target);
	for (size_t i = 0; i < rule->n_rows && !*label; i++)
		if (strcmp(rule->rows[i].to, to) == 0)
			label = rule->rows[i].label; /* said once for all rows that lead there */
	row->to = svy_text_copy(to);
	row->label = svy_text_copy(*label ? label : *to ? to : row->is_missing ? svy_reason_name(row->reason) : "");
	return row->to && row->label ? SVY_OK : svy_fail_memory(r->status);
}

static void clear_row(struct svy_rule_row *row)
{
	svy_list_free(row->from, row->n_from);
	free(row->from_text);
	free(row->to);
	free(row->label);
}

static enum svy_code add_row(const struct reading *r, struct svy_rule *rule)
{
	struct svy_rule_row row = {.line = r->line, .from_text = svy_text_copy(r->field[SVY_RULES_FROM])};
	enum svy_code code = row.from_text ? read_from(r, rule, &row) : svy_fail_memory(r->status);
	if (code == SVY_OK)
		code = read_to(r, rule, &row);
	if (code == SVY_OK && !svy_array_reserve(&rule->rows, &rule->row_room, rule->n_rows + 1, sizeof *rule->rows))
		code = svy_fail_memory(r->status);
	if (code != SVY_OK) {
		clear_row(&row);
		return code;
	}
	rule->rows[rule->n_rows++] = row;
	return SVY_OK;
}

static enum svy_code take_row(const struct reading *r)
{
	const char *target = r->field[SVY_RULES_TARGET];
	if (!*target)
		return fail_field(r, SVY_RULES_TARGET, "the row names no target: each row does, because rows may be sorted");
	struct svy_rule *rule = find_rule(r->rules, target);
	enum svy_code code = rule ? check_same(r, rule) : start_rule(r, &rule);
	if (code == SVY_OK)
		code = check_blank(r, rule);
	if (code == SVY_OK)
		code = take_said(r, SVY_RULES_TITLE, rule, &rule->title);
	if (code == SVY_OK)
		code = take_said(r, SVY_RULES_REASON, rule, &rule->reason);
	if (code == SVY_OK)
		code = take_ordered(r, rule);
	if (code == SVY_OK)
		code = take_minimum(r, rule);
	return code == SVY_OK ? add_row(r, rule) : code;
}

/* --- the file ------------------------------------------------------------- */

static enum svy_code take_fields(struct svy_rules *rules, const struct svy_block *block, size_t i,
                                 struct svy_status *status)
{
	struct reading r = {rules, block->lines[i], {NULL}, status};
	enum svy_code code = SVY_OK;
	bool blank = true;
	for (size_t j = 0; j < SVY_RULES_COLUMNS; j++) {
		const struct svy_field none = {"", 0};
		const struct svy_field *field =
			rules->column[j] ? &block->fields[i * block->n_columns + rules->column[j] - 1] : &none;
		r.field[j] = svy_text_copy_n(field->text, field->length);
		blank = blank && field->length == 0;
		if (!r.field[j])
			code = svy_fail_memory(status);
	}
	if (code == SVY_OK && !blank) /* spreadsheets leave rows of commas */
		code = take_row(&r);
	for (size_t j = 0; j < SVY_RULES_COLUMNS; j++)
		free(r.field[j]);
	return code;
}

static enum svy_code take_block(void *context, const struct svy_block *block, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < block->n_rows && code == SVY_OK; i++)
		code = take_fields(context, block, i, status);
	return code;
}

static size_t find_name(const struct svy_source *source, const char *name)
{
	for (size_t i = 0; i < svy_source_n_columns(source); i++)
		if (strcmp(svy_source_names(source)[i], name) == 0)
			return i + 1;
	return 0;
}

/* Other columns are for people, unless they look like one of ours misspelt. */
static enum svy_code find_columns(struct svy_rules *rules, const struct svy_source *source, struct svy_status *status)
{
	static const enum svy_rules_column NEEDED[] = {SVY_RULES_TARGET, SVY_RULES_OPERATION, SVY_RULES_SOURCE,
	                                               SVY_RULES_REASON};
	const char *absent[SVY_RULES_COLUMNS];
	size_t n_absent = 0;
	for (size_t i = 0; i < SVY_RULES_COLUMNS; i++) {
		rules->column[i] = find_name(source, COLUMNS[i]);
		if (!rules->column[i])
			absent[n_absent++] = COLUMNS[i];
	}
	for (size_t i = 0; i < svy_source_n_columns(source); i++) {
		const char *name = svy_source_names(source)[i], *nearest = svy_text_nearest(name, absent, n_absent);
		bool ours = false;
		for (size_t j = 0; j < SVY_RULES_COLUMNS; j++)
			ours = ours || rules->column[j] == i + 1;
		if (!ours && nearest)
			return svy_fail_at(status, SVY_EINPUT, (struct svy_place){rules->path, 1, i + 1},
			                   "the column \"%s\" means nothing here (did you mean \"%s\"?)", name, nearest);
	}
	for (size_t i = 0; i < sizeof NEEDED / sizeof *NEEDED; i++)
		if (!rules->column[NEEDED[i]])
			return svy_fail(status, SVY_EINPUT,
			                "%s: there is no column \"%s\": rules have target, operation, source and reason, and "
			                "from, to, label, missing, ordered, minimum and title where they are needed",
			                rules->path, COLUMNS[NEEDED[i]]);
	return SVY_OK;
}

static enum svy_code read_file(struct svy_rules *rules, const char *path, struct svy_status *status)
{
	struct svy_source *source;
	enum svy_code code = svy_source_open(path, NULL, &source, status);
	if (code != SVY_OK)
		return code;
	code = find_columns(rules, source, status);
	if (code == SVY_OK)
		code = svy_source_read(source, take_block, rules, status);
	for (size_t i = 0; i < rules->n && code == SVY_OK; i++)
		code = svy_rule_finish(rules, &rules->list[i], status);
	if (code == SVY_OK && rules->n == 0)
		code = svy_fail(status, SVY_EINPUT, "%s: there is no rule in it", path);
	svy_source_free(source);
	return code;
}

enum svy_code svy_rules_read(const char *path, struct svy_rules **out, struct svy_status *status)
{
	struct svy_rules *rules = svy_array_new(1, sizeof *rules);
	if (!rules)
		return svy_fail_memory(status);
	rules->path = svy_text_copy(path);
	enum svy_code code = rules->path ? read_file(rules, path, status) : svy_fail_memory(status);
	if (code == SVY_OK)
		*out = rules;
	else
		svy_rules_free(rules);
	return code;
}

static void clear_rule(struct svy_rule *rule)
{
	for (size_t i = 0; i < rule->n_rows; i++)
		clear_row(&rule->rows[i]);
	svy_list_free(rule->sources, rule->n_sources);
	free(rule->rows);
	free(rule->target);
	free(rule->title);
	free(rule->reason);
}

void svy_rules_free(struct svy_rules *rules)
{
	if (!rules)
		return;
	for (size_t i = 0; i < rules->n; i++)
		clear_rule(&rules->list[i]);
	free(rules->list);
	free(rules->path);
	free(rules);
}
