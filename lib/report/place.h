/*
 * Places in a text: {{kind file name=value ...}}.
 *
 * Words are split by spaces (or the end of a line); a name, a value or the file
 * may be double-quoted as in CSV, where it holds a space, a quote, = or }}.  In
 * fenced code and in code spans of one line places are left as they are; "\{" is
 * a brace, so that "\{\{" begins none.
 */
#ifndef SVY_REPORT_PLACE_H
#define SVY_REPORT_PLACE_H

#include "base/status.h"
#include "report/lookup.h"

/* One place.  words.condition[i] are the name=value words, in order. */
struct svy_place_words {
	char *kind; /* "number", "table", ... */
	char *file;
	struct svy_lookup words;
	size_t line, column; /* of its first brace; columns are characters */
};

struct svy_places {
	struct svy_place_words *place;
	size_t n, capacity;
};

/* What stands for place i in the text that svy_places_take() gives: private-use
 * characters around its number, which no markdown touches. */
#define SVY_PLACE_BEGIN "\xEE\x80\x80"
#define SVY_PLACE_END "\xEE\x80\x81"

/*
 * Take the places out of a text.
 *
 * text    UTF-8; path is for messages
 * places  overwritten; clear with svy_places_clear()
 * marked  the text with a mark for each place, the caller's to free()
 *
 * SVY_EINPUT at line and column: a place that is not closed or has no kind or
 * file, a word twice, bytes that are not UTF-8, a private-use mark in the text.
 */
enum svy_code svy_places_take(const char *text, size_t length, const char *path, struct svy_places *places,
                              char **marked, struct svy_status *status) SVY_MUST_USE;

/* The value of a word, and forget it; NULL where there is none.  The caller's to
 * free(). */
char *svy_place_word(struct svy_place_words *place, const char *name);

void svy_places_clear(struct svy_places *places);

#endif
