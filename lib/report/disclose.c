#include "report/disclose.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"

/* Which groups have a hidden cell. */
struct groups {
	bool *hidden;
	size_t n;
	size_t n_cells; /* hidden */
	bool any;       /* some row is hidden: a cell, or a net that tells of too few */
};

static bool is_small(const struct svy_value *value, uint64_t threshold)
{
	return value->kind == SVY_COUNT && value->count > 0 && value->count < threshold;
}

static bool has_small(const struct svy_rtable *table, const struct svy_row *row, uint64_t threshold)
{
	for (size_t i = 0; i < table->n_fields; i++)
		if (table->fields[i].role == SVY_N && is_small(&row->values[i], threshold))
			return true;
	return row->has_others && row->others > 0 && row->others < threshold;
}

static bool find_hidden(const struct svy_result *result, uint64_t threshold, struct groups *groups)
{
	groups->n = 1;
	for (size_t t = 0; t < result->n_tables; t++)
		for (size_t r = 0; r < result->tables[t]->n_rows; r++)
			if (result->tables[t]->rows[r].group >= groups->n)
				groups->n = result->tables[t]->rows[r].group + 1;
	groups->hidden = svy_array_new(groups->n, sizeof *groups->hidden);
	for (size_t t = 0; groups->hidden && t < result->n_tables; t++)
		for (size_t r = 0; r < result->tables[t]->n_rows; r++) {
			struct svy_row *row = &result->tables[t]->rows[r];
			row->hidden = has_small(result->tables[t], row, threshold);
			if (row->hidden) {
				groups->hidden[row->group] = true;
				groups->n_cells += !row->margin;
				groups->any = true;
			}
		}
	return groups->hidden != NULL;
}

/* Respondents of a cell; 0 where the row is none. */
static uint64_t count_cell(const struct svy_rtable *table, const struct svy_row *row)
{
	for (size_t i = 0; i < table->n_fields && !row->margin; i++)
		if (table->fields[i].role == SVY_N && row->values[i].kind == SVY_COUNT)
			return row->values[i].count;
	return 0;
}

/* What is hidden in a group, and the smallest cell that is not. */
struct tally {
	uint64_t n_cells, sum, least;
	struct svy_row *smallest;
};

static struct tally tally_group(const struct svy_result *result, size_t group)
{
	struct tally tally = {0};
	for (size_t t = 0; t < result->n_tables; t++)
		for (size_t r = 0; r < result->tables[t]->n_rows; r++) {
			struct svy_row *row = &result->tables[t]->rows[r];
			uint64_t n = row->group == group ? count_cell(result->tables[t], row) : 0;
			if (n && row->hidden) {
				tally.n_cells++;
				tally.sum += n;
			} else if (n && (!tally.smallest || n < tally.least)) {
				tally.smallest = row;
				tally.least = n;
			}
		}
	return tally;
}

/* Whether the sum of what is hidden tells too much of one of it: each has at least 1, and
 * the rest could be in any of them. */
static bool tells_too_much(const struct tally *tally, uint64_t threshold)
{
	return tally->n_cells < 2 || tally->sum - tally->n_cells < threshold - 1;
}

/* --- lines ---------------------------------------------------------------- */

/*
 * Where several cross-tabulations count the same rows, the total of every line of cells
 * may stand in another one: of a row over the columns, of a column over the rows, of a
 * cell over what nests it.  So a line with a hidden cell gets
 * two or more, whose sum tells none of them.
 */

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

static bool same_text(const struct svy_rtable *table, const struct svy_row *a, const struct svy_row *b,
                      const char *field)
{
	size_t index = 0;
	if (!field || !svy_rtable_field(table, field, &index))
		return true;
	const char *x = a->values[index].text, *y = b->values[index].text;
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
	if (row->margin || row->outside)
		return 0;
	return others ? (row->has_others ? row->others : 0) : count_cell(table, row);
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

static struct tally tally_line(const struct svy_rtable *table, const struct axes *axes, size_t along,
                               const struct svy_row *cell, bool others)
{
	struct tally tally = {0};
	struct svy_row *from = table->rows, *to = table->rows + table->n_rows;
	if (along < 2) /* a row or column is within its group, whose rows stand together */
		find_group(cell, &from, &to);
	for (struct svy_row *row = from; row < to; row++) {
		if (!on_line(table, axes, along, cell, row))
			continue;
		uint64_t n = count_part(table, row, others);
		if (n && row->hidden) {
			tally.n_cells++;
			tally.sum += n;
		} else if (n && (!tally.smallest || n < tally.least)) {
			tally.smallest = row;
			tally.least = n;
		}
	}
	return tally;
}

/* Hide more of the lines through a hidden cell; whether there was more to hide. */
static bool hide_lines(const struct svy_rtable *table, const struct axes *axes, const struct svy_row *cell,
                       uint64_t threshold, struct groups *groups)
{
	bool any = false;
	for (size_t along = 0; along < 2 * axes->n_lines; along++)
		for (;;) {
			struct tally tally = tally_line(table, axes, along / 2, cell, along % 2);
			if (!tally.n_cells || !tally.smallest || !tells_too_much(&tally, threshold))
				break;
			tally.smallest->hidden = true;
			groups->hidden[tally.smallest->group] = true;
			groups->n_cells++;
			any = true;
		}
	return any;
}

static void hide_all_lines(const struct svy_rtable *table, const struct axes *axes, uint64_t threshold,
                           struct groups *groups)
{
	bool more = true;
	while (more) {
		more = false;
		for (size_t r = 0; r < table->n_rows; r++)
			if (table->rows[r].hidden && !table->rows[r].margin)
				more = hide_lines(table, axes, &table->rows[r], threshold, groups) || more;
	}
}

static bool hide_against_lines(struct svy_result *result, uint64_t threshold, struct groups *groups)
{
	bool ok = true;
	for (size_t t = 0; t < result->n_tables && ok; t++) {
		const struct svy_rtable *table = result->tables[t];
		struct axes axes;
		if (!table->row_name || !table->col_name)
			continue;
		ok = list_axes(table, &axes);
		if (ok)
			hide_all_lines(table, &axes, threshold, groups);
		free(axes.field);
	}
	return ok;
}

/* --- all rows of a group ---------------------------------------------------- */

/* Another group of the same rows tells the sum of what is hidden in this one. */
static void hide_against_totals(const struct svy_result *result, uint64_t threshold, struct groups *groups)
{
	for (size_t g = 0; g < groups->n && groups->n > 1; g++)
		while (groups->hidden[g]) {
			struct tally tally = tally_group(result, g);
			if (!tally.n_cells || !tally.smallest || !tells_too_much(&tally, threshold))
				break;
			tally.smallest->hidden = true;
			groups->n_cells++;
		}
}

static void hide(struct svy_value *value)
{
	free(value->text);
	*value = (struct svy_value){.kind = SVY_NULL};
}

static bool replace_note(struct svy_row *row, const char *note)
{
	free(row->note);
	row->note = svy_text_copy(note);
	return row->note != NULL;
}

/* A row of a group with a hidden cell. */
static bool hide_row(const struct svy_rtable *table, struct svy_row *row)
{
	bool whole = row->margin || row->hidden, any = false;
	for (size_t i = 0; i < table->n_fields; i++) {
		enum svy_role role = table->fields[i].role;
		bool of_cell = role == SVY_N || role == SVY_CELL;
		if (role == SVY_KEY || role == SVY_PLAIN || (of_cell && !whole))
			continue;
		any = true;
		hide(&row->values[i]);
	}
	/* Its words may hold numbers. */
	return !any || replace_note(row, "suppressed");
}

static bool hide_tables(struct svy_result *result, const struct groups *groups)
{
	bool ok = true;
	for (size_t t = 0; t < result->n_tables; t++) {
		struct svy_rtable *table = result->tables[t];
		for (size_t r = 0; r < table->n_rows && ok; r++)
			if (groups->hidden[table->rows[r].group])
				ok = hide_row(table, &table->rows[r]);
	}
	return ok;
}

static void hide_counts(struct svy_result *result, const struct groups *groups)
{
	size_t kept = 0;
	result->has_rows = false;
	for (size_t i = 0; i < result->n_left_out; i++)
		result->left_out[i].has_n = false;
	for (size_t i = 0; i < result->n_inputs; i++)
		result->inputs[i].has_rows = false;
	result->df = NAN;
	for (size_t i = 0; i < result->n_group_notes; i++) {
		if (result->group_notes[i].group < groups->n && groups->hidden[result->group_notes[i].group])
			free(result->group_notes[i].text);
		else
			result->group_notes[kept++] = result->group_notes[i];
	}
	result->n_group_notes = kept;
}

/* --- small bases ---------------------------------------------------------- */

static bool blank_row(const struct svy_rtable *table, struct svy_row *row, uint64_t min_base)
{
	bool any = false;
	for (size_t i = 0; i < table->n_fields; i++) {
		struct svy_value *value = &row->values[i];
		if (table->fields[i].role != SVY_PERCENT || value->kind == SVY_NULL || value->base >= min_base)
			continue;
		hide(value);
		any = true;
	}
	if (!any)
		return true;
	char *note = row->note ? svy_text_format("%s; base under %llu", row->note, (unsigned long long)min_base)
	                       : svy_text_format("base under %llu", (unsigned long long)min_base);
	free(row->note);
	row->note = note;
	return note != NULL;
}

static bool blank_small_bases(struct svy_result *result, uint64_t min_base)
{
	bool ok = true;
	for (size_t t = 0; t < result->n_tables; t++)
		for (size_t r = 0; r < result->tables[t]->n_rows && ok; r++)
			ok = blank_row(result->tables[t], &result->tables[t]->rows[r], min_base);
	return ok;
}

/* --- the gate ------------------------------------------------------------- */

static bool state_policy(struct svy_result *result, const struct svy_disclosure *policy)
{
	free(result->disclosure);
	result->disclosure = svy_text_format("threshold %llu, minBase %llu", (unsigned long long)policy->threshold,
	                                     (unsigned long long)policy->min_base);
	return result->disclosure != NULL;
}

static bool apply(struct svy_result *result, const struct svy_disclosure *policy, size_t *n_hidden)
{
	struct groups groups = {0};
	bool ok = state_policy(result, policy);
	/* First the small bases: what is hidden afterwards stays `suppressed`. */
	if (ok && policy->min_base)
		ok = blank_small_bases(result, policy->min_base);
	if (ok && policy->threshold)
		ok = find_hidden(result, policy->threshold, &groups);
	if (ok && groups.n_cells && result->same_rows)
		ok = hide_against_lines(result, policy->threshold, &groups);
	if (ok && groups.n_cells && result->same_rows)
		hide_against_totals(result, policy->threshold, &groups);
	if (ok && groups.any) {
		ok = hide_tables(result, &groups);
		hide_counts(result, &groups);
		svy_notes_add(&result->notes, "what is hidden can be computed where another table of the same rows shows a "
		                              "total: compare all that is released");
	}
	*n_hidden = groups.n_cells;
	free(groups.hidden);
	return ok;
}

enum svy_code svy_release_make(struct svy_result **result, const struct svy_disclosure *policy,
                               struct svy_release **out, struct svy_status *status)
{
	struct svy_release *release = svy_array_new(1, sizeof *release);
	if (!release || (policy && !apply(*result, policy, &release->n_hidden))) {
		free(release);
		return svy_fail_memory(status);
	}
	release->result = *result;
	*result = NULL;
	*out = release;
	return SVY_OK;
}

void svy_release_free(struct svy_release *release)
{
	if (!release)
		return;
	svy_result_free(release->result);
	free(release);
}
