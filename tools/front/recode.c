#include "tools/front/recode.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "data/recode.h"
#include "tools/front/analysis.h"
#include "tools/front/pending.h"

enum { WRITE_SIZE = 1 << 16, OUTPUTS = 2 };

struct job {
	const struct svy_call *call;
	struct svy_rules *rules;
	struct svy_recode *recode;
	struct svy_analysis *analysis; /* of this pass */
	const char *codebook_out;
	char *beside;    /* X.codebook.json */
	char delimiter;  /* of what is written */
	bool last;       /* this pass writes */
	bool has_score;  /* weights are needed, and the file more than once */
	off_t from;      /* where standard input begins */
	struct svy_text text;
	struct svy_pending *outputs[OUTPUTS]; /* rows, codebook */
};

/* --- where the output goes ------------------------------------------------ */

/* False for "-", pipes and devices, beside which nothing stands. */
static bool is_file(const char *path)
{
	struct stat about;
	return strcmp(path, "-") != 0 && (stat(path, &about) != 0 || !(S_ISFIFO(about.st_mode) || S_ISCHR(about.st_mode)));
}

static enum svy_code choose_codebook(struct job *job, struct svy_status *status)
{
	const char *output = job->call->common.output;
	if (job->codebook_out)
		return SVY_OK;
	if (!is_file(output))
		return svy_fail(status, SVY_EUSAGE,
		                "%s%s: the codebook of the result needs a place too: name one with --codebook-out FILE, or "
		                "write to a file with -o X.csv, and X.codebook.json stands beside it",
		                strcmp(output, "-") == 0 ? "to standard output" : "-o ",
		                strcmp(output, "-") == 0 ? "" : output);
	size_t length = strlen(output);
	if (svy_text_ends_in(output, ".csv") || svy_text_ends_in(output, ".tsv") || svy_text_ends_in(output, ".txt"))
		length -= 4;
	job->beside = svy_text_format("%.*s.codebook.json", (int)length, output);
	job->codebook_out = job->beside;
	return job->beside ? SVY_OK : svy_fail_memory(status);
}

static enum svy_code protect_inputs(const struct job *job, struct svy_status *status)
{
	const char *outputs[OUTPUTS] = {job->call->common.output, job->codebook_out};
	enum svy_code code = SVY_OK;
	if (svy_same_file(outputs[0], outputs[1]))
		return svy_fail(status, SVY_EUSAGE, "data and codebook would both be written to %s", outputs[0]);
	for (size_t i = 0; i < OUTPUTS && code == SVY_OK; i++) {
		code = svy_opened_spare(&job->analysis->file, job->call, outputs[i], status);
		if (code == SVY_OK)
			code = svy_output_spare(outputs[i], job->rules->path, status);
	}
	return code;
}

/* --- reading more than once ----------------------------------------------- */

static enum svy_code copy_input(int to, struct svy_status *status)
{
	char *bytes = svy_array_new(WRITE_SIZE, 1);
	enum svy_code code = bytes ? SVY_OK : svy_fail_memory(status);
	for (ssize_t n = 1; code == SVY_OK && n > 0;) {
		n = read(STDIN_FILENO, bytes, WRITE_SIZE);
		if (n > 0)
			code = svy_write_all(to, bytes, (size_t)n, "a temporary file", status);
		else if (n < 0 && errno == EINTR)
			n = 1;
		else if (n < 0)
			code = svy_fail(status, SVY_EIO, "cannot read standard input: %s", strerror(errno));
	}
	free(bytes);
	return code;
}

/* A pipe can be read once: it is kept in a file, which becomes standard input. */
static enum svy_code keep_input(struct svy_status *status)
{
	if (lseek(STDIN_FILENO, 0, SEEK_CUR) >= 0)
		return SVY_OK;
	int fd = svy_scratch_file(status);
	if (fd < 0)
		return SVY_EIO;
	enum svy_code code = copy_input(fd, status);
	if (code == SVY_OK && (lseek(fd, 0, SEEK_SET) != 0 || dup2(fd, STDIN_FILENO) < 0))
		code = svy_fail(status, SVY_EIO, "cannot read a temporary file: %s", strerror(errno));
	close(fd);
	return code;
}

static bool has_score(const struct svy_rules *rules)
{
	for (size_t i = 0; i < rules->n; i++)
		if (rules->list[i].operation == SVY_RECODE_Z_SCORE)
			return true;
	return false;
}

static enum svy_code prepare_input(struct job *job, struct svy_status *status)
{
	const char *path = job->call->operands[0];
	job->has_score = has_score(job->rules);
	if (!job->has_score)
		return SVY_OK;
	if (strcmp(path, "-") == 0) {
		enum svy_code code = keep_input(status);
		job->from = lseek(STDIN_FILENO, 0, SEEK_CUR);
		return code;
	}
	return is_file(path) ? SVY_OK
	                     : svy_fail(status, SVY_EUSAGE,
	                                "%s can be read only once, and z-score needs more: name a file, or send it to "
	                                "standard input (-)",
	                                path);
}

/* --- a pass --------------------------------------------------------------- */

static enum svy_code flush(struct job *job, struct svy_status *status)
{
	if (job->text.failed)
		return svy_fail_memory(status);
	enum svy_code code = svy_pending_put(job->outputs[0], job->text.bytes, job->text.length, status);
	job->text.length = 0;
	return code;
}

/* The weights of the rows, or NULL where nothing needs them. */
static enum svy_code read_weights(const struct job *job, const struct svy_block *block, const double **weights,
                                  struct svy_status *status)
{
	struct svy_analysis *analysis = job->analysis;
	*weights = NULL;
	if (analysis->kind == SVY_WEIGHT_NONE || !job->has_score)
		return SVY_OK;
	svy_table_clear_rows(analysis->table);
	enum svy_code code = svy_table_add(analysis->table, block, status);
	if (code == SVY_OK)
		code = svy_weight_check(analysis->table, analysis->weight_column, analysis->kind, status);
	*weights = analysis->table->columns[analysis->weight_column].numbers;
	return code;
}

static enum svy_code take_block(void *consumer, const struct svy_block *block, struct svy_status *status)
{
	struct job *job = consumer;
	const double *weights;
	enum svy_code code = read_weights(job, block, &weights, status);
	if (code == SVY_OK)
		code = svy_recode_rows(job->recode, block, weights, job->delimiter, job->last ? &job->text : NULL, status);
	return code == SVY_OK && job->last ? flush(job, status) : code;
}

/* Before the first row is read. */
static enum svy_code start(struct job *job, struct svy_status *status)
{
	const struct svy_opened *file = &job->analysis->file;
	const struct svy_recode_weight weight = {job->analysis->weight, job->analysis->kind};
	enum svy_code code = protect_inputs(job, status);
	if (code == SVY_OK)
		code = svy_recode_new(job->rules, file->source, file->codebook, weight, &job->recode, status);
	if (code == SVY_OK)
		code = svy_pending_open(job->call->common.output, true, &job->outputs[0], status);
	if (code == SVY_OK)
		code = svy_pending_open(job->codebook_out, true, &job->outputs[1], status);
	return code;
}

static enum svy_code put_codebook(struct job *job, struct svy_status *status)
{
	char *json;
	enum svy_code code = svy_recode_codebook(job->recode, job->analysis->file.codebook, &json, status);
	if (code != SVY_OK)
		return code;
	code = svy_pending_put(job->outputs[1], json, strlen(json), status);
	free(json);
	return code;
}

static enum svy_code read_once(struct job *job, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	if (!job->recode)
		code = start(job, status);
	if (code != SVY_OK)
		return code;
	job->last = svy_recode_ready(job->recode);
	if (job->last)
		svy_recode_header(job->recode, job->delimiter, &job->text);
	code = svy_source_read(job->analysis->file.source, take_block, job, status);
	if (code == SVY_OK)
		code = svy_recode_pass(job->recode, status);
	if (code == SVY_OK && job->last)
		code = flush(job, status);
	return code == SVY_OK && job->last ? put_codebook(job, status) : code;
}

static void say(const struct job *job, const struct svy_notes *notes)
{
	for (size_t i = 0; i < notes->n; i++)
		fprintf(stderr, "%s: note: %s\n", job->call->tool->name, notes->text[i]);
}

static enum svy_code run_pass(struct job *job, struct svy_status *status)
{
	bool again = job->recode && strcmp(job->call->operands[0], "-") == 0;
	if (again && lseek(STDIN_FILENO, job->from, SEEK_SET) != job->from)
		return svy_fail(status, SVY_EIO, "cannot read standard input again: %s", strerror(errno));
	enum svy_code code = svy_analysis_open(job->call, &job->analysis, status);
	if (code != SVY_OK)
		return code;
	code = read_once(job, status);
	if (code == SVY_OK && job->last && !job->call->common.quiet) {
		say(job, svy_source_notes(job->analysis->file.source));
		say(job, &job->analysis->file.codebook->notes);
		say(job, svy_recode_notes(job->recode));
	}
	svy_analysis_free(job->analysis);
	return code;
}

/* --- the whole ------------------------------------------------------------ */

enum svy_code svy_recode_file(const struct svy_call *call, const char *rules, const char *codebook_out,
                              struct svy_status *status)
{
	struct job job = {.call = call, .codebook_out = codebook_out};
	job.delimiter = svy_text_ends_in(call->common.output, ".tsv") ? '\t' : ',';
	enum svy_code code = choose_codebook(&job, status);
	if (code == SVY_OK && strcmp(rules, "-") == 0 && strcmp(call->operands[0], "-") == 0)
		code = svy_fail(status, SVY_EUSAGE, "FILE and --rules cannot both be standard input");
	if (code == SVY_OK)
		code = svy_rules_read(rules, &job.rules, status);
	if (code == SVY_OK)
		code = prepare_input(&job, status);
	while (code == SVY_OK && !job.last)
		code = run_pass(&job, status);
	if (code == SVY_OK) {
		code = svy_pending_commit(job.outputs, OUTPUTS, status);
	} else {
		svy_pending_discard(job.outputs[0]);
		svy_pending_discard(job.outputs[1]);
	}
	svy_recode_free(job.recode);
	svy_rules_free(job.rules);
	svy_text_clear(&job.text);
	free(job.beside);
	return code;
}
