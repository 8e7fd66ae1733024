#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/array.h"

bool svy_text_reserve(struct svy_text *text, size_t length)
{
	if (text->failed)
		return false;
	if (length >= SIZE_MAX - text->length ||
	    !svy_array_reserve(&text->bytes, &text->capacity, text->length + length + 1, 1))
		text->failed = true;
	return !text->failed;
}

void svy_text_put(struct svy_text *text, const char *bytes, size_t length)
{
	if (!svy_text_reserve(text, length))
		return;
	if (length)
		memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
}

void svy_text_puts(struct svy_text *text, const char *string)
{
	svy_text_put(text, string, strlen(string));
}

void svy_text_putc(struct svy_text *text, char c)
{
	svy_text_put(text, &c, 1);
}

void svy_text_vprintf(struct svy_text *text, const char *format, va_list arguments)
{
	va_list again;
	va_copy(again, arguments);
	int n = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (n < 0)
		text->failed = true;
	if (n < 0 || !svy_text_reserve(text, (size_t)n))
		return;
	vsnprintf(text->bytes + text->length, (size_t)n + 1, format, arguments);
	text->length += (size_t)n;
}

void svy_text_printf(struct svy_text *text, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	svy_text_vprintf(text, format, arguments);
	va_end(arguments);
}

void svy_text_put_html(struct svy_text *text, const char *string)
{
	for (; *string; string++) {
		unsigned char c = (unsigned char)*string;
		switch (c) {
		case '&': svy_text_puts(text, "&amp;"); break;
		case '<': svy_text_puts(text, "&lt;"); break;
		case '>': svy_text_puts(text, "&gt;"); break;
		case '"': svy_text_puts(text, "&quot;"); break;
		case '\'': svy_text_puts(text, "&#39;"); break;
		default: svy_text_putc(text, c < 0x20 || c == 0x7F ? ' ' : (char)c);
		}
	}
}

char *svy_text_take(struct svy_text *text)
{
	svy_text_reserve(text, 0);
	char *bytes = text->bytes;
	if (text->failed) {
		free(bytes);
		bytes = NULL;
	} else {
		bytes[text->length] = '\0';
	}
	*text = (struct svy_text){0};
	return bytes;
}

void svy_text_clear(struct svy_text *text)
{
	free(text->bytes);
	*text = (struct svy_text){0};
}

char *svy_text_copy_n(const char *bytes, size_t length)
{
	struct svy_text text = {0};
	svy_text_put(&text, bytes, length);
	return svy_text_take(&text);
}

char *svy_text_copy(const char *string)
{
	return string ? svy_text_copy_n(string, strlen(string)) : NULL;
}

char *svy_text_format(const char *format, ...)
{
	struct svy_text text = {0};
	va_list arguments;
	va_start(arguments, format);
	svy_text_vprintf(&text, format, arguments);
	va_end(arguments);
	return svy_text_take(&text);
}

/* Eight bytes at a time while they are ASCII: most of every file is. */
static size_t skip_ascii(const char *bytes, size_t i, size_t length)
{
	while (length - i >= sizeof(uint64_t)) {
		uint64_t word;
		memcpy(&word, bytes + i, sizeof word);
		if (word & UINT64_C(0x8080808080808080))
			break;
		i += sizeof word;
	}
	while (i < length && (unsigned char)bytes[i] < 0x80)
		i++;
	return i;
}

bool svy_text_ends_in(const char *string, const char *end)
{
	size_t n = strlen(string), m = strlen(end);
	return n >= m && strcasecmp(string + n - m, end) == 0;
}

size_t svy_utf8_check(const char *bytes, size_t length)
{
	size_t i = 0;
	while ((i = skip_ascii(bytes, i, length)) < length) {
		ucs4_t character;
		int n = u8_mbtoucr(&character, (const uint8_t *)bytes + i, length - i);
		if (n <= 0)
			return i;
		i += (size_t)n;
	}
	return length;
}

size_t svy_utf8_width(const char *string)
{
	int width = u8_width((const uint8_t *)string, strlen(string), "UTF-8");
	return width > 0 ? (size_t)width : 0;
}

bool svy_utf8_same(const char *a, const char *b)
{
	int order = 1;
	if (strcmp(a, b) == 0)
		return true;
	size_t na = strlen(a), nb = strlen(b);
	if (skip_ascii(a, 0, na) == na && skip_ascii(b, 0, nb) == nb)
		return false;
	if (u8_normcmp((const uint8_t *)a, na, (const uint8_t *)b, nb, UNINORM_NFC, &order) != 0)
		return false;
	return order == 0;
}

/* Costs are doubled so that a change of case can be half a change. */
enum { WHOLE_CHANGE = 16, CASE_CHANGE = 1, LONGEST_WORD = 256 };

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static unsigned replace_cost(char a, char b)
{
	if (a == b)
		return 0;
	return lower(a) == lower(b) ? CASE_CHANGE : WHOLE_CHANGE;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Optimal string alignment: Levenshtein with swaps of neighbours. */
static unsigned distance(const char *a, size_t na, const char *b, size_t nb)
{
	unsigned rows[3][LONGEST_WORD + 1];
	unsigned *before = rows[0], *last = rows[1], *now = rows[2];

	for (size_t j = 0; j <= nb; j++)
		last[j] = (unsigned)j * WHOLE_CHANGE;
	for (size_t i = 1; i <= na; i++) {
		now[0] = (unsigned)i * WHOLE_CHANGE;
		for (size_t j = 1; j <= nb; j++) {
			now[j] = least(least(last[j], now[j - 1]) + WHOLE_CHANGE,
			               last[j - 1] + replace_cost(a[i - 1], b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + WHOLE_CHANGE);
		}
		unsigned *spare = before;
		before = last;
		last = now;
		now = spare;
	}
	return last[nb];
}

const char *svy_text_nearest(const char *word, const char *const *candidates, size_t n_candidates)
{
	size_t length = strlen(word);
	const char *nearest = NULL;
	if (length > LONGEST_WORD)
		return NULL;
	unsigned allowed = (unsigned)(length / 3) * WHOLE_CHANGE;
	unsigned best = least((allowed < WHOLE_CHANGE ? WHOLE_CHANGE : allowed) + 1, (unsigned)length * WHOLE_CHANGE);
	for (size_t i = 0; i < n_candidates; i++) {
		size_t n = strlen(candidates[i]);
		size_t apart = n > length ? n - length : length - n; /* that many insertions at least */
		if (n > LONGEST_WORD || apart * WHOLE_CHANGE >= best)
			continue;
		unsigned cost = distance(word, length, candidates[i], n);
		if (cost < best) {
			best = cost;
			nearest = candidates[i];
		}
	}
	return nearest;
}

void svy_text_add_note(char *notes, size_t size, const char *format, va_list arguments)
{
	size_t length = strlen(notes);
	if (length && length + 2 < size) {
		memcpy(notes + length, "; ", 3);
		length += 2;
	}
	vsnprintf(notes + length, size - length, format, arguments);
}
