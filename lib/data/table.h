/*
 * A table: typed columns, with a reason for each missing cell.
 *
 * Rows come in from the blocks of a source.  A column that is used as a
 * category holds a code per row: the index of its category, or, where the answer
 * is missing, -1 - (index into variable.missing).  A column that is used as a
 * number holds a double per row (NaN where missing) and the code -1 - index for
 * the reason (0 where there is a number).  A column that is used as text holds the cells
 * as they stand in the file, whatever they mean.
 *
 * A table may keep all its rows, or be emptied after each block: its
 * dictionaries of categories stay, so that one pass over a file of any length
 * needs memory for one block only.
 */
#ifndef SVY_DATA_TABLE_H
#define SVY_DATA_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "data/answers.h"
#include "data/codebook.h"
#include "data/source.h"

/* ANSWERS: several to a question (data/answers.h), where the name is that of a
 * set or of a field of type list; any other is a category all the same. */
enum svy_use { SVY_USE_CATEGORY, SVY_USE_NUMBER, SVY_USE_TEXT, SVY_USE_ANSWERS };

#define SVY_NOT_IN_FILE ((size_t)-1)

struct svy_column {
	struct svy_variable variable; /* a copy that the table owns; categories grow unless declared */
	enum svy_use use;
	int32_t *codes;
	double *numbers; /* NULL unless SVY_USE_NUMBER */
	char *text;      /* NULL unless SVY_USE_TEXT: all cells, and where each begins and ends; see svy_table_text() */
	size_t *text_ends, text_room;
	struct svy_answers *answers; /* NULL unless SVY_USE_ANSWERS */
	size_t file_column; /* where the source has it; SVY_NOT_IN_FILE for a set, which has none of its own */
	size_t place;       /* in a block: file_column, until svy_table_select() */
	void *dictionary;   /* value -> code; private */
	bool by_order;      /* its categories are those of --order, not of a codebook */
};

struct svy_table {
	const char *path; /* for messages; borrowed from the source */
	size_t n_rows, capacity;
	size_t n_columns, column_capacity;
	struct svy_column *columns;
	size_t *lines; /* of the file, per row */
};

static inline bool svy_code_missing(int32_t code)
{
	return code < 0;
}

/* The entry of variable->missing that a missing cell's code stands for. */
static inline const struct svy_missing_value *svy_code_missing_value(const struct svy_variable *variable, int32_t code)
{
	return &variable->missing[-1 - code];
}

enum svy_code svy_table_new(struct svy_table **out, struct svy_status *status) SVY_MUST_USE;

/*
 * Add a column to keep, before any row; *index is its place.  Asking again for
 * the same name and use gives the first one's place.
 *
 * The variable is copied from the codebook, or made: string, open, the empty
 * cell and the codebook's --na values missing.  A name that the source does not
 * have is SVY_EUSAGE with the nearest name ("did you mean").  So is a set or a
 * list used as a category or a number.
 */
enum svy_code svy_table_use(struct svy_table *table, const struct svy_source *source,
                            const struct svy_codebook *codebook, const char *name, enum svy_use use, size_t *index,
                            struct svy_status *status) SVY_MUST_USE;

/* Tell the source to keep the columns that the table uses. */
enum svy_code svy_table_select(struct svy_table *table, struct svy_source *source,
                               struct svy_status *status) SVY_MUST_USE;

/*
 * Append the rows of a block whose columns are those of svy_table_select(), or all
 * of the file where that was not called.
 *
 * SVY_EINPUT, at file, line and field: a value that is not among the declared
 * categories (with the nearest one), text in a column used as a number.  On
 * failure the table's rows are as before.
 */
enum svy_code svy_table_add(struct svy_table *table, const struct svy_block *block,
                            struct svy_status *status) SVY_MUST_USE;

/* The cell of a column used as text.  Borrowed until rows are added or forgotten. */
struct svy_field svy_table_text(const struct svy_table *table, size_t column, size_t row);

/* Forget the rows, keep the dictionaries. */
void svy_table_clear_rows(struct svy_table *table);

/* Declare the order of a column's categories (--order VAR=a,b,c): they become
 * its categories, in this order, ordered and declared.  Where the codebook
 * declares categories it must be the same set (values or labels). */
enum svy_code svy_table_order(struct svy_table *table, size_t column, const char *const *values, size_t n_values,
                              struct svy_status *status) SVY_MUST_USE;

void svy_table_free(struct svy_table *table);

#endif
