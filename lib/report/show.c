#include "report/show.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* Of ASCII: a byte of another character is no letter of a field. */
static bool begins_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool continues_word(char c)
{
	return begins_word(c) || (c >= '0' && c <= '9');
}

bool svy_show_next(const char **at, struct svy_show_part *part)
{
	const char *from = *at, *to = from;
	bool is_word = begins_word(*from);
	while (*to && (is_word ? continues_word(*to) : !begins_word(*to)))
		to++;
	*part = (struct svy_show_part){from, (size_t)(to - from), is_word};
	*at = to;
	return to > from;
}

static enum svy_code check_word(const struct svy_show_part *part, const char *const *fields, size_t n_fields,
                                struct svy_status *status)
{
	for (size_t i = 0; i < n_fields; i++)
		if (strlen(fields[i]) == part->length && memcmp(fields[i], part->text, part->length) == 0)
			return SVY_OK;
	char *word = svy_text_copy_n(part->text, part->length);
	if (!word)
		return svy_fail_memory(status);
	const char *nearest = svy_text_nearest(word, fields, n_fields);
	enum svy_code code =
		svy_fail(status, SVY_EUSAGE, nearest ? "--show: a cell has no field \"%s\" (did you mean \"%s\"?)"
	                                         : "--show: a cell has no field \"%s\": n, col_percent, ...%s",
	             word, nearest ? nearest : "");
	free(word);
	return code;
}

enum svy_code svy_show_check(const char *const *show, size_t n_show, const char *const *fields, size_t n_fields,
                             struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < n_show && code == SVY_OK; i++) {
		const char *at = show[i];
		struct svy_show_part part;
		bool any = false;
		while (code == SVY_OK && svy_show_next(&at, &part)) {
			any = any || part.is_word;
			code = part.is_word ? check_word(&part, fields, n_fields, status) : SVY_OK;
		}
		if (code == SVY_OK && !any)
			code = svy_fail(status, SVY_EUSAGE, "--show: \"%s\" names no field: n, col_percent, ...", show[i]);
	}
	return code;
}
