#include "report/disclose.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "report/disclose_internal.h"

/* Respondents of a cell; 0 where the row is none. */
uint64_t svy_hiding_count(const struct svy_rtable *table, const struct svy_row *row)
{
	for (size_t i = 0; i < table->n_fields && !row->margin; i++)
		if (table->fields[i].role == SVY_N && row->values[i].kind == SVY_COUNT)
			return row->values[i].count;
	return 0;
}

/* Take a row's n respondents into the tally; 0: it is no part of it. */
static void add_row(struct svy_tally_hidden *tally, struct svy_row *row, uint64_t n)
{
	if (n && row->hidden) {
		tally->n_cells++;
		tally->sum += n;
	} else if (n && (!tally->smallest || n < tally->least)) {
		tally->smallest = row;
		tally->least = n;
	}
}

/* Whether the sum of what is hidden tells too much of one of it: each has at least 1, and
 * the rest could be in any of them. */
bool svy_hiding_tells(const struct svy_tally_hidden *tally, uint64_t threshold)
{
	return tally->n_cells < 2 || tally->sum - tally->n_cells < threshold - 1;
}

static bool is_small(const struct svy_value *value, uint64_t threshold)
{
	return value->kind == SVY_COUNT && value->count > 0 && value->count < threshold;
}

static bool has_small(const struct svy_rtable *table, const struct svy_row *row, uint64_t threshold)
{
	for (size_t i = 0; i < table->n_fields; i++)
		if (table->fields[i].role == SVY_N && is_small(&row->values[i], threshold))
			return true;
	return row->others > 0 && row->others < threshold;
}

void svy_hiding_mark(struct svy_hiding *groups, size_t group)
{
	groups->any = true;
	if (group != SVY_GROUP_ALL)
		groups->hidden[group] = true;
}

static bool is_hidden(const struct svy_hiding *groups, size_t group)
{
	return group == SVY_GROUP_ALL ? groups->any : group < groups->n && groups->hidden[group];
}

static bool find_hidden(const struct svy_result *result, uint64_t threshold, struct svy_hiding *groups)
{
	groups->n = 1;
	for (size_t t = 0; t < result->n_tables; t++)
		for (size_t r = 0; r < result->tables[t]->n_rows; r++)
			if (result->tables[t]->rows[r].group != SVY_GROUP_ALL && result->tables[t]->rows[r].group >= groups->n)
				groups->n = result->tables[t]->rows[r].group + 1;
	groups->hidden = svy_array_new(groups->n, sizeof *groups->hidden);
	for (size_t t = 0; groups->hidden && t < result->n_tables; t++)
		for (size_t r = 0; r < result->tables[t]->n_rows; r++) {
			struct svy_row *row = &result->tables[t]->rows[r];
			row->hidden = has_small(result->tables[t], row, threshold);
			if (row->hidden) {
				svy_hiding_mark(groups, row->group);
				groups->n_cells += !row->margin;
			}
		}
	return groups->hidden != NULL;
}

static struct svy_tally_hidden tally_group(const struct svy_result *result, size_t group)
{
	struct svy_tally_hidden tally = {0};
	for (size_t t = 0; t < result->n_tables; t++)
		for (size_t r = 0; r < result->tables[t]->n_rows && !svy_hiding_has_lines(result->tables[t]); r++) {
			struct svy_row *row = &result->tables[t]->rows[r];
			if (row->group == group && !row->unsummed)
				add_row(&tally, row, svy_hiding_count(result->tables[t], row));
		}
	return tally;
}

/* --- all rows of a group ---------------------------------------------------- */

/* Another group of the same rows tells the sum of what is hidden in this list. */
static void hide_against_totals(const struct svy_result *result, uint64_t threshold, struct svy_hiding *groups)
{
	for (size_t g = 0; g < groups->n && groups->n > 1; g++)
		while (groups->hidden[g]) {
			struct svy_tally_hidden tally = tally_group(result, g);
			if (!tally.n_cells || !tally.smallest || !svy_hiding_tells(&tally, threshold))
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

static bool add_note(struct svy_row *row, const char *note)
{
	char *both = row->note ? svy_text_format("%s; %s", row->note, note) : svy_text_copy(note);
	free(row->note);
	row->note = both;
	return both != NULL;
}

/* A row of a group without one, where another group has one. */
static bool hide_across(const struct svy_rtable *table, struct svy_row *row)
{
	bool ok = true;
	for (size_t i = 0; i < table->n_fields && ok; i++) {
		if (table->fields[i].role != SVY_ACROSS || row->values[i].kind == SVY_NULL)
			continue;
		hide(&row->values[i]);
		char *note = svy_text_format("%s suppressed: it depends on what is hidden", table->fields[i].name);
		ok = note && add_note(row, note);
		free(note);
	}
	return ok;
}

static bool hide_tables(struct svy_result *result, const struct svy_hiding *groups)
{
	bool ok = true;
	for (size_t t = 0; t < result->n_tables; t++) {
		struct svy_rtable *table = result->tables[t];
		for (size_t r = 0; r < table->n_rows && ok; r++)
			ok = is_hidden(groups, table->rows[r].group) ? hide_row(table, &table->rows[r])
			                                             : hide_across(table, &table->rows[r]);
	}
	return ok;
}

/* Whether few were left out, for a reason or by a condition. */
static bool counts_are_small(const struct svy_result *result, uint64_t threshold)
{
	uint64_t outside = result->has_rows ? result->rows_read - result->rows_domain : 0;
	bool small = outside > 0 && outside < threshold;
	for (size_t i = 0; i < result->n_left_out; i++)
		small = small || (result->left_out[i].n > 0 && result->left_out[i].n < threshold);
	return small;
}

/* Forget the notes of hidden groups, and those that name respondents. */
static void hide_notes(struct svy_result *result, const struct svy_hiding *groups)
{
	size_t kept = 0;
	for (size_t i = 0; i < result->n_group_notes; i++) {
		size_t group = result->group_notes[i].group;
		if (group == SVY_GROUP_NAMES || is_hidden(groups, group))
			free(result->group_notes[i].text);
		else
			result->group_notes[kept++] = result->group_notes[i];
	}
	result->n_group_notes = kept;
}

static void hide_counts(struct svy_result *result)
{
	result->has_rows = false;
	for (size_t i = 0; i < result->n_left_out; i++)
		result->left_out[i].has_n = false;
	for (size_t i = 0; i < result->n_inputs; i++)
		result->inputs[i].has_rows = false;
	result->df = NAN;
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
	char *note = svy_text_format("base under %llu", (unsigned long long)min_base);
	bool ok = note && add_note(row, note);
	free(note);
	return ok;
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
	struct svy_hiding groups = {0};
	bool ok = state_policy(result, policy);
	/* First the small bases: what is hidden afterwards stays `suppressed`. */
	if (ok && policy->min_base)
		ok = blank_small_bases(result, policy->min_base);
	if (ok && policy->threshold)
		ok = find_hidden(result, policy->threshold, &groups);
	if (ok && groups.n_cells && result->same_rows)
		ok = svy_hiding_lines(result, policy->threshold, &groups);
	if (ok && groups.any && result->same_rows)
		hide_against_totals(result, policy->threshold, &groups);
	if (ok && groups.any)
		ok = hide_tables(result, &groups);
	if (ok && policy->threshold)
		hide_notes(result, &groups);
	if (ok && (groups.any || counts_are_small(result, policy->threshold))) {
		hide_counts(result);
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
