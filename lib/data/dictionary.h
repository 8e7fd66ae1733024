/* From values to codes: what a column of categories looks up for every cell. */
#ifndef SVY_DATA_DICTIONARY_H
#define SVY_DATA_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct svy_dictionary;

/* NULL without memory. */
struct svy_dictionary *svy_dictionary_new(void);
void svy_dictionary_free(struct svy_dictionary *dictionary);

bool svy_dictionary_find(const struct svy_dictionary *dictionary, const char *text, size_t length, int32_t *code);

/* The text is copied; it must not be there yet.  False without memory. */
bool svy_dictionary_add(struct svy_dictionary *dictionary, const char *text, size_t length, int32_t code);

#endif
