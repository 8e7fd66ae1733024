#include "tests/support/recodes.h"

#include <stdlib.h>
#include <string.h>

#include "data/table.h"
#include "tests/support/check.h"
#include "tests/support/files.h"

/* The files of one recoding, and what has been made of them. */
struct run {
	const struct recoding *given;
	char data[256]; /* path */
	struct svy_codebook *codebook;
	struct svy_rules *rules;
	struct svy_recode *recode;
	struct svy_table *weights;
	bool last;
	struct svy_text out;
};

static enum svy_code take_piece(struct run *run, const struct svy_block *block, struct svy_status *status)
{
	const double *weights = NULL;
	if (run->weights) {
		svy_table_clear_rows(run->weights);
		check_ok(svy_table_add(run->weights, block, status), status);
		weights = run->weights->columns[0].numbers;
	}
	return svy_recode_rows(run->recode, block, weights, ',', run->last ? &run->out : NULL, status);
}

static enum svy_code take_block(void *context, const struct svy_block *block, struct svy_status *status)
{
	struct run *run = context;
	size_t most = run->given->piece ? run->given->piece : block->n_rows;
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < block->n_rows && code == SVY_OK; i += most) {
		struct svy_block piece = *block;
		piece.n_rows = block->n_rows - i < most ? block->n_rows - i : most;
		piece.fields += i * block->n_columns;
		piece.lines += i;
		code = take_piece(run, &piece, status);
	}
	return code;
}

static void use_weight(struct run *run, const struct svy_source *source, struct svy_status *status)
{
	size_t column;
	if (!run->given->weight.name || run->weights)
		return;
	check_ok(svy_table_new(&run->weights, status), status);
	check_ok(svy_table_use(run->weights, source, run->codebook, run->given->weight.name, SVY_USE_NUMBER, &column,
	                       status), status);
}

static enum svy_code read_once(struct run *run, struct svy_status *status)
{
	struct svy_source *source;
	enum svy_code code = SVY_OK;
	check_ok(svy_source_open(run->data, NULL, &source, status), status);
	use_weight(run, source, status);
	if (!run->recode)
		code = svy_recode_new(run->rules, source, run->codebook, run->given->weight, &run->recode, status);
	if (code == SVY_OK) {
		run->last = svy_recode_ready(run->recode);
		if (run->last)
			svy_recode_header(run->recode, ',', &run->out);
		code = svy_source_read(source, take_block, run, status);
	}
	if (code == SVY_OK)
		code = svy_recode_pass(run->recode, status);
	svy_source_free(source);
	return code;
}

enum svy_code recode_text(const struct recoding *given, char **rows, char **codebook, struct svy_status *status)
{
	struct run run = {.given = given};
	strcpy(run.data, file_of("data.csv", given->data));
	if (given->book)
		check_ok(svy_codebook_read(file_of("book.json", given->book), &run.codebook, status), status);
	else
		check_ok(svy_codebook_empty(&run.codebook, status), status);
	enum svy_code code = svy_rules_read(file_of("rules.csv", given->rules), &run.rules, status);
	while (code == SVY_OK && !run.last)
		code = read_once(&run, status);
	if (code == SVY_OK && codebook)
		code = svy_recode_codebook(run.recode, run.codebook, codebook, status);
	if (code == SVY_OK && given->notes)
		svy_notes_merge(given->notes, svy_recode_notes(run.recode));
	if (code == SVY_OK)
		*rows = svy_text_take(&run.out);
	svy_text_clear(&run.out);
	svy_recode_free(run.recode);
	svy_rules_free(run.rules);
	svy_codebook_free(run.codebook);
	svy_table_free(run.weights);
	return code;
}

char *recode_rows(const struct recoding *given, char **codebook)
{
	struct svy_status status = {0};
	char *rows;
	check_ok(recode_text(given, &rows, codebook, &status), &status);
	return rows;
}

void check_recodes(const char *data, const char *book, const char *rules, const char *expected)
{
	const struct recoding given = {data, book, rules, {NULL, SVY_WEIGHT_NONE}, 0, NULL};
	char *rows = recode_rows(&given, NULL);
	assert_string_equal(rows, expected);
	free(rows);
}

void check_recode_fails(const char *data, const char *book, const char *rules, const char *words)
{
	const struct recoding given = {data, book, rules, {NULL, SVY_WEIGHT_NONE}, 0, NULL};
	struct svy_status status = {0};
	char *rows;
	check_fails(recode_text(&given, &rows, NULL, &status), SVY_EINPUT, &status, words);
}
