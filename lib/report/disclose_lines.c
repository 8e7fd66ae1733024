/*
 * Where several cross-tabulations count the same rows, another one may tell sums of the
 * cells of this one: of a row over the columns, where it has the row variable; of a column
 * over the rows; of what nests a cell; or of all.  So such a line with a hidden cell gets
 * two or more, whose sum tells none of them.  And a cell may be the sum of finer ones, of a
 * table that has its variables and others: those are hidden with it.  Where a small cell
 * could still be found, one line after the other, nothing of the result is shown.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "report/disclose_internal.h"

/* The fields that tell a table's cells apart.  Over the first ones there may be totals
 * somewhere: rows, columns, what nests the columns; over layers there is none. */
struct axes {
	const char **field;
	size_t n, n_lines;
};

enum { IN_GROUP = 1 << 2 }; /* sums over rows and columns, the first two axes, are below */

/* Sums of a part's cells that another part tells: sets of axes (1 << i: over axis i).  Those
 * of some axes come before those of these and more. */
struct sums {
	const struct svy_row *of; /* a cell of the part */
	unsigned *over;
	size_t n, room;
	bool failed;
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

static bool same_part(const struct svy_rtable *table, const struct svy_row *a, const struct svy_row *b)
{
	bool same = same_text(table, a, b, table->row_part) && same_text(table, a, b, table->col_part);
	for (size_t i = 0; i < table->n_spans && same; i++)
		same = !text_of(table, a, table->spans[i]) == !text_of(table, b, table->spans[i]);
	return same;
}

/* Whether two cells are of the same part and differ at most along the axes of `over`. */
static bool on_line(const struct svy_rtable *table, const struct axes *axes, unsigned over, const struct svy_row *a,
                    const struct svy_row *b)
{
	bool same = same_part(table, a, b);
	for (size_t i = 0; i < axes->n && same; i++)
		same = (i < axes->n_lines && (over >> i & 1)) || same_text(table, a, b, axes->field[i]);
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

static struct svy_tally_hidden tally_line(const struct svy_rtable *table, const struct axes *axes, unsigned over,
                                          const struct svy_row *cell, bool others)
{
	struct svy_tally_hidden tally = {0};
	struct svy_row *from = table->rows, *to = table->rows + table->n_rows;
	if (over < IN_GROUP) /* a row or column is within its group, whose rows stand together */
		find_group(cell, &from, &to);
	for (struct svy_row *row = from; row < to; row++)
		if (on_line(table, axes, over, cell, row))
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

/* --- sums that are told ------------------------------------------------------- */

static bool has_variable(const struct svy_rtable *table, const struct svy_row *row, const char *variable)
{
	bool has = same(text_of(table, row, table->row_part), variable) ||
	           same(text_of(table, row, table->col_part), variable);
	for (size_t i = 0; i < table->n_spans && !has; i++)
		has = same(table->spans[i], variable) && text_of(table, row, table->spans[i]);
	return has;
}

/* The variable of an axis of a cell; NULL: the cell has none there. */
static const char *variable_of(const struct svy_rtable *table, const struct svy_row *cell, size_t axis)
{
	if (axis < 2)
		return text_of(table, cell, axis == 0 ? table->row_part : table->col_part);
	return text_of(table, cell, table->spans[axis - 2]) ? table->spans[axis - 2] : NULL;
}

/* Whether all variables of one cell but those of some axes are of the other's part. */
static bool has_others(const struct svy_rtable *table, const struct axes *axes, unsigned over,
                       const struct svy_row *cell, const struct svy_row *row)
{
	bool has = true;
	for (size_t i = 0; i < axes->n_lines && has; i++) {
		const char *variable = over >> i & 1 ? NULL : variable_of(table, cell, i);
		has = !variable || has_variable(table, row, variable);
	}
	return has;
}

static bool is_sum_told(const struct svy_rtable *table, const struct axes *axes, unsigned over,
                        const struct svy_row *cell)
{
	for (size_t r = 0; r < table->n_rows; r++)
		if (!same_part(table, cell, &table->rows[r]) && has_others(table, axes, over, cell, &table->rows[r]))
			return true;
	return false;
}

/* List the sums of a cell's part; those of the last cell where that is of the same part. */
static void find_sums(const struct svy_rtable *table, const struct axes *axes, const struct svy_row *cell,
                      struct sums *sums)
{
	unsigned own = 0;
	if (sums->of && same_part(table, sums->of, cell))
		return;
	sums->of = cell;
	sums->n = 0;
	for (size_t i = 0; i < axes->n_lines; i++)
		/* nothing is the sum over several answers */
		own |= variable_of(table, cell, i) && (i > 1 || !(cell->unsummed >> i & 1)) ? 1U << i : 0;
	for (unsigned over = 1; over <= own; over++) {
		if ((over & ~own) || !is_sum_told(table, axes, over, cell))
			continue;
		if (!svy_array_reserve(&sums->over, &sums->room, sums->n + 1, sizeof *sums->over)) {
			sums->failed = true;
			return;
		}
		sums->over[sums->n++] = over;
	}
}

/* --- hiding ----------------------------------------------------------------- */

/* Hide more of the lines through a hidden cell; whether there was more to hide. */
static bool hide_lines(const struct svy_rtable *table, const struct axes *axes, struct sums *sums,
                       const struct svy_row *cell, uint64_t threshold, struct svy_hiding *groups)
{
	bool any = false;
	find_sums(table, axes, cell, sums);
	for (size_t i = 0; i < 2 * sums->n; i++)
		for (;;) {
			struct svy_tally_hidden tally = tally_line(table, axes, sums->over[i / 2], cell, i % 2);
			if (!tally.n_cells || !tally.smallest || !svy_hiding_tells(&tally, threshold))
				break;
			tally.smallest->hidden = true;
			svy_hiding_mark(groups, tally.smallest->group);
			groups->n_cells++;
			any = true;
		}
	return any;
}

static void hide_all_lines(const struct svy_rtable *table, const struct axes *axes, struct sums *sums,
                           uint64_t threshold, struct svy_hiding *groups)
{
	bool more = true;
	while (more) {
		more = false;
		for (size_t r = 0; r < table->n_rows; r++)
			if (table->rows[r].hidden && !table->rows[r].margin)
				more = hide_lines(table, axes, sums, &table->rows[r], threshold, groups) ||
				       hide_finer(table, &table->rows[r], groups) || more;
	}
}

/* --- what could still be found ---------------------------------------------- */

/* Cells of a line that are hidden and not known, and the total of all of it. */
static struct svy_tally_hidden tally_unknown(const struct svy_rtable *table, const struct axes *axes, unsigned over,
                                             const struct svy_row *cell, const bool *known, uint64_t *total)
{
	struct svy_row *from = table->rows, *to = table->rows + table->n_rows;
	struct svy_tally_hidden unknown = {0};
	*total = 0;
	if (over < IN_GROUP)
		find_group(cell, &from, &to);
	for (const struct svy_row *row = from; row < to; row++) {
		uint64_t n = on_line(table, axes, over, cell, row) ? count_part(table, row, false) : 0;
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

/* Whether a line whose total is told tells a cell: a small one too nearly, another exactly.
 * A small total is not shown. */
static bool is_told(const struct svy_rtable *table, const struct axes *axes, struct sums *sums,
                    const struct svy_row *cell, const bool *known, uint64_t threshold)
{
	bool small = is_few(count_part(table, cell, false), threshold) || is_few(count_part(table, cell, true), threshold);
	bool told = false;
	find_sums(table, axes, cell, sums);
	for (size_t i = 0; i < sums->n && !told; i++) {
		uint64_t total;
		struct svy_tally_hidden unknown = tally_unknown(table, axes, sums->over[i], cell, known, &total);
		told = total >= threshold && (small ? svy_hiding_tells(&unknown, threshold)
		                                    : unknown.n_cells == 1 || unknown.sum == unknown.n_cells);
	}
	return told;
}

/* Find what lines tell, again and again; whether something small is among it. */
static bool finds_small(const struct svy_rtable *table, const struct axes *axes, struct sums *sums, uint64_t threshold,
                        bool *known)
{
	bool more = true, small = false;
	while (more && !small) {
		more = false;
		for (size_t r = 0; r < table->n_rows && !small; r++) {
			const struct svy_row *row = &table->rows[r];
			if (known[r] || !row->hidden || !count_part(table, row, false) ||
			    !is_told(table, axes, sums, row, known, threshold))
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
	struct sums sums = {0};
	bool *known = svy_array_new(table->n_rows, sizeof *known);
	bool ok = list_axes(table, &axes) && known;
	if (ok) {
		hide_all_lines(table, &axes, &sums, threshold, groups);
		if (finds_small(table, &axes, &sums, threshold, known))
			hide_everything(result, groups);
	}
	free(sums.over);
	free(axes.field);
	free(known);
	return ok && !sums.failed;
}

bool svy_hiding_has_lines(const struct svy_rtable *table)
{
	return table->row_name && table->col_name;
}

bool svy_hiding_lines(struct svy_result *result, uint64_t threshold, struct svy_hiding *groups)
{
	bool ok = true;
	for (size_t t = 0; t < result->n_tables && ok; t++) {
		const struct svy_rtable *table = result->tables[t];
		if (svy_hiding_has_lines(table))
			ok = hide_in_table(result, table, threshold, groups);
	}
	return ok;
}
