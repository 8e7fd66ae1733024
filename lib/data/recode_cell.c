/* One cell of a target, from the cells of its row. */
#include <limits.h>
#include <math.h>
#include <string.h>

#include "data/cell.h"
#include "data/date.h"
#include "data/recode_internal.h"

enum { OPEN = INT32_MAX }; /* an answer where no categories are declared */

/* What a function here works on. */
struct row {
	struct svy_recode *recode;
	struct svy_recode_rule *bound;
	size_t line;
	double weight;
	struct svy_status *status;
};

static size_t variable_of(const struct row *r, size_t input)
{
	return r->bound->inputs[input];
}

static const struct svy_field *field_of(const struct row *r, size_t input)
{
	return &r->recode->cells[variable_of(r, input)];
}

/* A target has no column in the file: its name says where it is. */
static struct svy_place place_of(const struct row *r, size_t variable)
{
	return (struct svy_place){r->recode->path, r->line, variable < r->recode->n_columns ? variable + 1 : 0};
}

static enum svy_code fail_input(const struct row *r, size_t input, const char *what)
{
	size_t at = variable_of(r, input);
	return svy_cell_fail(place_of(r, at), r->recode->variables[at].name, field_of(r, input), what, NULL, r->status);
}

/* --- results -------------------------------------------------------------- */

static enum svy_code put_field(const struct row *r, const char *text, size_t length)
{
	r->recode->cells[r->bound->target] = (struct svy_field){text, length};
	return SVY_OK;
}

static enum svy_code put_text(const struct row *r, const char *text)
{
	return put_field(r, text, strlen(text));
}

static enum svy_code put_number(const struct row *r, double x)
{
	if (!isfinite(x))
		return svy_fail_at(r->status, SVY_EINPUT, place_of(r, r->bound->target), "%s: the result is no finite number",
		                   r->bound->rule->target);
	svy_number_shortest(x + 0.0, r->bound->number); /* no "-0" */
	return put_text(r, r->bound->number);
}

/* --- missing answers ------------------------------------------------------ */

/* The code of the cell: below 0 missing, the category, or OPEN. */
static enum svy_code classify(const struct row *r, size_t input, int32_t *code)
{
	size_t at = variable_of(r, input);
	const struct svy_recode_variable *variable = &r->recode->variables[at];
	const struct svy_field *field = field_of(r, input);
	*code = OPEN;
	if (svy_dictionary_find(variable->known, field->text, field->length, code) || !variable->variable.declared)
		return SVY_OK;
	return svy_cell_fail_undeclared(place_of(r, at), &variable->variable, field, "is not in the codebook", r->status);
}

static enum svy_reason reason_of(const struct row *r, size_t input, int32_t code)
{
	return r->recode->variables[variable_of(r, input)].variable.missing[-1 - code].reason;
}

struct reasons {
	size_t n;
	enum svy_reason first;
};

static void add_reason(struct reasons *reasons, enum svy_reason reason)
{
	reasons->first = reasons->n++ == 0 ? reason : svy_reason_of_two(reasons->first, reason);
}

static enum svy_code put_reason(const struct row *r, const struct reasons *reasons)
{
	return put_text(r, svy_reason_cell(reasons->first));
}

/* --- values --------------------------------------------------------------- */

/* Whether there is an answer, or the reason. */
static enum svy_code look(const struct row *r, size_t input, bool *answered, struct reasons *reasons)
{
	int32_t found = 0;
	enum svy_code code = classify(r, input, &found);
	*answered = code == SVY_OK && found >= 0;
	if (code == SVY_OK && found < 0)
		add_reason(reasons, reason_of(r, input, found));
	return code;
}

/* A number, or NaN and the reason. */
static enum svy_code read_number(const struct row *r, size_t input, double *x, struct reasons *reasons)
{
	bool answered;
	enum svy_code code = look(r, input, &answered, reasons);
	*x = NAN;
	if (answered && !svy_number_parse(field_of(r, input)->text, field_of(r, input)->length, x))
		return fail_input(r, input, "is not a number");
	return code;
}

static enum svy_code read_date(const struct row *r, size_t input, struct svy_date *date, struct reasons *reasons)
{
	bool answered;
	enum svy_code code = look(r, input, &answered, reasons);
	if (answered && !svy_date_parse(field_of(r, input)->text, field_of(r, input)->length, date))
		return fail_input(r, input, "is not a date of the calendar, YYYY-MM-DD");
	return code;
}

static enum svy_code leave_uncovered(const struct row *r)
{
	put_text(r, "");
	return svy_recode_uncovered_add(&r->bound->uncovered, field_of(r, 0), r->status);
}

static enum svy_code keep_cell(const struct row *r)
{
	return put_field(r, field_of(r, 0)->text, field_of(r, 0)->length);
}

/* --- one source ----------------------------------------------------------- */

static enum svy_code map_cell(const struct row *r)
{
	const struct svy_field *field = field_of(r, 0);
	int32_t found;
	if (svy_dictionary_find(r->bound->choice[0], field->text, field->length, &found))
		return put_text(r, r->bound->rule->rows[found].to);
	enum svy_code code = classify(r, 0, &found);
	if (code != SVY_OK)
		return code;
	return found < 0 ? keep_cell(r) : leave_uncovered(r);
}

static enum svy_code bin_cell(const struct row *r)
{
	const struct svy_rule *rule = r->bound->rule;
	struct reasons reasons = {0};
	double x;
	enum svy_code code = read_number(r, 0, &x, &reasons);
	if (code != SVY_OK)
		return code;
	if (reasons.n)
		return keep_cell(r);
	for (size_t i = 0; i < rule->n_rows; i++)
		if (svy_range_holds(&rule->rows[i].range, x))
			return put_text(r, rule->rows[i].to);
	return leave_uncovered(r);
}

static enum svy_code reverse_number(const struct row *r)
{
	const struct svy_range *range = &r->bound->rule->rows[0].range;
	struct reasons reasons = {0};
	double x;
	enum svy_code code = read_number(r, 0, &x, &reasons);
	if (code != SVY_OK)
		return code;
	if (reasons.n)
		return put_reason(r, &reasons);
	return svy_range_holds(range, x) ? put_number(r, range->low + range->high - x) : leave_uncovered(r);
}

/* The target has the mirrored values, or the same values in mirrored places. */
static enum svy_code reverse_cell(const struct row *r)
{
	const struct svy_variable *target = &r->recode->variables[r->bound->target].variable;
	const struct svy_variable *source = &r->recode->variables[variable_of(r, 0)].variable;
	int32_t found;
	if (*r->bound->rule->rows[0].from_text)
		return reverse_number(r);
	enum svy_code code = classify(r, 0, &found);
	if (code != SVY_OK)
		return code;
	bool stays = found < 0 || strcmp(target->categories[0].value, source->categories[0].value) != 0;
	return stays ? keep_cell(r) : put_text(r, target->categories[target->n_categories - 1 - (size_t)found].value);
}

static enum svy_code copy_cell(const struct row *r)
{
	int32_t found;
	bool is_list = r->recode->variables[variable_of(r, 0)].variable.type == SVY_LIST;
	enum svy_code code = is_list ? SVY_OK : classify(r, 0, &found);
	return code == SVY_OK ? keep_cell(r) : code;
}

/* Until its mean and standard deviation are known it gathers them. */
static enum svy_code score_cell(const struct row *r)
{
	struct svy_recode_score *score = &r->bound->score;
	struct reasons reasons = {0};
	double x;
	enum svy_code code = read_number(r, 0, &x, &reasons);
	if (code != SVY_OK)
		return code;
	if (reasons.n)
		return put_reason(r, &reasons);
	if (score->known)
		return put_number(r, (x - score->mean) / score->sd);
	score->n_valid++;
	svy_spread_add(&score->spread, x, r->weight);
	return put_text(r, "");
}

static enum svy_code date_cell(const struct row *r)
{
	struct reasons reasons = {0};
	struct svy_date date = {0};
	enum svy_code code = read_date(r, 0, &date, &reasons);
	if (code != SVY_OK)
		return code;
	if (reasons.n)
		return put_reason(r, &reasons);
	switch (r->bound->rule->operation) {
	case SVY_RECODE_YEAR: return put_number(r, date.year);
	case SVY_RECODE_MONTH: return put_number(r, date.month);
	case SVY_RECODE_DAY: return put_number(r, date.day);
	case SVY_RECODE_WEEKDAY: return put_number(r, svy_date_weekday(date));
	default: return put_number(r, (date.month + 2) / 3);
	}
}

/* --- several sources ------------------------------------------------------ */

/* How many items have a value that `from` names, and how many have another. */
static enum svy_code count_items(const struct row *r, size_t *n_having, size_t *n_other, struct reasons *reasons)
{
	*n_having = *n_other = 0;
	for (size_t i = 0; i < r->bound->rule->n_sources; i++) {
		const struct svy_field *field = field_of(r, i);
		int32_t found;
		if (svy_dictionary_find(r->bound->choice[i], field->text, field->length, &found)) {
			++*n_having;
			continue;
		}
		bool answered;
		enum svy_code code = look(r, i, &answered, reasons);
		if (code != SVY_OK)
			return code;
		*n_other += answered;
	}
	return SVY_OK;
}

/* Any item that has it decides any-of, any that does not decides all-of; otherwise a
 * missing item leaves the answer open. */
static enum svy_code count_cell(const struct row *r)
{
	const struct svy_rule *rule = r->bound->rule;
	struct reasons reasons = {0};
	size_t n_having, n_other;
	enum svy_code code = count_items(r, &n_having, &n_other, &reasons);
	if (code != SVY_OK)
		return code;
	if (rule->operation == SVY_RECODE_COUNT)
		return n_having + n_other >= rule->minimum ? put_number(r, (double)n_having) : put_reason(r, &reasons);
	if (rule->operation == SVY_RECODE_ANY_OF && n_having)
		return put_text(r, "1");
	if (rule->operation == SVY_RECODE_ALL_OF && n_other)
		return put_text(r, "0");
	return reasons.n ? put_reason(r, &reasons) : put_text(r, rule->operation == SVY_RECODE_ALL_OF ? "1" : "0");
}

static enum svy_code sum_cell(const struct row *r)
{
	const struct svy_rule *rule = r->bound->rule;
	struct svy_sum sum = {0};
	struct reasons reasons = {0};
	for (size_t i = 0; i < rule->n_sources; i++) {
		double x;
		enum svy_code code = read_number(r, i, &x, &reasons);
		if (code != SVY_OK)
			return code;
		if (!isnan(x))
			svy_sum_add(&sum, x);
	}
	size_t n_valid = rule->n_sources - reasons.n;
	if (n_valid < rule->minimum)
		return put_reason(r, &reasons);
	return put_number(r, svy_sum_value(&sum) / (rule->operation == SVY_RECODE_MEAN ? (double)n_valid : 1));
}

static enum svy_code first_cell(const struct row *r)
{
	const struct svy_recode_variable *target = &r->recode->variables[r->bound->target];
	struct reasons reasons = {0};
	for (size_t i = 0; i < r->bound->rule->n_sources; i++) {
		const struct svy_field *field = field_of(r, i);
		int32_t found;
		enum svy_code code = classify(r, i, &found);
		if (code != SVY_OK)
			return code;
		if (found < 0) {
			add_reason(&reasons, reason_of(r, i, found));
			continue;
		}
		/* A text such as "refused", where that is how the target says so. */
		if (svy_dictionary_find(target->known, field->text, field->length, &found) && found < 0)
			return fail_input(r, i, "would be read as a missing answer");
		return put_field(r, field->text, field->length);
	}
	return put_reason(r, &reasons);
}

static enum svy_code difference_cell(const struct row *r)
{
	struct reasons reasons = {0};
	double x[2] = {0};
	struct svy_date date[2] = {{0}};
	bool days = r->bound->rule->operation == SVY_RECODE_DIFFERENCE_DAYS;
	for (size_t i = 0; i < 2; i++) {
		enum svy_code code = days ? read_date(r, i, &date[i], &reasons) : read_number(r, i, &x[i], &reasons);
		if (code != SVY_OK)
			return code;
	}
	if (reasons.n)
		return put_reason(r, &reasons);
	return put_number(r, days ? (double)(svy_date_days(date[0]) - svy_date_days(date[1])) : x[0] - x[1]);
}

enum svy_code svy_recode_cell(struct svy_recode *recode, struct svy_recode_rule *bound, size_t line, double weight,
                              struct svy_status *status)
{
	const struct row r = {recode, bound, line, weight, status};
	switch (bound->rule->operation) {
	case SVY_RECODE_MAP:
	case SVY_RECODE_COLLAPSE: return map_cell(&r);
	case SVY_RECODE_BIN: return bin_cell(&r);
	case SVY_RECODE_REVERSE: return reverse_cell(&r);
	case SVY_RECODE_COPY: return copy_cell(&r);
	case SVY_RECODE_COUNT:
	case SVY_RECODE_ANY_OF:
	case SVY_RECODE_ALL_OF: return count_cell(&r);
	case SVY_RECODE_SUM:
	case SVY_RECODE_MEAN: return sum_cell(&r);
	case SVY_RECODE_FIRST_OF: return first_cell(&r);
	case SVY_RECODE_Z_SCORE: return score_cell(&r);
	case SVY_RECODE_DIFFERENCE:
	case SVY_RECODE_DIFFERENCE_DAYS: return difference_cell(&r);
	default: return date_cell(&r);
	}
}
