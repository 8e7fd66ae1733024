#include "data/check.h"

#include <regex.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"
#include "data/date.h"
#include "data/dictionary.h"

/* A column while it is checked. */
struct column {
	const struct svy_variable *variable; /* NULL: not described */
	size_t number;                       /* field of the row, from 1 */
	struct svy_dictionary *known;        /* missing values (-1) and categories (0) */
	struct svy_dictionary *seen;         /* values met, with their index in seen_lines; `unique` only */
	size_t *seen_lines;
	size_t n_seen, seen_room;
	bool has_pattern;
	regex_t pattern;
};

struct checker {
	const struct svy_codebook *codebook;
	struct column *columns;
	size_t n_columns;
	struct svy_violations *out;
};

/* What is being looked at. */
struct cell {
	const struct svy_field *field;
	size_t line;
	size_t column; /* 0: no cell */
	const char *variable;
};

static enum svy_code SVY_PRINTF(5, 6)
	report(struct checker *checker, const struct cell *cell, const char *rule, struct svy_status *status,
           const char *format, ...)
{
	struct svy_violations *out = checker->out;
	struct svy_text message = {0};
	va_list arguments;
	if (!svy_array_reserve(&out->list, &out->capacity, out->n + 1, sizeof *out->list))
		return svy_fail_memory(status);
	va_start(arguments, format);
	svy_text_vprintf(&message, format, arguments);
	va_end(arguments);
	struct svy_violation *v = &out->list[out->n];
	*v = (struct svy_violation){cell->line, cell->column, svy_text_copy(cell->variable), NULL, rule,
	                            svy_text_take(&message)};
	if (cell->field)
		v->value = svy_text_copy_n(cell->field->text, cell->field->length);
	out->n++;
	return v->variable && v->message && (v->value || !cell->field) ? SVY_OK : svy_fail_memory(status);
}

/* --- types ---------------------------------------------------------------- */

static bool is_integer(const struct svy_field *field)
{
	double x;
	bool sign = field->length && (field->text[0] == '-' || field->text[0] == '+');
	for (size_t i = sign; i < field->length; i++)
		if (field->text[i] < '0' || field->text[i] > '9')
			return false;
	return svy_number_parse(field->text, field->length, &x);
}

static bool is_boolean(const struct svy_field *field)
{
	static const char *const WORDS[] = {"true", "True", "TRUE", "1", "false", "False", "FALSE", "0"};
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (strlen(WORDS[i]) == field->length && memcmp(WORDS[i], field->text, field->length) == 0)
			return true;
	return false;
}

static enum svy_code check_type(struct checker *checker, const struct column *column, const struct cell *cell,
                                bool *good, struct svy_status *status)
{
	static const char *const NAMES[] = {"string", "integer", "number", "boolean", "date", "list"};
	double x;
	struct svy_date date;
	enum svy_type type = column->variable->type;
	*good = type == SVY_INTEGER   ? is_integer(cell->field)
	        : type == SVY_NUMBER  ? svy_number_parse(cell->field->text, cell->field->length, &x)
	        : type == SVY_BOOLEAN ? is_boolean(cell->field)
	        : type == SVY_DATE    ? svy_date_parse(cell->field->text, cell->field->length, &date)
	                              : true;
	return *good ? SVY_OK : report(checker, cell, "type", status, "not of type %s", NAMES[type]);
}

/* --- categories ----------------------------------------------------------- */

static enum svy_code report_category(struct checker *checker, const struct column *column, const struct cell *cell,
                                     const char *text, size_t length, struct svy_status *status)
{
	const struct svy_variable *v = column->variable;
	const char **values = svy_array_new(v->n_categories, sizeof *values);
	char *word = svy_text_copy_n(text, length);
	if (!values || !word) {
		free(values);
		free(word);
		return svy_fail_memory(status);
	}
	for (size_t i = 0; i < v->n_categories; i++)
		values[i] = v->categories[i].value;
	const char *nearest = length <= 80 ? svy_text_nearest(word, values, v->n_categories) : NULL;
	enum svy_code code = nearest ? report(checker, cell, "category", status,
	                                      "not in the codebook (did you mean \"%s\"?)", nearest)
	                             : report(checker, cell, "category", status, "not in the codebook");
	free(values);
	free(word);
	return code;
}

/* A list holds several: each must be a category. */
static enum svy_code check_category(struct checker *checker, const struct column *column, const struct cell *cell,
                                    struct svy_status *status)
{
	const struct svy_variable *v = column->variable;
	const char *text = cell->field->text, *end = text + cell->field->length;
	size_t step = v->type == SVY_LIST ? strlen(v->delimiter) : 0;
	enum svy_code code = SVY_OK;
	for (;;) {
		const char *stop = end;
		int32_t known;
		for (const char *c = text; step && c + step <= end; c++)
			if (memcmp(c, v->delimiter, step) == 0) {
				stop = c;
				break;
			}
		if (!svy_dictionary_find(column->known, text, (size_t)(stop - text), &known))
			code = report_category(checker, column, cell, text, (size_t)(stop - text), status);
		if (stop == end || code != SVY_OK)
			return code;
		text = stop + step;
	}
}

/* --- constraints ---------------------------------------------------------- */

static size_t count_characters(const struct svy_field *field)
{
	size_t n = 0;
	for (size_t i = 0; i < field->length; i++)
		n += ((unsigned char)field->text[i] & 0xC0) != 0x80;
	return n;
}

static enum svy_code check_limits(struct checker *checker, const struct column *column, const struct cell *cell,
                                  struct svy_status *status)
{
	const struct svy_constraints *c = &column->variable->constraints;
	char limit[SVY_NUMBER_SIZE];
	double x;
	enum svy_code code = SVY_OK;
	if ((!c->has_minimum && !c->has_maximum) || !svy_number_parse(cell->field->text, cell->field->length, &x))
		return SVY_OK;
	if (c->has_minimum && x < c->minimum) {
		svy_number_shortest(c->minimum, limit);
		code = report(checker, cell, "minimum", status, "below the minimum %s", limit);
	}
	if (code == SVY_OK && c->has_maximum && x > c->maximum) {
		svy_number_shortest(c->maximum, limit);
		code = report(checker, cell, "maximum", status, "above the maximum %s", limit);
	}
	return code;
}

static enum svy_code check_length(struct checker *checker, const struct column *column, const struct cell *cell,
                                  struct svy_status *status)
{
	const struct svy_constraints *c = &column->variable->constraints;
	size_t n = c->has_min_length || c->has_max_length ? count_characters(cell->field) : 0;
	enum svy_code code = SVY_OK;
	if (c->has_min_length && n < c->min_length)
		code = report(checker, cell, "minLength", status, "shorter than %zu characters", c->min_length);
	if (code == SVY_OK && c->has_max_length && n > c->max_length)
		code = report(checker, cell, "maxLength", status, "longer than %zu characters", c->max_length);
	return code;
}

static enum svy_code check_pattern(struct checker *checker, const struct column *column, const struct cell *cell,
                                   struct svy_status *status)
{
	regmatch_t match;
	if (!column->has_pattern)
		return SVY_OK;
	char *text = svy_text_copy_n(cell->field->text, cell->field->length);
	if (!text)
		return svy_fail_memory(status);
	bool whole = regexec(&column->pattern, text, 1, &match, 0) == 0 && match.rm_so == 0 &&
	             (size_t)match.rm_eo == cell->field->length;
	free(text);
	return whole ? SVY_OK
	             : report(checker, cell, "pattern", status, "does not match %s",
	                      column->variable->constraints.pattern);
}

static enum svy_code check_unique(struct checker *checker, struct column *column, const struct cell *cell,
                                  struct svy_status *status)
{
	int32_t before;
	if (!column->seen)
		return SVY_OK;
	if (svy_dictionary_find(column->seen, cell->field->text, cell->field->length, &before))
		return report(checker, cell, "unique", status, "already in line %zu", column->seen_lines[before]);
	if (!svy_array_reserve(&column->seen_lines, &column->seen_room, column->n_seen + 1, sizeof(size_t)) ||
	    !svy_dictionary_add(column->seen, cell->field->text, cell->field->length, (int32_t)column->n_seen))
		return svy_fail_memory(status);
	column->seen_lines[column->n_seen++] = cell->line;
	return SVY_OK;
}

/* --- cells ---------------------------------------------------------------- */

static enum svy_code check_answer(struct checker *checker, struct column *column, const struct cell *cell,
                                  struct svy_status *status)
{
	bool good = true;
	enum svy_code code = column->variable->declared ? check_category(checker, column, cell, status)
	                                                : check_type(checker, column, cell, &good, status);
	if (code == SVY_OK && good)
		code = check_limits(checker, column, cell, status);
	if (code == SVY_OK)
		code = check_length(checker, column, cell, status);
	if (code == SVY_OK)
		code = check_pattern(checker, column, cell, status);
	if (code == SVY_OK)
		code = check_unique(checker, column, cell, status);
	return code;
}

static enum svy_code check_block(void *context, const struct svy_block *block, struct svy_status *status)
{
	struct checker *checker = context;
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < block->n_rows; i++)
		for (size_t j = 0; j < checker->n_columns && code == SVY_OK; j++) {
			struct column *column = &checker->columns[j];
			const struct svy_field *field = &block->fields[i * block->n_columns + j];
			int32_t known = 0;
			if (!column->variable)
				continue;
			const struct cell cell = {field, block->lines[i], column->number, column->variable->name};
			bool missing = svy_dictionary_find(column->known, field->text, field->length, &known) && known < 0;
			if (!missing)
				code = check_answer(checker, column, &cell, status);
			else if (column->variable->constraints.required)
				code = report(checker, &cell, "required", status, "an answer is required");
		}
	checker->out->rows += block->n_rows;
	return code;
}

/* --- columns -------------------------------------------------------------- */

static bool fill_known(struct column *column)
{
	const struct svy_variable *v = column->variable;
	bool ok = (column->known = svy_dictionary_new()) != NULL;
	for (size_t i = 0; ok && i < v->n_missing; i++)
		ok = svy_dictionary_add(column->known, v->missing[i].value, strlen(v->missing[i].value), -1);
	for (size_t i = 0; ok && i < v->n_categories; i++)
		ok = svy_dictionary_add(column->known, v->categories[i].value, strlen(v->categories[i].value), 0);
	if (ok && v->constraints.unique)
		ok = (column->seen = svy_dictionary_new()) != NULL;
	return ok;
}

static enum svy_code start_columns(struct checker *checker, const struct svy_source *source,
                                   struct svy_status *status)
{
	const char *const *names = svy_source_names(source);
	enum svy_code code = SVY_OK;
	checker->columns = svy_array_new(svy_source_n_columns(source), sizeof *checker->columns);
	if (!checker->columns)
		return svy_fail_memory(status);
	for (; checker->n_columns < svy_source_n_columns(source) && code == SVY_OK; checker->n_columns++) {
		struct column *column = &checker->columns[checker->n_columns];
		column->number = checker->n_columns + 1;
		column->variable = svy_codebook_find(checker->codebook, names[checker->n_columns]);
		if (!column->variable) {
			const struct cell cell = {NULL, 0, column->number, names[checker->n_columns]};
			code = report(checker, &cell, "undescribed-column", status, "the codebook does not describe this column");
		} else if (!fill_known(column)) {
			code = svy_fail_memory(status);
		} else if (column->variable->constraints.pattern) {
			column->has_pattern = regcomp(&column->pattern, column->variable->constraints.pattern, REG_EXTENDED) == 0;
		}
	}
	return code;
}

static enum svy_code report_absent(struct checker *checker, const struct svy_source *source,
                                   struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < checker->codebook->n_variables && code == SVY_OK; i++) {
		const struct cell cell = {NULL, 0, 0, checker->codebook->variables[i].name};
		bool there = false;
		for (size_t j = 0; j < svy_source_n_columns(source); j++)
			there = there || strcmp(svy_source_names(source)[j], cell.variable) == 0;
		if (!there)
			code = report(checker, &cell, "missing-column", status, "the file has no such column");
	}
	return code;
}

static void clear_columns(struct checker *checker)
{
	for (size_t i = 0; i < checker->n_columns; i++) {
		struct column *column = &checker->columns[i];
		svy_dictionary_free(column->known);
		svy_dictionary_free(column->seen);
		free(column->seen_lines);
		if (column->has_pattern)
			regfree(&column->pattern);
	}
	free(checker->columns);
}

enum svy_code svy_check(struct svy_source *source, const struct svy_codebook *codebook, struct svy_violations *out,
                        struct svy_status *status)
{
	struct svy_violations violations = {0};
	struct checker checker = {.codebook = codebook, .out = &violations};
	enum svy_code code = start_columns(&checker, source, status);
	if (code == SVY_OK)
		code = report_absent(&checker, source, status);
	if (code == SVY_OK)
		code = svy_source_read(source, check_block, &checker, status);
	clear_columns(&checker);
	if (code == SVY_OK)
		*out = violations;
	else
		svy_violations_clear(&violations);
	return code;
}

void svy_violations_clear(struct svy_violations *violations)
{
	for (size_t i = 0; i < violations->n; i++) {
		free(violations->list[i].variable);
		free(violations->list[i].value);
		free(violations->list[i].message);
	}
	free(violations->list);
	*violations = (struct svy_violations){0};
}
