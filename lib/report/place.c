#include "report/place.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "report/fence.h"

/* The text while it is read. */
struct scan {
	const char *at;
	const char *path;
	size_t line, column;
	bool line_start;
	struct svy_fence fence;
	struct svy_places *places;
	struct svy_text marked;
	struct svy_status *status;
};

void svy_places_clear(struct svy_places *places)
{
	for (size_t i = 0; i < places->n; i++) {
		free(places->place[i].kind);
		free(places->place[i].file);
		svy_lookup_clear(&places->place[i].words);
	}
	free(places->place);
	*places = (struct svy_places){0};
}

char *svy_place_word(struct svy_place_words *place, const char *name)
{
	struct svy_lookup *words = &place->words;
	for (size_t i = 0; i < words->n; i++)
		if (strcmp(words->condition[i].name, name) == 0) {
			char *value = words->condition[i].value;
			free(words->condition[i].name);
			memmove(&words->condition[i], &words->condition[i + 1],
			        (words->n - i - 1) * sizeof *words->condition);
			words->n--;
			return value;
		}
	return NULL;
}

/* Lines, and columns in characters. */
static void step(struct scan *s, size_t n)
{
	for (; n; n--, s->at++) {
		s->line_start = *s->at == '\n';
		if (s->line_start) {
			s->line++;
			s->column = 1;
		} else if (((unsigned char)*s->at & 0xC0) != 0x80) {
			s->column++;
		}
	}
}

static void copy(struct scan *s, size_t n)
{
	svy_text_put(&s->marked, s->at, n);
	step(s, n);
}

static enum svy_code fail_place(const struct scan *s, size_t line, size_t column, const char *what)
{
	return svy_fail_at(s->status, SVY_EINPUT, (struct svy_place){s->path, line, column}, "%s", what);
}

/* --- code ------------------------------------------------------------------ */

static size_t run_of(const char *at, char c)
{
	size_t n = 0;
	while (at[n] == c)
		n++;
	return n;
}

/* At the start of a line: where fenced code begins or ends, copy its line. */
static bool pass_fence(struct scan *s)
{
	if (!svy_fence_line(&s->fence, s->at))
		return false;
	copy(s, strcspn(s->at, "\n"));
	return true;
}

/* A code span that ends on the same line. */
static bool pass_span(struct scan *s)
{
	size_t n = run_of(s->at, '`'), line = strcspn(s->at, "\n");
	for (size_t i = n; i < line;) {
		size_t m = run_of(s->at + i, '`');
		if (m == n) {
			copy(s, i + m);
			return true;
		}
		i += m ? m : 1;
	}
	copy(s, n);
	return true;
}

/* --- one place ------------------------------------------------------------- */

static void skip_space(struct scan *s)
{
	step(s, strspn(s->at, " \t\r\n"));
}

static bool at_end(const struct scan *s)
{
	return s->at[0] == '}' && s->at[1] == '}';
}

/* A word up to a space, }} or one of `ends`; false: a quote is not closed. */
static bool take_word(struct scan *s, const char *ends, struct svy_text *out)
{
	if (*s->at != '"') {
		while (*s->at && !at_end(s) && !strchr(" \t\r\n", *s->at) && !strchr(ends, *s->at)) {
			svy_text_putc(out, *s->at);
			step(s, 1);
		}
		return true;
	}
	for (step(s, 1); *s->at; step(s, 1)) {
		if (*s->at == '"' && s->at[1] == '"')
			step(s, 1);
		else if (*s->at == '"')
			break;
		svy_text_putc(out, *s->at);
	}
	if (!*s->at)
		return false;
	step(s, 1);
	return true;
}

static enum svy_code take_pair(struct scan *s, struct svy_place_words *place)
{
	struct svy_text name = {0}, value = {0};
	enum svy_code code = SVY_OK;
	const char *fault = NULL;
	if (!take_word(s, "=", &name))
		fault = "a quote in this place is never closed";
	else if (*s->at != '=')
		fault = "a word in this place is not of the form name=value (quote what has spaces)";
	else {
		step(s, 1);
		if (!take_word(s, "", &value))
			fault = "a quote in this place is never closed";
	}
	if (fault)
		code = fail_place(s, place->line, place->column, fault);
	else if (svy_lookup_add(&place->words, name.bytes ? name.bytes : "", value.bytes ? value.bytes : "",
	                        s->status) != SVY_OK)
		code = fail_place(s, place->line, place->column, svy_status_text(s->status));
	svy_text_clear(&name);
	svy_text_clear(&value);
	return code;
}

static enum svy_code take_words(struct scan *s, struct svy_place_words *place)
{
	struct svy_text kind = {0}, file = {0};
	step(s, 2);
	skip_space(s);
	bool good = take_word(s, "", &kind);
	skip_space(s);
	good = good && take_word(s, "", &file);
	place->kind = svy_text_take(&kind);
	place->file = svy_text_take(&file);
	if (!place->kind || !place->file)
		return svy_fail_memory(s->status);
	if (!good || !*place->kind || !*place->file)
		return fail_place(s, place->line, place->column,
		                  "a place is {{KIND FILE ...}}, with a kind, a file and }} at its end");
	for (skip_space(s); *s->at && !at_end(s); skip_space(s)) {
		enum svy_code code = take_pair(s, place);
		if (code != SVY_OK)
			return code;
	}
	if (!*s->at)
		return fail_place(s, place->line, place->column, "this place is never closed by }}");
	step(s, 2);
	return SVY_OK;
}

static enum svy_code take_place(struct scan *s)
{
	struct svy_places *places = s->places;
	if (!svy_array_reserve(&places->place, &places->capacity, places->n + 1, sizeof *places->place))
		return svy_fail_memory(s->status);
	struct svy_place_words *place = &places->place[places->n++];
	*place = (struct svy_place_words){.line = s->line, .column = s->column};
	svy_text_printf(&s->marked, SVY_PLACE_BEGIN "%zu" SVY_PLACE_END, places->n - 1);
	return take_words(s, place);
}

/* --- the whole text --------------------------------------------------------- */

/* U+E000 to U+E003 are ours; a text that has them could pass for a place. */
static enum svy_code check_marks(struct scan s, const char *end)
{
	for (; s.at < end; step(&s, 1))
		if (memcmp(s.at, "\xEE\x80", 2) == 0 && (unsigned char)s.at[2] <= 0x83)
			return fail_place(&s, s.line, s.column, "the text has a private-use character (U+E000 to U+E003)");
	return SVY_OK;
}

static enum svy_code scan_on(struct scan *s)
{
	if (s->line_start && pass_fence(s))
		return SVY_OK;
	s->line_start = false;
	if (s->fence.mark)
		copy(s, strcspn(s->at, "\n") + (strchr(s->at, '\n') != NULL));
	else if (s->at[0] == '{' && s->at[1] == '{')
		return take_place(s);
	else if (*s->at == '\\' && s->at[1])
		copy(s, 2);
	else if (*s->at == '`')
		pass_span(s);
	else
		copy(s, 1);
	return SVY_OK;
}

enum svy_code svy_places_take(const char *text, size_t length, const char *path, struct svy_places *places,
                              char **marked, struct svy_status *status)
{
	struct svy_places found = {0};
	struct scan s = {.at = text, .path = path, .line = 1, .column = 1, .line_start = true, .places = &found,
	                 .status = status};
	enum svy_code code = SVY_OK;
	size_t bad = svy_utf8_check(text, length);
	const char *end = text + length;
	if (bad < length || memchr(text, '\0', length))
		code = svy_fail(status, SVY_EINPUT, "%s: the text is not UTF-8 (byte %zu)", path,
		                bad < length ? bad + 1 : strlen(text) + 1);
	if (code == SVY_OK)
		code = check_marks(s, end);
	while (code == SVY_OK && s.at < end)
		code = scan_on(&s);
	char *made = code == SVY_OK ? svy_text_take(&s.marked) : NULL;
	if (code == SVY_OK && !made)
		code = svy_fail_memory(status);
	svy_text_clear(&s.marked);
	if (code != SVY_OK) {
		svy_places_clear(&found);
		return code;
	}
	*places = found;
	*marked = made;
	return SVY_OK;
}
