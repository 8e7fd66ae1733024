#include "report/frequencies.h"

#include <math.h>
#include <string.h>

#include "base/sum.h"
#include "design/weight.h"

static const struct svy_rfield FIELDS[] = {
	{"variable", SVY_KEY, SVY_AS_TEXT},
	{"value", SVY_KEY, SVY_AS_TEXT},
	{"label", SVY_KEY, SVY_AS_TEXT},
	{"kind", SVY_KEY, SVY_AS_TEXT},
	{"n", SVY_N, SVY_AS_COUNT},
	{"weighted_n", SVY_CELL, SVY_AS_WEIGHTED},
	{"percent", SVY_PERCENT, SVY_AS_PERCENT},
	{"valid_percent", SVY_PERCENT, SVY_AS_PERCENT},
	{"cumulative_percent", SVY_PERCENT, SVY_AS_PERCENT},
	{"se", SVY_PERCENT, SVY_AS_PERCENT},
	{"low", SVY_PERCENT, SVY_AS_PERCENT},
	{"high", SVY_PERCENT, SVY_AS_PERCENT},
	{"response_percent", SVY_PERCENT, SVY_AS_PERCENT}, /* the last one: where there are several answers */
};

/* One variable while its rows are written. */
struct writer {
	struct svy_rtable *table;
	size_t group;
	const struct svy_variable *variable;
	const struct svy_crosstabs *counts;
	const struct svy_share_options *options;
	struct svy_tally valid; /* the base */
	struct svy_tally all;   /* the base and the missing rows that are shown */
	uint64_t n_so_far;      /* of the valid rows that are written, and of their weights */
	struct svy_sum w_so_far;
	double answers;         /* sum of weights over all choices; several answers only */
};

static double weight_of(const struct writer *writer, const struct svy_tally *tally)
{
	return writer->counts->weighted ? tally->w : (double)tally->n;
}

static double percent(double part, double whole)
{
	return whole > 0 ? 100.0 * part / whole : NAN;
}

static void begin_row(struct writer *writer, const char *value, const char *label, const char *kind,
                      const struct svy_tally *tally)
{
	struct svy_rtable *table = writer->table;
	svy_row_begin(table, writer->group);
	svy_set_text(table, "variable", writer->variable->name);
	svy_set_text(table, "value", value);
	svy_set_text(table, "label", label);
	svy_set_text(table, "kind", kind);
	svy_set_count(table, "n", tally->n);
	if (writer->counts->weighted)
		svy_set_real(table, "weighted_n", tally->w);
	svy_set_percent(table, "percent", percent(weight_of(writer, tally), weight_of(writer, &writer->all)),
	                writer->all.n);
}

/* Why there are no percentages. */
static const char *why_empty(const struct svy_tally *valid)
{
	return valid->n ? "all weights are zero" : "no valid answer";
}

/* The weight of the valid rows so far.  After the last respondent it is that of
 * the base, where adding up rounded weights gave 100.00000000000001 percent. */
static double add_up(struct writer *writer, const struct svy_tally *tally)
{
	double whole = weight_of(writer, &writer->valid);
	writer->n_so_far += tally->n;
	svy_sum_add(&writer->w_so_far, weight_of(writer, tally));
	return writer->n_so_far == writer->valid.n ? whole : fmin(whole, svy_sum_value(&writer->w_so_far));
}

/* One of several answers. */
static void write_choice(struct writer *writer, const struct svy_tally *tally, const struct svy_tally *base)
{
	svy_row_others(writer->table, base->n - tally->n);
	svy_row_others(writer->table, writer->valid.n - base->n);
	svy_set_percent(writer->table, "response_percent", percent(weight_of(writer, tally), writer->answers), base->n);
	if (base->n != writer->valid.n)
		svy_row_note(writer->table, "answered by %llu of %llu", (unsigned long long)base->n,
		             (unsigned long long)writer->valid.n);
}

static enum svy_code write_valid(struct writer *writer, size_t i, struct svy_status *status)
{
	const struct svy_crosstab *cells = &writer->counts->tables[0];
	const struct svy_level *level = &writer->counts->levels[0].level[i];
	const struct svy_tally *tally = svy_crosstab_cell(cells, i, 0);
	const struct svy_tally base = svy_crosstab_base(cells, i, 0, SVY_BASE_COL);
	begin_row(writer, level->value, level->label, "valid", tally);
	double whole = weight_of(writer, &base);
	if (!(whole > 0))
		svy_row_note(writer->table, "%s", why_empty(&base));
	svy_set_percent(writer->table, "valid_percent", percent(weight_of(writer, tally), whole), base.n);
	if (!writer->variable->several)
		svy_set_percent(writer->table, "cumulative_percent", percent(add_up(writer, tally), whole), base.n);
	else if (level->code >= 0)
		write_choice(writer, tally, &base);
	svy_row_unsummed(writer->table, writer->variable->several, false);
	return svy_share_error(writer->table, tally, &base, writer->counts->weighted, writer->options, status);
}

static enum svy_code write_net(struct writer *writer, size_t i, struct svy_status *status)
{
	const struct svy_crosstab *cells = &writer->counts->tables[0];
	const struct svy_level *level = &writer->counts->levels[0].level[i];
	const struct svy_tally *tally = svy_crosstab_cell(cells, i, 0);
	const struct svy_tally base = svy_crosstab_base(cells, i, 0, SVY_BASE_COL);
	double whole = weight_of(writer, &base);
	begin_row(writer, NULL, level->label, "net", tally);
	svy_row_margin(writer->table);
	svy_row_note(writer->table, "%s", level->value);
	svy_set_percent(writer->table, "valid_percent", percent(weight_of(writer, tally), whole), base.n);
	if (writer->variable->several) {
		uint64_t apart = svy_crosstabs_apart(writer->counts, writer->variable, 0, 0, i, 0), others = base.n - tally->n;
		svy_row_others(writer->table, apart && (!others || apart < others) ? apart : others);
	}
	return svy_share_error(writer->table, tally, &base, writer->counts->weighted, writer->options, status);
}

static void write_missing(struct writer *writer, const struct svy_level *level, const struct svy_tally *tally)
{
	const struct svy_missing_value *missing = svy_code_missing_value(writer->variable, level->code);
	begin_row(writer, level->value, level->label, "missing", tally);
	svy_row_outside(writer->table);
	svy_row_note(writer->table, "%s: outside the valid base", svy_reason_name(missing->reason));
}

static void write_total(struct writer *writer)
{
	const struct svy_tally *valid = &writer->valid;
	begin_row(writer, "", "Total", "total", &writer->all);
	svy_row_margin(writer->table);
	svy_set_percent(writer->table, "valid_percent", weight_of(writer, valid) > 0 ? 100.0 : NAN, valid->n);
	if (valid->n != writer->all.n)
		svy_row_note(writer->table, "valid n %llu", (unsigned long long)valid->n);
	if (!(weight_of(writer, valid) > 0))
		svy_row_note(writer->table, "%s", why_empty(valid));
	if (!writer->variable->several)
		return;
	svy_set_percent(writer->table, "response_percent", writer->answers > 0 ? 100.0 : NAN, valid->n);
	svy_row_note(writer->table, "respondents, who may have given several answers");
}

struct svy_rtable *svy_frequencies_table(struct svy_result *result, const struct svy_frequencies_shape *shape)
{
	static const char *const HEADING[] = {"variable"};
	static const char *const SHOW[] = {"label", "n", "weighted_n", "percent", "valid_percent", "cumulative_percent",
	                                   "response_percent", "se", "low", "high"};
	const char *show[sizeof SHOW / sizeof *SHOW];
	size_t n_fields = sizeof FIELDS / sizeof *FIELDS - !shape->responses;
	struct svy_layout layout = {.layers = HEADING, .n_layers = shape->headings, .show = show,
	                            .totals = shape->totals, .sort = shape->sort, .ascending = shape->ascending};
	for (size_t i = 0; i < sizeof SHOW / sizeof *SHOW; i++)
		if ((shape->weighted || strcmp(SHOW[i], "weighted_n") != 0) &&
		    (!shape->sort || strcmp(SHOW[i], "cumulative_percent") != 0) && /* of another order */
		    (shape->responses || strcmp(SHOW[i], "response_percent") != 0))
			show[layout.n_show++] = SHOW[i];
	struct svy_rtable *table = svy_result_table(result, "frequencies", shape->title, FIELDS, n_fields);
	svy_rtable_layout(table, &layout);
	return table;
}

/* The base, and what is shown or given beside it. */
static void add_bases(struct writer *writer)
{
	const struct svy_levels *levels = &writer->counts->levels[0];
	const struct svy_crosstab *cells = &writer->counts->tables[0];
	writer->valid = writer->all = *svy_crosstab_cell(cells, levels->n, 0);
	for (size_t i = 0; i < levels->n; i++) {
		const struct svy_tally *tally = svy_crosstab_cell(cells, i, 0);
		if (levels->level[i].missing) {
			writer->all.n += tally->n;
			writer->all.w += tally->w;
			writer->all.w2 += tally->w2;
		} else if (levels->level[i].code >= 0 && !levels->level[i].net) {
			writer->answers += weight_of(writer, tally);
		}
	}
}

enum svy_code svy_frequencies_add(struct svy_result *result, struct svy_rtable *table, size_t group,
                                  const struct svy_variable *variable, const struct svy_crosstabs *counts,
                                  const struct svy_share_options *options, struct svy_status *status)
{
	const struct svy_levels *levels = &counts->levels[0];
	const struct svy_crosstab *cells = &counts->tables[0];
	struct writer writer = {.table = table, .group = group, .variable = variable, .counts = counts, .options = options};

	add_bases(&writer);
	for (size_t a = 0; a < levels->n; a++) {
		size_t i = levels->order[a];
		enum svy_code code = SVY_OK;
		if (levels->level[i].missing)
			write_missing(&writer, &levels->level[i], svy_crosstab_cell(cells, i, 0));
		else
			code = levels->level[i].net ? write_net(&writer, i, status) : write_valid(&writer, i, status);
		svy_row_depth(table, levels->depth[a]);
		if (code != SVY_OK)
			return code;
	}
	write_total(&writer);
	if (counts->weighted && writer.valid.w > 0)
		svy_result_group_note(result, group, "%s: base n %llu, weighted n %.1f, effective n (Kish) %.1f",
		                      variable->name, (unsigned long long)writer.valid.n, writer.valid.w,
		                      svy_effective_n(writer.valid.w, writer.valid.w2));
	return svy_result_failed(result) ? svy_fail_memory(status) : SVY_OK;
}
