#include "tests/support/answers.h"

#include "tests/support/check.h"
#include "tests/support/files.h"

void answers_open(struct answers *a, const char *csv, const char *book, const char *const *names, size_t n)
{
	*a = (struct answers){0};
	check_ok(svy_source_open(file_of("a.csv", csv), NULL, &a->source, &a->status), &a->status);
	check_ok(svy_codebook_read(file_of("a.json", book), &a->codebook, &a->status), &a->status);
	check_ok(svy_table_new(&a->table, &a->status), &a->status);
	for (size_t i = 0; i < n; i++)
		check_ok(svy_table_use(a->table, a->source, a->codebook, names[i], SVY_USE_ANSWERS, &a->column[i], &a->status),
		         &a->status);
	check_ok(svy_table_select(a->table, a->source, &a->status), &a->status);
}

static enum svy_code add(void *table, const struct svy_block *block, struct svy_status *status)
{
	return svy_table_add(table, block, status);
}

enum svy_code answers_read(struct answers *a)
{
	return svy_source_read(a->source, add, a->table, &a->status);
}

void answers_close(struct answers *a)
{
	svy_table_free(a->table);
	svy_codebook_free(a->codebook);
	svy_source_free(a->source);
}

const char *answers_row(const struct answers *a, size_t column, size_t row)
{
	static char text[100];
	const struct svy_column *c = &a->table->columns[column];
	size_t n, length = 0;
	text[0] = '\0';
	if (svy_code_missing(c->codes[row]))
		return svy_reason_name(svy_code_missing_value(&c->variable, c->codes[row])->reason);
	const int32_t *item = svy_answers_of(c->answers, row, &n);
	for (size_t i = 0; i < n && length < sizeof text; i++)
		length += (size_t)snprintf(text + length, sizeof text - length, item[i] >= 0 ? "%s%d" : "%s(%d)", i ? " " : "",
		                           item[i] >= 0 ? item[i] + 1 : -item[i]);
	return text;
}
