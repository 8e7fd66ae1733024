/* Lines of places in a JSON file, found only when there is a message to write. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/json.h"

/* Text that was read as JSON before: what does not fit ends the search. */
struct scanner {
	const char *at, *end;
};

static void skip_space(struct scanner *s)
{
	while (s->at < s->end && strchr(" \t\r\n", *s->at))
		s->at++;
}

/* From the quote that opens a string to behind the one that closes it. */
static void skip_string(struct scanner *s)
{
	for (s->at++; s->at < s->end && *s->at != '"'; s->at++)
		if (*s->at == '\\')
			s->at++;
	s->at = s->at < s->end ? s->at + 1 : s->end;
}

static void skip_value(struct scanner *s)
{
	size_t depth = 0;
	skip_space(s);
	while (s->at < s->end) {
		if (*s->at == '"') {
			skip_string(s);
			if (!depth)
				return;
			continue;
		}
		if (strchr("{[", *s->at))
			depth++;
		else if (strchr("}]", *s->at) && depth-- <= 1)
			depth = 0;
		if (!depth && strchr(",}]", *s->at)) {
			s->at += *s->at != ',';
			return;
		}
		s->at++;
	}
}

/* Behind a member or an item: over the comma. */
static bool next(struct scanner *s)
{
	skip_space(s);
	bool more = s->at < s->end && *s->at == ',';
	s->at += more;
	return more;
}

static bool enter(struct scanner *s, char bracket)
{
	skip_space(s);
	bool there = s->at < s->end && *s->at == bracket;
	s->at += there;
	return there;
}

/* To the value of a key of the object that begins here. */
static bool find_key(struct scanner *s, const char *key, size_t length)
{
	if (!enter(s, '{'))
		return false;
	do {
		skip_space(s);
		const char *name = s->at + 1;
		if (s->at >= s->end || *s->at != '"')
			return false;
		skip_string(s);
		bool same = (size_t)(s->at - name) == length + 1 && memcmp(name, key, length) == 0;
		if (!enter(s, ':'))
			return false;
		skip_space(s);
		if (same)
			return true;
		skip_value(s);
	} while (next(s));
	return false;
}

static bool find_item(struct scanner *s, unsigned long index)
{
	if (!enter(s, '['))
		return false;
	while (index-- > 0) {
		skip_value(s);
		if (!next(s))
			return false;
	}
	skip_space(s);
	return s->at < s->end && *s->at != ']';
}

size_t svy_json_line(const char *text, size_t length, const char *place)
{
	struct scanner s = {text, text + length};
	size_t line = 1;
	bool found = true;
	skip_space(&s);
	while (*place && found) {
		char *behind;
		if (*place == '[') {
			found = find_item(&s, strtoul(place + 1, &behind, 10));
			place = *behind ? behind + 1 : behind;
		} else {
			place += *place == '.';
			size_t key = strcspn(place, ".[");
			found = key && find_key(&s, place, key);
			place += key;
		}
	}
	if (!found)
		return 0;
	for (const char *c = text; c < s.at; c++)
		line += *c == '\n';
	return line;
}

/* How much of a text is a place: names and [numbers], with points between. */
static size_t measure_place(const char *text)
{
	static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t n = 0;
	for (;;) {
		size_t letters = strspn(text + n, LETTERS), digits;
		if (!letters)
			return n ? n - 1 : 0; /* not the point */
		n += letters;
		while (text[n] == '[' && (digits = strspn(text + n + 1, "0123456789")) && text[n + 1 + digits] == ']')
			n += digits + 2;
		if (text[n] != '.')
			return n;
		n++;
	}
}

/* Empty where the file cannot be read again. */
static struct svy_text read_whole(const char *path)
{
	struct svy_text text = {0};
	char buffer[4096];
	size_t n;
	FILE *file = fopen(path, "rb");
	while (file && (n = fread(buffer, 1, sizeof buffer, file)) > 0)
		svy_text_put(&text, buffer, n);
	if (file)
		fclose(file);
	return text;
}

/* Of what is not there the line of what it should be in; 0 where there is not even that. */
static size_t line_of(const struct svy_text *text, const char *root, const char *place)
{
	char *whole = svy_text_format("%s%s%s", root, *root ? "." : "", place);
	size_t mark = text->length >= 3 && memcmp(text->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, line = 0;
	for (char *last = whole; text->length && last && !line; last = strrchr(whole, '.')) {
		if (last != whole)
			*last = '\0';
		line = svy_json_line(text->bytes + mark, text->length - mark, whole);
	}
	free(whole);
	return line;
}

/* The message with its line; NULL where it has none to get. */
static char *locate(const char *message, const char *path, const char *root, const struct svy_text *text)
{
	size_t n = strlen(path);
	if (!message || strncmp(message, path, n) != 0 || strncmp(message + n, ": ", 2) != 0)
		return NULL;
	const char *words = message + n + 2;
	char *place = svy_text_copy_n(words, measure_place(words));
	size_t line = place && *place ? line_of(text, root, place) : 0;
	free(place);
	return line ? svy_text_format("%s:%zu: %s", path, line, words) : NULL;
}

enum svy_code svy_json_locate(enum svy_code code, const char *path, const char *root, struct svy_status *status)
{
	if (code != SVY_EINPUT || !status)
		return code;
	struct svy_text text = read_whole(path);
	char *located = locate(status->message, path, root, &text);
	if (located)
		code = svy_fail(status, code, "%s", located);
	free(located);
	svy_text_clear(&text);
	return code;
}

void svy_json_locate_notes(struct svy_notes *notes, const char *path, const char *root)
{
	struct svy_text text = {0};
	if (notes->n)
		text = read_whole(path);
	for (size_t i = 0; i < notes->n; i++) {
		char *located = locate(notes->text[i], path, root, &text);
		if (!located)
			continue;
		free(notes->text[i]);
		notes->text[i] = located;
	}
	svy_text_clear(&text);
}
