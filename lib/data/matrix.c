#include "data/matrix.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "data/write.h"

bool svy_missing_rows_from_name(const char *name, enum svy_missing_rows *out)
{
	static const char *const NAMES[] = {"keep", "drop", "refuse"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (strcmp(name, NAMES[i]) == 0) {
			*out = (enum svy_missing_rows)i;
			return true;
		}
	return false;
}

/* --- missing answers ------------------------------------------------------ */

static const struct svy_missing_value *missing_value(const struct svy_coding *coding, const struct svy_table *table,
                                                     size_t row, size_t factor)
{
	const struct svy_column *column = &table->columns[coding->factors[factor].column];
	return svy_code_missing_value(&column->variable, column->codes[row]);
}

static enum svy_code refuse(const struct svy_coding *coding, const struct svy_table *table, size_t row, size_t factor,
                            struct svy_status *status)
{
	const struct svy_missing_value *missing = missing_value(coding, table, row, factor);
	const struct svy_column *column = &table->columns[coding->factors[factor].column];
	return svy_fail_at(status, SVY_EINPUT,
	                   (struct svy_place){table->path, table->lines ? table->lines[row] : 0, column->file_column + 1},
	                   "%s: value \"%s\" means a missing answer (%s), which is refused here", column->variable.name,
	                   missing->value, svy_reason_name(missing->reason));
}

/* --- gsl ------------------------------------------------------------------ */

void svy_coded_clear(struct svy_coded *coded)
{
	if (coded->values)
		gsl_matrix_free(coded->values);
	free(coded->rows);
	*coded = (struct svy_coded){0};
}

static enum svy_code choose_rows(const struct svy_coding *coding, const struct svy_table *table, const bool *mask,
                                 enum svy_missing_rows missing, struct svy_coded *out, struct svy_status *status)
{
	out->rows = svy_array_new(table->n_rows, sizeof *out->rows);
	if (!out->rows)
		return svy_fail_memory(status);
	for (size_t i = 0; i < table->n_rows; i++) {
		if (mask && !mask[i])
			continue;
		size_t factor = missing == SVY_ROWS_KEEP ? SIZE_MAX : svy_coding_missing(coding, table, i);
		if (factor != SIZE_MAX && missing == SVY_ROWS_REFUSE)
			return refuse(coding, table, i, factor, status);
		if (factor == SIZE_MAX)
			out->rows[out->n_rows++] = i;
	}
	return SVY_OK;
}

enum svy_code svy_coded_make(const struct svy_coding *coding, const struct svy_table *table, const bool *mask,
                             enum svy_missing_rows missing, struct svy_coded *out, struct svy_status *status)
{
	struct svy_coded made = {.n_columns = coding->n_columns};
	enum svy_code code = svy_coding_check(coding, table, mask, 0, table->n_rows, status);
	if (code == SVY_OK)
		code = choose_rows(coding, table, mask, missing, &made, status);
	if (code == SVY_OK && made.n_rows && made.n_columns) {
		made.values = gsl_matrix_alloc(made.n_rows, made.n_columns);
		code = made.values ? SVY_OK : svy_fail_memory(status);
	}
	if (code != SVY_OK) {
		svy_coded_clear(&made);
		return code;
	}
	for (size_t i = 0; made.values && i < made.n_rows; i++)
		for (size_t t = 0; t < coding->n_terms; t++) {
			const struct svy_term *term = &coding->terms[t];
			if (term->n_columns)
				svy_coding_term_cells(coding, term, table, made.rows[i], gsl_matrix_ptr(made.values, i, term->first));
		}
	*out = made;
	return SVY_OK;
}

/* --- text of a term ------------------------------------------------------- */

/* Most cells are small whole numbers, for which printf takes too long. */
static void put_number(struct svy_text *out, double x)
{
	char number[SVY_NUMBER_SIZE];
	if (isnan(x))
		return;
	if (x >= -9 && x <= 9 && x == (double)(int)x) {
		if (x < 0)
			svy_text_putc(out, '-');
		svy_text_putc(out, (char)('0' + abs((int)x)));
		return;
	}
	svy_number_shortest(x, number);
	svy_text_puts(out, number);
}

/* Cells, each with a delimiter behind it. */
static void put_cells(struct svy_text *out, const double *cells, size_t n, char delimiter)
{
	for (size_t i = 0; i < n; i++) {
		put_number(out, cells[i]);
		svy_text_putc(out, delimiter);
	}
}

/* Texts of a term are kept where they have no more cells than this. */
enum { MOST_KEPT_CELLS = 1 << 20 };

/*
 * A term of categories: ends[i] is where the text of combination i ends, in all.bytes.  The
 * levels of the first factor change fastest; behind its last level stands "missing".
 */
struct phrases {
	size_t n; /* combinations; 0: too many, or a number is in the term */
	size_t *ends;
	struct svy_text all;
};

struct svy_coding_writer {
	const struct svy_coding *coding;
	enum svy_missing_rows missing;
	char delimiter;
	size_t n_kept, *kept;
	char **kept_names;
	struct phrases *phrases; /* a term */
	double *cells;           /* of the widest term */
	uint64_t rows, n_missing;
	uint64_t (*reasons)[SVY_N_REASONS]; /* a factor */
};

static size_t count_phrases(const struct svy_coding *coding, const struct svy_term *term)
{
	size_t n = 1;
	for (size_t i = 0; i < term->n_factors; i++) {
		const struct svy_factor *factor = &coding->factors[term->factors[i]];
		n *= factor->n_levels + 1;
		if (factor->kind == SVY_STANDARDISED || n > MOST_KEPT_CELLS)
			return 0;
	}
	return n * term->n_columns <= MOST_KEPT_CELLS ? n : 0;
}

/* The cells of combination `which`. */
static void phrase_cells(const struct svy_coding *coding, const struct svy_term *term, size_t which, double *out)
{
	size_t n = 1;
	if (term->n_columns == 0)
		return;
	out[0] = 1;
	for (size_t i = 0; i < term->n_factors; i++) {
		const struct svy_factor *factor = &coding->factors[term->factors[i]];
		size_t level = which % (factor->n_levels + 1);
		n = svy_coding_cross(out, n, level < factor->n_levels ? factor->contrast + level * factor->n_columns : NULL,
		                     factor->n_columns);
		which /= factor->n_levels + 1;
	}
}

static bool make_phrases(struct svy_coding_writer *writer, size_t t)
{
	const struct svy_term *term = &writer->coding->terms[t];
	struct phrases *phrases = &writer->phrases[t];
	phrases->n = count_phrases(writer->coding, term);
	phrases->ends = svy_array_new(phrases->n, sizeof *phrases->ends);
	for (size_t i = 0; phrases->ends && i < phrases->n; i++) {
		phrase_cells(writer->coding, term, i, writer->cells);
		put_cells(&phrases->all, writer->cells, term->n_columns, writer->delimiter);
		phrases->ends[i] = phrases->all.length;
	}
	return phrases->ends && !phrases->all.failed;
}

static void put_phrase(const struct svy_coding_writer *writer, const struct svy_table *table, size_t row, size_t t,
                       struct svy_text *out)
{
	const struct svy_coding *coding = writer->coding;
	const struct svy_term *term = &coding->terms[t];
	const struct phrases *phrases = &writer->phrases[t];
	size_t which = 0;
	for (size_t i = term->n_factors; i-- > 0;) {
		const struct svy_factor *factor = &coding->factors[term->factors[i]];
		int32_t code = table->columns[factor->column].codes[row];
		size_t level = svy_code_missing(code) ? factor->n_levels : (size_t)factor->level_of[code];
		which = which * (factor->n_levels + 1) + level;
	}
	size_t begin = which ? phrases->ends[which - 1] : 0;
	if (term->n_columns)
		svy_text_put(out, phrases->all.bytes + begin, phrases->ends[which] - begin);
}

static void put_term(const struct svy_coding_writer *writer, const struct svy_table *table, size_t row, size_t t,
                     struct svy_text *out)
{
	const struct svy_term *term = &writer->coding->terms[t];
	if (writer->phrases[t].n) {
		put_phrase(writer, table, row, t, out);
		return;
	}
	svy_coding_term_cells(writer->coding, term, table, row, writer->cells);
	put_cells(out, writer->cells, term->n_columns, writer->delimiter);
}

/* --- the writer ----------------------------------------------------------- */

void svy_coding_writer_free(struct svy_coding_writer *writer)
{
	if (!writer)
		return;
	for (size_t i = 0; writer->phrases && i < writer->coding->n_terms; i++) {
		svy_text_clear(&writer->phrases[i].all);
		free(writer->phrases[i].ends);
	}
	for (size_t i = 0; writer->kept_names && i < writer->n_kept; i++)
		free(writer->kept_names[i]);
	free(writer->kept_names);
	free(writer->kept);
	free(writer->phrases);
	free(writer->cells);
	free(writer->reasons);
	free(writer);
}

static bool allocate(struct svy_coding_writer *writer, const struct svy_table *table, const size_t *kept)
{
	const struct svy_coding *coding = writer->coding;
	size_t widest = 0;
	for (size_t i = 0; i < coding->n_terms; i++)
		widest = coding->terms[i].n_columns > widest ? coding->terms[i].n_columns : widest;
	writer->cells = svy_array_new(widest, sizeof *writer->cells);
	writer->phrases = svy_array_new(coding->n_terms, sizeof *writer->phrases);
	writer->reasons = svy_array_new(coding->n_factors, sizeof *writer->reasons);
	writer->kept = svy_array_new(writer->n_kept, sizeof *writer->kept);
	writer->kept_names = svy_array_new(writer->n_kept, sizeof *writer->kept_names);
	bool ok = writer->cells && writer->phrases && writer->reasons && writer->kept && writer->kept_names;
	for (size_t i = 0; ok && i < writer->n_kept; i++) {
		writer->kept[i] = kept[i];
		writer->kept_names[i] = svy_text_copy(table->columns[kept[i]].variable.name);
		ok = writer->kept_names[i];
	}
	for (size_t i = 0; ok && i < coding->n_terms; i++)
		ok = make_phrases(writer, i);
	return ok;
}

static enum svy_code check_columns(const struct svy_coding_writer *writer, struct svy_status *status)
{
	const struct svy_coding *coding = writer->coding;
	for (size_t i = 0; i < writer->n_kept; i++)
		for (size_t j = 0; j < coding->n_columns; j++)
			if (strcmp(writer->kept_names[i], coding->names[j]) == 0)
				return svy_fail(status, SVY_EUSAGE, "\"%s\" would be a kept column and a coded one",
				                coding->names[j]);
	if (writer->n_kept + coding->n_columns == 0)
		return svy_fail(status, SVY_EUSAGE, "the matrix would have no column: there are too few categories");
	return SVY_OK;
}

enum svy_code svy_coding_writer_new(const struct svy_coding *coding, const struct svy_table *table, const size_t *kept,
                                    size_t n_kept, enum svy_missing_rows missing, char delimiter,
                                    struct svy_coding_writer **out, struct svy_status *status)
{
	struct svy_coding_writer *writer = svy_array_new(1, sizeof *writer);
	if (!writer)
		return svy_fail_memory(status);
	writer->coding = coding;
	writer->missing = missing;
	writer->delimiter = delimiter;
	writer->n_kept = n_kept;
	enum svy_code code = allocate(writer, table, kept) ? check_columns(writer, status) : svy_fail_memory(status);
	if (code != SVY_OK) {
		svy_coding_writer_free(writer);
		return code;
	}
	*out = writer;
	return SVY_OK;
}

void svy_coding_writer_header(const struct svy_coding_writer *writer, struct svy_text *out)
{
	size_t n = writer->n_kept + writer->coding->n_columns;
	struct svy_field *fields = svy_array_new(n, sizeof *fields);
	if (!fields) {
		out->failed = true;
		return;
	}
	for (size_t i = 0; i < n; i++) {
		const char *name =
			i < writer->n_kept ? writer->kept_names[i] : writer->coding->names[i - writer->n_kept];
		fields[i] = (struct svy_field){name, strlen(name)};
	}
	svy_write_row(fields, n, writer->delimiter, SVY_ROW_HEADER, out);
	free(fields);
}

/* A row of one cell has its own rules of quotes: its text is written anew. */
static void quote_single(size_t begin, char delimiter, struct svy_text *out)
{
	char *cell = svy_text_copy_n(out->bytes + begin, out->length - begin);
	const struct svy_field field = {cell, cell ? strlen(cell) : 0};
	out->length = begin;
	if (cell)
		svy_write_row(&field, 1, delimiter, SVY_ROW_DATA, out);
	out->failed = out->failed || !cell;
	free(cell);
}

static void put_row(const struct svy_coding_writer *writer, const struct svy_table *table, size_t row,
                    struct svy_text *out)
{
	bool single = writer->n_kept + writer->coding->n_columns == 1;
	size_t begin = out->length;
	for (size_t i = 0; i < writer->n_kept; i++) {
		struct svy_field field = svy_table_text(table, writer->kept[i], row);
		if (single)
			svy_text_put(out, field.text, field.length);
		else
			svy_write_field(&field, writer->delimiter, i == 0, out);
		svy_text_putc(out, writer->delimiter);
	}
	for (size_t t = 0; t < writer->coding->n_terms; t++)
		put_term(writer, table, row, t, out);
	if (out->failed)
		return;
	if (single) {
		out->length--;
		quote_single(begin, writer->delimiter, out);
	} else {
		out->bytes[out->length - 1] = '\n';
	}
}

static void count_missing(struct svy_coding_writer *writer, const struct svy_table *table, size_t row)
{
	const struct svy_coding *coding = writer->coding;
	writer->n_missing++;
	for (size_t i = 0; i < coding->n_factors; i++)
		if (svy_code_missing(table->columns[coding->factors[i].column].codes[row]))
			writer->reasons[i][missing_value(coding, table, row, i)->reason]++;
}

enum svy_code svy_coding_writer_rows(struct svy_coding_writer *writer, const struct svy_table *table, const bool *mask,
                                     size_t begin, size_t end, struct svy_text *out,
                                     struct svy_status *status)
{
	const struct svy_coding *coding = writer->coding;
	enum svy_code code = svy_coding_check(coding, table, mask, begin, end, status);
	for (size_t i = begin; i < end && code == SVY_OK; i++) {
		if (mask && !mask[i])
			continue;
		size_t factor = svy_coding_missing(coding, table, i);
		if (factor != SIZE_MAX && writer->missing == SVY_ROWS_REFUSE)
			return refuse(coding, table, i, factor, status);
		writer->rows++;
		if (factor != SIZE_MAX)
			count_missing(writer, table, i);
		if (factor == SIZE_MAX || writer->missing == SVY_ROWS_KEEP)
			put_row(writer, table, i, out);
	}
	return code == SVY_OK && out->failed ? svy_fail_memory(status) : code;
}

void svy_coding_writer_note(const struct svy_coding_writer *writer, struct svy_notes *notes)
{
	struct svy_text text = {0};
	if (writer->n_missing == 0)
		return;
	svy_text_printf(&text, "%llu of %llu rows %s; missing:", (unsigned long long)writer->n_missing,
	                (unsigned long long)writer->rows,
	                writer->missing == SVY_ROWS_KEEP ? "have empty cells" : "left out");
	for (size_t i = 0; i < writer->coding->n_factors; i++)
		for (size_t r = 0; r < SVY_N_REASONS; r++)
			if (writer->reasons[i][r])
				svy_text_printf(&text, " %s %s %llu,", writer->coding->factors[i].name,
				                svy_reason_name((enum svy_reason)r), (unsigned long long)writer->reasons[i][r]);
	char *line = svy_text_take(&text);
	notes->failed = notes->failed || !line;
	if (line)
		svy_notes_add(notes, "%.*s", (int)strlen(line) - 1, line);
	free(line);
}

/* --- the legend ----------------------------------------------------------- */

static void put_legend(struct svy_text *out, const char *const *texts, double number)
{
	enum { TEXTS = 5 };
	char written[SVY_NUMBER_SIZE] = "";
	struct svy_field fields[TEXTS + 1];
	for (size_t i = 0; i < TEXTS; i++)
		fields[i] = (struct svy_field){texts[i], strlen(texts[i])};
	if (!isnan(number))
		svy_number_shortest(number == 0 ? 0 : number, written);
	fields[TEXTS] = (struct svy_field){written, strlen(written)};
	svy_write_row(fields, TEXTS + 1, ',', SVY_ROW_DATA, out);
}

static void put_factor(const struct svy_coding *coding, const struct svy_term *term, struct svy_text *out)
{
	const struct svy_factor *factor = &coding->factors[term->factors[0]];
	const char *kind = svy_coding_kind_name(factor->kind);
	for (size_t j = 0; j < factor->n_columns; j++) {
		const char *column = coding->names[term->first + j];
		for (size_t i = 0; i < factor->n_levels; i++)
			put_legend(out, (const char *const[]){column, factor->name, kind, factor->levels[i].value,
			                                      factor->levels[i].label},
			           factor->contrast[i * factor->n_columns + j]);
		if (factor->kind == SVY_STANDARDISED) {
			put_legend(out, (const char *const[]){column, factor->name, kind, "mean", "mean"}, factor->mean);
			put_legend(out, (const char *const[]){column, factor->name, kind, "sd", "standard deviation"}, factor->sd);
		}
	}
}

void svy_coding_legend(const struct svy_coding *coding, struct svy_text *out)
{
	svy_text_puts(out, "column,variable,kind,value,label,number\n");
	for (size_t t = 0; t < coding->n_terms; t++) {
		const struct svy_term *term = &coding->terms[t];
		struct svy_text name = {0};
		if (term->n_factors == 1) {
			put_factor(coding, term, out);
			continue;
		}
		for (size_t i = 0; i < term->n_factors; i++)
			svy_text_printf(&name, "%s%s", i ? ":" : "", coding->factors[term->factors[i]].name);
		char *variable = svy_text_take(&name);
		out->failed = out->failed || !variable;
		for (size_t j = 0; variable && j < term->n_columns; j++)
			put_legend(out, (const char *const[]){coding->names[term->first + j], variable, "interaction", "", ""},
			           NAN);
		free(variable);
	}
}
