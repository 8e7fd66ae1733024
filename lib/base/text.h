/* Text: growing byte strings, UTF-8, display width, spelling help. */
#ifndef SVY_BASE_TEXT_H
#define SVY_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/*
 * A growing byte string.  Starts as {0}; bytes is NUL-terminated whenever it is
 * not NULL, and owned by the struct.  Failure is sticky: after memory ran out
 * every later addition does nothing and svy_text_take() gives NULL, so that
 * only the end needs a check.
 */
struct svy_text {
	char *bytes;
	size_t length;
	size_t capacity;
	bool failed;
};

void svy_text_put(struct svy_text *text, const char *bytes, size_t length);

/* Make room for so many bytes more: where that succeeds, adding no more than these
 * cannot fail. */
bool svy_text_reserve(struct svy_text *text, size_t length);
void svy_text_puts(struct svy_text *text, const char *string);
void svy_text_putc(struct svy_text *text, char c);
void svy_text_printf(struct svy_text *text, const char *format, ...) SVY_PRINTF(2, 3);
void svy_text_vprintf(struct svy_text *text, const char *format, va_list arguments) SVY_PRINTF(2, 0);

/* Append text for HTML or SVG: & < > " ' as references, control characters as
 * spaces. */
void svy_text_put_html(struct svy_text *text, const char *string);

/* The string, now the caller's to free() ("" when nothing was added), and the
 * struct is {0} again; NULL when memory ran out. */
char *svy_text_take(struct svy_text *text);
void svy_text_clear(struct svy_text *text);

/* A copy for the caller to free(), NULL when memory ran out or string is NULL.
 * _n: of the first `length` bytes. */
char *svy_text_copy(const char *string);
char *svy_text_copy_n(const char *bytes, size_t length);

/* A formatted string for the caller to free(), NULL when memory ran out. */
char *svy_text_format(const char *format, ...) SVY_PRINTF(1, 2);

/* Index of the first byte that is not part of well-formed UTF-8 (Unicode 15,
 * table 3-7: no surrogates, no overlong forms, nothing above U+10FFFF), or
 * `length` when all is well.  A sequence cut off by the end of the buffer is
 * bad from its first byte. */
size_t svy_utf8_check(const char *bytes, size_t length);

/* Columns that the string takes on a terminal (East Asian wide characters two,
 * combining marks none).  string is well-formed UTF-8. */
size_t svy_utf8_width(const char *string);

/* Add a note to those in a fixed array of `size` bytes, "; " between; cut where it is
 * full. */
void svy_text_add_note(char *notes, size_t size, const char *format, va_list arguments) SVY_PRINTF(3, 0);

/* True when the string ends in `end`, ASCII letters in any case. */
bool svy_text_ends_in(const char *string, const char *end);

/* True when both strings are the same text in Unicode normal form C. */
bool svy_utf8_same(const char *a, const char *b);

/*
 * The candidate that a misspelt word was most likely meant to be: fewest
 * insertions, deletions, replacements and swaps of neighbours, letter case
 * costing less than a letter; NULL when none is near: more than a third of the
 * word's length (at least 1 change is allowed), or no letter in common.  Borrowed.
 */
const char *svy_text_nearest(const char *word, const char *const *candidates, size_t n_candidates);

#endif
