#include "report/claims.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"
#include "data/source.h"
#include "report/lookup.h"
#include "report/results.h"

static const double DECIMAL_SLACK = 1e-12;

/* The columns; the last one may be absent. */
enum { RESULT, TABLE, WHERE, FIELD, VALUE, TOLERANCE, CLAIM, N_COLUMNS };
static const char *const COLUMNS[N_COLUMNS] = {"result", "table", "where", "field", "value", "tolerance", "claim"};

static const struct svy_rfield FIELDS[] = {
	{"claim", SVY_PLAIN, SVY_AS_TEXT},      {"result", SVY_PLAIN, SVY_AS_TEXT},
	{"table", SVY_PLAIN, SVY_AS_TEXT},      {"where", SVY_PLAIN, SVY_AS_TEXT},
	{"field", SVY_PLAIN, SVY_AS_TEXT},      {"expected", SVY_PLAIN, SVY_AS_NUMBER},
	{"found", SVY_PLAIN, SVY_AS_NUMBER},    {"difference", SVY_PLAIN, SVY_AS_NUMBER},
	{"tolerance", SVY_PLAIN, SVY_AS_NUMBER}, {"holds", SVY_PLAIN, SVY_AS_TEXT},
};

/* What the functions here share. */
struct checking {
	const char *path;   /* of the claims, for messages */
	const char *folder;
	size_t columns[N_COLUMNS]; /* in a block; SIZE_MAX: absent */
	char *name;                /* of the result that was read last */
	struct svy_release *release;
	struct svy_rtable *table;
	size_t n, n_false;
};

/* One claim: texts of its row, owned, and the line it is on. */
struct claim {
	char *text[N_COLUMNS];
	size_t line;
};

static void clear_claim(struct claim *claim)
{
	for (size_t i = 0; i < N_COLUMNS; i++)
		free(claim->text[i]);
}

static enum svy_code take_claim(const struct checking *c, const struct svy_block *block, size_t row,
                                struct claim *claim, struct svy_status *status)
{
	*claim = (struct claim){.line = block->lines[row]};
	for (size_t i = 0; i < N_COLUMNS; i++) {
		const struct svy_field *field =
			c->columns[i] == SIZE_MAX ? NULL : &block->fields[row * block->n_columns + c->columns[i]];
		if (field && !(claim->text[i] = svy_text_copy_n(field->text, field->length)))
			return svy_fail_memory(status);
	}
	return SVY_OK;
}

/* Put the place of the claim in front of a message from below. */
static enum svy_code fail_claim(const struct checking *c, const struct claim *claim, struct svy_status *status)
{
	if (status && status->code == SVY_ENOMEM)
		return SVY_ENOMEM;
	return svy_fail_at(status, SVY_EINPUT, (struct svy_place){c->path, claim->line, 0}, "%s",
	                   status ? svy_status_text(status) : "");
}

/* --- comparing ------------------------------------------------------------- */

static enum svy_code read_tolerance(const struct claim *claim, double *tolerance, struct svy_status *status)
{
	const char *text = claim->text[TOLERANCE];
	*tolerance = 0;
	if (*text && (!svy_number_parse(text, strlen(text), tolerance) || *tolerance < 0))
		return svy_fail(status, SVY_EUSAGE, "the tolerance \"%s\" is no number of 0 or more", text);
	return SVY_OK;
}

static bool is_number(const struct svy_value *value, double *x)
{
	if (value->kind == SVY_COUNT)
		*x = (double)value->count;
	else if (value->kind == SVY_REAL)
		*x = value->real;
	return value->kind == SVY_COUNT || value->kind == SVY_REAL;
}

static bool parse_expected(const char *text, double *x)
{
	if (strcmp(text, "Inf") == 0 || strcmp(text, "-Inf") == 0)
		*x = *text == '-' ? -INFINITY : INFINITY;
	else if (!svy_number_parse(text, strlen(text), x))
		return false;
	return true;
}

static bool is_near(double found, double expected, double tolerance)
{
	if (found == expected)
		return true;
	double slack = tolerance > 0 ? DECIMAL_SLACK * fmax(fabs(found), fabs(expected)) : 0;
	return isfinite(found) && isfinite(expected) && fabs(found - expected) <= tolerance + slack;
}

/* As a number where it is one. */
static void set_either(struct svy_rtable *table, const char *field, const char *text)
{
	uint64_t n;
	double x;
	if (svy_number_parse_count(text, strlen(text), &n))
		svy_set_count(table, field, n);
	else if (parse_expected(text, &x))
		svy_set_real(table, field, x);
	else
		svy_set_text(table, field, text);
}

static void set_found(struct svy_rtable *table, const struct svy_value *value)
{
	if (value->kind == SVY_COUNT)
		svy_set_count(table, "found", value->count);
	else if (value->kind == SVY_REAL)
		svy_set_real(table, "found", value->real);
	else if (value->kind == SVY_TEXT)
		svy_set_text(table, "found", value->text);
}

/* Sets the difference, and says whether the claim holds. */
static bool compare(struct svy_rtable *table, const struct svy_value *value, const char *text, double tolerance)
{
	double found = 0, expected = 0;
	if (value->kind == SVY_NULL)
		return false;
	if (!is_number(value, &found))
		return svy_utf8_same(value->text, text);
	if (!parse_expected(text, &expected)) {
		svy_row_note(table, "a number is found where the claim has text");
		return false;
	}
	svy_set_real(table, "difference", found - expected);
	return is_near(found, expected, tolerance);
}

/* --- one claim ------------------------------------------------------------- */

static enum svy_code open_result(struct checking *c, const char *name, struct svy_status *status)
{
	struct svy_release *release = NULL;
	if (c->name && strcmp(c->name, name) == 0)
		return SVY_OK;
	enum svy_code code = svy_results_read(c->folder, name, &release, status);
	if (code != SVY_OK)
		return code;
	svy_release_free(c->release);
	free(c->name);
	c->release = release;
	c->name = svy_text_copy(name);
	return c->name ? SVY_OK : svy_fail_memory(status);
}

static enum svy_code find_value(struct checking *c, const struct claim *claim, const struct svy_value **value,
                                const struct svy_row **row, struct svy_status *status)
{
	struct svy_lookup lookup = {0};
	const struct svy_rtable *table;
	if (strcmp(claim->text[FIELD], "note") == 0)
		return svy_fail(status, SVY_EUSAGE, "a claim is about a value, and a note is none");
	enum svy_code code = open_result(c, claim->text[RESULT], status);
	if (code == SVY_OK)
		code = svy_lookup_table(c->release->result, claim->text[TABLE], &table, status);
	if (code == SVY_OK)
		code = svy_lookup_parse(claim->text[WHERE], &lookup, status);
	if (code == SVY_OK)
		code = svy_lookup_value(table, &lookup, claim->text[FIELD], value, row, status);
	svy_lookup_clear(&lookup);
	return code;
}

static void start_row(struct checking *c, const struct claim *claim)
{
	struct svy_text label = {0};
	if (claim->text[CLAIM] && *claim->text[CLAIM])
		svy_text_puts(&label, claim->text[CLAIM]);
	else
		svy_text_printf(&label, "line %zu", claim->line);
	svy_row_begin(c->table, 0);
	svy_set_text(c->table, "claim", label.bytes);
	svy_set_text(c->table, "result", claim->text[RESULT]);
	svy_set_text(c->table, "table", claim->text[TABLE]);
	svy_set_text(c->table, "where", claim->text[WHERE]);
	svy_set_text(c->table, "field", claim->text[FIELD]);
	set_either(c->table, "expected", claim->text[VALUE]);
	set_either(c->table, "tolerance", *claim->text[TOLERANCE] ? claim->text[TOLERANCE] : "0");
	svy_text_clear(&label);
}

static enum svy_code check_claim(struct checking *c, const struct claim *claim, struct svy_status *status)
{
	const struct svy_value *value = NULL;
	const struct svy_row *row = NULL;
	double tolerance;
	enum svy_code code = read_tolerance(claim, &tolerance, status);
	if (code == SVY_OK)
		code = find_value(c, claim, &value, &row, status);
	if (code != SVY_OK)
		return fail_claim(c, claim, status);
	start_row(c, claim);
	if (value->kind == SVY_NULL)
		svy_row_note(c->table, "nothing to compare with: %s", row->note ? row->note : "the value is null");
	set_found(c->table, value);
	bool holds = compare(c->table, value, claim->text[VALUE], tolerance);
	svy_set_text(c->table, "holds", holds ? "yes" : "no");
	c->n++;
	c->n_false += !holds;
	return c->table->failed ? svy_fail_memory(status) : SVY_OK;
}

/* --- all of them ------------------------------------------------------------ */

static enum svy_code take_block(void *context, const struct svy_block *block, struct svy_status *status)
{
	struct checking *c = context;
	enum svy_code code = SVY_OK;
	for (size_t row = 0; row < block->n_rows && code == SVY_OK; row++) {
		struct claim claim;
		code = take_claim(c, block, row, &claim, status);
		if (code == SVY_OK)
			code = check_claim(c, &claim, status);
		clear_claim(&claim);
	}
	return code;
}

static enum svy_code find_columns(struct checking *c, const struct svy_source *source, struct svy_status *status)
{
	const char *const *names = svy_source_names(source);
	size_t n = svy_source_n_columns(source);
	for (size_t i = 0; i < N_COLUMNS; i++) {
		c->columns[i] = SIZE_MAX;
		for (size_t j = 0; j < n; j++)
			if (strcmp(names[j], COLUMNS[i]) == 0)
				c->columns[i] = j;
		if (c->columns[i] == SIZE_MAX && i != CLAIM)
			return svy_fail(status, SVY_EINPUT,
			                "%s: there is no column \"%s\": claims have result, table, where, field, value and "
			                "tolerance",
			                c->path, COLUMNS[i]);
	}
	return SVY_OK;
}

/* The folder that a file is in; "." for standard input. */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return svy_text_copy(".");
	return svy_text_copy_n(path, slash == path ? 1 : (size_t)(slash - path));
}

static enum svy_code check_all(struct checking *c, struct svy_source *source, struct svy_result *result,
                               struct svy_status *status)
{
	c->path = svy_source_path(source);
	c->table = svy_result_table(result, "claims", "Claims and what the results say", FIELDS,
	                            sizeof FIELDS / sizeof *FIELDS);
	enum svy_code code = c->table ? find_columns(c, source, status) : svy_fail_memory(status);
	if (code == SVY_OK)
		code = svy_source_read(source, take_block, c, status);
	if (code == SVY_OK && c->n == 0)
		code = svy_fail(status, SVY_EINPUT, "%s: there is no claim in it", c->path);
	return code;
}

enum svy_code svy_claims_check(const char *path, const char *folder, struct svy_result *result, size_t *n,
                               size_t *n_false, struct svy_status *status)
{
	struct checking c = {.folder = folder};
	struct svy_source *source = NULL;
	char *own = folder ? NULL : folder_of(path);
	enum svy_code code = folder || own ? svy_source_open(path, NULL, &source, status) : svy_fail_memory(status);
	if (!folder)
		c.folder = own;
	if (code == SVY_OK)
		code = check_all(&c, source, result, status);
	if (code == SVY_OK) {
		*n = c.n;
		*n_false = c.n_false;
	}
	svy_source_free(source);
	svy_release_free(c.release);
	free(c.name);
	free(own);
	return code;
}
