#include "tools/front/coding.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/text.h"
#include "tab/count.h"
#include "tools/front/coding_request.h"
#include "tools/front/pending.h"

/* Rows whose text is made at a time, where all of them are there at once. */
enum { PART = 4096 };

struct job {
	struct svy_call call; /* ours: without the weight where nothing needs one */
	const struct svy_coding_options *options;
	struct svy_coding_request request;
	struct svy_analysis *analysis;
	size_t *kept;
	struct svy_coding *coding;
	struct svy_coding_writer *writer;
	struct svy_text text;
	struct svy_pending *matrix, *legend;
};

/* --- columns -------------------------------------------------------------- */

static enum svy_code open_columns(struct job *job, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < job->request.n_wanted && code == SVY_OK; i++)
		code = svy_analysis_use(job->analysis, job->request.wanted[i].name,
		                        job->request.wanted[i].kind == SVY_STANDARDISED ? SVY_USE_NUMBER : SVY_USE_CATEGORY,
		                        &job->request.wanted[i].column, status);
	for (size_t i = 0; i < job->request.n_keep && code == SVY_OK; i++)
		code = svy_analysis_use(job->analysis, job->request.keep[i], SVY_USE_TEXT, &job->kept[i], status);
	return code == SVY_OK ? svy_analysis_begin(job->analysis, status) : code;
}

/* Only a mean needs the weight; the design of the codebook is passed over otherwise. */
static enum svy_code choose_weight(struct job *job, struct svy_status *status)
{
	struct svy_common *common = &job->call.common;
	if (svy_coding_standardises(job->options))
		return SVY_OK;
	if (common->weight_kind || (common->weight && strcmp(common->weight, "none") != 0))
		return svy_fail(status, SVY_EUSAGE, "a weight changes only what is standardised; --keep VAR copies a column");
	common->weight = "none";
	return SVY_OK;
}

static enum svy_code start(struct job *job, struct svy_status *status)
{
	const char *legend = job->options->legend;
	enum svy_code code = choose_weight(job, status);
	if (code == SVY_OK && legend && svy_same_file(legend, job->call.common.output))
		code = svy_fail(status, SVY_EUSAGE, "--legend %s: the matrix goes there", legend);
	if (code == SVY_OK)
		code = svy_analysis_open(&job->call, &job->analysis, status);
	if (code == SVY_OK && legend)
		code = svy_opened_spare(&job->analysis->file, &job->call, legend, status);
	if (code == SVY_OK)
		code = svy_coding_request_read(&job->call, job->options, job->analysis->file.source, &job->request, status);
	if (code != SVY_OK)
		return code;
	job->kept = svy_array_new(job->request.n_keep, sizeof *job->kept);
	return job->kept ? open_columns(job, status) : svy_fail_memory(status);
}

/* --- what the first reading finds ----------------------------------------- */

static bool known(const struct job *job)
{
	for (size_t i = 0; i < job->request.n_wanted; i++)
		if (job->request.wanted[i].kind == SVY_STANDARDISED ||
		    !svy_analysis_variable(job->analysis, job->request.wanted[i].column)->declared)
			return false;
	return true;
}

static enum svy_code learn_one(const struct job *job, struct svy_wanted *wanted, const struct svy_table *table,
                               const bool *mask, struct svy_status *status)
{
	const struct svy_column *column = &table->columns[wanted->column];
	size_t weight = job->analysis->weight_column;
	if (column->use == SVY_USE_CATEGORY) {
		wanted->n_used = column->variable.n_categories;
		if (!svy_array_reserve(&wanted->used, &wanted->used_room, wanted->n_used, sizeof *wanted->used))
			return svy_fail_memory(status);
	}
	for (size_t i = 0; i < table->n_rows; i++) {
		if ((mask && !mask[i]) || svy_code_missing(column->codes[i]))
			continue;
		if (column->use == SVY_USE_CATEGORY)
			wanted->used[column->codes[i]] = true;
		else
			svy_spread_add(&wanted->spread, column->numbers[i],
			                weight == SVY_NO_COLUMN ? 1 : table->columns[weight].numbers[i]);
	}
	return SVY_OK;
}

static enum svy_code learn(void *consumer, const struct svy_table *table, const bool *mask, struct svy_status *status)
{
	struct job *job = consumer;
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < job->request.n_wanted && code == SVY_OK; i++)
		code = learn_one(job, &job->request.wanted[i], table, mask, status);
	return code;
}

/* --- the matrix ----------------------------------------------------------- */

static void note_standardised(const struct job *job, const struct svy_wanted *wanted, double sd)
{
	struct svy_notes *notes = &job->coding->notes;
	if (isnan(sd))
		svy_notes_add(notes, "%s: no standard deviation, so its cells are empty: there are not two different numbers",
		              wanted->name);
	else if (job->analysis->weight)
		svy_notes_add(notes, "%s: mean and standard deviation are weighted by %s (%s)", wanted->name,
		              job->analysis->weight, svy_weight_kind_name(job->analysis->kind));
}

static enum svy_code add_factor(struct job *job, const struct svy_wanted *wanted, struct svy_status *status)
{
	struct svy_coding_spec spec = {.kind = wanted->kind,
	                               .reference = wanted->reference,
	                               .no_reference = job->request.no_reference,
	                               .scores = wanted->scores,
	                               .n_scores = wanted->n_scores,
	                               .used = wanted->used,
	                               .n_used = wanted->n_used};
	struct svy_spread_of of;
	size_t index;
	if (wanted->kind == SVY_STANDARDISED) {
		svy_spread_finish(&wanted->spread, &of);
		spec.mean = of.mean;
		spec.sd = svy_spread_sd(&wanted->spread, job->analysis->kind == SVY_WEIGHT_FREQUENCY);
		note_standardised(job, wanted, spec.sd);
	}
	return svy_coding_add_factor(job->coding, job->analysis->table, wanted->column, &spec, &index, status);
}

/* It is there only when the matrix is. */
static enum svy_code write_legend(struct job *job, struct svy_status *status)
{
	struct svy_text text = {0};
	enum svy_code code = svy_pending_open(job->options->legend, true, &job->legend, status);
	svy_coding_legend(job->coding, &text);
	if (code == SVY_OK)
		code = text.failed ? svy_fail_memory(status) : svy_pending_put(job->legend, text.bytes, text.length, status);
	svy_text_clear(&text);
	return code;
}

static enum svy_code make_writer(struct job *job, struct svy_status *status)
{
	enum svy_code code = svy_coding_new(&job->coding, status);
	for (size_t i = 0; i < job->request.n_wanted && code == SVY_OK; i++)
		code = add_factor(job, &job->request.wanted[i], status);
	for (size_t i = 0; i < job->request.n_operands && code == SVY_OK; i++)
		code = svy_coding_add_term(job->coding, job->request.operands[i].wanted, job->request.operands[i].n, status);
	if (code == SVY_OK)
		code = svy_coding_name(job->coding, job->options->labels, status);
	if (code == SVY_OK)
		code = svy_coding_writer_new(job->coding, job->analysis->table, job->kept, job->request.n_keep,
		                             job->request.missing,
		                             svy_text_ends_in(job->call.common.output, ".tsv") ? '\t' : ',', &job->writer,
		                             status);
	if (code == SVY_OK)
		code = svy_pending_open(job->call.common.output, true, &job->matrix, status);
	if (code == SVY_OK && job->options->legend)
		code = write_legend(job, status);
	if (code == SVY_OK)
		svy_coding_writer_header(job->writer, &job->text);
	return code;
}

static enum svy_code flush(struct job *job, struct svy_status *status)
{
	enum svy_code code = job->text.failed
	                         ? svy_fail_memory(status)
	                         : svy_pending_put(job->matrix, job->text.bytes, job->text.length, status);
	job->text.length = 0;
	return code;
}

static enum svy_code write_rows(void *consumer, const struct svy_table *table, const bool *mask,
                                struct svy_status *status)
{
	struct job *job = consumer;
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < table->n_rows && code == SVY_OK; i += PART) {
		size_t end = table->n_rows - i < PART ? table->n_rows : i + PART;
		code = svy_coding_writer_rows(job->writer, table, mask, i, end, &job->text, status);
		if (code == SVY_OK)
			code = flush(job, status);
	}
	return code;
}

static enum svy_code learn_and_write(void *consumer, const struct svy_table *table, const bool *mask,
                                     struct svy_status *status)
{
	enum svy_code code = learn(consumer, table, mask, status);
	if (code == SVY_OK)
		code = make_writer(consumer, status);
	return code == SVY_OK ? write_rows(consumer, table, mask, status) : code;
}

/* --- reading -------------------------------------------------------------- */

static bool reads_twice(const struct job *job)
{
	struct stat about;
	return strcmp(job->call.operands[0], "-") != 0 &&
	       stat(svy_source_path(job->analysis->file.source), &about) == 0 && S_ISREG(about.st_mode);
}

static enum svy_code read_first(struct job *job, struct svy_status *status)
{
	enum svy_code code = svy_analysis_read(job->analysis, learn, job, status);
	if (code == SVY_OK)
		code = make_writer(job, status);
	if (code != SVY_OK)
		return code;
	svy_analysis_free(job->analysis);
	job->analysis = NULL;
	code = svy_analysis_open(&job->call, &job->analysis, status);
	return code == SVY_OK ? open_columns(job, status) : code;
}

static enum svy_code read_all(struct job *job, struct svy_status *status)
{
	enum svy_code code;
	if (known(job)) {
		code = make_writer(job, status);
	} else if (reads_twice(job)) {
		code = read_first(job, status);
	} else {
		job->analysis->keeps_rows = true;
		return svy_analysis_read(job->analysis, learn_and_write, job, status);
	}
	return code == SVY_OK ? svy_analysis_read(job->analysis, write_rows, job, status) : code;
}

static void print_notes(const struct job *job)
{
	struct svy_notes notes = {0};
	svy_notes_merge(&notes, svy_source_notes(job->analysis->file.source));
	svy_notes_merge(&notes, &job->analysis->file.codebook->notes);
	svy_notes_merge(&notes, &job->coding->notes);
	svy_coding_writer_note(job->writer, &notes);
	for (size_t i = 0; i < notes.n && !job->call.common.quiet; i++)
		fprintf(stderr, "%s: note: %s\n", job->call.tool->name, notes.text[i]);
	svy_notes_clear(&notes);
}

static enum svy_code finish(struct job *job, struct svy_status *status)
{
	enum svy_code code = flush(job, status);
	if (code != SVY_OK)
		return code;
	struct svy_pending *const outputs[] = {job->matrix, job->legend};
	code = svy_pending_commit(outputs, job->legend ? 2 : 1, status);
	job->matrix = job->legend = NULL;
	if (code == SVY_OK)
		print_notes(job);
	return code;
}

static void clear(struct job *job)
{
	svy_pending_discard(job->matrix);
	svy_pending_discard(job->legend);
	svy_text_clear(&job->text);
	svy_coding_writer_free(job->writer);
	svy_coding_free(job->coding);
	svy_coding_request_clear(&job->request);
	free(job->kept);
	svy_analysis_free(job->analysis);
}

enum svy_code svy_code_rows(const struct svy_call *call, const struct svy_coding_options *options,
                            struct svy_status *status)
{
	struct job job = {.call = *call, .options = options};
	enum svy_code code = start(&job, status);
	if (code == SVY_OK)
		code = read_all(&job, status);
	if (code == SVY_OK)
		code = finish(&job, status);
	clear(&job);
	return code;
}
