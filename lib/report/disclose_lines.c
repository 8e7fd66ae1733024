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

enum { IN_GROUP = 1 << 2 }; /* sums over rows and columns, the first two axes, are below */

/* Cells are counted by those who are in them, and by those of their base who are not, which is
 * as telling for one of several answers. */
enum { IN, NOT_IN, SIDES };

static const size_t NO_ROW = SIZE_MAX;

/* Rows with the same variables. */
struct part {
	size_t row; /* the first one */
	/* Sums of its cells that another part tells: sets of axes (1 << i: over axis i).  Those
	 * of some axes come before those of these and more. */
	unsigned *over;
	size_t n, room;
};

/* Cells of a part that differ along the axes of a sum alone. */
struct line {
	size_t first; /* row */
	uint64_t total;
	struct svy_tally_hidden hidden[SIDES];
	size_t n_shown[SIDES];
};

/* A table that is hidden in.  Arrays are owned; they have an element for each row, or one
 * for each row and sum. */
struct table {
	const struct svy_rtable *rows;
	struct svy_hiding_keys keys;
	uint64_t (*n)[SIDES]; /* 0: no cell, or nobody */
	size_t *part_of;      /* from 1 */
	struct part *parts;
	size_t n_parts, n_sums; /* the most of a part */
	size_t *line_of, *next; /* the next row of the line; NO_ROW */
	struct line *lines;
	size_t n_lines, room;
	size_t *with, *next_with, *n_with; /* see list_values() */
	uint64_t threshold;
	struct svy_hiding *groups;
};

static void clear(struct table *table)
{
	for (size_t p = 0; p < table->n_parts; p++)
		free(table->parts[p].over);
	free(table->keys.key);
	free(table->n);
	free(table->part_of);
	free(table->parts);
	free(table->line_of);
	free(table->next);
	free(table->lines);
	free(table->with);
	free(table->next_with);
	free(table->n_with);
}

static bool count_rows(struct table *table)
{
	table->n = svy_array_new(table->rows->n_rows, sizeof *table->n);
	for (size_t r = 0; table->n && r < table->rows->n_rows; r++) {
		const struct svy_row *row = &table->rows->rows[r];
		table->n[r][IN] = svy_hiding_count(table->rows, row);
		table->n[r][NOT_IN] = row->margin ? 0 : row->others;
	}
	return table->n != NULL;
}

/* --- sums that are told ------------------------------------------------------- */

static bool is_sum_told(const struct table *table, unsigned over, const struct part *part)
{
	for (size_t p = 0; p < table->n_parts; p++)
		if (&table->parts[p] != part && svy_hiding_has_others(&table->keys, over, part->row, table->parts[p].row))
			return true;
	return false;
}

static bool find_sums(const struct table *table, struct part *part)
{
	const size_t *variables = svy_hiding_variables(&table->keys, part->row);
	unsigned own = 0, unsummed = table->rows->rows[part->row].unsummed;
	for (size_t i = 0; i < table->keys.n_axes; i++)
		/* nothing is the sum over several answers */
		own |= variables[i] && (i > 1 || !(unsummed >> i & 1)) ? 1U << i : 0;
	for (unsigned over = 1; over <= own; over++) {
		if ((over & ~own) || !is_sum_told(table, over, part))
			continue;
		if (!svy_array_reserve(&part->over, &part->room, part->n + 1, sizeof *part->over))
			return false;
		part->over[part->n++] = over;
	}
	return true;
}

static bool find_parts(struct table *table)
{
	size_t n_rows = table->rows->n_rows, n_parts = 0;
	table->part_of = svy_array_new(n_rows, sizeof *table->part_of);
	bool ok = table->part_of && svy_hiding_number(table->keys.key, n_rows, table->keys.width, table->keys.n_axes,
	                                              table->part_of, &n_parts);
	table->parts = ok ? svy_array_new(n_parts, sizeof *table->parts) : NULL;
	if (!table->parts)
		return false;
	table->n_parts = n_parts;
	for (size_t r = n_rows; r-- > 0;)
		table->parts[table->part_of[r] - 1].row = r;
	for (size_t p = 0; p < n_parts && ok; p++) {
		ok = find_sums(table, &table->parts[p]);
		table->n_sums = table->parts[p].n > table->n_sums ? table->parts[p].n : table->n_sums;
	}
	return ok;
}

static const struct part *part_of(const struct table *table, size_t row)
{
	return &table->parts[table->part_of[row] - 1];
}

/* --- lines -------------------------------------------------------------------- */

static struct line *line_of(const struct table *table, size_t sum, size_t row)
{
	return &table->lines[table->line_of[sum * table->rows->n_rows + row]];
}

/* The same for all cells of a line of a part's i-th sum. */
static void mask_key(const struct table *table, size_t row, size_t sum, size_t *key)
{
	const struct part *part = part_of(table, row);
	unsigned over = sum < part->n ? part->over[sum] : 0;
	memcpy(key, svy_hiding_variables(&table->keys, row), table->keys.width * sizeof *key);
	for (size_t i = 0; i < table->keys.n_axes; i++)
		if (over >> i & 1)
			key[table->keys.n_axes + i] = 0;
	if (over >= IN_GROUP) /* a row or column is within its group, whose rows stand together */
		key[table->keys.width - 1] = 0;
}

/* From what a line shows to what it hides. */
static void move_to_hidden(struct line *line, const uint64_t n[SIDES])
{
	for (int side = 0; side < SIDES; side++) {
		line->n_shown[side] -= n[side] > 0;
		line->hidden[side].n_cells += n[side] > 0;
		line->hidden[side].sum += n[side];
	}
}

static void add_to_line(struct table *table, size_t sum, size_t row)
{
	struct line *line = line_of(table, sum, row);
	table->next[sum * table->rows->n_rows + row] = line->first;
	line->first = row;
	line->total += table->n[row][IN];
	for (int side = 0; side < SIDES; side++)
		line->n_shown[side] += table->n[row][side] > 0;
	if (table->rows->rows[row].hidden)
		move_to_hidden(line, table->n[row]);
}

/* The lines of the i-th sum of every part; `key` has room for the keys of all rows. */
static bool find_lines(struct table *table, size_t sum, size_t *key)
{
	size_t n_rows = table->rows->n_rows, width = table->keys.width, n = 0;
	size_t *number = &table->line_of[sum * n_rows];
	for (size_t r = 0; r < n_rows; r++)
		mask_key(table, r, sum, &key[r * width]);
	if (!svy_hiding_number(key, n_rows, width, width, number, &n) ||
	    !svy_array_reserve(&table->lines, &table->room, table->n_lines + n, sizeof *table->lines))
		return false;
	for (size_t i = 0; i < n; i++)
		table->lines[table->n_lines + i].first = NO_ROW;
	for (size_t r = n_rows; r-- > 0;) {
		number[r] += table->n_lines - 1;
		add_to_line(table, sum, r);
	}
	table->n_lines += n;
	return true;
}

static bool find_all_lines(struct table *table)
{
	size_t n_rows = table->rows->n_rows;
	size_t *key = svy_array_new(n_rows, table->keys.width * sizeof *key);
	table->line_of = svy_array_new(n_rows, table->n_sums * sizeof *table->line_of);
	table->next = svy_array_new(n_rows, table->n_sums * sizeof *table->next);
	bool ok = key && table->line_of && table->next;
	for (size_t i = 0; i < table->n_sums && ok; i++)
		ok = find_lines(table, i, key);
	free(key);
	return ok;
}

/* --- hiding ----------------------------------------------------------------- */

static void hide_cell(struct table *table, size_t r)
{
	struct svy_row *row = &table->rows->rows[r];
	row->hidden = true;
	svy_hiding_mark(table->groups, row->group);
	table->groups->n_cells++;
	for (size_t i = 0; i < part_of(table, r)->n; i++)
		move_to_hidden(line_of(table, i, r), table->n[r]);
}

/* The first of the smallest that are shown; there is one. */
static size_t find_smallest(const struct table *table, size_t sum, size_t first, int side)
{
	size_t smallest = NO_ROW;
	for (size_t r = first; r != NO_ROW; r = table->next[sum * table->rows->n_rows + r])
		if (table->n[r][side] && !table->rows->rows[r].hidden &&
		    (smallest == NO_ROW || table->n[r][side] < table->n[smallest][side]))
			smallest = r;
	return smallest;
}

/* Hide more of the lines through a hidden cell; whether there was more to hide. */
static bool hide_lines(struct table *table, size_t cell)
{
	bool any = false;
	for (size_t i = 0; i < part_of(table, cell)->n; i++)
		for (int side = 0; side < SIDES; side++) {
			const struct line *line = line_of(table, i, cell);
			while (line->hidden[side].n_cells && line->n_shown[side] &&
			       svy_hiding_tells(&line->hidden[side], table->threshold)) {
				hide_cell(table, find_smallest(table, i, line->first, side));
				any = true;
			}
		}
	return any;
}

/* List the rows with each value: with[value] is a row and axis, next_with another one. */
static bool list_values(struct table *table)
{
	size_t n_rows = table->rows->n_rows, n_axes = table->keys.n_axes, n_values = table->keys.n_texts + 1;
	table->with = svy_array_new(n_values, sizeof *table->with);
	table->n_with = svy_array_new(n_values, sizeof *table->n_with);
	table->next_with = svy_array_new(n_rows, n_axes * sizeof *table->next_with);
	if (!table->with || !table->n_with || !table->next_with)
		return false;
	for (size_t i = 0; i < n_values; i++)
		table->with[i] = NO_ROW;
	for (size_t i = 0; i < n_rows * n_axes; i++) {
		size_t value = svy_hiding_values(&table->keys, i / n_axes)[i % n_axes];
		table->next_with[i] = table->with[value];
		table->with[value] = i;
		table->n_with[value]++;
	}
	return true;
}

/* Hide the cells that a hidden one is the sum of; whether there were any to hide. */
static bool hide_finer(struct table *table, size_t cell)
{
	const size_t *value = svy_hiding_values(&table->keys, cell);
	size_t rare = table->n_with[value[0]] < table->n_with[value[1]] ? value[0] : value[1];
	bool any = false;
	for (size_t i = table->with[rare]; i != NO_ROW; i = table->next_with[i]) {
		size_t row = i / table->keys.n_axes;
		if (table->rows->rows[row].hidden || !table->n[row][IN] || !svy_hiding_is_within(&table->keys, row, cell))
			continue;
		hide_cell(table, row);
		any = true;
	}
	return any;
}

static void hide_all_lines(struct table *table)
{
	bool more = true;
	while (more) {
		more = false;
		for (size_t r = 0; r < table->rows->n_rows; r++)
			if (table->rows->rows[r].hidden && !table->rows->rows[r].margin)
				more = hide_lines(table, r) || hide_finer(table, r) || more;
	}
}

/* --- what could still be found ---------------------------------------------- */

static bool is_few(uint64_t n, uint64_t threshold)
{
	return n > 0 && n < threshold;
}

static bool is_small(const struct table *table, size_t cell)
{
	return is_few(table->n[cell][IN], table->threshold) || is_few(table->n[cell][NOT_IN], table->threshold);
}

/* Whether a line whose total is told tells a cell: a small one too nearly, another exactly.
 * A small total is not shown. */
static bool is_told(const struct table *table, size_t cell)
{
	bool told = false;
	for (size_t i = 0; i < part_of(table, cell)->n && !told; i++) {
		const struct line *line = line_of(table, i, cell);
		const struct svy_tally_hidden *unknown = &line->hidden[IN];
		told = line->total >= table->threshold &&
		       (is_small(table, cell) ? svy_hiding_tells(unknown, table->threshold)
		                              : unknown->n_cells == 1 || unknown->sum == unknown->n_cells);
	}
	return told;
}

/* What is known is no longer among what its lines hide. */
static void know_cell(struct table *table, size_t cell)
{
	for (size_t i = 0; i < part_of(table, cell)->n; i++) {
		struct svy_tally_hidden *unknown = &line_of(table, i, cell)->hidden[IN];
		unknown->n_cells--;
		unknown->sum -= table->n[cell][IN];
	}
}

/* Find what lines tell, again and again; whether something small is among it. */
static bool finds_small(struct table *table, bool *known)
{
	bool more = true, small = false;
	while (more && !small) {
		more = false;
		for (size_t r = 0; r < table->rows->n_rows && !small; r++) {
			if (known[r] || !table->rows->rows[r].hidden || !table->n[r][IN] || !is_told(table, r))
				continue;
			know_cell(table, r);
			known[r] = more = true;
			small = is_small(table, r);
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

static bool hide_in_table(struct svy_result *result, const struct svy_rtable *rows, uint64_t threshold,
                          struct svy_hiding *groups)
{
	struct table table = {.rows = rows, .threshold = threshold, .groups = groups};
	bool *known = svy_array_new(rows->n_rows, sizeof *known);
	bool ok = known && svy_hiding_keys_make(rows, &table.keys) && count_rows(&table) && find_parts(&table) &&
	          find_all_lines(&table) && list_values(&table);
	if (ok) {
		hide_all_lines(&table);
		if (finds_small(&table, known))
			hide_everything(result, groups);
	}
	clear(&table);
	free(known);
	return ok;
}

bool svy_hiding_has_lines(const struct svy_rtable *table)
{
	return table->row_name && table->col_name;
}

bool svy_hiding_lines(struct svy_result *result, uint64_t threshold, struct svy_hiding *groups)
{
	bool ok = true;
	for (size_t t = 0; t < result->n_tables && ok; t++)
		if (svy_hiding_has_lines(result->tables[t]))
			ok = hide_in_table(result, result->tables[t], threshold, groups);
	return ok;
}
