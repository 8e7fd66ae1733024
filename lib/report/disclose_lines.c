/*
 * Where several cross-tabulations count the same rows, the total of every line of cells
 * may stand in another one: of a row over the columns, of a column over the rows, of a
 * cell over what nests it.  So a line with a hidden cell gets two or more, whose sum tells
 * none of them.  And a cell may be the sum of finer ones, of a table that has its variables
 * and others: those are hidden with it.  Where a small cell could still be found, one line
 * after the other, nothing of the result is shown.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "report/disclose_internal.h"

/* The fields that tell a table's cells apart.  Along the first ones there are totals
 * somewhere: row, column, what nests the columns; along layers there is none. */
struct axes {
	const char **field;
	size_t n, n_lines;
};

static bool list_axes(const struct svy_rtable *table, struct axes *axes)
{
	axes->n = 0;
	axes->field = svy_array_new(2 + table->n_layers + table->n_spans, sizeof *axes->field);
	if (!axes->field)
		return false;
	axes->field[axes->n++] = table->row_name;
	axes->field[axes->n++] = table->col_name;
	for (size_t i = 0; i < table->n_spans; i++)
		axes->field[axes->n++] = table->spans[i];
	axes->n_lines = axes->n;
	for (size_t i = 0; i < table->n_layers; i++)
		axes->field[axes->n++] = table->layers[i];
	return true;
}

/* NULL where the table has no such field, or the row nothing in it. */
static const char *text_of(const struct svy_rtable *table, const struct svy_row *row, const char *field)
{
	size_t index = 0;
	if (!field || !svy_rtable_field(table, field, &index))
		return NULL;
	return row->values[index].text;
}

static bool same_text(const struct svy_rtable *table, const struct svy_row *a, const struct svy_row *b,
                      const char *field)
{
	const char *x = text_of(table, a, field), *y = text_of(table, b, field);
	return x && y ? strcmp(x, y) == 0 : x == y;
}

/* Whether two cells are of the same part and differ along one axis at most. */
static bool on_line(const struct svy_rtable *table, const struct axes *axes, size_t along, const struct svy_row *a,
                    const struct svy_row *b)
{
	bool same = same_text(table, a, b, table->row_part) && same_text(table, a, b, table->col_part);
	for (size_t i = 0; i < axes->n && same; i++)
		same = i == along || same_text(table, a, b, axes->field[i]);
	return same;
}

/* Those in a cell, or those of its base who are not, which is as telling for one of
 * several answers; 0: no cell, or nobody. */
static uint64_t count_part(const struct svy_rtable *table, const struct svy_row *row, bool others)
{
	if (row->margin)
		return 0;
	return others ? row->others : svy_hiding_count(table, row);
}

/* From the whole table to the rows around `row` that are of its group. */
static void find_group(const struct svy_row *row, struct svy_row **from, struct svy_row **to)
{
	struct svy_row *first = *from + (row - *from), *last = first;
	while (first > *from && first[-1].group == row->group)
		first--;
	while (last < *to && last->group == row->group)
		last++;
	*from = first;
	*to = last;
}

/* Whether totals along this axis are of cells like this one. */
static bool is_summed(const struct svy_row *row, size_t along)
{
	return along > 1 || !(row->unsummed & 1U << along);
}

static struct svy_tally_hidden tally_line(const struct svy_rtable *table, const struct axes *axes, size_t along,
                                          const struct svy_row *cell, bool others)
{
	struct svy_tally_hidden tally = {0};
	struct svy_row *from = table->rows, *to = table->rows + table->n_rows;
	if (along < 2) /* a row or column is within its group, whose rows stand together */
		find_group(cell, &from, &to);
	for (struct svy_row *row = from; row < to; row++)
		if (is_summed(row, along) && on_line(table, axes, along, cell, row))
			svy_hiding_add(&tally, row, count_part(table, row, others));
	return tally;
}

/* --- finer cells ------------------------------------------------------------ */

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* Whether a cell is of those whose `variable` is `value`. */
static bool has_value(const struct svy_rtable *table, const struct svy_row *row, const char *variable,
                      const char *value)
{
	bool has = (same(text_of(table, row, table->row_part), variable) &&
	            same(text_of(table, row, table->row_name), value)) ||
	           (same(text_of(table, row, table->col_part), variable) &&
	            same(text_of(table, row, table->col_name), value));
	for (size_t i = 0; i < table->n_spans && !has; i++)
		has = same(table->spans[i], variable) && same(text_of(table, row, table->spans[i]), value);
	return has;
}

/* Whether all of a fine cell are in a coarse one: it has its values, and may have more. */
static bool is_within(const struct svy_rtable *table, const struct svy_row *fine, const struct svy_row *coarse)
{
	bool within = has_value(table, fine, text_of(table, coarse, table->row_part),
	                        text_of(table, coarse, table->row_name)) &&
	              has_value(table, fine, text_of(table, coarse, table->col_part),
	                        text_of(table, coarse, table->col_name));
	for (size_t i = 0; i < table->n_spans && within; i++) {
		const char *value = text_of(table, coarse, table->spans[i]);
		within = !value || has_value(table, fine, table->spans[i], value);
	}
	for (size_t i = 0; i < table->n_layers && within; i++)
		within = same_text(table, fine, coarse, table->layers[i]);
	return within;
}

/* Hide the cells that a hidden one is the sum of; whether there were any to hide. */
static bool hide_finer(const struct svy_rtable *table, const struct svy_row *cell, struct svy_hiding *groups)
{
	bool any = false;
	for (size_t r = 0; r < table->n_rows; r++) {
		struct svy_row *row = &table->rows[r];
		if (row->hidden || !count_part(table, row, false) || !is_within(table, row, cell))
			continue;
		svy_hiding_mark(groups, row->group);
		row->hidden = any = true;
		groups->n_cells++;
	}
	return any;
}

/* --- hiding ----------------------------------------------------------------- */

/* Hide more of the lines through a hidden cell; whether there was more to hide. */
static bool hide_lines(const struct svy_rtable *table, const struct axes *axes, const struct svy_row *cell,
                       uint64_t threshold, struct svy_hiding *groups)
{
	bool any = false;
	for (size_t along = 0; along < 2 * axes->n_lines; along++)
		while (is_summed(cell, along / 2)) {
			struct svy_tally_hidden tally = tally_line(table, axes, along / 2, cell, along % 2);
			if (!tally.n_cells || !tally.smallest || !svy_hiding_tells(&tally, threshold))
				break;
			tally.smallest->hidden = true;
			svy_hiding_mark(groups, tally.smallest->group);
			groups->n_cells++;
			any = true;
		}
	return any;
}

static void hide_all_lines(const struct svy_rtable *table, const struct axes *axes, uint64_t threshold,
                           struct svy_hiding *groups)
{
	bool more = true;
	while (more) {
		more = false;
		for (size_t r = 0; r < table->n_rows; r++)
			if (table->rows[r].hidden && !table->rows[r].margin)
				more = hide_lines(table, axes, &table->rows[r], threshold, groups) ||
				       hide_finer(table, &table->rows[r], groups) || more;
	}
}

/* --- what could still be found ---------------------------------------------- */

/* Cells of a line that are hidden and not known, and the total of all of it. */
static struct svy_tally_hidden tally_unknown(const struct svy_rtable *table, const struct axes *axes, size_t along,
                                             const struct svy_row *cell, const bool *known, uint64_t *total)
{
	struct svy_row *from = table->rows, *to = table->rows + table->n_rows;
	struct svy_tally_hidden unknown = {0};
	*total = 0;
	if (along < 2)
		find_group(cell, &from, &to);
	for (const struct svy_row *row = from; row < to; row++) {
		bool in = is_summed(row, along) && on_line(table, axes, along, cell, row);
		uint64_t n = in ? count_part(table, row, false) : 0;
		*total += n;
		if (n && row->hidden && !known[row - table->rows]) {
			unknown.n_cells++;
			unknown.sum += n;
		}
	}
	return unknown;
}

static bool is_few(uint64_t n, uint64_t threshold)
{
	return n > 0 && n < threshold;
}

/* Whether a line whose total may be shown tells a cell: a small one too nearly, another
 * exactly.  A small total is not shown, and there is none over what does not nest the
 * cell. */
static bool is_told(const struct svy_rtable *table, const struct axes *axes, const struct svy_row *cell,
                    const bool *known, uint64_t threshold)
{
	bool small = is_few(count_part(table, cell, false), threshold) || is_few(count_part(table, cell, true), threshold);
	bool told = false;
	for (size_t along = 0; along < axes->n_lines && !told; along++) {
		uint64_t total;
		struct svy_tally_hidden unknown = tally_unknown(table, axes, along, cell, known, &total);
		told = is_summed(cell, along) && text_of(table, cell, axes->field[along]) && total >= threshold &&
		       (small ? svy_hiding_tells(&unknown, threshold)
		              : unknown.n_cells == 1 || unknown.sum == unknown.n_cells);
	}
	return told;
}

/* Find what lines tell, again and again; whether something small is among it. */
static bool finds_small(const struct svy_rtable *table, const struct axes *axes, uint64_t threshold, bool *known)
{
	bool more = true, small = false;
	while (more && !small) {
		more = false;
		for (size_t r = 0; r < table->n_rows && !small; r++) {
			const struct svy_row *row = &table->rows[r];
			if (known[r] || !row->hidden || !count_part(table, row, false) ||
			    !is_told(table, axes, row, known, threshold))
				continue;
			known[r] = more = true;
			small = is_few(count_part(table, row, false), threshold) ||
			        is_few(count_part(table, row, true), threshold);
		}
	}
	return small;
}

static void hide_everything(struct svy_result *result, struct svy_hiding *groups)
{
	for (size_t t = 0; t < result->n_tables; t++)
		for (size_t r = 0; r < result->tables[t]->n_rows; r++) {
			struct svy_row *row = &result->tables[t]->rows[r];
			groups->n_cells += !row->hidden && svy_hiding_count(result->tables[t], row) > 0;
			svy_hiding_mark(groups, row->group);
			row->hidden = true;
		}
}

static bool hide_in_table(struct svy_result *result, const struct svy_rtable *table, uint64_t threshold,
                          struct svy_hiding *groups)
{
	struct axes axes;
	bool *known = svy_array_new(table->n_rows, sizeof *known);
	bool ok = list_axes(table, &axes) && known;
	if (ok) {
		hide_all_lines(table, &axes, threshold, groups);
		if (finds_small(table, &axes, threshold, known))
			hide_everything(result, groups);
	}
	free(axes.field);
	free(known);
	return ok;
}

bool svy_hiding_lines(struct svy_result *result, uint64_t threshold, struct svy_hiding *groups)
{
	bool ok = true;
	for (size_t t = 0; t < result->n_tables && ok; t++) {
		const struct svy_rtable *table = result->tables[t];
		if (table->row_name && table->col_name)
			ok = hide_in_table(result, table, threshold, groups);
	}
	return ok;
}
