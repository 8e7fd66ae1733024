#include "figure/labels.h"

#include <stdlib.h>
#include <string.h>

#include <unigbrk.h>
#include <unilbrk.h>

#include "base/array.h"
#include "base/text.h"

static const double SIZES[SVY_N_FACES] = {16, 12, 10.5};

double svy_face_size(enum svy_face face)
{
	return SIZES[face];
}

double svy_face_height(enum svy_face face)
{
	return SIZES[face] * 1.35;
}

static size_t character_length(const char *text)
{
	unsigned char c = (unsigned char)*text;
	size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1, i = 1;
	while (i < length && text[i])
		i++;
	return i;
}

/* Of one character, in sizes of the face. */
static double character_width(const char *text, size_t length)
{
	char copy[5] = {0};
	if (length == 1) {
		if (strchr("iljtfI.,:;'|!()[]{} ", *text))
			return 0.40;
		if (strchr("mwMW%@", *text))
			return 0.98;
		return *text >= 'A' && *text <= 'Z' ? 0.74 : 0.64;
	}
	memcpy(copy, text, length);
	return 0.68 * (double)svy_utf8_width(copy);
}

/* Bold letters are wider. */
static double scale_of(enum svy_face face)
{
	return SIZES[face] * (face == SVY_FACE_TITLE ? 1.1 : 1.0);
}

double svy_label_width(const char *text, enum svy_face face)
{
	double width = 0;
	while (*text) {
		size_t length = character_length(text);
		width += character_width(text, length);
		text += length;
	}
	return width * scale_of(face);
}

static bool add_line(struct svy_wrapped *lines, const char *text, size_t length)
{
	while (length && text[length - 1] == ' ')
		length--;
	char *line = svy_text_copy_n(text, length);
	if (!line || !svy_array_reserve(&lines->line, &lines->room, lines->n + 1, sizeof *lines->line)) {
		free(line);
		return false;
	}
	lines->line[lines->n++] = line;
	return true;
}

/* Khmer and Burmese letters below another, and Thai and Lao vowels before one,
 * follow or lead a letter that they must not be parted from. */
static bool joins_the_next(const char *text, size_t length)
{
	static const char *const JOINERS[] = {"\xE1\x9F\x92", "\xE1\x80\xB9", "\xE0\xB9\x80", "\xE0\xB9\x81",
	                                      "\xE0\xB9\x82", "\xE0\xB9\x83", "\xE0\xB9\x84", "\xE0\xBB\x80",
	                                      "\xE0\xBB\x81", "\xE0\xBB\x82", "\xE0\xBB\x83", "\xE0\xBB\x84"};
	for (size_t i = 0; i < sizeof JOINERS / sizeof *JOINERS; i++)
		if (length >= 3 && memcmp(text + length - 3, JOINERS[i], 3) == 0)
			return true;
	return false;
}

/* Where a line may begin, byte by byte: never within what a reader takes for one
 * character; preferred where a word ends.  (u8_grapheme_next() of libunistring 1.0
 * parts flags and families of emoji; u8_grapheme_breaks() does not.) */
enum { WITHIN, FORCED, PREFERRED };

static char *find_breaks(const char *text)
{
	size_t n = strlen(text);
	char *words = svy_array_new(n, 1), *breaks = svy_array_new(n + 1, 1);
	if (!words || !breaks) {
		free(words);
		free(breaks);
		return NULL;
	}
	u8_possible_linebreaks((const uint8_t *)text, n, "UTF-8", words);
	u8_grapheme_breaks((const uint8_t *)text, n, breaks);
	for (size_t i = 0; i < n; i++)
		if (breaks[i] && joins_the_next(text, i))
			breaks[i] = WITHIN;
		else if (breaks[i])
			breaks[i] = words[i] == UC_BREAK_POSSIBLE || (i && text[i - 1] == '\n') ? PREFERRED : FORCED;
	breaks[n] = PREFERRED;
	free(words);
	return breaks;
}

/* Bytes of the first line: up to the last break that is preferred and fits, or else
 * whatever fits, at least one character. */
static size_t take_line(const char *text, const char *breaks, double room)
{
	size_t at = 0, last_break = 0;
	double width = 0;
	while (text[at]) {
		size_t end = at;
		if (breaks[at] == PREFERRED)
			last_break = at;
		do {
			width += character_width(text + end, character_length(text + end));
			end += character_length(text + end);
		} while (breaks[end] == WITHIN);
		if (width > room * (1 + 1e-9) && at > 0 && text[at] != ' ')
			return last_break ? last_break : at;
		at = end;
	}
	return at;
}

bool svy_wrap(const char *text, double width, enum svy_face face, struct svy_wrapped *out)
{
	struct svy_wrapped lines = {0};
	size_t at = 0;
	char *breaks = find_breaks(text);
	bool ok = breaks != NULL;
	do {
		size_t length = ok ? take_line(text + at, breaks + at, width / scale_of(face)) : 0;
		ok = ok && add_line(&lines, text + at, length);
		at += length;
		at += strspn(text + at, " ");
	} while (ok && text[at]);
	free(breaks);
	if (ok)
		*out = lines;
	else
		svy_wrapped_clear(&lines);
	return ok;
}

void svy_wrapped_clear(struct svy_wrapped *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		free(lines->line[i]);
	free(lines->line);
	*lines = (struct svy_wrapped){0};
}
