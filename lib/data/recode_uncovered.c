/* Values that a rule does not cover. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/array.h"
#include "data/recode_internal.h"

/* So many are remembered, and so many are shown. */
enum { REMEMBERED = 1000, SHOWN = 20, SHOWN_BYTES = 40 };

enum svy_code svy_recode_uncovered_add(struct svy_recode_uncovered *u, const struct svy_field *field,
                                       struct svy_status *status)
{
	int32_t at;
	if (!u->seen && !(u->seen = svy_dictionary_new()))
		return svy_fail_memory(status);
	if (svy_dictionary_find(u->seen, field->text, field->length, &at)) {
		u->rows[at]++;
		return SVY_OK;
	}
	if (u->n == REMEMBERED) {
		u->others++;
		return SVY_OK;
	}
	char *value = svy_text_copy_n(field->text, field->length);
	if (!value || !svy_array_reserve(&u->value, &u->room, u->n + 1, sizeof *u->value) ||
	    !svy_array_reserve(&u->rows, &u->rows_room, u->n + 1, sizeof *u->rows) ||
	    !svy_dictionary_add(u->seen, field->text, field->length, (int32_t)u->n)) {
		free(value);
		return svy_fail_memory(status);
	}
	u->value[u->n] = value;
	u->rows[u->n++] = 1;
	return SVY_OK;
}

/* A value in quotes; a long one is cut at a character. */
static void put_value(struct svy_text *out, const char *value)
{
	size_t length = 0;
	while (value[length] && length < SHOWN_BYTES)
		length++;
	bool cut = value[length];
	while (cut && length && ((unsigned char)value[length] & 0xC0) == 0x80)
		length--;
	svy_text_printf(out, "\"%.*s%s\"", (int)length, value, cut ? "..." : "");
}

void svy_recode_uncovered_list(const struct svy_recode_uncovered *u, struct svy_text *out)
{
	uint64_t left = u->others;
	for (size_t i = 0; i < u->n; i++) {
		if (i >= SHOWN) {
			left += u->rows[i];
			continue;
		}
		svy_text_puts(out, i ? ", " : "");
		put_value(out, u->value[i]);
		svy_text_printf(out, " (%" PRIu64 " row%s)", u->rows[i], u->rows[i] == 1 ? "" : "s");
	}
	if (left)
		svy_text_printf(out, " and other values in %" PRIu64 " rows", left);
}

void svy_recode_uncovered_clear(struct svy_recode_uncovered *u)
{
	for (size_t i = 0; i < u->n; i++)
		free(u->value[i]);
	svy_dictionary_free(u->seen);
	free(u->value);
	free(u->rows);
	*u = (struct svy_recode_uncovered){0};
}
