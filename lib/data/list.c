/* Lists in options: commas, and quotes as in CSV. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "data/domain.h"

void svy_list_free(char **items, size_t n_items)
{
	for (size_t i = 0; items && i < n_items; i++)
		free(items[i]);
	free(items);
}

/* A quoted item, from behind its quote; *end is behind the closing one. */
static enum svy_code take_quoted(const char *at, const char **end, char **item, struct svy_status *status)
{
	const char *start = at - 1;
	struct svy_text text = {0};
	for (;; at++) {
		if (*at == '"' && at[1] == '"')
			at++;
		else if (*at == '"' || !*at)
			break;
		svy_text_putc(&text, *at);
	}
	if (!*at) {
		svy_text_clear(&text);
		return svy_fail(status, SVY_EUSAGE, "a quote is opened and never closed in the list %s", start);
	}
	*end = at + 1;
	*item = svy_text_take(&text);
	return *item ? SVY_OK : svy_fail_memory(status);
}

static enum svy_code take_plain(const char *at, const char *stops, const char **end, char **item,
                                struct svy_status *status)
{
	size_t length = strcspn(at, stops);
	*end = at + length;
	while (length && at[length - 1] == ' ')
		length--;
	*item = svy_text_copy_n(at, length);
	return *item ? SVY_OK : svy_fail_memory(status);
}

enum svy_code svy_list_word(const char **at, const char *stops, char **word, struct svy_status *status)
{
	const char *text = *at + strspn(*at, " ");
	char *taken = NULL;
	enum svy_code code = *text == '"' ? take_quoted(text + 1, at, &taken, status)
	                                  : take_plain(text, stops, at, &taken, status);
	if (code != SVY_OK)
		return code;
	*at += strspn(*at, " ");
	if (**at && !strchr(stops, **at)) {
		free(taken);
		return svy_fail(status, SVY_EUSAGE, "text behind a closing quote in the list %s", text);
	}
	*word = taken;
	return SVY_OK;
}

enum svy_code svy_list_split(const char *text, char ***items, size_t *n_items, struct svy_status *status)
{
	char **list = NULL;
	size_t n = 0, room = 0;
	const char *at = text;
	*items = NULL;
	*n_items = 0;
	if (!*(text + strspn(text, " ")))
		return SVY_OK;
	for (;;) {
		char *item;
		enum svy_code code = svy_list_word(&at, ",", &item, status);
		if (code == SVY_OK && !svy_array_reserve(&list, &room, n + 1, sizeof *list)) {
			free(item);
			code = svy_fail_memory(status);
		}
		if (code != SVY_OK) {
			svy_list_free(list, n);
			return code;
		}
		list[n++] = item;
		if (!*at++)
			break;
	}
	*items = list;
	*n_items = n;
	return SVY_OK;
}
