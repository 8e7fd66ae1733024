#include "data/coding.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "data/dictionary.h"

enum svy_code svy_coding_new(struct svy_coding **out, struct svy_status *status)
{
	*out = svy_array_new(1, sizeof **out);
	return *out ? SVY_OK : svy_fail_memory(status);
}

static void clear_factor(struct svy_factor *factor)
{
	for (size_t i = 0; factor->levels && i < factor->n_levels; i++) {
		free(factor->levels[i].value);
		free(factor->levels[i].label);
	}
	free(factor->levels);
	free(factor->level_of);
	free(factor->contrast);
	free(factor->name);
}

void svy_coding_free(struct svy_coding *coding)
{
	if (!coding)
		return;
	for (size_t i = 0; i < coding->n_factors; i++)
		clear_factor(&coding->factors[i]);
	for (size_t i = 0; i < coding->n_terms; i++)
		free(coding->terms[i].factors);
	for (size_t i = 0; coding->names && i < coding->n_columns; i++)
		free(coding->names[i]);
	svy_notes_clear(&coding->notes);
	free(coding->factors);
	free(coding->terms);
	free(coding->names);
	free(coding);
}

/* --- levels --------------------------------------------------------------- */

static enum svy_code take_levels(struct svy_factor *factor, const struct svy_variable *v,
                                 const struct svy_coding_spec *spec, struct svy_status *status)
{
	size_t n = 0;
	factor->n_codes = v->n_categories;
	factor->level_of = svy_array_new(v->n_categories, sizeof *factor->level_of);
	if (!factor->level_of)
		return svy_fail_memory(status);
	for (size_t i = 0; i < v->n_categories; i++) {
		bool is_level = v->declared || !spec->used || (i < spec->n_used && spec->used[i]);
		factor->level_of[i] = is_level ? (int32_t)n++ : -1;
	}
	if (n > SVY_MOST_LEVELS)
		return svy_fail(status, SVY_EUSAGE, "%s has %zu categories: more than %d cannot be coded", v->name, n,
		                SVY_MOST_LEVELS);
	factor->levels = svy_array_new(n, sizeof *factor->levels);
	if (!factor->levels)
		return svy_fail_memory(status);
	factor->n_levels = n;
	for (size_t i = 0; i < v->n_categories; i++) {
		if (factor->level_of[i] < 0)
			continue;
		struct svy_category *level = &factor->levels[factor->level_of[i]];
		*level = (struct svy_category){svy_text_copy(v->categories[i].value), svy_text_copy(v->categories[i].label)};
		if (!level->value || !level->label)
			return svy_fail_memory(status);
	}
	return SVY_OK;
}

static enum svy_code check_order(const struct svy_variable *v, enum svy_coding_kind kind, struct svy_status *status)
{
	if (kind == SVY_POLYNOMIAL && !v->ordered)
		return svy_fail(status, SVY_EUSAGE,
		                "%s: polynomial needs ordered categories: say categoriesOrdered in the codebook, or give "
		                "them with --order %s=A,B,...",
		                v->name, v->name);
	if ((kind == SVY_HELMERT || kind == SVY_CODES) && !v->declared)
		return svy_fail(status, SVY_EUSAGE,
		                "%s: %s needs the order of the categories, which is only that of the rows of the file here: "
		                "list them in a codebook, or with --order %s=A,B,...",
		                v->name, svy_coding_kind_name(kind), v->name);
	return SVY_OK;
}

/* --- reference ------------------------------------------------------------ */

static size_t find_level(const struct svy_factor *factor, const char *text)
{
	for (size_t i = 0; i < factor->n_levels; i++)
		if (strcmp(factor->levels[i].value, text) == 0)
			return i;
	for (size_t i = 0; i < factor->n_levels; i++)
		if (strcmp(factor->levels[i].label, text) == 0)
			return i;
	return SVY_NO_LEVEL;
}

static enum svy_code fail_reference(const struct svy_factor *factor, const char *text, struct svy_status *status)
{
	const char **names = svy_array_new(2 * factor->n_levels, sizeof *names);
	if (!names)
		return svy_fail_memory(status);
	for (size_t i = 0; i < factor->n_levels; i++) {
		names[2 * i] = factor->levels[i].value;
		names[2 * i + 1] = factor->levels[i].label;
	}
	const char *nearest = svy_text_nearest(text, names, 2 * factor->n_levels);
	svy_fail(status, SVY_EUSAGE, "--reference: %s has no category \"%s\"%s%s%s", factor->name, text,
	         nearest ? " (did you mean \"" : "", nearest ? nearest : "", nearest ? "\"?)" : "");
	free(names);
	return SVY_EUSAGE;
}

static bool has_reference(enum svy_coding_kind kind)
{
	return kind == SVY_INDICATOR || kind == SVY_TREATMENT || kind == SVY_EFFECT;
}

/* An order that is only that of the file makes a reference that depends on it. */
static void default_reference(struct svy_factor *factor, const struct svy_variable *v, struct svy_notes *notes)
{
	if (factor->kind == SVY_INDICATOR || factor->n_levels == 0)
		return;
	factor->reference = factor->kind == SVY_TREATMENT ? 0 : factor->n_levels - 1;
	if (!v->declared)
		svy_notes_add(notes, "%s: the reference is \"%s\", the %s category to appear; name one with "
		              "--reference %s=VALUE",
		              v->name, factor->levels[factor->reference].value,
		              factor->kind == SVY_TREATMENT ? "first" : "last", v->name);
}

/* A level that indicator leaves out makes it what R calls treatment. */
static enum svy_code take_reference(struct svy_factor *factor, const struct svy_variable *v,
                                    const struct svy_coding_spec *spec, struct svy_notes *notes,
                                    struct svy_status *status)
{
	const char *named = spec->reference ? spec->reference : spec->no_reference ? NULL : v->reference;
	factor->reference = SVY_NO_LEVEL;
	if (spec->reference && !has_reference(spec->kind))
		return svy_fail(status, SVY_EUSAGE, "--reference: %s is coded as %s, which has none; treatment, effect and "
		                "indicator have one", v->name, svy_coding_kind_name(spec->kind));
	if (!has_reference(spec->kind))
		return SVY_OK;
	if (!named) {
		default_reference(factor, v, notes);
		return SVY_OK;
	}
	factor->reference = find_level(factor, named);
	if (factor->reference == SVY_NO_LEVEL)
		return fail_reference(factor, named, status);
	if (factor->kind == SVY_INDICATOR) {
		factor->kind = SVY_TREATMENT;
		if (!spec->reference)
			svy_notes_add(notes, "%s: no column for \"%s\", the reference of the codebook; --reference none gives it "
			              "one",
			              v->name, named);
	}
	return SVY_OK;
}

/* --- numbers -------------------------------------------------------------- */

static enum svy_code check_scores(const struct svy_factor *factor, const struct svy_coding_spec *spec,
                                  struct svy_status *status)
{
	if (!spec->scores)
		return SVY_OK;
	if (factor->kind != SVY_POLYNOMIAL)
		return svy_fail(status, SVY_EUSAGE, "--scores: %s is coded as %s; only polynomial has scores", factor->name,
		                svy_coding_kind_name(factor->kind));
	if (spec->n_scores != factor->n_levels)
		return svy_fail(status, SVY_EUSAGE, "--scores: %s has %zu categories, and %zu scores are given", factor->name,
		                factor->n_levels, spec->n_scores);
	return SVY_OK;
}

static enum svy_code fill_contrast(struct svy_factor *factor, const struct svy_coding_spec *spec,
                                   struct svy_status *status)
{
	struct svy_status lower = {0};
	enum svy_code code = check_scores(factor, spec, status);
	if (code != SVY_OK)
		return code;
	factor->n_columns = svy_contrast_columns(factor->kind, factor->n_levels);
	factor->contrast = svy_array_new(factor->n_levels * factor->n_columns, sizeof *factor->contrast);
	if (!factor->contrast)
		return svy_fail_memory(status);
	code = svy_contrast_fill(factor->kind, factor->n_levels, factor->reference, spec->scores, factor->contrast, &lower);
	if (code == SVY_EDOMAIN)
		code = svy_fail(status, SVY_EUSAGE, "--scores: %s: %s", factor->name, svy_status_text(&lower));
	else if (code != SVY_OK)
		code = svy_fail_memory(status);
	svy_status_clear(&lower);
	return code;
}

static enum svy_code make_factor(struct svy_factor *factor, const struct svy_column *column,
                                 const struct svy_coding_spec *spec, struct svy_notes *notes,
                                 struct svy_status *status)
{
	const struct svy_variable *v = &column->variable;
	enum svy_code code = SVY_OK;
	factor->name = svy_text_copy(v->name);
	if (!factor->name)
		return svy_fail_memory(status);
	if (factor->kind != SVY_STANDARDISED) {
		assert(column->use == SVY_USE_CATEGORY);
		code = check_order(v, factor->kind, status);
		if (code == SVY_OK)
			code = take_levels(factor, v, spec, status);
	}
	if (code == SVY_OK)
		code = take_reference(factor, v, spec, notes, status);
	if (code == SVY_OK && factor->kind != SVY_STANDARDISED)
		return fill_contrast(factor, spec, status);
	assert(code != SVY_OK || column->use == SVY_USE_NUMBER);
	factor->n_columns = 1;
	return code == SVY_OK ? check_scores(factor, spec, status) : code;
}

enum svy_code svy_coding_add_factor(struct svy_coding *coding, const struct svy_table *table, size_t column,
                                    const struct svy_coding_spec *spec, size_t *index, struct svy_status *status)
{
	struct svy_factor made = {.column = column, .kind = spec->kind, .mean = spec->mean, .sd = spec->sd};
	enum svy_code code = make_factor(&made, &table->columns[column], spec, &coding->notes, status);
	if (code == SVY_OK &&
	    !svy_array_reserve(&coding->factors, &coding->factor_room, coding->n_factors + 1, sizeof made))
		code = svy_fail_memory(status);
	if (code != SVY_OK) {
		clear_factor(&made);
		return code;
	}
	if (made.n_columns == 0)
		svy_notes_add(&coding->notes, "%s: %s has no column: there %s", made.name, svy_coding_kind_name(made.kind),
		              made.n_levels ? "is only one category" : "is no answer");
	*index = coding->n_factors;
	coding->factors[coding->n_factors++] = made;
	return SVY_OK;
}

/* --- terms ---------------------------------------------------------------- */

enum svy_code svy_coding_add_term(struct svy_coding *coding, const size_t *factors, size_t n_factors,
                                  struct svy_status *status)
{
	struct svy_term term = {.n_factors = n_factors, .first = coding->n_columns, .n_columns = 1};
	assert(n_factors >= 1);
	for (size_t i = 0; i < n_factors && term.n_columns <= SVY_MOST_CODED_COLUMNS; i++)
		term.n_columns *= coding->factors[factors[i]].n_columns;
	if (term.first + term.n_columns > SVY_MOST_CODED_COLUMNS)
		return svy_fail(status, SVY_EUSAGE, "%s%s: the matrix would have more than %d columns",
		                coding->factors[factors[0]].name, n_factors > 1 ? " and what it is crossed with" : "",
		                SVY_MOST_CODED_COLUMNS);
	term.factors = svy_array_new(n_factors, sizeof *factors);
	if (!term.factors ||
	    !svy_array_reserve(&coding->terms, &coding->term_room, coding->n_terms + 1, sizeof *coding->terms)) {
		free(term.factors);
		return svy_fail_memory(status);
	}
	memcpy(term.factors, factors, n_factors * sizeof *factors);
	coding->terms[coding->n_terms++] = term;
	coding->n_columns += term.n_columns;
	return SVY_OK;
}

/* --- names ---------------------------------------------------------------- */

char *svy_factor_column_name(const struct svy_factor *factor, size_t j, bool labels)
{
	static const char *const DEGREES[] = {"linear", "quadratic", "cubic"};
	size_t level = svy_contrast_level(factor->kind, factor->reference, j);
	if (factor->kind == SVY_CODES)
		return svy_text_copy(factor->name);
	if (factor->kind == SVY_STANDARDISED)
		return svy_text_format("%s.z", factor->name);
	if (factor->kind != SVY_POLYNOMIAL)
		return svy_text_format("%s.%s", factor->name,
		                       labels ? factor->levels[level].label : factor->levels[level].value);
	return j < 3 ? svy_text_format("%s.%s", factor->name, DEGREES[j]) : svy_text_format("%s.%zu", factor->name, j + 1);
}

/* Column j of a term: the first factor's columns change fastest. */
static char *term_name(const struct svy_coding *coding, const struct svy_term *term, size_t j, bool labels)
{
	struct svy_text text = {0};
	for (size_t i = 0; i < term->n_factors; i++) {
		const struct svy_factor *factor = &coding->factors[term->factors[i]];
		char *part = svy_factor_column_name(factor, j % factor->n_columns, labels);
		text.failed = text.failed || !part;
		svy_text_puts(&text, i ? ":" : "");
		svy_text_puts(&text, part ? part : "");
		free(part);
		j /= factor->n_columns;
	}
	return svy_text_take(&text);
}

static enum svy_code check_names(const struct svy_coding *coding, struct svy_status *status)
{
	struct svy_dictionary *seen = svy_dictionary_new();
	enum svy_code code = seen ? SVY_OK : svy_fail_memory(status);
	for (size_t i = 0; i < coding->n_columns && code == SVY_OK; i++) {
		size_t length = strlen(coding->names[i]);
		int32_t at;
		if (svy_dictionary_find(seen, coding->names[i], length, &at))
			code = svy_fail(status, SVY_EUSAGE, "two columns of the matrix would be called \"%s\"", coding->names[i]);
		else if (!svy_dictionary_add(seen, coding->names[i], length, 0))
			code = svy_fail_memory(status);
	}
	svy_dictionary_free(seen);
	return code;
}

enum svy_code svy_coding_name(struct svy_coding *coding, bool labels, struct svy_status *status)
{
	assert(!coding->names);
	coding->names = svy_array_new(coding->n_columns, sizeof *coding->names);
	if (!coding->names)
		return svy_fail_memory(status);
	for (size_t i = 0; i < coding->n_terms; i++) {
		const struct svy_term *term = &coding->terms[i];
		for (size_t j = 0; j < term->n_columns; j++)
			if (!(coding->names[term->first + j] = term_name(coding, term, j, labels)))
				return svy_fail_memory(status);
	}
	return check_names(coding, status);
}

/* --- rows ----------------------------------------------------------------- */

size_t svy_coding_missing(const struct svy_coding *coding, const struct svy_table *table, size_t row)
{
	for (size_t i = 0; i < coding->n_factors; i++)
		if (svy_code_missing(table->columns[coding->factors[i].column].codes[row]))
			return i;
	return SIZE_MAX;
}

enum svy_code svy_coding_check(const struct svy_coding *coding, const struct svy_table *table, const bool *mask,
                               size_t begin, size_t end, struct svy_status *status)
{
	for (size_t f = 0; f < coding->n_factors; f++) {
		const struct svy_factor *factor = &coding->factors[f];
		const struct svy_column *column = &table->columns[factor->column];
		for (size_t i = begin; factor->level_of && i < end; i++) {
			int32_t code = column->codes[i];
			if (svy_code_missing(code) || (mask && !mask[i]))
				continue;
			if ((size_t)code >= factor->n_codes || factor->level_of[code] < 0)
				return svy_fail_at(status, SVY_EINPUT,
				                   (struct svy_place){table->path, table->lines ? table->lines[i] : 0, 0},
				                   "%s: value \"%s\" was not there when the columns were made: has the file changed?",
				                   factor->name, column->variable.categories[code].value);
		}
	}
	return SVY_OK;
}

/* The cells of a factor for an answer that is not missing: *z where it is a number. */
static const double *factor_cells(const struct svy_factor *factor, const struct svy_column *column, size_t row,
                                  double *z)
{
	if (factor->kind != SVY_STANDARDISED)
		return factor->contrast + (size_t)factor->level_of[column->codes[row]] * factor->n_columns;
	*z = (column->numbers[row] - factor->mean) / factor->sd;
	return z;
}

size_t svy_coding_cross(double *out, size_t n, const double *cells, size_t m)
{
	if (n == 1 && cells && out[0] == 1) {
		memcpy(out, cells, m * sizeof *out);
		return m;
	}
	for (size_t j = m; j-- > 0;) /* from behind, so that what is read has not been written yet */
		for (size_t i = 0; i < n; i++)
			out[j * n + i] = out[i] * (cells ? cells[j] : NAN);
	return n * m;
}

void svy_coding_term_cells(const struct svy_coding *coding, const struct svy_term *term, const struct svy_table *table,
                           size_t row, double *out)
{
	size_t n = 1;
	if (term->n_columns == 0)
		return;
	out[0] = 1;
	for (size_t i = 0; i < term->n_factors; i++) {
		const struct svy_factor *factor = &coding->factors[term->factors[i]];
		const struct svy_column *column = &table->columns[factor->column];
		bool missing = svy_code_missing(column->codes[row]);
		double z;
		n = svy_coding_cross(out, n, missing ? NULL : factor_cells(factor, column, row, &z), factor->n_columns);
	}
}

/* --- back ----------------------------------------------------------------- */

enum svy_code svy_factor_level(const struct svy_factor *factor, const double *cells, size_t *level,
                               struct svy_status *status)
{
	assert(factor->kind != SVY_STANDARDISED);
	*level = SVY_NO_LEVEL;
	for (size_t j = 0; j < factor->n_columns; j++)
		if (isnan(cells[j]))
			return SVY_OK;
	*level = svy_contrast_find(factor->contrast, factor->n_levels, factor->n_columns, cells);
	if (*level == SVY_NO_LEVEL)
		return svy_fail(status, SVY_EDOMAIN, "%s: no category has these numbers in the coding %s", factor->name,
		                svy_coding_kind_name(factor->kind));
	return SVY_OK;
}

double svy_factor_number(const struct svy_factor *factor, double z)
{
	return factor->mean + factor->sd * z;
}
