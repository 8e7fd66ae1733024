#include "figure/labels.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>

#include "base/array.h"
#include "base/text.h"

enum { ZERO_WIDTH_JOINER = 0x200D };
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

/* Bytes that no line break may part: a letter with its vowels and marks, an emoji
 * with what it is joined to, and consonants that are stacked by a virama (Khmer
 * coeng, Myanmar), which Unicode's clusters leave apart. */
static size_t cluster_length(const char *text)
{
	const uint8_t *begin = (const uint8_t *)text, *end = begin + strlen(text), *at = begin, *last;
	ucs4_t c;
	do {
		at = u8_grapheme_next(at, end);
		last = u8_prev(&c, at, begin);
	} while (at < end && last && (uc_combining_class(c) == UC_CCC_VR || c == ZERO_WIDTH_JOINER));
	return (size_t)(at - begin);
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

/* Of the first `length` bytes, in sizes of the face. */
static double text_width(const char *text, size_t length)
{
	double width = 0;
	for (size_t at = 0; at < length;) {
		size_t step = character_length(text + at);
		width += character_width(text + at, step);
		at += step;
	}
	return width;
}

double svy_label_width(const char *text, enum svy_face face)
{
	return text_width(text, strlen(text)) * scale_of(face);
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

/* Bytes of the first line: up to the last break that fits, or else whatever
 * fits, at least one cluster. */
static size_t take_line(const char *text, double room)
{
	size_t at = 0, last_break = 0;
	double width = 0;
	while (text[at]) {
		size_t length = cluster_length(text + at);
		width += text_width(text + at, length);
		if (width > room * (1 + 1e-9) && at > 0 && text[at] != ' ')
			return last_break ? last_break : at;
		at += length;
		if (text[at - 1] == ' ' || text[at - 1] == '-')
			last_break = at;
	}
	return at;
}

bool svy_wrap(const char *text, double width, enum svy_face face, struct svy_wrapped *out)
{
	struct svy_wrapped lines = {0};
	bool ok = true;
	do {
		size_t length = take_line(text, width / scale_of(face));
		ok = add_line(&lines, text, length);
		text += length;
		text += strspn(text, " ");
	} while (ok && *text);
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
