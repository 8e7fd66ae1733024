#include "tools/front/analysis.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "tab/count.h"

/* The kind of the weight named `name`: from the option, else the codebook's. */
static enum svy_code find_kind(struct svy_analysis *analysis, const char *name, struct svy_status *status)
{
	const char *asked = analysis->call->common.weight_kind;
	const struct svy_design_names *design = &analysis->file.codebook->design;

	if (asked && !svy_weight_kind_from_name(asked, &analysis->kind))
		return svy_fail(status, SVY_EUSAGE, "--weight-kind: \"%s\" is neither frequency nor sampling", asked);
	if (!asked && design->weight && strcmp(name, design->weight) == 0)
		analysis->kind = design->weight_kind;
	else if (!asked)
		return svy_fail(status, SVY_EUSAGE,
		                "-w %s: say what kind of weight it is: --weight-kind frequency (a row stands for "
		                "that many like it) or --weight-kind sampling",
		                name);
	return SVY_OK;
}

static enum svy_code open_weight(struct svy_analysis *analysis, struct svy_status *status)
{
	const struct svy_common *common = &analysis->call->common;
	const struct svy_design_names *design = &analysis->file.codebook->design;
	bool off = common->weight && strcmp(common->weight, "none") == 0;
	const char *name = off ? NULL : common->weight ? common->weight : design->weight;

	analysis->weight_column = SVY_NO_COLUMN;
	analysis->has_clusters = !off && (design->strata || design->clusters);
	if (!name && common->weight_kind)
		return svy_fail(status, SVY_EUSAGE, "--weight-kind without a weight: name it with -w VAR");
	if (!name)
		return SVY_OK;
	enum svy_code code = find_kind(analysis, name, status);
	if (code != SVY_OK)
		return code;
	analysis->weight = name;
	return svy_table_use(analysis->table, analysis->file.source, analysis->file.codebook, name, SVY_USE_NUMBER,
	                     &analysis->weight_column, status);
}

static enum svy_code open_missing(struct svy_analysis *analysis, struct svy_status *status)
{
	const char *text = analysis->call->common.missing;
	if (svy_missing_policy_parse(text, &analysis->missing))
		return SVY_OK;
	return svy_fail(status, SVY_EUSAGE,
	                "--missing: \"%s\" is not exclude, show, include or include:REASON,... with reasons among "
	                "no-answer, refused, dont-know, not-asked and not-coded",
	                text);
}

enum svy_code svy_analysis_open(const struct svy_call *call, struct svy_analysis **out, struct svy_status *status)
{
	struct svy_analysis *analysis = svy_array_new(1, sizeof *analysis);
	if (!analysis)
		return svy_fail_memory(status);
	analysis->call = call;
	enum svy_code code = open_missing(analysis, status);
	if (code == SVY_OK)
		code = svy_open(call, &analysis->file, status);
	if (code == SVY_OK)
		code = svy_table_new(&analysis->table, status);
	if (code == SVY_OK)
		code = svy_domain_new(&analysis->domain, status);
	if (code == SVY_OK)
		code = open_weight(analysis, status);
	if (code != SVY_OK) {
		svy_analysis_free(analysis);
		return code;
	}
	*out = analysis;
	return SVY_OK;
}

enum svy_code svy_analysis_use(struct svy_analysis *analysis, const char *name, enum svy_use use, size_t *column,
                               struct svy_status *status)
{
	return svy_table_use(analysis->table, analysis->file.source, analysis->file.codebook, name, use, column, status);
}

const struct svy_variable *svy_analysis_variable(const struct svy_analysis *analysis, size_t column)
{
	return &analysis->table->columns[column].variable;
}

enum svy_code svy_analysis_shares(const struct svy_analysis *analysis, const char *interval,
                                  struct svy_share_options *out, struct svy_status *status)
{
	static const char *const NAMES[] = {"wilson", "clopper-pearson", "jeffreys", "agresti-coull",
	                                    "wald", "blaker", "mid-p"};
	*out = (struct svy_share_options){.level = analysis->call->common.level, .no_errors = analysis->has_clusters,
	                                  .has_interval = interval && *interval};
	if (!out->has_interval)
		return SVY_OK;
	if (analysis->kind == SVY_WEIGHT_SAMPLING)
		return svy_fail(status, SVY_EUSAGE,
		                "--interval %s: it assumes counts, not sampling weights, under which the limits are on the "
		                "logit with a linearised standard error, without asking",
		                interval);
	if (svy_interval_from_name(interval, &out->interval))
		return SVY_OK;
	const char *nearest = svy_text_nearest(interval, NAMES, sizeof NAMES / sizeof *NAMES);
	return nearest ? svy_fail(status, SVY_EUSAGE, "--interval: there is no \"%s\" (did you mean \"%s\"?)", interval,
	                          nearest)
	               : svy_fail(status, SVY_EUSAGE,
	                          "--interval: there is no \"%s\"; known are wilson, clopper-pearson, jeffreys, "
	                          "agresti-coull, wald, blaker, mid-p",
	                          interval);
}

/* --order VAR=a,b,c */
static enum svy_code apply_order(struct svy_analysis *analysis, const char *order, struct svy_status *status)
{
	const char *equals = strchr(order, '=');
	char **values = NULL;
	size_t n_values = 0, column;

	if (!equals || equals == order)
		return svy_fail(status, SVY_EUSAGE, "--order: \"%s\" is not of the form VAR=VALUE,VALUE,...", order);
	char *name = svy_text_copy_n(order, (size_t)(equals - order));
	enum svy_code code = name ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK)
		code = svy_analysis_use(analysis, name, SVY_USE_CATEGORY, &column, status);
	if (code == SVY_OK)
		code = svy_list_split(equals + 1, &values, &n_values, status);
	if (code == SVY_OK && n_values == 0)
		code = svy_fail(status, SVY_EUSAGE, "--order: \"%s\" lists no category", order);
	if (code == SVY_OK)
		code = svy_table_order(analysis->table, column, (const char *const *)values, n_values, status);
	svy_list_free(values, n_values);
	free(name);
	return code;
}

static enum svy_code apply_options(struct svy_analysis *analysis, struct svy_status *status)
{
	const struct svy_common *common = &analysis->call->common;
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < common->order.n && code == SVY_OK; i++)
		code = apply_order(analysis, common->order.item[i], status);
	for (size_t i = 0; i < common->where.n && code == SVY_OK; i++)
		code = svy_domain_add(analysis->domain, common->where.item[i], analysis->table, analysis->file.source,
		                      analysis->file.codebook, status);
	return code;
}

static enum svy_code take_rows(struct svy_analysis *analysis, struct svy_status *status)
{
	const struct svy_table *table = analysis->table;
	bool *mask = NULL;
	enum svy_code code = SVY_OK;

	if (analysis->kind != SVY_WEIGHT_NONE)
		code = svy_weight_check(table, analysis->weight_column, analysis->kind, status);
	if (code == SVY_OK && analysis->call->common.where.n) {
		if (!svy_array_reserve(&analysis->mask, &analysis->mask_capacity, table->n_rows, sizeof *mask))
			return svy_fail_memory(status);
		mask = analysis->mask;
		code = svy_domain_mask(analysis->domain, table, mask, status);
	}
	if (code != SVY_OK)
		return code;
	for (size_t i = 0; i < table->n_rows; i++)
		analysis->rows_domain += !mask || mask[i];
	return analysis->consume(analysis->consumer, table, mask, status);
}

static enum svy_code take_block(void *context, const struct svy_block *block, struct svy_status *status)
{
	struct svy_analysis *analysis = context;
	enum svy_code code = svy_table_add(analysis->table, block, status);
	if (code != SVY_OK || analysis->keeps_rows)
		return code;
	code = take_rows(analysis, status);
	svy_table_clear_rows(analysis->table);
	return code;
}

enum svy_code svy_analysis_begin(struct svy_analysis *analysis, struct svy_status *status)
{
	enum svy_code code = apply_options(analysis, status);
	if (code == SVY_OK)
		code = svy_table_select(analysis->table, analysis->file.source, status);
	analysis->begun = code == SVY_OK;
	return code;
}

enum svy_code svy_analysis_read(struct svy_analysis *analysis, svy_rows_consumer *consume, void *consumer,
                                struct svy_status *status)
{
	enum svy_code code = analysis->begun ? SVY_OK : svy_analysis_begin(analysis, status);
	analysis->consume = consume;
	analysis->consumer = consumer;
	if (code == SVY_OK)
		code = svy_source_read(analysis->file.source, take_block, analysis, status);
	if (code == SVY_OK && analysis->keeps_rows)
		code = take_rows(analysis, status);
	return code;
}

static bool describe_design(const struct svy_analysis *analysis, struct svy_result *result)
{
	const struct svy_design_names *design = &analysis->file.codebook->design;
	uint64_t rows = svy_source_rows(analysis->file.source);

	result->weight = svy_text_copy(analysis->weight);
	result->weight_kind = svy_text_copy(svy_weight_kind_name(analysis->kind));
	if (analysis->has_clusters) {
		result->strata = svy_text_copy(design->strata);
		result->clusters = svy_text_copy(design->clusters);
		svy_notes_add(&result->notes, "the codebook declares strata or clusters, which are not used yet: "
		                              "no standard errors");
	} else if (analysis->kind == SVY_WEIGHT_SAMPLING && rows > 1) {
		result->df = (double)(rows - 1);
		svy_notes_add(&result->notes, "no strata or clusters are declared: standard errors are those of rows drawn "
		                              "independently with replacement");
	}
	return !analysis->weight || (result->weight && result->weight_kind);
}

enum svy_code svy_analysis_describe(const struct svy_analysis *analysis, uint64_t rows_used, struct svy_result *result,
                                    struct svy_status *status)
{
	svy_opened_describe(&analysis->file, result);
	svy_domain_notes(analysis->domain, analysis->table, &result->notes);
	svy_result_rows(result, svy_source_rows(analysis->file.source), analysis->rows_domain, rows_used);
	if (!describe_design(analysis, result))
		return svy_fail_memory(status);
	return svy_result_failed(result) ? svy_fail_memory(status) : SVY_OK;
}

const struct svy_disclosure *svy_analysis_policy(const struct svy_analysis *analysis)
{
	return analysis->file.codebook->has_disclosure ? &analysis->file.codebook->disclosure : NULL;
}

void svy_analysis_free(struct svy_analysis *analysis)
{
	if (!analysis)
		return;
	svy_domain_free(analysis->domain);
	svy_table_free(analysis->table);
	svy_opened_clear(&analysis->file);
	free(analysis->mask);
	free(analysis);
}
