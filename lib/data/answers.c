#include "data/answers.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "data/table.h"

enum { UNKNOWN, TICKED, NOT_TICKED };

struct svy_answers *svy_answers_new(const struct svy_set *set)
{
	size_t n = set ? set->n_members : 0;
	struct svy_answers *answers = svy_array_new(1, sizeof *answers);
	if (!answers)
		return NULL;
	answers->set = set;
	answers->members = svy_array_new(n, sizeof *answers->members);
	answers->judged = svy_array_new(n, sizeof *answers->judged);
	answers->judged_room = svy_array_new(n, sizeof *answers->judged_room);
	if (answers->members && answers->judged && answers->judged_room)
		return answers;
	svy_answers_free(answers);
	return NULL;
}

void svy_answers_free(struct svy_answers *answers)
{
	if (!answers)
		return;
	for (size_t i = 0; answers->set && answers->judged && i < answers->set->n_members; i++)
		free(answers->judged[i]);
	free(answers->judged);
	free(answers->judged_room);
	free(answers->members);
	free(answers->item);
	free(answers->start);
	free(answers);
}

bool svy_answers_begin(struct svy_answers *answers, size_t row)
{
	if (!svy_array_reserve(&answers->start, &answers->start_room, row + 2, sizeof *answers->start))
		return false;
	answers->start[row + 1] = answers->start[row];
	return true;
}

bool svy_answers_add(struct svy_answers *answers, size_t row, int32_t item)
{
	size_t end = answers->start[row + 1];
	for (size_t i = answers->start[row]; i < end; i++)
		if (answers->item[i] == item)
			return true;
	if (!svy_array_reserve(&answers->item, &answers->item_room, end + 1, sizeof *answers->item))
		return false;
	answers->item[end] = item;
	answers->start[row + 1]++;
	return true;
}

bool svy_answers_part(const char **at, const char *end, const char *delimiter, const char **part, size_t *length)
{
	size_t step = strlen(delimiter);
	while (*at < end) {
		const char *stop = *at;
		while (stop < end && ((size_t)(end - stop) < step || memcmp(stop, delimiter, step) != 0))
			stop++;
		*part = *at;
		*length = (size_t)(stop - *at);
		*at = stop < end ? stop + step : end;
		if (*length)
			return true;
	}
	return false;
}

/* --- sets ----------------------------------------------------------------- */

static enum svy_code fail_value(const struct svy_table *table, const struct svy_set *set,
                                const struct svy_column *member, size_t row, struct svy_status *status)
{
	const struct svy_place place = {table->path, table->lines[row], member->file_column + 1};
	return svy_fail_at(status, SVY_EINPUT, place, "%s: the codebook says of \"%s\" neither ticked nor notTicked (%s)",
	                   member->variable.name, member->variable.categories[member->codes[row]].value, set->name);
}

/* Whether member m is ticked in a row: 1, 0, or -1 undeclared, -2 without memory. */
static int judge(struct svy_answers *answers, size_t m, const struct svy_column *member, int32_t code)
{
	if (!svy_array_reserve(&answers->judged[m], &answers->judged_room[m], (size_t)code + 1, sizeof(int8_t)))
		return -2;
	int8_t *known = &answers->judged[m][code];
	if (*known == UNKNOWN) {
		int ticked = svy_set_judge(answers->set, member->variable.categories[code].value);
		if (ticked < 0)
			return -1;
		*known = ticked ? TICKED : NOT_TICKED;
	}
	return *known == TICKED;
}

static enum svy_code derive_row(struct svy_table *table, struct svy_column *column, size_t row,
                                struct svy_status *status)
{
	struct svy_answers *answers = column->answers;
	enum svy_reason reason = SVY_NOT_ASKED;
	bool any = false, ok = svy_answers_begin(answers, row);
	for (size_t m = 0; m < answers->set->n_members && ok; m++) {
		const struct svy_column *member = &table->columns[answers->members[m]];
		int32_t code = member->codes[row];
		if (svy_code_missing(code)) {
			enum svy_reason why = svy_code_missing_value(&member->variable, code)->reason;
			reason = svy_reason_of_two(reason, why);
			ok = svy_answers_add(answers, row, -1 - (int32_t)m);
			continue;
		}
		int ticked = judge(answers, m, member, code);
		if (ticked == -1)
			return fail_value(table, answers->set, member, row, status);
		any = true;
		ok = ticked >= 0 && (!ticked || svy_answers_add(answers, row, (int32_t)m));
	}
	/* The missing values of a set are the reasons, in their order. */
	column->codes[row] = any ? 0 : -1 - (int32_t)reason;
	return ok && (any || svy_answers_begin(answers, row)) ? SVY_OK : svy_fail_memory(status);
}

enum svy_code svy_answers_derive(struct svy_table *table, size_t column, size_t first, size_t n,
                                 struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t row = first; row < first + n && code == SVY_OK; row++)
		code = derive_row(table, &table->columns[column], row, status);
	return code;
}
